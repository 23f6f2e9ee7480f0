"""Words against deeds: what each actor says of independence, beside what it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from linewatch.desk.common.finding import Question, find
from linewatch.desk.measuring.deed_words import case_issues, movement_of
from linewatch.desk.reading.documents import shown
from linewatch.desk.said.ledger import Cited, citations
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.citations import Citation
from linewatch.kinds.said import Coding, Deed, Event, Statement
from linewatch.kinds.standing import standing
from linewatch.measures.deeds.against import Against, against
from linewatch.measures.deeds.calls import Answered
from linewatch.measures.deeds.copied import Copied
from linewatch.measures.deeds.record import Rows
from linewatch.measures.deeds.words import PRIOR_CASES, PRIOR_SPREAD, Words
from linewatch.measures.intervals import LEVEL
from linewatch.record import said
from linewatch.record.case_file import CaseFile


def find_against_words(
    case: CaseFile, actor: str | None = None, issues: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Return each actor's words on independence beside its deeds; the centre first.

    Args:
        case: Whose record.
        actor: Only this one.
        issues: Those of independence, by id, with a minus where -2 on it means independence; the case's own
            fact ``independence`` where none are given.

    Raises:
        BadValue: If the case names no centre, or no issue of independence.
        NoSuchRecord: If the actor or an issue is not on record.
    """
    movement, words = movement_of(case)
    if actor is not None and actor not in movement.actors:
        raise NoSuchRecord("actor", actor, movement.actors, "actors")
    chosen = case_issues(case, "independence", issues)
    if not chosen:
        raise BadValue(
            "This case does not say which issues are those of independence.",
            "Name one with --issue, or for good: linewatch describe --independence ISSUE",
        )
    rows = Rows(
        movement=movement,
        words=words,
        events={row.id: row for row in said.rows(case.con, Event)},
        statements=standing(said.rows(case.con, Statement), said.rows(case.con, Coding)),
        deeds=said.rows(case.con, Deed),
        issues=chosen,
    )
    cited = citations(case)
    inputs = [
        words.table,
        *([asdict(row) for row in table] for table in (movement.actors.values(), rows.events.values(),
                                                       rows.statements, rows.deeds)),
        [asdict(c) for cs in cited.values() for c in cs],
    ]  # fmt: skip
    settings = {
        "level": LEVEL,
        "centre": movement.centre,
        "issues": chosen,
        "prior_cases": PRIOR_CASES,
        "prior_spread": PRIOR_SPREAD,
    }

    def compute() -> tuple[list[dict[str, Any]], list[Citation]]:
        found = against(rows)
        rests_on = [c for row in found for support in _supports(row) for c in cited.get(support, ())]
        return [_row(row, cited) for row in found], rests_on

    told = find(case, Question("words_against_deeds", "2", settings), inputs, compute)
    return told if actor is None else [row for row in told if row["actor"] == actor]


def _row(row: Against, cited: Cited) -> dict[str, Any]:
    refused = {"why": row.share.why, "needed": row.share.needed} if row.share.why else None
    return {
        "actor": row.actor,
        "includes": list(row.includes),
        "words": _words(row.words),
        "deeds": {kind: len(ids) for kind, ids in row.deeds.items()},
        "deed_rows": {kind: list(ids) for kind, ids in row.deeds.items() if ids},
        "share_of": row.share_of,
        "share": row.share.share,
        "low": row.share.low,
        "high": row.share.high,
        "share_obeyed": row.share.share if row.share_of == "calls obeyed" else None,
        "cases": row.share.of,
        "calls": [_answered(one) for one in row.answered],
        "open_calls": list(row.open_calls),
        "lags": [_copied(one) for one in row.copied],
        "verdict": row.verdict,
        "refused": refused,
        "cites": [shown(c) for c in dict.fromkeys(c for s in _supports(row) for c in cited.get(s, ()))],
    }


def _words(words: Words) -> dict[str, Any]:
    refused = {"why": "it has said nothing on independence that is on record", "needed": "one stance"}
    return {
        "mean": words.mean,
        "low": words.low,
        "high": words.high,
        "n": len(words.statements),
        "said": [
            {"statement": row.id, "on": row.said_on, "issue": row.issue, "independence": stance}
            for row, stance in words.statements
        ],
        "refused": None if words.statements else refused,
    }


def _answered(one: Answered) -> dict[str, Any]:
    return {
        "call": one.call.row,
        "event": one.call.event,
        "answer": one.row,
        "by": "deed" if one.table == "deeds" else "words",
        "obeyed": one.obeyed,
    }


def _copied(one: Copied) -> dict[str, Any]:
    lag = one.lag
    return {
        "issue": one.issue,
        "line": one.line.id,
        "statement": one.statement.id,
        "lag_days_low": lag.low,
        "lag_days_high": lag.high,
        "about": lag.about,
        "refused": {"why": lag.why, "needed": lag.needed} if lag.why else None,
    }


def _supports(row: Against) -> list[tuple[str, str]]:
    """Return the rows that a result rests on."""
    found = [("statements", one.id) for one, _ in row.words.statements]
    found += [("deeds", one) for ids in row.deeds.values() for one in ids]
    for one in row.answered:
        found += [(one.call.table, one.call.row), (one.table, one.row)]
    for one in row.copied:
        found += [("statements", one.line.id), ("statements", one.statement.id)]
    return found
