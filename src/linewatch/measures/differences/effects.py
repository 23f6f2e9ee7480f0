"""How great a difference is, with an interval: of two shares, of two groups of numbers, along an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, hypot, inf
from statistics import median

from linewatch.measures.exact import exact_interval
from linewatch.measures.intervals import LEVEL


@dataclass(frozen=True, slots=True)
class Effect:
    """How great a difference is.

    Attributes:
        what: What the figure is.
        value: The difference; None where it cannot be told.
        low: Lower end of the interval; None where these few actors set it no bound.
        high: Upper end; None likewise.
        why: Why there is no figure or no bound; None where there are.
        needed: What would do.
    """

    what: str
    value: float | None
    low: float | None
    high: float | None
    why: str | None = None
    needed: str | None = None


def share_difference(yes: tuple[int, int], of: tuple[int, int]) -> Effect:
    """Return the difference of two shares, the first less the second.

    The interval joins the exact interval of each share; for few actors it holds the true difference more often than
    nine times in ten.

    Args:
        yes: In each group how many had it.
        of: In each group how many there are.

    Source:
        Newcombe (1998), Statistics in Medicine 17, 873-890, method 10, with Clopper and Pearson's limits for Wilson's:
        with his, or with Jeffreys' prior, groups of five and seven held it in 84 % of cases.
    """
    one, two = (k / n for k, n in zip(yes, of, strict=True))
    (low_one, high_one), (low_two, high_two) = (exact_interval(k, n) for k, n in zip(yes, of, strict=True))
    low = one - two - hypot(one - low_one, high_two - two)
    high = one - two + hypot(high_one - one, two - low_two)
    return Effect("difference of shares", one - two, max(-1.0, low), min(1.0, high))


def shift(one: Sequence[tuple[float, float]], two: Sequence[tuple[float, float]]) -> Effect:
    """Return by how much the first group's numbers lie above the second's: the median of all differences.

    Args:
        one: What is known of each number of the first group: its least and its greatest.
        two: Of the second.

    Returns:
        The interval is exact whatever the distribution, and wider than it says where values are tied or known only
        within bounds. Very small groups set no bound: with two and two no interval reaches 90 %.

    Source:
        Hodges and Lehmann (1963), Annals of Mathematical Statistics 34, 598-611; Moses' interval by the order of
        differences, as in Hollander and Wolfe (1999), Nonparametric Statistical Methods, sec. 4.3.
    """
    lows = sorted(a[0] - b[1] for a in one for b in two)
    highs = sorted(a[1] - b[0] for a in one for b in two)
    middle = (median(lows), median(highs))
    value = sum(middle) / 2 if abs(middle[0]) < inf and abs(middle[1]) < inf else None
    cut = _cut(_mann_whitney(len(one), len(two)))
    low, high = (lows[cut], highs[-1 - cut]) if cut is not None else (-inf, inf)
    return _bounded("difference of the typical number", value, low, high)


def slope(along: Sequence[float], values: Sequence[tuple[float, float]]) -> Effect:
    """Return by how much a number rises with each unit of an ordered attribute: the median of all slopes.

    Args:
        along: The attribute, shape (n,).
        values: What is known of each number: its least and its greatest.

    Source:
        Sen (1968), JASA 63, 1379-1389; exact by Kendall's distribution.
    """
    lows, highs = list[float](), list[float]()
    for i in range(len(along)):
        for j in range(i):
            run = along[i] - along[j]
            if run:
                rises = (values[i][0] - values[j][1]) / run, (values[i][1] - values[j][0]) / run
                lows.append(min(rises))
                highs.append(max(rises))
    lows, highs = sorted(lows), sorted(highs)
    middle = (median(lows), median(highs)) if lows else (inf, inf)
    value = sum(middle) / 2 if abs(middle[0]) < inf and abs(middle[1]) < inf else None
    # Pairs of equal attributes give no slope: the cut for all pairs leaves the interval too wide, never too narrow.
    cut = _cut(_inversions(len(along)))
    fits = cut is not None and len(lows) > 2 * cut
    low, high = (lows[cut], highs[-1 - cut]) if fits and cut is not None else (-inf, inf)
    return _bounded("rise for each unit", value, low, high)


def _bounded(what: str, value: float | None, low: float, high: float) -> Effect:
    open_ = low == -inf or high == inf
    return Effect(
        what=what,
        value=value,
        low=low if low > -inf else None,
        high=high if high < inf else None,
        why="so few actors, or dates so open, set no bound" if open_ else None,
        needed="more actors of each group, or narrower dates" if open_ else None,
    )


def _cut(ways: Sequence[int]) -> int | None:
    """Return how many differences may be left off at each end; None where none may."""
    most = (1 - LEVEL) / 2 * sum(ways) * (1 + 1e-9)  # one in twenty is no more than 5 %
    below, cut = 0, None
    for place, number in enumerate(ways):
        below += number
        if below > most:
            break
        cut = place
    return cut


def _mann_whitney(one: int, two: int) -> list[int]:
    """Return in how many ways each count of pairs, from 0, comes about; exact whole numbers."""
    if not one or not two:
        return [1]
    # Gaussian binomial coefficient: multiply by (1 - q^(two+k)), divide by (1 - q^k).
    ways = [1] + [0] * (one * two)
    for k in range(1, one + 1):
        for place in range(one * two, two + k - 1, -1):
            ways[place] -= ways[place - two - k]
        for place in range(k, one * two + 1):
            ways[place] += ways[place - k]
    assert sum(ways) == comb(one + two, one)
    return ways


def _inversions(n: int) -> list[int]:
    """Return how many orders of n have each number of inversions, from 0."""
    ways = [1]
    for k in range(2, n + 1):
        longer = [0] * (len(ways) + k - 1)
        for place, number in enumerate(ways):
            for more in range(k):
                longer[place + more] += number
        ways = longer
    return ways
