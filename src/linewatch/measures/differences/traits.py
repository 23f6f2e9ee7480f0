"""What the compared actors are, and what they are asked to have reacted to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from linewatch.kinds.said import Actor, Attribute, Deed, Statement
from linewatch.kinds.standing import onlookers
from linewatch.kinds.trees import is_below, line
from linewatch.measures.differences.reactions import Rows, compared
from linewatch.measures.differences.rivals import REST, Trait

PARENT = "parent"  # the body above each actor in the tree: an attribute that every record has
_UNKNOWN = "the record does not tell its {}"
_SEVERAL = "the record tells {} of its {}: {}"


def traits(rows: Rows, known: Sequence[Attribute], on: str | None, *, rest: bool) -> tuple[Trait, ...]:
    """Return the attributes of the compared actors.

    What is said of a group holds for the actors in it of which nothing nearer is said. An actor of which two values
    stand on record is left out.

    Args:
        rows: For who is compared.
        known: All attributes on record.
        on: One attribute; None for all.
        rest: Whether those of which nothing is told make a group of their own.
    """
    names = [on] if on else sorted({row.name for row in known} | {PARENT})
    return tuple(_trait(name, rows, [row for row in known if row.name == name], rest) for name in names)


def choice(
    actors: Sequence[Actor],
    statements: Sequence[Statement],
    deeds: Sequence[Deed],
    event: str | None,
    centre: str | None,
) -> tuple[str | None, str]:
    """Return the event that most of the movement's answers answer, and the kind of actor that answers.

    Args:
        actors: All actors.
        statements: All statements.
        deeds: All deeds.
        event: The event asked for; None to choose one.
        centre: Whose own answers are not counted; no more are those of onlookers.
    """
    looking_on = onlookers(statements)
    parents, kinds = {a.id: a.parent for a in actors}, {a.id: a.kind for a in actors}
    answers = [
        row
        for row in (*statements, *deeds)
        if row.answers
        and row.actor not in looking_on
        and (centre is None or not is_below(row.actor, centre, parents))
    ]
    events = Counter(row.answers for row in answers if row.answers)
    chosen = event or (max(sorted(events), key=lambda name: events[name]) if events else None)
    found: dict[str, list[str]] = {}
    for row in answers:
        nearest: dict[str, str] = {}
        for above in line(row.actor, parents):
            if kind := kinds.get(above):
                nearest.setdefault(kind, above)
        for kind, name in nearest.items():
            found.setdefault(kind, []).append(name)
    # The kind of which many bodies answered and to which most answers belong: one camp holds them all and is one
    # body, persons are many and answer for half of them.
    kind = max(sorted(found), key=lambda k: len(found[k]) * len(set(found[k]))) if found else ""
    return chosen, kind


def _trait(name: str, rows: Rows, known: Sequence[Attribute], rest: bool) -> Trait:
    parents = {actor.id: actor.parent for actor in rows.actors}
    told: dict[str, list[str]] = {}
    for row in known:
        told.setdefault(row.actor, []).append(row.value)
    values, out = dict[str, str](), dict[str, str]()
    for actor in compared(rows):
        nearest = next((told[up] for up in line(actor, parents) if up in told), list[str]())
        if name == PARENT and not known:
            nearest = [above] if (above := parents[actor]) else []
        distinct = sorted(set(nearest))
        if len(distinct) == 1:
            values[actor] = distinct[0]
        elif distinct:
            out[actor] = _SEVERAL.format(len(distinct), name, ", ".join(distinct))
        elif rest:
            values[actor] = REST
        else:
            out[actor] = _UNKNOWN.format(name)
    return Trait(name, values, out)
