"""From lines to rows: a stance at each date with a statement and at the end, its distance, its jump."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.positions.breaks import SURE, size
from linewatch.measures.positions.estimating import Estimate, stated
from linewatch.measures.positions.families import apart
from linewatch.measures.positions.lines import interval, read
from linewatch.measures.positions.normal import below
from linewatch.measures.positions.values import Branching, Jump, Position, Refusal, Rows, Verdict

UNLIKELY = 0.05  # chance of a jump by a step or more up to which a line is said to go on
STEP = 1.0
NOTHING_SAID = Refusal("no statement of the actor on the issue has a stance", "one statement with a stance")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A row to be filled: a cell, a date as written, and a statement of that date; -1 where there is none.

    Attributes:
        last: Whether it is the last of its line.
    """

    cell: int
    on: str
    statement: int
    day: float
    last: bool = False


def answers(found: Estimate, rows: Rows, on: Sequence[date]) -> tuple[Position, ...]:
    """Return a row for each line at each date asked for; with none, at the dates of its statements and at the end."""
    asked = _given(found, on) if on else _stated(found)
    cells, r = found.readings.cells, found.readings
    place = {cell: at for at, cell in enumerate(cells)}
    first = np.array([one.cell for one in asked], dtype=np.int64)
    second = np.array(
        [against(cells[one.cell], place, rows.centre, r.analysts) for one in asked], dtype=np.int64
    )
    day = np.stack(
        [
            found.model.times.day[:, a.statement] if a.statement >= 0 else np.full(_draws(found), a.day)
            for a in asked
        ],
        axis=1,
    )
    lines = read(found.model, found.fit, first, second, day)
    low, high = interval(lines.mean, lines.var)
    two = np.flatnonzero(second >= 0)
    far = lines.mean - lines.other
    far_low, far_high = np.full_like(low, np.nan), np.full_like(low, np.nan)
    if len(two):
        far_low[two], far_high[two] = interval(far[:, two], lines.apart[:, two])
    by = _by_cell(found)
    undated = [sum(r.dates[at] is None for at in own) for own in by]
    jumps = _jumps(found, rows)
    made: list[Position] = []
    for k, one in enumerate(asked):
        actor, issue = cells[one.cell]
        own = by[one.cell]
        its = actor == rows.centre
        made.append(
            Position(
                actor=actor,
                issue=issue,
                on=one.on,
                stance=float(lines.mean[:, k].mean()),
                low=float(low[k]),
                high=float(high[k]),
                distance=0.0 if its else _number(far[:, k].mean()),
                distance_low=0.0 if its else _number(far_low[k]),
                distance_high=0.0 if its else _number(far_high[k]),
                jump=jumps.get((one.cell, one.on)) if one.statement >= 0 else None,
                last=one.last,
                analyst=actor in r.analysts,
                statements=len(own),
                undated=undated[one.cell],
                by=tuple(r.ids[at] for at in own if one.last or one.statement < 0 or r.dates[at] == one.on),
                no_distance=None if its or second[k] >= 0 else no_distance(actor, rows.centre, r.analysts),
            )
        )
    return tuple(made)


def refused(actor: str, issue: str, on: str, why: Refusal = NOTHING_SAID) -> Position:
    """Return the row of a line of which nothing is known."""
    return Position(actor=actor, issue=issue, on=on, refused=why)


def branches(found: Estimate, rows: Rows) -> tuple[Branching, ...]:
    """Return how each actor's lines differ between the issues of one tree, at the end of the record."""
    cells = found.readings.cells
    issues = {row.id: row.parent for row in rows.issues}
    pairs = [
        (one, two)
        for one in range(len(cells))
        for two in range(one + 1, len(cells))
        if cells[one][0] == cells[two][0] and apart(cells[one][1], cells[two][1], issues)[1]
    ]
    if not pairs:
        return ()
    first, second = np.array(pairs, dtype=np.int64).T
    day = np.full((_draws(found), len(pairs)), found.readings.end - found.readings.begin)
    lines = read(found.model, found.fit, first, second, day)
    low, high = interval(lines.mean - lines.other, lines.apart)
    on = _iso(found.readings.end)
    return tuple(
        Branching(
            actor=cells[one][0],
            issue=cells[one][1],
            other=cells[two][1],
            on=on,
            difference=float((lines.mean - lines.other)[:, k].mean()),
            low=float(low[k]),
            high=float(high[k]),
            apart=bool(low[k] > 0 or high[k] < 0),
        )
        for k, (one, two) in enumerate(pairs)
    )


def _draws(found: Estimate) -> int:
    return len(found.model.times.day)


def _iso(day: float) -> str:
    return date.fromordinal(int(day)).isoformat() if day else ""


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _given(found: Estimate, on: Sequence[date]) -> list[_Asked]:
    begin = found.readings.begin
    return [
        _Asked(cell, day.isoformat(), -1, day.toordinal() - begin)
        for cell in range(len(found.readings.cells))
        for day in on
    ]


def _stated(found: Estimate) -> list[_Asked]:
    r = found.readings
    end, span = _iso(r.end), r.end - r.begin
    asked: dict[tuple[int, str], _Asked] = {}
    ends = {(cell, end): _Asked(cell, end, -1, span, last=True) for cell in range(len(r.cells))}
    order: list[int] = np.lexsort((r.last, r.first, r.cell)).tolist()
    for at in order:
        stated_on = r.dates[at]
        if stated_on is not None:
            asked.setdefault((int(r.cell[at]), stated_on), _Asked(int(r.cell[at]), stated_on, at, 0.0))
    # A statement of the last day stands at the end itself: one row, which keeps the jump that leads to it.
    ends |= {key: replace(one, statement=asked[key].statement) for key, one in ends.items() if key in asked}
    return sorted((asked | ends).values(), key=lambda one: one.cell)


def against(
    cell: tuple[str, str], place: Mapping[tuple[str, str], int], centre: str | None, lookers: frozenset[str]
) -> int:
    """Return the centre's line that a line is measured against; -1 for none."""
    actor, issue = cell
    if centre is None or actor == centre or actor in lookers:
        return -1
    return place.get((centre, issue), -1)


def no_distance(actor: str, centre: str | None, lookers: frozenset[str]) -> Refusal:
    """Return why a line that has no line of the centre's beside it is given no distance."""
    if centre is None:
        return Refusal("the case names no centre", "a centre: linewatch describe --centre ACTOR")
    if actor in lookers:
        return Refusal(
            "the actor looks on and is no member of the movement",
            "statements of its own that do more than judge",
        )
    return Refusal("the centre has no statement with a stance on the issue", "one of the centre's")


def _by_cell(found: Estimate) -> list[list[int]]:
    by: list[list[int]] = [[] for _ in found.readings.cells]
    whose: list[int] = found.readings.cell.tolist()
    for at, cell in enumerate(whose):
        by[cell].append(at)
    return by


def _jumps(found: Estimate, rows: Rows) -> dict[tuple[int, str], Jump]:
    """Return by cell and date of the later statement what may be said of the gap before it."""
    r, names = found.readings, [row.id for row in stated(rows.events)]
    told: dict[tuple[int, str], Jump] = {}
    for gap, chance, node in zip(found.gaps, found.chance.tolist(), found.nodes.tolist(), strict=True):
        since, until = r.dates[gap.before], r.dates[gap.after]
        if since is None or until is None or (chance < SURE and not gap.events):
            continue
        mean, var = size(found.fit, gap, node, found.model.times)
        low, high = interval(mean[:, None], var[:, None])
        jump = Jump(
            size=float(mean.mean()),
            low=float(low[0]),
            high=float(high[0]),
            since=since,
            until=until,
            events=tuple(names[at] for at in gap.events),
            verdict=_verdict(chance, mean, var),
            chance=chance,
        )
        before = told.get((gap.cell, until))
        if before is None or before.chance < jump.chance:
            told[gap.cell, until] = jump
    return told


def _verdict(chance: float, mean: Floats, var: Floats) -> Verdict:
    if chance >= SURE:
        return "break"
    scale = np.sqrt(var)
    inside = (below((STEP - mean) / scale) - below((-STEP - mean) / scale)).mean()
    return "continuation" if chance * (1 - inside) <= UNLIKELY else "cannot tell"
