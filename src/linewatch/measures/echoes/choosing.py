"""Pairs of seeds weighed together with those near them: only what meets often enough nearby is kept."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from linewatch.measures.echoes.folding import Offsets, Places
from linewatch.measures.echoes.joining import BOTH, ONE, OTHER, TOLD, Terms
from linewatch.measures.echoes.kernels import inlined, kernel
from linewatch.measures.echoes.seeding import Keys
from linewatch.measures.echoes.settings import UNIT

# A cell is a stretch of the one text and a band of drifts of the other against it; each pair counts in two cells,
# moved by half, so that none is cut by an edge.
_BAND, _STRETCH = 6, 8  # powers of two, in letters
_MOST = 255  # the greatest sum that a slot holds
_PAIRS = 1 << 15  # in a range of documents on average: their cells lie in the cache


@dataclass(frozen=True, slots=True)
class Candidates:
    """Places of two documents that share letters, in order of documents and place.

    Attributes:
        a: Letter at which the seed begins in the earlier document, shape (n,).
        b: In the other, shape (n,).
        document_a: Of ``a``, shape (n,).
        document_b: Of ``b``, shape (n,).
    """

    a: Places
    b: Places
    document_a: Offsets
    document_b: Offsets


def ranges(pairs: Places) -> list[Places]:
    """Return pairs parted by their first document into ranges of documents; no order within a range."""
    if not len(pairs):
        return []
    first, last = _ends(pairs)
    in_document = np.zeros(last - first + 1, np.int64)
    _tally(pairs, first, np.arange(last - first + 1), in_document)
    begin = np.cumsum(in_document) - in_document
    number = begin // _PAIRS
    # Documents that begin in the same stretch of so many pairs make a range: those without pairs are no matter.
    which: Places = np.cumsum(np.diff(number, prepend=0) > 0, dtype=np.int64)
    parted, bounds = part(pairs, first, which)
    return [parted[begin:end] for begin, end in pairwise(bounds.tolist()) if end > begin]


def part(pairs: Places, first: int, which: Places) -> tuple[Places, Places]:
    """Return pairs parted by their first document, and where each part begins and the last ends.

    Args:
        pairs: In any order.
        first: The first document that ``which`` tells of.
        which: The part of each document from there on, ascending from 0.
    """
    sizes = np.zeros(int(which[-1]) + 1, np.int64)
    _tally(pairs, first, which, sizes)
    bounds = np.asarray(np.concatenate([[0], np.cumsum(sizes)]), np.int64)
    parted = np.empty_like(pairs)
    _part(pairs, first, which, bounds[:-1].copy(), parted)
    return parted, bounds


def choose(pairs: Places, given: Terms) -> Candidates:
    """Return the pairs that tell enough, alone or with others in their cell, in order.

    The sums are exact, so that it is no matter how the pairs were come by, or in which parts.

    Args:
        pairs: All pairs of their first documents.
        given: Terms of the search.
    """
    if not len(pairs):
        none = np.empty(0, np.int64)
        return Candidates(none, none, np.empty(0, np.int32), np.empty(0, np.int32))
    table = np.zeros(1 << max(4, int(np.ceil(np.log2(4 * len(pairs))))), np.uint64)
    keep = np.empty(len(pairs), np.int64)
    kept = pairs[keep[: _chosen(pairs, given.strong, given.weak, table, keep)]]
    a = kept[:, ONE] & ((1 << TOLD) - 1)
    order = np.lexsort((kept[:, OTHER], a, kept[:, BOTH]))
    both = kept[order, BOTH]
    return Candidates(
        a[order], kept[order, OTHER], (both >> 32).astype(np.int32), (both & 0xFFFFFFFF).astype(np.int32)
    )


def bands(one: Places, other: Places) -> list[tuple[Places, Places]]:
    """Return the band and the stretch of each of the two cells in which pairs of places count."""
    drift, half, middle = other - one, 1 << (_BAND - 1), 1 << (_STRETCH - 1)
    return [(drift >> _BAND, one >> _STRETCH), (~((drift + half) >> _BAND), (one + middle) >> _STRETCH)]


@kernel
def _ends(pairs: Places) -> tuple[int, int]:
    first, last = pairs[0, BOTH], pairs[0, BOTH]
    for i in range(len(pairs)):
        first, last = min(first, pairs[i, BOTH]), max(last, pairs[i, BOTH])
    return first >> 32, last >> 32


@kernel
def _tally(pairs: Places, first: int, which: Places, sizes: Places) -> None:
    for i in range(len(pairs)):
        sizes[which[(pairs[i, BOTH] >> 32) - first]] += 1


@kernel
def _part(pairs: Places, first: int, which: Places, at: Places, parted: Places) -> None:
    for i in range(len(pairs)):
        target = which[(pairs[i, BOTH] >> 32) - first]
        for column in range(3):
            parted[at[target], column] = pairs[i, column]
        at[target] += 1


@inlined
def _cell(both: int, band: int, stretch: int) -> np.uint64:
    value = (
        np.uint64(both) * np.uint64(0x9E3779B97F4A7C15)
        ^ np.uint64(band) * np.uint64(0xC2B2AE3D27D4EB4F)
        ^ np.uint64(stretch) * np.uint64(0x165667B19E3779F9)
    )
    value ^= value >> np.uint64(31)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    return value ^ (value >> np.uint64(30))


@inlined
def _cells(pairs: Places, i: int) -> tuple[np.uint64, np.uint64]:
    """Return the two cells of a pair."""
    a = pairs[i, ONE] & ((1 << TOLD) - 1)
    drift = pairs[i, OTHER] - a
    one = _cell(pairs[i, BOTH], drift >> _BAND, a >> _STRETCH)
    half, middle = 1 << (_BAND - 1), 1 << (_STRETCH - 1)
    return one, _cell(pairs[i, BOTH], ~((drift + half) >> _BAND), (a + middle) >> _STRETCH)


@inlined
def _slot(table: Keys, cell: np.uint64) -> np.int64:
    """Return where the sum of a cell stands, or is to stand: fifty-six bits tell a cell, the lowest eight its sum."""
    last = np.uint64(len(table) - 1)
    slot = (cell >> np.uint64(8)) & last
    while table[slot] != 0 and (table[slot] ^ cell) >> np.uint64(8) != 0:
        slot = (slot + np.uint64(1)) & last
    return np.int64(slot)


@kernel
def _chosen(pairs: Places, strong: int, weak: int, table: Keys, keep: Places) -> int:
    """Sum up in the table what the pairs of each cell tell, then note which pairs are to be kept."""
    rest = ~np.uint64(_MOST)
    for i in range(len(pairs)):
        weight = (pairs[i, ONE] >> TOLD) // UNIT
        for cell in _cells(pairs, i):
            slot = _slot(table, cell)
            total = np.int64(table[slot] & np.uint64(_MOST)) + weight
            table[slot] = (cell & rest) | np.uint64(min(total, _MOST))
    n = 0
    for i in range(len(pairs)):
        told = pairs[i, ONE] >> TOLD
        one, other = _cells(pairs, i)
        if (
            told >= strong
            or np.int64(table[_slot(table, one)] & np.uint64(_MOST)) >= weak
            or np.int64(table[_slot(table, other)] & np.uint64(_MOST)) >= weak
        ):
            keep[n] = i
            n += 1
    return n
