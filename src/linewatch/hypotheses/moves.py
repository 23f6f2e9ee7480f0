"""Judgements moved along the scale: every single move, and near enough what it would do.

The figures here choose what is worth weighing in full; none of them is printed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from linewatch.hypotheses.dependence import Unit, joined, units
from linewatch.hypotheses.matrix import Item, Matrix, Place, Span
from linewatch.hypotheses.pool import Drawn, Pool
from linewatch.hypotheses.priors import priors

_DRAWS = 64
_NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Move:
    """One judgement taken to another word of the scale.

    Attributes:
        place: The judgement.
        was: Its range.
        word: The word whose range that is; None where the range is no word's.
        to: The range it is taken to.
        to_word: The word.
        steps: How many words lie on the way, the last counted.
    """

    place: Place
    was: Span
    word: str | None
    to: Span
    to_word: str
    steps: int

    @property
    def change(self) -> float:
        """How far the middle of the range moves."""
        return abs(_middle(self.to) - _middle(self.was))


def moves(matrix: Matrix) -> tuple[Move, ...]:
    """Return every move of every judgement of an item that weighs, in order of item, hypothesis and analyst."""
    weighing = {item.id for item in matrix.items if item.state != "open"}
    found: list[Move] = []
    for place, span in sorted(matrix.cells.items()):
        if place.item in weighing:
            found += _of_one(place, span, matrix.ladder)
    return tuple(found)


def _of_one(place: Place, span: Span, ladder: Sequence[tuple[str, Span]]) -> list[Move]:
    own = next((word for word, rung in ladder if _same(rung, span)), None)
    others = [(word, rung) for word, rung in ladder if not _same(rung, span)]
    above = [one for one in others if _middle(one[1]) > _middle(span)]
    below = [one for one in others if _middle(one[1]) < _middle(span)][::-1]
    return [
        Move(place, span, own, rung, word, steps)
        for side in (above, below)
        for steps, (word, rung) in enumerate(side, 1)
    ]


class Screen:
    """What moves would do, by the middles of ranges on a few of the draws."""

    def __init__(self, pool: Pool) -> None:
        matrix = pool.matrix
        self._pool = pool
        few = Pool(matrix, replace(pool.settings, draws=min(_DRAWS, pool.settings.draws)))
        self._terms = few.terms
        self._totals = {name: own.total() for name, own in few.terms.items()}
        self._rows = {name: row for row, name in enumerate(pool.ids)}
        self._rest = next((row for row, one in enumerate(matrix.candidates) if one.rest), None)
        self._priors = priors(matrix)
        self._unit: dict[str, Unit] = {
            item.id: unit for unit in units(matrix, pool.settings.same_source) for item in unit.items
        }

    def effects(self, tried: Sequence[Move]) -> Drawn:
        """Return by how much each move changes the log of what the evidence tells, shape (moves, hypotheses)."""
        found = np.zeros((len(tried), len(self._pool.ids)))
        by_item: dict[tuple[str, str], list[int]] = {}
        for at, move in enumerate(tried):
            by_item.setdefault((move.place.item, move.place.analyst), []).append(at)
        for (item, analyst), places in by_item.items():
            found[places] = self._of_item(item, analyst, [tried[at] for at in places])
        return found

    def mids(self, analyst: str, effects: Drawn) -> Drawn:
        """Return one analyst's mids after changes, shape (moves, hypotheses).

        The change on a few draws is set upon the mids of all.
        """
        own, total = self._terms[analyst], self._totals[analyst]
        draws = len(total)
        base = own.posteriors(total).mean(axis=0)
        found = np.empty_like(effects)
        # As many moves at a time as there are draws in a weighing: each takes its stretch of them.
        changed = (total[None, :, :] + effects[:, None, :]).reshape(-1, effects.shape[1])
        found = own.posteriors(changed).reshape(len(effects), draws, -1).mean(axis=1)
        alone = self._pool.alone[list(self._pool.terms).index(analyst)]
        # In logs, so that what is small stays above zero.
        return np.exp(_log(found) - _log(base) + _log(alone))

    def _of_item(self, item: str, analyst: str, tried: Sequence[Move]) -> Drawn:
        unit = self._unit[item]
        spans = self._spans
        before = {one.id: self._part(one, spans.get((one.id, analyst), {})) for one in unit.items}
        changed = np.repeat(self._middles(spans[item, analyst])[:, None], len(tried), axis=1)
        for at, move in enumerate(tried):
            changed[self._rows[move.place.hypothesis], at] = _middle(move.to)
        after = {one: np.repeat(part, len(tried), axis=1) for one, part in before.items()}
        kind = next(one for one in unit.items if one.id == item)
        after[item] = self._told(kind, changed)
        new, old = (
            joined(list(after.values()), unit.dependence),
            joined(list(before.values()), unit.dependence),
        )
        return (new - old).T

    @cached_property
    def _spans(self) -> Mapping[tuple[str, str], Mapping[int, Span]]:
        found: dict[tuple[str, str], dict[int, Span]] = {}
        for place, span in self._pool.matrix.cells.items():
            found.setdefault((place.item, place.analyst), {})[self._rows[place.hypothesis]] = span
        return found

    def _part(self, item: Item, spans: Mapping[int, Span]) -> Drawn:
        if not spans:
            return np.zeros((len(self._rows), 1))
        return self._told(item, self._middles(spans)[:, None])

    def _middles(self, spans: Mapping[int, Span]) -> Drawn:
        found = np.full(len(self._rows), math.nan)
        for row, span in spans.items():
            found[row] = _middle(span)
        return found

    def _told(self, item: Item, chance: Drawn) -> Drawn:
        """Return what an item tells, as `likelihoods.log_ratios` but of middles.

        Args:
            item: The item.
            chance: Shape (hypotheses, moves), nan where not judged.
        """
        if item.state == "absent":
            chance = 1.0 - _middle(item.seen) * chance
        so = _middle(item.holds)
        chance = np.maximum(so * chance + (1.0 - so) * (1.0 - chance), self._pool.settings.least)
        judged = ~np.isnan(chance[:, 0])
        trust, found = _middle(item.reliability), np.zeros_like(chance)
        rows = chance[judged]
        if not self._pool.matrix.several:
            weights = self._priors[judged][:, None]
            weights = weights if weights.any() else np.ones_like(weights)
            rows = np.log(trust * rows + (1.0 - trust) * (weights * rows).sum(axis=0) / weights.sum())
            found[judged] = rows - rows.mean(axis=0)
            return found
        base = np.exp(np.log(rows).mean(axis=0))
        if self._rest is not None and judged[self._rest]:
            base = chance[self._rest]
        prior = self._priors[judged][:, None]
        mean = (1.0 - trust) * (prior * rows + (1.0 - prior) * base)
        found[judged] = np.log((trust * rows + mean) / (trust * base + mean))
        return found


def _log(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.log(np.maximum(chances, 1e-300))


def _middle(span: Span) -> float:
    return (span.low + span.high) / 2


def _same(first: Span, second: Span) -> bool:
    return abs(first.low - second.low) < _NEAR and abs(first.high - second.high) < _NEAR
