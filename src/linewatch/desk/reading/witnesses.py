"""One witness of each paper: releases and readings of one paper do not bear each other out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from linewatch.desk.common.quoting import base_language
from linewatch.desk.reading.releasing import paper_of
from linewatch.kinds.dates import PartialDate
from linewatch.record.case_file import CaseFile

Row = Mapping[str, Any]


def one_each(case: CaseFile, rows: Iterable[Row], left: list[dict[str, str]]) -> list[Row]:
    """Return one document of each paper in each language, in order of date; those without a date come last.

    Of a paper's releases the one is kept that was surely written first; of those of one day the fullest. A release in
    another language is a witness of its own: leave out first what cannot be read.

    Args:
        case: Whose documents.
        rows: Of held documents, as `read.documents` gives them.
        left: Gets a row for each document that is left out, with why.
    """
    named = paper_of(case)
    papers: dict[tuple[str, str | None], list[Row]] = {}
    for row in rows:
        paper = str(named.get(row["id"], row["id"]))
        papers.setdefault((paper, base_language(row["language"])), []).append(row)
    kept = list[Row]()
    for members in papers.values():
        best = min(members, key=_surely_first)
        kept.append(best)
        why = f"it is a release or reading of the same paper as {best['id']}"
        left += [{"document": row["id"], "why": why} for row in members if row is not best]
    return sorted(kept, key=by_date)


def by_date(row: Row) -> tuple[Any, ...]:
    """Return what documents are put in order of date by; no date is made up for those without one, which come last."""
    return (0, *PartialDate.parse(row["date"]).sort_key, row["id"]) if row["date"] else (1, row["id"])


def _surely_first(row: Row) -> tuple[int, date, int, str]:
    """Return the day by which a document was surely written; one without such a day comes after all that have one."""
    when = PartialDate.parse(row["date"]) if row["date"] else None
    latest = when.latest if when else None
    # A date without an end is still more than none.
    known = 0 if latest else 1 if when else 2
    return known, latest or date.max, -row["words"], row["id"]
