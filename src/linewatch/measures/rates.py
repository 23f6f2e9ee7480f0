"""Uses per 10,000 words, with an interval that allows for uses that come in clumps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from linewatch.measures.intervals import LEVEL

PER = 10_000  # words
FREEDOM = 5  # texts more than periods, from which clumps can be told
LEAST = 5  # uses in all, from which they can


class Rate(NamedTuple):
    """Uses per `PER` words, with its interval."""

    rate: float
    low: float
    high: float


def rate(count: int, words: int, clumps: float = 1.0, level: float = LEVEL) -> Rate:
    """Return uses per `PER` words with an exact Poisson interval, widened where uses come in clumps.

    Args:
        count: Uses, 0 or more.
        words: In which they were counted, 1 or more.
        clumps: The variance of counts over their mean, 1 or more: as if each clump of so many uses were one.
        level: Of the interval, 0 to 1.

    Source:
        Garwood (1936), Biometrika 28(3/4), through the quantiles of the gamma distribution; the widening is that of
        quasi-likelihood: Wedderburn (1974), Biometrika 61(3).
    """
    # Slow to import, and only measures need it; its types are not told.
    from scipy.special import gammaincinv  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]

    tail, seen = (1 - level) / 2, count / clumps
    low = float(gammaincinv(seen, tail)) if count else 0.0
    high = float(gammaincinv(seen + 1, 1 - tail))
    scale = PER / words
    return Rate(count * scale, low * clumps * scale, high * clumps * scale)


def clumping(counts: Sequence[int], words: Sequence[int], groups: Sequence[object]) -> float | None:
    """Return the variance of counts over their mean within groups, at least 1; None where too little is held to tell.

    Args:
        counts: Uses in each text.
        words: Of each text.
        groups: What each text belongs to: texts of one group share a rate.

    Source:
        Pearson's statistic over its degrees of freedom: McCullagh and Nelder (1989), Generalized Linear Models,
        sec. 6.2.
    """
    total: dict[object, tuple[int, int, int]] = {}
    for count, length, group in zip(counts, words, groups, strict=True):
        uses, all_words, texts = total.get(group, (0, 0, 0))
        total[group] = uses + count, all_words + length, texts + 1
    # A group without a use says nothing of clumps.
    lively = {group for group, (uses, length, _) in total.items() if uses and length}
    freedom = sum(total[group][2] - 1 for group in lively)
    if freedom < FREEDOM or sum(counts) < LEAST:
        return None
    square = 0.0
    for count, length, group in zip(counts, words, groups, strict=True):
        if group in lively and length:
            expected = length * total[group][0] / total[group][1]
            square += (count - expected) ** 2 / expected
    return max(1.0, square / freedom)
