"""Two aligned clauses: what stands unchanged in both, and the gaps between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linewatch.measures.shifts.lexicon import Lexicon
from linewatch.measures.shifts.values import Span, Token


@dataclass(frozen=True, slots=True)
class Clauses:
    """Two clauses with their alignment.

    Attributes:
        a: Words of A's clause.
        b: Words of B's.
        pairs: Numbers of words of a and b that stand for each other.
    """

    a: tuple[Token, ...]
    b: tuple[Token, ...]
    pairs: tuple[tuple[int, int], ...]

    @property
    def same(self) -> dict[int, int]:
        """Words of A that stand unchanged in B, with their places there."""
        return {i: j for i, j in self.pairs if self.a[i].word == self.b[j].word}


@dataclass(frozen=True, slots=True)
class Gaps:
    """Two clauses with what stands unchanged in both.

    Attributes:
        clauses: The two.
        lexicon: Of their language.
        same: Words of A that stand unchanged in B, with their places there.
        back: The same from B to A.
        a: For each word of A the number of the gap between unchanged words in which it stands.
        b: For each word of B.
    """

    clauses: Clauses
    lexicon: Lexicon
    same: dict[int, int]
    back: dict[int, int]
    a: list[int]
    b: list[int]

    @classmethod
    def of(cls, clauses: Clauses, lexicon: Lexicon) -> Gaps:
        """Return the gaps of two clauses."""
        same = clauses.same
        back = {j: i for i, j in same.items()}
        return cls(
            clauses, lexicon, same, back, _numbered(len(clauses.a), same), _numbered(len(clauses.b), back)
        )

    def lone(self, side: str, gap: int) -> list[int]:
        """Return the changed words of one side in a gap."""
        numbers, unchanged = (self.a, self.same) if side == "a" else (self.b, self.back)
        return [n for n, own in enumerate(numbers) if own == gap and n not in unchanged]


def _numbered(n: int, unchanged: dict[int, int]) -> list[int]:
    found, gap = list[int](), 0
    for place in range(n):
        gap += place in unchanged
        found.append(gap)
    return found


def place(words: Sequence[Token], start: int, end: int) -> Span:
    """Return where words lie in the text."""
    return Span(words[start].start, words[end - 1].end)
