"""What the movement's engine may be trusted with: paired runs, thinning, drift. Everything is printed, good or bad.

- Same dice: the variance of a paired difference over that of an unpaired one, for the headline outcomes of some
  scenarios against their baseline. It is also the share of runs that a paired difference needs; wanted: at most a
  half. Where one of the two hardly varies, pairing cannot help, and it is near 1.
- Thinning: giants whole, 1 in 10 and 1 in 100; for each headline how far the means lie apart beside the 90 % Monte
  Carlo interval of that difference.
- Drift: the whole-number rule beside the same rule in floating point (`tests/scenarios/reference.py`), largest by day.

    python -m benchmarks.movement_checks [--runs 100] [--thin-runs 12] [--members 3300000]
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.movement_sizes import GIANTS, movement, scenario
from linewatch.desk.simulating.folder import read_movement
from linewatch.scenarios.ensembles import Range, ensemble, outcomes, variance_ratio
from linewatch.scenarios.outcomes import MOVEMENT, OUTCOMES, table
from linewatch.scenarios.running import Run, Settings
from linewatch.scenarios.scenario import Scenario
from tests.scenarios.reference import FloatRun

SHIPPED = Path(__file__).parents[1] / "src/linewatch/cases/twentieth_congress/movement"
HEADLINES = ("voices", "heavy", "exits", "splinters", "trust_centre", "trust_leader", "told")


def main() -> None:
    """Print each check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--thin-runs", type=int, default=12)
    parser.add_argument("--members", type=int, default=3_300_000)
    asked = parser.parse_args()
    _same_dice(asked.runs)
    _thinning(asked.members, asked.thin_runs)
    _drift()


def _same_dice(runs: int) -> None:
    """Print the ratio for the shipped movement, small parties whole and giants far thinned."""
    read = read_movement(SHIPPED)
    thin = {party: max(10 * factor, 10) for party, factor in read.thin.items()}
    thin |= {
        party.id: 10 for party in read.movement.parties if party.size.mid > 1e5 and party.id not in read.thin
    }
    base = Scenario("as it happened", read.movement.id, read.starts, read.ends)
    rivals = {
        "no call-off": replace(base, dates={"call_off": None}),
        "leak a month later": replace(base, dates={"leak": date(1956, 4, 16)}),
        "never leaked": replace(base, dates={"leak": None, "publication": None}),
        "hard call-off": replace(base, strengths={"call_off": 1.0}),
    }
    parties = [*(party.id for party in read.movement.parties), MOVEMENT]
    for vary in (False, True):
        for name, rival in rivals.items():
            settings = Settings(seed=1956, thin=thin, vary=vary)
            pairs = list(ensemble(read.movement, rival, base, range(runs), settings, workers=2))
            ratio = variance_ratio(pairs)[:, :, 3]
            told = ", ".join(f"{each} {ratio[n, -1]:.2f}" for n, each in enumerate(HEADLINES))
            live = ratio[ratio != 1.0]
            print(
                f"same dice, {name}, numbers {'drawn' if vary else 'fixed'}, {runs} runs; {parties[-1]}: {told}"
            )
            half = f"at most a half in {np.mean(live <= 0.5):.0%}"
            print(f"  all outcomes of all parties: median {np.median(live):.2f}, {half}")


def _thinning(members: int, runs: int) -> None:
    made, course = movement(members), scenario(120, 60)
    giants = [party.id for party in made.parties[: len(GIANTS)]]
    ranges = {}
    for factor in (1, 10, 100):
        thin: Mapping[str, int] = dict.fromkeys(giants, factor)
        settings = Settings(seed=factor, thin=thin)
        ranges[factor] = outcomes(list(ensemble(made, course, None, range(runs), settings, workers=2)))
    for factor in (10, 100):
        _apart(ranges[1], ranges[factor], factor, len(GIANTS))


def _apart(whole: Range, thin: Range, factor: int, giants: int) -> None:
    """Print how far headlines lie apart beside the 90 % interval of their difference."""
    wide = np.sqrt((whole.mean_high - whole.mid) ** 2 + (thin.mean_high - thin.mid) ** 2)[:, -1, :, 3]
    apart = np.abs(whole.mid - thin.mid)[:, -1, :, 3]
    inside = apart <= wide + 1e-12
    print(
        f"thinned 1 in {factor}, {whole.runs} runs: {inside.mean():.0%} of {inside.size} headlines within their 90 %"
        f" interval (small parties {inside[:, giants:-1].mean():.0%})"
    )
    for n, name in enumerate(HEADLINES):
        print(f"  {name}: the movement {apart[n, -1]:.6f} apart, 90 % interval ±{wide[n, -1]:.6f}")


def _drift() -> None:
    made, course = movement(60_000), scenario(140, 0)
    whole, real = Run(made, course), FloatRun(made, course, Settings(skip=False))
    while not whole.done:
        whole.step()
        real.step()
    apart = np.abs(table(whole.trace()) - table(real.trace()))
    told = ", ".join(f"{name} {apart[n, :, -1, 3].max():.6f}" for n, name in enumerate(OUTCOMES))
    most = ", ".join(f"{name} {apart[n, :, :, 3].max():.5f}" for n, name in enumerate(OUTCOMES))
    print(
        f"drift from floating point, largest over 140 days, {whole.layout.members:,} members; the movement: {told}"
    )
    print(f"  any party: {most}")


if __name__ == "__main__":
    main()
