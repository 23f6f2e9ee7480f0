"""What the rows of a question must fit among themselves: ranges the right way up, a page for each item."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from linewatch.errors import nearest
from linewatch.kinds.questions import (
    FINDING,
    REST,
    RESTS_ON,
    UNCITED,
    Evidence,
    EvidenceGroup,
    Forecast,
    Hypothesis,
    Judgement,
    Opinion,
    Question,
)
from linewatch.kinds.said import SaidRow, columns

Row = TypeVar("Row", bound=SaidRow)
EXPLAINED: tuple[type[SaidRow], ...] = (Question, Hypothesis, EvidenceGroup, Evidence, Judgement, Opinion)
_RANGED = (Evidence, Judgement, Opinion, Forecast)
_KEY = re.compile(r"[0-9a-f]{64}")
_SLACK = 1e-9  # shares that were added up


class Fault(NamedTuple):
    """Something that does not fit.

    Attributes:
        row: The row that would have to be changed.
        field: Its column.
        why: What is wrong, and the mend.
    """

    row: SaidRow
    field: str
    why: str


@dataclass(slots=True)
class Explained:
    """The rows of all questions, each table by its identity.

    Attributes:
        rows: By class, then by the values of the identity.
        cited: The ids of items that cite a page of their own.
    """

    rows: dict[type[SaidRow], dict[tuple[Any, ...], SaidRow]] = field(
        default_factory=dict[type[SaidRow], dict[tuple[Any, ...], SaidRow]]
    )
    cited: set[str] = field(default_factory=set[str])

    def of(self, kind: type[Row]) -> list[Row]:
        """Return the rows of one class."""
        return [row for row in self.rows.get(kind, {}).values() if isinstance(row, kind)]

    def put(self, row: SaidRow) -> None:
        """Take a row in, in place of the one of the same identity."""
        key = tuple(getattr(row, name) for name in row.identity)
        self.rows.setdefault(type(row), {})[key] = row


def standing(con: sqlite3.Connection) -> Explained:
    """Return the rows of all questions on record."""
    found = Explained()
    for kind in EXPLAINED:
        listed = columns(kind)
        names = ", ".join(f'"{name}"' for name in listed)
        for values in con.execute(f'SELECT {names} FROM "{kind.table}"'):
            found.put(kind(**dict(zip(listed, values, strict=True))))
    cited = con.execute("SELECT DISTINCT id FROM citations WHERE \"of\" = 'evidence'")
    found.cited = {ident for (ident,) in cited}
    return found


def ill_ranged(row: SaidRow) -> Iterator[tuple[str, str]]:
    """Yield the ends of ranges that stand upside down, or alone."""
    if not isinstance(row, _RANGED):
        return
    for high in (name for name in columns(type(row)) if name.endswith("high")):
        low = f"{high.removesuffix('high')}low"
        ends = getattr(row, low), getattr(row, high)
        if (ends[0] is None) != (ends[1] is None):
            missing, other = (low, high) if ends[0] is None else (high, low)
            yield missing, f"A range needs both ends. Give it too, or leave {other} out."
        elif ends[0] is not None and ends[0] > ends[1]:
            yield low, f"The range {ends[0]:g} to {ends[1]:g} stands upside down. Change its ends about."


def ill_rested(row: Evidence, known: Mapping[str, Set[str]], suggest: bool) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with what an item rests on."""
    table = RESTS_ON.get(row.kind)
    if row.rests_on is None:
        if row.kind in (*RESTS_ON, FINDING) and row.state != "open":
            mend = f"Give the {row.kind} it rests on, or make it of kind passage."
            yield "rests_on", f"An item of kind {row.kind} rests on one. {mend}"
    elif row.kind == FINDING:
        if not _KEY.fullmatch(row.rests_on):
            yield "rests_on", f"{row.rests_on!r} is no key of a finding. Give its 64 figures from 0 to f."
    elif table is None:
        mend = "Leave it out, or give the kind of what it rests on."
        yield "rests_on", f"An item of kind {row.kind} rests on no row of the record. {mend}"
    elif row.rests_on not in known[table]:
        mend = nearest(row.rests_on, known[table] if suggest else (), table)
        yield "rests_on", f"No {row.kind} {row.rests_on!r}. {mend}"


def faults(rows: Explained) -> Iterator[Fault]:
    """Yield what does not fit among the rows of questions; what they name that is not there is told elsewhere."""
    yield from _asked(rows)
    yield from _grouped(rows)
    yield from _judged(rows)
    yield from _uncited(rows)


def _asked(rows: Explained) -> Iterator[Fault]:
    rivals: dict[str, list[Hypothesis]] = {}
    for hypothesis in rows.of(Hypothesis):
        rivals.setdefault(hypothesis.question, []).append(hypothesis)
    for question in rows.of(Question):
        own = rivals.get(question.id, [])
        rest = [hypothesis for hypothesis in own if hypothesis.role == REST]
        if not rest:
            mend = f"Add one of the role {REST} to hypotheses.csv."
            yield Fault(question, "id", f"{question.id!r} has no hypothesis for something else. {mend}")
        for second in rest[1:]:
            told = ", ".join(hypothesis.id for hypothesis in rest)
            mend = f"Leave the role out of all but one of {told}."
            yield Fault(second, "role", f"A question has one hypothesis for something else. {mend}")
        priors = [hypothesis for hypothesis in own if hypothesis.prior is not None]
        total = sum(hypothesis.prior or 0.0 for hypothesis in priors)
        if question.kind == "one" and total > 1 + _SLACK:
            told = f"The priors of {question.id!r} come to {total:g}, and one at most is true."
            yield Fault(priors[-1], "prior", f"{told} Lower some, or leave one out: it takes what is left.")


def _grouped(rows: Explained) -> Iterator[Fault]:
    groups = {group.id: group.question for group in rows.of(EvidenceGroup)}
    for item in rows.of(Evidence):
        if item.group in groups and groups[item.group] != item.question:
            told = f"The group {item.group!r} is of another question, {groups[item.group]!r}."
            yield Fault(item, "group", f"{told} Make one of this question, or leave it out.")


def _judged(rows: Explained) -> Iterator[Fault]:
    rivals = {hypothesis.id: hypothesis.question for hypothesis in rows.of(Hypothesis)}
    items = {item.id: item.question for item in rows.of(Evidence)}
    for cell in rows.of(Judgement):
        of, about = items.get(cell.evidence), rivals.get(cell.hypothesis)
        if of and about and of != about:
            told = (
                f"The hypothesis {cell.hypothesis!r} is of {about!r}, the item {cell.evidence!r} of {of!r}."
            )
            yield Fault(cell, "hypothesis", f"{told} Judge items against hypotheses of their own question.")


def _uncited(rows: Explained) -> Iterator[Fault]:
    for item in rows.of(Evidence):
        if (
            item.kind not in UNCITED
            and item.state != "open"
            and not item.rests_on
            and item.id not in rows.cited
        ):
            mend = "Cite one, say what it rests on, or make it an argument or assumption."
            yield Fault(item, "id", f"{item.id!r} leads to no page. {mend}")
