"""Where one block of a column ends and the next begins: by type, space, indent and room left on the line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from linewatch.sources.pdf.lines import Line
from linewatch.sources.pdf.pages import Style
from linewatch.sources.wording.lexicons import reading_lexicon

INDENT = 0.8  # of the type size
_APART = 1.35  # of the usual distance: lines further apart do not belong together
_ROWS_APART = 2.5  # the same in a table
_SIZE_STEP = 0.08  # of the type size: more is another type
_SCANNED_STEP = 0.4  # the same where sizes are guesses
_FULL_SHARE = 0.9  # of a column's lines end before its right edge, as it is reckoned here
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
BULLET = re.compile(r"[•‣▪●○◦■□·∙\uf0b7\uf0a7\uf0d8–—-](?=\s)")
ENTRY = re.compile(r"(?:\((?:\w{1,3})\)|(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)])(?=\s)")
_LEADER = re.compile(r"(?:\.\s?){5,}\s*\S{1,6}$")


class Edges(NamedTuple):
    """Between which edges the lines of a column are set, in points."""

    left: float
    right: float


@dataclass(slots=True)
class Measure:
    """The edges of all columns of a paper: what a short column does not show, its like do."""

    known: list[tuple[float, list[float]]] = field(default_factory=list[tuple[float, list[float]]])

    def learn(self, column: Sequence[Line]) -> None:
        """Note where a column's lines end."""
        if column:
            self._ends(_left(column), column[0].size).extend(line.x1 for line in column)

    def edges(self, column: Sequence[Line]) -> Edges:
        """Return a column's edges."""
        left = _left(column)
        ends = self._ends(left, column[0].size)
        return Edges(left, ends[min(int(_FULL_SHARE * len(ends)), len(ends) - 1)])

    def settle(self) -> None:
        """Put what was learnt in order; nothing is learnt after that."""
        for _, ends in self.known:
            ends.sort()

    def _ends(self, left: float, size: float) -> list[float]:
        for edge, ends in self.known:
            if abs(edge - left) < size:
                return ends
        self.known.append((left, []))
        return self.known[-1][1]


def _left(column: Sequence[Line]) -> float:
    """Return where most lines of a column begin; of places nearly as usual, the leftmost."""
    starts = sorted(line.x0 for line in column)
    enough = max(1, len(starts) // 6)
    for place, start in enumerate(starts):
        if place + enough <= len(starts) and starts[place + enough - 1] - start < 2.0:
            return start
    return starts[0]


def size_step(scanned: bool) -> float:
    """Return by which share of its size type must differ to be another type."""
    return _SCANNED_STEP if scanned else _SIZE_STEP


class Parting(NamedTuple):
    """Parts the lines of one column.

    Attributes:
        edges: Between which the column is set.
        style: How the body of the paper is set.
        scanned: Whether type sizes are guesses.
    """

    edges: Edges
    style: Style
    scanned: bool

    def parted(self, column: Sequence[Line]) -> Iterator[list[Line]]:
        """Yield the lines of each block."""
        block: list[Line] = []
        tabled = table_lines(column)
        for place, line in enumerate(column):
            if block:
                following = column[place + 1] if place + 1 < len(column) else None
                if tabled[place] != tabled[place - 1]:
                    ends = True
                elif tabled[place]:
                    ends = self._apart(block[-1], line, _ROWS_APART)
                else:
                    ends = self._another_kind(block[-1], line) or self._begins(block, line, following)
                if ends:
                    yield block
                    block = []
            block.append(line)
        yield block

    def _apart(self, before: Line, line: Line, times: float = _APART) -> bool:
        step = before.base - line.base
        usual = max(self.style.leading(line.high), self.style.leading(before.high))
        return step > times * usual or step < 0

    def _another_kind(self, before: Line, line: Line) -> bool:
        """Return whether two lines differ in type or stand apart, or one of them is a date alone."""
        step = 1 + size_step(self.scanned)
        weighs = before.bold != line.bold and not self.scanned and _lettered(before) and _lettered(line)
        return (
            before.low > line.high * step
            or line.low > before.high * step
            or weighs
            or self._apart(before, line)
            or is_date(before.text)
            or is_date(line.text)
        )

    def _begins(self, block: list[Line], line: Line, following: Line | None) -> bool:
        """Return whether a line begins a block, by its place, its sign and the room left on the line before."""
        before = block[-1]
        if _one_axis(before, line) and centred(before, self.edges) and centred(line, self.edges):
            return False
        stopped = bool(SENTENCE_END.search(before.text))
        short = self._would_fit(before, line)
        small = next((sign for sign in line.text if sign.isalpha()), "").islower()
        entries = bool(_opening(block[0].text))
        if _opening(line.text):
            return stopped or short or entries or line.x0 < before.x0 - 0.5 * line.size
        if entries and line.x0 > block[0].x0 + 0.4 * line.size:
            return short and stopped and not small
        indent = (line.x0 - before.x0) / line.size
        if indent > INDENT:
            hangs = len(block) == 1 and following is not None and abs(following.x0 - line.x0) < 2.0
            ends = short or not (hangs or (small and not stopped))
        elif indent < -INDENT and (len(block) > 1 or entries):
            ends = stopped or short or not small
        else:
            alone = stopped and not small and len(block) == 1
            ends = (short and (stopped or not small)) or (alone and self._opens_too(before, line, following))
        return ends

    def _opens_too(self, before: Line, line: Line, following: Line | None) -> bool:
        """Return whether a line opens a paragraph by the same indent as the line before, which was one alone."""
        step = INDENT * line.size
        indented = line.x0 - self.edges.left > step and abs(line.x0 - before.x0) < 2.0
        return indented and (following is None or following.x0 < line.x0 - step)

    def _would_fit(self, before: Line, line: Line) -> bool:
        """Return whether the first word of a line had room on the line before: it was put there on purpose."""
        return before.x1 + 0.3 * line.size + line.first < self.edges.right - 0.2 * line.size


def table_lines(column: Sequence[Line]) -> list[bool]:
    """Return which lines are rows of a table: two or more together with wide gaps, or leaders of dots."""
    celled = [
        bool(_LEADER.search(line.text)) or line.text.count("\t") > bool(_sign(line.text)) for line in column
    ]
    around = [False, *celled, False]
    return [here and (around[place] or around[place + 2]) for place, here in enumerate(celled)]


def _sign(text: str) -> re.Match[str] | None:
    """Return the bullet or the number with which an entry of a list opens, before a wide gap."""
    found = _opening(text)
    return found if found and text[found.end()] == "\t" else None


def _opening(text: str) -> re.Match[str] | None:
    return BULLET.match(text) or ENTRY.match(text)


def _lettered(line: Line) -> bool:
    """Return whether a line holds enough letters for their weight to tell something."""
    return sum(map(str.isalpha, line.text)) > 3


def centred(line: Line, edges: Edges) -> bool:
    """Return whether a line stands in the middle of its column."""
    left, right = line.x0 - edges.left, edges.right - line.x1
    return left > 2 * line.size and abs(left - right) < 1.5 * line.size


def _one_axis(before: Line, line: Line) -> bool:
    """Return whether two lines of different width are set about the same middle."""
    middles = abs(before.x0 + before.x1 - line.x0 - line.x1) / 2
    return middles < 0.25 * line.size < abs(before.x0 - line.x0)


def is_date(text: str) -> bool:
    """Return whether a line is a date and nothing else."""
    return reading_lexicon().day(text.strip()) is not None
