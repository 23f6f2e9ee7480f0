"""The marks of a timeline: how a date's precision and its origin look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from linewatch.figures.drawing import BAR, INK, PALE, PAPER, SOFT, Box, Line, Shape, Sign
from linewatch.figures.placing import Placed
from linewatch.kinds.dates import PartialDate

_HALF_PX = 4.0  # half a bar's height
_STRIPE_PX = 5.0


def about(date: PartialDate | None) -> bool:
    """Return whether a date is marked as approximate or uncertain by its source."""
    return date is not None and (date.approximate or "?" in date.edtf)


def mark_shapes(item: Placed, y: float) -> Iterator[Shape]:
    """Yield the mark of a moment, its middle at y."""
    if item.opens is not None:
        yield from _open(item, y)
    elif item.start == item.end:
        yield day_sign(item.start, y, hollow=about(item.moment.date), outside=item.moment.outside)
    else:
        drawn = bar(item.start, item.end, y, hollow=about(item.moment.date), outside=item.moment.outside)
        # A date that stands on its bar is read through it: the bar is pale, and not cut.
        yield from (replace(s, fill=PALE, ink=PALE) if item.over and isinstance(s, Box) else s for s in drawn)


def day_sign(x: float, y: float, *, hollow: bool, outside: bool) -> Sign:
    """Return the sign of a day: a dot, or a diamond for a date from elsewhere; hollow for about."""
    shape, area = ("diamond", 88.0) if outside else ("circle", 64.0)
    return Sign(x=x, y=y, shape=shape, area=area, fill=PAPER if hollow else INK)


def bar(start: float, end: float, y: float, *, hollow: bool, outside: bool) -> Iterator[Shape]:
    """Yield a bar over the whole span that a date can mean: striped from elsewhere, dashed for about."""
    # A narrower bar would be lost in its own frame.
    end = max(end, start + 5)
    plain = not hollow and not outside
    yield Box(
        x=start,
        y=y - _HALF_PX,
        x2=end,
        y2=y + _HALF_PX,
        fill=BAR if plain else PAPER,
        ink=BAR if plain else INK,
        dash=(3, 2) if hollow else (),
    )
    if outside:
        yield from _stripes(start, end, y)


def _stripes(start: float, end: float, y: float) -> Iterator[Line]:
    x = start + _STRIPE_PX / 2
    while x < end:
        yield Line(x=x, y=y - _HALF_PX, x2=x, y2=y + _HALF_PX)
        x += _STRIPE_PX


def _open(item: Placed, y: float) -> Iterator[Shape]:
    known, far = (item.start, item.end) if item.opens == "right" else (item.end, item.start)
    yield from open_bar(known, far, y, hollow=about(item.moment.date), outside=item.moment.outside)


def open_bar(known: float, far: float, y: float, *, hollow: bool, outside: bool) -> Iterator[Shape]:
    """Yield a bound at the end that is known and a broken line with an arrow to the end of the axis.

    No solid stretch: any length of one would say that something lasted so long.
    """
    way = 1 if far > known else -1
    tip = far - way * 4
    yield Line(x=known, y=y, x2=tip, y2=y, ink=SOFT, width=1.5, dash=(5, 3))
    arrow = "triangle-right" if way > 0 else "triangle-left"
    yield Sign(x=tip, y=y, shape=arrow, area=60, fill=SOFT, ink=SOFT)
    if hollow or outside:
        yield day_sign(known, y, hollow=hollow, outside=outside)
    else:
        yield Line(x=known, y=y - 6, x2=known, y2=y + 6, width=3)
