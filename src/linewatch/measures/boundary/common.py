"""What rebuked statements have in common: shares by act, target and issue, and the parts of one event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from linewatch.kinds.said import Statement
from linewatch.measures.boundary.reactions import NONE, STOPPED, Taken, grounds
from linewatch.measures.boundary.record import Record
from linewatch.measures.exact import Share, share


@dataclass(frozen=True, slots=True)
class Common:
    """How often statements of one sort drew a rebuke.

    Attributes:
        by: all, act, target or issue.
        value: Which.
        statements: All of that sort to which the centre could react.
        rebuked: Of those with a reaction on record, how many were rebuked.
        stopped: The same, with those cut, edited and censored.
        low: The least share rebuked of all, were none of the others rebuked.
        high: The most, were all rebuked of which nothing is on record.
    """

    by: str
    value: str
    statements: tuple[Taken, ...]
    rebuked: Share
    stopped: Share
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Parted:
    """What was said in one event, part by part.

    Attributes:
        parts: Each statement with the reaction to it.
        grounds: What the centre said against the speaker on issues that no part touches.
    """

    event: str
    parts: tuple[Taken, ...]
    grounds: tuple[Statement, ...]


def commons(rows: Sequence[Taken], record: Record) -> tuple[Common, ...]:
    """Return the shares over all statements, then by act, by target and by issue; the most rebuked first."""
    sorts: tuple[tuple[str, Callable[[Taken], str | None]], ...] = (
        ("all", lambda _: "all"),
        ("act", lambda row: row.statement.act),
        ("target", lambda row: target_kind(row.statement, record)),
        ("issue", lambda row: row.statement.issue),
    )
    found: list[Common] = []
    for by, of in sorts:
        sorted_rows: dict[str, list[Taken]] = {}
        for row in rows:
            sorted_rows.setdefault(of(row) or "not coded", []).append(row)
        found += sorted(
            (_common(by, value, of_sort) for value, of_sort in sorted_rows.items()),
            key=lambda row: (-row.rebuked.cases, -row.stopped.cases, -len(row.statements), row.value),
        )
    return tuple(found)


def parted(rows: Sequence[Taken], record: Record) -> tuple[Parted, ...]:
    """Return the events in which something was said that the centre took up, part by part."""
    events: dict[str, list[Taken]] = {}
    for row in rows:
        if row.statement.event:
            events.setdefault(row.statement.event, []).append(row)
    return tuple(
        Parted(event, tuple(parts), grounds(event, record))
        for event, parts in sorted(events.items())
        if any(part.reactions for part in parts)
    )


def target_kind(statement: Statement, record: Record) -> str | None:
    """Return at what sort of thing a statement is aimed: a person or the leadership of the centre, an issue …"""
    target = statement.target
    if target is None:
        return None
    if target in record.issues and target not in record.movement.actors:
        return "an issue"
    if not record.movement.of_centre(target):
        return "another actor"
    head = record.words.means("targets", record.movement.kind(target))
    names: Mapping[str | None, str] = {
        "person": "a person of the centre",
        "leadership": "the leadership of the centre",
        "centre": "the centre",
    }
    return names.get(head, "others at the centre")


def _common(by: str, value: str, rows: Sequence[Taken]) -> Common:
    known = [row for row in rows if row.reaction != NONE]
    rebuked = sum(row.reaction == "rebuked" for row in known)
    stopped = sum(row.reaction in STOPPED for row in known)
    why = "no reaction of the centre to any of them is on record"
    needed = "one statement with a reaction on record"
    return Common(
        by=by,
        value=value,
        statements=tuple(rows),
        rebuked=share(rebuked, len(known), why, needed),
        stopped=share(stopped, len(known), why, needed),
        low=rebuked / len(rows),
        high=(rebuked + len(rows) - len(known)) / len(rows),
    )
