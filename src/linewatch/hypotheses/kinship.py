"""Which items of evidence echo one another: groups proposed, never applied, each tie with its reason.

A tie is the chance that two items tell the same thing twice; several reasons add up as independent chances do. Items
of one source stay together, as the weighing takes them. From there groups are joined from the strongest tie down, and
only where on average more than half of a tie stands between the members of the one and the members of the other
(average linkage: Sokal & Michener 1958, Univ. Kansas Sci. Bull. 38, 1409): a chain of items of which each echoes only
the next is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np

from linewatch.hypotheses.kinship_ties import FULL, Reason, Shared, Traced, reasons

# More than this, of a whole tie, between every two members on average: at a half, a chain of three would be one group.
LEAST_TIE = 0.5

Pair = tuple[str, str]


class Tie(NamedTuple):
    """Two items that echo one another.

    Attributes:
        strength: From 0 to 1: 1 − Π (1 − strength of each reason).
    """

    first: str
    second: str
    strength: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Items that might be one group.

    Attributes:
        items: Those that are in no group yet.
        joins: The group on record that they would join; None for a new one.
        ties: Every tie among them and to the members of the group that they would join, strongest first.
        cohesion: The mean strength over all pairs of its members, pairs without a tie at 0.
        outside: Ties to items that were not taken in: too loose with the rest, or already in another group.
    """

    items: tuple[str, ...]
    joins: str | None
    ties: tuple[Tie, ...]
    cohesion: float
    outside: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Kinship:
    """What echoes what.

    Attributes:
        proposals: The largest first.
        loose: Ties of two items that no proposal holds together, strongest first.
    """

    proposals: tuple[Proposal, ...]
    loose: tuple[Tie, ...]


def kinship(items: Sequence[Traced], wording: Iterable[Shared] = (), least: float = LEAST_TIE) -> Kinship:
    """Return which items of one question echo one another and in what groups they might be put.

    Args:
        items: All items of the question, with where they come from; ids unique.
        wording: Pairs of items whose texts share wording, as measured elsewhere.
        least: The tie from 0 to 1 above which two items, or on average two groups, belong together.
    """
    ties = _ties(items, wording)
    held = {item.id: item.group for item in items}
    strong = {pair: tie for pair, tie in ties.items() if tie.strength > least}
    clusters = _joined(_blocks(items, least), held, strong, least)
    found = [_proposal(cluster, held, strong) for cluster in clusters]
    proposals = [one for one in found if one.items and len(one.items) + bool(one.joins) > 1]
    placed = {(tie.first, tie.second) for one in proposals for tie in (*one.ties, *one.outside)}
    loose = [tie for pair, tie in strong.items() if pair not in placed and not _together(pair, held)]
    proposals.sort(key=lambda one: (-len(one.items), -one.cohesion, one.items))
    return Kinship(tuple(proposals), _ordered(loose))


def _ties(items: Sequence[Traced], wording: Iterable[Shared]) -> dict[Pair, Tie]:
    said = {frozenset((one.first, one.second)): one for one in wording}
    found: dict[Pair, Tie] = {}
    for first, second in combinations(items, 2):
        why = reasons(first, second, said.get(frozenset((first.id, second.id))))
        if why:
            missing = 1.0
            for one in why:
                missing *= 1 - one.strength
            found[first.id, second.id] = Tie(first.id, second.id, 1 - missing, why)
    return found


def _blocks(items: Sequence[Traced], least: float) -> list[list[str]]:
    """Return the items in no group, those of one source together.

    The weighing takes items of one source as one where no group says otherwise: a group that took one of them away
    from the rest would undo that.
    """
    found: dict[str, list[str]] = {}
    for item in items:
        if item.group is None:
            alone = item.source is None or FULL["source"] <= least
            found.setdefault(f"item {item.id}" if alone else f"source {item.source}", []).append(item.id)
    return list(found.values())


def _joined(
    blocks: Sequence[list[str]],
    held: Mapping[str, str | None],
    ties: Mapping[Pair, Tie],
    least: float,
) -> list[tuple[str, ...]]:
    """Return the clusters of average linkage; groups on record stay whole and apart from one another."""
    clusters: list[list[str]] = []
    for group in dict.fromkeys(held.values()):
        clusters += [[one for one in held if held[one] == group]] if group is not None else []
    clusters += blocks
    at = {one: place for place, members in enumerate(clusters) for one in members}
    total = np.zeros((len(clusters), len(clusters)))
    for (first, second), tie in ties.items():
        total[at[first], at[second]] += tie.strength
        total[at[second], at[first]] += tie.strength
    size = np.array([len(members) for members in clusters], dtype=np.float64)
    kept = np.array([held[members[0]] is not None for members in clusters])
    while len(clusters) > 1:
        mean = np.where(
            np.outer(kept, kept) | np.eye(len(size), dtype=bool), 0.0, total / np.outer(size, size)
        )
        a, b = divmod(int(np.round(mean, 12).argmax()), len(size))
        if mean[a, b] <= least:
            break
        # A group on record keeps its name: its members come first, so that the cluster is known by it.
        a, b = (b, a) if kept[b] else (a, b)
        clusters[a] += clusters[b]
        clusters[b] = []
        total[a] += total[b]
        total[:, a] += total[:, b]
        total[b], total[:, b] = 0.0, 0.0
        size[a] += size[b]
    return [tuple(members) for members in clusters if members]


def _proposal(cluster: Sequence[str], held: Mapping[str, str | None], ties: Mapping[Pair, Tie]) -> Proposal:
    inside = set(cluster)
    new = tuple(one for one in cluster if held[one] is None)
    within = [tie for pair, tie in ties.items() if inside.issuperset(pair) and not _together(pair, held)]
    across = [
        tie for pair, tie in ties.items() if len(inside.intersection(pair)) == 1 and set(new) & set(pair)
    ]
    pairs = len(cluster) * (len(cluster) - 1) / 2
    cohesion = (
        sum(tie.strength for pair, tie in ties.items() if inside.issuperset(pair)) / pairs if pairs else 0.0
    )
    return Proposal(new, held[cluster[0]], _ordered(within), cohesion, _ordered(across))


def _together(pair: Pair, held: Mapping[str, str | None]) -> bool:
    """Return whether both stand in one group on record already."""
    return held[pair[0]] is not None and held[pair[0]] == held[pair[1]]


def _ordered(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    return tuple(sorted(ties, key=lambda tie: (-tie.strength, tie.first, tie.second)))
