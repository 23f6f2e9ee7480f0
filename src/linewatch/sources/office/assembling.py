"""A text put together from a file that keeps none as such: the words as they come, cut into passages."""

from __future__ import annotations

from typing import NamedTuple

from linewatch.errors import Unreadable
from linewatch.kinds.documents import Document, MarkKind, PassageKind
from linewatch.sources.passages.building import Draft, Sign, finish
from linewatch.sources.wording.languages import language_tag

_PROPERTIES = "the file's properties"
_BETWEEN = "\n\n"
_WIDEST_GAP = 100
_STRONGEST = ("\n", "\t", " ")


class Properties(NamedTuple):
    """What a file's own properties say of it."""

    title: str | None = None
    author: str | None = None
    language: str | None = None


class Note(NamedTuple):
    """A note that is still to be written.

    Attributes:
        sign: Its number or sign.
        anchored_in: The passage that carries the sign.
        page: On which page it stands; None for one at the end of the text.
    """

    sign: str
    anchored_in: Draft
    page: str | None


class Assembly:
    """The original text as it grows, and the drafts that cut it up.

    Attributes:
        drafts: Those with words so far, in order.
        draft: The open one.
        titled: The draft that the file itself calls its title.
        struck: Whether what is written now is struck out.
        inserted: Whether what is written now was put in later.
        page: On which page, from 1.
        paged: Whether the file shows any page break.
        blank_page: Whether nothing stands on the page so far.
    """

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.draft: Draft | None = None
        self.titled: Draft | None = None
        self.struck = self.inserted = False
        self.page, self.paged, self.blank_page = 1, False, True
        self._chunks: list[str] = []
        self._at = 0
        self._begun = False  # whether the open draft holds anything
        self._worded = False  # whether it holds words
        self._turned = False  # whether a page began inside it that has no mark yet
        self._gap = self._gap_put = ""
        self._open: dict[MarkKind, int] = {}
        self._note: Note | None = None

    def begin(self, kind: PassageKind) -> Draft:
        """Open a passage; it counts from the first thing written into it."""
        self.end()
        self.draft = Draft(kind, self._at)
        return self.draft

    def begin_note(self, note: Note) -> None:
        """Open the passage of a note; its sign stands before its words in the original."""
        draft = self.begin("footnote")
        draft.anchored_in, self._note = note.anchored_in, note
        self.put_aside(f"{note.sign} ")

    def anchor(self, sign: str, *, at_end: bool) -> Note:
        """Add the sign of a note, and return the note, to be written when this passage is done."""
        draft = self._ready()
        self.put_aside(sign, Sign("anchor", sign))
        return Note(sign, draft, None if at_end else str(self.page))

    def end(self) -> None:
        """Close the open passage."""
        if self.draft:
            self._mark(struck=False, inserted=False)
        self.draft = self._note = None
        self._gap = self._gap_put = ""
        self._begun = self._worded = self._turned = False

    def write(self, text: str) -> None:
        """Add words; outside any passage they begin a paragraph."""
        if not text or (text.isspace() and not self._worded):
            return
        if self._gap and text.isspace():
            self._widen(text)
            return
        draft = self._ready()
        if not text.isspace():
            self._stand(draft)
            self._mark(struck=self.struck, inserted=self.inserted)
        self._add(text)

    def _stand(self, draft: Draft) -> None:
        """Note the page on which words of a passage stand; a note stands where its sign does."""
        page = self._note.page if self._note else str(self.page)
        if not self._worded:
            draft.page = page
        elif self._turned:
            draft.take_out(self._at, self._at, sign=Sign("page", str(self.page)))
        draft.page_end = page
        self._worded, self._turned, self.blank_page = True, False, False

    def put_aside(self, text: str, sign: Sign | None = None) -> None:
        """Add what stands in the original but not in the reading text."""
        draft = self._ready()
        draft.take_out(self._at, self._at + len(text), sign=sign)
        self._add(text)

    def gap(self, put: str, text: str | None = None) -> None:
        """Keep what comes apart from what was: by a space, a tab or a line end; the strongest holds."""
        if self._worded:
            self._widen(put if text is None else text)
            self._gap_put = min(self._gap_put or put, put, key=_STRONGEST.index)

    def _widen(self, text: str) -> None:
        if len(self._gap) < _WIDEST_GAP:  # a million empty cells are no more of a gap than a hundred
            self._gap += text

    def turn(self, *, certain: bool = True) -> None:
        """Begin a page; where a program only says where a page ended for it, an empty page is none."""
        if self._note:
            return
        if certain or not self.blank_page:
            self.paged = True
            self.page += 1
            self._turned, self.blank_page = self._worded, True

    def _mark(self, *, struck: bool, inserted: bool) -> None:
        """Open and close the marks over words so that they fit what comes."""
        if not self.draft:
            return
        wanted: tuple[tuple[MarkKind, bool], ...] = (("struck", struck), ("inserted", inserted))
        for kind, want in wanted:
            if want and kind not in self._open:
                self._open[kind] = self.draft.take_out(self._at, self._at, sign=Sign("open"))
            elif not want and kind in self._open:
                self.draft.take_out(self._at, self._at, sign=Sign(kind, closes=self._open.pop(kind)))

    def _ready(self) -> Draft:
        """Return the open draft, begun, with the gap before what comes settled."""
        draft = self.draft or self.begin("paragraph")
        if not self._begun:
            if self._at:
                self._add(_BETWEEN)
            draft.start = draft.end = self._at
            draft.page = draft.page_end = str(self.page)
            self.drafts.append(draft)
            self._begun = True
        elif self._gap:
            draft.take_out(self._at, self._at + len(self._gap), self._gap_put)
            self._add(self._gap)
        self._gap = self._gap_put = ""
        return draft

    def _add(self, text: str) -> None:
        self._chunks.append(text)
        self._at += len(text)
        if self.draft and self._begun:
            self.draft.end = self._at

    def document(self, stem: str, reader: str, told: Properties, extra: dict[str, object]) -> Document:
        """Return what was put together as a document.

        The title is what the file sets as its title, else its opening heading, else what its properties say.

        Raises:
            Unreadable: If there are no words in it.
        """
        self.end()
        if not self.paged:
            for draft in self.drafts:
                draft.page = draft.page_end = None
        original = "".join(self._chunks)
        passages = finish(self.drafts, original)
        if not any(passage.text for passage in passages):
            raise Unreadable("It holds no text.", "If its pages are pictures, save it as a PDF and add that.")
        opening = passages[0] if passages[0].kind == "heading" else None
        headed = passages[self.titled.n - 1] if self.titled and self.titled.n else opening
        title = (headed.text if headed else None) or told.title
        language = language_tag(told.language)
        found = {"title": title, "date": None, "issuer": None, "language": language}
        if not self.paged:
            found["pages"] = None
        inferred = {"title": title and not headed, "language": language}
        if told.author:  # who typed it, as often as who issued it
            extra = {**extra, "author": told.author}
        return Document(
            id=stem,
            original=original,
            passages=passages,
            reader=reader,
            title=title,
            language=language,
            grounds={name: _PROPERTIES for name, taken in inferred.items() if taken},
            untold=tuple(name for name, value in found.items() if value is None),
            extra=extra,
        )
