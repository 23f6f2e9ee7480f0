"""What a case holds and knows of documents: list them, read one, put a guess right, cite a page."""

from __future__ import annotations

from typing import Any

from linewatch.errors import BadValue
from linewatch.kinds.citations import Citation
from linewatch.kinds.csl import csl_item
from linewatch.kinds.said import CitationRow, KnownDocument, columns
from linewatch.record import citing, read, said
from linewatch.record.case_file import CaseFile

_LISTED = (
    "id", "key", "number", "volume_number", "title", "date", "date_ground", "time", "place", "issuer",
    "addressees", "copies", "signer", "kind", "form", "language", "marking", "source_note", "collection",
    "pages", "words", "passages", "held", "file", "sha256", "untold", "extra",
)  # fmt: skip


def list_documents(case: CaseFile) -> list[dict[str, Any]]:
    """Return what the case holds and knows, by date."""
    return [_listed(row) for row in read.documents(case.con)]


def read_passages(case: CaseFile, name: str) -> list[dict[str, Any]]:
    """Return one held document as it was read.

    Raises:
        BadValue: If it is known but no copy is held.
    """
    row = _held(case, name)
    original = read.original_text(case.con, row["doc"])
    located = read.locators(case.con, row["key"])
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
            "mentions": [mention._asdict() for mention in p.mentions],
            "start": p.start,
            "end": p.end,
        }
        for p in read.passages(case.con, row["doc"])
    ]


def cite(case: CaseFile, place: str, words: str | None) -> dict[str, Any]:
    """Return a citation of DOC:N, its words checked against the passage."""
    name, n = split_place(place)
    return shown(_cited(case, name, n, words))


def correct(case: CaseFile, name: str, told: dict[str, Any], ground: str | None) -> dict[str, Any]:
    """Put right what is said of a document; what was said before stays in the history."""
    row = read.document(case.con, name)
    with case.writing() as con:
        key = _known_key(case, row)
        standing = next(known for known in said.rows(con, KnownDocument) if known.key == key)
        values = {column: getattr(standing, column) for column in columns(KnownDocument)} | told
        if "date" in told:
            values["date_ground"] = ground
        entry, problems = said.checked(KnownDocument, values)
        if entry is None:
            raise BadValue(f"{problems[0][0]}: {problems[0][1]}", "Give it again.")
        said.put(con, entry)
    return _listed(read.document(case.con, key))


def citation_row(case: CaseFile, place: str, words: str | None, of: str, ident: str) -> CitationRow:
    """Return a citation of DOC:N to be entered with a row; the document becomes a known one.

    Must run inside a transaction.
    """
    name, n = split_place(place)
    key = _known_key(case, read.document(case.con, name))
    found = _cited(case, key, n, words)
    return CitationRow(
        of=of, id=ident, document=key, page=found.page, locator=found.locator, exact=found.exact,
        prefix=found.prefix or None, suffix=found.suffix or None,
    )  # fmt: skip


def split_place(place: str) -> tuple[str, int]:
    """Return the document and the passage that DOC:N names.

    Raises:
        BadValue: If it names none.
    """
    name, colon, n = place.rpartition(":")
    if not colon or not n.isdecimal() or not name:
        raise BadValue(f"{place!r} names no passage.", "Write the document and the passage's number: DOC:12")
    return name, int(n)


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


def _cited(case: CaseFile, name: str, n: int, words: str | None) -> Citation:
    row = _held(case, name)
    return citing.cite(case.con, row, n, words)


def _held(case: CaseFile, name: str) -> dict[str, Any]:
    row = read.document(case.con, name)
    if not row["held"]:
        raise BadValue(
            f"The document {name!r} is known, but no copy of it is held.",
            f"Add a copy with: linewatch add FILE --as {row['key']}",
        )
    return row


def _known_key(case: CaseFile, row: dict[str, Any]) -> str:
    """Return a document's key; a held document that nobody has cited yet becomes a known one under its id."""
    if row["key"] and said.known_document(case.con, row["key"]):
        return row["key"]
    key = row["key"] or row["id"]
    told = {column: row.get(column) for column in columns(KnownDocument) if column not in ("key", "csl")}
    said.put(case.con, KnownDocument(key=key, **told))
    case.con.execute("UPDATE holdings SET key = ? WHERE doc = ?", (key, row["doc"]))
    return key


def _listed(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _LISTED} | {"csl": csl_item(row)}
