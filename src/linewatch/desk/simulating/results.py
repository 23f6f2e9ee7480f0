"""Rows of what many runs show: outcomes, paired differences, how wide they are, and the limits to read them in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from linewatch.scenarios.ensembles import Range
from linewatch.scenarios.outcomes import OUTCOMES, TABLE_STRATA, table
from linewatch.scenarios.traces import Trace

Table = NDArray[np.float64]
MOVEMENT: Final = "movement"
ONE_RUN: Final = {"why": "One run shows no range.", "needed": "--runs 2 or more"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What runs show on some days.

    Attributes:
        days: The days.
        actors: Party ids, the whole movement last.
        tables: One table a run: outcomes, days, actors, strata.
    """

    days: tuple[date, ...]
    actors: tuple[str, ...]
    tables: Table


def month_ends(starts: date, ends: date) -> tuple[date, ...]:
    """Return the last day of each month between two days, and the last of the two."""
    days = [starts + timedelta(n) for n in range((ends - starts).days + 1)]
    return tuple(day for day in days if (day + timedelta(1)).day == 1 or day == ends)


def every_day(starts: date, ends: date) -> tuple[date, ...]:
    """Return all days between two days."""
    return tuple(starts + timedelta(n) for n in range((ends - starts).days + 1))


def one_table(trace: Trace, days: Sequence[date]) -> Table:
    """Return one run's outcomes on some days, shape (outcomes, days, actors, strata)."""
    return table(trace)[:, [(day - trace.starts).days for day in days]]


def summary(made: Table) -> Range:
    """Return what tables of many runs (first axis) have in common: 5 and 95 of 100, mean, 90 % interval of the mean."""
    from scipy.special import stdtrit  # noqa: PLC0415 - loads slowly, and only intervals need it

    runs, mid = len(made), made.mean(axis=0)
    if runs < 2:
        return Range(mid, mid, mid, mid, mid, runs)
    low, high = np.quantile(made, [0.05, 0.95], axis=0)
    wide = float(stdtrit(runs - 1, 0.95)) * made.std(axis=0, ddof=1) / np.sqrt(runs)
    return Range(low, mid, high, mid - wide, mid + wide, runs)


def outcome_rows(seen: Seen) -> list[dict[str, Any]]:
    """Return a row for each outcome, actor, stratum and day."""
    return _rows(summary(seen.tables), seen)


def difference_rows(left: Seen, right: Seen) -> list[dict[str, Any]]:
    """Return the same rows of scenario less baseline, run by run with the same dice."""
    return _rows(summary(left.tables - right.tables), left)


def _rows(found: Range, seen: Seen) -> list[dict[str, Any]]:
    alone = found.runs < 2
    return [
        {
            "name": name,
            "actor": actor,
            "stratum": stratum,
            "day": day.isoformat(),
            "low": None if alone else float(found.low[o, d, a, s]),
            "mid": float(found.mid[o, d, a, s]),
            "high": None if alone else float(found.high[o, d, a, s]),
            "mean_low": None if alone else float(found.mean_low[o, d, a, s]),
            "mean_high": None if alone else float(found.mean_high[o, d, a, s]),
            "refused": ONE_RUN if alone else None,
        }
        for o, name in enumerate(OUTCOMES)
        for a, actor in enumerate(seen.actors)
        for s, stratum in enumerate(TABLE_STRATA)
        for d, day in enumerate(seen.days)
    ]


def width_rows(left: Seen, right: Seen | None) -> list[dict[str, Any]]:
    """Return for the last day how wide each headline is, and what the same dice save.

    ``range`` is from 5 to 95 of 100 runs, ``mean`` the 90 % Monte Carlo interval of the mean; ``paired_runs`` is the
    share of runs that the paired difference needs of what an unpaired one would, for the same width.
    """
    if len(left.tables) < 2:
        return []
    whole = summary(left.tables if right is None else left.tables - right.tables)
    saved = None if right is None else _saved(left.tables[:, :, -1], right.tables[:, :, -1])
    stratum = len(TABLE_STRATA) - 1
    return [
        {
            "name": name,
            "of": "outcome" if right is None else "difference",
            "actor": actor,
            "stratum": TABLE_STRATA[stratum],
            "day": left.days[-1].isoformat(),
            "range": float((whole.high - whole.low)[o, -1, a, stratum]),
            "mean": float((whole.mean_high - whole.mean_low)[o, -1, a, stratum]),
            "paired_runs": None
            if saved is None or np.isnan(saved[o, a, stratum])
            else float(saved[o, a, stratum]),
        }
        for o, name in enumerate(OUTCOMES)
        for a, actor in enumerate(left.actors)
    ]


def _saved(left: Table, right: Table) -> Table:
    """Return the variance of paired differences over that of unpaired ones; not a number where nothing varies."""
    paired = (left - right).var(axis=0, ddof=1)
    apart = left.var(axis=0, ddof=1) + right.var(axis=0, ddof=1)
    return np.divide(paired, apart, out=np.full_like(paired, np.nan), where=apart > 0)


def thinning_rows(trace: Trace, thin: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return for each party how many members one stands for, how many are kept, and how many there are."""
    return [
        {
            "actor": party,
            "one_stands_for": thin.get(party, 1),
            "kept": int(trace.kept[n].sum()),
            "members": int(trace.whole[n].sum()),
        }
        for n, party in enumerate(trace.parties)
    ]
