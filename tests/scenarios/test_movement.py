"""What is refused, and how."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from linewatch.errors import BadMovement, TooLittleMemory
from linewatch.scenarios.keeping import Room, check_room
from linewatch.scenarios.layout import laid_out
from linewatch.scenarios.movement import Channel, Event, Shape
from tests.scenarios.invented import DATED, figure, movement, party, scenario


def refused(words: str, **more) -> None:
    with pytest.raises(BadMovement, match=words):
        movement(**more)


def test_a_party_of_one_is_refused():
    refused(
        "a party needs one of each",
        parties=(party("Basalt", 1, leaders=1),),
        centre=None,
        events=(),
        channels=(),
        order=(),
    )


def test_a_party_whose_range_reaches_down_to_its_leaders_is_refused():
    small = replace(party("Basalt", 100), size=figure(100, 13, 200))
    refused("13 members", parties=(small,), centre=None, events=(), channels=(), order=())


def test_two_parties_of_one_name_are_refused():
    refused("Two are called 'Opal'", parties=(party("Opal", 100), party("Opal", 90)))


def test_a_figure_out_of_order_is_refused():
    wrong = replace(party("Basalt", 100), attributes={"press": figure(0.5, 0.6, 0.7)})
    refused("must rise", parties=(wrong,))


def test_an_unknown_attribute_gets_a_suggestion():
    with pytest.raises(BadMovement) as error:
        movement(parties=(party("Basalt", 100, pres=0.1),))
    assert error.value.next_step == "Did you mean 'press'?"


def tree(*above: int) -> None:
    """A party of 2 leaders, 4 cadre, 44 of rank and file in cells of 15 and branches of 8: five cells."""
    own = replace(party("Basalt", 50, leaders=2), cadre_share=0.08, superiors=above)
    movement(parties=(own,), centre=None, events=(), channels=(), order=())


def test_a_tree_may_be_given_explicitly():
    tree(-1, 0, 3, 3, 2)


def test_a_circle_in_the_tree_is_refused_and_shown():
    with pytest.raises(BadMovement, match="cell 1 under 2 under 1"):
        tree(-1, 6, 2, 3, 3)
    with pytest.raises(BadMovement, match="circle"):
        tree(0, 0, 2, 3, 3)


def test_a_tree_of_another_size_is_refused():
    with pytest.raises(BadMovement, match="a party of 50 has 5"):
        tree(-1, 0, 2)
    with pytest.raises(BadMovement, match="from 0 to 49"):
        tree(-1, 0, 2, 2, 50)


def test_a_negative_strength_is_refused():
    refused(
        "must lie between 0 and 1", events=(Event("x", "call_off", None, DATED, -0.1),), channels=(), order=()
    )
    with pytest.raises(BadMovement, match=r"strength of event call_off is -0\.5"):
        scenario(strengths={"call_off": -0.5}).check(movement())
    scenario(strengths={"easing": -0.5}).check(movement())


def test_a_channel_opens_with_an_event_that_is_there():
    refused("No event is named 'leek'", channels=(Channel("x", False, "leek", (0.1, 0.1, 0.1), DATED),))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"movement": "another"}, "is for 'another', not for 'invented'"),
        ({"ends": date(2000, 12, 31)}, "runs from 2001-01-01 to 2000-12-31"),
        ({"dates": {"leak": date(2001, 2, 20)}}, "leak on 2001-02-20 comes after publication on 2001-02-10"),
        ({"dates": {"lek": None}}, "No event is named 'lek'"),
        ({"switches": {"K25": True}}, "No mechanism is named 'K25'"),
        ({"parameters": {"floor": -0.1}}, "Parameter floor is -0.1"),
        ({"parameters": {"load_centre": 5.0}}, "Parameter load_centre is 5"),
        ({"parameters": {"flor": 0.1}}, "No parameter is named 'flor'"),
        ({"tempo_days": -3}, "runs backwards"),
        ({"structure": "ring"}, "No structure is named 'ring'"),
    ],
)
def test_a_scenario_that_does_not_fit_is_refused(more, words):
    with pytest.raises(BadMovement, match=words):
        scenario(**more).check(movement())


def test_an_event_left_out_stands_in_nobody_s_way():
    scenario(dates={"leak": None, "publication": date(2001, 1, 7)}).check(movement())


def test_shapes_that_cannot_be_built_are_refused():
    for shape in (Shape(cell=0), Shape(branch=999), Shape(near_ties=9), Shape(region=1000)):
        with pytest.raises(BadMovement):
            movement(shape=shape)


def test_thinning_below_one_and_of_nobody_is_refused():
    for thin in ({"Opal": 0}, {"Opl": 10}):
        with pytest.raises(BadMovement):
            laid_out(movement(), thin)


def test_too_little_memory_is_said_before_the_run():
    with pytest.raises(TooLittleMemory, match=r"needs 2.00 GB of memory for 9 members; 1.00 GB are free"):
        check_room(Room(9, 2_000_000_000, 12.0, 1), 1_000_000_000)
