"""How far each actor stands from the line, from coded statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from linewatch.desk.documents import shown
from linewatch.desk.finding import Question, find
from linewatch.desk.ledger import Cited, citations
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor, Coding, Event, Form, Issue, SaidRow, Statement
from linewatch.measures.positions import DRAWS, LEVEL, Branching, Position, Rows, positions
from linewatch.record import said
from linewatch.record.case_file import CaseFile
from linewatch.record.rules import parents

_SEED = 1
_QUESTION = Question("positions", "1", {"seed": _SEED, "draws": DRAWS, "level": LEVEL})


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
        if (actor is None or row["actor"] == actor) and (issue is None or _below(row["issue"], issue, tree))
    ]
    if wanted or (actor is None and issue is None):
        return wanted
    return [_nothing(actor, issue, on)]


def find_branches(case: CaseFile, actor: str | None = None) -> list[dict[str, Any]]:
    """Return how each actor's stances on two issues of one tree differ at the end of the record.

    Raises:
        NoSuchRecord: If there is no such actor.
    """
    rows = _rows(case)
    _known("actor", actor, rows.actors)
    found = _found(case, rows, [])["branches"]
    return [row for row in found if actor is None or row["actor"] == actor]


def find_lines(case: CaseFile, days: Sequence[date]) -> list[dict[str, Any]]:
    """Return stance and distance of each actor on each issue on some days."""
    found = _found(case, _rows(case), days)["rows"]
    return list(found)


def find_basis(case: CaseFile) -> dict[str, Any]:
    """Return what positions rest on: what was estimated from the case itself, and which statements were left out."""
    found = _found(case, _rows(case), [])
    return {"estimated": found["estimated"], "left_out": found["left_out"]}


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
        "by": list(row.by),
        "at_end": row.last,
        "analyst": row.analyst,
        "differs_from": differs.get((row.actor, row.issue), []) if row.last else [],
        "cites": [shown(c) for ident in row.by for c in cited.get(("statements", ident), ())],
        "refused": asdict(row.refused) if row.refused else None,
        "distance_refused": asdict(row.no_distance) if row.no_distance else None,
    }


def _differs(pair: Branching) -> dict[str, Any]:
    return {"issue": pair.other, "difference": pair.difference, "low": pair.low, "high": pair.high}


def _branching(pair: Branching, cited: Cited, statements: Iterable[Statement]) -> dict[str, Any]:
    by = [
        row.id
        for row in statements
        if row.actor == pair.actor and row.issue in (pair.issue, pair.other) and row.stance is not None
    ]
    return asdict(pair) | {"cites": [shown(c) for ident in by for c in cited.get(("statements", ident), ())]}


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
    }


def _day(on: str | None) -> date | None:
    if on is None:
        return None
    stated = PartialDate.parse(on)
    if stated.earliest is None or stated.earliest != stated.latest:
        raise BadValue(f"{on!r} is not one day.", "Give a day, such as 1956-06-30.")
    return stated.earliest


def _below(name: str, top: str, tree: dict[str, str | None]) -> bool:
    at: str | None = name
    seen: set[str] = set()
    while at is not None and at not in seen:
        if at == top:
            return True
        seen.add(at)
        at = tree.get(at)
    return False


def _known(what: str, name: str | None, rows: Iterable[SaidRow]) -> None:
    known = [getattr(row, "id", "") for row in rows]
    if name is not None and name not in known:
        raise NoSuchRecord(what, name, known, f"{what}s")
