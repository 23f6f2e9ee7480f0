"""Equal seeds of different documents, set in pairs: what of the texts is worth a closer look."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.echoes.folding import Folded, Letters, Offsets, Places
from linewatch.measures.echoes.kernels import inlined, kernel
from linewatch.measures.echoes.seeding import Counts, Keys, Seeds, slices, words_of
from linewatch.measures.echoes.settings import UNIT, Settings
from linewatch.measures.echoes.spreading import spread

_SHOWN = 24  # letters after the seed that are kept with it, three whole numbers of eight
CROWDED = 8  # places of a stock phrase in one document, on average, above which it is passed over
_PARTS = 8  # of the hashes, that are joined beside one another
# In a row of a seed: its place and, in the lowest byte, how many letters follow to the end of its document, as far as
# they count; its document and its mark; the lower bytes of the letters after it.
PLACE, WHO, AFTER, COLUMNS = 0, 1, 2, 5
# In a pair: the one place and, above it, what the pair tells; the other place; the two documents.
ONE, OTHER, BOTH, TOLD = 0, 1, 2, 48


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms seeds are joined.

    Attributes:
        bits: Of a key that the word takes.
        letters: How many letters a seed has.
        stock: Above this number of documents a seed is a stock phrase.
        rates: What a letter of a seed tells by its number of documents, in hundredths of a nat, shape (stock + 1,).
        strong: What a pair must tell to be looked at alone, in hundredths of a nat.
        weak: What pairs near one another must tell together, in nats.
        real: How many documents are real.
        made_word: The first word of a made-up document.
        made_from: The document that each word from there on was drawn from, shape (n_made_words,).
        only: Below this number the first document of a pair must stand.
        since: From this number on the second must stand.
    """

    bits: int
    letters: int
    stock: int
    rates: Places
    strong: int
    weak: int
    real: int
    made_word: int
    made_from: Offsets
    only: int
    since: int = 0


def terms(  # noqa: PLR0913 - each is told of what was counted
    settings: Settings, *, bits: int, stock: int, words: int, real: int, made_from: Offsets, only: int = 0
) -> Terms:
    """Return the terms of a search.

    Args:
        settings: Of the search.
        bits: Of a key that the word takes.
        stock: Above this number of documents a seed is a stock phrase.
        words: Of the real documents.
        real: How many documents are real.
        made_from: The document that each word of a made-up document was drawn from.
        only: If positive, the first documents alone are set against all others (a centre's texts).
    """
    told = np.log(max(2, words))
    rare = told - np.log(np.maximum(1, np.arange(stock + 1)))
    return Terms(
        bits, settings.letters, stock, np.asarray(np.round(rare * UNIT / settings.letters), np.int64),
        int(settings.strong * told * UNIT), int(settings.weak * told), real, words, made_from, only or real,
    )  # fmt: skip


def join(texts: Folded, seeds: Seeds, real: int, settings: Settings, only: int = 0) -> tuple[Places, Terms]:
    """Return the pairs of equal seeds of different documents, in no order that tells, and the terms.

    Args:
        texts: Folded, made-up documents last.
        seeds: Theirs.
        real: How many documents are real.
        settings: Of the search.
        only: If positive, the first documents alone are set against all others (a centre's texts).
    """
    words = int(np.searchsorted(texts.document, real))
    given = terms(
        settings, bits=seeds.bits, stock=seeds.stock, words=words, real=real,
        made_from=texts.document[texts.origin[words:]], only=only,
    )  # fmt: skip

    def paired(part: slice) -> Places:
        key = seeds.key[part]
        key = key[joinable(key, seeds.bits, seeds.documents[words_of(key, seeds.bits)], seeds.stock)]
        rows = seed_rows(key, seeds.bits, texts, seeds.mark, settings.letters)
        unmark(key, rows, seeds.documents, given)
        return pairs_of(key, rows, given)

    found = spread(paired, slices(seeds.key, _PARTS))
    return np.concatenate(found), given


def joinable(key: Keys, bits: int, documents: Counts, stock: int) -> NDArray[np.bool_]:
    """Return which seeds may join: they stand in several places, and are no stock phrase.

    Args:
        key: In order; all that are equal are here.
        bits: Of them that the word takes.
        documents: In how many real documents each stands.
        stock: Above this number of documents a seed is a stock phrase.
    """
    joins = np.zeros(len(key), bool)
    _joinable(key, bits, documents, stock, joins)
    return joins


def seed_rows(key: Keys, bits: int, texts: Folded, mark: Offsets, letters: int) -> Keys:
    """Return what the join asks of each seed, in the order of the keys, so that it reads straight on.

    Args:
        key: In order.
        bits: Of them that the word takes.
        texts: Folded.
        mark: Of each word, of the seed before it.
        letters: How many letters a seed has.

    Returns:
        Rows as ``PLACE``, ``WHO`` and ``AFTER`` tell, shape (n, ``COLUMNS``).
    """
    rows = np.empty((len(key), COLUMNS), np.uint64)
    _rows(key, bits, texts.at, texts.document, texts.begins, texts.letters, mark, letters, rows)
    return rows


def unmark(key: Keys, rows: Keys, documents: Counts, given: Terms) -> None:
    """Take the mark off seeds that follow one that does not join: it tells nothing of them."""
    _unmark(key, rows, documents, given.bits, given.stock)


def pairs_of(key: Keys, rows: Keys, given: Terms) -> Places:
    """Return the pairs of equal seeds that are worth a look.

    Of seeds in a row the first pair alone is given: it tells of the whole run.

    Args:
        key: Of seeds that may join, in order; all that are equal are here.
        rows: Theirs, as ``seed_rows`` gives them.
        given: Terms.

    Returns:
        Pairs as ``ONE``, ``OTHER``, ``BOTH`` and ``TOLD`` tell, shape (n, 3).
    """
    most = int(_most(key, given.bits, rows, given.only, given.since))
    pairs = np.empty((most, 3), np.int64)  # what stays empty takes no memory
    n = _walk(
        key, given.bits, rows, given.made_word, given.made_from, given.rates, given.real, given.only, given.since,
        given.letters, given.strong, pairs,
    )  # fmt: skip
    return pairs[:n].copy()


@inlined
def _group_end(key: Keys, bits: int, i: int) -> int:
    """Return where the equal seeds from a place on end."""
    j = i + 1
    while j < len(key) and key[j] >> np.uint64(bits) == key[i] >> np.uint64(bits):
        j += 1
    return j


@kernel
def _joinable(key: Keys, bits: int, documents: Counts, stock: int, joins: NDArray[np.bool_]) -> None:
    i = 0
    while i < len(key):
        j = _group_end(key, bits, i)
        if j - i > 1 and documents[i] <= stock and j - i <= CROWDED * stock:
            joins[i:j] = True
        i = j


@kernel
def _rows(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    key: Keys,
    bits: int,
    at: Places,
    document: Offsets,
    begins: Places,
    letters: Letters,
    mark: Offsets,
    size: int,
    rows: Keys,
) -> None:
    low = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    for i in range(len(key)):
        word = np.int64(key[i] & low)
        p, doc = at[word], document[word]
        room = begins[doc + 1] - p - size
        rows[i, PLACE] = np.uint64(p) << np.uint64(8) | np.uint64(min(room, _SHOWN))
        rows[i, WHO] = np.uint64(doc) << np.uint64(32) | np.uint64(mark[word])
        for part in range(_SHOWN // 8):
            packed = np.uint64(0)
            for step in range(min(8, room - 8 * part)):
                packed |= np.uint64(letters[p + size + 8 * part + step] & 0xFF) << np.uint64(8 * step)
            rows[i, AFTER + part] = packed


@kernel
def _unmark(key: Keys, rows: Keys, documents: Counts, bits: int, stock: int) -> None:
    low = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    for i in range(len(key)):
        word = np.int64(key[i] & low)
        if word == 0 or documents[word - 1] > stock:
            rows[i, WHO] &= ~np.uint64(0xFFFFFFFF)


@inlined
def _document(rows: Keys, i: int) -> np.int64:
    return np.int64(rows[i, WHO] >> np.uint64(32))


@kernel
def _most(key: Keys, bits: int, rows: Keys, only: int, since: int) -> int:
    """Return how many pairs will be looked at, at most."""
    i, pairs = 0, 0
    while i < len(key):
        j = _group_end(key, bits, i)
        firsts, olds = 0, 0
        for at in range(i, j):
            doc = _document(rows, at)
            firsts += doc < only
            olds += doc < since
        pairs += firsts * (j - i) - firsts * (firsts + 1) // 2
        older = min(firsts, olds)
        # Less those of which neither is new.
        pairs -= older * olds - older * (older + 1) // 2
        i = j
    return int(pairs)


@kernel
def _walk(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    key: Keys,
    bits: int,
    rows: Keys,
    made_word: int,
    made_from: Offsets,
    rates: Places,
    real: int,
    only: int,
    since: int,
    size: int,
    strong: int,
    pairs: Places,
) -> int:
    low = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    marks = np.uint64(0xFFFFFFFF)
    n, i = 0, 0
    while i < len(key):
        j, documents, last, new = i, 0, -1, i
        while j < len(key) and key[j] >> np.uint64(bits) == key[i] >> np.uint64(bits):
            doc = _document(rows, j)
            if doc < real and doc != last:
                documents += 1
                last = doc
            if doc < since:
                new = j + 1
            j += 1
        rate = rates[min(max(1, documents), len(rates) - 1)]
        for x in range(i, j):
            doc = _document(rows, x)
            if doc >= only:
                break
            mark = rows[x, WHO] & marks
            for y in range(max(x + 1, new), j):
                other = _document(rows, y)
                if other == doc or (mark != 0 and mark == rows[y, WHO] & marks):
                    continue
                if other >= real and made_from[np.int64(key[y] & low) - made_word] == doc:
                    continue
                told = min(rate * _equal(rows, x, y, size), strong)
                pairs[n, ONE] = np.int64(rows[x, PLACE] >> np.uint64(8)) | (np.int64(told) << TOLD)
                pairs[n, OTHER] = np.int64(rows[y, PLACE] >> np.uint64(8))
                pairs[n, BOTH] = doc << 32 | other
                n += 1
        i = j
    return n


@inlined
def _equal(rows: Keys, x: int, y: int, size: int) -> int:
    """Return how many letters are equal from two equal seeds on, to three seeds' length at most."""
    most = min(
        np.int64(rows[x, PLACE] & np.uint64(0xFF)), np.int64(rows[y, PLACE] & np.uint64(0xFF)), 2 * size
    )
    n = 0
    while n < most:
        differ = rows[x, AFTER + n // 8] ^ rows[y, AFTER + n // 8]
        if differ != 0:
            while differ & np.uint64(0xFF) == 0:
                differ >>= np.uint64(8)
                n += 1
            break
        n += 8
    return int(size + min(n, most))
