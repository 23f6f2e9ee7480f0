"""Where the centre draws the line: statements with its reactions, and what the rebuked ones have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from linewatch.desk.common.finding import Question, find
from linewatch.desk.measuring.deed_words import movement_of
from linewatch.desk.reading.documents import shown
from linewatch.desk.said.ledger import Cited, citations
from linewatch.kinds.citations import Citation
from linewatch.kinds.said import Coding, Deed, Event, Issue, Statement
from linewatch.kinds.standing import standing
from linewatch.measures.boundary.common import Common, Parted, commons, parted, target_kind
from linewatch.measures.boundary.distances import Distance, distance
from linewatch.measures.boundary.nearness import LEAST_EACH, PRIOR_SD, Near, nearness
from linewatch.measures.boundary.reactions import NONE, Taken, taken, untied
from linewatch.measures.boundary.record import Record
from linewatch.measures.exact import Share
from linewatch.measures.intervals import LEVEL
from linewatch.record import said
from linewatch.record.case_file import CaseFile

_QUESTION = Question("boundary", "2", {"level": LEVEL, "least_each": LEAST_EACH, "prior_sd": PRIOR_SD})


def find_boundary(case: CaseFile) -> dict[str, Any]:
    """Return the boundary: statements nearest to it first, shares, parts, and what was left out.

    Raises:
        BadValue: If the case names no centre, or its words for deeds cannot be used.
    """
    movement, words = movement_of(case)
    record = Record(
        movement=movement,
        words=words,
        events={row.id: row for row in said.rows(case.con, Event)},
        issues={row.id: row for row in said.rows(case.con, Issue)},
        statements=standing(said.rows(case.con, Statement), said.rows(case.con, Coding)),
        deeds=said.rows(case.con, Deed),
    )
    cited = citations(case)
    inputs = [
        movement.centre,
        words.table,
        *([asdict(row) for row in rows] for rows in (movement.actors.values(), record.events.values(),
                                                     record.issues.values(), record.statements, record.deeds)),
        [asdict(c) for cs in cited.values() for c in cs],
    ]  # fmt: skip

    def compute() -> tuple[dict[str, Any], list[Citation]]:
        rows = taken(record)
        apart = [distance(row.statement, record) for row in rows]
        near, why = nearness(rows, [one.steps for one in apart], record)
        refused = (
            {"why": why, "needed": f"{LEAST_EACH} rebuked and {LEAST_EACH} not rebuked"} if why else None
        )
        told = [
            _row(*one, record, cited) | {"chance_refused": refused}
            for one in zip(rows, apart, near, strict=True)
        ]
        told.sort(key=lambda row: (row["reaction"] == NONE, row["rank"] or len(rows) + 1, row["statement"]))
        rests_on = [c for row in rows for c in _cites(row, cited)]
        return {
            "rows": told,
            "shares": [_common(row) for row in commons(rows, record)],
            "parts": [_parted(row, cited) for row in parted(rows, record)],
            "untied": [_untied(row, cited) for row in untied(record, rows)],
            "left_out": [{"statement": row.id, "why": reason} for row, reason in record.out_of_reach],
            "model_refused": refused,
        }, rests_on

    return find(case, _QUESTION, inputs, compute)


def _row(row: Taken, apart: Distance, near: Near, record: Record, cited: Cited) -> dict[str, Any]:
    statement = row.statement
    return {
        "statement": statement.id,
        "actor": statement.actor,
        "act": statement.act,
        "target": statement.target,
        "target_kind": target_kind(statement, record),
        "issue": statement.issue,
        "stance": statement.stance,
        "on": statement.said_on,
        "event": statement.event,
        "distance": apart.steps,
        "distance_low": apart.low,
        "distance_high": apart.high,
        "distance_after": apart.after,
        "reaction": row.reaction,
        "named": row.named,
        "reactions": [asdict(one) for one in row.reactions],
        "chance": near.chance if near.method == "model" else None,
        "likeness": near.chance if near.method == "likeness" else None,
        "chance_low": near.low,
        "chance_high": near.high,
        "near": near.apart,
        "rank": near.rank,
        "ranked_by": near.method,
        "cites": [shown(c) for c in _cites(row, cited)],
        "refused": {"why": apart.why, "needed": apart.needed} if apart.why else None,
    }


def _cites(row: Taken, cited: Cited) -> list[Citation]:
    """Return the pages of a statement, then those of the reactions to it."""
    found = list(cited.get(("statements", row.statement.id), ()))
    for one in row.reactions:
        found += cited.get((one.table, one.row), ())
    return list(dict.fromkeys(found))


def _common(row: Common) -> dict[str, Any]:
    return {
        "by": row.by,
        "value": row.value,
        "statements": len(row.statements),
        "reactions": row.rebuked.of,
        "rebuked": row.rebuked.cases,
        **_share(row.rebuked),
        "stopped": row.stopped.cases,
        "stopped_share": row.stopped.share,
        "stopped_low": row.stopped.low,
        "stopped_high": row.stopped.high,
        "of_all_low": row.low,
        "of_all_high": row.high,
        "cases": [case.statement.id for case in row.statements if case.reaction != NONE],
    }


def _share(found: Share) -> dict[str, Any]:
    return {
        "share": found.share,
        "low": found.low,
        "high": found.high,
        "refused": {"why": found.why, "needed": found.needed} if found.why else None,
    }


def _parted(row: Parted, cited: Cited) -> dict[str, Any]:
    supports: Sequence[tuple[str, str]] = [
        *(("statements", part.statement.id) for part in row.parts),
        *((one.table, one.row) for part in row.parts for one in part.reactions),
        *(("statements", ground.id) for ground in row.grounds),
    ]
    return {
        "event": row.event,
        "parts": [
            {
                "statement": part.statement.id,
                "issue": part.statement.issue,
                "target": part.statement.target,
                "reaction": part.reaction,
                "named": part.named,
            }
            for part in row.parts
        ],
        "grounds": [{"statement": one.id, "issue": one.issue} for one in row.grounds],
        "cites": [shown(c) for c in dict.fromkeys(c for of in supports for c in cited.get(of, ()))],
    }


def _untied(row: Deed, cited: Cited) -> dict[str, Any]:
    return {
        "deed": row.id,
        "actor": row.actor,
        "recipient": row.recipient,
        "type": row.type,
        "on": row.date,
        "cites": [shown(c) for c in cited.get(("deeds", row.id), ())],
    }
