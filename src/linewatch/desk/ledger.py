"""The said ledger at work: rows with their citations, entering one, taking one back, undoing."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from linewatch.desk.documents import citation_row, shown
from linewatch.errors import BadValue, NoSuchRecord, Uncited
from linewatch.kinds.citations import Citation
from linewatch.kinds.said import CITED, MUST_CITE, SaidRow
from linewatch.record import said
from linewatch.record.case_file import CaseFile
from linewatch.record.citing import Resolver

_LETTER = {"statements": "s", "deeds": "d", "access": "a", "events": "e"}


def list_rows(case: CaseFile, table: str) -> list[dict[str, Any]]:
    """Return the rows of one table, each with its citations and their standing."""
    cited = citations(case)
    aliases = _aliases(case) if table == "actors" else {}
    listed: list[dict[str, Any]] = []
    for row in said.rows(case.con, said.BY_TABLE[table]):
        ident = said.row_id(row)
        also = {"aliases": aliases.get(ident, [])} if table == "actors" else {}
        listed.append(asdict(row) | also | {"citations": [shown(c) for c in cited.get((table, ident), ())]})
    return listed


def citations(case: CaseFile) -> dict[tuple[str, str], tuple[Citation, ...]]:
    """Return every citation of the case with its standing, by the table and id of what it supports."""
    resolver = Resolver(case.con)
    found: dict[tuple[str, str], list[Citation]] = {}
    for row in said.all_citations(case.con):
        found.setdefault((row.of, row.id), []).append(resolver.cited(row))
    return {supported: tuple(cited) for supported, cited in found.items()}


def enter(
    case: CaseFile, table: str, values: dict[str, Any], places: list[str], words: list[str]
) -> dict[str, Any]:
    """Enter one row and return it with its citations.

    Args:
        case: Where it goes.
        table: Which table.
        values: By field; ``id`` may be left out.
        places: DOC:N, one a citation.
        words: The words of each place, in the same order; fewer are allowed.

    Raises:
        BadValue: If a field does not fit, or names what is not on record.
        Uncited: If it states a fact and cites no page.
    """
    if table in MUST_CITE and not places:
        raise Uncited(
            f"A row of {table} must lead to a page.", "Add --cite DOC:N, with --words for its words."
        )
    if len(words) > len(places):
        raise BadValue("There are more --words than --cite.", "Give each --words after its --cite.")
    with case.writing() as con:
        values = values | {"id": values.get("id") or _next_id(case, table)}
        row, problems = said.checked(said.BY_TABLE[table], values)
        if row is not None:
            problems = list(
                said.dangling(row, said.names(con) | {table: said.names(con)[table] | {values["id"]}})
            )
        if row is None or problems:
            raise BadValue(f"{problems[0][0]}: {problems[0][1]}", "Give it again.")
        _refuse_loop(case, row)
        cited = [
            citation_row(case, place, words[k] if k < len(words) else None, table, values["id"])
            for k, place in enumerate(places)
        ]
        said.put(con, row, cited if places or table in MUST_CITE else None)
    return next(row for row in list_rows(case, table) if row["id"] == values["id"])


def withdraw(case: CaseFile, table: str, ident: str) -> dict[str, Any]:
    """Take a row out of what stands; the history keeps it."""
    if table not in CITED:
        raise NoSuchRecord("table", table, CITED, "--help")
    with case.writing() as con:
        said.withdraw(con, said.BY_TABLE[table], ident)
    return {"table": table, "id": ident, "withdrawn": True}


def undo(case: CaseFile) -> dict[str, Any]:
    """Undo the last change that stands."""
    with case.writing() as con:
        return said.undo(con)


def list_history(case: CaseFile) -> list[dict[str, Any]]:
    """Return all that was entered, changed, withdrawn and undone."""
    return said.history(case.con)


def _aliases(case: CaseFile) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for actor, name in case.con.execute("SELECT actor, name FROM aliases ORDER BY actor, name"):
        found.setdefault(actor, []).append(name)
    return found


def _next_id(case: CaseFile, table: str) -> str:
    letter = _LETTER.get(table)
    if letter is None:
        raise BadValue(f"A row of {table} needs an id of its own.", "Give it with --id.")
    taken = said.names(case.con)[table]
    number = len(taken) + 1
    while f"{letter}{number}" in taken:
        number += 1
    return f"{letter}{number}"


def _refuse_loop(case: CaseFile, row: SaidRow) -> None:
    if (parent := getattr(row, "parent", None)) is None:
        return
    tree = said.parents(said.rows(case.con, type(row)))
    if said.loops(type(row), tree | {said.row_id(row): parent}):
        raise BadValue(f"{said.row_id(row)!r} would be its own ancestor.", "Choose another parent.")
