"""A causal map in layers: what brings on what, from the top down, with its loops.

A solid line with a plus raises what it leads to, a dashed one with a minus lowers it; a mechanism carries a black line,
and none a grey one; thick lines belong to a loop, and each box is tagged with its loops. Nothing is told by colour. On
a telephone the map is a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from linewatch.errors import BadValue
from linewatch.figures.drawing import BAND, FAINT, INK, PAPER, SOFT, Box, Line, Shape, Sign, Text, drawn
from linewatch.figures.layered import Layers, layered
from linewatch.figures.samples import SAMPLE_PX, Sample, samples
from linewatch.figures.texts import lines, plain, width_px

WIDE_PX, NARROW_PX = 900, 360
_EDGE_PX, _SIZE_PX, _LINE_PX, _TAG_PX = 12.0, 11.0, 13.0, 10.0
_BOX_PX, _PAD_PX, _GAP_PX = 128.0, 6.0, 14.0
_LAYER_PX = 46.0  # between the boxes of two layers
_PORT_PX = 13.0
_DASH = (5.0, 3.0)
_GREY = "#8c8c8c"
_MINUS = "−"


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of the map.

    Attributes:
        id: Its id.
        name: As it is read.
        shaded: Whether its box is shaded.
        framed: Whether its box stands in a double frame.
    """

    id: str
    name: str
    shaded: bool = False
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow: from, to, whether it raises (+1) or lowers (-1), and whether a mechanism carries it."""

    source: str
    target: str
    sign: int
    carried: bool


@dataclass(frozen=True, slots=True)
class Ring:
    """A loop.

    Attributes:
        tag: A short mark, such as B1.
        name: What it is called; empty for none.
        nodes: Ids in the order of its arrows.
    """

    tag: str
    name: str
    nodes: tuple[str, ...]

    @property
    def steps(self) -> frozenset[tuple[str, str]]:
        """Its arrows."""
        return frozenset(zip(self.nodes, (*self.nodes[1:], *self.nodes[:1]), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class CausalWords:
    """The wording of the figure, in the reader's language; braces are filled in.

    Attributes:
        title: What a screen reader calls the figure.
        key_plus: What a solid line means.
        key_minus: What a dashed line means.
        key_uncarried: What a grey line means.
        key_loop: What a thick line and a tag mean.
        key_driver: What a shaded box means.
        key_end: What a box in a double frame means.
        loop: A loop, with {tag} and {name}.
        row: An arrow in words, with {source}, {target} and {way}.
        raises: The way of a plus.
        lowers: The way of a minus.
        loops: Heads the list of loops.
    """

    title: str
    key_plus: str
    key_minus: str
    key_uncarried: str
    key_loop: str
    key_driver: str
    key_end: str
    loop: str
    row: str
    raises: str
    lowers: str
    loops: str


class CausalFigure(NamedTuple):
    """A figure, and the same in words."""

    svg: str
    description: str


class _Frame(NamedTuple):
    """Where boxes stand: their upper and lower edges by layer, in px."""

    tops: tuple[float, ...]
    bottoms: tuple[float, ...]


def causal_map(
    spots: Sequence[Spot],
    links: Sequence[Link],
    rings: Sequence[Ring],
    words: CausalWords,
    width: int = WIDE_PX,
) -> CausalFigure:
    """Draw a causal map; the same map gives the same bytes.

    Args:
        spots: Its nodes, in the order in which they are told.
        links: Its arrows.
        rings: Its loops.
        words: The wording.
        width: In px: WIDE_PX for a page, NARROW_PX for a telephone.

    Raises:
        BadValue: If there is no arrow.
    """
    if not links:
        raise BadValue("A causal map needs one arrow at least.", "Leave the figure out.")
    names = {spot.id: plain(spot.name) for spot in spots}
    told = " ".join(_told(link, names, words) for link in links)
    if rings:
        told += " " + " ".join(f"{_ring(ring, words)}." for ring in rings)
    if width < 2 * NARROW_PX:
        shapes, y = _list(spots, links, rings, words, width)
        return CausalFigure(drawn([shapes], width, round(y), plain(words.title)), told)
    boxes = {spot.id: lines(names[spot.id], _SIZE_PX, _BOX_PX - 2 * _PAD_PX) for spot in spots}
    tags = {spot.id: " ".join(ring.tag for ring in rings if spot.id in ring.nodes) for spot in spots}
    made = layered(
        [spot.id for spot in spots],
        [(link.source, link.target) for link in links],
        dict.fromkeys(boxes, _BOX_PX),
        (_EDGE_PX, width - _EDGE_PX, _GAP_PX),
    )
    frame = _frame(made, boxes, tags)
    in_loops = frozenset(step for ring in rings for step in ring.steps)
    arrows, heads = _arrows(made, frame, links, in_loops)
    front = [*_boxes(spots, (made, frame), boxes, tags), *heads]
    key, y = samples(_key(words), frame.bottoms[-1] + _EDGE_PX, width, _EDGE_PX)
    listed, y = _rings(rings, words, y, width)
    return CausalFigure(
        drawn([arrows, front, [*key, *listed]], width, round(y + 4), plain(words.title)), told
    )


def _frame(made: Layers, boxes: Mapping[str, Sequence[str]], tags: Mapping[str, str]) -> _Frame:
    tops: list[float] = []
    bottoms: list[float] = []
    y = _EDGE_PX
    for row in made.rows:
        tall = max((_height(boxes[name], tags[name]) for name in row if isinstance(name, str)), default=0.0)
        tops.append(y)
        bottoms.append(y + tall)
        y += tall + _LAYER_PX
    return _Frame(tuple(tops), tuple(bottoms))


def _height(name: Sequence[str], tag: str) -> float:
    return _LINE_PX * len(name) + (_LINE_PX if tag else 0.0) + 2 * _PAD_PX


def _boxes(
    spots: Sequence[Spot],
    stand: tuple[Layers, _Frame],
    boxes: Mapping[str, Sequence[str]],
    tags: Mapping[str, str],
) -> Iterator[Shape]:
    made, frame = stand
    layer = {name: at for at, row in enumerate(made.rows) for name in row}
    for spot in spots:
        x, top, bottom = made.x[spot.id], frame.tops[layer[spot.id]], frame.bottoms[layer[spot.id]]
        left, right = x - _BOX_PX / 2, x + _BOX_PX / 2
        yield Box(x=left, y=top, x2=right, y2=bottom, fill=BAND if spot.shaded else PAPER, ink=INK)
        if spot.framed:
            yield Box(x=left + 3, y=top + 3, x2=right - 3, y2=bottom - 3, fill=PAPER, ink=INK)
        told = boxes[spot.id]
        y = (top + bottom - _LINE_PX * (len(told) + bool(tags[spot.id]))) / 2
        for line in told:
            yield Text(x=x, y=y + _LINE_PX / 2, text=line, size=_SIZE_PX, anchor="middle")
            y += _LINE_PX
        if tags[spot.id]:
            yield Text(
                x=x,
                y=y + _LINE_PX / 2,
                text=tags[spot.id],
                size=_TAG_PX,
                anchor="middle",
                bold=True,
                ink=SOFT,
            )


def _arrows(
    made: Layers, frame: _Frame, links: Sequence[Link], in_loops: frozenset[tuple[str, str]]
) -> tuple[list[Shape], list[Shape]]:
    """Return the lines, and what stands on top of boxes: heads and signs."""
    layer = {name: at for at, row in enumerate(made.rows) for name in row}
    ports = _ports(made)
    behind: list[Shape] = []
    front: list[Shape] = []
    for at, link in enumerate(links):
        bend = made.bends[at]
        points = [(ports[at, 0], frame.bottoms[layer[bend[0]]])]
        for place in bend[1:-1]:
            points += [
                (made.x[place], frame.tops[layer[place]]),
                (made.x[place], frame.bottoms[layer[place]]),
            ]
        points.append((ports[at, 1], frame.tops[layer[bend[-1]]]))
        if made.back[at]:
            points.reverse()
        ink = INK if link.carried else _GREY
        wide = 2.2 if (link.source, link.target) in in_loops else 1.2
        dash = _DASH if link.sign < 0 else ()
        for (x, y), (x2, y2) in pairwise(points):
            behind.append(Line(x=x, y=y, x2=x2, y2=y2, ink=ink, width=wide, dash=dash))
        front += _head(points[-2], points[-1], link.sign, ink)
    return behind, front


def _ports(made: Layers) -> dict[tuple[int, int], float]:
    """Return where each arrow leaves its upper box (0) and enters its lower one (1), in the order of their ways."""
    ends: dict[tuple[object, int], list[tuple[float, int]]] = {}
    for at, bend in enumerate(made.bends):
        ends.setdefault((bend[0], 0), []).append((made.x[bend[1]], at))
        ends.setdefault((bend[-1], 1), []).append((made.x[bend[-2]], at))
    found: dict[tuple[int, int], float] = {}
    for (name, side), ways in ends.items():
        step = min(_PORT_PX * 1.8, (_BOX_PX - 20) / max(len(ways), 1))
        for place, (_, at) in enumerate(sorted(ways)):
            found[at, side] = made.x[name] + (place - (len(ways) - 1) / 2) * step
    return found


def _head(before: tuple[float, float], tip: tuple[float, float], sign: int, ink: str) -> Iterator[Shape]:
    """Yield the head of an arrow and, a little before it, its sign."""
    (x, y), (x2, y2) = before, tip
    down = y2 > y
    long = max(((x2 - x) ** 2 + (y2 - y) ** 2) ** 0.5, 1.0)
    yield Sign(x=x2, y=y2 - 3 if down else y2 + 3, shape="triangle-down" if down else "triangle-up", area=36.0,
               fill=ink, ink=ink)  # fmt: skip
    share = 1 - min(15.0, long / 2) / long
    at = x + (x2 - x) * share, y + (y2 - y) * share
    yield from _badge(at[0], at[1], sign)


def _badge(x: float, y: float, sign: int) -> Iterator[Shape]:
    """Yield a plus in a hollow circle, or a minus in a full one; text lies on top of signs."""
    yield Sign(x=x, y=y, area=120.0, fill=PAPER if sign > 0 else INK)
    yield Text(
        x=x,
        y=y,
        text="+" if sign > 0 else _MINUS,
        size=12,
        anchor="middle",
        ink=INK if sign > 0 else PAPER,
        bold=True,
    )


def _key(words: CausalWords) -> list[tuple[Sample | None, str]]:
    middle = SAMPLE_PX / 2

    def line(sign: int, ink: str, wide: float) -> Sample:
        def made(x: float, y: float) -> Iterator[Shape]:
            yield Line(x=x, y=y, x2=x + SAMPLE_PX, y2=y, ink=ink, width=wide, dash=_DASH if sign < 0 else ())
            if sign:
                yield from _badge(x + middle, y, sign)

        return made

    def box(fill: str, double: bool) -> Sample:
        def made(x: float, y: float) -> Iterator[Shape]:
            yield Box(x=x + 4, y=y - 7, x2=x + 30, y2=y + 7, fill=fill, ink=INK)
            if double:
                yield Box(x=x + 7, y=y - 4, x2=x + 27, y2=y + 4, fill=PAPER, ink=INK)

        return made

    return [
        (line(1, INK, 1.2), words.key_plus),
        (line(-1, INK, 1.2), words.key_minus),
        (line(0, _GREY, 1.2), words.key_uncarried),
        (line(0, INK, 2.2), words.key_loop),
        (box(BAND, False), words.key_driver),
        (box(PAPER, True), words.key_end),
    ]


def _rings(rings: Sequence[Ring], words: CausalWords, y: float, width: int) -> tuple[list[Shape], float]:
    """Return the loops as lines of text below y, and where they end."""
    shapes: list[Shape] = []
    if rings:
        shapes.append(Text(x=_EDGE_PX, y=y + _LINE_PX / 2, text=plain(words.loops), size=_SIZE_PX, bold=True))
        y += _LINE_PX + 2
    for ring in rings:
        for line in lines(plain(_ring(ring, words)), _SIZE_PX, width - 2 * _EDGE_PX):
            shapes.append(Text(x=_EDGE_PX, y=y + _LINE_PX / 2, text=line, size=_SIZE_PX))
            y += _LINE_PX + 1
    return shapes, y


def _ring(ring: Ring, words: CausalWords) -> str:
    return words.loop.format(tag=ring.tag, name=plain(ring.name))


def _told(link: Link, names: Mapping[str, str], words: CausalWords) -> str:
    way = words.raises if link.sign > 0 else words.lowers
    return words.row.format(source=names[link.source], target=names[link.target], way=way)


def _list(
    spots: Sequence[Spot], links: Sequence[Link], rings: Sequence[Ring], words: CausalWords, width: int
) -> tuple[list[Shape], float]:
    """Return the map as a list for a telephone: each node with the arrows that leave it."""
    names = {spot.id: plain(spot.name) for spot in spots}
    shapes: list[Shape] = []
    y = _EDGE_PX
    size, step = 12.0, 16.0
    for spot in spots:
        own = [link for link in links if link.source == spot.id]
        if not own:
            continue
        for line in lines(names[spot.id], size, width - 2 * _EDGE_PX):
            shapes.append(Text(x=_EDGE_PX, y=y + step / 2, text=line, size=size, bold=True))
            y += step
        for link in own:
            shapes += _badge(_EDGE_PX + 10, y + step / 2, link.sign)
            tags = " ".join(ring.tag for ring in rings if (link.source, link.target) in ring.steps)
            room = width - 2 * _EDGE_PX - 24
            for line in lines(names[link.target] + (f" ({tags})" if tags else ""), size, room):
                shapes.append(Text(x=_EDGE_PX + 24, y=y + step / 2, text=line, size=size))
                y += step
        y += 5
    shapes.append(Line(x=_EDGE_PX, y=y, x2=width - _EDGE_PX, y2=y, ink=FAINT))
    y += step / 2
    for sign, meaning in ((1, words.key_plus), (-1, words.key_minus)):
        shapes += _badge(_EDGE_PX + 10, y + step / 2, sign)
        for line in lines(plain(meaning), size, width - 2 * _EDGE_PX - 24):
            shapes.append(Text(x=_EDGE_PX + 24, y=y + step / 2, text=line, size=size, ink=SOFT))
            y += step
    listed, y = _rings(rings, words, y + 4, width)
    assert all(width_px(one.text, one.size) < width for one in shapes if isinstance(one, Text))
    return [*shapes, *listed], y + 4
