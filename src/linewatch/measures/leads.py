"""Who precedes whom: of two actors who took the same side of the same issue, which was the first, and by how much.

This describes an order in time and no more: who came first need not have moved the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from statistics import median

import numpy as np
from numpy.typing import NDArray

from linewatch.kinds.dates import PartialDate
from linewatch.measures.networks.coding import Stance
from linewatch.measures.tempo import lag_days

DRAWS, SHUFFLES = 200, 999
LEAST = 2  # issues and sides, below which an order is a single event
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class First:
    """The first time that an actor took a side of an issue.

    Attributes:
        on: When, as precise as the dates allow; None where none of its statements has a date.
        statements: Those from which that is told.
        sources: The documents that tell of it.
    """

    actor: str
    on: PartialDate | None
    statements: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def occasion(self) -> tuple[str, ...]:
        """What several sides share that were taken at one time in one document."""
        return (*self.sources, self.on.edtf if self.on else "")


@dataclass(frozen=True, slots=True)
class On:
    """Two actors on one side of one issue.

    Attributes:
        side: -1 or 1: towards which pole.
        lag_days_low: The fewest days by which a preceded b; below 0 b was the first; None where it is open.
        lag_days_high: The most.
        share: How often a was the first when the dates are drawn; None where a date is open and the order not sure.
    """

    issue: str
    side: int
    lag_days_low: int | None
    lag_days_high: int | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Lead:
    """How two actors follow each other.

    Attributes:
        a: Who was more often the first.
        b: The other.
        count: On how many sides of issues they met of which the order can be told.
        occasions: On how many occasions: what one document of a's and one of b's tell of several sides is one.
        lead_days_low: The middle of the fewest days by which a preceded b.
        lead_days_high: The middle of the most.
        share: The share of those sides on which a was the first, dates drawn; the same day counts half.
        p_value: How often one of the two, whichever, leads as much when the dates are dealt out anew among those who
            took each side; sides of one occasion are dealt out together.
        on: Each side of an issue on which they met.
        rests_on: The statements.
        why: Why nothing is told; None where something is.
        needed: What would do.
    """

    a: str
    b: str
    count: int
    occasions: int
    lead_days_low: float | None
    lead_days_high: float | None
    share: float | None
    p_value: float | None
    on: tuple[On, ...]
    rests_on: tuple[str, ...]
    why: str | None = None
    needed: str | None = None


Side = tuple[str, int]


def leads(stances: Sequence[Stance], seed: int = 1) -> tuple[Lead, ...]:
    """Return all pairs of actors who met on a side of an issue, the surest lead first.

    Args:
        stances: Any number; a stance of 0 is on no side.
        seed: Keys the draws of dates and the shuffles.
    """
    sides = _sides(stances)
    ahead = {side: _ahead(firsts, seed) for side, firsts in sides.items()}
    shuffled = {side: _shuffled(square, seed, at) for at, (side, square) in enumerate(ahead.items())}
    actors = sorted({first.actor for firsts in sides.values() for first in firsts})
    found = [
        lead for a, b in combinations(actors, 2) if (lead := _lead(a, b, sides, ahead, shuffled)) is not None
    ]
    return tuple(sorted(found, key=lambda lead: (lead.why is not None, lead.p_value or 0.0, lead.a, lead.b)))


def _sides(stances: Sequence[Stance]) -> dict[Side, tuple[First, ...]]:
    """Return for each side of each issue, in order, when each actor first took it."""
    said: dict[Side, dict[str, list[Stance]]] = {}
    for row in stances:
        if row.stance:
            side = (row.issue, 1 if row.stance > 0 else -1)
            said.setdefault(side, {}).setdefault(row.actor, []).append(row)
    return {
        side: tuple(_first(actor, rows) for actor, rows in sorted(by_actor.items()))
        for side, by_actor in sorted(said.items())
        if len(by_actor) > 1
    }


def _first(actor: str, rows: Sequence[Stance]) -> First:
    """Return when an actor first took a side: not before any of its dates can begin, by the first that surely ends.

    Undated statements may have come sooner; they are left aside, as everything that is not on record is.
    """
    dated = [row for row in rows if row.on is not None]
    if not dated:
        return _told(actor, None, rows)
    ends = [row.on.latest for row in dated if row.on and row.on.latest]
    surely = min(ends) if ends else None
    # A date that begins after another surely ended is of a later time.
    early = [
        row
        for row in dated
        if surely is None or not (row.on and row.on.earliest and row.on.earliest > surely)
    ]
    begins = [row.on.earliest for row in early if row.on]
    known = [day for day in begins if day is not None]
    earliest = min(known) if len(known) == len(begins) else None
    about = any(row.on.approximate for row in early if row.on)
    return _told(actor, _span(earliest, surely, about), early)


def _told(actor: str, on: PartialDate | None, rows: Sequence[Stance]) -> First:
    statements = tuple(sorted(row.statement for row in rows))
    return First(actor, on, statements, tuple(sorted({row.document for row in rows})))


def _span(earliest: date | None, latest: date | None, about: bool) -> PartialDate:
    low, high = earliest.isoformat() if earliest else "..", latest.isoformat() if latest else ".."
    text = low if low == high else f"{low}/{high}"
    return PartialDate.parse(text + "~" if about and low == high else text)


def _ahead(firsts: Sequence[First], seed: int) -> Floats:
    """Return how often each came before each other when dates are drawn, shape (n, n); nan where it is open.

    A date is drawn with the same chance from all days that it can mean. Where one end is open no day can be
    drawn, and only an order that the other end makes sure is told.
    """
    many = len(firsts)
    days = np.full((DRAWS, many), np.nan)
    for at, first in enumerate(firsts):
        if first.on and first.on.earliest and first.on.latest:
            rng = np.random.default_rng([seed, *first.actor.encode()])
            low, high = first.on.earliest.toordinal(), first.on.latest.toordinal()
            days[:, at] = rng.integers(low, high + 1, size=DRAWS)
    before = (days[:, :, None] < days[:, None, :]) + (days[:, :, None] == days[:, None, :]) / 2
    share = before.mean(axis=0)
    for i, j in combinations(range(many), 2):
        if np.isnan(days[0, i]) or np.isnan(days[0, j]):
            share[i, j], share[j, i] = _sure(firsts[i].on, firsts[j].on)
        else:
            share[j, i] = 1 - share[i, j]
    np.fill_diagonal(share, np.nan)
    return share


def _sure(one: PartialDate | None, other: PartialDate | None) -> tuple[float, float]:
    """Return 1 and 0, or 0 and 1, where one date surely comes before the other."""
    if one and other and one.latest and other.earliest and one.latest < other.earliest:
        return 1.0, 0.0
    if one and other and other.latest and one.earliest and other.latest < one.earliest:
        return 0.0, 1.0
    return np.nan, np.nan


def _shuffled(square: Floats, seed: int, side: int) -> NDArray[np.int64]:
    """Return orders in which the dates on a side are dealt out anew, shape (n_shuffles, n_actors)."""
    rng = np.random.default_rng([seed, 1, side])
    return rng.permuted(np.tile(np.arange(len(square)), (SHUFFLES, 1)), axis=1)


def _lead(
    a: str,
    b: str,
    sides: Mapping[Side, tuple[First, ...]],
    ahead: Mapping[Side, Floats],
    shuffled: Mapping[Side, NDArray[np.int64]],
) -> Lead | None:
    """Return how two actors follow each other; None where they met on no side."""
    met = {
        side: (names.index(a), names.index(b))
        for side, firsts in sides.items()
        if a in (names := [first.actor for first in firsts]) and b in names
    }
    if not met:
        return None
    rests_on = tuple(
        dict.fromkeys(one for side, pair in met.items() for at in pair for one in sides[side][at].statements)
    )
    told = {side: pair for side, pair in met.items() if not np.isnan(ahead[side][pair])}
    share = float(np.mean([ahead[side][pair] for side, pair in told.items()])) if told else None
    if share is not None and share < 0.5:
        a, b, share = b, a, 1 - share
        met, told = ({side: (j, i) for side, (i, j) in pairs.items()} for pairs in (met, told))
    on = tuple(_on(side, pair, sides[side], ahead[side]) for side, pair in met.items())
    if share is None:
        why = "no date tells which of the two came first on any side of an issue that both took"
        return Lead(a, b, 0, 0, None, None, None, None, on, rests_on, why, "a date of both, however rough")
    lags = [row for row in on if row.share is not None]
    lows = [row.lag_days_low for row in lags if row.lag_days_low is not None]
    highs = [row.lag_days_high for row in lags if row.lag_days_high is not None]
    occasions = _occasions(told, sides)
    return Lead(
        a,
        b,
        len(told),
        len(occasions),
        float(median(lows)) if len(lows) == len(lags) else None,
        float(median(highs)) if len(highs) == len(lags) else None,
        share,
        _chance(share, occasions, ahead, shuffled),
        on,
        rests_on,
    )


def _on(side: Side, pair: tuple[int, int], firsts: Sequence[First], ahead: Floats) -> On:
    lag = lag_days(firsts[pair[0]].on, firsts[pair[1]].on, follows=False)
    share = float(ahead[pair])
    return On(side[0], side[1], lag.low, lag.high, None if np.isnan(share) else share)


Occasion = tuple[tuple[Side, tuple[int, int]], int]


def _occasions(
    told: Mapping[Side, tuple[int, int]], sides: Mapping[Side, tuple[First, ...]]
) -> tuple[Occasion, ...]:
    """Return one side of each occasion, and how many sides it stands for.

    Who takes four sides in one speech came first once, not four times.
    """
    grouped: dict[tuple[tuple[str, ...], ...], list[tuple[Side, tuple[int, int]]]] = {}
    for side, (i, j) in told.items():
        grouped.setdefault((sides[side][i].occasion, sides[side][j].occasion), []).append((side, (i, j)))
    return tuple((rows[0], len(rows)) for rows in grouped.values())


def _chance(
    share: float,
    occasions: Sequence[Occasion],
    ahead: Mapping[Side, Floats],
    shuffled: Mapping[Side, NDArray[np.int64]],
) -> float:
    """Return how often shuffled dates give a share as far from even, the one found counted once.

    Two-sided: who of the two is called the first is read off the same dates, so that both orders count against it.
    A pair whose order cannot be told once its dates are dealt out anew counts as even.
    """
    drawn = np.zeros(SHUFFLES)
    for (side, (i, j)), many in occasions:
        orders = shuffled[side]
        values = ahead[side][orders[:, i], orders[:, j]]
        drawn += many * np.where(np.isnan(values), 0.5, values)
    sides = sum(many for _, many in occasions)
    as_far = np.abs(drawn / sides - 0.5) >= abs(share - 0.5) - 1e-9
    return float((1 + as_far.sum()) / (1 + SHUFFLES))
