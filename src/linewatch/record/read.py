"""Reading what is known and held: documents and their passages."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from linewatch.errors import Ambiguous, NoSuchRecord
from linewatch.kinds.documents import Edit, Mark, Mention, Passage
from linewatch.kinds.said import KnownDocument
from linewatch.record.said import rows

# What a person said of a document stands before what a reader made of it; date and ground go together.
_SAID_FIRST = ("title", "issuer", "speaker", "kind", "form", "language", "marking", "number")
_JSON_COLUMNS = ("addressees", "copies", "untold", "quality")
_JSON_OBJECTS = ("grounds", "extra")
_HELD = """
    SELECT doc, id, (SELECT min(key) FROM copies WHERE copies.doc = holdings.doc) AS key, sha256, name AS file,
        reader, number, volume_number, title, date, date_ground, time, place_name AS place, issuer, speaker,
        addressees, copies, signer, marking, kind, form, language, source_note, collection, untold, grounds,
        quality, extra, pages, words, passages
    FROM holdings
"""


def documents(con: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return every document known or held, by date, then by id."""
    known = _known(con)
    listed = [_merged(row, known) for row in _dicts(con, _HELD)]
    copied = {key for (key,) in con.execute("SELECT key FROM copies")}
    listed += [_unheld(row) for key, row in known.items() if key not in copied]
    return sorted(listed, key=lambda row: (row["date"] is None, row["date"] or "", row["id"]))


def known_documents(con: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    """Return the known documents by key, each with its held copy where there is one."""
    known = _known(con)
    held = {row["doc"]: row for row in _dicts(con, f"{_HELD} WHERE doc IN (SELECT doc FROM copies)")}
    copies: dict[str, int] = dict(con.execute("SELECT key, doc FROM copies"))
    return {
        key: _merged(held[copies[key]] | {"key": key}, known) if key in copies else _unheld(row)
        for key, row in known.items()
    }


def document(con: sqlite3.Connection, name: str) -> dict[str, Any]:
    """Return one document by id, key, or the beginning of an id or key.

    Raises:
        NoSuchRecord: If none fits.
        Ambiguous: If several do.
    """
    known = _known(con)
    if exact := _dicts(con, f"{_HELD} WHERE id = ?", (name,)):
        return _merged(exact[0], known)
    by_key = known_documents(con)
    if name in by_key:
        return by_key[name]
    begins = _dicts(con, f"{_HELD} WHERE substr(id, 1, ?) = ? ORDER BY id", (len(name), name)) if name else []
    fits = [_merged(row, known) for row in begins]
    docs = {row["doc"] for row in fits}
    fits += [row for key, row in by_key.items() if name and key.startswith(name) and row["doc"] not in docs]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise Ambiguous(name, [row["id"] for row in fits])
    ids = [row[0] for row in con.execute("SELECT id FROM holdings")]
    raise NoSuchRecord("document", name, [*ids, *by_key], "documents")


def _known(con: sqlite3.Connection) -> dict[str, KnownDocument]:
    return {row.key: row for row in rows(con, KnownDocument)}


def held_document(con: sqlite3.Connection, doc: int | None) -> str:
    """Return the id of a held document by its number in the record."""
    return con.execute("SELECT id FROM holdings WHERE doc = ?", (doc,)).fetchone()[0]


def passages(con: sqlite3.Connection, doc: int) -> list[Passage]:
    """Return a held document's passages in order."""
    return list(chosen_passages(con, doc))


def running_text(con: sqlite3.Connection, doc: int, without: Sequence[str] = ()) -> str:
    """Return a held document's passages as one text, those of some kinds left out."""
    found = con.execute("SELECT kind, text FROM passages WHERE doc = ? ORDER BY n", (doc,))
    return "\n".join(text for kind, text in found if kind not in without)


def original_text(con: sqlite3.Connection, doc: int) -> str:
    """Return a held document's text before any cleaning."""
    return zlib.decompress(
        con.execute("SELECT original FROM holdings WHERE doc = ?", (doc,)).fetchone()[0]
    ).decode()


def persons(con: sqlite3.Connection, volume: str) -> dict[str, str]:
    """Return the names in a volume's list of persons by the volume's identifiers."""
    return dict(con.execute("SELECT id, name FROM persons WHERE volume = ?", (volume,)))


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
    row |= {name: json.loads(holding[name]) if holding[name] else {} for name in _JSON_OBJECTS}
    row |= {"held": True, "csl_said": None}
    if said := known.get(str(row["key"] or "")):
        row |= {name: value for name in _SAID_FIRST if (value := getattr(said, name)) is not None}
        if said.date is not None:
            row |= {"date": said.date, "date_ground": said.date_ground}
        for name in [name for name in row["grounds"] if getattr(said, name, None) is not None]:
            del row["grounds"][name]
        row["csl_said"] = said.csl
    row["untold"] = [name for name in row["untold"] if not row.get(name)]
    return row


def _unheld(known: KnownDocument) -> dict[str, Any]:
    told = {name: getattr(known, name) for name in (*_SAID_FIRST, "date", "date_ground", "sha256")}
    nothing = dict.fromkeys(
        (
            "volume_number",
            "time",
            "place",
            "speaker",
            "signer",
            "source_note",
            "collection",
            "file",
            "reader",
            "doc",
        )
    )
    empty: dict[str, Any] = {
        "addressees": [],
        "copies": [],
        "untold": [],
        "quality": [],
        "grounds": {},
        "extra": {},
    }
    counts = dict.fromkeys(("pages", "words", "passages"))
    return {"id": known.key, "key": known.key, **told, **nothing, **empty, **counts, "held": False,
            "csl_said": known.csl}  # fmt: skip


def _dicts(con: sqlite3.Connection, query: str, values: tuple[object, ...] = ()) -> list[dict[str, Any]]:
    found = con.execute(query, values)
    heads = [head[0] for head in found.description]
    return [dict(zip(heads, row, strict=True)) for row in found]
