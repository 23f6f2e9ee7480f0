"""Shapes in pixels, drawn as SVG text by Vega-Lite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from html import escape
from typing import Any, ClassVar, Literal, TypeAlias

INK, BAR, SOFT, FAINT, BAND, PAPER = "#111111", "#5e5e5e", "#555555", "#dedede", "#f1f1f1", "#ffffff"
PALE = "#cfcfcf"  # a bar on which a date is printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A straight line; width in px, dash as lengths in px of stroke and gap."""

    mark: ClassVar[str] = "rule"
    places: ClassVar[tuple[str, ...]] = ("x", "y", "x2", "y2")
    x: float
    y: float
    x2: float
    y2: float
    ink: str = INK
    width: float = 1.0
    dash: tuple[float, ...] = ()

    def style(self) -> Mapping[str, object]:
        """Return how Vega-Lite is to draw it."""
        return {"stroke": self.ink, "strokeWidth": self.width, "strokeDash": list(self.dash)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An upright rectangle."""

    mark: ClassVar[str] = "rect"
    places: ClassVar[tuple[str, ...]] = ("x", "y", "x2", "y2")
    x: float
    y: float
    x2: float
    y2: float
    fill: str = INK
    ink: str | None = None
    dash: tuple[float, ...] = ()

    def style(self) -> Mapping[str, object]:
        """Return how Vega-Lite is to draw it."""
        return {"fill": self.fill, "stroke": self.ink, "strokeDash": list(self.dash), "strokeWidth": 1.2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A ground between two lines.

    Attributes:
        edges: From left to right: x, and y on either line, in px.
    """

    mark: ClassVar[str] = "area"
    places: ClassVar[tuple[str, ...]] = ("x", "y", "y2")
    edges: tuple[tuple[float, float, float], ...]
    fill: str = INK

    def style(self) -> Mapping[str, object]:
        """Return how Vega-Lite is to draw it."""
        return {"fill": self.fill, "opacity": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A small sign at a place; area in square px."""

    mark: ClassVar[str] = "point"
    places: ClassVar[tuple[str, ...]] = ("x", "y")
    x: float
    y: float
    shape: str = "circle"
    area: float = 60.0
    fill: str = INK
    ink: str = INK

    def style(self) -> Mapping[str, object]:
        """Return how Vega-Lite is to draw it."""
        return {
            "shape": self.shape,
            "size": self.area,
            "fill": self.fill,
            "stroke": self.ink,
            "strokeWidth": 1.5,
            "opacity": 1,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line of text, its middle at y; size in px."""

    mark: ClassVar[str] = "text"
    places: ClassVar[tuple[str, ...]] = ("x", "y", "text")
    x: float
    y: float
    text: str
    size: float
    anchor: Literal["start", "middle", "end"] = "start"
    ink: str = INK
    bold: bool = False
    slanted: bool = False

    def style(self) -> Mapping[str, object]:
        """Return how Vega-Lite is to draw it."""
        return {
            "align": {"start": "left", "middle": "center", "end": "right"}[self.anchor],
            "baseline": "middle",
            "color": self.ink,
            "fontSize": self.size,
            "fontWeight": "bold" if self.bold else "normal",
            "fontStyle": "italic" if self.slanted else "normal",
            "limit": 0,
        }


Shape: TypeAlias = Area | Box | Line | Sign | Text
_DEPTHS: tuple[type[Shape], ...] = (Area, Box, Line, Sign, Text)


def drawn(sheets: Iterable[Iterable[Shape]], width: int, height: int, name: str) -> str:
    """Return an SVG text that scales with its container; the same shapes give the same bytes.

    It holds no script, no style sheet, no link and no id, so that it can stand inside an HTML page, and
    more than once.

    Args:
        sheets: From back to front; on each, areas lie under boxes, those under lines, signs and text.
        width: In px, as laid out.
        height: In px, as laid out.
        name: What a screen reader calls it.
    """
    svg = _rendered([_layer(alike) for sheet in sheets for alike in _looks(sheet)], width, height)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="100%" '
        f'style="max-width:{width}px;height:auto" role="img" aria-label="{escape(name)}">'
    )
    return re.sub(r"^<svg[^>]*>", lambda _: opening, svg, count=1)


def _looks(sheet: Iterable[Shape]) -> Iterator[list[Shape]]:
    """Yield the shapes that look the same together: each look is one layer."""
    looks: dict[tuple[int, str], list[Shape]] = {}
    for shape in sheet:
        depth = _DEPTHS.index(type(shape))
        # The points of two areas in one layer would be joined.
        look = repr(shape if isinstance(shape, Area) else shape.style())
        looks.setdefault((depth, look), []).append(shape)
    yield from (looks[look] for look in sorted(looks, key=lambda look: look[0]))


def _layer(alike: list[Shape]) -> dict[str, Any]:
    """Return one Vega-Lite layer of shapes that look the same; pixels are its data."""
    first = alike[0]
    if isinstance(first, Area):
        whole = [dict(zip(first.places, edge, strict=True)) for edge in first.edges]
    else:
        whole = [asdict(shape) for shape in alike]
    encoding = {key: {"field": key} for key in first.places}
    for key in ("x", "y"):
        encoding[key] |= {"type": "quantitative"}
    return {
        "data": {"values": [{key: row[key] for key in first.places} for row in whole]},
        "mark": {"type": first.mark, **first.style()},
        "encoding": encoding,
    }


def _rendered(layers: list[dict[str, Any]], width: int, height: int) -> str:
    """Return what the converter makes of the layers.

    They are handed over as Vega-Lite, not through Altair: nothing is left for it to write, and its check of
    each shape against the schema takes a second a figure, which is most of the time.
    """
    import vl_convert  # noqa: PLC0415  (slow to import)

    sheet = {"x": [0, width], "y": [height, 0]}
    for layer in layers:
        for key, domain in sheet.items():
            layer["encoding"][key] |= {"axis": None, "scale": {"domain": domain, "nice": False}}
    return vl_convert.vegalite_to_svg(
        {
            "width": width,
            "height": height,
            "padding": 0,
            "layer": layers,
            "config": {"font": "sans-serif", "aria": False, "view": {"stroke": None}, "background": PAPER},
        }
    )
