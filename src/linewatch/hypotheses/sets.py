"""Where several may contribute: every set of hypotheses that may be the case, and what an item tells of each.

Each hypothesis moves the log odds of an item from those under "none of these" to those judged for it. A set moves them
by what speaks most for the item among its members, and most against it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Drawn = NDArray[np.float64]
MODE = "strongest"


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
    """Return the log odds of an item under each set, shape (2 ** many, draws)."""
    if MODE == "strongest":
        above = np.zeros((1, len(base)))
        below = np.zeros((1, len(base)))
        for effect in effects:
            above = np.concatenate([above, np.maximum(above, effect)])
            below = np.concatenate([below, np.minimum(below, effect)])
        above += below
        above += base
        return above
    if MODE == "noisy":
        # noisy-or for those above, noisy-and for those below, joined: 
        n = len(base)
        b = 1 / (1 + np.exp(-base))
        not_up = np.ones((1, n)); stay = np.ones((1, n))
        for effect in effects:
            p = 1 / (1 + np.exp(-(base + effect)))
            u = np.where(effect > 0, (1 - p) / (1 - b), 1.0)
            d = np.where(effect < 0, p / b, 1.0)
            not_up = np.concatenate([not_up, not_up * u])
            stay = np.concatenate([stay, stay * d])
        p = (1 - (1 - b) * not_up) * stay
        p = np.clip(p, 1e-6, 1 - 1e-6)
        return np.log(p / (1 - p))
    total = np.zeros((1, len(base)))
    for effect in effects:
        total = np.concatenate([total, total + effect])
    if MODE == "mean":
        size = np.zeros(1)
        for _ in effects:
            size = np.concatenate([size, size + 1])
        total /= np.maximum(size, 1)[:, None]
    return total + base


def marginals(weights: Drawn, many: int) -> Drawn:
    """Return how likely each hypothesis contributes, shape (many, draws), from the sets' chances."""
    found = np.empty((many, weights.shape[1]))
    for at in range(many):
        found[at] = np.add.reduce(weights.reshape(-1, 2, 2**at, weights.shape[1])[:, 1], axis=(0, 1))
    return found
