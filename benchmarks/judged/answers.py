"""What the weighing and its rivals make of many made-up questions, as tables of chances and counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.judged import rivals
from benchmarks.judged.people import BANDS, HABITS, UNJUDGED, Habit, Sheet, judged
from benchmarks.judged.worlds import World, told, world
from linewatch.hypotheses import draws, likelihoods
from linewatch.hypotheses.matrix import SURE, Candidate, Item, Matrix, Place, Span
from linewatch.hypotheses.weighing import Settings, posteriors

MOST = 6  # hypotheses of a question
PLAIN = "Bayes without care"
# Each question gets judges of any habits; those who list other things than the rest are left out of it.
MIXED = "any habit"

Table = NDArray[np.float64]


class Asked(NamedTuple):
    """Which questions: the seed of worlds and judges, how many judges each has, whether several may contribute."""

    seed: int
    judges: int
    several: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """What came out for so many questions; tables of shape (questions, MOST), nan where there is no hypothesis.

    Attributes:
        several: Whether several hypotheses may be true.
        true: 1 for what is true.
        told: What would be known with all true chances.
        low: The lower end of the weighing's interval.
        mid: Its chances.
        high: The upper end.
        counts: By rival, its counts; log chances for Bayes.
    """

    several: bool
    true: Table
    told: Table
    low: Table
    mid: Table
    high: Table
    counts: dict[str, Table]

    @property
    def log_mid(self) -> Table:
        """Its chances as a rival's counts would be: logs of them, or log odds with the last column at none."""
        if not self.several:
            return np.log(self.mid)
        odds = np.log(self.mid / (1 - self.mid))
        last = (~np.isnan(self.true)).sum(axis=1) - 1
        odds[np.arange(len(odds)), last] = 0.0
        return odds

    def part(self, which: slice) -> Answers:
        """Return some of the questions."""
        tables = {name: getattr(self, name)[which] for name in ("true", "told", "low", "mid", "high")}
        return replace(self, **tables, counts={name: table[which] for name, table in self.counts.items()})


def joined(parts: list[Answers]) -> Answers:
    """Return the questions of all together."""
    first = parts[0]
    tables = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in ("true", "told", "low", "mid", "high")
    }
    counts = {name: np.concatenate([part.counts[name] for part in parts]) for name in first.counts}
    return replace(first, **tables, counts=counts)


def habit(name: str) -> Habit:
    """Return a habit by its name."""
    return next(habit for habit in HABITS if habit.name == name)


def sheets_of(of: World, name: str, seed: int, number: int, judges: int) -> tuple[Sheet, ...]:
    """Return what so many judges of a habit write down of one question."""
    if name != MIXED:
        return tuple(judged(of, habit(name), seed, number, judge) for judge in range(judges))
    dice = np.random.default_rng([seed, number, 2])
    alike = [habit for habit in HABITS if not habit.only_seen]
    chosen = dice.choice(len(alike), size=judges, replace=False)
    return tuple(judged(of, alike[at], seed, number, judge) for judge, at in enumerate(chosen))


def matrix_of(of: World, sheets: tuple[Sheet, ...]) -> Matrix:
    """Return sheets as the product takes them; what is said of items is what the first judge said of them."""
    first = sheets[0]
    candidates = tuple(Candidate(f"h{at}", f"h{at}", rest=at == of.columns - 1) for at in range(of.columns))
    items = tuple(
        Item(
            id=f"e{at:02}",
            name=f"e{at:02}",
            state="seen" if of.things[at].seen else "absent",
            source=first.source[row],
            group=first.group[row],
            reliability=Span(*first.good[row]),
            seen=SURE if of.things[at].seen else Span(*first.noticed[row]),
        )
        for row, at in enumerate(first.listed)
    )
    cells = {
        Place(f"e{at:02}", f"h{column}", f"a{judge}"): Span(*BANDS[word])
        for judge, sheet in enumerate(sheets)
        for row, at in enumerate(sheet.listed)
        for column, word in enumerate(sheet.words[row].tolist())
        if word != UNJUDGED
    }
    return Matrix(
        question="q",
        name="q",
        several=of.several,
        candidates=candidates,
        items=items,
        dependence=dict(first.copied),
        cells=cells,
    )


def answers(name: str, numbers: range, asked: Asked, settings: Settings) -> dict[int, Answers]:
    """Return what is made of questions of these numbers as judges of one habit see them.

    Returns:
        By how many judges there are: for one, the first of them, and for all.
    """
    found = {judges: _Sheaf(len(numbers)) for judges in sorted({1, asked.judges})}
    with _remembered():
        _fill(found, name, numbers, asked, settings)
    return {judges: sheaf.answers(asked.several) for judges, sheaf in found.items()}


@contextmanager
def _remembered() -> Iterator[None]:
    """Keep draws: items are called alike in all questions, so that the same are asked for again and again."""
    uniforms, normals = draws.uniforms, draws.normals
    draws.uniforms = likelihoods.uniforms = lru_cache(maxsize=5_000)(uniforms)
    draws.normals = lru_cache(maxsize=5_000)(normals)
    try:
        yield
    finally:
        draws.uniforms, draws.normals, likelihoods.uniforms = uniforms, normals, uniforms


def _fill(found: dict[int, _Sheaf], name: str, numbers: range, asked: Asked, settings: Settings) -> None:
    for row, number in enumerate(numbers):
        of, known = drawn(asked.seed, number, asked.several)
        sheets = sheets_of(of, name, asked.seed, number, asked.judges)
        for judges, sheaf in found.items():
            # The draws behind `weigh`, without what it adds to them; a test compares the two.
            own = posteriors(matrix_of(of, sheets[:judges]), settings)
            sheaf.put(row, "true", of.true.astype(float))
            sheaf.put(row, "told", known)
            sheaf.put(row, "low", np.quantile(own, 0.05, axis=0))
            sheaf.put(row, "mid", own.mean(axis=0))
            sheaf.put(row, "high", np.quantile(own, 0.95, axis=0))
            for rival, count in rivals.CLASSIC.items():
                sheaf.put(row, rival, count(of, sheets[:judges]))
            sheaf.put(row, PLAIN, rivals.plain_bayes(of, sheets[:judges]))


class _Sheaf:
    """Tables while they are filled."""

    def __init__(self, questions: int) -> None:
        names = ("true", "told", "low", "mid", "high", *rivals.CLASSIC, PLAIN)
        self.tables = {name: np.full((questions, MOST), np.nan) for name in names}

    def put(self, row: int, name: str, values: Table) -> None:
        self.tables[name][row, : len(values)] = values

    def answers(self, several: bool) -> Answers:
        kept = {name: self.tables[name] for name in (*rivals.CLASSIC, PLAIN)}
        rest = {name: table for name, table in self.tables.items() if name not in kept}
        return Answers(several, counts=kept, **rest)


@cache
def drawn(seed: int, number: int, several: bool) -> tuple[World, NDArray[np.float64]]:
    """Return a question and what would be known of it; all judges get the same."""
    of = world(seed, number, several)
    return of, told(of)
