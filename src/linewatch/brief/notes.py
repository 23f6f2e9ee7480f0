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
        title: The document.
        place: Its date, the page and the locator, as far as they are known.
        quote: The exact words in quotation marks, or nothing.
        standing: Whether the words were found in a held copy, in words.
        css: The same as a class of the page's style.
    """

    title: str
    place: str
    quote: str
    standing: str
    css: str


class NoteBook:
    """The notes of one printing of a brief, numbered as they are taken; a repeated source is a new note."""

    def __init__(self, words: Phrases) -> None:
        self._words = words
        self.notes: list[tuple[int, Note]] = []

    def take(self, citations: Sequence[Citation]) -> list[int]:
        """Return the numbers of new notes for citations."""
        first = len(self.notes) + 1
        self.notes.extend((first + at, note(item, self._words)) for at, item in enumerate(citations))
        return list(range(first, first + len(citations)))


def note(citation: Citation, words: Phrases) -> Note:
    """Return the words of a note."""
    places = (
        issued_words(citation.csl, words),
        words.format("note.page", page=citation.page) if citation.page else "",
        _locator(citation.locator, words),
    )
    return Note(
        title=document_title(citation),
        place=words.joined([place for place in places if place]),
        quote=words.format("note.quote", exact=citation.exact) if citation.exact else "",
        standing=words.get(f"note.{citation.standing}"),
        css=citation.standing,
    )


def _locator(locator: str | None, words: Phrases) -> str:
    """Return a locator as printed; a bare number is the number of a passage."""
    if locator and locator.isdecimal():
        return words.format("note.passage", number=locator)
    return locator or ""


def document_title(citation: Citation) -> str:
    """Return the title of the document that a citation names, else its key."""
    title = citation.csl.get("title")
    return title if isinstance(title, str) and title.strip() else citation.document


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
