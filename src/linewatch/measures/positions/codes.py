"""Codes from -2 to +2 as intervals of a line without ends, with a share of gross errors.

A code k says that line, statement's error and coder's error together lay between k - 1/2 and k + 1/2; the codes at
the ends are open outwards, so that a line may lie beyond them. With a small chance the code says nothing at all.
Each reading is replaced by a Gaussian with the same first two moments, given all others (expectation propagation).

Source:
    Minka (2001), Uncertainty in Artificial Intelligence 17; for ordinal codes Chu and Ghahramani (2005),
    J. Mach. Learn. Res. 6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.positions.normal import below

Floats = NDArray[np.float64]
HIGHEST = 2  # the code at the upper end; the lower is its negative
_CODES = 2 * HIGHEST + 1
_LEAST_WEIGHT = 1e-6
_ROOT = np.sqrt(2 * np.pi)


@dataclass(frozen=True, slots=True)
class Told:
    """What readings tell, in natural parameters, and how likely each was.

    Attributes:
        weight: Shape as the readings.
        push: The same.
        evidence: Log of how likely each reading was beside its Gaussian: their sum and that of the smoother is the
            evidence of all.
    """

    weight: Floats
    push: Floats
    evidence: Floats


def told(codes: Floats, mean: Floats, var: Floats, noise: Floats, gross: Floats) -> Told:
    """Return the Gaussians that stand for readings.

    Args:
        codes: -2 to 2, shape (readings,); between two where two coders differ.
        mean: Of the line as the coder would read it, from all but this reading, shape (draws, readings).
        var: Its variance, same shape.
        noise: Variance of the reading's error, same shape.
        gross: Chance that a code says nothing, same shape or one that fits.
    """
    scale = np.sqrt(var + noise)
    low = np.where(codes <= -HIGHEST, -np.inf, (codes - 0.5 - mean) / scale)
    high = np.where(codes >= HIGHEST, np.inf, (codes + 0.5 - mean) / scale)
    # Both ends on the side where the tail is small: the difference of two numbers near 1 would be lost.
    inside = np.where(low > 0, below(-low) - below(-high), below(high) - below(low))
    at_low, at_high = np.exp(-0.5 * low * low) / _ROOT, np.exp(-0.5 * high * high) / _ROOT
    first = (at_low - at_high) / scale
    second = (_times(low, at_low) - _times(high, at_high)) / (scale * scale)
    whole = (1 - gross) * inside + gross / _CODES
    slope = (1 - gross) * first / whole
    bend = (1 - gross) * second / whole - slope * slope
    weight = np.maximum(-bend / np.maximum(1 + var * bend, 1e-9), _LEAST_WEIGHT)
    push = (mean + var * slope) * (weight + 1 / var) - mean / var
    damp = 1 / (1 + weight * var)
    alone = 0.5 * (np.log(damp) + (push * push * var + 2 * push * mean - weight * mean * mean) * damp)
    return Told(weight, push, np.log(whole) - alone)


def _times(end: Floats, density: Floats) -> Floats:
    return np.where(np.isinf(end), 0.0, end) * density
