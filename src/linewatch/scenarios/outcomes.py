"""What is asked of a run, as tables: shares and means by party, stratum and day."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from linewatch.scenarios import sums as s
from linewatch.scenarios.member import FULL
from linewatch.scenarios.movement import STRATA
from linewatch.scenarios.traces import Trace

# Each is a share of members at the start, or a mean over those who are in.
OUTCOMES: Final = {
    "voices": "members who speak, balanced or heavily, as a share of those in",
    "heavy": "members who criticise heavily, as a share of those in",
    "exits": "members who have left alone, as a share of members at the start",
    "splinters": "members who have left into a splinter, as a share of members at the start",
    "trust_centre": "mean trust in the centre, over those in",
    "trust_leader": "mean trust in the own leader, over those in",
    "told": "mean of what members have been told, over those in",
}
# Strata of a table: the three, and all of them together.
WHOLE: Final = "all"
TABLE_STRATA: Final = (*STRATA, WHOLE)
MOVEMENT: Final = "the movement"


def table(trace: Trace) -> NDArray[np.float64]:
    """Return a run's outcomes, shape (OUTCOMES, days, parties + 1, strata + 1).

    The last party is the movement, the last stratum all; both weigh each member as what it stands for.
    """
    weight = trace.whole / np.maximum(trace.kept, 1)
    kept = trace.sums.astype(np.float64) * weight[None, :, :, None]
    first = np.broadcast_to(trace.whole.astype(np.float64), kept.shape[:3])
    sums = np.concatenate([kept, first[..., None]], axis=-1)
    sums = np.concatenate([sums, sums.sum(axis=2, keepdims=True)], axis=2)
    sums = np.concatenate([sums, sums.sum(axis=1, keepdims=True)], axis=1)
    inside = np.maximum(sums[..., s.IN], 1.0)
    begun = np.maximum(sums[..., -1], 1.0)
    return np.stack(
        [
            (sums[..., s.SAID_BALANCED] + sums[..., s.SAID_HEAVY]) / inside,
            sums[..., s.SAID_HEAVY] / inside,
            sums[..., s.LEFT] / begun,
            sums[..., s.SPLIT] / begun,
            sums[..., s.CENTRE] / inside / FULL,
            sums[..., s.LEADER] / inside / FULL,
            sums[..., s.TOLD] / inside / FULL,
        ]
    )
