"""Which held document is the copy of which known one.

A known document has one copy at most: the one that a person said it is, else the first that is held with the
hash of the edition it was cited from. A held document may be the copy of several known ones.
"""

from __future__ import annotations

import sqlite3

from linewatch.kinds.dates import PartialDate


def settle(con: sqlite3.Connection, key: str) -> None:
    """Bring a known document's copy, and the days by which that is searched, up to date."""
    before = copy_of(con, key)
    known = con.execute("SELECT sha256 FROM documents WHERE key = ?", (key,)).fetchone()
    if known is None:
        con.execute("DELETE FROM copies WHERE key = ?", (key,))
    else:
        held = con.execute("SELECT min(doc) FROM holdings WHERE sha256 = ?", known).fetchone()[0]
        if held is not None:
            con.execute("INSERT OR IGNORE INTO copies (key, doc) VALUES (?, ?)", (key, held))
    for doc in {before, copy_of(con, key)} - {None}:
        _date(con, doc)


def settle_new(con: sqlite3.Connection, doc: int, sha256: str) -> None:
    """Note which known documents a newly held one is the copy of, by its hash."""
    keys = con.execute("SELECT key FROM documents WHERE sha256 = ? ORDER BY key", (sha256,)).fetchall()
    con.executemany("INSERT OR IGNORE INTO copies (key, doc) VALUES (?, ?)", [(key, doc) for (key,) in keys])
    if keys:
        _date(con, doc)


def tie(con: sqlite3.Connection, key: str, doc: int) -> None:
    """Note that a held document is the copy of a known one, because a person says so."""
    con.execute("INSERT OR REPLACE INTO copies (key, doc) VALUES (?, ?)", (key, doc))
    _date(con, doc)


def copy_of(con: sqlite3.Connection, key: str) -> int | None:
    """Return the number of the held copy of a known document; None where none is held."""
    row = con.execute("SELECT doc FROM copies WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def _date(con: sqlite3.Connection, doc: int | None) -> None:
    """Set the days between which a document is found: of the date a person gave, else of the one read."""
    said, read = con.execute(
        "SELECT (SELECT date FROM documents WHERE key = (SELECT min(key) FROM copies WHERE doc = holdings.doc)), date"
        " FROM holdings WHERE doc = ?",
        (doc,),
    ).fetchone()
    first, last = days(said or read)
    con.execute("UPDATE holdings SET first_day = ?, last_day = ? WHERE doc = ?", (first, last, doc))


def days(edtf: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last day a date can mean, as they are searched; an open end never ends."""
    if edtf is None:
        return None, None
    date = PartialDate.parse(edtf)
    return str(date.earliest or "0001-01-01"), str(date.latest or "9999-12-31")


def tied_since(con: sqlite3.Connection, passage: int) -> list[tuple[str, str]]:
    """Return the known documents whose copy came after a passage of the record, each with the copy's id."""
    return con.execute(
        "SELECT key, holdings.id FROM copies JOIN holdings USING (doc)"
        " WHERE (SELECT min(passage) FROM passages WHERE passages.doc = copies.doc) > ? ORDER BY key",
        (passage,),
    ).fetchall()
