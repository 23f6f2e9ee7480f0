"""How far a statement stands from the centre's line on its issue, in coded steps."""

from __future__ import annotations

from dataclasses import dataclass

from linewatch.kinds.said import Statement
from linewatch.measures.boundary.record import Record, window


@dataclass(frozen=True, slots=True)
class Distance:
    """Steps between a stance and the centre's line; all None where there is none, with why.

    Attributes:
        steps: From the line last taken before the statement, 0 to 4.
        low: The least that the dates allow.
        high: The most.
        after: From the first line that the centre took afterwards; None where it took none.
    """

    steps: float | None
    low: float | None
    high: float | None
    after: float | None
    why: str | None = None
    needed: str | None = None


def distance(statement: Statement, record: Record) -> Distance:
    """Return how far a statement stands from the centre's line on the same issue at its date.

    The coded difference and no more: issues near by say nothing, since their poles may be others.
    """
    if statement.issue is None or statement.stance is None:
        return _none("no stance on an issue is coded", "a stance")
    line = record.line_on.get(statement.issue, ())
    if not line:
        return _none("the centre has no dated line on this issue", "a dated statement of the centre on it")
    own = window(statement, record)
    if own is None:
        return _none("its date is not known", "a date, however rough")
    before = [row for row in line if row[0][0] < own[1]]
    # A line is out of date once a later one was surely taken before the statement could be made.
    taken = max((span[0] for span, _, _ in before if span[1] < own[0]), default=None)
    standing = [row for row in before if taken is None or row[0][1] >= taken]
    later = [row for row in line if row not in before]
    after = float(abs(statement.stance - later[0][2])) if later else None
    if not standing:
        return Distance(
            None, None, None, after, "the centre had no line on this issue yet", "an earlier statement"
        )
    apart = [float(abs(statement.stance - stance)) for _, _, stance in standing]
    return Distance(apart[-1], min(apart), max(apart), after)


def _none(why: str, needed: str) -> Distance:
    return Distance(None, None, None, None, why, needed)
