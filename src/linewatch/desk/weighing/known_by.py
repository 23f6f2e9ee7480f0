"""What was known on a day: the items of evidence that had been reported by then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from linewatch.desk.weighing.asked import Support
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.questions import RESTS_ON, Evidence
from linewatch.kinds.said import Access, Deed, Event, Statement
from linewatch.record import said
from linewatch.record.case_file import CaseFile


def led_dates(
    case: CaseFile, items: Iterable[Evidence], leads: Mapping[str, Support]
) -> dict[str, list[str]]:
    """Return by item the dates of the row it rests on and of the documents it leads to, as EDTF."""
    documents = dict(case.con.execute("SELECT key, date FROM documents WHERE date IS NOT NULL"))
    rows = {
        kind.table: {row.id: _dated(row) for row in said.rows(case.con, kind)}
        for kind in (Statement, Event, Deed, Access)
    }
    found: dict[str, list[str]] = {}
    for item in items:
        row = rows.get(RESTS_ON.get(item.kind, ""), {}).get(item.rests_on or "")
        pages = (documents.get(cite.document) for cite in leads[item.id].cites)
        found[item.id] = list(dict.fromkeys(date for date in (row, *pages) if date))
    return found


def _dated(row: Statement | Event | Deed | Access) -> str | None:
    return row.said_on if isinstance(row, Statement) else row.date


def known_by(
    items: Iterable[Evidence], day: str | None, led: Mapping[str, Sequence[str]] | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the items that were reported after a day, and those of which nobody says when.

    An item is known when it was surely reported: its report's last day counts, and where no report is dated, the
    latest of what is told, of the row it rests on and of the documents it leads to.

    Args:
        items: Of one question.
        day: As EDTF, its last day; None for no limit.
        led: By item the dates of what it leads to, as `led_dates`; None where nobody looked.

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
        dates = [item.reported_on] if item.reported_on else [item.date, *(led or {}).get(item.id, ())]
        told = [PartialDate.parse(one).latest or date.max for one in dates if one]
        if not told:
            undated.append(item.id)
        elif max(told) > until:
            later.append(item.id)
    return tuple(later), tuple(undated)
