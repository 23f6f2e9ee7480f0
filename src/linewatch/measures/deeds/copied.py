"""Lines that an actor took after the centre had taken them, and how long after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linewatch.kinds.said import Statement
from linewatch.measures.deeds.record import Rows, key, side, statement_date
from linewatch.measures.tempo import Lag, lag_days


@dataclass(frozen=True, slots=True)
class Copied:
    """A line that an actor took after the centre had."""

    issue: str
    line: Statement
    statement: Statement
    lag: Lag


def lines_of(rows: Rows) -> tuple[Statement, ...]:
    """Return the statements by which the centre took a side on an issue, or changed it, in the order of their dates."""
    own = [
        row
        for row in rows.statements
        if rows.movement.voice(row.actor) and side(row) and row.issue and row.said_on
    ]
    own.sort(key=lambda row: (key(row.said_on), row.id))
    found: list[Statement] = []
    last: dict[str, int] = {}
    for row in own:
        if row.issue and last.get(row.issue) != side(row):
            found.append(row)
            last[row.issue] = side(row)
    return tuple(found)


def copied(own: tuple[str, ...], lines: Sequence[Statement], rows: Rows) -> tuple[Copied, ...]:
    """Return the first statement of an actor on the centre's new side of an issue, where it surely came after."""
    found: list[Copied] = []
    taken: dict[tuple[str | None, int], list[Statement]] = {}
    for row in rows.said(own):
        taken.setdefault((row.issue, side(row)), []).append(row)
    for line in lines:
        alike = taken.get((line.issue, side(line)), [])
        after = [row for row in alike if _after(row, line, rows)]
        if not after or len(after) < len(alike):
            continue  # who held that side before, or may have, did not copy it
        first = min(after, key=lambda row: (row.said_on is None, key(row.said_on), row.id))
        lag = lag_days(statement_date(line, rows), statement_date(first, rows), follows=True)
        found.append(Copied(line.issue or "", line, first, lag))
    return tuple(found)


def _after(row: Statement, line: Statement, rows: Rows) -> bool:
    if line.event and row.answers == line.event:
        return True
    since, until = statement_date(line, rows), statement_date(row, rows)
    return bool(since and until and since.latest and until.earliest and until.earliest >= since.latest)
