"""One centre or many: how far ties run to one actor, against a null that keeps each actor's activity."""

from __future__ import annotations

import numpy as np

from linewatch.measures.networks.asked import Asked
from linewatch.measures.networks.counting import Floats
from linewatch.measures.networks.ties import ties

LEAST_ACTORS = 3
NULL = (
    "each actor keeps on which issues it spoke and how often; on each issue the actors' mixes of stances are dealt"
    " out among them anew"
)


def centralization(square: Floats) -> float | None:
    """Return how far ties run to one actor: 1 is a star, 0 that all have ties of the same weight.

    Args:
        square: Ties, shape (n_actors, n_actors), symmetric; ties below 0 count as none.

    Returns:
        The sum over actors of what they lack of the strongest, divided by what it is in a star of the same weight;
        None where there are fewer than three actors or no ties.

    Source:
        Freeman (1978), Social Networks 1(3), degree centralization; with weights, the divisor is the star in which
        the same weight is kept: (n - 2) times the sum of ties, whatever the weights of the star's rays.
    """
    strength = np.maximum(square, 0).sum(axis=1)
    actors, weight = len(strength), strength.sum() / 2
    if actors < LEAST_ACTORS or weight <= 0:
        return None
    return float((strength.max() - strength).sum() / ((actors - 2) * weight))


def dealt_out(table: Floats, levels: int, rng: np.random.Generator) -> Floats:
    """Return a table of the null: whose mix of stances on an issue is whose is drawn anew.

    Args:
        table: How often each actor took each stance on each issue, shape (n_actors, n_issues * n_levels).
        levels: How many stances there are.
        rng: Draws who gets which.
    """
    many = table.reshape(len(table), -1, levels)
    totals = many.sum(axis=2)
    drawn = np.zeros_like(many)
    for issue in range(many.shape[1]):
        spoke = np.flatnonzero(totals[:, issue])
        if len(spoke) < 2:
            drawn[spoke, issue] = many[spoke, issue]
            continue
        mixes = many[spoke, issue] / totals[spoke, issue][:, None]
        drawn[spoke, issue] = mixes[rng.permutation(len(spoke))] * totals[spoke, issue][:, None]
    return drawn.reshape(table.shape)


def null_values(
    table: Floats,
    levels: Floats,
    asked: Asked,
    times: int,
    rng: np.random.Generator,
) -> Floats:
    """Return the centralization of networks in which nobody is the centre but by activity; shape (n,), n <= times."""
    found = [
        centralization(
            ties(dealt_out(table, len(levels), rng), levels, asked.span, asked.normalise).of(asked.kind)
        )
        for _ in range(times)
    ]
    return np.array([value for value in found if value is not None])


def chance(value: float, null: Floats) -> float:
    """Return how often the null gives as much or more, the value itself counted once."""
    return float((1 + (null >= value - 1e-12).sum()) / (1 + len(null)))
