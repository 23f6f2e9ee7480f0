"""The said ledger as a folder of plain files, out and in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from linewatch.record import exchange
from linewatch.record.case_file import CaseFile


def export_case(case: CaseFile, folder: Path) -> dict[str, int]:
    """Write all that was said as CSV, TOML and Markdown; return the rows by table."""
    return exchange.write_folder(case, folder)


def import_case(case: CaseFile, folder: Path) -> dict[str, Any]:
    """Take in such a folder, all of it or nothing; return the rows added, changed and the same, by table."""
    return exchange.read_folder(case, folder)
