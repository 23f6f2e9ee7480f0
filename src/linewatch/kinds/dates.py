"""Dates that keep their precision, written as EDTF level 1."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from linewatch.errors import BadDate

_SIMPLE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[~?%]?)", re.ASCII
)
# EDTF level 1 writes seasons where a month stands: 21 spring to 24 winter. Which months those are
# depends on the hemisphere, so a season is bounded by the year it names and by nothing narrower.
_SEASONS = range(21, 25)
_OPEN = ".."


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as its source, never more.

    Attributes:
        edtf: The date as EDTF level 1, e.g. ``1956-04-09``, ``1956-04~``, ``../1956-06-04``.
        earliest: First day it can mean; None where it is open or unknown.
        latest: Last day it can mean; None where it is open or unknown.

    Source:
        Library of Congress, Extended Date/Time Format, 2019, levels 0 and 1.
    """

    edtf: str
    earliest: date | None
    latest: date | None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return the date that an EDTF text means.

        Raises:
            BadDate: If the text is no EDTF date of level 1, or ends before it begins.
        """
        return _parse(text)

    @property
    def precision(self) -> str:
        """day, month, season, year, decade, century or interval."""
        if "/" in self.edtf:
            return "interval"
        plain = self.edtf.rstrip("~?%").removesuffix("-XX").removesuffix("-XX")
        if len(plain) == 7 and int(plain[5:]) in _SEASONS:
            return "season"
        if len(plain) == 4:
            return {0: "year", 1: "decade", 2: "century"}[plain.count("X")]
        return "month" if len(plain) == 7 else "day"

    @property
    def approximate(self) -> bool:
        """Whether the source itself says "about"."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """An order of dates for listing; never to be printed as a date."""
        return (
            self.earliest or self.latest or date.min,
            self.latest or self.earliest or date.max,
            self.edtf,
        )

    def __str__(self) -> str:
        return self.edtf


def edtf_or_none(text: str | None) -> str | None:
    """Return a text that is an EDTF date of level 1 as it stands; None where it is none."""
    try:
        return _parse(text).edtf if text else None
    except BadDate:
        return None


@lru_cache(maxsize=16384)
def _parse(text: str) -> PartialDate:
    first, slash, last = text.partition("/")
    if not slash:
        earliest, latest = _bounds(text, text)
        return PartialDate(text, earliest, latest)
    if first in ("", _OPEN) and last in ("", _OPEN):
        raise BadDate(text, "an interval needs one end at least")
    earliest = None if first in ("", _OPEN) else _bounds(first, text)[0]
    latest = None if last in ("", _OPEN) else _bounds(last, text)[1]
    if earliest and latest and earliest > latest:
        raise BadDate(text, "it ends before it begins")
    return PartialDate(text, earliest, latest)


def _bounds(part: str, whole: str) -> tuple[date, date]:
    """Return the first and the last day that one side of a date can mean."""
    match = _SIMPLE.fullmatch(part)
    if match is None:
        raise BadDate(whole)
    year, month, day = match["year"], match["month"], match["day"]
    if ("X" in year and month) or (month == "XX" and day not in (None, "XX")):
        raise BadDate(whole, "an unknown year or month cannot hold a known month or day")
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low == 0:
        raise BadDate(whole, "the calendar here begins with the year 1")
    if month in (None, "XX"):
        return date(low, 1, 1), date(high, 12, 31)
    if int(month) in _SEASONS and day is None:
        # Winter may begin in one year and end in the next.
        return date(low, 1, 1), date(min(high + (int(month) == 24), date.max.year), 12, 31)
    if not 1 <= int(month) <= 12:
        raise BadDate(whole, f"there is no month {month}")
    days = calendar.monthrange(low, int(month))[1]
    if day in (None, "XX"):
        return date(low, int(month), 1), date(low, int(month), days)
    if not 1 <= int(day) <= days:
        raise BadDate(whole, f"there is no day {day} in that month")
    return date(low, int(month), int(day)), date(low, int(month), int(day))
