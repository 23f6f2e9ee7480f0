"""Coverage of the interval around Krippendorff's alpha: does it hold the true value as often as it says.

Coders read statements drawn from a population in which the share of true agreement is set; the true alpha is that of
a very large sample. The simulator shares no code with the measure: it draws codes, not coincidences.

    python -m benchmarks.agreement_coverage
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import numpy as np

from linewatch.measures.agreement import DRAWS, LEVEL, UNSEEN, Metric, agreement, alpha

CODES = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
RUNS, LARGE = 1_000, 200_000
_SEED = 11  # the method was chosen on seed 7: no run of the table was looked at for it
_UNITS, _AGREE = (8, 33), (0.5, 0.9)
Draw = Callable[[int, float, np.random.Generator], np.ndarray]


class Population(NamedTuple):
    """What coders read, and how they stray.

    Attributes:
        name: As the table calls it.
        draw: From units, the share read alike and a generator, all codes, shape (units, coders).
        metric: How far apart two codes count.
    """

    name: str
    draw: Draw
    metric: Metric = "ordinal"


def straying(shares: tuple[float, ...], gross: float) -> Draw:
    """Return two coders who read alike, else one step off or, of those that stray, a share at random."""

    def draw(units: int, agree: float, rng: np.random.Generator) -> np.ndarray:
        truth = rng.choice(CODES, size=units, p=shares)
        readings = np.stack([truth, truth], axis=1)
        for coder in (0, 1):
            strays = rng.random(units) > agree
            step = np.clip(truth + rng.choice([-1.0, 1.0], size=units), -2, 2)
            wild = rng.random(units) < gross
            readings[strays, coder] = np.where(wild, rng.choice(CODES, size=units, p=shares), step)[strays]
        return readings

    return draw


def far_slips(units: int, agree: float, rng: np.random.Generator) -> np.ndarray:
    """Return two coders who read alike, but of whom the second at times takes the pole that lies further off."""
    truth = rng.choice(CODES, size=units)
    slips = rng.random(units) > agree
    return np.stack([truth, np.where(slips, np.where(truth > 0, -2.0, 2.0), truth)], axis=1)


def thresholds(units: int, agree: float, rng: np.random.Generator) -> np.ndarray:
    """Return two coders who see the same latent stance with noise and cut it at thresholds of their own."""
    latent = rng.normal(0, 1.5, size=units)
    seen = latent[:, None] + rng.normal(0, 2 * (1 - agree) + 0.05, size=(units, 2))
    cuts = (np.array([-1.5, -0.5, 0.5, 1.5]), np.array([-1.1, -0.3, 0.9, 2.0]))
    return np.stack([CODES[np.searchsorted(cut, seen[:, k])] for k, cut in enumerate(cuts)], axis=1)


def careless(units: int, agree: float, rng: np.random.Generator) -> np.ndarray:
    """Return three coders of whom the third reads at random wherever the others would stray."""
    truth = rng.choice(CODES, size=units, p=(0.1, 0.3, 0.2, 0.3, 0.1))
    readings = np.stack([truth, truth, truth], axis=1)
    strays = rng.random(units) > agree
    readings[strays, 2] = rng.choice(CODES, size=units)[strays]
    steps = rng.random(units) > 0.9
    readings[steps, 0] = np.clip(truth + 1, -2, 2)[steps]
    return readings


def kinds(units: int, agree: float, rng: np.random.Generator) -> np.ndarray:
    """Return two coders of a code without order and with six values, of which two are common."""
    shares = np.array([0.45, 0.3, 0.1, 0.05, 0.05, 0.05])
    readings = np.repeat(rng.choice(6.0 * np.arange(6) / 6, size=(units, 1), p=shares), 2, axis=1)
    strays = rng.random((units, 2)) > agree
    return np.where(strays, rng.choice(np.arange(6.0), size=(units, 2)), readings)


# The mass of the unseen unit was chosen among five ways on these three; the others were drawn up afterwards and
# changed nothing.
SET_ON = (
    Population("slips of one step", straying((0.3, 0.2, 0.1, 0.2, 0.2), 0.2)),
    Population("skewed codes", straying((0.05, 0.05, 0.2, 0.4, 0.3), 0.1)),
    Population("gross slips", straying((0.35, 0.1, 0.1, 0.1, 0.35), 0.5)),
)
HELD_OUT = (
    Population("slips to the far pole", far_slips),
    Population("unequal thresholds", thresholds),
    Population("three coders, one careless", careless),
    Population("a code without order", kinds, "nominal"),
)


class Coverage(NamedTuple):
    """How often intervals held the true value.

    Attributes:
        true: The alpha of the population.
        share: Of the intervals given, the share that held it.
        below: Of them, the share that lay wholly below it; the rest of the misses lay above.
        runs: Simulations.
        refused: Share of runs in which no interval was given.
        width: Median width of the intervals.
    """

    true: float
    share: float
    below: float
    runs: int
    refused: float
    width: float


def true_alpha(of: Population, agree: float, seed: int) -> float:
    """Return the alpha of a very large sample."""
    codes = of.draw(LARGE, agree, np.random.default_rng([seed, LARGE]))
    grid = np.unique(codes)
    return alpha((codes[:, :, None] == grid).sum(axis=1).astype(float), grid, of.metric)


def coverage(of: Population, units: int, agree: float, runs: int, seed: int) -> Coverage:
    """Return how often the interval held the true value, over independent simulations."""
    true = true_alpha(of, agree, seed)
    held, below, widths = 0, 0, []
    for run in range(runs):
        rng = np.random.default_rng([seed, run])
        found = agreement(None, of.draw(units, agree, rng).tolist(), of.metric, rng)
        if found.low is not None and found.high is not None:
            held += found.low <= true <= found.high
            below += found.high < true
            widths.append(found.high - found.low)
    given = len(widths)
    return Coverage(true, held / given, below / given, runs, 1 - given / runs, float(np.median(widths)))


def row(cell: tuple[str, int, int, float]) -> str:
    """Return one row of the table."""
    which, place, units, agree = cell
    of = (SET_ON if which == "chosen on" else HELD_OUT)[place]
    found = coverage(of, units, agree, RUNS, _SEED)
    error = (found.share * (1 - found.share) / RUNS) ** 0.5
    return (
        f"| {which} | {of.name} | {units} | {agree:.0%} | {found.true:.2f} | {found.share:.1%} | {error:.1%} |"
        f" {found.below:.1%} | {found.refused:.1%} | {found.width:.2f} |"
    )


def section(workers: int = 2) -> str:
    """Return the study as a section of docs/coverage.md."""
    cells = [
        (which, place, units, agree)
        for which, populations in (("chosen on", SET_ON), ("held out", HELD_OUT))
        for place in range(len(populations))
        for units in _UNITS
        for agree in _AGREE
    ]
    with ProcessPoolExecutor(workers) as pool:
        rows = list(pool.map(row, cells))
    return "\n".join((
        "## Krippendorff's alpha (`agreement`)",
        "",
        f"Nominal {LEVEL:.0%}; {RUNS:,} independent simulations a row, seed {_SEED}, {DRAWS:,} draws an interval. The",
        f"interval is that of a Bayesian bootstrap with {UNSEEN:g} unseen statement. The method was chosen among five",
        "on the first three populations with another seed; the others were drawn up afterwards. Where coders agree",
        "closely on few statements it is wider than it need be, so that it holds where slips are rare and gross too;",
        "resampling alone held the true value in 66 % (8 statements) and 81 % (33) of cases there.",
        "",
        "| | population | statements | read alike | true alpha | coverage | Monte Carlo error | too low | refused"
        " | width |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *rows,
        "",
    ))  # fmt: skip


if __name__ == "__main__":
    print(section())
