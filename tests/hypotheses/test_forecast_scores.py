"""Brier and log scores of resolved forecasts."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import BadValue
from linewatch.hypotheses.matrix import Span
from linewatch.hypotheses.score_intervals import LEAST, Score, means
from linewatch.hypotheses.scoring import CLIP, Resolved, bits, brier, by_group, many, scores

shares = st.floats(0, 1)


def resolved(*pairs, thing=None):
    return [Resolved(thing or f"t{n}", Span(p, p), p, true) for n, (p, true) in enumerate(pairs)]


def test_two_forecasts_worked_by_hand():
    # (0.7 - 1)² = 0.09 and (0.2 - 0)² = 0.04; log2(1 / 0.7) = 0.514573 and log2(1 / 0.8) = 0.321928.
    found = scores(resolved((0.7, True), (0.2, False)), 1)
    assert found.brier.value == pytest.approx(0.065)
    assert found.log.value == pytest.approx((0.514573 + 0.321928) / 2, abs=1e-6)
    assert found.skill == pytest.approx(1 - 0.065 / 0.25)
    assert (found.forecasts, found.things, found.base_rate) == (2, 2, 0.5)


def test_an_even_chance_costs_a_quarter_and_one_bit():
    assert (brier(0.5, True), bits(0.5, False)) == (0.25, 1.0)


def test_no_chance_for_what_happened_is_never_averaged_in_silence():
    found = scores(resolved((0.0, True), (0.5, True), (1.0, True)), 1)
    assert found.log is None
    assert found.infinite == (0,)
    sure = -math.log2(1 - CLIP)
    assert found.log_clipped.value == pytest.approx((-math.log2(CLIP) + 1 + sure) / 3)
    assert found.brier.value == pytest.approx((1 + 0.25) / 3)


def test_without_a_resolved_forecast_there_is_no_score():
    found = scores([], 1)
    assert (found.brier, found.log, found.skill) == (None, None, None)


def test_where_all_came_out_alike_no_skill_is_told():
    found = scores(resolved((0.9, True), (0.8, True)), 1)
    assert found.skill is None
    assert found.no_skill.needed == "outcomes of both kinds"


def test_a_range_is_scored_at_its_chance_and_over_its_whole_width():
    found = scores([Resolved("t", Span(0.6, 0.8), 0.7, True)], 1)
    assert found.brier.value == pytest.approx(0.09)
    assert found.brier_over == pytest.approx((0.04, 0.16))


def test_few_things_have_a_score_and_no_interval():
    found = scores(resolved(*[(0.7, True)] * (LEAST - 1)), 1)
    assert found.brier.value == pytest.approx(0.09)
    assert found.brier.low is None
    assert str(LEAST) in found.brier.refused.needed


def test_many_forecasts_of_one_thing_are_one_thing():
    assert scores(resolved(*[(0.7, True)] * 40, thing="one"), 1).brier.low is None


def test_the_interval_of_a_sure_forecaster_without_a_miss_has_room_for_one():
    """Twenty times 1 % and never wrong: one in seven may yet be, as by the exact interval of 0 of 20 (0.139)."""
    found = scores(resolved(*[(0.01, False)] * 20), 1)
    assert found.brier.value == pytest.approx(0.0001)
    assert found.brier.high == pytest.approx(0.139 * 0.98, abs=0.01)
    assert found.brier.low == pytest.approx(0.0001)


def test_forecasts_of_one_thing_widen_the_interval():
    apart = [Resolved(f"t{n}", Span(0.6, 0.6), 0.6, n % 3 > 0) for n in range(60)]
    together = [one._replace(thing=f"t{n % 3 > 0}{n // 6}") for n, one in enumerate(apart)]
    wide, narrow = scores(together, 1).brier, scores(apart, 1).brier
    assert wide.high - wide.low > narrow.high - narrow.low


def test_one_of_several_by_hand():
    # (0.5 - 1)² + 0.3² + 0.2² = 0.38; log2(1 / 0.5) = 1.
    assert many({"a": 0.5, "b": 0.3, "c": 0.2}, "a") == pytest.approx((1.0, 0.38, 1.0))


def test_one_of_several_is_scaled_to_a_sum_of_one_and_says_what_it_was():
    assert many({"a": 1.0, "b": 1.0}, "b") == pytest.approx((2.0, 0.5, 1.0))


def test_one_of_several_without_any_chance_is_refused():
    with pytest.raises(BadValue):
        many({"a": 0.0, "b": 0.0}, "a")


@given(shares, st.booleans())
def test_of_two_things_the_form_for_several_is_twice_the_other(chance, true):
    told = many({"yes": chance, "no": 1 - chance}, "yes" if true else "no")
    assert told.brier == pytest.approx(2 * brier(chance, true))


@given(shares, shares)
def test_both_scores_are_proper(truth, said):
    """Whoever believes a chance scores best, as he sees it, by saying it."""
    for score in (brier, bits):
        honest = sum(w * score(truth, o) for w, o in ((truth, True), (1 - truth, False)) if w)
        other = sum(w * score(said, o) for w, o in ((truth, True), (1 - truth, False)) if w)
        assert honest <= other + 1e-12


@given(st.lists(st.tuples(shares, st.booleans()), min_size=LEAST, max_size=30))
def test_an_interval_holds_its_score_and_no_nan(pairs):
    found = scores(resolved(*pairs), 1)
    for one in (found.brier, found.log, found.log_clipped):
        if one is not None:
            assert one.low <= one.value <= one.high < math.inf


@given(st.lists(st.tuples(shares, st.booleans()), min_size=1, max_size=12), st.randoms())
def test_the_order_of_forecasts_moves_no_score(pairs, random):
    found = resolved(*pairs)
    mixed = random.sample(found, len(found))
    assert scores(found, 1).brier.value == pytest.approx(scores(mixed, 1).brier.value)


def test_the_same_seed_gives_the_same_interval():
    values, things = [Score(n / 10, 0.0, 1.0) for n in range(10)], [str(n) for n in range(10)]
    one, other = (means(things, [values, values], np.random.default_rng(3)) for _ in range(2))
    assert one == other
    assert one[0] == one[1]


def test_groups_stand_for_themselves():
    one, other = resolved((0.7, True), (0.2, False))
    found = by_group([("x", one), ("y", other)], 1)
    assert [(name, group.brier.value) for name, group in found.items()] == [
        ("x", pytest.approx(0.09)),
        ("y", pytest.approx(0.04)),
    ]
