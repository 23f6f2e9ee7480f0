import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.boundary_coverage import chances, shares, words
from linewatch.measures.exact import exact_interval, share


def test_the_ends_are_those_of_clopper_and_pearson():
    """With 0 of n the upper end solves (1 - p)^n = 0.05; with all of n the lower end solves p^n = 0.05."""
    assert exact_interval(0, 2) == (0.0, pytest.approx(1 - 0.05**0.5))
    assert exact_interval(3, 3) == (pytest.approx(0.05 ** (1 / 3)), 1.0)
    assert exact_interval(1, 2) == (pytest.approx(1 - 0.95**0.5), pytest.approx(0.95**0.5))


@given(st.integers(1, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share_and_mirrors(counted):
    cases, of = counted
    low, high = exact_interval(cases, of)
    assert 0 <= low <= cases / of <= high <= 1
    assert exact_interval(of - cases, of) == (pytest.approx(1 - high), pytest.approx(1 - low))


def test_a_share_of_nothing_is_refused():
    found = share(0, 0, "nothing is on record", "one case")
    assert (found.share, found.low, found.why) == (None, None, "nothing is on record")


@pytest.mark.parametrize(("of", "true"), [(2, 0.1), (6, 0.5), (20, 0.1)])
def test_exact_intervals_hold_the_truth_at_least_as_often_as_they_say(of, true):
    found = shares(of, true, 300, 11)
    assert found.share > 0.9 - 3 * (0.09 / 300) ** 0.5


def test_chances_of_the_model_and_words_are_held_about_as_often_as_they_say():
    """Limits are three Monte Carlo errors wide beside 0.9; on few statements more is held than is said."""
    assert 0.86 < chances(60, -1.5, 60, 11).share < 0.97
    for statements, lowest in ((3, 0.85), (8, 0.85), (30, 0.82)):
        assert words(statements, 1.0, 1.0, 300, 11).share > lowest
