"""Passages grouped by what they are about: a few partitions, since a single one is not to be trusted."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.distances.words import Ints, Sparse

Floats = NDArray[np.float64]
TOPICS = (5, 10, 20, 30)  # groups of a partition
SEEDS = (0, 1)
DIMENSIONS = 60
_LEAST_PASSAGES = 12  # of a topic on average: with fewer what is usual in it is not known
_ROUNDS = 40


def partitions(counts: Sparse, seed: int) -> tuple[Ints, ...]:
    """Return the topic of each passage, once for each partition.

    Args:
        counts: Uses of each word in each passage, shape (n_passages, n_words).
        seed: Keys the starts.

    Source:
        Halko, Martinsson and Tropp (2011), SIAM Review 53(2), algorithms 4.4 and 5.1; Arthur and Vassilvitskii
        (2007), k-means++.
    """
    space = _space(_weighted(counts), seed)
    most = max(1, len(space) // _LEAST_PASSAGES)
    sizes = dict.fromkeys(min(size, most) for size in TOPICS)
    return tuple(_grouped(space, size, seed + 1000 * start + size) for size in sizes for start in SEEDS)


def _weighted(counts: Sparse) -> Sparse:
    """Return TF-IDF weights, each passage of length one."""
    from scipy import sparse  # pyright: ignore[reportMissingTypeStubs]  # noqa: PLC0415 - slow to import

    diags: Any = sparse.diags  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]

    spread = np.bincount(counts.indices, minlength=counts.shape[1])
    weights = counts.copy()
    weights.data = 1 + np.log(weights.data)
    weights = weights @ diags(np.log((1 + counts.shape[0]) / (1 + spread)) + 1)
    length = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    return (diags(1 / np.where(length > 0, length, 1)) @ weights).tocsr()


def _space(weights: Sparse, seed: int) -> Floats:
    """Return each passage's place in a few dimensions, of length one, shape (n_passages, n_dimensions)."""
    rng = np.random.default_rng(seed)
    dimensions = min(DIMENSIONS, *weights.shape)
    base: Floats = weights @ rng.standard_normal((weights.shape[1], min(dimensions + 10, *weights.shape)))
    for _ in range(4):
        base = np.linalg.qr(weights @ (weights.T @ np.linalg.qr(base)[0]))[0]
    values, turned = np.linalg.eigh((small := np.asarray((weights.T @ base).T)) @ small.T)
    strongest = np.argsort(values)[::-1][:dimensions]
    space = base @ (turned[:, strongest] * np.sqrt(np.maximum(values[strongest], 0)))
    length = np.linalg.norm(space, axis=1, keepdims=True)
    return space / np.where(length > 0, length, 1)


def _grouped(space: Floats, size: int, seed: int) -> Ints:
    """Return k-means groups of rows."""
    rng = np.random.default_rng(seed)
    chosen = [int(rng.integers(len(space)))]
    nearest: Floats = np.full(len(space), np.inf)
    for _ in range(size - 1):
        nearest = np.minimum(nearest, ((space - space[chosen[-1]]) ** 2).sum(axis=1))
        if not nearest.any():
            break
        sums: Floats = np.cumsum(nearest)
        pick = int(np.searchsorted(sums, rng.random() * float(sums[-1])))
        chosen.append(min(pick, len(space) - 1))
    middles = space[chosen]
    groups = np.full(len(space), -1)
    for _ in range(_ROUNDS):
        found = np.argmax(space @ middles.T - (middles**2).sum(axis=1) / 2, axis=1)
        if (found == groups).all():
            break
        groups = found
        for group in range(len(middles)):
            if (inside := groups == group).any():
                middles[group] = space[inside].mean(axis=0)
    return groups.astype(np.int64)
