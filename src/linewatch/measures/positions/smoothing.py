"""The Kalman filter and the fixed-interval smoother for lines that walk at random, for many lines at once.

A state is the stances of one family of actors on its issues; each node sees one of them, so that no step needs a
matrix inverse. What is seen is given in natural parameters: a node adds exp(push x - weight x² / 2).

Source:
    Kalman (1960); Rauch, Tung and Striebel (1965), AIAA J. 3(8), whose smoothed values these are, in the form of
    de Jong (1989), J. Am. Stat. Assoc. 84, which also gives what a jump before a node would be (de Jong and Penzer
    (1998), J. Am. Stat. Assoc. 93).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """Nodes of n series in order of time, k of each, padded at the end with nodes of no weight and no drift.

    Attributes:
        at: Which part of the state a node sees, shape (n, k).
        weight: How much it weighs: 1 / variance, shape (n, k); 0 sees nothing.
        push: Weight times what is seen, shape (n, k).
        drift: Variance that every part of the state gains before the node, shape (n, k).
        extra: Variance that the part seen gains besides, shape (n, k): a jump.
    """

    at: Ints
    weight: Floats
    push: Floats
    drift: Floats
    extra: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Smoothed:
    """What the nodes tell of the state, d its length.

    Attributes:
        mean: Smoothed mean of the part each node sees, shape (n, k).
        var: Its variance, shape (n, k).
        filtered: Mean of the state after each node, from that node and those before, shape (n, k, d).
        spread: Its variance, shape (n, k, d, d).
        pull: What later nodes say of the state after the node, shape (n, k, d): mean = filtered + spread pull.
        hold: How surely they say it, shape (n, k, d, d): variance = spread - spread hold spread.
        shock: For a jump of the part seen just before the node, its score, shape (n, k).
        shock_hold: Its information, shape (n, k); shock / shock_hold is its estimate.
        evidence: Log of the integral over the states, shape (n,).
    """

    mean: Floats
    var: Floats
    filtered: Floats
    spread: Floats
    pull: Floats
    hold: Floats
    shock: Floats
    shock_hold: Floats
    evidence: Floats


def smooth(prior: Floats, nodes: Nodes, *, whole: bool = True) -> Smoothed:
    """Return what nodes tell of states of mean 0 at the beginning.

    Args:
        prior: Variance of each state at the beginning, shape (n, d, d).
        nodes: What is seen, in order of time.
        whole: Whether pull and hold are wanted too; without, they are empty and a third of the time is saved.
    """
    series, steps = nodes.at.shape
    size = prior.shape[1]
    # Time goes first, so that each step works on numbers that lie together.
    ats: Ints = np.ascontiguousarray(nodes.at.T)
    weights, pushes = np.ascontiguousarray(nodes.weight.T), np.ascontiguousarray(nodes.push.T)
    drifts, extras = np.ascontiguousarray(nodes.drift.T), np.ascontiguousarray(nodes.extra.T)
    jumping = [bool((extra > 0).any()) for extra in extras]
    filtered, spread = np.empty((steps, series, size)), np.empty((steps, series, size, size))
    scores, holds = np.empty((steps, series)), np.empty((steps, series))
    evidence = np.zeros(series)
    mean, var = np.zeros((series, size)), prior.copy()
    diagonal = np.einsum("nii->ni", var)
    rows: Ints = np.arange(series, dtype=np.int64)
    for k in range(steps):
        at, weight, push = ats[k], weights[k], pushes[k]
        diagonal += drifts[k][:, None]
        if jumping[k]:
            var[rows, at, at] += extras[k]
        column = var[rows, at]
        seen, own = mean[rows, at], column[rows, at]
        damp = 1.0 / (1.0 + weight * own)
        evidence += 0.5 * (np.log(damp) + (push * push * own + 2 * push * seen - weight * seen * seen) * damp)
        scores[k] = (push - weight * seen) * damp
        holds[k] = weight * damp
        mean += column * scores[k][:, None]
        var -= (column * holds[k][:, None])[:, :, None] * column[:, None, :]
        filtered[k], spread[k] = mean, var
    return _backward((ats, weights), filtered, spread, (scores, holds), evidence, whole)


def _backward(  # noqa: PLR0913, PLR0917 - what the way forward leaves
    seen: tuple[Ints, Floats],
    filtered: Floats,
    spread: Floats,
    steps: tuple[Floats, Floats],
    evidence: Floats,
    whole: bool,
) -> Smoothed:
    ats, weights = seen
    scores, holds = steps
    count, series, size = filtered.shape
    pull = np.empty((count if whole else 0, series, size))
    hold = np.empty((count if whole else 0, series, size, size))
    mean, var = np.empty((count, series)), np.empty((count, series))
    shock, shock_hold = np.empty((count, series)), np.empty((count, series))
    rows: Ints = np.arange(series, dtype=np.int64)
    r, n = np.zeros((series, size)), np.zeros((series, size, size))
    for k in range(count - 1, -1, -1):
        if whole:
            pull[k], hold[k] = r, n
        at, weight = ats[k], weights[k]
        column = spread[k][rows, at]
        held = np.matmul(n, column[:, :, None])[:, :, 0]
        pulled = np.einsum("ni,ni->n", column, r)
        both = np.einsum("ni,ni->n", column, held)
        mean[k] = filtered[k][rows, at] + pulled
        var[k] = column[rows, at] - both
        # The gain of a node is its weight times the column as it is after it.
        held *= weight[:, None]
        r[rows, at] += scores[k] - weight * pulled
        n[rows, at] -= held
        n[rows, :, at] -= held
        n[rows, at, at] += holds[k] + weight * weight * both
        shock[k], shock_hold[k] = r[rows, at], n[rows, at, at]
    return Smoothed(
        mean=mean.T,
        var=np.maximum(var.T, 1e-12),
        filtered=filtered.swapaxes(0, 1),
        spread=spread.swapaxes(0, 1),
        pull=pull.swapaxes(0, 1),
        hold=hold.swapaxes(0, 1),
        shock=shock.T,
        shock_hold=shock_hold.T,
        evidence=evidence,
    )
