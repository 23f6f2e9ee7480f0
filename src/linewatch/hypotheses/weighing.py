"""Hypotheses weighed against evidence: intervals of what each is worth, and how often each stands first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from linewatch.hypotheses.analysts import Analysts, Voice, analysts
from linewatch.hypotheses.checks import check
from linewatch.hypotheses.draws import Settings
from linewatch.hypotheses.matrix import Matrix
from linewatch.hypotheses.priors import priors
from linewatch.hypotheses.problems import Problem, judged, problems
from linewatch.hypotheses.sets import afforded
from linewatch.hypotheses.terms import Terms, terms, weighers
from linewatch.measures.intervals import LEVEL

__all__ = ["Refusal", "Settings", "Standing", "Terms", "Weighed", "posteriors", "terms", "weigh", "weighers"]


class Refusal(NamedTuple):
    """Why there is no figure, and what would do."""

    why: str
    needed: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What one hypothesis is worth after the evidence.

    Attributes:
        id: The hypothesis.
        prior: Before the evidence.
        low: Lower end of the 90 % interval; None where refused, as all figures below.
        mid: The mean over all draws; where exactly one is true the mids of all hypotheses sum to one, that of one
            refused among them.
        high: Upper end.
        first: The share of draws in which it is the likeliest.
        ranks: The share of draws in which it stands first, second, …; ties are shared.
        judged: How many items that weigh somebody judged for it.
        refused: Why there is no figure; None where there is one.
    """

    id: str
    prior: float
    low: float | None
    mid: float | None
    high: float | None
    first: float | None
    ranks: tuple[float, ...] | None
    judged: int
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question weighed.

    Attributes:
        standings: One for each hypothesis, in the matrix's order.
        analysts: What each gives alone, their opinions without the matrix, and where they differ.
        problems: What the result should not be read without.
        settings: What decided it beside the matrix, with the draws that were taken.
        draws: All analysts' draws one below the other, shape (analysts x draws, hypotheses).
    """

    standings: tuple[Standing, ...]
    analysts: Analysts
    problems: tuple[Problem, ...]
    settings: Settings
    draws: NDArray[np.float64]


def posteriors(matrix: Matrix, settings: Settings) -> NDArray[np.float64]:
    """Return all analysts' draws of what each hypothesis is worth.

    Returns:
        Shape (analysts x draws, hypotheses), hypotheses in the matrix's order, analysts as in `weighers`.

    Raises:
        BadValue: If the matrix cannot be weighed; see `checks.check`.
    """
    check(matrix)
    return np.concatenate([_alone(matrix, settings, analyst) for analyst in weighers(matrix)])


def weigh(matrix: Matrix, settings: Settings) -> Weighed:
    """Weigh hypotheses against evidence.

    Each analyst is weighed alone, by judgements of his own: in each draw the log of a hypothesis's prior and what each
    unit of evidence tells (`likelihoods.log_ratios`, joined within groups by `dependence.joined`) are added. Where
    exactly one is true, the results are shares of one. Where several may contribute, they are shares of all sets of
    hypotheses (`sets`): a hypothesis has the sum of those of the sets that it is in, "none of these" that of the empty
    set; many sets leave room for fewer draws, and the settings told are those used. The draws of all analysts who
    judged anything that weighs are put together, each analyst alike, so that where they differ the interval is wide; of
    an item that several judged, slips count for less (`slips.slip_of`).

    Args:
        matrix: The question, its hypotheses, items and judgements.
        settings: Draws, seed, and what else decides.

    Raises:
        BadValue: If the matrix cannot be weighed; see `checks.check`.

    Source:
        Good (1950), Probability and the Weighing of Evidence, for adding logs; Stone (1961), The Opinion Pool, Annals
        of Mathematical Statistics 32(4), for putting analysts together.
    """
    draws = posteriors(matrix, settings)
    settings = afforded(matrix, settings)
    names = weighers(matrix)
    alone = np.split(draws, len(names))
    ids = tuple(candidate.id for candidate in matrix.candidates)
    voices = tuple(
        Voice(name, _by_id(ids, own.mean(axis=0)), sum(place.analyst == name for place in matrix.cells))
        for name, own in zip(names, alone, strict=True)
        if name
    )
    return Weighed(_standings(matrix, draws), analysts(matrix, voices), problems(matrix), settings, draws)


def _alone(matrix: Matrix, settings: Settings, analyst: str) -> NDArray[np.float64]:
    own = Terms(matrix, settings, analyst)
    return own.posteriors(own.total())


def _standings(matrix: Matrix, draws: NDArray[np.float64]) -> tuple[Standing, ...]:
    tail = (1 - LEVEL) / 2
    lows, highs = np.quantile(draws, [tail, 1 - tail], axis=0)
    mids = draws.mean(axis=0)
    shares = _ranks(draws)
    seen, before = judged(matrix), priors(matrix)
    examined = any(names for names in seen.values())
    found = list[Standing]()
    for place, candidate in enumerate(matrix.candidates):
        prior, many = float(before[place]), len(seen[candidate.id])
        if not many and not (candidate.rest and examined):
            why = Refusal("nobody judged any evidence for it", "one judgement at least")
            found.append(Standing(candidate.id, prior, None, None, None, None, None, 0, why))
            continue
        ranks = tuple(map(float, shares[place]))
        low, mid, high = float(lows[place]), float(mids[place]), float(highs[place])
        found.append(Standing(candidate.id, prior, low, mid, high, ranks[0], ranks, many))
    return tuple(found)


def _ranks(draws: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of draws in which each column has each rank, shape (columns, columns); ties are shared."""
    many, columns = draws.shape
    found = np.zeros((columns, columns))
    rows = np.ascontiguousarray(draws.T)
    for column in range(columns):
        above = np.add.reduce(rows > rows[column], dtype=np.intp)
        level = np.add.reduce(rows == rows[column], dtype=np.intp)
        for step in range(int(level.max())):
            tied = level > step
            found[column] += np.bincount(above[tied] + step, 1.0 / level[tied], minlength=columns)
    return found / many


def _by_id(ids: tuple[str, ...], values: NDArray[np.float64]) -> dict[str, float]:
    return {name: float(value) for name, value in zip(ids, values, strict=True)}
