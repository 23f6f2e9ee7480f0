"""What a timeline shows, and the words that it is drawn with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from linewatch.kinds.dates import PartialDate

Lane = Literal["planned", "happened"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing on a timeline.

    Attributes:
        label: What it is, in a few words.
        date: Where it stands; None where no date is known.
        when: The date in words, as it is printed.
        lane: planned stands above the axis, happened below.
        outside: Whether the date comes from elsewhere than the documents of the case.
        note: What else the description in words says of it, e.g. where an outside date comes from.
    """

    label: str
    date: PartialDate | None
    when: str
    lane: Lane = "happened"
    outside: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineWords:
    """The wording of a timeline, in the reader's language.

    Attributes:
        months: Twelve short names of months, for the axis.
        tick: A day on the axis, from ``{day}`` and ``{month}``.
        outside: A date from elsewhere, from ``{when}``.
        item: One moment in the description, from ``{when}`` and ``{label}``.
        noted: The same with its note, from ``{item}`` and ``{note}``.
        lane: One lane of the description, from ``{lane}`` and ``{items}``.
        join: What stands between two moments of a description.
        key_day: In the key: a day.
        key_span: A month or an interval.
        key_about: An approximate date.
        key_open: A date that is open at one end.
        key_outside: A date from elsewhere.
        key_short: A stretch of time that is drawn shortened.
    """

    planned: str
    happened: str
    months: tuple[str, ...]
    tick: str
    outside: str
    item: str
    noted: str
    lane: str
    join: str
    key_day: str
    key_span: str
    key_about: str
    key_open: str
    key_outside: str
    key_short: str

    def lane_name(self, lane: Lane) -> str:
        """Return the heading of a lane."""
        return self.planned if lane == "planned" else self.happened
