"""The model's own description written as Markdown or as a page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from linewatch.brief.movement_page_blocks import html_page, markdown_page
from linewatch.brief.movement_page_odd import odd_chapters, odd_title
from linewatch.desk.common.pages import save
from linewatch.desk.mapping.describing import odd_of
from linewatch.desk.mapping.wording import citations_of, wording
from linewatch.desk.simulating.asked import movement_of
from linewatch.errors import BadValue
from linewatch.record.case_file import CaseFile

_PAGES, _TEXTS = (".html", ".htm"), (".md", ".markdown")


def write_odd(case: CaseFile, found: Mapping[str, Any], out: Path) -> dict[str, Any]:
    """Write the description, by the name's ending.

    Raises:
        BadValue: If the name ends otherwise, or the file cannot be written.
    """
    ending = out.suffix.lower()
    if ending not in (*_PAGES, *_TEXTS):
        raise BadValue(f"The description cannot be written to {out.name!r}.", "End the name in .md or .html.")
    save(_html(case, found) if ending in _PAGES else tell_odd(case, found), out)
    return {"out": str(out), "files": [str(out)]}


def tell_odd(case: CaseFile, found: Mapping[str, Any]) -> str:
    """Return the description as Markdown."""
    say, value = wording(), odd_of(movement_of(case))
    return markdown_page(*odd_title(value, say), odd_chapters(value, _cites(found), say), say)


def _html(case: CaseFile, found: Mapping[str, Any]) -> str:
    say, value = wording(), odd_of(movement_of(case))
    chapters = odd_chapters(value, _cites(found), say)
    return html_page(*odd_title(value, say), chapters, case.fact("marking") or "", say)


def _cites(found: Mapping[str, Any]) -> dict[str, Any]:
    return {one["key"]: citations_of(one["cites"]) for one in found["submodels"]}
