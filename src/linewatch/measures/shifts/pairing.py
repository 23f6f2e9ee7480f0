"""Words of two texts paired in order: the heaviest common subsequence, forms of one word included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

ALIKE = 0.7  # of the longer word's letters must be a common beginning, for two forms of one word
_FORM = 0.6  # what two forms of one word are worth beside the same word
_RUN = 0.15  # what a match right before another is worth more, so that runs hold together
_LONGEST = 1_500_000  # cells of an alignment; above it only what stands alike at both ends is paired


def same_form(one: str, other: str) -> bool:
    """Return whether two words are forms of one: they begin alike for most of their length."""
    longer = max(len(one), len(other))
    common = next(
        (n for n, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other))
    )
    return common >= 4 and common >= ALIKE * longer


def word_pairs(a: Sequence[str], b: Sequence[str], weigh: Mapping[str, float]) -> list[tuple[int, int]]:
    """Return the heaviest common subsequence of two lists of words; forms of one word count less.

    Source:
        Needleman and Wunsch (1970), J. Mol. Biol. 48, doi:10.1016/0022-2836(70)90057-4, with no price for gaps.
    """
    low = 0
    while low < min(len(a), len(b)) and a[low] == b[low]:
        low += 1
    high = 0
    while high < min(len(a), len(b)) - low and a[-1 - high] == b[-1 - high]:
        high += 1
    mid_a, mid_b = a[low : len(a) - high], b[low : len(b) - high]
    found = [(n, n) for n in range(low)]
    if mid_a and mid_b and len(mid_a) * len(mid_b) <= _LONGEST:
        found += [(i + low, j + low) for i, j in _heaviest(mid_a, mid_b, weigh)]
    return [*found, *((len(a) - n, len(b) - n) for n in range(high, 0, -1))]


def _heaviest(a: Sequence[str], b: Sequence[str], weigh: Mapping[str, float]) -> list[tuple[int, int]]:
    worth = dict[tuple[str, str], float]()
    for x in set(a):
        for y in set(b):
            if x == y:
                worth[x, y] = weigh.get(x, 1.0)
            elif same_form(x, y):
                worth[x, y] = _FORM * min(weigh.get(x, 1.0), weigh.get(y, 1.0))
    n, m = len(a), len(b)
    table = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        row, below = table[i], table[i + 1]
        for j in range(m - 1, -1, -1):
            best = max(below[j], row[j + 1])
            gain = worth.get((a[i], b[j]))
            if gain:
                next_too = i + 1 < n and j + 1 < m and a[i + 1] == b[j + 1]
                best = max(best, gain + below[j + 1] + (_RUN if next_too else 0.0))
            row[j] = best
    found, i, j = list[tuple[int, int]](), 0, 0
    while i < n and j < m:
        gain = worth.get((a[i], b[j]))
        next_too = i + 1 < n and j + 1 < m and a[i + 1] == b[j + 1]
        if gain and table[i][j] == gain + table[i + 1][j + 1] + (_RUN if next_too else 0.0):
            found.append((i, j))
            i, j = i + 1, j + 1
        elif table[i][j] == table[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
