"""Coders compared: how far two readings of the same statements agree."""

from __future__ import annotations

from typing import Any

from linewatch.desk.finding import Question, find
from linewatch.desk.ledger import citations
from linewatch.kinds.citations import Citation
from linewatch.kinds.said import Acts, Certainty, Coding, Issue, Statement
from linewatch.measures.agreement import LEAST_UNITS, LEVEL, RESAMPLES, Agreement, by_issue, one_code
from linewatch.record import said
from linewatch.record.case_file import CaseFile
from linewatch.record.rules import parents

_SEED = 1
_QUESTION = Question(
    "agreement", "1", {"seed": _SEED, "resamples": RESAMPLES, "level": LEVEL, "least_units": LEAST_UNITS}
)


def find_agreement(case: CaseFile) -> list[dict[str, Any]]:
    """Return Krippendorff's alpha of the stances, per issue with all below it, then of the other codes.

    The first row is on all issues together; where too few statements were coded twice the row says so.
    """
    first = {row.id: row for row in said.rows(case.con, Statement)}
    codings = said.rows(case.con, Coding)
    tree = parents(said.rows(case.con, Issue))
    inputs = [
        [[c.coder, c.stance, c.act, c.target, c.certainty] for c in codings],
        [[s.id, s.issue, s.stance, s.act, s.target, s.certainty] for s in first.values() if s.issue],
        tree,
    ]

    def compute() -> tuple[list[dict[str, Any]], list[Citation]]:
        coded = _together(first, codings)
        stances: dict[str, list[list[float | None]]] = {}
        for statement, readings in coded:
            if statement.issue:
                stances.setdefault(statement.issue, []).append([_number(r.stance) for r in readings])
        rows = [_row("stance", found) for found in by_issue(stances, tree, "ordinal", _SEED)]
        rows += [_row(what, one_code(values, _SEED)) for what, values in _others(coded).items()]
        cited = citations(case)
        return rows, [c for statement, _ in coded for c in cited.get(("statements", statement.id), ())]

    return find(case, _QUESTION, inputs, compute)


def _together(
    first: dict[str, Statement], codings: list[Coding]
) -> list[tuple[Statement, list[Statement | Coding]]]:
    """Return each statement that was coded twice or more, with all its readings, the first coder's first."""
    readings: dict[str, list[Statement | Coding]] = {}
    for coding in codings:
        readings.setdefault(coding.statement, [first[coding.statement]]).append(coding)
    return [(first[ident], found) for ident, found in sorted(readings.items())]


def _others(coded: list[tuple[Statement, list[Statement | Coding]]]) -> dict[str, list[list[float | None]]]:
    """Return the codes that have no order, as numbers: whether a stance is taken at all, act, target, certainty."""
    targets = sorted({r.target for _, readings in coded for r in readings if r.target})
    lists: dict[str, list[str]] = {"act": list(Acts), "target": targets, "certainty": list(Certainty)}
    others = {
        what: [[_place(known, getattr(r, what)) for r in readings] for _, readings in coded]
        for what, known in lists.items()
    }
    takes_one = [[float(r.stance is not None) for r in readings] for _, readings in coded]
    return {"whether a stance is taken": [list[float | None](row) for row in takes_one], **others}


def _place(known: list[str], value: str | None) -> float | None:
    return float(known.index(value)) if value is not None else None


def _number(value: int | None) -> float | None:
    return float(value) if value is not None else None


def _row(what: str, found: Agreement) -> dict[str, Any]:
    refused = {"why": found.why, "needed": found.needed} if found.why else None
    return {
        "issue": found.issue,
        "what": what,
        "alpha": found.alpha,
        "low": found.low,
        "high": found.high,
        "units": found.units,
        "refused": refused,
    }
