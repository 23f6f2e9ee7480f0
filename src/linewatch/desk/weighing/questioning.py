"""Questions at the desk: listing them, entering hypotheses, items of evidence and groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from linewatch.desk.reading.documents import shown
from linewatch.desk.said import ledger as said_ledger
from linewatch.desk.weighing.asked import Asked, Support, asked, of_rows, support
from linewatch.desk.weighing.circles import circular
from linewatch.desk.weighing.spans import known_scales, scale_of, told_span
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.questions import (
    FINDING,
    REST,
    RESTS_ON,
    Evidence,
    EvidenceGroup,
    Hypothesis,
    Question,
)
from linewatch.kinds.said import SaidRow
from linewatch.measures.estimates.scales import chosen
from linewatch.record import found, said
from linewatch.record.case_file import CaseFile
from linewatch.record.rules import names, row_id
from linewatch.record.said import Ledger

_RANGES = ("reliability", "holds", "seen")
NONE = "none"  # in place of a range: what was said is taken back
_PASSAGE = "passage"
Cite = tuple[Sequence[str], Sequence[str]]
_BY_TABLE: dict[str, type[Hypothesis] | type[Evidence] | type[EvidenceGroup]] = {
    "hypotheses": Hypothesis, "evidence": Evidence, "evidence_groups": EvidenceGroup,
}  # fmt: skip


def list_questions(case: CaseFile) -> list[dict[str, Any]]:
    """Return the questions, each with how much was entered for it and who judged."""
    rows: list[dict[str, Any]] = []
    for question in said.rows(case.con, Question):
        own = asked(case, question.id)
        judged = {cell.coder for cell in (*own.judgements, *own.opinions)}
        counts = {"hypotheses": len(own.hypotheses), "evidence": len(own.evidence),
                  "groups": len(own.groups), "judgements": len(own.judgements), "analysts": sorted(judged)}  # fmt: skip
        rows.append(asdict(question) | counts)
    return rows


def show_question(case: CaseFile, question: str) -> dict[str, Any]:
    """Return all that is on record of a question, as plain values.

    Returns:
        question, hypotheses, groups, evidence, judgements and opinions: rows; those that may cite have ``citations``,
        and an item besides ``cites``, with the pages of what it rests on. ``analysts``; ``problems``: what goes in a
        circle or is told twice.

    Raises:
        NoSuchRecord: If there is no such question.
    """
    rows = asked(case, question)
    return {
        "question": said_ledger.listed(case, rows.question),
        "hypotheses": list_rows(case, question, "hypotheses", rows),
        "groups": list_rows(case, question, "evidence_groups", rows),
        "evidence": list_rows(case, question, "evidence", rows),
        "judgements": [asdict(cell) for cell in rows.judgements],
        "opinions": [asdict(opinion) for opinion in rows.opinions],
        "analysts": sorted({cell.coder for cell in (*rows.judgements, *rows.opinions)}),
        "problems": [asdict(flaw) for flaw in circular(case, question)],
    }


def list_rows(case: CaseFile, question: str, table: str, rows: Asked | None = None) -> list[dict[str, Any]]:
    """Return the hypotheses, evidence or evidence_groups of a question with their citations.

    Raises:
        NoSuchRecord: If there is no such question.
    """
    rows = rows or asked(case, question)
    if table == Evidence.table:
        leads = support(case, rows)
        return [_item(item, leads[item.id], rows) for item in rows.evidence]
    own: Sequence[Hypothesis | EvidenceGroup] = rows.hypotheses
    if table == EvidenceGroup.table:
        own = rows.groups
    cited = of_rows(case, table, {row.id for row in own})
    return [
        asdict(row) | _counts(row, rows) | {"citations": [shown(c) for c in cited[row.id]]} for row in own
    ]


def _item(item: Evidence, lead: Support, rows: Asked) -> dict[str, Any]:
    judged = {cell.coder for cell in rows.judgements if cell.evidence == item.id}
    told = lead.finding
    return asdict(item) | {
        "citations": [shown(c) for c in lead.own],
        "cites": [shown(c) for c in lead.cites],
        "finding": {"method": told.method, "version": told.version} if told else None,
        "judged_by": sorted(judged),
    }


def _counts(row: Hypothesis | EvidenceGroup, rows: Asked) -> dict[str, Any]:
    if isinstance(row, EvidenceGroup):
        return {"evidence": [item.id for item in rows.evidence if item.group == row.id]}
    return {"judgements": sum(cell.hypothesis == row.id for cell in rows.judgements)}


def ask(case: CaseFile, question: str, values: dict[str, Any], cite: Cite = ((), ())) -> dict[str, Any]:
    """Enter a question or change one; a new one gets its "something else" by itself.

    Args:
        case: Where it goes.
        question: Its id.
        values: By field; of a new one at least ``name``. The kind is one where it is not given.
        cite: Places DOC:N, and the words of each.

    Raises:
        BadValue: If a field does not fit, or there is no such scale.
    """
    if scale := values.get("scale"):
        chosen(known_scales(case)[0], scale)
    new = not any(row.id == question for row in said.rows(case.con, Question))
    values = ({"kind": "one"} if new else {}) | values | {"id": question}
    row = said_ledger.enter(case, Question.table, values, *cite)
    rest = [h.id for h in asked(case, question).hypotheses if h.role == REST] if new else []
    remarks = [f"It has the hypothesis {ident!r} for all that no other says." for ident in rest]
    return row | {"remarks": [*row["remarks"], *remarks]}


def enter_row(
    case: CaseFile, question: str, table: str, values: dict[str, Any], cite: Cite = ((), ())
) -> dict[str, Any]:
    """Enter a hypothesis, an item of evidence or a group of a question, or change one.

    Args:
        case: Where it goes.
        question: The question's id.
        table: hypotheses, evidence or evidence_groups.
        values: By field. The kind of a new item is that of what it rests on, else passage. Ranges of an item go as one
            text under ``reliability``, ``holds`` and ``seen``, in figures or words of the question's scale; "none"
            takes one back. ``rests_on`` may be the beginning of a finding's key.
        cite: Places DOC:N, and the words of each.

    Raises:
        NoSuchRecord: If there is no such question.
        BadValue: If a field does not fit.
        Uncited: If an item leads to no page.
    """
    rows, kind = asked(case, question), _BY_TABLE[table]
    values = values | {"question": question}
    if takes_back(str(values.get("prior", ""))):
        values["prior"] = ""  # an equal part of what is left
    _refuse_moved(case, kind, values)
    if kind is Evidence:
        before = next((item.kind for item in rows.evidence if item.id == values.get("id")), None)
        if "kind" not in values:
            values["kind"] = before or _kind_of(case, values.get("rests_on"))
        values = _with_ranges(case, rows.question, values)
        if values["kind"] == FINDING and values.get("rests_on"):
            values["rests_on"] = finding_key(case, values["rests_on"])
    row = said_ledger.enter(case, table, values, *cite)
    return row | {"remarks": [*row["remarks"], *_remarks(case, question, table, row["id"])]}


def enter_group(
    case: CaseFile, question: str, values: dict[str, Any], items: Sequence[str], cite: Cite = ((), ())
) -> dict[str, Any]:
    """Enter a group of a question, or change one, and put items into it; all of it or nothing.

    Raises:
        NoSuchRecord: If there is no such question, or no such item of it.
        BadValue: If a field does not fit.
    """
    with case.writing() as con:
        rows = asked(case, question)
        known = {item.id: item for item in rows.evidence}
        values = values | {"question": question}
        _refuse_moved(case, EvidenceGroup, values)
        ledger = Ledger(con)
        before = {group.id for group in rows.groups}
        row, change = said_ledger.put(case, ledger, EvidenceGroup.table, values, cite)
        for name in items:
            item = known[named(name, known, question, "item of evidence", f"evidence {question}")]
            said_ledger.put(case, ledger, Evidence.table, {"id": item.id, "group": row_id(row)})
    listed = next(one for one in list_rows(case, question, "evidence_groups") if one["id"] == row_id(row))
    remarks = [] if listed["evidence"] or row_id(row) in before else ["No item is in it yet."]
    return listed | {"change": change, "remarks": remarks}


def question_of_group(case: CaseFile, group: str) -> str:
    """Return the question of a group on record.

    Raises:
        BadValue: If there is no such group.
    """
    known = {row.id: row.question for row in said.rows(case.con, EvidenceGroup)}
    if group not in known:
        raise BadValue(
            f"The group {group!r} is new.",
            f"Say whose items it holds: linewatch group {group} --question QUESTION --name … --dependence 0.8",
        )
    return known[group]


def named(name: str, known: Sequence[str] | dict[str, Any], question: str, what: str, verb: str) -> str:
    """Return an id, which may be written without the question's own before it.

    Raises:
        NoSuchRecord: If there is none.
    """
    for ident in (name, f"{question}_{name}"):
        if ident in known:
            return ident
    raise NoSuchRecord(what, name, known, verb)


def finding_key(case: CaseFile, beginning: str) -> str:
    """Return the key of a finding from its beginning.

    Raises:
        BadValue: If none, or more than one, begins so.
    """
    keys = found.keys(case.con, beginning)
    if not keys:
        raise BadValue(
            f"No finding has a key that begins {beginning!r}.", "List them with: linewatch findings"
        )
    if len(keys) > 1:
        raise BadValue(f"{len(keys)} findings have keys that begin {beginning!r}.", "Write more of the key.")
    return keys[0]


def list_findings(case: CaseFile, method: str | None = None) -> list[dict[str, Any]]:
    """Return what is in the found ledger: key, method, version, settings, and how many pages it rests on."""
    rows: list[dict[str, Any]] = []
    for key in found.keys(case.con, ""):
        one = found.recall(case.con, key)
        if one and method in (None, one.method):
            rows.append({"key": key, "method": one.method, "version": one.version, "settings": one.settings,
                         "pages": len(one.citations)})  # fmt: skip
    return sorted(rows, key=lambda row: (row["method"], row["key"]))


def _refuse_moved(case: CaseFile, kind: type[SaidRow], values: dict[str, Any]) -> None:
    """Refuse to change a row of another question: two questions may not share an id."""
    for row in said.rows(case.con, kind):
        of = getattr(row, "question", None)
        if row_id(row) == values.get("id") and of != values["question"]:
            raise BadValue(f"{row_id(row)!r} belongs to the question {of!r}.", "Choose another id.")


def _kind_of(case: CaseFile, rests_on: str | None) -> str:
    """Return the kind of a new item from what it rests on, where that has its name in one table alone."""
    if not rests_on:
        return _PASSAGE
    known = names(case.con)
    fits = [kind for kind, table in RESTS_ON.items() if rests_on in known[table]]
    if not fits and found.keys(case.con, rests_on):
        return FINDING
    if len(fits) == 1:
        return fits[0]
    what = f"may be {' or '.join(fits)}" if fits else "is neither a row of the record nor a finding"
    raise BadValue(f"What it rests on, {rests_on!r}, {what}.", "Give its kind: --kind statement")


def _with_ranges(case: CaseFile, question: Question, values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an item with its ranges as their two ends."""
    fields = {name: value for name, value in values.items() if name not in _RANGES}
    for name in _RANGES:
        if (text := values.get(name)) is None:
            continue
        try:
            ends = (None, None) if takes_back(text) else told_span(text, scale_of(case, question))[1:]
        except BadValue as error:
            raise BadValue(f"{name}: {error.what}", error.next_step) from error
        fields |= {f"{name}_low": ends[0], f"{name}_high": ends[1]}
    return fields


def takes_back(text: str) -> bool:
    """Return whether a range is written as `NONE`; capitals and spaces around it do not matter."""
    return text.strip().casefold() == NONE


def _remarks(case: CaseFile, question: str, table: str, ident: str) -> list[str]:
    """Return what a person may have overlooked in what he entered."""
    rows = asked(case, question)
    if table == Hypothesis.table:
        dropped = [f"{f.what} {f.mend}" for f in circular(case, question) if f.other == ident]
        return [*dropped, *_of_priors(rows)]
    if table != Evidence.table:
        return []
    item = next(row for row in rows.evidence if row.id == ident)
    flaws = [f"{f.what} {f.mend}" for f in circular(case, question) if ident in (f.item, f.other)]
    return [*flaws, *_of_ranges(item), *_of_source(item, rows)]


def _of_priors(rows: Asked) -> list[str]:
    if rows.question.kind != "one":
        return []
    total = sum(h.prior or 0.0 for h in rows.hypotheses)
    without = [h.id for h in rows.hypotheses if h.prior is None]
    if without and total > 1 - 1e-9:
        return [f"The priors come to 1, so that nothing is left for {', '.join(without)}."]
    if not without and abs(total - 1) > 1e-9:
        return [f"The priors come to {total:g}. Change one, or leave one out: it takes what is left."]
    return []


def _of_ranges(item: Evidence) -> list[str]:
    remarks: list[str] = []
    if item.state == "absent" and item.seen_low is None:
        remarks.append(
            "It weighs nothing until you say how likely it would have been seen if it were there: --seen 0.6..0.9"
        )
    if item.kind == FINDING and item.holds_low is None:
        remarks.append("A finding is itself unsure; say how likely it is so: --holds 0.7..0.95")
    return remarks


def _of_source(item: Evidence, rows: Asked) -> list[str]:
    if item.group or not item.source:
        return []
    others = [r.id for r in rows.evidence if r.id != item.id and r.source == item.source and r.group is None]
    if not others:
        return []
    told = f"Of the same source as {', '.join(others)}, with which it counts as one."
    return [f"{told} A group would say how far they depend: linewatch group --help"]
