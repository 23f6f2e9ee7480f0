"""Footnotes and endnotes: small type under the text that opens with a sign the text carries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from linewatch.sources.pdf.lines import PLAIN_SIGNS, Line
from linewatch.sources.pdf.pages import Page, Style
from linewatch.sources.pdf.parting import SENTENCE_END

_SMALL = 0.93  # of the body's type size
COMMA = ","  # raised, between two signs
_STARS = re.compile(r"(?<=[\w.,;:!?”\"')\]])[*†‡§]{1,3}(?!\w)")
_OPENS = re.compile(r"[*†‡§]{1,3}|\d{1,3}(?=[\s.)]|[^\W\d])")
_GLUED_TO = re.compile(r"[^\W\d_]|[.,;:!?”\"'’)\]»]")


class Anchor(NamedTuple):
    """A sign in a line that may lead to a note, by its place in the line's text."""

    label: str
    start: int
    end: int
    raised: bool


@dataclass(slots=True)
class Note:
    """A note.

    Attributes:
        label: Its sign.
        lines: Its lines, on one page or more.
        sign: How much of its first line is the sign.
        anchor: The line and the place in it that lead here.
    """

    label: str
    lines: list[Line]
    sign: int
    anchor: tuple[Line, Anchor] | None = None


@dataclass(slots=True)
class Signs:
    """Every sign in the lines of a paper, and to which note it leads.

    Attributes:
        by_line: The anchors of each line, by where it stands in the original text.
        notes: In order; those at the foot of pages.
    """

    by_line: dict[int, list[Anchor]] = field(default_factory=dict[int, list[Anchor]])
    notes: list[Note] = field(default_factory=list[Note])
    taken: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    open: dict[str, list[tuple[Line, Anchor]]] = field(
        default_factory=lambda: defaultdict[str, list[tuple[Line, Anchor]]](list)
    )

    def anchors(self, line: Line) -> list[Anchor]:
        """Return the signs of a line that are anchors: they lead to a note, or can be nothing else."""
        return [
            anchor
            for anchor in self.by_line.get(line.at, [])
            if (line.at, anchor.start) in self.taken or _stands_alone(line.text, anchor)
        ]

    def lead(self, note: Note, pages: Iterable[int] | None = None) -> bool:
        """Tie a note to the first anchor of its sign that no note has, on some pages or before the note."""
        within = set(pages) if pages is not None else None
        for line, anchor in self.open.get(note.label, []):
            on_page = line.at < note.lines[0].at if within is None else line.page in within
            if (line.at, anchor.start) not in self.taken and on_page:
                self.taken.add((line.at, anchor.start))
                note.anchor = (line, anchor)
                return True
        return False


def _stands_alone(text: str, anchor: Anchor) -> bool:
    """Return whether a raised figure can only be a note's: it hangs on a word, not on a number."""
    if anchor.label == COMMA:  # between two anchors
        return anchor.raised and text[anchor.start - 1].translate(PLAIN_SIGNS) != text[anchor.start - 1]
    figure = anchor.label.isdigit() or anchor.label[0] in "*†‡§"
    return anchor.raised and figure and bool(_GLUED_TO.match(text[anchor.start - 1]))


def notes_taken_out(pages: Sequence[Page], style: Style) -> Signs:
    """Take the notes at the foot of pages out of their columns, and tie each to its anchor."""
    signs = Signs()
    for page in pages:
        for line in (line for column in page.columns for line in column):
            if found := _anchors(line):
                signs.by_line[line.at] = found
                for anchor in found:
                    signs.open[anchor.label].append((line, anchor))
    for page in pages:
        for place, column in enumerate(page.columns):
            page.columns[place] = _without_notes(column, page, style, signs)
    return signs


def _anchors(line: Line) -> list[Anchor]:
    found = [
        Anchor(line.text[r.start : r.end].translate(PLAIN_SIGNS), r.start, r.end, raised=True)
        for r in line.raised
        if r.start > 0
    ]
    raised = {anchor.start for anchor in found}
    found += [
        Anchor(m[0], m.start(), m.end(), raised=False)
        for m in _STARS.finditer(line.text)
        if m.start() not in raised
    ]
    return sorted(found, key=lambda anchor: anchor.start)


def opening_sign(line: Line, raised_only: bool = False) -> tuple[str, int] | None:
    """Return the sign with which a line opens as a note does, and how many characters it takes."""
    if line.raised and line.raised[0].start == 0:
        return line.text[: line.raised[0].end].translate(PLAIN_SIGNS), line.raised[0].end
    if not raised_only and (found := _OPENS.match(line.text)):
        return found[0], found.end() + (line.text[found.end() : found.end() + 1] in {".", ")"})
    return None


def _without_notes(column: list[Line], page: Page, style: Style, signs: Signs) -> list[Line]:
    """Return a column without the notes at its foot; they are kept with the signs."""
    small = len(column)
    while not page.scanned and small and column[small - 1].high < _SMALL * style.size:
        small -= 1
    begun = len(signs.notes)
    kept = column[:small]
    last = signs.notes[-1] if signs.notes else None
    for place, line in enumerate(column):
        in_small = place >= small
        opening = opening_sign(line, raised_only=not in_small)
        note = Note(opening[0], [line], opening[1]) if opening else None
        if note and signs.lead(note, (page.index, page.index - 1)):
            signs.notes.append(note)
        elif len(signs.notes) > begun:
            signs.notes[-1].lines.append(line)
            continue
        elif in_small and last and not opening and _runs_on(last, page):
            last.lines.append(line)
            continue
        elif in_small:
            kept.append(line)
            continue
        else:
            continue
        if not in_small:
            kept = column[:place]
    return kept


def _runs_on(note: Note, page: Page) -> bool:
    """Return whether a note was cut by the end of the page before."""
    last = note.lines[-1]
    return last.page == page.index or (
        last.page == page.index - 1 and not SENTENCE_END.search(last.text.rstrip())
    )
