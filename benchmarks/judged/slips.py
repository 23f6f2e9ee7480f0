"""What may help: to take small differences between judgements for slips, and to let a sheet count for less.

It changes a matrix before it is weighed, so that the product itself need not know of it. Judged log odds of an item
are drawn towards their mean over hypotheses by k = s2 / (s2 + slip2), where s2 is their variance: what is one word
apart moves far, what is four words apart hardly. An item judged alike stays as it is, and worth nothing. Ranges are
widened by what is left unsure, slip * sqrt(k) * `wider`.

Source: the posterior mean of an effect under normal errors, its variance taken from the item itself; Efron and Morris
(1973), Stein's Estimation Rule and Its Competitors, Journal of the American Statistical Association 68(341).
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from linewatch.hypotheses.matrix import Matrix, Place, Span

_EDGE = 1e-4


class Care(NamedTuple):
    """How much allowance is made for slips.

    Attributes:
        slip: The spread of an analyst's slips in log odds; 0 for none.
        wider: The share of what is left unsure by which ranges are widened.
        weight: What the logs of all evidence are multiplied by.
    """

    slip: float = 0.0
    wider: float = 0.0
    weight: float = 1.0


NONE = Care()


def allowed(matrix: Matrix, care: Care) -> Matrix:
    """Return a matrix with judgements drawn together and widened."""
    if care.slip <= 0:
        return matrix
    rows: dict[tuple[str, str], dict[Place, Span]] = {}
    for place, span in matrix.cells.items():
        rows.setdefault((place.item, place.analyst), {})[place] = span
    cells: dict[Place, Span] = {}
    for row in rows.values():
        cells |= _drawn_together(row, care)
    return replace(matrix, cells=cells)


def tempered(draws: NDArray[np.float64], weight: float, several: bool) -> NDArray[np.float64]:
    """Return draws of chances as they would be had all evidence counted for less, under equal priors."""
    if weight == 1:
        return draws
    if several:
        yes, no = draws**weight, (1 - draws) ** weight
        return yes / (yes + no)
    less = draws**weight
    return less / less.sum(axis=1, keepdims=True)


def _drawn_together(row: dict[Place, Span], care: Care) -> dict[Place, Span]:
    ends = _log_odds(np.clip(np.array(list(row.values())), _EDGE, 1 - _EDGE))
    middles = ends.mean(axis=1)
    if len(set(row.values())) < 2:
        return row
    variance = float(middles.var(ddof=1))
    share = variance / (variance + care.slip**2)
    mean = float(middles.mean())
    # A range's spread and that of what is left unsure are added as those of two even draws are.
    unsure = np.sqrt(3.0) * care.wider * care.slip * np.sqrt(share)
    half = np.hypot((ends[:, 1] - ends[:, 0]) / 2, unsure)
    now = mean + share * (middles - mean)
    lows, highs = _share(now - half), _share(now + half)
    return {place: Span(float(low), float(high)) for place, low, high in zip(row, lows, highs, strict=True)}


def _log_odds(share: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.log(share / (1 - share))


def _share(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-log_odds))
