"""An actor's own earlier texts, where they agree with the present one, steady its reading."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from linewatch.measures.distances.teaching import Flags
from linewatch.measures.distances.topics import Floats
from linewatch.measures.distances.words import Ints

REACH = 3  # periods of the calendar back that are heard
FADE = 0.7  # what a text weighs less for each period that it lies back
TOLERANCE = 2.0  # standard errors of the difference: a reading farther off than that weighs little


class Carried(NamedTuple):
    """Readings steadied by earlier ones.

    Attributes:
        score: By text.
        error: Its standard error, by text.
        earlier: By text, the weight that earlier readings have in it, from 0 to 1.
    """

    score: Floats
    error: Floats
    earlier: Floats


def carried(found: Floats, error: Floats, actors: Ints, when: Ints, skip: Flags) -> Carried:
    """Return each text's score with its actor's earlier ones let in as far as they agree with it.

    Levels differ between periods, so what is carried is how far an actor stood from the middle of its period.

    Args:
        found: The score of each text.
        error: Its standard error.
        actors: The actor of each text.
        when: The place in the calendar of each text's period.
        skip: Texts that are neither steadied nor let in: the centre's, and those too short.
    """
    level = np.zeros(len(found))
    for period in np.unique(when):
        there = (when == period) & ~skip
        level[when == period] = found[there].mean() if there.any() else 0.0
    off = found - level
    score, spread, share = found.copy(), error.copy(), np.zeros(len(found))
    for text in np.flatnonzero(~skip):
        back = when[text] - when
        own = np.flatnonzero((actors == actors[text]) & (back >= 0) & (back <= REACH) & ~skip)
        both = TOLERANCE * np.sqrt(error[own] ** 2 + error[text] ** 2)
        apart = (off[own] - off[text]) / np.maximum(both, 1e-9)
        weight = FADE ** back[own] * np.exp(-(apart**2) / 2)
        weight /= weight.sum()
        score[text] = level[text] + weight @ off[own]
        spread[text] = np.sqrt((weight**2) @ (error[own] ** 2))
        share[text] = 1 - float(weight[own == text][0])
    return Carried(score, spread, share)
