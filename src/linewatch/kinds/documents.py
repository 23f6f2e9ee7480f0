"""What a reader makes of a file: documents, their passages, and the marks inside them.

Offsets are Unicode code points, half open. ``p_start`` and ``p_end`` count in a passage's reading text;
``start`` and ``end`` count in the document's original text, before any cleaning. For XML the original text
is the XPath string value of the document's element.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

PassageKind = Literal[
    "heading",
    "paragraph",
    "footnote",
    "source_note",
    "marking",
    "address",
    "signature",
    "list",
    "table",
]
MarkKind = Literal["struck", "inserted", "code", "blank", "anchor", "page"]
MentionKind = Literal["person", "reference"]


class Edit(NamedTuple):
    """A stretch of the original that the reading text replaces; white space is folded besides.

    Attributes:
        start: Where it begins in the original text.
        end: Where it ends; equal to start where nothing is taken out.
        put: What stands there in the reading text: nothing, a space, a tab, a line end, or other words.
    """

    start: int
    end: int
    put: str = ""


class Mark(NamedTuple):
    """Something that a passage carries at a place without being part of its words, or on top of them.

    Attributes:
        kind: struck and inserted cover words of the reading text; the others stand between words.
        p_start: Where it begins in the reading text.
        p_end: Where it ends; equal to p_start for code, blank, anchor and page.
        text: The words covered, the code, the blank as printed, the anchor's sign, or the page that begins.
    """

    kind: MarkKind
    p_start: int
    p_end: int
    text: str


class Mention(NamedTuple):
    """A person or another text named in a passage, as the source itself marks it.

    Attributes:
        kind: ``person`` or ``reference``.
        p_start: Where it begins in the reading text.
        p_end: Where it ends.
        text: As it stands in the passage.
        target: The source's identifier of what is named.
    """

    kind: MentionKind
    p_start: int
    p_end: int
    text: str
    target: str


class PageQuality(NamedTuple):
    """How well a page was read.

    Attributes:
        page: The page; None where the source shows no pages.
        words: How many words were looked at.
        share: How many of them read as words of the document's language, from 0 to 1.
        confidence: The mean confidence of the program that read the page, from 0 to 1, where it is told.
    """

    page: str | None
    words: int
    share: float
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, note or the like, whole even where a page ends inside it.

    Attributes:
        n: Its place in the document, from 1.
        kind: What it is.
        text: The reading text: white space folded, what was taken out marked.
        start: Where its source begins in the document's original text.
        end: Where its source ends.
        page: The page on which it begins; None where the source shows no pages.
        page_end: The page on which it ends.
        section: The numbered section it stands in, e.g. ``III.A.1``.
        note_of: For a note, the passage it is anchored in.
        marks: In order of place.
        mentions: In order of place.
        edits: How the reading text was made from the source.
    """

    n: int
    kind: PassageKind
    text: str
    start: int
    end: int
    page: str | None = None
    page_end: str | None = None
    section: str | None = None
    note_of: int | None = None
    marks: tuple[Mark, ...] = ()
    mentions: tuple[Mention, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One document as a reader understood it.

    Attributes:
        id: The id it asks for; the record makes it unique.
        original: Its text before any cleaning.
        passages: In reading order.
        reader: Which reader took it.
        number: The number it bears.
        volume_number: Its number within the volume that prints it.
        title: Its heading without notes.
        date: As EDTF; None where the source does not say.
        date_ground: Why this date, where it was inferred.
        time: A time of day, kept apart from the date.
        place: Where it was dated.
        issuer: Who issued or sent it.
        speaker: Who speaks in it, where that is another than the issuer.
        addressees: To whom.
        copies: To whom else it was sent.
        signer: Who signed it.
        marking: Its classification, as printed.
        kind: What sort of paper it is.
        form: In which form it was issued, where a person said so.
        language: As BCP 47.
        in_record: Whether it is one record of several in its file; known then by id and text.
        source_note: Where the paper lies, as its editors say.
        collection: The volume or series that prints it.
        grounds: For other fields than the date that were inferred, why this value.
        quality: Page by page, how well it was read; empty where nothing is in doubt.
        untold: What the reader looked for and could not tell.
        extra: Other keys that came with it, kept as they were.
    """

    id: str
    original: str
    passages: tuple[Passage, ...]
    reader: str
    number: str | None = None
    volume_number: str | None = None
    title: str | None = None
    date: str | None = None
    date_ground: str | None = None
    time: str | None = None
    place: str | None = None
    issuer: str | None = None
    speaker: str | None = None
    addressees: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    signer: str | None = None
    marking: str | None = None
    kind: str | None = None
    form: str | None = None
    language: str | None = None
    in_record: bool = False
    source_note: str | None = None
    collection: str | None = None
    grounds: dict[str, str] = field(default_factory=dict[str, str])
    quality: tuple[PageQuality, ...] = ()
    untold: tuple[str, ...] = ()
    extra: dict[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Person:
    """A person in a volume's own list of persons.

    Attributes:
        volume: The volume whose list it is.
        id: The volume's identifier.
        name: As the list gives it.
        description: The rest of the entry.
    """

    volume: str
    id: str
    name: str
    description: str | None
