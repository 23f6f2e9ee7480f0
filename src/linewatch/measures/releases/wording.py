"""A document word by word, with places: what the readings of one paper are laid side by side by."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from linewatch.kinds.documents import Mark, Passage
from linewatch.measures.releases.folding import Folded, folded, shingles, words_with_places

SHOWS_NOTHING = ("blank", "code")  # marks that stand where words were taken out
_LETTERS = 6  # by which a stretch is looked for elsewhere


class Place(NamedTuple):
    """A word's place: the passage and where it stands in its reading text."""

    n: int
    p_start: int
    p_end: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A document as its words.

    Attributes:
        document: Its id.
        words: In one case and without accents.
        places: Of each word.
        marks: Before which word a blank or code stands, and the mark with its passage.
        texts: The reading text of each passage by number.
        letters: The words as letters.
        hashes: Of six letters from each word on.
        often: How often each word occurs.
    """

    document: str
    words: list[str]
    places: list[Place]
    marks: dict[int, tuple[int, Mark]]
    texts: dict[int, str]
    letters: Folded
    hashes: frozenset[int]
    often: Counter[str] = field(repr=False)

    def text(self, first: int, end: int) -> str:
        """Return what the source has from a word to before another, as its passages read."""
        begin, last = self.places[first], self.places[end - 1]
        if begin.n == last.n:
            return self.texts[begin.n][begin.p_start : last.p_end]
        between = [self.texts[n] for n in sorted(self.texts) if begin.n < n < last.n]
        parts = [self.texts[begin.n][begin.p_start :], *between, self.texts[last.n][: last.p_end]]
        return " ".join(part for part in parts if part)

    def share_known(self, words: Sequence[str]) -> float:
        """Return the share of six-letter beginnings of a stretch that stand somewhere in this document."""
        found = _hashes(folded(list(words)))
        if not found:
            joined = "".join(words)
            return float(joined in self.often)
        return sum(value in self.hashes for value in found) / len(found)


def wording(document: str, passages: Sequence[Passage]) -> Wording:
    """Return a document's passages as words."""
    words: list[str] = []
    places: list[Place] = []
    marks: dict[int, tuple[int, Mark]] = {}
    for passage in passages:
        found, spans = words_with_places(passage.text)
        ends = [end for _, end in spans]
        for mark in passage.marks:
            if mark.kind in SHOWS_NOTHING:
                marks.setdefault(len(words) + bisect_right(ends, mark.p_start), (passage.n, mark))
        words += found
        places += [Place(passage.n, start, end) for start, end in spans]
    letters = folded(words)
    texts = {passage.n: passage.text for passage in passages}
    hashes = frozenset(_hashes(letters))
    return Wording(document, words, places, marks, texts, letters, hashes, Counter(words))


def _hashes(letters: Folded) -> list[int]:
    _, found = shingles(letters, _LETTERS)
    return np.asarray(found).tolist()
