"""Texts as one run of letters and figures, with the way back to the characters they were read from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.echoes.kernels import kernel

Letters = NDArray[np.uint16]
Places = NDArray[np.int64]
Offsets = NDArray[np.int32]

_MOST = 3  # letters that one sign folds to, as the ligature of two f and an i does
# Written without gaps between words: each sign begins one. Unicode blocks of Thai, Lao, Myanmar, Khmer, the kana
# and the Han characters.
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x31F0, 0x31FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
_HANGUL = (0xAC00, 0xD7A3)  # syllables stay whole: taken apart, three letters would count for one
# These stand within words: apostrophes, the soft hyphen, the joiners, and marks that combine with a letter.
_WITHIN = "'’ʼ\u00ad\u200c\u200d\u2060"
_LETTER, _START, _INSIDE = 1, 2, 4


@dataclass(frozen=True, slots=True)
class Folded:
    """Documents as letters.

    Attributes:
        letters: Folded letters and figures of all documents, one after another, shape (n_letters,).
        begins: Where each document's letters begin, and the end of the last, shape (n_documents + 1,).
        at: Where each word begins in ``letters``, and the end of the last, shape (n_words + 1,).
        document: The document of each word, shape (n_words,).
        start: Where each word starts in its document, in characters, shape (n_words,).
        end: Where it ends, half open, shape (n_words,).
        origin: Of a word of a made-up document the word it is a copy of, else -1, shape (n_words,).
    """

    letters: Letters
    begins: Places
    at: Places
    document: Offsets
    start: Offsets
    end: Offsets
    origin: Offsets

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self.begins) - 1

    @property
    def words(self) -> int:
        """How many words there are."""
        return len(self.document)


def fold(texts: Iterable[str]) -> Folded:
    """Return texts as letters: one case, no accents, no punctuation, in any script.

    A word is what stands between gaps; of a script without gaps each sign begins a word.

    Args:
        texts: The documents' original texts.
    """
    lengths, parts = list[int](), list[bytes]()
    for text in texts:
        lengths.append(len(text))
        parts.append(text.encode("utf-32-le", "surrogatepass"))
    codes = np.frombuffer(b"".join(parts), np.uint32)
    begins = np.concatenate([[0], np.cumsum(np.asarray(lengths, np.int64))]).astype(np.int64)
    present = np.flatnonzero(np.bincount(codes)) if len(codes) else np.empty(0, np.int64)
    letters_of, kind_of = _tables(present)
    most = len(codes) * (int((letters_of != 0).sum(axis=1).max()) if len(codes) else 1)
    letters = np.empty(most, np.uint16)
    at, start, end = np.empty(most + 1, np.int64), np.empty(most, np.int32), np.empty(most, np.int32)
    document, bounds = np.empty(most, np.int32), np.empty(len(begins), np.int64)
    n, words = _fold(codes, begins, letters_of, kind_of, letters, bounds, at, document, start, end)
    at[words] = n
    return Folded(
        letters[:n], bounds, at[: words + 1].copy(), document[:words].copy(), start[:words].copy(),
        end[:words].copy(), np.full(words, -1, np.int32),
    )  # fmt: skip


def _tables(present: NDArray[np.int64]) -> tuple[NDArray[np.uint16], NDArray[np.uint8]]:
    """Return what each sign folds to, and whether it is a letter, starts a word or stands within one."""
    size = int(present[-1]) + 1 if len(present) else 1
    letters, kinds = np.zeros((size, _MOST), np.uint16), np.zeros(size, np.uint8)
    for code in present.tolist():
        sign = chr(code)
        found = [ord(one) & 0xFFFF for one in folded(sign)[:_MOST]]
        letters[code, : len(found)] = found
        if found:
            kinds[code] = _LETTER | (_START if any(low <= code <= high for low, high in _UNSPACED) else 0)
        elif sign in _WITHIN or unicodedata.category(sign)[0] == "M":
            kinds[code] = _INSIDE
    return letters, kinds


def folded(sign: str) -> str:
    """Return the letters and figures of a sign or a short text in one case and without accents."""
    if len(sign) == 1 and _HANGUL[0] <= ord(sign) <= _HANGUL[1]:
        return sign
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    return "".join(one for one in apart if one.isalnum())


@kernel
def _fold(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    codes: NDArray[np.uint32],
    begins: Places,
    letters_of: NDArray[np.uint16],
    kind_of: NDArray[np.uint8],
    letters: Letters,
    bounds: Places,
    at: Places,
    document: Offsets,
    start: Offsets,
    end: Offsets,
) -> tuple[int, int]:
    n, word = 0, -1
    for doc in range(len(begins) - 1):
        bounds[doc] = n
        gap = True
        for i in range(begins[doc], begins[doc + 1]):
            kind = kind_of[codes[i]]
            if kind & _LETTER:
                if gap or kind & _START:
                    word += 1
                    at[word], document[word], start[word] = n, doc, i - begins[doc]
                # A script without gaps may stand beside one with them.
                gap = (kind & _START) != 0
                end[word] = i + 1 - begins[doc]
                for step in range(_MOST):
                    letter = letters_of[codes[i], step]
                    if letter != 0:
                        letters[n] = letter
                        n += 1
            elif kind & _INSIDE == 0:
                gap = True
    bounds[len(begins) - 1] = n
    return n, word + 1
