import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.symbols_coverage import clumped, covered, false_falls
from linewatch.measures.multiple import holm
from linewatch.measures.rates import clumping, rate
from linewatch.measures.symbols.cuts import Shuffles, binomial_tail, falls


def test_the_ends_are_those_of_garwood():
    """With no use the upper end m solves exp(-m) = 0.05; with one the lower solves 1 - exp(-m) = 0.05."""
    assert rate(0, 10_000) == (0.0, 0.0, pytest.approx(-math.log(0.05)))
    assert rate(1, 10_000).low == pytest.approx(-math.log(0.95))
    assert rate(3, 20_000).rate == pytest.approx(1.5)


@given(st.integers(0, 50), st.integers(1, 10**6), st.floats(1, 9))
def test_the_interval_holds_the_rate_and_clumps_widen_it(count, words, clumps):
    plain, wide = rate(count, words), rate(count, words, clumps)
    assert plain.low <= plain.rate <= plain.high
    assert wide.low <= plain.low + 1e-12
    assert wide.high >= plain.high - 1e-12


def test_even_uses_are_no_clumps_and_few_texts_cannot_tell():
    assert clumping([2] * 12, [1000] * 12, ["1950"] * 6 + ["1951"] * 6) == 1.0
    assert clumping([12, 0] * 6, [1000] * 12, ["1950"] * 12) == pytest.approx(
        144 * 12 / 4 / 6 / 11 * 1, rel=1
    )
    assert clumping([2, 3], [1000, 1000], ["1950", "1950"]) is None


def test_the_tail_of_the_binomial():
    assert binomial_tail(2, 2, 0.5) == pytest.approx(0.25)
    assert binomial_tail(0, 5, 0.5) == 1.0


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])


def test_a_fall_is_found_where_it_is_and_mirrors_as_a_rise():
    shuffles = Shuffles(list(range(12)), ["a"] * 12, 1, 499)
    counts, words = [9] * 5 + [0] * 7, [1000] * 12
    (cut,) = falls([counts], [words], shuffles)
    assert cut
    assert (cut.after, cut.before_count, cut.after_count, cut.before_words) == (4, 45, 0, 5000)
    assert cut.p_value < 0.05
    (rise,) = falls([counts[::-1]], [words], shuffles, rise=True)
    assert rise
    assert rise.after == 6
    assert falls([counts[::-1]], [words], shuffles) == [None]


def test_hands_that_never_change_do_not_fall_because_other_hands_speak():
    """Before the cut one hand speaks, after it another: nothing can be shuffled, so nothing falls."""
    shuffles = Shuffles(list(range(12)), ["a"] * 6 + ["b"] * 6, 1, 199)
    (cut,) = falls([[9] * 6 + [0] * 6], [[1000] * 12], shuffles)
    assert cut
    assert cut.p_texts == 1.0


def test_the_same_seed_gives_the_same_answer():
    draw = np.random.default_rng(3)
    counts = draw.poisson(3, 20).tolist()
    answers = {
        tuple(
            falls(
                [counts, [9] * 10 + [1] * 10], [[1000] * 20] * 2, Shuffles(list(range(20)), ["a"] * 20, 7, 99)
            )
        )
        for _ in range(2)
    }
    assert len(answers) == 1


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """Limits are three Monte Carlo errors beside 0.9."""
    assert covered(2.0, 300, 5) > 0.9 - 3 * (0.09 / 300) ** 0.5
    assert clumped(300, 5)[0] > 0.82


def test_chance_seldom_makes_a_fall():
    told = false_falls(60, 1.0, 5)
    assert told <= 0.05 + 3 * (0.05 * 0.95 / 60) ** 0.5
