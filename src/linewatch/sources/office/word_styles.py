"""What a Word file's settings say: which paragraphs are headings or lists, and how its notes are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from linewatch.sources.wording.roman import as_roman

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_OFF = frozenset(("0", "false", "off", "none"))
# Word keeps the names of its own styles in this form whatever language it speaks to its user.
HEADING_STYLE, TITLE_STYLE = re.compile(r"heading \d", re.IGNORECASE), "title"
_BODY_LEVEL = "9"  # the outline level that means none
_NO_LIST = "0"  # the numbering that takes a paragraph out of its style's list
_LONGEST_LINE = 20  # of styles based on one another, beyond which they run in a ring


class Style(NamedTuple):
    """What a paragraph is by its style and its own settings."""

    heading: bool = False
    title: bool = False
    listed: bool = False
    new_page: bool = False


def value(element: etree._Element, name: str = "val") -> str | None:
    """Return an attribute of Word's."""
    return next((got for space in _SPACES if (got := element.get(f"{{{space}}}{name}")) is not None), None)


def is_on(settings: etree._Element | None, *names: str) -> bool:
    """Return whether one of some switches is on."""
    found = () if settings is None else settings.iterchildren(*(f"{{*}}{name}" for name in names))
    return any((value(switch) or "1") not in _OFF for switch in found)


def told(root: etree._Element | None, name: str) -> str | None:
    """Return the words of the first child of a name, if there are any."""
    child = None if root is None else root.find(f"{{*}}{name}")
    return None if child is None else " ".join("".join(map(str, child.itertext())).split()) or None


class Styles:
    """The styles of a file, by id."""

    def __init__(self, root: etree._Element | None) -> None:
        found = () if root is None else root.iterchildren("{*}style")
        self._styles = {value(style, "styleId") or "": style for style in found}
        self._known: dict[str, Style] = {}

    def of(self, settings: etree._Element | None) -> Style:
        """Return what a paragraph is.

        Args:
            settings: Its own; None where it has none.
        """
        if settings is None:
            return Style()
        named = settings.find("{*}pStyle")
        ident = None if named is None else value(named)
        style = self._named(ident) if ident else Style()
        return _with(style, settings)

    def _named(self, ident: str) -> Style:
        """Return what paragraphs of a style are, by it and by those it is based on."""
        if ident not in self._known:
            style = Style()
            for element in reversed(list(self._line(ident))):
                settings = element.find("{*}pPr")
                style = style if settings is None else _with(style, settings)
                name = told_value(element, "name") or ""
                if HEADING_STYLE.fullmatch(name) or name.lower() == TITLE_STYLE:
                    style = style._replace(heading=True, title=name.lower() == TITLE_STYLE)
            self._known[ident] = style
        return self._known[ident]

    def _line(self, ident: str) -> Iterator[etree._Element]:
        for _ in range(_LONGEST_LINE):
            if (style := self._styles.get(ident)) is None:
                return
            yield style
            ident = told_value(style, "basedOn") or ""


def told_value(element: etree._Element, name: str) -> str | None:
    """Return the value of the first child of a name."""
    child = element.find(f"{{*}}{name}")
    return None if child is None else value(child)


def _with(style: Style, settings: etree._Element) -> Style:
    """Return a style with what settings change of it."""
    if level := told_value(settings, "outlineLvl"):
        style = style._replace(heading=level < _BODY_LEVEL)
    if (numbering := settings.find("{*}numPr")) is not None and (number := told_value(numbering, "numId")):
        style = style._replace(listed=number != _NO_LIST)
    if settings.find("{*}pageBreakBefore") is not None:
        style = style._replace(new_page=is_on(settings, "pageBreakBefore"))
    return style


def number_form(settings: etree._Element | None, kind: str, usual: str) -> str:
    """Return how the notes of a kind are numbered."""
    notes = None if settings is None else settings.find(f"{{*}}{kind}")
    return (None if notes is None else told_value(notes, "numFmt")) or usual


def numeral(number: int, form: str) -> str:
    """Return a note's number as Word shows it; a form that is not known here as a plain number."""
    if form not in ("lowerRoman", "upperRoman"):
        return str(number)
    return as_roman(number) if form == "lowerRoman" else as_roman(number).upper()
