"""Positions: how far each actor stands from the line, from coded statements.

Each actor has a line on each issue, the centre too. A line walks at random, a little more at stated events, and may
jump. Levels are pooled over the tree of issues and over actors who belong to each other, as far as the case says so.
Statements stray from lines, more where they are less certain or, of the centre, in a looser form; one in so many
says nothing. How strongly all this holds is estimated anew from each case and averaged over, and so are dates.
No statement, no estimate.

Source:
    The design is the tool's own; the parts are cited where they are made (smoothing, codes).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from linewatch.measures.positions.answers import answers, branches, refused
from linewatch.measures.positions.estimating import DRAWS, Estimate, estimate
from linewatch.measures.positions.largely import rows_of
from linewatch.measures.positions.lines import LEVEL
from linewatch.measures.positions.many import MANY, grid
from linewatch.measures.positions.readings import Readings, readings
from linewatch.measures.positions.values import Branching, Jump, Position, Positions, Refusal, Rows

__all__ = [
    "DRAWS",
    "LEVEL",
    "Branching",
    "Estimate",
    "Jump",
    "Position",
    "Positions",
    "Refusal",
    "Rows",
    "estimate",
    "positions",
    "readings",
]


def positions(rows: Rows, seed: int, on: Sequence[date] = ()) -> Positions:
    """Return where actors stand.

    Args:
        rows: A case's rows.
        seed: Keys every draw: the same case and seed give the same numbers.
        on: Days; with none, a row at each date with a statement and at the end of the record.

    Returns:
        Rows of each actor and issue with a statement; those that the record touches without a stance are refused.
    """
    made = readings(rows)
    days = [day.isoformat() for day in on] or [_iso(made.end)]
    silent = [refused(actor, issue, day) for actor, issue in _silent(rows, made) for day in days]
    if not made.ids:
        return Positions(rows=tuple(silent), left_out=made.left_out)
    # Before its first day the record tells of nothing.
    early = [day for day in on if day.toordinal() < made.begin]
    why = Refusal(f"the record begins on {_iso(made.begin)}", "a statement as early as that")
    silent += [refused(actor, issue, day.isoformat(), why) for actor, issue in made.cells for day in early]
    within = [day for day in on if day.toordinal() >= made.begin]
    if len(made.ids) > MANY:
        large = grid(rows, made, seed)
        given = list(rows_of(large, made, rows, within)) if within or not on else []
        return Positions(
            rows=_sorted([*given, *silent], days),
            left_out=made.left_out,
            estimated=large.strengths.table(),
        )
    found = estimate(rows, made, seed)
    given = list(answers(found, rows, within)) if within or not on else []
    return Positions(
        rows=_sorted([*given, *silent], days),
        branches=branches(found, rows),
        left_out=made.left_out,
        estimated=found.model.strengths.table(),
    )


def _sorted(given: Sequence[Position], days: Sequence[str]) -> tuple[Position, ...]:
    """Return rows by actor, issue and day asked for; those at the dates of statements keep their order."""
    place = {day: at for at, day in enumerate(days)}
    return tuple(sorted(given, key=lambda row: (row.actor, row.issue, place.get(row.on, -1))))


def _iso(day: float) -> str:
    return date.fromordinal(int(day)).isoformat() if day else ""


def _silent(rows: Rows, made: Readings) -> list[tuple[str, str]]:
    """Return the lines that the record touches without a stance, analysts' apart."""
    touched = {
        (row.actor, row.issue) for row in rows.statements if row.issue and row.actor not in made.analysts
    }
    return sorted(touched - set(made.cells))
