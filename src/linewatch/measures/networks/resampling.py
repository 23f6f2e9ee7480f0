"""Networks drawn again from the sources, so that one loud source makes no bloc."""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.intervals import LEVEL, student
from linewatch.measures.networks.asked import Asked
from linewatch.measures.networks.centralization import centralization
from linewatch.measures.networks.counting import Counts, Floats
from linewatch.measures.networks.ties import ties
from linewatch.measures.networks.wings import EXACT_UP_TO, Split, near, split

REACH = 2.1  # standard deviations of the draws
_EACH = 4  # of the draws of many actors, one in so many is split
_EXACT_UP_TO = 10  # actors, up to which every split of a draw is looked at


class Resampled(NamedTuple):
    """What draws of sources give.

    Attributes:
        values: Ties as asked for, shape (n_draws, n_actors, n_actors).
        together: For each actor, the share of draws in which it has ties that put it into its camp; shape (n_actors,).
        central: Centralization of each draw, nan where it has none; shape (n_draws,).
        most: For each actor, in which share of draws it has the strongest ties; shape (n_actors,).
    """

    values: Floats
    together: Floats
    central: Floats
    most: Floats


def resampled(
    counts: Counts, asked: Asked, parted: Split | None, kept: NDArray[np.int64], draws: int
) -> Resampled:
    """Return networks of sources drawn with replacement, as many as there are.

    Args:
        counts: The stances.
        asked: Which ties.
        parted: The camps of the whole, if there are any.
        kept: The places of the actors in them.
        draws: How many.
    """
    rng = np.random.default_rng([asked.seed, 2])
    sources = len(counts.documents)
    weights = rng.multinomial(sources, np.full(sources, 1 / sources), size=draws).astype(np.float64)
    actors = len(counts.actors)
    values = np.zeros((draws, actors, actors))
    central = np.full(draws, np.nan)
    most, agreed, present = np.zeros(actors), np.zeros(actors), np.zeros(actors)
    for draw in range(draws):
        found = ties(counts.table(weights[draw]), counts.levels, asked.span, asked.normalise)
        values[draw] = square = found.of(asked.kind)
        value = centralization(square)
        if value is not None:
            central[draw] = value
            most[np.maximum(square, 0).sum(axis=1).argmax()] += 1
        if parted is not None and draw % (1 if len(kept) <= EXACT_UP_TO else _EACH) == 0:
            inner = np.ix_(kept, kept)
            held, same = _same_camp(found.congruence[inner], found.conflict[inner], parted, rng)
            present[kept[held]] += 1
            agreed[kept[held]] += same
    return Resampled(
        values, agreed / np.maximum(present, 1), central, most / max(1, int((~np.isnan(central)).sum()))
    )


def _same_camp(
    congruence: Floats, conflict: Floats, parted: Split, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return who has ties in a draw, and which of them are in the camp that they are in on the whole."""
    held = np.flatnonzero((congruence + conflict).any(axis=1))
    inner = np.ix_(held, held)
    congruence, conflict, camp = congruence[inner], conflict[inner], parted.camp[held]
    if len(held) < 2 or not conflict.any():
        return held, np.ones(len(held), dtype=np.bool_) if len(set(camp)) < 2 else ~camp
    if len(held) <= _EXACT_UP_TO:
        drawn = split(congruence, conflict, rng).camp
    else:
        drawn = near(congruence, conflict, camp).camp
    # Which camp is called the first is arbitrary: the naming that fits more actors is taken.
    same = drawn == camp
    return held, same if same.sum() * 2 >= len(same) else ~same


def interval(values: Floats, level: float) -> tuple[float, float]:
    """Return the middle part of some values, as wide as the level says."""
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def tie_interval(values: Floats, value: float, sources: int, asked: Asked) -> tuple[float, float]:
    """Return the interval around a tie: the middle part of its draws, widened for few sources.

    Args:
        values: The tie in each draw, shape (n_draws,).
        value: The tie itself.
        sources: From how many sources the one of the two is known who is known from fewer; two at least.
        asked: Whether ties are normalised: then the number of sources, which varies from draw to draw, no longer
            shows in the spread, and Student's factor is put in its place. docs/coverage.md has what results.
    """
    low, high = interval(values, LEVEL)
    wider = (sources / (sources - 1)) ** 0.5
    if asked.normalise != "none":
        wider *= student(sources - 1) / NormalDist().inv_cdf((1 + LEVEL) / 2)
    low, high = value + min(0.0, low - value) * wider, value + max(0.0, high - value) * wider
    return (low if asked.kind == "subtract" else max(0.0, low)), high


def central_interval(values: Floats, value: float) -> tuple[float, float]:
    """Return the interval around a centralization.

    Noise makes some actor stand out, so that a draw is more centralized than what it is drawn from; by as much is
    the value taken to be above the true one. The factor was set on simulations of other seeds than docs/coverage.md.
    """
    centre = 2 * value - float(values.mean())
    reach = REACH * float(values.std())
    low, high = min(value, centre - reach), max(value, centre + reach)
    return max(0.0, low), min(1.0, high)
