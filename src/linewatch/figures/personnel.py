"""Leaders and exits on one chart: a group of rows for each thing that can befall a leader or a party.

Drawn like the timeline: each row has its label in a column of its own, its mark and its date on the chart. What
has no date stands in its group too, its place left open. Nothing is told by colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from linewatch.errors import BadValue
from linewatch.figures.axis import Axis, axis, ticks
from linewatch.figures.drawing import BAND, FAINT, INK, PAPER, SOFT, Box, Line, Shape, Text, drawn
from linewatch.figures.key import key_shapes
from linewatch.figures.marks import mark_shapes
from linewatch.figures.moments import Moment, TimelineWords
from linewatch.figures.placing import DATE_PX, LABEL_PX, LINE_PX, Placed, bounds, placed
from linewatch.figures.texts import lines, plain, width_px

WIDE_PX, NARROW_PX = 900, 360
_EDGE_PX = 14.0
_HEADING_PX = 20.0
_AXIS_PX = 38.0
_LABEL_SHARE = 0.47  # of the width, for the column of labels
_Sheets: TypeAlias = tuple[list[Shape], list[Shape]]  # marks, and the texts above them


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that stand together.

    Attributes:
        name: Their heading.
        moments: In any order; those without a date are drawn last, without a mark.
    """

    name: str
    moments: tuple[Moment, ...]


class Chart(NamedTuple):
    """A figure and what it says.

    Attributes:
        svg: SVG text, safe inside an HTML page.
        description: The same in words, group by group.
    """

    svg: str
    description: str


def personnel_chart(groups: Sequence[Group], words: TimelineWords, title: str, width: int = WIDE_PX) -> Chart:
    """Draw the chart.

    Args:
        groups: In the order in which they stand; those without moments are left out.
        words: The wording of its axis and key; a moment without a date says in its own ``when`` that it has none.
        title: What a screen reader calls it.
        width: In px: WIDE_PX for a page, NARROW_PX for a telephone.

    Raises:
        BadValue: If no moment has a date.
    """
    shown = [_in_order(group) for group in groups if group.moments]
    dates = [one.date for group in shown for one in group.moments if one.date]
    if not dates:
        raise BadValue("A chart of personnel needs one dated row at least.", "Leave the figure out.")
    stacked = width < 2 * NARROW_PX
    left = _EDGE_PX if stacked else width * _LABEL_SHARE
    ends = [end for date in dates for end in bounds(date) if end is not None]
    scale = axis(ends, left, width - _EDGE_PX, 20.0 if stacked else 30.0)
    front: _Sheets = ([], [])
    y, items = _AXIS_PX, list[Placed]()
    for group in shown:
        front[1].append(Text(x=_EDGE_PX, y=y + LABEL_PX, text=plain(group.name), size=LABEL_PX, bold=True))
        y += _HEADING_PX
        for moment in group.moments:
            label_px = (scale.right if stacked else scale.left - _EDGE_PX) - 2 * _EDGE_PX
            item = placed(moment, moment.date, scale, words, label_px) if moment.date else None
            y = _row(front, item or moment, y, scale, label_px)
            items.extend([item] if item else [])
    key, key_height = key_shapes(items, scale, words, y + 6, width)
    # Dates that stand on a mark need to lie above it, on a sheet of their own.
    sheets = [[*_axis(scale, words, y)], [*front[0], *key], front[1]]
    return Chart(drawn(sheets, width, round(y + key_height + 14), plain(title)), _told(shown, words))


def _in_order(group: Group) -> Group:
    dated = [(one.date.sort_key, one.label, one) for one in group.moments if one.date]
    undated = [one for one in group.moments if one.date is None]
    in_order = sorted(dated, key=lambda item: item[:2])
    return Group(group.name, (*(one for *_, one in in_order), *sorted(undated, key=lambda one: one.label)))


def _row(front: _Sheets, item: Placed | Moment, y: float, scale: Axis, label_px: float) -> float:
    """Add a row below y, and return where it ends; a moment that has no place has no date."""
    marks, texts = front
    stacked = scale.left == _EDGE_PX
    label = item.label if isinstance(item, Placed) else lines(plain(item.label), LABEL_PX, label_px)
    for at, line in enumerate(label):
        texts.append(Text(x=2 * _EDGE_PX, y=y + LINE_PX * (at + 0.5), text=line, size=LABEL_PX))
    top = y + LINE_PX * len(label) if stacked else y
    if isinstance(item, Moment):
        x = 2 * _EDGE_PX if stacked else scale.left
        texts.append(
            Text(x=x, y=top + LINE_PX / 2, text=plain(item.when), size=DATE_PX, ink=SOFT, slanted=True)
        )
        return max(y + LINE_PX * len(label), top + LINE_PX) + 2
    # A bar is pale only where its date is printed on it.
    marks.extend(mark_shapes(replace(item, over=False) if stacked else item, top + LINE_PX / 2))
    if not stacked and label:
        ends = 2.5 * _EDGE_PX + width_px(label[0], LABEL_PX)
        if ends < item.left - 4:
            marks.append(Line(x=ends, y=top + LINE_PX / 2, x2=item.left - 4, y2=top + LINE_PX / 2, ink=FAINT))
    if stacked and item.over:
        top += LINE_PX  # on a telephone a date would hide its mark
    for at, line in enumerate(item.when):
        texts.extend(_date(item, line, top + LINE_PX * (at + 0.5), papered=not stacked))
    return max(y + LINE_PX * len(label), top + LINE_PX * len(item.when)) + 2


def _date(item: Placed, line: str, y: float, *, papered: bool) -> Iterator[Shape]:
    """Yield a line of a date; where it stands on a broken line, with paper behind it."""
    if item.over and papered and item.opens:
        wide = width_px(line, DATE_PX)
        left = item.text_x if item.anchor == "start" else item.text_x - wide
        yield Box(x=left - 3, y=y - LINE_PX / 2, x2=left + wide, y2=y + LINE_PX / 2, fill=PAPER)
    yield Text(
        x=item.text_x, y=y, text=line, size=DATE_PX, anchor=item.anchor, ink=SOFT, slanted=item.moment.outside
    )


def _axis(scale: Axis, words: TimelineWords, bottom: float) -> Iterator[Shape]:
    for left, right in scale.gaps():
        yield Box(x=left, y=_AXIS_PX, x2=right, y2=bottom, fill=BAND)
    yield Line(x=scale.left, y=_AXIS_PX - 4, x2=scale.right, y2=_AXIS_PX - 4, ink=INK, width=1.5)
    for tick in ticks(scale, words, DATE_PX):
        yield Line(x=tick.x, y=_AXIS_PX - 4, x2=tick.x, y2=bottom, ink=FAINT)
        yield Text(x=tick.x, y=24, text=tick.label, size=DATE_PX, anchor="middle")
        yield Text(x=tick.x, y=10, text=tick.below, size=DATE_PX, anchor="middle", bold=True)


def _told(groups: Sequence[Group], words: TimelineWords) -> str:
    return " ".join(
        words.lane.format(
            lane=plain(group.name), items=words.join.join(_item(one, words) for one in group.moments)
        )
        for group in groups
    )


def _item(moment: Moment, words: TimelineWords) -> str:
    when = words.outside.format(when=moment.when) if moment.outside else moment.when
    return words.item.format(when=plain(when), label=plain(moment.label))
