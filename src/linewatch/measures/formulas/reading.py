"""Texts as one row of numbered words, broken where a sentence ends, with the way back to each word's place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from linewatch.measures.formulas.values import Flags, Numbers, Text, Words
from linewatch.measures.words import COLONS, STOPS, tokens

BREAK = -1  # stands in the row where a sentence, a bracket or a passage ends
_BREAKS = re.compile(rf"[{STOPS}{COLONS}()\[\]…•|\t\n]")
_FIGURE = re.compile(r"\d")


class Row(NamedTuple):
    """All words of some texts in a row, BREAK between sentences; arrays of one length.

    Attributes:
        word: The number of each word in ``vocabulary``.
        passage: The number of its passage in ``passages``.
        start: Where it begins in the passage.
        end: Where it ends.
        capital: Whether it is written with a capital where a sentence does not begin.
        open: Whether its case tells nothing: it begins a sentence, or all around it is in capitals.
        large: Whether it is written with a capital, wherever it stands.
        bracket: Whether it stands in square brackets: an editor speaks.
        vocabulary: The words, folded.
        passages: Text and number of each passage, and the words in it.
        running: Whether each passage is running text.
        stop: Of each word of the vocabulary, whether it has no subject of its own.
    """

    word: Numbers
    passage: Numbers
    start: Numbers
    end: Numbers
    capital: Flags
    open: Flags
    large: Flags
    bracket: Flags
    vocabulary: list[str]
    passages: list[tuple[int, int, int]]
    running: Flags
    stop: Flags

    @property
    def text(self) -> Numbers:
        """The number of the text each word stands in."""
        return np.array([text for text, _, _ in self.passages] or [0], np.int32)[self.passage]


class _Filling:
    """Takes the words of passages one after the other."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        self.word: list[int] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.case: list[int] = []  # 1 capital, 2 its case tells nothing, 4 in square brackets; added up

    def _break(self, at: int) -> None:
        self.word.append(BREAK)
        self.start.append(at)
        self.end.append(at)
        self.case.append(2)

    def take(self, passage: str) -> int:
        """Take a passage's words, and say how many there are."""
        shouted = passage.isupper()
        known, last, begins, inside = self.known, 0, True, 0
        word, start, end, case = self.word, self.start, self.end, self.case
        before = len(word)
        breaks = 0
        for token in tokens(passage, "numbers"):
            at = token.start
            if at == last and word and last and not token.word[0].isdigit() and passage[at - 1].isdigit():
                end[-1] = last = token.end  # the ending of an ordinal is no word
                continue
            if (at - last > 1 or not last) and _BREAKS.search(passage, last, at):
                self._break(at)
                begins, breaks = True, breaks + 1
                opened, closed = passage.rfind("[", last, at), passage.rfind("]", last, at)
                if opened != closed:
                    inside = 4 if opened > closed else 0
            word.append(known.setdefault(token.word, len(known)))
            start.append(at)
            last = token.end
            end.append(last)
            case.append(inside + 2 * (begins or shouted) + passage[at].isupper())
            begins = False
        self._break(last)
        return len(word) - before - breaks - 1


def row(texts: Sequence[Text], words: Words) -> Row:
    """Return the words of texts in a row.

    Args:
        texts: In order of date.
        words: The language's.
    """
    filling = _Filling()
    passages, sizes, running = list[tuple[int, int, int]](), list[int](), list[bool]()
    for number, (n, runs, text) in _passages(texts):
        before = len(filling.word)
        counted = filling.take(text)
        passages.append((number, n, counted))
        sizes.append(len(filling.word) - before)
        running.append(runs)
    case = np.array(filling.case, np.int8)
    vocabulary = list(filling.known)
    return Row(
        np.array(filling.word, np.int32),
        np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        np.array(filling.start, np.int32),
        np.array(filling.end, np.int32),
        case % 4 == 1,
        case % 4 >= 2,
        case % 2 == 1,
        case >= 4,
        vocabulary,
        passages,
        np.array(running, bool),
        np.array(
            [one in words.stop or bool(_FIGURE.match(one)) or len(one) == 1 for one in vocabulary], bool
        ),
    )


def _passages(texts: Sequence[Text]) -> Iterator[tuple[int, tuple[int, bool, str]]]:
    for number, text in enumerate(texts):
        for passage in text.passages:
            yield number, passage
