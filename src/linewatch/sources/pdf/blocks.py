"""Blocks: the lines of a column parted into paragraphs, headings, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linewatch.kinds.documents import PassageKind
from linewatch.sources.pdf.lines import Line
from linewatch.sources.pdf.pages import Page, Style
from linewatch.sources.pdf.parting import (
    BULLET,
    ENTRY,
    INDENT,
    Edges,
    Measure,
    Parting,
    centred,
    is_date,
    size_step,
    table_lines,
)

_HEADING_LINES, _HEADING_WORDS = 5, 40
_CENTRED_WORDS = 15
_FULL = 0.15  # of the column's width: a last line that comes so near to the right edge may run on elsewhere
_STOP = re.compile(r"[.!?…][\"'”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]*$")


@dataclass(slots=True)
class Block:
    """Lines that belong together.

    Attributes:
        kind: What they are.
        lines: From the top.
        page: The page's index.
        indented: Whether the first line is set in from the edge of its column.
        full: Whether the last line reaches the right edge, so that the text may run on elsewhere.
        sign: How much of the first line is a bullet.
        section: The number it opens with.
    """

    kind: PassageKind
    lines: list[Line]
    page: int
    indented: bool = False
    full: bool = False
    sign: int = 0
    section: str | None = None

    @property
    def text(self) -> str:
        """Its lines, one after the other."""
        return " ".join(line.text for line in self.lines)


def all_blocks(pages: Sequence[Page], style: Style) -> list[Block]:
    """Return the blocks of a paper in reading order."""
    measure = Measure()
    for page in pages:
        for column in page.columns:
            measure.learn(column)
    measure.settle()
    return [block for page in pages for block in _blocks(page, style, measure)]


def _blocks(page: Page, style: Style, measure: Measure) -> Iterator[Block]:
    """Yield the blocks of a page in reading order."""
    for column in page.columns:
        if column:
            edges = measure.edges(column)
            for lines in Parting(edges, style, page.scanned).parted(column):
                yield _block(lines, edges, style, page)


def _block(lines: list[Line], edges: Edges, style: Style, page: Page) -> Block:
    first, last = lines[0], lines[-1]
    indented = first.x0 - edges.left > INDENT * first.size
    full = last.x1 > edges.right - _FULL * (edges.right - edges.left)
    block = Block("paragraph", lines, page.index, indented, full)
    bullet, entry = BULLET.match(first.text), ENTRY.match(first.text)
    if len(lines) > 1 and any(table_lines(lines)):
        block.kind = "table"
    elif len(lines) == 1 and is_date(first.text):
        block.kind = "address"
    elif _is_heading(block, edges, style, page.scanned):
        block.kind = "heading"
    elif bullet:
        block.kind, block.sign = "list", bullet.end()
    elif entry and (len(lines) == 1 or lines[1].x0 > first.x0 + 0.5 * first.size):
        block.kind = "list"
    elif entry and entry[0].endswith(".") and entry[0][:-1].isdigit():
        block.section = entry[0][:-1]
    return block


def _is_heading(block: Block, edges: Edges, style: Style, scanned: bool) -> bool:
    """Return whether a block stands out as headings do: larger, bolder, in capitals, or centred and short."""
    text, lines = block.text.strip(), block.lines
    letters = [sign for sign in text if sign.isalpha()]
    if len(lines) > _HEADING_LINES or len(text.split()) > _HEADING_WORDS or len(letters) < 3:
        return False
    larger = all(line.low > style.size * (1 + size_step(scanned)) for line in lines)
    bolder = not style.bold and not scanned and all(line.bold for line in lines)
    if larger or bolder:
        return larger or not _STOP.search(text) or len(text.split()) < 10
    if _STOP.search(text) or text.endswith((",", ";", "-")):
        return False
    capitals = sum(sign.isupper() for sign in letters) == len(letters) and len(letters) > 3
    short = len(text.split()) <= _CENTRED_WORDS and text[0].isupper()
    return capitals or (short and all(centred(line, edges) for line in lines))
