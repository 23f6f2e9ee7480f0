"""What a run shows: counts by party, stratum and day, gauges by party and day, and what happened at the top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from linewatch.scenarios import sums as s
from linewatch.scenarios.member import FULL
from linewatch.scenarios.signals import LeaderEvent

GAUGES: Final = (
    "command",
    "lost_standing",
    "infallible",
    "emphasis",
    "front_success",
    "replaced",
    "pressure",
)
COUNTS: Final = {
    "members": s.IN,
    "balanced": s.SAID_BALANCED,
    "heavy": s.SAID_HEAVY,
    "exits": s.LEFT,
    "splinters": s.SPLIT,
}
MEANS: Final = {
    "trust_doctrine": s.DOCTRINE,
    "trust_system": s.SYSTEM,
    "trust_centre": s.CENTRE,
    "trust_leader": s.LEADER,
    "told": s.TOLD,
}


@dataclass(frozen=True, slots=True)
class Trace:
    """What a run shows.

    Attributes:
        scenario: The scenario's name.
        parties: Party ids, in the order of the arrays.
        starts: First day.
        sums: Sums over members kept, shape (days, parties, 3, 10), columns of `sums`.
        kept: Members kept by party and stratum, shape (parties, 3).
        whole: Members they stand for, same shape.
        gauges: Gauges of parties as whole numbers of 1/32767, shape (days, len(GAUGES), parties); replaced is a count.
        happened: What happened at the top of parties.
        seed: Seed.
        run: Number of the run.
        digest: The state's hash on the last day, 16 hexadecimal digits.
    """

    scenario: str
    parties: tuple[str, ...]
    starts: date
    sums: NDArray[np.int64]
    kept: NDArray[np.int64]
    whole: NDArray[np.int64]
    gauges: NDArray[np.int32]
    happened: tuple[LeaderEvent, ...]
    seed: int
    run: int
    digest: str

    @property
    def days(self) -> tuple[date, ...]:
        """The days, in their order."""
        return tuple(self.starts + timedelta(n) for n in range(len(self.sums)))

    def count(self, name: str) -> NDArray[np.int64]:
        """Return members, balanced, heavy, exits, splinters or voices, shape (days, parties, 3).

        A thinned party's counts stand for the whole party: each multiplied by what one member kept stands for,
        and rounded
        so that all kept are exactly the whole.
        """
        if name == "voices":
            kept = self.sums[..., s.SAID_BALANCED] + self.sums[..., s.SAID_HEAVY]
        else:
            kept = self.sums[..., COUNTS[name]]
        return (kept * self.whole * 2 + self.kept) // (2 * self.kept)

    def mean(self, name: str) -> NDArray[np.float64]:
        """Return the mean of a trust, or of what was told, over those who are in, 0 to 1, shape (days, parties, 3)."""
        inside = np.maximum(self.sums[..., s.IN], 1)
        return self.sums[..., MEANS[name]] / inside / FULL

    def gauge(self, name: str) -> NDArray[np.float64]:
        """Return a gauge of parties, shape (days, parties): a share, or a count for ``replaced``."""
        values = self.gauges[:, GAUGES.index(name)]
        return values.astype(np.float64) if name == "replaced" else values / FULL
