"""The centre's calls, and how those who were called answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linewatch.kinds.said import Deed, Statement
from linewatch.measures.deeds.record import Rows, side


@dataclass(frozen=True, slots=True)
class Call:
    """An order, a demand or a halt that the centre called.

    Attributes:
        event: In which it was made; None where the row names none.
        statement: That makes it; None where only a deed does.
        to: Whom it calls.
    """

    row: str
    table: str
    event: str | None
    statement: Statement | None
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A call that an actor answered: by a deed, or by words that take its side or the other."""

    call: Call
    row: str
    table: str
    obeyed: bool


def calls_of(rows: Rows) -> tuple[Call, ...]:
    """Return the centre's calls; a deed and a statement of one event to one recipient are one call."""
    found: list[Call] = []
    for row in rows.statements:
        to = tuple(dict.fromkeys(one for one in (row.target, row.addressee) if one in rows.movement.actors))
        if rows.movement.voice(row.actor) and rows.words.lists("acts", "calling", row.act) and to:
            found.append(Call(row.id, "statements", row.event, row, tuple(one for one in to if one)))
    for deed in rows.deeds:
        if deed.status == "planned" or not rows.movement.voice(deed.actor) or deed.recipient is None:
            continue
        if rows.words.means("calls", deed.type) and not any(
            call.event and call.event == deed.event and deed.recipient in call.to for call in found
        ):
            found.append(Call(deed.id, "deeds", deed.event, None, (deed.recipient,)))
    return tuple(found)


def called(calls: Sequence[Call], own: tuple[str, ...], rows: Rows) -> tuple[Call, ...]:
    """Return the calls to some actors, or to a body or camp to which they belong."""
    above = {step for actor in own for step in rows.movement.line(actor)}
    return tuple(call for call in calls if above.intersection(call.to))


def answers(own: tuple[str, ...], calls: Sequence[Call], rows: Rows) -> tuple[Answered, ...]:
    """Return those of some calls to an actor that it answered, each once: a deed weighs before words."""
    found: list[Answered] = []
    answering = [row for row in (*rows.done(own), *rows.said(own)) if row.answers and row.actor in own]
    by_event: dict[str, list[Deed | Statement]] = {}
    for row in answering:
        by_event.setdefault(row.answers or "", []).append(row)
    for call in calls:
        told = by_event.get(call.event or "", ())
        by_deed = (
            Answered(call, row.id, "deeds", head == "obeyed")
            for row in told
            if isinstance(row, Deed) and (head := rows.words.means("obedience", row.type))
        )
        by_words = (
            Answered(call, row.id, "statements", side(row) == side(call.statement))
            for row in told
            if isinstance(row, Statement) and _on_call(row, call)
        )
        answer = next(by_deed, None) or next(by_words, None)
        if answer:
            found.append(answer)
    return tuple(found)


def _on_call(row: Statement, call: Call) -> bool:
    return (
        call.statement is not None
        and row.issue == call.statement.issue
        and bool(side(row) and side(call.statement))
    )
