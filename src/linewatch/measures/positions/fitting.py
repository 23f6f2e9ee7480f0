"""Lines fitted to readings: families smoothed, readings put in as Gaussians, in turn until they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.positions.codes import told
from linewatch.measures.positions.families import Family, levels
from linewatch.measures.positions.readings import Readings
from linewatch.measures.positions.smoothing import Nodes, Smoothed, smooth
from linewatch.measures.positions.strengths import Strengths

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Number = TypeVar("Number", np.float64, np.int64)
JUMP = 1.5  # of a jump that was found, before its size is looked at
_STEP = 0.8  # of the way to the new Gaussians that each turn goes


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When nodes stand, by draw: statements first, then one jump a cell; days since the record's begin.

    Attributes:
        day: Shape (draws, nodes); infinite for a jump that does not take place.
        cell: Of each node, shape (nodes,).
        jumps: How many of the nodes, at the end, are jumps.
        events: Days of stated events, rising.
        span: Days of the record.
    """

    day: Floats
    cell: Ints
    jumps: int
    events: Floats
    span: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bunch:
    """Families of like length that are smoothed at once.

    Attributes:
        families: Their places.
        size: The longest state among them.
        nodes: The nodes of each, padded with -1, shape (families, most nodes).
    """

    families: tuple[int, ...]
    size: int
    nodes: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One bunch smoothed.

    Attributes:
        order: For each draw and family the nodes in order of time, -1 where padded, shape (draws, families, k).
        day: When they stand; infinite where padded, same shape.
        prior: Variance at the beginning, shape (draws, families, d, d).
        smoothed: Shape (draws * families, ...).
    """

    bunch: Bunch
    order: Ints
    day: Floats
    prior: Floats
    smoothed: Smoothed


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What was fitted.

    Attributes:
        weight: The Gaussians that stand for statements, shape (draws, statements).
        push: The same.
        mean: The line at each node, shape (draws, nodes).
        var: Its variance.
        shock: Score of a jump of the node's own line just before it, same shape.
        shock_hold: Its information.
        evidence: Log of how likely the readings are, shape (draws,).
        parts: Each bunch.
    """

    weight: Floats
    push: Floats
    mean: Floats
    var: Floats
    shock: Floats
    shock_hold: Floats
    evidence: Floats
    parts: tuple[Part, ...]


def family_of(families: Sequence[Family]) -> Ints:
    """Return the family of each cell."""
    found = np.empty(sum(len(family.cells) for family in families), dtype=np.int64)
    for at, family in enumerate(families):
        found[list(family.cells)] = at
    return found


def bunches(families: Sequence[Family], times: Times) -> tuple[Bunch, ...]:
    """Return families of like length together.

    Args:
        families: All of them.
        times: For the nodes.
    """
    whose = family_of(families)
    own: list[list[int]] = [[] for _ in families]
    for node, cell in enumerate(times.cell):
        own[whose[cell]].append(node)
    alike: dict[tuple[int, bool], list[int]] = {}
    for at, nodes in enumerate(own):
        alike.setdefault((int(np.log2(max(1, len(nodes))) / 2), len(families[at].cells) > 4), []).append(at)
    found: list[Bunch] = []
    for members in alike.values():
        most = max(1, *(len(own[at]) for at in members))
        table = np.full((len(members), most), -1, dtype=np.int64)
        for row, at in enumerate(members):
            table[row, : len(own[at])] = own[at]
        size = max(len(families[at].cells) for at in members)
        found.append(Bunch(families=tuple(members), size=size, nodes=table))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What stays the same from turn to turn.

    Attributes:
        place: Where each cell stands in its family's state, shape (cells,).
        shift: How far to one side each statement was read by those who read it, shape (draws, statements).
        coder_noise: Variance of a coder's own error.
    """

    readings: Readings
    families: tuple[Family, ...]
    place: Ints
    times: Times
    bunches: tuple[Bunch, ...]
    strengths: Strengths
    shift: Floats
    coder_noise: float


def start(model: Model) -> Fit:
    """Return a fit in which no statement weighs anything yet: the opinions alone."""
    times, s = model.times, model.strengths
    many = len(model.readings.ids)
    nothing = np.zeros((times.day.shape[0], many))
    day = np.stack([nothing, times.day[:, :many]], axis=2)
    var = (s.spread * s.spread)[:, None] + drifted(model, day)[:, :, 0]
    return Fit(
        weight=nothing,
        push=nothing,
        mean=nothing,
        var=var,
        shock=nothing,
        shock_hold=nothing,
        evidence=nothing[:, 0],
        parts=(),
    )


def turned(model: Model, fit: Fit, turns: int, *, whole: bool = False) -> Fit:
    """Return a fit after so many turns.

    Args:
        model: To be fitted.
        fit: Where it begins.
        turns: How many, one at least.
        whole: Whether lines are to be read off between nodes afterwards.
    """
    r, s, many = model.readings, model.strengths, len(model.readings.ids)
    said = (s.noise * s.noise)[:, None] * s.doubt[:, None] ** r.doubt * r.looseness
    noise = said + model.coder_noise / r.readings_of + r.contested
    for turn in range(turns):
        mean, var = fit.mean[:, :many], fit.var[:, :many]
        free = 1 / np.maximum(1 / var - fit.weight, 1e-4)
        apart = free * (mean / var - fit.push)
        found = told(r.code, apart + model.shift, free, noise, s.gross[:, None])
        step = _STEP if turn else 1.0
        weight = fit.weight + step * (found.weight - fit.weight)
        # The Gaussian is of what was read; the line stands that far from it.
        push = fit.push + step * (found.push - found.weight * model.shift - fit.push)
        fit = _smoothed(model, weight, push, found.evidence.sum(axis=1), whole=whole and turn == turns - 1)
    return fit


def _smoothed(model: Model, weight: Floats, push: Floats, evidence: Floats, *, whole: bool = False) -> Fit:
    times = model.times
    draws, nodes = times.day.shape
    node_weight, node_push = (np.pad(values, ((0, 0), (0, times.jumps))) for values in (weight, push))
    mean, var, shock, shock_hold = (np.zeros((draws, nodes + 1)) for _ in range(4))
    parts: list[Part] = []
    for bunch in model.bunches:
        part = _part(model, bunch, node_weight, node_push, whole=whole)
        found, shape = part.smoothed, part.order.shape
        every_draw: Ints = np.arange(draws, dtype=np.int64)[:, None, None]
        index = (every_draw, part.order)
        owns = (found.mean, found.var, found.shock, found.shock_hold)
        for every, own in zip((mean, var, shock, shock_hold), owns, strict=True):
            every[index] = own.reshape(shape)
        evidence = evidence + found.evidence.reshape(draws, -1).sum(axis=1)
        parts.append(part)
    return Fit(
        weight=weight,
        push=push,
        mean=mean[:, :nodes],
        var=np.where(var[:, :nodes] > 0, var[:, :nodes], 1.0),
        shock=shock[:, :nodes],
        shock_hold=shock_hold[:, :nodes],
        evidence=evidence,
        parts=tuple(parts),
    )


def _part(model: Model, bunch: Bunch, node_weight: Floats, node_push: Floats, *, whole: bool) -> Part:
    times, s = model.times, model.strengths
    draws, nodes = times.day.shape
    padded = np.concatenate([times.day, np.full((draws, 1), np.inf)], axis=1)
    day = padded[:, bunch.nodes]
    sort = np.argsort(day, axis=2, kind="stable")
    day = np.take_along_axis(day, sort, axis=2)
    order = np.take_along_axis(np.broadcast_to(bunch.nodes, day.shape), sort, axis=2)
    # Every family begins with the record, whether or not anything was said then.
    day = np.concatenate([np.zeros((*day.shape[:2], 1)), day], axis=2)
    order = np.concatenate([np.full((*order.shape[:2], 1), -1), order], axis=2)
    stands = order >= 0
    at = np.where(stands, model.place[times.cell[order]], 0)
    prior = np.zeros((draws, len(bunch.families), bunch.size, bunch.size))
    for row, family in enumerate(bunch.families):
        own = model.families[family]
        size = len(own.cells)
        prior[:, row, :size, :size] = levels(own, s.spread, s.near, s.across, s.kin)
    drift = drifted(model, np.concatenate([np.zeros((*day.shape[:2], 1)), day], axis=2))
    rows: Ints = np.arange(draws, dtype=np.int64)[:, None, None]
    seen = stands & (order < nodes - times.jumps)
    values = Nodes(
        at=_flat(at),
        weight=_flat(np.where(seen, node_weight[rows, order], 0.0)),
        push=_flat(np.where(seen, node_push[rows, order], 0.0)),
        drift=_flat(np.where(stands, drift, 0.0)),
        extra=_flat(np.where(stands & ~seen & np.isfinite(day), JUMP * JUMP, 0.0)),
    )
    found = smooth(prior.reshape(-1, bunch.size, bunch.size), values, whole=whole)
    return Part(bunch=bunch, order=order, day=day, prior=prior, smoothed=found)


def drifted(model: Model, day: Floats) -> Floats:
    """Return the variance that a line gains between each two days, shape (draws, families, k - 1)."""
    times, s = model.times, model.strengths
    shape = (-1,) + (1,) * (day.ndim - 1)
    known = np.where(np.isinf(day), 0.0, day)
    walk = np.diff(known, axis=-1) * (s.walk**2 / times.span).reshape(shape)
    events = np.diff(np.searchsorted(times.events, known, side="right"), axis=-1)
    return np.maximum(walk, 0.0) + np.maximum(events, 0) * (s.event**2).reshape(shape)


def _flat(values: NDArray[Number]) -> NDArray[Number]:
    return values.reshape(-1, values.shape[2])
