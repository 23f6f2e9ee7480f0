"""Where each moment of a timeline stands: its mark, its label, and a row in which neither touches another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

from linewatch.figures.axis import Axis
from linewatch.figures.moments import Moment, TimelineWords
from linewatch.figures.texts import lines, plain, width_px
from linewatch.kinds.dates import PartialDate

LAST_ORDINAL = Day.max.toordinal()
LABEL_PX, DATE_PX = 13.0, 11.5
LINE_PX = 16.0
MARK_PX = 14.0  # the height that a mark takes up
_BESIDE_PX = 9.0  # between a mark and its label
_APART_PX = 18.0  # between two moments of a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A moment with its place; x in px on the sheet, heights in px within its row.

    Attributes:
        start: Where its mark begins; equal to end for a day.
        end: Where its mark ends.
        opens: At which end its date is open, if at one.
        label: The lines of its label.
        when: The lines of its date in words.
        text_x: Where its lines begin, or end, as anchor says.
        under: Whether the lines stand under the mark, not beside it.
        left: Where mark and lines together begin.
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
    under: bool
    left: float
    right: float

    @property
    def height(self) -> float:
        """The height that it needs in its row."""
        return LINE_PX * (len(self.label) + len(self.when)) + (MARK_PX if self.under else 0.0)


def placed(moment: Moment, date: PartialDate, scale: Axis, words: TimelineWords, limit_px: float) -> Placed:
    """Return where a moment stands: its label right of the mark, else left of it, else under it.

    Args:
        moment: What stands there.
        date: Its date, known at one end at least.
        scale: The axis.
        words: For the mark of a date from elsewhere.
        limit_px: How wide a line of its label may be.
    """
    start, end, opens = _extent(date, scale)
    printed = words.outside.format(when=moment.when) if moment.outside else moment.when
    label = lines(plain(moment.label), LABEL_PX, limit_px)
    when = lines(plain(printed), DATE_PX, limit_px)
    wide = max(
        max((width_px(line, LABEL_PX) for line in label), default=0.0),
        max((width_px(line, DATE_PX) for line in when), default=0.0),
    )
    text_x, anchor, under = _text_place(start, end, opens, wide, scale)
    text_left = text_x if anchor == "start" else text_x - wide
    return Placed(
        moment=moment,
        start=start,
        end=end,
        opens=opens,
        label=label,
        when=when,
        text_x=text_x,
        anchor=anchor,
        under=under,
        left=min(start, text_left) - _BESIDE_PX / 2,
        right=max(end, text_left + wide) + _BESIDE_PX / 2,
    )


def rows(items: Iterable[Placed]) -> tuple[tuple[Placed, ...], ...]:
    """Return moments in rows: each, in the order given, in the first row that has room for it."""
    filled: list[list[Placed]] = []
    for item in items:
        row = next((row for row in filled if _has_room(row, item)), None)
        if row is None:
            filled.append([item])
        else:
            row.append(item)
    return tuple(tuple(row) for row in filled)


def _has_room(row: Sequence[Placed], item: Placed) -> bool:
    return all(item.left >= other.right + _APART_PX or other.left >= item.right + _APART_PX for other in row)


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
        return max(end, scale.left + wide), "end", True
    return min(start, scale.right - wide), "start", True
