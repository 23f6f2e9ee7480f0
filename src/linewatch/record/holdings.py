"""What is held: writing documents as they were read, with their passages and the index of their words."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO

from linewatch.errors import Unreadable
from linewatch.kinds.documents import Document, Passage, Person
from linewatch.record.case_file import CaseFile
from linewatch.record.copies import days, settle, settle_new
from linewatch.record.spelling import spelled

_HALF, _CHUNK = ".new", 2**20
_INSERT_PASSAGE = f"INSERT INTO passages VALUES ({', '.join('?' * 14)})"


@dataclass(frozen=True, slots=True)
class FileState:
    """How far a file has been read.

    Attributes:
        finished: Whether all of it was read.
        held: How many documents the record holds from it.
    """

    finished: bool
    held: int


def keep_original(originals: Path, file: IO[bytes], sha256: str, size: int) -> None:
    """Copy an open file's bytes under their hash, whole or not at all.

    Raises:
        Unreadable: If the bytes are not those of the hash: the file changed since it was taken.
    """
    target = originals / sha256
    if target.exists() and target.stat().st_size == size:
        return
    originals.mkdir(exist_ok=True)
    half = originals / f"{sha256}.{os.getpid()}{_HALF}"
    digest = hashlib.sha256()
    try:
        with half.open("wb") as out:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                out.write(chunk)
        if digest.hexdigest() != sha256:
            raise Unreadable("It changed while it was read.", "Add it again.")
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def settle_originals() -> None:
    """See that the copies written so far are on disk: once for many, since each alone would cost as much."""
    if hasattr(os, "sync"):
        os.sync()


def clear_halves(originals: Path) -> None:
    """Delete the half-written copies that a killed run left."""
    if originals.is_dir():
        with os.scandir(originals) as entries:
            for entry in entries:
                if entry.name.endswith(_HALF):
                    Path(entry.path).unlink(missing_ok=True)


def file_state(con: sqlite3.Connection, sha256: str) -> FileState | None:
    """Return how far a file of these bytes was read; None where it never was."""
    row = con.execute("SELECT file, finished FROM files WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        return None
    held = con.execute("SELECT count(*) FROM holdings WHERE file = ?", (row[0],)).fetchone()[0]
    return FileState(bool(row[1]), held)


def file_counts(con: sqlite3.Connection, file: int) -> tuple[int, int]:
    """Return how many documents and passages are held from a file."""
    return con.execute(
        "SELECT count(*), coalesce(sum(passages), 0) FROM holdings WHERE file = ?", (file,)
    ).fetchone()


def begin_file(con: sqlite3.Connection, name: str, sha256: str, size: int) -> None:
    """Note that a file is being read, unless it was begun before."""
    con.execute(
        "INSERT OR IGNORE INTO files (sha256, name, bytes, finished) VALUES (?, ?, ?, 0)",
        (sha256, name, size),
    )


def file_number(con: sqlite3.Connection, sha256: str) -> int:
    """Return the number of a file that was begun."""
    return con.execute("SELECT file FROM files WHERE sha256 = ?", (sha256,)).fetchone()[0]


def end_file(con: sqlite3.Connection, file: int, reasons: Sequence[str]) -> None:
    """Note that all of a file was read, and why parts of it could not be."""
    told = json.dumps(list(reasons), ensure_ascii=False) if reasons else None
    con.execute("UPDATE files SET finished = 1, reasons = ? WHERE file = ?", (told, file))


def last_passage(con: sqlite3.Connection) -> int:
    """Return the highest number of a passage in the record; 0 where it holds none."""
    return con.execute("SELECT coalesce(max(passage), 0) FROM passages").fetchone()[0]


def since(con: sqlite3.Connection, passage: int) -> set[str]:
    """Return the ids of the documents that were held after a passage of the record."""
    found = con.execute(
        "SELECT id FROM holdings WHERE doc IN (SELECT DISTINCT doc FROM passages WHERE passage > ?)",
        (passage,),
    )
    return {ident for (ident,) in found}


def held_as(con: sqlite3.Connection, document: Document, sha256: str) -> int | None:
    """Return the number of a document that is held already; None where it is not.

    The same bytes are the same document; for one record of several, the same id and text.
    """
    found = con.execute(
        "SELECT doc FROM holdings WHERE sha256 = ? AND in_record = ? AND (in_record = 0 OR base_id = ?)",
        (sha256, document.in_record, document.id),
    ).fetchone()
    return found[0] if found else None


def retell(con: sqlite3.Connection, doc: int, document: Document, told: Iterable[str]) -> None:
    """Put what a person says of a document in the place of what was read, for the fields that are told."""
    values = {name: getattr(document, name) for name in told}
    if "date" in values:
        values["first_day"], values["last_day"] = days(document.date)
    if values:
        listed = ", ".join(f"{name} = :{name}" for name in values)
        con.execute(f"UPDATE holdings SET {listed} WHERE doc = :doc", values | {"doc": doc})


def forget(con: sqlite3.Connection, doc: int | None, fields: Sequence[str]) -> None:
    """Let go of what was read or guessed of a held document, for some fields."""
    for name in fields:
        told = json.loads(
            con.execute("SELECT coalesce(untold, '[]') FROM holdings WHERE doc = ?", (doc,)).fetchone()[0]
        )
        also = ", first_day = NULL, last_day = NULL, date_ground = NULL" if name == "date" else ""
        con.execute(
            f"UPDATE holdings SET {name} = NULL, untold = ?{also} WHERE doc = ?",
            (_json(list(dict.fromkeys([*told, name]))), doc),
        )


def remove(case: CaseFile, doc: int) -> None:
    """Let go of a held copy: its passages leave the record, and its file if nothing else came from it."""
    con = case.con
    file, sha256 = con.execute(
        "SELECT files.file, files.sha256 FROM holdings JOIN files USING (file) WHERE doc = ?", (doc,)
    ).fetchone()
    con.execute(
        "INSERT INTO passage_words (passage_words, rowid, text)"
        " SELECT 'delete', passage, spelled(text) FROM passages WHERE doc = ?",
        (doc,),
    )
    con.execute("DELETE FROM passages WHERE doc = ?", (doc,))
    keys = [key for (key,) in con.execute("SELECT key FROM copies WHERE doc = ?", (doc,))]
    con.execute("DELETE FROM copies WHERE doc = ?", (doc,))
    con.execute("DELETE FROM holdings WHERE doc = ?", (doc,))
    for key in keys:
        settle(con, key)
    if con.execute("SELECT 1 FROM holdings WHERE file = ?", (file,)).fetchone():
        con.execute("UPDATE files SET finished = 0 WHERE file = ?", (file,))
    else:
        con.execute("DELETE FROM files WHERE file = ?", (file,))
        (case.originals / sha256).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a document comes from.

    Attributes:
        sha256: Of its original bytes, or of its text where it is one record of several.
        file: The file it came from, by its number in the record.
        place: Its place in the file, from 0.
        name: The file as added.
    """

    sha256: str
    file: int
    place: int
    name: str


def hold(con: sqlite3.Connection, document: Document, source: Provenance) -> int:
    """Write one document and its passages, in a transaction; return its number in the record."""
    ident = _unique(con, document.id)
    row = _row(document, source) | {"id": ident}
    places = ", ".join(f":{name}" for name in row)
    con.execute(f"INSERT INTO holdings ({', '.join(row)}) VALUES ({places})", row)
    doc: int = con.execute("SELECT last_insert_rowid()").fetchone()[0]
    first: int = con.execute("SELECT coalesce(max(passage), 0) + 1 FROM passages").fetchone()[0]
    con.executemany(_INSERT_PASSAGE, _rows(document.passages, doc, first))
    con.executemany(
        "INSERT INTO passage_words (rowid, text) VALUES (?, ?)",
        ((first + at, spelled(passage.text)) for at, passage in enumerate(document.passages)),
    )
    settle_new(con, doc, source.sha256)
    return doc


def _row(document: Document, source: Provenance) -> dict[str, object]:
    first, last = days(document.date)
    same = ("reader", "number", "volume_number", "title", "date", "date_ground", "time", "issuer", "speaker",
            "signer", "marking", "kind", "form", "language", "source_note", "collection")  # fmt: skip
    listed = ("addressees", "copies", "untold", "grounds", "quality", "extra")
    return {
        **{name: getattr(document, name) for name in same},
        **{name: _json(getattr(document, name)) for name in listed},
        "base_id": document.id,
        "sha256": source.sha256,
        "in_record": document.in_record,
        "file": source.file,
        "place": source.place,
        "name": source.name,
        "first_day": first,
        "last_day": last,
        "place_name": document.place,
        "pages": _pages(document.passages),
        "words": sum(len(p.text.split()) for p in document.passages if p.kind != "marking"),
        "passages": len(document.passages),
        "original": zlib.compress(document.original.encode(), 1),
    }


def hold_persons(con: sqlite3.Connection, persons: Iterable[Person]) -> None:
    """Write a volume's list of persons; the first reading of a volume stands."""
    con.executemany(
        "INSERT OR IGNORE INTO persons VALUES (?, ?, ?, ?)",
        ((person.volume, person.id, person.name, person.description) for person in persons),
    )


def _rows(passages: Sequence[Passage], doc: int, first: int) -> Iterable[tuple[object, ...]]:
    for at, p in enumerate(passages):
        yield (
            first + at, doc, p.n, p.page, p.page_end, p.section, p.kind, p.text, p.start, p.end, p.note_of,
            _json(p.marks), _json(p.mentions), _json(p.edits),
        )  # fmt: skip


def _json(value: object) -> str | None:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else None


def _pages(passages: Sequence[Passage]) -> int:
    """Return how many pages a document shows: those its passages begin, turn to or end on."""
    seen: dict[str, None] = {}
    for passage in passages:
        for page in (passage.page, *(m.text for m in passage.marks if m.kind == "page"), passage.page_end):
            if page:
                seen[page] = None
    return len(seen)


def _unique(con: sqlite3.Connection, ident: str) -> str:
    """Return an id that no held document has: the one asked for, or with the next free number after it."""
    taken = "SELECT 1 FROM holdings WHERE id = ?"
    if con.execute(taken, (ident,)).fetchone() is None:
        return ident
    asked = con.execute("SELECT count(*) FROM holdings WHERE base_id = ?", (ident,)).fetchone()[0]
    return next(
        candidate
        for number in count(max(2, asked + 1))
        if con.execute(taken, (candidate := f"{ident}-{number}",)).fetchone() is None
    )
