"""Stretches that a text takes over whole from another: they are one use of their words, not two."""

from __future__ import annotations

import numpy as np

from linewatch.measures.formulas.values import FEW, REPRINT, Flags, Ints, Numbers


def reprinted(word: Numbers, texts: Numbers) -> Flags:
    """Return which words stand in a later copy of a long stretch that few texts have.

    Args:
        word: Numbers of words, below zero where a sentence ends.
        texts: The text each word stands in, ascending.

    Returns:
        Shape of ``word``.
    """
    # Long runs are found by doubling: two runs of eight that recur side by side are one of sixteen. They pass over the
    # ends of sentences.
    at, key = np.arange(len(word)), word.astype(np.int64) + 1
    number = np.full(len(word) + REPRINT, -1, np.int64)  # room for what a run at the end would need
    size = 1
    while size < REPRINT:
        at, key = _shared(at, key)
        number[:] = -1
        number[at] = key
        follows = number[at + size]
        both = follows >= 0
        at, key = at[both], key[both] * (1 + int(key.max(initial=0))) + follows[both]
        size *= 2
    # A run that begins in one text and ends in the next is none.
    within = texts[at] == texts[np.minimum(at + REPRINT - 1, len(word) - 1)]
    at, key = _shared(at[within], key[within])
    return _covered(_later(at, key, texts), len(word))


def _shared(at: Ints, key: Ints) -> tuple[Ints, Ints]:
    """Return the places of keys that occur twice or more, by place, their keys numbered anew."""
    _, number, count = np.unique(key, return_inverse=True, return_counts=True)
    kept = count[number] > 1
    return at[kept], number[kept].astype(np.int64)


def _later(at: Ints, key: Ints, texts: Numbers) -> Ints:
    """Return the places of each key in other texts than its first, where few texts have it."""
    order = np.argsort(key, kind="stable")
    at, key = at[order], key[order]
    if not len(at):
        return at
    new = np.ones(len(key), bool)
    new[1:] = key[1:] != key[:-1]
    starts = np.flatnonzero(new)
    there = texts[at]
    other = new.copy()
    other[1:] |= there[1:] != there[:-1]
    uses = np.diff(np.append(starts, len(key)))
    few = np.repeat(np.add.reduceat(other, starts, dtype=np.int64) <= FEW, uses)
    first = np.repeat(there[starts], uses)
    return at[few & (there != first)]


def _covered(at: Ints, size: int) -> Flags:
    step = np.zeros(size + 1, np.int64)
    np.add.at(step, at, 1)
    np.add.at(step, np.minimum(at + REPRINT, size), -1)
    return np.cumsum(step)[:-1] > 0
