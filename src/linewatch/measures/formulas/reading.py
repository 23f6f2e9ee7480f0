"""Texts as one row of numbered words, broken where a sentence ends, with the way back to each word's place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from linewatch.measures.formulas.hyphens import without_hyphens
from linewatch.measures.formulas.values import Flags, Numbers, Text, Words
from linewatch.measures.words import COLONS, STOPS, tokens

BREAK = -1  # stands in the row where a sentence, a bracket or a passage ends
_BREAKS = re.compile(rf"[{STOPS}{COLONS}()\[\]…•|\t\n]")
_HYPHEN = ("‐", "-")  # two signs for one
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
        written: The number of the word as it is written; of one that is read as its parts, that of the part.
        joined: Whether a hyphen joins it to the word before.
        vocabulary: The words, folded.
        passages: Text and number of each passage, and the words in it.
        running: Whether each passage is running text.
        stop: Of each word of the vocabulary, whether it has no subject of its own.
        read_as: The numbers of the words that a word with a hyphen is read as, where it is not read as it is written.
    """

    word: Numbers
    passage: Numbers
    start: Numbers
    end: Numbers
    capital: Flags
    open: Flags
    large: Flags
    bracket: Flags
    written: Numbers
    joined: Flags
    vocabulary: list[str]
    passages: list[tuple[int, int, int]]
    running: Flags
    stop: Flags
    read_as: dict[int, tuple[int, ...]]

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

    def take(self, passage: str) -> None:
        """Take a passage's words."""
        shouted = passage.isupper()
        known, last, begins, inside = self.known, 0, True, 0
        word, start, end, case = self.word, self.start, self.end, self.case
        for token in tokens(passage, "numbers"):
            at = token.start
            if at == last and word and last and not token.word[0].isdigit() and passage[at - 1].isdigit():
                end[-1] = last = token.end  # the ending of an ordinal is no word
                continue
            if passage[last:at] != " " and _BREAKS.search(passage, last, at):
                self._break(at)
                begins = True
                opened, closed = passage.rfind("[", last, at), passage.rfind("]", last, at)
                if opened != closed:
                    inside = 4 if opened > closed else 0
            word.append(known.setdefault(token.word.replace(*_HYPHEN), len(known)))
            start.append(at)
            last = token.end
            end.append(last)
            case.append(inside + 2 * (begins or shouted) + passage[at].isupper())
            begins = False
        self._break(last)


def row(texts: Sequence[Text], words: Words) -> Row:
    """Return the words of texts in a row.

    A word with a hyphen is read as the texts write it without: in one, or in two where both parts have a subject.

    Args:
        texts: In order of date.
        words: The language's.
    """
    filling = _Filling()
    passages, sizes, running = list[tuple[int, int]](), list[int](), list[bool]()
    for number, (n, runs, text) in _passages(texts):
        before = len(filling.word)
        filling.take(text)
        passages.append((number, n))
        sizes.append(len(filling.word) - before)
        running.append(runs)
    vocabulary = list(filling.known)
    stop = np.array(
        [one in words.stop or bool(_FIGURE.match(one)) or len(one) == 1 for one in vocabulary], bool
    )
    written = np.array(filling.word, np.int32)
    read_as = without_hyphens(written, filling.known, stop)
    many = np.ones(len(vocabulary) + 1, np.int64)  # the last is that of a break
    for one, every in read_as.items():
        many[one] = len(every)
    from_word = np.repeat(np.arange(len(written)), many[written])
    part = np.arange(len(from_word)) - np.repeat(np.cumsum(many[written]) - many[written], many[written])
    word = written[from_word]
    start, end = (np.array(places, np.int32)[from_word] for places in (filling.start, filling.end))
    for at in np.flatnonzero(np.isin(word, np.array(list(read_as), np.int32))).tolist():
        parts, nth = read_as[int(word[at])], int(part[at])
        if len(parts) > 1:
            first = int(start[at]) + sum(1 + len(vocabulary[n]) for n in parts[:nth])
            start[at], end[at] = first, min(int(end[at]), first + len(vocabulary[parts[nth]]))
        word[at] = parts[nth]
    case = np.array(filling.case, np.int8)[from_word]
    passage = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)[from_word]
    counts = np.bincount(passage[word >= 0], minlength=len(sizes)).tolist()
    return Row(
        word,
        passage,
        start,
        end,
        case % 4 == 1,
        case % 4 >= 2,
        case % 2 == 1,
        case >= 4,
        np.where(many[written][from_word] > 1, word, written[from_word]),
        part > 0,
        vocabulary,
        [(text, n, count) for (text, n), count in zip(passages, counts, strict=True)],
        np.array(running, bool),
        stop,
        read_as,
    )


def _passages(texts: Sequence[Text]) -> Iterator[tuple[int, tuple[int, bool, str]]]:
    for number, text in enumerate(texts):
        for passage in text.passages:
            yield number, passage
