"""All of personnel, and how many of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linewatch.kinds.said import Deed
from linewatch.measures.exact import Share, share
from linewatch.measures.personnel.changes import Change, changes_of
from linewatch.measures.personnel.exits import Exit, Wing, exits_of, wings_of
from linewatch.measures.personnel.record import LeftOut, Rows, kind_of


@dataclass(frozen=True, slots=True)
class Count:
    """How many; of how many only where that is known."""

    kind: str
    share: Share
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Personnel:
    """All of it.

    Attributes:
        left_out: What is not told: changes of those who belong to no party or camp on record, exits that are only
            planned, and what onlookers judge of dissolution.
    """

    changes: tuple[Change, ...]
    exits: tuple[Exit, ...]
    wings: tuple[Wing, ...]
    counts: tuple[Count, ...]
    left_out: tuple[LeftOut, ...]


def personnel(rows: Rows) -> Personnel:
    """Return what became of leaders against the plan, and of members and parties."""
    told = [row for row in rows.deeds if kind_of(row, rows)]
    within = [row for row in told if rows.movement.within(row.recipient)]
    why = "who it befell belongs to no party or camp on record"
    outside = tuple(LeftOut("deeds", row.id, why) for row in told if row not in within)
    changes = changes_of(within, rows)
    exits, not_told = exits_of(rows)
    plans = [row for row in within if row.status == "planned"]
    counts = (*_plan_counts(plans, changes, rows), *_counts(exits))
    return Personnel(changes, exits, wings_of(rows), counts, (*outside, *not_told))


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
