"""Where paragraphs begin and end in a text without markup, by the shape of its lines.

Most texts part paragraphs by blank lines. Reading programs also write a blank line after every line, or none at
all, or the whole text as one line; and many files hold a paragraph a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from linewatch.sources.passages.building import BLOCK
from linewatch.sources.wording.sentences import ends_sentence

_GAP = re.compile(r"\n[^\S\n]*\n")
_LINE = re.compile(r"[^\n]+")
_ENDED_WORD = re.compile(r"\W*(?P<word>[^\W\d_][\w'’-]*)[.!?][\"'”’)\]]*")
_ABBREVIATED = 3  # letters of a capitalised word whose full stop may not end a sentence
_ITEM = re.compile(r"\s*(?:\(?\d{1,3}[.)]|\(?[A-Za-z][.)]|[IVXLivxl]{1,5}[.)])(?:\s|$)")
_NUMBER = re.compile(r"\s*[-–]?\s*\d{1,3}\s*[-–]?\s*")
_LABEL = re.compile(r"\s*[^\W\d_][^\W\d_ ]{1,14}(?: [^\W\d_]{2,12})?\s?:\s")
_FEWEST_LINES = 5  # by fewer the shape of a text cannot be told
_SPACED = 0.85  # of the lines stand alone between blank lines, where every line does
_UNBROKEN = 0.05  # of the lines are followed by a blank one, at most, where none is meant to be
_WIDEST_TYPED = 130  # characters; a longer line is a paragraph that nobody has wrapped
_TORN = 0.15  # of the blank lines stand inside a sentence, where they part nothing
_SHORT, _VERY_SHORT = 0.75, 0.55  # of the width: a paragraph's last line; a line of a list or an address
_PASSAGE_WORDS = 150  # a passage cut from a long line ends with the first sentence after so many words
_LONG_LINE, _LONG_PARAGRAPH = 200, 1_500  # words of a text that is one line, and of one line among others
_MOST_WORDS = 600  # where no sentence ends


class Shape(NamedTuple):
    """How a text's lines stand.

    Attributes:
        kind: ``blocks`` between blank lines; a paragraph in each line (``lines``); lines of a page without
            blank ones, or with one after each (``wrapped``); or blank lines inside sentences too (``torn``).
        width: Characters of a full line; 0 where lines are not wrapped.
        long_line: Words above which one line is parted at its sentences.
    """

    kind: Literal["blocks", "lines", "wrapped", "torn"]
    width: int
    long_line: int


def shape_of(text: str, furniture: Callable[[str], bool] = lambda _: False) -> Shape:
    """Return the shape of a text, from its lines that are no furniture."""
    lines = [found.span() for found in _lines(text, 0, len(text)) if not furniture(found[0])]
    long_line = _LONG_LINE if len(lines) == 1 else _LONG_PARAGRAPH
    if len(lines) < _FEWEST_LINES:
        return Shape("blocks", 0, long_line)
    lengths = sorted(len(text[start:end].strip()) for start, end in lines)
    wrapped = lengths[len(lengths) * 9 // 10] <= _WIDEST_TYPED
    width = lengths[len(lengths) * 8 // 10]
    gaps = [pair for pair in pairwise(lines) if _GAP.search(text, pair[0][1], pair[1][0])]
    share = len(gaps) / (len(lines) - 1)
    if not wrapped:
        return Shape("lines" if share <= _UNBROKEN else "blocks", 0, long_line)
    ended = sum(ends_sentence(text, end) for _, end in lines)
    if share <= _UNBROKEN or (share >= _SPACED and ended < len(lines) / 2):
        return Shape("wrapped", width, long_line)
    torn = sum(_goes_on(text[slice(*before)], text[slice(*after)], width) for before, after in gaps)
    return Shape("torn" if torn >= _TORN * len(gaps) else "blocks", width, long_line)


def blocks(text: str, shape: Shape, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield where the paragraphs of a stretch of a text begin and end."""
    end = len(text) if end is None else end
    if shape.kind in {"wrapped", "torn"}:
        yield from _paragraphs(text, shape, start, end)
        return
    for found in BLOCK.finditer(text, start, end) if shape.kind == "blocks" else _lines(text, start, end):
        begins = found.end() - len(found[0].lstrip())
        if "\n" in found[0]:
            yield begins, found.end()
        else:
            yield from _sentences(text, begins, found.end(), shape.long_line)


def _lines(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the lines of a stretch that have more than white space in them."""
    # A pattern that asked for a word would look at a long run of spaces again from each of its places.
    return (found for found in _LINE.finditer(text, start, end) if not found[0].isspace())


def _paragraphs(text: str, shape: Shape, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield runs of lines that belong together."""
    begun: int | None = None
    before, last = "", start
    for found in _lines(text, start, end):
        line = found[0].rstrip()
        parted = shape.kind == "torn" and _GAP.search(text, last, found.start()) is not None
        if begun is not None and (
            not _goes_on(before, line, shape.width) if parted else _opens(before, line, shape.width)
        ):
            yield begun, last
            begun = None
        if begun is None:
            begun = found.end() - len(found[0].lstrip())
        before, last = line, found.start() + len(line)
    if begun is not None:
        yield begun, last


def _goes_on(before: str, line: str, width: int) -> bool:
    """Return whether a line takes up a sentence that a full line before it left open."""
    before, line = before.strip(), line.strip()
    return _broken(before) or (
        len(before) >= _SHORT * width and not ends_sentence(before) and line[:1].islower()
    )


def _opens(before: str, line: str, width: int) -> bool:
    """Return whether a line begins a paragraph, by itself and by the line before it."""
    ended = ends_sentence(before)
    length = len(before.strip())
    begins_new = not line.lstrip()[:1].islower()
    if _in_capitals(before) != _in_capitals(line):
        return True
    if _in_capitals(line):  # a heading's lines, or a telegram's
        return (ended and length < _SHORT * width) or bool(_ITEM.match(line) or _LABEL.match(line))
    if _ITEM.fullmatch(before):
        return False
    if _NUMBER.fullmatch(line) or _NUMBER.fullmatch(before):
        return True
    if _ITEM.match(line):
        return ended or length < _SHORT * width or not _broken(before)
    return begins_new and (
        bool(_LABEL.match(line))
        or (ended and length < _SHORT * width)
        or (length < _VERY_SHORT * width and not _broken(before))
    )


def _broken(line: str) -> bool:
    """Return whether a line ends inside a word."""
    return line.endswith(("-", "\u00ac", "\u00ad"))


def _in_capitals(line: str) -> bool:
    """Return whether a line stands in capitals, as a heading does."""
    letters = [char for char in line if char.isalpha()]
    return len(letters) > 3 and sum(char.isupper() for char in letters) > 0.9 * len(letters)


def _sentences(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Yield a long line in passages of some sentences; any other whole."""
    if end - start <= longest * 4 or len(text[start:end].split()) <= longest:
        yield start, end
        return
    at = start
    words = 0
    for found in re.finditer(r"\S+\s*", text[start:end]):
        words += 1
        stop = start + found.end()
        if (words >= _PASSAGE_WORDS and _ends_sentence(found[0], text, stop)) or words >= _MOST_WORDS:
            yield at, start + found.start() + len(found[0].rstrip())
            at, words = stop, 0
    if at < end:
        yield at, end


def _ends_sentence(word: str, text: str, after: int) -> bool:
    """Return whether a word ends its sentence: no initial or number, and what follows begins another."""
    ended = _ENDED_WORD.fullmatch(word.rstrip())
    if not ended or text[after : after + 1].islower():
        return False
    return len(ended["word"]) > _ABBREVIATED or (ended["word"].islower() and len(ended["word"]) > 1)
