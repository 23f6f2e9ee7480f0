"""The words of sentences that belong together, aligned; and the clauses of both cut at the same places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from linewatch.measures.shifts.cutting import Segment, cut, side
from linewatch.measures.shifts.joining import governing, joined, transposed
from linewatch.measures.shifts.pairing import word_pairs
from linewatch.measures.shifts.values import Sentence, Token


class Aligned(NamedTuple):
    """Two lists of words, which of them stand for each other, and the segments they are cut into.

    Attributes:
        a: The words of A.
        b: The words of B.
        pairs: Numbers of words that stand for each other, increasing on both sides.
        segments: Together they hold every word of both sides once.
    """

    a: tuple[Token, ...]
    b: tuple[Token, ...]
    pairs: tuple[tuple[int, int], ...]
    segments: tuple[Segment, ...]


def align(
    a: Sequence[Sentence],
    b: Sequence[Sentence],
    weigh: Mapping[str, float],
    is_cue: Callable[[Sequence[str]], bool],
    governed: Collection[str] = (),
) -> Aligned:
    """Return the words of sentences of A and B aligned, and cut where clauses begin on both sides.

    Args:
        a: Sentences of A, in order.
        b: Those of B that belong to them.
        weigh: What each word weighs.
        is_cue: Whether words that one side alone has are no clause of their own but a hedge or the like.
        governed: Words that may begin a clause and depend on the word before, which is not cut off where it changed.

    Returns:
        All words of both, with segments that hold every one once; one side of a segment may be empty.
    """
    side_a, side_b = side(a), side(b)
    words_a, words_b = side_a.words, side_b.words
    pairs = word_pairs([t.word for t in words_a], [t.word for t in words_b], weigh)
    segments = cut(side_a, side_b, pairs, weigh)
    segments = transposed(segments, words_a, words_b, pairs)
    segments = governing(segments, words_a, words_b, governed)
    segments = joined(segments, words_a, words_b, is_cue)
    return Aligned(words_a, words_b, tuple(pairs), tuple(segments))
