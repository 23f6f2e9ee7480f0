"""Judgements moved along the scale: every single move, and near enough what it would do.

The figures here choose what is worth weighing in full; none of them is printed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from linewatch.hypotheses.dependence import Unit, joined, units
from linewatch.hypotheses.matrix import Item, Matrix, Place, Span
from linewatch.hypotheses.pool import Drawn, Pool
from linewatch.hypotheses.priors import priors
from linewatch.hypotheses.sets import set_log_odds, set_priors
from linewatch.hypotheses.slips import as_chances, log_odds, share_kept, slip_of

_DRAWS = 64
_AT_ONCE = 4_000_000  # numbers held
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
        # As `Terms` has them: by id.
        self._able = sorted(
            (row for row in range(len(pool.ids)) if row != self._rest), key=lambda row: pool.ids[row]
        )
        self._sets = set_priors(self._priors[self._able]) if matrix.several else None
        self._states = len(pool.ids) if self._sets is None else len(self._sets)
        self._judges = Counter(item for item, _ in {(place.item, place.analyst) for place in matrix.cells})
        self._unit: dict[str, Unit] = {
            item.id: unit for unit in units(matrix, pool.settings.same_source) for item in unit.items
        }

    def effects(self, tried: Sequence[Move]) -> Drawn:
        """Return by how much each move changes the log of what the evidence tells, shape (moves, states)."""
        found = np.zeros((len(tried), self._states))
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
        found = np.empty((len(effects), len(base)))
        # Many moves at a time, as draws of one weighing: each takes its stretch of them.
        many = max(1, _AT_ONCE // total.size)
        for start in range(0, len(effects), many):
            some = effects[start : start + many]
            changed = (total[None, :, :] + some[:, None, :]).reshape(-1, some.shape[1])
            found[start : start + many] = own.posteriors(changed).reshape(len(some), draws, -1).mean(axis=1)
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
            return np.zeros((self._states, 1))
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
        judged = ~np.isnan(chance[:, 0])
        rows = self._without_slips(item, chance[judged])
        weights = self._priors[judged]
        if self._sets is not None:
            rows, weights = self._of_sets(judged, rows), self._sets
        if item.state == "absent":
            rows = 1.0 - _middle(item.seen) * rows
        so, trust = _middle(item.holds), _middle(item.reliability)
        rows = np.maximum(so * rows + (1.0 - so) * (1.0 - rows), self._pool.settings.least)
        weights = (weights if weights.any() else np.ones_like(weights))[:, None]
        rows = np.log(trust * rows + (1.0 - trust) * (weights * rows).sum(axis=0) / weights.sum())
        found = np.zeros((self._states, chance.shape[1]))
        found[judged if self._sets is None else slice(None)] = rows - rows.mean(axis=0)
        return found

    def _without_slips(self, item: Item, rows: Drawn) -> Drawn:
        settings = self._pool.settings
        if not settings.slip:
            return rows
        odds = log_odds(rows, settings.least)
        kept = share_kept(odds, slip_of(settings, self._judges[item.id]))
        return as_chances(odds.mean(axis=0) + kept * (odds - odds.mean(axis=0)))

    def _of_sets(self, judged: NDArray[np.bool_], rows: Drawn) -> Drawn:
        """Return chances under every set from those under each hypothesis judged."""
        odds = np.zeros((len(judged), rows.shape[1]))
        odds[judged] = log_odds(rows, self._pool.settings.least)
        base = odds[judged].mean(axis=0)
        if self._rest is not None and judged[self._rest]:
            base = odds[self._rest]
        effects = np.where(judged[:, None], odds - base, 0.0)
        return as_chances(set_log_odds(base, effects[self._able]))


def _log(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.log(np.maximum(chances, 1e-300))


def _middle(span: Span) -> float:
    return (span.low + span.high) / 2


def _same(first: Span, second: Span) -> bool:
    return abs(first.low - second.low) < _NEAR and abs(first.high - second.high) < _NEAR
