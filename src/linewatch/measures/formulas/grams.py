"""Runs of words that several texts have, length by length: a run is looked at only where both its parts recur."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from linewatch.measures.formulas.values import LEAST, LONGEST, Ints, Numbers


class Level(NamedTuple):
    """The runs of one length that recur.

    Attributes:
        size: How many words.
        at: Where each occurrence begins in the row of words, by run, then by place.
        first: Where each run's occurrences begin in ``at``; one more than there are runs.
        texts: How many texts have each run.
    """

    size: int
    at: Ints
    first: Ints
    texts: Ints

    @property
    def uses(self) -> Ints:
        """How often each run occurs."""
        return np.diff(self.first)


def levels(word: Numbers, texts: Numbers, least: int = LEAST, longest: int = LONGEST) -> Iterator[Level]:
    """Yield the runs that enough texts have, from one word on.

    Args:
        word: Numbers of words, below zero where a run must not pass.
        texts: The text each word stands in, ascending; same shape.
        least: Texts that must have a run.
        longest: Words of the longest run.

    Source:
        Agrawal and Srikant (1994), Fast Algorithms for Mining Association Rules, for the pruning.
    """
    at = np.flatnonzero(word >= 0)
    key = word[at].astype(np.int64)
    number = np.full(len(word) + 1, -1, np.int32)
    for size in range(1, longest + 1):
        found, names = _recurring(size, at, key, texts, least)
        if not len(found.at):
            return
        yield found
        number[:] = -1
        number[found.at] = names
        left = np.sort(found.at)
        left = left[number[left + 1] >= 0]
        at = left
        key = number[left].astype(np.int64) * len(found.texts) + number[left + 1]


def _recurring(size: int, at: Ints, key: Ints, texts: Numbers, least: int) -> tuple[Level, Numbers]:
    order = np.argsort(key, kind="stable")
    at, key = at[order], key[order]
    new = np.ones(len(key), bool)
    new[1:] = key[1:] != key[:-1]
    there = texts[at]
    other = new.copy()
    other[1:] |= there[1:] != there[:-1]
    starts = np.flatnonzero(new)
    count = np.add.reduceat(other, starts, dtype=np.int64) if len(starts) else np.zeros(0, np.int64)
    uses = np.diff(np.append(starts, len(key)))
    kept = count >= least
    inside = np.repeat(kept, uses)
    level = Level(size, at[inside], np.concatenate([[0], np.cumsum(uses[kept])]), count[kept])
    return level, np.repeat(np.arange(kept.sum(), dtype=np.int32), uses[kept])
