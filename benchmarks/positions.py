"""Time that `positions` takes, beside a bare pass over the same rows.

5,000 statements of 20 actors on 10 issues over two years, and 1,000,000 of 40 on 10, a tenth dated by the month.
The measure alone is timed, from rows to rows; the bare pass reads each row's date and sorts by it. Run with: python -m
benchmarks.positions [STATEMENTS …].
"""

from __future__ import annotations

import sys
import time
from datetime import date, timedelta

import numpy as np

from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor, Issue, Statement
from linewatch.measures.positions import Rows, positions

SIZES = {5_000: 20, 1_000_000: 40}
_ISSUES, _DAYS = 10, 730


def case(statements: int, actors: int) -> Rows:
    """Return a made-up case of codes around lines that walk."""
    rng = np.random.default_rng(7)
    lines = rng.normal(0, 1, (actors, _ISSUES, 1)) + rng.normal(0, 0.03, (actors, _ISSUES, _DAYS)).cumsum(
        axis=2
    )
    actor, issue = rng.integers(0, actors, statements), rng.integers(0, _ISSUES, statements)
    day = rng.integers(0, _DAYS, statements)
    code = np.clip(np.round(lines[actor, issue, day] + rng.normal(0, 0.4, statements)), -2, 2).astype(int)
    written = [(date(1956, 1, 1) + timedelta(days=at)).isoformat() for at in range(_DAYS)]
    monthly = rng.random(statements) < 0.1
    rows = [
        Statement(
            id=f"s{at}",
            actor=f"a{a}",
            issue=f"i{i}",
            stance=s,
            said_on=written[d][:7] if m else written[d],
            certainty="certain",
            coder="first",
        )
        for at, (a, i, s, d, m) in enumerate(
            zip(actor.tolist(), issue.tolist(), code.tolist(), day.tolist(), monthly.tolist(), strict=True)
        )
    ]
    return Rows(
        statements=rows,
        actors=[Actor(id=f"a{at}", name="") for at in range(actors)],
        issues=[Issue(id=f"i{at}", name="") for at in range(_ISSUES)],
        centre="a0",
    )


def main() -> None:
    """Print seconds and the ratio to the bare pass."""
    for statements in map(int, sys.argv[1:]) if sys.argv[1:] else SIZES:
        rows = case(statements, SIZES.get(statements, 40))
        begun = time.process_time()
        sorted(PartialDate.parse(row.said_on or "").sort_key for row in rows.statements)
        bare = time.process_time() - begun
        begun = time.process_time()
        found = positions(rows, 1)
        spent = time.process_time() - begun
        print(
            f"{statements:>9,} statements: {spent:.1f} s CPU, {len(found.rows):,} rows;"
            f" reading and sorting their dates takes {bare:.2f} s, {spent / bare:.0f} times less",
            flush=True,
        )


if __name__ == "__main__":
    main()
