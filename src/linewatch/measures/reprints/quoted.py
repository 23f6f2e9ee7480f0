"""Several copies of one original: which words of it each has, and which nobody has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from linewatch.measures.reprints.values import Row

_GAP = 3  # characters between two pieces of one stretch: a stop, a space


class Stretch(NamedTuple):
    """A stretch of the original: where it stands, and the numbers of the copies that have it."""

    start: int
    end: int
    copies: tuple[int, ...]


def stretches(original: str, copies: Sequence[Sequence[Row]]) -> list[Stretch]:
    """Return the original cut where another set of copies begins to have it, in order.

    Args:
        original: Its text.
        copies: For each copy its rows. What a copy reworded it does not have.

    Returns:
        Stretches that together hold every word of the original; none for an empty one.
    """
    places = sorted({place for rows in copies for row in rows if row.a for place in row.a})
    has = [sorted(row.a for row in rows if row.a and row.kind in ("kept", "moved")) for rows in copies]
    at = [0] * len(copies)
    found = list[Stretch]()
    for start, end in pairwise(places):
        if not any(letter.isalnum() for letter in original[start:end]):  # between words
            continue
        holders = list[int]()
        for n, spans in enumerate(has):
            while at[n] < len(spans) and spans[at[n]][1] <= start:
                at[n] += 1
            if at[n] < len(spans) and spans[at[n]][0] <= start:
                holders.append(n)
        last = found[-1] if found else None
        if last and last.copies == tuple(holders) and start - last.end <= _GAP:
            found[-1] = last._replace(end=end)
        else:
            found.append(Stretch(start, end, tuple(holders)))
    return found
