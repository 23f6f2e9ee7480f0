"""The *said* ledger: every change kept in a history, nothing ever lost."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, Literal

from linewatch.errors import BadValue, LinewatchError, NoSuchRecord
from linewatch.kinds.said import CITED, Alias, CitationRow, KnownDocument, SaidRow, columns
from linewatch.record.copies import settle
from linewatch.record.rules import BY_TABLE, ONE, Row, checked, names, orphans, references

Change = Literal["added", "changed", "same"]
State = dict[str, Any]


def rows(con: sqlite3.Connection, kind: type[Row]) -> list[Row]:
    """Return all rows of one class, in the order of their identity."""
    names = columns(kind)
    found = con.execute(f'SELECT {_quoted(names)} FROM "{kind.table}" ORDER BY {_quoted(kind.identity)}')
    return [kind(**dict(zip(names, row, strict=True))) for row in found]


def citation_rows(con: sqlite3.Connection, table: str, ident: str) -> list[CitationRow]:
    """Return the citations of one row, in the order in which they were given."""
    names = columns(CitationRow)
    found = con.execute(
        f'SELECT {_quoted(names)} FROM citations WHERE "of" = ? AND id = ? ORDER BY rowid', (table, ident)
    )
    return [CitationRow(**dict(zip(names, row, strict=True))) for row in found]


def all_citations(con: sqlite3.Connection) -> list[CitationRow]:
    """Return every citation on record, in the order of what it supports."""
    names = columns(CitationRow)
    found = con.execute(f'SELECT {_quoted(names)} FROM citations ORDER BY "of", id, rowid')
    return [CitationRow(**dict(zip(names, row, strict=True))) for row in found]


def is_called(con: sqlite3.Connection, name: str) -> bool:
    """Return whether an actor has a name as id, name or alias."""
    called = "SELECT 1 FROM actors WHERE id = ?1 OR name = ?1 UNION SELECT 1 FROM aliases WHERE name = ?1"
    return con.execute(called, (name,)).fetchone() is not None


def aliases(con: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the other names of actors, by actor."""
    found: dict[str, list[str]] = {}
    for row in rows(con, Alias):
        found.setdefault(row.actor, []).append(row.name)
    return found


def identity(row: SaidRow) -> dict[str, Any]:
    """Return what tells a row from the others of its table."""
    return {name: getattr(row, name) for name in row.identity}


class Ledger:
    """The ledger open for writing, inside one transaction; what is written through one value is undone as one."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con
        self._batch: int = con.execute("SELECT coalesce(max(batch), 0) + 1 FROM history").fetchone()[0]

    def put(self, row: SaidRow, citations: Sequence[CitationRow] | None = None) -> Change:
        """Enter a row, or change the one of the same identity; the history keeps both.

        Args:
            row: Referring to nothing that is missing.
            citations: What it rests on, in place of what it rested on; None leaves that as it is.

        Raises:
            BadValue: If a value does not fit its column.
        """
        row = _fitting(row)
        citations = None if citations is None else [_fitting(citation) for citation in citations]
        before = _state(self._con, type(row), identity(row))
        cited = before["citations"] if before and citations is None else [asdict(c) for c in citations or ()]
        after = {"row": asdict(row), "citations": cited}
        if before == after:
            return "same"
        self._write(type(row), identity(row), after)
        self._remember("change" if before else "enter", row.table, identity(row), before, after)
        return "changed" if before else "added"

    def withdraw(self, kind: type[SaidRow], ident: str) -> None:
        """Take a row out of what stands; the history keeps it.

        Raises:
            NoSuchRecord: If there is no such row.
            BadValue: If other rows name it.
        """
        key = {kind.identity[0]: ident}
        before = _state(self._con, kind, key)
        if before is None:
            what = ONE.get(kind.table, kind.table)
            raise NoSuchRecord(what, ident, names(self._con).get(kind.table, ()), kind.table)
        if named := references(self._con, kind.table, ident):
            told = ", ".join(f"{number} of {table}" for table, number in named.items())
            raise BadValue(f"{ident!r} is named by others: {told}.", "Change or withdraw those first.")
        self._write(kind, key, None)
        self._remember("withdraw", kind.table, key, before, None)

    def take_out(self, row: SaidRow) -> None:
        """Take one row out of what stands, whatever names it; the history keeps it."""
        key = identity(row)
        before = _state(self._con, type(row), key)
        self._write(type(row), key, None)
        self._remember("withdraw", row.table, key, before, None)

    def undo(self) -> list[State]:
        """Put back what stood before the last change that has not been undone; that too is an entry.

        Raises:
            LinewatchError: If there is nothing to undo.
        """
        last = self._con.execute(
            'SELECT seq, "table", identity, before, after FROM history WHERE batch = (SELECT max(batch) FROM history'
            " WHERE undoes IS NULL AND seq NOT IN (SELECT undoes FROM history WHERE undoes IS NOT NULL))"
            " ORDER BY seq DESC"
        ).fetchall()
        if not last:
            raise LinewatchError("There is nothing to undo.", "See what was entered with: linewatch history")
        for seq, table, key, before, after in last:
            ident, then, now = json.loads(key), _loaded(before), _loaded(after)
            self._write(BY_TABLE[table], ident, then)
            self._remember("undo", table, ident, now, then, seq)
        if lost := next(orphans(self._con), None):
            raise LinewatchError(f"Undoing this would leave {lost}.", "Withdraw those first.")
        return [{"undone": seq, "table": table, **json.loads(key)} for seq, table, key, _, _ in last]

    def _write(self, kind: type[SaidRow], key: dict[str, Any], state: State | None) -> None:
        where = " AND ".join(f'"{name}" IS ?' for name in key)
        self._con.execute(f'DELETE FROM "{kind.table}" WHERE {where}', tuple(key.values()))
        if state:
            _insert(self._con, kind, [state["row"]])
        if kind.table in CITED:
            self._con.execute('DELETE FROM citations WHERE "of" = ? AND id = ?', (kind.table, key["id"]))
            _insert(self._con, CitationRow, state["citations"] if state else [])
        if kind is KnownDocument:
            settle(self._con, key["key"])

    def _remember(  # noqa: PLR0913, PLR0917 - one value for each column
        self, act: str, table: str, key: dict[str, Any], before: State | None, after: State | None,
        undoes: int | None = None,
    ) -> None:  # fmt: skip
        self._con.execute(
            'INSERT INTO history (batch, act, "table", identity, before, after, undoes) VALUES (?, ?, ?, ?, ?, ?, ?)',
            (self._batch, act, table, _json(key), _json(before), _json(after), undoes),
        )


def _fitting(row: Row) -> Row:
    """Return a row with its values as they are kept."""
    fits, problems = checked(type(row), asdict(row))
    if fits is None:
        raise BadValue(f"{problems[0][0]}: {problems[0][1]}", "Change it and run this again.")
    return fits


def used_ids(con: sqlite3.Connection, table: str) -> set[str]:
    """Return every id that a row of a table has or ever had."""
    once = {
        json.loads(key)["id"]
        for (key,) in con.execute('SELECT identity FROM history WHERE "table" = ?', (table,))
    }
    return once | names(con)[table]


def history(con: sqlite3.Connection) -> list[State]:
    """Return every entry of the ledger's history, the oldest first."""
    found = con.execute('SELECT seq, act, "table", identity, before, after, undoes FROM history ORDER BY seq')
    return [
        {
            "seq": seq,
            "act": act,
            "table": table,
            "identity": json.loads(key),
            "before": json.loads(before) if before else None,
            "after": json.loads(after) if after else None,
            "undoes": undoes,
        }
        for seq, act, table, key, before, after, undoes in found
    ]


def _state(con: sqlite3.Connection, kind: type[SaidRow], key: dict[str, Any]) -> dict[str, Any] | None:
    listed = columns(kind)
    where = " AND ".join(f'"{name}" IS ?' for name in key)
    found = con.execute(
        f'SELECT {_quoted(listed)} FROM "{kind.table}" WHERE {where}',
        tuple(key.values()),
    ).fetchone()
    if found is None:
        return None
    cited = citation_rows(con, kind.table, key["id"]) if kind.table in CITED else []
    return {"row": dict(zip(listed, found, strict=True)), "citations": [asdict(c) for c in cited]}


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _insert(con: sqlite3.Connection, kind: type[SaidRow], values: Iterable[dict[str, Any]]) -> None:
    listed = columns(kind)
    con.executemany(
        f'INSERT INTO "{kind.table}" ({_quoted(listed)}) VALUES ({", ".join("?" * len(listed))})',
        (tuple(value.get(name) for name in listed) for value in values),
    )


def _loaded(text: str | None) -> State | None:
    return json.loads(text) if text else None


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
