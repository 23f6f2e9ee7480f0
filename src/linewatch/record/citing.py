"""Citations against the copies that are held: where the cited words stand, or why they do not."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from linewatch.errors import BadValue
from linewatch.kinds.citations import Citation
from linewatch.kinds.csl import csl_item
from linewatch.kinds.documents import Mark, Passage
from linewatch.kinds.said import CitationRow
from linewatch.record.read import chosen_passages, known_documents

_CONTEXT = 32  # characters before and after cited words: enough to tell repeated words apart
_ALIKE = 8  # characters in a row that make a stretch worth suggesting
_COMPARED = 2_000_000  # characters times characters: beyond it looking for the nearest words takes too long
_DIGITS = 9  # of a passage's number
_SINGLE, _DOUBLE, _DASHES = "‘’‚‛", "“”„‟", "–—―−"
_PLAIN = str.maketrans(
    dict.fromkeys(_SINGLE, "'") | dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_DASHES, "-")
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


class Resolver:
    """Looks citations up; each document and passage is fetched once, however often it is cited."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con
        known = known_documents(con)
        self._csl = {key: csl_item(row) for key, row in known.items()}
        self._held: dict[str, int] = {key: row["doc"] for key, row in known.items() if row["held"]}
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
        found = [_standing(citation, place, at) for place in places for at in _finds(place, row)]
        if not found:
            return replace(citation, standing="broken", why=_not_there(row))
        sound = [one for one in found if one.verified] or found
        # Words that stand there more than once are told apart by what stands around them.
        return next((one for one in sound if _surrounded(one, row)), sound[0])

    def _places(self, doc: int, row: CitationRow) -> list[Place] | str:
        """Return the places that a citation's locator or page names; a text says why there are none."""
        if row.locator is not None:
            tied = self._tied.get((row.document, row.locator), [])
            if not tied and _is_number(row.locator):
                tied = [(int(row.locator), None, None)]
            found = [
                Place(p, start or 0, len(p.text) if end is None else end)
                for n, start, end in tied
                for p in self._passages(doc, n)
            ]
            return found or f"the document has no place {row.locator!r}"
        held: Sequence[Passage] = self._passages(doc)
        if row.page is not None:
            held = [p for p in held if row.page in pages(p)]
        return [Place(p, 0, len(p.text)) for p in held] or f"the document has no page {row.page!r}"

    def _passages(self, doc: int, n: int | None = None) -> list[Passage]:
        key = (doc, n)
        if key not in self._fetched:
            self._fetched[key] = list(chosen_passages(self._con, doc, n))
        return self._fetched[key]


def cite(
    con: sqlite3.Connection, document: dict[str, Any], place: str, words: str | None
) -> tuple[Citation, list[Mark]]:
    """Return a citation of a passage of a held document, or of words in it, and the marks on those words.

    Args:
        con: The case's database.
        document: As `read.document` gives it.
        place: A passage's number, or a locator.
        words: To be found there; quotation marks and dashes may be written plainly.

    Raises:
        BadValue: If there is no such passage, or the words do not stand in it as one.
    """
    key = document["key"] or document["id"]
    within = _place(con, document, key, place)
    passage = within.passage
    at, exact = within.p_start, " ".join(words.split()) if words else None
    if exact:
        at = passage.text.find(exact, within.p_start, within.p_end)
        if at < 0:
            at = _plain(passage.text).find(_plain(exact), within.p_start, within.p_end)
        if at < 0:
            raise BadValue(
                f"The words {exact!r} do not stand in passage {passage.n}.", _nearest(passage, exact)
            )
        exact = passage.text[at : at + len(exact)]
    locator = _locator(con, key, passage, at) if _is_number(place) else place
    citation = _standing(Citation(key, locator=locator, exact=exact, csl=csl_item(document)), within, at)
    if not citation.verified:
        raise BadValue(f"{exact!r} cannot be cited: {citation.why}.", "Cite the words before it or after it.")
    return citation, [m for m in passage.marks if exact and at <= m.p_start and m.p_end <= at + len(exact)]


def page_at(passage: Passage, place: int) -> str | None:
    """Return the page on which a place of a passage's reading text stands."""
    page = passage.page
    for mark in passage.marks:
        if mark.kind == "page" and mark.p_start <= place:
            page = mark.text
    return page


def pages(passage: Passage, start: int = 0, end: int | None = None) -> list[str]:
    """Return the pages over which a stretch of a passage's reading text runs."""
    end = len(passage.text) if end is None else end
    turned = [m.text for m in passage.marks if m.kind == "page" and start < m.p_start < end]
    return [page for page in dict.fromkeys([page_at(passage, start), *turned]) if page]


def _place(con: sqlite3.Connection, document: dict[str, Any], key: str, place: str) -> Place:
    if _is_number(place):
        found = [(int(place), None, None)]
    else:
        found = con.execute(
            "SELECT n, p_start, p_end FROM locators WHERE document = ? AND locator = ? ORDER BY n",
            (key, place),
        ).fetchall()
    for n, start, end in found[:1]:
        for passage in chosen_passages(con, document["doc"], n):
            return Place(passage, start or 0, len(passage.text) if end is None else end)
    raise BadValue(
        f"The document has no passage {place}.",
        f"Its passages go from 1 to {document['passages']}. See them with: linewatch passages {document['id']}",
    )


def _standing(citation: Citation, place: Place, at: int) -> Citation:
    """Return a citation whose words were found: verified, unless a blank or another page contradicts it."""
    passage = place.passage
    end = at + len(citation.exact) if citation.exact else place.p_end
    on = pages(passage, at, end)
    why = None
    if citation.exact and any(m.kind in ("blank", "code") and at < m.p_start < end for m in passage.marks):
        why = "the source has a blank between these words"
    elif citation.page is not None and on and citation.page not in on:
        why = f"the words stand on page {', '.join(on)}"
    text = passage.text
    return replace(
        citation,
        page=citation.page or page_at(passage, at),
        prefix=text[max(0, at - _CONTEXT) : at] if citation.exact else None,
        suffix=text[end : end + _CONTEXT] if citation.exact else None,
        n=passage.n,
        p_start=at,
        p_end=end,
        standing="broken" if why else "verified",
        why=why,
    )


def _finds(place: Place, row: CitationRow) -> list[int]:
    """Return where the cited words begin in a place."""
    if row.exact is None:
        return [place.p_start]
    text, at = place.passage.text, place.p_start
    found: list[int] = []
    while (at := text.find(row.exact, at, place.p_end)) >= 0:
        found.append(at)
        at += 1
    return found


def _surrounded(citation: Citation, row: CitationRow) -> bool:
    before, after = citation.prefix or "", citation.suffix or ""
    wanted_before, wanted_after = (row.prefix or "")[-_CONTEXT:], (row.suffix or "")[:_CONTEXT]
    return before.endswith(wanted_before) and after.startswith(wanted_after)


def _not_there(row: CitationRow) -> str:
    where = f"at {row.locator}" if row.locator else f"on page {row.page}" if row.page else "in the document"
    return f"the words {row.exact!r} do not stand {where}"


def _nearest(passage: Passage, exact: str) -> str:
    """Return what a person may have meant: the stretch of the passage that is most like the words."""
    text = passage.text
    if len(text) * len(exact) <= _COMPARED:
        match = difflib.SequenceMatcher(None, _plain(text).lower(), _plain(exact).lower(), autojunk=False)
        found = match.find_longest_match()
        if found.size >= _ALIKE:
            start = text.rfind(" ", 0, max(0, found.a - found.b) + 1) + 1
            end = text.find(" ", min(len(text), start + len(exact)))
            return f"Did you mean {text[start : end if end >= 0 else None]!r}?"
    return f"It begins: {text[:60]}…"


def _plain(text: str) -> str:
    """Return a text with plain quotation marks and dashes, of the same length."""
    return text.translate(_PLAIN)


def _is_number(place: str) -> bool:
    return place.isascii() and place.isdecimal() and len(place) <= _DIGITS


def _locator(con: sqlite3.Connection, key: str, passage: Passage, at: int) -> str:
    found = con.execute(
        "SELECT locator FROM locators WHERE document = ? AND n = ? AND coalesce(p_start, 0) <= ?"
        " AND coalesce(p_end, 1 << 40) > ? ORDER BY p_start DESC LIMIT 1",
        (key, passage.n, at, at),
    ).fetchone()
    return found[0] if found else str(passage.n)
