"""Coders compared: how far readings of the same statements agree, where they differ, what was agreed on."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from linewatch.desk.common.finding import Question, find
from linewatch.desk.reading.documents import shown
from linewatch.desk.said.ledger import citations
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.citations import Citation
from linewatch.kinds.said import AGREED, Acts, Certainty, Coding, Issue, Statement
from linewatch.kinds.trees import is_below
from linewatch.measures.agreement import DRAWS, LEAST_UNITS, UNSEEN, Agreement, by_issue, one_code
from linewatch.measures.disagreements import CODES, Disagreement, differing, disagreements, readings
from linewatch.measures.intervals import LEVEL
from linewatch.record import said
from linewatch.record.case_file import CaseFile
from linewatch.record.rules import checked, dangling, names, parents
from linewatch.record.said import Ledger

_SEED = 1
_QUESTION = Question(
    "agreement",
    "2",
    {"seed": _SEED, "draws": DRAWS, "level": LEVEL, "least_units": LEAST_UNITS, "unseen": UNSEEN},
)
_TAKEN = "whether a stance is taken"


def find_agreement(case: CaseFile) -> list[dict[str, Any]]:
    """Return Krippendorff's alpha of the stances, per issue with all below it, then of the other codes.

    The first row is on all issues together; where too few statements were coded twice the row says so. Beside the
    alpha of the stances that were taken, `taken` has that of whether one is taken at all: to find a statement and to
    code it are two things. The agreed reading is nobody's and counts in neither.
    """
    first = {row.id: row for row in said.rows(case.con, Statement)}
    codings = _own(first, said.rows(case.con, Coding))
    tree = parents(said.rows(case.con, Issue))
    inputs = [
        [[c.statement, c.coder, c.stance, c.act, c.target, c.certainty] for c in codings],
        [[s.id, s.issue, s.stance, s.act, s.target, s.certainty] for s in first.values()],
        tree,
    ]

    def compute() -> tuple[list[dict[str, Any]], list[Citation]]:
        coded = _together(first, codings)
        stances: dict[str, list[list[float | None]]] = {}
        taken: dict[str, list[list[float | None]]] = {}
        for statement, read in coded:
            if statement.issue:
                stances.setdefault(statement.issue, []).append([_number(r.stance) for r in read])
                taken.setdefault(statement.issue, []).append([float(r.stance is not None) for r in read])
        whether = {row.issue: row for row in by_issue(taken, tree, "nominal", _SEED)}
        rows = [
            _row("stance", found) | {"taken": _figures(whether[found.issue])}
            for found in by_issue(stances, tree, "ordinal", _SEED)
        ]
        rows += [_row(what, one_code(values, _SEED)) for what, values in _others(coded).items()]
        cited = citations(case)
        return rows, [c for statement, _ in coded for c in cited.get(("statements", statement.id), ())]

    return find(case, _QUESTION, inputs, compute)


def find_disagreements(case: CaseFile, issue: str | None) -> list[dict[str, Any]]:
    """Return the statements that coders read differently, on an issue with all below it or on all.

    Raises:
        NoSuchRecord: If there is no such issue.
    """
    tree = parents(said.rows(case.con, Issue))
    if issue is not None and issue not in tree:
        raise NoSuchRecord("issue", issue, tree, "issues")
    chosen = {name for name in tree if is_below(name, issue, tree)} if issue else None
    found = disagreements(said.rows(case.con, Statement), said.rows(case.con, Coding), chosen)
    cited = citations(case)
    return [_told(row, cited.get(("statements", row.statement.id), ())) for row in found]


def agree(case: CaseFile, statement: str, given: dict[str, Any]) -> dict[str, Any]:
    """Enter the reading that coders agreed on, beside theirs; return the statement with all its readings.

    A code that is not given is taken over where the readings have it alike, and stays open where they differ. An
    agreed reading on record keeps what is not given anew.

    Args:
        case: Where it goes.
        statement: A statement that two coders or more have read.
        given: By code, with None where they agreed that there is none; and ``note``.

    Raises:
        NoSuchRecord: If there is no such statement.
        BadValue: If one coder alone has read it, the stance is left open, or a value does not fit.
    """
    with case.writing() as con:
        stated = {row.id: row for row in said.rows(con, Statement)}
        if statement not in stated:
            raise NoSuchRecord("statement", statement, stated, "statements")
        codings = [row for row in said.rows(con, Coding) if row.statement == statement]
        read = readings(stated[statement], codings)
        if len(read) == 1:
            raise BadValue(
                f"Only one coder has read {statement!r}, so that there is nothing to agree on.",
                "Change the reading itself with: linewatch state --id, or import another coder's into codings.csv.",
            )
        differs = differing(read)
        standing = next((asdict(row) for row in codings if row.coder == AGREED), None)
        alike = {code: getattr(read[0], code) for code in CODES if code not in differs}
        values = {"statement": statement, "coder": AGREED} | (standing or alike) | given
        if "stance" not in values:
            told = ", ".join(str(r.stance if r.stance is not None else "none") for r in read)
            raise BadValue(
                f"The coders took the stance differently: {told}.", "Give --stance, or --no-stance."
            )
        row, problems = checked(Coding, values)
        if row is not None:
            problems = list(dangling(row, names(con)))
        if row is None or problems:
            raise BadValue(f"{problems[0][0]}: {problems[0][1]}", "Change it and run this again.")
        change = Ledger(con).put(row)
    still = [code for code in differs if code not in given and getattr(row, code) is None]
    return {"change": change} | asdict(row) | {"open": still, "readings": [asdict(one) for one in read]}


def _own(first: dict[str, Statement], codings: list[Coding]) -> list[Coding]:
    """Return the readings by other coders: not the agreed one, nor the first coder's second look."""
    return [c for c in codings if c.coder not in (AGREED, first[c.statement].coder)]


def _together(
    first: dict[str, Statement], codings: list[Coding]
) -> list[tuple[Statement, list[Statement | Coding]]]:
    """Return each statement that was coded twice or more, with all its readings, the first coder's first."""
    read: dict[str, list[Statement | Coding]] = {}
    for coding in codings:
        read.setdefault(coding.statement, [first[coding.statement]]).append(coding)
    return [(first[ident], found) for ident, found in sorted(read.items())]


def _others(coded: list[tuple[Statement, list[Statement | Coding]]]) -> dict[str, list[list[float | None]]]:
    """Return the codes that have no order, as numbers: whether a stance is taken at all, act, target, certainty."""
    targets = sorted({r.target for _, read in coded for r in read if r.target})
    lists: dict[str, list[str]] = {"act": list(Acts), "target": targets, "certainty": list(Certainty)}
    others = {
        what: [[_place(known, getattr(r, what)) for r in read] for _, read in coded]
        for what, known in lists.items()
    }
    takes_one = [[float(r.stance is not None) for r in read] for _, read in coded]
    return {_TAKEN: [list[float | None](row) for row in takes_one], **others}


def _place(known: list[str], value: str | None) -> float | None:
    return float(known.index(value)) if value is not None else None


def _number(value: int | None) -> float | None:
    return float(value) if value is not None else None


def _row(what: str, found: Agreement) -> dict[str, Any]:
    return {"issue": found.issue, "what": what, **_figures(found), "seed": _SEED}


def _figures(found: Agreement) -> dict[str, Any]:
    return {
        "alpha": found.alpha,
        "low": found.low,
        "high": found.high,
        "units": found.units,
        "refused": {"why": found.why, "needed": found.needed} if found.why else None,
    }


def _told(row: Disagreement, cited: tuple[Citation, ...]) -> dict[str, Any]:
    stated = row.statement
    return {
        "statement": stated.id,
        "actor": stated.actor,
        "issue": stated.issue,
        "said_on": stated.said_on,
        "summary": stated.summary,
        "apart": row.apart,
        "differ_on_taking": row.found,
        "differs": list(row.differs),
        "readings": [asdict(reading) for reading in row.readings],
        "agreed": asdict(row.agreed) if row.agreed else None,
        "cites": [shown(c) for c in cited],
    }
