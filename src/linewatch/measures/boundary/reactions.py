"""How the centre took each statement of others, as far as a row of the record says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from linewatch.kinds.said import Deed, Statement
from linewatch.measures.boundary.record import Record, window
from linewatch.measures.deed_kinds import HEADS, date_of

NONE = "none on record"
STOPPED = ("rebuked", "censored", "cut", "edited")


@dataclass(frozen=True, slots=True)
class Reaction:
    """One row that says how the centre took a statement.

    Attributes:
        table: deeds or statements.
        row: Its id.
        kind: A head of the group of reactions.
        by: Who reacted.
        on: When, as EDTF.
        named: Whether the row names this part of what was said; else it takes the whole, this part within it.
        tie: "event" where the row answers the event in which it was said; "actor" where it only names who said it.
    """

    table: str
    row: str
    kind: str
    by: str
    on: str | None
    named: bool
    tie: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A statement with all that is on record of how the centre took it.

    Attributes:
        reaction: The heaviest that names this part, else of those that take the whole; NONE where no row says any.
        named: Whether it names this part.
        reactions: All.
    """

    statement: Statement
    reaction: str
    named: bool
    reactions: tuple[Reaction, ...]


def taken(record: Record) -> tuple[Taken, ...]:
    """Return every statement to which the centre could react, with its reaction on record."""
    deeds = [row for row in record.deeds if _kind(row, record) and record.movement.voice(row.actor)]
    bearing = _by_what_they_bear_on(deeds)
    return tuple(
        _taken(row, (*bearing.get((True, row.event), ()), *bearing.get((False, row.actor), ())), record)
        for row in record.reachable
    )


def _by_what_they_bear_on(deeds: Sequence[Deed]) -> Mapping[tuple[bool, str | None], Sequence[Deed]]:
    """Return deeds by the event that they answer, or by their recipient where they answer none."""
    found: dict[tuple[bool, str | None], list[Deed]] = {}
    for deed in deeds:
        found.setdefault((True, deed.answers) if deed.answers else (False, deed.recipient), []).append(deed)
    return found


def untied(record: Record, statements: Sequence[Taken]) -> tuple[Deed, ...]:
    """Return the centre's reactions that belong to no statement on record."""
    tied = {found.row for row in statements for found in row.reactions if found.table == "deeds"}
    return tuple(
        row
        for row in record.deeds
        if _kind(row, record) and record.movement.voice(row.actor) and row.id not in tied
    )


def grounds(event: str, record: Record) -> tuple[Statement, ...]:
    """Return what the centre said against those who spoke in an event, on issues that no part of it touches."""
    parts = parts_of(event, record)
    return tuple(
        row
        for row in record.answers_by_centre.get(event, ())
        if _aimed_at(row, parts, record) and not _named(row.issue, parts, record)
    )


def parts_of(event: str, record: Record) -> tuple[Statement, ...]:
    """Return the statements within reach that were made in one event."""
    return record.parts.get(event, ())


def _taken(statement: Statement, deeds: Sequence[Deed], record: Record) -> Taken:
    found = [*_by_deeds(statement, deeds, record), *_by_words(statement, record)]
    found = [_let_stand(row, statement, deeds, record) for row in found]
    weight = HEADS["reactions"].index
    found.sort(key=lambda row: (not row.named, weight(row.kind), row.row))
    if not found:
        return Taken(statement, NONE, False, ())
    return Taken(statement, found[0].kind, found[0].named, tuple(found))


def _kind(deed: Deed, record: Record) -> str | None:
    """Return what reaction a deed is, if it was one and was done."""
    if deed.status == "planned":
        return None
    kind = record.words.means("reactions", deed.type)
    if record.words.lists("modes", "left_out", deed.mode):
        return {"reprinted": "edited", "quoted": "quoted_in_part"}.get(kind or "", kind)
    return kind


def _by_deeds(statement: Statement, deeds: Sequence[Deed], record: Record) -> Iterator[Reaction]:
    for deed in deeds:
        kind = _kind(deed, record) or ""
        if not deed.answers:
            if _only_one(statement, deed, record):
                yield Reaction("deeds", deed.id, kind, deed.actor, deed.date, False, "actor")
        elif deed.answers == statement.event and record.movement.related(deed.recipient, statement.actor):
            named = _named(deed.context, parts_of(deed.answers, record), record)
            if not named or statement.id in named:
                yield Reaction("deeds", deed.id, kind, deed.actor, deed.date, bool(named), "event")


def _by_words(statement: Statement, record: Record) -> Iterator[Reaction]:
    """Yield the centre's statements that answer a statement's event and are aimed at who made it."""
    if statement.event is None:
        return
    parts = parts_of(statement.event, record)
    for row in record.answers_by_centre.get(statement.event, ()):
        kind = next(
            (
                reaction
                for head, reaction in (("rebuking", "rebuked"), ("praising", "praised"))
                if record.words.lists("acts", head, row.act)
            ),
            None,
        )
        if kind is None or not _aimed_at(row, (statement,), record):
            continue
        named = _named(row.issue, parts, record)
        if not named or statement.id in named:
            yield Reaction("statements", row.id, kind, row.actor, row.said_on, bool(named), "event")


def _let_stand(found: Reaction, statement: Statement, deeds: Sequence[Deed], record: Record) -> Reaction:
    """Return a shortened reprint as a plain one for a part that it left whole, where the parts cut are named."""
    if found.kind != "edited" or found.named or statement.event is None:
        return found
    parts = parts_of(statement.event, record)
    cut = {
        part
        for deed in deeds
        if deed.answers == statement.event and _kind(deed, record) in ("cut", "censored")
        for part in _named(deed.context, parts, record)
    }
    if not cut or statement.id in cut:
        return found
    return Reaction(found.table, found.row, "reprinted", found.by, found.on, False, found.tie)


def _named(issue: str | None, parts: Sequence[Statement], record: Record) -> frozenset[str]:
    """Return the parts that are on an issue or below it, or above it where none is."""
    if issue is None:
        return frozenset()
    below = frozenset(part.id for part in parts if issue in record.above(part.issue))
    above = record.above(issue)
    return below or frozenset(part.id for part in parts if part.issue in above)


def _aimed_at(row: Statement, parts: Sequence[Statement], record: Record) -> bool:
    return any(row.target and record.movement.related(row.target, part.actor) for part in parts)


def _only_one(statement: Statement, deed: Deed, record: Record) -> bool:
    """Return whether a deed that answers no event can mean but one statement: its recipient's only one."""
    if deed.recipient != statement.actor or statement.event is not None:
        return False
    if [row.id for row in record.by_actor[statement.actor]] != [statement.id]:
        return False
    said, reacted = window(statement, record), date_of(deed.date, record.events.get(deed.event or ""))
    # What surely came before a statement is no reaction to it.
    return not (said and reacted and reacted.latest and reacted.latest < said[0])
