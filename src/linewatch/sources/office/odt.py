"""OpenDocument texts (.odt, .fodt): paragraphs, headings, lists, tables, notes, frames, changes, pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from lxml import etree

from linewatch.errors import Unreadable
from linewatch.kinds.documents import Document
from linewatch.sources.office.assembling import Properties
from linewatch.sources.office.odt_styles import OFFICE, TEXT, Styles
from linewatch.sources.office.package_walk import PackageWalk, Waiting
from linewatch.sources.office.packages import Package, tree

_OWN = re.compile(r"\{urn:oasis:names:tc:opendocument:xmlns:([\w-]+):1\.0\}(.+)")
_PASSED_OVER = frozenset((
    "text:tracked-changes", "text:note", "office:annotation", "office:forms", "svg-compatible:title",
    "svg-compatible:desc", "table:covered-table-cell", "drawing:image", "drawing:object",
    "drawing:object-ole",
    "office:event-listeners",
))  # fmt: skip
# What may stand inside a paragraph and hold paragraphs of its own.
_SHAPES = frozenset(
    f"drawing:{name}"
    for name in (
        "text-box", "caption", "circle", "connector", "custom-shape", "ellipse", "line", "measure", "path",
        "polygon", "polyline", "rect", "regular-polygon",
    )
)  # fmt: skip
_PARAGRAPHS = ("text:p", "text:h")
_SIGNS = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_NOT_A_TEXT = ("It is an office file, but not a text.", "Save it as .odt or as text.")


def read_odt(stem: str, data: bytes) -> Document:
    """Return an OpenDocument text as a document; headers, footers and comments are left out.

    Args:
        stem: The file's name without its suffix.
        data: A package, or one flat XML file.

    Raises:
        Unreadable: If the file is none, is encrypted or damaged, or holds no text.
    """
    content, named, meta, unread = _trees(data)
    body = content.find(f"{{{OFFICE}}}body/{{{OFFICE}}}text")
    if body is None:
        raise Unreadable(*_NOT_A_TEXT)
    walk = _Walk(Styles(content, named), body)
    walk.all(body)
    extra: dict[str, object] = {}
    if walk.comments:
        extra["comments"] = f"{walk.comments} left out"
    if unread:
        extra["unread"] = unread
    return walk.text.document(stem, "odt", _properties(meta), extra)


def _trees(
    data: bytes,
) -> tuple[etree._Element, etree._Element | None, etree._Element | None, list[str]]:
    """Return the content, the named styles, the properties, and which of the latter two cannot be read."""
    if not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        flat = tree(data)
        return flat, flat, flat, []
    package = Package(data)
    manifest = package.part("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest or "encrypted-package" in package.names:
        raise Unreadable("It is encrypted.", "Save it without a password.")
    content = package.tree("content.xml")
    if content is None:
        raise Unreadable(*_NOT_A_TEXT)
    beside: list[etree._Element | None] = []
    unread: list[str] = []
    for name in ("styles", "meta"):
        try:
            beside.append(package.tree(f"{name}.xml"))
        except Unreadable:
            beside.append(None)
            unread.append(name)
    return content, beside[0], beside[1], unread


def _properties(meta: etree._Element | None) -> Properties:
    told = None if meta is None else meta.find(f"{{{OFFICE}}}meta")
    if told is None:
        return Properties()
    # The creator that Dublin Core names is here whoever saved the file last.
    author = _words(told.find("{*}initial-creator")) or _words(told.find("{*}creator"))
    return Properties(_words(told.find("{*}title")), author, _words(told.find("{*}language")))


def _words(element: etree._Element | None) -> str | None:
    return None if element is None else " ".join("".join(map(str, element.itertext())).split()) or None


@lru_cache(maxsize=512)
def _name(tag: str) -> str:
    """Return an element's name after that of its part of the standard; of other than OpenDocument's, nothing."""
    found = _OWN.fullmatch(tag)
    return f"{found[1]}:{found[2]}" if found else ""


class _Walk(PackageWalk):
    """One pass over the text: what each element does where it begins and where it ends."""

    def __init__(self, styles: Styles, body: etree._Element) -> None:
        super().__init__()
        self._styles = styles
        self._deletions, self._insertions = _changes(body)
        self._inserting: set[str] = set()
        self._lists = 0
        self._struck: list[bool] = []
        self._in_words = self._turn_after = False
        self._starts: dict[str, Callable[[etree._Element], None]] = {
            "text:p": self._paragraph,
            "text:h": self._paragraph,
            "text:list": lambda _: self._list(1),
            "text:numbered-paragraph": lambda _: self._list(1),
            "text:span": self._span,
            "text:note": self._reference,
            "text:soft-page-break": lambda _: self.text.turn(certain=False),
            "text:change": self._deletion,
            "text:change-start": lambda change: self._insertion(change, begins=True),
            "text:change-end": lambda change: self._insertion(change, begins=False),
            "office:annotation": lambda _: self.pass_comment(),
            "table:table": lambda _: self.begin_table(),
            "table:table-row": lambda _: self.text.gap("\n" if self.tables == 1 else " "),
            "table:table-cell": lambda _: self.text.gap("\t" if self.tables == 1 else " "),
        }
        self._ends: dict[str, Callable[[], object]] = {
            "text:p": self._paragraph_end,
            "text:h": self._paragraph_end,
            "text:list": lambda: self._list(-1),
            "text:numbered-paragraph": lambda: self._list(-1),
            "text:span": self._struck.pop,
            "table:table": self.end_table,
        }

    def inside(self, root: etree._Element) -> None:
        """Walk an element and all in it."""
        walker = etree.iterwalk(root, events=("start", "end"))
        later: etree._Element | None = None
        for event, element in walker:
            name = _name(str(element.tag))
            if event == "end":
                if element is not later and (end := self._ends.get(name)):
                    end()
                if element is not root:
                    self._write(element.tail)
                continue
            if element is not root and (name in _SHAPES or (self._in_words and name in _PARAGRAPHS)):
                self.waiting.append(Waiting(element))
                later = element
                walker.skip_subtree()
                continue
            if start := self._starts.get(name):
                start(element)
            elif sign := _SIGNS.get(name):
                self._write(sign)
            if name in _PASSED_OVER or name.endswith("-source"):
                walker.skip_subtree()
            else:
                self._write(element.text)

    def _write(self, words: str | None) -> None:
        if words and self._in_words:
            self.text.struck, self.text.inserted = any(self._struck), bool(self._inserting)
            self.text.write(words)

    def _paragraph(self, element: etree._Element) -> None:
        self._in_words = True
        if self.tables or self.in_note:
            self.text.gap(" ", "\n")
            return
        style = self._styles.of(element.get(f"{{{TEXT}}}style-name"))
        if style.page_before:
            self.text.turn(certain=False)
        self.text.blank_page = False
        self._turn_after = style.page_after
        heading = style.title or element.tag == f"{{{TEXT}}}h"
        draft = self.text.begin("heading" if heading else "list" if self._lists else "paragraph")
        if style.title and self.text.titled is None:
            self.text.titled = draft

    def _paragraph_end(self) -> None:
        self._in_words = False
        if not self.tables and not self.in_note:
            self.text.end()
            if self._turn_after:
                self.text.turn()
            self.read_waiting()

    def _span(self, element: etree._Element) -> None:
        self._struck.append(self._styles.strikes(element.get(f"{{{TEXT}}}style-name")))

    def _list(self, step: int) -> None:
        self._lists += step

    def _reference(self, element: etree._Element) -> None:
        citation = element.find(f"{{{TEXT}}}note-citation")
        sign = (_words(citation) or "*").replace(" ", "")
        note = self.text.anchor(sign, at_end=element.get(f"{{{TEXT}}}note-class") == "endnote")
        body = element.find(f"{{{TEXT}}}note-body")
        if body is not None:
            self.waiting.append(Waiting(body, note))

    def _deletion(self, element: etree._Element) -> None:
        """Write what was deleted where it stood; what changes keep is kept there once."""
        words = self._deletions.pop(element.get(f"{{{TEXT}}}change-id") or "", "")
        self.text.struck, self.text.inserted = True, bool(self._inserting)
        self.text.write(words)

    def _insertion(self, element: etree._Element, *, begins: bool) -> None:
        ident = element.get(f"{{{TEXT}}}change-id") or ""
        if begins and ident in self._insertions:
            self._inserting.add(ident)
        else:
            self._inserting.discard(ident)


def _changes(body: etree._Element) -> tuple[dict[str, str], frozenset[str]]:
    """Return the deleted words by the change's id, and the ids of insertions."""
    deletions: dict[str, str] = {}
    insertions: set[str] = set()
    for region in body.iterfind(f"{{{TEXT}}}tracked-changes/{{{TEXT}}}changed-region"):
        ident = region.get(f"{{{TEXT}}}id") or region.get("{http://www.w3.org/XML/1998/namespace}id") or ""
        if region.find(f"{{{TEXT}}}insertion") is not None:
            insertions.add(ident)
        if (deletion := region.find(f"{{{TEXT}}}deletion")) is not None:
            blocks = (child for child in deletion if child.tag != f"{{{OFFICE}}}change-info")
            deletions[ident] = "\n".join("".join(map(str, block.itertext())) for block in blocks)
    return deletions, frozenset(insertions)
