"""Seeds: the next few letters from each word's beginning on, sorted so that equal ones stand together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.echoes.folding import Folded, Letters, Offsets, Places
from linewatch.measures.echoes.kernels import inlined, kernel
from linewatch.measures.echoes.settings import UNIT

# Odd constants of a multiplicative hash and of its finish, the same on every machine.
_BASIS, _PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)
_FINISH = np.uint64(0xBF58476D1CE4E5B9)
_MOST_RATE = 255
_MOST_FREQUENT = 1 << 16


@dataclass(frozen=True, slots=True)
class Seeds:
    """All seeds of some texts, equal ones side by side, in the order of the texts.

    Attributes:
        key: Their hash, the lowest bits taken by the number of the word, shape (n_seeds,), ascending.
        bits: How many bits that number takes.
        facts: Of each word: where it begins, its document, a mark of the seed before it (0 if there is none), and in
            how many real documents its seed stands, at least 1; shape (n_words, 4).
        rate: What each letter of a word tells, in hundredths of a nat, shape (n_words,).
        stock: Above this number of documents a seed is a stock phrase and joins nothing.
    """

    key: NDArray[np.uint64]
    bits: int
    facts: Offsets
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
    keys, facts = np.empty(texts.words, np.uint64), np.empty((texts.words, 4), np.int32)
    n = _keys(texts.letters, texts.at, texts.document, texts.begins, texts.origin, letters, bits, keys, facts)
    key = np.sort(keys[:n])
    # How many pairs the seeds of a frequency make: told in one pass for all that could be the limit.
    pairs = np.zeros(_MOST_FREQUENT, np.float64)
    _count(key, bits, real, facts, pairs)
    words = int(np.searchsorted(texts.document, real))
    afforded = np.flatnonzero(np.cumsum(pairs) > pairs_per_word * max(1, words))
    stock = int(afforded[0]) - 1 if len(afforded) else len(pairs) - 1
    told = np.log(max(2, words)) - np.log(facts[:, 3].astype(np.float64))
    rate = np.empty(texts.words, np.uint8)
    np.minimum(np.rint(np.maximum(told, 0) * UNIT / letters), _MOST_RATE, out=rate, casting="unsafe")
    return Seeds(key, bits, facts, rate, max(2, stock))


@kernel
def _keys(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    letters: Letters,
    at: Places,
    document: Offsets,
    begins: Places,
    origin: Offsets,
    size: int,
    bits: int,
    keys: NDArray[np.uint64],
    facts: Offsets,
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
        mark = np.uint64(0)
        if follows:
            mark = ((before + np.uint64(p - at[word - 1])) & np.uint64(0x7FFFFFFF)) | np.uint64(1)
        facts[word, 0], facts[word, 1], facts[word, 2], facts[word, 3] = p, doc, np.int32(mark), 1
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
def _count(key: NDArray[np.uint64], bits: int, real: int, facts: Offsets, pairs: NDArray[np.float64]) -> None:
    low = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    i = 0
    while i < len(key):
        j, documents, last, seen = i, 0, -1, 0
        while j < len(key) and key[j] >> np.uint64(bits) == key[i] >> np.uint64(bits):
            if j > i or (j + 1 < len(key) and key[j + 1] >> np.uint64(bits) == key[i] >> np.uint64(bits)):
                doc = facts[key[j] & low, 1]
                if doc < real:
                    seen += 1
                    if doc != last:
                        documents += 1
                        last = doc
            j += 1
        if documents > 1:
            for place in range(i, j):
                facts[key[place] & low, 3] = documents
            # What is said a hundred times in one document costs a hundred pairs with each other one.
            pairs[min(documents, len(pairs) - 1)] += 0.5 * seen * (seen - 1)
        i = j
