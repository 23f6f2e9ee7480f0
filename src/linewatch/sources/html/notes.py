"""Which links of a web page are note signs, where their notes begin, and which links only lead back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from lxml import etree

from linewatch.sources.html.lexicon import web_lexicon

_SIGN = re.compile(r"[\[(]?\s*(\d{1,4}|[*†‡§¶#]{1,4}|[a-z]|[ivxlc]{1,7})\s*[\])]?\.?")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BRACKETS = "[]() ."
_BLOCKS = frozenset(("p", "li", "div", "td", "tr", "dd", "aside", "section", "blockquote"))
_LONGEST_SIGN = 16  # a sign in words: "note 12"
_MOST_LINKS, _PIECES = 20_000, 50
_DEEPEST = 12  # how far a sign and a note's mark may be wrapped in other elements


class Ref(NamedTuple):
    """A note sign in the text: the note it leads to, by the element that begins it, and the sign."""

    note: etree._Element
    sign: str


@dataclass(slots=True)
class Notes:
    """The notes of a page.

    Attributes:
        refs: Elements that are note signs; the whole element is the sign.
        blocks: Elements that are one note each, from the first word to the last.
        marks: Elements at which a note begins in the middle of a block.
        backs: Links that lead from a note back to its sign.
    """

    refs: dict[etree._Element, Ref] = field(default_factory=dict[etree._Element, Ref])
    blocks: set[etree._Element] = field(default_factory=set[etree._Element])
    marks: set[etree._Element] = field(default_factory=set[etree._Element])
    backs: set[etree._Element] = field(default_factory=set[etree._Element])


class _Link(NamedTuple):
    order: int
    element: etree._Element
    target: str


def notes_of(root: etree._Element) -> Notes:
    """Return the notes of a page."""
    places, links = _anchors(root)
    backs = [link for link in links if link.target in places and places[link.target][0] <= link.order]
    notes = Notes()
    begun: dict[etree._Element, etree._Element] = {}
    for link in links[:_MOST_LINKS]:
        order, target = places.get(link.target, (-1, None))
        if target is None or order <= link.order or not (sign := _sign(link.element)):
            continue
        start = begun.get(target)
        if start is None:
            start = _beginning(target)
            if not _is_note(start, target, link.target, sign):
                continue
            begun[target] = start
        notes.refs[_whole_sign(link.element, sign)] = Ref(start, sign.strip(_BRACKETS))
    _sort_out(notes, begun)
    if begun:
        first = min(order for order, target in places.values() if target in begun)
        notes.backs = {link.element for link in backs if link.order > first and not _opens_note(link, notes)}
    return notes


def _is_note(start: etree._Element, target: etree._Element, name: str, sign: str) -> bool:
    """Return whether what a sign leads to is a note, not a section: it bears the sign or is named as one."""
    opening = _opening(start) or (target.tail or "").strip()
    named = f"{name} {target.get('role') or ''} {target.get('class') or ''}"
    numbered = opening.lstrip(_BRACKETS).startswith(sign.strip(_BRACKETS)) and opening[:1] != ""
    return start.tag not in _HEADINGS and (numbered or bool(web_lexicon().note_place.search(named)))


def _anchors(root: etree._Element) -> tuple[dict[str, tuple[int, etree._Element]], list[_Link]]:
    """Return the places that links can lead to, and the links to them, in order."""
    places: dict[str, tuple[int, etree._Element]] = {}
    links: list[_Link] = []
    for order, element in enumerate(root.iter()):
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                places.setdefault(name, (order, element))
        href = element.get("href") if element.tag == "a" else None
        if href and "#" in href:
            links.append(_Link(order, element, href.rpartition("#")[2]))
    return places, links


def _sign(link: etree._Element) -> str | None:
    """Return the sign of a link that may lead to a note."""
    text = _short_text(link)
    if text is None:
        return None
    names = f"{link.get('class') or ''} {link.get('role') or ''} {link.get('rel') or ''}"
    return text if text and (_SIGN.fullmatch(text) or web_lexicon().note_sign.search(names)) else None


def _short_text(element: etree._Element) -> str | None:
    """Return an element's text; None where it is too long for a sign."""
    text = ""
    for piece in element.itertext():
        text += str(piece)
        if len(text) > 4 * _LONGEST_SIGN:
            return None
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SIGN else None


def _whole_sign(link: etree._Element, sign: str) -> etree._Element:
    """Return the outermost element that holds the sign alone, with its brackets."""
    whole = link
    for around in _ancestors(link):
        text = _short_text(around) if around.tag in ("sup", "span", "small", "font") else None
        if text is None or text.strip(_BRACKETS) != sign.strip(_BRACKETS):
            break
        whole = around
    return whole


def _ancestors(element: etree._Element) -> Iterator[etree._Element]:
    for _ in range(_DEEPEST):
        around = element.getparent()
        if around is None:
            return
        element = around
        yield element


def _beginning(target: etree._Element) -> etree._Element:
    """Return the block that begins where a link leads, else the place itself."""
    if target.tag in _BLOCKS:
        return _row(target)
    following = target.getnext()
    empty = not len(target) and not (target.text or "").strip() and not (target.tail or "").strip()
    if empty and following is not None and following.tag in _BLOCKS:
        return following
    inner = target
    for around in _ancestors(target):
        if (around.text or "").strip() or not _first_with_words(around, inner):
            break
        if around.tag in _BLOCKS:
            return _row(around)
        inner = around
    return target


def _row(block: etree._Element) -> etree._Element:
    """Return a note's row where its number has a cell of its own."""
    row = block.getparent()
    alone = (
        block.tag == "td" and (text := _short_text(block)) is not None and bool(_SIGN.fullmatch(text or "0"))
    )
    return row if alone and row is not None and row.tag == "tr" else block


def _first_with_words(around: etree._Element, inner: etree._Element) -> bool:
    """Return whether nothing with words stands in an element before another."""
    for count, child in enumerate(around):
        if child is inner:
            return True
        if count > _DEEPEST or _opening(child) or (child.tail or "").strip():
            return False
    return False


def _opening(element: etree._Element) -> str:
    """Return the first words in an element."""
    pieces = (str(piece).strip() for piece in islice(element.itertext(), _PIECES))
    return next(filter(None, pieces), "")


def _sort_out(notes: Notes, begun: dict[etree._Element, etree._Element]) -> None:
    """Tell notes that are blocks from notes that begin inside one; of two in a block, both do."""
    shared = {around for start in begun.values() if start.tag not in _BLOCKS for around in _ancestors(start)}
    for target, start in begun.items():
        if start.tag in _BLOCKS and start in shared and start is not target:
            begun[target] = target
            for element, ref in notes.refs.items():
                if ref.note is start:
                    notes.refs[element] = ref._replace(note=target)
            notes.marks.add(target)
        elif start.tag in _BLOCKS:
            notes.blocks.add(start)
        else:
            notes.marks.add(start)


def _opens_note(link: _Link, notes: Notes) -> bool:
    """Return whether a link that leads back is the note's own number, at its head."""
    element = link.element
    if not _SIGN.fullmatch(_short_text(element) or ""):
        return False
    if element in notes.marks:
        return True
    for around in _ancestors(element):
        if (around.text or "").strip() or not _first_with_words(around, element):
            return False
        if around in notes.blocks:
            return True
        element = around
    return False
