"""What changed between two events, told from coded statements: the stance of each actor on each issue."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from linewatch.kinds.said import Statement
from linewatch.measures.shifts.values import HEAVY, Kind

_STILL = 0.1  # the weight of a stance that is the same, or of which nothing can be told


@dataclass(frozen=True, slots=True)
class CodedShift:
    """One actor's stance on one issue in two events.

    Attributes:
        actor: Whose.
        issue: On which.
        kind: kept, softened (nearer to the middle), hardened, reversed, dropped (only before), added, cannot_tell.
        a_stance: The median of the stances before, -2 to +2; None where none was taken.
        b_stance: The same after.
        before: The statements before.
        after: Those after.
        score: For ranking: the kind's weight and how far the stance went.
    """

    actor: str
    issue: str
    kind: Kind
    a_stance: float | None
    b_stance: float | None
    before: tuple[Statement, ...]
    after: tuple[Statement, ...]
    score: float


def coded_shifts(
    before: Sequence[Statement],
    after: Sequence[Statement],
    stances: Mapping[str, int | None],
    parents: Mapping[str, str | None],
) -> list[CodedShift]:
    """Return what became of each actor's stance on each issue, the heaviest first.

    Args:
        before: The statements of the first event.
        after: Those of the second.
        stances: By statement, the standing reading.
        parents: By actor, whom it belongs to. Who belongs to somebody who speaks too is taken for its voice.
    """
    speak = {row.actor for row in (*before, *after)}
    voice = {actor: _voice(actor, parents, speak) for actor in speak}
    keys = {(voice[row.actor], row.issue) for row in (*before, *after) if row.issue}
    found = list[CodedShift]()
    for actor, issue in sorted(keys):
        sides = [
            tuple(row for row in rows if (voice[row.actor], row.issue) == (actor, issue))
            for rows in (before, after)
        ]
        a, b = (_middle([stances.get(row.id) for row in side]) for side in sides)
        kind = _kind(a, b, bool(sides[0]), bool(sides[1]))
        heavy = _STILL if kind in ("kept", "cannot_tell") else HEAVY[kind]
        score = round(heavy * (1 + abs((b or 0.0) - (a or 0.0))), 3)
        found.append(CodedShift(actor, issue, kind, a, b, sides[0], sides[1], score))
    return sorted(found, key=lambda row: (-row.score, row.actor, row.issue))


def _voice(actor: str, parents: Mapping[str, str | None], speak: Collection[str]) -> str:
    """Return the highest of an actor and those it belongs to who speaks."""
    found, at, seen = actor, parents.get(actor), {actor}
    while at is not None and at not in seen:
        found = at if at in speak else found
        seen.add(at)
        at = parents.get(at)
    return found


def _middle(stances: Sequence[int | None]) -> float | None:
    taken = [stance for stance in stances if stance is not None]
    return float(median(taken)) if taken else None


def _kind(a: float | None, b: float | None, was: bool, remains: bool) -> Kind:
    if not was or not remains:
        return "dropped" if was else "added"
    if a is None or b is None:
        return "cannot_tell"
    if a * b < 0:
        return "reversed"
    if abs(a) == abs(b):
        return "kept"
    return "softened" if abs(b) < abs(a) else "hardened"
