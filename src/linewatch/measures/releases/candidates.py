"""Which documents are worth setting side by side: those that share shingles few others have."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.releases.folding import fold, shingles

SHINGLE = 12  # letters: two or three words, of which an even chance survives one wrong letter in twenty
KEPT = 4  # of so many shingles one is kept, by its hash: the same one in every document
LEAST_SHARED = 4  # kept shingles two documents must share, some 16 in all
LEAST_SHARE = 0.08  # of the shorter one's shingles
NEAR = 16  # a shingle pairs a document with so many of the next that have it …
COMMON = 64  # … and with the next alone where more than so many have it: a form's heading, a stamp


def candidates(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the pairs of documents that may be one paper, or one within the other, in order.

    The cost is in step with the words of all texts: a shingle never pairs every document with every other.

    Args:
        texts: By id; read once, one after the other.

    Source:
        Broder (1997), On the resemblance and containment of documents, sec. 4 (shingles kept modulo m, by
        which containment is told as well as resemblance), doi:10.1109/SEQUEN.1997.666900.
    """
    ids = sorted(texts)
    kept = [_kept(texts[ident]) for ident in ids]
    sizes = np.array([len(found) for found in kept], dtype=np.int64)
    if not sizes.sum():
        return []
    owners = np.repeat(np.arange(len(ids), dtype=np.int64), sizes)
    hashes = np.concatenate(kept)
    order = np.argsort(hashes, kind="stable")
    pairs, counts = np.unique(_pairs(hashes[order], owners[order], len(ids)), return_counts=True)
    first, second = pairs // len(ids), pairs % len(ids)
    enough = counts >= np.maximum(LEAST_SHARED, LEAST_SHARE * np.minimum(sizes[first], sizes[second]))
    return [(ids[a], ids[b]) for a, b in zip(first[enough].tolist(), second[enough].tolist(), strict=True)]


def _kept(text: str) -> NDArray[np.uint64]:
    _, hashes = shingles(fold(text), SHINGLE)
    return np.unique(hashes[hashes % np.uint64(KEPT) == 0])


def _pairs(hashes: NDArray[np.uint64], owners: NDArray[np.int64], documents: int) -> NDArray[np.int64]:
    """Return a code for each pair of near owners of one shingle, as often as they share one.

    Args:
        hashes: Ascending; of one hash the owners are ascending and distinct.
        owners: The document of each hash.
        documents: How many there are.
    """
    begins = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]]))
    spread = np.repeat(np.diff(np.append(begins, len(hashes))), np.diff(np.append(begins, len(hashes))))
    found: list[NDArray[np.int64]] = []
    for step in range(1, NEAR + 1):
        same = hashes[step:] == hashes[:-step]
        if step > 1:
            same &= spread[step:] <= COMMON
        at = np.flatnonzero(same)
        found.append(owners[at] * documents + owners[at + step])
    return np.concatenate(found)
