"""Citations against the copies that are held: where the cited words stand, or why they do not."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from linewatch.errors import BadValue
from linewatch.kinds.citations import Citation
from linewatch.kinds.csl import csl_item
from linewatch.kinds.documents import Passage
from linewatch.kinds.said import CitationRow
from linewatch.record.read import chosen_passages, documents

_CONTEXT = 32  # characters before and after cited words: enough to tell repeated words apart


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


class Resolver:
    """Looks citations up; each document and passage is fetched once, however often it is cited."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con
        known = documents(con, cited=True)
        self._csl = {row["key"]: csl_item(row) for row in known}
        self._held: dict[str, int] = {row["key"]: row["doc"] for row in known if row["held"]}
        self._fetched: dict[tuple[int, int | None], list[Passage]] = {}
        self._tied: dict[tuple[str, str], list[tuple[int, int | None, int | None]]] = {}
        tied = con.execute("SELECT document, locator, n, p_start, p_end FROM locators ORDER BY document, n")
        for document, locator, n, start, end in tied:
            self._tied.setdefault((document, locator), []).append((n, start, end))

    def cited(self, row: CitationRow) -> Citation:
        """Return a citation with its standing: whether a copy is held, and whether the words are there."""
        citation = Citation(
            document=row.document, page=row.page, locator=row.locator, exact=row.exact, prefix=row.prefix,
            suffix=row.suffix, csl=self._csl[row.document],
        )  # fmt: skip
        doc = self._held.get(row.document)
        if doc is None:
            return citation
        places = self._places(doc, row)
        if isinstance(places, str):
            return replace(citation, standing="broken", why=places)
        for place in places:
            if (at := _find(place, row)) is not None:
                return _standing(citation, place, at)
        where = (
            f"at {row.locator}" if row.locator else f"on page {row.page}" if row.page else "in the document"
        )
        return replace(citation, standing="broken", why=f"the words {row.exact!r} do not stand {where}")

    def _places(self, doc: int, row: CitationRow) -> list[Place] | str:
        """Return the places that a citation's locator or page names; a text says why there are none."""
        if row.locator is not None:
            tied = self._tied.get((row.document, row.locator), [])
            if not tied and row.locator.isdecimal():
                tied = [(int(row.locator), None, None)]
            found = [
                Place(p, start or 0, len(p.text) if end is None else end)
                for n, start, end in tied
                for p in self._passages(doc, n)
            ]
            return found or f"the document has no place {row.locator!r}"
        held: Sequence[Passage] = self._passages(doc)
        if row.page is not None:
            held = [p for p in held if row.page in (p.page, p.page_end, *(m.text for m in p.marks))]
        return [Place(p, 0, len(p.text)) for p in held] or f"the document has no page {row.page!r}"

    def _passages(self, doc: int, n: int | None = None) -> list[Passage]:
        key = (doc, n)
        if key not in self._fetched:
            self._fetched[key] = list(chosen_passages(self._con, doc, n))
        return self._fetched[key]


def cite(con: sqlite3.Connection, document: dict[str, Any], n: int, words: str | None) -> Citation:
    """Return a citation of a passage of a held document, or of words in it.

    Raises:
        BadValue: If there is no such passage, or the words do not stand in it.
    """
    key = document["key"] or document["id"]
    passage = next(iter(chosen_passages(con, document["doc"], n)), None)
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
    return None


def _locator(con: sqlite3.Connection, key: str, passage: Passage, at: int) -> str:
    found = con.execute(
        "SELECT locator FROM locators WHERE document = ? AND n = ? AND coalesce(p_start, 0) <= ?"
        " AND coalesce(p_end, 1 << 40) > ? ORDER BY p_start DESC LIMIT 1",
        (key, passage.n, at, at),
    ).fetchone()
    return found[0] if found else str(passage.n)
