"""Krippendorff's alpha: the published example, properties, refusals, and a sample of the coverage table."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.agreement_coverage import coverage
from linewatch.measures.agreement import LEAST_UNITS, agreement, alpha, by_issue


def counted(units):
    grid = np.unique([value for unit in units for value in unit]).astype(float)
    return np.array([[unit.count(value) for value in grid] for unit in units], dtype=float), grid


def test_the_published_example(shared):
    example = json.loads((shared / "corpus/scaling/reference/krippendorff2011_example.json").read_text())
    units = [[v for v in column if v is not None] for column in zip(*example["data"], strict=True)]
    counts, grid = counted([unit for unit in units if len(unit) > 1])
    for metric in ("nominal", "ordinal", "interval"):
        assert alpha(counts, grid, metric) == pytest.approx(example["alpha"][metric], abs=1e-9)


def test_two_coders_worked_by_hand():
    """Units 11, 11, 12, 22: of eight codings two are in a pair that differs; five are 1, three are 2."""
    counts, grid = counted([[1, 1], [1, 1], [1, 2], [2, 2]])
    observed, expected = 2 / 8, 2 * 5 * 3 / (8 * 7)
    assert alpha(counts, grid, "nominal") == pytest.approx(1 - observed / expected) == pytest.approx(8 / 15)


UNITS = st.lists(st.lists(st.integers(-2, 2), min_size=2, max_size=4), min_size=LEAST_UNITS, max_size=20)


@given(UNITS)
def test_the_order_of_units_and_coders_does_not_matter(units):
    counts, grid = counted(units)
    turned, _ = counted([list(reversed(unit)) for unit in reversed(units)])
    if len(grid) > 1:
        assert alpha(counts, grid, "ordinal") == pytest.approx(alpha(turned, grid, "ordinal"), abs=1e-12)


@given(st.lists(st.integers(-2, 2), min_size=LEAST_UNITS, max_size=20).filter(lambda v: len(set(v)) > 1))
def test_coders_who_always_agree_have_alpha_one(values):
    found = agreement(None, [[v, v] for v in values], "ordinal", np.random.default_rng(1))
    assert (found.alpha, found.high) == (1.0, 1.0)
    # Agreement on a few says less than agreement on many.
    assert found.low == pytest.approx(1 - 1 / (len(values) + 1))


def test_too_few_units_or_no_variety_is_refused():
    rng = np.random.default_rng(1)
    assert agreement("x", [[1, 2]] * 4, "ordinal", rng).why == "too few statements were coded twice"
    assert agreement("x", [[1, None]] * 9, "ordinal", rng).units == 0
    assert agreement("x", [[1, 1]] * 9, "ordinal", rng).why == "all were coded alike"


def test_an_issue_is_taken_with_all_below_it():
    units = {"a": [[1, 1]], "b": [[0, 1]] * 2, "c": [[2, 2]]}
    found = {row.issue: row.units for row in by_issue(units, {"a": None, "b": "a", "c": "b"}, "ordinal", 1)}
    assert found == {None: 4, "a": 4, "b": 3, "c": 1}


def test_the_same_seed_gives_the_same_interval():
    units = [[v % 5 - 2, (v * 7) % 5 - 2] for v in range(20)]
    one, two = (agreement(None, units, "ordinal", np.random.default_rng(3)) for _ in range(2))
    assert one == two


@pytest.mark.parametrize("units", [8, 33])
def test_a_sample_of_the_coverage_table_stands(units):
    """The whole table is made by `make coverage`; the limit here follows from the sample's own size.

    Where coders agree closely percentiles of the resamples held the true value in 66 and 81 % of these very runs,
    so that this test would notice them.
    """
    found = coverage(units=units, agree=0.9, runs=120, seed=5)
    error = (0.9 * 0.1 / found.runs) ** 0.5
    assert found.refused == 0
    assert found.share >= 0.9 - 3 * error
