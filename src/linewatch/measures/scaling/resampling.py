"""Stretches of a text drawn again, and stretches of two texts shuffled."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_AT_ONCE = 2_000_000  # counts: resamples are made in batches of about so many


def batches(resamples: int, words: int) -> Iterator[int]:
    """Yield how many resamples to make at a time, so that memory stays small."""
    size = max(1, min(resamples, _AT_ONCE // max(1, words)))
    for begin in range(0, resamples, size):
        yield min(size, resamples - begin)


def redrawn(of_blocks: Floats, times: int, rng: np.random.Generator) -> Floats:
    """Return sums over stretches of a text that were drawn with replacement.

    Args:
        of_blocks: What each stretch has, word counts or other values, shape (n_blocks, n_values).
        times: How many resamples.
        rng: Draws them.

    Returns:
        Shape (times, n_values).
    """
    n = len(of_blocks)
    drawn = rng.multinomial(n, np.full(n, 1 / n), size=times).astype(np.float64)
    # Not a product of matrices, whose sums are made in another order on more threads.
    return np.einsum("tn,nv->tv", drawn, of_blocks)


def told_apart(a: Floats, b: Floats, shuffles: int, rng: np.random.Generator) -> float:
    """Return the share of shufflings that tell two texts apart at least as well as the texts themselves.

    The stretches of both are shuffled and dealt out anew. What is compared is the likelihood ratio of their word
    counts. A small share says that the texts differ in words by more than chance, not in what.

    Args:
        a: Word counts of the first text's stretches, shape (n_blocks, n_words).
        b: Of the second's, same words.
        shuffles: How many.
        rng: Shuffles.

    Returns:
        The p value, (1 + as many as tell apart as well) / (1 + shuffles): never 0.
    """
    pool = np.vstack([a, b])
    whole, n_a = pool.sum(axis=0), len(a)
    found = _ratio(a.sum(axis=0)[None, :], whole)[0]
    as_well = 0
    for size in batches(shuffles, pool.shape[1]):
        chosen = np.zeros((size, len(pool)))
        for row in chosen:
            row[rng.permutation(len(pool))[:n_a]] = 1.0
        as_well += int((_ratio(chosen @ pool, whole) >= found * (1 - 1e-12)).sum())
    return (1 + as_well) / (1 + shuffles)


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Return half the likelihood ratio of two mixes of words against one, but for what no shuffling changes."""
    rest = whole - part

    def entropy(counts: Floats) -> Floats:
        logs = np.log(counts, out=np.zeros_like(counts), where=counts > 0)
        return (counts * logs).sum(axis=-1)

    n, m = part.sum(axis=-1), rest.sum(axis=-1)
    return entropy(part) + entropy(rest) - n * np.log(n) - m * np.log(m)
