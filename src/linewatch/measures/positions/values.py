"""What goes into positions and what comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from linewatch.kinds.said import Actor, Coding, Event, Form, Issue, Statement

Verdict = Literal["break", "continuation", "cannot tell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a case on which positions rest.

    Attributes:
        centre: The actor against whom distance is measured; None where the case names none.
    """

    statements: Sequence[Statement]
    codings: Sequence[Coding] = ()
    actors: Sequence[Actor] = ()
    issues: Sequence[Issue] = ()
    events: Sequence[Event] = ()
    forms: Sequence[Form] = ()
    centre: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no number, and how much would do."""

    why: str
    needed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """What a line did between two neighbouring statements beyond its walk.

    Attributes:
        size: In steps of the stance scale.
        low: Lower end of the interval.
        high: Upper end.
        since: Date of the earlier statement, as EDTF.
        until: Date of the later one.
        events: Stated events that lie, or may lie, between them.
        verdict: Whether the line broke there, went on, or neither can be said.
        chance: Of a break, from 0 to 1.
    """

    size: float
    low: float
    high: float
    since: str
    until: str
    events: tuple[str, ...]
    verdict: Verdict
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where an actor stands on an issue at a date.

    Attributes:
        on: As EDTF; for the date of a statement, as the record has it; empty where the record has no date at all.
        stance: In units of the stance scale; a line may lie beyond its ends. None where refused.
        distance: Stance less the centre's at that date; 0 for the centre itself, None where it has no line there.
        jump: Between this statement and the one before it.
        statements: How many of the actor's statements on the issue it rests on, all dates taken together.
        undated: How many of them have no date.
        by: The ids of those of that date; at the end of the record or on a given day, of all.
        last: Whether it is the row at the end of the record.
        analyst: Whether the actor looks on and is no member of the movement.
        refused: Why there is no stance.
        no_distance: Why there is no distance though there is a stance.
        no_jump: Why jumps were not looked for; None where they were.
    """

    actor: str
    issue: str
    on: str
    stance: float | None = None
    low: float | None = None
    high: float | None = None
    distance: float | None = None
    distance_low: float | None = None
    distance_high: float | None = None
    jump: Jump | None = None
    statements: int = 0
    undated: int = 0
    by: tuple[str, ...] = ()
    last: bool = False
    analyst: bool = False
    refused: Refusal | None = None
    no_distance: Refusal | None = None
    no_jump: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Branching:
    """How an actor's lines on two branches of the issue tree differ at the end of the record: first less second."""

    actor: str
    issue: str
    other: str
    on: str
    difference: float
    low: float
    high: float
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """All that was found.

    Attributes:
        rows: By actor, issue and date.
        branches: Pairs of issues of one tree on which one actor has statements.
        no_branches: Why such pairs were not looked for; None where they were.
        left_out: Statements that could not be used, by id, and why.
        estimated: What was estimated from the case itself, each with its interval.
    """

    rows: tuple[Position, ...]
    branches: tuple[Branching, ...] = ()
    no_branches: Refusal | None = None
    left_out: Mapping[str, str] = field(default_factory=dict[str, str])
    estimated: Mapping[str, tuple[float, float, float]] = field(
        default_factory=dict[str, tuple[float, float, float]]
    )
