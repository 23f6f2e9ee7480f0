"""A brief as Markdown with footnotes; a figure is its description in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linewatch.brief.notes import Note, NoteBook
from linewatch.brief.outline import Brief, Entries, Entry, FigureBlock, Paragraph, Section
from linewatch.brief.phrases import Phrases
from linewatch.brief.sources import source_parts
from linewatch.figures.texts import plain
from linewatch.kinds.citations import Citation

_ANYWHERE = re.compile(r"([\\`*_{}\[\]<>#|~^&$!])")
# At the beginning of a line these would begin a list, a heading's underline or a quotation.
_AT_START = re.compile(r"^(?:([-+=:])|(\d+)([.)]))")


def markdown_text(brief: Brief, words: Phrases) -> str:
    """Return a brief as Markdown: CommonMark, with ``[^1]`` for notes."""
    book = NoteBook(words)
    marking = [f"**{escaped(brief.marking)}**"] if brief.marking.strip() else []
    parts = [
        *marking,
        f"# {escaped(brief.title)}",
        escaped(brief.date),
        f"*{escaped(brief.caveat)}*" if brief.caveat.strip() else "",
        *(part for section in brief.sections for part in _section(section, 2, book, words)),
        *_sources(brief, words),
        f"## {escaped(words.get('page.notes'))}",
        *(_note(number, note) for number, note in book.notes),
        *marking,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Return a text as Markdown prints it, on one line, with no mark of it read as markup."""
    marked = _ANYWHERE.sub(r"\\\1", plain(text))
    return _AT_START.sub(lambda at: f"\\{at[1]}" if at[1] else f"{at[2]}\\{at[3]}", marked)


def _section(section: Section, depth: int, book: NoteBook, words: Phrases) -> Iterator[str]:
    yield f"{'#' * min(depth, 6)} {escaped(section.title)}"
    for block in section.blocks:
        if isinstance(block, Section):
            yield from _section(block, depth + 1, book, words)
        elif isinstance(block, Entries):
            yield "\n".join(_entry(row, book, words) for row in block.rows)
        elif isinstance(block, FigureBlock):
            yield _figure(block, book)
        else:
            yield _paragraph(block, book)


def _paragraph(block: Paragraph, book: NoteBook) -> str:
    return " ".join(escaped(item.text) + _refs(item.citations, book) for item in block.sentences)


def _figure(block: FigureBlock, book: NoteBook) -> str:
    remarks = "".join(f" {escaped(remark.text)}" for remark in block.remarks)
    caption = f"**{escaped(block.title)}.**{remarks}{_refs(block.citations, book)}"
    return f"{caption}\n\n{escaped(block.description)}"


def _entry(row: Entry, book: NoteBook, words: Phrases) -> str:
    outside = source = ""
    if row.ground.strip():
        source = f" *{escaped(words.format('page.ground', ground=row.ground))}*"
    if row.outside:
        outside = f" *{escaped(words.format('page.outside', date=row.outside.when))}*"
        source += f" *{escaped(words.format('page.outside_source', source=row.outside.source))}*"
    who = f" **{escaped(row.who)}**:" if row.who.strip() else ""
    how_sure = f" ({escaped(row.how_sure)})" if row.how_sure else ""
    head = f"- **{escaped(row.when)}**{outside}{':' if not who else ','}{who}"
    return f"{head} {escaped(row.what.text)}{how_sure}{_refs(row.what.citations, book)}{source}"


def _refs(citations: Sequence[Citation], book: NoteBook) -> str:
    return "".join(f"[^{number}]" for number in book.take(citations))


def _sources(brief: Brief, words: Phrases) -> Iterator[str]:
    if not brief.sources:
        return
    yield f"## {escaped(brief.sources_title)}"
    yield " ".join(escaped(remark.text) for remark in brief.sources_remarks)
    lines = (
        ", ".join([f"*{_title(item.title)}*", *map(escaped, source_parts(item, words))])
        for item in brief.sources
    )
    yield "\n".join(f"- {line}." for line in lines)


def _note(number: int, note: Note) -> str:
    place = f", {escaped(note.place)}" if note.place else ""
    quote = f": {escaped(note.quote)}" if note.quote else ""
    return f"[^{number}]: *{_title(note.title)}*{place}{quote}. {escaped(note.standing)}"


def _title(title: str) -> str:
    return escaped(title) or "–"
