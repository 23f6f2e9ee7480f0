"""Jumps between neighbouring statements of a line: how likely each is, and drawn as likely as it is.

Besides its walk a line may jump. Before anything is read the chance is spread over the record's days, with more of
it where a stated event lies. What the statements say is how much likelier they are with the jump than without,
gross errors allowed for in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.positions.fitting import JUMP, Fit, Model, Times, bunches, start, turned

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BREAKS = 0.2  # of lines jump once within the record: the opinion before anything is read
AT_EVENT = 0.03  # chance that one jumps in a gap in which a stated event lies, likewise
_MOST = 0.5  # and of any jump at all, however many events there are
SURE = 0.92  # chance from which a jump is called a break
_WORTH = 0.02  # chance by the rough score from which a gap is looked into
_BATCH, _BATCHES = 64, 2  # gaps weighed at once, and how often at most
_ROUGH = 0.9  # chance that a gap of which there is the rough score alone is given at most: below SURE
_TURNS = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """Two neighbouring statements of one line.

    Attributes:
        cell: Whose line.
        before: The earlier statement.
        after: The later one.
        events: Stated events that lie, or may lie, between them.
        prior: Chance of a jump there before anything is read.
    """

    cell: int
    before: int
    after: int
    events: tuple[int, ...]
    prior: float


def gaps(
    cell: Ints, first: Floats, last: Floats, events: Sequence[tuple[float, float]], span: float
) -> tuple[Gap, ...]:
    """Return the gaps between neighbouring statements, in order of the middles of their dates.

    Args:
        cell: Of each statement.
        first: The first day each can mean.
        last: The last.
        events: The first and last day of each stated event.
        span: Days of the record.
    """
    middle = (first + last) / 2
    order = np.lexsort((middle, cell))
    found: list[Gap] = []
    for one, two in zip(order[:-1].tolist(), order[1:].tolist(), strict=True):
        if cell[one] != cell[two] or middle[one] == middle[two]:
            continue
        # A jump on the day of the later statement shows in it; on that of the earlier it does not.
        within = tuple(at for at, (low, high) in enumerate(events) if high > first[one] and low <= last[two])
        prior = BREAKS * (middle[two] - middle[one]) / span + (AT_EVENT if within else 0.0)
        found.append(Gap(int(cell[one]), one, two, within, float(prior)))
    return tuple(found)


def chances(base: Model, between: Sequence[Gap], rough: Fit) -> Floats:
    """Return how likely each gap holds a jump, at most one a line, shape (gaps,).

    Args:
        base: The model at one set of strengths, each date at its middle.
        between: The gaps.
        rough: Its fit without jumps.
    """
    if not between:
        return np.zeros(0)
    cell = np.array([gap.cell for gap in between])
    prior = np.array([gap.prior for gap in between])
    whole = np.bincount(cell, prior, minlength=len(base.place))
    prior = prior * np.minimum(1.0, _MOST / np.maximum(whole, 1e-12))[cell]
    after = [gap.after for gap in between]
    score, hold, slab = rough.shock[0, after], rough.shock_hold[0, after], JUMP * JUMP
    log = 0.5 * (score * score * slab / (1 + slab * hold) - np.log1p(slab * hold))
    weight = prior * np.exp(np.minimum(log, 300.0))
    likely: Ints = np.flatnonzero(weight > _WORTH)
    best: Ints = likely[np.argsort(-weight[likely], kind="stable")]
    weighed, rest = best[: _BATCH * _BATCHES], best[_BATCH * _BATCHES :]
    for k in range(0, len(weighed), _BATCH):
        some: list[int] = np.sort(weighed[k : k + _BATCH]).tolist()
        weight[some] = prior[some] * np.exp(_likelier(base, [between[at] for at in some]))
    none = 1 - np.bincount(cell, prior, minlength=len(base.place))
    total = none + np.bincount(cell, weight, minlength=len(base.place))
    chance: Floats = weight / total[cell]
    chance[rest] = np.minimum(chance[rest], _ROUGH)
    return chance


def _likelier(base: Model, candidates: Sequence[Gap]) -> Floats:
    """Return by how much, in logs, the case is likelier with each jump alone than with none."""
    many = len(candidates)
    jumps = np.full((many + 1, many), np.inf)
    for at, gap in enumerate(candidates):
        jumps[at, at] = base.times.day[0, [gap.before, gap.after]].mean()
    day = np.concatenate([np.repeat(base.times.day, many + 1, axis=0), jumps], axis=1)
    cell = np.concatenate([base.times.cell, [gap.cell for gap in candidates]])
    times = replace(base.times, day=day, cell=cell, jumps=many)
    every = {name: np.repeat(getattr(base.strengths, name), many + 1) for name in base.strengths.__slots__}
    model = replace(
        base,
        times=times,
        bunches=bunches(base.families, times),
        strengths=type(base.strengths)(**every),
        shift=np.repeat(base.shift, many + 1, axis=0),
    )
    evidence = turned(model, start(model), _TURNS).evidence
    return np.minimum(evidence[:-1] - evidence[-1], 300.0)


def let_in(
    times: Times, between: Sequence[Gap], chance: Floats, events: Sequence[tuple[float, float]],
    rng: np.random.Generator,
) -> tuple[Times, Ints]:  # fmt: skip
    """Return times with one more node a line that may jump, its jump in each draw as likely as it is.

    Returns:
        The times, a jump that does not take place standing at infinity; and the node of each gap's line, -1 where
        it has none, shape (gaps,).
    """
    draws = len(times.day)
    nodes = np.full(len(between), -1, dtype=np.int64)
    columns: list[Floats] = []
    cells: list[int] = []
    for cell in sorted({gap.cell for gap, share in zip(between, chance, strict=True) if share > _WORTH}):
        own = [at for at, gap in enumerate(between) if gap.cell == cell]
        nodes[own] = times.day.shape[1] + len(columns)
        pick = np.searchsorted(np.cumsum(chance[own]), rng.random(draws), side="right")
        day = np.full(draws, np.inf)
        for place, at in enumerate(own):
            here = pick == place
            if here.any():
                day[here] = _within(times, between[at], events, rng)[here]
        columns.append(day[:, None])
        cells.append(cell)
    grown = replace(
        times,
        day=np.concatenate([times.day, *columns], axis=1),
        cell=np.concatenate([times.cell, np.array(cells, dtype=np.int64)]),
        jumps=len(cells),
    )
    return grown, nodes


def _within(
    times: Times, gap: Gap, events: Sequence[tuple[float, float]], rng: np.random.Generator
) -> Floats:
    """Return a day of a jump by draw: that of a stated event in the gap, else any."""
    low, high = times.day[:, gap.before], times.day[:, gap.after]
    day = np.minimum(low, high) + rng.random(len(low)) * np.abs(high - low)
    for at in gap.events:
        begin, end = events[at]
        told = begin + rng.random(len(low)) * (end - begin)
        day = np.where((told > low) & (told <= high) & (rng.random(len(low)) < 0.5), told, day)
    return day


def size(fit: Fit, gap: Gap, node: int, times: Times) -> tuple[Floats, Floats]:
    """Return mean and variance, by draw, of a gap's jump if there is one.

    Args:
        fit: With jumps let in.
        gap: The gap.
        node: Of its line; -1 where none was let in.
        times: For the draws in which the jump lies in this gap.
    """
    slab = JUMP * JUMP
    low, high = times.day[:, gap.before], times.day[:, gap.after]
    if node >= 0:
        there = (times.day[:, node] >= low) & (times.day[:, node] <= high)
        if there.mean() >= 0.25:
            mean = slab * fit.shock[there, node]
            return mean, np.maximum(slab - slab * slab * fit.shock_hold[there, node], 1e-9)
    score, hold = fit.shock[:, gap.after], fit.shock_hold[:, gap.after]
    return slab * score / (1 + slab * hold), slab / (1 + slab * hold)
