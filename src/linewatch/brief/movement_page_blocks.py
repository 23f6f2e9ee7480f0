"""What the pages of a movement are made of: chapters of prose, lists, tables and figures, written as HTML or Markdown.

What a document or an analyst wrote is escaped, and signs that would turn the reading direction of the rest are shown,
not obeyed (`side_by_side_parts.text`). A page runs no script and loads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linewatch.brief.notes import NoteBook
from linewatch.brief.page import STYLE
from linewatch.brief.phrases import Phrases
from linewatch.brief.pictures import still
from linewatch.brief.side_by_side_parts import quoted, text
from linewatch.brief.weighed_page_look import LOOK
from linewatch.brief.weighed_page_parts import Notes
from linewatch.kinds.citations import Citation

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")
_LOOK = """
.formula { display: block; font: 0.78rem/1.45 ui-monospace, monospace; overflow-wrap: anywhere; color: #222; }
.limits ul { margin: 0.2rem 0 0; padding-left: 1.2rem; }
.limits h2 { border: 0; margin: 0; padding: 0; font-size: 1.1rem; }
.wide-table td { white-space: normal; }
.wide-table td.n { white-space: nowrap; }
table caption { text-align: left; font: bold 0.85rem/1.4 sans-serif; padding-bottom: 0.2rem; }
"""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph.

    Attributes:
        text: What it says.
        head: What leads it in, in bold.
        citations: Its pages.
        kind: ``plain``, ``lead`` for what matters most, ``remark`` for how to read it, ``formula`` for code.
    """

    text: str
    head: str = ""
    citations: tuple[Citation, ...] = ()
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Points:
    """A list.

    Attributes:
        items: Its points.
        boxed: Whether it stands in a frame: what must be read first.
    """

    items: tuple[Prose, ...]
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        heads: Its headings.
        rows: Its cells, a row at a time, as many as there are headings.
        citations: Pages by row; fewer are allowed.
        caption: What it shows.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    citations: tuple[tuple[Citation, ...], ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure for a page and one for a telephone, its caption, and the same in words.

    Raises:
        BadValue: If an SVG could run a script or load something.
    """

    svg: str
    narrow_svg: str
    title: str
    description: str

    def __post_init__(self) -> None:
        """Refuse a figure that is more than a picture."""
        for svg in (self.svg, self.narrow_svg):
            if svg:
                still(svg, self.title)


Block = Prose | Points | Grid | Drawing


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a page.

    Attributes:
        title: Its heading; empty for what stands right below the page's title.
        blocks: What it holds.
        depth: 2 for a chapter, 3 for a part of one.
    """

    title: str
    blocks: tuple[Block, ...]
    depth: int = 2


def html_page(title: str, under: str, chapters: Sequence[Chapter], marking: str, say: Phrases) -> str:
    """Return a page that needs nothing else.

    Args:
        title: Its title.
        under: What stands below the title.
        chapters: What it holds.
        marking: Stands at the top and the bottom; empty for none.
        say: The wording of the page and of the brief.
    """
    notes, figures = Notes(say), iter(range(1, 1000))
    body = "".join(part for one in chapters for part in _html(one, notes, figures, say)) + notes.printed()
    mark = f"<p>{text(marking)}</p>" if marking else ""
    top, bottom = (f'<div class="marking {end}">{mark}</div>' if mark else "" for end in ("top", "bottom"))
    return (
        f'<!doctype html>\n<html lang="{text(say.language)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title>\n<style>{STYLE}{LOOK}{_LOOK}</style>\n"
        f'</head>\n<body>\n<div class="sheet">{top}<div class="content">\n'
        f'<header><h1>{quoted(title)}</h1><p class="date">{text(under)}</p></header>\n<main>\n'
        f"{body}</main>\n</div>{bottom}</div>\n</body>\n</html>\n"
    )


def _html(one: Chapter, notes: Notes, figures: Iterator[int], say: Phrases) -> Iterator[str]:
    if one.title:
        yield f"<h{one.depth}>{text(one.title)}</h{one.depth}>\n"
    for block in one.blocks:
        if isinstance(block, Prose):
            yield _prose(block, notes, say)
        elif isinstance(block, Points):
            yield _points(block, notes, say)
        elif isinstance(block, Grid):
            yield _grid(block, notes)
        else:
            yield _figure(block, next(figures), say)


def _prose(one: Prose, notes: Notes, say: Phrases, tag: str = "p") -> str:
    if one.kind == "formula":
        return f'<code class="formula">{text(one.text)}</code>\n'
    head = f'<b class="head">{text(say.ended(one.head))}</b> ' if one.head else ""
    kind = f' class="{one.kind}"' if one.kind != "plain" else ""
    return f"<{tag}{kind}>{head}{text(one.text)}{notes.refs(one.citations)}</{tag}>\n"


def _points(block: Points, notes: Notes, say: Phrases) -> str:
    items = "".join(_prose(one, notes, say, "li") for one in block.items)
    return (
        f'<div class="limits"><ul>{items}</ul></div>\n'
        if block.boxed
        else f'<ul class="plain">{items}</ul>\n'
    )


def _grid(block: Grid, notes: Notes) -> str:
    heads = "".join(f"<th>{text(head)}</th>" for head in block.heads)
    rows: list[str] = []
    for at, row in enumerate(block.rows):
        refs = notes.refs(block.citations[at]) if at < len(block.citations) else ""
        cells = [f"<th>{text(row[0])}{refs}</th>"]
        cells += [f"<td{_numeric(cell)}>{text(cell)}</td>" for cell in row[1:]]
        rows.append(f"<tr>{''.join(cells)}</tr>\n")
    caption = f"<caption>{text(block.caption)}</caption>" if block.caption else ""
    return (
        f'<div class="wide-table"><table>{caption}<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>{''.join(rows)}</tbody></table></div>\n"
    )


def _numeric(cell: str) -> str:
    return ' class="n"' if len(cell) <= 24 else ""


def _figure(one: Drawing, number: int, say: Phrases) -> str:
    """Return a figure with its caption and the same in words; its SVG holds shapes and words alone (`Drawing`)."""
    pictures = f'<div class="{"wide" if one.narrow_svg else "only"}">{one.svg}</div>'
    if one.narrow_svg:
        pictures += f'<div class="narrow">{one.narrow_svg}</div>'
    return (
        f"<figure>{pictures}<figcaption><b>{text(say.format('page.figure', number=number))}</b> "
        f"{text(say.ended(one.title))}<details><summary>{text(say.get('page.figure_in_words'))}</summary>"
        f"<p>{text(one.description)}</p></details></figcaption></figure>\n"
    )


def markdown_page(title: str, under: str, chapters: Sequence[Chapter], say: Phrases) -> str:
    """Return the same as Markdown; figures stand in words."""
    book = NoteBook(say)
    lines = [f"# {_plain(title)}", "", _plain(under), ""]
    for one in chapters:
        if one.title:
            lines += [f"{'#' * one.depth} {_plain(one.title)}", ""]
        for block in one.blocks:
            lines += _markdown(block, book, say)
    if book.notes:
        lines += [f"## {say.get('page_of.notes')}", ""]
        for n, note in book.notes:
            told = ", ".join(filter(None, (note.title, note.place)))
            quote = f": {note.quote}" if note.quote else ""
            lines.append(f"[^{n}]: {_plain(told + quote)}. {note.standing}".rstrip())
        lines.append("")
    return "\n".join(lines)


def _markdown(block: Block, book: NoteBook, say: Phrases) -> list[str]:
    if isinstance(block, Prose):
        return [_told(block, book, say), ""]
    if isinstance(block, Points):
        return [*(f"- {_told(one, book, say)}" for one in block.items), ""]
    if isinstance(block, Drawing):
        return [f"*{_plain(say.ended(block.title))}* {_plain(block.description)}", ""]
    lines = [f"**{_plain(block.caption)}**", ""] if block.caption else []
    lines += [f"| {' | '.join(map(_plain, block.heads))} |", f"|{'---|' * len(block.heads)}"]
    for at, row in enumerate(block.rows):
        refs = _refs(block.citations[at], book) if at < len(block.citations) else ""
        cells = [_plain(row[0]) + refs, *map(_plain, row[1:])]
        lines.append(f"| {' | '.join(cells)} |")
    return [*lines, ""]


def _told(one: Prose, book: NoteBook, say: Phrases) -> str:
    if one.kind == "formula":
        return f"`{one.text}`"
    head = f"**{_plain(say.ended(one.head))}** " if one.head else ""
    return f"{head}{_plain(one.text)}{_refs(one.citations, book)}"


def _refs(citations: Sequence[Citation], book: NoteBook) -> str:
    return "".join(f"[^{n}]" for n in book.take(citations))


def _plain(words: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(words.split()))
