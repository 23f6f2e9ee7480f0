"""Every mechanism and every number rests on something, and the switches turn off what they name."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from linewatch.errors import BadMovement
from linewatch.scenarios import centre, member, parties, signals
from linewatch.scenarios.mechanisms import BY_ID, MECHANISMS, STRUCTURE_PARTS
from linewatch.scenarios.movement import Movement
from linewatch.scenarios.numbers import numbers
from linewatch.scenarios.parameters import ATTRIBUTES, PARAMETERS
from linewatch.scenarios.warrants import Warrant, assumed, said
from tests.scenarios.invented import movement, scenario


def test_there_are_k1_to_k24_once_each_and_only_the_hypothesis_is_off():
    assert [m.id for m in MECHANISMS] == [f"K{n}" for n in range(1, 25)]
    assert len({m.key for m in MECHANISMS}) == 24
    assert [m.id for m in MECHANISMS if not m.on] == ["K22"]


def test_every_rule_named_is_a_function():
    for mechanism in MECHANISMS:
        for rule in mechanism.rules:
            homes = [
                room for room in (member, parties, centre, signals) if callable(getattr(room, rule, None))
            ]
            assert homes, (mechanism.id, rule)


def test_every_rule_says_in_its_docstring_which_mechanism_it_carries():
    for mechanism in MECHANISMS:
        told = " ".join(
            getattr(room, rule).__doc__ or ""
            for rule in mechanism.rules
            for room in (member, parties, centre)
            if hasattr(room, rule) and callable(getattr(room, rule))
        )
        assert re.search(rf"\b{mechanism.id}\b", told), mechanism.id


def test_every_number_rests_on_something_and_belongs_to_a_mechanism():
    for parameter in PARAMETERS.values():
        assert parameter.mechanism == "initial" or parameter.mechanism in BY_ID
        assert parameter.figure.warrant.source
        assert parameter.figure.low <= parameter.figure.mid <= parameter.figure.high
        assert parameter.means
    for attribute in ATTRIBUTES.values():
        assert attribute.figure.warrant.source
        assert attribute.mechanism == "initial" or attribute.mechanism in BY_ID


def test_every_assumed_part_has_a_source_and_names_numbers_that_exist():
    for part in [part for m in MECHANISMS for part in m.parts]:
        assert part.source
        assert all(name in PARAMETERS for name, _ in part.off)
    assert all(part.source for part in STRUCTURE_PARTS)


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda m: m.id)
def test_a_mechanism_without_a_warrant_does_not_run(mechanism):
    made = movement()
    poorer = replace(made, warrants={k: w for k, w in made.warrants.items() if k != mechanism.key})
    with pytest.raises(BadMovement, match=mechanism.key):
        numbers(poorer, scenario(switches={mechanism.id: True}), 0, 0, vary=False)
    numbers(poorer, scenario(switches={mechanism.id: False}), 0, 0, vary=False)


def test_a_warrant_says_where_or_who():
    with pytest.raises(BadMovement, match="names no block"):
        Warrant("said")
    with pytest.raises(BadMovement, match="names no source"):
        assumed(" ")
    assert said("B1", "B2").blocks == ("B1", "B2")


def values(made: Movement, **more: object) -> dict[str, float]:
    return dict(numbers(made, scenario(**more), 0, 0, vary=False).used)


def test_one_switch_turns_off_all_that_is_assumed_and_nothing_else():
    made = movement()
    whole, said_only = values(made), values(made, assumed=False)
    parts = {name: value for m in MECHANISMS for part in m.parts for name, value in part.off}
    assert {name for name in whole if whole[name] != said_only[name]} <= set(parts)
    assert all(said_only[name] == value for name, value in parts.items())
    ties = numbers(made, scenario(assumed=False), 0, 0, vary=False).ties
    assert ties[:2] == (0, 0)
    assert numbers(made, scenario(), 0, 0, vary=False).ties[:2] == (2, 1)


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda m: m.id)
def test_a_switch_changes_only_its_own_numbers(mechanism):
    on = values(movement(), switches={mechanism.id: True})
    off = values(movement(), switches={mechanism.id: False})
    changed = {name for name in on if on[name] != off[name]}
    assert {PARAMETERS[name].mechanism for name in changed} <= {mechanism.id}


def test_numbers_that_vary_stay_in_their_range_and_are_the_same_for_scenario_and_baseline():
    made = movement()
    one = numbers(made, scenario(), 3, 4, vary=True)
    two = numbers(made, scenario(dates={"leak": None}, name="other"), 3, 4, vary=True)
    assert one.used == two.used
    assert one.used != numbers(made, scenario(), 3, 5, vary=True).used
    for name, value in one.used.items():
        figure = PARAMETERS[name].figure
        assert figure.low - 1e-9 <= value <= figure.high + 1e-9 or name == "forget"
