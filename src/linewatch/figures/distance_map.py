"""A map of actors by distance from the centre and date.

One row an actor, the nearest on top; one column a period. Each cell prints the distance and, under it, its interval
on a scale from the centre (left edge) to one and a half times the farther half (right edge); an arrow's head says
that the interval goes on beyond an edge. The darker a cell
the nearer; near-copies of the centre have a frame. Nothing is told by colour, so that it can be read from a grey
print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from linewatch.errors import BadValue
from linewatch.figures.drawing import FAINT, INK, PAPER, SOFT, Box, Line, Shape, Text, drawn
from linewatch.figures.texts import lines, plain, width_px

WIDE_PX, NARROW_PX = 900, 360
_EDGE_PX, _SIZE_PX = 10.0, 11.0
_CELL_PX, _ROW_PX, _HEAD_PX, _KEY_PX = 38.0, 23.0, 26.0, 20.0
_SHADES = ((0.2, "#6e6e6e"), (0.4, "#9c9c9c"), (0.6, "#c4c4c4"), (0.8, "#e2e2e2"))  # up to which distance
_FARTHEST = 1.5  # at a cell's right edge
_HEAD = 3.0  # px, of an arrow where an interval goes on beyond an edge


@dataclass(frozen=True, slots=True)
class Cell:
    """One actor in one period.

    Attributes:
        actor: As it is to be printed.
        period: As it is to be printed; sorts as time goes.
        distance: 0 the centre, 1 the farther half of the period; None where refused.
        low: Lower end of the interval.
        high: Upper end.
        near_copy: Whether the text is a near-copy of the centre's.
    """

    actor: str
    period: str
    distance: float | None
    low: float | None
    high: float | None
    near_copy: bool = False


@dataclass(frozen=True, slots=True)
class MapWords:
    """The wording of a map.

    Attributes:
        key_cell: What number, line and shade of a cell mean.
        key_cut: What an arrow's head at an edge means.
        key_copy: What a frame means.
        key_refused: What a dash means.
        key_break: What a heavy upright line means.
        row: One actor in words, with {actor} and {items}.
        item: One period of it, with {period}, {distance}, {low} and {high}.
        refused: One without a distance, with {period}.
        copy: Added to a near-copy.
        join: Between items.
    """

    key_cell: str
    key_cut: str
    key_copy: str
    key_refused: str
    key_break: str
    row: str
    item: str
    refused: str
    copy: str
    join: str


class DistanceMap(NamedTuple):
    """A figure, and the same in words, row by row."""

    svg: str
    description: str


def distance_map(
    cells: Sequence[Cell], words: MapWords, title: str, breaks: Sequence[str] = (), width: int = WIDE_PX
) -> DistanceMap:
    """Draw a map.

    Args:
        cells: In any order, at most one an actor and period.
        words: Its wording.
        title: What a screen reader calls it.
        breaks: Periods with which the centre's line breaks.
        width: In px: WIDE_PX for a page, NARROW_PX for a telephone.

    Raises:
        BadValue: If there is no distance to show.
    """
    if not any(cell.distance is not None for cell in cells):
        raise BadValue("A map needs one distance at least.", "Leave the figure out.")
    rows = _rows(cells)
    left = 2 * _EDGE_PX + min(width * 0.4, max(width_px(plain(actor), _SIZE_PX) for actor in rows))
    periods = sorted({cell.period for cell in cells})
    columns = max(1, int((width - left - _EDGE_PX) // _CELL_PX))
    shapes: list[Shape] = []
    y = _EDGE_PX
    for start in range(0, len(periods), columns):
        band = periods[start : start + columns]
        inside = {
            actor: found for actor, row in rows.items() if (found := {p: row[p] for p in band if p in row})
        }
        shapes += _band(inside, band, breaks, left, y)
        y += _HEAD_PX + _ROW_PX * len(inside) + _EDGE_PX
    signs = [words.key_cell, words.key_refused]
    if any(_is_cut(cell) for cell in cells):
        signs.append(words.key_cut)
    if any(cell.near_copy for cell in cells):
        signs.append(words.key_copy)
    key, y = _key(words, [*signs, words.key_break] if breaks else signs, y, width)
    height = round(y + _EDGE_PX / 2)
    return DistanceMap(drawn([[*shapes, *key]], width, height, plain(title)), _described(rows, words))


def _rows(cells: Sequence[Cell]) -> dict[str, dict[str, Cell]]:
    """Return the cells by actor and period, the actor who is nearest on the whole first."""
    rows: dict[str, dict[str, Cell]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.actor, cell.period)):
        rows.setdefault(cell.actor, {})[cell.period] = cell

    def nearness(actor: str) -> tuple[bool, float, str]:
        told = sorted(cell.distance for cell in rows[actor].values() if cell.distance is not None)
        return not told, told[len(told) // 2] if told else 0.0, actor

    return {actor: rows[actor] for actor in sorted(rows, key=nearness)}


def _band(
    rows: Mapping[str, Mapping[str, Cell]],
    periods: Sequence[str],
    breaks: Sequence[str],
    left: float,
    top: float,
) -> Iterator[Shape]:
    """Yield a run of periods with all actors who speak in it."""
    at = {period: left + _CELL_PX * i for i, period in enumerate(periods)}
    for period, x in at.items():
        yield Text(
            x=x + _CELL_PX / 2,
            y=top + _HEAD_PX / 2,
            text=plain(period),
            size=_SIZE_PX,
            anchor="middle",
            bold=True,
        )
    for i, (actor, row) in enumerate(rows.items()):
        y = top + _HEAD_PX + _ROW_PX * i
        yield Line(x=_EDGE_PX, y=y + _ROW_PX, x2=left + _CELL_PX * len(periods), y2=y + _ROW_PX, ink=FAINT)
        yield Text(x=_EDGE_PX, y=y + _ROW_PX / 2, text=_fitted(actor, left - 1.5 * _EDGE_PX), size=_SIZE_PX)
        for period, cell in row.items():
            yield from _cell(cell, at[period], y)
    bottom = top + _HEAD_PX + _ROW_PX * len(rows)
    for period in breaks:
        if period in at:
            yield Line(x=at[period], y=top, x2=at[period], y2=bottom, ink=INK, width=3)


def _cell(cell: Cell, x: float, y: float) -> Iterator[Shape]:
    middle = x + _CELL_PX / 2
    if cell.distance is None or cell.low is None or cell.high is None:
        yield Text(x=middle, y=y + _ROW_PX / 2, text="–", size=_SIZE_PX, anchor="middle", ink=SOFT)
        return
    shade = next((fill for limit, fill in _SHADES if cell.distance < limit), PAPER)
    ink = PAPER if shade == _SHADES[0][1] else INK
    yield Box(
        x=x + 1.5, y=y + 1.5, x2=x + _CELL_PX - 1.5, y2=y + _ROW_PX - 1.5, fill=shade,
        ink=INK if cell.near_copy else None,
    )  # fmt: skip
    yield Text(x=middle, y=y + 9, text=_figure(cell.distance), size=_SIZE_PX, anchor="middle", ink=ink)
    left, right = x + 4, x + _CELL_PX - 4
    low, high = (
        min(max(left + (right - left) * end / _FARTHEST, left), right) for end in (cell.low, cell.high)
    )
    level = y + 17.5
    yield Line(x=low, y=level, x2=max(high, low + 1), y2=level, ink=ink, width=2)
    if cell.low < 0:
        yield from _arrow(left, level, _HEAD, ink)
    if cell.high > _FARTHEST:
        yield from _arrow(right, level, -_HEAD, ink)


def _arrow(x: float, y: float, back: float, ink: str) -> Iterator[Shape]:
    """Yield the head of an arrow whose point is at a place: the interval goes on beyond it."""
    for up in (-abs(back), abs(back)):
        yield Line(x=x, y=y, x2=x + back, y2=y + up, ink=ink, width=1.5)


def _figure(value: float | None) -> str:
    """Return a distance as it is printed, in the cell and in words alike; never minus nought."""
    return "" if value is None else f"{round(value, 1) + 0.0:.1f}"


def _fitted(text: str, limit: float) -> str:
    text = plain(text)
    if width_px(text, _SIZE_PX) <= limit:
        return text
    while text and width_px(text + "…", _SIZE_PX) > limit:
        text = text[:-1]
    return text + "…"


def _is_cut(cell: Cell) -> bool:
    return cell.low is not None and cell.high is not None and (cell.low < 0 or cell.high > _FARTHEST)


def _key(words: MapWords, told: Sequence[str], y: float, width: int) -> tuple[list[Shape], float]:
    """Return what the signs mean, below y, and where that ends."""
    x = _EDGE_PX + _CELL_PX
    shapes: list[Shape] = []
    for meaning in told:
        at = y + _KEY_PX / 2
        if meaning == words.key_cell:
            shapes.append(Box(x=_EDGE_PX, y=at - 8, x2=x - 8, y2=at + 8, fill=_SHADES[1][1]))
        elif meaning == words.key_refused:
            shapes.append(
                Text(x=(_EDGE_PX + x - 8) / 2, y=at, text="–", size=_SIZE_PX, anchor="middle", ink=SOFT)
            )
        elif meaning == words.key_cut:
            shapes.append(Line(x=_EDGE_PX, y=at, x2=x - 8, y2=at, ink=INK, width=2))
            shapes += _arrow(x - 8, at, -_HEAD, INK)
        elif meaning == words.key_copy:
            shapes.append(Box(x=_EDGE_PX, y=at - 8, x2=x - 8, y2=at + 8, fill=PAPER, ink=INK))
        else:
            middle = (_EDGE_PX + x) / 2
            shapes.append(Line(x=middle, y=at - 8, x2=middle, y2=at + 8, ink=INK, width=3))
        for line in lines(plain(meaning), _SIZE_PX, width - x - _EDGE_PX):
            shapes.append(Text(x=x, y=y + _KEY_PX / 2, text=line, size=_SIZE_PX, ink=SOFT))
            y += _KEY_PX * 0.8
        y += _KEY_PX * 0.2
    return shapes, y


def _described(rows: Mapping[str, Mapping[str, Cell]], words: MapWords) -> str:
    told: list[str] = []
    for actor, row in rows.items():
        items = words.join.join(_told(cell, words) for cell in row.values())
        told.append(words.row.format(actor=plain(actor), items=items))
    return " ".join(told)


def _told(cell: Cell, words: MapWords) -> str:
    if cell.distance is None:
        return words.refused.format(period=plain(cell.period))
    item = words.item.format(
        period=plain(cell.period),
        distance=_figure(cell.distance),
        low=_figure(cell.low),
        high=_figure(cell.high),
    )
    return item + words.copy if cell.near_copy else item
