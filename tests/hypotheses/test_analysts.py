"""Several analysts: coherent, averaged, their spread, where they differ."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from linewatch.hypotheses.analysts import coherent, differences, opinions
from linewatch.hypotheses.matrix import Place, Span
from linewatch.hypotheses.weighing import weigh
from tests.hypotheses.weighing_making import FEW, LADDER, matrix, point

chances = arrays(np.float64, st.integers(2, 6), elements=st.floats(0, 1))


@pytest.mark.parametrize(
    ("stated", "nearest"),
    [
        ([0.5, 0.3, 0.2], [0.5, 0.3, 0.2]),
        ([0.6, 0.5, 0.2], [0.5, 0.4, 0.1]),  # a tenth too much of each
        ([0.9, 0.5, 0.05], [0.7, 0.3, 0.0]),  # the third would fall below zero
        ([0.0, 0.0], [0.5, 0.5]),
        ([1.0, 1.0, 0.0, 0.0], [0.5, 0.5, 0.0, 0.0]),
    ],
)
def test_the_nearest_chances_that_sum_to_one(stated, nearest):
    assert coherent(np.array(stated)) == pytest.approx(nearest)


@given(chances, st.integers(0, 2**32 - 1))
def test_no_other_coherent_chances_are_nearer(stated, seed):
    found = coherent(stated)
    assert found.sum() == pytest.approx(1.0)
    assert (found >= 0).all()
    others = np.random.default_rng(seed).dirichlet(np.ones(len(stated)), size=50)
    assert (((others - stated) ** 2).sum(axis=1) >= ((found - stated) ** 2).sum() - 1e-12).all()


@given(chances)
def test_what_is_coherent_stays(stated):
    once = coherent(stated)
    assert coherent(once) == pytest.approx(once)


ROWS = {"e1": {"h1": point(0.8), "h2": point(0.2)}}


def test_opinions_are_made_coherent_averaged_and_their_spread_shown():
    said = {
        ("h1", "a"): Span(0.7, 0.9),
        ("h2", "a"): Span(0.3, 0.5),
        ("h1", "b"): point(0.3),
        ("h2", "b"): point(0.7),
    }
    found = weigh(matrix(ROWS, opinions=said), FEW).analysts
    assert [(one.analyst, one.total, dict(one.coherent)) for one in found.opinions] == [
        ("a", pytest.approx(1.2), pytest.approx({"h1": 0.7, "h2": 0.3})),
        ("b", pytest.approx(1.0), pytest.approx({"h1": 0.3, "h2": 0.7})),
    ]
    first = found.spread[0]
    assert (first.opinion, first.opinion_low, first.opinion_high) == pytest.approx((0.5, 0.3, 0.7))
    assert (first.low, first.high) == pytest.approx((0.8, 0.8))


def test_a_hypothesis_left_out_has_its_part_of_what_is_left():
    said = {("h1", "a"): point(0.6)}
    (one,) = opinions(matrix({"e1": {"h1": point(0.8), "h2": point(0.2), "h3": point(0.5)}}, opinions=said))
    assert (one.stated, dict(one.coherent)) == (
        {"h1": point(0.6)},
        pytest.approx({"h1": 0.6, "h2": 0.2, "h3": 0.2}),
    )


def test_where_several_may_contribute_opinions_stay_as_given():
    said = {("h1", "a"): point(0.9), ("h2", "a"): point(0.8)}
    (one,) = opinions(matrix(ROWS, several=True, opinions=said))
    assert (one.coherent, one.total) == ({"h1": 0.9, "h2": 0.8}, pytest.approx(1.7))


def test_who_differs_on_which_cell_the_widest_gap_first():
    made = matrix({"e1": {"h1": LADDER[1], "h2": LADDER[2]}, "e2": {"h1": LADDER[4], "h2": LADDER[4]}})
    others = {
        Place("e1", "h1", "b"): LADDER[5],  # 0.05-0.2 against 0.8-0.95
        Place("e1", "h2", "b"): LADDER[2],  # the same
        Place("e2", "h1", "b"): LADDER[3],  # touches
        Place("e2", "h2", "b"): LADDER[2],  # 0.2-0.45 against 0.55-0.8
        Place("e2", "h2", "c"): LADDER[3],  # between the two
    }
    found = differences(replace(made, cells={**made.cells, **others}))
    assert [(one.item, one.hypothesis, one.lower, one.higher, one.gap) for one in found] == [
        ("e1", "h1", "a", "b", pytest.approx(0.6)),
        ("e2", "h2", "b", "a", pytest.approx(0.1)),
        ("e2", "h1", "b", "a", 0.0),
    ]
