"""The classic counts, and Heuer's matrix under each."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from linewatch.hypotheses.classic import DEFECTS, classic, code
from linewatch.hypotheses.matrix import Candidate, Item, Matrix, Place, Span
from linewatch.hypotheses.weighing import weigh
from tests.hypotheses.weighing_making import FEW, LADDER, matrix, point

SIGNS = {"+": point(0.8), "-": point(0.2)}


@pytest.fixture(scope="module")
def heuer(shared):
    return json.loads((shared / "corpus/scaling/reference/ach_heuer_iraq.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def iraq(heuer):
    names = [text.split()[0] for text in heuer["hypotheses"]]
    rows = {text.split()[0]: signs.split() for text, signs in heuer["evidence"].items()}
    return Matrix(
        "iraq",
        heuer["question"],
        False,
        tuple(Candidate(name, name) for name in names),
        tuple(Item(name, name) for name in rows),
        cells={
            Place(item, name, "heuer"): SIGNS[sign]
            for item, signs in rows.items()
            for name, sign in zip(names, signs, strict=True)
        },
    )


def test_heuers_matrix_gives_the_published_figures_and_order(iraq, heuer):
    found, expected = classic(iraq), heuer["expected"]
    assert [row.parc for row in found.scores] == expected["parc_inconsistency"]
    assert [row.burton for row in found.scores] == [3, 0, 2]
    assert [row.open_synthesis for row in found.scores] == expected["open_synthesis_inconsistency"]
    assert [row.consistency for row in found.scores] == expected["open_synthesis_consistency"]
    assert [row.burton for row in found.items] == expected["burton_diagnosticity"]
    assert [row.open_synthesis for row in found.items] == pytest.approx(
        expected["open_synthesis_diagnosticity"], abs=1e-12
    )
    assert {tuple(order) for order in found.orders.values()} == {
        tuple(expected["order_most_to_least_likely"])
    }


def test_heuers_matrix_weighed_has_that_order_and_its_spread(iraq, heuer):
    found = weigh(iraq, FEW).standings
    assert [row.mid for row in found] == pytest.approx(
        heuer["expected"]["naive_bayes_LR4_equal_prior"], abs=1e-12
    )
    ordered = sorted(found, key=lambda row: -row.mid)
    assert [row.id for row in ordered] == heuer["expected"]["order_most_to_least_likely"]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        *zip(LADDER, ["II", "II", "I", "N", "C", "CC", "CC"], strict=True),
        (point(0.2), "I"),
        (point(0.8), "C"),
    ],
)
def test_a_range_becomes_the_code_of_its_middle(span, expected):
    assert code(span) == expected


def test_what_was_not_found_contradicts_where_it_was_to_be_expected():
    assert code(Span(0.95, 0.99), absent=True) == "II"
    rows = {"e1": {"h1": LADDER[6], "h2": LADDER[2]}}
    found = classic(matrix(rows, items={"e1": Item("e1", "x", "absent")}))
    assert [row.parc for row in found.scores] == [-2, 0]


def test_credibility_weighs_as_each_program_says():
    rows = {"e1": {"h1": LADDER[1], "h2": LADDER[4]}}
    for reliability, parc, burton in (
        (Span(1.0, 1.0), -2, 2),  # nothing stated: medium
        (Span(0.8, 1.0), -2 * 2**0.5, 4),
        (Span(0.4, 0.6), -2, 2),
        (Span(0.0, 0.2), -(2**0.5), 1),
    ):
        found = classic(matrix(rows, items={"e1": Item("e1", "x", reliability=reliability)}))
        assert (found.scores[0].parc, found.scores[0].burton) == pytest.approx((parc, burton))
        assert found.items[0].burton == 2  # never weighed


def test_of_several_analysts_the_mean_is_taken_and_the_band_told():
    made = matrix({"e1": {"h1": LADDER[2], "h2": LADDER[4]}})
    other = {Place("e1", "h1", "b"): LADDER[5], Place("e1", "h2", "b"): LADDER[5]}
    found = classic(replace(made, cells={**made.cells, **other}))
    # I and CC: 2 and 5 have the mean 3.5; -1.5 and 2 are 1.75 apart from it on either side.
    assert [row.open_synthesis for row in found.scores] == [0, 0]
    assert found.scores[0].consistency == pytest.approx(0.25)
    assert found.scores[0].parc == pytest.approx(-0.5)
    assert found.items[0].codes == {"h1": ("I", "CC"), "h2": ("C", "CC")}
    assert found.items[0].apart == {"h1": "extreme", "h2": "consensus"}
    assert found.analysts == ("a", "b")


def test_what_each_count_gets_wrong_is_said_and_is_so():
    """An item against every hypothesis tells most by Burton's count; the unexamined looks least refuted by all."""
    rows = {
        "e1": {"h1": LADDER[0], "h2": LADDER[0]},
        "e2": {"h1": LADDER[4], "h2": LADDER[2]},
        "e3": {"h1": LADDER[2], "h2": LADDER[2]},
    }
    made = matrix(rows)
    made = replace(made, candidates=(*made.candidates, Candidate("h3", "Not looked at")))
    found = classic(made)
    assert max(found.items, key=lambda row: row.burton).id == "e1"
    assert {order[0] for order in found.orders.values()} == {"h3"}
    assert weigh(made, FEW).standings[2].refused is not None
    assert set(DEFECTS) == set(found.orders)


def test_nothing_is_counted_of_what_nobody_judged_or_looked_for():
    items = {"e1": Item("e1", "x", "open"), "e2": Item("e2", "y")}
    found = classic(matrix({"e1": {"h1": LADDER[0], "h2": LADDER[6]}, "e2": {}}, items=items))
    assert [(row.parc, row.judged) for row in found.scores] == [(0, 0), (0, 0)]
    assert [(row.id, row.open_synthesis) for row in found.items] == [("e2", 0.0)]
