"""The walk over an element tree that the markup readers share: its string value, and the drafts that cut it up."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from linewatch.kinds.documents import PassageKind
from linewatch.sources.passages.building import Draft, Sign

# What is to be done where an element ends.
End = Callable[[], None]
_HYPHENS = ("-", "\u00ad", "\u2010", "¬")


class Silence(NamedTuple):
    """A stretch of the original that is no part of the reading text.

    Attributes:
        draft: The passage it stands in; None between passages.
        start: Where it begins.
        put: What stands for it in the reading text.
        until: The element inside it that is read all the same.
    """

    draft: Draft | None
    start: int
    put: str = ""
    until: etree._Element | None = None


class Walk(ABC):
    """One pass over an element, without recursion: a tree may be deeper than Python's stack."""

    def __init__(self, page: str | None = None) -> None:
        self.chunks: list[str] = []
        self.at = 0
        self.page = page
        self.open: list[Draft] = []
        self.loose: Draft | None = None
        self.quiet: list[Silence] = []
        self.drafts: list[Draft] = []

    @abstractmethod
    def enter(self, element: etree._Element, tag: str) -> End | None:
        """Take note that an element begins, and return what is to be done where it ends."""

    @property
    def here(self) -> Draft | None:
        """The passage to which text belongs that comes now."""
        return self.open[-1] if self.open else self.loose

    def inside(self, element: etree._Element) -> None:
        """Walk what stands between an element's tags."""
        text, enter, quiet = self.text, self.enter, self.quiet
        text(element.text)
        # The elements that are open, with the rest of their children and what is to be done at their end.
        around: list[tuple[etree._Element, Iterator[etree._Element], End | None]] = [
            (element, iter(element), None)
        ]
        while around:
            parent, children, end = around[-1]
            for child in children:
                tag = child.tag
                if isinstance(tag, str):
                    ends = enter(child, tag) if not quiet or quiet[-1].until is child else None
                    text(child.text)
                    if len(child):
                        around.append((child, iter(child), ends))
                        break
                    if ends:
                        ends()
                elif tag is etree.Entity:
                    text(child.text)  # as written: it is not expanded, and not lost
                text(child.tail)
            else:
                around.pop()
                if end:
                    end()
                if around:
                    text(parent.tail)

    def text(self, chunk: str | None) -> None:
        """Add text of the source."""
        if not chunk:
            return
        if not self.quiet and not chunk.isspace():
            draft = self.open[-1] if self.open else self.loose
            if draft is None:
                draft = self.loose = self.begin_loose()
            # The page on which a passage's own words begin and end; what is nested in it does not count.
            if draft.page_end is None:
                draft.page = self.page
            draft.page_end = self.page
        self.chunks.append(chunk)
        self.at += len(chunk)

    def begin(self, kind: PassageKind) -> Draft:
        """Begin a passage."""
        draft = Draft(kind, self.at, self.page, end=self.at)
        self.drafts.append(draft)
        return draft

    def begin_loose(self) -> Draft:
        """Begin the paragraph that text outside any passage makes."""
        return self.begin("paragraph")

    def end_loose(self) -> None:
        """End the paragraph that loose text began."""
        if self.loose:
            self.loose.end = self.at
            self.loose = None

    def put(self, gap: str) -> None:
        """Let the reading text have a gap here, if a passage is open."""
        if draft := self.here:
            draft.take_out(self.at, self.at, gap)

    def cover(self, sign: Sign) -> End | None:
        """Let a sign cover the words until the element ends."""
        draft = self.here
        if draft is None:
            return None
        first = draft.take_out(self.at, self.at, sign=Sign("open"))

        def end() -> None:
            if draft is self.here:  # a block inside may have ended the passage
                draft.take_out(self.at, self.at, sign=sign._replace(closes=first))

        return end

    def hush(self, put: str = "", until: etree._Element | None = None) -> End:
        """Keep what comes until the element ends out of the reading text."""
        self.quiet.append(Silence(self.here, self.at, put, until))
        return self.speak

    def speak(self) -> None:
        """End a silence; what was not said is taken out of the passage around it."""
        silence = self.quiet.pop()
        if silence.draft and self.at > silence.start:
            silence.draft.take_out(silence.start, self.at, silence.put)

    def turn(self, page: str | None, joined: bool = False) -> None:
        """Begin a page.

        Args:
            page: Its number, if it bears one.
            joined: Whether a word goes on across the break.
        """
        self.page = page or self.page
        draft = self.here
        if draft and page:
            start = self._broken_word(draft) if joined else self.at
            draft.take_out(start, self.at, sign=Sign("page", page))

    def join_word(self) -> None:
        """Put a word together that a line's end breaks, without its hyphen."""
        if draft := self.here:
            draft.take_out(self._broken_word(draft), self.at)

    def _broken_word(self, draft: Draft) -> int:
        """Return where the hyphen and the white space after it begin that a broken word ends in."""
        last = self.chunks[-1] if self.chunks else ""
        kept = last.rstrip()
        kept = kept[:-1] if kept.endswith(_HYPHENS) else kept
        first = draft.edits[-1].end if draft.edits else draft.start
        return max(self.at - (len(last) - len(kept)), first)


def nest(parent: Draft, child: Draft, sign: Sign | None) -> None:
    """Take a passage that stands inside another out of it.

    A stretch that a later label and item share began earlier; edits that fall inside the child go with it.
    """
    while parent.edits and parent.edits[-1].start >= child.start:
        parent.edits.pop()
        parent.signs.pop()
    parent.take_out(child.start, child.end, "" if sign else " ", sign)
