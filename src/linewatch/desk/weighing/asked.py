"""All rows of one question, and the pages that its evidence leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from linewatch.errors import NoSuchRecord
from linewatch.kinds.citations import Citation
from linewatch.kinds.findings import Finding
from linewatch.kinds.questions import (
    FINDING,
    REST,
    RESTS_ON,
    Evidence,
    EvidenceGroup,
    Hypothesis,
    Judgement,
    Opinion,
    Question,
)
from linewatch.record import found, said
from linewatch.record.case_file import CaseFile
from linewatch.record.citing import Resolver


@dataclass(frozen=True, slots=True)
class Asked:
    """All rows of one question, each table in the order in which a person counts: e2 stands before e10.

    Attributes:
        question: The question.
        hypotheses: Its hypotheses, "something else" last.
        groups: The groups of its items.
        evidence: Its items.
        judgements: What was judged of its pairs.
        opinions: What analysts hold of its hypotheses without the matrix.
    """

    question: Question
    hypotheses: tuple[Hypothesis, ...]
    groups: tuple[EvidenceGroup, ...]
    evidence: tuple[Evidence, ...]
    judgements: tuple[Judgement, ...]
    opinions: tuple[Opinion, ...]


def asked(case: CaseFile, question: str) -> Asked:
    """Return all rows of a question.

    Raises:
        NoSuchRecord: If there is no such question.
    """
    known = {row.id: row for row in said.rows(case.con, Question)}
    if question not in known:
        raise NoSuchRecord("question", question, known, "question")
    rivals = [row for row in said.rows(case.con, Hypothesis) if row.question == question]
    ids = {row.id for row in rivals}
    items = [row for row in said.rows(case.con, Evidence) if row.question == question]
    return Asked(
        known[question],
        tuple(sorted(rivals, key=lambda row: (row.role == REST, _counted(row.id)))),
        tuple(row for row in said.rows(case.con, EvidenceGroup) if row.question == question),
        tuple(sorted(items, key=lambda row: _counted(row.id))),
        tuple(row for row in said.rows(case.con, Judgement) if row.hypothesis in ids),
        tuple(row for row in said.rows(case.con, Opinion) if row.hypothesis in ids),
    )


def _counted(ident: str) -> list[tuple[str, int]]:
    """Return an order in which numbers within ids count as numbers."""
    parts = re.split(r"([0-9]+)", ident)
    return [(text, int(number or 0)) for text, number in zip(parts[::2], [*parts[1::2], ""], strict=True)]


@dataclass(frozen=True, slots=True)
class Support:
    """Where an item leads.

    Attributes:
        own: The pages that it cites itself.
        inherited: Those of what it rests on.
        finding: The finding it rests on, where the case holds it.
    """

    own: tuple[Citation, ...] = ()
    inherited: tuple[Citation, ...] = ()
    finding: Finding | None = None

    @property
    def cites(self) -> tuple[Citation, ...]:
        """All of them, its own first, none twice."""
        return tuple(dict.fromkeys((*self.own, *self.inherited)))


def support(case: CaseFile, rows: Asked) -> dict[str, Support]:
    """Return for each item of a question where it leads, by its id."""
    resolver = Resolver(case.con)

    def cited(table: str, ident: str) -> tuple[Citation, ...]:
        return tuple(resolver.cited(row) for row in said.citation_rows(case.con, table, ident))

    supported: dict[str, Support] = {}
    for item in rows.evidence:
        own, table = cited(Evidence.table, item.id), RESTS_ON.get(item.kind)
        finding = found.recall(case.con, item.rests_on) if item.kind == FINDING and item.rests_on else None
        inherited = finding.citations if finding else ()
        if table and item.rests_on:
            inherited = cited(table, item.rests_on)
        supported[item.id] = Support(own, inherited, finding)
    return supported


def of_rows(case: CaseFile, table: str, idents: set[str]) -> dict[str, tuple[Citation, ...]]:
    """Return the citations of some rows of a table, by their ids."""
    resolver = Resolver(case.con)
    return {
        ident: tuple(resolver.cited(row) for row in said.citation_rows(case.con, table, ident))
        for ident in sorted(idents)
    }
