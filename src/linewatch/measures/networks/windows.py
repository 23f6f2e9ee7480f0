"""Networks through time: which stances surely fall into a stretch of time, and the calendar's stretches."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Literal, NamedTuple, cast, get_args

from linewatch.errors import BadValue
from linewatch.measures.networks.coding import Dropped, Stance

Window = Literal["week", "month", "quarter", "year"]
WINDOWS = cast(tuple[Window, ...], get_args(Window))
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
MOST = 1_000  # windows of one network: nineteen years of weeks


class Span(NamedTuple):
    """A stretch of days, both ends in it; None is open."""

    since: date | None
    until: date | None


class Within(NamedTuple):
    """Stances held against a span.

    Attributes:
        kept: Those surely taken within it.
        unsure: Those whose date may lie within it or outside.
        undated: Those without a date.
    """

    kept: list[Stance]
    unsure: list[Dropped]
    undated: list[Dropped]


def within(stances: Sequence[Stance], span: Span) -> Within:
    """Return the stances that were surely taken within a span, and those that may not have been.

    What surely lies outside is not asked for and not listed; what may lie inside or outside is.
    """
    found = Within([], [], [])
    for row in stances:
        first, last = (row.on.earliest, row.on.latest) if row.on else (None, None)
        if row.on is None:
            found.undated.append(Dropped(row.statement, "it has no date"))
        elif _outside(first, last, span):
            continue
        elif _inside(first, last, span):
            found.kept.append(row)
        else:
            found.unsure.append(Dropped(row.statement, "its date may lie outside the days asked for"))
    return found


def _outside(first: date | None, last: date | None, span: Span) -> bool:
    return bool((span.since and last and last < span.since) or (span.until and first and first > span.until))


def _inside(first: date | None, last: date | None, span: Span) -> bool:
    return bool(
        (span.since is None or (first and first >= span.since))
        and (span.until is None or (last and last <= span.until))
    )


def spans(stances: Sequence[Stance], window: Window) -> tuple[Span, ...]:
    """Return the calendar's weeks, months, quarters or years from the first dated stance to the last.

    Raises:
        BadValue: If there are so many that nobody could read them.
    """
    days = [day for row in stances if row.on for day in (row.on.earliest, row.on.latest) if day]
    if not days:
        return ()
    found = tuple(islice(_calendar(min(days), max(days), window), MOST + 1))
    if len(found) > MOST:
        raise BadValue(
            f"From {min(days)} to {max(days)} there are more than {MOST:,} windows of a {window}.",
            "Ask for a longer window, or for fewer days with --since and --until; or mend a date that is wrong.",
        )
    return found


def _calendar(first: date, last: date, window: Window) -> Iterator[Span]:
    at = first - timedelta(days=first.weekday()) if window == "week" else _begin(first, window)
    while at <= last:
        # The calendar ends with the year 9999.
        days_left = (date.max - at).days
        end = at + timedelta(days=min(6, days_left)) if window == "week" else _end(at, _MONTHS[window])
        yield Span(at, end)
        if end == date.max:
            return
        at = end + timedelta(days=1)


def _begin(day: date, window: Window) -> date:
    months = _MONTHS[window]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _end(begin: date, months: int) -> date:
    month = begin.month + months - 1
    return date(begin.year, month, calendar.monthrange(begin.year, month)[1])
