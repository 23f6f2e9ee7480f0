"""The words of all of a PDF's pages, within limits, from their text or from their pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2 as pdfium

from linewatch.errors import Unreadable
from linewatch.sources.pdf.edges import Row, edge_rows
from linewatch.sources.pdf.opening import label_of, opened, pages
from linewatch.sources.pdf.recognising import Recogniser, recogniser
from linewatch.sources.pdf.seeing import PageWords, TooFull, words_of
from linewatch.sources.pdf.words import Packed

MOST_SIGNS = 50_000_000  # characters in one file; a book of a thousand pages holds three million
_MOST_REFUSED = 3  # pages on which Tesseract fails, before it is not asked again for this file
_GARBLED_SHARE = 0.5  # of a page's characters that the file does not tell: the page is as good as a picture


class SeenPage(NamedTuple):
    """How a page was read from its picture.

    Attributes:
        words: How many words there are.
        share: How many of them are letters throughout, signs at their ends aside.
        confidence: The mean confidence of the program, from 0 to 1.
    """

    words: int
    share: float
    confidence: float


class TakenPage(NamedTuple):
    """What was taken from a page.

    Attributes:
        words: Those that run as most of the page does.
        asides: Those that run another way.
        edges: The rows at its top and foot, where running heads may be.
        scanned: Whether its words are the reading of a picture.
    """

    words: Packed
    asides: Packed
    edges: list[Row]
    scanned: bool


@dataclass(slots=True)
class Taken:
    """What was taken from a PDF before it is set in order.

    Attributes:
        title: The title in the file's own description.
        pages: What stands on each page.
        labels: What the file calls its pages, where it calls them anything.
        pictures: The places of pages that tell no text.
        broken: The places of pages that could not be read.
        seen: How pages were read from their pictures, by place.
        refused: Why pictures were not read, each time that Tesseract failed.
    """

    title: str = ""
    pages: list[TakenPage] = field(default_factory=list[TakenPage])
    labels: list[str] = field(default_factory=list[str])
    pictures: list[int] = field(default_factory=list[int])
    broken: list[int] = field(default_factory=list[int])
    seen: dict[int, SeenPage] = field(default_factory=dict[int, SeenPage])
    refused: list[Unreadable] = field(default_factory=list[Unreadable])


def taken_from(data: bytes) -> Taken:
    """Return the words of every page.

    Raises:
        Unreadable: If the file is locked, broken or too long.
    """
    taken, signs = Taken(), 0
    with opened(data) as pdf:
        taken.title = pdf.title
        for index, page in enumerate(pages(pdf.file)):
            words = _words(page, index, taken)
            signs += sum(len(word.text) for word in words.words)
            if signs > MOST_SIGNS:
                most = MOST_SIGNS // 1_000_000
                raise Unreadable(f"It holds more than {most} million characters.", "Add it in smaller files.")
            edges = edge_rows(index, words.words)
            taken.pages.append(
                TakenPage(Packed.of(words.words), Packed.of(words.asides), edges, words.scanned)
            )
            taken.labels.append(label_of(pdf.file, index))
    return taken


def _words(page: pdfium.PdfPage | None, index: int, taken: Taken) -> PageWords:
    """Return a page's words, from its text or, where it tells none, from its picture."""
    nothing = PageWords([], [])
    try:
        words = words_of(page) if page else None
    except (TooFull, pdfium.PdfiumError):
        words = None
    if page is None or words is None:
        taken.broken.append(index)
        return nothing
    signs = sum(len(word.text) for word in words.words)
    if signs and words.garbled <= _GARBLED_SHARE * signs:
        return words
    taken.pictures.append(index)
    if len(taken.refused) >= _MOST_REFUSED:
        return nothing
    try:
        eye = recogniser()
        return _seen(page, index, taken, eye) if eye else nothing
    except Unreadable as error:  # the other pages are none the worse for it
        taken.refused.append(error)
        return nothing


def _seen(page: pdfium.PdfPage, index: int, taken: Taken, eye: Recogniser) -> PageWords:
    """Return the words that Tesseract sees on a page."""
    seen = eye.read(page)
    if seen.words:
        lettered = sum(word.text.strip(".,;:!?()[]'\"“”‘’-—").isalpha() for word in seen.words)
        taken.seen[index] = SeenPage(len(seen.words), lettered / len(seen.words), seen.confidence)
    return PageWords(seen.words, [], scanned=True)
