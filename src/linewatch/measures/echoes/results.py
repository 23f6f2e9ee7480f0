"""What a search has found, as arrays that can be kept, and the finds of several searches as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.echoes.folding import Places
from linewatch.measures.echoes.keeping import Arrays
from linewatch.measures.echoes.searching import Shared
from linewatch.measures.echoes.significance import Chance

_COLUMNS = ("documents", "places", "score", "expected", "parts", "stretches")


def as_arrays(shared: Shared, until: int) -> Arrays:
    """Return what was found as arrays, with how many documents were searched."""
    return {
        "until": np.array([until]),
        **{column: getattr(shared, column) for column in _COLUMNS},
        "level": np.array([shared.level]),
        "chance": shared.chance.scores,
        "scale": np.array([shared.chance.scale, shared.chance.tail, shared.chance.level]),
    }


def from_arrays(held: Arrays) -> Shared:
    """Return what was found from arrays."""
    scale, tail, level = held["scale"].tolist()
    scores = np.asarray(held["chance"])
    documents, places, found, expected, parts, stretches = (np.asarray(held[column]) for column in _COLUMNS)
    return Shared(
        documents,
        places,
        found,
        expected,
        parts,
        stretches,
        int(held["level"][0]),
        Chance(scores, scale, tail, level),
    )


def merged(found: Sequence[Shared]) -> Shared:
    """Return the finds of a whole search and of what was added since as one, in order.

    Args:
        found: At least one; the first is of the whole search, by which the others were judged.
    """
    documents = np.concatenate([one.documents for one in found])
    return _in_order(found, documents, np.zeros(len(documents), bool))


def renumbered(shared: Shared, numbers: Sequence[int]) -> Shared:
    """Return what was found with other numbers of the documents; of two the lower comes first.

    Args:
        shared: What was found.
        numbers: The new number of each document.
    """
    documents = np.asarray(numbers, np.int64).reshape(-1)[shared.documents]
    turned = documents[:, 0] > documents[:, 1]
    sides = np.where(turned[:, None], [[2, 3, 0, 1]], [[0, 1, 2, 3]])
    places = np.take_along_axis(shared.places, sides, axis=1)
    of = np.repeat(sides, np.diff(shared.parts), axis=0)
    stretches = np.take_along_axis(shared.stretches, of, axis=1)
    documents.sort(axis=1)
    return _in_order([replace(shared, places=places, stretches=stretches)], documents, turned)


def _in_order(found: Sequence[Shared], documents: Places, turned: NDArray[np.bool_]) -> Shared:
    first = found[0]
    places = np.concatenate([one.places for one in found])
    sizes = np.concatenate([np.diff(one.parts) for one in found])
    stretches = np.concatenate([one.stretches for one in found])
    # Those of the same two documents stand in order, but where the two changed sides.
    place = np.where(turned[:, None], places, 0)
    order = np.lexsort((place[:, 2], place[:, 0], documents[:, 1], documents[:, 0]))
    begin = (np.cumsum(sizes) - sizes)[order]
    parts: Places = np.concatenate([[0], np.cumsum(sizes[order])]).astype(np.int64)
    which = np.repeat(begin - parts[:-1], sizes[order]) + np.arange(int(parts[-1]))
    return Shared(
        documents[order], places[order], np.concatenate([one.score for one in found])[order],
        np.concatenate([one.expected for one in found])[order], parts, stretches[which], first.level,
        found[-1].chance,
    )  # fmt: skip
