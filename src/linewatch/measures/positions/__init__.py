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

from collections.abc import Mapping, Sequence
from datetime import date

from linewatch.kinds.dates import PartialDate
from linewatch.measures.intervals import LEVEL
from linewatch.measures.positions.answers import STEP, UNLIKELY, answers, branches, refused
from linewatch.measures.positions.breaks import AT_EVENT, BREAKS, SURE
from linewatch.measures.positions.estimating import DRAWS, FEWER, POOLED, TELLING, Estimate, estimate
from linewatch.measures.positions.fitting import JUMP
from linewatch.measures.positions.largely import NOT_LOOKED_FOR, rows_of
from linewatch.measures.positions.many import MANY, grid
from linewatch.measures.positions.readings import Readings, readings
from linewatch.measures.positions.values import Branching, Jump, Position, Positions, Refusal, Rows

__all__ = [
    "SETTINGS",
    "Branching",
    "Estimate",
    "Jump",
    "Position",
    "Positions",
    "Refusal",
    "Rows",
    "estimate",
    "left_out",
    "positions",
    "readings",
]

# What decides a result besides the case and the seed.
SETTINGS: Mapping[str, float] = {
    "level": LEVEL,
    "draws": DRAWS,
    "draws_of_large_case": FEWER,
    "statements_above_which_lines_are_not_pooled": POOLED,
    "statements_that_tell_strengths_of_large_case": TELLING,
    "statements_above_which_jumps_are_not_looked_for": MANY,
    "lines_that_break_once": BREAKS,
    "chance_of_a_break_at_an_event": AT_EVENT,
    "spread_of_a_jump": JUMP,
    "chance_from_which_a_jump_is_a_break": SURE,
    "chance_up_to_which_a_line_goes_on": UNLIKELY,
    "least_jump_that_breaks_a_line": STEP,
}
_UNDATED = Refusal("no statement has a date", "one statement with a date")


def positions(rows: Rows, seed: int, on: Sequence[date] = ()) -> Positions:
    """Return where actors stand.

    Args:
        rows: A case's rows.
        seed: Keys every draw: the same case and seed give the same numbers.
        on: Days; with none, a row at each date with a statement and at the end of the record.

    Returns:
        Rows of each actor and issue with a statement; those that the record touches without a stance are refused,
        and so is a day before the record begins, or any where no statement has a date.
    """
    made = readings(rows)
    days = [day.isoformat() for day in on] or [_iso(made.end)]
    silent = [refused(actor, issue, day) for actor, issue in _silent(rows, made) for day in days]
    if not made.ids:
        return Positions(rows=_sorted(silent), left_out=made.left_out)
    # Before its first day the record tells of nothing; without any date, of no day at all.
    early = [day for day in on if not made.begin or day.toordinal() < made.begin]
    why = _nothing_before(made) if made.begin else _UNDATED
    silent += [refused(actor, issue, day.isoformat(), why) for actor, issue in made.cells for day in early]
    within = [day for day in on if day not in early]
    asked = bool(within) or not on
    if len(made.ids) > MANY:
        large = grid(rows, made, seed)
        given = rows_of(large, made, rows, within) if asked else ()
        return Positions(
            rows=_sorted([*given, *silent]),
            no_branches=NOT_LOOKED_FOR,
            left_out=made.left_out,
            estimated=large.strengths.table(),
        )
    found = estimate(rows, made, seed)
    given = answers(found, rows, within) if asked else ()
    return Positions(
        rows=_sorted([*given, *silent]),
        branches=branches(found, rows),
        left_out=made.left_out,
        estimated=found.model.strengths.table(),
    )


def left_out(rows: Rows) -> Mapping[str, str]:
    """Return the statements that cannot be used, by id, and why; nothing is estimated."""
    return readings(rows).left_out


def _sorted(given: Sequence[Position]) -> tuple[Position, ...]:
    """Return rows by actor, issue, and the earliest day that their date can mean; the end of the record last."""
    keys = {on: _days(on) for on in {row.on for row in given}}
    return tuple(sorted(given, key=lambda row: (row.actor, row.issue, row.last, keys[row.on])))


def _days(on: str) -> tuple[date, date]:
    stated = PartialDate.parse(on) if on else None
    # What may have been said at any time before a day may be the earliest of all.
    return (stated and stated.earliest) or date.min, (stated and stated.latest) or date.max


def _iso(day: float) -> str:
    return date.fromordinal(int(day)).isoformat() if day else ""


def _nothing_before(made: Readings) -> Refusal:
    """Return that nothing is on record before the first dated statement, with its date as it was written."""
    first = min((day, edtf) for day, edtf in zip(made.first.tolist(), made.dates, strict=True) if edtf)[1]
    return Refusal(f"the record begins with a statement dated {first}", "a statement as early as that")


def _silent(rows: Rows, made: Readings) -> list[tuple[str, str]]:
    """Return the lines that the record touches without a stance, analysts' apart."""
    touched = {
        (row.actor, row.issue) for row in rows.statements if row.issue and row.actor not in made.analysts
    }
    return sorted(touched - set(made.cells))
