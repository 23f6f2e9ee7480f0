"""Where several may contribute: every set of hypotheses that may be the case, and what an item tells of each.

An item's log odds under "none of these" are the start. Each hypothesis moves them to what was judged for it alone; a
set moves them by what speaks most for the item among its members, and by what speaks most against it. So a hypothesis
judged as the baseline is, or not judged, changes no set that it joins, and where one member explains the item the
others are not called for.

Set aside: noisy-or (Pearl 1988, sec. 4.3.2) knows causes that bring an item about and none that keep it away, and,
like adding log odds up, it adds the slips of all members up; the mean of the members lets one that has nothing to do
with the item water down one that has. On made-up worlds all three scored worse.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from linewatch.hypotheses.draws import Settings
from linewatch.hypotheses.matrix import Matrix

Drawn = NDArray[np.float64]
# With ten there are 1,024 sets.
MOST_ABLE = 10
# Sets x items x draws that a weighing takes on, about a second and a half of CPU; beyond, draws are fewer.
MOST_WORK = 20_000_000
LEAST_DRAWS = 100


def afforded(matrix: Matrix, settings: Settings, most: int = MOST_WORK) -> Settings:
    """Return settings with no more draws than sets x items leave room for; as they are where exactly one is true."""
    if not matrix.several:
        return settings
    able = sum(not candidate.rest for candidate in matrix.candidates)
    room = most // (2**able * max(1, len(matrix.items)))
    return replace(settings, draws=min(settings.draws, max(LEAST_DRAWS, room)))


def set_priors(each: Drawn) -> Drawn:
    """Return how likely each set is before the evidence: the product of p of its members and 1 - p of the others.

    Args:
        each: The priors of the hypotheses that may contribute, shape (many,).

    Returns:
        Shape (2 ** many,): bit j of a place says whether hypothesis j is in the set; the first is the empty one.
    """
    found = np.ones(1)
    for prior in each.tolist():
        found = np.concatenate([found * (1.0 - prior), found * prior])
    return found


def set_log_odds(base: Drawn, effects: Drawn) -> Drawn:
    """Return the log odds of an item under each set, shape (2 ** many, draws).

    Args:
        base: Under the empty set, shape (draws,).
        effects: By how much each hypothesis alone moves them, shape (many, draws).
    """
    found, below = np.zeros((1, len(base))), np.zeros((1, len(base)))
    for effect in effects:
        found = np.concatenate([found, np.maximum(found, effect)])
        below = np.concatenate([below, np.minimum(below, effect)])
    found += below
    found += base
    return found


def marginals(weights: Drawn, many: int) -> Drawn:
    """Return how likely each hypothesis contributes, shape (many, draws), from the sets' chances."""
    found = np.empty((many, weights.shape[1]))
    for at in range(many):
        found[at] = np.add.reduce(weights.reshape(-1, 2, 2**at, weights.shape[1])[:, 1], axis=(0, 1))
    return found
