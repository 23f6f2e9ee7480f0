"""Where a copy left words out: within what it gives, between two quotations, or at an end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from linewatch.measures.reprints.values import Row

Where = Literal["within", "between", "at an end"]


def places_of_omissions(rows: Sequence[Row]) -> list[Where | None]:
    """Return for each row where it was left out; None of rows that are no omission.

    Words are left out *within* if the copy goes on at once with what follows them; *between* two quotations if it has
    words of its own there, so that nobody can take it for unbroken.

    Args:
        rows: Of one copy, in the order of the original, as `reprint` gives them.
    """
    own = [row.b for row in rows if row.kind == "added" and row.b]
    given = sorted(
        (row.a, row.b) for row in rows if row.kind in ("kept", "moved", "reworded") and row.a and row.b
    )
    found = list[Where | None]()
    for row in rows:
        if row.kind != "dropped" or not row.a:
            found.append(None)
        elif not row.inside:
            found.append("at an end")
        else:
            place = row.a
            before = max(b[1] for a, b in given if a[0] < place[0])
            after = next(b[0] for a, b in given if a[0] > place[0])
            split = any(before <= start and end <= after for start, end in own)
            found.append("between" if split else "within")
    return found
