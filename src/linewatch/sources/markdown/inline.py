"""The signs of Markdown inside a line: which of them are certain enough to be taken out of the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from linewatch.sources.passages.building import Sign

# What may stand next to a sign of emphasis on its inner side. A note's asterisk, a blank of a form or a stray
# speck of a scan has white space or other signs there, and stays.
_FIRST = r"(?=[\w\"“”‘’'(«„\[`¿¡$£€§…])"
_LAST = r"(?<=[\w.,;:!?)\"“”‘’'»\]`%…])"
_CODE = re.compile(r"(?<![`\\\w])(`{1,2})(?=[^`\s])([^`\n]{0,300}[^`\s])\1(?![`\w])")
_ANCHOR = re.compile(r"\[\^(?P<label>[^\]\s]{1,64})\](?!:)")
_WORDS_OF_NOTE = re.compile(r"^ {0,3}\[\^(?P<label>[^\]\s]{1,64})\]:", re.MULTILINE)
_LINK = re.compile(
    r"(?<!\\)!?\[(?P<words>[^\[\]]{1,500})(?P<target>\]\([^()\s]{1,2000}(?:[ \t]\"[^\"\n]{0,300}\")?\))"
)
_STRUCK = re.compile(rf"(?<![~\\])~~{_FIRST}([^~]{{1,500}}?){_LAST}~~(?!~)")
_EMPHASIS = tuple(
    re.compile(rf"(?<![\w{sign}\\])({sign}{{{count}}}){_FIRST}({within}{{1,500}}?){_LAST}\1(?![\w{sign}])")
    for sign, count, within in (
        (r"\*", 3, r"[^*]"),
        (r"\*", 2, r"(?:[^*]|\*(?!\*))"),
        (r"\*", 1, r"[^*]"),
        ("_", 3, r"[^_]"),
        ("_", 2, r"(?:[^_]|_(?!_))"),
        ("_", 1, r"[^_]"),
    )
)
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|~>])")


class Cut(NamedTuple):
    """A stretch that is no part of the words.

    Attributes:
        start: Where it begins in the original.
        end: Where it ends.
        put: What stands there in the reading text.
        sign: What it leaves behind.
        opened_at: Where the stretch began that its sign closes.
    """

    start: int
    end: int
    put: str = ""
    sign: Sign | None = None
    opened_at: int | None = None


class _Taken:
    """The cuts of one stretch of text; none overlaps another, and a pair is taken whole or not at all."""

    def __init__(self, start: int, end: int, before: Iterable[Cut]) -> None:
        self.cuts: list[Cut] = []
        self._start, self._mask = start, bytearray(end - start)
        for cut in before:
            if start <= cut.start and cut.end <= end:
                self._keep(cut.start, cut.end)

    def take(self, *cuts: Cut, inside: bool = False) -> None:
        """Take cuts out if all of them are free; with ``inside`` keep what is between them as it is."""
        if any(1 in self._mask[cut.start - self._start : cut.end - self._start] for cut in cuts):
            return
        self.cuts += cuts
        for start, end in [(cuts[0].start, cuts[-1].end)] if inside else [cut[:2] for cut in cuts]:
            self._keep(start, end)

    def _keep(self, start: int, end: int) -> None:
        self._mask[start - self._start : end - self._start] = b"\1" * (end - start)


def notes_of(text: str) -> frozenset[str]:
    """Return the labels of notes that have both an anchor and words."""
    anchors = {found["label"] for found in _ANCHOR.finditer(text)}
    return frozenset(found["label"] for found in _WORDS_OF_NOTE.finditer(text) if found["label"] in anchors)


def cuts_of(text: str, start: int, end: int, notes: frozenset[str], before: Sequence[Cut] = ()) -> list[Cut]:
    """Return the signs to take out of a stretch.

    Args:
        text: The original.
        start: Where the stretch begins.
        end: Where it ends.
        notes: The labels of notes that have both an anchor and words.
        before: What is taken out of it already.
    """
    taken = _Taken(start, end, before)
    for found in _CODE.finditer(text, start, end):
        taken.take(Cut(found.start(), found.end(1)), Cut(found.end(2), found.end()), inside=True)
    for found in _ANCHOR.finditer(text, start, end):
        if found["label"] in notes:
            taken.take(Cut(found.start(), found.end(), sign=Sign("anchor", found["label"])))
    for found in _LINK.finditer(text, start, end):
        taken.take(Cut(found.start(), found.start("words")), Cut(found.start("target"), found.end()))
    for found in _STRUCK.finditer(text, start, end):
        first = Cut(found.start(), found.start(1), sign=Sign("open"))
        taken.take(first, Cut(found.end(1), found.end(), sign=Sign("struck"), opened_at=first.start))
    for pattern in _EMPHASIS:
        for found in pattern.finditer(text, start, end):
            taken.take(Cut(found.start(), found.end(1)), Cut(found.end(2), found.end()))
    for found in _ESCAPE.finditer(text, start, end):
        taken.take(Cut(found.start(), found.end()))
    return taken.cuts
