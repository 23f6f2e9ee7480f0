"""What is wrong with a matrix: refused or told, each with its mend."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linewatch.errors import BadValue
from linewatch.hypotheses.checks import check
from linewatch.hypotheses.matrix import Candidate, Item, Place, Span
from linewatch.hypotheses.problems import problems
from linewatch.hypotheses.weighing import weigh
from tests.hypotheses.weighing_making import FEW, LADDER, matrix, point

ROWS = {
    "e1": {"h1": LADDER[5], "h2": LADDER[2], "h3": LADDER[1]},
    "e2": {"h1": LADDER[4], "h2": LADDER[4], "h3": LADDER[1]},
}
SOUND = matrix(ROWS, rest="h3")


def kinds(made):
    return {problem.kind: problem for problem in problems(made)}


def test_a_sound_matrix_has_none():
    assert problems(SOUND) == ()


@pytest.mark.parametrize(
    ("priors", "what", "mend"),
    [
        (
            {"h1": 0.5, "h2": 0.3, "h3": 0.3},
            "The priors of 'why' sum to 1.1, 0.1 more than 1.",
            "Set 'h1' to 0.4, or all in proportion: h1 0.455, h2 0.273, h3 0.273.",
        ),
        (
            {"h1": 0.333, "h2": 0.333, "h3": 0.333},
            "The priors of 'why' sum to 0.999, 0.001 less than 1.",
            "Set 'h1' to 0.334, or all in proportion: h1 0.333, h2 0.333, h3 0.333.",
        ),
        (
            {"h1": 0.9, "h2": 0.6},
            "The priors of 'why' sum to 1.5, 0.5 more than 1.",
            "Set 'h1' to 0.4, or all in proportion: h1 0.6, h2 0.4.",
        ),
        (
            {"h1": 0.6, "h2": 0.4},
            "The priors of 'why' already sum to 1: nothing is left for 'h3'.",
            "Take something from 'h1', or give 'h3' a prior of 0 to say that it cannot be.",
        ),
        (
            {"h1": 0.0, "h2": 0.0, "h3": 0.0},
            "The priors of 'why' sum to 0, 1 less than 1.",
            "Leave the priors out: each hypothesis then gets an equal part.",
        ),
        (
            {"h1": 1.5},
            "The prior of 'h1' is 1.5, which is no chance.",
            "Give a share from 0 to 1, or leave it out for an equal part of what is left.",
        ),
    ],
)
def test_priors_that_do_not_sum_are_refused_with_what_to_set(priors, what, mend):
    with pytest.raises(BadValue) as told:
        weigh(matrix(ROWS, priors=priors, rest="h3"), FEW)
    assert (told.value.what, told.value.next_step) == (what, mend)


def test_priors_left_out_share_what_is_left():
    found = weigh(matrix(ROWS, priors={"h1": 0.5}, rest="h3"), FEW).standings
    assert [row.prior for row in found] == pytest.approx([0.5, 0.25, 0.25])


def _cell(item, hypothesis, span):
    return replace(SOUND, cells={**SOUND.cells, Place(item, hypothesis, "a"): span})


def _items(**changed):
    return replace(SOUND, items=(replace(SOUND.items[0], **changed), SOUND.items[1]))


@pytest.mark.parametrize(
    ("made", "what", "mend"),
    [
        (
            _cell("e1", "h1", Span(0.8, 0.2)),
            "'a' judged 'e1' if 'h1' were true: the range 0.8 to 0.2 is upside down.",
            "Did you mean 0.2 to 0.8?",
        ),
        (
            _cell("e1", "h1", Span(20, 80)),
            "'a' judged 'e1' if 'h1' were true: 20 to 80 is no range of chances.",
            "Give shares from 0 to 1.",
        ),
        (
            _items(reliability=Span(0.9, 0.1)),
            "Reliability of 'e1': the range 0.9 to 0.1 is upside down.",
            "Did you mean 0.1 to 0.9?",
        ),
        (
            _items(seen=Span(float("nan"), 1.0)),
            "Seen of 'e1': nan to 1 is no range of chances.",
            "Give shares from 0 to 1.",
        ),
        (_cell("e11", "h1", LADDER[0]), "No item named 'e11' in this question.", "Did you mean 'e1'?"),
        (_cell("e1", "h33", LADDER[0]), "No hypothesis named 'h33' in this question.", "Did you mean 'h3'?"),
        (_items(group="g"), "No group named 'g' in this question.", "Check the spelling."),
        (
            replace(SOUND, dependence={"g": 2.0}),
            "The dependence of group 'g' is 2.",
            "Give 0 (each item tells as much as alone) to 1 (all together tell as much as one).",
        ),
        (
            replace(SOUND, candidates=SOUND.candidates[:1], cells={}),
            "'why' has 1 hypothesis: nothing to weigh against.",
            "Add at least one more, and one that stands for something else.",
        ),
        (
            replace(SOUND, candidates=(*SOUND.candidates, Candidate("h1", "Again"))),
            "The hypothesis 'h1' stands in the matrix twice.",
            "Give each an id of its own.",
        ),
        (
            replace(SOUND, candidates=(*SOUND.candidates, Candidate("h4", "Else", rest=True))),
            "'h3', 'h4' all stand for something else.",
            "Let one hypothesis stand for the rest.",
        ),
        (
            replace(SOUND, opinions={("h1", "b"): Span(0.5, 0.4)}),
            "'b' holds 'h1' likely: the range 0.5 to 0.4 is upside down.",
            "Did you mean 0.4 to 0.5?",
        ),
    ],
)
def test_what_cannot_be_weighed_is_refused_with_its_mend(made, what, mend):
    with pytest.raises(BadValue) as told:
        check(made)
    assert (told.value.what, told.value.next_step) == (what, mend)


def test_a_hypothesis_without_a_cell_is_told():
    found = kinds(replace(SOUND, candidates=(*SOUND.candidates, Candidate("h4", "New"))))["unexamined"]
    assert found.about == ("h4",)
    assert found.mend


def test_everything_rated_the_same_is_told():
    found = kinds(matrix({name: dict.fromkeys(row, LADDER[4]) for name, row in ROWS.items()}, rest="h3"))
    assert found["alike"].what == "Everything is rated the same, 0.55 to 0.8: the result is the priors."
    assert found["separates_nothing"].about == ("e2",)  # the last of both


@pytest.mark.parametrize(
    ("item", "cells", "what"),
    [
        (
            Item("x", "x"),
            dict.fromkeys(("h1", "h2", "h3"), LADDER[4]),
            "'x' was judged alike for all hypotheses",
        ),
        (Item("x", "x"), {"h1": LADDER[4]}, "'x' was judged for one hypothesis alone"),
        (Item("x", "x", reliability=point(0)), ROWS["e1"], "'x' comes from a source of no reliability"),
        (Item("x", "x", holds=point(0.5)), ROWS["e1"], "What 'x' tells is as likely so as not"),
        (Item("x", "x", "absent", seen=point(0)), ROWS["e1"], "'x' could not have been seen"),
    ],
)
def test_an_item_that_separates_nothing_is_told_with_the_reason(item, cells, what):
    found = kinds(matrix({**ROWS, "x": cells}, items={"x": item}, rest="h3"))["separates_nothing"]
    assert found.about == ("x",)
    assert found.what.startswith(what)


def test_an_item_without_a_cell_is_told():
    assert kinds(matrix({**ROWS, "x": {}}, rest="h3"))["empty_item"].about == ("x",)


@pytest.mark.parametrize(
    ("items", "dependence", "mend"),
    [
        (
            {"group": None, "source": None},
            {},
            "Take all but one out, or put them in one group with dependence 1.",
        ),
        ({"group": "g", "source": None}, {"g": 1.0}, "They count once, as group 'g' has dependence 1"),
        ({"group": None, "source": "tass"}, {}, "They count once, being from 'tass' alone"),
    ],
)
def test_rows_that_stand_twice_are_told_with_whether_they_count_twice(items, dependence, mend):
    both = {name: Item(name, " The  same report", **items) for name in ("e1", "x")}
    made = matrix({**ROWS, "x": ROWS["e1"]}, items=both, rest="h3", dependence=dependence)
    found = kinds(made)["duplicate"]
    assert found.about == ("e1", "x")
    assert found.mend.startswith(mend)


def test_one_sources_items_judged_alike_are_told_as_one_whatever_they_are_called():
    items = {name: Item(name, f"Report {name}", source="tass") for name in ("e1", "x")}
    found = kinds(matrix({**ROWS, "x": ROWS["e1"]}, items=items, rest="h3"))["duplicate"]
    assert found.what == "'e1', 'x' come from 'tass' and are judged alike: one row may stand twice."


def test_a_source_in_several_places_is_told():
    items = {"e1": Item("e1", "x", source="tass", group="g"), "e2": Item("e2", "y", source="tass")}
    found = kinds(matrix(ROWS, items=items, rest="h3", dependence={"g": 1.0}))["split_source"]
    assert found.about == ("tass", "e1", "e2")


def test_what_is_certain_or_impossible_is_told():
    rows = {**ROWS, "e1": {**ROWS["e1"], "h2": point(0.0)}}
    found = kinds(matrix(rows, rest="h3", priors={"h1": 0.0}))
    assert found["certain_prior"].about == ("h1",)
    assert found["impossible"].about == ("e1", "h2")


def test_a_missing_rest_and_a_missing_baseline_are_told():
    assert "no_rest" in kinds(matrix(ROWS))
    rows = {"e1": ROWS["e1"], "e2": {"h1": LADDER[4], "h2": LADDER[2]}}
    assert kinds(matrix(rows, several=True, rest="h3"))["no_baseline"].about == ("e2",)
    assert "no_baseline" not in kinds(matrix(rows, rest="h3"))


def test_an_analyst_who_judged_a_part_is_told():
    found = kinds(replace(SOUND, cells={**SOUND.cells, Place("e1", "h1", "b"): LADDER[3]}))["partly_judged"]
    assert found.about == ("b",)
    assert found.what.startswith("'b' judged 1 of the 4 pairs")
    assert "e1 for h2" in found.mend


def test_an_analyst_who_judged_only_what_is_not_yet_looked_for_is_not_told():
    made = replace(SOUND, items=(*SOUND.items, Item("x", "To look for", "open")))
    assert problems(replace(made, cells={**made.cells, Place("x", "h1", "b"): LADDER[3]})) == ()
