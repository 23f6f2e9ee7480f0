"""Build the shipped case and its brief."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from linewatch.desk.adding import Given, add
from linewatch.desk.briefing import write_brief
from linewatch.desk.exchanging import import_case
from linewatch.errors import BadValue
from linewatch.record.case_file import CaseFile, create_case, open_case

SHIPPED = "twentieth_congress"
_BESIDE = Path("../shared/seeds")
_WHERE_TO_FIND = (
    "The two documents of the case are not held, so its citations are not verified. Both are public: the telegram is"
    " document 39 of Foreign Relations of the United States, 1955–1957, Volume XXIV; the memorandum was released"
    " by the CIA (another release of it: number 02600674 of its reading room). Name the folder that holds them in"
    " LINEWATCH_SEEDS and run this again."
)


def build_demo(folder: Path, report: Callable[[str], None]) -> dict[str, Any]:
    """Build the shipped case in a folder, with its brief beside it; run again, it goes on where it stopped.

    Args:
        folder: Where; made if it is not there.
        report: Told a line for each step.

    Raises:
        BadValue: If the folder holds something else.
    """
    case_folder = folder / "case"
    if folder.exists() and not folder.is_dir():
        raise BadValue(f"{str(folder)!r} is not a folder.", "Name another, or none.")
    case = (
        open_case(case_folder)
        if (case_folder / "case.db").exists()
        else create_case(case_folder, SHIPPED, None)
    )
    try:
        with as_file(files("linewatch").joinpath("cases", SHIPPED)) as shipped:
            import_case(case, shipped)
        report(f"The shipped case {case.fact('title')!r} is in place.")
        held = _add_documents(case, report)
        written = [write_brief(case, folder / name, None) for name in ("brief.html", "brief.md")]
    finally:
        case.close()
    return {"case": str(case_folder), "brief": written[0]["brief"], "markdown": written[1]["brief"],
            "held": held, "notes": written[0]["notes"], "verified": written[0]["verified"]}  # fmt: skip


def _add_documents(case: CaseFile, report: Callable[[str], None]) -> bool:
    """Add the case's two documents where they lie; say where they can be had if they do not."""
    named = os.environ.get("LINEWATCH_SEEDS")
    seeds = Path(named) if named else _BESIDE
    if not seeds.is_dir():
        report(_WHERE_TO_FIND)
        return False
    add(case, [str(seeds)], Given(), report)
    return True
