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
        lone_by_gap: For A and for B, by gap, the numbers of its changed words.
    """

    clauses: Clauses
    lexicon: Lexicon
    same: dict[int, int]
    back: dict[int, int]
    a: list[int]
    b: list[int]
    lone_by_gap: tuple[dict[int, list[int]], dict[int, list[int]]]

    @classmethod
    def of(cls, clauses: Clauses, lexicon: Lexicon) -> Gaps:
        """Return the gaps of two clauses."""
        same = clauses.same
        back = {j: i for i, j in same.items()}
        a, b = _numbered(len(clauses.a), same), _numbered(len(clauses.b), back)
        return cls(clauses, lexicon, same, back, a, b, (_lone(a, same), _lone(b, back)))

    def lone(self, side: str, gap: int) -> list[int]:
        """Return the changed words of one side in a gap."""
        return self.lone_by_gap["ab".index(side)].get(gap, [])


def _numbered(n: int, unchanged: dict[int, int]) -> list[int]:
    found, gap = list[int](), 0
    for place in range(n):
        gap += place in unchanged
        found.append(gap)
    return found


def _lone(numbers: Sequence[int], unchanged: dict[int, int]) -> dict[int, list[int]]:
    found = dict[int, list[int]]()
    for n, gap in enumerate(numbers):
        if n not in unchanged:
            found.setdefault(gap, []).append(n)
    return found


def place(words: Sequence[Token], start: int, end: int) -> Span:
    """Return where words lie in the text."""
    return Span(words[start].start, words[end - 1].end)
