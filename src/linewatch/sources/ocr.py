"""Released papers as OCR gives them: marking banners at page ends, exemption codes, blanks, struck words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from linewatch.kinds.documents import Document, MarkKind
from linewatch.sources.building import BLOCK, Draft, Sign, finish
from linewatch.sources.lexicons import ReadingLexicon, reading_lexicon

_RULE = re.compile(r"[-*_]{3,}")
_NOTE_SIGN = re.compile(r"((?:\\?[*†‡§])+)\s")
_NUMBERED = re.compile(r"(\d{1,3})\.\s")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
# What OCR's markup says inside a line: a blank left by the censor, a struck word, an insertion, a note's sign
# after a word, and a backslash before a character that markup would read otherwise.
_INLINE = re.compile(
    r"(?P<blank>(?:\\?_){3,})|(?P<struck>~~)|(?P<insert></?sup>)|(?P<anchor>(?<=[^\W_])(?:\\?[*†‡§])+)|(?P<escape>\\)(?=\W)"
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
    for start, end, banner in _pieces(text, lexicon):
        piece = text[start:end]
        if banner:
            if head is None and not blocks:
                head = Draft("marking", start, "1", end=end)
                _mark_inline(head, piece, lexicon)
            elif blocks and not turned:
                page, turned = page + 1, True
                blocks[-1] = replace(blocks[-1], last_on_page=True)
        elif head is not None and not blocks and lexicon.code.fullmatch(piece.strip()):
            # A code above the text belongs to the marking, as it is printed beside it.
            head.take_out(start, end, sign=Sign("code", piece.strip()))
            head.end = end
        else:
            blocks.append(_Block(start, end, piece, page, turned, last_on_page=False))
            turned = False
    if blocks:
        blocks[-1] = replace(blocks[-1], last_on_page=True)
    return blocks, head


def _pieces(text: str, lexicon: ReadingLexicon) -> Iterator[tuple[int, int, bool]]:
    """Yield the stretches between blank lines, a line that is a banner apart, and whether it is one."""
    for block in BLOCK.finditer(text):
        begun: int | None = None
        at = end = block.start()
        for line in block[0].split("\n"):
            if _is_banner(line, lexicon):
                if begun is not None:
                    yield begun, end, False
                    begun = None
                yield at + len(line) - len(line.lstrip()), at + len(line.rstrip()), True
            elif begun is None:
                begun = at
            end = at + len(line)
            at = end + 1
        if begun is not None:
            yield begun, block.end(), False


def _passages(blocks: list[_Block], text: str, lexicon: ReadingLexicon) -> Iterator[Draft]:
    """Yield the drafts in reading order, each note after the passage it is anchored in."""
    drafts: list[Draft] = []
    notes: list[Draft] = []
    open_draft: Draft | None = None
    for block in blocks:
        if _RULE.fullmatch(block.text.strip()):
            continue
        elif (sign := _NOTE_SIGN.match(block.text)) and (home := _home(sign[1], block, drafts, notes)):
            notes.append(_note(block, sign, home, lexicon))
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


def _draft(block: _Block, drafts: list[Draft], lexicon: ReadingLexicon) -> Draft:
    page, words = str(block.page), block.text.split()
    draft = Draft("paragraph", block.start, page, end=block.end, page_end=page)
    unended = not _SENTENCE_END.search(block.text.strip())
    if _label(block.text, lexicon) or lexicon.day(block.text.strip()):
        draft.kind = "address"
    elif unended and block.last_on_page and not block.first_on_page and _can_sign(words):
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


def _can_sign(words: list[str]) -> bool:
    """Return whether words can be a signature: a few, the first a name or a title."""
    return len(words) <= _SIGNATURE_WORDS and words[0][0].isupper()


def _is_titled(words: list[str]) -> bool:
    """Return whether most of the longer words begin with a capital, as a printed title's do."""
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return bool(longer) and sum(word[0].isupper() for word in longer) >= 0.6 * len(longer)


def _home(sign: str, block: _Block, drafts: list[Draft], notes: list[Draft]) -> Draft | None:
    """Return the passage that carries a note's sign on the note's page and has no note of it yet."""
    label, page = sign.replace("\\", ""), str(block.page)
    for draft in drafts:
        carries = sum(1 for s in draft.signs if s and s.kind == "anchor" and s.label == label)
        taken = sum(1 for note in notes if note.anchored_in is draft and note.label == label)
        if draft.page_end == page and carries > taken:
            return draft
    return None


def _note(block: _Block, sign: re.Match[str], home: Draft, lexicon: ReadingLexicon) -> Draft:
    """Return a footnote tied to its passage."""
    page = str(block.page)
    note = Draft("footnote", block.start, page, anchored_in=home, end=block.end, page_end=page)
    note.label = sign[1].replace("\\", "")
    note.take_out(block.start, block.start + sign.end())
    _mark_inline(note, block.text[sign.end() :], lexicon, block.start + sign.end())
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
        kind=lexicon.labelled_kind if {"addressee", "subject"} <= said.keys() else None,
        untold=tuple(name for name, value in found.items() if value is None),
        extra={"subject": said["subject"]} if "subject" in said else {},
    )
