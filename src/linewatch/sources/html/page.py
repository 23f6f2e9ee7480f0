"""From the bytes of a web page to a tree of its text: encoding, limits, and nothing that runs or is not shown."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from linewatch.errors import Unreadable
from linewatch.sources.packing.decoding import text_encoding

MOST_ELEMENTS = 500_000  # beyond it a small machine would run out of memory
_HEAD = 16_384
_LONGEST_TITLE = 10_000  # characters: what comes after is no title
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']?([\w.:-]+)|<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
# Names under which pages have always meant windows-1252, and under which bytes like these cannot be meant.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
          "gb2312": "gb18030"}  # fmt: skip
_FALLBACK = "cp1252"
# Signs that XML cannot hold, and so no tree.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_TEXT = frozenset(("script", "style", "template", "noscript", "head"))
_KEPT_ATTRIBUTES = frozenset((
    "id", "name", "class", "role", "href", "hidden", "style", "aria-hidden", "datetime", "itemprop", "rel", "size",
))  # fmt: skip
_TAG = re.compile(r"[a-z][a-z0-9]*")
# Elements deeper than browsers nest them stand side by side: lxml takes time by depth for each element it lets go.
_DEEPEST = 512
_IN_LINE = frozenset(
    ("a", "abbr", "b", "big", "code", "em", "font", "i", "small", "span", "strong", "sub", "sup", "tt", "u")
)


@dataclass(slots=True)
class Page:
    """A web page, parsed.

    Attributes:
        root: Its tree without scripts, styles, templates, comments and head.
        title: What its title element says.
        language: What its root says.
        meta: What its meta elements say, by name in small letters; the first of a name counts.
        guessed: Its encoding, where that is only a guess.
    """

    root: etree._Element
    title: str = ""
    language: str | None = None
    meta: dict[str, str] = field(default_factory=dict[str, str])
    guessed: str | None = None


def parse_page(data: bytes) -> Page:
    """Return a web page's tree.

    Raises:
        Unreadable: If it is empty, no text, or has more elements than fit into memory.
    """
    text, guessed = _decoded(data)
    builder = _Builder()
    # lxml asks a target only for the methods that it has; its stubs name all of them.
    target: Any = builder
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True)
    try:
        etree.fromstring(_CONTROLS.sub("\ufffd", text).encode(), parser)
    except etree.ParserError as error:  # libxml2 found no element at all
        raise Unreadable("The page holds no text.", "Leave it out.") from error
    return Page(builder.root(), builder.title, builder.language, builder.meta, guessed)


def _decoded(data: bytes) -> tuple[str, str | None]:
    """Return a page as text, and its encoding where it is only a guess."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), None
    if b"\0" in data[:_HEAD]:
        raise Unreadable("It is not text, and no reader knows it.", "Save it as text or TEI.")
    encoding = _declared(data[:_HEAD])
    for tried in (encoding, "utf-8"):
        try:
            if tried:
                text = data.decode(tried)
                return text, tried if encoding and tried != encoding else None
        except (UnicodeError, ValueError):
            continue
    if encoding:
        return data.decode(encoding, "replace"), f"{encoding} with broken bytes"
    return data.decode(_FALLBACK, "replace"), "windows-1252"


def _declared(head: bytes) -> str | None:
    """Return the encoding that a page says it is in, if Python knows it as one of texts."""
    found = _DECLARED.search(head)
    if not found:
        return None
    known = text_encoding((found[1] or found[2]).decode("ascii", "replace"))
    return _MEANT.get(known, known) if known else None


class _Builder:
    """Takes what libxml2 reads, piece by piece, so that its limits hold before there is a tree.

    A tree built by libxml2 itself takes time by the square of the attributes in one tag.
    """

    def __init__(self) -> None:
        self._tree = etree.TreeBuilder()
        self._tree.start("html", {})
        self._count = 0
        self._skipped = 0
        self._flat: list[
            bool
        ] = []  # for each open element beyond those that are left out: whether it is not nested
        self._in_title = False
        self._titled = False
        self.title = ""
        self.language: str | None = None
        self.meta: dict[str, str] = {}

    def start(self, tag: str, attributes: Any) -> None:
        """Take a start tag."""
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise Unreadable(f"The page has more than {MOST_ELEMENTS:,} elements.", "Save it as text.")
        if tag == "html":
            self.language = self.language or attributes.get("lang") or attributes.get("xml:lang")
        elif tag == "meta":
            self._told(attributes)
        elif tag == "title" and not self._titled:
            self._in_title = self._titled = True
        if self._skipped or tag in _NOT_TEXT:
            self._skipped += 1
            return
        tag = tag if _TAG.fullmatch(tag) else "span"
        self._flat.append(len(self._flat) >= _DEEPEST)
        if not self._flat[-1]:
            kept = {name: _clean(value) for name, value in attributes.items() if name in _KEPT_ATTRIBUTES}
            self._tree.start(tag, kept)
        elif tag not in _IN_LINE:
            self._tree.start("br", {})
            self._tree.end("br")

    def end(self, tag: str) -> None:
        """Take an end tag."""
        if tag == "title":
            self._in_title = False
        if self._skipped:
            self._skipped -= 1
        elif not self._flat.pop():
            self._tree.end(tag if _TAG.fullmatch(tag) else "span")

    def data(self, text: str) -> None:
        """Take text."""
        if self._in_title and len(self.title) < _LONGEST_TITLE:
            self.title += text
        if not self._skipped:
            self._tree.data(_clean(text))

    def close(self) -> None:
        """Take the end of the page."""

    def root(self) -> etree._Element:
        """Return the tree."""
        self._tree.end("html")
        return self._tree.close()

    def _told(self, attributes: Any) -> None:
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
        content = " ".join(_clean(attributes.get("content", "")).split())
        if name and content:
            self.meta.setdefault(name.strip().lower(), content)


def _clean(text: str) -> str:
    return _CONTROLS.sub("\ufffd", text) if _CONTROLS.search(text) else text
