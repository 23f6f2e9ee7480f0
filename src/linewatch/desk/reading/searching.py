"""Search a case's passages."""

from __future__ import annotations

from typing import Any

from linewatch.record.case_file import CaseFile
from linewatch.record.filters import Filters
from linewatch.record.marking import MARK_CLOSE, MARK_OPEN
from linewatch.record.search import search

SHOWN = 20


def search_case(case: CaseFile, words: str, limit: int = SHOWN, **filters: str | None) -> dict[str, Any]:
    """Return the passages in which words occur, with counts by year and issuer; see `record.search.search`."""
    found = search(case.con, words, Filters(**filters), limit)
    hits = [hit | {"snippet": _marked(hit["snippet"])} for hit in found["hits"]]
    return found | {"hits": hits}


def _marked(snippet: str) -> str:
    """Return a snippet with the found words in brackets."""
    return snippet.replace(MARK_OPEN, "[").replace(MARK_CLOSE, "]")
