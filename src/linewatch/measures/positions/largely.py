"""Rows of a very large case, read off its grid of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import NormalDist

import numpy as np

from linewatch.measures.intervals import LEVEL
from linewatch.measures.positions.answers import against, no_distance
from linewatch.measures.positions.many import MANY, Grid
from linewatch.measures.positions.readings import Readings
from linewatch.measures.positions.values import Position, Refusal, Rows

NOT_LOOKED_FOR = Refusal(
    f"not looked for above {MANY:,} statements", f"{MANY:,} statements at most: a part of the case"
)
_REACH = NormalDist().inv_cdf((1 + LEVEL) / 2)


def rows_of(found: Grid, made: Readings, rows: Rows, on: Sequence[date]) -> tuple[Position, ...]:
    """Return a row for each line at each date asked for; with none, at the dates of its statements and at the end."""
    place = {cell: at for at, cell in enumerate(made.cells)}
    second = [against(cell, place, rows.centre, made.analysts) for cell in made.cells]
    why = [
        None if to >= 0 or cell[0] == rows.centre else no_distance(cell[0], rows.centre, made.analysts)
        for cell, to in zip(made.cells, second, strict=True)
    ]
    own: list[dict[str | None, list[str]]] = [{} for _ in made.cells]
    days: list[dict[str, float]] = [{} for _ in made.cells]
    middle: list[float] = ((made.first + made.last) / 2 - made.begin).tolist()
    whose: list[int] = made.cell.tolist()
    for cell, ident, stated, day in zip(whose, made.ids, made.dates, middle, strict=True):
        own[cell].setdefault(stated, []).append(ident)
        if stated is not None:
            days[cell].setdefault(stated, day)
    end = date.fromordinal(int(made.end)).isoformat()
    last = made.end - made.begin
    made_rows: list[Position] = []
    for cell, (actor, issue) in enumerate(made.cells):
        asked = {day.isoformat(): day.toordinal() - made.begin for day in on} or {**days[cell], end: last}
        count, its, to = sum(map(len, own[cell].values())), actor == rows.centre, second[cell]
        day = np.array(list(asked.values()))
        at = np.minimum((day // found.step).astype(np.int64), found.mean.shape[1] - 1)
        gained = found.gained(day)
        mean, half = found.mean[cell, at], _REACH * np.sqrt(found.var[cell, at] + gained)
        low, high = (mean - half).tolist(), (mean + half).tolist()
        far: list[float | None] = [0.0 if its else None] * len(at)
        far_low, far_high = far, far
        if to >= 0:
            away = mean - found.mean[to, at]
            wide = _REACH * np.sqrt(found.var[cell, at] + found.var[to, at] - 2 * found.shared + 2 * gained)
            far, far_low, far_high = away.tolist(), (away - wide).tolist(), (away + wide).tolist()
        for k, (stated, stance) in enumerate(zip(asked, mean.tolist(), strict=True)):
            final = not on and stated == end
            made_rows.append(
                Position(
                    actor=actor,
                    issue=issue,
                    on=stated,
                    stance=stance,
                    low=low[k],
                    high=high[k],
                    distance=far[k],
                    distance_low=far_low[k],
                    distance_high=far_high[k],
                    statements=count,
                    undated=len(own[cell].get(None, ())),
                    by=tuple(own[cell].get(stated, ())),
                    last=final,
                    analyst=actor in made.analysts,
                    no_distance=why[cell],
                    no_jump=NOT_LOOKED_FOR,
                )
            )
    return tuple(made_rows)
