"""How often a test of `differences` finds what is not there, and how often its interval holds what is.

The simulator draws reactions of actors, from shares or from latent numbers; it knows nothing of the tests.

    python -m benchmarks.differences_error
"""

from __future__ import annotations

import itertools
from math import comb, prod
from typing import NamedTuple

import numpy as np

from linewatch.measures.differences import effects
from linewatch.measures.differences.reactions import Outcome
from linewatch.measures.differences.rivals import Trait, differences

RUNS = 2_000
_SEED = 21


class Cell(NamedTuple):
    """What is simulated.

    Attributes:
        what: yes or no, stances, days, family (three attributes that go together, three outcomes).
        sizes: Actors in each group.
        level: Of yes or no, the share; of stances, the mean of the latent stance; of days, the mean.
    """

    what: str
    sizes: tuple[int, ...]
    level: float


CELLS = (
    Cell("yes or no", (3, 4), 0.5),
    Cell("stances", (5, 7), 0.5),
    Cell("days", (5, 7), 20),
    Cell("yes or no", (2, 9), 0.3),
    Cell("yes or no", (10, 12), 0.5),
    Cell("yes or no", (25, 25), 0.2),
    Cell("yes or no", (4, 5, 6), 0.5),
    Cell("stances", (10, 12), 0.0),
    Cell("stances", (4, 5, 6), 0.5),
    Cell("days", (10, 12), 20),
    Cell("family", (6, 6), 0.5),
)


class Alarms(NamedTuple):
    """How often a difference was found.

    Attributes:
        alarms: Share of runs with a p below .05; for a family, with any p of all below .05.
        refused: Share of runs without a test; they count as no alarm.
        runs: Simulations.
    """

    alarms: float
    refused: float
    runs: int


def reactions(what: str, n: int, level: float, rng: np.random.Generator) -> list[tuple[float, float]]:
    """Return the least and greatest of n actors' reactions."""
    if what == "yes or no":
        return [(float(v), float(v)) for v in rng.random(n) < level]
    if what == "stances":
        # The mean of one to three coded stances of an actor with a leaning of its own.
        own = rng.normal(level, 1, size=n)
        held = [np.clip(np.rint(rng.normal(o, 0.8, size=rng.integers(1, 4))), -2, 2).mean() for o in own]
        return [(float(v), float(v)) for v in held]
    days = rng.exponential(level, size=n).round()
    # A third are known by the month alone, one in ten has no end.
    wide = np.where(rng.random(n) < 1 / 3, rng.integers(0, 30, size=n), 0)
    open_ = rng.random(n) < 0.1
    return [
        (float(max(d - w, 0)), float("inf") if o else float(d - w + 30 if w else d))
        for d, w, o in zip(days, wide, open_, strict=True)
    ]


def false_alarms(cell: Cell, runs: int, seed: int) -> Alarms:
    """Return how often a difference is found where the attribute makes none."""
    found, refused = 0, 0
    n = sum(cell.sizes)
    actors = [f"a{k}" for k in range(n)]
    groups = np.repeat([f"g{k}" for k in range(len(cell.sizes))], cell.sizes)
    for run in range(runs):
        rng = np.random.default_rng([seed, run])
        traits = [Trait("one", dict(zip(actors, groups.tolist(), strict=True)), {})]
        kinds = [cell.what]
        if cell.what == "family":
            kinds = ["yes or no", "yes or no", "stances"]
            for k in range(2):
                # Rivals that coincide with the first for three actors in four.
                other = np.where(rng.random(n) < 0.75, groups, rng.permutation(groups))
                traits.append(Trait(f"rival {k}", dict(zip(actors, other.tolist(), strict=True)), {}))
        drawn = [dict(zip(actors, reactions(kind, n, cell.level, rng), strict=True)) for kind in kinds]
        reacted = [
            Outcome(f"o{k}", kind == "yes or no", values, {}, {}, {})
            for k, (kind, values) in enumerate(zip(kinds, drawn, strict=True))
        ]
        rows = differences(reacted, traits, seed=1)
        tested = [row.p_holm for row in rows if row.p_holm is not None]
        refused += not tested
        found += any(p < 0.05 for p in tested)
    return Alarms(found / runs, refused / runs, runs)


def share_coverage(sizes: tuple[int, int], shares: tuple[float, float]) -> tuple[float, float]:
    """Return how often the interval of a difference of shares holds it, and its mean width: every table weighed."""
    held, width = 0.0, 0.0
    for one, two in itertools.product(*(range(n + 1) for n in sizes)):
        chance = prod(
            comb(n, k) * p**k * (1 - p) ** (n - k) for k, n, p in zip((one, two), sizes, shares, strict=True)
        )
        found = effects.share_difference((one, two), sizes)
        assert found.low is not None
        assert found.high is not None
        held += chance * (found.low <= shares[0] - shares[1] <= found.high)
        width += chance * (found.high - found.low)
    return held, width


def shift_coverage(sizes: tuple[int, int], by: float, runs: int, seed: int) -> tuple[float, float, float]:
    """Return how often the interval of a shift of latent numbers held it, its width, how often it has no bound."""
    held, widths, open_ = 0, [], 0
    for run in range(runs):
        rng = np.random.default_rng([seed, run])
        one, two = rng.gamma(2, 10, size=sizes[0]) + by, rng.gamma(2, 10, size=sizes[1])
        found = effects.shift([(v, v) for v in one.tolist()], [(v, v) for v in two.tolist()])
        low, high = found.low, found.high
        open_ += low is None or high is None
        held += (low is None or low <= by) and (high is None or by <= high)
        if low is not None and high is not None:
            widths.append(high - low)
    return held / runs, float(np.median(widths)) if widths else float("nan"), open_ / runs


def section() -> str:
    """Return the study as a section of docs/coverage.md."""
    lines = [
        "## Differences between actors (`differences`)",
        "",
        f"Where an attribute makes no difference: how often p (of all tests together, Holm) is below .05. {RUNS:,}",
        f"simulations a row, seed {_SEED}; in `family` three rivals that mostly coincide meet three outcomes.",
        "",
        "| outcome | groups | level | below .05 | Monte Carlo error | refused |",
        "|---|---|---|---|---|---|",
    ]
    for cell in CELLS:
        found = false_alarms(cell, RUNS, _SEED)
        error = (found.alarms * (1 - found.alarms) / RUNS) ** 0.5
        sizes = " and ".join(map(str, cell.sizes))
        lines.append(
            f"| {cell.what} | {sizes} | {cell.level:g} | {found.alarms:.1%} | {error:.1%} | {found.refused:.1%} |"
        )
    lines += [
        "",
        "Intervals of 90 %: of the difference of two shares, every table weighed by its chance, so without Monte Carlo",
        f"error; of two groups of numbers, {RUNS:,} simulations a row. The way of the first was chosen among four on",
        "other sizes and shares.",
        "",
        "| figure | groups | true | coverage | Monte Carlo error | width | no bound |",
        "|---|---|---|---|---|---|---|",
    ]
    for sizes in ((3, 8), (6, 6), (8, 15), (20, 30)):
        for shares in ((0.4, 0.4), (0.1, 0.1), (0.7, 0.4), (0.9, 0.2)):
            held, width = share_coverage(sizes, shares)
            lines.append(
                f"| shares {shares[0]:g} and {shares[1]:g} | {sizes[0]} and {sizes[1]} | {shares[0] - shares[1]:.2f} |"
                f" {held:.1%} | 0 | {width:.2f} | 0.0% |"
            )
    for sizes in ((2, 9), (3, 4), (5, 7), (10, 12)):
        held, width, open_ = shift_coverage(sizes, 10, RUNS, _SEED)
        error = (held * (1 - held) / RUNS) ** 0.5
        lines.append(
            f"| numbers | {sizes[0]} and {sizes[1]} | 10 | {held:.1%} | {error:.1%} | {width:.1f} | {open_:.1%} |"
        )
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    print(section())
