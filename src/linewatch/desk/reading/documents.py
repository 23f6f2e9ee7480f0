"""What a case holds and knows of documents: list them, read one, put a guess right, cite a page."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from fnmatch import fnmatchcase
from itertools import count
from typing import Any

from linewatch.desk.reading.holding import enter_actor
from linewatch.desk.reading.mended import as_read, mended, printed
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.citations import Citation
from linewatch.kinds.csl import csl_item
from linewatch.kinds.said import CitationRow, KnownDocument, columns
from linewatch.record import citing, copies, holdings, read, said
from linewatch.record.case_file import CaseFile
from linewatch.record.filters import Filters, chosen
from linewatch.record.rules import checked
from linewatch.record.said import Ledger
from linewatch.sources.passages.reading import source_span

_LISTED = (
    "id", "key", "number", "volume_number", "title", "date", "date_ground", "time", "place", "issuer",
    "speaker", "addressees", "copies", "signer", "kind", "form", "language", "marking", "source_note", "collection",
    "pages", "words", "passages", "held", "file", "sha256", "untold", "grounds", "quality", "extra",
)  # fmt: skip


def list_documents(case: CaseFile, **filters: str | None) -> list[dict[str, Any]]:
    """Return what the case holds and knows, or those of it that filters ask for, by date."""
    collecting = gc.isenabled()
    gc.disable()  # of 100,000 documents none is garbage yet, and looking for some would take most of the time
    try:
        return [_listed(row) for row in chosen(case.con, read.documents(case.con), Filters(**filters))]
    finally:
        if collecting:
            gc.enable()


def show_document(case: CaseFile, name: str) -> dict[str, Any]:
    """Return what is known of one document."""
    return _listed(read.document(case.con, name))


def read_passages(case: CaseFile, name: str) -> list[dict[str, Any]]:
    """Return one held document as it was read.

    Raises:
        BadValue: If it is known but no copy is held.
    """
    row = _held(case, name)
    original = read.original_text(case.con, row["doc"])
    located = read.locators(case.con, row["key"])
    named = read.persons(case.con, row["id"].rpartition("/")[0])
    return [
        {
            "n": p.n,
            "page": p.page,
            "page_end": p.page_end,
            "section": p.section,
            "kind": p.kind,
            "text": p.text,
            "raw": original[p.start : p.end],
            "note_of": p.note_of,
            "locators": located.get(p.n) or [str(p.n)],
            "marks": [mark._asdict() for mark in p.marks],
            "mended": list(mended(original, p)),
            "mentions": [m._asdict() | {"name": named.get(m.target)} for m in p.mentions],
            "start": p.start,
            "end": p.end,
        }
        for p in read.passages(case.con, row["doc"])
    ]


def cite(case: CaseFile, place: str, words: str | None) -> dict[str, Any]:
    """Return a citation of DOC:N, its words checked against the passage."""
    name, where = split_place(place)
    row = _held(case, name)
    citation, marks = citing.cite(case.con, row, where, _as_read(case, row, where, words))
    found = shown(citation) | {"marks": [mark._asdict() for mark in marks]}
    for passage in read.chosen_passages(case.con, row["doc"], citation.n):
        if citation.p_start is not None and citation.p_end is not None and citation.p_end > citation.p_start:
            original = read.original_text(case.con, row["doc"])
            start, end = source_span(original, passage, citation.p_start, citation.p_end)
            on_page = printed(original, passage, citation.p_start, citation.p_end)
            found |= {"start": start, "end": end, "printed": None if on_page == citation.exact else on_page}
    return found


def _as_read(case: CaseFile, row: dict[str, Any], where: str, words: str | None) -> str | None:
    """Return words to be cited as the reading text has them, where they are given as the page prints them."""
    if not words or not where.isdecimal():
        return words
    for passage in read.chosen_passages(case.con, row["doc"], int(where)):
        if " ".join(words.split()) not in passage.text:
            return as_read(read.original_text(case.con, row["doc"]), passage, words) or words
    return words


def correct(
    case: CaseFile, names: Sequence[str], told: dict[str, Any], ground: str | None, clear: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Put right what is said of documents, all of them or none; what was said before stays in the history.

    Args:
        case: Whose documents.
        names: Ids or keys; a ``*`` in one stands for anything.
        told: The right values, by field.
        ground: How the date is known, or why this value.
        clear: Fields whose value is not known after all: what was guessed or said of them is let go of.
    """
    if blank := [name for name, value in told.items() if not str(value).strip()]:
        raise BadValue(f"Nothing is given as {blank[0]}.", f"To let go of it: --clear {blank[0]}")
    told = told | dict.fromkeys(clear)
    listed = [row for name in names for row in _meant(case, name)]
    chosen = {row["key"] or row["id"]: row for row in listed}
    with case.writing() as con:
        ledger = Ledger(con)
        keys = [_known_key(case, ledger, row) for row in chosen.values()]
        standing = {known.key: known for known in said.rows(con, KnownDocument)}
        for key in keys:
            values = {column: getattr(standing[key], column) for column in columns(KnownDocument)} | told
            if "date" in told:
                values["date_ground"] = ground if told["date"] else None
            entry, problems = checked(KnownDocument, values)
            if entry is None:
                raise BadValue(f"{problems[0][0]}: {problems[0][1]}", "Change it and run this again.")
            ledger.put(entry)
        for row in chosen.values():
            holdings.forget(con, row["doc"], clear)
        if told.get("issuer"):
            enter_actor(con, ledger, told["issuer"])
    known = read.known_documents(case.con)
    return [_listed(known[key]) for key in keys]


def _meant(case: CaseFile, name: str) -> list[dict[str, Any]]:
    """Return the documents that a name, or a pattern of names, means.

    Raises:
        NoSuchRecord: If there is none.
    """
    if "*" not in name:
        return [read.document(case.con, name)]
    rows = read.documents(case.con)
    fits = [row for row in rows if any(fnmatchcase(row[part] or "", name) for part in ("id", "key"))]
    if not fits:
        raise NoSuchRecord("document", name, [row["id"] for row in rows], "documents")
    return fits


def remove(case: CaseFile, name: str) -> dict[str, Any]:
    """Let go of a held copy; what was said of the document stays, its citations unverified."""
    row = _held(case, name)
    with case.writing():
        holdings.remove(case, row["doc"])
    return {"document": row["id"], "removed": True}


def citation_row(
    case: CaseFile, ledger: Ledger, place: str, words: str | None, supports: tuple[str, str]
) -> CitationRow:
    """Return a citation of DOC:N to be entered for a row; the document becomes a known one.

    Args:
        case: In a transaction.
        ledger: Open for writing.
        place: DOC:N.
        words: To be found there.
        supports: The table and the id of the row.
    """
    name, where = split_place(place)
    row = _held(case, name)
    row |= {"key": _known_key(case, ledger, row)}
    found, _ = citing.cite(case.con, row, where, _as_read(case, row, where, words))
    around = {name: _kept(getattr(found, name)) for name in ("prefix", "suffix")}
    return CitationRow(
        of=supports[0], id=supports[1], document=found.document, page=found.page, locator=found.locator,
        exact=found.exact, **around,
    )  # fmt: skip


def _kept(text: str | None) -> str | None:
    """Return the words around a citation as they can be kept: without what a plain file cannot hold."""
    return "".join(char for char in text if char.isprintable()) or None if text else None


def split_place(place: str) -> tuple[str, str]:
    """Return the document and the passage (or locator) that DOC:N names.

    Raises:
        BadValue: If it names none.
    """
    name, colon, where = place.rpartition(":")
    if not colon or not where or not name:
        raise BadValue(
            f"{place!r} names no passage.",
            "Write the document and the passage or locator: letter:12 or paper:M33",
        )
    return name, where


def shown(citation: Citation) -> dict[str, Any]:
    """Return a citation as the outside contract gives it."""
    return {
        "document": citation.document,
        "n": citation.n,
        "page": citation.page,
        "locator": citation.locator,
        "exact": citation.exact,
        "prefix": citation.prefix,
        "suffix": citation.suffix,
        "p_start": citation.p_start,
        "p_end": citation.p_end,
        "verified": citation.verified,
        "standing": citation.standing,
        "why": citation.why,
        "csl": citation.csl,
    }


def _held(case: CaseFile, name: str) -> dict[str, Any]:
    row = read.document(case.con, name)
    if not row["held"]:
        raise BadValue(
            f"The document {name!r} is known, but no copy of it is held.",
            f"Add a copy with: linewatch add FILE --as {row['key']}",
        )
    return row


def _known_key(case: CaseFile, ledger: Ledger, row: dict[str, Any]) -> str:
    """Return a document's key; a held one that nobody has cited yet becomes a known one, under its id if it can."""
    if row["key"]:
        return row["key"]
    taken = {known.key for known in said.rows(case.con, KnownDocument)}
    key = next(
        k for number in count(1) if (k := row["id"] + (f"-{number}" if number > 1 else "")) not in taken
    )
    told = {column: row.get(column) for column in columns(KnownDocument) if column not in ("key", "csl")}
    ledger.put(KnownDocument(key=key, **told))
    copies.tie(case.con, key, row["doc"])
    return key


def _listed(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _LISTED} | {"csl": csl_item(row)}
