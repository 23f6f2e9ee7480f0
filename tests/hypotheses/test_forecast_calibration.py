"""Whether chances mean what they say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.hypotheses.calibration import LEAST, LEAST_IN_BIN, calibration, decomposition
from linewatch.hypotheses.matrix import Span
from linewatch.hypotheses.promised import spiegelhalter
from linewatch.hypotheses.scoring import Resolved, scores
from linewatch.measures.exact import exact_interval

chances = st.floats(0, 1)


def resolved(pairs):
    return [Resolved(f"t{n}", Span(p, p), p, true) for n, (p, true) in enumerate(pairs)]


def test_few_things_have_no_calibration_and_it_is_said_how_many_would_do():
    found = calibration(resolved([(0.7, True)] * (LEAST - 1)), 1)
    assert (found.bins, found.parts, found.test) == ((), None, None)
    assert found.refused.why == "only 19 things are resolved"
    assert found.refused.needed.startswith("20 different things")


def test_a_thing_forecast_often_is_one_thing():
    assert calibration([Resolved("t", Span(0.7, 0.7), 0.7, True)] * 50, 1).refused is not None


def test_two_bins_by_hand():
    """Ten times 20 % of which one came true, ten times 80 % of which nine did."""
    found = calibration(resolved([(0.2, n < 1) for n in range(10)] + [(0.8, n < 9) for n in range(10)]), 1)
    assert [(b.low, b.high, b.forecasts, b.true, b.share) for b in found.bins] == [
        (0.2, 0.3, 10, 1, 0.1),
        (0.8, 0.9, 10, 9, 0.9),
    ]
    assert (found.bins[0].share_low, found.bins[0].share_high) == pytest.approx(exact_interval(1, 10))
    parts = found.parts
    assert (parts.reliability, parts.resolution, parts.uncertainty) == pytest.approx((0.01, 0.16, 0.25))
    assert (parts.within_variance, parts.within_covariance) == pytest.approx((0.0, 0.0))
    # One in ten missed by 0.8, nine by 0.2: 0.1 · 0.64 + 0.9 · 0.04 = 0.1.
    assert parts.brier == pytest.approx(0.1)


def test_bins_of_few_are_joined_to_a_neighbour_and_none_is_lost():
    pairs = [(0.05, False)] * 20 + [(0.35, True)] + [(0.95, True)] * 3
    (one,) = calibration(resolved(pairs), 1).bins
    assert (one.low, one.high, one.forecasts) == (0.0, 1.0, 24)
    pairs += [(0.95, True)] * 2
    assert [b.forecasts for b in calibration(resolved(pairs), 1).bins] == [20, 6]


def test_an_interval_that_does_not_hold_the_chance_is_marked():
    found = calibration(resolved([(0.95, n < 10) for n in range(20)]), 1)
    assert [b.apart for b in found.bins] == [True]


def test_forecasts_of_one_thing_widen_the_interval_of_their_bin():
    alone = resolved([(0.7, n % 4 > 0) for n in range(80)])
    twice = [one for one in alone for _ in range(2)]
    (wide,), (narrow,) = calibration(twice, 1).bins, calibration(alone, 1).bins
    assert (wide.forecasts, wide.things) == (160, 80)
    assert (wide.share_low, wide.share_high) == pytest.approx((narrow.share_low, narrow.share_high))


@settings(max_examples=50)
@given(st.lists(st.tuples(chances, st.booleans()), min_size=LEAST, max_size=60))
def test_the_parts_add_up_to_the_score_whatever_the_bins(pairs):
    found = resolved(pairs)
    made = calibration(found, 1)
    assert made.parts.brier == pytest.approx(scores(found, 1).brier.value, abs=1e-12)
    assert sum(b.forecasts for b in made.bins) == len(pairs)
    assert all(b.things >= LEAST_IN_BIN and b.share_low <= b.share <= b.share_high for b in made.bins)


def test_parts_of_one_bin_hold_what_varies_within_it():
    members = resolved([(0.1, False), (0.9, True)])
    made = decomposition([members])
    assert (made.reliability, made.resolution, made.uncertainty) == pytest.approx((0.0, 0.0, 0.25))
    assert (made.within_variance, made.within_covariance) == pytest.approx((0.16, 0.4))
    assert made.brier == pytest.approx(0.01)


def test_the_test_by_hand():
    """Forty times 20 % of which fourteen came true: (14 - 8) · 0.6 / (0.6 · √(40 · 0.16)) = 2.3717."""
    found = spiegelhalter(resolved([(0.2, n < 14) for n in range(40)]), np.random.default_rng(1))
    assert found.z == pytest.approx(2.3717, abs=1e-4)
    # Binomial(40, 0.2): 14 or more, or 2 or fewer, comes by chance in 0.0195 + 0.0079.
    assert found.p_value == pytest.approx(0.0274, abs=0.006)
    assert found.expected == pytest.approx(0.16)


def test_chances_whose_score_is_known_beforehand_give_no_test():
    found = spiegelhalter(resolved([(0.5, n % 2 > 0) for n in range(30)]), np.random.default_rng(1))
    assert (found.z, found.p_value) == (None, None)
    assert "known beforehand" in found.refused.why


def test_forecasts_of_one_thing_make_the_test_cautious():
    alone = resolved([(0.2, n < 10) for n in range(30)])
    thrice = [one for one in alone for _ in range(3)]
    one, other = (spiegelhalter(f, np.random.default_rng(1)) for f in (alone, thrice))
    assert other.z == pytest.approx(one.z)


@settings(max_examples=25)
@given(st.lists(st.tuples(chances, st.booleans()), min_size=LEAST, max_size=40))
def test_a_forecast_and_its_contrary_are_tested_alike(pairs):
    found, turned = resolved(pairs), resolved([(1 - p, not true) for p, true in pairs])
    one, other = (spiegelhalter(f, np.random.default_rng(1)) for f in (found, turned))
    if one.z is not None and other.z is not None and not any(0.49 < p < 0.51 for p, _ in pairs):
        assert one.z == pytest.approx(other.z, abs=1e-6)


def test_intervals_hold_the_truth_as_often_as_they_say():
    """A small sample of benchmarks/forecast_coverage.py: a crowd whose chances mean what they say."""
    rng, runs = np.random.default_rng(5), 150
    held = bins = bins_held = alarms = 0
    large = rng.beta(0.5, 2.0, 400_000)
    expected = float((large * (1 - large)).mean())
    for _ in range(runs):
        true = rng.beta(0.5, 2.0, 50)
        found = resolved(list(zip(true.tolist(), (rng.random(50) < true).tolist(), strict=True)))
        score, made = scores(found, 1).brier, calibration(found, 1)
        held += score.low <= expected <= score.high
        alarms += made.test.p_value < 0.05
        for one in made.bins:
            mean = np.mean([p for p in true if one.low <= p < one.high])
            bins, bins_held = bins + 1, bins_held + (one.share_low <= mean <= one.share_high)
    # Three standard errors of a share of so many runs.
    assert held / runs > 0.9 - 3 * (0.09 / runs) ** 0.5
    assert bins_held / bins > 0.9 - 3 * (0.09 / bins) ** 0.5
    assert alarms / runs < 0.05 + 3 * (0.0475 / runs) ** 0.5
