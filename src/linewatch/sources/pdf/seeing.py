"""What is to be seen on a page of a PDF: its words, without those that are hidden, outside or printed twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from linewatch.sources.pdf.characters import Reading
from linewatch.sources.pdf.words import Word

MOST_CHARACTERS = 200_000  # on one page; a newspaper's page holds some 60,000
_SCAN_SHARE = 0.5  # of the page that a picture covers where invisible words are its reading


class PageWords(NamedTuple):
    """What stands on a page.

    Attributes:
        words: Those that run as most of the page does, in the order of the file.
        asides: Those that run another way, as a stamp in the margin does.
        scanned: Whether they are the reading of a picture, so that type sizes are guesses.
        garbled: How many characters the file does not tell.
    """

    words: list[Word]
    asides: list[Word]
    scanned: bool = False
    garbled: int = 0


class TooFull(Exception):
    """A page holds more characters than a page can."""


def words_of(page: pdfium.PdfPage) -> PageWords:
    """Return the words of a page.

    Raises:
        TooFull: If it holds more characters than a page can.
        PdfiumError: If pdfium cannot read the page.
    """
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > MOST_CHARACTERS:
            raise TooFull
        found = list(Reading(textpage, page.get_bbox()).words(count)) if count else []
    finally:
        textpage.close()
    unseen = any(kind.unseen for _, kind in found)
    scanned = unseen and _pictured(page) > _SCAN_SHARE
    shown = [(word, kind.turn) for word, kind in found if scanned or not kind.unseen]
    if not shown:
        return PageWords([], [])
    turns = Counter(turn for word, turn in shown for _ in word.text)
    main = turns.most_common(1)[0][0]
    return PageWords(
        _once([word for word, turn in shown if turn == main]),
        _once([word for word, turn in shown if turn != main]),
        scanned,
        sum(word.text.count("\ufffd") for word, _ in shown),
    )


def _once(words: Sequence[Word]) -> list[Word]:
    """Return the words without those printed over themselves to look bold."""
    kept: list[Word] = []
    seen: dict[tuple[str, int], Word] = {}
    for word in words:
        row = round(word.base / word.size)
        twins = [seen.get((word.text, row + step)) for step in (-1, 0, 1)]
        if not any(twin and _printed_over(twin, word) for twin in twins):
            kept.append(word)
            seen[word.text, row] = word
    return kept


def _printed_over(first: Word, second: Word) -> bool:
    near = 0.15 * second.size
    return abs(first.x0 - second.x0) < near and abs(first.base - second.base) < near


def _pictured(page: pdfium.PdfPage) -> float:
    """Return which share of the page its largest picture covers."""
    left, bottom, right, top = page.get_bbox()
    area = max((right - left) * (top - bottom), 1.0)
    largest = 0.0
    for picture in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        x0, y0, x1, y1 = picture.get_bounds()
        across, up = min(x1, right) - max(x0, left), min(y1, top) - max(y0, bottom)
        largest = max(largest, max(across, 0.0) * max(up, 0.0))
    return largest / area
