"""What an actor says of independence, with the interval of what lies behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from linewatch.kinds.said import Statement
from linewatch.measures.deeds.record import Rows, key
from linewatch.measures.intervals import student

# The prior of the spread of one statement around what an actor means, in steps of the scale: as if two
# statements one step apart had been seen. Without it one statement would say nothing of how sure it is.
PRIOR_CASES, PRIOR_SPREAD = 2.0, 1.0
ENDS = 2.0  # of the scale of stances


@dataclass(frozen=True, slots=True)
class Words:
    """What an actor says, from -2 (no independence) to +2.

    Attributes:
        mean: Of its sayings, the statements of one event counted once; None where there is none.
        low: Lower end of the interval of what it means on the whole.
        high: Upper end.
        statements: By date, the undated last, each with its stance turned so that + is independence.
    """

    mean: float | None
    low: float | None
    high: float | None
    statements: tuple[tuple[Statement, float], ...]


def words_of(said: Sequence[Statement], rows: Rows) -> Words:
    """Return what some statements say of independence; those that take no stance on it say nothing."""
    coded = [
        (row, float(row.stance * rows.issues[row.issue]))
        for row in said
        if row.stance is not None and row.issue is not None and row.issue in rows.issues
    ]
    coded.sort(key=lambda pair: (pair[0].said_on is None, key(pair[0].said_on), pair[0].id))
    if not coded:
        return Words(None, None, None, ())
    # What is said in one breath is one saying: the statements of an event count once, at their mean.
    sayings: dict[str, list[float]] = {}
    for row, stance in coded:
        sayings.setdefault(row.event or row.id, []).append(stance)
    mean, low, high = interval([fmean(stances) for stances in sayings.values()])
    return Words(mean, low, high, tuple(coded))


def interval(stances: Sequence[float]) -> tuple[float, float, float]:
    """Return the mean of some stances and the interval of what lies behind them, within the scale.

    Normal around a mean of which nothing is known beforehand; its variance has a scaled inverse chi-squared prior.

    Source:
        Gelman et al. (2013), Bayesian Data Analysis, 3rd ed., sec. 3.2 and 3.3.
    """
    n = len(stances)
    mean = fmean(stances)
    freedom = PRIOR_CASES + n - 1
    variance = (PRIOR_CASES * PRIOR_SPREAD**2 + sum((one - mean) ** 2 for one in stances)) / freedom
    reach = student(freedom) * (variance / n) ** 0.5
    return mean, max(-ENDS, mean - reach), min(ENDS, mean + reach)
