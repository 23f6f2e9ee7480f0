"""The blocks of a Markdown text: which lines belong together, and as what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from linewatch.kinds.documents import PassageKind
from linewatch.sources.markdown.inline import Cut
from linewatch.sources.passages.building import Draft

_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?=[^\s#])")
_UNDERLINE = re.compile(r" {0,3}(?:={2,}|-{3,})[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_BULLET = re.compile(r"[ \t]*(?P<sign>[-+*])[ \t]+(?=\S)")
_NUMBER = re.compile(r"[ \t]*(?P<number>\d{1,9})[.)][ \t]+(?=\S)")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]+)+|[ \t]*>[ \t]*$")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})[^`]*")
_NOTE = re.compile(r" {0,3}\[\^(?P<label>[^\]\s]{1,64})\]:[ \t]*")
_DASHES = r"[ \t]*+:?-++:?[ \t]*+"
_DELIMITERS = re.compile(rf"[ \t]*+\|?{_DASHES}(?:\|{_DASHES})*+\|?[ \t]*+")
_PIPE = re.compile(r"(?<!\\)\|")


class _Line(NamedTuple):
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class Block:
    """A passage in the making.

    Attributes:
        draft: It itself.
        cuts: What its layout puts between its words.
        stretches: Where its words stand, if not in one stretch.
        number: The number it opens with.
        quoted: Whether it is a quotation.
        bare: Whether it is code, in which no sign means anything.
        lines: How many lines it has.
    """

    draft: Draft
    cuts: list[Cut] = field(default_factory=list[Cut])
    stretches: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    number: int | None = None
    quoted: bool = False
    bare: bool = False
    lines: int = 1


def blocks_of(text: str, start: int, notes: frozenset[str]) -> list[Block]:
    """Return the blocks of a text from a place on.

    Args:
        text: Its line ends are of one kind.
        start: Where to begin.
        notes: The labels of notes that have both an anchor and words.
    """
    return _Lines(text, start, notes).blocks()


class _Lines:
    """One pass over the lines that have anything in them."""

    def __init__(self, text: str, start: int, notes: frozenset[str]) -> None:
        self._lines = [_Line(found.start(), found[0]) for found in _LINE.finditer(text, start)]
        self._notes = notes
        self._bullets = _bullets(self._lines)
        self._blocks: list[Block] = []
        self._open: Block | None = None
        self._unclosed: dict[str, int] = {}  # by the sign of a fence: from which length none is closed

    def blocks(self) -> list[Block]:
        """Return the blocks in order."""
        at, end = 0, 0
        while at < len(self._lines):
            line = self._lines[at]
            if line.start > end + 1 or not line.text.strip():
                self._open = self._open if self._is_note_going_on(line) else None
            if line.text.strip():
                at = self._take(at, line)
            end = self._lines[at].end
            at += 1
        return self._blocks

    def _take(self, at: int, line: _Line) -> int:
        """Take a line, with those after it that it binds; return the last one taken."""
        here = self._open
        if here and _UNDERLINE.fullmatch(line.text) and _can_be_underlined(here, line):
            here.draft.kind, self._open = "heading", None
        elif (last := self._fence_end(at, line)) is not None:
            if last > at + 1:
                self._begin("paragraph", self._lines[at + 1].start, self._lines[last - 1].end).bare = True
            self._open = None
            return last
        elif _RULE.fullmatch(line.text):
            self._open = None
        elif heading := _HEADING.match(line.text):
            self._begin("heading", line.start + heading.end(), line.start + _heading_end(line.text))
            self._open = None
        elif self._opens_table(at):
            return self._table(at)
        else:
            self._words(at, line)
        return at

    def _words(self, at: int, line: _Line) -> None:
        """Take a line of words: an entry, a note, a quotation, or more of what is open."""
        note, quote, number = _NOTE.match(line.text), _QUOTE.match(line.text), _NUMBER.match(line.text)
        if note and note["label"] in self._notes:
            self._begin("footnote", line.start + note.end(), line.end).draft.label = note["label"]
        elif at in self._bullets:
            self._begin("list", line.start + self._bullets[at], line.end)
        elif number and self._opens_entry(int(number["number"])):
            self._entry(int(number["number"]), line)
        elif quote:
            self._quotation(line, quote.end())
        elif self._open:
            self._add(line)
        else:
            self._begin("paragraph", line.start, line.end)

    def _begin(self, kind: PassageKind, start: int, end: int) -> Block:
        self._open = Block(Draft(kind, start, end=end))
        self._blocks.append(self._open)
        return self._open

    def _add(self, line: _Line) -> None:
        if self._open:
            self._open.draft.end = line.end
            self._open.lines += 1

    def _is_note_going_on(self, line: _Line) -> bool:
        """Return whether a note goes on after a blank line, as it does where it is indented."""
        indented = line.text.startswith(("    ", "\t")) or not line.text.strip()
        return indented and self._open is not None and bool(self._open.draft.label)

    def _opens_entry(self, number: int) -> bool:
        """Return whether a number begins an entry: a year at the beginning of a line of words does not."""
        return self._open is None or (self._open.number is not None and number == self._open.number + 1)

    def _entry(self, number: int, line: _Line) -> None:
        """Begin a numbered entry; its number is among its words. One alone is a numbered paragraph."""
        before = self._open
        block = self._begin("paragraph", line.start, line.end)
        block.number, block.draft.section = number, str(number)
        for entry in (before, block) if before else ():
            entry.draft.kind, entry.draft.section = "list", None

    def _quotation(self, line: _Line, length: int) -> None:
        """Take a line of a quotation; an empty one parts two of its paragraphs."""
        start = line.start + length
        if not line.text[length:].strip():
            self._open = None
        elif self._open and self._open.quoted:
            self._open.cuts.append(Cut(line.start, start))
            self._add(line)
        else:
            self._begin("paragraph", start, line.end).quoted = True

    def _fence_end(self, at: int, line: _Line) -> int | None:
        """Return the line that closes the code which a line opens; None where none does."""
        if not (found := _FENCE.fullmatch(line.text)):
            return None
        sign, length = found["fence"][0], len(found["fence"])
        if length >= self._unclosed.get(sign, length + 1):
            return None
        for last in range(at + 1, len(self._lines)):
            closing = self._lines[last].text
            if len(closing) >= length and _closes(closing.strip(), sign, length):
                return last
        self._unclosed[sign] = length
        return None

    def _opens_table(self, at: int) -> bool:
        """Return whether a line of cells is followed by the line of dashes that makes it a table."""
        if at + 1 >= len(self._lines) or "|" not in self._lines[at].text:
            return False
        line, below = self._lines[at], self._lines[at + 1]
        return below.start == line.end + 1 and "|" in below.text and bool(_DELIMITERS.fullmatch(below.text))

    def _table(self, at: int) -> int:
        """Take a table; return its last line."""
        last = at + 1
        while last + 1 < len(self._lines) and "|" in self._lines[last + 1].text:
            if self._lines[last + 1].start > self._lines[last].end + 1:
                break
            last += 1
        block = self._begin("table", self._lines[at].start, self._lines[last].end)
        self._open = None
        _cells(block, self._lines[at], "")
        below = self._lines[at + 1]
        block.cuts.append(Cut(below.start, below.end))
        for line in self._lines[at + 2 : last + 1]:
            _cells(block, line, "\n")
        return last


def _cells(block: Block, line: _Line, put: str) -> None:
    """Add the cells of a row: a line end before the first one with words, a tab before the others."""
    at = line.start
    for pipe in [*_PIPE.finditer(line.text), None]:
        end = line.end if pipe is None else line.start + pipe.start()
        if line.text[at - line.start : end - line.start].strip():
            if put:
                block.cuts.append(Cut(at, at, put))
            block.stretches.append((at, end))
            put = "\t"
        if pipe:
            block.cuts.append(Cut(end, end + 1))
            at = end + 1


def _closes(line: str, sign: str, length: int) -> bool:
    return len(line) >= length and not line.strip(sign)


def _can_be_underlined(block: Block, line: _Line) -> bool:
    """Return whether a line of dashes makes a heading of what is above: of one line, so that a rule does not."""
    plain = block.draft.kind == "paragraph" and block.number is None and not block.quoted
    return plain and ("=" in line.text or block.lines == 1)


def _heading_end(line: str) -> int:
    """Return where a heading's words end, before the signs that may close it."""
    words = line.rstrip()
    bare = words.rstrip("#")
    return len(bare.rstrip()) if bare[-1:].isspace() else len(words)


def _bullets(lines: list[_Line]) -> dict[int, int]:
    """Return the lines that begin an entry of a list, and how long their signs are.

    An entry needs a neighbour of the same sign: a single asterisk may be a note's, a single dash a speaker's.
    """
    found: dict[int, int] = {}
    last: tuple[int, str] | None = None
    end = 0
    for at, line in enumerate(lines):
        apart = line.start > end + 1 or not line.text.strip()
        end = line.end
        bullet = None if _RULE.fullmatch(line.text) else _BULLET.match(line.text)
        if bullet:
            if last and last[1] == bullet["sign"]:
                found[last[0]] = len(_match(lines[last[0]]))
                found[at] = bullet.end()
            last = at, bullet["sign"]
        elif apart and line.text.strip() and not line.text.startswith(("  ", "\t")):
            last = None
    return found


def _match(line: _Line) -> str:
    found = _BULLET.match(line.text)
    return found[0] if found else ""
