"""Items that share a source or a cause: which they are, and how much they tell together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.hypotheses.matrix import Item, Matrix


@dataclass(frozen=True, slots=True)
class Unit:
    """Items that are weighed together: a group, a source, or one item that stands alone.

    Attributes:
        key: Of its draws; a lone item of a source has its source's, so that a second from there changes nothing.
        dependence: 0: each item tells as much as alone; 1: all together tell as much as one.
        items: Its members, by id.
    """

    key: str
    dependence: float
    items: tuple[Item, ...]


def unit_key(item: Item) -> str:
    """Return the key of the unit that an item belongs to: its group, else its source, else itself."""
    if item.group is not None:
        return f"group {item.group}"
    return f"item {item.id}" if item.source is None else f"source {item.source}"


def unit_dependence(item: Item, matrix: Matrix, same_source: float) -> float:
    """Return the dependence within the unit that an item belongs to."""
    if item.group is not None:
        return matrix.dependence[item.group]
    return 1.0 if item.source is None else same_source


def units(matrix: Matrix, same_source: float) -> tuple[Unit, ...]:
    """Return the items that weigh (seen or absent), in the units they weigh in, by key."""
    found: dict[str, list[Item]] = {}
    for item in sorted(matrix.items, key=lambda item: item.id):
        if item.state != "open":
            found.setdefault(unit_key(item), []).append(item)
    return tuple(
        Unit(key, unit_dependence(items[0], matrix, same_source), tuple(items))
        for key, items in sorted(found.items())
    )


def counted(many: int, dependence: float) -> float:
    """Return for how many items a number of equally telling ones count: many / (1 + (many - 1) dependence).

    Source:
        The design effect of Kish (1965), Survey Sampling, sec. 5.4. For normal evidence with one shift per
        hypothesis and equal correlation of errors the log likelihood ratio of all is exactly that of one, times this.
    """
    return many / (1.0 + (many - 1) * dependence)


def joined(parts: Sequence[NDArray[np.float64]], dependence: float) -> NDArray[np.float64]:
    """Return what the items of a unit tell together.

    For each hypothesis the items that speak for it are put in order of strength; the strongest counts in full, the
    next by what a further one adds to `counted`, and so on. What speaks against it the same. At 0 this is their sum,
    at 1 the strongest for and the strongest against.

    A mean over the items (the design effect as one weight on all) would let a weak item of the same side take away
    from a strong one. Whatever never does that, lets a copy change nothing at 1, and never falls when an item grows
    stronger, must be the strongest item at 1: what x and a weaker y tell lies between x alone and x with its copy,
    which are the same.

    Its weakness: of many noisy judgements of one thing it takes the strongest.

    Args:
        parts: By item the log likelihood of each hypothesis against the mean (or the baseline), each of shape
            (hypotheses, draws).
        dependence: From 0 to 1.

    Source:
        The symmetric Choquet (Sipos) integral over the capacity `counted`: Mesiar, Mesiarova-Zemankova and Ahmad
        (2011), Discrete Choquet integral and some of its symmetric extensions, Fuzzy Sets and Systems 184, sec. 1.
    """
    if len(parts) == 1:
        return parts[0]
    if dependence <= 0.0:
        return np.add.reduce(parts)
    if dependence >= 1.0:
        return np.maximum(np.maximum.reduce(parts), 0.0) + np.minimum(np.minimum.reduce(parts), 0.0)
    many = len(parts)
    totals = [0.0, *(counted(n, dependence) for n in range(1, many + 1))]
    found = np.empty_like(parts[0])
    for row in range(len(found)):  # one hypothesis at a time: a group of all items would fill the memory
        ordered = np.sort(np.stack([part[row] for part in parts]), axis=0)
        found[row] = 0.0
        for place in range(many):
            adds = totals[place + 1] - totals[place]
            found[row] += adds * (
                np.maximum(ordered[many - 1 - place], 0.0) + np.minimum(ordered[place], 0.0)
            )
    return found
