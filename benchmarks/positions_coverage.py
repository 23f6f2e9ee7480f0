"""Coverage of the intervals of `positions`, and what is found of planted jumps, on made-up movements.

The simulator, `benchmarks.movement_simulator`, is another program than the measure. The measure's constants were set
on seeds from 100,000 up; the table is of seeds 0 to 999.
Run with: python -m benchmarks.positions_coverage [MOVEMENTS].
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from benchmarks.movement_simulator import CENTRE, DAYS, FIRST_DAY, FORMS, Movement, simulated
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor, Coding, Event, Form, Issue, Statement
from linewatch.measures.positions import LEVEL, Position, Rows, readings
from linewatch.measures.positions.answers import answers
from linewatch.measures.positions.estimating import estimate

MOVEMENTS = 1_000
SIZES = (60, 600)
SEED = 1  # of the measure's own draws
_ASKED = tuple(FIRST_DAY + timedelta(days=day) for day in range(30, DAYS, 60))


class Tally(NamedTuple):
    """What one movement, or many, came to.

    Attributes:
        stances: Intervals given, and how many held the truth.
        distances: The same.
        widths: Sum of the widths of the two kinds.
        cells: Lines of the movement, and how many were refused.
        jumps: Planted between two statements of their line, and how many of those were found.
        found: Breaks called, and how many of them had no jump planted in their gap.
    """

    stances: tuple[int, int]
    distances: tuple[int, int]
    widths: tuple[float, float]
    cells: tuple[int, int]
    jumps: tuple[int, int]
    found: tuple[int, int]


def rows_of(movement: Movement) -> Rows:
    """Return a movement as the rows of a case."""
    return Rows(
        statements=[
            Statement(
                id=one.id,
                actor=one.actor,
                issue=one.issue,
                stance=one.stance,
                said_on=one.said_on,
                form=one.form,
                certainty=one.certainty,
                coder=one.coder,
            )
            for one in movement.statements
        ],
        codings=[
            Coding(statement=one.id, coder=one.also[0], stance=one.also[1])
            for one in movement.statements
            if one.also
        ],
        actors=[Actor(id=name, name=name) for name in movement.actors],
        issues=[Issue(id=name, name=name, parent=above) for name, above in movement.parents.items()],
        events=[Event(id=name, name=name, date=day.isoformat()) for name, day in movement.events.items()],
        forms=[Form(id=name, name=name, authority=rank) for name, rank in FORMS.items()],
        centre=CENTRE,
    )


def tally(seed: int, statements: int, told: bool = False) -> Tally:
    """Return how one movement's intervals and jumps came out."""
    movement = simulated(seed, statements, told=told)
    rows = rows_of(movement)
    made = estimate(rows, readings(rows), SEED)
    stances, distances, widths = [0, 0], [0, 0], [0.0, 0.0]
    for row in answers(made, rows, _ASKED):
        day = date.fromisoformat(row.on)
        true = movement.line(row.actor, row.issue, day)
        assert row.low is not None
        assert row.high is not None
        stances[0] += 1
        stances[1] += row.low <= true <= row.high
        widths[0] += row.high - row.low
        if row.actor != CENTRE and row.distance_low is not None and row.distance_high is not None:
            far = true - movement.line(CENTRE, row.issue, day)
            distances[0] += 1
            distances[1] += row.distance_low <= far <= row.distance_high
            widths[1] += row.distance_high - row.distance_low
    lines = len(movement.actors) * len(movement.parents)
    return Tally(
        (stances[0], stances[1]),
        (distances[0], distances[1]),
        (widths[0], widths[1]),
        (lines, lines - len(made.readings.cells)),
        *_jumps(movement, answers(made, rows, ())),
    )


def _jumps(movement: Movement, rows: Sequence[Position]) -> tuple[tuple[int, int], tuple[int, int]]:
    called = [
        (row.actor, row.issue, _first(row.jump.since), _last(row.jump.until))
        for row in rows
        if row.jump and row.jump.verdict == "break"
    ]
    planted = [j for j in movement.jumps if _between(movement, j.actor, j.issue, j.day)]

    def within(line: tuple[str, str, date, date], actor: str, issue: str, day: date) -> bool:
        return line[:2] == (actor, issue) and line[2] <= day <= line[3]

    hit = sum(any(within(line, j.actor, j.issue, j.day) for line in called) for j in planted)
    wrong = sum(not any(within(line, j.actor, j.issue, j.day) for j in movement.jumps) for line in called)
    return (len(planted), hit), (len(called), wrong)


def _between(movement: Movement, actor: str, issue: str, day: date) -> bool:
    """Return whether a line has statements both before a day and from then on."""
    own = [one.true_day for one in movement.statements if (one.actor, one.issue) == (actor, issue)]
    return any(one < day for one in own) and any(one >= day for one in own)


def _first(edtf: str) -> date:
    return PartialDate.parse(edtf).earliest or FIRST_DAY


def _last(edtf: str) -> date:
    return PartialDate.parse(edtf).latest or FIRST_DAY + timedelta(days=DAYS)


def error(tallies: Sequence[Tally], which: str) -> tuple[float, float]:
    """Return the share of intervals that held the truth, and its Monte Carlo error.

    The intervals of one movement hang together, so the error is that of a ratio over whole movements.
    """
    pairs = [getattr(one, which) for one in tallies]
    given, held = sum(a for a, _ in pairs), sum(b for _, b in pairs)
    share = held / given
    spread = sum((b - share * a) ** 2 for a, b in pairs) ** 0.5 / given
    return share, spread


def section(movements: int = MOVEMENTS, processes: int = 2, first: int = 0) -> str:
    """Return the study as a section of docs/coverage.md.

    Args:
        movements: How many to simulate for each row.
        processes: How many at once.
        first: The first seed.
    """
    lines = [
        "## Stance and distance (`positions`)",
        "",
        f"Nominal {LEVEL:.0%}. {movements:,} made-up movements a row, from seed {first} on, of 8 parties with the",
        f"centre, and 5 issues; where half the jumps fall on events, {max(1, movements // 5):,}. Each is asked on",
        f"{len(_ASKED)} days. The measure's constants were set on seeds from 100,000 up.",
        "Refused: lines without a statement.",
        "",
        "| statements | jumps at events | stance held | error | distance held | error | widths | refused |"
        " jumps between statements | found | breaks called | false |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    with ProcessPoolExecutor(processes) as pool:
        for told in (False, True):
            for statements in SIZES:
                seeds = range(first, first + (max(1, movements // 5) if told else movements))
                found = list(pool.map(partial(tally, statements=statements, told=told), seeds, chunksize=4))
                lines.append(row(statements, told, found))
                print(lines[-1], flush=True)
    return "\n".join(lines) + "\n"


def row(statements: int, told: bool, found: Sequence[Tally]) -> str:
    """Return one row of the table."""
    (stance, stance_error), (far, far_error) = error(found, "stances"), error(found, "distances")
    total = {
        name: [sum(values) for values in zip(*(getattr(one, name) for one in found), strict=True)]
        for name in Tally._fields
    }
    wide = total["widths"][0] / total["stances"][0], total["widths"][1] / total["distances"][0]
    cells, (planted, hit), (called, wrong) = total["cells"], total["jumps"], total["found"]
    return (
        f"| {statements} | {'half' if told else 'none'} | {stance:.1%} | {stance_error:.1%} | {far:.1%} |"
        f" {far_error:.1%} |"
        f" {wide[0]:.2f}, {wide[1]:.2f} | {cells[1] / cells[0]:.1%} | {planted} |"
        f" {hit / max(planted, 1):.1%} | {called} | {wrong / max(called, 1):.1%} |"
    )


if __name__ == "__main__":
    print(section(int(sys.argv[1]) if len(sys.argv) > 1 else MOVEMENTS))
