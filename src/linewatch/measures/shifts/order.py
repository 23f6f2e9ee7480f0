"""Which matches keep their order, and which were moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def staying(places: Sequence[tuple[int, int, float]]) -> set[int]:
    """Return which of some matches stand in the same order in both texts: the heaviest run that does.

    Args:
        places: For each match its place in A, its place in B, and its weight.

    Returns:
        The indices of those that stay; the rest were moved.

    Source:
        The heaviest increasing subsequence, by a Fenwick tree of maxima (Fredman 1975, Discrete Mathematics 11, for
        the unweighted case).
    """
    ranks = sorted({b for _, b, _ in places})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)
    before = [-1] * len(places)
    best = (0.0, -1)
    for n in sorted(range(len(places)), key=lambda n: (places[n][0], places[n][1], n)):
        rank = bisect_left(ranks, places[n][1]) + 1
        under, at = (0.0, -1), rank
        while at > 0:
            under, at = max(under, tree[at]), at & (at - 1)
        before[n] = under[1]
        here, at = (under[0] + places[n][2], n), rank
        best = max(best, here)
        while at < len(tree):
            tree[at], at = max(tree[at], here), at + (at & -at)
    stay, at = set[int](), best[1]
    while at >= 0:
        stay.add(at)
        at = before[at]
    return stay
