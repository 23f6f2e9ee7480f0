"""HTML's elements as passages: the page's own text in runs, each with how much of it is links and how much is bold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from linewatch.errors import Unreadable
from linewatch.kinds.documents import PassageKind
from linewatch.sources.html.notes import Notes, Ref
from linewatch.sources.html.page import MOST_ELEMENTS
from linewatch.sources.html.parts import Parts
from linewatch.sources.passages.building import Draft, Sign
from linewatch.sources.passages.walking import End, Silence, Walk, nest

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ITEMS = frozenset(("li", "dt", "dd"))
# Where text on both sides never belongs to one paragraph.
_BLOCKS = frozenset((
    "html", "body", "main", "article", "section", "header", "footer", "nav", "aside", "div", "p", "center", "address",
    "blockquote", "pre", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "form",
    "fieldset", "legend", "figure", "figcaption", "details", "summary", "hgroup", "hr", "frameset", "noframes",
))  # fmt: skip
_BOLD = frozenset(("b", "strong"))
_PUT = {"td": "\t", "th": "\t", "tr": "\n"}
_COVERED = {"del": "struck", "s": "struck", "strike": "struck", "ins": "inserted"}
_LONGEST_HEADING = 25  # words of a paragraph all in bold that is meant as a heading
_EMPTY_LINE = re.compile(r"(\n[^\S\n]*\n\s*)")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


@dataclass(slots=True)
class Run(Draft):
    """A passage while the walk is at it.

    Attributes:
        words: How many words it holds.
        linked: How many of them are links to other pages or other parts of this one.
        bold: How many are set as a heading would be.
    """

    words: int = 0
    linked: int = 0
    bold: int = 0


class Named(NamedTuple):
    """A stretch of the original that is said to be the title, the speaker or the date."""

    what: str
    start: int
    end: int
    told: str


class HtmlWalk(Walk):
    """The walk over a web page."""

    def __init__(self, parts: Parts, notes: Notes) -> None:
        super().__init__()
        self.parts, self.notes = parts, notes
        self.runs: list[Run] = []
        self.named: list[Named] = []
        self.anchored: dict[etree._Element, Draft] = {}
        self.links = self.bolds = self.verbatim = 0
        self.broken = False

    def read(self, root: etree._Element) -> None:
        """Walk a whole page; what stands outside its own text is kept in the original alone."""
        if self.parts.main is root:
            self.inside(root)
        else:
            self.hush(until=self.parts.main)
            self.inside(root)
            self.speak()
        self.end_loose()

    def enter(self, element: etree._Element, tag: str) -> End | None:
        """Take note that an element begins, by what it is."""
        if element is self.parts.main and self.quiet:
            self.speak()
            return self._fall_silent
        if element in self.parts.furniture:
            return self._leave_out(tag)
        end = self._by_tag(element, tag)
        if what := self.parts.named.get(element):
            return self._name(what, element.get("datetime") or "", end)
        return end

    def _by_tag(self, element: etree._Element, tag: str) -> End | None:
        if ref := self.notes.refs.get(element):
            return self._refer(ref)
        if element in self.notes.backs:
            return self.hush()
        if element in self.notes.blocks:
            return self._block(element, "footnote")
        if element in self.notes.marks:
            self._begin_note(element)
        return self._structure(element, tag)

    def _structure(self, element: etree._Element, tag: str) -> End | None:
        kind = self._kind(element, tag)
        # A list's entry may hold passages of its own; in others everything is part of the passage.
        inside = self.open[-1].kind if self.open else None
        if kind and inside in (None, "list"):
            return self._block(element, kind)
        if not kind and tag not in _BLOCKS:
            return self._inline(element, tag)
        if not inside:
            return self._paragraph(tag)
        self.put(_PUT.get(tag, " ") if inside == "table" else " ")
        return None

    def _kind(self, element: etree._Element, tag: str) -> PassageKind | None:
        if element in self.parts.tables:
            return "table"
        return "heading" if tag in _HEADINGS else "list" if tag in _ITEMS else None

    def begin(self, kind: PassageKind) -> Run:
        """Begin a passage.

        Raises:
            Unreadable: If there are more than fit into memory.
        """
        if len(self.runs) >= MOST_ELEMENTS:
            raise Unreadable(f"The page has more than {MOST_ELEMENTS:,} paragraphs.", "Save it in parts.")
        run = Run(kind, self.at, end=self.at)
        self.drafts.append(run)
        self.runs.append(run)
        return run

    def text(self, chunk: str | None) -> None:
        """Add text of the page, and count its words."""
        if self.verbatim and chunk and not self.open and not self.quiet:
            for number, piece in enumerate(_EMPTY_LINE.split(chunk)):
                if number % 2:
                    self.end_loose()
                self._add(piece)
        else:
            self._add(chunk)

    def _add(self, chunk: str | None) -> None:
        super().text(chunk)
        here = self.here
        if not chunk or self.quiet or not isinstance(here, Run) or chunk.isspace():
            return
        self.broken = False
        words = len(chunk.split())
        here.words += words
        here.linked += words if self.links else 0
        here.bold += words if self.bolds else 0

    def end_loose(self) -> None:
        """End a paragraph; a short one all in bold is a heading."""
        run = self.loose
        if isinstance(run, Run) and run.kind == "paragraph" and 0 < run.words <= _LONGEST_HEADING:
            run.kind = "heading" if run.bold == run.words and run.linked < run.words else run.kind
        super().end_loose()
        self.broken = False

    def _leave_out(self, tag: str) -> End:
        if tag in _BLOCKS or tag in _ITEMS or tag in _HEADINGS:
            self.end_loose()
        return self.hush(" ")

    def _fall_silent(self) -> None:
        self.end_loose()
        self.hush()

    def _paragraph(self, tag: str) -> End:
        self.end_loose()
        verbatim = tag == "pre"
        self.verbatim += verbatim

        def end() -> None:
            self.end_loose()
            self.verbatim -= verbatim

        return end

    def _block(self, element: etree._Element, kind: PassageKind) -> End:
        self.end_loose()
        parent = self.open[-1] if self.open else None
        run = self.begin(kind)
        if kind == "footnote":
            run.anchored_in = self.anchored.get(element)
        self.open.append(run)

        def end() -> None:
            self.open.pop()
            self.end_loose()
            run.end = self.at
            if parent:
                nest(parent, run, None)

        return end

    def _begin_note(self, mark: etree._Element) -> None:
        """Begin a note in the middle of a block; it ends with the block, or where the next one begins."""
        if not self.open:
            self.end_loose()
            self.loose = self.begin("footnote")
            self.loose.anchored_in = self.anchored.get(mark)

    def _refer(self, ref: Ref) -> End:
        """Take a note sign out of the text, and remember where it stood."""
        draft = self.here
        if draft is None:
            draft = self.loose = self.begin_loose()
        self.anchored.setdefault(ref.note, draft)
        start = self.at
        self.quiet.append(Silence(None, start))

        def end() -> None:
            self.speak()
            draft.take_out(start, self.at, sign=Sign("anchor", ref.sign))

        return end

    def _inline(self, element: etree._Element, tag: str) -> End | None:
        if tag == "br":
            self._break()
        elif tag == "a" and (href := element.get("href")):
            return self._link(href)
        elif tag in _BOLD or (tag == "font" and (element.get("size") or "").startswith("+")):
            self.bolds += 1
            return self._unbold
        elif tag in _COVERED:
            return self.cover(Sign("struck" if _COVERED[tag] == "struck" else "inserted"))
        return None

    def _unbold(self) -> None:
        self.bolds -= 1

    def _break(self) -> None:
        """Take a line's end: two of them end a paragraph, and so does one after a line all in bold."""
        run = self.loose
        if self.open or self.verbatim or not isinstance(run, Run):
            self.put(" ")
        elif self.broken or (0 < run.bold == run.words <= _LONGEST_HEADING and run.kind == "paragraph"):
            self.end_loose()
        else:
            self.put(" ")
            self.broken = True

    def _link(self, href: str) -> End:
        self.links += 1
        # Browsers pass over white space in addresses; only those of pages are kept, none that would run.
        address = "".join(href.split())
        scheme = _SCHEME.match(address)
        leads = address[:1] != "#" and (scheme is None or scheme[1].lower() in ("http", "https"))
        if leads and self.here is None:
            self.loose = self.begin_loose()
        covered = self.cover(Sign("reference", address)) if leads else None

        def end() -> None:
            self.links -= 1
            if covered:
                covered()

        return end

    def _name(self, what: str, told: str, end: End | None) -> End:
        start = self.at

        def ended() -> None:
            self.named.append(Named(what, start, self.at, told))
            if end:
                end()

        return ended
