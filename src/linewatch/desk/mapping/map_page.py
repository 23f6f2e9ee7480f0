"""The causal map written as a page, or as figures: one for each document cited."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from linewatch.brief.movement_page_blocks import html_page
from linewatch.brief.movement_page_map import Mapped, map_chapters, map_drawings, map_title
from linewatch.desk.common.pages import save
from linewatch.desk.mapping.causal import case_map
from linewatch.desk.mapping.wording import wording
from linewatch.errors import BadValue
from linewatch.record.case_file import CaseFile
from linewatch.record.citing import Resolver

_PAGES, _FIGURES = (".html", ".htm"), ".svg"


def write_map(case: CaseFile, found: Mapping[str, Any], out: Path) -> dict[str, Any]:
    """Write a causal map, by the name's ending.

    The figure of the document cited first takes the name itself; those of the others are numbered.

    Args:
        case: Whose map.
        found: As `find_map` gives it: where the search for loops stopped.
        out: Where to.

    Raises:
        BadValue: If the name ends otherwise, or the file cannot be written.
    """
    ending = out.suffix.lower()
    if ending not in (*_PAGES, _FIGURES):
        raise BadValue(f"A causal map cannot be written to {out.name!r}.", "End the name in .html or .svg.")
    say, mapped = wording(), mapped_of(case, found["settings"]["most_loops"])
    if ending in _PAGES:
        page = html_page(*map_title(mapped, say), map_chapters(mapped, say), case.fact("marking") or "", say)
        save(page, out)
        return {"out": str(out), "files": [str(out)]}
    files: list[str] = []
    for at, drawing in enumerate(map_drawings(mapped, say), 1):
        path = out if at == 1 else out.with_name(f"{out.stem}_{at}{out.suffix}")
        save(drawing.svg, path)
        files.append(str(path))
    return {"out": str(out), "files": files}


def mapped_of(case: CaseFile, most_loops: int) -> Mapped:
    """Return a case's causal map with the pages behind it."""
    read, resolver = case_map(case), Resolver(case.con)
    return Mapped(
        name=case.fact("title") or "",
        value=read.value,
        loops=read.value.loops(most_loops),
        nodes={node: tuple(map(resolver.cited, rows)) for node, rows in read.nodes.items()},
        arrows={step: tuple(map(resolver.cited, rows)) for step, rows in read.arrows.items()},
        notes=read.notes,
    )
