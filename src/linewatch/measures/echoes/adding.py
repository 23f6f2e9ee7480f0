"""New documents set against those that were searched before, without searching these again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from linewatch.measures.echoes.choosing import part
from linewatch.measures.echoes.crossing import matches_of
from linewatch.measures.echoes.extending import together
from linewatch.measures.echoes.folding import Offsets, Places, fold
from linewatch.measures.echoes.joining import CROWDED, WHO, joinable, pairs_of, terms
from linewatch.measures.echoes.keeping import Keeper, finished
from linewatch.measures.echoes.kernels import kernel
from linewatch.measures.echoes.linking import link
from linewatch.measures.echoes.results import as_arrays, from_arrays, merged
from linewatch.measures.echoes.searching import Judged, Shared, told
from linewatch.measures.echoes.seeding import Counts, Keys, count, words_of
from linewatch.measures.echoes.settings import Settings
from linewatch.measures.echoes.shelves import Shelf, edges_of, held_shelves, shelf_of
from linewatch.measures.echoes.significance import Chance

_WHOLE = "shared/00000"


@dataclass(frozen=True, slots=True)
class Met:
    """The seeds of all blocks that are equal to one of the new block.

    Attributes:
        key: In order, words numbered in the whole, shape (n,).
        rows: Theirs.
        block: The number of the block of each, shape (n,).
        stock: Words of the new block whose seeds stand too often elsewhere to be looked up, shape (n_stock,).
        times: In how many documents each of these seeds stood, shape (n_stock,).
    """

    key: Keys
    rows: Keys
    block: Offsets
    stock: Places
    times: Counts


def add(keeper: Keeper, texts: Iterable[str], settings: Settings) -> Shared:
    """Return what new documents share with one another and with all that were searched before, and keep them.

    They are judged by the scale of chance of the last whole search, enlarged with the square of the words, against what
    that search found; its level of score stands, its limit of stock phrases, and what the letters of older words tell.
    So, against a whole search of all: pairs of two older documents stay as they are; a score may be a little higher or
    lower; a seed at the limit may join, or not; and the level may lie beside that which other made-up documents would
    set. Of the pairs of new documents those near the level may differ (how many: ``benchmarks/echoes_size.py``,
    ``adding``). Search the whole again when the texts have grown by a tenth.

    Args:
        keeper: Of a search that is done (``search_parts``).
        texts: Original texts of the new documents, numbered after those before.
        settings: Of that search.

    Returns:
        Pairs of which at least one document is new.
    """
    whole, counted = keeper.load(_WHOLE), keeper.load("counted")
    if whole is None or counted is None:
        raise KeyError(_WHOLE)
    before = forget_unfinished(keeper)
    new = shelf_of(keeper, fold(texts), before, settings.letters)
    shelves = [*before, new]
    words, real = new.word + new.words, new.document + new.documents
    bits = words.bit_length()
    stock = int(counted["stock"][0])
    frequencies = [_documents(keeper, shelf) for shelf in before]
    met = _met(shelves, frequencies, bits, stock)
    document = (met.rows[:, WHO] >> np.uint64(32)).astype(np.int32)
    times, _ = count(met.key, bits, document, real)
    frequencies.append(_new_documents(keeper, new, met, times, bits))
    new.weigh(frequencies[-1], words, settings.letters)
    joins = joinable(met.key, bits, times, stock)
    met = replace(met, key=met.key[joins], rows=met.rows[joins], block=met.block[joins])
    _unmark(met, shelves, frequencies, bits, stock)
    given = terms(settings, bits=bits, stock=stock, words=words, real=real, made_from=np.empty(0, np.int32))
    pairs = pairs_of(met.key, met.rows, replace(given, since=new.document))
    which = np.repeat(np.arange(len(shelves)), [shelf.documents for shelf in shelves])
    parted, bounds = part(pairs, 0, which) if len(which) else (pairs, np.zeros(1, np.int64))
    found = together(
        [
            matches_of(parted[begin:end], given, shelf, [new], settings)
            for shelf, begin, end in zip(shelves, bounds, bounds[1:], strict=False)
            if end > begin
        ]
    )
    passages = link(found, settings)
    last = from_arrays(whole)
    grown = (words / max(1, int(counted["words"][0]))) ** 2
    chance = replace(last.chance, scale=last.chance.scale * grown)
    judged = _judged(passages.score, last, chance, settings)
    result = replace(told(passages, judged, edges_of(shelves)), level=last.level)
    keeper.keep(f"shared/{_finds(keeper):05}", as_arrays(result, real))
    return result


def _judged(scores: Places, last: Shared, chance: Chance, settings: Settings) -> Judged:
    """Return which new passages are beyond chance: those at the old level, or that tell as much against all found."""
    expected = chance.expected(scores)
    held, new = np.sort(last.score), np.sort(scores)
    found = len(held) - np.searchsorted(held, scores) + len(new) - np.searchsorted(new, scores)
    enough = scores[expected <= settings.false_share * np.maximum(1, found)]
    level = min(
        int(enough.min(initial=np.iinfo(np.int64).max)), last.level if len(held) else np.iinfo(np.int64).max
    )
    return Judged(np.flatnonzero(scores >= level), expected, chance)


def searched(keeper: Keeper) -> int:
    """Return how many documents were searched, with those that were added since."""
    last = keeper.load(f"shared/{_finds(keeper) - 1:05}")
    return int(last["until"][0]) if last is not None else 0


def forget_unfinished(keeper: Keeper) -> list[Shelf]:
    """Return the blocks that were searched; what is left of an addition that was ended goes.

    Of a whole search that was ended all blocks stay.
    """
    until = searched(keeper)
    if keeper.load(_WHOLE) is None:
        return held_shelves(keeper)
    shelves = held_shelves(keeper)
    for shelf in [shelf for shelf in shelves if shelf.document >= until and shelf.documents]:
        for name in (shelf.name, f"weight/{shelf.name}", f"documents/{shelf.name}"):
            keeper.drop(name)
        shelves.remove(shelf)
    return shelves


def all_shared(keeper: Keeper) -> Shared:
    """Return what was found by the whole search and by all additions since."""
    found = list[Shared]()
    while (held := keeper.load(f"shared/{len(found):05}")) is not None:
        found.append(from_arrays(held))
    return merged(found)


def _finds(keeper: Keeper) -> int:
    n = 0
    while keeper.load(f"shared/{n:05}") is not None:
        n += 1
    return n


def _documents(keeper: Keeper, shelf: Shelf) -> Counts:
    """Return in how many documents the seed of each word of a block stands, as it was counted with the block."""
    own = keeper.load(f"documents/{shelf.name}")
    if own is not None:
        return own["documents"]
    return finished(keeper, "counted", dict)["documents"][shelf.word : shelf.word + shelf.words]


def _met(shelves: list[Shelf], frequencies: list[Counts], bits: int, stock: int) -> Met:
    """Return the seeds that are equal to one of the last block; of stock phrases how often they stand elsewhere."""
    low = np.uint64((1 << bits) - 1)
    held = [shelf.arrays() for shelf in shelves]
    keys = [one["key"] for one in held]
    high = keys[-1] & ~low
    begins = np.diff(high, prepend=~high[:1]) != 0
    asked, group = high[begins], np.cumsum(begins) - 1
    most = CROWDED * stock
    first = np.empty((len(shelves) - 1, len(asked)), np.int64)
    number = np.empty_like(first)
    times = np.ones(len(asked), np.uint16)
    for i, shelf in enumerate(shelves[:-1]):
        _look_up(keys[i], asked, low, most + 1, first[i], number[i])
        there = np.flatnonzero(number[i])
        word = words_of(keys[i][first[i][there]], shelf.words.bit_length())
        times[there] = np.maximum(times[there], frequencies[i][word])
    wanted = (times <= stock) & (number.sum(axis=0) <= most)
    all_keys, rows, blocks = list[Keys](), list[Keys](), list[Offsets]()
    for i, shelf in enumerate(shelves):
        if i < len(shelves) - 1:
            chosen = np.flatnonzero(wanted & (number[i] > 0))
            where = _stretched(first[i][chosen], number[i][chosen])
        else:
            where = np.flatnonzero(wanted[group])
        key, own = keys[i][where], shelf.words.bit_length()
        all_keys.append((key & ~low) | (words_of(key, own) + shelf.word).astype(np.uint64))
        rows.append(held[i]["rows"][where])
        blocks.append(np.full(len(where), i, np.int32))
    key = np.concatenate(all_keys)
    order = np.argsort(key, kind="stable")  # which merges what is in order already
    unwanted = ~wanted[group]
    return Met(
        key[order], np.concatenate(rows)[order], np.concatenate(blocks)[order],
        words_of(keys[-1][unwanted], shelves[-1].words.bit_length()), times[group[unwanted]],
    )  # fmt: skip


def _stretched(first: Places, number: Places) -> Places:
    """Return the numbers from each first on."""
    begin = np.cumsum(number) - number
    return np.repeat(first - begin, number) + np.arange(int(number.sum()))


@kernel
def _look_up(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    key: Keys, asked: Keys, low: np.uint64, most: int, first: Places, number: Places
) -> None:
    """Find where keys with the high bits asked for begin, and how many there are, told up to a most.

    Both are in order: each search goes on from the last, by doubled steps.
    """
    at, n = 0, len(key)
    for i in range(len(asked)):
        step = 1
        below = at
        while at + step < n and key[at + step] < asked[i]:
            below = at + step
            step *= 2
        above = min(n, at + step)
        while below < above:
            middle = (below + above) // 2
            if key[middle] < asked[i]:
                below = middle + 1
            else:
                above = middle
        at = below
        first[i] = at
        end = at
        while end < n and end - at < most and key[end] <= asked[i] | low:
            end += 1
        number[i] = end - at


def _new_documents(keeper: Keeper, new: Shelf, met: Met, times: Counts, bits: int) -> Counts:
    """Return, and keep, in how many documents the seed of each new word stands."""
    documents = np.ones(new.words, np.uint16)
    own = met.rows[:, WHO] >> np.uint64(32) >= np.uint64(new.document)
    documents[words_of(met.key[own], bits) - new.word] = times[own]
    documents[met.stock] = met.times
    keeper.keep(f"documents/{new.name}", {"documents": documents})
    return documents


def _unmark(met: Met, shelves: list[Shelf], frequencies: list[Counts], bits: int, stock: int) -> None:
    """Take the mark off seeds that follow a stock phrase."""
    word = words_of(met.key, bits)
    for i, shelf in enumerate(shelves):
        here = np.flatnonzero(met.block == i)
        stands_alone = frequencies[i][np.maximum(0, word[here] - shelf.word - 1)] > stock
        met.rows[here[stands_alone], WHO] &= ~np.uint64(0xFFFFFFFF)
