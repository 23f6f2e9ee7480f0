"""What two documents are to each other: one paper, one within the other, or two papers that share words."""

from __future__ import annotations

from typing import Literal, NamedTuple

from linewatch.measures.releases.likeness import Likeness, Side

LEAST_WORDS = 40  # a shared stretch below this, some four lines, tells nothing
BRIEF, BRIEF_ALIKE = 120, 0.9  # below so many words, a third of a page, so much of both must be shared
ALIKE = 0.6  # share of the shorter one's words that must stand in the longer one
WITHIN = 0.02  # share of the shorter one's words that may stand outside where the longer one encloses it
APART, APART_SHARE = 100, 0.05  # words of another paper in the longer one: a third of a page, and a twentieth
CLOSE = 0.8  # share of both that stands in the shared stretch where they are one paper from end to end
OWN = 3.0  # words that only one has, in each of both, for each misread one: more are no reading
CLEAN = 0.01  # share of misread words that is taken where fewer are seen
HEAD = 0.1  # share of the longer one that may stand before a shared beginning: a cover sheet, a stamp
# "whole": one paper, from end to end or cut short; "opens": the shorter is exactly how the longer one begins;
# "lies_in": it stands whole further in; "none": two papers.
Relation = Literal["whole", "opens", "lies_in", "none"]


class Judged(NamedTuple):
    """Two documents as judged by their likeness.

    Attributes:
        relation: See `Relation`.
        shares: The share of the words of each that stand in the other, from 0 to 1.
    """

    relation: Relation
    shares: tuple[float, float]

    @property
    def longer(self) -> int:
        """Whether the first (0) or the second (1) has more that the other has not."""
        return int(self.shares[1] < self.shares[0])


def judged(found: Likeness) -> Judged:
    """Return what two documents are to each other.

    A rule of thumb for each setting stands beside it. A text that begins where the longer one begins may be a
    reading cut short, or a paper to which another was added; `papers` decides by what other readings show.
    """
    shares = (found.a.share, found.b.share)
    sides = (found.a, found.b) if shares[0] <= shares[1] else (found.b, found.a)
    return Judged(_relation(*sides, found.misread), shares)


def _relation(long: Side, short: Side, misread: float) -> Relation:
    if short.covered < LEAST_WORDS or short.share < ALIKE:
        return "none"
    if short.covered < BRIEF and long.share < BRIEF_ALIKE:
        return "none"
    if min(long.own, short.own) > OWN * max(misread, CLEAN):
        return "none"
    apart = max(APART, APART_SHARE * long.words)
    if short.outside <= WITHIN * short.words and long.outside >= apart:
        return "lies_in" if long.head >= apart else "opens"
    begins_alike = long.head < min(APART, HEAD * long.words)
    return "whole" if _inner(short) >= CLOSE and (_inner(long) >= CLOSE or begins_alike) else "none"


def _inner(side: Side) -> float:
    """Return the share of a text's words that are not outside the shared stretch."""
    return 1 - side.outside / side.words
