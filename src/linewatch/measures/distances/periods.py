"""The periods within which actors are compared."""

from __future__ import annotations

from datetime import date
from typing import Literal

from linewatch.kinds.dates import PartialDate

By = Literal["decade", "year", "half", "quarter", "month"]


def period_of(when: PartialDate, by: str) -> str | None:
    """Return the period that a date lies in; None where the date may lie in several or has no end.

    Args:
        when: The date.
        by: One of `By`. Names sort as time goes.
    """
    if when.earliest is None or when.latest is None:
        return None
    first, last = _named(when.earliest, by), _named(when.latest, by)
    return first if first == last else None


def step(period: str) -> int:
    """Return the place of a period in the calendar, counted in periods of its own length.

    Args:
        period: As `period_of` names it.
    """
    year, _, part = period.partition("-")
    if year.endswith("s"):
        return int(year[:-1]) // 10
    whole = int(year)
    if not part:
        return whole
    parts = {"H": 2, "Q": 4}.get(part[0])
    return whole * parts + int(part[1:]) - 1 if parts else whole * 12 + int(part) - 1


def _named(day: date, by: str) -> str:
    match by:
        case "month":
            return f"{day.year:04}-{day.month:02}"
        case "quarter":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "half":
            return f"{day.year:04}-H{1 + (day.month > 6)}"
        case "decade":
            return f"{day.year // 10:03}0s"
        case _:
            return f"{day.year:04}"
