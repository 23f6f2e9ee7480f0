"""How good stated chances are: log score, Brier score, calibration, the temperature that makes counts into chances.

All arrays are padded: shape (questions, most hypotheses), nan where a question has no such hypothesis. `true` is 1 for
what is true. Where exactly one hypothesis is true, its log score is that of the true one; where several may be, the
mean over hypotheses of the log score of each as a yes or no, the last column (none of them) left out.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.special import expit

Table = NDArray[np.float64]
_Z90, _Z95 = 1.6449, 1.9600
_LEAST = 1e-300


class Calibration(NamedTuple):
    """A line of log odds of the truth on log odds stated, with half-widths of 90 % clustered by question.

    A slope below 1 is overconfidence, above 1 timidity. The intercept is that of the line, 0 where all is well.
    """

    slope: float
    slope_error: float
    intercept: float
    intercept_error: float


class Bin(NamedTuple):
    """One row of a reliability table: chances stated from and to, their mean, how often it was so, with 90 %."""

    start: float
    end: float
    many: int
    stated: float
    true: float
    low: float
    high: float


def log_scores(chances: Table, true: Table, several: bool) -> Table:
    """Return bits by question; less is better."""
    with np.errstate(divide="ignore"):
        if not several:
            return -np.log2(np.nansum(chances * true, axis=1))
        given = np.where(true == 1, chances, 1 - chances)
        return -np.nanmean(np.log2(without_last(given)), axis=1)


def brier(chances: Table, true: Table, several: bool) -> Table:
    """Return the sum of squares by question, or its mean over hypotheses where several may be true."""
    square = (chances - true) ** 2
    return np.nanmean(without_last(square), axis=1) if several else np.nansum(square, axis=1)


def without_last(table: Table) -> Table:
    """Return a table with the last hypothesis of each question blanked."""
    last = (~np.isnan(table)).sum(axis=1) - 1
    copy = table.copy()
    copy[np.arange(len(table)), last] = np.nan
    return copy


def top(chances: Table, true: Table, several: bool) -> float:
    """Return how often the one that stands first is true, ties shared; or how often a yes or no was right."""
    if several:
        right = np.where(without_last(chances) == 0.5, 0.5, (chances > 0.5) == (true == 1))
        return float(np.nanmean(np.where(np.isnan(without_last(chances)), np.nan, right)))
    first = chances >= np.nanmax(chances, axis=1, keepdims=True) - 1e-12
    return float((np.nansum(first * np.nan_to_num(true), axis=1) / first.sum(axis=1)).mean())


def mapped(counts: Table, temperature: float, several: bool) -> Table:
    """Return chances of counts (more is likelier) at a temperature: softmax, or each against the last one."""
    scaled = counts / temperature
    if several:
        there = ~np.isnan(counts)
        last = scaled[np.arange(len(scaled)), there.sum(axis=1) - 1]
        return expit(np.clip(scaled - last[:, None], -690, 690))
    scaled = scaled - np.nanmax(scaled, axis=1, keepdims=True)
    weight = np.exp(scaled)
    return weight / np.nansum(weight, axis=1, keepdims=True)


def best_temperature(counts: Table, true: Table, several: bool) -> float:
    """Return the temperature with the least mean log score, sought on a grid and then closer."""

    def loss(log_temperature: float) -> float:
        given = np.maximum(mapped(counts, float(np.exp(log_temperature)), several), _LEAST)
        return float(log_scores(given, true, several).mean())

    grid = np.linspace(-4, 9, 53)
    losses = [loss(at) for at in grid]
    near = int(np.argmin(losses))
    low, high = grid[max(near - 1, 0)], grid[min(near + 1, len(grid) - 1)]
    found = minimize_scalar(loss, bounds=(low, high), method="bounded", options={"xatol": 1e-4})
    return float(np.exp(found.x))


def calibration(chances: Table, true: Table, several: bool) -> Calibration:
    """Return the line of log odds by maximum likelihood; its errors let hypotheses of one question hang together."""
    table = without_last(chances) if several else chances
    which = np.argwhere(~np.isnan(table))
    p = np.clip(table[which[:, 0], which[:, 1]], 1e-12, 1 - 1e-12)
    y = true[which[:, 0], which[:, 1]]
    x = np.column_stack([np.ones_like(p), np.log(p / (1 - p))])

    def loss(line: Table) -> tuple[float, Table]:
        z = x @ line
        return float((np.logaddexp(0, z) - y * z).sum()), x.T @ (expit(z) - y)

    line = minimize(loss, np.array([0.0, 0.5]), jac=True, method="BFGS").x
    fitted = expit(x @ line)
    hessian = (x * (fitted * (1 - fitted))[:, None]).T @ x
    residual = x * (y - fitted)[:, None]
    by_question = np.zeros((len(table), 2))
    np.add.at(by_question, which[:, 0], residual)
    inverse = np.linalg.inv(hessian)
    spread = np.sqrt(np.diag(inverse @ (by_question.T @ by_question) @ inverse)) * _Z90
    return Calibration(float(line[1]), float(spread[1]), float(line[0]), float(spread[0]))


def reliability(chances: Table, true: Table, several: bool, edges: tuple[float, ...]) -> list[Bin]:
    """Return how often what was stated was so, by stated chance; Wilson's interval of 90 %."""
    table = without_last(chances) if several else chances
    known = ~np.isnan(table)
    p, y = table[known], true[known]
    rows: list[Bin] = []
    for low, high in pairwise(edges):
        inside = (p >= low) & ((p < high) | (high == edges[-1]))
        count, yes = int(inside.sum()), float(y[inside].sum())
        if not count:
            continue
        share, z2 = yes / count, _Z90**2 / count
        middle = (share + z2 / 2) / (1 + z2)
        half = _Z90 / (1 + z2) * float(np.sqrt(share * (1 - share) / count + z2 / (4 * count)))
        rows.append(Bin(low, high, count, float(p[inside].mean()), share, middle - half, middle + half))
    return rows


def held(low: Table, high: Table, truth: Table, several: bool) -> float:
    """Return the share of hypotheses whose interval holds what would be known; the last left out if several."""
    inside = np.where(np.isnan(truth), np.nan, (low <= truth + 1e-12) & (truth <= high + 1e-12))
    return float(np.nanmean(without_last(inside) if several else inside))


def gain(worse: Table, better: Table) -> tuple[float, float]:
    """Return by how many bits a question the second is better, and the half-width of its 95 % interval."""
    saved = worse - better
    return float(saved.mean()), float(_Z95 * saved.std(ddof=1) / np.sqrt(len(saved)))
