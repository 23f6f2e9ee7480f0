"""The walk over an office program's text that its readers share: what waits inside a passage is read after it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from typing import NamedTuple

from lxml import etree

from linewatch.sources.office.assembling import Assembly, Note


class Waiting(NamedTuple):
    """What stands inside a passage and is read after it: a text box or a shape with text, or a note."""

    element: etree._Element
    note: Note | None = None


class PackageWalk(ABC):
    """One pass over the text.

    Attributes:
        text: What was read so far.
        comments: How many comments were left out.
        tables: How many tables are open, one inside the other.
        in_note: Whether the words of a note are read.
        waiting: What is still to be read.
    """

    def __init__(self) -> None:
        self.text = Assembly()
        self.comments = self.tables = 0
        self.in_note = self._at_waiting = False
        self.waiting: deque[Waiting] = deque()

    @abstractmethod
    def inside(self, root: etree._Element) -> None:
        """Walk an element and all in it."""

    def all(self, root: etree._Element) -> None:
        """Walk the text, and what waits in it, each thing after the passage that it stands in."""
        self.inside(root)
        self.read_waiting()

    def read_waiting(self) -> None:
        """Walk what waits; what is met on the way waits in its turn."""
        if self._at_waiting:
            return
        self._at_waiting = True
        while self.waiting:
            element, note = self.waiting.popleft()
            if note:
                self.text.begin_note(note)
            self.in_note = note is not None
            self.inside(element)
            self.in_note = False
            self.text.end()
        self._at_waiting = False

    def begin_table(self) -> None:
        """Begin a table; one inside another, or in a note, is part of what it stands in."""
        if self.tables or self.in_note:
            self.text.gap(" ")
        else:
            self.text.begin("table")
        self.tables += 1

    def end_table(self) -> None:
        """End a table."""
        self.tables -= 1
        if not self.tables and not self.in_note:
            self.text.end()
            self.read_waiting()

    def pass_comment(self) -> None:
        """Count a comment, which is left out."""
        self.comments += 1
