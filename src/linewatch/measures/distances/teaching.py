"""Which wording goes with nearness: learnt from the order of the other periods, never from names or votes."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.distances.topics import Floats
from linewatch.measures.distances.words import Ints

Flags = NDArray[np.bool_]
WINDOW = 4  # periods of the calendar on either side whose texts of the centre stand for its line
GROUPS = 8  # of teachers, left out in turn to see what hangs on them
PENALTY = 60.0  # of the ridge regression; rule of thumb: a tenth of the number of texts


class Taught(NamedTuple):
    """What was learnt for one period from the others.

    Attributes:
        teachers: The texts it was learnt from.
        weights: What each of them adds, shape (n_teachers,).
        base: Where a text of no particular wording stands.
    """

    teachers: Ints
    weights: Floats
    base: float


def unlikeness(profiles: Floats, when: Ints, centre: Flags, lines: Ints) -> Floats:
    """Return 1 - cosine between each text's profile and the centre's of the same time.

    Args:
        profiles: Shape (n_texts, n_words).
        when: The place in the calendar of each text's period.
        centre: Which texts are the centre's.
        lines: The stretch of the centre's line that each text belongs to: a break parts two stretches.

    Returns:
        Shape (n_texts,); nan where the centre has no text of that stretch in the window.
    """
    length = np.linalg.norm(profiles, axis=1)
    found = np.full(len(profiles), np.nan)
    for period in np.unique(when):
        there = when == period
        near = centre & (np.abs(when - period) <= WINDOW) & (lines == lines[there][0])
        if near.any():
            line = profiles[near].sum(axis=0)
            both = length[there] * np.linalg.norm(line)
            found[there] = 1 - (profiles[there] @ line) / np.where(both > 0, both, 1)
    return found


def places(found: Floats, periods: Ints, centre: Flags) -> Floats:
    """Return each text's place within its period, from above 0 to 1 the farthest; the centre's own is 0."""
    from scipy import stats  # pyright: ignore[reportMissingTypeStubs]  # noqa: PLC0415 - slow to import

    ranked: Any = stats.rankdata  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]

    placed = np.where(centre, 0.0, np.nan)
    for period in np.unique(periods):
        others = (periods == period) & ~centre & ~np.isnan(found)
        if others.any():
            placed[others] = ranked(found[others]) / others.sum()
    return placed


def taught(
    alike: Floats, placed: Floats, periods: Ints, lines: Ints, without: Flags | None = None
) -> dict[int, Taught]:
    """Return for each period what its neighbours in the order of wording teach.

    Each period counts alike, however many speak in it. A period learns from the other periods of its stretch of
    the centre's line; from all others, where its stretch has fewer than three.

    Args:
        alike: Products of the profiles, shape (n_texts, n_texts).
        placed: As `places` gives it.
        periods: The period of each text.
        lines: By period, the stretch of the centre's line.
        without: Texts that are not to teach.
    """
    found: dict[int, Taught] = {}
    heard = ~np.isnan(placed) if without is None else ~np.isnan(placed) & ~without
    for period in np.unique(periods):
        same = (lines == lines[period]) & (np.arange(len(lines)) != period)
        others = same[periods] if same.sum() >= 2 else periods != period
        teachers = np.flatnonzero(others & heard)
        if len(teachers):
            found[int(period)] = _lesson(alike, placed, periods, teachers)
    return found


def _lesson(alike: Floats, placed: Floats, periods: Ints, teachers: Ints) -> Taught:
    weight: Floats = 1.0 / np.bincount(periods[teachers])[periods[teachers]].astype(np.float64)
    weight *= len(teachers) / weight.sum()
    base = float(np.average(placed[teachers], weights=weight))
    inner = alike[np.ix_(teachers, teachers)] + np.diag(_penalty(len(teachers)) / weight)
    return Taught(teachers, np.linalg.solve(inner, placed[teachers] - base).astype(np.float64), base)


def _penalty(teachers: int) -> float:
    return min(PENALTY, max(2.0, teachers / 10))


def scores(alike: Floats, lessons: dict[int, Taught], periods: Ints) -> Floats:
    """Return where each text's wording would place it, taught by other periods; nan where none teaches."""
    found = np.full(len(periods), np.nan)
    for period, lesson in lessons.items():
        there = np.flatnonzero(periods == period)
        found[there] = alike[np.ix_(there, lesson.teachers)] @ lesson.weights + lesson.base
    return found


def retaught(alike: Floats, placed: Floats, periods: Ints, lines: Ints, rng: np.random.Generator) -> Floats:
    """Return each text's score with a group of the teachers left out in turn, shape (n_groups, n_texts).

    Source:
        Kott (2001), Journal of Official Statistics 17(4): the delete-a-group jackknife.
    """
    group = rng.permutation(np.arange(len(placed)) % GROUPS)
    return np.array(
        [
            scores(alike, taught(alike, placed, periods, lines, group == left), periods)
            for left in range(GROUPS)
        ]
    )
