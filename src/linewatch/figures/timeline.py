"""The timeline of a case: what was planned above the axis, what happened below, as precise as the dates are.

Each moment has a row of its own: its label in a column before the chart (above it on a telephone), its mark
and its date on the chart. A day is a dot, a month or an interval a bar over its whole span; about is hollow;
an open end runs on to the end of the axis in an arrow; a date from elsewhere is a diamond or a striped bar.
Nothing is told by colour, so that it can be read from a grey print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from linewatch.errors import BadValue
from linewatch.figures.axis import Axis, axis, ticks
from linewatch.figures.drawing import BAND, FAINT, INK, PAPER, SOFT, Box, Line, Shape, Text, drawn
from linewatch.figures.key import key_shapes
from linewatch.figures.marks import mark_shapes
from linewatch.figures.moments import Lane, Moment, TimelineWords
from linewatch.figures.placing import DATE_PX, LABEL_PX, LINE_PX, Placed, bounds, placed
from linewatch.figures.texts import plain, width_px
from linewatch.kinds.dates import PartialDate

WIDE_PX, NARROW_PX = 900, 360
_EDGE_PX = 14
_ROW_GAP_PX = 1.0
_HEADING_PX = 18.0
_AXIS_PX = 40.0
_LABEL_SHARE = 0.47  # of the width, for the column of labels
_Sheets: TypeAlias = tuple[list[Shape], list[Shape]]


class Timeline(NamedTuple):
    """A figure and what it cannot show.

    Attributes:
        svg: SVG text, safe inside an HTML page.
        description: The same in words, planned first, each lane by date.
        undated: The moments that have no place on it, in the order given.
    """

    svg: str
    description: str
    undated: tuple[Moment, ...]


def timeline(moments: Sequence[Moment], words: TimelineWords, title: str, width: int = WIDE_PX) -> Timeline:
    """Draw a timeline.

    Args:
        moments: In any order; those without a date are handed back.
        words: Its wording.
        title: What a screen reader calls it.
        width: In px: WIDE_PX for a page, NARROW_PX for a telephone.

    Raises:
        BadValue: If no moment has a date.
    """
    dated = sorted(
        ((moment, moment.date) for moment in moments if moment.date is not None),
        key=lambda pair: (pair[1].sort_key, pair[0].label),
    )
    if not dated:
        raise BadValue("A timeline needs one dated moment at least.", "Leave the figure out.")
    sheets, height = _laid_out(dated, words, width)
    return Timeline(
        drawn(sheets, width, height, plain(title)),
        describe(tuple(moment for moment, _ in dated), words),
        tuple(moment for moment in moments if moment.date is None),
    )


def describe(moments: Sequence[Moment], words: TimelineWords) -> str:
    """Return a timeline in words: each lane that is not empty, its moments in the order given."""
    told: list[str] = []
    for lane in ("planned", "happened"):
        items = [_told(moment, words) for moment in moments if moment.lane == lane]
        if items:
            told.append(words.lane.format(lane=words.lane_name(lane), items=words.join.join(items)))
    return " ".join(told)


def _told(moment: Moment, words: TimelineWords) -> str:
    when = words.outside.format(when=moment.when) if moment.outside else moment.when
    item = words.item.format(when=plain(when), label=plain(moment.label))
    return words.noted.format(item=item, note=plain(moment.note)) if moment.note else item


def _laid_out(
    dated: Sequence[tuple[Moment, PartialDate]], words: TimelineWords, width: int
) -> tuple[list[list[Shape]], int]:
    """Return what is drawn, back and front, and the height that it needs."""
    stacked = width < 2 * NARROW_PX
    scale = _scale([date for _, date in dated], width, stacked=stacked)
    limit = width - 2.0 * _EDGE_PX if stacked else scale.left - 2.0 * _EDGE_PX
    lanes: dict[Lane, list[Placed]] = {"planned": [], "happened": []}
    for moment, date in dated:
        lanes[moment.lane].append(placed(moment, date, scale, words, limit))
    # Dates that stand on a mark need to lie above it, on a sheet of their own.
    front: _Sheets = ([], [])
    y = _lane(front, words.planned, lanes["planned"], _EDGE_PX / 2, scale)
    axis_y = y + 6
    y = _lane(front, words.happened, lanes["happened"], axis_y + _AXIS_PX, scale)
    back = [*_grid(scale, words, axis_y, y), *_axis_line(scale, words, axis_y)]
    key, key_height = key_shapes([*lanes["planned"], *lanes["happened"]], scale, words, y + 8, width)
    return [back, [*front[0], *key], front[1]], round(y + 8 + key_height + _EDGE_PX / 2)


def _scale(dates: Sequence[PartialDate], width: int, *, stacked: bool) -> Axis:
    ordinals = [end for date in dates for end in bounds(date) if end is not None]
    left = _EDGE_PX if stacked else width * _LABEL_SHARE
    return axis(ordinals, left, width - _EDGE_PX, 20.0 if stacked else 30.0)


def _lane(front: _Sheets, name: str, lane: Sequence[Placed], y: float, scale: Axis) -> float:
    """Add a lane's heading and rows below y, and return where they end."""
    if not lane:
        return y
    front[1].append(Text(x=_EDGE_PX, y=y + LABEL_PX / 2, text=plain(name), size=LABEL_PX, bold=True))
    y += _HEADING_PX
    for item in lane:
        y = _row(front, item, y, scale) + _ROW_GAP_PX
    return y


def _row(front: _Sheets, item: Placed, y: float, scale: Axis) -> float:
    """Add a moment's label, mark and date below y, and return where they end."""
    marks, texts = front
    for at, line in enumerate(item.label):
        texts.append(Text(x=_EDGE_PX, y=y + LINE_PX * (at + 0.5), text=line, size=LABEL_PX))
    below = y + LINE_PX * len(item.label)
    stacked = scale.left == _EDGE_PX
    if not stacked:
        # A faint line leads the eye from the end of the label to the mark.
        ends = max((width_px(line, LABEL_PX) for line in item.label[:1]), default=0.0)
        middle = y + LINE_PX / 2
        if _EDGE_PX * 1.5 + ends < item.left - 4:
            marks.append(Line(x=_EDGE_PX * 1.5 + ends, y=middle, x2=item.left - 4, y2=middle, ink=FAINT))
    top = below if stacked else y
    # A bar is pale only where its date is printed on it.
    marks.extend(mark_shapes(replace(item, over=False) if stacked else item, top + LINE_PX / 2))
    if stacked and item.over:
        # On a telephone a date would hide its mark: it stands under it.
        top += LINE_PX
    for at, line in enumerate(item.when):
        texts.extend(_date(item, line, top + LINE_PX * (at + 0.5), papered=not stacked))
    return max(below, top + LINE_PX * max(1, len(item.when))) + (4 if stacked else 0)


def _date(item: Placed, line: str, y: float, *, papered: bool) -> Iterator[Shape]:
    """Yield a line of a moment's date; on a broken line, with paper of its own behind it."""
    text = Text(
        x=item.text_x,
        y=y,
        text=line,
        size=DATE_PX,
        anchor=item.anchor,
        ink=SOFT,
        slanted=item.moment.outside,
    )
    if item.over and papered and item.opens:
        wide = width_px(line, DATE_PX)
        left = item.text_x if item.anchor == "start" else item.text_x - wide
        yield Box(x=left - 3, y=y - LINE_PX / 2, x2=left + wide, y2=y + LINE_PX / 2, fill=PAPER)
    yield text


def _grid(scale: Axis, words: TimelineWords, axis_y: float, bottom: float) -> Iterator[Shape]:
    for left, right in scale.gaps():
        yield Box(x=left, y=0, x2=right, y2=bottom, fill=BAND)
    for tick in ticks(scale, words, DATE_PX):
        yield Line(x=tick.x, y=0, x2=tick.x, y2=axis_y, ink=FAINT)
        yield Line(x=tick.x, y=axis_y + _AXIS_PX - 8, x2=tick.x, y2=bottom, ink=FAINT)


def _axis_line(scale: Axis, words: TimelineWords, y: float) -> Iterator[Shape]:
    yield Line(x=scale.left, y=y, x2=scale.right, y2=y, ink=INK, width=1.5)
    for left, right in scale.gaps():
        middle = (left + right) / 2
        for x in (middle - 3, middle + 3):
            yield Line(x=x - 3, y=y + 6, x2=x + 3, y2=y - 6, ink=INK, width=1.5)
    for tick in ticks(scale, words, DATE_PX):
        yield Line(x=tick.x, y=y, x2=tick.x, y2=y + 5, ink=INK, width=1.5)
        yield Text(x=tick.x, y=y + 14, text=tick.label, size=DATE_PX, anchor="middle")
        yield Text(x=tick.x, y=y + 28, text=tick.below, size=DATE_PX, anchor="middle", bold=True)
