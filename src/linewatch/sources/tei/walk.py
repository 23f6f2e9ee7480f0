"""TEI's elements as passages: which are blocks, which hold blocks, and which leave a mark inside one."""

from __future__ import annotations

from lxml import etree

from linewatch.kinds.documents import PassageKind
from linewatch.sources.passages.building import Draft, Sign
from linewatch.sources.passages.walking import End, Walk, nest

TEI = "{http://www.tei-c.org/ns/1.0}"
_BLOCKS: dict[str, PassageKind] = {
    "head": "heading",
    "titlePart": "heading",
    "p": "paragraph",
    "ab": "paragraph",
    "trailer": "paragraph",
    "item": "list",
    "label": "list",
    "speaker": "paragraph",
    "dateline": "address",
    "salute": "address",
    "byline": "address",
    "closer": "signature",
    "signed": "signature",
    "table": "table",
    "note": "footnote",
}
# Passages of their own between others, but part of the passage they stand in.
_ALONE: dict[str, PassageKind] = {
    "lg": "paragraph",
    "stage": "paragraph",
    "figDesc": "paragraph",
    "docAuthor": "address",
    "docDate": "address",
    "docImprint": "address",
    "castItem": "list",
    "bibl": "list",
    "biblStruct": "list",
}
DIVISIONS = frozenset(("div", *(f"div{depth}" for depth in range(8))))
# Elements that hold blocks; loose text in them is a paragraph of its own, so that nothing is lost.
_HOLDERS = DIVISIONS | frozenset((
    "list", "quote", "opener", "body", "text", "lg", "sp", "front", "back", "group", "floatingText", "titlePage",
    "docTitle", "epigraph", "argument", "postscript", "listBibl", "cit", "figure", "castList", "castGroup",
    "prologue", "epilogue", "set", "performance",
))  # fmt: skip
_PARAGRAPHS = frozenset(("p", "quote"))
# What would be a passage of its own elsewhere is part of the passage inside these.
_PARTS = {"footnote": _PARAGRAPHS, "source_note": _PARAGRAPHS, "signature": frozenset(("signed",))}
_PUT = {"cell": "\t", "row": "\n"}
_PLAIN = frozenset(
    ("hi", "gloss", "date", "placeName", "orgName", "time", "seg")
)  # common, and no more than words
_COVERED = {"del": Sign("struck"), "add": Sign("inserted")}
# Of two readings that an editor gives of one place, the reading text takes the one that can be read on.
_CHOSEN = ("corr", "reg", "expan")
# Who speaks, or what numbers an entry, stands before it; these take it as their beginning.
_SPOKEN, _NUMBERED = frozenset(("p", "ab", "lg", "stage")), frozenset(("item",))


class TeiWalk(Walk):
    """The walk over a TEI document."""

    def __init__(self, page: str | None) -> None:
        super().__init__(page)
        self.begun: Draft | None = None
        self.takers: frozenset[str] = frozenset()
        self.sections: list[str | None] = []

    def enter(self, element: etree._Element, tag: str) -> End | None:
        """Take note that an element begins, by what it is."""
        name = tag.removeprefix(TEI)
        if self.quiet:
            return self._read_out()
        if name in _PLAIN:
            return None
        kind = _BLOCKS.get(name)
        inner = self.open[-1] if self.open else None
        if inner and name in _PARTS.get(inner.kind, ()):
            self.put(" ")
            return None
        if not kind and name in _ALONE and not self.here and not (name == "lg" and _holds(element, "lg")):
            kind = _ALONE[name]
        if kind:
            return self._block(element, name, kind)
        return self._holder(element, name) if name in _HOLDERS else self._inline(element, name)

    def begin(self, kind: PassageKind) -> Draft:
        """Begin a passage in the numbered division that is open."""
        draft = super().begin(kind)
        if self.sections and all(self.sections):
            draft.section = ".".join(filter(None, self.sections))
        return draft

    def begin_loose(self) -> Draft:
        """Begin a paragraph, with the speaker's name if one was just called."""
        return self._go_on("p") or super().begin_loose()

    def _go_on(self, name: str) -> Draft | None:
        """Return the passage that a label or a speaker's name began, if it is this element's."""
        if self.begun is None or name not in self.takers:
            return None
        draft, self.begun = self.begun, None
        draft.take_out(self.at, self.at, " ")
        return draft

    def _block(self, element: etree._Element, name: str, kind: PassageKind) -> End:
        parent = self.open[-1] if self.open else None
        if kind == "footnote" and self.loose:
            parent = self.loose  # a note in loose text does not end it
        else:
            self.end_loose()
        captioned = (
            name == "head" and (around := element.getparent()) is not None and local(around) == "figure"
        )
        draft = self._go_on(name) or self.begin("paragraph" if captioned else kind)
        if kind == "footnote":
            draft.kind = "source_note" if element.get("type") == "source" else "footnote"
            draft.anchored_in = parent or next((d for d in self.drafts if d.kind == "heading"), None)
        self.open.append(draft)

        def end() -> None:
            self.open.pop()
            draft.end = self.at
            if name == "speaker" or (name == "label" and _next_is_item(element)):
                self.begun, self.takers = draft, _SPOKEN if name == "speaker" else _NUMBERED
            if parent:
                sign = Sign("anchor", element.get("n") or "*") if kind == "footnote" else None
                nest(parent, draft, sign)

        return end

    def _holder(self, element: etree._Element, name: str) -> End | None:
        """Walk a holder of blocks; inside a passage its loose text is part of the passage."""
        if self.here and name == "quote" and not _holds(element, "p"):
            return None  # words quoted inside a sentence
        self.end_loose()
        if self.open:
            self.put(" ")
        if name in DIVISIONS:
            self.sections.append(element.get("n"))

        def end() -> None:
            self.end_loose()
            if name in DIVISIONS:
                self.sections.pop()
            elif name == "sp":
                self.begun = None

        return end

    def _inline(self, element: etree._Element, name: str) -> End | None:
        if name == "fw":  # what the printer adds to every page: running heads, page numbers, catchwords
            return self.hush(" ")
        if name == "choice":
            return self._choose(element)
        if name == "gap":
            return self._gap(element)
        if sign := _sign(element, name):
            return self.cover(sign)
        if name == "pb":
            self.turn(element.get("n"), element.get("break") == "no")
        elif name == "lb" and element.get("break") == "no":
            self.join_word()
        elif name in ("lb", "l"):
            around = element.getparent()
            self.put("\n" if name == "l" and around is not None and local(around) != "p" else " ")
        elif name in _PUT:
            self.put(_PUT[name])
        return None

    def _gap(self, gap: etree._Element) -> End:
        """Mark what the source leaves out; an editor's words about it are no words of the paper."""
        if draft := self.here:
            much = gap.get("extent") or " ".join(filter(None, (gap.get("quantity"), gap.get("unit"))))
            label = ", ".join(filter(None, (gap.get("reason"), much)))
            draft.take_out(self.at, self.at, sign=Sign("blank", label))
        return self.hush()

    def _choose(self, choice: etree._Element) -> End | None:
        readings = {local(child): child for child in choice if isinstance(child.tag, str)}
        chosen = next((readings[name] for name in _CHOSEN if name in readings), None)
        return self.hush(until=chosen) if chosen is not None and len(readings) > 1 else None

    def _read_out(self) -> End:
        """Read the chosen one of two readings; the silence around it goes on after it."""
        self.speak()

        def end() -> None:
            self.hush()

        return end


def _sign(element: etree._Element, name: str) -> Sign | None:
    """Return what an element's words bear, if they bear something."""
    if name == "persName":
        person = element.get("corresp")
        return Sign("person", person.removeprefix("#")) if person else None
    if name == "ref":
        target = element.get("target")
        return Sign("reference", target) if target else None
    return _COVERED.get(name)


def local(element: etree._Element) -> str:
    """Return an element's name in TEI; that of an element of another vocabulary keeps its namespace."""
    return str(element.tag).removeprefix(TEI)


def _holds(element: etree._Element, name: str) -> bool:
    return any(isinstance(child.tag, str) and local(child) == name for child in element)


def _next_is_item(element: etree._Element) -> bool:
    following = element.getnext()
    while following is not None and local(following) != "item":
        following = following.getnext() if local(following) == "pb" else None
    return following is not None
