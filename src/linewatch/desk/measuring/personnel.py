"""Leaders against the plan; resignations, splits and talk of dissolution; wings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from linewatch.desk.common.finding import Question, find
from linewatch.desk.measuring.deed_words import case_issues, movement_of
from linewatch.desk.reading.documents import shown
from linewatch.desk.said.ledger import Cited, citations
from linewatch.kinds.citations import Citation
from linewatch.kinds.said import Coding, Deed, Event, Statement
from linewatch.kinds.standing import standing
from linewatch.measures.intervals import LEVEL
from linewatch.measures.personnel.changes import Change
from linewatch.measures.personnel.exits import Exit, Wing
from linewatch.measures.personnel.measure import Count, personnel
from linewatch.measures.personnel.record import LeftOut, Rows
from linewatch.record import said
from linewatch.record.case_file import CaseFile


def find_personnel(case: CaseFile) -> dict[str, Any]:
    """Return changes of leaders against the plan, exits, wings, and how many of each.

    Raises:
        BadValue: If the case names no centre, or its words for deeds cannot be used.
    """
    movement, words = movement_of(case)
    issues = case_issues(case, "dissolution", ())
    rows = Rows(
        movement=movement,
        words=words,
        events={row.id: row for row in said.rows(case.con, Event)},
        statements=standing(said.rows(case.con, Statement), said.rows(case.con, Coding)),
        deeds=said.rows(case.con, Deed),
        dissolution=frozenset(issues),
    )
    cited = citations(case)
    inputs = [
        words.table,
        *([asdict(row) for row in table] for table in (movement.actors.values(), rows.events.values(),
                                                       rows.statements, rows.deeds)),
        [asdict(c) for cs in cited.values() for c in cs],
    ]  # fmt: skip
    settings = {"level": LEVEL, "centre": movement.centre, "dissolution": sorted(issues)}

    def compute() -> tuple[dict[str, Any], list[Citation]]:
        found = personnel(rows)
        rests_on = [c for row in found.changes for c in cited.get(("deeds", row.deed.id), ())]
        rests_on += [c for row in found.exits for c in cited.get((row.table, row.row), ())]
        return {
            "changes": [_change(row, rows.events, cited) for row in found.changes],
            "exits": [_exit(row, cited) for row in found.exits],
            "wings": [_wing(row, cited) for row in found.wings],
            "counts": [_count(row, cited) for row in found.counts],
            "left_out": [_left_out(row, cited) for row in found.left_out],
        }, rests_on

    return find(case, Question("personnel", "2", settings), inputs, compute)


def _change(row: Change, events: Mapping[str, Event], cited: Cited) -> dict[str, Any]:
    deed = row.deed
    supports = [("deeds", deed.id), *([("deeds", row.plan)] if row.plan and row.plan != deed.id else [])]
    return {
        "deed": deed.id,
        "change": row.kind,
        "actor": row.person,
        "party": row.party,
        "by": row.by,
        "on": row.when.on,
        "outside": row.when.outside,
        "date_ground": deed.date_ground,
        "planned": deed.status == "planned",
        "plan": row.plan,
        "plan_event": deed.event if deed.status == "planned" and deed.event in events else None,
        "fit": row.fit,
        "followed_by": list(row.followed_by),
        "certainty": deed.certainty,
        "summary": deed.summary,
        "cites": _cites(supports, cited),
    }


def _exit(row: Exit, cited: Cited) -> dict[str, Any]:
    return {
        "row": row.row,
        "table": row.table,
        "kind": row.kind,
        "actor": row.actor,
        "leaves": row.leaves,
        "on": row.when.on,
        "outside": row.when.outside,
        "stance": row.stance,
        "certainty": row.certainty,
        "cites": _cites([(row.table, row.row)], cited),
    }


def _wing(row: Wing, cited: Cited) -> dict[str, Any]:
    supports = [*(("statements", one) for one in row.statements), *(("deeds", one) for one in row.deeds)]
    return {
        "wing": row.actor,
        "party": row.party,
        "kind": row.kind,
        "statements": list(row.statements),
        "deeds": list(row.deeds),
        "cites": _cites([*supports, ("actors", row.actor)], cited),
    }


def _count(row: Count, cited: Cited) -> dict[str, Any]:
    found = row.share
    return {
        "kind": row.kind,
        "count": found.cases,
        "of": found.of or None,
        "share": found.share,
        "low": found.low,
        "high": found.high,
        "rows": list(row.rows),
        "refused": {"why": found.why, "needed": found.needed} if found.why else None,
        "cites": _cites([(table, one) for one in row.rows for table in ("deeds", "statements")], cited),
    }


def _left_out(row: LeftOut, cited: Cited) -> dict[str, Any]:
    return {
        "deed": row.row if row.table == "deeds" else None,
        "row": row.row,
        "table": row.table,
        "why": row.why,
        "cites": _cites([(row.table, row.row)], cited),
    }


def _cites(supports: Sequence[tuple[str, str]], cited: Cited) -> list[dict[str, Any]]:
    return [shown(c) for c in dict.fromkeys(c for one in supports for c in cited.get(one, ()))]
