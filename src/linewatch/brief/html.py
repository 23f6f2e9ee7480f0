"""A brief as one HTML file that needs nothing else: no network, no script, no other file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from linewatch.brief.notes import NoteBook
from linewatch.brief.outline import Block, Brief
from linewatch.brief.page import PAGE, STYLE
from linewatch.brief.phrases import Phrases
from linewatch.brief.sources import source_parts
from linewatch.figures.texts import plain


class _Figures:
    """Numbers figures in the order in which they are printed."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        self._last += 1
        return self._last


def html_page(brief: Brief, words: Phrases) -> str:
    """Return a brief as an HTML page: each citation a note of its own, figures inside it.

    Raises:
        BadValue: If the phrase table lacks a phrase.
    """
    # Imported here because a command's help must not wait for it.
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_printable
    )
    page = environment.from_string(PAGE).render(
        brief=brief,
        words=words,
        book=NoteBook(words),
        figures=_Figures(),
        runs=_runs,
        parts=partial(source_parts, words=words),
        # An outline holds no figure that could run or load anything (brief.pictures).
        picture=Markup,
        style=Markup(STYLE),
    )
    return page.lstrip()


def _runs(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return blocks of one kind that follow each other together: they share their columns."""
    return [list(group) for _, group in groupby(blocks, key=lambda block: block.kind)]


def _printable(value: object) -> object:
    """Return a value without what no page can hold; markup made here is left as it is."""
    return plain(value) if type(value) is str else value
