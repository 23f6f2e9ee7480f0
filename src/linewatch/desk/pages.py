"""Held texts as columns of a page, and a page written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linewatch.desk.quoting import Text
from linewatch.errors import BadValue

if TYPE_CHECKING:
    from linewatch.brief.side_by_side_parts import Column


def column(text: Text) -> Column:
    """Return a held text as one column of a page."""
    from linewatch.brief.side_by_side_parts import Column  # noqa: PLC0415 - only a page needs it

    row = text.row
    told = " · ".join(row[key] for key in ("issuer", "date") if row[key])
    return Column(
        text.ident, row["title"] or text.ident, {p.n: (p.page, p.text) for p in text.passages}, told
    )


def save_page(made: str, out: Path) -> None:
    """Write a page.

    Raises:
        BadValue: If it cannot be written.
    """
    try:
        out.write_text(made, "utf-8")
    except OSError as error:
        raise BadValue(
            f"The page {out} cannot be written: {error}.", "Give a file in a folder that is there."
        ) from error
