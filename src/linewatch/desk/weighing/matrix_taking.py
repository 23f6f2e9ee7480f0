"""A matrix from a file into the record: rows under the question's own ids, and no item that leads nowhere unmarked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from linewatch.desk.said import ledger as said_ledger
from linewatch.desk.weighing.spans import noted
from linewatch.errors import BadValue, Refused
from linewatch.kinds.questions import (
    FINDING,
    RESTS_ON,
    UNCITED,
    Evidence,
    EvidenceGroup,
    EvidenceKinds,
    Hypothesis,
    Judgement,
    Opinion,
    Question,
)
from linewatch.kinds.said import CitationRow, SaidRow, columns
from linewatch.record import found, said
from linewatch.record.case_file import CaseFile
from linewatch.record.rules import checked, dangling, names, row_id
from linewatch.record.said import Ledger

# The parts of a file in the order in which rows refer to those before them.
_PARTS: tuple[tuple[str, type[SaidRow]], ...] = (
    ("questions", Question), ("hypotheses", Hypothesis), ("groups", EvidenceGroup), ("evidence", Evidence),
    ("judgements", Judgement), ("opinions", Opinion),
)  # fmt: skip
_IDS = ("id", "evidence", "hypothesis", "group")


@dataclass(slots=True)
class Taken:
    """What was taken in.

    Attributes:
        counts: Rows by part and change.
        marked: Items that lead to no page here, and are marked as arguments.
        left: Citations of documents that this case does not know.
        seen: Rows of the file so far, by part and identity.
        problems: What does not fit.
    """

    counts: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    marked: list[str] = field(default_factory=list[str])
    left: int = 0
    seen: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])
    problems: list[str] = field(default_factory=list[str])


def take_in(case: CaseFile, question: str, told: Mapping[str, Sequence[Mapping[str, Any]]]) -> Taken:
    """Enter the rows of a matrix under a question of the case, all of them or nothing.

    A row of the question on record is changed; what the file does not hold stays. Under another question's id than in
    the file, rows get ids that begin with the new one.

    Args:
        case: Where they go.
        question: The question's id here.
        told: By part (questions, hypotheses, groups, evidence, judgements, opinions) rows as their fields; those that
            may cite have ``citations``.

    Raises:
        BadValue: If the question holds evidence already and the file is of another.
        Refused: If any row does not fit.
    """
    with case.writing() as con:
        before = str(told["questions"][0].get("id") or "")
        if before != question:
            refuse_mixed(case, question)
        taken, ledger, known = Taken(), Ledger(con), names(con)
        for part, kind in _PARTS:
            for row in told.get(part, ()):
                values = _renamed(row, part, before, question)
                _one(case, ledger, part, kind, values, known, taken)
        if taken.problems:
            number = f"{len(taken.problems)} problem{'' if len(taken.problems) == 1 else 's'}"
            raise Refused(
                f"{number} in the matrix; nothing was taken in.",
                "Mend what is listed above, then run this again.",
                taken.problems,
            )
        asked = next(row for row in said.rows(con, Question) if row.id == question)
        said_ledger.put_rest(con, ledger, asked)
        said_ledger.refuse_unfit(con)
    return taken


def refuse_mixed(case: CaseFile, question: str) -> None:
    """Refuse to mix the items of a file with those of another question.

    Raises:
        BadValue: If the question holds evidence already.
    """
    if any(row.question == question for row in said.rows(case.con, Evidence)):
        raise BadValue(
            f"The question {question!r} holds evidence already, and the file is of another.",
            "Take it in under another id.",
        )


def _renamed(row: Mapping[str, Any], part: str, before: str, question: str) -> dict[str, Any]:
    """Return the fields of a row under the question's own id."""
    kept = {
        name: value
        for name, value in row.items()
        if name == "citations" or not isinstance(value, list | dict)
    }
    values = {name: None if value == "" else value for name, value in kept.items()}
    if part == "questions":
        return values | {"id": question}
    if "question" in columns(dict(_PARTS)[part]):
        values["question"] = question
    if before != question:
        for name in _IDS:
            if values.get(name):
                values[name] = f"{question}_{str(values[name]).removeprefix(f'{before}_')}"
    return values


def _one(  # noqa: PLR0913, PLR0917 - what one row needs
    case: CaseFile, ledger: Ledger, part: str, kind: type[SaidRow], values: dict[str, Any],
    known: dict[str, set[str]], taken: Taken,
) -> None:  # fmt: skip
    cited = _citations(kind, values, known, taken)
    fields = {name: values.get(name) for name in columns(kind)}
    where = " ".join(str(values.get(name) or "?") for name in kind.identity)
    mark = (part, *(str(values.get(name)) for name in kind.identity))
    if mark in taken.seen:
        taken.problems.append(f"{part} {where}: It stands twice. Keep one of the two.")
        return
    taken.seen.add(mark)
    standing = {row_id(row): row for row in said.rows(case.con, kind)} if "id" in fields else {}
    old = standing.get(str(fields.get("id")))
    if getattr(old, "question", fields.get("question")) != fields.get("question"):
        taken.problems.append(
            f"{part} {fields['id']}: Another question holds that id. Take it in under another id."
        )
        return
    if kind is Evidence:
        _mark(case, fields, cited, known, taken, old)
    if kind is Hypothesis and fields.get("statement") not in known["statements"]:
        fields["statement"] = None
    row, problems = checked(kind, fields)
    if row is not None:
        known.get(kind.table, set()).add(row_id(row))
        problems = list(dangling(row, known))
    if row is None or problems:
        taken.problems += [f"{part} {where}: {name}: {why}" for name, why in problems]
        return
    taken.counts[part, ledger.put(row, cited or None)] += 1


def _citations(
    kind: type[SaidRow], values: dict[str, Any], known: dict[str, set[str]], taken: Taken
) -> list[CitationRow]:
    """Return the citations of a row of documents that the case knows."""
    cited: list[CitationRow] = []
    for one in values.get("citations") or ():
        if str(one.get("document")) not in known["documents"]:
            taken.left += 1
            continue
        parts = ("document", "page", "locator", "exact", "prefix", "suffix")
        places = {name: value for name in parts if not isinstance(value := one.get(name), list | dict)}
        row, problems = checked(CitationRow, {"of": kind.table, "id": values.get("id"), **places})
        if row is None:
            taken.problems += [f"{values.get('id')}: citations: {name}: {why}" for name, why in problems]
        else:
            cited.append(row)
    return cited


def _mark(  # noqa: PLR0913, PLR0917 - what one item needs
    case: CaseFile, fields: dict[str, Any], cited: list[CitationRow], known: dict[str, set[str]], taken: Taken,
    old: SaidRow | None,
) -> None:  # fmt: skip
    """Make an item that leads to no page here an argument, and say in its note what it was."""
    kind, rests_on = fields["kind"] or "argument", fields["rests_on"]
    fields["kind"] = kind
    if rests_on:
        table = RESTS_ON.get(kind)
        here = (
            rests_on in known[table] if table else kind == FINDING and found.recall(case.con, str(rests_on))
        )
        if not here:
            fields["rests_on"] = rests_on = None
    paged = rests_on or cited or (old and said.citation_rows(case.con, Evidence.table, row_id(old)))
    if kind in UNCITED or kind not in EvidenceKinds or fields["state"] == "open":
        return
    if kind in (*RESTS_ON, FINDING) and not rests_on and paged:
        fields["kind"] = "passage"
    elif not paged:
        was = noted("unpaged", kind=kind)
        note = noted("more", note=fields["note"], added=was) if fields["note"] else was
        fields |= {"kind": "argument", "note": note}
        taken.marked.append(str(fields["id"]))
