"""Agreement between coders: Krippendorff's alpha, with an interval that allows for slips not seen yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from linewatch.errors import BadValue
from linewatch.kinds.trees import line
from linewatch.measures.intervals import LEVEL

Metric = Literal["nominal", "ordinal", "interval", "ratio"]
LEAST_UNITS = 5  # below this an interval says more of the method than of the coders
DRAWS = 2_000
UNSEEN = 1.0  # units thought of beside those seen: coded by chance for the low end, alike for the high
_PIECES = 20  # into which the mass thought of beside the sample is broken
_CELLS = 2_000_000  # of coincidences held at once, so that codes of many values need little memory


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on one issue.

    Attributes:
        issue: The issue with all below it; None for all issues together.
        alpha: 1 is full agreement, 0 what chance would give; None where refused.
        low: Lower end of the interval; None where refused.
        high: Upper end.
        units: Statements that two coders or more gave a value.
        why: Why there is no figure; None where there is one.
        needed: How much would do.
    """

    issue: str | None
    alpha: float | None
    low: float | None
    high: float | None
    units: int
    why: str | None = None
    needed: str | None = None


def agreement(
    issue: str | None, units: Sequence[Sequence[float | None]], metric: Metric, rng: np.random.Generator
) -> Agreement:
    """Return the agreement on some units, or why there is none to tell.

    Args:
        issue: What the units are about.
        units: For each unit the value each coder gave it, None where a coder gave none.
        metric: How far apart two values count.
        rng: Draws the resamples; the same seed gives the same interval.
    """
    paired = [values for unit in units if len(values := [v for v in unit if v is not None]) > 1]
    if len(paired) < LEAST_UNITS:
        return _refused(issue, len(paired), "too few statements were coded twice", f"at least {LEAST_UNITS}")
    grid = np.unique(np.array([value for unit in paired for value in unit]))
    if len(grid) < 2:
        return _refused(issue, len(paired), "all were coded alike", "statements on which coders might differ")
    counts = np.array([[unit.count(value) for value in grid] for unit in paired], dtype=np.float64)
    found = alpha(counts, grid, metric)
    low, high = _interval(counts, grid, metric, rng)
    return Agreement(issue, found, min(low, found), max(high, found), len(paired))


def _interval(
    counts: NDArray[np.float64], grid: NDArray[np.float64], metric: Metric, rng: np.random.Generator
) -> tuple[float, float]:
    """Return the interval around an alpha: quantiles of what the population's alpha may be.

    The population's mix of units has a Dirichlet process for its posterior: each unit seen weighs as much as the
    others, and one more is thought of that was not seen. A small sample seldom holds the rare gross slip that its
    population does, and resampling what was seen can never show it. So for the low end the unseen unit is a pair of
    codes drawn from all codes by chance, for the high end a pair that agrees. Where no disagreement was seen at
    all, the high end is 1. docs/coverage.md has the coverage that results.

    Source:
        Rubin (1981), The Bayesian Bootstrap, Annals of Statistics 9(1); Ferguson (1973), A Bayesian Analysis of Some
        Nonparametric Problems, Annals of Statistics 1(2), for the mass thought of beside the sample.
    """
    kinds, times = np.unique(counts, axis=0, return_counts=True)
    seen = np.array([_coincidences(kind[None, :]) for kind in kinds])
    total = np.tensordot(times, seen, axes=1)
    codings, size = float(counts.sum()), len(grid)
    share = total.sum(axis=1) / codings
    lows, highs = list[float](), list[float]()
    step = max(1, _CELLS // size**2)
    for first in range(0, DRAWS, step):
        many = min(step, DRAWS - first)
        # Units of one kind share a weight: a sum of exponentials is a gamma.
        weights = rng.gamma(times.astype(np.float64), size=(many, len(times)))
        drawn = (weights @ seen.reshape(len(times), -1)).reshape(many, size, size)
        low = drawn + _by_chance(many, share, rng)
        alike = rng.gamma(UNSEEN * share, size=(many, size))
        high = drawn + 2 * alike[:, :, None] * np.eye(size)
        lows += _alphas(low * (codings / low.sum(axis=(1, 2)))[:, None, None], grid, metric).tolist()
        highs += _alphas(high * (codings / high.sum(axis=(1, 2)))[:, None, None], grid, metric).tolist()
    tail = (1 - LEVEL) / 2
    apart = bool((total - np.diag(np.diag(total))).any())
    return float(np.quantile(lows, tail)), float(np.quantile(highs, 1 - tail)) if apart else 1.0


def _by_chance(many: int, share: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Return the coincidences of what is thought of beside the sample: pairs of codes drawn by chance.

    The mass is broken into pieces, each a pair of its own; what is left after the last weighs a millionth.

    Args:
        many: How many draws.
        share: How often each value occurs, shape (n_values,).
        rng: The generator.

    Returns:
        Shape (many, n_values, n_values).

    Source:
        Sethuraman (1994), A Constructive Definition of Dirichlet Priors, Statistica Sinica 4(2).
    """
    broken = rng.beta(1.0, UNSEEN, size=(many, _PIECES))
    left = np.cumprod(1 - broken, axis=1)
    weight = broken * np.hstack([np.ones((many, 1)), left[:, :-1]]) * rng.gamma(UNSEEN, size=(many, 1))
    size = len(share)
    one, other = rng.choice(size, size=(2, many, _PIECES), p=share)
    places = (np.arange(many)[:, None] * size + one) * size + other
    met = np.bincount(places.ravel(), weight.ravel(), minlength=many * size**2).astype(np.float64)
    found = met.reshape(many, size, size)
    return found + found.transpose(0, 2, 1)


def alpha(counts: NDArray[np.float64], grid: NDArray[np.float64], metric: Metric) -> float:
    """Return Krippendorff's alpha.

    Args:
        counts: How many coders gave each value to each unit, shape (n_units, n_values); at least two a unit.
        grid: The values, ascending, shape (n_values,).
        metric: nominal, ordinal, interval or ratio; the last for values of zero and more.

    Returns:
        1 - observed / expected disagreement; nan where only one value occurs at all.

    Source:
        Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sec. E.
    """
    return float(_alphas(_coincidences(counts)[None], grid, metric, only=float("nan"))[0])


def _coincidences(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how often each two values met within units, shape (n_values, n_values)."""
    weighed = counts / (counts.sum(axis=1, keepdims=True) - 1)
    return weighed.T @ counts - np.diag(weighed.sum(axis=0))


def _alphas(
    coincidences: NDArray[np.float64], grid: NDArray[np.float64], metric: Metric, *, only: float = 1.0
) -> NDArray[np.float64]:
    """Return the alpha of each of many tables of coincidences.

    Args:
        coincidences: Shape (n_tables, n_values, n_values).
        grid: The values, ascending.
        metric: How far apart two values count.
        only: What to return where only one value occurs: in a draw, full agreement.
    """
    totals = coincidences.sum(axis=2)
    apart = _distances(totals, grid, metric)
    observed = (coincidences * apart).sum(axis=(1, 2))
    expected = (totals[:, :, None] * totals[:, None, :] * apart).sum(axis=(1, 2)) / (totals.sum(axis=1) - 1)
    return np.where(expected > 0, 1 - observed / np.where(expected > 0, expected, 1.0), only)


def _distances(totals: NDArray[np.float64], grid: NDArray[np.float64], metric: Metric) -> NDArray[np.float64]:
    """Return the squared distance of each two values, shape (n_tables or 1, n_values, n_values)."""
    if metric == "nominal":
        return (1.0 - np.eye(len(grid)))[None]
    if metric == "interval":
        return ((grid[:, None] - grid[None, :]) ** 2)[None]
    if metric == "ratio":
        if grid[0] < 0:
            raise BadValue(
                f"{grid[0]:g} is below zero: shares of it mean nothing.", "Take the interval metric."
            )
        sums = grid[:, None] + grid[None, :]
        return ((grid[:, None] - grid[None, :]) ** 2 / np.where(sums > 0, sums, 1.0) ** 2)[None]
    # Ordinal: how many codings lie between two values, half of each end counted.
    upto = np.cumsum(totals, axis=1) - totals / 2
    return (upto[:, :, None] - upto[:, None, :]) ** 2


def _refused(issue: str | None, units: int, why: str, needed: str) -> Agreement:
    return Agreement(issue, None, None, None, units, why, needed)


def one_code(units: Sequence[Sequence[float | None]], seed: int) -> Agreement:
    """Return the agreement on a code without order, over all issues."""
    return agreement(None, units, "nominal", np.random.default_rng(seed))


def by_issue(
    units: Mapping[str, Sequence[Sequence[float | None]]],
    parents: Mapping[str, str | None],
    metric: Metric,
    seed: int,
) -> tuple[Agreement, ...]:
    """Return the agreement on all issues together, then on each issue with all below it.

    Args:
        units: By issue, the values that coders gave to each statement on it.
        parents: The issue above each issue.
        metric: How far apart two values count.
        seed: Keys the resamples of every issue, so that one issue's interval does not hang on the others.
    """
    gathered: dict[str, list[Sequence[float | None]]] = {}
    for issue, values in units.items():
        for name in line(issue, parents):
            gathered.setdefault(name, []).extend(values)
    everything = [unit for values in units.values() for unit in values]
    rows = [(None, everything), *sorted(gathered.items())]
    return tuple(agreement(issue, values, metric, np.random.default_rng(seed)) for issue, values in rows)
