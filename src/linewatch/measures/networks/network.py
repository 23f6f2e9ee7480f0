"""A network with what can be said of it: ties with intervals, camps, one centre or many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from linewatch.kinds.refusals import Refusal
from linewatch.measures.networks.asked import LEAST_DOCUMENTS, LEAST_OF_ACTOR, Asked
from linewatch.measures.networks.centralization import NULL, centralization, chance, null_values
from linewatch.measures.networks.coding import Stance
from linewatch.measures.networks.counting import Counts, count
from linewatch.measures.networks.resampling import Resampled, central_interval, resampled, tie_interval
from linewatch.measures.networks.ties import Ties, ties
from linewatch.measures.networks.values import Centre, Network, Node, Tie, Wings
from linewatch.measures.networks.wings import Split, frustrated, least_frustrated, one_camp, split


def network(stances: Sequence[Stance], asked: Asked) -> Network:
    """Return the network of some stances.

    Args:
        stances: At least one.
        asked: Which ties, and how they are counted; with which seed their sources are drawn.
    """
    counts = count(stances, asked.once)
    table = counts.table()
    found = ties(table, counts.levels, asked.span, asked.normalise)
    parted, kept = _parted(found, asked)
    drawn = (
        resampled(counts, asked, parted, kept, asked.resamples)
        if _enough(counts) and asked.resamples
        else None
    )
    camp, apart = _camps(counts.actors, parted, kept, asked.centre)
    strength = np.maximum(found.of(asked.kind), 0).sum(axis=1)
    sources = counts.sources()
    nodes = tuple(
        Node(
            actor,
            camp.get(actor),
            float(drawn.together[at]) if drawn and actor in camp and parted else None,
            float(table[at].sum()),
            int(sources[at]),
            float(strength[at]),
        )
        for at, actor in enumerate(counts.actors)
    )
    return Network(
        nodes=nodes,
        ties=tuple(_ties(counts, found, asked, drawn, _by_issue(stances))),
        wings=_wings(found, parted, kept, camp, apart),
        centre=_centre(counts, found, asked, drawn),
        documents=len(counts.documents),
    )


def _enough(counts: Counts) -> bool:
    return len(counts.documents) >= LEAST_DOCUMENTS


def _too_few(counts: Counts) -> Refusal:
    many = len(counts.documents)
    return Refusal(
        f"all rests on {many} source{'' if many == 1 else 's'}, so that no draw of sources tells what others would",
        f"statements from at least {LEAST_DOCUMENTS} documents",
    )


def _parted(found: Ties, asked: Asked) -> tuple[Split | None, NDArray[np.int64]]:
    """Return the split of the most actors that hang together by shared issues, and who they are."""
    kept = _largest(found.shared > 0)
    inner = np.ix_(kept, kept)
    if len(kept) < 2 or not found.conflict[inner].any():
        return None, kept
    rng = np.random.default_rng(asked.seed)
    return split(found.congruence[inner], found.conflict[inner], rng), kept


def _largest(linked: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the places of the most actors that hang together; of equals those with the first actor."""
    left = set(range(len(linked)))
    best: list[int] = []
    while left:
        reached, edge = set[int](), {min(left)}
        while edge:
            reached |= edge
            edge = {int(at) for one in edge for at in np.flatnonzero(linked[one])} - reached
        left -= reached
        if len(reached) > len(best):
            best = sorted(reached)
    return np.array(best if len(best) > 1 else [], dtype=np.int64)


def _camps(
    actors: Sequence[str], parted: Split | None, kept: NDArray[np.int64], centre: str | None
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the wing of each actor that has one, the centre's the first, and who has none."""
    names = [actors[int(at)] for at in kept]
    apart = tuple(sorted(set(actors) - set(names)))
    if parted is None:
        return dict.fromkeys(names, 1), apart
    first = parted.camp[names.index(centre)] if centre in names else parted.camp[0]
    return {name: 1 if side == first else 2 for name, side in zip(names, parted.camp, strict=True)}, apart


def _wings(
    found: Ties,
    parted: Split | None,
    kept: NDArray[np.int64],
    camp: Mapping[str, int],
    apart: tuple[str, ...],
) -> Wings:
    names = list(camp)
    first = tuple(name for name in names if camp[name] == 1)
    second = tuple(name for name in names if camp[name] == 2)
    if parted is None:
        refused = (
            Refusal("no two actors spoke on the same issue", "stances of two actors on one issue")
            if len(kept) < 2
            else Refusal("nobody is opposed to anybody", "stances that differ on one issue")
        )
        return Wings((first, second), apart, None, None, None, ((), ()), None, exact=True, refused=refused)
    inner = np.ix_(kept, kept)
    congruence, conflict = found.congruence[inner], found.conflict[inner]
    other = least_frustrated(congruence, conflict, parted.camp)
    sides = tuple(
        tuple(name for name, side in zip(names, other, strict=True) if side == which)
        for which in (False, True)
    )
    # As with the camps, the centre's comes first.
    begun = 0 if set(sides[0]) & set(first[:1]) else 1
    return Wings(
        camps=(first, second),
        apart=apart,
        value=parted.value,
        one_camp=one_camp(congruence, conflict),
        frustrated=frustrated(parted.camp, congruence, conflict),
        otherwise=(sides[begun], sides[1 - begun]),
        otherwise_frustrated=frustrated(other, congruence, conflict),
        exact=parted.exact,
        refused=None,
    )


def _by_issue(stances: Sequence[Stance]) -> dict[str, dict[str, list[str]]]:
    """Return the statements of each actor on each issue."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in sorted(stances, key=lambda row: row.statement):
        found.setdefault(row.actor, {}).setdefault(row.issue, []).append(row.statement)
    return found


def _ties(
    counts: Counts,
    found: Ties,
    asked: Asked,
    drawn: Resampled | None,
    said: Mapping[str, Mapping[str, list[str]]],
) -> list[Tie]:
    values = found.of(asked.kind)
    sources = counts.sources()
    rows: list[Tie] = []
    for i, j in np.argwhere(np.triu(found.shared, 1) > 0).tolist():
        a, b = counts.actors[i], counts.actors[j]
        shared = sorted(said[a].keys() & said[b].keys())
        rests_on = tuple(dict.fromkeys(one for issue in shared for who in (a, b) for one in said[who][issue]))
        low = high = None
        refused = _no_interval(counts, a if sources[i] <= sources[j] else b, int(min(sources[i], sources[j])))
        if drawn and refused is None:
            fewest = int(min(sources[i], sources[j]))
            low, high = tie_interval(drawn.values[:, i, j], float(values[i, j]), fewest, asked)
        rows.append(
            Tie(
                a,
                b,
                float(values[i, j]),
                low,
                high,
                float(found.congruence[i, j]),
                float(found.conflict[i, j]),
                rests_on,
                refused,
            )
        )
    return rows


def _no_interval(counts: Counts, fewest: str, sources: int) -> Refusal | None:
    if not _enough(counts):
        return _too_few(counts)
    if sources < LEAST_OF_ACTOR:
        return Refusal(
            f"only {sources} source tells of {fewest}, so that nothing says how much sources of it differ",
            f"statements of each from at least {LEAST_OF_ACTOR} documents",
        )
    return None


def _centre(counts: Counts, found: Ties, asked: Asked, drawn: Resampled | None) -> Centre:
    square = found.of(asked.kind)
    value = centralization(square)
    if value is None:
        refused = Refusal("fewer than three actors have ties to compare", "three actors with ties above 0")
        return Centre(None, None, None, None, None, NULL, None, {}, refused, None)
    rng = np.random.default_rng([asked.seed, 1])
    null = null_values(counts.table(), counts.levels, asked, asked.permutations, rng)
    low = high = None
    shares: dict[str, float] = {}
    if drawn:
        low, high = central_interval(drawn.central[~np.isnan(drawn.central)], value)
        shares = {counts.actors[at]: float(share) for at, share in enumerate(drawn.most) if share > 0}
    return Centre(
        value=value,
        low=low,
        high=high,
        expected=float(null.mean()) if len(null) else None,
        p_value=chance(value, null) if len(null) else None,
        null=NULL,
        most=counts.actors[int(np.maximum(square, 0).sum(axis=1).argmax())],
        shares=shares,
        refused=None,
        unsure=None if drawn else _too_few(counts),
    )
