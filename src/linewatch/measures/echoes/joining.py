"""Equal seeds of different documents, joined in two passes: only what meets often enough nearby is kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.echoes.folding import Folded, Letters, Offsets, Places
from linewatch.measures.echoes.kernels import inlined, kernel
from linewatch.measures.echoes.seeding import Seeds
from linewatch.measures.echoes.settings import UNIT, Settings

# A cell is a stretch of the one text and a band of drifts of the other against it; each pair counts in two cells,
# moved by half, so that none is cut by an edge.
_BAND, _STRETCH = 6, 8  # powers of two, in letters
_MOST = 255  # the greatest sum that a slot holds
_SHOWN = 8  # letters after the seed that are kept with it
_SLOTS = 4  # in a bucket, that one look reads together
_CROWDED = 8  # places of a stock phrase in one document, on average, above which it is passed over


@dataclass(frozen=True, slots=True)
class Candidates:
    """Places of two documents that share letters, in order of document and place.

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


def join(texts: Folded, seeds: Seeds, real: int, settings: Settings, only: int = 0) -> Candidates:
    """Return the places worth a closer look.

    Args:
        texts: Folded, made-up documents last.
        seeds: Theirs.
        real: How many documents are real.
        settings: Of the search.
        only: If positive, the first documents alone are set against all others (a centre's texts).
    """
    n = int(_joinable(seeds.key, seeds.bits, seeds.facts, seeds.stock))
    keys, places, after = np.empty(n, np.uint64), np.empty(n, np.int64), np.empty(n, np.uint64)
    numbers = np.empty((n, 4), np.int32)
    _gather(
        seeds.key, seeds.bits, seeds.facts, seeds.stock, texts.letters, texts.begins, texts.document, texts.origin,
        settings.letters, keys, places, numbers, after,
    )  # fmt: skip
    words = max(2, int(np.searchsorted(texts.document, real)))
    told = np.log(words)
    strong, weak = int(settings.strong * told * UNIT), int(settings.weak * told)
    rare = told - np.log(np.maximum(1, np.arange(seeds.stock + 1)))
    rates = np.asarray(np.round(rare * UNIT / settings.letters), np.int64)
    shape = (real, only or real, settings.letters, seeds.stock, strong)
    arrays = (keys, seeds.bits, places, numbers, after, rates, texts.letters)
    shape = (real, only or real, settings.letters, strong)
    most = int(_count(keys, seeds.bits, numbers, only or real))
    table = np.zeros(_table_size(most), np.uint16)
    # Room for all; what stays empty takes no memory.
    found = np.empty((most, 2), np.int64)
    _walk(*arrays, *shape, weak, table, False, found)
    kept = int(_walk(*arrays, *shape, weak, table, True, found))
    found = found[:kept].copy()
    return _ordered(texts, found, places, numbers)


def _table_size(pairs: int) -> int:
    """Return a power of two of slots, such that two cells a pair fill half of them at most."""
    return 1 << max(16, int(np.ceil(np.log2(max(1, 4 * pairs)))))


def _ordered(texts: Folded, found: Places, places: Places, numbers: Offsets) -> Candidates:
    """Return pairs of seeds in order of the two documents and the place in the first."""
    a, b = places[found[:, 0]], places[found[:, 1]]
    one, other = numbers[found[:, 0], 0], numbers[found[:, 1], 0]
    order = np.lexsort((b, a, other, one))
    return Candidates(a[order], b[order], one[order], other[order])


@inlined
def _group_end(key: NDArray[np.uint64], bits: int, i: int) -> int:
    """Return where the equal seeds from a place on end."""
    j = i + 1
    while j < len(key) and key[j] >> np.uint64(bits) == key[i] >> np.uint64(bits):
        j += 1
    return j


@inlined
def _joins(documents: int, places: int, stock: int) -> bool:
    """Say whether equal seeds are to be joined: they stand in several places, and are no stock phrase."""
    return places > 1 and documents <= stock and places <= _CROWDED * stock


@kernel
def _joinable(key: NDArray[np.uint64], bits: int, facts: Offsets, stock: int) -> int:
    """Return how many seeds may join."""
    low = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    n, i = 0, 0
    while i < len(key):
        j = _group_end(key, bits, i)
        if _joins(facts[key[i] & low, 3], j - i, stock):
            n += j - i
        i = j
    return n


@kernel
def _gather(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    key: NDArray[np.uint64],
    bits: int,
    facts: Offsets,
    stock: int,
    letters: Letters,
    begins: Places,
    document: Offsets,
    origin: Offsets,
    size: int,
    keys: NDArray[np.uint64],
    places: Places,
    numbers: Offsets,
    after: NDArray[np.uint64],
) -> None:
    """Fill in what the join asks of each seed that may join, in the order of the keys, so that it reads straight on.

    ``numbers`` takes the document, that which a made-up one was drawn from, the mark of the seed before if it may
    join, and the letters to the end of the document; ``after`` the lower bytes of the eight letters after the seed.
    """
    low = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    n, i = 0, 0
    while i < len(key):
        j = _group_end(key, bits, i)
        if not _joins(facts[key[i] & low, 3], j - i, stock):
            i = j
            continue
        for at in range(i, j):
            word = np.int64(key[at] & low)
            p, doc = np.int64(facts[word, 0]), facts[word, 1]
            end = begins[doc + 1]
            packed = np.uint64(0)
            for step in range(min(_SHOWN, end - p - size)):
                packed |= np.uint64(letters[p + size + step] & 0xFF) << np.uint64(8 * step)
            keys[n], places[n], after[n] = key[at], p, packed
            numbers[n, 0], numbers[n, 3] = doc, end - p
            numbers[n, 1] = document[origin[word]] if origin[word] >= 0 else -1
            numbers[n, 2] = facts[word, 2] if word > 0 and facts[word - 1, 3] <= stock else 0
            n += 1
        i = j


@kernel
def _count(key: NDArray[np.uint64], bits: int, numbers: Offsets, only: int) -> int:
    """Return how many pairs will be looked at, at most."""
    i, pairs = 0, 0
    while i < len(key):
        j = _group_end(key, bits, i)
        firsts = 0
        while i + firsts < j and numbers[i + firsts, 0] < only:
            firsts += 1
        pairs += firsts * (j - i) - firsts * (firsts + 1) // 2
        i = j
    return pairs


@inlined
def _documents(numbers: Offsets, i: int, j: int, real: int) -> int:
    """Return in how many real documents equal seeds stand, at least one."""
    documents, last = 0, -1
    for at in range(i, j):
        if numbers[at, 0] < real and numbers[at, 0] != last:
            documents += 1
            last = numbers[at, 0]
    return max(1, documents)


@inlined
def _cell(document: int, band: int, stretch: int) -> np.uint64:
    value = (
        np.uint64(document) * np.uint64(0x9E3779B97F4A7C15)
        ^ np.uint64(band) * np.uint64(0xC2B2AE3D27D4EB4F)
        ^ np.uint64(stretch) * np.uint64(0x165667B19E3779F9)
    )
    value ^= value >> np.uint64(31)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    return value ^ (value >> np.uint64(30))


@kernel
def _look(table: NDArray[np.uint16], cell: np.uint64, weight: int) -> np.int64:
    """Return the sum of a cell after adding a weight; of cells that share a mark, the sum of both.

    A slot holds a mark of the cell above and the sum below. A full bucket leads on to the next: nothing is lost.
    """
    mark = np.int64(cell & np.uint64(0xFF))
    buckets = np.int64(len(table) // _SLOTS)
    bucket = np.int64(cell >> np.uint64(8)) & (buckets - 1)
    for _ in range(buckets):
        for slot in range(bucket * _SLOTS, bucket * _SLOTS + _SLOTS):
            held = np.int64(table[slot])
            if held == 0:
                if weight > 0:
                    table[slot] = (mark << 8) | min(weight, _MOST)
                return np.int64(weight)
            if held >> 8 == mark:
                total = np.int64(min((held & 0xFF) + weight, _MOST))
                table[slot] = (mark << 8) | total
                return total
        bucket = (bucket + 1) & (buckets - 1)
    return np.int64(weight)


@kernel
def _walk(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    key: NDArray[np.uint64],
    bits: int,
    places: Places,
    numbers: Offsets,
    after: NDArray[np.uint64],
    rates: Places,
    letters: Letters,
    real: int,
    only: int,
    size: int,
    strong: int,
    weak: int,
    table: NDArray[np.uint16],
    keep: bool,
    found: Places,
) -> int:
    """Sum up in the table what pairs tell, or (``keep``) say which are to be kept, and fill them in."""
    kept, i = 0, 0
    while i < len(key):
        j = _group_end(key, bits, i)
        rate = rates[_documents(numbers, i, j, real)]
        for x in range(i, j):
            doc = numbers[x, 0]
            if doc >= only:
                break
            for y in range(x + 1, j):
                other = numbers[y, 0]
                if other == doc or numbers[y, 1] == doc:
                    continue
                # Of seeds in a row the first alone is looked at: it tells of the whole run.
                if numbers[x, 2] != 0 and numbers[x, 2] == numbers[y, 2]:
                    continue
                told = rate * _equal(letters, places, numbers, after, x, y, size)
                weight = min(told, strong) // UNIT
                drift = places[y] - places[x]
                one = _cell(doc, drift >> _BAND, places[x] >> _STRETCH)
                two = _cell(
                    doc,
                    ~((drift + (1 << (_BAND - 1))) >> _BAND),
                    (places[x] + (1 << (_STRETCH - 1))) >> _STRETCH,
                )
                if not keep:
                    _look(table, one, weight)
                    _look(table, two, weight)
                elif told >= strong or _look(table, one, 0) >= weak or _look(table, two, 0) >= weak:
                    found[kept, 0], found[kept, 1] = x, y
                    kept += 1
        i = j
    return kept


@inlined
def _equal(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    letters: Letters, places: Places, numbers: Offsets, after: NDArray[np.uint64], x: int, y: int, size: int
) -> int:
    """Return how many letters are equal from two equal seeds on, to three seeds' length at most."""
    most = min(numbers[x, 3], numbers[y, 3], 3 * size)
    differ = after[x] ^ after[y]
    if differ != 0:
        n = size
        while differ & np.uint64(0xFF) == 0:
            differ >>= np.uint64(8)
            n += 1
        return min(n, most)
    n = size
    while n < most and letters[places[x] + n] == letters[places[y] + n]:
        n += 1
    return n
