"""What is asked of a network, and what decides the answer."""

from __future__ import annotations

from dataclasses import dataclass

from linewatch.measures.networks.counting import Once
from linewatch.measures.networks.ties import Kind, Normalise

RESAMPLES, PERMUTATIONS = 400, 999
LEAST_DOCUMENTS = 5  # sources of a case, below which a draw of sources says nothing of those not seen
LEAST_OF_ACTOR = 2  # sources of an actor, below which nothing says how much they differ
SURE = 0.90  # share of draws that put an actor into his camp, from which on it is called sure


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a network.

    Attributes:
        kind: Which ties.
        normalise: By what they are divided.
        once: Within what a repeated stance counts once.
        span: The distance between the poles of an issue.
        seed: Keys all draws.
        resamples: How often the sources are drawn anew; 0 for no intervals.
        permutations: How often stances are dealt out anew; 0 for no null.
        centre: The actor whose camp is the first; the first by id where it is left out or not in the network.
    """

    kind: Kind = "subtract"
    normalise: Normalise = "none"
    once: Once | None = None
    span: float
    seed: int = 1
    centre: str | None = None
    resamples: int = RESAMPLES
    permutations: int = PERMUTATIONS
