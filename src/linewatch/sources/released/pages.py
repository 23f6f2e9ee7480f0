"""The pages of a released paper, from its markings, stamps and page heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from linewatch.sources.passages.blocks import Shape, blocks, shape_of
from linewatch.sources.passages.building import Draft, Sign
from linewatch.sources.released.inline_marks import mark_inline
from linewatch.sources.released.lexicon import LINE, Role, release_lexicon
from linewatch.sources.wording.lexicons import ReadingLexicon, reading_lexicon

_AROUND = " \t\f.,;|[](){}"  # what OCR leaves beside a line
_FEWEST_WORDS = 3  # on a page: what stands above a banner in fewer is noise of the page's edge


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph's lines, and the page they stand on."""

    start: int
    end: int
    text: str
    page: int
    first_on_page: bool
    last_on_page: bool


def pages(text: str, lexicon: ReadingLexicon) -> tuple[list[Block], Draft | None]:
    """Return the blocks that are not furniture, with their pages, and the marking at the head.

    Where the reading says which page begins, that is the page. Elsewhere a run of banners between two blocks is
    one page break, however many of them the reading kept.
    """
    found: list[Block] = []
    head: Draft | None = None
    numbered = any(release_lexicon().role(line[0]) == "page" for line in LINE.finditer(text))
    page, turned, words = 1, True, 0
    for start, end, role in _pieces(text):
        piece = text[start:end]
        heading = release_lexicon().page.fullmatch(piece) if role == "page" else None
        if role == "marking" and head is None and not found:
            head = Draft("marking", start, "1", end=end)
            mark_inline(head, piece, lexicon)
        elif heading or (role in {"marking", "foot"} and not numbered):
            if found and not turned and (heading or words >= _FEWEST_WORDS):
                turned, words = True, 0
                found[-1] = replace(found[-1], last_on_page=True)
                page += 1
            page = int(heading["page"]) if heading else page
        elif role != "text":
            continue
        elif head is not None and not found and lexicon.code.fullmatch(piece.strip()):
            # A code above the text belongs to the marking, as it is printed beside it.
            head.take_out(start, end, sign=Sign("code", piece.strip()))
            head.end = end
        else:
            found.append(Block(start, end, piece, page, turned, last_on_page=False))
            turned = False
            words += len(piece.split())
    if found:
        found[-1] = replace(found[-1], last_on_page=True)
    return found, head


def _pieces(text: str) -> Iterator[tuple[int, int, Role]]:
    """Yield the paragraphs, each line that is none apart, and what it is."""
    papers = release_lexicon()
    shape = shape_of(text, lambda line: papers.role(line) != "text")
    begun: int | None = None
    for line in LINE.finditer(text):
        role = papers.role(line[0])
        if role == "text":
            begun = line.start() if begun is None else begun
            continue
        if begun is not None:
            yield from _paragraphs(text, shape, begun, line.start())
            begun = None
        yield line.end() - len(line[0].lstrip()), line.start() + len(line[0].rstrip()), role
    if begun is not None:
        yield from _paragraphs(text, shape, begun, len(text))


def _paragraphs(text: str, shape: Shape, start: int, end: int) -> Iterator[tuple[int, int, Role]]:
    """Yield the paragraphs of a stretch; a label or a date on a line of its own begins one."""
    lexicon = reading_lexicon()
    for begins, ends in blocks(text, shape, start, end):
        begun = begins
        dated = False
        for line in LINE.finditer(text, begins, ends):
            is_date = day_of(line[0], lexicon) is not None
            if line.start() > begins and (dated or is_date or label_of(line[0], lexicon)):
                yield begun, line.start() - 1, "text"
                begun = line.start()
            dated = is_date
        yield begun, ends, "text"


def day_of(line: str, lexicon: ReadingLexicon) -> str | None:
    """Return a line that is a date and nothing else as EDTF."""
    return lexicon.day(line.strip(_AROUND))


def label_of(text: str, lexicon: ReadingLexicon) -> tuple[str, str] | None:
    """Return what a line like ``TO: …`` of a memorandum's head is, and what it says."""
    label, colon, rest = text.partition(":")
    role = lexicon.labels.get(label.strip())
    said = " ".join(rest.split())
    return (role, said) if colon and role and any(char.isalpha() for char in said) else None
