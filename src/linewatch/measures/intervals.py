"""What all intervals share: their level, and Student's t."""

from __future__ import annotations

LEVEL = 0.90


def student(freedom: float, level: float = LEVEL) -> float:
    """Return how many standard errors an interval reaches to each side.

    Args:
        freedom: Degrees of freedom, more than 0.
        level: Of the interval.

    Source:
        The quantile of Student's t distribution.
    """
    # Slow to import, and only measures need it; its types are not told.
    from scipy.special import stdtrit  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]

    return float(stdtrit(freedom, (1 + level) / 2))
