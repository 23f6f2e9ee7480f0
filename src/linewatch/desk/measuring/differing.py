"""Why actors differ: their reactions against their attributes, rival explanations side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, NamedTuple, TypeAlias

from linewatch.desk.common.finding import Question, find
from linewatch.desk.measuring.deed_words import deed_words
from linewatch.desk.reading.documents import shown
from linewatch.desk.said.ledger import citations
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.citations import Citation
from linewatch.kinds.said import Actor, Attribute, Coding, Deed, Event, Issue, Statement
from linewatch.kinds.standing import standing
from linewatch.measures.differences.effects import Effect
from linewatch.measures.differences.exact import DRAWS, MOST_WAYS, Tested
from linewatch.measures.differences.reactions import Cites, Outcome, Rows, outcomes, stanced_issues
from linewatch.measures.differences.rivals import (
    LEAST_IN_GROUP,
    Difference,
    Group,
    Overlap,
    differences,
    overlaps,
)
from linewatch.measures.differences.traits import PARENT, choice, traits
from linewatch.measures.intervals import LEVEL
from linewatch.record import said
from linewatch.record.case_file import CaseFile

_SEED = 1
_STANCED = 4  # actors that must have a stance on an issue before it is compared without being asked for
_PLAIN = ("answered", "days", "criticised")
_ON_ISSUE = ("stance", "distance")
_Told: TypeAlias = dict[str, tuple[str, ...]]  # by actor the rows that tell an attribute of it


class Asked(NamedTuple):
    """What is asked.

    Attributes:
        on: An attribute; None for all, and for the body above each actor in the tree (``parent``).
        of: answered, days, criticised, stance:ISSUE or distance:ISSUE; None for the first three and for the stance
            on each issue on which four of the actors took one.
        event: What is answered; None for the event that has most answers on record.
        kind: Which actors are compared; None for the kind to which most who answered belong.
        rest: Whether actors of which the record does not tell an attribute make a group of their own.
    """

    on: str | None = None
    of: str | None = None
    event: str | None = None
    kind: str | None = None
    rest: bool = False


def find_differences(case: CaseFile, asked: Asked) -> dict[str, Any]:
    """Return whether actors differ by what they are.

    Raises:
        NoSuchRecord: If an attribute, an issue, an event or a kind is not on record.
        BadValue: If a measure is not one of those.
    """
    on, of, event, kind, rest = asked
    rows = _rows(case, event, kind)
    known = said.rows(case.con, Attribute)
    _refuse_unknown(case, on, of, known)
    if kind is not None and all(actor.kind != kind for actor in rows.actors):
        raise NoSuchRecord("kind of actor", kind, {a.kind for a in rows.actors if a.kind}, "actors")
    settings = {
        "on": on, "of": of, "event": rows.event.id if rows.event else None, "kind": rows.kind, "rest": rest,
        "centre": rows.centre, "seed": _SEED, "draws": DRAWS, "most_ways": MOST_WAYS, "level": LEVEL,
        "least_in_group": LEAST_IN_GROUP, "stanced": _STANCED, "critical": sorted(rows.critical),
    }  # fmt: skip

    def compute() -> tuple[dict[str, Any], list[Citation]]:
        names = [of] if of else [*_PLAIN, *(f"stance:{i}" for i in stanced_issues(rows, _STANCED))]
        reacted = outcomes(rows, names)
        attributes = traits(rows, known, on, rest=rest)
        found = differences(reacted, attributes, _SEED)
        by_name = {outcome.name: outcome for outcome in reacted}
        attributed = _attributed(known)
        told = [
            _row(row, by_name[row.outcome], attributed.get(row.attribute, {}), rows.cites) for row in found
        ]
        cited = [
            c
            for row in found
            for actor in _actors(row)
            for c in (
                *by_name[row.outcome].cites.get(actor, ()),
                *_cited(attributed.get(row.attribute, {}).get(actor, ()), rows.cites),
            )
        ]
        return {
            "event": rows.event.id if rows.event else None,
            "kind": rows.kind,
            "settings": settings,
            "tests": sum(1 for row in found if row.tested),
            "rows": told,
            "rivals": [_overlap(row) for row in overlaps(attributes, _SEED)],
        }, cited

    inputs = [
        *([asdict(row) for row in table] for table in (known, rows.actors, rows.statements, rows.deeds)),
        asdict(rows.event) if rows.event else None,
        [asdict(c) for cs in rows.cites.values() for c in cs],
    ]  # fmt: skip
    return find(case, Question("differences", "2", settings), inputs, compute)


def _rows(case: CaseFile, event: str | None, kind: str | None) -> Rows:
    events = {row.id: row for row in said.rows(case.con, Event)}
    if event is not None and event not in events:
        raise NoSuchRecord("event", event, events, "events")
    actors, deeds = said.rows(case.con, Actor), said.rows(case.con, Deed)
    statements = standing(said.rows(case.con, Statement), said.rows(case.con, Coding))
    chosen, asked = choice(actors, statements, deeds, event, case.fact("centre"))
    return Rows(
        event=events.get(chosen) if chosen else None, actors=actors, statements=statements,
        deeds=deeds, centre=case.fact("centre"), kind=kind or asked,
        critical=frozenset(deed_words(case).table["acts"]["critical"]), cites=citations(case),
    )  # fmt: skip


def _refuse_unknown(case: CaseFile, on: str | None, of: str | None, known: list[Attribute]) -> None:
    names = {row.name for row in known} | {PARENT}
    if on is not None and on not in names:
        raise NoSuchRecord("attribute", on, names, "attributes")
    if of is None or of in _PLAIN:
        return
    what, _, issue = of.partition(":")
    if what not in _ON_ISSUE:
        raise BadValue(
            f"{of!r} is no measure of reactions.",
            f"Take one of: {', '.join(_PLAIN)}, stance:ISSUE, distance:ISSUE.",
        )
    issues = {row.id for row in said.rows(case.con, Issue)}
    if issue not in issues:
        raise NoSuchRecord("issue", issue, issues, "issues")


def _attributed(known: list[Attribute]) -> dict[str, _Told]:
    """Return by attribute and actor the rows that say that it has it."""
    found: dict[str, _Told] = {}
    for row in known:
        own = found.setdefault(row.name, {})
        own[row.actor] = (*own.get(row.actor, ()), row.id)
    return found


def _cited(attributes: Sequence[str], cites: Cites) -> tuple[Citation, ...]:
    return tuple(c for ident in attributes for c in cites.get(("attributes", ident), ()))


def _actors(row: Difference) -> list[str]:
    return [actor for group in row.groups for actor in group.actors]


def _row(row: Difference, outcome: Outcome, attributed: _Told, cites: Cites) -> dict[str, Any]:
    actors = _actors(row)
    told = {actor: _cited(attributed.get(actor, ()), cites) for actor in actors}
    cited = [c for actor in actors for c in (*outcome.cites.get(actor, ()), *told[actor])]
    by = [one for actor in actors for one in (*outcome.by.get(actor, ()), *attributed.get(actor, ()))]
    circular = [a for a in actors if _one_place(outcome.cites.get(a, ()), told[a])]
    return {
        "attribute": row.attribute,
        "outcome": row.outcome,
        "test": row.test or None,
        "groups": [_group(group) for group in row.groups],
        "n": row.n,
        "missing": len(row.left_out),
        **_tested(row.tested),
        "p_holm": row.p_holm,
        "effect": _effect(row.effect),
        "same_place": circular,
        "left_out": [{"actor": actor, "why": why} for actor, why in row.left_out.items()],
        "refused": {"why": row.why, "needed": row.needed} if row.why else None,
        "by": list(dict.fromkeys(by)),
        "cites": [shown(c) for c in dict.fromkeys(cited)],
    }


def _one_place(reaction: tuple[Citation, ...], attribute: tuple[Citation, ...]) -> bool:
    """Return whether a reaction is known only from where the attribute is told: such an actor tests nothing."""
    told = {(c.document, c.locator) for c in attribute}
    return bool(reaction) and all((c.document, c.locator) in told for c in reaction)


def _group(group: Group) -> dict[str, Any]:
    return {
        "value": group.value,
        "actors": list(group.actors),
        "n": len(group.actors),
        "yes": group.yes,
        "median_low": group.low,
        "median_high": group.high,
    }


def _tested(tested: Tested | None) -> dict[str, Any]:
    return {
        "p": tested.p if tested else None,
        "p_least": tested.least if tested else None,
        "exact": tested.exact if tested else None,
    }


def _effect(effect: Effect | None) -> dict[str, Any] | None:
    if effect is None:
        return None
    return {
        "what": effect.what or None,
        "value": effect.value,
        "low": effect.low,
        "high": effect.high,
        "refused": {"why": effect.why, "needed": effect.needed} if effect.why else None,
    }


def _overlap(row: Overlap) -> dict[str, Any]:
    return {
        "a": row.one,
        "b": row.other,
        "n": row.n,
        "table": [{"a": a, "b": b, "actors": list(actors)} for (a, b), actors in sorted(row.cells.items())],
        "inseparable": row.inseparable,
        **_tested(row.tested),
    }
