"""Build the shipped case and its brief."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from linewatch.desk.adding import Given, add
from linewatch.desk.briefing import write_brief
from linewatch.desk.said.exchanging import import_case
from linewatch.errors import BadValue
from linewatch.kinds.said import KnownDocument
from linewatch.record import copies, said
from linewatch.record.case_file import CaseFile, create_case, open_case
from linewatch.sources.packing.offered import hash_of

SHIPPED = "twentieth_congress"
_BESIDE = Path("../shared/seeds")


def build_demo(folder: Path, report: Callable[[str], None]) -> dict[str, Any]:
    """Build the shipped case in a folder, with its brief beside it; run again, it goes on where it stopped.

    Args:
        folder: Where; made if it is not there.
        report: Told a line for each step.

    Raises:
        BadValue: If the folder is a file, or LINEWATCH_SEEDS names no folder.
    """
    if folder.exists() and not folder.is_dir():
        raise BadValue(f"{str(folder)!r} is not a folder.", "Name another, or none.")
    place = folder / "case"
    new = not (place / "case.db").exists()
    case = create_case(place, SHIPPED, None) if new else open_case(place)
    try:
        # A case that somebody has worked on is left as it is: the shipped rows are taken in once.
        if not said.rows(case.con, KnownDocument):
            with as_file(files("linewatch").joinpath("cases", SHIPPED)) as shipped:
                import_case(case, shipped)
        report(f"The shipped case {case.fact('title')!r} is in place.")
        held = _add_documents(case, report)
        written = [write_brief(case, folder / name, None) for name in ("brief.html", "brief.md")]
    finally:
        case.close()
    return {"case": str(place), "brief": written[0]["brief"], "markdown": written[1]["brief"],
            "held": held, "notes": written[0]["notes"], "verified": written[0]["verified"]}  # fmt: skip


def _add_documents(case: CaseFile, report: Callable[[str], None]) -> bool:
    """Add the case's documents where they lie; say which are not held and where they can be had."""
    named = os.environ.get("LINEWATCH_SEEDS")
    seeds = Path(named) if named else _BESIDE
    if named and not seeds.is_dir():
        raise BadValue(
            f"LINEWATCH_SEEDS names {named!r}, which is no folder.", "Name the folder of the documents."
        )
    known = {row.sha256: row.key for row in said.rows(case.con, KnownDocument)}
    if seeds.is_dir():
        # Whatever else lies there is no business of this case.
        found = [str(file) for file in sorted(seeds.iterdir()) if file.is_file() and hash_of(file) in known]
        add(case, found, Given(), report)
    missing = sorted(key for key in known.values() if copies.copy_of(case.con, key) is None)
    if missing:
        report(f"Not held, so that citations of them are not verified: {', '.join(missing)}.")
        report(f"{case.fact('where') or ''} Name their folder in LINEWATCH_SEEDS and run this again.".strip())
    return not missing
