"""How far each hypothesis holds: a bar for the range, a dot for its mean, a tick for what was held before.

One row a hypothesis, the one that stands highest on top; at the right how often it stands first. Hollow diamonds
under a bar are the analysts, each weighed alone. Nothing is told by colour, so that it can be read from a grey print.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from linewatch.errors import BadValue
from linewatch.figures.drawing import BAR, FAINT, INK, PAPER, SOFT, Line, Shape, Sign, Text, drawn
from linewatch.figures.samples import SAMPLE_PX, Sample, samples
from linewatch.figures.texts import lines, plain, width_px

WIDE_PX, NARROW_PX = 900, 360
_EDGE_PX, _SIZE_PX, _LINE_PX = 12.0, 12.0, 15.0
_BAR_PX, _TICK_PX, _ALONE_PX = 7.0, 10.0, 11.0
_LABEL_SHARE = 0.40  # of the width; on a telephone the label stands above its bar instead
_STEPS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A hypothesis in the figure; numbers are shares from 0 to 1, None where it was not weighed.

    Attributes:
        name: As it is printed.
        prior: How likely it was held before the evidence.
        low: Lower end of its range.
        mid: The mean.
        high: Upper end.
        first: The share of draws in which it stands first.
        alone: By analyst, the mean where he alone is weighed.
        why: Why it was not weighed.
    """

    name: str
    prior: float | None
    low: float | None = None
    mid: float | None = None
    high: float | None = None
    first: float | None = None
    alone: tuple[tuple[str, float], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PosteriorWords:
    """The wording of the figure, in the reader's language; braces are filled in.

    Attributes:
        head: Above the column that says how often a hypothesis stands first.
        percent: A share, with {share}.
        key_bar: What a bar and its dot mean.
        key_prior: What a tick means.
        key_alone: What a diamond means.
        row: A hypothesis in words, with {name}, {low}, {mid}, {high}, {first} and {prior}.
        alone: Its analysts in words, with {analysts}.
        analyst: One of them, with {analyst} and {mid}.
        refused: One that was not weighed, with {name} and {why}.
        join: Between items of a list.
    """

    head: str
    percent: str
    key_bar: str
    key_prior: str
    key_alone: str
    row: str
    alone: str
    analyst: str
    refused: str
    join: str


class PosteriorFigure(NamedTuple):
    """A figure, and the same in words."""

    svg: str
    description: str


class _Frame(NamedTuple):
    """Where the scale stands: its ends in px, and where labels end."""

    left: float
    right: float
    label_px: float
    narrow: bool

    def x(self, share: float) -> float:
        return self.left + share * (self.right - self.left)


def posteriors(
    rows: Sequence[Standing], words: PosteriorWords, title: str, width: int = WIDE_PX
) -> PosteriorFigure:
    """Draw how far each hypothesis holds.

    Args:
        rows: In any order.
        words: Its wording.
        title: What a screen reader calls it.
        width: In px: WIDE_PX for a page, NARROW_PX for a telephone.

    Raises:
        BadValue: If no hypothesis was weighed.
    """
    if all(row.mid is None for row in rows):
        raise BadValue(
            "A figure of what holds needs one hypothesis that was weighed.", "Leave the figure out."
        )
    ranked = sorted(rows, key=lambda row: (row.mid is None, -(row.mid or 0.0)))  # stable: else as entered
    frame = _frame(words, width)
    shapes: list[Shape] = [
        Text(x=width - _EDGE_PX, y=_EDGE_PX, text=plain(words.head), size=11, anchor="end", ink=SOFT)
    ]
    y = top = 2 * _EDGE_PX
    for row in ranked:
        drawn_row, y = _row(row, frame, y, words, width)
        shapes += drawn_row
    back = list(_grid(frame, top, y, words))  # upright lines would run through labels on a telephone
    key, y = samples(_key(ranked, words), y + 2 * _LINE_PX, width, _EDGE_PX)
    told = " ".join(_told(row, words) for row in ranked)
    return PosteriorFigure(drawn([back, [*shapes, *key]], width, round(y), plain(title)), told)


def _frame(words: PosteriorWords, width: int) -> _Frame:
    narrow = width < 2 * NARROW_PX
    first = max(width_px("100 %", _SIZE_PX), 0 if narrow else width_px(plain(words.head), 11)) + _EDGE_PX
    left = _EDGE_PX + 4 if narrow else width * _LABEL_SHARE
    label_px = width - 2 * _EDGE_PX if narrow else left - 2 * _EDGE_PX
    return _Frame(left, width - _EDGE_PX - first, label_px, narrow)


def _row(
    row: Standing, frame: _Frame, y: float, words: PosteriorWords, width: int
) -> tuple[list[Shape], float]:
    """Return a hypothesis below y, and where it ends."""
    label = lines(plain(row.name), _SIZE_PX, frame.label_px)
    high = _LINE_PX * len(label)
    bar_px = 2 * _TICK_PX + (_ALONE_PX if row.alone else 0)
    tall = high + bar_px if frame.narrow else max(high, bar_px)
    middle = (y + high if frame.narrow else y + (tall - bar_px) / 2) + _TICK_PX
    # Beside its bar, not beside what stands under it.
    begin = y if frame.narrow else max(y, min(middle - high / 2, y + tall - high))
    shapes: list[Shape] = [
        Text(x=_EDGE_PX, y=begin + _LINE_PX * (at + 0.5), text=line, size=_SIZE_PX)
        for at, line in enumerate(label)
    ]
    shapes += _marks(row, frame, middle, words, width)
    return shapes, y + tall + 7


def _marks(row: Standing, frame: _Frame, y: float, words: PosteriorWords, width: int) -> Iterator[Shape]:
    if row.mid is None or row.low is None or row.high is None:
        for at, line in enumerate(lines(plain(row.why), 11, frame.right - frame.left)[:2]):
            yield Text(x=frame.left, y=y + 13 * at, text=line, size=11, ink=SOFT, slanted=True)
        return
    if frame.narrow:
        yield from _ticks(frame, y)
    low, high = frame.x(row.low), frame.x(row.high)
    yield Line(x=low, y=y, x2=max(high, low + 2), y2=y, ink="#9a9a9a", width=_BAR_PX)
    if row.prior is not None:
        x = frame.x(row.prior)
        yield Line(x=x, y=y - _TICK_PX, x2=x, y2=y + _TICK_PX, ink=INK, width=2)
    yield Sign(x=frame.x(row.mid), y=y, area=70.0)
    for _, mid in row.alone:
        yield _alone(frame.x(mid), y + _ALONE_PX)
    if row.first is not None:
        told = words.percent.format(share=percent(row.first))
        yield Text(x=width - _EDGE_PX, y=y, text=plain(told), size=_SIZE_PX, anchor="end")


def _ticks(frame: _Frame, y: float) -> Iterator[Line]:
    yield from (
        Line(x=(x := frame.x(share)), y=y - _TICK_PX, x2=x, y2=y + _TICK_PX, ink=FAINT) for share in _STEPS
    )


def _alone(x: float, y: float) -> Sign:
    return Sign(x=x, y=y, shape="diamond", area=34.0, fill=PAPER, ink=BAR)


def _grid(frame: _Frame, top: float, bottom: float, words: PosteriorWords) -> Iterator[Shape]:
    for share in _STEPS:
        x = frame.x(share)
        if not frame.narrow:
            yield Line(x=x, y=top, x2=x, y2=bottom, ink=FAINT)
        told = words.percent.format(share=percent(share))
        yield Text(x=x, y=bottom + _LINE_PX * 0.7, text=told, size=11, anchor="middle")


def _key(rows: Sequence[Standing], words: PosteriorWords) -> list[tuple[Sample | None, str]]:
    middle = SAMPLE_PX / 2

    def bar(x: float, y: float) -> list[Shape]:
        line = Line(x=x, y=y, x2=x + SAMPLE_PX, y2=y, ink="#9a9a9a", width=_BAR_PX)
        return [line, Sign(x=x + middle, y=y, area=70.0)]

    def prior(x: float, y: float) -> list[Shape]:
        return [Line(x=x + middle, y=y - 7, x2=x + middle, y2=y + 7, ink=INK, width=2)]

    entries: list[tuple[Sample | None, str]] = [(bar, words.key_bar), (prior, words.key_prior)]
    if any(row.alone for row in rows):
        entries.append((lambda x, y: [_alone(x + middle, y)], words.key_alone))
    return entries


def percent(share: float) -> str:
    """Return a share in whole per cent, never nought or all where it is neither."""
    if 0 < share < 0.005:
        return "<1"
    return ">99" if 0.995 < share < 1 else f"{100 * share:.0f}"


def outward(low: float, high: float) -> tuple[int, int]:
    """Return the ends of a range of shares in whole per cent, rounded outward so that it holds what it held."""
    return math.floor(100 * low + 1e-9), math.ceil(100 * high - 1e-9)


def _told(row: Standing, words: PosteriorWords) -> str:
    name = plain(row.name)
    if row.mid is None or row.low is None or row.high is None:
        return words.refused.format(name=name, why=plain(row.why))

    def share(value: float | None) -> str:
        return "?" if value is None else words.percent.format(share=percent(value))

    low, high = outward(row.low, row.high)
    told = words.row.format(
        name=name, low=words.percent.format(share=low), mid=share(row.mid), high=words.percent.format(share=high),
        first=share(row.first), prior=share(row.prior),
    )  # fmt: skip
    if not row.alone:
        return told
    each = (words.analyst.format(analyst=plain(who), mid=share(mid)) for who, mid in row.alone)
    return f"{told} {words.alone.format(analysts=words.join.join(each))}"
