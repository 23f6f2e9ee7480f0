"""TEI: every ``div type="document"`` is a document; its original text is the element's string value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from linewatch.errors import BadDate, Unreadable
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.documents import Document, Passage, PassageKind, Person
from linewatch.sources.building import Draft, Sign, finish
from linewatch.sources.lexicons import reading_lexicon
from linewatch.sources.source_notes import read_source_note

_TEI = "{http://www.tei-c.org/ns/1.0}"
_FRUS = ("{http://history.state.gov/ns/1.0}", "{http://history.state.gov/frus/ns/1.0}")
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_BLOCKS: dict[str, PassageKind] = {
    f"{_TEI}head": "heading",
    f"{_TEI}p": "paragraph",
    f"{_TEI}item": "list",
    f"{_TEI}label": "list",
    f"{_TEI}dateline": "address",
    f"{_TEI}salute": "address",
    f"{_TEI}byline": "address",
    f"{_TEI}closer": "signature",
    f"{_TEI}signed": "signature",
    f"{_TEI}table": "table",
    f"{_TEI}note": "footnote",
}
# Elements that hold blocks; loose text in them is a paragraph of its own, so that nothing is lost.
_HOLDERS = frozenset(_TEI + name for name in ("div", "list", "quote", "opener", "body", "text", "lg", "sp"))
_PARAGRAPHS = frozenset((f"{_TEI}p", f"{_TEI}quote"))
# What would be a passage of its own elsewhere is part of the passage inside these.
_PARTS = {"footnote": _PARAGRAPHS, "source_note": _PARAGRAPHS, "signature": frozenset((f"{_TEI}signed",))}
_PUT = {f"{_TEI}lb": " ", f"{_TEI}l": " ", f"{_TEI}cell": "\t", f"{_TEI}row": "\n"}


class Volume(NamedTuple):
    """One TEI file, parsed.

    Attributes:
        id: The volume's own id, else the file's stem.
        title: Its full title.
        root: The tree.
    """

    id: str
    title: str | None
    root: etree._Element

    def documents(self) -> Iterator[Document]:
        """Yield the volume's documents in order; a file without any is one document itself."""
        page: str | None = None
        place = 0
        for element in self.root.iter(f"{_TEI}pb", f"{_TEI}div"):
            if element.tag == f"{_TEI}pb":
                page = element.get("n") or page
            elif element.get("type") == "document":
                place += 1
                ident = element.get(_ID) or element.get("n") or str(place)
                yield _document(element, self, page, f"{self.id}/{ident}")
        if not place and (text := self.root.find(f"{_TEI}text")) is not None:
            yield _document(text, self, None, None)

    def persons(self) -> Iterator[Person]:
        """Yield the entries of the volume's list of persons."""
        for item in self.root.iter(f"{_TEI}item"):
            name = next((e for e in item.iter(f"{_TEI}persName") if e.get(_ID)), None)
            if name is not None:
                told, whole = _words(name).rstrip(","), _words(item)
                rest = whole.removeprefix(told).strip(" ,") or None
                yield Person(self.id, name.get(_ID) or "", told, rest)


def parse(stem: str, data: bytes) -> Volume:
    """Return a TEI file as a volume.

    Entities are not expanded and nothing is fetched; repeated ids, which several real volumes have, are read.

    Raises:
        Unreadable: If the file is not well-formed XML, or not TEI.
    """
    if data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        raise Unreadable("It is a web page, and this version has no reader for those.", "Save it as text.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(
            f"It is not well-formed XML: {error.msg}.", "Mend the file, or save it as text."
        ) from error
    if root.tag != f"{_TEI}TEI":
        raise Unreadable("It is XML, but not TEI.", "Save it as TEI or as text.")
    named = [e.text for e in root.iterfind(f".//{_TEI}publicationStmt/{_TEI}idno[@type='frus']") if e.text]
    titles = {t.get("type"): _words(t) for t in root.iterfind(f".//{_TEI}titleStmt/{_TEI}title")}
    title = titles.get("complete") or next(iter(titles.values()), None)
    return Volume(root.get(_ID) or (named[0] if named else stem), title, root)


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


class _Walk:
    """One pass over a document's element: its string value, and the drafts that cut it up."""

    def __init__(self, page: str | None) -> None:
        self.chunks: list[str] = []
        self.at = 0
        self.page = page
        self.open: list[Draft] = []
        self.loose: Draft | None = None
        self.label: Draft | None = None
        self.drafts: list[Draft] = []

    def text(self, chunk: str | None) -> None:
        """Add text of the source."""
        if not chunk:
            return
        if not chunk.isspace():
            if not self.open and self.loose is None:
                self.loose = self._begin("paragraph")
            self._stand(self.open[-1] if self.open else self.loose)
        self.chunks.append(chunk)
        self.at += len(chunk)

    def _stand(self, draft: Draft | None) -> None:
        """Note on which page a passage's own words begin and end; what is nested in it does not count."""
        if draft and draft.page_end is None:
            draft.page = self.page
        if draft:
            draft.page_end = self.page

    def inside(self, element: etree._Element) -> None:
        """Walk what stands between an element's tags."""
        self.text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child)
            elif child.tag is etree.Entity:
                self.text(child.text)  # as written: it is not expanded, and not lost
            self.text(child.tail)

    def element(self, element: etree._Element) -> None:
        """Walk one element, by what it is."""
        tag = str(element.tag)
        kind = _BLOCKS.get(tag)
        here = self.open[-1] if self.open else None
        if tag == f"{_TEI}pb":
            self._turn(element.get("n"))
        elif here and tag in _PARTS.get(here.kind, ()):
            here.take_out(self.at, self.at, " ")
            self.inside(element)
        elif kind:
            self._block(element, kind)
        elif tag in _HOLDERS:
            self._holder(element)
        elif passage := here or self.loose:
            self._inline(element, tag, passage)
        else:
            self.inside(element)

    def _block(self, element: etree._Element, kind: PassageKind) -> None:
        parent = self.open[-1] if self.open else None
        if kind == "footnote" and self.loose:
            parent = self.loose  # a note in loose text does not end it
        else:
            self.end_loose()
        if element.tag == f"{_TEI}item" and self.label:
            # The number of a list's entry stands in an element of its own before it.
            draft, self.label = self.label, None
            draft.take_out(self.at, self.at, " ")
        else:
            draft = self._begin(kind)
        if kind == "footnote":
            draft.kind = "source_note" if element.get("type") == "source" else "footnote"
            draft.anchored_in = parent or next((d for d in self.drafts if d.kind == "heading"), None)
        self.open.append(draft)
        self.inside(element)
        self.open.pop()
        draft.end = self.at
        if element.tag == f"{_TEI}label" and _next_is_item(element):
            self.label = draft
        if parent:
            sign = Sign("anchor", element.get("n") or "*") if kind == "footnote" else None
            _nest(parent, draft, sign)

    def _holder(self, element: etree._Element) -> None:
        """Walk a holder of blocks; inside a passage its loose text is part of the passage."""
        here = self.open[-1] if self.open else self.loose
        if here and element.tag == f"{_TEI}quote" and element.find(f"{_TEI}p") is None:
            self.inside(element)  # words quoted inside a sentence
            return
        self.end_loose()
        if self.open:
            self.open[-1].take_out(self.at, self.at, " ")
        self.inside(element)
        self.end_loose()

    def _inline(self, element: etree._Element, tag: str, here: Draft) -> None:
        sign: Sign | None = None
        if tag in _PUT:
            here.take_out(self.at, self.at, _PUT[tag])
        elif tag == f"{_TEI}persName" and element.get("corresp"):
            sign = Sign("person", (element.get("corresp") or "").removeprefix("#"))
        elif tag == f"{_TEI}ref" and element.get("target"):
            sign = Sign("reference", element.get("target") or "")
        elif tag == f"{_TEI}del":
            sign = Sign("struck")
        elif tag == f"{_TEI}add":
            sign = Sign("inserted")
        first = here.take_out(self.at, self.at, sign=Sign("open")) if sign else None
        self.inside(element)
        if sign and first is not None:
            here.take_out(self.at, self.at, sign=sign._replace(closes=first))

    def _begin(self, kind: PassageKind) -> Draft:
        draft = Draft(kind, self.at, self.page, end=self.at)
        self.drafts.append(draft)
        return draft

    def end_loose(self) -> None:
        """End the paragraph that loose text began."""
        if self.loose:
            self.loose.end = self.at
            self.loose = None

    def _turn(self, page: str | None) -> None:
        self.page = page or self.page
        here = self.open[-1] if self.open else self.loose
        if here and page:
            here.take_out(self.at, self.at, sign=Sign("page", page))


def _next_is_item(element: etree._Element) -> bool:
    following = element.getnext()
    while following is not None and following.tag != f"{_TEI}item":
        following = following.getnext() if following.tag == f"{_TEI}pb" else None
    return following is not None


def _nest(parent: Draft, child: Draft, sign: Sign | None) -> None:
    """Take a passage that stands inside another out of it.

    A stretch that a later label and item share began earlier; edits that fall inside the child go with it.
    """
    while parent.edits and parent.edits[-1].start >= child.start:
        parent.edits.pop()
        parent.signs.pop()
    parent.take_out(child.start, child.end, "" if sign else " ", sign)


def _document(element: etree._Element, volume: Volume, page: str | None, ident: str | None) -> Document:
    walk = _Walk(page)
    walk.inside(element)
    walk.end_loose()
    original = "".join(walk.chunks)
    passages = finish(walk.drafts, original)
    date, time = _dated(element)
    senders, addressees = _parties(element, "from"), _parties(element, "to")
    # The head of a list inside the document is not the document's.
    headed = element.find(f"{_TEI}head") is not None
    heading = next((p for p in passages if p.kind == "heading"), None) if headed else None
    note = next((p for p in passages if p.kind == "source_note"), None)
    told = read_source_note(note.text) if note else None
    number = element.get("n")
    return Document(
        id=ident or volume.id,
        original=original,
        passages=passages,
        reader="tei",
        number=number,
        volume_number=number,
        title=heading.text if heading else None,
        date=date,
        time=time,
        place=next((_words(e) for e in element.iterfind(f".//{_TEI}dateline//{_TEI}placeName")), None),
        issuer="; ".join(senders) or None,
        addressees=addressees,
        copies=told.copies if told else (),
        signer=_signers(passages),
        marking=told.marking if told else None,
        kind=_kind(element, heading),
        language=element.get("{http://www.w3.org/XML/1998/namespace}lang"),
        in_record=ident is not None,
        source_note=note.text if note else None,
        collection=volume.title,
        untold=tuple(
            name for name, known in (("date", date), ("issuer", senders), ("language", None)) if not known
        ),
    )


def _dated(element: etree._Element) -> tuple[str | None, str | None]:
    """Return a document's date as EDTF and its time of day, from its dateline or from its attributes."""
    for date in element.iterfind(f".//{_TEI}dateline//{_TEI}date"):
        start = date.get("when") or date.get("from") or date.get("notBefore")
        if start:
            end = date.get("to") or date.get("notAfter") or (_later_end(date) if date.get("from") else None)
            return _span(start, end), _time(date.get("when"))
    for prefix in _FRUS:
        if start := element.get(f"{prefix}doc-dateTime-min"):
            return _span(start, element.get(f"{prefix}doc-dateTime-max")), None
    return None, None


def _later_end(date: etree._Element) -> str | None:
    """Return the end that stands in a date element of its own: "August 16 and August 17"."""
    return next((e.get("to") for e in date.itersiblings(f"{_TEI}date") if e.get("to")), None)


def _span(start: str, end: str | None) -> str | None:
    first, last = start[:10], (end or start)[:10]
    edtf = first if first == last else f"{first}/{last}"
    try:
        return PartialDate.parse(edtf).edtf
    except BadDate:
        return None


def _time(when: str | None) -> str | None:
    return when[11:19] if when and len(when) > 11 else None


def _parties(element: etree._Element, role: str) -> tuple[str, ...]:
    """Return who is tagged as sender or addressee, each once."""
    tagged = [
        _words(e)
        for e in element.iter(f"{_TEI}gloss", f"{_TEI}persName", f"{_TEI}orgName")
        if e.get("type") == role
    ]
    return tuple(dict.fromkeys(tagged))


def _signers(passages: tuple[Passage, ...]) -> str | None:
    signed = next((p for p in reversed(passages) if p.kind == "signature"), None)
    return signed.text if signed else None


def _kind(element: etree._Element, heading: Passage | None) -> str | None:
    if element.get("subtype") == "editorial-note":
        return "editorial_note"
    return reading_lexicon().kind_of(heading.text) if heading else None
