"""Rows of a case as entries of a list, in order of date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from linewatch.brief.outline import Entries, Entry
from linewatch.brief.phrases import Phrases
from linewatch.kinds.dates import PartialDate

Row = TypeVar("Row")


def by_date(rows: Iterable[Row], dated: Callable[[Row], str | None]) -> list[Row]:
    """Return rows by date, those without one last; rows of one date keep their order."""
    return sorted(rows, key=lambda row: _order(dated(row)))


def _order(edtf: str | None) -> tuple[bool, tuple[date, date]]:
    if not edtf:
        return True, (date.max, date.max)
    return False, PartialDate.parse(edtf).sort_key[:2]


def with_details(text: str, details: Iterable[str], words: Phrases) -> str:
    """Return a text with its details in brackets, as a sentence."""
    known = [detail for detail in details if detail]
    if not known:
        return words.ended(text)
    inside = words.get("punctuation.items").join(known)
    return words.ended(words.format("punctuation.aside", text=text.rstrip(" ."), details=inside))


def how_sure(certainty: str | None, words: Phrases) -> str:
    """Return the word for a certainty; nothing where none was given."""
    return words.either(f"certainty.{certainty}", certainty) if certainty else ""


def listed(entries: Iterable[Entry]) -> Entries:
    """Return entries as one list; a ground is not repeated while the date stays the same."""
    rows: list[Entry] = []
    last = ("", "")
    for entry in entries:
        date = (entry.when, entry.ground)
        rows.append(replace(entry, ground="") if date == last else entry)
        last = date
    return Entries(tuple(rows))
