"""Leaders kept, promoted, replaced and ousted against the plan; resignations, splits, talk of dissolution; wings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from linewatch.kinds.said import Deed, Event, Statement
from linewatch.measures.deed_kinds import DeedWords, Movement, date_of
from linewatch.measures.exact import Share, share

Fit = Literal[
    "as planned", "against the plan", "by another hand", "before the plan", "no plan on record", "a plan"
]
_LEAVING = ("replaced", "ousted")  # who is out afterwards; kept and promoted leaders are in
# Wide enough for every person of a group, and not for the camps above it.
_UP_FROM_GROUP = 1


@dataclass(frozen=True, slots=True)
class When:
    """When something was done.

    Attributes:
        on: As EDTF; None where it is not known.
        outside: Whether only a source outside the case gives it.
    """

    on: str | None
    outside: bool


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


@dataclass(frozen=True, slots=True)
class Count:
    """How many; of how many only where that is known."""

    kind: str
    share: Share
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Personnel:
    """All of it; left out are changes of those who belong to no party or camp on record."""

    changes: tuple[Change, ...]
    exits: tuple[Exit, ...]
    wings: tuple[Wing, ...]
    counts: tuple[Count, ...]
    left_out: tuple[Deed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows on which personnel rests.

    Attributes:
        dissolution: The issues on which a statement is talk of dissolution.
    """

    movement: Movement
    words: DeedWords
    events: Mapping[str, Event]
    statements: Sequence[Statement]
    deeds: Sequence[Deed]
    dissolution: frozenset[str]


def personnel(rows: Rows) -> Personnel:
    """Return what became of leaders against the plan, and of members and parties."""
    told = [row for row in rows.deeds if _kind(row, rows)]
    within = [row for row in told if rows.movement.within(row.recipient)]
    plans = [row for row in within if row.status == "planned"]
    done = [row for row in within if row.status != "planned"]
    changes = (*(_planned(row, rows) for row in plans), *(_done(row, plans, rows) for row in done))
    exits = (*_exits(rows), *_talk(rows))
    counts = (*_plan_counts(plans, changes, rows), *_counts(exits))
    return Personnel(changes, exits, _wings(rows), counts, tuple(row for row in told if row not in within))


def _kind(deed: Deed, rows: Rows) -> str | None:
    return rows.words.means("personnel", deed.type)


def _when(deed: Deed, rows: Rows) -> When:
    """Return when a deed was done: its own date, else that of its event."""
    if deed.date:
        return When(deed.date, False)
    event = rows.events.get(deed.event or "")
    if event is None:
        return When(None, False)
    return When(event.date, False) if event.date else When(event.outside_date, bool(event.outside_date))


def _planned(deed: Deed, rows: Rows) -> Change:
    kind = _kind(deed, rows) or ""
    party = _body(deed.recipient, rows)
    return Change(deed, kind, deed.recipient, deed.actor, _when(deed, rows), deed.id, "a plan", (), party)


def _done(deed: Deed, plans: Sequence[Deed], rows: Rows) -> Change:
    plan = _plan_for(deed, plans, rows)
    kind = _kind(deed, rows) or ""
    followed = tuple(
        sorted(
            row.recipient
            for row in rows.deeds
            if kind in _LEAVING
            and row.event
            and row.event == deed.event
            and row.recipient
            and row.recipient != deed.recipient
            and _kind(row, rows) == "promoted"
            and row.status != "planned"
        )
    )
    fit = _fit(deed, plan, rows) if plan else "no plan on record"
    party = _body(deed.recipient, rows)
    return Change(
        deed, kind, deed.recipient, deed.actor, _when(deed, rows), plan and plan.id, fit, followed, party
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
    ended, begun = date_of(_when(deed, rows).on), date_of(_when(plan, rows).on)
    if ended and begun and ended.latest and begun.earliest and ended.latest < begun.earliest:
        return "before the plan"
    same = (_kind(deed, rows) in _LEAVING) == (_kind(plan, rows) in _LEAVING)
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


def _exits(rows: Rows) -> tuple[Exit, ...]:
    return tuple(
        Exit("deeds", row.id, kind, row.actor, row.recipient, _when(row, rows), row.certainty)
        for row in rows.deeds
        if row.status != "planned" and (kind := rows.words.means("exits", row.type))
    )


def _talk(rows: Rows) -> tuple[Exit, ...]:
    """Return statements on dissolving a party by those who are in question: not what others judge of it."""
    return tuple(
        Exit(
            "statements",
            row.id,
            "talk",
            row.actor,
            row.target,
            When(row.said_on, False),
            row.certainty,
            row.stance,
        )
        for row in rows.statements
        if row.issue in rows.dissolution and row.stance is not None and row.stance > 0
    )


def _wings(rows: Rows) -> tuple[Wing, ...]:
    found: list[Wing] = []
    for actor in rows.movement.actors.values():
        if not rows.words.lists("actors", "wings", actor.kind):
            continue
        said = tuple(row.id for row in rows.statements if row.actor == actor.id)
        did = tuple(row.id for row in rows.deeds if actor.id in (row.actor, row.recipient))
        found.append(Wing(actor.id, actor.parent, actor.kind or "", said, did))
    return tuple(sorted(found, key=lambda wing: (wing.party or "", wing.actor)))


def _plan_counts(plans: Sequence[Deed], changes: Sequence[Change], rows: Rows) -> tuple[Count, ...]:
    """Return how many plans that name a person were carried out: only these have a number to compare with."""
    named = {
        plan.id
        for plan in plans
        if rows.movement.kind(plan.recipient) in rows.words.table["targets"]["person"]
    }
    carried = {
        row.plan for row in changes if row.plan in named and row.fit in ("as planned", "by another hand")
    }
    of_plans = share(
        len(carried),
        len(named),
        "no plan names a person, so that how many were meant is not known",
        "plans that name those who were to go or to stay",
    )
    counts = [Count("plans carried out", of_plans, tuple(sorted(named)))]
    for kind in ("kept", "promoted", "replaced", "ousted"):
        of_kind = tuple(row.deed.id for row in changes if row.kind == kind and row.fit != "a plan")
        if of_kind:
            counts.append(Count(kind, _uncounted(len(of_kind), "how many leaders there were"), of_kind))
    return tuple(counts)


def _counts(exits: Sequence[Exit]) -> tuple[Count, ...]:
    kinds = dict.fromkeys(row.kind for row in exits)
    rows = {kind: tuple(row.row for row in exits if row.kind == kind) for kind in kinds}
    whole = "how many parties and members there were"
    return tuple(Count(kind, _uncounted(len(of_kind), whole), of_kind) for kind, of_kind in rows.items())


def _uncounted(cases: int, of_what: str) -> Share:
    """Return a number without a share: of how many is not on record."""
    return Share(cases, 0, None, None, None, f"{of_what} is not on record", "a full list of them")
