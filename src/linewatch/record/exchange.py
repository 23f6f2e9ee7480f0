"""The said ledger as a folder of plain files, and back without loss."""

from __future__ import annotations

import csv
import io
import sqlite3
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import tomli_w

from linewatch.errors import BadValue, Refused
from linewatch.kinds.said import CITED, MUST_CITE, SAID, CitationRow, SaidRow, columns
from linewatch.record.case_file import CaseFile
from linewatch.record.said import (
    BY_TABLE,
    all_citations,
    checked,
    dangling,
    identity,
    loops,
    names,
    parents,
    put,
    row_id,
    rows,
)

FACTS = ("title", "centre", "marking", "caveat")
_SHOWN = 40  # problems listed before the rest are only counted


def write_folder(case: CaseFile, folder: Path) -> dict[str, int]:
    """Write all that was said as CSV, TOML and Markdown; return the rows by table.

    The same ledger gives the same bytes: rows stand in the order of their identity.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        facts = {name: value for name in FACTS if (value := case.fact(name)) is not None}
        (folder / "case.toml").write_bytes(tomli_w.dumps(facts).encode())
        (folder / "about.md").write_bytes((case.fact("about") or "").encode())
        counts: dict[str, int] = {}
        for kind in SAID:
            found = _in_order(case.con, kind)
            (folder / f"{kind.table}.csv").write_bytes(_csv(kind, found).encode())
            counts[kind.table] = len(found)
    except OSError as error:
        raise BadValue(
            f"Cannot write to {str(folder)!r}: {error.strerror}.", "Choose another folder."
        ) from error
    return counts


def _in_order(con: sqlite3.Connection, kind: type[SaidRow]) -> list[SaidRow]:
    if kind is not CitationRow:
        return list(rows(con, kind))
    # A row's citations stand in the order in which they were given: the first is the one it rests on most.
    return list(all_citations(con))


def _csv(kind: type[SaidRow], found: list[SaidRow]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns(kind))
    writer.writerows(tuple(asdict(row).values()) for row in found)
    return out.getvalue()


def read_folder(case: CaseFile, folder: Path) -> dict[str, Any]:
    """Take in a folder that `write_folder` or a person wrote, all of it or nothing.

    Returns:
        By table, how many rows were added, changed, or stood already.

    Raises:
        Refused: If any row is wrong; it names each with file, line, field and the likely mend.
    """
    if not folder.is_dir():
        raise BadValue(f"There is no folder {str(folder)!r}.", "Name a folder that linewatch export wrote.")
    problems: list[str] = []
    facts = _facts(folder, problems)
    found = {kind: list(_rows(folder, kind, problems)) for kind in SAID}
    if not any(found.values()) and not facts and not problems:
        raise BadValue(
            f"{str(folder)!r} holds no case.", "It should hold case.toml and files like actors.csv."
        )
    with case.writing() as con:
        _compare(con, found, facts, problems)
        if problems:
            raise _refusal(folder, problems)
        counts = _enter(con, found)
        if counts.pop("new"):
            con.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())
        con.execute(
            "UPDATE holdings SET key = (SELECT key FROM documents WHERE documents.sha256 = holdings.sha256)"
            " WHERE key IS NULL AND sha256 IN (SELECT sha256 FROM documents)"
        )
    return counts


def _facts(folder: Path, problems: list[str]) -> dict[str, str]:
    facts: dict[str, str] = {}
    try:
        if (folder / "case.toml").is_file():
            told = tomllib.loads((folder / "case.toml").read_text("utf-8"))
            for name, value in told.items():
                if name not in FACTS or not isinstance(value, str):
                    problems.append(f"case.toml: {name}: it may hold the texts {', '.join(FACTS)}.")
                else:
                    facts[name] = value
        if (folder / "about.md").is_file() and (about := (folder / "about.md").read_bytes().decode()):
            facts["about"] = about
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(f"case.toml or about.md: {error}.")
    return facts


def _rows(folder: Path, kind: type[SaidRow], problems: list[str]) -> Iterator[tuple[int, SaidRow]]:
    """Yield the good rows of one CSV file with their lines; note the others."""
    path = folder / f"{kind.table}.csv"
    if not path.is_file():
        return
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(f"{path.name}: it is not UTF-8 at byte {error.start}. Save it as CSV in UTF-8.")
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if unknown := [name for name in header if name not in columns(kind)]:
            problems.append(f"{path.name}:1: unknown columns {', '.join(map(repr, unknown))}; "
                            f"the columns are {', '.join(columns(kind))}.")  # fmt: skip
            return
        line = reader.line_num + 1
        for values in reader:
            here, line = line, reader.line_num + 1
            if not values:
                continue
            if len(values) != len(header):
                problems.append(
                    f"{path.name}:{here}: {len(values)} fields where the header has {len(header)}."
                    " Put a text that holds commas in quotation marks."
                )
                continue
            row, wrong = checked(kind, dict(zip(header, values, strict=True)))
            problems += [f"{path.name}:{here}: {field}: {why}" for field, why in wrong]
            if row is not None:
                yield here, row
    except csv.Error as error:
        problems.append(f"{path.name}:{reader.line_num}: {error}.")


def _compare(
    con: sqlite3.Connection, found: dict[type[SaidRow], list[tuple[int, SaidRow]]], facts: dict[str, str],
    problems: list[str],
) -> None:  # fmt: skip
    """Note rows that stand twice, that refer to nothing on record, or that cite nothing."""
    known = names(con)
    for kind, numbered in found.items():
        if kind.table in known:
            known[kind.table] |= {row_id(row) for _, row in numbered}
    for kind, numbered in found.items():
        seen: dict[tuple[Any, ...], int] = {}
        for line, row in numbered:
            where = f"{kind.table}.csv:{line}"
            problems += [f"{where}: {field}: {why}" for field, why in dangling(row, known)]
            if (
                kind is not CitationRow
                and (first := seen.setdefault(tuple(identity(row).values()), line)) != line
            ):
                problems.append(
                    f"{where}: {kind.identity[0]}: It stands already in line {first}. Keep one of the two."
                )
        if "parent" in columns(kind):
            lines = {row_id(row): line for line, row in numbered}
            tree = parents(rows(con, kind)) | parents(row for _, row in numbered)
            problems += [
                f"{kind.table}.csv:{lines.get(name, '?')}: parent: {name!r} is its own ancestor."
                for name in loops(kind, tree)
            ]
    _uncited(con, found, problems)
    if (centre := facts.get("centre")) and centre not in known["actors"]:
        problems.append(f"case.toml: centre: No actor {centre!r}.")


def _uncited(
    con: sqlite3.Connection, found: dict[type[SaidRow], list[tuple[int, SaidRow]]], problems: list[str]
) -> None:
    cited = {(row.of, row.id) for _, row in found[CitationRow] if isinstance(row, CitationRow)}
    cited |= set(con.execute('SELECT DISTINCT "of", id FROM citations'))
    for kind, numbered in found.items():
        if kind.table in MUST_CITE:
            problems += [
                f"{kind.table}.csv:{line}: id: {row_id(row)!r} cites nothing. Add a row to citations.csv."
                for line, row in numbered
                if (kind.table, row_id(row)) not in cited
            ]


def _enter(con: sqlite3.Connection, found: dict[type[SaidRow], list[tuple[int, SaidRow]]]) -> dict[str, Any]:
    new = not any(con.execute(f"SELECT 1 FROM {kind.table} LIMIT 1").fetchone() for kind in SAID)
    cited: dict[tuple[str, str], list[CitationRow]] = {}
    for _, row in found[CitationRow]:
        if isinstance(row, CitationRow):
            cited.setdefault((row.of, row.id), []).append(row)
    counts: dict[str, Any] = {"new": new}
    for kind, numbered in found.items():
        if kind is CitationRow:
            counts[kind.table] = {"rows": len(numbered)}
            continue
        changes = Counter[str]()
        for _, row in numbered:
            own = cited.pop((kind.table, row_id(row)), None) if kind.table in CITED else None
            changes[put(con, row, own)] += 1
        counts[kind.table] = {change: changes[change] for change in ("added", "changed", "same")}
    for (table, ident), own in cited.items():
        # Citations alone, for a row that is on record already.
        standing = next(row for row in rows(con, BY_TABLE[table]) if row_id(row) == ident)
        put(con, standing, own)
    return counts


def _refusal(folder: Path, problems: list[str]) -> Refused:
    shown = problems[:_SHOWN]
    if len(problems) > _SHOWN:
        shown.append(f"… and {len(problems) - _SHOWN} more.")
    number = f"{len(problems)} row{'' if len(problems) == 1 else 's'}"
    return Refused(
        f"{number} of {str(folder)!r} cannot be taken in; nothing was taken in.",
        "Mend what is listed above, then run this again.",
        shown,
    )
