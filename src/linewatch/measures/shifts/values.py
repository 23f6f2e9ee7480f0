"""What passes between the steps of setting two texts side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal[
    "kept", "reworded", "softened", "hardened", "reversed", "moved", "dropped", "added", "cannot_tell"
]
MIRROR: dict[Kind, Kind] = {
    "softened": "hardened",
    "hardened": "softened",
    "dropped": "added",
    "added": "dropped",
}

# How much a kind matters, for ranking.
HEAVY: dict[Kind, float] = {
    "reversed": 3.0, "hardened": 2.0, "softened": 2.0, "cannot_tell": 1.0, "dropped": 1.0, "added": 1.0,
    "moved": 0.4, "reworded": 0.5, "kept": 0.05,
}  # fmt: skip


class Token(NamedTuple):
    """A word as it is compared.

    Attributes:
        word: Lower case, without hyphens and line breaks, one kind of apostrophe.
        start: Where it begins in the text, in code points.
        end: Where it ends.
        name: Whether it is written as a name is: with a capital, within a sentence.
    """

    word: str
    start: int
    end: int
    name: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text.

    Attributes:
        tokens: Its words.
        cuts: At which of them a clause begins; the first is always one.
        marks: At which a part begins that may have been put in or left out, however short what stands before it.
        end: Where it ends in the text, its stop included.
    """

    tokens: tuple[Token, ...]
    cuts: tuple[int, ...]
    marks: tuple[int, ...]
    end: int

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.tokens[0].start

    @property
    def words(self) -> tuple[str, ...]:
        """Its words as they are compared."""
        return tuple(token.word for token in self.tokens)


class Span(NamedTuple):
    """A place in a text, in code points, half open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    """What shows a change.

    Attributes:
        family: degree, certainty, negation, agency …
        a: Where the words stand in A; None where they were put in.
        b: Where the words stand in B; None where they were left out.
        effect: -1 softens to +1 hardens; 0 for a cue that turns the meaning round.
    """

    family: str
    a: Span | None
    b: Span | None
    effect: float


@dataclass(frozen=True, slots=True)
class Shift:
    """One row: a clause of A, of B, or one of each.

    Attributes:
        kind: What became of it.
        a: Its place in A; None for what was added.
        b: Its place in B; None for what was dropped.
        cues: What shows it, the strongest first.
        likeness: The share of the two clauses' words, by weight, that they have in common: 0 to 1.
        score: How much the row matters, for ranking: the kind's weight times the weight of its words.
        moved: Whether it also stands elsewhere in the order, whatever its kind.
    """

    kind: Kind
    a: Span | None
    b: Span | None
    cues: tuple[Cue, ...] = ()
    likeness: float = 1.0
    score: float = 0.0
    moved: bool = False

    def mirrored(self) -> Shift:
        """Return the row as it is when the two texts change places."""
        cues = tuple(Cue(cue.family, cue.b, cue.a, 0.0 - cue.effect) for cue in self.cues)
        kind = MIRROR.get(self.kind, self.kind)
        return Shift(kind, self.b, self.a, cues, self.likeness, self.score, self.moved)


def words_of(sentences: Sequence[Sentence]) -> list[str]:
    """Return the words of sentences, one after another."""
    return [token.word for sentence in sentences for token in sentence.tokens]
