"""Rates of symbols by period: one row a symbol, each period a dot with its interval; no mark where no text is held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from linewatch.errors import BadValue
from linewatch.figures.drawing import FAINT, INK, PALE, SOFT, Line, Shape, Sign, Text, drawn
from linewatch.figures.texts import lines, width_px

WIDE_PX, NARROW_PX = 900, 360
_EDGE_PX, _SIZE_PX, _ROW_PX, _GAP_PX, _LINE_PX = 10.0, 11.0, 54.0, 16.0, 15.0
_TITLE_PX = 13.0
_LONGEST_PX = 190.0  # of a name
_TICK_PX = 46.0  # between two periods named below


class Drawn(NamedTuple):
    """A symbol in one period; rate, low and high per 10,000 words, None where no text is held."""

    period: str
    rate: float | None
    low: float | None
    high: float | None
    invoked: int | None
    words: int


class Strip(NamedTuple):
    """A symbol with its periods, in order, the same for every symbol."""

    name: str
    periods: Sequence[Drawn]


@dataclass(frozen=True, slots=True)
class SymbolWords:
    """The wording of the figure.

    Attributes:
        title: Above it, and what a screen reader calls it, with {symbols}.
        key: What marks mean.
        row: One row in words, with {symbol}, {period}, {rate}, {invoked} and {words}.
        none: The same of one that is never invoked, with {symbol}.
    """

    title: str
    key: str
    row: str
    none: str


class SymbolRates(NamedTuple):
    """A figure, and the same in words."""

    svg: str
    description: str


def symbol_rates(strips: Sequence[Strip], words: SymbolWords, width: int = WIDE_PX) -> SymbolRates:
    """Draw the rates of some symbols.

    Args:
        strips: From the top.
        words: The wording.
        width: In px.

    Raises:
        BadValue: If there is no symbol, or no period with a text.
    """
    if not strips or not any(period.rate is not None for period in strips[0].periods):
        raise BadValue("There is no rate to draw.", "Give a symbol that is invoked, and dated texts.")
    left = _EDGE_PX + min(_LONGEST_PX, width / 3, max(width_px(s.name, _SIZE_PX) for s in strips)) + 44
    across = (left, width - _EDGE_PX - 6)
    title = words.title.format(symbols=", ".join(strip.name for strip in strips))
    shapes = list[Shape]()
    y = _EDGE_PX + _LINE_PX / 2
    for line in lines(title, _TITLE_PX, width - 2 * _EDGE_PX):
        shapes.append(Text(x=_EDGE_PX, y=y, text=line, size=_TITLE_PX))
        y += _LINE_PX + 2
    y += _GAP_PX / 2
    for strip in strips:
        shapes += _row(strip, across, y)
        y += _ROW_PX + _GAP_PX
    shapes += _periods(strips[0].periods, across, y - _GAP_PX + 4)
    y += _LINE_PX + 8
    for line in lines(words.key, _SIZE_PX, width - 2 * _EDGE_PX):
        shapes.append(Text(x=_EDGE_PX, y=y, text=line, size=_SIZE_PX, ink=SOFT))
        y += _LINE_PX
    told = " ".join(_told(strip, words) for strip in strips)
    return SymbolRates(drawn([shapes], width, int(y + _EDGE_PX), title), f"{title}. {told}")


def _row(strip: Strip, across: tuple[float, float], top: float) -> Iterator[Shape]:
    bottom = top + _ROW_PX
    # No interval is cut, those of periods of which little is held neither.
    scale = max((p.high for p in strip.periods if p.high is not None), default=0.0) or 1.0
    for n, part in enumerate(lines(strip.name, _SIZE_PX, across[0] - _EDGE_PX - 44)[:3]):
        yield Text(x=_EDGE_PX, y=top + 6 + n * _LINE_PX, text=part, size=_SIZE_PX)
    yield Text(x=across[0] - 6, y=top + 5, text=f"{scale:.2g}", size=_SIZE_PX, anchor="end", ink=SOFT)
    yield Text(x=across[0] - 6, y=bottom, text="0", size=_SIZE_PX, anchor="end", ink=SOFT)
    yield Line(x=across[0], y=bottom, x2=across[1], y2=bottom, ink=FAINT)
    yield Line(x=across[0], y=top, x2=across[0], y2=bottom, ink=FAINT)
    for at, one in enumerate(strip.periods):
        if one.rate is None or one.low is None or one.high is None:
            continue
        x = _middle(at, len(strip.periods), across)
        low, mid, high = (bottom - v / scale * _ROW_PX for v in (one.low, one.rate, one.high))
        yield Line(x=x, y=low, x2=x, y2=high, ink=INK if one.invoked else PALE, width=1.5)
        yield Sign(x=x, y=mid, area=26.0, fill=INK if one.invoked else "#ffffff", ink=INK)


def _middle(at: int, of: int, across: tuple[float, float]) -> float:
    return across[0] + (at + 0.5) * (across[1] - across[0]) / of


def _periods(periods: Sequence[Drawn], across: tuple[float, float], y: float) -> Iterator[Shape]:
    last = -_TICK_PX
    for at, one in enumerate(periods):
        x = _middle(at, len(periods), across)
        if x - last >= max(_TICK_PX, width_px(one.period, _SIZE_PX) + 8):
            last = x
            yield Line(x=x, y=y - 4, x2=x, y2=y, ink=INK)
            yield Text(x=x, y=y + 8, text=one.period, size=_SIZE_PX, anchor="middle")


def _told(strip: Strip, words: SymbolWords) -> str:
    held = [one for one in strip.periods if one.rate is not None and one.invoked]
    if not held:
        return words.none.format(symbol=strip.name)
    top = max(held, key=lambda one: (one.rate or 0.0, one.period))
    return words.row.format(
        symbol=strip.name,
        period=top.period,
        rate=f"{top.rate:.2g}",
        invoked=top.invoked,
        words=f"{top.words:,}",
    )
