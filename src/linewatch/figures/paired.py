"""What a change makes of several: the mean difference of paired runs and its range, against an upright line at nought.

A thin bar is what 90 of 100 pairs span, a thick one the 90 % Monte Carlo interval of their mean, the dot the mean; it
is full where the thin bar does not reach nought. Nothing is told by colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from linewatch.errors import BadValue
from linewatch.figures.courses import points, scale, tenths, written
from linewatch.figures.drawing import BAR, FAINT, INK, PAPER, SOFT, Line, Shape, Sign, Text, drawn
from linewatch.figures.samples import SAMPLE_PX, Sample, samples
from linewatch.figures.texts import lines, plain, width_px

WIDE_PX, NARROW_PX = 900, 360
_EDGE_PX, _SIZE_PX, _LINE_PX, _ROW_PX = 12.0, 11.0, 14.0, 22.0
_LABEL_SHARE, _VALUE_PX = 0.34, 128.0
_SMALL = 0.0005  # a value that would be written 0.0 in points of a hundred


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of paired runs; values are differences of shares.

    Attributes:
        name: Whose.
        mid: The mean.
        low: 5 of 100 pairs lie below.
        high: 5 of 100 pairs lie above.
        sure_low: Lower end of the 90 % interval of the mean.
        sure_high: Its upper end.
        whole: Whether it is of all together, and stands apart on top.
    """

    name: str
    mid: float
    low: float
    high: float
    sure_low: float
    sure_high: float
    whole: bool = False

    @property
    def apart(self) -> bool:
        """Whether nought lies outside what 90 of 100 pairs span, as it is written."""
        return self.low >= _SMALL or self.high <= -_SMALL


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedWords:
    """The wording of the figure; braces are filled in.

    Attributes:
        title: What a screen reader calls it.
        less: Head of the left side.
        more: Head of the right side.
        value: The numbers of a row, with {mid}, {low} and {high}.
        percent: A value on the scale, with {share}.
        key_span: What a thin bar means.
        key_sure: What a thick bar means.
        key_apart: What a full dot means.
        key_near: What a hollow dot means.
        row: A difference in words, with {name}, {mid}, {low} and {high}.
        flat: What is not drawn because it never leaves nought, with {names}.
        join: Between items of a list.
    """

    title: str
    less: str
    more: str
    value: str
    percent: str
    key_span: str
    key_sure: str
    key_apart: str
    key_near: str
    row: str
    flat: str
    join: str


class PairedFigure(NamedTuple):
    """A figure, and the same in words."""

    svg: str
    description: str


class _Scale(NamedTuple):
    left: float
    right: float
    least: float
    most: float

    def x(self, value: float) -> float:
        share = (min(max(value, self.least), self.most) - self.least) / (self.most - self.least)
        return self.left + share * (self.right - self.left)


def paired(rows: Sequence[Difference], words: PairedWords, width: int = WIDE_PX) -> PairedFigure:
    """Draw differences, the greatest on top, that of all together first.

    Args:
        rows: In any order.
        words: The wording.
        width: In px: WIDE_PX for a page, NARROW_PX for a telephone.

    Raises:
        BadValue: If there is none.
    """
    if not rows:
        raise BadValue("A figure of differences needs one at least.", "Leave the figure out.")
    moving = [row for row in rows if row.whole or max(abs(row.low), abs(row.high)) >= _SMALL]
    flat = [row.name for row in rows if row not in moving]
    ranked = sorted(moving, key=lambda row: (not row.whole, -row.mid))
    narrow = width < 2 * NARROW_PX
    steps = scale([end for row in ranked for end in (row.low, row.high)], 4 if narrow else 8)
    left = _EDGE_PX if narrow else width * _LABEL_SHARE
    at = _Scale(left + 8, width - _EDGE_PX - (8 if narrow else _VALUE_PX), steps[0], steps[-1])
    y = top = 30.0
    shapes: list[Shape] = []
    for row in ranked:
        made, y = _row(row, at, y, words, width)
        shapes += made
    back = [*_grid(at, steps, (top, y), words, narrow=narrow)]
    key, y = samples(_key(words), y + 24, width, _EDGE_PX)
    still = words.flat.format(names=words.join.join(map(plain, flat))) if flat else ""
    last, y = written([still] if still else [], _EDGE_PX, y, width - 2 * _EDGE_PX)
    svg = drawn([back, [*shapes, *key, *last]], width, round(y + 6), plain(words.title))
    return PairedFigure(svg, " ".join(filter(None, [*(_told(row, words) for row in ranked), still])))


def _row(row: Difference, at: _Scale, y: float, words: PairedWords, width: int) -> tuple[list[Shape], float]:
    narrow = width < 2 * NARROW_PX
    room = width - 2 * _EDGE_PX if narrow else at.left - 2 * _EDGE_PX - 8
    value = _told(row, words, "value")
    name = f"{plain(row.name)}  {value}" if narrow else plain(row.name)
    label = lines(name, _SIZE_PX, room)
    shapes: list[Shape] = []
    for n, line in enumerate(label):
        shapes.append(
            Text(x=_EDGE_PX, y=y + _LINE_PX * (n + 0.5) + 3, text=line, size=_SIZE_PX, bold=row.whole)
        )
    high = _LINE_PX * len(label)
    middle = y + high + 11 if narrow else y + max(high, _LINE_PX) / 2 + 3
    shapes += _marks(row, at, middle)
    if not narrow:
        shapes.append(Text(x=width - _EDGE_PX, y=middle, text=value, size=_SIZE_PX, anchor="end", ink=SOFT))
    return shapes, y + (high + 24 if narrow else max(high + 8, _ROW_PX)) + (6 if row.whole else 0)


def _marks(row: Difference, at: _Scale, y: float) -> Iterator[Shape]:
    yield Line(x=at.x(row.low), y=y, x2=at.x(row.high), y2=y, ink=BAR, width=2)
    yield Line(
        x=at.x(row.sure_low), y=y, x2=max(at.x(row.sure_high), at.x(row.sure_low) + 1), y2=y, ink=BAR, width=6
    )
    yield Sign(x=at.x(row.mid), y=y, area=56.0, fill=INK if row.apart else PAPER)


def _grid(
    at: _Scale, steps: Sequence[float], ends: tuple[float, float], words: PairedWords, *, narrow: bool
) -> Iterator[Shape]:
    top, bottom = ends
    nought = at.x(0)
    free = float("-inf")
    for step in steps:
        x = at.x(step)
        zero = step == 0
        if not narrow or zero:
            ink, wide = (INK, 1.4) if zero and not narrow else (FAINT, 1.0)
            yield Line(x=x, y=top, x2=x, y2=bottom, ink=ink, width=wide)
        told = words.percent.format(share=points(step, signed=True))
        half = width_px(told, _SIZE_PX) / 2
        yield Line(x=x, y=bottom, x2=x, y2=bottom + 4, ink=INK)
        if x - half > free:
            yield Text(x=x, y=bottom + 12, text=told, size=_SIZE_PX, anchor="middle")
            free = x + half + 4
    if steps[0] < 0:
        yield Text(x=nought - 8, y=12, text=f"◂ {plain(words.less)}", size=_SIZE_PX, anchor="end", ink=SOFT)
    if steps[-1] > 0:
        yield Text(x=nought + 8, y=12, text=f"{plain(words.more)} ▸", size=_SIZE_PX, ink=SOFT)


def _key(words: PairedWords) -> list[tuple[Sample | None, str]]:
    def bar(wide: float) -> Sample:
        def made(x: float, y: float) -> Iterator[Shape]:
            yield Line(x=x, y=y, x2=x + SAMPLE_PX, y2=y, ink=BAR, width=wide)

        return made

    def dot(fill: str) -> Sample:
        def made(x: float, y: float) -> Iterator[Shape]:
            yield Sign(x=x + SAMPLE_PX / 2, y=y, area=56.0, fill=fill)

        return made

    return [
        (bar(2), words.key_span),
        (bar(6), words.key_sure),
        (dot(INK), words.key_apart),
        (dot(PAPER), words.key_near),
    ]


def _told(row: Difference, words: PairedWords, key: str = "row") -> str:
    def share(value: float) -> str:
        return tenths(value, signed=True)

    phrase = words.value if key == "value" else words.row
    return phrase.format(name=plain(row.name), mid=share(row.mid), low=share(row.low), high=share(row.high))
