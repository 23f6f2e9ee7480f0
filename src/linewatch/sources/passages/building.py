"""How readers put a passage together: spans of the original, and what stands at which place in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from linewatch.kinds.documents import Edit, Mark, MarkKind, Mention, MentionKind, Passage, PassageKind
from linewatch.sources.passages.reading import read


class Sign(NamedTuple):
    """What an edit stands for, if it leaves a trace: a mark at a place, or one end of a covered stretch.

    Attributes:
        kind: ``open`` for the beginning of a stretch; what the stretch is, is said where it ends.
        label: The code, blank, anchor or page, or the identifier of what is mentioned.
        closes: The edit that opened the stretch which ends here.
    """

    kind: MarkKind | MentionKind | Literal["open"]
    label: str = ""
    closes: int | None = None


# Lines between blank lines. Line ends are of one kind by the time a reader looks.
BLOCK = re.compile(r"\S[^\n]*(?:\n(?![^\S\n]*\n)[^\n]*\S[^\n]*)*")


@dataclass(slots=True)
class Draft:
    """A passage while its reader is at it."""

    kind: PassageKind
    start: int
    page: str | None = None
    section: str | None = None
    anchored_in: Draft | None = None
    end: int = 0
    page_end: str | None = None
    edits: list[Edit] = field(default_factory=list[Edit])
    signs: list[Sign | None] = field(default_factory=list["Sign | None"])
    n: int = 0
    label: str = ""  # of a note: its sign

    def take_out(self, start: int, end: int, put: str = "", sign: Sign | None = None) -> int:
        """Leave a stretch of the original out of the reading text; return the edit's index."""
        self.edits.append(Edit(start, end, put))
        self.signs.append(sign)
        return len(self.edits) - 1


def with_notes(drafts: Iterable[Draft], notes: Iterable[Draft]) -> Iterator[Draft]:
    """Yield drafts, each followed by the notes that are anchored in it; those anchored in none come last."""
    after: dict[int, list[Draft]] = {}
    for note in notes:
        after.setdefault(id(note.anchored_in), []).append(note)
    for draft in drafts:
        yield draft
        yield from after.pop(id(draft), ())
    for rest in after.values():
        yield from rest


def finish(drafts: list[Draft], original: str) -> tuple[Passage, ...]:
    """Return the drafts as numbered passages; a draft without words or marks is none."""
    read_drafts: list[tuple[Draft, str, list[int]]] = []
    for draft in drafts:
        text, places = read(original, draft.start, draft.end, draft.edits)
        if text or any(sign and sign.kind != "page" for sign in draft.signs):
            draft.n = len(read_drafts) + 1
            read_drafts.append((draft, text, places))
    return tuple(_passage(draft, text, places) for draft, text, places in read_drafts)


def _passage(draft: Draft, text: str, places: list[int]) -> Passage:
    marks: list[Mark] = []
    mentions: list[Mention] = []
    for sign, place in zip(draft.signs, places, strict=True):
        if sign is None or sign.kind == "open":
            continue
        first = place if sign.closes is None else places[sign.closes]
        start, end = _tight(text, first, place)
        if sign.closes is not None and start >= end:
            continue  # what is struck or named holds no word
        if sign.kind == "person" or sign.kind == "reference":  # noqa: PLR1714
            mentions.append(Mention(sign.kind, start, end, text[start:end], sign.label))
        elif sign.closes is not None:
            marks.append(Mark(sign.kind, start, end, text[start:end]))
        else:
            at = _after_word(text, place) if sign.kind == "anchor" else place
            marks.append(Mark(sign.kind, at, at, sign.label))
    return Passage(
        n=draft.n,
        kind=draft.kind,
        text=text,
        start=draft.start,
        end=draft.end,
        page=draft.page,
        page_end=draft.page_end or draft.page,
        section=draft.section,
        note_of=(draft.anchored_in.n or None) if draft.anchored_in else None,
        marks=tuple(sorted(marks, key=lambda mark: mark.p_start)),
        mentions=tuple(mentions),
        edits=tuple(draft.edits),
    )


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the white space at its ends."""
    covered = text[start:end]
    return start + len(covered) - len(covered.lstrip()), end - len(covered) + len(covered.rstrip())


def _after_word(text: str, place: int) -> int:
    """Return where the word before a place ends; white space in a reading text is never long."""
    before = text[max(0, place - 8) : place]
    return place - len(before) + len(before.rstrip())
