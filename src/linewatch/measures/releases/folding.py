"""A text as letters: what is left of it when case, accents, spaces, digits and punctuation are gone."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Words wholly of letters: a record number, a page number or a stamp's date is none. Scripts that write no spaces
# between words are taken letter by letter.
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|(?<!\w)[^\W\d_{_UNSPACED}]+(?![^\W{_UNSPACED}])")
_ACCENTS = re.compile("[\u0300-\u036f]+")
# Odd constants of a multiplicative hash and of its finish, the same on every machine.
_STEP, _FINISH = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as letters, and where its words begin in them.

    Attributes:
        letters: Code points, shape (n_letters,).
        starts: Where each word begins, shape (n_words,), ascending.
    """

    letters: NDArray[np.uint64]
    starts: NDArray[np.int64]

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.starts)


def fold(text: str) -> Folded:
    """Return a text as letters; a word broken over a line end reads as if it were whole."""
    return folded(_WORD.findall(plain(text)))


def folded(words: list[str]) -> Folded:
    """Return words that are plain already as letters."""
    letters = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    return Folded(letters, np.cumsum(lengths) - lengths)


def plain(text: str) -> str:
    """Return a text in one case and without accents."""
    text = text.casefold()
    return text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", text))


def words_with_places(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the plain words of a text and where each stands in it."""
    found = [(plain(match[0]), match.span()) for match in _WORD.finditer(text)]
    kept = [(word, place) for word, place in found if word]
    return [word for word, _ in kept], [place for _, place in kept]


def shingles(text: Folded, letters: int) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return the hashes of the next letters from each word's beginning on, over the words that follow.

    Args:
        text: Folded.
        letters: How many letters a shingle has.

    Returns:
        Where each shingle begins, and its hash, both of shape (n_shingles,); a shingle that would run over the
        end of the text is left out.
    """
    starts = text.starts[text.starts + letters <= len(text.letters)]
    hashes = np.zeros(len(starts), np.uint64)
    for step in range(letters):
        hashes = hashes * _STEP + text.letters[starts + step]
    hashes ^= hashes >> np.uint64(29)
    hashes *= _FINISH
    hashes ^= hashes >> np.uint64(32)
    return starts, hashes
