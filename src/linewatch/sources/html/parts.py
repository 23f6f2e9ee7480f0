"""Which parts of a web page are its own text: by their elements, roles and names, and by where the words are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from linewatch.sources.html.lexicon import name_pieces, web_lexicon

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CONTROLS = frozenset((
    "button", "select", "textarea", "option", "datalist", "input", "iframe", "object", "embed", "applet", "audio",
    "video", "canvas", "svg", "map", "dialog", "menu",
))  # fmt: skip
_ASIDES = frozenset(("nav", "aside", "footer", "header", "form"))
_CELLS = frozenset(("td", "th"))
# Words of its own from which a part is more than furniture, whatever its name; links say what share is not its own.
_SMALL, _LINKED = 60, 0.3
# A part with more than this share of the page's own words is the page, whatever it is called.
_WHOLE = 0.5
# Mean words in a cell up to which a table without headings is one of data, not of layout.
_SHORT_CELL = 8


@dataclass(slots=True)
class Weight:
    """How many words an element holds, and how many of them in links; for a table, what it is made of."""

    words: int = 0
    linked: int = 0
    headed: bool = False
    inner_tables: int = 0
    header_cells: int = 0
    cells: int = 0
    rows: int = 0

    @property
    def own(self) -> int:
        """The words outside links."""
        return self.words - self.linked


@dataclass(slots=True)
class Parts:
    """A page's parts.

    Attributes:
        main: The element that holds the page's text.
        furniture: Elements in it that are not text.
        tables: Tables of data; other tables only place things on the page.
        named: Elements that by their name hold the title, the speaker or the date.
    """

    main: etree._Element
    furniture: set[etree._Element] = field(default_factory=set[etree._Element])
    tables: set[etree._Element] = field(default_factory=set[etree._Element])
    named: dict[etree._Element, str] = field(default_factory=dict[etree._Element, str])


@dataclass(slots=True)
class _Seen:
    """An element that may be furniture, as it was met."""

    element: etree._Element
    tag: str
    names: str
    weight: Weight
    in_article: bool


def parts_of(root: etree._Element) -> Parts:
    """Return the parts of a page."""
    weigher = _Weigher()
    total = weigher.weigh(root)
    main, weight = _main(weigher.mains, root, total)
    parts = Parts(main, named=weigher.named)
    whole = max(1, weight.own)
    for seen in weigher.seen:
        if seen.element is not main and seen.weight.own <= _WHOLE * whole and _is_furniture(seen):
            parts.furniture.add(seen.element)
    parts.tables = {element for element, made in weigher.tables if _is_data(element, made)}
    return parts


class _Weigher:
    """One pass over the page, without recursion."""

    def __init__(self) -> None:
        self.mains: list[tuple[etree._Element, Weight]] = []
        self.seen: list[_Seen] = []
        self.tables: list[tuple[etree._Element, Weight]] = []
        self.named: dict[etree._Element, str] = {}

    def weigh(self, root: etree._Element) -> Weight:
        """Note what may matter, and return the weight of the whole."""
        total = Weight()
        open_weights = [total]
        links = articles = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = str(element.tag)
            link = tag == "a" and bool(element.get("href"))
            article = tag in ("article", "main")
            if event == "start":
                links += link
                weight = Weight()
                self._note(element, tag, weight, articles > 0)
                articles += article
                _count(weight, element.text, links)
                open_weights.append(weight)
            else:
                links -= link
                articles -= article
                weight = open_weights.pop()
                around = open_weights[-1]
                _add(around, weight, tag)
                _count(around, element.tail, links)
        return total

    def _note(self, element: etree._Element, tag: str, weight: Weight, in_article: bool) -> None:
        role = element.get("role") or ""
        if (
            tag in ("main", "article")
            or role in ("main", "article")
            or element.get("itemprop") == "articleBody"
        ):
            self.mains.append((element, weight))
        if tag == "table":
            self.tables.append((element, weight))
        if not element.attrib and tag not in _ASIDES and tag not in _CONTROLS:
            return
        names = [*(element.get("class") or "").split()[:20], *(element.get("id") or "").split()[:1]]
        pieces = [name_pieces(name[:100]) for name in names]
        lexicon = web_lexicon()
        tells = [*pieces, element.get("itemprop") or "", element.get("rel") or ""]
        if what := next(filter(None, map(lexicon.names, tells)), None):
            self.named[element] = what
        self.seen.append(_Seen(element, tag, " , ".join(pieces), weight, in_article))


def _count(weight: Weight, text: str | None, links: int) -> None:
    if text and not text.isspace():
        words = len(text.split())
        weight.words += words
        weight.linked += words if links else 0


def _add(around: Weight, weight: Weight, tag: str) -> None:
    """Add an element's weight to the one around it; a table's rows are not those of the table around it."""
    around.words += weight.words
    around.linked += weight.linked
    around.headed |= weight.headed or tag in ("h1", "h2")
    around.inner_tables += weight.inner_tables + (tag == "table")
    if tag != "table":
        around.rows += weight.rows + (tag == "tr")
        around.cells += weight.cells + (tag in _CELLS)
        around.header_cells += weight.header_cells + (tag in ("th", "caption"))


def _main(
    mains: list[tuple[etree._Element, Weight]], root: etree._Element, total: Weight
) -> tuple[etree._Element, Weight]:
    """Return the innermost element that says it is the text and has most of the page's own words, else the page."""
    best = root, total
    for element, weight in mains:
        # One inside another is met later; it must have nearly all that the outer one has.
        enough = _WHOLE if best[0] is root else 0.9
        if weight.own and weight.own >= enough * best[1].own:
            best = element, weight
    return best


def _is_furniture(seen: _Seen) -> bool:
    """Return whether a part is navigation, a banner, a form or the like."""
    element, weight, role = seen.element, seen.weight, seen.element.get("role") or ""
    linked = weight.linked > _LINKED * weight.words
    if role.startswith("doc-"):
        return False
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    hidden = hidden or bool(_HIDDEN.search(element.get("style") or ""))
    if hidden or seen.tag in _CONTROLS or role in web_lexicon().roles or seen.tag in ("nav", "aside"):
        return True
    if seen.tag in ("footer", "header"):
        return linked or not (seen.in_article or (seen.tag == "header" and weight.headed))
    small = weight.own < _SMALL
    if seen.tag == "form":
        return small and not weight.headed
    return (small or linked) and not weight.headed and bool(web_lexicon().furniture.search(seen.names))


def _is_data(table: etree._Element, made: Weight) -> bool:
    """Return whether a table sets out data; pages of the 1990s place everything by tables."""
    if table.get("role") in ("presentation", "none") or made.inner_tables or made.headed:
        return False
    if made.rows < 2 or made.cells < 2 * made.rows - 1:
        return False
    mean = made.words / max(1, made.cells)
    return mean <= _SHORT_CELL or bool(made.header_cells and mean <= 4 * _SHORT_CELL)
