"""From a PDF's bytes to a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linewatch.errors import Unreadable
from linewatch.kinds.documents import Document, PageQuality
from linewatch.sources.mending.quality import page_qualities
from linewatch.sources.passages.building import finish
from linewatch.sources.pdf.blocks import Block, all_blocks
from linewatch.sources.pdf.counting import printed_numbers
from linewatch.sources.pdf.describing import date_of, marking_of, title_of
from linewatch.sources.pdf.drafting import Drafting
from linewatch.sources.pdf.furniture import furniture
from linewatch.sources.pdf.notes import notes_taken_out
from linewatch.sources.pdf.pages import Page, page_of, set_out, style_of
from linewatch.sources.pdf.seams import Seams
from linewatch.sources.pdf.taking import Taken, taken_from

_INDENTED_SHARE = 0.3  # of the longer paragraphs: then the paper sets its paragraphs off by an indent


def read_pdf(stem: str, data: bytes) -> Document:
    """Return a PDF as a document.

    The original text is what its pages show, line by line in reading order, with a form feed between pages.
    Pages without text are read by Tesseract where that is installed.

    Args:
        stem: The file's name without its ending.
        data: Its bytes.

    Raises:
        Unreadable: If it is locked, broken, too long, or holds no text and nothing is there to read pictures.
    """
    taken = taken_from(data)
    if not any(page.words.text for page in taken.pages):
        if taken.refused:
            raise taken.refused[0]
        if len(taken.broken) == len(taken.pages):
            raise Unreadable("It is a PDF without a page that can be read.", "Get the file again.")
        raise Unreadable(
            "It is a PDF of page images without text.",
            "Install the program Tesseract, or add the text that another program reads from it.",
        )
    return _set_in_order(stem, taken)


def _set_in_order(stem: str, taken: Taken) -> Document:
    """Return what was taken from a file as a document."""
    laid, printed = _laid_out(taken)
    original = set_out(laid)
    style = style_of(laid)
    first = next(page for page in laid if page.lines())
    signs = notes_taken_out(laid, style)
    found = all_blocks(laid, style)
    drafting = Drafting(
        laid, Seams([line for page in laid for line in page.lines()]), signs, indents=_indents(found)
    )
    for block in found:
        drafting.take(block)
    title = title_of(
        taken.title, stem, [b for b in found if b.page == first.index], style, scanned=first.scanned
    )
    date = date_of(first)
    told = {"title": title.value, "date": date.value, "issuer": None, "language": None}
    document = Document(
        id=stem,
        original=original,
        passages=finish(drafting.finished(signs.notes), original),
        reader="pdf",
        title=title.value,
        date=date.value,
        date_ground=date.ground,
        marking=marking_of(first),
        grounds={"title": title.ground} if title.ground else {},
        untold=tuple(name for name, value in told.items() if value is None) + (() if printed else ("pages",)),
        extra=_left_out(taken, laid),
    )
    return replace(document, quality=_quality(document, taken, laid))


def _laid_out(taken: Taken) -> tuple[list[Page], bool]:
    """Return the pages with their labels, and whether those are printed on them."""
    heads = furniture([page.edges for page in taken.pages])
    printed = printed_numbers(heads)
    pages: list[Page] = []
    for index, found in enumerate(taken.pages):
        page = page_of(index, found.words.words(), found.asides.words(), heads[index], scanned=found.scanned)
        page.label = printed[index] if printed else taken.labels[index] or str(index + 1)
        pages.append(page)
    return pages, printed is not None


def _indents(found: Sequence[Block]) -> bool:
    """Return whether the paragraphs of a paper open with an indent."""
    whole = [block for block in found if block.kind == "paragraph" and len(block.lines) > 1]
    return sum(block.indented for block in whole) > _INDENTED_SHARE * len(whole)


def _quality(document: Document, taken: Taken, pages: Sequence[Page]) -> tuple[PageQuality, ...]:
    """Return how well the pages were read whose words are the reading of a picture, by whatever program."""
    if not any(page.scanned for page in pages):
        return ()
    judged = {quality.page: quality for quality in page_qualities(document)}
    found: list[PageQuality] = []
    for page in pages:
        seen, quality = taken.seen.get(page.index), judged.get(page.label)
        if quality and page.scanned:
            found.append(quality._replace(confidence=seen.confidence if seen else None))
        elif seen:  # no dictionary of the language is at hand
            found.append(PageQuality(page.label, seen.words, seen.share, seen.confidence))
    return tuple(found)


def _left_out(taken: Taken, pages: Sequence[Page]) -> dict[str, object]:
    """Return which pages hold no text that the file tells, and which could not be read, by label, and why."""
    named = {
        "pages_read_from_pictures": [index for index in taken.pictures if index in taken.seen],
        "pages_without_text": [index for index in taken.pictures if index not in taken.seen],
        "pages_broken": taken.broken,
    }
    told: dict[str, object] = {
        what: [pages[index].label for index in which] for what, which in named.items() if which
    }
    return told | {"pictures_not_read": taken.refused[0].what} if taken.refused else told
