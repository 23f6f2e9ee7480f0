"""The words between two shared stretches, aligned: the same words, and words that misprints keep apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

ALIKE = 0.6  # Dice of letter pairs from which two words may be one, misread
_CELLS = 6_000_000  # of a table of words; larger gaps have nothing in common, or it would be a stretch of their own
_DISTINCT = 1_500  # words of either side among which misprints are looked for
_TOGETHER = 0.6  # what it is worth that the words before are a pair too
_BUCKETS = 1_024


def aligned(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return which words of two gaps are the same, in order: those that weigh most together.

    A word weighs more the longer it is, and more beside another pair. Words that only look alike weigh less.

    Source:
        Needleman and Wunsch (1970), doi:10.1016/0022-2836(70)90057-4, without a price for gaps.
    """
    if not a or not b or len(a) * len(b) > _CELLS:
        return []
    names = {word: n for n, word in enumerate(sorted({*a, *b}))}
    left = np.array([names[word] for word in a])
    right = np.array([names[word] for word in b])
    weight = np.array([0.5 + min(len(word), 8) / 8 for word in names])
    alike = _alike(a, b, names)
    best = np.zeros(len(b) + 1)
    last = np.full(len(b) + 1, -np.inf)  # the best that ends in a pair at this place
    steps = np.zeros((len(a), len(b)), np.uint8)  # 1: a pair; 2: the pair before it belongs to it
    for i, word in enumerate(left):
        worth = np.where(right == word, weight[word], -np.inf)
        for other, share in alike.get(int(word), ()):
            worth[right == other] = share * weight[word]
        joined = last[:-1] + _TOGETHER
        on = np.maximum(best[:-1], joined)
        pair = np.concatenate(([-np.inf], on + worth))
        here = np.maximum.accumulate(np.maximum(pair, best))
        steps[i] = (pair[1:] > -np.inf) + 2 * ((joined >= best[:-1]) & (pair[1:] > -np.inf))
        steps[i] |= np.where(pair[1:] >= here[1:], 4, 0).astype(np.uint8)
        steps[i] |= np.where(best[1:] >= here[1:], 8, 0).astype(np.uint8)
        best, last = here, pair
    return _traced(steps)


def _traced(steps: NDArray[np.uint8]) -> list[tuple[int, int]]:
    found = list[tuple[int, int]]()
    i, j = steps.shape[0] - 1, steps.shape[1] - 1
    bound = False  # whether the pair at this place is asked for by the one behind it
    while i >= 0 and j >= 0:
        step = int(steps[i, j])
        if step & 1 and (bound or (step & 4 and not step & 8)):
            found.append((i, j))
            bound = bool(step & 2)
            i, j = i - 1, j - 1
        elif step & 8:
            i -= 1
        else:
            j -= 1
    return found[::-1]


def _alike(a: Sequence[str], b: Sequence[str], names: dict[str, int]) -> dict[int, list[tuple[int, float]]]:
    """Return for words of one gap the words of the other that look alike, and how much."""
    one, other = sorted(set(a) - set(b)), sorted(set(b) - set(a))
    one, other = [w for w in one if len(w) > 2], [w for w in other if len(w) > 2]
    if not one or not other or max(len(one), len(other)) > _DISTINCT:
        return {}
    rows, columns = _letters(one), _letters(other)
    sizes = rows.sum(1)[:, None] + columns.sum(1)[None, :]
    dice = 2 * (rows @ columns.T) / sizes
    found = dict[int, list[tuple[int, float]]]()
    for n, m in zip(*np.nonzero(dice >= ALIKE), strict=True):
        share = min(1.0, float(dice[n, m]))
        found.setdefault(names[one[n]], []).append((names[other[m]], 0.5 * share))
    return found


def _letters(words: Sequence[str]) -> NDArray[np.float32]:
    """Return which pairs of letters each word has, with its ends, shape (n_words, buckets)."""
    found = np.zeros((len(words), _BUCKETS), np.float32)
    for n, word in enumerate(words):
        padded = f" {word} "
        for one, two in pairwise(padded):
            found[n, (ord(one) * 31 + ord(two)) % _BUCKETS] = 1.0
    return found
