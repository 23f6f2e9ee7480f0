"""The rows at the top and the foot of a page, where running heads and page numbers stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from linewatch.sources.pdf.lines import Line, line_of, rows
from linewatch.sources.pdf.words import Word

EDGE_ROWS = 4  # from the top and from the bottom of a page: no running head is deeper
SAME_HEIGHT = 4.0  # points
NUMBER = re.compile(
    r"(?<![\w.,/])(?:(?P<arabic>\d{1,5})|(?P<roman>[ivxlc]{1,7}|[IVXLC]{1,7}))(?![\w/]|[.,]\d)"
)
_BARE = re.compile(r"\W*#\W*")


class Row(NamedTuple):
    """A row at the edge of a page.

    Attributes:
        page: The page's index.
        top: Whether it stands at the top.
        line: The row as a line.
        places: Which of the page's words it holds.
        key: Its wording, figures aside.
        whole: Whether the page holds nothing but its edge rows.
    """

    page: int
    top: bool
    line: Line
    places: tuple[int, ...]
    key: str
    whole: bool

    @property
    def slot(self) -> tuple[bool, int]:
        """The edge and the height at which it stands, in steps of `SAME_HEIGHT`."""
        return self.top, round(self.line.base / SAME_HEIGHT)

    @property
    def bare(self) -> bool:
        """Whether it is a number and nothing else."""
        return bool(_BARE.fullmatch(self.key))


def edge_rows(page: int, words: Sequence[Word]) -> list[Row]:
    """Return the rows at a page's top and foot that may be running heads."""
    found = rows(words)
    tops = min(EDGE_ROWS, (len(found) + 1) // 2)
    chosen = [(True, row) for row in found[:tops]]
    chosen += [(False, row) for row in found[max(tops, len(found) - EDGE_ROWS) :]]
    place = {id(word): at for at, word in enumerate(words)}
    edge: list[Row] = []
    for top, row in chosen:
        line = line_of(row)
        places = tuple(place[id(word)] for word in row)
        edge.append(Row(page, top, line, places, _key(line.text), whole=len(chosen) == len(found)))
    return edge


def _key(text: str) -> str:
    """Return a row's wording, figures aside; recognition reads a lonely 1 as a stroke."""
    return " ".join(re.sub(r"\d+|(?<!\S)\|(?!\S)", "#", NUMBER.sub("#", text)).casefold().split())
