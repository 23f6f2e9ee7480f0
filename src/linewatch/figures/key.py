"""The key of a timeline: only the signs that occur in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from linewatch.figures.axis import Axis
from linewatch.figures.drawing import BAND, FAINT, SOFT, Box, Line, Shape, Text
from linewatch.figures.marks import about, bar, day_sign, open_bar
from linewatch.figures.moments import TimelineWords
from linewatch.figures.placing import DATE_PX, Placed
from linewatch.figures.texts import plain, width_px

_SAMPLE_PX = 30.0
_ENTRY_GAP_PX = 24.0
_LINE_PX = 19.0

_Sample = Callable[[float, float], Iterable[Shape]]


def key_shapes(
    items: Sequence[Placed], scale: Axis, words: TimelineWords, y: float, width: float
) -> tuple[list[Shape], float]:
    """Return the key below y, flowing into as many lines as it needs, and its height in px."""
    left = width - scale.right
    shapes: list[Shape] = [Line(x=left, y=y, x2=scale.right, y2=y, ink=FAINT)]
    x, line_y = left, y + _LINE_PX
    for sample, meaning in _entries(items, scale, words):
        wide = _SAMPLE_PX + 8 + width_px(meaning, DATE_PX)
        if x > left and x + wide > scale.right:
            x, line_y = left, line_y + _LINE_PX
        shapes.extend(sample(x, line_y))
        shapes.append(Text(x=x + _SAMPLE_PX + 8, y=line_y, text=meaning, size=DATE_PX, ink=SOFT))
        x += wide + _ENTRY_GAP_PX
    return shapes, line_y - y + _LINE_PX / 2


def _entries(items: Sequence[Placed], scale: Axis, words: TimelineWords) -> Iterator[tuple[_Sample, str]]:
    closed = [item for item in items if item.opens is None]
    if any(item.start == item.end for item in closed):
        yield _day, plain(words.key_day)
    if any(item.start != item.end for item in closed):
        yield _span, plain(words.key_span)
    if any(about(item.moment.date) for item in items):
        yield _about, plain(words.key_about)
    if len(closed) < len(items):
        yield _open, plain(words.key_open)
    if any(item.moment.outside for item in items):
        yield _outside, plain(words.key_outside)
    if scale.gaps():
        yield _short, plain(words.key_short)


def _day(x: float, y: float) -> Iterable[Shape]:
    return [day_sign(x + 5, y, hollow=False, outside=False)]


def _span(x: float, y: float) -> Iterable[Shape]:
    return bar(x, x + _SAMPLE_PX, y, hollow=False, outside=False)


def _about(x: float, y: float) -> Iterable[Shape]:
    yield day_sign(x + 5, y, hollow=True, outside=False)
    yield from bar(x + 14, x + _SAMPLE_PX, y, hollow=True, outside=False)


def _open(x: float, y: float) -> Iterable[Shape]:
    return open_bar(x + 2, x + _SAMPLE_PX, y, hollow=False, outside=False)


def _outside(x: float, y: float) -> Iterable[Shape]:
    yield day_sign(x + 5, y, hollow=False, outside=True)
    yield from bar(x + 14, x + _SAMPLE_PX, y, hollow=False, outside=True)


def _short(x: float, y: float) -> Iterable[Shape]:
    return [Box(x=x, y=y - 6, x2=x + _SAMPLE_PX, y2=y + 6, fill=BAND)]
