"""Which lines belong together: actors by who belongs to whom, issues by their tree.

Two lines that stand near each other in the trees have levels that are likely to be near, as far as the case says so:
each step up or down the tree takes a factor off their correlation, which is estimated. Trees of issues are joined at
a root of their own, with a factor of its own, so that an actor's bent may show across them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.kinds.trees import line, root

LARGEST = 24  # lines that are taken together: above it a family is parted into its actors
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Lines that are filtered together, d of them.

    Attributes:
        cells: Their places in the list of all cells.
        steps: Between their issues, within trees, shape (d, d).
        roots: Steps over the root that joins the trees, same shape.
        kin: Steps between their actors, same shape.
    """

    cells: tuple[int, ...]
    steps: Floats
    roots: Floats
    kin: Floats


def families(
    cells: Sequence[tuple[str, str]],
    issues: Mapping[str, str | None],
    actors: Mapping[str, str | None],
    largest: int = LARGEST,
) -> tuple[Family, ...]:
    """Return the families of lines.

    Args:
        cells: Each line's actor and issue.
        issues: The issue above each issue.
        actors: The actor above each actor.
        largest: Lines that are taken together at most.
    """
    together: dict[str, list[int]] = {}
    for at, (actor, _) in enumerate(cells):
        together.setdefault(root(actor, actors), []).append(at)
    found: list[Family] = []
    for members in together.values():
        if len(members) <= largest:
            found.append(_family(members, cells, issues, actors))
            continue
        single: dict[str, list[int]] = {}
        for at in members:
            single.setdefault(cells[at][0], []).append(at)
        for own in single.values():
            # More issues than that for one actor: what is pooled is then pooled within a part of them.
            parts = [own[k : k + largest] for k in range(0, len(own), largest)]
            found += [_family(part, cells, issues, actors) for part in parts]
    return tuple(found)


def apart(first: str, second: str, parents: Mapping[str, str | None]) -> tuple[int, bool]:
    """Return the steps between two names of a forest, to their roots if nothing joins them; and whether one does."""
    up, other = line(first, parents), line(second, parents)
    for steps, name in enumerate(up):
        if name in other:
            return steps + other.index(name), True
    return len(up) + len(other) - 2, False


def levels(family: Family, spread: Floats, near: Floats, across: Floats, kin: Floats) -> Floats:
    """Return the variance of a family's levels, shape (draws, d, d).

    Args:
        family: Whose.
        spread: Standard deviation of a level, shape (draws,).
        near: Correlation for each step in a tree of issues, same shape.
        across: For the way from a tree's root to the root of all, same shape.
        kin: For each step between actors, same shape.
    """
    powers = (
        np.log(near)[:, None, None] * family.steps
        + np.log(across)[:, None, None] * family.roots
        + np.log(kin)[:, None, None] * family.kin
    )
    return (spread * spread)[:, None, None] * np.exp(powers)


def _family(
    members: Sequence[int],
    cells: Sequence[tuple[str, str]],
    issues: Mapping[str, str | None],
    actors: Mapping[str, str | None],
) -> Family:
    size = len(members)
    steps, roots, kin = (np.zeros((size, size)) for _ in range(3))
    for i, first in enumerate(members):
        for j, second in enumerate(members[:i]):
            way, joined = apart(cells[first][1], cells[second][1], issues)
            steps[i, j] = steps[j, i] = way
            roots[i, j] = roots[j, i] = 0 if joined else 2
            kin[i, j] = kin[j, i] = apart(cells[first][0], cells[second][0], actors)[0]
    return Family(cells=tuple(members), steps=steps, roots=roots, kin=kin)
