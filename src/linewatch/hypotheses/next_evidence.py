"""What to look for next: how much each item not yet looked for is expected to tell, and what it would change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from linewatch.hypotheses.draws import Settings
from linewatch.hypotheses.information import one_bits, several_bits
from linewatch.hypotheses.matrix import Item, Matrix
from linewatch.hypotheses.pool import Drawn, Pool, first
from linewatch.hypotheses.weighing import Refusal, Terms
from linewatch.measures.intervals import LEVEL

_LEVEL = 1e-9


class Under(NamedTuple):
    """How likely an item is seen under one hypothesis, by what the analysts judged; its other chances not counted."""

    hypothesis: str
    chance: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """An open item, and what looking for it is expected to bring.

    Attributes:
        item: The item.
        information_bits: What looking is expected to tell, the mean over the draws of all analysts who judged the item.
            Exactly one true: about which it is. Several may contribute: about each one's own question of yes or no,
            added up. None where refused, as all figures below.
        low: Lower end of the 90 % interval over the draws.
        high: Upper end.
        chance_seen: How likely it is to be seen if looked for.
        would_change: The chance that looking puts another hypothesis first; None as well while nothing has been
            weighed, so that none stands first.
        top_if_seen: Which stands first once it is seen.
        top_if_not: Which stands first once it was looked for and not seen.
        cost: Of looking, in the analyst's own measure; None where none was stated.
        bits_per_cost: Bits for each unit of cost; None without one, or where looking costs nothing.
        likeliest: The hypotheses under which it would be seen soonest; several where they were judged alike.
        unlikeliest: Those under which it would be seen last.
        judged: For how many hypotheses somebody judged it.
        refused: Why there is no figure, and what would do; None where there is one.
    """

    item: str
    information_bits: float | None
    low: float | None
    high: float | None
    chance_seen: float | None
    would_change: float | None
    top_if_seen: str | None
    top_if_not: str | None
    cost: float | None
    bits_per_cost: float | None
    likeliest: tuple[Under, ...]
    unlikeliest: tuple[Under, ...]
    judged: int
    refused: Refusal | None = None


def wanted(
    matrix: Matrix, settings: Settings, by: Literal["bits", "bits_per_cost"] = "bits"
) -> tuple[Wanted, ...]:
    """Return the open items, what tells most first; items that cannot be ranked come last, each with what it needs.

    Each item is weighed as seen and as looked for and not found, with the reliability, the group and the source that
    it has: what an echo of the evidence at hand adds is discounted as in the weighing. A chance below one of being
    seen if it is there takes from what its absence would tell.

    Args:
        matrix: The question, its hypotheses, items and judgements.
        settings: As of the result; where several may contribute, many sets take fewer draws (`Pool`).
        by: Bits, or bits for each unit of cost: items without a cost then come after those that have one.

    Raises:
        BadValue: If the matrix cannot be weighed.
    """
    pool = Pool(matrix, settings)
    found = [_wanted(pool, item) for item in matrix.items if item.state == "open"]
    found.sort(key=lambda row: _order(row, by))
    return tuple(found)


def _order(row: Wanted, by: Literal["bits", "bits_per_cost"]) -> tuple[bool, bool, float, float, str]:
    rate = row.bits_per_cost if by == "bits_per_cost" else None
    without = by == "bits_per_cost" and rate is None
    return row.refused is not None, without, -(rate or 0.0), -(row.information_bits or 0.0), row.item


class _Looked(NamedTuple):
    """One analyst's weighing of an item both ways.

    Attributes:
        bits: Shape (draws,); None where he did not judge the item, and so learns nothing from it.
        chance: That it is seen, the mean over the draws; None where he did not judge it.
        seen: His mids once it is seen, shape (hypotheses,).
        missed: His mids once it was looked for and not seen.
    """

    bits: Drawn | None
    chance: float | None
    seen: Drawn
    missed: Drawn


def _wanted(pool: Pool, item: Item) -> Wanted:
    under = _under(pool.matrix, item.id)
    if max(_judged(pool.matrix, item.id).values(), default=0) < 2:
        return _refused(item, len(under))
    looked = [_looked(_terms(pool, name), item.id, pool.matrix) for name in _after(pool, item.id)]
    seen, missed = np.mean([(one.seen, one.missed) for one in looked], axis=0)
    bits = np.concatenate([one.bits for one in looked if one.bits is not None])
    chance = float(np.mean([one.chance for one in looked if one.chance is not None]))
    examined = pool.examined_without(more=item.id)
    tops = first(seen, examined), first(missed, examined)
    moves = [top != pool.top for top in tops]
    low, high = np.quantile(bits, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]).tolist()
    mean = float(bits.mean())
    return Wanted(
        item=item.id,
        information_bits=mean,
        low=low,
        high=high,
        chance_seen=chance,
        would_change=None if pool.top is None else chance * moves[0] + (1.0 - chance) * moves[1],
        top_if_seen=None if tops[0] is None else pool.ids[tops[0]],
        top_if_not=None if tops[1] is None else pool.ids[tops[1]],
        cost=item.cost,
        bits_per_cost=mean / item.cost if item.cost else None,
        likeliest=_level_with(max(one.chance for one in under), under),
        unlikeliest=_level_with(min(one.chance for one in under), under),
        judged=len(under),
    )


def _refused(item: Item, judged: int) -> Wanted:
    why = "nobody judged it for more than one hypothesis" if judged else "nobody judged it for any hypothesis"
    refusal = Refusal(
        why, "how likely it would be seen under each hypothesis, under two at least by one analyst"
    )
    return Wanted(item.id, None, None, None, None, None, None, None, item.cost, None, (), (), judged, refusal)


def _level_with(chance: float, under: list[Under]) -> tuple[Under, ...]:
    return tuple(one for one in under if abs(one.chance - chance) <= _LEVEL)


def _judged(matrix: Matrix, item: str) -> Counter[str]:
    """Return by analyst for how many hypotheses he judged an item."""
    return Counter(place.analyst for place in matrix.cells if place.item == item)


def _under(matrix: Matrix, item: str) -> list[Under]:
    """Return by hypothesis, in the matrix's order, the mean of the middles that analysts judged for an item."""
    found: dict[str, list[float]] = {}
    for place, span in sorted(matrix.cells.items()):
        if place.item == item:
            found.setdefault(place.hypothesis, []).append((span.low + span.high) / 2)
    return [
        Under(candidate.id, sum(found[candidate.id]) / len(found[candidate.id]))
        for candidate in matrix.candidates
        if candidate.id in found
    ]


def _after(pool: Pool, item: str) -> list[str]:
    """Return whose weighings are put together once an item is entered: whoever judged nothing else joins by it."""
    judges = {place.analyst for place in pool.matrix.cells if place.item == item}
    return sorted((set(pool.terms) | judges) - {""})


def _terms(pool: Pool, analyst: str) -> Terms:
    return pool.terms.get(analyst) or Terms(pool.matrix, pool.settings, analyst)


def _looked(own: Terms, item: str, matrix: Matrix) -> _Looked:
    """Return what one analyst would learn."""
    before, chances = own.posteriors(own.total()), own.chances(item)
    if chances is None:
        mids = before.mean(axis=0)
        return _Looked(None, None, mids, mids)
    seen, missed = (own.posteriors(own.added(item, state)) for state in ("seen", "absent"))
    chance = (own.weights(own.total()) * chances).sum(axis=1)
    if matrix.several:
        asked = [row for row, one in enumerate(matrix.candidates) if not one.rest]
        bits = several_bits(chance, seen[:, asked].T, missed[:, asked].T).sum(axis=0)
    else:
        bits = one_bits(chance, seen.T, missed.T)
    return _Looked(bits, float(chance.mean()), seen.mean(axis=0), missed.mean(axis=0))
