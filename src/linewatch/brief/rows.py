"""Rows of a case in the order in which they are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from linewatch.brief.case_view import CaseView
from linewatch.brief.phrases import Phrases
from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Access, Deed, Event, Statement

Told = Statement | Deed | Access | Event
_Natural = list[tuple[int, str]]
Row = TypeVar("Row", Statement, Deed, Access, Event)


def in_order(rows: Iterable[Row], case: CaseView, dated: Callable[[Row], str | None]) -> list[Row]:
    """Return rows by date, those without one last; of one date, as the documents tell them."""
    return sorted(rows, key=lambda row: (_by_date(dated(row)), _as_told(row, case)))


def capital(text: str) -> str:
    """Return a text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def how_sure(certainty: str | None, words: Phrases) -> str:
    """Return the word for a certainty; nothing where none was given, or what is told is certain."""
    return words.either(f"certainty.{certainty}", certainty) if certainty else ""


def _by_date(edtf: str | None) -> tuple[bool, date, date, bool]:
    """Return an order of dates in which what was done by a day stands before what was done on it."""
    if not edtf:
        return True, date.max, date.max, True
    parsed = PartialDate.parse(edtf)
    return False, *parsed.sort_key[:2], parsed.earliest is not None


def _as_told(row: Told, case: CaseView) -> tuple[str, _Natural, _Natural, int]:
    first = next(iter(case.cited(row.table, row.id)), Citation(""))
    return first.document, _natural(first.page), _natural(first.locator), first.p_start or 0


def _natural(text: str | None) -> _Natural:
    """Return a text taken apart so that numbers count as numbers: M9 before M10."""
    pieces = re.findall(r"\d+|\D+", text or "")
    return [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in pieces]
