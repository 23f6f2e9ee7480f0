"""The words of a note: which document, which page, which words, and whether they were found there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from linewatch.brief.dates import date_words
from linewatch.brief.phrases import Phrases
from linewatch.errors import BadDate
from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Note:
    """A note in parts, for writers that set each in its own way.

    Attributes:
        title: The document: in full when it is first named, then by its short name.
        place: Where it is to be found, when it is first named; then the page and the locator.
        quote: The exact words in quotation marks, or nothing.
        standing: In words that no copy is held; nothing for words that were found.
    """

    title: str
    place: str
    quote: str
    standing: str


class NoteBook:
    """The notes of one printing of a brief, numbered as they are taken; a repeated source is a new note."""

    def __init__(self, words: Phrases) -> None:
        self._words = words
        self._told: set[str] = set()
        self.notes: list[tuple[int, Note]] = []

    def take(self, citations: Sequence[Citation]) -> list[int]:
        """Return the numbers of new notes for citations."""
        first = len(self.notes) + 1
        for at, item in enumerate(citations):
            named = self.once(f"document {item.document}")
            self.notes.append((first + at, note(item, self._words, first=bool(named))))
        return list(range(first, first + len(citations)))

    def once(self, text: str) -> str:
        """Return a text the first time, then nothing."""
        if text in self._told:
            return ""
        self._told.add(text)
        return text


def note(citation: Citation, words: Phrases, *, first: bool) -> Note:
    """Return the words of a note; a document is named in full where it is named first."""
    places = (
        document_place(citation.csl, words) if first else "",
        words.format("note.page", page=citation.page) if citation.page else "",
        _locator(citation.locator, words),
    )
    return Note(
        title=document_title(citation) if first else short_title(citation),
        place=words.joined([place for place in places if place]),
        quote=words.format("note.quote", exact=citation.exact) if citation.exact else "",
        standing="" if citation.verified else words.get("note.unverified"),
    )


def _locator(locator: str | None, words: Phrases) -> str:
    """Return a locator as printed; a bare number is the number of a passage."""
    if locator and locator.isdecimal():
        return words.format("note.passage", number=locator)
    return locator or ""


def document_title(citation: Citation) -> str:
    """Return the title of the document that a citation names, else its key."""
    return _text(citation.csl, "title") or citation.document


def short_title(citation: Citation) -> str:
    """Return the short name of the document that a citation names, else its key as a name."""
    key = citation.document
    return _text(citation.csl, "title-short") or key[:1].upper() + key[1:]


def document_place(csl: Mapping[str, object], words: Phrases) -> str:
    """Return a document's number, date and where it is printed or kept, as far as its CSL item says."""
    places = (
        _told("number", csl, words),
        issued_words(csl, words),
        _text(csl, "container-title"),
        _told("volume", csl, words),
        _told("pages", csl, words, "page"),
        _text(csl, "archive"),
        _text(csl, "archive_location"),
    )
    return words.joined([place for place in places if place])


def _told(phrase: str, csl: Mapping[str, object], words: Phrases, field: str = "") -> str:
    value = _text(csl, field or phrase)
    return words.format(f"note.{phrase}", value=value) if value else ""


def _text(csl: Mapping[str, object], field: str) -> str:
    value = csl.get(field)
    return value.strip() if isinstance(value, str) else ""


def issued_words(csl: Mapping[str, object], words: Phrases) -> str:
    """Return the date of a CSL item in words; nothing where it has none.

    Source:
        Citation Style Language 1.0.2, date variables: ``date-parts``, ``raw`` and ``literal``.
    """
    issued = csl.get("issued")
    if not isinstance(issued, Mapping):
        return ""
    fields = cast("Mapping[str, object]", issued)
    # Ours is written out in raw; date-parts are what another program may have left alone.
    told = [value for name in ("raw", "literal") if isinstance(value := fields.get(name), str)]
    text = next(iter(told), "") or _edtf(fields.get("date-parts"))
    try:
        return date_words(PartialDate.parse(text), words) if text else ""
    except BadDate:
        return text


def _edtf(date_parts: object) -> str:
    """Return CSL date parts as EDTF: one date, or two that are an interval."""
    if not isinstance(date_parts, list):
        return ""
    sides: list[str] = []
    for side in cast("list[object]", date_parts):
        parts = cast("list[object]", side) if isinstance(side, list) else []
        numbers = [int(part) for part in parts if isinstance(part, int | str) and str(part).isdigit()]
        if numbers:
            sides.append("-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])]))
    return "/".join(sides)
