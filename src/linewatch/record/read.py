"""Reading what is known and held: documents, passages, and the places that citations name."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from linewatch.errors import Ambiguous, BadValue, NoSuchRecord
from linewatch.kinds.citations import Citation
from linewatch.kinds.csl import csl_item
from linewatch.kinds.documents import Edit, Mark, Mention, Passage
from linewatch.kinds.said import CitationRow, KnownDocument
from linewatch.record.said import rows

_CONTEXT = 32  # characters before and after cited words: enough to tell repeated words apart
# What a person said of a document stands before what a reader made of it.
_SAID_FIRST = ("title", "date", "date_ground", "issuer", "kind", "form", "language", "marking")
_JSON_COLUMNS = ("addressees", "copies", "untold", "extra")
_HOLDING = (
    "doc, id, key, sha256, name AS file, reader, number, volume_number, title, date, date_ground, time,"
    " place_name AS place, issuer, addressees, copies, signer, marking, kind, form, language, source_note,"
    " collection, untold, extra, pages, words, passages"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that a locator names, and the part of it that is meant.

    Attributes:
        passage: The passage.
        p_start: Where the part begins in its reading text.
        p_end: Where it ends.
    """

    passage: Passage
    p_start: int
    p_end: int


def documents(con: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return every document known or held, by date where one is known, then by id."""
    known = {row.key: row for row in rows(con, KnownDocument)}
    held = [_merged(row, known) for row in _dicts(con, f"SELECT {_HOLDING} FROM holdings")]
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


def held_as(con: sqlite3.Connection, key: str) -> int | None:
    """Return the number of the held copy of a known document; None where none is held."""
    row = con.execute("SELECT doc FROM holdings WHERE key = ? ORDER BY doc LIMIT 1", (key,)).fetchone()
    return row[0] if row else None


def passages(con: sqlite3.Connection, doc: int) -> list[Passage]:
    """Return a held document's passages in order."""
    return list(_passages(con, doc))


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


def cited(con: sqlite3.Connection, row: CitationRow, csl: dict[str, object]) -> Citation:
    """Return a citation with its standing: whether a copy is held, and whether the words are there."""
    citation = Citation(
        document=row.document, page=row.page, locator=row.locator, exact=row.exact, prefix=row.prefix,
        suffix=row.suffix, csl=csl,
    )  # fmt: skip
    doc = held_as(con, row.document)
    if doc is None:
        return citation
    places = _places(con, doc, row)
    if isinstance(places, str):
        return replace(citation, standing="broken", why=places)
    for place in places:
        if (at := _find(place, row)) is not None:
            return _standing(citation, place, at)
    where = f"at {row.locator}" if row.locator else f"on page {row.page}" if row.page else "in the document"
    return replace(citation, standing="broken", why=f"the words {row.exact!r} do not stand {where}")


def cite(con: sqlite3.Connection, document: dict[str, Any], n: int, words: str | None) -> Citation:
    """Return a citation of a passage of a held document, or of words in it.

    Raises:
        BadValue: If there is no such passage, or the words do not stand in it.
    """
    key = document["key"] or document["id"]
    passage = next(iter(_passages(con, document["doc"], n)), None)
    if passage is None:
        raise BadValue(
            f"The document has no passage {n}.", f"Its passages go from 1 to {document['passages']}."
        )
    exact = " ".join(words.split()) if words else None
    at = passage.text.find(exact) if exact else 0
    if at < 0:
        raise BadValue(
            f"The words {exact!r} do not stand in passage {n}.", f"It begins: {passage.text[:60]}…"
        )
    citation = Citation(key, locator=_locator(con, key, passage, at), exact=exact, csl=csl_item(document))
    return _standing(citation, Place(passage, 0, len(passage.text)), at)


def page_at(passage: Passage, place: int) -> str | None:
    """Return the page on which a place of a passage's reading text stands."""
    page = passage.page
    for mark in passage.marks:
        if mark.kind == "page" and mark.p_start <= place:
            page = mark.text
    return page


def _standing(citation: Citation, place: Place, at: int) -> Citation:
    """Return a citation whose words were found, its page checked against where they stand."""
    passage = place.passage
    end = at + len(citation.exact) if citation.exact else place.p_end
    page = page_at(passage, at)
    if citation.page is not None and page is not None and citation.page not in (page, page_at(passage, end)):
        return replace(citation, standing="broken", why=f"the words stand on page {page}")
    text = passage.text
    return replace(
        citation,
        page=citation.page or page,
        prefix=text[max(0, at - _CONTEXT) : at] if citation.exact else None,
        suffix=text[end : end + _CONTEXT] if citation.exact else None,
        n=passage.n,
        p_start=at,
        p_end=end,
        standing="verified",
    )


def _places(con: sqlite3.Connection, doc: int, row: CitationRow) -> list[Place] | str:
    """Return the places that a citation's locator or page names; a text says why there are none."""
    if row.locator is not None:
        tied = con.execute(
            "SELECT n, p_start, p_end FROM locators WHERE document = ? AND locator = ? ORDER BY n",
            (row.document, row.locator),
        ).fetchall()
        if not tied and row.locator.isdecimal():
            tied = [(int(row.locator), None, None)]
        found = [
            Place(p, start or 0, len(p.text) if end is None else end)
            for n, start, end in tied
            for p in _passages(con, doc, n)
        ]
        return found or f"the document has no place {row.locator!r}"
    held = passages(con, doc)
    if row.page is not None:
        held = [p for p in held if row.page in (p.page, p.page_end, *(m.text for m in p.marks))]
    return [Place(p, 0, len(p.text)) for p in held] or f"the document has no page {row.page!r}"


def _find(place: Place, row: CitationRow) -> int | None:
    """Return where the cited words begin; between repeated words prefix and suffix decide."""
    if row.exact is None:
        return place.p_start
    text, at = place.passage.text, place.p_start
    found: list[int] = []
    while (at := text.find(row.exact, at, place.p_end)) >= 0:
        found.append(at)
        at += 1
    for start in found:
        before, after = text[:start], text[start + len(row.exact) :]
        if before.endswith(row.prefix or "") and after.startswith(row.suffix or ""):
            return start
    return found[0] if found and row.prefix is None and row.suffix is None else None


def _locator(con: sqlite3.Connection, key: str, passage: Passage, at: int) -> str:
    found = con.execute(
        "SELECT locator FROM locators WHERE document = ? AND n = ? AND coalesce(p_start, 0) <= ?"
        " AND coalesce(p_end, 1 << 40) > ? ORDER BY p_start DESC LIMIT 1",
        (key, passage.n, at, at),
    ).fetchone()
    return found[0] if found else str(passage.n)


def _passages(con: sqlite3.Connection, doc: int, n: int | None = None) -> Iterator[Passage]:
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
