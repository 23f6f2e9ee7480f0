"""Published single papers: numbered heading, bracketed page breaks, numbered sections, notes at the end."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from linewatch.kinds.documents import Document, Passage, PassageKind
from linewatch.sources.passages.building import Draft, Sign, finish, with_notes
from linewatch.sources.passages.source_notes import read_source_note, references
from linewatch.sources.wording.lexicons import reading_lexicon

_HEADING = re.compile(r"\s*(?P<number>\d+)\.\s+\S")
_NOTE = re.compile(r"[^\S\n]+(?P<number>\d+)\.[^\S\n]+(?=\S)")
_LABEL = re.compile(r"(?P<label>[IVXLC]+|[A-Z]|\d{1,2}|[a-z])\.")
_OWN_NUMBER = re.compile(r"(\d+)\.\s")
# The depths at which a numbered paper nests its points; a label belongs to the first depth it fits, save that
# a single capital that is also a Roman numeral follows its elder brothers.
_DEPTHS = (re.compile(r"[IVXLC]+"), re.compile(r"[A-Z]"), re.compile(r"\d+"), re.compile(r"[a-z]"))
# "message2" and "here.2", but not "U2": a word of one letter and a figure is a name.
_GLUED = re.compile(r"[^\W\d_]{2}[.,;:!?)\]”’\"']*(?P<number>\d+)(?!\w)")
_SIGNATURE_WORDS = 5
_LONGEST_PAGE = 6  # figures of a page's number


class _Glued(NamedTuple):
    """A number glued to a word: the passage, and where the word's end, the number and what follows it begin."""

    draft: Draft
    word: int
    start: int
    end: int


class _Line(NamedTuple):
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def takes(text: str) -> bool:
    """Return whether a text has a numbered heading, and a source note or bracketed pages after it."""
    return bool(_HEADING.match(text)) and (
        bool(reading_lexicon().page_break.search(text)) or _has_source_note(text)
    )


def _has_source_note(text: str) -> bool:
    notes = (found for line in text.splitlines() if (found := _NOTE.match(line)))
    return any(_opens_source(note.string[note.end() :]) for note in notes)


def read_printed(stem: str, text: str) -> Document:
    """Return a published paper as a document."""
    lines = [_Line(found.start(), found[0]) for found in re.finditer(r"[^\n]+", text) if found[0].strip()]
    body, notes = _split_notes(lines)
    drafts = list(_body(body, text))
    drafts = list(_with_notes(drafts, notes, text))
    return _described(stem, text, finish(drafts, text))


def _split_notes(lines: list[_Line]) -> tuple[list[_Line], list[list[_Line]]]:
    """Return the lines of the text, and the notes at its end: numbered from 1, each of one line or more."""
    firsts = [
        k
        for k, line in enumerate(lines)
        if k and (found := _NOTE.match(line.text)) and found["number"] == "1"
    ]
    if not firsts:
        return lines, []
    notes: list[list[_Line]] = []
    for line in lines[firsts[-1] :]:
        match = _NOTE.match(line.text)
        if match and match["number"] == str(len(notes) + 1):
            notes.append([line])
        else:
            notes[-1].append(line)
    return lines[: firsts[-1]], notes


def _body(lines: list[_Line], text: str) -> Iterator[Draft]:
    """Yield the heading, the paragraphs with their sections and pages, and the signature."""
    pages = reading_lexicon().page_break
    page = _first_page(text)
    path: list[tuple[int, str]] = []
    label_start: int | None = None
    open_draft: Draft | None = None
    for place, line in enumerate(lines):
        stripped = line.text.strip()
        if break_ := pages.fullmatch(stripped):
            page, open_draft = break_["page"], None
        elif label := _LABEL.fullmatch(stripped):
            path, open_draft = _nested(path, label["label"]), None
            label_start = line.start if label_start is None else label_start
        elif open_draft and not _blank_between(text, open_draft.end, line.start):
            open_draft.end = line.end
            page = _turn_pages(open_draft, line, page)
        else:
            open_draft = Draft(_kind(place, len(lines), stripped), line.start, page, end=line.end)
            if open_draft.kind == "paragraph":
                open_draft.section = ".".join(label for _, label in path) or None
            if label_start is not None:
                open_draft.start = label_start
                open_draft.take_out(label_start, line.start)
                label_start = None
            page = _turn_pages(open_draft, line, page)
            yield open_draft
            if open_draft.kind == "heading":
                open_draft = None


def _kind(place: int, count: int, line: str) -> PassageKind:
    if place == 0:
        return "heading"
    signed = place == count - 1 and line[-1:].isalpha() and len(line.split()) <= _SIGNATURE_WORDS
    return "signature" if signed else "paragraph"


def _first_page(text: str) -> str | None:
    """Return the page before the first one announced: the text begins on it."""
    first = reading_lexicon().page_break.search(text)
    if first is None or not first["page"].isdecimal() or len(first["page"]) > _LONGEST_PAGE:
        return None
    before = int(first["page"]) - 1
    return str(before) if before > 0 else None


def _turn_pages(draft: Draft, line: _Line, page: str | None) -> str | None:
    """Take page breaks out of a line; return the page on which it ends."""
    for found in reading_lexicon().page_break.finditer(line.text):
        sign = Sign("page", found["page"])
        draft.take_out(line.start + found.start(), line.start + found.end(), sign=sign)
        page = sign.label
    draft.page_end = page
    return page


def _blank_between(text: str, start: int, end: int) -> bool:
    return text.count("\n", start, end) > 1


def _nested(path: list[tuple[int, str]], label: str) -> list[tuple[int, str]]:
    """Return the path of a section's labels after one more label is met."""
    fits = [depth for depth, pattern in enumerate(_DEPTHS) if pattern.fullmatch(label)]
    brother = next(
        (depth for depth, elder in reversed(path) if depth in fits and _follows(elder, label, depth)), None
    )
    depth = fits[0] if brother is None else brother
    return [entry for entry in path if entry[0] < depth] + [(depth, label)]


def _follows(elder: str, label: str, depth: int) -> bool:
    """Return whether a label is the next after another at a depth, so that I after H is a letter."""
    if depth == 0:
        return True  # a numeral is only taken for one where its elder brother is one
    return elder.isdecimal() or ord(label) == ord(elder) + 1


def _with_notes(drafts: list[Draft], notes: list[list[_Line]], text: str) -> Iterator[Draft]:
    """Return the drafts, each followed by the notes whose anchors it carries.

    An anchor is the note's number glued to a word ("State1"); anchors come in order, so each is looked for
    after the one before.
    """
    at = 0
    glued = _glued(drafts, text)
    tied: list[Draft] = []
    for lines in notes:
        match = _NOTE.match(lines[0].text)
        number = match["number"] if match else ""
        home, at = _anchor(glued.get(number, deque()), number, at)
        begin, end = lines[0].start, lines[-1].end
        opening = begin + (match.end() if match else 0)
        said = text[opening:end]
        kind: PassageKind = "source_note" if _opens_source(said) else "footnote"
        note = Draft(kind, begin, home.page_end if home else None, anchored_in=home, end=end)
        note.take_out(begin, opening)
        for named in references(said):
            first = note.take_out(opening + named.p_start, opening + named.p_start, sign=Sign("open"))
            last = opening + named.p_end
            note.take_out(last, last, sign=Sign("reference", named.target, closes=first))
        tied.append(note)
    return with_notes(drafts, tied)


def _glued(drafts: list[Draft], text: str) -> dict[str, deque[_Glued]]:
    """Return for each number the places where it is glued to a word, in order."""
    places: dict[str, deque[_Glued]] = {}
    for draft in drafts:
        for found in _GLUED.finditer(text, draft.start, draft.end):
            place = _Glued(draft, found.start(), found.start("number"), found.end())
            places.setdefault(found["number"], deque()).append(place)
    return places


def _anchor(places: deque[_Glued], number: str, at: int) -> tuple[Draft | None, int]:
    """Mark the next place of a note's number; return its passage and the end."""
    while places:
        draft, word, start, end = places.popleft()
        if word >= at:
            _keep_in_order(draft, draft.take_out(start, end, sign=Sign("anchor", number)))
            return draft, end
    return None, at


def _keep_in_order(draft: Draft, edit: int) -> None:
    order = sorted(range(edit + 1), key=lambda k: draft.edits[k])
    draft.edits = [draft.edits[k] for k in order]
    draft.signs = [draft.signs[k] for k in order]


def _opens_source(said: str) -> bool:
    return any(re.search(phrases["opens"], said) for phrases in reading_lexicon().source_notes)


def _described(stem: str, text: str, passages: tuple[Passage, ...]) -> Document:
    """Return the document with what heading, source note, first line and signature say of it."""
    lexicon = reading_lexicon()
    heading = next((p for p in passages if p.kind == "heading"), None)
    title = heading.text if heading else None
    kind = lexicon.kind_of(title) if title else None
    issuer, addressee = lexicon.sender_and_addressee(title) if title else (None, None)
    note = next((p.text for p in passages if p.kind == "source_note"), None)
    told = read_source_note(note) if note else None
    printed = _HEADING.match(text)
    first = next((p for p in passages if p.kind == "paragraph"), None)
    own = _OWN_NUMBER.match(first.text) if first and kind in lexicon.numbered_kinds else None
    volume_number = printed["number"] if printed else None
    document = Document(id=stem, original=text, passages=passages, reader="printed")
    return replace(
        document,
        number=own[1] if own else volume_number,
        volume_number=volume_number,
        title=title,
        date=told.date if told else None,
        date_ground=told.date_ground if told else None,
        issuer=issuer,
        addressees=(addressee,) if addressee else (),
        copies=told.copies if told else (),
        signer=next((p.text for p in passages if p.kind == "signature"), None),
        marking=told.marking if told else None,
        kind=kind,
        source_note=note,
        untold=("language",) if told and told.date else ("date", "language"),
    )
