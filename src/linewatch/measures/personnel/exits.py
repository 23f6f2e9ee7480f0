"""Resignations, splits, defections, dissolutions, talk of dissolution; and wings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from linewatch.kinds.said import Statement
from linewatch.kinds.standing import JUDGING, onlookers
from linewatch.measures.personnel.record import LeftOut, Rows, When, when_of


@dataclass(frozen=True, slots=True)
class Exit:
    """A resignation, a split, a defection, a dissolution, or talk of one.

    Attributes:
        row: The deed or the statement.
        kind: resigned, split, defected, dissolved, or talk.
        actor: Who.
        leaves: What is left or split.
        stance: Of talk: the position taken; None else.
    """

    table: Literal["deeds", "statements"]
    row: str
    kind: str
    actor: str
    leaves: str | None
    when: When
    certainty: str | None
    stance: int | None = None


@dataclass(frozen=True, slots=True)
class Wing:
    """A wing or faction, with what is on record of it."""

    actor: str
    party: str | None
    kind: str
    statements: tuple[str, ...]
    deeds: tuple[str, ...]


def exits_of(rows: Rows) -> tuple[tuple[Exit, ...], tuple[LeftOut, ...]]:
    """Return who left, split off or dissolved, and talk of it; and what was left out, with why."""
    deeds = [(row, kind) for row in rows.deeds if (kind := rows.words.means("exits", row.type))]
    left = tuple(
        Exit("deeds", row.id, kind, row.actor, row.recipient, when_of(row, rows), row.certainty)
        for row, kind in deeds
        if row.status != "planned"
    )
    why = "it is planned, which is no exit"
    planned = tuple(LeftOut("deeds", row.id, why) for row, _ in deeds if row.status == "planned")
    talk, judged = _talk(rows)
    return (*left, *talk), (*planned, *judged)


def _talk(rows: Rows) -> tuple[tuple[Exit, ...], tuple[LeftOut, ...]]:
    """Return statements for dissolving a party by those who are in question, and what others judge of it."""
    looking_on = onlookers(rows.statements)
    found: list[Exit] = []
    out: list[LeftOut] = []
    for row in rows.statements:
        if row.issue not in rows.dissolution or row.stance is None or row.stance <= 0:
            continue
        if row.actor in looking_on:
            out.append(LeftOut("statements", row.id, "its actor only judges, and is no party to it"))
        elif row.act == JUDGING:
            out.append(
                LeftOut("statements", row.id, "it judges what others may do, and is no talk of one's own")
            )
        else:
            found.append(_talked(row, row.stance))
    return tuple(found), tuple(out)


def _talked(row: Statement, stance: int) -> Exit:
    when = When(row.said_on, False)
    return Exit("statements", row.id, "talk", row.actor, row.target, when, row.certainty, stance)


def wings_of(rows: Rows) -> tuple[Wing, ...]:
    """Return the wings and factions on record, by party."""
    found: list[Wing] = []
    for actor in rows.movement.actors.values():
        if not rows.words.lists("actors", "wings", actor.kind):
            continue
        said = tuple(row.id for row in rows.statements if row.actor == actor.id)
        did = tuple(row.id for row in rows.deeds if actor.id in (row.actor, row.recipient))
        found.append(Wing(actor.id, actor.parent, actor.kind or "", said, did))
    return tuple(sorted(found, key=lambda wing: (wing.party or "", wing.actor)))
