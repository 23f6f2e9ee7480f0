"""A brief as Markdown with footnotes; a figure is its description in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linewatch.brief.notes import Note, NoteBook
from linewatch.brief.outline import Brief, FigureBlock, Paragraph, Remark, Section, Sentence
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
        elif isinstance(block, FigureBlock):
            yield _figure(block, book)
        else:
            yield _paragraph(block, book, words)


def _paragraph(block: Paragraph, book: NoteBook, words: Phrases) -> str:
    head = f"**{escaped(words.ended(block.head))}**" if block.head.strip() else ""
    told = (_sentence(item, book, words) for item in block.sentences)
    return " ".join(part for part in (head, *told) if part)


def _sentence(item: Sentence | Remark, book: NoteBook, words: Phrases) -> str:
    if isinstance(item, Remark):
        return escaped(item.text)
    outside = words.format("page.outside", date=item.outside.when) if item.outside else ""
    source = words.format("page.outside_source", source=item.outside.source) if item.outside else ""
    ground = words.format("page.ground", ground=item.ground) if book.once(item.ground).strip() else ""
    aside = words.aside((item.mark, ground, source))
    parts = (
        f"*{escaped(words.dated(item.when, outside))}*" if item.when or outside else "",
        f"**{escaped(item.who)}**" if item.who.strip() else "",
        escaped(item.text) + _refs(item.citations, book),
        escaped(aside),
    )
    return " ".join(part for part in parts if part)


def _figure(block: FigureBlock, book: NoteBook) -> str:
    caption = f"**{escaped(block.title)}.**{_refs(block.citations, book)}"
    return f"{caption}\n\n{escaped(block.description)}"


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
    standing = f" {escaped(note.standing)}" if note.standing else ""
    return f"[^{number}]: *{_title(note.title)}*{place}{quote}.{standing}"


def _title(title: str) -> str:
    return escaped(title) or "–"
