"""Coverage of the intervals around ties and centralization, and how often the nulls of no centre and of no lead fall.

A movement is drawn document by document: each has one author, speaks of a few issues, and repeats its stance on each
as often as it likes, so that a loud document is loud as a whole. The true tie is that of the counts to be expected.
The simulator shares no code with the resampling: it draws documents, not counts. Run with: make coverage, or
python -m benchmarks.networks_coverage.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from linewatch.kinds.dates import PartialDate
from linewatch.measures.intervals import LEVEL
from linewatch.measures.leads import leads
from linewatch.measures.networks.asked import LEAST_OF_ACTOR, RESAMPLES, Asked
from linewatch.measures.networks.centralization import centralization, chance, null_values
from linewatch.measures.networks.coding import Stance
from linewatch.measures.networks.counting import Counts, count
from linewatch.measures.networks.resampling import central_interval, resampled, tie_interval
from linewatch.measures.networks.ties import ties

RUNS = 1_000
PERMUTATIONS = 199
ACTORS, ISSUES = 6, 4
LEADS_ACTORS = 4
_SPREAD = 0.8  # of a document's stance around its author's line
_SEED = 5  # the widening of the interval was chosen on other seeds
_LEVELS = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])


class World(NamedTuple):
    """What documents are drawn from.

    Attributes:
        lines: Each actor's line on each issue, shape (actors, issues), from -2 to 2.
        interest: How often each actor speaks of each issue, rows sum to 1.
        documents: How many are drawn.
        loud: The mean of how often a document repeats itself.
    """

    lines: np.ndarray
    interest: np.ndarray
    documents: int
    loud: float


def world(seed: int, documents: int, loud: float, centre: bool = False) -> World:
    """Return a world; with a centre, all others hold its line on half of the issues and none of their own there."""
    rng = np.random.default_rng([_SEED, seed])
    lines = rng.uniform(-2, 2, size=(ACTORS, ISSUES))
    if centre:
        for actor in range(1, ACTORS):
            followed = rng.permutation(ISSUES)[: ISSUES // 2]
            lines[actor, followed] = lines[0, followed]
    interest = rng.dirichlet(np.full(ISSUES, 2.0), size=ACTORS)
    return World(lines, interest, documents, loud)


def said(of: World, rng: np.random.Generator) -> list[Stance]:
    """Return what the documents of a world tell."""
    rows: list[Stance] = []
    for document in range(of.documents):
        author = int(rng.integers(ACTORS))
        for issue in rng.choice(ISSUES, size=2, replace=False, p=of.interest[author]):
            stance = int(np.clip(np.round(of.lines[author, issue] + rng.normal(0, _SPREAD)), -2, 2))
            for _ in range(1 + rng.poisson(of.loud)):
                rows.append(
                    Stance(
                        statement=str(len(rows)),
                        actor=f"a{author}",
                        issue=f"i{issue}",
                        stance=stance,
                        document=f"d{document:04}",
                    )
                )
    return rows


def expected(of: World) -> np.ndarray:
    """Return the counts to be expected, shape (actors, issues * levels), by the rules of chance."""
    p = of.interest
    # The second issue of a document is drawn from those that are left.
    chosen = p + p * ((p / (1 - p)).sum(axis=1, keepdims=True) - p / (1 - p))
    edges = np.array([-np.inf, -1.5, -0.5, 0.5, 1.5, np.inf])
    below = np.vectorize(NormalDist(0, _SPREAD).cdf)(edges - of.lines[:, :, None])
    each = of.documents / ACTORS * (1 + of.loud) * chosen
    return (each[:, :, None] * np.diff(below, axis=2)).reshape(ACTORS, -1)


class Coverage(NamedTuple):
    """How often intervals held the true value; of ties, and of centralization."""

    ties: float
    given: int
    refused: float
    centre: float
    worlds: int


def coverage(documents: int, loud: float, normalise: str, runs: int) -> Coverage:
    """Return how often intervals held the true tie and the true centralization: one world and one draw a run."""
    held = given = refused = central = 0
    for run in range(runs):
        of = world(run, documents, loud)
        asked = Asked(kind="subtract", normalise=normalise, span=4.0, seed=run)  # pyright: ignore[reportArgumentType]
        counts = count(said(of, np.random.default_rng([_SEED, run, 2])))
        truth = ties(expected(of), _LEVELS, 4.0, asked.normalise).of("subtract")
        drawn = resampled(counts, asked, None, np.array([], dtype=np.int64), RESAMPLES)
        now = ties(counts.table(), counts.levels, 4.0, asked.normalise)
        names = [int(actor[1:]) for actor in counts.actors]
        sources, value_now = counts.sources(), now.of("subtract")
        few = sources < LEAST_OF_ACTOR
        for i, j in np.argwhere(np.triu(now.shared, 1) > 0):
            if few[i] or few[j]:
                refused += 1
                continue
            now_tie, fewest = float(value_now[i, j]), int(min(sources[i], sources[j]))
            low, high = tie_interval(drawn.values[:, i, j], now_tie, fewest, asked)
            given += 1
            held += low <= truth[names[i], names[j]] <= high
        value, seen = centralization(truth), centralization(value_now)
        if value is not None and seen is not None:
            low, high = central_interval(drawn.central[~np.isnan(drawn.central)], seen)
            central += low <= value <= high
    return Coverage(held / max(1, given), given, refused / max(1, refused + given), central / runs, runs)


def rejected(documents: int, loud: float, centre: bool, runs: int) -> float:
    """Return how often p is at most 1 - LEVEL where nobody, or one actor, is the centre."""
    found = 0
    for run in range(runs):
        asked = Asked(kind="subtract", span=4.0, seed=run)
        counts: Counts = count(
            said(world(run, documents, loud, centre), np.random.default_rng([_SEED, run, 3]))
        )
        value = centralization(ties(counts.table(), counts.levels, 4.0).of("subtract"))
        rng = np.random.default_rng([_SEED, run, 4])
        null = null_values(counts.table(), counts.levels, asked, PERMUTATIONS, rng)
        found += value is not None and chance(value, null) <= 1 - LEVEL
    return found / runs


def led(sides: int, runs: int, monthly: bool = False) -> tuple[float, float]:
    """Return how often p of a lead is at most .05 and .10 where nobody leads: of one pair a world, named beforehand.

    Args:
        sides: Of how many issues all took the same side, each on a day of his own.
        runs: Worlds.
        monthly: Whether only the month of half of the days is on record.
    """
    first = date(1956, 1, 1)
    found: list[float] = []
    for run in range(runs):
        rng = np.random.default_rng([_SEED, run, 5, sides])
        rows: list[Stance] = []
        for side in range(sides):
            for actor, day in enumerate(rng.integers(0, 366, size=LEADS_ACTORS)):
                told = (first + timedelta(days=int(day))).isoformat()
                told = told[:7] if monthly and rng.random() < 0.5 else told
                ident = f"a{actor}-i{side:02}"
                on = PartialDate.parse(told)
                rows.append(
                    Stance(
                        statement=ident,
                        actor=f"a{actor}",
                        issue=f"i{side:02}",
                        stance=1,
                        document=ident,
                        on=on,
                    )
                )
        pair = next(lead for lead in leads(rows, run) if {lead.a, lead.b} == {"a0", "a1"})
        found.append(1.0 if pair.p_value is None else pair.p_value)
    p = np.array(found)
    return float((p <= 0.05).mean()), float((p <= 0.10).mean())


def _leads_section(runs: int) -> list[str]:
    lines = [
        "",
        f"Leads where nobody leads: share of worlds in which p of a pair named beforehand is at most .05 and .10;"
        f" {LEADS_ACTORS} actors,",
        f"Monte Carlo error at .05 {(0.05 * 0.95 / runs) ** 0.5:.1%}, at .10 {(0.1 * 0.9 / runs) ** 0.5:.1%}. p is"
        " two-sided; few sides have few orders, so that it",
        "keeps below.",
        "",
        "| sides | dates | p at most .05 | p at most .10 |",
        "|---|---|---|---|",
    ]
    for sides, monthly in ((6, False), (12, False), (13, False), (30, False), (13, True)):
        five, ten = led(sides, runs, monthly)
        row = f"| {sides} | {'half of them months' if monthly else 'days'} | {five:.1%} | {ten:.1%} |"
        print(row, file=sys.stderr, flush=True)
        lines.append(row)
    return lines


def section(runs: int = RUNS) -> str:
    """Return the section of docs/coverage.md on networks, in Markdown."""
    lines = [
        "## Networks (`networks`)",
        "",
        f"Nominal {LEVEL:.0%}; {runs:,} worlds a row, each of {ACTORS} actors and {ISSUES} issues with its own lines,",
        f"one draw of documents a world, seed {_SEED}. Documents repeat themselves. Ties are congruence less conflict.",
        "",
        "| documents | repeats | normalised | ties in their interval | Monte Carlo error | ties refused |"
        " centralization in its interval |",
        "|---|---|---|---|---|---|---|",
    ]
    for documents in (18, 60, 180):
        for loud in (0.5, 4.0):
            for normalise in ("none", "average", "cosine") if loud > 1 else ("none",):
                found = coverage(documents, loud, normalise, runs)
                # Ties of one world hang together: the error is that of worlds, not of ties.
                error = (found.ties * (1 - found.ties) / runs) ** 0.5
                row = (
                    f"| {documents} | {loud:g} | {normalise} | {found.ties:.1%} | {error:.1%} | {found.refused:.1%} |"
                    f" {found.centre:.1%} |"
                )
                print(row, file=sys.stderr, flush=True)
                lines.append(row)
    lines += ["", f"Share of worlds in which p is at most {1 - LEVEL:.2f}:", "",
              "| documents | repeats | nobody is the centre | all others follow one actor on half of the issues |",
              "|---|---|---|---|"]  # fmt: skip
    for documents in (18, 60):
        for loud in (0.5, 4.0):
            shares = [rejected(documents, loud, centre, runs) for centre in (False, True)]
            row = f"| {documents} | {loud:g} | {shares[0]:.1%} | {shares[1]:.1%} |"
            print(row, file=sys.stderr, flush=True)
            lines.append(row)
    return "\n".join([*lines, *_leads_section(runs), ""])


if __name__ == "__main__":
    print(section(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))
