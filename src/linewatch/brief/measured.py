"""What was measured, as a brief is told of it: numbers with their ranges, and the rows that each rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from linewatch.kinds.citations import Citation

Row = tuple[str, str]  # a table and an id, e.g. ("statements", "secret_speech_man")


class Estimate(NamedTuple):
    """A number with its 90 % interval."""

    mid: float
    low: float
    high: float

    @property
    def holds_zero(self) -> bool:
        """Whether the interval does not lie on one side of 0."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A figure that was drawn elsewhere; title is its caption."""

    svg: str
    narrow_svg: str
    title: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What a line did between two neighbouring statements.

    Attributes:
        verdict: ``break``, ``continuation`` or ``cannot tell``.
        chance: Of a break, from 0 to 1.
        size: In steps of the scale.
        since: Date of the earlier statement, as EDTF.
        until: Date of the later one.
        events: Ids of those that lie, or may lie, between them.
    """

    verdict: str
    chance: float
    size: Estimate
    since: str
    until: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an actor stands on an issue at a date.

    Attributes:
        on: As EDTF; None where there is no date.
        stance: None where no statement tells it.
        distance: From the centre's line; None where that has none.
        statements: How many it rests on, all dates taken together.
        undated: How many of them have no date.
        by: Ids of the statements of that date; at the end of the record of all.
        at_end: Whether it is the estimate at the end of the record.
        analyst: Whether the actor looks on and is no member of the movement.
    """

    actor: str
    issue: str
    on: str | None
    stance: Estimate | None
    distance: Estimate | None
    statements: int
    by: tuple[str, ...] = ()
    undated: int = 0
    at_end: bool = True
    analyst: bool = False
    shift: Shift | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePoint:
    """A line read off on a day."""

    actor: str
    issue: str
    on: date
    stance: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """Two issues of one tree on which an actor stands apart; difference is the first less the second."""

    actor: str
    issue: str
    other: str
    difference: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsAndDeeds:
    """What an actor says of independence beside what it did.

    Attributes:
        others: Whose words and deeds count with its own.
        words: From -2, none, to +2; None where it said nothing of it.
        said: Ids of those statements.
        share: Of the calls it obeyed, of the centre's deeds those that hold others to the line; None where refused.
        cases: How many that share is of.
        answers: Ids of the rows that obey or disobey a call, and of the calls.
        open_calls: How many calls have no answer on record.
        deeds: Ids by kind.
        lags: Lines taken after the centre: issue, fewest and most days between, and the two statements.
        verdict: What the intervals allow one to say.
    """

    actor: str
    others: tuple[str, ...]
    words: Estimate | None
    said: tuple[str, ...]
    share: Estimate | None
    cases: int
    answers: tuple[Row, ...]
    open_calls: int
    deeds: tuple[tuple[str, tuple[str, ...]], ...]
    lags: tuple[tuple[str, int, int, str, str], ...]
    verdict: str

    @property
    def rests_on(self) -> frozenset[Row]:
        """All rows behind it."""
        deeds = {("deeds", ident) for _, ids in self.deeds for ident in ids}
        lags = {("statements", ident) for lag in self.lags for ident in lag[3:]}
        return frozenset({("statements", ident) for ident in self.said} | deeds | lags | set(self.answers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """The statements that have something in common, and how the centre took them.

    Attributes:
        by: What they have in common: ``all``, ``act``, ``target`` or ``issue``.
        value: Which act, target or issue.
        statements: How many there are.
        reactions: To how many a reaction is on record.
        rebuked: How many of these were rebuked.
        share: rebuked of reactions.
        stopped: How many were rebuked, censored, cut or edited.
        stopped_share: stopped of reactions.
        cases: Ids of the statements with a reaction.
    """

    by: str
    value: str
    statements: int
    reactions: int
    rebuked: int
    share: Estimate
    stopped: int
    stopped_share: Estimate
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryCase:
    """A statement of another, and how the centre took it.

    Attributes:
        reaction: What kind; nothing where none is on record.
        rows: The rows that say so.
        named: Whether these name this part of what was said.
        place: Its place among all statements by nearness to the boundary; None where that cannot be told.
        distance: From the centre's own code on the issue, in steps; None where that is not known.
    """

    statement: str
    reaction: str
    rows: tuple[Row, ...]
    named: bool
    place: int | None
    distance: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """How the centre took what others said.

    Attributes:
        shares: What rebuked statements have in common, all of them first.
        cases: The nearest to the boundary first.
        modelled: Whether cases are ranked by a model of the chance of a rebuke, and not by mere likeness.
    """

    shares: tuple[Reacted, ...]
    cases: tuple[BoundaryCase, ...]
    modelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Camps:
    """A split into two camps.

    Attributes:
        party: Inside which; None for all actors.
        camps: The actors of each; none where it was refused.
        apart: Of whom nothing can be told.
        value: The share of ties that the split leaves wrong, from 0 to 1.
        one_camp: The same, were all one camp.
        sure: Whether draws of sources bear it out; None where they could not be made.
        rests_on: Ids of statements.
    """

    party: str | None
    camps: tuple[tuple[str, ...], ...]
    apart: tuple[str, ...]
    frustrated: float
    one_camp: float
    sure: bool | None
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneCentre:
    """Whether ties run to one actor.

    Attributes:
        value: 0 all alike, 1 all ties of one actor.
        interval: None where sources are too few.
        expected: What chance gives where each actor keeps its activity.
        p_value: How often chance gives as much.
        most: Who has most ties.
        rests_on: Ids of that actor's statements.
    """

    value: float
    interval: tuple[float, float] | None
    expected: float
    p_value: float
    most: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Who was first on the same side of an issue, by how many days, and how often chance alone gives that.

    An end of the days is None where a date is open there.
    """

    first: str
    second: str
    issue: str
    days: tuple[int | None, int | None]
    p_value: float
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Who moves with whom; leads are those that could be tested, untold how many could not."""

    figure: Drawn | None = None
    camps: tuple[Camps, ...] = ()
    one_centre: OneCentre | None = None
    untested: int = 0
    ties: int = 0
    leads: tuple[Lead, ...] = ()
    untold: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Whether actors who differ in an attribute differ in what they did.

    Attributes:
        outcome: ``answered``, ``days`` or ``criticised``.
        groups: By value of the attribute: how many actors, and of how many the outcome is told to be so.
        effect: Difference of shares; None where there is none.
        p_value: None where it could not be tested.
        p_least: The least that so few actors could give.
        why: Why it could not be tested.
        cites: What it rests on.
    """

    attribute: str
    outcome: str
    groups: tuple[tuple[str, int, int | None], ...]
    effect: Estimate | None
    p_value: float | None
    p_least: float | None
    why: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Two attributes that may explain the same: how many actors have both told."""

    a: str
    b: str
    actors: int
    inseparable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreed:
    """How many statements coders read differently.

    Attributes:
        statements: In all.
        apart: With different stances.
        taking: Where one found a stance and another none.
    """

    statements: int
    apart: int
    taking: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Personnel:
    """Leaders against the plan: the chart, and the deeds by how they stand to the plan."""

    figure: Drawn | None = None
    fits: tuple[tuple[str, tuple[str, ...]], ...] = ()
    plans: tuple[str, ...] = ()
