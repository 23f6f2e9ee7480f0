"""Reading what is known and held: documents and their passages."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from typing import Any

from linewatch.errors import Ambiguous, NoSuchRecord
from linewatch.kinds.documents import Edit, Mark, Mention, Passage
from linewatch.kinds.said import KnownDocument
from linewatch.record.said import rows

# What a person said of a document stands before what a reader made of it.
_SAID_FIRST = ("title", "date", "date_ground", "issuer", "kind", "form", "language", "marking")
_JSON_COLUMNS = ("addressees", "copies", "untold", "extra")
_HOLDING = (
    "doc, id, key, sha256, name AS file, reader, number, volume_number, title, date, date_ground, time,"
    " place_name AS place, issuer, addressees, copies, signer, marking, kind, form, language, source_note,"
    " collection, untold, extra, pages, words, passages"
)


def documents(con: sqlite3.Connection, *, cited: bool = False) -> list[dict[str, Any]]:
    """Return every document known or held (or only those with a key), by date, then by id."""
    known = {row.key: row for row in rows(con, KnownDocument)}
    chosen = " WHERE key IS NOT NULL" if cited else ""
    held = [_merged(row, known) for row in _dicts(con, f"SELECT {_HOLDING} FROM holdings{chosen}")]
    keys = {row["key"] for row in held}
    listed = held + [_unheld(row) for key, row in known.items() if key not in keys]
    return sorted(listed, key=lambda row: (row["date"] is None, row["date"] or "", row["id"]))


def document(con: sqlite3.Connection, name: str) -> dict[str, Any]:
    """Return one document by id, key, or the beginning of an id.

    Raises:
        NoSuchRecord: If none fits.
        Ambiguous: If several do.
    """
    known = {row.key: row for row in rows(con, KnownDocument)}
    exact = _dicts(con, f"SELECT {_HOLDING} FROM holdings WHERE id = ? OR key = ? LIMIT 1", (name, name))
    if exact:
        return _merged(exact[0], known)
    if name in known:
        return _unheld(known[name])
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    begins = _dicts(
        con, f"SELECT {_HOLDING} FROM holdings WHERE id LIKE ? ESCAPE '\\' ORDER BY id", (f"{escaped}%",)
    )
    fits = [row for row in begins if row["id"].startswith(name)] if name else []
    keys = [key for key in known if name and key.startswith(name) and key not in {r["key"] for r in fits}]
    if len(fits) + len(keys) > 1:
        raise Ambiguous(name, [row["id"] for row in fits] + keys)
    if fits:
        return _merged(fits[0], known)
    if keys:
        return document(con, keys[0])
    ids = [row[0] for row in con.execute("SELECT id FROM holdings")]
    raise NoSuchRecord("document", name, [*ids, *known], "documents")


def passages(con: sqlite3.Connection, doc: int) -> list[Passage]:
    """Return a held document's passages in order."""
    return list(chosen_passages(con, doc))


def original_text(con: sqlite3.Connection, doc: int) -> str:
    """Return a held document's text before any cleaning."""
    return zlib.decompress(
        con.execute("SELECT original FROM holdings WHERE doc = ?", (doc,)).fetchone()[0]
    ).decode()


def locators(con: sqlite3.Connection, key: str | None) -> dict[int, list[str]]:
    """Return the locators of a document by passage, in order of place."""
    found: dict[int, list[str]] = {}
    listed = con.execute(
        "SELECT n, locator FROM locators WHERE document = ? ORDER BY n, p_start, locator", (key,)
    )
    for n, locator in listed:
        found.setdefault(n, []).append(locator)
    return found


def chosen_passages(con: sqlite3.Connection, doc: int, n: int | None = None) -> Iterator[Passage]:
    """Yield a document's passages in order, or the one of a number."""
    chosen, values = ("", (doc,)) if n is None else (" AND n = ?", (doc, n))
    found = con.execute(
        'SELECT n, kind, text, "start", "end", page, page_end, section, note_of, marks, mentions, edits'
        f" FROM passages WHERE doc = ?{chosen} ORDER BY n",
        values,
    )
    yield from map(_passage, found)


def _passage(row: tuple[Any, ...]) -> Passage:
    n, kind, text, start, end, page, page_end, section, note_of, marks, mentions, edits = row
    return Passage(
        n=n, kind=kind, text=text, start=start, end=end, page=page, page_end=page_end, section=section,
        note_of=note_of,
        marks=tuple(Mark(*mark) for mark in json.loads(marks)) if marks else (),
        mentions=tuple(Mention(*mention) for mention in json.loads(mentions)) if mentions else (),
        edits=tuple(Edit(*edit) for edit in json.loads(edits)) if edits else (),
    )  # fmt: skip


def _merged(holding: dict[str, Any], known: dict[str, KnownDocument]) -> dict[str, Any]:
    """Return a held document with what was said of it standing before what was read."""
    row = holding | {name: json.loads(holding[name]) if holding[name] else [] for name in _JSON_COLUMNS}
    row["extra"] = row["extra"] or {}
    row["held"] = True
    if said := known.get(str(row["key"] or "")):
        row |= {name: value for name in _SAID_FIRST if (value := getattr(said, name)) is not None}
        row["number"] = row["number"] or said.number
        row["csl_said"] = said.csl
    return row


def _unheld(known: KnownDocument) -> dict[str, Any]:
    told = {name: getattr(known, name) for name in (*_SAID_FIRST, "number", "sha256")}
    nothing = dict.fromkeys(
        ("volume_number", "time", "place", "signer", "source_note", "collection", "file", "reader", "doc")
    )
    empty: dict[str, Any] = {"addressees": [], "copies": [], "untold": [], "extra": {}}
    counts = {"pages": None, "words": None, "passages": None}
    return {"id": known.key, "key": known.key, **told, **nothing, **empty, **counts, "held": False,
            "csl_said": known.csl}  # fmt: skip


def _dicts(con: sqlite3.Connection, query: str, values: tuple[object, ...] = ()) -> list[dict[str, Any]]:
    found = con.execute(query, values)
    heads = [head[0] for head in found.description]
    return [dict(zip(heads, row, strict=True)) for row in found]
