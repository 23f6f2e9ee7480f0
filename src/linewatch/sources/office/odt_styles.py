"""What the styles of an OpenDocument text say: titles, page breaks, struck words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, STYLE = f"{_BASE}office:1.0", f"{_BASE}text:1.0", f"{_BASE}style:1.0"
FO = f"{_BASE}xsl-fo-compatible:1.0"
_TITLE = "Title"  # the name in the file, whatever it is called to the user
_LONGEST_LINE = 20  # of styles based on one another, beyond which they run in a ring


class Style(NamedTuple):
    """What a paragraph is by its style."""

    title: bool = False
    page_before: bool = False
    page_after: bool = False


class Styles:
    """The styles of a file by name.

    Args:
        roots: Where they stand; the first one holds where two have one of the same name.
    """

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[tuple[str | None, str | None], etree._Element] = {}
        groups = (f"{{{OFFICE}}}styles", f"{{{OFFICE}}}automatic-styles")
        for root in reversed(roots):  # the file's own come last and hold
            for group in () if root is None else root.iterchildren(*groups):
                for style in group.iterchildren(f"{{{STYLE}}}style"):
                    self._styles[_of(style, "family"), _of(style, "name")] = style
        self._paragraphs: dict[str, Style] = {}
        self._struck: dict[str, bool] = {}

    def of(self, name: str | None) -> Style:
        """Return what paragraphs of a style are."""
        if name is None:
            return Style()
        if name not in self._paragraphs:
            line = list(self._line("paragraph", name))
            before = _first_set(line, "paragraph", f"{{{FO}}}break-before")
            master = line[0].get(f"{{{STYLE}}}master-page-name") if line else None
            self._paragraphs[name] = Style(
                title=name == _TITLE or any(_of(style, "parent-style-name") == _TITLE for style in line),
                page_before=before == "page" or bool(master),
                page_after=_first_set(line, "paragraph", f"{{{FO}}}break-after") == "page",
            )
        return self._paragraphs[name]

    def strikes(self, name: str | None) -> bool:
        """Return whether words of a style are struck out."""
        if name is None:
            return False
        if name not in self._struck:
            struck = _first_set(self._line("text", name), "text", f"{{{STYLE}}}text-line-through-style")
            self._struck[name] = struck not in (None, "none")
        return self._struck[name]

    def _line(self, family: str, name: str) -> Iterator[etree._Element]:
        """Yield a style, the one it is based on, and so forth."""
        at: str | None = name
        for _ in range(_LONGEST_LINE):
            if (style := self._styles.get((family, at))) is None:
                return
            yield style
            at = _of(style, "parent-style-name")


def _of(style: etree._Element, name: str) -> str | None:
    return style.get(f"{{{STYLE}}}{name}")


def _first_set(line: Iterable[etree._Element], family: str, name: str) -> str | None:
    """Return a property from the nearest style that sets it."""
    for style in line:
        for properties in style.iterchildren(f"{{{STYLE}}}{family}-properties"):
            if (found := properties.get(name)) is not None:
                return found
    return None
