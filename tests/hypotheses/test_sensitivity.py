"""What a result hangs on: everything left out in turn is what the smaller matrix gives; items that separate nothing."""

import json
from dataclasses import replace
from math import log2

import pytest
from hypothesis import given, settings

from linewatch.hypotheses.matrix import Item, Place, Span
from linewatch.hypotheses.sensitivity import sensitivity
from linewatch.hypotheses.weighing import Settings, posteriors
from tests.hypotheses.weighing_making import FEW, matrices, matrix, point

ONE = Settings(draws=1, slip=0)


def row(**chances):
    return {name: point(value) for name, value in chances.items()}


def left(found, kind, name):
    return next(one for one in found.left_out if (one.kind, one.id) == (kind, name))


def test_leaving_an_item_out_moves_the_lead_as_worked_by_hand():
    # 0.9 : 0.3 times 0.4 : 0.6 is 36 : 18.
    found = sensitivity(matrix({"a": row(h1=0.9, h2=0.3), "b": row(h1=0.4, h2=0.6)}), ONE)
    assert (found.top, found.lead) == ("h1", pytest.approx(1 / 3))
    without_a, without_b = left(found, "item", "a"), left(found, "item", "b")
    assert without_a.mids == pytest.approx({"h1": 0.4, "h2": 0.6})
    assert (without_a.lead, without_a.shift) == (pytest.approx(-0.2), pytest.approx(-0.2 - 1 / 3))
    assert (without_a.top, without_a.changes) == ("h2", True)
    assert without_b.shift == pytest.approx(0.5 - 1 / 3)
    assert not without_b.changes
    assert [one.id for one in found.left_out] == ["a", "b"]


def test_sources_groups_assumptions_arguments_and_analysts_are_left_out_whole():
    rows = {name: row(h1=0.6, h2=0.4) for name in ("a", "b", "c", "d")}
    items = {
        "a": Item("a", "", source="s"),
        "b": Item("b", "", kind="assumption", group="g"),
        "c": Item("c", "", kind="assumption", group="g"),
        "d": Item("d", "", kind="argument", source="s"),
    }
    told = matrix(rows, items=items, dependence={"g": 0.0})
    other = {replace_analyst(place): Span(1 - span.high, 1 - span.low) for place, span in told.cells.items()}
    told = replace(told, cells={**told.cells, **other})
    found = sensitivity(told, ONE)
    assert left(found, "source", "s").items == ("a", "d")
    assert left(found, "group", "g").items == ("b", "c")
    assert left(found, "assumptions", "assumptions").items == ("b", "c")
    assert left(found, "arguments", "arguments").items == ("d",)
    # Source s counts once and the group twice: 1.5 to the third power, and its inverse.
    sure = 1.5**3 / (1 + 1.5**3)
    assert left(found, "analyst", "b").mids == pytest.approx({"h1": sure, "h2": 1 - sure})
    assert left(found, "analyst", "a").top == "h2"


def replace_analyst(place):
    return Place(place.item, place.hypothesis, "b")


@given(matrices(several=False))
@settings(max_examples=40)
def test_each_left_out_is_what_the_matrix_without_it_gives(told):
    few = replace(FEW, draws=60)
    found = sensitivity(told, few)
    for one in found.left_out:
        cells = {
            place: span
            for place, span in told.cells.items()
            if place.item not in one.items and (one.kind != "analyst" or place.analyst != one.id)
        }
        smaller = replace(
            told, items=tuple(item for item in told.items if item.id not in one.items), cells=cells
        )
        mids = posteriors(smaller, few).mean(axis=0).tolist()
        for candidate, mid in zip(told.candidates, mids, strict=True):
            assert one.mids[candidate.id] is None or one.mids[candidate.id] == pytest.approx(mid, abs=1e-9)


def test_a_hypothesis_of_which_nothing_judged_is_left_has_no_figure():
    found = sensitivity(matrix({"a": row(h1=0.9, h2=0.3), "b": row(h1=0.4, h2=0.6, h3=0.9)}), ONE)
    without = left(found, "item", "b")
    assert without.mids["h3"] is None
    assert without.top == "h1"
    assert left(found, "item", "a").mids["h1"] is not None


def test_without_its_leader_there_is_no_lead_to_speak_of_and_that_comes_first():
    found = sensitivity(matrix({"a": row(h1=0.5, h2=0.4), "b": row(h3=0.9, h1=0.1)}), ONE)
    assert found.top == "h3"
    first = found.left_out[0]
    assert (first.id, first.lead, first.shift, first.top, first.changes) == ("b", None, None, "h1", True)


def test_an_item_against_all_separates_nothing():
    rows = {
        "against": row(h1=0.05, h2=0.05, h3=0.05),
        "hardly": row(h1=0.55, h2=0.50, h3=0.52),
        "tells": row(h1=0.8, h2=0.2, h3=0.4),
    }
    found = sensitivity(matrix(rows), FEW)
    assert [one.item for one in found.separates] == ["tells", "hardly", "against"]
    tells, hardly, against = found.separates
    assert (tells.ratio, tells.bits) == (pytest.approx(4), pytest.approx(2))
    assert (tells.most, tells.least) == (("h1",), ("h2",))
    assert hardly.bits == pytest.approx(log2(1.1))
    assert (against.ratio, against.most) == (1.0, ())
    assert (found.separates_nothing, found.separates_little) == (("against",), ("hardly",))
    assert sensitivity(matrix(rows), FEW, least_ratio=1.05).separates_little == ()


def test_what_two_analysts_judge_contrarily_does_separate():
    rows = {"a": {"h1": 0.9, "h2": 0.1}}
    contrary = {
        Place("a", name, who): Span(chance, chance)
        for who, chances in (("first", rows["a"]), ("second", {"h1": 0.1, "h2": 0.9}))
        for name, chance in chances.items()
    }
    found = sensitivity(replace(matrix({"a": row(h1=0.9, h2=0.1)}), cells=contrary), FEW)
    assert (found.separates_nothing, found.separates_little) == ((), ())
    assert found.separates[0].ratio == pytest.approx(9)


def test_where_all_is_judged_alike_nobody_leads_and_nothing_turns_it():
    found = sensitivity(matrix({"a": row(h1=0.6, h2=0.6)}), FEW)
    assert (found.top, found.lead, found.left_out, found.flips, found.pair) == (None, None, (), (), ())
    assert found.separates_nothing == ("a",)


def test_where_several_may_contribute_an_item_for_all_alike_still_tells():
    rows = {"a": row(h1=0.8, h2=0.8, rest=0.2)}
    (found,) = sensitivity(matrix(rows, several=True, rest="rest"), FEW).separates
    assert found.ratio == pytest.approx(4)
    assert (found.most, found.least) == (("h1", "h2"), ("rest",))


def test_a_question_without_judgements_hangs_on_nothing():
    found = sensitivity(matrix({}, priors={"h1": 0.5, "h2": 0.5}), ONE)
    assert (found.top, found.lead, found.left_out, found.flips, found.turns) == (None, None, (), (), ())


def test_heuers_first_item_separates_nothing_and_no_single_item_holds_his_order(shared):
    path = shared / "corpus/scaling/reference/ach_heuer_iraq.json"
    signs = {
        text.split()[0]: row.split() for text, row in json.loads(path.read_text("utf-8"))["evidence"].items()
    }
    rows = {
        item: row(**{f"h{at}": {"+": 0.8, "-": 0.2}[sign] for at, sign in enumerate(given, 1)})
        for item, given in signs.items()
    }
    found = sensitivity(matrix(rows), ONE)
    assert found.separates_nothing == ("E1",)
    assert [one.ratio for one in found.separates if one.item != "E1"] == pytest.approx([4] * 5)
    # H2 : H3 : H1 are 64 : 4 : 1; without E4 they are 16 : 1 : 1, without E2 16 : 4 : 0.25.
    assert found.lead == pytest.approx(60 / 69)
    assert left(found, "item", "E4").lead == pytest.approx(15 / 18)
    assert left(found, "item", "E2").lead == pytest.approx(12 / 20.25)
    assert not any(one.changes for one in found.left_out)


def test_open_items_hold_up_nothing():
    told = matrix(
        {"a": row(h1=0.9, h2=0.3), "x": row(h1=0.1, h2=0.9)}, items={"x": Item("x", "", "open", source="s")}
    )
    found = sensitivity(told, ONE)
    assert [one.id for one in found.left_out] == ["a"]
    assert [one.item for one in found.separates] == ["a"]
