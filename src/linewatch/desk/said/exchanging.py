"""The said ledger as a folder of plain files, out and in."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from linewatch.errors import BadValue
from linewatch.record import exchange
from linewatch.record.case_file import CaseFile

# The case's own word lists and rules, and its movement, beside what rows say.
_OWN_WORDS = ("deeds.toml", "lexicons/*.toml", "movement/*.*", "movement/scenarios/*.toml")


def export_case(case: CaseFile, folder: Path) -> dict[str, int]:
    """Write all that was said as CSV, TOML and Markdown; return the rows by table."""
    counts = exchange.write_folder(case, folder)
    _carry(case.folder, folder)
    return counts


def import_case(case: CaseFile, folder: Path) -> dict[str, Any]:
    """Take in such a folder, all of it or nothing; return the rows added, changed and the same, by table."""
    told = exchange.read_folder(case, folder)
    _carry(folder, case.folder)
    return told


def _carry(source: Path, target: Path) -> None:
    """Copy a case's own word lists.

    Raises:
        BadValue: If one cannot be written.
    """
    for path in (
        found for pattern in _OWN_WORDS for found in sorted(source.glob(pattern)) if found.is_file()
    ):
        copy = target / path.relative_to(source)
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
            if not (copy.exists() and copy.samefile(path)):
                shutil.copyfile(path, copy)
        except OSError as error:
            told = f"Cannot write {str(copy)!r}: {error.strerror}."
            raise BadValue(told, "Make room, or choose another folder.") from error
