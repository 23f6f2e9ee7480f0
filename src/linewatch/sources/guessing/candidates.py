"""What the rules make of a document's fields before one value is chosen for each."""

from __future__ import annotations

from typing import NamedTuple

from linewatch.sources.guessing.opening import Line

NEAR = 10  # two rules whose weights lie nearer each other are believed alike
_QUOTED = 90  # characters of a line that a ground repeats


class Candidate(NamedTuple):
    """What one rule makes of a field.

    Attributes:
        value: The value; of a date, as EDTF.
        weight: How far it is to be believed.
        ground: Which words, and where they stand.
        n: The passage in which they stand.
        line: The line, where all of it tells the value.
    """

    value: str
    weight: int
    ground: str
    n: int
    line: str | None = None


class Found:
    """The candidates of a document, in the order in which they were met."""

    def __init__(self) -> None:
        self.by_field: dict[str, list[Candidate]] = {}
        self.heaviest: dict[str, int] = {}

    def add(self, field: str, value: str | None, weight: int, line: Line, words: str | None = None) -> None:
        """Keep a value, if there is one, with its ground."""
        if value:
            told = words or line.text
            told = told if len(told) <= _QUOTED else told[:_QUOTED].rstrip() + "…"
            what = "words" if words else "line"
            ground = f"the {what} “{told}” in passage {line.n}"
            self.heaviest[field] = max(weight, self.heaviest.get(field, 0))
            self.by_field.setdefault(field, []).append(
                Candidate(value, weight, ground, line.n, None if words else line.text)
            )
