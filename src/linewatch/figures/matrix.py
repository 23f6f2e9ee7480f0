"""The matrix of a question: hypotheses as rows, evidence as columns, the most telling columns first.

A cell prints how likely one would see the item if the hypothesis were true, in per cent, and is the darker the
likelier; where analysts differ it is cut in two, the least of them above the greatest. A pair that nobody judged is an
empty place with a broken frame. More columns than fit go on below, in bands. Nothing is told by colour.

Source:
    Dhami and others (2024), abstract (n = 161 and 62): hypotheses in rows and evidence in columns reduced confirmation
    bias; the classic layout, hypotheses in columns, did not help.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from linewatch.errors import BadValue
from linewatch.figures.drawing import BAR, FAINT, INK, PAPER, SOFT, Box, Line, Shape, Text, drawn
from linewatch.figures.matrix_told import MatrixWords, described, in_percent
from linewatch.figures.samples import SAMPLE_PX, Sample, samples
from linewatch.figures.texts import lines, plain, width_px

WIDE_PX, NARROW_PX = 900, 360
_EDGE_PX, _SIZE_PX, _SMALL_PX, _LINE_PX = 12.0, 11.5, 10.0, 14.0
_CELL_PX, _HALF_PX, _PAD_PX = 44.0, 15.0, 1.5
_BARS_PX, _HEAD_PX = 22.0, 30.0
_LABEL_SHARE = 0.33  # of the width; on a telephone the label stands above its cells instead
_MOST_LINES = 4  # of a hypothesis' name
# From which middle on; the darkest is the likeliest.
_SHADES = ((0.87, "#5a5a5a"), (0.67, "#8a8a8a"), (0.5, "#b3b3b3"), (0.33, "#cfcfcf"), (0.12, "#e6e6e6"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """An item of evidence.

    Attributes:
        number: Under which it is listed.
        name: What would be seen.
        mark: A short word for an item that is not simply seen: absent, open, argument, assumption; else nothing.
        separates: How far it sets hypotheses apart, in any unit; 0 not at all.
        cells: By the row's id, the range of each analyst who judged the pair, as shares.
    """

    number: int
    name: str
    mark: str
    separates: float
    cells: Mapping[str, Sequence[tuple[float, float]]]


class MatrixFigure(NamedTuple):
    """A figure in bands of columns, each a picture of its own so that it can go on on another page; and in words."""

    svgs: tuple[str, ...]
    description: str


class _Frame(NamedTuple):
    """Where the first column begins, the width of a label, and how many columns a band has."""

    left: float
    label_px: float
    columns: int
    narrow: bool


def matrix(
    rows: Sequence[tuple[str, str]],
    columns: Sequence[Column],
    words: MatrixWords,
    title: str,
    width: int = WIDE_PX,
) -> MatrixFigure:
    """Draw a matrix.

    Args:
        rows: Of each hypothesis its id and its name, in the order in which they were entered.
        columns: In any order; they are drawn by how far they set hypotheses apart.
        words: Its wording.
        title: What a screen reader calls it.
        width: In px: WIDE_PX for a page, NARROW_PX for a telephone.

    Raises:
        BadValue: If there is no hypothesis or no item.
    """
    if not rows or not columns:
        raise BadValue("A matrix needs one hypothesis and one item at least.", "Leave the figure out.")
    ranked = sorted(columns, key=lambda one: (-one.separates, one.number))
    frame = _frame(width)
    most = ranked[0].separates
    bands = [ranked[start : start + frame.columns] for start in range(0, len(ranked), frame.columns)]
    svgs: list[str] = []
    for at, own in enumerate(bands, 1):
        shapes, y = _band(rows, own, frame, most)
        names, y = _listed(own, width, y)
        key, y = samples(_key(columns, words), y, width, _EDGE_PX) if at == len(bands) else ([], y)
        told = words.part.format(title=title, number=at, count=len(bands)) if len(bands) > 1 else title
        svgs.append(drawn([[*shapes, *names, *key]], width, round(y), plain(told)))
    told = [(one.number, one.name, one.mark, one.cells) for one in ranked]
    return MatrixFigure(tuple(svgs), described(rows, told, words))


def _frame(width: int) -> _Frame:
    narrow = width < 2 * NARROW_PX
    left = _EDGE_PX if narrow else width * _LABEL_SHARE
    label_px = width - 2 * _EDGE_PX if narrow else left - 1.5 * _EDGE_PX
    return _Frame(left, label_px, max(1, int((width - left - _EDGE_PX) // _CELL_PX)), narrow)


def _band(
    rows: Sequence[tuple[str, str]], columns: Sequence[Column], frame: _Frame, most: float
) -> tuple[list[Shape], float]:
    """Return some columns with all hypotheses, and where they end."""
    shapes: list[Shape] = []
    y = _EDGE_PX / 2
    right = frame.left + _CELL_PX * len(columns)
    for at, one in enumerate(columns):
        shapes += _head(one, frame.left + _CELL_PX * at, most, y)
    y += _BARS_PX + _HEAD_PX
    for ident, name in rows:
        label = _fitted(name, frame.label_px)
        shapes.append(Line(x=_EDGE_PX, y=y, x2=max(right, frame.label_px), y2=y, ink=FAINT))
        shapes += _label(label, y + 2)
        if frame.narrow:
            y += 2 + _LINE_PX * len(label)
        tall = 2 * _HALF_PX if frame.narrow else max(2 * _HALF_PX, _LINE_PX * len(label) + 4)
        for at, one in enumerate(columns):
            shapes += _cell(one.cells.get(ident, ()), frame.left + _CELL_PX * at, y, tall)
        y += tall + (2 if frame.narrow else 0)
    return shapes, y + 8


def _head(one: Column, x: float, most: float, y: float) -> Iterator[Shape]:
    """Yield the head of a column: a bar for how far it sets hypotheses apart, its number, and its mark."""
    middle, ground = x + _CELL_PX / 2, y + _BARS_PX
    tall = (_BARS_PX - 3) * one.separates / most if most > 0 else 0.0
    yield Line(x=x + 6, y=ground, x2=x + _CELL_PX - 6, y2=ground, ink=BAR)
    if tall > 0.5:
        yield Box(x=x + 12, y=ground - tall, x2=x + _CELL_PX - 12, y2=ground, fill=BAR)
    yield Text(x=middle, y=ground + 9, text=f"{one.number}", size=_SIZE_PX, anchor="middle", bold=True)
    yield Text(x=middle, y=ground + 21, text=plain(one.mark), size=9, anchor="middle", ink=SOFT, slanted=True)


def _label(label: Sequence[str], y: float) -> Iterator[Shape]:
    for at, line in enumerate(label):
        yield Text(x=_EDGE_PX, y=y + _LINE_PX * (at + 0.5), text=line, size=_SIZE_PX)


def _cell(judged: Sequence[tuple[float, float]], x: float, y: float, tall: float) -> Iterator[Shape]:
    """Yield a pair: its range, or those of the least and the greatest of several analysts, or an empty place."""
    left, right, top, bottom = x + _PAD_PX, x + _CELL_PX - _PAD_PX, y + _PAD_PX, y + tall - _PAD_PX
    if not judged:
        yield Box(x=left + 1, y=top + 1, x2=right - 1, y2=bottom - 1, fill=PAPER, ink="#9a9a9a", dash=(2, 3))
        return
    shown = sorted(set(judged), key=lambda one: (sum(one), one))
    shown = [shown[0]] if len(shown) == 1 else [shown[0], shown[-1]]
    step = (bottom - top) / len(shown)
    for at, (low, high) in enumerate(shown):
        fill = _shade((low + high) / 2)
        yield Box(x=left, y=top + step * at, x2=right, y2=top + step * (at + 1), fill=fill)
        yield Text(
            x=(left + right) / 2, y=top + step * (at + 0.5), text=in_percent(low, high), size=_SMALL_PX,
            anchor="middle", ink=PAPER if fill == _SHADES[0][1] else INK,
        )  # fmt: skip


def _shade(middle: float) -> str:
    return next((fill for least, fill in _SHADES if middle >= least), "#f6f6f6")


def _listed(columns: Sequence[Column], width: int, y: float) -> tuple[list[Shape], float]:
    """Return the names of items by number below y, in as many columns as there is room for, and where they end."""
    across = 2 if width >= 2 * NARROW_PX else 1
    room = (width - 2 * _EDGE_PX) / across
    each = -(-len(columns) // across)
    shapes: list[Shape] = []
    ends = [y]
    for at in range(across):
        down = y
        for one in sorted(columns, key=lambda one: one.number)[at * each : (at + 1) * each]:
            x = _EDGE_PX + room * at
            shapes.append(
                Text(x=x + 16, y=down + 7, text=f"{one.number}", size=_SMALL_PX, anchor="end", bold=True)
            )
            for line in _fitted(one.name, room - 34, _SMALL_PX, 2):
                shapes.append(Text(x=x + 22, y=down + 7, text=line, size=_SMALL_PX, ink=SOFT))
                down += 13
        ends.append(down)
    return shapes, max(ends) + 16


def _fitted(name: str, limit: float, size: float = _SIZE_PX, most: int = _MOST_LINES) -> tuple[str, ...]:
    """Return a name on at most so many lines."""
    found = lines(plain(name), size, limit)
    if len(found) <= most:
        return found
    last = found[most - 1]
    while last and width_px(last + "…", size) > limit:
        last = last[:-1]
    return (*found[: most - 1], last.rstrip() + "…")


def _key(columns: Sequence[Column], words: MatrixWords) -> list[tuple[Sample | None, str]]:
    def cell(*judged: tuple[float, float]) -> Sample:
        return lambda x, y: _cell(judged, x + (SAMPLE_PX - _CELL_PX) / 2 + 2, y - _HALF_PX / 2, _HALF_PX)

    found: list[tuple[Sample | None, str]] = [(_ramp, words.key_cell)]
    if any(len(set(own)) > 1 for one in columns for own in one.cells.values()):
        found.append((None, words.key_two))
    found += [
        (cell(), words.key_empty),
        (_block, words.key_bar),
    ]
    marks = {one.mark for one in columns if one.mark}
    return [*found, *((None, meaning) for mark, meaning in words.marks if mark in marks)]


def _ramp(x: float, y: float) -> Iterator[Shape]:
    """Yield the shades from the least likely to the likeliest."""
    fills = ["#f6f6f6", *(fill for _, fill in reversed(_SHADES))]
    step = SAMPLE_PX / len(fills)
    for at, fill in enumerate(fills):
        yield Box(x=x + step * at, y=y - 7, x2=x + step * (at + 1), y2=y + 7, fill=fill)


def _block(x: float, y: float) -> Iterator[Shape]:
    yield Box(x=x + 8, y=y - 7, x2=x + SAMPLE_PX - 8, y2=y + 6, fill=BAR)
