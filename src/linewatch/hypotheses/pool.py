"""All analysts' weighings side by side, ready to be weighed again with something changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from linewatch.hypotheses.draws import Settings
from linewatch.hypotheses.matrix import Matrix, Span
from linewatch.hypotheses.sets import afforded
from linewatch.hypotheses.weighing import Terms, terms, weighers

Drawn = NDArray[np.float64]
# Two mids nearer than this are level: no rounding may put one hypothesis before another.
LEVEL_WITHIN = 1e-12
# What some of the draws foretell of a change is off by so much, in logs of the leader's mid over the next, and by such
# a share of what it moves them. What could turn the result within that is weighed in full.
_SOME_DRAWS = 1_000
_MOST_WORK = 4_000_000
_OFF_BY_DRAWS = (0.02, 0.1)


class Pool:
    """One matrix as all its analysts see it.

    Attributes:
        ids: The hypotheses, in the matrix's order.
        settings: With fewer draws than asked for where several may contribute and there are many sets.
        terms: By analyst who judged something that weighs, in order of name; without any one of nobody.
        alone: Each analyst's mids, shape (analysts, hypotheses).
        mids: Their mean.
        examined: Which hypotheses have a figure: some item that weighs was judged for them; "something else" has one
            as soon as any other has.
        top: The row of the hypothesis that stands first; None where none has a figure.
    """

    def __init__(self, matrix: Matrix, settings: Settings) -> None:
        # A result weighed again and again takes fewer sets x items x draws each time.
        settings = afforded(matrix, settings, _MOST_WORK)
        self.matrix, self.settings = matrix, settings
        self.ids = tuple(candidate.id for candidate in matrix.candidates)
        self.terms: Mapping[str, Terms] = {name: terms(matrix, settings, name) for name in weighers(matrix)}
        self.alone = np.stack([mids(own, own.total()) for own in self.terms.values()])
        self.mids = self.alone.mean(axis=0)
        self._weighing = frozenset(item.id for item in matrix.items if item.state != "open")
        self._without: dict[frozenset[str], Drawn] = {}
        self.examined = self.examined_without()
        self.top = first(self.mids, self.examined)

    def changed(self, change: Callable[[Terms], Drawn]) -> Drawn:
        """Return the pooled mids with a change that every analyst's weighing takes."""
        return np.mean([mids(own, change(own)) for own in self.terms.values()], axis=0)

    def without(self, items: Collection[str]) -> Drawn:
        """Return the pooled mids without some items; told again it is not reckoned again.

        An analyst of whose judgements none is left has no part in the mean, as in a matrix without the items.
        """
        left = frozenset(items)
        if left not in self._without:
            weighing = self._weighing - left
            judging = {place.analyst for place in self.matrix.cells if place.item in weighing}
            kept = [own for name, own in self.terms.items() if name in judging] or list(self.terms.values())
            self._without[left] = np.mean([mids(own, own.without(left)) for own in kept], axis=0)
        return self._without[left]

    def without_analyst(self, analyst: str) -> Drawn:
        """Return the pooled mids without one analyst: on what he judged, the others' slips then count for more."""
        others = [at for at, name in enumerate(self.terms) if name != analyst]
        if not self.settings.slip:
            return self.alone[others].mean(axis=0)
        cells = {place: span for place, span in self.matrix.cells.items() if place.analyst != analyst}
        left = replace(self.matrix, cells=cells)
        found = [terms(left, self.settings, name) for name in self.terms if name != analyst]
        return np.mean([mids(own, own.total()) for own in found], axis=0)

    def alone_with(self, analyst: str, cells: Mapping[tuple[str, str], Span | None]) -> Drawn:
        """Return one analyst's mids with some judgements, by (item, hypothesis), replaced."""
        own = self.terms[analyst]
        return mids(own, own.replaced(cells))

    @cached_property
    def some(self) -> Pool:
        """The same on the first of the draws, to choose what is worth weighing in full."""
        some = min(_SOME_DRAWS, self.settings.draws)
        return self if some == self.settings.draws else Pool(self.matrix, replace(self.settings, draws=some))

    def examined_without(
        self, items: Collection[str] = (), analyst: str | None = None, more: str | None = None
    ) -> NDArray[np.bool_]:
        """Return which hypotheses have a figure once some items or an analyst are left out, or an item is added."""
        left = (self._weighing | {more}) - set(items)
        held = {
            place.hypothesis for place in self.matrix.cells if place.item in left and place.analyst != analyst
        }
        return np.array([c.id in held or (c.rest and bool(held)) for c in self.matrix.candidates])


def mids(own: Terms, total: Drawn) -> Drawn:
    """Return each hypothesis's mean over the draws, shape (hypotheses,)."""
    return np.asarray(own.posteriors(total).mean(axis=0), dtype=np.float64)


def first(mids: Drawn, examined: NDArray[np.bool_]) -> int | None:
    """Return the row that stands first; of rows that are level the first in the matrix; None where none counts."""
    if not examined.any():
        return None
    counted = np.where(examined, mids, -np.inf)
    return int(np.flatnonzero(counted >= counted.max() - LEVEL_WITHIN)[0])


def lead(mids: Drawn, row: int | None, examined: NDArray[np.bool_]) -> float | None:
    """Return how far a row stands before the best of the others, below zero where behind it; None without either."""
    if row is None or not examined[row] or examined.sum() < 2:
        return None
    others = [at for at in np.flatnonzero(examined).tolist() if at != row]
    return float(mids[row] - mids[others].max())


def as_chances(ids: Sequence[str], mids: Drawn, examined: NDArray[np.bool_]) -> dict[str, float | None]:
    """Return mids by hypothesis; None for one without a figure."""
    return {
        name: float(mid) if counts else None
        for name, mid, counts in zip(ids, mids.tolist(), examined.tolist(), strict=True)
    }


def near_by_some(pool: Pool, moved: Drawn) -> bool:
    """Return whether a change may put another hypothesis first, by what it does to the mids of some of the draws.

    What these draws are off by before the change, they are off by after it.

    Args:
        pool: All analysts' weighings.
        moved: The mids after the change in `pool.some`.
    """
    change = log_lead(pool, moved) - log_lead(pool, pool.some.mids)
    fixed, share = _OFF_BY_DRAWS
    return log_lead(pool, pool.mids) + change <= fixed + share * abs(change)


def log_lead(pool: Pool, mids: Drawn) -> float:
    """Return by how much, in logs, the hypothesis that stands first with no change is before the best other."""
    return float(log_leads(pool, mids[None, :])[0])


def log_leads(pool: Pool, mids: Drawn) -> Drawn:
    """Return the same for many mids, shape (many, hypotheses)."""
    logs = np.log(np.maximum(mids, 1e-300))
    others = pool.examined.copy()
    others[pool.top] = False
    return logs[:, pool.top] - logs[:, others].max(axis=1)
