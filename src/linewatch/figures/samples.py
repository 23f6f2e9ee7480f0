"""The key of a figure: a sample of each sign, and what it means, flowing into as many lines as it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from linewatch.figures.drawing import FAINT, SOFT, Line, Shape, Text
from linewatch.figures.texts import lines, plain, width_px

SAMPLE_PX = 34.0  # room of a sample
_GAP_PX, _SIZE_PX, _LINE_PX = 8.0, 11.0, 14.0

# From its left edge and its middle, in px.
Sample: TypeAlias = Callable[[float, float], Iterable[Shape]]


def samples(
    entries: Sequence[tuple[Sample | None, str]], y: float, width: float, edge: float
) -> tuple[list[Shape], float]:
    """Return the key below y, and where it ends.

    Args:
        entries: A sample with its meaning, or a line of text alone.
        y: Where it begins, in px.
        width: Of the figure.
        edge: Left free on either side.
    """
    shapes: list[Shape] = [Line(x=edge, y=y, x2=width - edge, y2=y, ink=FAINT)]
    x, y = edge, y + _LINE_PX
    for sample, meaning in entries:
        indent = SAMPLE_PX + _GAP_PX if sample else 0.0
        told = lines(plain(meaning), _SIZE_PX, width - 2 * edge - indent)
        room = indent + max(width_px(line, _SIZE_PX) for line in told) + 2 * _GAP_PX
        if x > edge and (not sample or x + room > width - edge):
            x, y = edge, y + _LINE_PX + 4
        shapes += sample(x, y) if sample else ()
        for at, line in enumerate(told):
            shapes.append(Text(x=x + indent, y=y + at * _LINE_PX, text=line, size=_SIZE_PX, ink=SOFT))
        y += (len(told) - 1) * _LINE_PX
        x = x + room if sample and len(told) == 1 else width
    return shapes, y + _LINE_PX
