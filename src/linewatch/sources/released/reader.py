"""Released papers as OCR gives them: marking banners at page ends, exemption codes, blanks, struck words."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from linewatch.kinds.documents import Document
from linewatch.sources.mending.drafts import mend
from linewatch.sources.passages.building import Draft, Sign, finish, with_notes
from linewatch.sources.released.inline_marks import mark_inline
from linewatch.sources.released.lexicon import LINE, is_released, release_lexicon
from linewatch.sources.released.pages import Block, day_of, label_of, pages
from linewatch.sources.wording.languages import language_of
from linewatch.sources.wording.lexicons import ReadingLexicon, reading_lexicon
from linewatch.sources.wording.sentences import ends_sentence
from linewatch.sources.wording.words import Words, words_of

_ALNUM = re.compile(r"[^\W_]")
_NOTE_SIGN = re.compile(r"((?:\\?[*†‡§])+)\s")
_PAGE_NUMBER = re.compile(r"[-–]?\s*\d{1,3}\s*[-–]?")
_NUMBERED = re.compile(r"(\d{1,3})\.\s")
_PARTS = re.compile(r"[-'’.]")
_HEADING_WORDS, _SIGNATURE_WORDS, _TITLE_WORDS = 30, 10, 60
_LOOSE_HEADING_WORDS = 3  # fewer may be a form's label or a stamp's rest
_MARKINGS = 2  # on lines of their own: one may be quoted


def takes(text: str) -> bool:
    """Return whether a text shows what released papers do: markings on lines of their own, stamps, page heads."""
    papers = release_lexicon()
    markings = 0
    for line in LINE.finditer(text):
        role = papers.role(line[0])
        markings += role == "marking"
        if role == "page" or markings == _MARKINGS:
            return True
    return papers.stamped(text)


def read_ocr(stem: str, text: str) -> Document:
    """Return a released paper as a document."""
    lexicon = reading_lexicon()
    language = language_of(text)
    blocks, marking = pages(text, lexicon)
    drafts = [marking] if marking else []
    drafts += _passages(blocks, text, lexicon, _Layout(is_released(text), words_of(language, len(text))))
    repaired = mend(drafts, text, language)
    document = Document(
        id=stem, original=text, passages=finish(drafts, text), reader="ocr", language=language
    )
    return _described(document, lexicon, repaired)


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the place of words on a page may be taken to mean.

    Attributes:
        loose: Whether lines of forms, stamps and noise stand among the paper's own, so that neither first nor
            last on a page says much.
        words: The words of the language, where they are at hand.
    """

    loose: bool
    words: Words | None

    def signs(self, words: list[str]) -> bool:
        """Return whether words that are last on a page may be a signature: few, each a name or a known word."""
        return (
            not self.loose
            and len(words) <= _SIGNATURE_WORDS
            and words[0][0].isupper()
            and (len(words) > 1 or not words[0].isupper())
            and all(_is_name(word) or self._knows(word.strip(".,;:")) for word in words)
        )

    def _knows(self, word: str) -> bool:
        return self.words is not None and word.isalpha() and self.words.knows(word)

    def heads(self, words: list[str], page: int) -> bool:
        """Return whether words that are first on a page may be a heading."""
        if not self.loose:
            return True
        if page > 1:
            return False
        letters = ["".join(char for char in word if char.isalpha()) for word in words]
        return len(words) >= _LOOSE_HEADING_WORDS and all(self._knows(word) for word in letters if word)


def _passages(blocks: list[Block], text: str, lexicon: ReadingLexicon, layout: _Layout) -> Iterator[Draft]:
    """Yield the drafts in reading order, each note after the passage it is anchored in."""
    drafts: list[Draft] = []
    notes: list[Draft] = []
    anchors = _Anchors()
    open_draft: Draft | None = None
    for block in blocks:
        if not _ALNUM.search(block.text) or _is_page_number(block):
            continue
        elif (sign := _NOTE_SIGN.match(block.text)) and (home := anchors.home(sign[1], block.page)):
            notes.append(_note(block, sign, home, lexicon))
        elif (
            open_draft and block.page > int(open_draft.page_end or 1) and _continues(open_draft, block, text)
        ):
            open_draft.take_out(open_draft.end, block.start, " ", Sign("page", str(block.page)))
            mark_inline(open_draft, block.text, lexicon, block.start)
            open_draft.end, open_draft.page_end = block.end, str(block.page)
            anchors.meet(open_draft)
        else:
            open_draft = _draft(block, lexicon, layout)
            drafts.append(open_draft)
            anchors.meet(open_draft)
    yield from with_notes(drafts, notes)


def _is_page_number(block: Block) -> bool:
    """Return whether a block is a number at a page's edge."""
    return (block.first_on_page or block.last_on_page) and bool(_PAGE_NUMBER.fullmatch(block.text.strip()))


def _draft(block: Block, lexicon: ReadingLexicon, layout: _Layout) -> Draft:
    page, words = str(block.page), block.text.split()
    draft = Draft("paragraph", block.start, page, end=block.end, page_end=page)
    unended = not ends_sentence(block.text)
    if label_of(block.text, lexicon) or day_of(block.text, lexicon):
        draft.kind = "address"
    elif unended and block.last_on_page and not block.first_on_page and layout.signs(words):
        draft.kind = "signature"
    elif (
        unended
        and len(words) <= _HEADING_WORDS
        and _is_titled(words)
        and block.first_on_page
        and layout.heads(words, block.page)
    ):
        draft.kind = "heading"
    elif numbered := _NUMBERED.match(block.text):
        draft.section = numbered[1]
    mark_inline(draft, block.text, lexicon)
    return draft


def _continues(draft: Draft, block: Block, text: str) -> bool:
    """Return whether a block goes on with the sentence that the page before left open."""
    first = next((char for char in block.text if char.isalpha()), "")
    return (
        draft.kind == "paragraph"
        and not ends_sentence(text, draft.end)
        and not _NUMBERED.match(block.text)
        and (first.islower() or not (first.isupper() or first.islower()))
    )


def _is_name(word: str) -> bool:
    """Return whether a word is written as a name or an initial is: capitalised, its parts too."""
    parts = [part for part in _PARTS.split(word.strip(".,;:")) if part]
    return bool(parts) and all(part.isalpha() and part == part.capitalize() for part in parts)


def _is_titled(words: list[str]) -> bool:
    """Return whether most of the longer words begin with a capital, as a printed title's do."""
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return bool(longer) and sum(word[0].isupper() for word in longer) >= 0.6 * len(longer)


class _Anchors:
    """The signs of notes in the passages so far, each till a note on the page where its passage ends takes it."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str | None], deque[Draft]] = {}
        self._taken: Counter[tuple[int, str]] = Counter()

    def meet(self, draft: Draft) -> None:
        """Take note of the signs of a passage that begins on a page, or goes on there."""
        carried = Counter(sign.label for sign in draft.signs if sign and sign.kind == "anchor")
        for label, times in carried.items():
            free = times - self._taken[id(draft), label]
            self._waiting.setdefault((label, draft.page_end), deque()).extend([draft] * free)

    def home(self, sign: str, page: int) -> Draft | None:
        """Return the first passage that carries a sign on a page and has no note of it yet, and let it have one."""
        label = sign.replace("\\", "")
        waiting = self._waiting.get((label, str(page)), deque())
        while waiting:
            draft = waiting.popleft()
            if draft.page_end == str(page):  # else it went on to another page, and waits there
                self._taken[id(draft), label] += 1
                return draft
        return None


def _note(block: Block, sign: re.Match[str], home: Draft, lexicon: ReadingLexicon) -> Draft:
    """Return a footnote tied to its passage."""
    page = str(block.page)
    note = Draft("footnote", block.start, page, anchored_in=home, end=block.end, page_end=page)
    note.label = sign[1].replace("\\", "")
    note.take_out(block.start, block.start + sign.end())
    mark_inline(note, block.text[sign.end() :], lexicon, block.start + sign.end())
    return note


def _described(document: Document, lexicon: ReadingLexicon, repaired: dict[str, int]) -> Document:
    """Return the document with what its head and its end say of it."""
    said: dict[str, str] = {}
    date = title = signer = marking = None
    for passage in document.passages:
        if passage.kind == "marking":
            marking = marking or passage.text.strip("~* ").upper()
        elif passage.kind == "address":
            date = date or day_of(passage.text, lexicon)
            if labelled := label_of(passage.text, lexicon):
                said.setdefault(*labelled)
        elif passage.kind == "signature":
            signer = signer or passage.text
        elif passage.kind == "heading":
            title = title or passage.text
    if len(said.get("subject", "").split()) > _TITLE_WORDS:  # where it ends cannot be seen
        del said["subject"]
    title, issuer = said.get("subject") or title, said.get("issuer") or signer
    found = {"title": title, "date": date, "issuer": issuer, "language": document.language}
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
        extra={
            key: value for key, value in (("subject", said.get("subject")), ("repairs", repaired)) if value
        },
    )
