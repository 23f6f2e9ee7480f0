"""The words behind a distance, and the passages in which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from linewatch.measures.distances.topics import Floats
from linewatch.measures.distances.words import Counted, Ints, Place

SHOWN = 8  # words on either side


@dataclass(frozen=True, slots=True)
class Behind:
    """A word that moved a distance.

    Attributes:
        word: In small letters.
        uses: How often it stands in the text.
        expected: How often it was to be expected on such subjects in this period.
        pull: What it adds to the distance against the mean of the period; below 0 it draws nearer.
        places: The passages of the source in which most of its uses stand; none where it is absent.
    """

    word: str
    uses: int
    expected: float
    pull: float
    places: tuple[Place, ...]


def behind(counted: Counted, text: int, uses: Floats, expected: Floats, pull: Floats) -> tuple[Behind, ...]:
    """Return the words that draw a text nearest, then those that push it farthest, strongest first.

    Args:
        counted: All counts.
        text: Which text.
        uses: Uses of each word in it, shape (n_words,).
        expected: The uses to be expected.
        pull: What each word adds to its distance.
    """
    order = [int(i) for i in np.argsort(pull, kind="stable")]
    rows = np.flatnonzero(counted.owner == text)
    near = [i for i in order[:SHOWN] if pull[i] < 0]
    far = [i for i in order[::-1][:SHOWN] if pull[i] > 0]
    return tuple(
        Behind(
            counted.vocabulary[i],
            round(float(uses[i])),
            float(expected[i]),
            float(pull[i]),
            _places(counted, rows, i),
        )
        for i in (*near, *far)
    )


def _places(counted: Counted, rows: Ints, word: int) -> tuple[Place, ...]:
    inside: Sequence[float] = counted.counts[rows, word].toarray().ravel()
    most = int(np.argmax(inside))
    return counted.places[int(rows[most])] if inside[most] > 0 else ()
