"""Pairs of places gathered to passages, each grown from one place: what is followed stays the same passage.

Two places that overlap by half are told as one; were all pairs that meet in them simply joined, a passage would drift,
overlap by overlap, into the one beside it. So its bounds are carried along from pair to pair, and a pair joins it only
if it is of these bounds for the better part.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
# Begin and end in the one, begin and end in the other.
Stretch: TypeAlias = tuple[int, int, int, int]

_ALIKE = 0.5  # of what a passage's bounds and a pair cover together, that both cover


def grown(ends: Sequence[tuple[int, int]], stretches: Sequence[Sequence[Stretch]]) -> list[list[int]]:
    """Return which pairs make one passage, in order of the first of each.

    A passage begins with the place that has most pairs, in the bounds that the middle one of these has there.

    Args:
        ends: Of each pair the two places, by number.
        stretches: Of each pair what is shared without a gap, in order, in characters of the two documents.
    """
    at = dict[int, list[int]]()
    for pair, both in enumerate(ends):
        for place in both:
            at.setdefault(place, []).append(pair)
    of = [-1] * len(ends)
    # The most pairs first; a place whose pairs are of two passages begins one more than once.
    for place in sorted(at, key=lambda place: (-len(at[place]), place)):
        while left := [pair for pair in at[place] if of[pair] < 0]:
            first = _middle([(_span(pair, place, ends, stretches), pair) for pair in left])
            of[first] = first
            _grow(first, place, of, at, ends, stretches)
    found = dict[int, list[int]]()
    for pair, first in enumerate(of):
        found.setdefault(first, []).append(pair)
    return list(found.values())


def _middle(spans: Sequence[tuple[Span, int]]) -> int:
    """Return of some pairs at one place that of middling length."""
    ordered = sorted(spans, key=lambda one: (one[0][1] - one[0][0], one[0], one[1]))
    return ordered[len(ordered) // 2][1]


def _grow(  # noqa: PLR0913, PLR0917 - the pairs, as they are looked up
    first: int,
    place: int,
    of: list[int],
    at: Mapping[int, Sequence[int]],
    ends: Sequence[tuple[int, int]],
    stretches: Sequence[Sequence[Stretch]],
) -> None:
    """Mark the pairs of the passage that begins with a pair, at a place of it."""
    bounds = {place: _span(first, place, ends, stretches)}
    todo = [place]
    for here in todo:
        for pair in at[here]:
            if of[pair] >= 0 and of[pair] != first:
                continue
            there = ends[pair][1] if ends[pair][0] == here else ends[pair][0]
            if of[pair] < 0:
                # Between two places of the passage every pair is of it.
                if there not in bounds and not alike(bounds[here], _span(pair, here, ends, stretches)):
                    continue
                of[pair] = first
            if there not in bounds:
                bounds[there] = carried(bounds[here], stretches[pair], turned=ends[pair][0] != here)
                todo.append(there)


def _span(
    pair: int, place: int, ends: Sequence[tuple[int, int]], stretches: Sequence[Sequence[Stretch]]
) -> Span:
    side = 0 if ends[pair][0] == place else 2
    return stretches[pair][0][side], stretches[pair][-1][side + 1]


def alike(one: Span, other: Span) -> bool:
    """Return whether two spans are one for the better part."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both >= _ALIKE * (max(one[1], other[1]) - min(one[0], other[0]))


def carried(span: Span, stretches: Sequence[Stretch], *, turned: bool) -> Span:
    """Return where the bounds of a passage in one of two documents are in the other.

    Args:
        span: In the one.
        stretches: What both share without a gap, in order.
        turned: Whether the one is the second.
    """
    own = [(c, d, a, b) if turned else (a, b, c, d) for a, b, c, d in stretches]
    begin, end = _carried(span[0], own), _carried(span[1], own)
    return begin, max(begin + 1, end)


def _carried(at: int, stretches: Sequence[Stretch]) -> int:
    n = max(0, bisect_right(stretches, at, key=lambda one: one[0]) - 1)
    low, high, there, then = stretches[n]
    if at <= high or n + 1 == len(stretches):
        # Letters changed are shared between the ends in proportion; beyond them one is one.
        if low <= at <= high:
            return there + (at - low) * (then - there) // max(1, high - low)
        return there + at - low if at < low else then + at - high
    low, there = high, then
    high, then = stretches[n + 1][0], stretches[n + 1][2]
    return there + (at - low) * (then - there) // max(1, high - low)
