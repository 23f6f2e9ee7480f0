"""Many runs: a scenario against a baseline with the same dice, so that only the scenario makes a difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from linewatch.scenarios.movement import Movement
from linewatch.scenarios.outcomes import table
from linewatch.scenarios.running import Run, Settings, run
from linewatch.scenarios.scenario import Scenario
from linewatch.scenarios.traces import Trace

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """One run of a scenario and, with the same members and the same dice, of its baseline."""

    scenario: Trace
    baseline: Trace | None


@dataclass(frozen=True, slots=True)
class Range:
    """What many runs show; each array is of the shape of one table.

    Attributes:
        low: 5 of 100 runs lie below.
        mid: The mean.
        high: 5 of 100 runs lie above.
        mean_low: Lower end of the 90 % Monte Carlo interval of the mean.
        mean_high: Its upper end.
        runs: How many runs.
    """

    low: Table
    mid: Table
    high: Table
    mean_low: Table
    mean_high: Table
    runs: int


def pair(
    movement: Movement,
    scenario: Scenario,
    baseline: Scenario | None,
    settings: Settings | None = None,
    on_day: Callable[[Run], None] | None = None,
) -> Pair:
    """Return a run of a scenario and of its baseline with the same dice."""
    first = run(movement, scenario, settings, on_day)
    return Pair(first, None if baseline is None else run(movement, baseline, settings, on_day))


def ensemble(  # noqa: PLR0913, PLR0917 - what is run, how often, and how
    movement: Movement,
    scenario: Scenario,
    baseline: Scenario | None,
    runs: Sequence[int],
    settings: Settings | None = None,
    workers: int = 1,
    on_day: Callable[[Run], None] | None = None,
) -> Iterator[Pair]:
    """Give pair after pair, in the order of ``runs``, whatever the number of workers.

    Args:
        movement: The movement.
        scenario: The scenario.
        baseline: What it is set against; None for none.
        runs: Numbers of the runs: a run's result depends on its number, not on which others are made.
        settings: Seed, thinning, whether numbers vary; its ``run`` is replaced.
        workers: Runs at a time.
        on_day: Called after each day of each run, from the workers.

    Yields:
        A pair as soon as it and those before it are done; stop asking and the rest is left undone.
    """
    settings = settings or Settings()
    with ThreadPoolExecutor(max(workers, 1)) as pool:
        waits: list[Future[Pair]] = []
        ahead = iter(runs)

        def start() -> None:
            for number in ahead:
                own = replace(settings, run=number)
                waits.append(pool.submit(pair, movement, scenario, baseline, own, on_day))
                return

        try:
            for _ in range(max(workers, 1)):
                start()
            while waits:
                done = waits.pop(0).result()
                start()
                yield done
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def outcomes(pairs: Sequence[Pair]) -> Range:
    """Return the range of a scenario's outcomes over runs."""
    return _range(np.stack([table(each.scenario) for each in pairs]))


def differences(pairs: Sequence[Pair]) -> Range:
    """Return the range of scenario less baseline, run by run with the same dice, day by day from their common
    first day.

    The two must begin on the same day and have the same parties; the shorter one sets the days.
    """
    made: list[Table] = []
    for each in pairs:
        if each.baseline is None:
            continue
        left, right = table(each.scenario), table(each.baseline)
        days = min(left.shape[1], right.shape[1])
        made.append(left[:, :days] - right[:, :days])
    return _range(np.stack(made))


def variance_ratio(pairs: Sequence[Pair]) -> Table:
    """Return the variance of the paired difference over that of an unpaired one, on the last common day.

    It is also the share of runs that a paired difference needs for the same width. Shape (OUTCOMES, parties + 1,
    strata + 1); where nothing varies it is 1.
    """
    left = np.stack([table(each.scenario)[:, -1] for each in pairs])
    right = np.stack([table(each.baseline)[:, -1] for each in pairs if each.baseline is not None])
    paired = (left - right).var(axis=0, ddof=1)
    apart = left.var(axis=0, ddof=1) + right.var(axis=0, ddof=1)
    return np.divide(paired, apart, out=np.ones_like(paired), where=apart > 0)


def _range(made: Table) -> Range:
    from scipy import stats  # noqa: PLC0415 - loads slowly, and only intervals need it

    runs = len(made)
    mid = made.mean(axis=0)
    low, high = np.quantile(made, [0.05, 0.95], axis=0)
    if runs < 2:
        return Range(low, mid, high, mid, mid, runs)
    wide = float(stats.t.ppf(0.95, runs - 1)) * made.std(axis=0, ddof=1) / np.sqrt(runs)
    return Range(low, mid, high, mid - wide, mid + wide, runs)
