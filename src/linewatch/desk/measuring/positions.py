"""How far each actor stands from the line, from coded statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from linewatch.desk.common.finding import Question, find
from linewatch.desk.reading.documents import shown
from linewatch.desk.said.ledger import Cited, citations
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor, Coding, Event, Form, Issue, SaidRow, Statement
from linewatch.kinds.trees import is_below
from linewatch.measures.positions import SETTINGS, Branching, Position, Rows, left_out, positions
from linewatch.record import said
from linewatch.record.case_file import CaseFile
from linewatch.record.rules import parents

_SEED = 1
_QUESTION = Question("positions", "3", {"seed": _SEED, **SETTINGS})


def find_positions(
    case: CaseFile, issue: str | None = None, actor: str | None = None, on: str | None = None
) -> list[dict[str, Any]]:
    """Return stance and distance of each actor on each issue.

    Args:
        case: The case.
        issue: Only this issue and those below it.
        actor: Only this actor.
        on: A day; without one, a row at each date with a statement and at the end of the record.

    Raises:
        NoSuchRecord: If there is no such issue or actor.
        BadValue: If ``on`` is no day.
    """
    rows = _rows(case)
    _known("actor", actor, rows.actors)
    _known("issue", issue, rows.issues)
    day = _day(on)
    found = _found(case, rows, [day] if day else [])["rows"]
    tree = parents(rows.issues)
    wanted = [
        row
        for row in found
        if (actor is None or row["actor"] == actor) and (issue is None or is_below(row["issue"], issue, tree))
    ]
    if wanted or (actor is None and issue is None):
        return wanted
    return [_nothing(actor, issue, on)]


def find_branches(case: CaseFile, actor: str | None = None) -> list[dict[str, Any]]:
    """Return how each actor's stances on two issues of one tree differ at the end of the record.

    Of a case too large for it there is one row, which says so.

    Raises:
        NoSuchRecord: If there is no such actor.
    """
    rows = _rows(case)
    _known("actor", actor, rows.actors)
    found = _found(case, rows, [])
    if found["no_branches"]:
        names = ("issue", "other", "on", "difference", "low", "high", "apart")
        return [{"actor": actor, **dict.fromkeys(names), "cites": [], "refused": found["no_branches"]}]
    return [row for row in found["branches"] if actor is None or row["actor"] == actor]


def find_lines(case: CaseFile, days: Sequence[date]) -> list[dict[str, Any]]:
    """Return stance and distance of each actor on each issue on some days."""
    found = _found(case, _rows(case), days)["rows"]
    return list(found)


def find_basis(case: CaseFile) -> dict[str, Any]:
    """Return what positions rest on.

    The seed and what else decides them, the strengths that were estimated from the case itself, each with the
    middle and the ends of its 90 %, and the statements that could not be used, each with why and its pages.
    """
    rows = _rows(case)
    found = _found(case, rows, [])
    return {
        **_QUESTION.settings,
        "version": _QUESTION.version,
        "statements": len(rows.statements) - len(found["left_out"]),
        "estimated": [{"strength": name} | values for name, values in found["estimated"].items()],
        "left_out": _left_out(case, rows, found["left_out"]),
    }


def find_left_out(case: CaseFile) -> list[dict[str, Any]]:
    """Return the statements that positions cannot use, each with why and its pages; nothing is estimated."""
    rows = _rows(case)
    return _left_out(case, rows, left_out(rows))


def _left_out(case: CaseFile, rows: Rows, why: Mapping[str, str]) -> list[dict[str, Any]]:
    cited = citations(case) if why else {}
    return [
        {
            "statement": row.id,
            "actor": row.actor,
            "issue": row.issue,
            "why": why[row.id],
            "cites": [shown(c) for c in cited.get(("statements", row.id), ())],
        }
        for row in rows.statements
        if row.id in why
    ]


def _rows(case: CaseFile) -> Rows:
    con = case.con
    return Rows(
        statements=said.rows(con, Statement),
        codings=said.rows(con, Coding),
        actors=said.rows(con, Actor),
        issues=said.rows(con, Issue),
        events=said.rows(con, Event),
        forms=said.rows(con, Form),
        centre=case.fact("centre"),
    )


def _found(case: CaseFile, rows: Rows, days: Sequence[date]) -> dict[str, Any]:
    cited = citations(case)

    def compute() -> tuple[dict[str, Any], list[Citation]]:
        result = positions(rows, _SEED, days)
        used = [c for row in result.rows for ident in row.by for c in cited.get(("statements", ident), ())]
        differs: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for pair in result.branches:
            if pair.apart:
                differs.setdefault((pair.actor, pair.issue), []).append(_differs(pair))
        return {
            "rows": [_row(row, cited, differs) for row in result.rows],
            "branches": [_branching(pair, cited, rows.statements) for pair in result.branches],
            "no_branches": asdict(result.no_branches) if result.no_branches else None,
            "left_out": dict(result.left_out),
            "estimated": {
                name: {"mid": mid, "low": low, "high": high}
                for name, (mid, low, high) in result.estimated.items()
            },
        }, used

    inputs = [
        rows.centre,
        [day.isoformat() for day in days],
        *map(_plain, (rows.statements, rows.codings, rows.actors, rows.issues, rows.events, rows.forms)),
        _plain(c for ids in cited.values() for c in ids),
    ]
    return find(case, _QUESTION, inputs, compute)


def _plain(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [asdict(row) for row in rows]


def _row(row: Position, cited: Cited, differs: dict[tuple[str, str], list[dict[str, Any]]]) -> dict[str, Any]:
    return {
        "actor": row.actor,
        "issue": row.issue,
        "on": row.on or None,
        "stance": row.stance,
        "low": row.low,
        "high": row.high,
        "distance": row.distance,
        "distance_low": row.distance_low,
        "distance_high": row.distance_high,
        "jump": asdict(row.jump) if row.jump else None,
        "statements": row.statements,
        "undated": row.undated,
        "seed": _SEED,
        "by": list(row.by),
        "at_end": row.last,
        "analyst": row.analyst,
        "differs_from": differs.get((row.actor, row.issue), []) if row.last else [],
        "cites": [shown(c) for ident in row.by for c in cited.get(("statements", ident), ())],
        "refused": asdict(row.refused) if row.refused else None,
        "distance_refused": asdict(row.no_distance) if row.no_distance else None,
        "jump_refused": asdict(row.no_jump) if row.no_jump else None,
    }


def _differs(pair: Branching) -> dict[str, Any]:
    return {"issue": pair.other, "difference": pair.difference, "low": pair.low, "high": pair.high}


def _branching(pair: Branching, cited: Cited, statements: Iterable[Statement]) -> dict[str, Any]:
    by = [
        row.id
        for row in statements
        if row.actor == pair.actor and row.issue in (pair.issue, pair.other) and row.stance is not None
    ]
    cites = [shown(c) for ident in by for c in cited.get(("statements", ident), ())]
    return asdict(pair) | {"cites": cites, "refused": None}


def _nothing(actor: str | None, issue: str | None, on: str | None) -> dict[str, Any]:
    """Return the one row of an answer that has none: no statement gives no estimate."""
    names = ("stance", "low", "high", "distance", "distance_low", "distance_high", "jump")
    return {
        "actor": actor,
        "issue": issue,
        "on": on,
        **dict.fromkeys(names),
        "statements": 0,
        "undated": 0,
        "by": [],
        "at_end": False,
        "analyst": False,
        "differs_from": [],
        "cites": [],
        "refused": {"why": "no statement on record", "needed": "one statement with a stance"},
        "distance_refused": None,
        "jump_refused": None,
    }


def _day(on: str | None) -> date | None:
    if on is None:
        return None
    stated = PartialDate.parse(on)
    if stated.earliest is None or stated.earliest != stated.latest:
        raise BadValue(f"{on!r} is not one day.", "Give a day, such as 1956-06-30.")
    return stated.earliest


def _known(what: str, name: str | None, rows: Iterable[SaidRow]) -> None:
    known = [getattr(row, "id", "") for row in rows]
    if name is not None and name not in known:
        raise NoSuchRecord(what, name, known, f"{what}s")
