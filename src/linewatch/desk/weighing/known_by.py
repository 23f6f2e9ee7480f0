"""What was known on a day: the items of evidence that had been reported by then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from linewatch.kinds.dates import PartialDate
from linewatch.kinds.questions import Evidence


def known_by(items: Iterable[Evidence], day: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the items that were reported after a day, and those of which nobody says when.

    An item is known when it was surely reported: its report's last day counts, and where no report is dated, that of
    what is told.

    Args:
        items: Of one question.
        day: As EDTF, its last day; None for no limit.

    Returns:
        The ids of later items and of undated ones, each in the order given; both empty without a day.

    Raises:
        BadDate: If it is no date.
    """
    if day is None:
        return (), ()
    until = PartialDate.parse(day).latest or date.max
    later, undated = list[str](), list[str]()
    for item in items:
        told = item.reported_on or item.date
        if told is None:
            undated.append(item.id)
        elif (PartialDate.parse(told).latest or date.max) > until:
            later.append(item.id)
    return tuple(later), tuple(undated)
