"""How much of each of two texts stands in the other, and where: robust to misread letters and moved pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.releases.folding import Folded, shingles

ANCHOR = 8  # letters that must agree for two places to be taken for the same
REPEATS = 4  # a stretch that stands oftener than this in either text tells no place
REACH = 300  # letters from one anchor to the next: about 60 words may be misread in between
DRIFT, LEAST_DRIFT = 0.25, 12  # by how much the two ways may differ: a share, and letters
AHEAD = 8  # anchors looked ahead for the next on the same way
RUN, SHIFT = 4, 8  # letters in a row that agree, looked for so many letters to either side
READ_ALIKE = 0.25  # share of the letters between two anchors that must stand in such runs
SHORT = 8  # letters between two anchors that may all be misread: a word or two
WORD = 6  # letters from a word's beginning on by which it is told whether both texts read it alike
BREAK = 0.5  # a word outside weighs half a word inside: a stretch bears one deletion in three

_Ints = NDArray[np.int64]
_Bools = NDArray[np.bool_]


class Links(NamedTuple):
    """Stretches of letters over which two texts run side by side.

    Attributes:
        a: Where each begins in the first text, shape (n_links,).
        a_end: Where it ends.
        b: Where it begins in the second text.
        b_end: Where it ends.
    """

    a: _Ints
    a_end: _Ints
    b: _Ints
    b_end: _Ints


@dataclass(frozen=True, slots=True)
class Side:
    """One text as seen from the other.

    Attributes:
        words: How many it has.
        covered: How many stand in the other as well, misread letters allowed.
        head: How many words stand before the stretch that the two share.
        tail: How many stand after it.
        outside: How many of head and tail do not stand in the other.
    """

    words: int
    covered: int
    head: int
    tail: int
    outside: int

    @property
    def own(self) -> float:
        """The share of the words of the shared stretch that do not stand in the other."""
        inner = self.words - self.head - self.tail
        return (inner - self.covered + self._covered_outside) / inner if inner else 0.0

    @property
    def _covered_outside(self) -> int:
        return self.head + self.tail - self.outside

    @property
    def share(self) -> float:
        """The share of its words that stand in the other."""
        return self.covered / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two texts side by side.

    Attributes:
        a: The first.
        b: The second.
        misread: Of the words that stand in both, the share that the two read differently, from 0 to 1.
    """

    a: Side
    b: Side
    misread: float


def likeness(a: Folded, b: Folded) -> Likeness:
    """Return how much of each text stands in the other.

    Places where eight letters agree are anchors. Two anchors that follow each other at about the same distance
    in both texts link all that lies between them if its letters are alike: misread words count as the same
    words, while words that only one text has, or that were put in the place of others, do not.
    """
    found = links(a, b)
    in_a, in_b = covered_words(a, found.a, found.a_end), covered_words(b, found.b, found.b_end)
    return Likeness(_side(in_a), _side(in_b), (_misread(a, in_a, b) + _misread(b, in_b, a)) / 2)


def links(a: Folded, b: Folded) -> Links:
    """Return the stretches over which two texts run side by side, in order of the first text."""
    at_a, at_b = _anchors(a, b)
    first, second = _onward(at_a, at_b)
    found = Links(at_a[first], at_a[second], at_b[first], at_b[second])
    alike = _read_alike(a.letters, b.letters, found)
    kept = Links(*(values[alike] for values in found))
    return kept._replace(a_end=kept.a_end + ANCHOR, b_end=kept.b_end + ANCHOR)


def covered_words(text: Folded, begins: _Ints, ends: _Ints) -> _Bools:
    """Return for each word whether it begins within one of the stretches of letters."""
    steps = np.zeros(len(text.letters) + 1, np.int64)
    np.add.at(steps, begins, 1)
    np.add.at(steps, np.minimum(ends, len(text.letters)), -1)
    return np.cumsum(steps)[text.starts] > 0


def _misread(text: Folded, covered: _Bools, other: Folded) -> float:
    """Return the share of the covered words that begin with letters the other text has nowhere."""
    _, hashes = shingles(text, WORD)
    _, others = shingles(other, WORD)
    looked = covered[: len(hashes)]
    return float(1 - np.isin(hashes[looked], others).mean()) if looked.any() else 0.0


def _anchors(a: Folded, b: Folded) -> tuple[_Ints, _Ints]:
    """Return where the same letters stand in two texts, in order of the first, then of the second."""
    at_a, hash_a = _rare(*shingles(a, ANCHOR))
    at_b, hash_b = _rare(*shingles(b, ANCHOR))
    low, high = np.searchsorted(hash_b, hash_a, "left"), np.searchsorted(hash_b, hash_a, "right")
    many = high - low
    places = _steps(many)
    found_a, found_b = np.repeat(at_a, many), at_b[np.repeat(low, many) + places]
    order = np.lexsort((found_b, found_a))
    return found_a[order], found_b[order]


def _rare(starts: _Ints, hashes: NDArray[np.uint64]) -> tuple[_Ints, NDArray[np.uint64]]:
    """Return shingles by hash without those that occur too often."""
    order = np.argsort(hashes, kind="stable")
    starts, hashes = starts[order], hashes[order]
    often = np.searchsorted(hashes, hashes, "right") - np.searchsorted(hashes, hashes, "left")
    return starts[often <= REPEATS], hashes[often <= REPEATS]


def _onward(at_a: _Ints, at_b: _Ints) -> tuple[_Ints, _Ints]:
    """Return for each anchor the next on the same way, where there is one, as two arrays of indices."""
    follower = np.zeros(len(at_a), np.int64)
    for ahead in range(1, min(AHEAD, len(at_a) - 1) + 1):
        way_a, way_b = at_a[ahead:] - at_a[:-ahead], at_b[ahead:] - at_b[:-ahead]
        near = (way_a > 0) & (way_a <= REACH) & (way_b > 0) & (way_b <= REACH)
        same = np.abs(way_a - way_b) <= np.maximum(LEAST_DRIFT, DRIFT * np.maximum(way_a, way_b))
        found = np.flatnonzero(near & same)
        new = found[follower[found] == 0]
        follower[new] = new + ahead
    first = np.flatnonzero(follower)
    return first, follower[first]


def _read_alike(a: NDArray[np.uint64], b: NDArray[np.uint64], found: Links) -> _Bools:
    """Return for each stretch between two anchors whether its letters are much the same in both texts.

    The letters are laid side by side from the left anchor on as far as the middle, and from the right anchor
    back to it.
    """
    begin, end = found.a + ANCHOR, found.a_end
    length = np.maximum(end - begin, 0)
    of = np.repeat(np.arange(len(length)), length)
    step = _steps(length)
    at_a = begin[of] + step
    left = step < length[of] / 2
    at_b = np.where(left, found.b[of] + ANCHOR + step, found.b_end[of] - (end[of] - at_a))
    agreed: _Bools = np.zeros(len(at_a), np.bool_)
    if len(agreed) < RUN:
        return length <= SHORT
    whole = (of[RUN - 1 :] == of[: 1 - RUN]) & (left[RUN - 1 :] == left[: 1 - RUN])
    for shift in range(-SHIFT, SHIFT + 1):
        same = a[at_a] == b[np.clip(at_b + shift, 0, len(b) - 1)]
        run = whole.copy()
        for place in range(RUN):
            run &= same[place : len(same) - RUN + 1 + place]
        for place in range(RUN):
            agreed[place : len(same) - RUN + 1 + place] |= run
    share = np.bincount(of, weights=agreed, minlength=len(length)) / np.maximum(length, 1)
    return (length <= SHORT) | (share >= READ_ALIKE)


def _steps(counts: _Ints) -> _Ints:
    """Return 0, 1, 2 … for each count, one after the other."""
    return np.arange(int(counts.sum()), dtype=np.int64) - np.repeat(np.cumsum(counts) - counts, counts)


def _side(covered: _Bools) -> Side:
    head, end = _densest(covered)
    outside = int((~covered[:head]).sum() + (~covered[end:]).sum())
    return Side(len(covered), int(covered.sum()), head, len(covered) - end, outside)


def _densest(covered: _Bools) -> tuple[int, int]:
    """Return the stretch of words that is covered best: the greatest sum, a word outside counting against it."""
    sums = np.concatenate([[0.0], np.cumsum(np.where(covered, 1.0, -BREAK))])
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    return int(np.argmin(sums[: end + 1])), end
