"""Whether chances mean what they say: of all that was called 70 % likely, seven in ten should come true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from linewatch.hypotheses.promised import Promised, spiegelhalter
from linewatch.hypotheses.scoring import Resolved
from linewatch.kinds.refusals import Refusal
from linewatch.measures.intervals import LEVEL

# Things resolved, below which nothing is told of calibration: with so many the interval of a bin that held them all
# would reach 20 points to either side.
LEAST = 20
LEAST_IN_BIN = 5  # things; bins with fewer are joined to their neighbour
EDGES = tuple(n / 10 for n in range(11))


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of about the same chance.

    Attributes:
        low: The least chance that belongs here.
        high: The greatest; it belongs to the next bin, in the last one to this.
        forecasts: How many.
        things: How many different things they are about.
        chance: The mean of their chances.
        true: How many came true.
        share: The share that did.
        share_low: Lower end of its interval.
        share_high: Upper end.
        apart: Whether the mean chance lies outside that interval: of ten bins one does so by chance.
    """

    low: float
    high: float
    forecasts: int
    things: int
    chance: float
    true: int
    share: float
    share_low: float
    share_high: float
    apart: bool


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A Brier score in parts: reliability - resolution + uncertainty + within_variance - within_covariance.

    Attributes:
        reliability: How far the shares that came true lie from the chances, squared: 0 is best.
        resolution: How far those shares lie from the base rate, squared: the more the better.
        uncertainty: The score of giving the base rate each time.
        within_variance: How far chances in a bin lie from their mean, squared.
        within_covariance: How far, in a bin, the greater chance went with what came true, twice.
        brier: What they add up to: the Brier score.
    """

    reliability: float
    resolution: float
    uncertainty: float
    within_variance: float
    within_covariance: float
    brier: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How chances compare with what came true; without bins and parts where refused."""

    bins: tuple[Bin, ...]
    parts: Decomposition | None
    test: Promised | None
    refused: Refusal | None = None


def calibration(found: Sequence[Resolved], seed: int, edges: Sequence[float] = EDGES) -> Calibration:
    """Return how chances compare with what came true, or why that cannot be told.

    Args:
        found: Forecasts of what is known by now.
        seed: Keys the draws of the test.
        edges: Of the bins, ascending from 0 to 1.
    """
    things = len({one.thing for one in found})
    if things < LEAST:
        told = (
            f"only {things} thing{'s are' if things != 1 else ' is'} resolved"
            if things
            else "none is resolved"
        )
        needed = f"{LEAST} different things at least; a bin of 20 is known to 20 points either way, one of 100 to 9"
        return Calibration((), None, None, Refusal(told, needed))
    groups = list(_groups(found, edges))
    bins = tuple(_bin(low, high, members) for low, high, members in groups)
    return Calibration(
        bins,
        decomposition([members for _, _, members in groups]),
        spiegelhalter(found, np.random.default_rng(seed)),
    )


def decomposition(bins: Sequence[Sequence[Resolved]]) -> Decomposition:
    """Return a Brier score in parts that add up to it whatever the bins.

    Args:
        bins: The forecasts of each bin, one at least in each.

    Source:
        Murphy (1973), Journal of Applied Meteorology 12(4), for the first three; Stephenson, Coelho and Jolliffe
        (2008), Weather and Forecasting 23(4), for the two within bins, without which they do not add up.
    """
    everything = [one for members in bins for one in members]
    many = len(everything)
    base = sum(one.true for one in everything) / many
    reliability = resolution = variance = covariance = 0.0
    for members in bins:
        size = len(members)
        chance = sum(one.chance for one in members) / size
        share = sum(one.true for one in members) / size
        reliability += size * (chance - share) ** 2 / many
        resolution += size * (share - base) ** 2 / many
        variance += sum((one.chance - chance) ** 2 for one in members) / many
        covariance += 2 * sum((one.true - share) * (one.chance - chance) for one in members) / many
    uncertainty = base * (1 - base)
    total = reliability - resolution + uncertainty + variance - covariance
    return Decomposition(reliability, resolution, uncertainty, variance, covariance, total)


def _groups(
    found: Sequence[Resolved], edges: Sequence[float]
) -> Iterator[tuple[float, float, list[Resolved]]]:
    """Yield forecasts by bin, bins of few things joined to the next one, the last to the one before."""
    done: list[tuple[float, float, list[Resolved]]] = []
    members, begin = list[Resolved](), edges[0]
    for low, high in pairwise(edges):
        begin = begin if members else low  # a stretch without a forecast belongs to no bin
        last = high == edges[-1]
        members += [one for one in found if low <= one.chance and (one.chance < high or last)]
        if len({one.thing for one in members}) >= LEAST_IN_BIN:
            done.append((begin, high, members))
            members = []
    if members:
        begin, _, before = done.pop() if done else (begin, edges[-1], [])
        done.append((begin, edges[-1], before + members))
    yield from done


def _bin(low: float, high: float, members: Sequence[Resolved]) -> Bin:
    true = sum(one.true for one in members)
    size, things = len(members), Counter(one.thing for one in members)
    # Forecasts of one thing come true together: they count as many as would tell as much if each were of its own.
    worth = size**2 / sum(times**2 for times in things.values())
    share, chance = true / size, sum(one.chance for one in members) / size
    share_low, share_high = _exact(share * worth, worth)
    apart = not share_low <= chance <= share_high
    return Bin(low, high, size, len(things), chance, true, share, share_low, share_high, apart)


def _exact(cases: float, of: float, level: float = LEVEL) -> tuple[float, float]:
    """Return the exact interval of a share, as `measures.exact` does, of cases that need not be whole.

    Forecasts of one bin have unequal chances: then it holds the share at least as often as it says.

    Source:
        Clopper and Pearson (1934), Biometrika 26(4); Hoeffding (1956), Annals of Mathematical Statistics 27(3), for
        unequal chances.
    """
    # Slow to import, and only measures need it; its types are not told.
    from scipy.special import betaincinv  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]

    tail = (1 - level) / 2
    low = float(betaincinv(cases, of - cases + 1, tail)) if cases > 0 else 0.0
    high = float(betaincinv(cases + 1, of - cases, 1 - tail)) if cases < of else 1.0
    return low, high
