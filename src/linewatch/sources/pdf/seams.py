"""What becomes of a line's end inside a paragraph: a space, nothing, or a hyphen less."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from linewatch.sources.pdf.lines import Line

_WORD = re.compile(r"\w+(?:[-‐]\w+)*")
_ENDS_BROKEN = re.compile(r"(\w+(?:[-‐]\w+)*)[-‐]$")
_GOES_ON = re.compile(r"\w+(?:[-‐]\w+)*")
_GLUED = re.compile(r"(?<=[^\s—])—$|(?<=\d)–$")
_DIVIDED_SHARE = 0.02  # of the lines end in a hyphen where words are divided; elsewhere one in some hundred
_SOFT = "\u00ad"
_HYPHENS = ("-", "‐")
_LONGEST_WORD = 100  # characters


class Seam(NamedTuple):
    """How two lines are joined.

    Attributes:
        taken: How many characters at the end of the first are taken out with the line's end.
        put: What stands between them in the reading text.
    """

    taken: int
    put: str


class Seams:
    """Joins lines; knows the words of the paper, which tell a word's own hyphen from a line's."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.words: Counter[str] = Counter()
        for line in lines:
            for match in _WORD.finditer(line.text):
                # A word cut at either end of the line is no witness.
                if match.end() < len(line.text) - 1 or not line.text.endswith(_HYPHENS):
                    self.words[match[0].casefold().replace("‐", "-")] += 1
        told = [self._told(*halves) for halves in _broken(lines)]
        joined, hyphened = told.count(True), told.count(False)
        #: Whether the paper divides words at line ends; one that does not has only hyphens of words there, few.
        self.divides = joined > hyphened or (joined == hyphened and len(told) >= _DIVIDED_SHARE * len(lines))

    def between(self, before: str, after: str) -> Seam:
        """Return how one line's text goes on in the next."""
        if before.endswith(_SOFT):
            return Seam(1, "")
        if _GLUED.search(before):
            return Seam(0, "")
        halves = _halves(before, after)
        if halves is None:
            return Seam(0, " ")
        return Seam(1, "") if self._is_one_word(*halves) else Seam(0, "")

    def _told(self, first: str, second: str) -> bool | None:
        """Return whether the paper elsewhere prints two halves as one word, or with a hyphen; None if neither."""
        joined = self.words[(first + second).casefold()]
        hyphened = self.words[f"{first}-{second}".casefold()]
        return None if joined == hyphened else joined > hyphened

    def _is_one_word(self, first: str, second: str) -> bool:
        """Return whether the hyphen is the line's, not the word's own."""
        told = self._told(first, second)
        if told is not None:
            return told
        # A name after a hyphen, a figure before one, and "day-to-" keep it.
        plain = second[0].islower() and not first[-1].isdigit() and "-" not in first and "‐" not in first
        return plain and self.divides


def _broken(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Yield the halves of what a hyphen parts at the ends of lines."""
    for before, line in pairwise(lines):
        if halves := _halves(before.text, line.text):
            yield halves


def _halves(before: str, after: str) -> tuple[str, str] | None:
    """Return what stands before and after a hyphen at a line's end; None where no word goes on there."""
    # The search looks from each place to the end of its word: it is spared where no hyphen is, and kept short.
    first = (
        _ENDS_BROKEN.search(before, max(0, len(before) - _LONGEST_WORD)) if before[-1:] in _HYPHENS else None
    )
    second = _GOES_ON.match(after)
    return (first[1], second[0]) if first and second else None
