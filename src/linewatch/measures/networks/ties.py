"""Ties: how far two actors take the same stances on the same issues, and how far opposite ones."""

from __future__ import annotations

from typing import Literal, NamedTuple, cast, get_args

import numpy as np

from linewatch.measures.networks.counting import Floats

Kind = Literal["congruence", "conflict", "subtract"]
KINDS = cast(tuple[Kind, ...], get_args(Kind))
Normalise = Literal["none", "average", "jaccard", "cosine"]
NORMALISE = cast(tuple[Normalise, ...], get_args(Normalise))


class Ties(NamedTuple):
    """The ties of all pairs, each shape (n_actors, n_actors), symmetric, nothing on the diagonal.

    Attributes:
        congruence: How far two are agreed.
        conflict: How far they are opposed.
        shared: Congruence and conflict together, before they were normalised: 0 where no issue is shared.
    """

    congruence: Floats
    conflict: Floats
    shared: Floats

    def of(self, kind: Kind) -> Floats:
        """Return the ties of a kind; subtract is congruence less conflict."""
        if kind == "subtract":
            return self.congruence - self.conflict
        return self.congruence if kind == "congruence" else self.conflict


def scale_range(levels: Floats) -> float:
    """Return the distance between the poles: the least scale around 0 that holds all stances.

    Two stances of one sign are thus never counted as opposite poles, and a case coded -1 and +1 has the same
    ties as one coded -2 and +2.
    """
    return 2 * float(np.abs(levels).max()) or 1.0


def ties(table: Floats, levels: Floats, span: float, normalise: Normalise = "none") -> Ties:
    """Return the ties between all actors.

    Args:
        table: How often each actor took each stance on each issue, shape (n_actors, n_issues * n_levels).
        levels: The stances, shape (n_levels,).
        span: The distance between the poles of an issue.
        normalise: By what a tie is divided. none: nothing, so that who speaks much has strong ties. average: the
            mean number of both actors' statements. jaccard: what both have together, counted once. cosine: the
            lengths of both actors' vectors of counts.

    Source:
        Leifeld, Gruber and Bossner (2019), Discourse Network Analyzer Manual, congruence and conflict networks;
        sum over issues and stances of n_ikq n_jkq' (1 - |q - q'| / range), and |q - q'| / range. The lengths of
        the cosine are taken under the same likeness of stances: the Euclidean norm where stances are two-valued.
        Jaccard is Tanimoto's form for counts.
    """
    apart = np.abs(levels[:, None] - levels[None, :]) / span
    alike = _against(table, 1 - apart)
    opposed = _against(table, apart)
    own, divisor = np.diag(alike).copy(), None
    if normalise == "average":
        said = table.sum(axis=1)
        divisor = (said[:, None] + said[None, :]) / 2
    elif normalise == "jaccard":
        divisor = own[:, None] + own[None, :] - alike
    elif normalise == "cosine":
        divisor = np.sqrt(own[:, None] * own[None, :])
    for square in (alike, opposed):
        np.fill_diagonal(square, 0.0)
    if divisor is None:
        return Ties(alike, opposed, alike + opposed)
    safe = np.where(divisor > 0, divisor, 1.0)
    return Ties(alike / safe, opposed / safe, alike + opposed)


def _against(table: Floats, likeness: Floats) -> Floats:
    """Return the sum over issues of counts times counts times the likeness of their stances."""
    actors, width = table.shape
    many = table.reshape(actors, width // len(likeness), len(likeness))
    return (many @ likeness).reshape(actors, width) @ table.T
