"""What became of each leader, and how it stands to what was planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from linewatch.kinds.said import Deed
from linewatch.measures.deed_kinds import date_of
from linewatch.measures.personnel.record import Rows, When, kind_of, when_of

Fit = Literal[
    "as planned", "against the plan", "by another hand", "before the plan", "no plan on record", "a plan"
]
_LEAVING = ("replaced", "ousted")  # who is out afterwards; kept and promoted leaders are in
# Wide enough for every person of a group, and not for the camps above it.
_UP_FROM_GROUP = 1


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one leader, or is planned for some.

    Attributes:
        kind: kept, promoted, replaced or ousted.
        person: Of whom.
        by: By whom.
        plan: The planned deed that bears on it; None where none does.
        fit: How it stands to that plan.
        followed_by: Who was put there in the same event.
        party: The nearest body above the person.
    """

    deed: Deed
    kind: str
    person: str | None
    by: str
    when: When
    plan: str | None
    fit: Fit
    followed_by: tuple[str, ...]
    party: str | None


def changes_of(deeds: Sequence[Deed], rows: Rows) -> tuple[Change, ...]:
    """Return what became of leaders: plans first, then what was done, each with the plan that bears on it."""
    plans = [row for row in deeds if row.status == "planned"]
    done = [row for row in deeds if row.status != "planned"]
    return (*(_planned(row, rows) for row in plans), *(_done(row, plans, rows) for row in done))


def _planned(deed: Deed, rows: Rows) -> Change:
    kind = kind_of(deed, rows) or ""
    party = _body(deed.recipient, rows)
    return Change(deed, kind, deed.recipient, deed.actor, when_of(deed, rows), deed.id, "a plan", (), party)


def _done(deed: Deed, plans: Sequence[Deed], rows: Rows) -> Change:
    plan = _plan_for(deed, plans, rows)
    kind = kind_of(deed, rows) or ""
    followed = tuple(
        sorted(
            row.recipient
            for row in rows.deeds
            if kind in _LEAVING
            and row.event
            and row.event == deed.event
            and row.recipient
            and row.recipient != deed.recipient
            and kind_of(row, rows) == "promoted"
            and row.status != "planned"
        )
    )
    fit = _fit(deed, plan, rows) if plan else "no plan on record"
    party = _body(deed.recipient, rows)
    return Change(
        deed, kind, deed.recipient, deed.actor, when_of(deed, rows), plan and plan.id, fit, followed, party
    )


def _plan_for(deed: Deed, plans: Sequence[Deed], rows: Rows) -> Deed | None:
    """Return the plan that takes in the person of a deed, the one aimed nearest to him first."""
    fits = [
        (steps, plan.id, plan) for plan in plans if (steps := _reach(plan, deed.recipient, rows)) is not None
    ]
    return min(fits, key=lambda fit: fit[:2])[2] if fits else None


def _reach(plan: Deed, person: str | None, rows: Rows) -> int | None:
    """Return how far above a person a plan is aimed; None where it does not take him in.

    A plan for a group of leaders takes in every leader below the body or camp to which the group belongs.
    """
    if plan.recipient is None or person is None:
        return None
    line = rows.movement.line(person)
    if plan.recipient in line:
        return line.index(plan.recipient)
    if rows.movement.kind(person) not in rows.words.table["targets"]["person"]:
        return None
    if rows.movement.kind(plan.recipient) in (*rows.words.table["actors"]["bodies"], "person"):
        return None
    above = rows.movement.line(plan.recipient)[_UP_FROM_GROUP : _UP_FROM_GROUP + 1]
    return next((line.index(body) + 1 for body in above if body in line), None)


def _fit(deed: Deed, plan: Deed, rows: Rows) -> Fit:
    ended, begun = date_of(when_of(deed, rows).on), date_of(when_of(plan, rows).on)
    if ended and begun and ended.latest and begun.earliest and ended.latest < begun.earliest:
        return "before the plan"
    same = (kind_of(deed, rows) in _LEAVING) == (kind_of(plan, rows) in _LEAVING)
    if not same:
        return "against the plan"
    ours = rows.movement.voice(deed.actor) and rows.movement.voice(plan.actor)
    return "as planned" if deed.actor == plan.actor or ours else "by another hand"


def _body(actor: str | None, rows: Rows) -> str | None:
    """Return the nearest body to which an actor belongs, itself apart."""
    return next(
        (
            step
            for step in rows.movement.line(actor)[1:]
            if rows.words.lists("actors", "bodies", rows.movement.kind(step))
        ),
        None,
    )
