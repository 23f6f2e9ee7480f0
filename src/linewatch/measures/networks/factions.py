"""The centre's factions: each actor's stances set against each faction's, where they spoke on the same issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from linewatch.kinds.refusals import Refusal
from linewatch.kinds.trees import is_below
from linewatch.measures.intervals import LEVEL
from linewatch.measures.networks.asked import LEAST_DOCUMENTS, LEAST_OF_ACTOR, Asked
from linewatch.measures.networks.coding import Stance
from linewatch.measures.networks.counting import Counts, Floats, count
from linewatch.measures.networks.resampling import interval
from linewatch.measures.networks.ties import ties


@dataclass(frozen=True, slots=True)
class Against:
    """One actor set against one faction.

    Attributes:
        value: (congruence - conflict) / (congruence + conflict): 1 the same stances, -1 opposite ones.
        low: Lower end of its interval; None where the sources are too few.
        high: Upper end.
        issues: On which issues both spoke.
        rests_on: The statements of both on them.
        refused: Why there is no interval; None where there is one.
    """

    actor: str
    faction: str
    value: float
    low: float | None
    high: float | None
    issues: tuple[str, ...]
    rests_on: tuple[str, ...]
    refused: Refusal | None


@dataclass(frozen=True, slots=True)
class Nearest:
    """To which faction an actor stands nearest, if that can be told.

    Attributes:
        faction: Which; None where it cannot be told.
        share: In which share of draws of sources it is the nearest.
        refused: Why it cannot be told.
    """

    actor: str
    faction: str | None
    share: float | None
    refused: Refusal | None


@dataclass(frozen=True, slots=True)
class Factions:
    """What can be said of a centre's factions."""

    factions: tuple[str, ...]
    rows: tuple[Against, ...]
    nearest: tuple[Nearest, ...]


def factions(
    stances: Sequence[Stance],
    centre: str,
    parents: Mapping[str, str | None],
    asked: Asked,
) -> Factions:
    """Return each actor outside the centre against each faction inside it.

    Args:
        stances: One at least.
        centre: The centre; whoever belongs to it and took stances of his own is a faction of it here.
        parents: To whom each actor belongs.
        asked: How stances are counted; the kind of tie and its normalising do not matter here.
    """
    counts = count(stances, asked.once)
    inside = [
        at for at, name in enumerate(counts.actors) if name != centre and is_below(name, centre, parents)
    ]
    outside = [at for at, name in enumerate(counts.actors) if name != centre and at not in inside]
    balance = _balance(counts.table(), counts, asked.span)
    drawn = _drawn(counts, asked) if inside and len(counts.documents) >= LEAST_DOCUMENTS else None
    rows = [
        _against(counts, stances, (i, j), balance, drawn)
        for i in outside
        for j in inside
        if not np.isnan(balance[i, j])
    ]
    return Factions(
        tuple(counts.actors[at] for at in inside),
        tuple(rows),
        tuple(_nearest(counts.actors, at, inside, balance, drawn) for at in outside if inside),
    )


def _balance(table: Floats, counts: Counts, span: float) -> Floats:
    """Return (congruence - conflict) / (congruence + conflict) of all pairs; nan where no issue is shared."""
    found = ties(table, counts.levels, span)
    shared = np.where(found.shared > 0, found.shared, np.nan)
    return found.of("subtract") / shared


def _drawn(counts: Counts, asked: Asked) -> Floats:
    rng = np.random.default_rng([asked.seed, 3])
    sources = len(counts.documents)
    weights = rng.multinomial(sources, np.full(sources, 1 / sources), size=asked.resamples).astype(np.float64)
    return np.stack([_balance(counts.table(row), counts, asked.span) for row in weights])


def _against(
    counts: Counts, stances: Sequence[Stance], pair: tuple[int, int], balance: Floats, drawn: Floats | None
) -> Against:
    actor, faction = (counts.actors[at] for at in pair)
    spoke = [{row.issue for row in stances if row.actor == name} for name in (actor, faction)]
    issues = tuple(sorted(spoke[0] & spoke[1]))
    rests_on = tuple(
        row.statement for row in stances if row.issue in issues and row.actor in (actor, faction)
    )
    low = high = None
    refused = _no_interval(counts, pair, drawn)
    if drawn is not None and refused is None:
        values = drawn[:, pair[0], pair[1]]
        low, high = interval(values[~np.isnan(values)], LEVEL)
    return Against(actor, faction, float(balance[pair]), low, high, issues, rests_on, refused)


def _no_interval(counts: Counts, pair: tuple[int, int], drawn: Floats | None) -> Refusal | None:
    if drawn is None:
        many = len(counts.documents)
        return Refusal(
            f"all rests on {many} source{'' if many == 1 else 's'}",
            f"statements from at least {LEAST_DOCUMENTS} documents",
        )
    fewest = min(pair, key=lambda at: int(counts.sources()[at]))
    if (sources := int(counts.sources()[fewest])) < LEAST_OF_ACTOR:
        return Refusal(
            f"only {sources} source tells of {counts.actors[fewest]}",
            f"statements of each from at least {LEAST_OF_ACTOR} documents",
        )
    return None


def _nearest(
    actors: Sequence[str], at: int, inside: Sequence[int], balance: Floats, drawn: Floats | None
) -> Nearest:
    """Return the faction an actor is nearest to, in so many draws of sources that it can be told."""
    name = actors[at]
    met = [j for j in inside if not np.isnan(balance[at, j])]
    if not met:
        return _cannot(name, "it spoke on no issue on which a faction did", "stances of both on one issue")
    if len(inside) < 2 or len(met) < 2:
        return _cannot(
            name,
            "only one faction spoke on its issues, so that there is nothing to compare with",
            "stances of two factions on the actor's issues",
        )
    if drawn is None:
        return _cannot(
            name,
            "the sources are too few to tell how surely one is nearer than the other",
            f"statements from at least {LEAST_DOCUMENTS} documents",
        )
    values = drawn[:, at, met]
    whole = values[~np.isnan(values).any(axis=1)]
    best = int(np.nanargmax(balance[at, met]))
    if not len(whole):
        return _cannot(
            name, "no draw of sources holds all of them", "more documents that tell of each faction"
        )
    others = np.delete(whole, best, axis=1).max(axis=1)
    share = float((whole[:, best] > others).sum() / len(whole))
    if share < LEVEL:
        return Nearest(
            name,
            None,
            share,
            Refusal(
                f"the nearest is so in {share:.0%} of draws of the sources only", "more documents on both"
            ),
        )
    return Nearest(name, actors[met[best]], share, None)


def _cannot(actor: str, why: str, needed: str) -> Nearest:
    return Nearest(actor, None, None, Refusal(why, needed))
