"""Seeds: the next few letters from each word's beginning on, sorted so that equal ones stand together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.echoes.folding import Folded, Letters, Offsets, Places
from linewatch.measures.echoes.kernels import inlined, kernel
from linewatch.measures.echoes.settings import UNIT
from linewatch.measures.echoes.spreading import spread

Keys = NDArray[np.uint64]
Counts = NDArray[np.uint16]

# Odd constants of a multiplicative hash and of its finish, the same on every machine.
_BASIS, _PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)
_FINISH = np.uint64(0xBF58476D1CE4E5B9)
_MOST_RATE = 255
MOST_FREQUENT = 1 << 16
_PARTS = 8  # of the hashes, that are counted beside one another


@dataclass(frozen=True, slots=True)
class Seeds:
    """All seeds of some texts, equal ones side by side, in the order of the texts.

    Attributes:
        key: Their hash, the lowest bits taken by the number of the word, shape (n_seeds,), ascending.
        bits: How many bits that number takes.
        mark: Of each word a mark of the seed before it, 0 if there is none, shape (n_words,).
        documents: In how many real documents the seed of each word stands, at least 1, shape (n_words,).
        rate: What each letter of a word tells, in hundredths of a nat, shape (n_words,).
        stock: Above this number of documents a seed is a stock phrase and joins nothing.
    """

    key: Keys
    bits: int
    mark: Offsets
    documents: Counts
    rate: NDArray[np.uint8]
    stock: int


def find_seeds(texts: Folded, letters: int, pairs_per_word: float, real: int) -> Seeds:
    """Return the seeds of texts.

    Args:
        texts: Folded.
        letters: How many letters a seed has.
        pairs_per_word: How many pairs of equal seeds to afford for each word.
        real: How many of the documents, the first ones, are real.
    """
    bits = int(texts.words).bit_length()
    key, mark = sorted_keys(texts, letters, bits)
    documents = np.ones(texts.words, np.uint16)

    def counted(part: slice) -> NDArray[np.float64]:
        word = words_of(key[part], bits)
        times, pairs = count(key[part], bits, texts.document[word], real)
        documents[word] = times
        return pairs

    # Sums of halves of whole numbers are exact: their order tells nothing.
    pairs = np.sum(spread(counted, slices(key, _PARTS)), axis=0)
    words = int(np.searchsorted(texts.document, real))
    rate = rates_of(documents, words, letters)
    return Seeds(key, bits, mark, documents, rate, stock_limit(pairs, pairs_per_word, words))


def sorted_keys(texts: Folded, letters: int, bits: int) -> tuple[Keys, Offsets]:
    """Return the keys of texts in order, shape (n_seeds,), and the mark of each word, shape (n_words,)."""
    keys, mark = np.empty(texts.words, np.uint64), np.empty(texts.words, np.int32)
    n = _keys(texts.letters, texts.at, texts.document, texts.begins, texts.origin, letters, bits, keys, mark)
    keys = keys[:n]
    keys.sort()
    return keys, mark


def words_of(key: Keys, bits: int) -> Places:
    """Return the words of some keys."""
    return (key & np.uint64((1 << bits) - 1)).astype(np.int64)


def slices(key: Keys, parts: int) -> list[slice]:
    """Return stretches of sorted keys by the first bits of their hash; ``parts`` is a power of two above 1."""
    step = 64 - (parts.bit_length() - 1)
    edges = np.arange(1, parts, dtype=np.uint64) << np.uint64(step)
    bounds = [0, *np.searchsorted(key, edges).tolist(), len(key)]
    return [slice(begin, end) for begin, end in pairwise(bounds)]


def count(key: Keys, bits: int, document: Offsets, real: int) -> tuple[Counts, NDArray[np.float64]]:
    """Return in how many real documents each seed stands, and how many pairs the seeds of each such number make.

    Args:
        key: In order; all that are equal are here.
        bits: Of them that the word takes.
        document: Of each key.
        real: How many documents are real.
    """
    times, pairs = np.ones(len(key), np.uint16), np.zeros(MOST_FREQUENT, np.float64)
    _count(key, bits, document, real, times, pairs)
    return times, pairs


def stock_limit(pairs: NDArray[np.float64], pairs_per_word: float, words: int) -> int:
    """Return the number of documents above which a seed is a stock phrase: as many pairs as can be afforded."""
    afforded = np.flatnonzero(np.cumsum(pairs) > pairs_per_word * max(1, words))
    return max(2, int(afforded[0]) - 1 if len(afforded) else len(pairs) - 1)


def rates_of(documents: Counts, words: int, letters: int) -> NDArray[np.uint8]:
    """Return what a letter of each word tells, in hundredths of a nat, by how rare its seed is."""
    told = np.log(max(2, words)) - np.log(np.arange(1, MOST_FREQUENT + 1))
    table = np.minimum(np.rint(np.maximum(told, 0) * UNIT / letters), _MOST_RATE).astype(np.uint8)
    return table[documents - np.uint16(1)]


@kernel
def _keys(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    letters: Letters,
    at: Places,
    document: Offsets,
    begins: Places,
    origin: Offsets,
    size: int,
    bits: int,
    keys: Keys,
    mark: Offsets,
) -> int:
    n, before = 0, np.uint64(0)
    low = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    for word in range(len(document)):
        doc, p = document[word], at[word]
        follows = (
            word > 0
            and document[word - 1] == doc
            and (origin[word] < 0 or origin[word - 1] == origin[word] - 1)
        )
        marked = np.uint64(0)
        if follows:
            marked = ((before + np.uint64(p - at[word - 1])) & np.uint64(0x7FFFFFFF)) | np.uint64(1)
        mark[word] = np.int32(marked)
        # Of a word that is too near the end of its document there is no seed that another could have.
        before = np.uint64(word)
        if p + size <= begins[doc + 1]:
            before = _hashed(letters, p, size)
            keys[n] = (before & ~low) | np.uint64(word)
            n += 1
    return n


@inlined
def _hashed(letters: Letters, begin: int, size: int) -> np.uint64:
    """Return the hash of some letters from a place on."""
    value = _BASIS
    for i in range(begin, begin + size):
        value = (value ^ np.uint64(letters[i])) * _PRIME
    value ^= value >> np.uint64(29)
    value *= _FINISH
    return value ^ (value >> np.uint64(32))


@kernel
def _count(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    key: Keys, bits: int, document: Offsets, real: int, times: Counts, pairs: NDArray[np.float64]
) -> None:
    i = 0
    while i < len(key):
        j, documents, last, seen = i, 0, -1, 0
        while j < len(key) and key[j] >> np.uint64(bits) == key[i] >> np.uint64(bits):
            doc = document[j]
            if doc < real:
                seen += 1
                if doc != last:
                    documents += 1
                    last = doc
            j += 1
        if documents > 1:
            documents = min(documents, len(pairs) - 1)
            for place in range(i, j):
                times[place] = documents
            # What is said a hundred times in one document costs a hundred pairs with each other one.
            pairs[documents] += 0.5 * seen * (seen - 1)
        i = j
