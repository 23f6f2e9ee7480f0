"""A question of the record as a matrix: hypotheses, items, what analysts judged of each pair."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Literal, cast

from linewatch.desk.common.wording import lexicon
from linewatch.desk.weighing.asked import asked
from linewatch.desk.weighing.spans import LANGUAGE, scale_of
from linewatch.errors import NoSuchRecord
from linewatch.hypotheses.matrix import SURE, Candidate, Item, Matrix, Place, Span
from linewatch.kinds.questions import REST, Evidence
from linewatch.kinds.said import AGREED, Access, Coding, Deed, Statement
from linewatch.record import said
from linewatch.record.case_file import CaseFile

# What an item is taken for where nobody states it; printed with every result. A source that nobody doubts is taken at
# its word. What was looked for and not found tells nothing until somebody says how likely it would have been seen; of
# what was not yet looked for nothing is known.
UNSTATED: dict[str, Any] = {
    "state": "seen", "reliability": [1.0, 1.0], "holds": [1.0, 1.0], "seen_if_absent": [0.0, 0.0],
    "seen_if_open": [0.0, 1.0],
}  # fmt: skip
_NEVER, _UNKNOWN = Span(0.0, 0.0), Span(0.0, 1.0)
State = Literal["seen", "absent", "open"]


def matrix_of(
    case: CaseFile, question: str, coder: str | None = None, without: Collection[str] = ()
) -> Matrix:
    """Return a question as the weighing takes it.

    Args:
        case: Where it is on record.
        question: Its id.
        coder: The one analyst whose judgements count; None for all of them.
        without: Ids of items to leave out, as `circles.circular` names them.

    Raises:
        NoSuchRecord: If there is no such question, or that analyst judged none of its pairs.
        BadValue: If it names a scale that there is not.
    """
    rows = asked(case, question)
    analysts = {row.coder for row in (*rows.judgements, *rows.opinions)}
    if coder is not None and coder not in analysts:
        raise NoSuchRecord("analyst", coder, analysts, f"matrix {question}")
    certainty = _certainties(case)
    items = tuple(_item(row, certainty) for row in rows.evidence if row.id not in without)
    taken = {item.id for item in items}
    judged = (row for row in rows.judgements if row.evidence in taken and coder in (None, row.coder))
    held = (row for row in rows.opinions if coder in (None, row.coder))
    return Matrix(
        question=question,
        name=rows.question.name,
        several=rows.question.kind == "several",
        candidates=tuple(Candidate(h.id, h.name, h.prior, h.role == REST) for h in rows.hypotheses),
        items=items,
        dependence={group.id: group.dependence for group in rows.groups},
        cells={Place(r.evidence, r.hypothesis, r.coder): Span(r.low, r.high) for r in judged},
        opinions={(r.hypothesis, r.coder): Span(r.low, r.high) for r in held},
        ladder=tuple((t.words, Span(t.low, t.high)) for t in scale_of(case, rows.question).terms),
    )


def _certainties(case: CaseFile) -> dict[tuple[str, str], str]:
    """Return the certainty of rows of the record that items may rest on, by the kind of item and the row's id."""
    kinds = {"statement": Statement, "deed": Deed, "access": Access}
    found = {
        (kind, row.id): row.certainty
        for kind, table in kinds.items()
        for row in said.rows(case.con, table)
        if row.certainty
    }
    # What coders agreed on stands before the first coder's reading.
    agreed = (coding for coding in said.rows(case.con, Coding) if coding.coder == AGREED)
    return found | {("statement", row.statement): row.certainty for row in agreed if row.certainty}


def _item(row: Evidence, certainty: dict[tuple[str, str], str]) -> Item:
    item = Item(
        id=row.id,
        name=row.name,
        state=cast(State, row.state or UNSTATED["state"]),
        kind=row.kind,
        source=row.source,
        group=row.group,
        reliability=_span(row.reliability_low, row.reliability_high) or SURE,
        holds=_span(row.holds_low, row.holds_high) or _held(certainty.get((row.kind, row.rests_on or ""))),
        cost=row.cost,
        look_for=row.look_for,
    )
    if item.state == "seen":
        return item
    unstated = _NEVER if item.state == "absent" else _UNKNOWN
    return replace(item, seen=_span(row.seen_low, row.seen_high) or unstated)


def _held(certainty: str | None) -> Span:
    """Return how likely it is that what a row tells is so, by its certainty."""
    told = lexicon(f"weighing.{LANGUAGE}")["certainty"].get(certainty)
    return Span(*told) if told else SURE


def _span(low: float | None, high: float | None) -> Span | None:
    return None if low is None or high is None else Span(low, high)
