"""Reliabilities and dependences that, taken to an end, put another hypothesis first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from linewatch.hypotheses.dependence import Unit, units
from linewatch.hypotheses.draws import Settings
from linewatch.hypotheses.matrix import SURE, Item, Matrix, Span
from linewatch.hypotheses.pool import Drawn, Pool, first, lead, near_by_some
from linewatch.hypotheses.weighing import Terms


@dataclass(frozen=True, slots=True)
class Turn:
    """A reliability or a dependence that, taken to an end, puts another hypothesis first.

    Attributes:
        kind: reliability of an item; dependence of a group; dependence of the items of one source in no group.
        id: The item, group or source.
        was: What it is; a range for a reliability.
        becomes: 0 or 1.
        top: The hypothesis that then stands first.
        lead: How far before the next.
    """

    kind: Literal["reliability", "group", "source"]
    id: str
    was: Span
    becomes: float
    top: str
    lead: float


def turns(pool: Pool) -> tuple[Turn, ...]:
    """Return the reliabilities and dependences that, taken to 0 or 1, put another hypothesis first."""
    if pool.top is None or pool.examined.sum() < 2:
        return ()
    found: list[Turn] = []
    some = pool.some
    for (*_, foretold), (kind, name, was, becomes, change) in zip(_ends(some), _ends(pool), strict=True):
        if some is not pool and not near_by_some(pool, some.changed(foretold)):
            continue
        mids = pool.changed(change)
        top = first(mids, pool.examined)
        ahead = lead(mids, top, pool.examined)
        if top is not None and top != pool.top and ahead is not None:
            found.append(Turn(kind, name, was, becomes, pool.ids[top], ahead))
    return tuple(found)


_End = tuple[Literal["reliability", "group", "source"], str, Span, float, Callable[[Terms], Drawn]]


def _ends(pool: Pool) -> Iterator[_End]:
    matrix, settings = pool.matrix, pool.settings  # whose draws hold for fewer items, too
    for unit in units(matrix, settings.same_source):
        for item in unit.items:
            was = item.reliability
            if was.high > 0.0:
                yield "reliability", item.id, was, 0.0, lambda own, item=item: own.without((item.id,))
            if was != SURE:
                sure = replace(matrix, items=_with(unit, item.id))
                yield "reliability", item.id, was, 1.0, _instead(unit, sure, settings)
        if len(unit.items) > 1:
            yield from _dependence_ends(unit, matrix, settings)


def _dependence_ends(unit: Unit, matrix: Matrix, settings: Settings) -> Iterator[_End]:
    group, source = unit.items[0].group, unit.items[0].source
    own = replace(matrix, items=unit.items)
    was = Span(unit.dependence, unit.dependence)
    for becomes in (0.0, 1.0):
        if becomes == unit.dependence:
            continue
        if group is not None:
            other = replace(own, dependence={**matrix.dependence, group: becomes})
            yield "group", group, was, becomes, _instead(unit, other, settings)
        elif source is not None:
            yield "source", source, was, becomes, _instead(unit, own, replace(settings, same_source=becomes))


def _with(unit: Unit, sure: str) -> tuple[Item, ...]:
    return tuple(replace(item, reliability=SURE) if item.id == sure else item for item in unit.items)


def _instead(unit: Unit, other: Matrix, settings: Settings) -> Callable[[Terms], Drawn]:
    """Return how a total changes where one unit is weighed as another matrix, of its items alone, has it."""
    ids = frozenset(item.id for item in unit.items)
    cells = {place: span for place, span in other.cells.items() if place.item in ids}
    alone = replace(other, cells=cells)

    def changed(own: Terms) -> Drawn:
        return own.without(ids) + Terms(alone, settings, own.analyst).total()

    return changed
