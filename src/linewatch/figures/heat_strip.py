"""A heat strip of a run of texts: one row a kind of change, one column a text, the darker the more.

Every row has its own scale, from its least share, pale, to its greatest, dark; both are printed beside it. Nothing is
told by colour, so that it can be read from a grey print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from linewatch.errors import BadValue
from linewatch.figures.drawing import FAINT, INK, SOFT, Box, Line, Shape, Text, drawn
from linewatch.figures.texts import lines, width_px

WIDE_PX, NARROW_PX = 900, 360
_EDGE_PX, _SIZE_PX, _ROW_PX, _GAP_PX, _LINE_PX = 10.0, 11.0, 24.0, 3.0, 15.0
_BESIDE_PX = 66.0  # for the range of a row
_STEPS = 8  # shades, so that two are told apart
_PALE, _DARK = 0xF4, 0x20
_SMALL = 0.1  # share of a row's greatest, below which tenths of a percent are told
_TICK_PX = 46.0  # between two dates at least


@dataclass(frozen=True, slots=True)
class Column:
    """One text against the one before.

    Attributes:
        on: Its date as it is to be printed.
        shares: For each kind its share of the clauses, 0 to 1; None where there is nothing to divide.
        year: The year that stands under it where there is no room for dates; None where it is not known.
    """

    on: str
    shares: Mapping[str, float | None]
    year: int | None


@dataclass(frozen=True, slots=True)
class StripWords:
    """The wording of a strip.

    Attributes:
        title: What a screen reader calls it.
        key: What shades mean.
        kinds: What each row is called, by kind, in order from the top.
        row: One row in words, with {kind}, {date} and {share}.
        range: What stands over the least and the greatest shares.
    """

    title: str
    key: str
    kinds: Mapping[str, str]
    row: str
    range: str


class Ends(NamedTuple):
    """The least and the greatest share of a row."""

    least: float
    most: float


class HeatStrip(NamedTuple):
    """A figure, and the same in words."""

    svg: str
    description: str


def heat_strip(columns: Sequence[Column], words: StripWords, width: int = WIDE_PX) -> HeatStrip:
    """Draw a strip.

    Args:
        columns: In order of date.
        words: Its wording.
        width: In px.

    Raises:
        BadValue: If there is no column.
    """
    if not columns:
        raise BadValue("There is no step to draw.", "Give two texts or more.")
    ends = {kind: _ends(columns, kind) for kind in words.kinds}
    left = _EDGE_PX + max(width_px(name, _SIZE_PX) for name in words.kinds.values()) + 10
    right = width - _EDGE_PX - _BESIDE_PX - 4
    shapes = list(_cells(columns, words, ends, (left, right)))
    bottom = _EDGE_PX + _LINE_PX + len(words.kinds) * _ROW_PX
    shapes += _dates(columns, (left, right), bottom)
    y = bottom + 2 * _LINE_PX + 4
    for line in lines(words.key, _SIZE_PX, width - 2 * _EDGE_PX):
        shapes.append(Text(x=_EDGE_PX, y=y, text=line, size=_SIZE_PX, ink=SOFT))
        y += _LINE_PX
    svg = drawn([shapes], width, int(y + _EDGE_PX - _LINE_PX / 2), words.title)
    return HeatStrip(svg, f"{words.title}. {_told(columns, words, ends)}")


def _cells(
    columns: Sequence[Column], words: StripWords, ends: Mapping[str, Ends], across: tuple[float, float]
) -> Iterator[Shape]:
    left, right = across
    step = (right - left) / len(columns)
    gap = 1.0 if step > 4 else 0.0
    head = Text(x=right + _BESIDE_PX, y=_EDGE_PX + 4, text=words.range, size=_SIZE_PX, anchor="end", ink=SOFT)
    yield head
    for n, (kind, name) in enumerate(words.kinds.items()):
        top = _EDGE_PX + _LINE_PX + n * _ROW_PX
        middle = top + (_ROW_PX - _GAP_PX) / 2
        yield Text(x=_EDGE_PX, y=middle, text=name, size=_SIZE_PX)
        yield Text(
            x=right + _BESIDE_PX, y=middle, text=_range(ends[kind]), size=_SIZE_PX, anchor="end", ink=SOFT
        )
        for at, column in enumerate(columns):
            share = column.shares.get(kind)
            x, x2 = left + at * step, left + (at + 1) * step - gap
            if share is None:
                yield Line(x=x, y=middle, x2=x2, y2=middle, ink=FAINT)
            else:
                yield Box(x=x, y=top, x2=x2, y2=top + _ROW_PX - _GAP_PX, fill=_shade(share, ends[kind]))


def _ends(columns: Sequence[Column], kind: str) -> Ends:
    found = [share for column in columns if (share := column.shares.get(kind)) is not None]
    return Ends(min(found, default=0.0), max(found, default=0.0))


def _range(ends: Ends) -> str:
    least, most = _percent(ends.least, ends), _percent(ends.most, ends)
    return f"{most} %" if least == most else f"{least} to {most} %"


def _percent(share: float, ends: Ends) -> str:
    """Return a share in percent, in a row of small ones to a tenth, so that two ends that differ are told apart."""
    return f"{100 * share:.{0 if ends.most >= _SMALL else 1}f}"


def _shade(share: float, ends: Ends) -> str:
    """Return the grey of a share: one of nine, none as pale as paper, so that a cell is told from none."""
    wide = ends.most - ends.least
    level = round(_STEPS * (share - ends.least) / wide) / _STEPS if wide > 0 else float(share > 0)
    grey = round(_PALE + (_DARK - _PALE) * level)
    return f"#{grey:02x}{grey:02x}{grey:02x}"


def _dates(columns: Sequence[Column], across: tuple[float, float], y: float) -> Iterator[Shape]:
    """Yield as many dates as there is room for; where there is little room, the first text of each year."""
    left, right = across
    step = (right - left) / len(columns)
    tight = step < _TICK_PX
    last, year = -_TICK_PX, ""
    for at, column in enumerate(columns):
        x = left + (at + 0.5) * step
        label = (str(column.year) if column.year else "") if tight else column.on
        if not label or (tight and label == year) or x - last < max(_TICK_PX, width_px(label, _SIZE_PX) + 8):
            continue
        last, year = x, label
        yield Line(x=x, y=y, x2=x, y2=y + 4, ink=INK)
        half = width_px(label, _SIZE_PX) / 2
        yield Text(
            x=min(max(x, left + half), right + _BESIDE_PX - half),
            y=y + 13,
            text=label,
            size=_SIZE_PX,
            anchor="middle",
        )


def _told(columns: Sequence[Column], words: StripWords, ends: Mapping[str, Ends]) -> str:
    found = list[str]()
    for kind, name in words.kinds.items():
        if ends[kind].most <= 0:
            continue
        top = max(columns, key=lambda column: column.shares.get(kind) or 0.0)
        found.append(words.row.format(kind=name, date=top.on, share=_percent(ends[kind].most, ends[kind])))
    return " ".join(found)
