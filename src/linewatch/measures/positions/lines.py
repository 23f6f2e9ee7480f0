"""Lines read off at given days, one or two at once, and intervals over draws."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.intervals import LEVEL
from linewatch.measures.positions.fitting import Fit, Model, Part, drifted, family_of
from linewatch.measures.positions.normal import below

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_CHUNK = 4_000_000  # numbers held at once


@dataclass(frozen=True, slots=True)
class Read:
    """Lines at days, by draw: shape (draws, asked) each.

    Attributes:
        mean: Of the first line.
        var: Its variance.
        other: Mean of the second line; nan where none is asked for.
        apart: Variance of first less second.
    """

    mean: Floats
    var: Floats
    other: Floats
    apart: Floats


def read(model: Model, fit: Fit, first: Ints, second: Ints, day: Floats) -> Read:
    """Return lines at days.

    Args:
        model: What was fitted.
        fit: What came of it.
        first: A cell each, shape (asked,).
        second: Another each, or -1.
        day: Since the record's begin, shape (draws, asked).
    """
    mean, var, cross = _joint(model, fit, first, first, day)
    other, apart = np.full_like(mean, np.nan), np.full_like(var, np.nan)
    two = np.flatnonzero(second >= 0)
    if len(two):
        other[:, two], own, _ = _joint(model, fit, second[two], second[two], day[:, two])
        cross = np.zeros_like(own)
        family = family_of(model.families)
        kin = np.flatnonzero(family[first[two]] == family[second[two]])
        if len(kin):
            _, _, cross[:, kin] = _joint(model, fit, first[two][kin], second[two][kin], day[:, two[kin]])
        apart[:, two] = np.maximum(var[:, two] + own - 2 * cross, 1e-12)
    return Read(mean, var, other, apart)


def _joint(model: Model, fit: Fit, first: Ints, second: Ints, day: Floats) -> tuple[Floats, Floats, Floats]:
    """Return mean and variance of the first line, and its covariance with the second, of the same family."""
    found = tuple(np.empty(day.shape) for _ in range(3))
    family = family_of(model.families)[first]
    for part in fit.parts:
        rows = {at: row for row, at in enumerate(part.bunch.families)}
        asked = np.flatnonzero(np.isin(family, part.bunch.families))
        row = np.array([rows[at] for at in family[asked]], dtype=np.int64)
        steps, size = part.day.shape[2], part.bunch.size
        chunk = max(1, _CHUNK // (day.shape[0] * max(steps, size * size)))
        for k in range(0, len(asked), chunk):
            some = asked[k : k + chunk]
            places = (model.place[first[some]], model.place[second[some]])
            values = _of_part(model, part, row[k : k + chunk], places, day[:, some])
            for whole, own in zip(found, values, strict=True):
                whole[:, some] = own
    return found[0], found[1], found[2]


def _of_part(
    model: Model, part: Part, row: Ints, places: tuple[Ints, Ints], day: Floats
) -> tuple[Floats, Floats, Floats]:
    smoothed, (draws, members, _) = part.smoothed, part.day.shape
    step = (part.day[:, row, :] <= day[:, :, None]).sum(axis=2) - 1
    series: Ints = np.arange(draws, dtype=np.int64)[:, None] * members + row
    since = np.take_along_axis(part.day[:, row, :], step[:, :, None], axis=2)
    gained = drifted(model, np.concatenate([since, day[:, :, None]], axis=2))[:, :, 0]
    pull, hold = smoothed.pull[series, step], smoothed.hold[series, step]

    def column(place: Ints) -> Floats:
        own = smoothed.spread[series, step, place]
        own[:, np.arange(len(row)), place] += gained
        return own

    one, two = column(places[0]), column(places[1])
    held = np.matmul(hold, one[..., None])[..., 0]
    asked = np.arange(len(row))
    mean = smoothed.filtered[series, step, places[0]] + (one * pull).sum(axis=2)
    var = one[:, asked, places[0]] - (one * held).sum(axis=2)
    cross = two[:, asked, places[0]] - (two * held).sum(axis=2)
    return mean, np.maximum(var, 1e-12), cross


def interval(mean: Floats, var: Floats, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Return the ends between which a share of a mixture of normals lies, as much outside on each side.

    Args:
        mean: Of each normal, shape (draws, asked).
        var: Their variances.
        level: The share.
    """
    return _quantile(mean, var, (1 - level) / 2), _quantile(mean, var, (1 + level) / 2)


def _quantile(mean: Floats, var: Floats, share: float) -> Floats:
    scale = np.sqrt(var)
    each = mean + NormalDist().inv_cdf(share) * scale
    low: Floats = each.min(axis=0)
    high: Floats = each.max(axis=0)
    for _ in range(24):
        middle: Floats = (low + high) / 2
        under = below((middle - mean) / scale).mean(axis=0) < share
        low, high = np.where(under, middle, low), np.where(under, high, middle)
    return (low + high) / 2
