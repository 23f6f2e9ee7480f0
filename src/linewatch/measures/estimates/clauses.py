"""Sentences and clauses of a passage: how far a phrase reaches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Span = tuple[int, int]
_STOP = re.compile(r"[.!?][\"'”’»)\]]*(?=\s)|\n")
_MARK = re.compile(r"[;:—–()]|\s-\s")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]|(?<!\w)\"[^\"]*\"")
_BEFORE_STOP = 12  # characters, enough for an abbreviation
_NOTED_STOP = re.compile(r"[.!]\d+\s+[^\W\d_]")  # the number of a note hides that a sentence ends before it
_CLOSES = "\"'”’»)]* \t\n"


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the sentences and the clauses of a passage begin and end, in order."""

    sentences: tuple[Span, ...]
    clauses: tuple[Span, ...]
    quoted: tuple[Span, ...]

    def sentence(self, at: int) -> Span:
        """Return the sentence that holds a place."""
        return _holding(self.sentences, at)

    def clause(self, at: int) -> Span:
        """Return the clause that holds a place."""
        return _holding(self.clauses, at)

    def in_quotes(self, start: int, end: int) -> bool:
        """Return whether a place stands in quotation marks."""
        return any(first <= start and end <= last for first, last in self.quoted)


def parts(text: str, plain: str, cues: Mapping[str, Any]) -> Parts:
    """Return the sentences, clauses and quotations of a passage.

    Args:
        text: The passage.
        plain: The same in small letters and plain signs, of the same length.
        cues: ``abbreviations`` (a stop after one ends no sentence), ``clause.ends`` (a clause begins with one after a
            comma), ``clause.breaks`` (or without one).
    """
    short = tuple(cues["abbreviations"])
    stops = [m.end() for m in _STOP.finditer(text) if not _abbreviated(text, plain, m, short)]
    sentences = _spans(stops, len(text))
    after_comma = "|".join(map(re.escape, cues["clause"]["ends"]))
    breaks = "|".join(map(re.escape, cues["clause"]["breaks"]))
    # A mark ends its clause; a word begins one.
    ends = [m.end() for m in _MARK.finditer(text)]
    ends += [m.end() for m in re.finditer(rf",(?=\s+(?:{after_comma})\b)", plain)]
    ends += [m.start() for m in re.finditer(rf"\b(?:{breaks})\b", plain)]
    quoted = tuple((m.start(), m.end()) for m in _QUOTED.finditer(text))
    return Parts(sentences, _spans(sorted({*stops, *ends}), len(text)), quoted)


def asks(text: str, span: Span, cut: Parts, marks: Sequence[str]) -> bool:
    """Return whether the sentence of a phrase ends in one of the marks of a question.

    A question within quotation marks makes none of what stands outside them.
    """
    sentence = cut.sentence(span[0])
    at = sentence[1] - 1
    while at >= span[1] and text[at] in _CLOSES:
        at -= 1
    if at < span[1] or text[at] not in marks or _NOTED_STOP.search(text, span[1], at):
        return False
    return not cut.in_quotes(at, at + 1) or cut.in_quotes(*span)


def _abbreviated(text: str, plain: str, stop: re.Match[str], short: Sequence[str]) -> bool:
    if stop.group() == "\n":
        return False
    before = plain[max(0, stop.start() - _BEFORE_STOP) : stop.start() + 1]
    follows = text[stop.end() :].lstrip()[:1]
    initial = re.search(r"(?<![^\W\d_])[^\W\d_]\.\Z", before) is not None
    return initial or any(re.search(rf"\b{re.escape(one)}\Z", before) for one in short) or follows.islower()


def _spans(ends: Sequence[int], length: int) -> tuple[Span, ...]:
    edges = [0, *(end for end in ends if 0 < end < length), length]
    spans = tuple((first, last) for first, last in pairwise(edges) if first < last)
    return spans or ((0, length),)


def _holding(spans: Sequence[Span], at: int) -> Span:
    return spans[bisect_right(spans, at, key=lambda span: span[0]) - 1]
