"""Stance over time on one issue: a small chart for each actor, the centre's line in all of them.

The centre's interval is a grey ground with a broken line in it; the actor's is a pair of thin lines with a thick one
between them; each statement is a ring at the code it was given, with a bar over the days it may be of. Nothing is told
by colour, so that it can be read from a grey print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from linewatch.errors import BadValue
from linewatch.figures.axis import Axis, axis, ticks
from linewatch.figures.drawing import FAINT, INK, PALE, PAPER, SOFT, Area, Line, Shape, Sign, Text, drawn
from linewatch.figures.moments import TimelineWords
from linewatch.figures.placing import DATE_PX, LABEL_PX
from linewatch.figures.texts import lines as broken
from linewatch.figures.texts import plain, width_px
from linewatch.figures.timeline import NARROW_PX, WIDE_PX

_EDGE_PX, _PANEL_PX, _HEAD_PX, _FOOT_PX, _SCALE_PX = 14.0, 150.0, 22.0, 40.0, 26.0
_SHORT_PX = 14.0
_END = 2.0  # of the codes, either way: the last ones are open
_REACH = 3.2  # the scale is drawn to just beyond the codes at its ends; what lies further out is cut there


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A line at a day, a proleptic Gregorian ordinal."""

    day: float
    stance: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A statement: its code, and the days between which it was said."""

    first: int
    last: int
    code: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One actor.

    Attributes:
        label: The actor's name.
        points: Its line, by day.
        marks: Its statements that have a date.
        undated: How many others its line rests on.
        centre: Whether it is the centre itself.
    """

    label: str
    points: tuple[Point, ...]
    marks: tuple[Mark, ...]
    undated: int = 0
    centre: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceWords:
    """The wording of the figure.

    Attributes:
        minus: What a stance of -2 means.
        plus: What +2 means.
        key: What the grey ground, the lines and the rings are.
        told: One actor in the description, from ``{actor}``, ``{stance}``, ``{low}``, ``{high}``, ``{statements}``.
        axis: For the time axis.
        undated: Beside a line of which no statement has a date.
    """

    minus: str
    plus: str
    key: str
    told: str
    axis: TimelineWords
    undated: str = ""


class Stances(NamedTuple):
    """A figure, and the same in words: each actor at the end of its line."""

    svg: str
    description: str


def stances(panels: Sequence[Panel], words: StanceWords, title: str, width: int = WIDE_PX) -> Stances:
    """Draw stance over time.

    Args:
        panels: The actors, the centre among them where it has a line.
        words: The wording.
        title: What a screen reader calls it.
        width: In px: WIDE_PX for a page, NARROW_PX for a telephone.

    Raises:
        BadValue: If no actor has a line.
    """
    shown = [panel for panel in panels if panel.points]
    if not shown:
        raise BadValue("A figure of stances needs one line at least.", "Leave the figure out.")
    centre = next((panel for panel in shown if panel.centre), None)
    columns = 1 if width < 2 * NARROW_PX else min(3, len(shown))
    days = _days(shown)
    back: list[Shape] = []
    front: list[Shape] = []
    wide = (width - _EDGE_PX) / columns
    top = _EDGE_PX / 2
    told = (words.key, f"+2: {words.plus}", f"{_signed(-2)}: {words.minus}")
    for line in (part for text in told for part in broken(plain(text), DATE_PX, width - 2 * _EDGE_PX)):
        front.append(Text(x=_EDGE_PX, y=top + DATE_PX, text=line, size=DATE_PX, ink=SOFT))
        top += DATE_PX * 1.4
    top += _EDGE_PX / 2
    for at, panel in enumerate(shown):
        left = _EDGE_PX + at % columns * wide
        y = top + at // columns * (_HEAD_PX + _PANEL_PX + _FOOT_PX)
        scale = axis(days, left + _SCALE_PX, left + wide - _EDGE_PX, 14.0)
        _panel(back, front, panel, centre, scale, y + _HEAD_PX, words)
        label = broken(plain(panel.label), LABEL_PX, wide - _EDGE_PX)[0]
        front.append(Text(x=left, y=y + _HEAD_PX / 2, text=label, size=LABEL_PX, bold=True))
    height = top + -(-len(shown) // columns) * (_HEAD_PX + _PANEL_PX + _FOOT_PX)
    description = " ".join(_told(panel, words) for panel in shown)
    return Stances(drawn([back, front], width, round(height), plain(title)), description)


def _days(panels: Sequence[Panel]) -> list[int]:
    days = [round(point.day) for panel in panels for point in panel.points]
    days += [day for panel in panels for mark in panel.marks for day in (mark.first, mark.last)]
    # Two knots: time is drawn to one scale, for a line's slope to mean the same everywhere.
    return [min(days), max(days)]


def _told(panel: Panel, words: StanceWords) -> str:
    last = panel.points[-1]
    return words.told.format(
        actor=plain(panel.label),
        stance=_steps(last.stance),
        low=_steps(last.low),
        high=_steps(last.high),
        statements=len(panel.marks) + panel.undated,
    )


def _signed(code: int) -> str:
    return f"{code:+d}".replace("-", "−") if code else "0"


def _steps(number: float) -> str:
    """Return steps of the scale; what lies beyond its open end as such."""
    if abs(number) > _END:
        return f"{'≥ +' if number > 0 else '≤ −'}{_END:.0f}"
    return f"{number:+.1f}".replace("-", "−")


def _y(stance: float, top: float) -> float:
    held = min(max(stance, -_REACH), _REACH)
    return top + _PANEL_PX * (_REACH - held) / (2 * _REACH)


def _panel(  # noqa: PLR0913, PLR0917 - one panel has that many sides
    back: list[Shape],
    front: list[Shape],
    panel: Panel,
    centre: Panel | None,
    scale: Axis,
    top: float,
    words: StanceWords,
) -> None:
    for code in (-2, -1, 0, 1, 2):
        y = _y(code, top)
        back.append(Line(x=scale.left, y=y, x2=scale.right, y2=y, ink=SOFT if code == 0 else FAINT))
        front.append(Text(x=scale.left - 6, y=y, text=_signed(code), size=DATE_PX, anchor="end"))
    bottom = top + _PANEL_PX
    back.append(Line(x=scale.left, y=bottom, x2=scale.right, y2=bottom, ink=INK))
    for tick in ticks(scale, words.axis, DATE_PX):
        # The last label of a chart must not run into the next chart.
        half = width_px(tick.label, DATE_PX) / 2
        if tick.x - half < scale.left - _SCALE_PX or tick.x + half > scale.right + _EDGE_PX:
            continue
        back.append(Line(x=tick.x, y=bottom, x2=tick.x, y2=bottom + 4, ink=INK))
        front.append(Text(x=tick.x, y=bottom + 13, text=tick.label, size=DATE_PX, anchor="middle"))
        front.append(Text(x=tick.x, y=bottom + 26, text=tick.below, size=DATE_PX, anchor="middle"))
    if centre is not None:
        back.append(_ground(centre, scale, top))
        front.extend(_line(centre, scale, top, width=1.5, dash=(5, 3)))
    if not panel.centre:
        front.extend(_line(panel, scale, top, width=2.5, dash=()))
        front.extend(_edges(panel, scale, top))
    if not panel.marks:
        x, point = _placed(panel, scale)[0]
        y = _y(point.stance, top)
        front.append(Text(x=x - 4, y=y, text=words.undated, size=DATE_PX, anchor="end", ink=SOFT))
    front.extend(_marks(panel, scale, top))


def _ground(panel: Panel, scale: Axis, top: float) -> Area:
    """Return the interval of a line as a ground."""
    placed = _placed(panel, scale)
    lows = [(x, point.low) for x, point in placed]
    highs = [(x, point.high) for x, point in placed]
    # Both edges need a corner wherever one of them leaves the panel.
    corners = sorted({x for edge in (lows, highs) for x, _ in _cornered(edge)})
    return Area(edges=tuple((x, _y(_at(lows, x), top), _y(_at(highs, x), top)) for x in corners), fill=PALE)


def _line(panel: Panel, scale: Axis, top: float, *, width: float, dash: tuple[float, ...]) -> Iterator[Shape]:
    """Yield a line; where it lies beyond the panel it runs along its edge, so that no actor is without one."""
    placed = [(x, point.stance) for x, point in _placed(panel, scale)]
    for (x, one), (x2, two) in pairwise(_cornered(placed)):
        yield Line(x=x, y=_y(one, top), x2=x2, y2=_y(two, top), width=width, dash=dash)


def _edges(panel: Panel, scale: Axis, top: float) -> Iterator[Shape]:
    """Yield the ends of a line's interval, cut where they leave the panel."""
    placed = _placed(panel, scale)
    for edge in ([(x, point.low) for x, point in placed], [(x, point.high) for x, point in placed]):
        for (x, one), (x2, two) in pairwise(_cornered(edge)):
            if abs(one + two) / 2 < _REACH:
                yield Line(x=x, y=_y(one, top), x2=x2, y2=_y(two, top), ink=SOFT)


def _cornered(edge: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the corners of an edge, as x and stance, with one more wherever it leaves or enters the panel."""
    found: list[tuple[float, float]] = []
    for (x, one), (x2, two) in pairwise(edge):
        found.append((x, one))
        crossed = [end for end in (-_REACH, _REACH) if min(one, two) < end < max(one, two)]
        found += sorted((x + (end - one) / (two - one) * (x2 - x), end) for end in crossed)
    return [*found, edge[-1]]


def _at(edge: Sequence[tuple[float, float]], place: float) -> float:
    """Return where an edge stands at an x within it."""
    for (x, one), (x2, two) in pairwise(edge):
        if place <= x2:
            return one + (place - x) / (x2 - x) * (two - one) if x2 > x else one
    return edge[-1][1]


def _placed(panel: Panel, scale: Axis) -> list[tuple[float, Point]]:
    """Return the points of a line with their places; a line of one day is drawn a little way before it."""
    placed = [(scale.x(point.day), point) for point in panel.points]
    if len(placed) > 1:
        return placed
    ((x, point),) = placed
    return [(max(x - _SHORT_PX, scale.left), point), (max(x, scale.left + _SHORT_PX), point)]


def _marks(panel: Panel, scale: Axis, top: float) -> Iterator[Shape]:
    for mark in panel.marks:
        y = _y(mark.code, top)
        if mark.last > mark.first:
            yield Line(x=scale.x(mark.first), y=y, x2=scale.x(mark.last), y2=y, ink=SOFT, width=1.2)
        yield Sign(x=scale.x((mark.first + mark.last) / 2), y=y, area=46.0, fill=PAPER)
