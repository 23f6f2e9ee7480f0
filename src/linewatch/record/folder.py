"""A folder of plain files as rows: what it holds, and everything that is wrong with it, with the likely mend."""

from __future__ import annotations

import csv
import io
import sqlite3
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from linewatch.errors import nearest
from linewatch.kinds.said import MUST_CITE, SAID, CitationRow, SaidRow, columns
from linewatch.record.explained import EXPLAINED, faults, standing
from linewatch.record.rules import checked, dangling, loops, names, parents, row_id
from linewatch.record.said import identity, rows

FACTS = ("title", "centre", "marking", "date", "caveat", "where", "independence", "dissolution")
SHOWN = 40  # problems that are listed before the rest are only counted
csv.field_size_limit(2**31 - 1)  # a text may be as long as it is


@dataclass(slots=True)
class Folder:
    """What a folder holds.

    Attributes:
        facts: The case's own facts.
        rows: By class, the rows that fit their columns, each with its line.
        claimed: By table, the ids of all rows, also of those that do not fit: a row that refers to one of
            them is not wrong for that.
        absent: By class, the columns that its file leaves out: what stands in them stays.
        partly: What fits of rows that do not fit as a whole, with their places.
        problems: One line each: file, line, field, what is wrong, the likely mend.
    """

    facts: dict[str, str] = field(default_factory=dict[str, str])
    rows: dict[type[SaidRow], list[tuple[int, SaidRow]]] = field(
        default_factory=dict[type[SaidRow], list[tuple[int, SaidRow]]]
    )
    claimed: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    absent: dict[type[SaidRow], set[str]] = field(default_factory=dict[type[SaidRow], set[str]])
    partly: list[tuple[str, SaidRow]] = field(default_factory=list[tuple[str, SaidRow]])
    problems: list[str] = field(default_factory=list[str])

    def citations(self) -> dict[tuple[str, str], list[CitationRow]]:
        """Return the citations by the row that they support, in the order of the file."""
        found: dict[tuple[str, str], list[CitationRow]] = {}
        for _, row in self.rows[CitationRow]:
            if isinstance(row, CitationRow):
                found.setdefault((row.of, row.id), []).append(row)
        return found


def read(path: Path) -> Folder:
    """Return what a folder holds; what is wrong inside its files is noted."""
    folder = Folder()
    _facts(path, folder)
    for kind in SAID:
        folder.claimed[kind.table] = set()
        folder.absent[kind] = set()
        folder.rows[kind] = list(_rows(path / f"{kind.table}.csv", kind, folder))
    tables = [kind.table for kind in SAID]
    folder.problems += [
        f"{file.name}: there is no table of that name. {nearest(file.stem, tables)}"
        for file in sorted(path.glob("*.csv"))
        if file.stem not in tables
    ]
    return folder


def compare(con: sqlite3.Connection, folder: Folder) -> None:
    """Note rows that stand twice, that refer to nothing on record or in the folder, or that cite nothing."""
    known = names(con)
    for table in known:
        known[table] |= folder.claimed[table]
    for kind, numbered in folder.rows.items():
        seen: dict[tuple[Any, ...], int] = {}
        for line, row in numbered:
            where = f"{kind.table}.csv:{line}"
            # The nearest name is looked for as long as its line is going to be shown.
            wrong = dangling(row, known, suggest=len(folder.problems) < SHOWN)
            folder.problems += [f"{where}: {name}: {why}" for name, why in wrong]
            first = line if kind is CitationRow else seen.setdefault(tuple(identity(row).values()), line)
            if first != line:
                told = f"It stands already in line {first}. Keep one of the two."
                folder.problems.append(f"{where}: {kind.identity[0]}: {told}")
        _note_loops(con, kind, folder)
    for where, row in folder.partly:
        folder.problems += [f"{where}: {name}: {why}" for name, why in dangling(row, known)]
    _note_uncited(con, folder)
    _note_unexplained(con, folder)


def _facts(path: Path, folder: Folder) -> None:
    try:
        if (path / "case.toml").is_file():
            for name, value in tomllib.loads((path / "case.toml").read_text("utf-8")).items():
                if name in FACTS and isinstance(value, str):
                    folder.facts[name] = value
                else:
                    folder.problems.append(f"case.toml: {name}: It may hold the texts {', '.join(FACTS)}.")
        if (path / "about.md").is_file() and (about := (path / "about.md").read_bytes().decode()):
            folder.facts["about"] = about
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        folder.problems.append(f"case.toml or about.md: {error}.")


def _rows(path: Path, kind: type[SaidRow], folder: Folder) -> Iterator[tuple[int, SaidRow]]:
    """Yield the rows of one CSV file that fit, with their lines; note the others."""
    for line, values in _records(path, kind, folder):
        row, wrong = checked(kind, values)
        if row is None:
            # What fits of a wrong row is looked at as well, so that all its faults are told at once.
            bad = {name for name, _ in wrong}
            partly, _ = checked(kind, {name: value for name, value in values.items() if name not in bad})
            folder.partly += [(f"{path.name}:{line}", partly)] if partly else []
        if claimed := values.get(kind.identity[0]):
            folder.claimed[kind.table].add(claimed)
        folder.problems += [f"{path.name}:{line}: {name}: {why}" for name, why in wrong]
        if row is not None:
            yield line, row


def _records(path: Path, kind: type[SaidRow], folder: Folder) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the records of a CSV file by column, with the line on which each begins."""
    if not path.is_file():
        return
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        folder.problems.append(
            f"{path.name}: it is not UTF-8 at byte {error.start}. Save it as CSV in UTF-8."
        )
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if unknown := [name for name in header if name not in columns(kind)]:
            listed = ", ".join(map(repr, unknown))
            told = f"unknown columns {listed}; the columns are {', '.join(columns(kind))}."
            folder.problems.append(f"{path.name}:1: {told}")
            return
        folder.absent[kind] = set(columns(kind)) - set(header)
        line = reader.line_num + 1
        for values in reader:
            here, line = line, reader.line_num + 1
            if values and len(values) != len(header):
                told = f"{len(values)} fields where the header has {len(header)}."
                mend = "Put a text that holds commas in quotation marks."
                folder.problems.append(f"{path.name}:{here}: {told} {mend}")
            elif values:
                yield here, dict(zip(header, values, strict=True))
    except csv.Error as error:
        folder.problems.append(f"{path.name}:{reader.line_num}: {error}.")


def _note_loops(con: sqlite3.Connection, kind: type[SaidRow], folder: Folder) -> None:
    if "parent" not in columns(kind):
        return
    lines = {row_id(row): line for line, row in folder.rows[kind]}
    tree = parents(rows(con, kind)) | parents(row for _, row in folder.rows[kind])
    folder.problems += [
        f"{kind.table}.csv:{lines.get(name, '?')}: parent: {name!r} is its own ancestor, or nests too deep."
        for name in loops(kind, tree)
    ]


def filled(row: SaidRow, old: SaidRow | None, absent: set[str]) -> SaidRow:
    """Return a row whose file leaves out some columns with what stands in them."""
    return replace(row, **{name: getattr(old, name) for name in absent}) if old and absent else row


def _note_unexplained(con: sqlite3.Connection, folder: Folder) -> None:
    """Note what does not fit among the rows of questions, those on record and those of the folder together."""
    if not any(folder.rows[kind] for kind in EXPLAINED):
        return
    known = standing(con)
    known.cited |= {ident for table, ident in folder.citations() if table == "evidence"}
    lines: dict[tuple[type[SaidRow], tuple[Any, ...]], int] = {}
    for kind in EXPLAINED:
        before = dict(known.rows.get(kind, {}))
        for line, row in folder.rows[kind]:
            key = tuple(identity(row).values())
            lines[kind, key] = line
            known.put(filled(row, before.get(key), folder.absent[kind]))
    for fault in faults(known):
        key = type(fault.row), tuple(identity(fault.row).values())
        where = f"{fault.row.table}.csv:{lines.get(key, '?')}"
        folder.problems.append(f"{where}: {fault.field}: {fault.why}")


def _note_uncited(con: sqlite3.Connection, folder: Folder) -> None:
    cited = set(folder.citations()) | set(con.execute('SELECT DISTINCT "of", id FROM citations'))
    for kind, numbered in folder.rows.items():
        if kind.table in MUST_CITE:
            folder.problems += [
                f"{kind.table}.csv:{line}: id: {row_id(row)!r} cites nothing. Add a row to citations.csv."
                for line, row in numbered
                if (kind.table, row_id(row)) not in cited
            ]
