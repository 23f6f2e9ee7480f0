"""The said ledger as a folder of plain files, and back without loss."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import tomli_w

from linewatch.errors import BadValue, Refused
from linewatch.kinds.said import CITED, SAID, CitationRow, SaidRow, columns
from linewatch.record import folder as plain
from linewatch.record.case_file import CaseFile
from linewatch.record.rules import BY_TABLE, row_id
from linewatch.record.said import Ledger, all_citations, identity, rows


def write_folder(case: CaseFile, folder: Path) -> dict[str, int]:
    """Write all that was said as CSV, TOML and Markdown; return the rows by table.

    The same ledger gives the same bytes: rows stand in the order of their identity.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        facts = {name: value for name in plain.FACTS if (value := case.fact(name)) is not None}
        (folder / "case.toml").write_bytes(tomli_w.dumps(facts).encode())
        (folder / "about.md").write_bytes((case.fact("about") or "").encode())
        counts: dict[str, int] = {}
        for kind in SAID:
            # A row's citations stand in the order in which they were given.
            found = all_citations(case.con) if kind is CitationRow else rows(case.con, kind)
            (folder / f"{kind.table}.csv").write_bytes(_csv(kind, found).encode())
            counts[kind.table] = len(found)
    except OSError as error:
        raise BadValue(
            f"Cannot write to {str(folder)!r}: {error.strerror}.", "Choose another folder."
        ) from error
    return counts


def read_folder(case: CaseFile, path: Path) -> dict[str, Any]:
    """Take in a folder that `write_folder` or a person wrote, all of it or nothing.

    Returns:
        By table, how many rows were added, changed, or stood already.

    Raises:
        Refused: If any row is wrong; it names each with file, line, field and the likely mend.
    """
    if not path.is_dir():
        raise BadValue(f"There is no folder {str(path)!r}.", "Name a folder that linewatch export wrote.")
    folder = plain.read(path)
    if not any(folder.rows.values()) and not folder.facts and not folder.problems:
        raise BadValue(f"{str(path)!r} holds no case.", "It should hold case.toml and files like actors.csv.")
    with case.writing() as con:
        plain.compare(con, folder)
        if folder.problems:
            raise _refusal(path, folder.problems)
        if not any(con.execute(f"SELECT 1 FROM {kind.table} LIMIT 1").fetchone() for kind in SAID):
            con.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", folder.facts.items())
        return _enter(con, folder)


def _csv(kind: type[SaidRow], found: Sequence[SaidRow]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns(kind))
    writer.writerows(tuple(asdict(row).values()) for row in found)
    return out.getvalue()


def _enter(con: sqlite3.Connection, folder: plain.Folder) -> dict[str, Any]:
    ledger = Ledger(con)
    cited = folder.citations()
    counts: dict[str, Any] = {}
    for kind, numbered in folder.rows.items():
        if kind is CitationRow:
            counts[kind.table] = {"rows": len(numbered)}
            continue
        absent = folder.absent[kind]
        standing = {tuple(identity(row).values()): row for row in rows(con, kind)} if absent else {}
        changes = Counter[str]()
        for _, told in numbered:
            row = plain.filled(told, standing.get(tuple(identity(told).values())), absent)
            own = cited.pop((kind.table, row_id(row)), None) if kind.table in CITED else None
            changes[ledger.put(row, own)] += 1
        counts[kind.table] = {change: changes[change] for change in ("added", "changed", "same")}
    _cite_anew(con, ledger, cited)
    return counts


def _cite_anew(
    con: sqlite3.Connection, ledger: Ledger, cited: dict[tuple[str, str], list[CitationRow]]
) -> None:
    """Enter citations that came alone, for rows that are on record already."""
    for table in sorted({table for table, _ in cited}):
        for row in rows(con, BY_TABLE[table]):
            if own := cited.get((table, row_id(row))):
                ledger.put(row, own)


def _refusal(path: Path, problems: Sequence[str]) -> Refused:
    shown = list(problems[: plain.SHOWN])
    if len(problems) > plain.SHOWN:
        shown.append(f"… and {len(problems) - plain.SHOWN} more.")
    number = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
    return Refused(
        f"{number} in {str(path)!r}; nothing was taken in.",
        "Mend what is listed above, then run this again.",
        shown,
    )
