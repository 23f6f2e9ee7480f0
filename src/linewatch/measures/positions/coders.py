"""Coders beside each other: how far each reads to one side, and how much they stray."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.positions.readings import Readings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SHIFT = 0.15  # standard deviation, in steps, of how far a coder reads to one side, before two are compared
_NOISE = (
    0.05,
    5.0,
)  # variance of a coder's own error thought likely, and how many pairs that opinion is worth
_ROUNDING = 1 / 12  # variance that cutting a line into steps of one adds to each reading
_GROSS = 2  # steps above which two readings differ by more than coders' errors make likely


def coder_noise(readings: Readings) -> float:
    """Return the variance of a coder's own error, from statements read twice, less what cutting into codes adds."""
    one, two = _pairs(readings)
    apart = np.abs(readings.read[one] - readings.read[two])
    squares = np.minimum(apart, _GROSS) ** 2 / 2.0
    opinion, worth = _NOISE
    total = worth * opinion + float(np.maximum(squares.sum() - _ROUNDING * len(one), 0.0))
    return total / (worth + len(one))


def shifts(readings: Readings, noise: float, draws: int, rng: np.random.Generator | None) -> Floats:
    """Return how far each statement was read to one side by those who read it, shape (draws, statements).

    How far two coders differ is learnt from what both read; how far all of them together read to one side nothing can
    tell, so that it stays as wide as the opinion has it and cancels only where two lines are compared.

    Args:
        readings: What was read.
        noise: Variance of a coder's own error.
        draws: How many to draw.
        rng: Draws them; None for the likeliest values.
    """
    many = len(readings.coders)
    hold = np.eye(many + 1) / SHIFT**2
    push = np.zeros(many + 1)
    one, two = _pairs(readings)
    known = (readings.coder[one] >= 0) & (readings.coder[two] >= 0)
    one, two = one[known], two[known]
    apart = np.clip(readings.read[one] - readings.read[two], -_GROSS, _GROSS)
    weight = 1 / (2 * (noise + _ROUNDING))
    at, other = readings.coder[one], readings.coder[two]
    np.add.at(hold, (np.r_[at, other], np.r_[at, other]), weight)
    np.add.at(hold, (np.r_[at, other], np.r_[other, at]), -weight)
    np.add.at(push, np.r_[at, other], np.r_[weight * apart, -weight * apart])
    spread = np.linalg.inv(hold)
    each = np.repeat((spread @ push)[None, :], draws, axis=0)
    if rng is not None:
        each = each + rng.standard_normal(each.shape) @ np.linalg.cholesky(spread).T
    each[:, many] = 0.0  # an agreed reading, or one of which no coder is named
    return _means(each[:, readings.coder], readings)


def _means(values: Floats, readings: Readings) -> Floats:
    """Return the mean over the readings of each statement."""
    draws, many = len(values), len(readings.ids)
    if len(readings.of) == many:
        return values
    index = (np.arange(draws)[:, None] * many + readings.of).ravel()
    return np.bincount(index, values.ravel(), draws * many).reshape(draws, many) / readings.readings_of


def _pairs(readings: Readings) -> tuple[Ints, Ints]:
    """Return neighbouring readings of the same statement."""
    at = np.flatnonzero(readings.of[1:] == readings.of[:-1])
    return at, at + 1
