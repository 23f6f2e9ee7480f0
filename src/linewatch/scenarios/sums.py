"""What is summed over members each day, by block, then by party and stratum: whole numbers, exact in any order."""

from __future__ import annotations

from typing import Final

(
    IN,
    SAID_BALANCED,
    SAID_HEAVY,
    LEFT,
    SPLIT,
    DOCTRINE,
    SYSTEM,
    CENTRE,
    LEADER,
    TOLD,
    UNREST,
    NEAREST,
    LEAST_TOLD,
) = range(13)
# The first ten are sums over members; the last three say whether a block may be left alone.
KEPT: Final = 10
SUMS: Final = 13
