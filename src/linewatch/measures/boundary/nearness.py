"""How near the boundary each statement stands: by a model where cases are many, else by likeness to the few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.boundary.common import target_kind
from linewatch.measures.boundary.reactions import NONE, Taken
from linewatch.measures.boundary.record import Record
from linewatch.measures.intervals import LEVEL

LEAST_EACH = 8  # rebuked, and not rebuked: five traits need several cases of both sides
PRIOR_SD = 2.5  # of a coefficient, on traits of 0 and 1: a trait seldom multiplies the odds by more than 150
_STEPS = 60
_Marks: TypeAlias = tuple[str | None, str | None, str | None]  # act, kind of target, issue


@dataclass(frozen=True, slots=True)
class Near:
    """How likely a statement was to be rebuked, and so how near the boundary it stands.

    Attributes:
        chance: Of a rebuke, given a reaction, as the other cases tell it; by likeness alone where the model is
            refused; None where no other case with a reaction on record is alike in anything.
        low: Lower end of its interval; None where the model is refused.
        high: Upper end.
        apart: How far the chance is from even, 0 to 0.5: the smaller, the nearer the boundary.
        rank: Place in the order by that, 1 the nearest; equal ones share it.
        method: model, or likeness.
    """

    chance: float | None
    low: float | None
    high: float | None
    apart: float | None
    rank: int | None
    method: Literal["model", "likeness"]


def nearness(
    rows: Sequence[Taken], distances: Sequence[float | None], record: Record
) -> tuple[tuple[Near, ...], str | None]:
    """Return for each statement how near the boundary it stands, and why the model was refused; None if it was not.

    Args:
        rows: Statements with their reactions.
        distances: Of each from the centre's line, None where there is none.
        record: For their targets.
    """
    known = [at for at, row in enumerate(rows) if row.reaction != NONE]
    rebuked = np.array([rows[at].reaction == "rebuked" for at in known], dtype=np.float64)
    counts = (int(rebuked.sum()), int(len(known) - rebuked.sum()))
    if min(counts) >= LEAST_EACH:
        traits = _traits(rows, distances, record)
        chances = logistic(traits[known], rebuked, traits)
        chances[known] = without_itself(traits[known], rebuked)
        return _ranked([(m, low, high) for m, low, high in chances.tolist()], "model"), None
    why = (
        f"{counts[0]} rebuked and {counts[1]} not rebuked are too few for a model: at least {LEAST_EACH} of each;"
        " the order is by likeness to the cases"
    )
    marks = [_marks(row, record) for row in rows]
    cases = Counter((marks[at], rows[at].reaction == "rebuked") for at in known)
    alike = [
        (_by_likeness(own, cases, row.reaction), None, None) for own, row in zip(marks, rows, strict=True)
    ]
    return _ranked(alike, "likeness"), why


def logistic(
    traits: NDArray[np.float64], rebuked: NDArray[np.float64], asked: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the chance of a rebuke and its interval from a shrunk logistic model.

    Coefficients but the first have a normal prior around 0; their posterior is taken as normal at its mode.

    Args:
        traits: Of the cases, shape (n_cases, n_traits), the first column all 1.
        rebuked: 1 where a case was rebuked, shape (n_cases,).
        asked: Of the statements asked about, shape (n_asked, n_traits).

    Returns:
        Chance, lower and upper end, shape (n_asked, 3).

    Source:
        Gelman et al. (2008), Annals of Applied Statistics 2(4), for the scale of the prior; Laplace's method.
    """
    precision = np.full(traits.shape[1], PRIOR_SD**-2)
    precision[0] = 10.0**-2
    at = np.zeros(traits.shape[1])
    bend = np.diag(precision)
    for _ in range(_STEPS):
        fitted = 1 / (1 + np.exp(-traits @ at))
        slope = traits.T @ (rebuked - fitted) - precision * at
        bend = (traits * (fitted * (1 - fitted))[:, None]).T @ traits + np.diag(precision)
        step = np.linalg.solve(bend, slope)
        at = at + step * min(1.0, 4.0 / max(float(np.abs(step).max()), 1e-12))
        if np.abs(step).max() < 1e-10:
            break
    middle = asked @ at
    spread = np.sqrt(np.einsum("ij,jk,ik->i", asked, np.linalg.inv(bend), asked))
    reach = NormalDist().inv_cdf(1 - (1 - LEVEL) / 2) * spread
    return 1 / (1 + np.exp(-np.stack([middle, middle - reach, middle + reach], axis=1)))


def without_itself(traits: NDArray[np.float64], rebuked: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return each case's chance of a rebuke and its interval from the model of all other cases.

    Args:
        traits: Of the cases, shape (n_cases, n_traits), the first column all 1.
        rebuked: 1 where a case was rebuked, shape (n_cases,).

    Returns:
        Chance, lower and upper end, shape (n_cases, 3).
    """
    # Cases alike in all leave the same others behind: one model does for them.
    _, first, sort = np.unique(
        np.column_stack([traits, rebuked]), axis=0, return_index=True, return_inverse=True
    )
    others = (np.arange(len(rebuked)) != at for at in first)
    found = [
        logistic(traits[rest], rebuked[rest], traits[at][None, :])[0]
        for at, rest in zip(first, others, strict=True)
    ]
    return np.array(found)[sort.ravel()]


def _traits(rows: Sequence[Taken], distances: Sequence[float | None], record: Record) -> NDArray[np.float64]:
    """Return the traits: critical act, aimed at people of the centre, public, distance known, and how far."""
    people = ("a person of the centre", "the leadership of the centre")
    return np.array(
        [
            [
                1.0,
                float(record.words.lists("acts", "critical", row.statement.act)),
                float(target_kind(row.statement, record) in people),
                float(row.statement.publicity == "public"),
                float(apart is not None),
                (apart or 0.0) / 2,
            ]
            for row, apart in zip(rows, distances, strict=True)
        ]
    )


def _by_likeness(own: _Marks, cases: Mapping[tuple[_Marks, bool], int], reaction: str) -> float | None:
    """Return the share rebuked among the other cases, each counted by how many of three traits it shares.

    One case without a mark, half rebuked, is added, so that no share is 0 or 1 for want of cases.
    """
    weight, rebuked = 1.0, 0.5
    for (marks, was_rebuked), number in cases.items():
        others = number - (marks == own and reaction != NONE and was_rebuked == (reaction == "rebuked"))
        shared = sum(a is not None and a == b for a, b in zip(own, marks, strict=True)) / 3 * others
        weight += shared
        rebuked += shared * was_rebuked
    return rebuked / weight if weight > 1 else None


def _marks(row: Taken, record: Record) -> _Marks:
    return row.statement.act, target_kind(row.statement, record), row.statement.issue


def _ranked(
    chances: Sequence[tuple[float | None, float | None, float | None]], method: Literal["model", "likeness"]
) -> tuple[Near, ...]:
    apart = [None if chance is None else abs(chance - 0.5) for chance, _, _ in chances]
    told = sorted(own for own in apart if own is not None)
    return tuple(
        Near(chance, low, high, own, None if own is None else 1 + sum(o < own - 1e-12 for o in told), method)
        for (chance, low, high), own in zip(chances, apart, strict=True)
    )
