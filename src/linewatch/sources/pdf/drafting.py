"""Passages from blocks: lines sewn together, text that runs on over columns and pages joined, notes tied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linewatch.sources.passages.building import Draft, Sign
from linewatch.sources.pdf.blocks import Block
from linewatch.sources.pdf.lines import Line
from linewatch.sources.pdf.notes import COMMA, Note, Signs, opening_sign
from linewatch.sources.pdf.pages import Page
from linewatch.sources.pdf.parting import SENTENCE_END
from linewatch.sources.pdf.seams import Seams


class Drafting:
    """Makes drafts of blocks, one after the other.

    Args:
        pages: The pages, for their labels.
        seams: How line ends are joined.
        signs: The anchors of the lines and the notes at the foot.
        indents: Whether paragraphs of this paper open with an indent.
    """

    def __init__(self, pages: Sequence[Page], seams: Seams, signs: Signs, *, indents: bool) -> None:
        self.pages, self.seams, self.signs, self.indents = pages, seams, signs, indents
        self.drafts: list[Draft] = []
        self.homes: dict[tuple[int, int], Draft] = {}  # of each anchor: the passage it stands in
        self.notes: list[tuple[Draft, Note]] = []
        self.last: Block | None = None

    def take(self, block: Block) -> None:
        """Make a draft of a block, or let the last one run on in it."""
        opening = opening_sign(block.lines[0], raised_only=True)
        note = Note(opening[0], block.lines, opening[1]) if opening and block.kind == "paragraph" else None
        if note and self.signs.lead(note):
            self._note(note)
        elif self.last and self._runs_on(self.last, block):
            self._sew(self.drafts[-1], self.last.lines[-1], block.lines[0])
            self._lines(self.drafts[-1], block)
            self.last = block
        else:
            draft = Draft(block.kind, block.lines[0].at, self.pages[block.page].label, block.section)
            draft.page_end = draft.page
            if block.sign:
                draft.take_out(draft.start, draft.start + block.sign)
            self.drafts.append(draft)
            self._lines(draft, block)
            self.last = block

    def finished(self, notes: Iterable[Note]) -> list[Draft]:
        """Return the drafts in reading order, each note after the passage it is anchored in."""
        for note in notes:
            self._note(note)
        after: dict[int, list[Draft]] = {}
        loose: list[Draft] = []
        for draft, note in self.notes:
            line, anchor = note.anchor or (note.lines[0], None)
            draft.anchored_in = self.homes.get((line.at, anchor.start)) if anchor else None
            here = after.setdefault(id(draft.anchored_in), []) if draft.anchored_in else loose
            here.append(draft)
        ordered = [each for draft in self.drafts for each in (draft, *after.get(id(draft), ()))]
        reached = set(map(id, ordered))
        # A note whose anchor stands in another note comes last, as does one that lost its passage.
        return ordered + loose + [d for found in after.values() for d in found if id(d) not in reached]

    def _note(self, note: Note) -> None:
        draft = Draft("footnote", note.lines[0].at, self.pages[note.lines[0].page].label)
        draft.page_end, draft.label = draft.page, note.label
        draft.take_out(draft.start, draft.start + note.sign)
        self._sewn(draft, note.lines)
        self.notes.append((draft, note))

    def _runs_on(self, before: Block, block: Block) -> bool:
        """Return whether a paragraph goes on in the next column or on the next page."""
        if not (
            before.kind == block.kind == "paragraph" or (before.kind == "list" and block.kind == "paragraph")
        ):
            return False
        first, last = block.lines[0], before.lines[-1]
        if (
            (first.page, first.column) == (last.page, last.column)
            or first.page > last.page + 1
            or block.section
        ):
            return False
        if abs(first.size - last.size) > 0.1 * last.size:
            return False
        stopped = bool(SENTENCE_END.search(last.text.rstrip()))
        letter = next((sign for sign in first.text if sign.isalpha()), "")
        if letter.islower() or (not stopped and not letter):
            return not stopped or before.full
        if block.indented or not before.full:
            return False
        return not stopped or self.indents

    def _lines(self, draft: Draft, block: Block) -> None:
        if block.kind == "table":
            self._rows(draft, block.lines)
        else:
            self._sewn(draft, block.lines)

    def _sewn(self, draft: Draft, lines: Sequence[Line]) -> None:
        for before, line in zip([None, *lines], lines, strict=False):
            if before:
                self._sew(draft, before, line)
            self._anchored(draft, line)
            draft.end = line.end

    def _rows(self, draft: Draft, lines: Sequence[Line]) -> None:
        for number, line in enumerate(lines):
            if number:
                draft.take_out(lines[number - 1].end, line.at, "\n")
            self._anchored(draft, line, tabs=True)
            draft.end = line.end

    def _anchored(self, draft: Draft, line: Line, *, tabs: bool = False) -> None:
        """Take the anchors of a line out; in a table's row keep the gaps between cells."""
        cuts = [(anchor.start, anchor.end, anchor.label) for anchor in self.signs.anchors(line)]
        if tabs:
            cuts += [(at, at + 1, "") for at, sign in enumerate(line.text) if sign == "\t"]
        for start, end, label in sorted(cuts):
            if label:
                sign = Sign("anchor", label) if label != COMMA else None
                draft.take_out(line.at + start, line.at + end, sign=sign)
                self.homes[line.at, start] = draft
            else:
                draft.take_out(line.at + start, line.at + end, "\t")

    def _sew(self, draft: Draft, before: Line, line: Line) -> None:
        """Join two lines; a page that begins between them leaves its mark."""
        seam = self.seams.between(before.text, line.text)
        turned = before.page != line.page
        if turned:
            draft.page_end = self.pages[line.page].label
        next_to_it = line.at == before.end + 1
        if turned or seam.taken or not seam.put or not next_to_it:
            sign = Sign("page", draft.page_end or "") if turned else None
            draft.take_out(before.end - seam.taken, line.at, seam.put, sign)
