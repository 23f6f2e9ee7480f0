"""How strongly lines move, stray and are pooled: estimated anew from each case, with weak prior opinions.

Sixty statements tell little of any of these, so each result is averaged over many sets of them, drawn as the case
makes them likely. The opinions are in steps of the stance scale.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# name: middle and spread of the prior opinion, on the scale in which it is held to be normal.
_LOGS = {
    "noise": (np.log(0.4), 0.4),  # standard deviation of what an actor says around his line
    "spread": (np.log(1.1), 0.3),  # of the levels of lines
    "walk": (np.log(0.5), 0.6),  # of a line's walk from the record's first day to its last
    "event": (np.log(0.12), 0.7),  # of what one stated event does to a line
    "doubt": (np.log(2.0), 0.3),  # factor on the variance for each step down in certainty
}
_SHARES = {
    "near": (0.4, 1.0),  # correlation of levels for each step in a tree of issues: .6
    "across": (-0.4, 1.0),  # and from a tree's root to that of all: .4
    "kin": (0.4, 1.0),  # and for each step between an actor and the one it belongs to: .6
    "gross": (-2.4, 0.5),  # chance that a code says nothing: .08
}
NAMES = (*_LOGS, *_SHARES)
_MIDDLE = np.array([*(at for at, _ in _LOGS.values()), *(at for at, _ in _SHARES.values())])
_SPREAD = np.array([*(by for _, by in _LOGS.values()), *(by for _, by in _SHARES.values())])
_ENOUGH = 0.3  # of the draws of a round that must count before the next is drawn around them


@dataclass(frozen=True, slots=True)
class Strengths:
    """Sets of strengths, each of shape (draws,)."""

    noise: Floats
    spread: Floats
    walk: Floats
    event: Floats
    doubt: Floats
    near: Floats
    across: Floats
    kin: Floats
    gross: Floats

    def middle(self) -> Strengths:
        """Return one set: the median of each."""
        return Strengths(*(np.median(getattr(self, name), keepdims=True) for name in NAMES))

    def table(self) -> dict[str, tuple[float, float, float]]:
        """Return the middle and the 90 % interval of each."""
        return {
            name: tuple(float(v) for v in np.quantile(getattr(self, name), (0.5, 0.05, 0.95)))  # pyright: ignore
            for name in NAMES
        }


def strengths(values: Floats) -> Strengths:
    """Return sets of strengths from points, shape (draws, names), on the scale of the opinions."""
    logs = np.exp(values[:, : len(_LOGS)]).T
    shares = 1 / (1 + np.exp(-values[:, len(_LOGS) :].T))
    return Strengths(*logs, *shares)


def middle() -> Floats:
    """Return the point in the middle of the opinions, shape (1, names)."""
    return _MIDDLE[None, :].copy()


def drawn(
    evidence: Callable[[Strengths], Floats], many: int, rounds: tuple[int, ...], rng: np.random.Generator
) -> Floats:
    """Return points drawn as the case makes them likely, shape (many, names).

    The first round is drawn from the opinions alone, each further one around what the last found likely; the last
    is weighed exactly and drawn from.

    Args:
        evidence: Log of how likely the case is under each set.
        many: How many to draw.
        rounds: How many points to try in each round.
        rng: Draws them.
    """
    centre, root = _MIDDLE, np.diag(_SPREAD)
    points, weights = _MIDDLE[None, :], np.ones(1)
    for at, tries in enumerate(rounds):
        steps = rng.standard_normal((tries, len(NAMES)))
        if at:
            # Longer tails than the normal, so that no likely point is nearly never tried.
            steps *= np.sqrt(5 / rng.chisquare(5, tries))[:, None]
        points = centre + steps @ root.T
        square = (steps * steps).sum(axis=1)
        tried = -0.5 * (len(NAMES) + 5) * np.log1p(square / 5) if at else -0.5 * square
        prior = -0.5 * (((points - _MIDDLE) / _SPREAD) ** 2).sum(axis=1)
        log = evidence(strengths(points)) + prior - tried
        last = at == len(rounds) - 1
        weights = _shares(log, 1.0 if last else _tempered(log))
        centre = weights @ points
        away = points - centre
        # Half of the opinions' spread is kept in directions of which the round says too little.
        root = np.linalg.cholesky((away.T * weights) @ away + np.diag((0.25 * _SPREAD) ** 2))
    # One stratum a draw: no luck in how many copies a likely point gets.
    steps = (np.arange(many) + rng.random()) / many
    return points[np.searchsorted(np.cumsum(weights), steps).clip(0, len(points) - 1)]


def _tempered(log: Floats) -> float:
    """Return the power of the weights at which enough of them count."""
    low, high = 0.0, 1.0
    for _ in range(20):
        power = (low + high) / 2
        weights = _shares(log, power)
        if 1 / (weights @ weights) < _ENOUGH * len(log):
            high = power
        else:
            low = power
    return low


def _shares(log: Floats, power: float) -> Floats:
    weights = np.exp(power * (log - log.max()))
    return weights / weights.sum()
