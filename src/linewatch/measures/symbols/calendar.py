"""The periods of a calendar in a row."""

from __future__ import annotations

from linewatch.measures.distances.periods import step

_MOST = 1_200  # periods; more are not listed without a text


def between(first: str, last: str, by: str) -> list[str]:
    """Return the periods from one to another, both included; of very many only these two.

    Args:
        first: As `periods.period_of` names it.
        last: The same.
        by: What a period is.
    """
    start, end = step(first), step(last)
    if end - start >= _MOST:
        return [first, last]
    return [_named(n, by) for n in range(start, end + 1)]


def _named(n: int, by: str) -> str:
    match by:
        case "month":
            return f"{n // 12:04}-{n % 12 + 1:02}"
        case "quarter":
            return f"{n // 4:04}-Q{n % 4 + 1}"
        case "half":
            return f"{n // 2:04}-H{n % 2 + 1}"
        case "decade":
            return f"{n:03}0s"
        case _:
            return f"{n:04}"
