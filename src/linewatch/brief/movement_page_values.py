"""What runs of the movement gave, as the page of a simulation needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from linewatch.kinds.citations import Citation

WHOLE, EVERYBODY = "movement", "all"


class Ends(NamedTuple):
    """The ends of a range."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What runs show of one outcome for one actor and stratum on one day; shares, or differences of shares.

    Attributes:
        day: The day.
        mid: The mean of all runs.
        span: What 90 of 100 runs span; None for a single run.
        sure: The 90 % Monte Carlo interval of the mean; None for a single run.
    """

    day: date
    mid: float
    span: Ends | None
    sure: Ends | None


Key = tuple[str, str, str]  # outcome, actor, stratum


@dataclass(frozen=True, slots=True)
class Dated:
    """An event as a scenario has it: its kind, its day (None is never) and its strength."""

    id: str
    kind: str
    on: date | None
    strength: float


@dataclass(frozen=True, slots=True)
class Ran:
    """A scenario that was run.

    Attributes:
        name: As results name it.
        title: What it is called.
        tells: What it changes.
        structure: Which structure held.
        assumed: Whether the parts that are assumed were on.
        off: Mechanisms that were off.
        starts: First day.
        ends: Last day.
        events: Its events.
    """

    name: str
    title: str
    tells: str
    structure: str
    assumed: bool
    off: tuple[str, ...]
    starts: date
    ends: date
    events: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A pattern the documents tell.

    Attributes:
        id: Its id.
        says: What it says.
        blocks: Where the documents say it.
        share: Of the runs, how many meet it; None where it cannot be held against them.
        why: Why it cannot.
    """

    id: str
    says: str
    blocks: tuple[str, ...]
    share: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Width:
    """How wide an outcome's difference is for the whole movement.

    Attributes:
        name: The outcome.
        span: What 90 of 100 runs span, as a share.
        mean: How wide the 90 % interval of the mean is.
        paired_runs: Runs needed for that, as a share of those with dice of their own; None where nothing varies.
    """

    name: str
    span: float
    mean: float
    paired_runs: float | None


@dataclass(frozen=True, slots=True)
class Thinned:
    """A party of which not every member was run: how many one stands for, how many were kept of how many."""

    name: str
    factor: int
    kept: int
    members: int


@dataclass(frozen=True, slots=True)
class Simulated:
    """All that a page of a simulation tells.

    Attributes:
        movement: What the movement is called.
        scenario: What was run.
        against: What it was set against; None for nothing.
        runs: Runs of each.
        seed: Seed of all draws.
        hash: Of the state at the end of all runs.
        limits: What it cannot say, each with where the documents say so.
        actors: Names by id, in their order, without the whole.
        blocks: Names of those that stand for several parties.
        outcomes: What each outcome is, by name.
        seen: The scenario's outcomes, by outcome, actor and stratum, each by day.
        differences: Scenario less baseline, likewise; empty without a baseline.
        patterns: Patterns held against the runs.
        widths: How wide the differences are, or the outcomes without a baseline.
        thinned: Parties of which not every member was run.
        warrants: Pages behind each mechanism, by its key.
        settings: What decided the result, each a name and a value.
        bare: The same with all that is assumed switched off; None where it was not run.
    """

    movement: str
    scenario: Ran
    against: Ran | None
    runs: int
    seed: int
    hash: str
    limits: tuple[tuple[str, tuple[str, ...]], ...]
    actors: Mapping[str, str]
    blocks: tuple[str, ...]
    outcomes: Mapping[str, str]
    seen: Mapping[Key, tuple[Seen, ...]]
    differences: Mapping[Key, tuple[Seen, ...]]
    patterns: tuple[Held, ...]
    widths: tuple[Width, ...]
    thinned: tuple[Thinned, ...]
    warrants: Mapping[str, tuple[Citation, ...]]
    settings: tuple[tuple[str, str], ...]
    bare: Simulated | None = None
