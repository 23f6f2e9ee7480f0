"""Lines of a column: words on one base line, raised figures with them, wide gaps kept as tabs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from linewatch.sources.pdf.words import Word

_RAISED = 0.12  # of the line's type size: a figure so far above the base line is no figure of the text
_SMALLER = 0.85
_CELL_GAP = 1.6  # of the type size: a wider gap is a tab, not a space
_RAISED_SIGNS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE_SIGN = re.compile(r"\d{1,3}|\d{1,3}(?:,\d{1,3})+|[*†‡§]{1,4}|[^\W\d_]|,")
PLAIN_SIGNS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Raised(NamedTuple):
    """A small raised sign inside a line, by its place in the line's text."""

    start: int
    end: int


@dataclass(slots=True)
class Line:
    """A line as printed.

    Attributes:
        text: Its words with single spaces, tabs where the gap is wide; raised figures as raised characters.
        x0: Where it begins, in points.
        x1: Where it ends.
        base: Its base line, in points, upwards.
        size: The type size of most of it.
        low: Its smallest type size, raised signs aside.
        high: Its largest.
        bold: Whether all of its letters are bold.
        first: The width of its first word, in points.
        raised: Its small raised signs.
        page: The page's index.
        column: The column's index on the page.
        at: Where it begins in the document's original text.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    low: float
    high: float
    bold: bool
    first: float
    raised: list[Raised] = field(default_factory=list[Raised])
    page: int = 0
    column: int = 0
    at: int = 0

    @property
    def end(self) -> int:
        """Where it ends in the document's original text."""
        return self.at + len(self.text)


def rows(words: Iterable[Word]) -> list[list[Word]]:
    """Return words grouped by base line, from the top, each row from left to right (or as its script runs)."""
    found: list[list[Word]] = []
    ruling: list[Word] = []  # of each row: the word whose base line it is
    for word in sorted(words, key=lambda word: -word.base):
        for back in range(len(found) - 1, max(len(found) - 4, -1), -1):
            if _same_row(ruling[back], word):
                found[back].append(word)
                if word.size > 1.2 * ruling[back].size:
                    ruling[back] = word
                break
        else:
            found.append([word])
            ruling.append(word)
    return [_in_order(row) for row in found]


def _same_row(ruling: Word, word: Word) -> bool:
    """Return whether a word, not higher than the row's own, stands beside it."""
    small = min(ruling.size, word.size)
    drop = ruling.base - word.base
    # A raised figure comes before its line, as its base line is higher.
    most = 0.55 * word.size if ruling.size < _SMALLER * word.size else 0.35 * small
    return drop < most


def _in_order(row: list[Word]) -> list[Word]:
    letters = [unicodedata.bidirectional(sign) for word in row for sign in word.text if sign.isalpha()]
    backwards = sum(way in {"R", "AL"} for way in letters) > len(letters) / 2
    return sorted(row, key=lambda word: -word.x1 if backwards else word.x0)


def line_of(row: Sequence[Word]) -> Line:
    """Return a row of words as a line."""
    sizes: Counter[float] = Counter()
    for word in row:
        sizes[round(word.size, 1)] += len(word.text)
    size = max(sizes, key=lambda size: (sizes[size], size))
    main = [word for word in row if round(word.size, 1) == size]
    base = sorted(word.base for word in main)[len(main) // 2]
    parts: list[str] = []
    raised: list[Raised] = []
    at, before = 0, None
    for word in row:
        lifted = _is_raised(word, base, size)
        gap = _gap(before, word, size, lifted) if before else ""
        text = word.text
        if lifted:
            text = text.translate(_RAISED_SIGNS)
            raised.append(Raised(at + len(gap), at + len(gap) + len(text)))
        parts += (gap, text)
        at += len(gap) + len(text)
        before = word
    level = [round(word.size, 1) for word in row if not _is_raised(word, base, size)] or [size]
    lettered = [word for word in row if any(map(str.isalpha, word.text))]
    return Line(
        text="".join(parts),
        x0=min(word.x0 for word in row),
        x1=max(word.x1 for word in row),
        base=base,
        size=size,
        low=min(level),
        high=max(level),
        bold=bool(lettered) and all(word.bold for word in lettered),
        first=row[0].x1 - row[0].x0,
        raised=raised,
    )


def _gap(before: Word, word: Word, size: float, lifted: bool) -> str:
    """Return what stands between two words of a line; before a raised sign pdfium sees spaces that are none."""
    wide = max(word.x0 - before.x1, before.x0 - word.x1)
    if wide >= _CELL_GAP * size:
        return "\t"
    return "" if wide < 0.2 * size and (word.glued or lifted) else " "


def _is_raised(word: Word, base: float, size: float) -> bool:
    """Return whether a word is a small sign above the line: a figure, a letter or a sign of a note."""
    small = word.size < _SMALLER * size and word.base - base > _RAISED * size
    return small and bool(_NOTE_SIGN.fullmatch(word.text))
