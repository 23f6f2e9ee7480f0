"""Intervals around mean scores, with room for the rare miss that a small sample does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from linewatch.kinds.refusals import Refusal
from linewatch.measures.intervals import LEVEL

DRAWS = 2_000
UNSEEN = 1.0  # things thought of beside those seen: the best outcome for the low end, the worst for the high
LEAST = 5  # things, below which an interval says more of the method than of the forecasts
_CELLS = 4_000_000  # of weights held at once, so that many forecasts need little memory


class Score(NamedTuple):
    """The score of one forecast.

    Attributes:
        value: Its score.
        best: What it would have been if what it held more likely had happened.
        worst: If the contrary had.
    """

    value: float
    best: float
    worst: float


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with its interval.

    Attributes:
        value: The mean.
        low: Lower end of the interval of what the mean of many such forecasts may be; None where refused.
        high: Upper end.
        refused: Why there is no interval.
    """

    value: float
    low: float | None
    high: float | None
    refused: Refusal | None = None


def means(
    things: Sequence[str], kinds: Sequence[Sequence[Score]], rng: np.random.Generator
) -> tuple[Mean, ...]:
    """Return the mean of each kind of score, with an interval for that of all things such as these.

    The mix of all such things has a Dirichlet process for its posterior: each thing seen weighs as much as the others,
    and one more is thought of that was not seen. A forecaster who is sure and seldom wrong may have no miss at all
    among few, and resampling what was seen can never show one. So the unseen thing is one of the forecasts made, with
    the outcome that it held likely for the low end, and with the contrary for the high end. docs/coverage.md has the
    coverage that results.

    Args:
        things: What each forecast is about, one at least; those of one thing are drawn together.
        kinds: For each kind of score, that of each forecast, in the same order.
        rng: Draws the weights; the same seed gives the same intervals.

    Source:
        Rubin (1981), The Bayesian Bootstrap, Annals of Statistics 9(1); Gaffke (2005), Three test statistics for a
        nonparametric one-sided hypothesis on the mean of a nonnegative variable, Mathematical Methods of Statistics
        14(4), for the unseen case at the end of what is possible.
    """
    values = [sum(one.value for one in kind) / len(kind) for kind in kinds]
    places: dict[str, int] = {}
    of = np.array([places.setdefault(thing, len(places)) for thing in things])
    if len(places) < LEAST:
        told = f"{len(places)} thing{'s are' if len(places) > 1 else ' is'} resolved"
        refused = Refusal(told, f"at least {LEAST}, for an interval")
        return tuple(Mean(value, None, None, refused) for value in values)
    table = np.array(kinds, dtype=np.float64)  # of kinds, forecasts, and value, best, worst
    sums = np.stack([np.bincount(of, kind[:, 0]) for kind in table], axis=1).astype(np.float64)
    step = max(1, _CELLS // len(places))
    drawn = np.concatenate([
        _drawn(sums, np.bincount(of).astype(np.float64), table[:, :, 1:], min(step, DRAWS - first), rng)
        for first in range(0, DRAWS, step)
    ])  # fmt: skip
    tail = (1 - LEVEL) / 2
    lows, highs = np.quantile(drawn[:, :, 0], tail, axis=0), np.quantile(drawn[:, :, 1], 1 - tail, axis=0)
    ends = zip(values, lows.tolist(), highs.tolist(), strict=True)
    return tuple(Mean(value, min(low, value), max(high, value)) for value, low, high in ends)


def _drawn(
    sums: NDArray[np.float64],
    many: NDArray[np.float64],
    ends: NDArray[np.float64],
    draws: int,
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """Return drawn means, with the unseen thing at its best and at its worst.

    Args:
        sums: The scores of each thing added up, shape (things, kinds).
        many: Forecasts of each thing.
        ends: The best and the worst score of each forecast, shape (kinds, forecasts, 2).
        draws: How many.
        rng: The generator.

    Returns:
        Shape (draws, kinds, 2).
    """
    weights = rng.standard_exponential((draws, len(sums)))
    # The unseen thing was forecast as often as the others on the average.
    unseen = rng.gamma(UNSEEN, size=draws) * many.mean()
    taken = ends[:, rng.integers(0, ends.shape[1], size=draws)].transpose(1, 0, 2)
    total = (weights @ sums)[:, :, None] + unseen[:, None, None] * taken
    return total / (weights @ many + unseen)[:, None, None]
