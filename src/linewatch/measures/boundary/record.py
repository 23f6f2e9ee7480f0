"""The rows on which the boundary rests, and which statements the centre could react to at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias, TypeVar

from linewatch.kinds.said import Deed, Event, Issue, Statement
from linewatch.kinds.standing import onlookers
from linewatch.kinds.trees import line
from linewatch.measures.deed_kinds import DeedWords, Movement, date_of

_Row = TypeVar("_Row")
Window: TypeAlias = tuple[date, date]


@dataclass(frozen=True, kw_only=True)
class Record:
    """What is on record of a movement.

    Attributes:
        movement: Its actors, and who is the centre.
        words: What the coders' words for deeds mean.
        events: By id.
        issues: By id.
        statements: All as they stand, the centre's own among them.
        deeds: All.
    """

    movement: Movement
    words: DeedWords
    events: Mapping[str, Event]
    issues: Mapping[str, Issue]
    statements: Sequence[Statement]
    deeds: Sequence[Deed]

    @cached_property
    def of_centre(self) -> tuple[Statement, ...]:
        """The statements of the centre, its organs and its leaders."""
        return tuple(row for row in self.statements if self.movement.voice(row.actor))

    @cached_property
    def reachable(self) -> tuple[Statement, ...]:
        """The statements of others to which the centre could react."""
        return tuple(row for row, why in self._sorted if why is None)

    @cached_property
    def out_of_reach(self) -> tuple[tuple[Statement, str], ...]:
        """The other statements of others, each with why it is left out."""
        return tuple((row, why) for row, why in self._sorted if why is not None)

    @cached_property
    def parts(self) -> Mapping[str | None, tuple[Statement, ...]]:
        """The reachable statements by the event in which they were made."""
        return _grouped((row.event, row) for row in self.reachable)

    @cached_property
    def by_actor(self) -> Mapping[str | None, tuple[Statement, ...]]:
        """The reachable statements by who made them."""
        return _grouped((row.actor, row) for row in self.reachable)

    @cached_property
    def answers_by_centre(self) -> Mapping[str | None, tuple[Statement, ...]]:
        """The centre's statements by the event that they answer."""
        return _grouped((row.answers, row) for row in self.of_centre)

    @cached_property
    def line_on(self) -> Mapping[str | None, Sequence[tuple[Window, str, int]]]:
        """The centre's dated stances by issue: when each can have been taken, by which row, and which it was."""
        dated = (
            (row.issue, (span, row.id, row.stance))
            for row in self.of_centre
            if row.stance is not None and (span := window(row, self))
        )
        return {issue: tuple(sorted(rows)) for issue, rows in _grouped(dated).items()}

    @cached_property
    def _sorted(self) -> tuple[tuple[Statement, str | None], ...]:
        others = (row for row in self.statements if not self.movement.voice(row.actor))
        looking_on = onlookers(self.statements)
        return tuple(
            (row, "its actor only judges" if row.actor in looking_on else self._why_not(row))
            for row in others
        )

    @cached_property
    def _parents(self) -> Mapping[str, str | None]:
        return {issue.id: issue.parent for issue in self.issues.values()}

    @cached_property
    def _lines(self) -> tuple[frozenset[str], frozenset[str]]:
        """The issues on which the centre has spoken, and these with all above them."""
        spoken = frozenset(row.issue for row in self.of_centre if row.issue)
        return spoken, frozenset(step for issue in spoken for step in self.above(issue))

    def _why_not(self, row: Statement) -> str | None:
        """Return why the centre could not react to a statement, or why it had no call to; None if it could."""
        answers = self.answers_centre(row)
        if row.publicity == "secret" and not self.movement.of_centre(row.addressee):
            return "it was kept from the centre"
        at_centre = self.movement.of_centre(row.target)
        if row.target in self.movement.actors and not at_centre and not answers:
            return "it is aimed at another than the centre"
        if row.issue is None:
            return None if at_centre or answers else "it names neither an issue nor the centre"
        if at_centre and self.movement.within(row.actor):
            return None
        spoken, above = self._lines
        if row.issue in above or spoken & set(self.above(row.issue)):
            return None
        return "the centre has spoken on nothing near its issue"

    def above(self, issue: str | None) -> tuple[str, ...]:
        """Return an issue and all above it, nearest first; nothing where there is no issue."""
        return line(issue, self._parents) if issue else ()

    def answers_centre(self, row: Statement | Deed) -> bool:
        """Return whether a row answers an event of the centre's, or one that made a text of the centre's public."""
        event = self.events.get(row.answers) if row.answers else None
        text = self.events.get(event.publishes) if event and event.publishes else None
        return any(e is not None and self.movement.voice(e.actor) for e in (event, text))


def window(statement: Statement, record: Record) -> Window | None:
    """Return the first and the last day on which a statement can have been made; None where nothing bounds it.

    It was made in its event, and not before what it answers.
    """
    own = date_of(statement.said_on, record.events.get(statement.event or ""))
    answered = date_of(None, record.events.get(statement.answers or ""))
    if own is None and answered is None:
        return None
    first = own.earliest if own and own.earliest else date.min
    last = own.latest if own and own.latest else date.max
    if answered and answered.earliest:
        first = max(first, answered.earliest)
    return first, max(first, last)


def _grouped(pairs: Iterable[tuple[str | None, _Row]]) -> Mapping[str | None, tuple[_Row, ...]]:
    found: dict[str | None, list[_Row]] = {}
    for name, row in pairs:
        found.setdefault(name, []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}
