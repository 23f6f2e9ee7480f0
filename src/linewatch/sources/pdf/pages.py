"""Pages as printed: lines in reading order, running heads and feet apart, and the text they make together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from linewatch.sources.pdf.columns import in_columns
from linewatch.sources.pdf.edges import Row
from linewatch.sources.pdf.lines import Line, line_of, rows
from linewatch.sources.pdf.words import Word

_LEADING = 1.2  # of the type size, where a paper does not show its own


@dataclass(slots=True)
class Page:
    """One page, its lines in reading order.

    Attributes:
        index: Its place in the file, from 0.
        label: What it is called: its printed number where it has one.
        head: Running heads.
        columns: The lines of the text, column by column.
        foot: Running feet.
        scanned: Whether its words are the reading of a picture, so that type sizes are guesses.
    """

    index: int
    label: str = ""
    head: list[Line] = field(default_factory=list[Line])
    columns: list[list[Line]] = field(default_factory=list[list[Line]])
    foot: list[Line] = field(default_factory=list[Line])
    scanned: bool = False

    def lines(self) -> list[Line]:
        """Return all its lines, as they stand in the original text."""
        return [*self.head, *(line for column in self.columns for line in column), *self.foot]


class Style(NamedTuple):
    """How the body of a paper is set.

    Attributes:
        size: The type size of most of it, in points.
        bold: Whether most of it is bold.
        leadings: From one line to the next in points, by type size.
    """

    size: float
    bold: bool
    leadings: dict[float, float]

    def leading(self, size: float) -> float:
        """Return the distance from one line to the next in a type."""
        return self.leadings.get(size, _LEADING * size)


def page_of(
    index: int, words: Sequence[Word], asides: Sequence[Word], furniture: Sequence[Row], *, scanned: bool
) -> Page:
    """Return a page's lines, its running heads and feet taken off."""
    off = {place for row in furniture for place in row.places}
    body = [word for place, word in enumerate(words) if place not in off]
    columns = [[line_of(row) for row in rows(column)] for column in in_columns(body)]
    columns += [[line_of(row)] for row in rows(asides)]
    made = Page(
        index,
        head=[row.line for row in furniture if row.top],
        columns=columns,
        foot=[row.line for row in furniture if not row.top],
        scanned=scanned,
    )
    for number, column in enumerate(columns):
        for line in column:
            line.column = number
    for line in made.lines():
        line.page = index
    return made


def set_out(pages: Sequence[Page]) -> str:
    """Return the original text: line by line, a form feed between pages; each line learns its place in it."""
    parts: list[str] = []
    at = 0
    for page in pages:
        for line in page.lines():
            line.at = at
            parts += (line.text, "\n")
            at += len(line.text) + 1
        parts.append("\f")
        at += 1
    return "".join(parts[:-1])


def style_of(pages: Sequence[Page]) -> Style:
    """Return how the body of a paper is set: the type of most of its characters."""
    kinds: Counter[tuple[float, bool]] = Counter()
    steps: dict[float, list[float]] = defaultdict(list)
    for page in pages:
        for column in page.columns:
            for line in column:
                kinds[line.size, line.bold] += len(line.text)
            for before, line in pairwise(column):
                if before.size == line.size and 0 < before.base - line.base < 4 * line.size:
                    steps[line.size].append(before.base - line.base)
    size, bold = max(kinds, key=lambda kind: (kinds[kind], kind), default=(10.0, False))
    return Style(size, bold, {size: median(found) for size, found in steps.items()})
