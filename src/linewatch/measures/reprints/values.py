"""What passes between the steps of setting a copy beside its original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["kept", "moved", "reworded", "dropped", "added"]


class Word(NamedTuple):
    """A word as it is compared, and where it stands in its text, in code points."""

    word: str
    start: int
    end: int


class Unit(NamedTuple):
    """Words of A and words of B that stand for each other; either may be empty."""

    kind: Kind
    a: tuple[int, int]
    b: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One stretch of the original, of the copy, or one of each.

    Attributes:
        kind: What became of it.
        a: Its place in A, in code points, half open; None for what was put in.
        b: Its place in B; None for what was left out.
        words: How many words it has, the larger of both.
        a_words: How many it has of A.
        b_words: How many it has of B.
        run: The number of the change: the pieces of one that is cut by a passage's end share it.
        inside: Of what was left out or put in: whether what stands before and behind it in its text was kept.
        mark: Of what was left out: the sign in B that says so, or None where the copy is silent.
        mark_at: Where that sign stands in B.
        score: How much it matters, for ranking.
    """

    kind: Kind
    a: tuple[int, int] | None
    b: tuple[int, int] | None
    words: int
    a_words: int
    b_words: int
    run: int
    inside: bool | None = None
    mark: str | None = None
    mark_at: tuple[int, int] | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Reprint:
    """A copy beside its original.

    Attributes:
        rows: Every word of both texts is in exactly one, in the order of A; what was put in comes where it stands in B.
        kept_share: Share of A's words that stand in B, moved or not; 0 where A has none.
        moved_share: Share of A's words that stand elsewhere in B.
        own_share: Share of B's words that are not of A, put in or put for others; 0 where B has none.
    """

    rows: Sequence[Row]
    kept_share: float
    moved_share: float
    own_share: float
