"""How well each page of a document was read: the share of its words that are words of its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from linewatch.kinds.documents import Document, PageQuality, Passage
from linewatch.sources.passages.reading import source_spans
from linewatch.sources.wording.languages import language_of
from linewatch.sources.wording.words import Words, words_of

# A word broken at a line's end is judged whole, also where lines were run together: the break is the page's.
_BROKEN = re.compile(r"(?<=[^\W\d_])(?:-\s+|[\u00ad\u00ac]\s*)(?=[^\W\d_])")
_ENDS = "\"'“”‘’«»„()[]{}<>.,;:!?…*~|\\/_-–—"
_PARTS = re.compile(r"[-–—/]+")
_LETTER = re.compile(r"[^\W\d_]")
_POSSESSIVE = ("'s", "’s")


def page_qualities(document: Document) -> tuple[PageQuality, ...]:
    """Return for each page of a document how well it was read.

    A capitalised word that no dictionary knows is taken for a name and not counted, nor are words in capitals
    (initials, code names), unless most of the page stands in them. What remains and is unknown was misread, in
    nearly all cases. A misreading that is itself a word is not seen, so that the share of misread words is
    larger than what the share leaves, about twice.

    Args:
        document: As read from a source whose letters may be wrong.

    Returns:
        In reading order. Nothing where the language cannot be told or no dictionary of it is at hand.
    """
    words = words_of(document.language or language_of(document.original), len(document.original))
    if words is None:
        return ()
    pages: dict[str | None, Counter[str]] = {}
    for passage in document.passages:
        if passage.kind != "marking":
            for page, text in _by_page(document.original, passage):
                pages.setdefault(page, Counter()).update(tokens(text))
    judged = {page: share_known(found, words) for page, found in pages.items()}
    return tuple(
        PageQuality(page, count, round(share, 4)) for page, (count, share) in judged.items() if count
    )


def tokens(text: str) -> Iterator[str]:
    """Yield the words of a text as they stand, signs at their ends left out."""
    for found in _BROKEN.sub("", text).split():
        if token := found.strip(_ENDS):
            yield token


def share_known(found: Counter[str], words: Words) -> tuple[int, float]:
    """Return how many words were looked at, and how many of them are known, from 0 to 1."""
    running, capitals = Counter[bool](), Counter[bool]()
    for token, times in found.items():
        if _LETTER.search(token):
            known = _all_known(token, words)
            if token.isupper() and len(token) > 1:
                capitals[known] += times
            elif known or not _may_name(token):
                running[known] += times
    # In a telegram all words stand in capitals; elsewhere those that do are mostly names and codes.
    judged = running if running.total() >= capitals.total() else running + capitals
    return judged.total(), judged[True] / judged.total() if judged else 0.0


def _may_name(token: str) -> bool:
    return len(token) > 2 and token[0].isupper() and token[1:].islower()


def _all_known(token: str, words: Words) -> bool:
    if token.endswith(_POSSESSIVE):
        token = token[:-2]
    return all(part.isdigit() or words.knows(part) for part in _PARTS.split(token) if part)


def _by_page(original: str, passage: Passage) -> Iterable[tuple[str | None, str]]:
    """Yield the source of a passage page by page."""
    at, page = passage.start, passage.page
    turns = [mark for mark in passage.marks if mark.kind == "page"]
    spans = source_spans(original, passage) if turns else []
    for mark in turns:
        end = spans[mark.p_start - 1][1] if mark.p_start else at
        yield page, original[at:end]
        at, page = end, mark.text
    yield page, original[at : passage.end]
