"""Search a case's passages."""

from __future__ import annotations

from typing import Any

from linewatch.record.case_file import CaseFile
from linewatch.record.search import search

SHOWN = 20


def search_case(case: CaseFile, words: str, limit: int = SHOWN, **filters: str | None) -> dict[str, Any]:
    """Return the passages in which words occur, ranked, with counts by year and issuer."""
    return search(case.con, words, filters, limit)
