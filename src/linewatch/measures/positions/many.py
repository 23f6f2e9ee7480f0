"""A very large case: each line by itself, statements of one day taken together, on a grid of days.

The statements' Gaussians are found once, with every date at its middle; then dates are drawn anew and lines smoothed
for each draw. Lines are not pooled and jumps not looked for: with so many statements a line tells its own moves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.positions.coders import SHIFT, coder_noise, shifts
from linewatch.measures.positions.codes import told
from linewatch.measures.positions.estimating import FEWER, chosen_strengths, event_days
from linewatch.measures.positions.readings import Readings
from linewatch.measures.positions.smoothing import Nodes, smooth
from linewatch.measures.positions.strengths import Strengths
from linewatch.measures.positions.values import Rows

MANY = 20_000  # statements above which a case is large
_DAYS = 1_024  # of the grid at most: in a longer record its step is more than a day
_CHUNK = 2_000_000  # numbers held at once
_TURNS = 4
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Lines of a large case on a grid of days, over draws.

    Attributes:
        step: Days between two places of the grid.
        mean: Of each line at each place, shape (cells, places).
        var: Its variance, over draws and within them.
        shared: Variance of what all lines have in common, the coders' shift, within var.
        span: Days of the record.
        later: Days of the stated events that lie beyond the grid, rising.
    """

    step: float
    mean: Floats
    var: Floats
    shared: float
    strengths: Strengths
    span: float
    later: Floats

    def gained(self, day: Floats) -> Floats:
        """Return the variance that a line gains from the record's end to each day; none within the record."""
        walk, event = float((self.strengths.walk**2).mean()), float((self.strengths.event**2).mean())
        events = np.searchsorted(self.later, day, side="right")
        return np.maximum(day - self.span, 0.0) / self.span * walk + events * event


def grid(rows: Rows, readings: Readings, seed: int) -> Grid:
    """Return the lines of a large case on a grid of days.

    Args:
        rows: The case, for its events.
        readings: Its statements as numbers.
        seed: Keys every draw.
    """
    rng = np.random.default_rng(seed)
    chosen = chosen_strengths(rows, readings, rng)
    span = max(readings.end - readings.begin, 1.0)
    step = max(1.0, np.ceil((span + 1) / _DAYS))
    shape = (len(readings.cells), int(span // step) + 1)
    events = event_days(rows.events, readings.begin)
    told_of = np.array(sorted((low + high) / 2 for low, high in events))
    at: list[int] = (told_of // step).astype(np.int64).tolist()
    count = np.bincount([place for place in at if 0 < place < shape[1]], minlength=shape[1])[: shape[1]]
    steps = (step, span, count.astype(np.float64))
    middle = chosen.middle()
    noise = coder_noise(readings)
    shift = shifts(readings, noise, 1, None)[0]
    said = (
        middle.noise**2 * middle.doubt[0] ** readings.doubt * readings.looseness
        + noise / readings.readings_of
        + readings.contested
    )
    first, last = readings.first - readings.begin, readings.last - readings.begin
    cell = readings.cell * shape[1]
    place = cell + ((first + last) / 2 // step).astype(np.int64)
    weight, push = np.zeros(len(place)), np.zeros(len(place))
    for _ in range(_TURNS):
        mean, var = (v[0].ravel()[place] for v in _smoothed(shape, place[None], weight, push, middle, steps))
        free = 1 / np.maximum(1 / var - weight, 1e-4)
        apart = free * (mean / var - push)
        found = told(readings.code, apart + shift, free, said, middle.gross)
        weight, push = found.weight, found.push - found.weight * shift
    total, square = np.zeros(shape), np.zeros(shape)
    chunk = max(1, _CHUNK // (shape[0] * shape[1]))
    for start in range(0, FEWER, chunk):
        some = range(start, min(start + chunk, FEWER))
        day = [
            cell + ((first + np.floor(rng.random(len(cell)) * (last - first + 1))) // step).astype(np.int64)
            for _ in some
        ]
        few = _of(chosen, [k * len(chosen.noise) // FEWER for k in some])
        mean, var = _smoothed(shape, np.stack(day), weight, push, few, steps)
        total += mean.sum(axis=0)
        square += (var + mean * mean).sum(axis=0)
    mean = total / FEWER
    shared = SHIFT**2 / len(readings.coders) if readings.coders else 0.0
    return Grid(
        step=step,
        mean=mean,
        var=square / FEWER - mean * mean + shared,
        shared=shared,
        strengths=chosen,
        span=span,
        later=told_of[told_of // step >= shape[1]],
    )


def _of(chosen: Strengths, draws: list[int]) -> Strengths:
    return Strengths(*(getattr(chosen, name)[draws] for name in chosen.__slots__))


def _smoothed(  # noqa: PLR0913, PLR0917 - a step of the whole, not a part of its own
    shape: tuple[int, int], place: Ints, weight: Floats, push: Floats, s: Strengths,
    steps: tuple[float, float, Floats],
) -> tuple[Floats, Floats]:  # fmt: skip
    """Return mean and variance of each line at each place of the grid, by draw."""
    draws, size = len(place), shape[0] * shape[1]

    def gathered(values: Floats) -> Floats:
        each = [np.bincount(own, values, size).astype(np.float64) for own in place]
        return np.stack(each).reshape(-1, shape[1])

    weights, pushes = gathered(weight), gathered(push)
    step, span, events = steps
    drift = (s.walk**2 * step / span)[:, None] + (s.event**2)[:, None] * events
    drift[:, 0] = 0.0
    nodes = Nodes(
        at=np.zeros(weights.shape, dtype=np.int64),
        weight=weights,
        push=pushes,
        drift=np.repeat(drift, shape[0], axis=0),
        extra=np.zeros(weights.shape),
    )
    found = smooth(np.repeat(s.spread**2, shape[0])[:, None, None], nodes, whole=False)
    return found.mean.reshape(draws, *shape), found.var.reshape(draws, *shape)
