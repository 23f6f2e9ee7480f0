"""The rows on which personnel rests, and when a deed of them was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from linewatch.kinds.said import Deed, Event, Statement
from linewatch.measures.deed_kinds import DeedWords, Movement


@dataclass(frozen=True, slots=True)
class When:
    """When something was done.

    Attributes:
        on: As EDTF; None where it is not known.
        outside: Whether only a source outside the case gives it.
    """

    on: str | None
    outside: bool


class LeftOut(NamedTuple):
    """A row that is not told, and why."""

    table: Literal["deeds", "statements"]
    row: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows on which personnel rests.

    Attributes:
        statements: All, as they stand.
        dissolution: The issues on which a statement is talk of dissolution.
    """

    movement: Movement
    words: DeedWords
    events: Mapping[str, Event]
    statements: Sequence[Statement]
    deeds: Sequence[Deed]
    dissolution: frozenset[str]


def kind_of(deed: Deed, rows: Rows) -> str | None:
    """Return what a deed does to a leader: kept, promoted, replaced, ousted; None where it is no such deed."""
    return rows.words.means("personnel", deed.type)


def when_of(deed: Deed, rows: Rows) -> When:
    """Return when a deed was done: its own date, else that of its event."""
    if deed.date:
        return When(deed.date, False)
    event = rows.events.get(deed.event or "")
    if event is None:
        return When(None, False)
    return When(event.date, False) if event.date else When(event.outside_date, bool(event.outside_date))
