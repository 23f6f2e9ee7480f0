"""What an SVG text may hold to stand inside a page: shapes and words, nothing that runs or loads."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from linewatch.errors import BadValue

_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset(
    f"{_SVG}{name}"
    for name in ("svg", "g", "path", "rect", "line", "circle", "polygon", "text", "tspan", "title", "desc")
)
# Words that a reader sees or hears; whatever they hold, it is only text.
_SPOKEN = frozenset({"aria-label", "aria-roledescription"})


def still(svg: str, title: str) -> None:
    """Make sure that an SVG text is a picture and no more.

    Raises:
        BadValue: If it is no SVG, or holds anything but shapes and words.
    """
    if svg.startswith("<svg") and "<!" not in svg and _plain(svg):
        return
    raise BadValue(
        f"The figure {title!r} is not a plain SVG picture.", "Draw it with linewatch.figures, without links."
    )


def _plain(svg: str) -> bool:
    try:
        root = ET.fromstring(svg)
    except ET.ParseError:
        return False
    return all(
        element.tag in _ELEMENTS and all(_harmless(*item) for item in element.attrib.items())
        for element in root.iter()
    )


def _harmless(name: str, value: str) -> bool:
    loads = "url(" in value.lower() or ":" in value.replace("height:auto", "").replace("max-width:", "")
    return name in _SPOKEN or not (name.lower().startswith("on") or "href" in name.lower() or loads)
