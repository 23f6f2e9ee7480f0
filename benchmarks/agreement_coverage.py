"""Coverage of the interval around Krippendorff's alpha: does it hold the true value as often as it says.

Two coders read statements drawn from a population in which the share of true agreement is set; the true alpha is
that of a very large sample. The simulator shares no code with the measure: it draws codes, not coincidences.
Run with: make coverage. It writes docs/coverage.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from linewatch.measures.agreement import LEVEL, agreement, alpha

CODES = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
SHARES = np.array([0.3, 0.2, 0.1, 0.2, 0.2])
RUNS, LARGE = 1_000, 200_000


class Coverage(NamedTuple):
    """How often intervals held the true value.

    Attributes:
        true: The alpha of the population.
        share: Of the intervals given, the share that held it.
        runs: Simulations.
        refused: Share of runs in which no interval was given.
        width: Median width of the intervals.
    """

    true: float
    share: float
    runs: int
    refused: float
    width: float


def coded(units: int, agree: float, rng: np.random.Generator) -> np.ndarray:
    """Return two coders' codes, shape (units, 2): read alike, else one step off or, one time in five, at random."""
    truth = rng.choice(CODES, size=units, p=SHARES)
    readings = np.stack([truth, truth], axis=1)
    for coder in (0, 1):
        strays = rng.random(units) > agree
        step = np.clip(truth + rng.choice([-1.0, 1.0], size=units), -2, 2)
        gross = rng.random(units) < 0.2
        readings[strays, coder] = np.where(gross, rng.choice(CODES, size=units, p=SHARES), step)[strays]
    return readings


def true_alpha(agree: float, seed: int) -> float:
    """Return the ordinal alpha of a very large sample."""
    codes = coded(LARGE, agree, np.random.default_rng(seed))
    counts = (codes[:, :, None] == CODES).sum(axis=1).astype(float)
    return alpha(counts, CODES, "ordinal")


def coverage(units: int, agree: float, runs: int, seed: int) -> Coverage:
    """Return how often the interval held the true value, over independent simulations."""
    true = true_alpha(agree, seed)
    held, given, widths = 0, 0, []
    for run in range(runs):
        rng = np.random.default_rng([seed, run])
        found = agreement(None, coded(units, agree, rng).tolist(), "ordinal", rng)
        if found.low is not None and found.high is not None:
            given += 1
            held += found.low <= true <= found.high
            widths.append(found.high - found.low)
    return Coverage(true, held / given, runs, 1 - given / runs, float(np.median(widths)))


def main() -> None:
    """Write the table."""
    lines = [
        "# Coverage of intervals",
        "",
        f"Nominal {LEVEL:.0%}. Made by `make coverage`: {RUNS:,} independent simulations a row, seed 1.",
        "",
        "## Krippendorff's alpha (`agreement`)",
        "",
        "| coded twice | read alike | true alpha | coverage | Monte Carlo error | refused | median width |",
        "|---|---|---|---|---|---|---|",
    ]
    for units in (5, 8, 15, 33, 60, 200):
        for agree in (0.5, 0.7, 0.9):
            found = coverage(units, agree, RUNS, 1)
            error = (found.share * (1 - found.share) / RUNS) ** 0.5
            lines.append(
                f"| {units} | {agree:.0%} | {found.true:.2f} | {found.share:.1%} | {error:.1%} |"
                f" {found.refused:.1%} | {found.width:.2f} |"
            )
            print(lines[-1], flush=True)
    Path(__file__).resolve().parents[1].joinpath("docs/coverage.md").write_text(
        "\n".join(lines) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
