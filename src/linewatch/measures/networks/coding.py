"""Which statements count in a network: stances of members, told apart from those who only judge them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor, Statement
from linewatch.kinds.standing import onlookers
from linewatch.kinds.trees import is_below, line, root


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One stance of one member on one issue.

    Attributes:
        statement: The statement's id.
        actor: Who took it; the body he is counted with, where bodies were asked for.
        issue: On what.
        stance: -2 to +2.
        document: The source that tells of it: the first that the statement cites.
        on: When it was taken; None where that is not known.
    """

    statement: str
    actor: str
    issue: str
    stance: int
    document: str
    on: PartialDate | None = None


class Dropped(NamedTuple):
    """A statement that does not count, and why."""

    statement: str
    why: str


class Taken(NamedTuple):
    """What counts, and what does not."""

    stances: tuple[Stance, ...]
    dropped: tuple[Dropped, ...]


def take(
    statements: Sequence[Statement],
    issue_parents: Mapping[str, str | None],
    cites: Mapping[tuple[str, str], Sequence[Citation]],
) -> Taken:
    """Return the stances that members of the movement took.

    Whoever mostly judges is an analyst of the matter and no party to it; a question on which analysts take most
    stances, with all that stands below the same root, is theirs.

    Args:
        statements: All that are on record, as they stand.
        issue_parents: The issue above each issue.
        cites: The citations of each row, by table and id.
    """
    analysts = onlookers(statements)
    theirs = _questions(statements, issue_parents, analysts)
    stances: list[Stance] = []
    dropped: list[Dropped] = []
    for row in sorted(statements, key=lambda row: row.id):
        cited = cites.get(("statements", row.id), ())
        if why := _why_not(row, analysts, theirs, issue_parents, cited):
            dropped.append(Dropped(row.id, why))
        elif row.issue is not None and row.stance is not None:
            on = PartialDate.parse(row.said_on) if row.said_on else None
            source = cited[0].document
            stances.append(
                Stance(
                    statement=row.id,
                    actor=row.actor,
                    issue=row.issue,
                    stance=row.stance,
                    document=source,
                    on=on,
                )
            )
    return Taken(tuple(stances), tuple(dropped))


def _why_not(
    row: Statement,
    analysts: Set[str],
    theirs: Set[str],
    issue_parents: Mapping[str, str | None],
    cited: Sequence[Citation],
) -> str | None:
    if row.actor in analysts:
        return "its actor only judges"
    if row.issue is None:
        return "it is on no issue of the list"
    if row.stance is None:
        return "it takes no stance"
    if root(row.issue, issue_parents) in theirs:
        return "its question is the analysts' own"
    return None if cited else "it cites no document"


def _questions(
    statements: Iterable[Statement], issue_parents: Mapping[str, str | None], analysts: Set[str]
) -> frozenset[str]:
    """Return the roots under which analysts take more stances than members do."""
    taken = Counter[str]()
    for row in statements:
        if row.issue and row.stance is not None:
            taken[root(row.issue, issue_parents)] += 1 if row.actor in analysts else -1
    return frozenset(issue for issue, more in taken.items() if more > 0)


def below(stances: Iterable[Stance], issue: str, issue_parents: Mapping[str, str | None]) -> list[Stance]:
    """Return the stances on an issue and on all below it."""
    return [row for row in stances if is_below(row.issue, issue, issue_parents)]


def by_body(stances: Iterable[Stance], actors: Sequence[Actor], kind: str) -> tuple[list[Stance], list[str]]:
    """Return stances counted with the nearest body of a kind that their actor is or belongs to, and who has none."""
    parents = {actor.id: actor.parent for actor in actors}
    kinds = {actor.id: actor.kind for actor in actors}
    counted: list[Stance] = []
    without: set[str] = set()
    for row in stances:
        body = next((above for above in line(row.actor, parents) if kinds.get(above) == kind), None)
        if body is None:
            without.add(row.actor)
        else:
            counted.append(replace(row, actor=body))
    return counted, sorted(without)
