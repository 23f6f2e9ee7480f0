"""The *said* ledger: every entry checked, every change kept in a history, nothing ever lost."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, Literal, TypeVar

from linewatch.errors import BadDate, BadValue, LinewatchError, NoSuchRecord, nearest
from linewatch.kinds.citations import LONGEST_QUOTATION
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import CITED, SAID, CitationRow, Rule, SaidRow, columns, rules

Row = TypeVar("Row", bound=SaidRow)
Change = Literal["added", "changed", "same"]
BY_TABLE: dict[str, type[SaidRow]] = {kind.table: kind for kind in SAID}
# A table's name as one would say it of one row.
_ONE = {"actors": "actor", "issues": "issue", "events": "event", "documents": "document"}
_SHA256 = re.compile(r"[0-9a-f]{64}")


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


def known_document(con: sqlite3.Connection, key: str) -> bool:
    """Return whether a document of that key is known."""
    return con.execute("SELECT 1 FROM documents WHERE key = ?", (key,)).fetchone() is not None


def checked(kind: type[Row], values: dict[str, Any]) -> tuple[Row | None, list[tuple[str, str]]]:
    """Return a row of a class from texts or values, or the fields that do not fit and why.

    An empty text is no text. Line ends are kept as one sign whatever the system that wrote them.
    """
    good: dict[str, Any] = {}
    problems: list[tuple[str, str]] = []
    for name, rule in rules(kind).items():
        try:
            good[name] = _fitting(values.get(name), rule)
        except (BadValue, BadDate) as error:
            problems.append((name, f"{error.what} {error.next_step}"))
            continue
        if rule.required and good[name] is None:
            problems.append((name, "It must be given."))
    for name in values.keys() - set(columns(kind)):
        problems.append((str(name), f"No such field. {nearest(str(name), columns(kind))}"))
    return (None if problems else kind(**good)), problems


def _fitting(value: Any, rule: Rule) -> str | int | None:
    if value is None or value == "":
        return None
    if rule.type == "whole":
        return _whole(value, rule)
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    bad = next(
        (char for char in text if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"), None
    )
    if bad is not None:
        raise BadValue(f"It holds the control character U+{ord(bad):04X}.", "Take it out.")
    if rule.type == "date":
        return PartialDate.parse(text).edtf
    if rule.one_of and text not in rule.one_of:
        raise BadValue(f"It is {text!r}, not one of: {', '.join(rule.one_of)}.", nearest(text, rule.one_of))
    return text


def _whole(value: Any, rule: Rule) -> int:
    try:
        number = int(str(value).strip())
    except ValueError as error:
        raise BadValue(f"{value!r} is not a whole number.", "Write one.") from error
    low, high = rule.low, rule.high
    if (low is not None and number < low) or (high is not None and number > high):
        raise BadValue(
            f"{number} is out of range.", f"It goes from {low} to {'any' if high is None else high}."
        )
    return number


def dangling(row: SaidRow, known: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a row that name what is not on record, with the likely mend."""
    for name, rule in rules(type(row)).items():
        value = getattr(row, name)
        if not rule.refers or value is None:
            continue
        tables = rule.refers.split(" or ")
        among = set[str]().union(*(known[table] for table in tables))
        if value not in among:
            what = " or ".join(_ONE[table] for table in tables)
            verb = "documents" if tables == ["documents"] else tables[0]
            yield name, f"No {what} {value!r}. {nearest(value, among, verb)}"
    if isinstance(row, CitationRow):
        if row.id not in known[row.of]:
            yield "id", f"No row {row.id!r} in {row.of}. {nearest(row.id, known[row.of])}"
        if row.exact is not None and len(row.exact.split()) > LONGEST_QUOTATION:
            yield "exact", f"It quotes {len(row.exact.split())} words. Quote {LONGEST_QUOTATION} at most."
        if row.exact is None and row.locator is None and row.page is None:
            yield "locator", "It names no place. Give a page, a locator or the words."


def loops(kind: type[SaidRow], parents: dict[str, str | None]) -> list[str]:
    """Return the ids of a tree that are their own ancestors."""
    if "parent" not in columns(kind):
        return []
    found: list[str] = []
    for start in parents:
        seen, at = {start}, parents.get(start)
        while at is not None and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at == start:
            found.append(start)
    return found


def names(con: sqlite3.Connection) -> dict[str, set[str]]:
    """Return the ids on record, by table, for the tables that rows refer to or cite."""
    listed = {"documents": "key"} | dict.fromkeys((*CITED, "forms"), "id")
    return {
        table: {row[0] for row in con.execute(f"SELECT {name} FROM {table}")}
        for table, name in listed.items()
    }


def row_id(row: SaidRow) -> str:
    """Return the id by which other rows name a row."""
    return str(getattr(row, row.identity[0]))


def parents(found: Iterable[SaidRow]) -> dict[str, str | None]:
    """Return the parent of each row of a tree, by id."""
    return {row_id(row): getattr(row, "parent", None) for row in found}


def identity(row: SaidRow) -> dict[str, Any]:
    """Return what tells a row from the others of its table."""
    return {name: getattr(row, name) for name in row.identity}


def put(con: sqlite3.Connection, row: SaidRow, citations: Sequence[CitationRow] | None = None) -> Change:
    """Enter a row, or change the one of the same identity; the history keeps both.

    Args:
        con: In a transaction.
        row: Checked, and referring to nothing that is missing.
        citations: What it rests on, in place of what it rested on; None leaves that as it is.
    """
    before = _state(con, type(row), identity(row))
    cited = before["citations"] if before and citations is None else [asdict(c) for c in citations or ()]
    after = {"row": asdict(row), "citations": cited}
    if before == after:
        return "same"
    _write(con, type(row), identity(row), after)
    _remember(con, "change" if before else "enter", row.table, identity(row), before, after)
    return "changed" if before else "added"


def withdraw(con: sqlite3.Connection, kind: type[SaidRow], ident: str) -> None:
    """Take a row out of what stands; the history keeps it.

    Raises:
        NoSuchRecord: If there is no such row.
        BadValue: If other rows refer to it.
    """
    key = {kind.identity[0]: ident}
    before = _state(con, kind, key)
    if before is None:
        raise NoSuchRecord(
            _ONE.get(kind.table, kind.table), ident, names(con).get(kind.table, ()), kind.table
        )
    _write(con, kind, key, None)
    _refuse_orphans(con, ident)
    _remember(con, "withdraw", kind.table, key, before, None)


def undo(con: sqlite3.Connection) -> dict[str, Any]:
    """Put back what stood before the last change that has not been undone; that too is an entry.

    Raises:
        LinewatchError: If there is nothing to undo.
    """
    last = con.execute(
        'SELECT seq, "table", identity, before, after FROM history WHERE undoes IS NULL AND seq NOT IN'
        " (SELECT undoes FROM history WHERE undoes IS NOT NULL) ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    if last is None:
        raise LinewatchError("There is nothing to undo.", "See what was entered with: linewatch history")
    seq, table, key, before, after = last
    kind, ident = BY_TABLE[table], json.loads(key)
    _write(con, kind, ident, json.loads(before) if before else None)
    _refuse_orphans(con, str(next(iter(ident.values()))))
    _remember(con, "undo", table, ident, json.loads(after) if after else None,
              json.loads(before) if before else None, seq)  # fmt: skip
    return {"undone": seq, "table": table, **ident}


def history(con: sqlite3.Connection) -> list[dict[str, Any]]:
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


def _write(
    con: sqlite3.Connection, kind: type[SaidRow], key: dict[str, Any], state: dict[str, Any] | None
) -> None:
    where = " AND ".join(f'"{name}" IS ?' for name in key)
    con.execute(f'DELETE FROM "{kind.table}" WHERE {where}', tuple(key.values()))
    if state:
        _insert(con, kind, [state["row"]])
    if kind.table in CITED:
        con.execute('DELETE FROM citations WHERE "of" = ? AND id = ?', (kind.table, key["id"]))
        _insert(con, CitationRow, state["citations"] if state else [])


def _insert(con: sqlite3.Connection, kind: type[SaidRow], values: Iterable[dict[str, Any]]) -> None:
    listed = columns(kind)
    con.executemany(
        f'INSERT INTO "{kind.table}" ({_quoted(listed)}) VALUES ({", ".join("?" * len(listed))})',
        (tuple(value[name] for name in listed) for value in values),
    )


def _refuse_orphans(con: sqlite3.Connection, ident: str) -> None:
    orphans = con.execute("PRAGMA foreign_key_check").fetchall()
    if orphans:
        tables = ", ".join(sorted({row[0] for row in orphans}))
        raise BadValue(f"Rows of {tables} refer to {ident!r}.", "Change or withdraw those first.")


def _remember(  # noqa: PLR0913, PLR0917
    con: sqlite3.Connection, act: str, table: str, key: dict[str, Any], before: Any, after: Any,
    undoes: int | None = None,
) -> None:  # fmt: skip
    con.execute(
        'INSERT INTO history (act, "table", identity, before, after, undoes) VALUES (?, ?, ?, ?, ?, ?)',
        (act, table, _json(key), _json(before), _json(after), undoes),
    )


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
