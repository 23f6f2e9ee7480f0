"""Held texts as columns of a page, the wording of pages, and a file written."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from linewatch.desk.common.quoting import Text
from linewatch.desk.common.wording import lexicon
from linewatch.errors import BadValue

if TYPE_CHECKING:
    from linewatch.brief.phrases import Phrases
    from linewatch.brief.side_by_side_parts import Column


def column(text: Text) -> Column:
    """Return a held text as one column of a page."""
    from linewatch.brief.side_by_side_parts import Column  # noqa: PLC0415 - only a page needs it

    row = text.row
    told = " · ".join(row[key] for key in ("issuer", "date") if row[key])
    return Column(
        text.ident, row["title"] or text.ident, {p.n: (p.page, p.text) for p in text.passages}, told
    )


@cache
def page_phrases() -> Phrases:
    """Return the wording of pages of texts side by side."""
    from linewatch.brief.phrases import Phrases  # noqa: PLC0415 - only a page needs it

    return Phrases.of(lexicon("side_by_side.en"))


def save(made: str, out: Path) -> None:
    """Write a page or a figure.

    Raises:
        BadValue: If it cannot be written.
    """
    try:
        out.write_text(made, "utf-8")
    except OSError as error:
        raise BadValue(
            f"{out} cannot be written: {error.strerror}.", "Give a file in a folder that is there."
        ) from error
