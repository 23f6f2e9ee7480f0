"""A passage through time: a row for each place on an axis of dates, a line from where it most likely came.

The earliest held stands on top. A day is a dot, a month or an interval a bar over its whole span, as on a timeline.
The centre's places are diamonds, their labels bold. A broken line says that the dates allow either order. Nothing is
told by colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linewatch.errors import BadValue
from linewatch.figures.axis import Axis, axis, ticks
from linewatch.figures.drawing import BAND, BAR, FAINT, INK, PAPER, SOFT, Box, Line, Shape, Sign, Text, drawn
from linewatch.figures.marks import about, bar, open_bar
from linewatch.figures.moments import TimelineWords
from linewatch.figures.placing import DATE_PX, LABEL_PX, LINE_PX, bounds
from linewatch.figures.texts import lines, plain, width_px
from linewatch.kinds.dates import PartialDate

WIDE_PX, NARROW_PX = 900, 360
_EDGE_PX = 14.0
_ROW_PX = 20.0
_AXIS_PX = 40.0
_LABEL_SHARE = 0.36
_HALF_PX = 5.0  # half a mark, at which a line ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place of the passage.

    Attributes:
        label: Which document, in a few words.
        date: When.
        when: The same as it is printed.
        centre: Whether the centre has it here.
        source: The number of the place that it most likely has it from.
        either_way: Whether the dates allow the other order.
    """

    label: str
    date: PartialDate
    when: str
    centre: bool = False
    source: int | None = None
    either_way: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    stop: Stop
    y: float
    start: float
    end: float
    opens: int  # -1 to the left, 1 to the right


def echo_chain(stops: Sequence[Stop], words: TimelineWords, title: str, width: int = WIDE_PX) -> str:
    """Draw a chain as SVG text, safe inside an HTML page.

    Args:
        stops: Dated places in order of date; a source stands before what comes from it.
        words: Wording of the axis.
        title: What a screen reader calls it.
        width: In px: WIDE_PX for a page, NARROW_PX for a telephone, where labels stand above their marks.

    Raises:
        BadValue: If there is none.
    """
    if not stops:
        raise BadValue("A chain needs one dated place at least.", "Leave the figure out.")
    stacked = width < 2 * NARROW_PX
    dates = max(width_px(plain(stop.when), DATE_PX) for stop in stops)
    left = _EDGE_PX + 8 if stacked else width * _LABEL_SHARE
    right = width - 2 * _EDGE_PX - min(dates, width / 3)
    ordinals = [end for stop in stops for end in bounds(stop.date) if end is not None]
    scale = axis(ordinals, left, right, 20.0)
    rows, y = list[_Row](), _EDGE_PX / 2
    labels = list[Shape]()
    for stop in stops:
        y = _label(labels, stop, y, width if stacked else scale.left - _EDGE_PX, stacked=stacked)
        rows.append(_row(stop, y - _ROW_PX / 2, scale))
    axis_y = y + 4
    back = [*_grid(scale, words, axis_y)]
    links = [
        shape for row in rows if row.stop.source is not None for shape in _link(rows[row.stop.source], row)
    ]
    marks = [shape for row in rows for shape in _mark(row, scale)]
    told = [_date(row) for row in rows]
    return drawn([back, links, marks, [*labels, *told]], width, round(axis_y + _AXIS_PX), plain(title))


def _label(labels: list[Shape], stop: Stop, y: float, room: float, *, stacked: bool) -> float:
    """Add a row's label below y, and return where the row ends."""
    broken = lines(plain(stop.label), LABEL_PX, room - 2 * _EDGE_PX)
    for at, line in enumerate(broken[:2]):
        labels.append(
            Text(x=_EDGE_PX, y=y + LINE_PX * (at + 0.5), text=line, size=LABEL_PX, bold=stop.centre)
        )
    high = LINE_PX * len(broken[:2])
    return y + high + _ROW_PX if stacked else y + max(_ROW_PX, high + 2)


def _row(stop: Stop, y: float, scale: Axis) -> _Row:
    start, end = bounds(stop.date)
    if start is not None and end is not None:
        if end - start == 1:
            return _Row(stop, y, scale.x(start + 0.5), scale.x(start + 0.5), 0)
        return _Row(stop, y, scale.x(start), scale.x(end), 0)
    if start is not None:
        return _Row(stop, y, scale.x(start), scale.right, 1)
    return _Row(stop, y, scale.left, scale.x(end or 0), -1)


def _link(source: _Row, here: _Row) -> Iterator[Shape]:
    """Yield a line down from a place and across to the one that has it from there."""
    x, end = source.start, here.start - _HALF_PX
    dash = (5.0, 3.0) if here.stop.either_way else ()
    below = source.y + _HALF_PX
    if end - x < _HALF_PX:
        yield Line(x=here.start, y=below, x2=here.start, y2=here.y - _HALF_PX, ink=SOFT, dash=dash)
        yield Sign(x=here.start, y=here.y - _HALF_PX - 3, shape="triangle-down", area=28, fill=SOFT, ink=SOFT)
        return
    yield Line(x=x, y=below, x2=x, y2=here.y, ink=SOFT, dash=dash)
    yield Line(x=x, y=here.y, x2=end - 3, y2=here.y, ink=SOFT, dash=dash)
    yield Sign(x=end - 3, y=here.y, shape="triangle-right", area=28, fill=SOFT, ink=SOFT)


def _mark(row: _Row, scale: Axis) -> Iterator[Shape]:
    hollow = about(row.stop.date)
    if row.opens:
        known, far = (row.start, scale.right) if row.opens > 0 else (row.end, scale.left)
        yield from open_bar(known, far, row.y, hollow=hollow, outside=False)
    elif row.start == row.end:
        shape, area = ("diamond", 130.0) if row.stop.centre else ("circle", 60.0)
        yield Sign(x=row.start, y=row.y, shape=shape, area=area, fill=PAPER if hollow else INK)
        return
    else:
        yield from bar(row.start, row.end, row.y, hollow=hollow, outside=False)
    if row.stop.centre:
        yield Sign(x=row.start, y=row.y, shape="diamond", area=130.0, fill=PAPER if hollow else BAR)


def _date(row: _Row) -> Text:
    end = row.end if row.opens >= 0 else row.end + _HALF_PX
    return Text(x=end + 9, y=row.y, text=plain(row.stop.when), size=DATE_PX, ink=SOFT)


def _grid(scale: Axis, words: TimelineWords, y: float) -> Iterator[Shape]:
    for left, right in scale.gaps():
        yield Box(x=left, y=0, x2=right, y2=y, fill=BAND)
    yield Line(x=scale.left, y=y, x2=scale.right, y2=y, ink=INK, width=1.5)
    for tick in ticks(scale, words, DATE_PX):
        yield Line(x=tick.x, y=0, x2=tick.x, y2=y, ink=FAINT)
        yield Line(x=tick.x, y=y, x2=tick.x, y2=y + 5, ink=INK, width=1.5)
        yield Text(x=tick.x, y=y + 14, text=tick.label, size=DATE_PX, anchor="middle")
        yield Text(x=tick.x, y=y + 28, text=tick.below, size=DATE_PX, anchor="middle", bold=True)
