"""A map of actors by distance from the centre's line and by date: one row each, the earliest on top.

The upright line is the centre. A dot is an estimate, the bar through it its interval; a full dot stands apart from the
line. Nothing is told by colour, so that it can be read from a grey print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from linewatch.errors import BadValue
from linewatch.figures.drawing import BAR, FAINT, INK, PAPER, SOFT, Line, Shape, Sign, Text, drawn
from linewatch.figures.texts import lines, plain
from linewatch.figures.timeline import NARROW_PX, WIDE_PX

_EDGE_PX, _SIZE_PX, _LINE_PX = 12.0, 11.0, 15.0
_ROW_PX, _FOOT_PX, _DATE_PX = 19.0, 22.0, 21.0
_LABEL_SHARE = 0.5  # of the width; on a telephone the label stands above its bar instead
_REACH = 4.0  # the length of the scale; a bar that runs on beyond it ends in an arrow
_TICK_PX = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An actor on an issue.

    Attributes:
        label: Who, and on what.
        when: The date of what it rests on, in words; rows of one date that follow each other share it.
        distance: Less than 0 towards the pole at -2, more than 0 towards +2.
        low: Lower end of the interval.
        high: Upper end.
    """

    label: str
    when: str
    distance: float
    low: float
    high: float


def standings(
    rows: Sequence[Placed], key: Sequence[str], centre: str, title: str, width: int = WIDE_PX
) -> str:
    """Draw a map.

    Args:
        rows: In order of date.
        key: What the signs mean, a line each.
        centre: What the upright line is called.
        title: What a screen reader calls it.
        width: In px: WIDE_PX for a page, NARROW_PX for a telephone.

    Raises:
        BadValue: If there is no row.
    """
    if not rows:
        raise BadValue("A map needs one distance at least.", "Leave the figure out.")
    narrow = width < 2 * NARROW_PX
    left = _EDGE_PX if narrow else width * _LABEL_SHARE
    step = (width - 2 * _EDGE_PX - left) / (2 * _REACH)
    zero = left + _EDGE_PX / 2 + _REACH * step
    back: list[Shape] = []
    front: list[Shape] = []
    y = _EDGE_PX
    for text in (part for told in key for part in lines(plain(told), _SIZE_PX, width - 2 * _EDGE_PX)):
        front.append(Text(x=_EDGE_PX, y=y + _SIZE_PX / 2, text=text, size=_SIZE_PX, ink=SOFT))
        y += _LINE_PX
    front.append(
        Text(x=zero, y=y + _LINE_PX / 2, text=plain(centre), size=_SIZE_PX, anchor="middle", bold=True)
    )
    top = y = y + _LINE_PX
    for when, same in groupby(rows, key=lambda row: row.when):
        front.append(
            Text(x=_EDGE_PX, y=y + _DATE_PX / 2, text=plain(when), size=_SIZE_PX, slanted=True, ink=SOFT)
        )
        back.append(Line(x=_EDGE_PX, y=y + 3, x2=width - _EDGE_PX, y2=y + 3, ink=FAINT))
        y += _DATE_PX
        for row in same:
            label = lines(plain(row.label), _SIZE_PX, width - 2 * _EDGE_PX if narrow else left - 2 * _EDGE_PX)
            for part in label:
                front.append(Text(x=_EDGE_PX, y=y + _SIZE_PX / 2, text=part, size=_SIZE_PX))
                y += _LINE_PX
            bar = y + 5 if narrow else y - _LINE_PX * (len(label) + 1) / 2 + 6
            back.append(Line(x=zero, y=bar - _TICK_PX, x2=zero, y2=bar + _TICK_PX, ink=INK, width=1.5))
            front.extend(_bar(row, zero, step, bar))
            y += _ROW_PX if narrow else _ROW_PX - _LINE_PX
    if not narrow:  # there it would run through the labels
        back.append(Line(x=zero, y=top, x2=zero, y2=y, ink=INK, width=1.5))
    front.extend(_axis(zero, step, int(_REACH), y))
    return drawn([back, front], width, round(y + _FOOT_PX), plain(title))


def _bar(row: Placed, zero: float, step: float, y: float) -> Iterator[Shape]:
    low, mid, high = (
        zero + min(_REACH, max(-_REACH, end)) * step for end in (row.low, row.distance, row.high)
    )
    yield Line(x=low, y=y, x2=high, y2=y, ink=BAR, width=2)
    for beyond, x, shape in (
        (row.low < -_REACH, low, "triangle-left"),
        (row.high > _REACH, high, "triangle-right"),
    ):
        if beyond:
            yield Sign(x=x, y=y, shape=shape, area=36.0, fill=BAR, ink=BAR)
    apart = row.low > 0 or row.high < 0
    yield Sign(x=mid, y=y, area=50.0, fill=INK if apart else PAPER)


def _axis(zero: float, step: float, reach: int, y: float) -> Iterator[Shape]:
    every = 1 if step > 26 else 2
    for at in range(-(reach // every) * every, reach + 1, every):
        x = zero + at * step
        yield Line(x=x, y=y, x2=x, y2=y + 4)
        told = f"{at:+d}".replace("-", "−") if at else "0"
        yield Text(x=x, y=y + 13, text=told, size=_SIZE_PX, anchor="middle")
