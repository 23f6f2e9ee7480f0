"""Words of a noisy reading that can only be one other word with one letter misread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from linewatch.sources.wording.words import Words, ocr_data

_LONGEST = 30  # letters: longer words are none, and would be dear to try
_SHORTEST = 3
# Shorter words have too many neighbours, unless the language's small words, a few dozen, are meant.
_SHORTEST_COMMON = 5
_RECURS = 2  # a word that a document has so often counts as one of its own
_FIGURES_WANTED = 3  # beside the one that was read as a letter


class Misreadings:
    """What each misread word of one document is put right to; each is thought over once.

    A word is put right only where all of this holds: no dictionary knows it; one allowed confusion of letters
    makes a known word of it, and only one; that word is frequent in the language or stands elsewhere in the
    document; and no other such word is one letter away, by whatever letter.
    """

    def __init__(self, words: Words, counts: Counter[str]) -> None:
        """Take the language's words, and how often each word in lower case stands in the document."""
        self._words, self._counts = words, counts
        self._confusions = words.confusions
        self._recurring = frozenset(word for word, times in counts.items() if times >= _RECURS)
        self._figures = str.maketrans(ocr_data("any")["figures"])
        self._letters = sorted({char for word in words.common for char in word if char.isalpha()})
        self._decided: dict[str, str | None] = {}

    def put_right(self, word: str) -> str | None:
        """Return what a word must have been on the page; None where it is right, or cannot be told."""
        if word not in self._decided:
            self._decided[word] = self._number(word) or self._word(word)
        return self._decided[word]

    def _number(self, word: str) -> str | None:
        """Return a number in which a letter was read for a figure."""
        if len(word) <= _FIGURES_WANTED or sum(char.isdecimal() for char in word) != len(word) - 1:
            return None
        figures = word.translate(self._figures)
        return figures if figures.isdecimal() and figures[0] != "0" else None

    def _word(self, word: str) -> str | None:
        if not _SHORTEST <= len(word) <= _LONGEST or word.isupper() or self._words.knows(word):
            return None
        others = {other.lower() for other in self._confused(word)}
        expected = [other for other in others if self._expected(other)]
        if len(expected) != 1 or not self._likely(word, expected[0]):
            return None
        (meant,) = expected
        if any(other != meant and self._words.knows(other) for other in others):
            return None
        if any(rival != meant and self._expected(rival) for rival in self._neighbours(word.lower())):
            return None
        return meant.capitalize() if word[0].isupper() else meant

    def _likely(self, word: str, other: str) -> bool:
        """Return whether a word may be taken for another, by how often both stand in the document."""
        if other in self._words.small:
            return True
        times, others = self._counts[word.lower()], self._counts[other]
        return (
            len(other) >= _SHORTEST_COMMON
            and (times <= 1 or times < others)  # a form that recurs may be a name, or the typist's own
            and (others > 0 or not word[0].isupper())
        )

    def _confused(self, word: str) -> Iterator[str]:
        for read, meant in self._confusions:
            at = word.find(read)
            while at >= 0:
                yield word[:at] + meant + word[at + len(read) :]
                at = word.find(read, at + 1)

    def _expected(self, lower: str) -> bool:
        return lower in self._words.common or (lower in self._recurring and self._words.knows(lower))

    def _neighbours(self, word: str) -> Iterator[str]:
        """Yield what is one letter away: another, one more, or one less."""
        for at in range(len(word) + 1):
            yield word[:at] + word[at + 1 :]
            for letter in self._letters:
                yield word[:at] + letter + word[at + 1 :]
                yield word[:at] + letter + word[at:]
