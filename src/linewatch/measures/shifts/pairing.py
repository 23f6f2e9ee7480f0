"""Words of two texts paired in order: the heaviest common subsequence, forms of one word included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.shifts.order import staying
from linewatch.measures.tiles import tiles

ALIKE = 0.7  # of the longer word's letters must be a common beginning, for two forms of one word
_FORM = 0.6  # what two forms of one word are worth beside the same word
_RUN = 0.15  # what a match right before another is worth more, so that runs hold together
_LETTERS = 4  # with which two forms of one word begin alike at least
_LONGEST = 1_500_000  # cells of an alignment; longer texts are cut first where they share stretches


def same_form(one: str, other: str) -> bool:
    """Return whether two words are forms of one: they begin alike for most of their length."""
    longer = max(len(one), len(other))
    common = next(
        (n for n, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other))
    )
    return common >= _LETTERS and common >= ALIKE * longer


def word_pairs(a: Sequence[str], b: Sequence[str], weigh: Mapping[str, float]) -> list[tuple[int, int]]:
    """Return the heaviest common subsequence of two lists of words; forms of one word count less.

    Args:
        a: Words of A.
        b: Words of B.
        weigh: What each word weighs; 1 where it is not told.

    Returns:
        Numbers of words of A and B, increasing on both sides. Where the lists are very long it is the heaviest only
        between the stretches that both share.

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
    if len(mid_a) * len(mid_b) <= _LONGEST:
        found += [(i + low, j + low) for i, j in _heaviest(mid_a, mid_b, weigh)]
    else:
        found += [(i + low, j + low) for i, j in _anchored(mid_a, mid_b, weigh)]
    return [*found, *((len(a) - n, len(b) - n) for n in range(high, 0, -1))]


def _anchored(a: Sequence[str], b: Sequence[str], weigh: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    """Yield pairs of long lists: the stretches shared in order, and between them what is heaviest."""
    runs = tiles(a, b)
    stay = staying([(r.a, r.b, sum(weigh.get(w, 1.0) for w in a[r.a : r.a + r.size])) for r in runs])
    at_a = at_b = 0
    for run in (*(run for n, run in enumerate(runs) if n in stay), None):
        to_a, to_b = (run.a, run.b) if run else (len(a), len(b))
        between = a[at_a:to_a], b[at_b:to_b]
        # What is as long and shares no stretch of a few words has nothing in common but chance.
        if len(between[0]) * len(between[1]) <= _LONGEST:
            yield from ((at_a + i, at_b + j) for i, j in _heaviest(*between, weigh))
        if run:
            yield from ((run.a + n, run.b + n) for n in range(run.size))
            at_a, at_b = run.a + run.size, run.b + run.size


def _heaviest(a: Sequence[str], b: Sequence[str], weigh: Mapping[str, float]) -> list[tuple[int, int]]:
    if not a or not b:
        return []
    gain, run = _gains(a, b, weigh)
    n, m = gain.shape
    table = np.zeros((n + 1, m + 1))
    for i in range(n - 1, -1, -1):
        below = table[i + 1]
        best = np.maximum(below[:m], gain[i] + below[1:] + run[i])
        table[i, :m] = np.maximum.accumulate(best[::-1])[::-1]
    found, i, j = list[tuple[int, int]](), 0, 0
    while i < n and j < m:
        here = table[i, j]
        if here == gain[i, j] + table[i + 1, j + 1] + run[i, j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif here == table[i + 1, j]:
            i += 1
        else:
            j += 1
    return found


def _gains(
    a: Sequence[str], b: Sequence[str], weigh: Mapping[str, float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what a pair of each word of A with each of B is worth, and what more where the next two are the same."""
    left, right = ({word: n for n, word in enumerate(dict.fromkeys(side))} for side in (a, b))
    begins = defaultdict[str, list[str]](list)
    for word in right:
        begins[word[:_LETTERS]].append(word)
    worth: NDArray[np.float64] = np.full((len(left), len(right)), -np.inf)
    for x, row in left.items():
        for y in begins.get(x[:_LETTERS], ()):
            if x == y:
                worth[row, right[y]] = weigh.get(x, 1.0)
            elif same_form(x, y):
                worth[row, right[y]] = _FORM * min(weigh.get(x, 1.0), weigh.get(y, 1.0))
    names = {word: n for n, word in enumerate({*a, *b})}
    ids_a, ids_b = np.array([names[word] for word in a]), np.array([names[word] for word in b])
    run: NDArray[np.float64] = np.zeros((len(a), len(b)))
    run[:-1, :-1] = _RUN * (ids_a[1:, None] == ids_b[None, 1:])
    return worth[np.ix_([left[word] for word in a], [right[word] for word in b])], run
