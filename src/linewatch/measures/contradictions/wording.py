"""Sentences of several texts that share their wording, and of which one turns the other round.

Source:
    The rule is the tool's own; what it finds is to be read.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from linewatch.measures.cosines import unit_rows
from linewatch.measures.shifts import SETTINGS as SHIFTS
from linewatch.measures.shifts import Lexicon, Shift, Span, shifts
from linewatch.measures.shifts.clauses import sentences
from linewatch.measures.shifts.matching import COMMON, MANY
from linewatch.measures.shifts.values import Sentence

LIKE = 0.5  # cosine from which two sentences share their wording
CLAUSE_LIKE = 0.6  # of two clauses' words, by weight, that must be shared for a reversal to be suggested
LONGER = 1.5  # times as long as the other one of them may be: what is longer says more besides
VERSION = "2"  # raised when a result changes with the same settings
SETTINGS = {
    "version": VERSION, "alike": LIKE, "clause_alike": CLAUSE_LIKE, "longer": LONGER, "common": COMMON, "many": MANY,
    "shifts": SHIFTS,
}  # fmt: skip
_BLOCK = 500  # sentences compared with all others at a time


class Turned(NamedTuple):
    """Two sentences of different texts of which one turns the other round.

    Attributes:
        texts: The numbers of the two texts, the smaller first.
        a: The sentence's place in the first, in code points.
        b: The other's place in the second.
        cue_a: The place in the first of the words that show it; None where they were put in.
        cue_b: The same in the second.
        likeness: The cosine of the two sentences.
        score: For ranking: 0 to 1.
    """

    texts: tuple[int, int]
    a: Span
    b: Span
    cue_a: Span | None
    cue_b: Span | None
    likeness: float
    score: float


def turned_round(texts: Sequence[str], words: Lexicon) -> list[Turned]:
    """Return pairs of sentences of different texts that share their wording, of which one turns the other round.

    Args:
        texts: In one language, in the order in which they are to be told.
        words: Of that language; where it grades no word, nothing can be told and there is none.

    Returns:
        The highest score first, then in the texts' order; of two sentences the first clause that is turned round.
    """
    if not words.grades:
        return []
    cut = [sentences(text, words.cutting) for text in texts]
    found = list[Turned]()
    for (n, i), (m, j), likeness in alike([[one.words for one in text] for text in cut]):
        one, other = cut[n][i], cut[m][j]
        row = _reversed(texts[n][one.start : one.end], texts[m][other.start : other.end], words)
        if row:
            cue = row.cues[0] if row.cues else None
            found.append(
                Turned(
                    texts=(n, m),
                    a=_place(one),
                    b=_place(other),
                    cue_a=_within(cue and cue.a, one),
                    cue_b=_within(cue and cue.b, other),
                    likeness=likeness,
                    score=round(likeness * row.likeness, 4),
                )
            )
    return sorted(found, key=lambda pair: (-pair.score, pair.texts, pair.a, pair.b))


def _reversed(a: str, b: str, words: Lexicon) -> Shift | None:
    return next((row for row in shifts(a, b, words) if row.kind == "reversed" and _close(row)), None)


def _close(row: Shift) -> bool:
    """Return whether two clauses share their wording: their words, and about as many of them."""
    sizes = sorted(span.end - span.start for span in (row.a, row.b) if span)
    return row.likeness >= CLAUSE_LIKE and sizes[-1] <= LONGER * sizes[0]


def _place(sentence: Sentence) -> Span:
    return Span(sentence.start, sentence.end)


def _within(span: Span | None, sentence: Sentence) -> Span | None:
    return span and Span(sentence.start + span.start, sentence.start + span.end)


def alike(texts: Sequence[Sequence[Sequence[str]]]) -> list[tuple[tuple[int, int], tuple[int, int], float]]:
    """Return sentences of different texts that share their wording and are not the same.

    Words in more than a quarter of many sentences count for nothing.

    Args:
        texts: For each text its sentences, as words.

    Returns:
        Two sentences (the number of the text, the number of the sentence) and their cosine, in the texts' order.
    """
    at = [(n, m) for n, text in enumerate(texts) for m in range(len(text))]
    words = [tuple(texts[n][m]) for n, m in at]
    if len({n for n, _ in at}) < 2:
        return []
    seen = Counter(word for one in words for word in set(one))
    most = len(words) if len(words) <= MANY else COMMON * len(words)
    rarity = {word: 1 + math.log(len(words) / count) for word, count in seen.items() if count <= most}
    made = unit_rows([dict.fromkeys(one, 1.0) for one in words], rarity)
    found = [
        (at[row], at[column], value)
        for row, column, value in _near(made)
        if at[row][0] < at[column][0] and words[row] != words[column]
    ]
    return sorted(found)


def _near(made: Any) -> Iterator[tuple[int, int, float]]:
    """Yield the rows of a matrix of unit rows that are alike, each pair once, a block at a time."""
    for start in range(0, made.shape[0], _BLOCK):
        likeness: Any = (made[start : start + _BLOCK] @ made[start:].T).tocoo()
        keep: Any = likeness.data >= LIKE
        for row, column, value in zip(
            likeness.row[keep].tolist(),
            likeness.col[keep].tolist(),
            likeness.data[keep].tolist(),
            strict=True,
        ):
            if row < column:
                yield start + row, start + column, value
