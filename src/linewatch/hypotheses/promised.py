"""Whether forecasts scored as well as their own chances promised."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.hypotheses.scoring import Resolved
from linewatch.kinds.refusals import Refusal

DRAWS = 1_999
_NOTHING = 1e-9  # what rounding leaves of 0
_CELLS = 2_000_000  # outcomes drawn at once, so that many forecasts need little memory


@dataclass(frozen=True, slots=True)
class Promised:
    """Whether forecasts scored as their own chances promised.

    Attributes:
        expected: The Brier score that the chances promise if they mean what they say.
        z: How many standard errors the score lies above that: more than 0 is worse than promised (too sure, or wrong),
            less than 0 better (not sure enough). None where refused.
        p_value: How often outcomes drawn from the chances themselves score as far off, either way.
        refused: Why there is no test.
    """

    expected: float
    z: float | None
    p_value: float | None
    refused: Refusal | None = None


def spiegelhalter(found: Sequence[Resolved], rng: np.random.Generator) -> Promised:
    """Return whether forecasts scored as their own chances promised.

    The statistic is Spiegelhalter's, told by surprises: what was held less likely than not and happened. Its p-value is
    drawn, since with few forecasts or sure ones it is far from normal. Forecasts of one thing are taken to surprise
    together, whatever binds them, so that with them the test is cautious.

    Args:
        found: The forecasts, one at least.
        rng: Draws the surprises.

    Source:
        Spiegelhalter (1986), Probabilistic Prediction in Patient Management and Clinical Trials, Statistics in Medicine
        5(5).
    """
    expected = sum(one.chance * (1 - one.chance) for one in found) / len(found)
    places: dict[str, int] = {}
    of = np.array([places.setdefault(one.thing, len(places)) for one in found])
    chances = np.array([min(one.chance, 1 - one.chance) for one in found])
    spread = math.sqrt(_variance(chances, of))
    if spread < _NOTHING:
        why = "every chance is 0, one half or 1, whose score is known beforehand"
        return Promised(expected, None, None, Refusal(why, "chances in between"))
    surprised = np.array([one.true == (one.chance < 0.5) for one in found], dtype=np.float64)
    z = float((surprised - chances) @ (1 - 2 * chances)) / spread
    drawn = np.concatenate(list(_under_null(chances, of, rng))) / spread
    as_far = int(np.count_nonzero(np.abs(drawn) >= abs(z) - _NOTHING))
    return Promised(expected, z, (1 + as_far) / (1 + DRAWS))


def _variance(chances: NDArray[np.float64], of: NDArray[np.intp]) -> float:
    """Return the variance of the statistic where forecasts of one thing surprise together."""
    if int(of.max()) + 1 == len(of):  # each of its own: no need to look for those of one thing
        return float(((1 - 2 * chances) ** 2 * chances * (1 - chances)).sum())
    total, order = 0.0, np.argsort(of, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(of[order])) + 1):
        p = chances[members]
        together = np.minimum(p[:, None], p[None, :]) - p[:, None] * p[None, :]
        total += float((1 - 2 * p) @ together @ (1 - 2 * p))
    return total


def _under_null(
    chances: NDArray[np.float64], of: NDArray[np.intp], rng: np.random.Generator
) -> Iterator[NDArray[np.float64]]:
    """Yield the statistic of surprises drawn from the chances, some draws at a time."""
    step, things = max(1, _CELLS // len(chances)), int(of.max()) + 1
    weights = 1 - 2 * chances
    for first in range(0, DRAWS, step):
        drawn = rng.random((min(step, DRAWS - first), things))
        yield ((drawn[:, of] if things < len(of) else drawn) < chances) @ weights - chances @ weights
