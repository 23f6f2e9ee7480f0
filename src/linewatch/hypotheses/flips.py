"""The smallest changes of a judgement, or of two, that put another hypothesis first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from linewatch.hypotheses.matrix import Span
from linewatch.hypotheses.moves import Move, Screen, moves
from linewatch.hypotheses.pool import Drawn, Pool, first, lead, log_lead, log_leads, near_by_some

# How many of the smallest changes are told: beside the first, those of as many steps.
SHOWN = 5
# What the middles of ranges on a few draws foretell of a move is off by so much, in logs of the leader's mid over the
# next, and by such a share of what it moves them. What could flip within that is weighed.
_OFF_BY_MIDDLES = (0.05, 0.5)
# Of each number of steps the moves that take most from the lead, from which pairs are made; pairs tried at most.
_STRONGEST = 12
_PAIRS_TRIED = 120


@dataclass(frozen=True, slots=True)
class Flip:
    """A judgement that, changed so, puts another hypothesis first.

    Attributes:
        item: Of the judgement.
        hypothesis: Of the judgement.
        analyst: Whose judgement.
        from_word: The word it was given in; None where it was given in figures.
        to_word: The word it is taken to.
        from_span: Its range.
        to_span: The range of the word it is taken to.
        steps: How many words of the scale it is moved by.
        top: The hypothesis that then stands first; of a pair, with both changed.
        lead: How far before the next.
    """

    item: str
    hypothesis: str
    analyst: str
    from_word: str | None
    to_word: str
    from_span: Span
    to_span: Span
    steps: int
    top: str
    lead: float

    @property
    def change(self) -> float:
        """How far the middle of the range moves."""
        return abs(sum(self.to_span) - sum(self.from_span)) / 2


def flips(pool: Pool) -> tuple[tuple[Flip, ...], tuple[Flip, ...]]:
    """Return the smallest changes of a single judgement that put another hypothesis first.

    Fewest steps along the scale first, of as many steps the smallest move of the range's middle. Every move of every
    judgement is looked at by the middles of the ranges; those that come near are weighed in full.

    Returns:
        The smallest, at most five and all of as many steps; and where there is none, the smallest pair found among
        the strongest moves, else nothing.
    """
    if pool.top is None or pool.examined.sum() < 2:
        return (), ()
    screen, tried = Screen(pool), moves(pool.matrix)
    if not tried:
        return (), ()
    effects = screen.effects(tried)
    left = _left_after(pool, screen, tried, effects)
    found: list[Flip] = []
    base = log_lead(pool, pool.mids)
    for at in sorted(_near(left, base), key=lambda at: _size(tried[at : at + 1])):
        if found and (tried[at].steps > found[0].steps or len(found) == SHOWN):
            break
        found += _flipped(pool, tried[at : at + 1])
    if found:
        return tuple(found), ()
    return (), _pair(pool, screen, tried, effects)


def _flipped(pool: Pool, tried: Sequence[Move]) -> tuple[Flip, ...]:
    """Return the moves as flips where together they put another hypothesis first, else nothing."""
    if pool.some is not pool and not near_by_some(pool, _moved(pool.some, tried)):
        return ()
    mids = _moved(pool, tried)
    top = first(mids, pool.examined)
    ahead = lead(mids, top, pool.examined)
    if top is None or top == pool.top or ahead is None:
        return ()
    return tuple(
        Flip(*move.place, move.word, move.to_word, move.was, move.to, move.steps, pool.ids[top], ahead)
        for move in tried
    )


def _moved(pool: Pool, tried: Sequence[Move]) -> Drawn:
    """Return the pooled mids after some moves, each in its own analyst's weighing."""
    by_analyst: dict[str, dict[tuple[str, str], Span | None]] = {}
    for move in tried:
        by_analyst.setdefault(move.place.analyst, {})[move.place.item, move.place.hypothesis] = move.to
    alone = pool.alone.copy()
    names = list(pool.terms)
    for analyst, cells in by_analyst.items():
        alone[names.index(analyst)] = pool.alone_with(analyst, cells)
    return alone.mean(axis=0)


def _near(left: Drawn, base: float) -> list[int]:
    """Return which of the changes might take the log lead from what it is to nothing."""
    fixed, share = _OFF_BY_MIDDLES
    return np.flatnonzero(left <= fixed + share * np.abs(left - base)).tolist()


def _left_after(pool: Pool, screen: Screen, tried: Sequence[Move], effects: Drawn) -> Drawn:
    """Return near enough the log lead after each move, shape (moves,)."""
    names = list(pool.terms)
    whose = np.array([names.index(move.place.analyst) for move in tried])
    found = np.empty(len(tried))
    for at, name in enumerate(names):
        own = whose == at
        rest = pool.alone.sum(axis=0) - pool.alone[at]
        found[own] = log_leads(pool, (rest + screen.mids(name, effects[own])) / len(names))
    return found


def _pair(pool: Pool, screen: Screen, tried: Sequence[Move], effects: Drawn) -> tuple[Flip, ...]:
    """Return the smallest pair, found among the moves that take most from the lead, that puts another first."""
    left = _left_after(pool, screen, tried, effects)
    steps = np.array([move.steps for move in tried])
    kept: list[int] = []
    for many in range(1, int(steps.max()) + 1):
        own = np.flatnonzero(steps == many)
        kept += own[np.argsort(left[own], kind="stable")[:_STRONGEST]].tolist()
    pairs = [(a, b) for a, b in combinations(kept, 2) if tried[a].place != tried[b].place]
    after = _left_after_pairs(pool, screen, tried, effects, pairs)
    close = [pairs[at] for at in _near(after, log_lead(pool, pool.mids))]
    close.sort(key=lambda pair: _size([tried[at] for at in pair]))
    for pair in close[:_PAIRS_TRIED]:
        if found := _flipped(pool, [tried[at] for at in pair]):
            return found
    return ()


def _left_after_pairs(
    pool: Pool, screen: Screen, tried: Sequence[Move], effects: Drawn, pairs: Sequence[tuple[int, int]]
) -> Drawn:
    """Return near enough the log lead after each pair: effects of one analyst add up as logs, of two as mids."""
    names = list(pool.terms)
    found = np.zeros((len(pairs), len(pool.ids)))
    for at, name in enumerate(names):
        shift = np.zeros((len(pairs), effects.shape[1]))
        for row, pair in enumerate(pairs):
            for move in pair:
                if tried[move].place.analyst == name:
                    shift[row] += effects[move]
        own = shift.any(axis=1)
        alone = np.repeat(pool.alone[at][None, :], len(pairs), axis=0)
        if own.any():
            alone[own] = screen.mids(name, shift[own])
        found += alone
    return log_leads(pool, found / len(names))


def _size(tried: Sequence[Move]) -> tuple[float, ...]:
    """Return what orders changes: all steps, then how far the middles move, then their places."""
    return (sum(move.steps for move in tried), sum(move.change for move in tried))
