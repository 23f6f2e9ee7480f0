"""Markdown: headings, lists, tables, notes; a sign is taken out only where both its ends are sure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from linewatch.kinds.documents import Document
from linewatch.sources.markdown.blocks import Block, blocks_of
from linewatch.sources.markdown.head import Head, head_of
from linewatch.sources.markdown.inline import Cut, cuts_of, notes_of
from linewatch.sources.passages.building import Draft, Sign, finish


def read_markdown(stem: str, text: str) -> Document:
    """Return a Markdown text as a document; what looks like Markdown by chance stays as it is.

    Args:
        stem: The file's name without its suffix.
        text: Its line ends are of one kind.
    """
    told, notes = head_of(text), notes_of(text)
    blocks = blocks_of(text, told.end, notes)
    feeds = [found.start() for found in re.finditer("\f", text)]
    homes: dict[str, Draft] = {}
    for block in blocks:
        if feeds:
            _set_pages(block, feeds)
        for label in _apply(block, text, notes):
            homes.setdefault(label, block.draft)
    passages = finish(list(_with_notes(blocks, homes)), text)
    opening = passages[0].text if passages and passages[0].kind == "heading" else None
    document = Document(stem, text, passages, "markdown", title=told.title or opening)
    return _described(document, told, paged=bool(feeds))


def _set_pages(block: Block, feeds: list[int]) -> None:
    """Set the pages of a block in a text with form feeds."""
    first, last = bisect_right(feeds, block.draft.start), bisect_right(feeds, block.draft.end)
    block.draft.page, block.draft.page_end = str(first + 1), str(last + 1)
    for page, at in enumerate(feeds[first:last], first + 2):
        block.cuts.append(Cut(at, at + 1, " ", Sign("page", str(page))))


def _apply(block: Block, text: str, notes: frozenset[str]) -> Iterator[str]:
    """Take a block's signs out of it; yield the labels of the notes that it anchors."""
    draft = block.draft
    if block.bare:
        inline: list[Cut] = []
    elif block.stretches:
        inline = [cut for start, end in block.stretches for cut in cuts_of(text, start, end, notes)]
    else:
        inline = cuts_of(text, draft.start, draft.end, notes, block.cuts)
    opened: dict[int, int] = {}
    for cut in sorted([*block.cuts, *inline], key=lambda cut: (cut.start, cut.end)):
        sign = cut.sign
        if sign and cut.opened_at is not None:
            sign = sign._replace(closes=opened[cut.opened_at])
        index = draft.take_out(cut.start, cut.end, cut.put, sign)
        if sign and sign.kind == "open":
            opened[cut.start] = index
        elif sign and sign.kind == "anchor":
            yield sign.label


def _with_notes(blocks: list[Block], homes: dict[str, Draft]) -> Iterator[Draft]:
    """Yield the drafts, each note after the passage it is anchored in, those without one where they stand."""
    notes: dict[int, list[Draft]] = {}
    for block in blocks:
        home = homes.get(block.draft.label)
        if home and not home.label:
            block.draft.anchored_in = home
            notes.setdefault(id(home), []).append(block.draft)
    for block in blocks:
        if block.draft.anchored_in is None:
            yield block.draft
            yield from notes.get(id(block.draft), ())


def _described(document: Document, told: Head, *, paged: bool) -> Document:
    """Return the document with what its head says."""
    found = {"title": document.title, "date": told.date, "issuer": told.issuer, "language": told.language}
    untold = [name for name, value in found.items() if value is None]
    return replace(
        document,
        date=told.date,
        issuer=told.issuer,
        language=told.language,
        untold=tuple(untold if paged else [*untold, "pages"]),
        extra=dict(told.rest),
    )
