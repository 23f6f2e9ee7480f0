"""The said ledger at work: rows with their citations, entering one, taking one back, undoing."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import count
from typing import Any

from linewatch.desk.common.wording import lexicon
from linewatch.desk.reading.documents import citation_row, shown
from linewatch.errors import BadValue, NoSuchRecord, Uncited
from linewatch.kinds.citations import Citation
from linewatch.kinds.questions import REST, Evidence, Hypothesis, Judgement, Opinion, Question
from linewatch.kinds.said import AGREED, CITED, MUST_CITE, Actor, Coding, SaidRow, Statement
from linewatch.record import said
from linewatch.record.case_file import CaseFile
from linewatch.record.citing import Resolver
from linewatch.record.explained import EXPLAINED, faults, standing
from linewatch.record.rules import BY_TABLE, checked, dangling, loops, names, parents, row_id
from linewatch.record.said import Change, Ledger

Cited = dict[tuple[str, str], tuple[Citation, ...]]
_LETTER = {"statements": "s", "deeds": "d", "access": "a", "events": "e", "attributes": "t", "forecasts": "f",
           "hypotheses": "h", "evidence": "e", "evidence_groups": "g"}  # fmt: skip


def list_rows(case: CaseFile, table: str) -> list[dict[str, Any]]:
    """Return the rows of one table, each with its citations and their standing."""
    if table not in CITED:
        raise NoSuchRecord("table", table, CITED, "--help")
    cited = citations(case)
    aliases = said.aliases(case.con) if table == "actors" else {}
    rows = [_listed(row, cited, aliases) for row in said.rows(case.con, BY_TABLE[table])]
    return _with_agreed(case.con, rows) if table == Statement.table else rows


def _with_agreed(con: sqlite3.Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return statements each with the reading that its coders agreed on, where they have."""
    agreed = {c.statement: asdict(c) for c in said.rows(con, Coding) if c.coder == AGREED}
    return [row | {"agreed": agreed.get(row["id"])} for row in rows]


def _listed(row: SaidRow, cited: Cited, aliases: dict[str, list[str]]) -> dict[str, Any]:
    ident = row_id(row)
    also = {"aliases": aliases.get(ident, [])} if row.table == "actors" else {}
    return asdict(row) | also | {"citations": [shown(c) for c in cited.get((row.table, ident), ())]}


def citations(case: CaseFile) -> Cited:
    """Return every citation of the case with its standing, by the table and id of what it supports."""
    resolver = Resolver(case.con)
    found: dict[tuple[str, str], list[Citation]] = {}
    for row in said.all_citations(case.con):
        found.setdefault((row.of, row.id), []).append(resolver.cited(row))
    return {supported: tuple(cited) for supported, cited in found.items()}


def enter(
    case: CaseFile, table: str, values: dict[str, Any], places: Sequence[str], words: Sequence[str]
) -> dict[str, Any]:
    """Enter one row, or change the fields that are given of one on record; return it with its citations.

    Args:
        case: Where it goes.
        table: Which table.
        values: By field; ``id`` may be left out of a new row.
        places: DOC:N, one a citation; none leaves the citations of a row on record as they are.
        words: The words of each place, in the same order; fewer are allowed.

    Raises:
        BadValue: If a field does not fit, or names what is not on record.
        Uncited: If it states a fact and cites no page.
    """
    with case.writing() as con:
        row, change = put(case, Ledger(con), table, values, (places, words))
    return listed(case, row) | {"change": change, "remarks": _remarks(case.con, row)}


def put(
    case: CaseFile,
    ledger: Ledger,
    table: str,
    values: dict[str, Any],
    cite: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> tuple[SaidRow, Change]:
    """Enter one row inside a transaction, as `enter` does; a new question gets its "something else" as well."""
    kind, con, known = BY_TABLE[table], case.con, names(case.con)
    places, words = cite
    before = next((r for r in said.rows(con, kind) if row_id(r) == values.get("id")), None)
    values = (asdict(before) if before else {"id": _next_id(con, table, values)}) | values
    if table in MUST_CITE and not places and not before:
        raise Uncited(
            f"A row of {table} must lead to a page.", "Add --cite DOC:N, with --words for its words."
        )
    if len(words) > len(places):
        raise BadValue("There are more --words than --cite.", "Give each --words after its --cite.")
    row, problems = checked(kind, values)
    if row is not None:
        problems = list(dangling(row, known | {table: known[table] | {values["id"]}}))
    if row is None or problems:
        raise BadValue(f"{problems[0][0]}: {problems[0][1]}", "Change it and run this again.")
    _refuse_loop(con, row)
    cited = [
        citation_row(case, ledger, place, words[k] if k < len(words) else None, (table, row_id(row)))
        for k, place in enumerate(places)
    ]
    change = ledger.put(row, cited if places or not before else None)
    if isinstance(row, Question):
        put_rest(con, ledger, row)
    if kind in EXPLAINED:
        refuse_unfit(con)
    return row, change


def listed(case: CaseFile, row: SaidRow) -> dict[str, Any]:
    """Return one row with its citations and their standing."""
    resolver = Resolver(case.con)
    found = [resolver.cited(c) for c in said.citation_rows(case.con, row.table, row_id(row))]
    return _listed(row, {(row.table, row_id(row)): tuple(found)}, said.aliases(case.con))


def put_rest(con: sqlite3.Connection, ledger: Ledger, question: Question) -> None:
    """Enter the hypothesis of a question that stands for all that no other says, where it has none."""
    told = lexicon("weighing.en")
    names = {"one": told["rest"], "several": told["rest_several"]}
    own = [h for h in said.rows(con, Hypothesis) if h.question == question.id and h.role == REST]
    if not own:
        taken = said.used_ids(con, Hypothesis.table)
        ids = (f"{question.id}_rest{number if number > 1 else ''}" for number in count(1))
        ident = next(ident for ident in ids if ident not in taken)
        ledger.put(Hypothesis(id=ident, question=question.id, name=names[question.kind], role=REST))
    elif own[0].name in names.values():  # nobody worded it himself
        ledger.put(replace(own[0], name=names[question.kind]))


def refuse_unfit(con: sqlite3.Connection) -> None:
    """Refuse what does not fit among the rows of questions.

    Raises:
        Uncited: If an item leads to no page.
        BadValue: If anything else is wrong.
    """
    for row, name, why in faults(standing(con)):
        what, _, mend = why.partition(". ")
        if name == "id" and row.table == Evidence.table:
            raise Uncited(f"{what}.", mend)
        raise BadValue(f"{name}: {what}.", mend)


def _remarks(con: sqlite3.Connection, row: SaidRow) -> list[str]:
    """Return what a person may have overlooked: another actor who is called the same."""
    if not isinstance(row, Actor):
        return []
    called = {row.id.casefold(), row.name.casefold()}
    others = [
        o.id
        for o in said.rows(con, Actor)
        if o.id != row.id and called & {o.id.casefold(), o.name.casefold()}
    ]
    return [f"Another actor is called so too: {other}." for other in others]


def withdraw(case: CaseFile, table: str, ident: str) -> dict[str, Any]:
    """Take a row out of what stands; the history keeps it."""
    if table not in CITED:
        raise NoSuchRecord("table", table, CITED, "--help")
    with case.writing() as con:
        ledger = Ledger(con)
        along = _along(con, table, ident)
        for row in along:
            ledger.take_out(row)
        ledger.withdraw(BY_TABLE[table], ident)
        _refuse_without_rest(con, table, ident)
    told = Counter(row.table for row in along)
    return {"table": table, "id": ident, "withdrawn": True} | ({"along": dict(told)} if told else {})


def _along(con: sqlite3.Connection, table: str, ident: str) -> list[SaidRow]:
    """Return the rows that say nothing without a row: judgements of an item, the "something else" of a question."""
    if table == Question.table:
        own = [row for row in said.rows(con, Hypothesis) if row.question == ident]
        if len(own) != 1 or any(row.question == ident for row in said.rows(con, Evidence)):
            return []
        return [*_along(con, Hypothesis.table, own[0].id), own[0]]
    found: list[SaidRow] = []
    if table == Evidence.table:
        found += [row for row in said.rows(con, Judgement) if row.evidence == ident]
    if table == Hypothesis.table:
        found += [row for row in said.rows(con, Judgement) if row.hypothesis == ident]
        found += [row for row in said.rows(con, Opinion) if row.hypothesis == ident]
    return found


def _refuse_without_rest(con: sqlite3.Connection, table: str, ident: str) -> None:
    if table != Hypothesis.table:
        return
    for fault in faults(standing(con)):
        if isinstance(fault.row, Question):
            raise BadValue(
                f"{ident!r} stands for all that no other hypothesis of {fault.row.id!r} says.",
                f"Word it otherwise, or withdraw the question: linewatch withdraw questions {fault.row.id}",
            )


def undo(case: CaseFile) -> list[dict[str, Any]]:
    """Undo the last change that stands, an import as a whole; return the rows put back."""
    with case.writing() as con:
        return Ledger(con).undo()


def list_history(case: CaseFile) -> list[dict[str, Any]]:
    """Return all that was entered, changed, withdrawn and undone."""
    return said.history(case.con)


def _next_id(con: sqlite3.Connection, table: str, values: dict[str, Any]) -> str:
    """Return the id asked for, or the next that no row of the table has or ever had."""
    if values.get("id"):
        return values["id"]
    letter = _LETTER.get(table)
    if letter is None:
        raise BadValue(f"A row of {table} needs an id of its own.", "Give it with --id.")
    if values.get("question"):
        letter = f"{values['question']}_{letter}"
        used = {ident for ident in said.used_ids(con, table) if ident.startswith(letter)}
        return next(ident for number in count(1) if (ident := f"{letter}{number}") not in used)
    used = said.used_ids(con, table)
    return next(ident for number in count(len(used) + 1) if (ident := f"{letter}{number}") not in used)


def _refuse_loop(con: sqlite3.Connection, row: SaidRow) -> None:
    if (parent := getattr(row, "parent", None)) is None:
        return
    tree = parents(said.rows(con, type(row)))
    if loops(type(row), tree | {row_id(row): parent}):
        raise BadValue(
            f"{row_id(row)!r} would be its own ancestor, or nest too deep.", "Choose another parent."
        )
