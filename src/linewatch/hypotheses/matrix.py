"""A question as the weighing takes it: hypotheses, items of evidence, what analysts judged of each pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """A chance as a range of shares from 0 to 1; both ends the same for a single number."""

    low: float
    high: float


SURE = Span(1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One hypothesis.

    Attributes:
        id: Its id.
        name: What it says.
        prior: How likely it is before the evidence; None for an equal part of what is left.
        rest: Whether it stands for all that no other says.
    """

    id: str
    name: str
    prior: float | None = None
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of evidence.

    Attributes:
        id: Its id; draws are keyed by it, so that taking out another item changes none of its draws.
        name: What would be seen.
        state: seen; absent (looked for, not found); open (not yet looked for: weighs nothing, may be wanted next).
        kind: Of `EvidenceKinds`; argument and assumption are told apart in what the result hangs on.
        source: From whom it comes; items of one source draw its reliability together.
        group: The group it shares a source or a cause with.
        reliability: The chance that the source tells anything at all; else it tells nothing.
        holds: The chance that what is told is so: at 0.5 it tells nothing, below it tells for the contrary.
        seen: For an absent or open item, the chance that it would have been seen if it were there.
        cost: Of looking for it, in the analyst's own measure.
        look_for: The words by which it would show.
    """

    id: str
    name: str
    state: Literal["seen", "absent", "open"] = "seen"
    kind: str = "passage"
    source: str | None = None
    group: str | None = None
    reliability: Span = SURE
    holds: Span = SURE
    seen: Span = SURE
    cost: float | None = None
    look_for: str | None = None


class Place(NamedTuple):
    """Where one judgement stands: an item, a hypothesis, who judged."""

    item: str
    hypothesis: str
    analyst: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """All that is weighed on one question.

    Attributes:
        question: Its id.
        name: The question itself.
        several: Whether several hypotheses may each contribute; else exactly one is true.
        candidates: The hypotheses, "something else" among them.
        items: The evidence.
        dependence: By group, from 0 (each item tells as much as alone) to 1 (all together tell as much as one).
        cells: How likely one would see an item if a hypothesis were true, as each analyst judged it.
        opinions: How likely an analyst holds a hypothesis to be without the matrix: (hypothesis, analyst).
        ladder: The words of the question's scale with their ranges, ascending: what a judgement may be changed to.
    """

    question: str
    name: str
    several: bool
    candidates: tuple[Candidate, ...]
    items: tuple[Item, ...]
    dependence: Mapping[str, float] = field(default_factory=dict[str, float])
    cells: Mapping[Place, Span] = field(default_factory=dict[Place, Span])
    opinions: Mapping[tuple[str, str], Span] = field(default_factory=dict[tuple[str, str], Span])
    ladder: tuple[tuple[str, Span], ...] = ()

    @property
    def analysts(self) -> tuple[str, ...]:
        """Who judged at least one pair, in order of name."""
        return tuple(sorted({place.analyst for place in self.cells}))
