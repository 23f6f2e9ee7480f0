"""Word files (.docx): paragraphs, headings, lists, tables, notes, text boxes, tracked changes, pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from functools import lru_cache

from lxml import etree

from linewatch.errors import Unreadable
from linewatch.kinds.documents import Document, PassageKind
from linewatch.sources.office.assembling import Properties
from linewatch.sources.office.package_walk import PackageWalk, Waiting
from linewatch.sources.office.packages import Package
from linewatch.sources.office.word_styles import Styles, is_on, number_form, numeral, told, told_value, value

# Word writes its elements under one of two names, and formulas under a third; "Strict" files use the second.
_SPACES = frozenset((
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
    "http://schemas.openxmlformats.org/markup-compatibility/2006",
))  # fmt: skip
# Settings of what is around them, and what Word wrote a second time for older programs.
_PASSED_OVER = frozenset((
    "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "Fallback", "rubyPr",
))  # fmt: skip
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_MAIN = "word/document.xml"
_SYMBOL = re.compile(r"(?!D[89A-F]|000|001)[0-9A-F]{4}", re.IGNORECASE)  # no half of a pair, no control


def read_docx(stem: str, data: bytes) -> Document:
    """Return a Word file as a document; headers, footers and comments are left out.

    Raises:
        Unreadable: If the file is none, is encrypted or damaged, or holds no text.
    """
    package = Package(data)
    main = _links(package, "").get("officeDocument") or _MAIN
    root = package.tree(main)
    if root is None or _name(str(root.tag)) != "document":
        raise Unreadable("It is a package, but not a Word file.", "Save it as .docx or as text.")
    parts = _Parts(package, main)
    walk = _Walk(parts)
    walk.all(root)
    extra: dict[str, object] = {}
    if walk.comments:
        extra["comments"] = f"{walk.comments} left out"
    properties = Properties(*(told(parts.properties, name) for name in ("title", "creator", "language")))
    if parts.unread:
        extra["unread"] = parts.unread
    return walk.text.document(stem, "docx", properties, extra)


@lru_cache(maxsize=512)
def _name(tag: str) -> str:
    """Return an element's name without its namespace; of other than Word's, nothing."""
    space, _, name = tag.rpartition("}")
    return name if space[1:] in _SPACES else ""


def _links(package: Package, part: str) -> dict[str, str]:
    """Return the names of the parts that belong to one, by what they are to it; the first of a kind."""
    folder, name = posixpath.split(part)
    found: dict[str, str] = {}
    links = package.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
    for link in () if links is None else links:
        if link.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target") or ""))
            found.setdefault((link.get("Type") or "").rpartition("/")[2], target.lstrip("/"))
    return found


class _Parts:
    """The parts beside the text; one that cannot be read is named and done without."""

    def __init__(self, package: Package, main: str) -> None:
        self.unread: list[str] = []
        self._package, self._folder = package, posixpath.dirname(main)
        beside = self._linked(main)
        self.styles = Styles(self._tree(beside, "styles"))
        settings = self._tree(beside, "settings")
        self.forms = {
            "footnotes": number_form(settings, "footnotePr", "decimal"),
            "endnotes": number_form(settings, "endnotePr", "lowerRoman"),
        }
        self.notes = {kind: self._notes(self._tree(beside, kind)) for kind in _NOTES.values()}
        self.properties = self._tree(self._linked(""), "core-properties")

    def _linked(self, part: str) -> dict[str, str]:
        try:
            return _links(self._package, part)
        except Unreadable:
            return {}

    def _tree(self, links: dict[str, str], kind: str) -> etree._Element | None:
        try:
            return self._package.tree(links.get(kind) or posixpath.join(self._folder, f"{kind}.xml"))
        except Unreadable:
            self.unread.append(kind)
            return None

    def _notes(self, root: etree._Element | None) -> dict[str, etree._Element]:
        """Return notes by id; the separators that Word keeps among them are none."""
        found = () if root is None else root.iterchildren("{*}footnote", "{*}endnote")
        return {value(note, "id") or "": note for note in found if value(note, "type") in (None, "normal")}


class _Walk(PackageWalk):
    """One pass over the text: what each element does where it begins and where it ends."""

    def __init__(self, parts: _Parts) -> None:
        super().__init__()
        self._parts = parts
        self._deleted = self._added = 0
        self._run_struck = self._turn_after = False
        self._own_sign: etree._Element | None = None
        self._numbers = dict.fromkeys(_NOTES.values(), 0)
        self._starts: dict[str, Callable[[etree._Element], None]] = {
            "p": self._paragraph,
            "r": self._run,
            "t": self._words,
            "delText": self._words,
            "sym": self._symbol,
            "br": self._break,
            "softHyphen": lambda _: self.text.put_aside("\u00ad"),
            "lastRenderedPageBreak": lambda _: self.text.turn(certain=False),
            "drawing": lambda _: self._picture(),
            "tbl": lambda _: self.begin_table(),
            "tr": lambda _: self.text.gap("\n" if self.tables == 1 else " "),
            "tc": lambda _: self.text.gap("\t" if self.tables == 1 else " "),
            "footnoteReference": self._reference,
            "endnoteReference": self._reference,
            "commentReference": lambda _: self.pass_comment(),
            "ins": lambda _: self._change(0, 1),
            "moveTo": lambda _: self._change(0, 1),
            "del": lambda _: self._change(1, 0),
            "moveFrom": lambda _: self._change(1, 0),
        }
        self._ends: dict[str, Callable[[], None]] = {
            "p": self._paragraph_end,
            "tbl": self.end_table,
            "ins": lambda: self._change(0, -1),
            "moveTo": lambda: self._change(0, -1),
            "del": lambda: self._change(-1, 0),
            "moveFrom": lambda: self._change(-1, 0),
        }

    def inside(self, root: etree._Element) -> None:
        """Walk an element and all in it."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            name = _name(str(element.tag))
            if event == "end":
                if end := self._ends.get(name):
                    end()
            elif name == "txbxContent" and element is not root:
                self.waiting.append(Waiting(element))
                walker.skip_subtree()
            elif name in _PASSED_OVER or name in ("pPr", "rPr"):
                walker.skip_subtree()
            elif start := self._starts.get(name):
                start(element)
            elif sign := _SIGNS.get(name):
                self.text.write(sign)

    def _paragraph(self, element: etree._Element) -> None:
        settings = next(element.iterchildren("{*}pPr"), None)
        style = self._parts.styles.of(settings)
        if style.new_page:
            self.text.turn()
        if self.tables or self.in_note:
            self.text.gap(" ", "\n")
            return
        self._turn_after = settings is not None and _ends_page(settings)
        kind: PassageKind = "heading" if style.heading else "list" if style.listed else "paragraph"
        draft = self.text.begin(kind)
        if style.title and self.text.titled is None:
            self.text.titled = draft

    def _paragraph_end(self) -> None:
        if self.tables or self.in_note:
            return
        self.text.end()
        if self._turn_after:
            self.text.turn()
        self.read_waiting()

    def _run(self, element: etree._Element) -> None:
        self._run_struck = is_on(next(element.iterchildren("{*}rPr"), None), "strike", "dstrike")

    def _words(self, element: etree._Element) -> None:
        if element is not self._own_sign:
            self.text.struck = self._deleted > 0 or self._run_struck
            self.text.inserted = self._added > 0
            self.text.write(element.text or "")

    def _symbol(self, element: etree._Element) -> None:
        code = value(element, "char") or ""
        if _SYMBOL.fullmatch(code):
            self.text.write(chr(int(code, 16)))

    def _break(self, element: etree._Element) -> None:
        if value(element, "type") == "page":
            self.text.turn()
        else:
            self.text.write("\n")

    def _picture(self) -> None:
        self.text.blank_page = False

    def _change(self, deleted: int, added: int) -> None:
        self._deleted += deleted
        self._added += added

    def _reference(self, element: etree._Element) -> None:
        kind = _NOTES[_name(str(element.tag))]
        own = element.getnext() if value(element, "customMarkFollows") not in (None, "0", "false") else None
        if own is not None and own.text:
            self._own_sign, sign = own, own.text
        else:
            self._numbers[kind] += 1
            sign = numeral(self._numbers[kind], self._parts.forms[kind])
        note = self.text.anchor(sign, at_end=kind == "endnotes")
        body = self._parts.notes[kind].pop(value(element, "id") or "", None)
        if body is not None:
            self.waiting.append(Waiting(body, note))


def _ends_page(settings: etree._Element) -> bool:
    """Return whether a section ends with a paragraph, and the next one begins on a page of its own."""
    section = settings.find("{*}sectPr")
    return section is not None and told_value(section, "type") not in ("continuous", "nextColumn")
