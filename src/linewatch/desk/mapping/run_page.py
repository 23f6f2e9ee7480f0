"""What runs of the movement show, written as a page or as figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from linewatch.brief.movement_page_blocks import Drawing, html_page
from linewatch.brief.movement_page_run import run_chapters, run_title
from linewatch.desk.common.pages import save
from linewatch.desk.mapping.run_values import simulated
from linewatch.desk.mapping.wording import wording
from linewatch.errors import BadValue
from linewatch.record.case_file import CaseFile

_PAGES, _FIGURES = (".html", ".htm"), ".svg"


def write_movement(
    case: CaseFile, found: Mapping[str, Any], out: Path, bare: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Write what a simulation shows, by the name's ending: a page (.html), or its figures (.svg).

    The first figure takes the name itself; the others are numbered.

    Args:
        case: Whose movement.
        found: As ``simulate`` gives it; with ``days`` all, figures have every day.
        out: Where to.
        bare: The same with all that is assumed switched off, told beside it; None where it was not run.

    Returns:
        Under ``out`` the file, under ``files`` all that were written.

    Raises:
        BadValue: If the name ends otherwise, or the file cannot be written.
    """
    ending = out.suffix.lower()
    if ending not in (*_PAGES, _FIGURES):
        raise BadValue(f"What runs show cannot be written to {out.name!r}.", "End the name in .html or .svg.")
    say = wording()
    value = simulated(found, case.fact("title") or "", bare)
    chapters = run_chapters(value, say)
    if ending in _PAGES:
        save(html_page(*run_title(value, say), chapters, case.fact("marking") or "", say), out)
        return {"out": str(out), "files": [str(out)]}
    drawings = [block for chapter in chapters for block in chapter.blocks if isinstance(block, Drawing)]
    files: list[str] = []
    for at, drawing in enumerate(drawings, 1):
        path = out if at == 1 else out.with_name(f"{out.stem}_{at}{out.suffix}")
        save(drawing.svg, path)
        files.append(str(path))
    return {"out": str(out), "files": files}
