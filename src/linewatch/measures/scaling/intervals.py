"""How far an interval reaches from what was drawn again."""

from __future__ import annotations

from statistics import NormalDist


def reach(level: float, freedom: float) -> float:
    """Return how many standard errors an interval reaches to each side, by Student's t.

    Args:
        level: Of the interval, e.g. 0.90.
        freedom: Degrees of freedom; fewer than 4 are taken for 4.

    Source:
        Abramowitz and Stegun (1964), 26.7.5; within 1 % from four degrees of freedom on.
    """
    z, freedom = NormalDist().inv_cdf((1 + level) / 2), max(4.0, freedom)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, 1))
