"""What of a document is looked at: the lines at its head, the openings of its first paragraphs, its last lines."""

from __future__ import annotations

import re
from typing import NamedTuple

from linewatch.kinds.documents import Document, Passage

FIRST, _LAST = 15, 5  # passages
_WINDOW = 2000  # characters of a passage that are looked at, however long it is
_LINE = 300  # characters of a line
_HEADING = 300  # characters; what is longer is running text
_FULL = 45  # characters; a line of running text is not shorter, save the last of a paragraph
_HEAD_LINES, _END_LINES, _ENDING_LINES, _STARTS = 40, 8, 3, 3
_SENTENCE = 60  # characters
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*$")
_MARKUP = "#*_~|> \t\\"
_NUMBERED = re.compile(r"\d{1,3}\.\s+(?=[^\W\d_])")
_NOTES = frozenset(("footnote", "source_note"))
# In these the line ends of the original are the file's layout, not the document's.
_FLOWING = frozenset(("tei", "html"))


class Line(NamedTuple):
    """A line, or a short passage's lines as one.

    Attributes:
        text: White space folded, markup at its ends off.
        low: The same in lower case, to see quickly which rules can match at all.
        n: The passage it stands in.
        whole: Whether it is all of its passage.
    """

    text: str
    low: str
    n: int
    whole: bool


class Opening(NamedTuple):
    """The parts of a document in which it speaks of itself.

    Attributes:
        head: Lines before the running text begins, and the first few in it.
        starts: How the first paragraphs of running text open.
        end: The last lines, last one first.
        running: The text of the passages looked at, for what the document tells of later days.
        hay: The lines of head and end, in lower case.
        start_hay: The same of the openings.
    """

    head: tuple[Line, ...]
    starts: tuple[Line, ...]
    end: tuple[Line, ...]
    running: tuple[str, ...]
    hay: str
    start_hay: str


def line_of(text: str, n: int, *, whole: bool = False) -> Line:
    """Return a line of a passage."""
    return Line(text, text.lower(), n, whole)


def opening(document: Document) -> Opening:
    """Return what of a document is looked at; it costs the same however long the document is."""
    passages = document.passages
    first = [p for p in passages[:FIRST] if p.kind not in _NOTES]
    last = [p for p in passages[max(0, len(passages) - _LAST) :] if p.kind not in _NOTES]
    head, starts = _head(document, first)
    end = _end(document, last)
    running = tuple(p.text[:_WINDOW] for p in (*first, *(p for p in last if p.n > FIRST)))
    hay, start_hay = ("\n".join([line.low for line in lines]) for lines in ((*head, *end), starts))
    return Opening(tuple(head), tuple(starts), tuple(end), running, hay, start_hay)


def _head(document: Document, first: list[Passage]) -> tuple[list[Line], list[Line]]:
    """Return the lines of the head, and how the paragraphs that end it open."""
    head: list[Line] = []
    starts: list[Line] = []
    for passage in first:
        lines = _lines(document, passage)
        if len(passage.text) > _HEADING:
            # A paper may print its heading and its first paragraph without a blank line between.
            head += [line_of(line, passage.n) for line in _before_running(lines)]
        else:
            head += _whole_and_lines(passage, lines)
        if _is_running(passage):
            starts.append(line_of(passage.text[: 2 * _LINE], passage.n))
        if len(starts) == _STARTS or len(head) >= _HEAD_LINES:
            break
    return head, starts


def _is_running(passage: Passage) -> bool:
    """Return whether a passage is running text: a long one, or one sentence at least, whole."""
    text = passage.text
    sentence = len(text) >= _SENTENCE and _SENTENCE_END.search(text[-4:]) is not None
    return passage.kind == "paragraph" and (len(text) > _HEADING or sentence)


def _before_running(lines: list[str]) -> list[str]:
    """Return the lines before the running text of a long passage: before three full ones on end."""
    for place in range(len(lines)):
        three = lines[place : place + 3]
        if len(three) < 3 or min(map(len, three)) > _FULL or len(lines[place]) >= _LINE:
            return lines[: max(place, 1 if len(lines[0]) < _LINE else 0)][:_HEAD_LINES]
    return []


def _whole_and_lines(passage: Passage, lines: list[str]) -> list[Line]:
    """Return a short passage as one line, and after it the lines of which it is made."""
    folded = _clean(passage.text)
    if not folded:
        return []
    whole = line_of(folded, passage.n, whole=True)
    single = len(lines) == 1 or passage.kind == "heading"
    return [whole] if single else [whole, *(line_of(line, passage.n) for line in lines)]


def _lines(document: Document, passage: Passage) -> list[str]:
    """Return a passage's first lines as printed, without what its reader took out."""
    start, stop = passage.start, min(passage.end, passage.start + _WINDOW)
    if document.reader in _FLOWING:
        return [_clean(passage.text[: 2 * _LINE])]
    text = document.original[start:stop]
    if passage.edits:
        text = _edited(document.original, passage, stop)
    return [line for raw in text.splitlines() if (line := _clean(raw[: 2 * _LINE]))]


def _edited(original: str, passage: Passage, stop: int) -> str:
    parts: list[str] = []
    at = passage.start
    for edit in passage.edits:
        if edit.start >= stop:
            break
        parts += (original[at : edit.start], edit.put)
        at = edit.end
    return "".join(parts) + original[at : max(at, stop)]


def _clean(raw: str) -> str:
    line = " ".join(raw.split()).strip(_MARKUP)
    return line[numbered.end() :] if line[:1].isdigit() and (numbered := _NUMBERED.match(line)) else line


def _end(document: Document, last: list[Passage]) -> list[Line]:
    lines: list[Line] = []
    for passage in reversed(last):
        if len(passage.text) > _HEADING:
            if document.reader not in _FLOWING:
                tail = document.original[max(passage.start, passage.end - _WINDOW) : passage.end]
                split = [_clean(raw) for raw in tail.splitlines()[-_ENDING_LINES:]]
                lines += [line_of(text, passage.n) for text in reversed(split) if 0 < len(text) < _LINE]
            break
        whole, *parts = _whole_and_lines(passage, _lines(document, passage)) or [None]
        lines += [*reversed(parts), *([whole] if whole else [])]
        if len(lines) >= _END_LINES:
            break
    return lines[:_END_LINES]
