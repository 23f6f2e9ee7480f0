"""Calibration: the chances given against the share that came true, with how many forecasts each dot stands for.

A dot is forecasts of about the same chance, the upright bar its interval; on the slanting line chances mean what they
say. A full dot's interval does not reach the line. Columns below count the forecasts. Nothing is told by colour, so
that it can be read from a grey print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from linewatch.errors import BadValue
from linewatch.figures.drawing import BAR, FAINT, INK, PALE, PAPER, SOFT, Box, Line, Shape, Sign, Text, drawn
from linewatch.figures.texts import lines, plain, width_px

WIDE_PX, NARROW_PX = 560, 360
_EDGE_PX, _SIZE_PX, _LINE_PX, _TITLE_PX = 12.0, 12.0, 16.0, 14.0
_SCALE_PX = 44.0  # for the figures beside the chart
_COUNTS_PX = 56.0  # the tallest column
_GAP_PX = 42.0
_ROWS = 2  # of figures over columns: where they are narrow the second stands higher
_TENTHS = (0, 2, 4, 6, 8, 10)


class Drawn(NamedTuple):
    """Forecasts of about the same chance; shares from 0 to 1.

    Attributes:
        low: The least chance that belongs here.
        high: The greatest.
        forecasts: How many.
        chance: The mean of their chances.
        share: The share that came true.
        share_low: Lower end of its interval.
        share_high: Upper end.
        apart: Whether the interval does not hold the chance.
    """

    low: float
    high: float
    forecasts: int
    chance: float
    share: float
    share_low: float
    share_high: float
    apart: bool


@dataclass(frozen=True, slots=True)
class CalibrationWords:
    """The wording of the figure.

    Attributes:
        title: Above it, and what a screen reader calls it.
        across: What the chances are called.
        upward: What the shares are called.
        key: What marks mean.
        counts: What the columns are called.
        told: One dot in words, with {low}, {high}, {forecasts}, {chance}, {share}, {share_low}, {share_high}, {apart}.
        apart: What is said where the interval does not hold the chance.
        summary: All together, with {forecasts} and {things}.
    """

    title: str
    across: str
    upward: str
    key: str
    counts: str
    told: str
    apart: str
    summary: str


class CalibrationChart(NamedTuple):
    """A figure, and the same in words."""

    svg: str
    description: str


class _Frame(NamedTuple):
    """Where the chart stands, in px; it is a square."""

    left: float
    top: float
    side: float

    def x(self, chance: float) -> float:
        return self.left + chance * self.side

    def y(self, share: float) -> float:
        return self.top + (1 - share) * self.side


def calibration_chart(
    bins: Sequence[Drawn], things: int, words: CalibrationWords, width: int = WIDE_PX
) -> CalibrationChart:
    """Draw a calibration chart.

    Args:
        bins: In order of their chances.
        things: How many different things were forecast.
        words: The wording.
        width: In px: WIDE_PX for a page, NARROW_PX for a telephone.

    Raises:
        BadValue: If there is no dot.
    """
    if not bins:
        raise BadValue("A chart of calibration needs resolved forecasts.", "Leave the figure out.")
    inner = width - 2 * _EDGE_PX
    shapes, y = list[Shape](), _EDGE_PX
    for line in lines(plain(words.title), _TITLE_PX, inner):
        shapes.append(Text(x=_EDGE_PX, y=y + _LINE_PX / 2, text=line, size=_TITLE_PX, bold=True))
        y += _LINE_PX + 2
    shapes.append(Text(x=_EDGE_PX, y=y + _LINE_PX / 2, text=plain(words.upward), size=_SIZE_PX, ink=SOFT))
    frame = _Frame(_EDGE_PX + _SCALE_PX, y + _LINE_PX + 8, inner - _SCALE_PX - _EDGE_PX)
    back = list(_ground(frame))
    for one in bins:
        shapes += _dot(one, frame)
    foot = frame.y(0)
    shapes.append(
        Text(
            x=frame.x(1),
            y=foot + _LINE_PX + 14,
            text=plain(words.across),
            size=_SIZE_PX,
            anchor="end",
            ink=SOFT,
        )
    )
    base = foot + _GAP_PX + _LINE_PX + _COUNTS_PX
    shapes += _columns(bins, frame, base)
    shapes.append(
        Text(x=_EDGE_PX, y=base + _LINE_PX / 2 + 3, text=plain(words.counts), size=_SIZE_PX, ink=SOFT)
    )
    y = base + _LINE_PX + 12
    for line in lines(plain(words.key), _SIZE_PX, inner):
        shapes.append(Text(x=_EDGE_PX, y=y + _LINE_PX / 2, text=line, size=_SIZE_PX, ink=SOFT))
        y += _LINE_PX
    told = [words.summary.format(forecasts=sum(one.forecasts for one in bins), things=things)]
    told += [_told(one, words) for one in bins]
    title = plain(words.title)
    return CalibrationChart(
        drawn([back, shapes], width, round(y + _EDGE_PX), title), f"{title}. {' '.join(told)}"
    )


def _ground(frame: _Frame) -> Iterator[Shape]:
    """Yield the grid with its figures, and the line on which chances mean what they say."""
    for tenth in _TENTHS:
        share = tenth / 10
        x, y = frame.x(share), frame.y(share)
        yield Line(x=x, y=frame.y(0), x2=x, y2=frame.y(1), ink=FAINT)
        yield Line(x=frame.x(0), y=y, x2=frame.x(1), y2=y, ink=FAINT)
        yield Text(x=x, y=frame.y(0) + 12, text=_percent(share), size=_SIZE_PX, anchor="middle")
        yield Text(x=frame.x(0) - 6, y=y, text=_percent(share), size=_SIZE_PX, anchor="end")
    yield Line(x=frame.x(0), y=frame.y(0), x2=frame.x(1), y2=frame.y(1), ink=SOFT, width=1.5, dash=(6, 4))


def _dot(one: Drawn, frame: _Frame) -> Iterator[Shape]:
    x = frame.x(one.chance)
    yield Line(x=x, y=frame.y(one.share_low), x2=x, y2=frame.y(one.share_high), ink=BAR, width=2)
    for end in (one.share_low, one.share_high):
        yield Line(x=x - 4, y=frame.y(end), x2=x + 4, y2=frame.y(end), ink=BAR, width=2)
    yield Sign(x=x, y=frame.y(one.share), area=70.0, fill=INK if one.apart else PAPER)


def _columns(bins: Sequence[Drawn], frame: _Frame, base: float) -> Iterator[Shape]:
    """Yield how many forecasts there are of each chance, the figure on top of its column."""
    most = max(one.forecasts for one in bins)
    tops = [base - max(_COUNTS_PX * one.forecasts / most, 1.0) for one in bins]
    for one, top in zip(bins, tops, strict=True):
        yield Box(x=frame.x(one.low) + 1, y=top, x2=frame.x(one.high) - 1, y2=base, fill=PALE, ink=SOFT)
    free = [float("-inf")] * _ROWS  # where each row of figures goes on
    for one in bins:
        middle, half = frame.x((one.low + one.high) / 2), width_px(str(one.forecasts), _SIZE_PX) / 2
        left, right = max(middle - half, frame.left - _SCALE_PX), middle + half
        row = next((n for n, end in enumerate(free) if left >= end), None)
        if row is None:  # where bins are that narrow the description has it
            continue
        free[row] = right + 2
        under = [
            t for b, t in zip(bins, tops, strict=True) if frame.x(b.low) < right and frame.x(b.high) > left
        ]
        y = min(under) - 8 - row * _LINE_PX
        yield Text(x=middle, y=y, text=str(one.forecasts), size=_SIZE_PX, anchor="middle")
    yield Line(x=frame.x(0), y=base, x2=frame.x(1), y2=base, ink=INK)


def _told(one: Drawn, words: CalibrationWords) -> str:
    return words.told.format(
        low=_percent(one.low),
        high=_percent(one.high),
        forecasts=one.forecasts,
        chance=_percent(one.chance),
        share=_percent(one.share),
        share_low=_percent(one.share_low),
        share_high=_percent(one.share_high),
        apart=words.apart if one.apart else "",
    )


def _percent(share: float) -> str:
    """Return a share in percent; under a hundredth from either end a digit behind the point is kept."""
    digits = 1 if 0 < share < 0.01 or 0.99 < share < 1 else 0
    return f"{100 * share:.{digits}f} %"
