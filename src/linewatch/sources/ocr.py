"""Released papers as OCR gives them: marking banners at page ends, exemption codes, blanks, struck words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from linewatch.kinds.documents import Document, MarkKind
from linewatch.sources.building import Draft, Sign, finish
from linewatch.sources.lexicons import ReadingLexicon, reading_lexicon

_BLOCK = re.compile(r"\S[^\n]*(?:\n(?![^\S\n]*\n)[^\n]*\S[^\n]*)*")
_RULE = re.compile(r"[-*_]{3,}")
_NOTE_SIGN = re.compile(r"\\?([*†‡§]+)\s")
_NUMBERED = re.compile(r"(\d{1,3})\.\s")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
# What OCR's markup says inside a line: a blank left by the censor, a struck word, an insertion, a note's sign
# after a word, and a backslash before a character that markup would read otherwise.
_INLINE = re.compile(
    r"(?P<blank>(?:\\?_){3,})|(?P<struck>~~)|(?P<insert></?sup>)|(?P<anchor>(?<=[^\W_])\\?[*†‡§]+)|(?P<escape>\\)(?=\W)"
)
_COVERING: dict[str, MarkKind] = {"struck": "struck", "insert": "inserted"}
_STANDING: dict[str, MarkKind] = {"blank": "blank", "anchor": "anchor"}
_HEADING_WORDS, _SIGNATURE_WORDS = 30, 10


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines between blank lines, and the page they stand on."""

    start: int
    end: int
    text: str
    page: int
    first_on_page: bool
    last_on_page: bool


def takes(text: str) -> bool:
    """Return whether a text shows marking banners on lines of their own, as released papers do."""
    lexicon = reading_lexicon()
    return sum(_is_banner(line, lexicon) for line in text.splitlines()) >= 2


def read_ocr(stem: str, text: str) -> Document:
    """Return a released paper as a document."""
    lexicon = reading_lexicon()
    blocks, marking = _pages(text, lexicon)
    drafts = [marking] if marking else []
    drafts += _passages(blocks, text, lexicon)
    passages = finish(drafts, text)
    document = Document(id=stem, original=text, passages=passages, reader="ocr")
    return _described(document, lexicon)


def _is_banner(line: str, lexicon: ReadingLexicon) -> bool:
    return line.strip(" ~*#\t\f").upper() in lexicon.markings


def _pages(text: str, lexicon: ReadingLexicon) -> tuple[list[_Block], Draft | None]:
    """Return the blocks that are not furniture, with their pages, and the marking at the head.

    A run of banners between two blocks is one page break, however many of them OCR kept.
    """
    blocks: list[_Block] = []
    head: Draft | None = None
    page, turned = 1, True
    for found in _BLOCK.finditer(text):
        if _is_banner(found[0], lexicon):
            if head is None and not blocks:
                head = Draft("marking", found.start(), "1", end=found.end())
                _mark_inline(head, found[0], lexicon)
            elif blocks and not turned:
                page, turned = page + 1, True
                blocks[-1] = replace(blocks[-1], last_on_page=True)
        elif head is not None and not blocks and lexicon.code.fullmatch(found[0].strip()):
            # A code above the text belongs to the marking, as it is printed beside it.
            head.take_out(found.start(), found.end(), sign=Sign("code", found[0].strip()))
            head.end = found.end()
        else:
            blocks.append(_Block(found.start(), found.end(), found[0], page, turned, last_on_page=False))
            turned = False
    if blocks:
        blocks[-1] = replace(blocks[-1], last_on_page=True)
    return blocks, head


def _passages(blocks: list[_Block], text: str, lexicon: ReadingLexicon) -> Iterator[Draft]:
    """Yield the drafts in reading order, each note after the passage it is anchored in."""
    drafts: list[Draft] = []
    notes: list[Draft] = []
    open_draft: Draft | None = None
    between: list[tuple[int, int]] = []
    for block in blocks:
        if _RULE.fullmatch(block.text.strip()):
            between.append((block.start, block.end))
        elif sign := _NOTE_SIGN.match(block.text):
            notes.append(_note(block, sign, drafts, lexicon))
            between.append((block.start, block.end))
        elif (
            open_draft and block.page > int(open_draft.page_end or 1) and _continues(open_draft, block, text)
        ):
            open_draft.take_out(open_draft.end, block.start, " ", Sign("page", str(block.page)))
            _mark_inline(open_draft, block.text, lexicon, block.start)
            open_draft.end, open_draft.page_end = block.end, str(block.page)
        else:
            open_draft = _draft(block, drafts, lexicon)
            drafts.append(open_draft)
    for draft in drafts:
        yield draft
        yield from (note for note in notes if note.anchored_in is draft)
    yield from (note for note in notes if note.anchored_in is None)


def _draft(block: _Block, drafts: list[Draft], lexicon: ReadingLexicon) -> Draft:
    page, words = str(block.page), block.text.split()
    draft = Draft("paragraph", block.start, page, end=block.end, page_end=page)
    unended = not _SENTENCE_END.search(block.text.strip())
    if _label(block.text, lexicon) or lexicon.day(block.text.strip()):
        draft.kind = "address"
    elif unended and block.last_on_page and not block.first_on_page and len(words) <= _SIGNATURE_WORDS:
        draft.kind = "signature"
    elif unended and len(words) <= _HEADING_WORDS and _is_titled(words) and block.first_on_page:
        draft.kind = "heading"
    elif numbered := _NUMBERED.match(block.text):
        draft.section = numbered[1]
    _mark_inline(draft, block.text, lexicon)
    return draft


def _continues(draft: Draft, block: _Block, text: str) -> bool:
    """Return whether a block goes on with the sentence that the page before left open."""
    first = next((char for char in block.text if char.isalpha()), "")
    return (
        draft.kind == "paragraph"
        and not _SENTENCE_END.search(text[: draft.end].rstrip())
        and not _NUMBERED.match(block.text)
        and (first.islower() or not (first.isupper() or first.islower()))
    )


def _is_titled(words: list[str]) -> bool:
    """Return whether most of the longer words begin with a capital, as a printed title's do."""
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return bool(longer) and sum(word[0].isupper() for word in longer) >= 0.6 * len(longer)


def _note(block: _Block, sign: re.Match[str], drafts: list[Draft], lexicon: ReadingLexicon) -> Draft:
    """Return a footnote tied to the last anchor with its sign on its page that no note has taken yet."""
    page = str(block.page)
    note = Draft("footnote", block.start, page, end=block.end, page_end=page)
    note.take_out(block.start, block.start + sign.end())
    _mark_inline(note, block.text[sign.end() :], lexicon, block.start + sign.end())
    for draft in reversed(drafts):
        if draft.page_end == page and any(
            s and s.kind == "anchor" and s.label == sign[1] for s in draft.signs
        ):
            note.anchored_in = draft
            break
    return note


def _mark_inline(draft: Draft, block: str, lexicon: ReadingLexicon, offset: int | None = None) -> None:
    """Take codes, blanks, anchors and markup out of a block's text and leave their marks."""
    at = draft.start if offset is None else offset
    found = [*_INLINE.finditer(block), *lexicon.code.finditer(block)]
    opened: dict[MarkKind, int] = {}
    for match in sorted(found, key=lambda item: item.start()):
        start, end, what = at + match.start(), at + match.end(), match.lastgroup
        if covers := _COVERING.get(what or ""):
            if covers in opened:
                draft.take_out(start, end, sign=Sign(covers, closes=opened.pop(covers)))
            else:
                opened[covers] = draft.take_out(start, end, sign=Sign("open"))
        elif what == "escape":
            draft.take_out(start, end)
        else:
            draft.take_out(
                start, end, sign=Sign(_STANDING.get(what or "", "code"), match[0].replace("\\", ""))
            )


def _label(text: str, lexicon: ReadingLexicon) -> tuple[str, str] | None:
    """Return what a line like ``TO: …`` of a memorandum's head is, and what it says."""
    label, colon, rest = text.partition(":")
    role = lexicon.labels.get(label.strip())
    return (role, " ".join(rest.split())) if colon and role else None


def _described(document: Document, lexicon: ReadingLexicon) -> Document:
    """Return the document with what its head and its end say of it."""
    said: dict[str, str] = {}
    date = title = signer = marking = None
    for passage in document.passages:
        if passage.kind == "marking":
            marking = marking or passage.text.strip("~* ").upper()
        elif passage.kind == "address":
            date = date or lexicon.day(passage.text)
            if labelled := _label(passage.text, lexicon):
                said.setdefault(*labelled)
        elif passage.kind == "signature":
            signer = signer or passage.text
        elif passage.kind == "heading":
            title = title or passage.text
    title, issuer = said.get("subject") or title, said.get("issuer") or signer
    found = {"title": title, "date": date, "issuer": issuer, "language": None}
    return replace(
        document,
        title=title,
        date=date,
        issuer=issuer,
        addressees=(said["addressee"],) if "addressee" in said else (),
        signer=signer,
        marking=marking,
        kind="memorandum" if {"addressee", "subject"} <= said.keys() else None,
        untold=tuple(name for name, value in found.items() if value is None),
        extra={"subject": said["subject"]} if "subject" in said else {},
    )
