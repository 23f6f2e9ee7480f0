"""What a PDF says of itself: the title and the date that stand on its first page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linewatch.sources.pdf.blocks import Block
from linewatch.sources.pdf.pages import Page, Style
from linewatch.sources.wording.lexicons import reading_lexicon

_WORDS_SHOWN = 0.5  # of a given title's words, which the first page must show
_FILE_NAME = re.compile(r"\S+\.\w{2,4}$|\S*[_\\/]\S*$|\S*\d\S*$")
_LONGEST = 300


class Told(NamedTuple):
    """Something that a paper says of itself, and why it is taken as said."""

    value: str | None = None
    ground: str | None = None


def title_of(given: str, stem: str, first: Sequence[Block], style: Style, *, scanned: bool) -> Told:
    """Return the title.

    Args:
        given: The title in the file's own description.
        stem: The file's name.
        first: The blocks of the first page with text.
        style: How the body is set.
        scanned: Whether type sizes are guesses.
    """
    given = " ".join(given.split())
    shown = {word for block in first for word in _words(block.text)}
    words = _words(given)
    printed = "" if scanned else _largest(first, style)
    if words and _is_plausible(given, stem):
        if sum(word in shown for word in words) >= _WORDS_SHOWN * len(words):
            return Told(given, "The file gives it as its title, and its words stand on the first page.")
        if not printed:
            return Told(given, "The file gives it as its title.")
    if printed:
        return Told(printed, "It is set in the largest type of the first page.")
    heading = next((block for block in first if block.kind == "heading"), None)
    return Told(" ".join(heading.text.split()), "It is the first heading.") if heading else Told()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _is_plausible(title: str, stem: str) -> bool:
    bare = title.casefold().removesuffix(".pdf")
    return (
        len(title) <= _LONGEST
        and bare != stem.casefold()
        and not _FILE_NAME.fullmatch(title)
        and not reading_lexicon().no_title.search(title)
    )


def _largest(first: Sequence[Block], style: Style) -> str:
    """Return the words set in the largest type, where that is larger than the body's."""
    headings = [block for block in first if block.kind == "heading"]
    size = max((line.size for block in headings for line in block.lines), default=0.0)
    if size < 1.05 * style.size:
        return ""
    # A title may go on in a second block of the same type right below.
    at = next(n for n, block in enumerate(first) if block.kind == "heading" and block.lines[0].size == size)
    parts: list[str] = []
    for block in first[at : at + 3]:
        if block.kind != "heading" or abs(block.lines[0].size - size) > 0.05 * size:
            break
        parts.append(block.text)
    return " ".join(" ".join(parts).split())[:_LONGEST]


def date_of(page: Page) -> Told:
    """Return the date that stands alone on a line of a page, or alone in a part of its head or foot."""
    for text in _alone(page):
        if date := reading_lexicon().day(text):
            return Told(date, f"“{text}” stands alone on the first page.")
    return Told()


def marking_of(page: Page) -> str | None:
    """Return the classification that a running head or foot of a page prints."""
    texts = (line.text.strip(" *").upper() for line in (*page.head, *page.foot))
    return next((text for text in texts if text in reading_lexicon().markings), None)


def _alone(page: Page) -> Iterator[str]:
    for line in (line for column in page.columns for line in column):
        yield line.text.strip()
    for line in (*page.head, *page.foot):
        yield from map(str.strip, line.text.split("\t"))
