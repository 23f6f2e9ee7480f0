"""The clauses of two aligned texts cut at the same places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from linewatch.measures.shifts.values import Sentence, Token

_LOOSE = 0.2  # of a part's weight may be matched by chance (an "of the") in a part that was left out
PART_WORDS = 3  # of a part that one side lacks, at least


class Segment(NamedTuple):
    """Words of A and of B that stand for each other: numbers of words, half open; one side may be empty."""

    a: tuple[int, int]
    b: tuple[int, int]


class Side(NamedTuple):
    """The words of one side, and the numbers of those at which clauses and shorter parts begin."""

    words: tuple[Token, ...]
    cuts: set[int]
    marks: set[int]


def side(sentences: Sequence[Sentence]) -> Side:
    """Return the words of sentences, one after another, with the places at which they may be cut."""
    found, cuts, marks = list[Token](), set[int](), set[int]()
    for sentence in sentences:
        cuts |= {len(found) + n for n in sentence.cuts}
        marks |= {len(found) + n for n in sentence.marks}
        found += sentence.tokens
    return Side(tuple(found), cuts, marks)


def cut(
    side_a: Side, side_b: Side, pairs: Sequence[tuple[int, int]], weigh: Mapping[str, float]
) -> list[Segment]:
    """Cut both sides at the same places: where clauses begin on both, and around a part that one side lacks."""
    (a, cuts_a, marks_a), (b, cuts_b, marks_b) = side_a, side_b
    pairs = _without_strays(side_a, side_b, pairs, weigh)
    next_b = _following(len(a), pairs, len(b))
    last_b = _preceding(len(a), pairs)
    points = {(0, 0), (len(a), len(b))}
    ends_a, ends_b = cuts_a | {len(a)}, cuts_b | {len(b)}
    for p in ends_a:
        for q in range(last_b[p], next_b[p] + 1):
            if q in ends_b:
                points.add((p, q))
    points |= _around(cuts_a, marks_a, pairs, len(a), len(b))
    points |= {(p, q) for q, p in _around(cuts_b, marks_b, [(j, i) for i, j in pairs], len(b), len(a))}
    chain = [(0, 0)]
    for p, q in sorted(points):
        if q >= chain[-1][1] and (p, q) != chain[-1]:
            chain.append((p, q))
    return [Segment((p, r), (q, s)) for (p, q), (r, s) in pairwise(chain)]


def _following(n: int, pairs: Sequence[tuple[int, int]], end: int) -> list[int]:
    """Return for each place in A the first word of B that is matched at or after it."""
    found = [end] * (n + 1)
    by = dict(pairs)
    for p in range(n - 1, -1, -1):
        found[p] = by.get(p, found[p + 1])
    return found


def _preceding(n: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Return for each place in A the end of what is matched in B before it."""
    found = [0] * (n + 1)
    by = dict(pairs)
    for p in range(n):
        found[p + 1] = by[p] + 1 if p in by else found[p]
    return found


def _without_strays(
    a: Side, b: Side, pairs: Sequence[tuple[int, int]], weigh: Mapping[str, float]
) -> list[tuple[int, int]]:
    """Take out matches in parts of which hardly anything is matched: they are chance."""
    kept = list(pairs)
    for n, (words, _, marks) in enumerate((a, b)):
        ends = [*sorted(marks), len(words)]
        for start, end in pairwise(ends):
            own = [pair for pair in kept if start <= pair[n] < end]
            whole = sum(weigh.get(words[k].word, 1.0) for k in range(start, end))
            if own and sum(weigh.get(words[pair[n]].word, 1.0) for pair in own) < _LOOSE * whole:
                kept = [pair for pair in kept if pair not in own]
    return kept


def _around(
    cuts: set[int], marks: set[int], pairs: Sequence[tuple[int, int]], n: int, m: int
) -> set[tuple[int, int]]:
    """Return the cuts around runs of parts none of whose words is matched, where the other side has nothing."""
    matched = {i for i, _ in pairs}
    after, before = _following(n, pairs, m), _preceding(n, pairs)
    ends, runs = [*sorted(marks), n], list[tuple[int, int]]()
    for start, end in pairwise(ends):
        if not any(i in matched for i in range(start, end)) and before[start] == after[end]:
            runs = (
                [*runs[:-1], (runs[-1][0], end)] if runs and runs[-1][1] == start else [*runs, (start, end)]
            )
    return {
        (place, before[start])
        for start, end in runs
        if end - start >= PART_WORDS
        for place in (start, end, *(cut for cut in cuts if start < cut < end))
    }
