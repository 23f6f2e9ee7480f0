"""From scores to distances on a scale that can be read, each with its error."""

from __future__ import annotations

import zlib
from typing import NamedTuple

import numpy as np

from linewatch.measures.distances.intervals import drawn, resampled, scored
from linewatch.measures.distances.learning import Learnt
from linewatch.measures.distances.room import Room
from linewatch.measures.distances.teaching import GROUPS
from linewatch.measures.distances.topics import Floats
from linewatch.measures.distances.words import Ints

DRAWS = 40


class Measured(NamedTuple):
    """Each text's distance from its own period alone, and its standard error; nan where none is told."""

    distance: Floats
    error: Floats


def measured(room: Room, found: Learnt, seed: int) -> Measured:
    """Return the distances of a room.

    The error has three parts: other passages on the same subjects, for the actor, the centre and the farther
    half alike; other teachers; other partitions.

    Args:
        room: The texts.
        found: What they teach.
        seed: Keys the draws.
    """
    again, apart = _draws(room, found, seed)
    value, error = np.full((2, len(room.periods)), np.nan)
    for period in found.lessons:
        dumb = room.short | found.unheard | found.untaught
        heard = np.flatnonzero((room.periods == period) & ~dumb & ~room.centre)
        if len(heard) < 2:
            continue
        zero = centre_texts(room, found, period)
        here, reach = against(found.score, heard, zero)
        if not reach > 0:
            continue
        value[heard] = here
        passages = _moved(again, heard, zero, here).var(axis=0, ddof=1)
        teachers = (
            (GROUPS - 1) ** 2 / GROUPS * _moved(found.other_scores, heard, zero, here).var(axis=0, ddof=1)
        )
        partitions = _moved(apart, heard, zero, here).var(axis=0, ddof=1) / len(apart)
        error[heard] = np.sqrt(passages + teachers + partitions) / reach
    return Measured(value, error)


def centre_texts(room: Room, found: Learnt, period: int) -> Ints:
    """Return the centre's texts of a period, or of the nearest that has any."""
    own = np.flatnonzero(room.centre & ~np.isnan(found.score))
    nearest = np.abs(room.when[own] - room.steps[period])
    return own[nearest == nearest.min()]


def against(score: Floats, heard: Ints, zero: Ints) -> tuple[Floats, float]:
    """Return scores on the scale where the centre is 0 and the mean of the farther half of the others 1.

    That half is steadier than the farthest alone, and, unlike the middle, not among the near where half of all are
    near-copies.

    Args:
        score: By text.
        heard: The texts to be told.
        zero: The centre's.

    Returns:
        By text heard; and what 1 is in scores: the scale tells nothing where that is not above 0.
    """
    nought, reach = _ends(score[None], heard, zero)
    return (score[heard] - nought[0]) / reach[0], float(reach[0, 0])


def _ends(scores: Floats, heard: Ints, zero: Ints) -> tuple[Floats, Floats]:
    """Return where the centre stands, and how far from it the farther half of the others, shape (n_times, 1)."""
    nought = scores[:, zero].mean(axis=1, keepdims=True)
    farther = np.sort(scores[:, heard], axis=1)[:, len(heard) // 2 :]
    return nought, farther.mean(axis=1, keepdims=True) - nought


def _moved(scores: Floats, heard: Ints, zero: Ints, here: Floats) -> Floats:
    """Return by how much each distance would move at first order, in scores, shape (n_times, n_heard).

    The ratio itself is not taken anew: where a draw puts the centre among the others it has no bounds.
    """
    nought, reach = _ends(scores, heard, zero)
    return (scores[:, heard] - nought) - here * reach


def _draws(room: Room, found: Learnt, seed: int) -> tuple[Floats, Floats]:
    """Return each text's score with its passages drawn anew, and by each partition."""
    again = np.full((DRAWS, len(room.periods)), np.nan)
    apart = np.full((len(found.topics), len(room.periods)), np.nan)
    for period in found.lessons:
        scale = found.scale(period)
        rates = [known.rates(period) for known in found.usual]
        for text in np.flatnonzero((room.periods == period) & (~room.short | room.centre)):
            rows = np.flatnonzero(room.counts.owner == text)
            own = [topic[rows] for topic in found.topics]
            inside = room.counts.counts[rows].toarray()
            # Keyed by what is said, so that an interval hangs neither on a name nor on who else speaks.
            named = zlib.crc32(room.uses[text].tobytes())
            draws = drawn(own, DRAWS, np.random.default_rng([seed, named]))
            again[:, text] = resampled(inside, own, rates, scale, draws)
            mixes = [known.mix[[text]] for known in found.usual]
            apart[:, text] = scored(room.uses[[text]], mixes, rates, scale)[:, 0]
    return again, apart
