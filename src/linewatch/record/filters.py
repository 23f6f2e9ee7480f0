"""Which documents are asked for: between two dates, of an issuer, a kind, a language."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

from linewatch.errors import BadValue, NoSuchRecord
from linewatch.record.copies import days

NAMED = ("issuer", "kind", "language")


class Filters(NamedTuple):
    """What is asked for; None where it does not matter.

    Attributes:
        since: EDTF; a document counts whose date can fall on its first day or later.
        until: EDTF; a document counts whose date can fall on its last day or earlier.
        issuer: Whose documents, in letters of any case, as the two that follow.
        kind: Which sort of paper.
        language: BCP 47.
    """

    since: str | None = None
    until: str | None = None
    issuer: str | None = None
    kind: str | None = None
    language: str | None = None

    @property
    def days(self) -> tuple[str | None, str | None]:
        """The first and the last day that count, as ISO dates.

        Raises:
            BadValue: If no day lies between.
        """
        since, until = days(self.since)[0], days(self.until)[1]
        if since and until and since > until:
            raise BadValue(
                f"No day lies between {self.since} and {self.until}.", "Put the earlier date after --since."
            )
        return since, until

    @property
    def named(self) -> dict[str, str]:
        """The names that are asked for."""
        return {name: value for name in NAMED if (value := getattr(self, name))}


def refuse_unknown(con: sqlite3.Connection, name: str, value: str) -> None:
    """Refuse an issuer, kind or language that no document has, known or held.

    Raises:
        NoSuchRecord: With the nearest that one has.
    """
    found = con.execute(f"SELECT {name} FROM holdings UNION SELECT {name} FROM documents")
    known = {row[0] for row in found if row[0]}
    if value.casefold() not in {one.casefold() for one in known}:
        raise NoSuchRecord(f"{name} of a document", value, known, "documents")


def chosen(con: sqlite3.Connection, rows: list[dict[str, Any]], filters: Filters) -> list[dict[str, Any]]:
    """Return the documents, as rows, that are asked for."""
    since, until = filters.days
    for name, value in filters.named.items():
        refuse_unknown(con, name, value)
        rows = [row for row in rows if row[name] and row[name].casefold() == value.casefold()]
    if since or until:
        rows = [row for row in rows if _can_fall(row["date"], since, until)]
    return rows


def _can_fall(date: str | None, since: str | None, until: str | None) -> bool:
    first, last = days(date)
    if first is None or last is None:
        return False
    return (since is None or last >= since) and (until is None or first <= until)
