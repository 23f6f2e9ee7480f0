"""The normal distribution, for arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def below(values: Floats) -> Floats:
    """Return the chance that a standard normal lies below each value."""
    from scipy.special import ndtr  # noqa: PLC0415  # pyright: ignore  - slow to import, and has no types

    return np.asarray(ndtr(values), dtype=np.float64)  # pyright: ignore
