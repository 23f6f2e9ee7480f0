"""A text cut into sentences, and these into clauses, by rules that a language's data file gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from linewatch.measures.shifts.values import Sentence, Token
from linewatch.measures.words import folded, marks

_DROPPED = re.compile(r"[-‐–\s.·]+")
_STOP = re.compile(r"[.!?…]+[”\"’')\]»]*(?:\d{1,3})?(?=\s)|\n[ \t]*\n")
_MARK = re.compile(r"[,;:—–]|--")
_LEAST = 3  # words of a clause
_INITIAL = re.compile(r"(?:^|[\s.(])\w$")
_BEFORE = 20  # characters before a stop in which an abbreviation may stand


@dataclass(frozen=True, slots=True)
class Cutting:
    """How a language's sentences are cut.

    Attributes:
        before: Words and phrases before which a clause may begin, as tuples of words.
        abbreviations: Words that end in a stop without ending a sentence, without their stop.
    """

    before: frozenset[tuple[str, ...]]
    abbreviations: frozenset[str]


def fold(word: str) -> str:
    """Return a word as it is compared: lower case, unhyphenated, with a plain apostrophe, its accents composed."""
    return folded(_DROPPED.sub("", word))


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words of a text or of a part of it, with their places in the text."""
    stop = len(text) if end is None else end
    return [Token(fold(m.group()), m.start(), m.end()) for m in _word().finditer(text, start, stop)]


def sentences(text: str, cutting: Cutting) -> list[Sentence]:
    """Return the sentences of a text in order; what holds no word is passed over.

    A sentence ends at a stop that is followed by a blank and does not belong to an abbreviation or an initial, and at
    an empty line. A clause begins after a comma, semicolon, colon or dash, or before a conjunction that the language's
    data names, if at least three words stand on each side within the sentence.
    """
    found, at = list[Sentence](), 0
    for stop in _STOP.finditer(text):
        if _ends(text, stop, cutting):
            found += _sentence(text, at, stop.end(), cutting)
            at = stop.end()
    return [*found, *_sentence(text, at, len(text), cutting)]


@cache
def _word() -> re.Pattern[str]:
    # A letter carries its combining marks, so that accents written as signs of their own cut no word.
    run = rf"\w[\w{marks()}]*"
    return re.compile(rf"{run}(?:(?:[-‐–’'.·]|-\s*\n\s*){run})*")


@cache
def _last_word() -> re.Pattern[str]:
    return re.compile(rf"[\w.{marks()}]+$")


def _ends(text: str, stop: re.Match[str], cutting: Cutting) -> bool:
    mark = stop.group()
    if mark[0] != ".":
        return True
    before = _last_word().search(text[max(0, stop.start() - _BEFORE) : stop.start()])
    word = folded(before.group()) if before else ""
    after = text[stop.end() : stop.end() + 40].lstrip()
    if word in cutting.abbreviations or (_INITIAL.search(word) is not None and not word.isdigit()):
        return False
    return not after[:1].islower()


def _sentence(text: str, start: int, end: int, cutting: Cutting) -> list[Sentence]:
    words = tokens(text, start, end)
    if not words:
        return []
    marks = [0, *(n for n in range(1, len(words)) if _may_cut(text, words, n, cutting))]
    cuts = [0]
    for n in marks[1:]:
        if n - cuts[-1] >= _LEAST and len(words) - n >= _LEAST:
            cuts.append(n)
    stretch = text[start:end]
    named = (words[0], *(word._replace(name=text[word.start].isupper()) for word in words[1:]))
    return [Sentence(named, tuple(cuts), tuple(marks), start + len(stretch.rstrip()))]


def _may_cut(text: str, words: Sequence[Token], n: int, cutting: Cutting) -> bool:
    return bool(_MARK.search(text[words[n - 1].end : words[n].start])) or any(
        tuple(word.word for word in words[n : n + size]) in cutting.before for size in (1, 2, 3)
    )
