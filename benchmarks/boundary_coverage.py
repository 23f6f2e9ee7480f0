"""Coverage of the intervals of the boundary and of words against deeds: do they hold the truth as often as they say.

The simulators share no code with the measures. Whether a statement is rebuked hangs on a threshold of its own that
varies from statement to statement, and on a trait that the model is not told of; what an actor means is a number
without steps, cut into codes, with one gross code in ten. Run with: python -m benchmarks.boundary_coverage
"""

from __future__ import annotations

from collections.abc import Iterator
from math import erf
from typing import NamedTuple

import numpy as np

from linewatch.measures.boundary.nearness import logistic
from linewatch.measures.deeds.words import interval
from linewatch.measures.exact import exact_interval
from linewatch.measures.intervals import LEVEL

RUNS = 1_000
_SEED = 7
_LARGE = 400_000


class Coverage(NamedTuple):
    """How often intervals held the truth.

    Attributes:
        share: Of the intervals, the share that held it.
        error: Monte Carlo error of that share.
        refused: Share of runs without an interval.
        width: Median width.
    """

    share: float
    error: float
    refused: float
    width: float


def shares(of: int, true: float, runs: int, seed: int) -> Coverage:
    """Return the coverage of exact intervals: each case has a chance of its own, around the true share."""
    rng = np.random.default_rng([seed, of])
    own = rng.beta(2 * true, 2 * (1 - true), size=(runs, of))
    cases = (rng.random((runs, of)) < own).sum(axis=1)
    ends = np.array([exact_interval(int(k), of) for k in cases])
    return _coverage((ends[:, 0] <= true) & (true <= ends[:, 1]), ends[:, 1] - ends[:, 0], runs)


def chances(statements: int, base: float, runs: int, seed: int, least: int = 8) -> Coverage:
    """Return the coverage of the model's chances of a rebuke, over all statements of a run.

    The truth is a threshold on a normal scale, with a hidden trait; the chance asked about is that given the traits
    that the model is told, the hidden one averaged over.
    """
    held, widths, given, counts = 0.0, [], 0, []
    weights = np.array([1.4, 0.9, 0.3, 0.2, 0.6])
    hidden = 0.7
    for run in range(runs):
        rng = np.random.default_rng([seed, statements, run])
        marks = (rng.random((statements, 4)) < np.array([0.5, 0.4, 0.6, 0.7])).astype(float)
        steps = marks[:, 3] * rng.integers(0, 5, size=statements) / 2
        traits = np.column_stack([np.ones(statements), marks, steps])
        level = base + traits[:, 1:] @ weights
        rebuked = (level + hidden * rng.normal(size=statements) + rng.normal(size=statements) > 0).astype(
            float
        )
        if min(rebuked.sum(), statements - rebuked.sum()) < least:
            continue
        spread = (1 + hidden**2) ** 0.5
        true = np.array([0.5 + 0.5 * erf(one / spread / 2**0.5) for one in level])
        found = logistic(traits, rebuked, traits)
        inside = (found[:, 1] <= true) & (true <= found[:, 2])
        held += float(inside.mean())
        counts.append(float(inside.mean()))
        widths.append(float(np.median(found[:, 2] - found[:, 1])))
        given += 1
    error = float(np.std(counts) / max(given, 1) ** 0.5) if counts else float("nan")
    return Coverage(
        held / max(given, 1), error, 1 - given / runs, float(np.median(widths)) if widths else 0.0
    )


def words(statements: int, meant: float, spread: float, runs: int, seed: int) -> Coverage:
    """Return the coverage of the interval of what an actor says, against the mean of very many of its statements."""
    rng = np.random.default_rng([seed, statements])
    true = float(_said(_LARGE, meant, spread, rng).mean())
    held, widths = [], []
    for _ in range(runs):
        _, low, high = interval(_said(statements, meant, spread, rng).tolist())
        held.append(low <= true <= high)
        widths.append(high - low)
    return _coverage(np.array(held), np.array(widths), runs)


def _said(many: int, meant: float, spread: float, rng: np.random.Generator) -> np.ndarray:
    """Return codes: a number around what is meant, cut at uneven steps; one in ten is any code at all."""
    behind = meant + spread * rng.standard_t(5, size=many)
    codes = np.digitize(behind, [-1.4, -0.4, 0.5, 1.6]) - 2.0
    gross = rng.random(many) < 0.1
    return np.where(gross, rng.integers(-2, 3, size=many).astype(float), codes)


def _coverage(held: np.ndarray, widths: np.ndarray, runs: int) -> Coverage:
    share = float(held.mean())
    return Coverage(share, (share * (1 - share) / runs) ** 0.5, 0.0, float(np.median(widths)))


def section(runs: int = RUNS) -> str:
    """Return the Markdown section of docs/coverage.md."""
    head = "| {} | coverage | Monte Carlo error | refused | width |\n|---|---|---|---|---|"
    return "\n".join(
        [
            "## Shares of few cases (`boundary`, `deeds --against-words`)",
            "",
            f"Exact intervals of {LEVEL:.0%}, {runs:,} simulations a row, seed {_SEED}. They hold the truth at least",
            "as often as they say, and on few cases more often: that is what exact means.",
            "",
            head.format("cases, true share"),
            *_rows(
                (f"{of}, {true:.2f}", shares(of, true, runs, _SEED)) for of in (2, 6, 20, 60) for true in (0.1, 0.5)
            ),
            "",
            "## Chance of a rebuke (`boundary`, where cases are many)",
            "",
            "A threshold on a normal scale with a trait that the model is not told of; coverage over all statements.",
            "",
            head.format("statements, base"),
            *_rows((f"{of}, {base}", chances(of, base, runs, _SEED)) for of in (30, 60, 200) for base in (-1.5, -2.5)),
            "",
            "## What an actor says of independence (`deeds --against-words`)",
            "",
            "Codes cut at uneven steps from a number with heavy tails; one in ten is gross. The truth is the mean of",
            "very many such codes. Where an actor means one end of the scale, it is too narrow on many statements.",
            "",
            head.format("statements, meant, spread"),
            *_rows(
                (f"{of}, {meant}, {spread}", words(of, meant, spread, runs, _SEED))
                for of in (1, 3, 8, 30)
                for meant, spread in ((0.0, 0.5), (1.0, 1.0), (-1.8, 0.5))
            ),
        ]
    )  # fmt: skip


def _rows(cells: Iterator[tuple[str, Coverage]]) -> Iterator[str]:
    for name, found in cells:
        width = f"{found.width:.2f}" if found.refused < 1 else ""
        share = f"{found.share:.1%} | {found.error:.1%}" if found.refused < 1 else " | "
        yield f"| {name} | {share} | {found.refused:.1%} | {width} |"


if __name__ == "__main__":
    print(section())
