"""Rich Text Format (.rtf): its words in any code page, headings, lists, tables, notes, changes, pages."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from typing import Literal, NamedTuple

from linewatch.errors import Unreadable
from linewatch.kinds.documents import Document, PassageKind
from linewatch.sources.office import rtf_words as known
from linewatch.sources.office.assembling import Assembly, Note, Properties
from linewatch.sources.office.rtf_head import Fonts, StyleSheet
from linewatch.sources.office.word_styles import numeral

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_DEEPEST = 1000  # groups within one another
_BODY_LEVEL = 9  # the outline level that means none
_CONTROLS = {code: "\ufffd" for code in range(32) if chr(code) not in "\t\n"}
_Into = Literal["text", "nothing", "quiet", "fonts", "styles", "title", "author"]


class _Group(NamedTuple):
    """What holds inside a group, and ends with it.

    Attributes:
        into: Where its words go.
        encoding: Of its bytes.
        fallback: How many signs after a Unicode one stand for it to older programs.
    """

    into: _Into = "text"
    encoding: str = "cp1252"
    fallback: int = 1
    struck: bool = False
    deleted: bool = False
    inserted: bool = False
    style: int = 0
    level: int = _BODY_LEVEL
    listed: bool = False
    in_table: bool = False
    new_page: bool = False


class _Waiting(NamedTuple):
    """A text box or a note, by the place in the file where its words begin."""

    place: int
    group: _Group
    note: Note | None


def read_rtf(stem: str, data: bytes) -> Document:
    """Return a Rich Text file as a document; headers, footers and comments are left out.

    Raises:
        Unreadable: If the file is none, nests too deep, or holds no text.
    """
    start = data[:1024].find(b"{\\rtf")
    if start < 0 or data[:start].strip(b"\xef\xbb\xbf \t\r\n"):
        raise Unreadable("It is not Rich Text.", "Save it as .docx or as text.")
    walk = _Walk(data)
    walk.all(start)
    extra: dict[str, object] = {"comments": f"{walk.comments} left out"} if walk.comments else {}
    title, author = (" ".join("".join(walk.told[name]).split()) or None for name in ("title", "author"))
    return walk.text.document(stem, "rtf", Properties(title, author), extra)


class _Walk:
    """One pass over the file, word by control word."""

    def __init__(self, data: bytes) -> None:
        self.text = Assembly()
        self.comments = 0
        self.told: dict[str, list[str]] = {"title": [], "author": []}
        self._data, self._place = data, 0
        self._now = _Group()
        self._bytes = bytearray()
        self._high = 0  # the first half of a sign beyond 16 bits
        self._passing = 0  # signs still to pass over, as a Unicode one stood for them
        self._starred = self._automatic = self._numbered = self._tabled = False
        self._at_waiting = self._in_note = self._section = False
        self._section_turns = True
        self._fonts, self._styles = Fonts(), StyleSheet()
        self._numbers, self._end_form = [0, 0], "decimal"  # of footnotes and of notes at the end
        self._waiting: deque[_Waiting] = deque()
        self._words: dict[bytes, Callable[[int | None], None]] = {
            b"par": lambda _: self._paragraph_end(),
            b"pard": lambda _: self._set(
                style=0, level=_BODY_LEVEL, listed=False, in_table=False, new_page=False
            ),
            b"plain": lambda _: self._set(
                struck=False, deleted=False, inserted=False, encoding=self._fonts.usual
            ),
            b"s": lambda number: self._set(style=number or 0),
            b"outlinelevel": lambda number: self._set(level=_BODY_LEVEL if number is None else number),
            b"ls": lambda number: self._set(listed=bool(number)),
            b"intbl": lambda _: self._set(in_table=True),
            b"pagebb": lambda number: self._set(new_page=number != 0),
            b"strike": lambda number: self._set(struck=number != 0),
            b"striked": lambda number: self._set(struck=number != 0),
            b"deleted": lambda number: self._set(deleted=number != 0),
            b"revised": lambda number: self._set(inserted=number != 0),
            b"cell": lambda _: self.text.gap("\t"),
            b"row": lambda _: self.text.gap("\n"),
            b"nestcell": lambda _: self.text.gap(" "),
            b"nestrow": lambda _: self.text.gap(" "),
            b"column": lambda _: self.text.gap(" ", "\n"),
            b"page": lambda _: self.text.turn(),
            b"softpage": lambda _: self.text.turn(certain=False),
            b"sect": lambda _: self._section_end(),
            b"sectd": lambda _: self._section_begins(turns=True),
            b"sbknone": lambda _: self._section_begins(turns=False),
            b"sbkcol": lambda _: self._section_begins(turns=False),
            b"sbkpage": lambda _: self._section_begins(turns=True),
            b"uc": lambda number: self._set(fallback=max(0, min(number or 0, 100))),
            b"u": self._unicode,
            b"f": self._font_named,
            b"fcharset": lambda number: self._font_encoding(known.charset(number or 0)),
            b"cpg": lambda number: self._font_encoding(known.code_page(number or 0)),
            b"deff": self._fonts.set_default,
            b"ansicpg": self._page_named,
            b"chftn": lambda _: self._number_shown(),
            b"footnote": lambda _: self._note(),
            b"aftnnrlc": lambda _: self._number_end_notes("lowerRoman"),
            b"aftnnruc": lambda _: self._number_end_notes("upperRoman"),
            b"fonttbl": lambda _: self._set(into="fonts"),
            b"stylesheet": lambda _: self._set(into="styles"),
            b"title": lambda _: self._property("title"),
            b"author": lambda _: self._property("author"),
        }

    def all(self, start: int) -> None:
        """Walk the file, and what waits in it, each thing after the passage that it stands in."""
        self._inside(start, outermost=True)
        self._end()

    def _inside(self, place: int, *, outermost: bool = False) -> None:
        """Walk from a place to the end of the group that it stands in or before."""
        groups: list[_Group] = []
        self._place = place
        while token := _TOKEN.match(self._data, self._place):
            self._place = token.end()
            kind = token.lastgroup
            if kind == "brace":
                self._flush()
                self._passing, self._starred = 0, False
                if token[0] == b"{":
                    if len(groups) >= _DEEPEST:
                        raise Unreadable("It nests groups too deep for a text.", "Save it again.")
                    groups.append(self._now)
                    continue
                if groups:
                    self._group_end(groups.pop())
                    if groups or not outermost:
                        continue
                return
            if kind in ("word", "number"):
                self._word(token["word"], token["number"])
            elif self._now.into != "nothing":
                if kind == "text":
                    self._raw(token[0])
                elif kind == "byte":
                    self._raw(bytes((int(token["byte"], 16),)))
                elif kind == "symbol":
                    self._symbol(token["symbol"])
        self._flush()

    def _word(self, word: bytes, number: bytes | None) -> None:
        value = int(number) if number else None
        if word == b"bin":
            self._place += max(0, value or 0)
        if word == b"bin" or self._now.into == "nothing" or self._passed():
            return
        self._flush()
        starred, self._starred = self._starred, False
        if (starred and word not in known.STARRED) or word in known.PASSED_OVER:
            self.comments += word == b"annotation"
            self._set(into="nothing")
        elif word in known.NUMBERS:
            self._numbered = True
            self._set(into="nothing")
        elif word in known.QUIET:
            self._set(into="quiet")
        elif word in known.BOXES:
            self._box()
        elif word in known.KINDS:
            self._fonts.file_encoding = known.KINDS[word]
            self._set(encoding=known.KINDS[word])
        elif word in known.SIGNS:
            self._write(known.SIGNS[word])
        elif does := self._words.get(word):
            does(value)

    def _passed(self) -> bool:
        """Return whether a sign is passed over because a Unicode one stood for it."""
        if self._passing == 0:
            return False
        self._passing -= 1
        return True

    def _symbol(self, symbol: bytes) -> None:
        if self._passed():
            return
        if symbol in b"\\{}":
            self._raw(symbol)
            return
        self._flush()
        if symbol == b"*":
            self._starred = True
        elif symbol in b"\r\n":
            self._paragraph_end()
        elif symbol in known.SYMBOLS:
            self._write(known.SYMBOLS[symbol])
        elif symbol == b"-" and self._now.into == "text" and self.text.draft:
            self.text.put_aside("\u00ad")

    def _raw(self, data: bytes) -> None:
        """Keep bytes till it is clear that those of their sign are together."""
        passed = min(self._passing, len(data))
        self._passing -= passed
        self._bytes += data[passed:]

    def _flush(self) -> None:
        if self._bytes:
            text = self._bytes.decode(self._now.encoding, "replace")
            self._bytes.clear()
            self._write(text)

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) & 0xFFFF if (number or 0) <= 0xFFFF else number or 0
        self._passing = self._now.fallback
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00 if self._high else 0xFFFD
            self._high = 0
        self._write(chr(code) if code <= 0x10FFFF else "\ufffd")

    def _write(self, text: str) -> None:
        """Put words where those of the group go."""
        text = text.translate(_CONTROLS)
        if self._high:
            text, self._high = "\ufffd" + text, 0
        into = self._now.into
        if into in self.told:
            self.told[into].append(text)
        elif into == "styles":
            self._styles.name.append(text)
        elif into == "text" and (self.text.draft or not text.isspace()):
            self._begin()
            self.text.struck, self.text.inserted = self._now.struck or self._now.deleted, self._now.inserted
            self.text.write(text)

    def _begin(self) -> None:
        """Open the passage that words belong to here, unless it is open."""
        if self._in_note:
            return
        if self._now.in_table != self._tabled:
            self._end()
        if self.text.draft:
            return
        if self._now.new_page or (self._section and self._section_turns):
            self.text.turn(certain=False)
        self._section = False
        heading = self._now.level < _BODY_LEVEL or self._styles.is_heading(self._now.style)
        kind: PassageKind = "heading" if heading else "list" if self._listed() else "paragraph"
        self._tabled = self._now.in_table
        draft = self.text.begin("table" if self._tabled else kind)
        if self._styles.is_title(self._now.style) and self.text.titled is None:
            self.text.titled = draft

    def _listed(self) -> bool:
        return self._now.listed or self._numbered

    def _paragraph_end(self) -> None:
        self._numbered = False
        if self._in_note or self._now.in_table:
            self.text.gap(" ", "\n")
        elif self._now.into == "text":
            self._end()

    def _end(self) -> None:
        """Close the open passage, and walk what waits in it."""
        self.text.end()
        self._tabled = False
        if self._at_waiting:
            return
        self._at_waiting = True
        here = self._place, self._now, self._passing, self._starred, self._numbered
        while self._waiting:
            place, self._now, note = self._waiting.popleft()
            if note:
                self.text.begin_note(note)
            self._in_note = note is not None
            self._inside(place)
            self._in_note = self._tabled = False
            self.text.end()
        self._place, self._now, self._passing, self._starred, self._numbered = here
        self._at_waiting = False

    def _note(self) -> None:
        """Keep a note for later; one inside another, which no program writes, is part of it."""
        if self._at_waiting or self._now.into != "text":
            return
        at_end = self._data.startswith(b"\\ftnalt", self._place)
        sign = "*"
        if self._automatic:
            self._numbers[at_end] += 1
            sign = numeral(self._numbers[at_end], self._end_form if at_end else "decimal")
        self._automatic = False
        self._begin()
        self._wait(self.text.anchor(sign, at_end=at_end))

    def _box(self) -> None:
        """Keep a text box for later; inside what was kept it is read in its place."""
        if self._at_waiting:
            self._set(into="text")
        elif self._now.into in ("text", "quiet"):
            self._wait(None)

    def _wait(self, note: Note | None) -> None:
        self._waiting.append(_Waiting(self._place, _Group(encoding=self._now.encoding), note))
        self._set(into="nothing")

    def _section_end(self) -> None:
        self._paragraph_end()
        self._section = True

    def _section_begins(self, *, turns: bool) -> None:
        self._section_turns = turns

    def _set(self, **settings: object) -> None:
        self._now = self._now._replace(**settings)  # pyright: ignore[reportArgumentType]

    def _group_end(self, outer: _Group) -> None:
        """Go back to what held before a group, and keep what a table in the file's head told."""
        into = self._now.into
        if into == "styles" and outer.into == "styles":
            self._styles.keep(self._now.style, outlined=self._now.level < _BODY_LEVEL)
        elif into == "fonts" and outer.into == "text":
            outer = outer._replace(encoding=self._fonts.usual)
        self._now = outer

    def _font_named(self, number: int | None) -> None:
        if self._now.into == "fonts":
            self._fonts.begin(number or 0)
        else:
            self._set(encoding=self._fonts.encoding(number or 0))

    def _font_encoding(self, encoding: str | None) -> None:
        if self._now.into == "fonts":
            self._fonts.keep(encoding)

    def _page_named(self, number: int | None) -> None:
        self._fonts.file_encoding = known.code_page(number or 0) or self._fonts.file_encoding
        self._set(encoding=self._fonts.file_encoding)

    def _number_shown(self) -> None:
        self._automatic = not self._at_waiting

    def _number_end_notes(self, form: str) -> None:
        self._end_form = form

    def _property(self, name: Literal["title", "author"]) -> None:
        if self._now.into == "quiet":
            self.told[name].clear()
            self._set(into=name)
