"""Where each moment of a timeline stands: its label, its mark, and its date beside the mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

from linewatch.figures.axis import Axis
from linewatch.figures.moments import Moment, TimelineWords
from linewatch.figures.texts import lines, plain, width_px
from linewatch.kinds.dates import PartialDate

LAST_ORDINAL = Day.max.toordinal()
LABEL_PX, DATE_PX = 12.0, 11.0
LINE_PX = 13.5
_BESIDE_PX = 9.0  # between a mark and its date


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A moment with its place; x in px on the sheet.

    Attributes:
        start: Where its mark begins; equal to end for a day.
        end: Where its mark ends.
        opens: At which end its date is open, if at one.
        label: The lines of its label.
        when: The lines of its date in words.
        text_x: Where the date begins, or ends, as anchor says.
        over: Whether the date stands on the mark, there being no room beside it.
        left: Where mark and date together begin.
        right: Where they end.
    """

    moment: Moment
    start: float
    end: float
    opens: Literal["left", "right"] | None
    label: tuple[str, ...]
    when: tuple[str, ...]
    text_x: float
    anchor: Literal["start", "end"]
    over: bool
    left: float
    right: float


def placed(moment: Moment, date: PartialDate, scale: Axis, words: TimelineWords, label_px: float) -> Placed:
    """Return where a moment stands: its date right of the mark, else left of it, else on it.

    Args:
        moment: What stands there.
        date: Its date, known at one end at least.
        scale: The axis.
        words: For the mark of a date from elsewhere.
        label_px: How wide a line of its label may be.
    """
    start, end, opens = _extent(date, scale)
    printed = words.outside.format(when=moment.when) if moment.outside else moment.when
    when = lines(plain(printed), DATE_PX, scale.right - scale.left)
    wide = max((width_px(line, DATE_PX) for line in when), default=0.0)
    text_x, anchor, over = _text_place(start, end, opens, wide, scale)
    text_left = text_x if anchor == "start" else text_x - wide
    return Placed(
        moment=moment,
        start=start,
        end=end,
        opens=opens,
        label=lines(plain(moment.label), LABEL_PX, label_px),
        when=when,
        text_x=text_x,
        anchor=anchor,
        over=over,
        left=min(start, text_left),
        right=max(end, text_left + wide),
    )


def bounds(date: PartialDate) -> tuple[int | None, int | None]:
    """Return a date's first day and the day after its last, as ordinals; None where it is open."""
    start = None if date.earliest is None else date.earliest.toordinal()
    # The last day of the calendar has no day after it.
    end = None if date.latest is None else min(date.latest.toordinal() + 1, LAST_ORDINAL)
    return start, end


def _extent(date: PartialDate, scale: Axis) -> tuple[float, float, Literal["left", "right"] | None]:
    """Return where a date's mark begins and ends, and at which end it is open."""
    start, end = bounds(date)
    if start is not None and end is not None:
        if end - start == 1:
            return scale.x(start + 0.5), scale.x(start + 0.5), None
        return scale.x(start), scale.x(end), None
    if start is not None:
        return scale.x(start), scale.right, "right"
    return scale.left, scale.x(end or 0), "left"


def _text_place(
    start: float, end: float, opens: str | None, wide: float, scale: Axis
) -> tuple[float, Literal["start", "end"], bool]:
    if opens != "right" and end + _BESIDE_PX + wide <= scale.right:
        return end + _BESIDE_PX, "start", False
    if opens != "left" and start - _BESIDE_PX - wide >= scale.left:
        return start - _BESIDE_PX, "end", False
    if opens == "left":
        return max(end - _BESIDE_PX, scale.left + wide), "end", True
    return max(min(start + 2 * _BESIDE_PX, scale.right - wide), scale.left), "start", True
