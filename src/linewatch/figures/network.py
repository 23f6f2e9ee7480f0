"""A network with its wings: two camps facing each other, those of whom nothing can be told below them.

Who is agreed is joined by a solid line, who is opposed by a dashed one; a grey line is a tie that may be none. A
full dot is an actor whose wing is sure, a hollow one an actor whose wing is not. Nothing is told by colour.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linewatch.errors import BadValue
from linewatch.figures.drawing import BAND, FAINT, INK, PAPER, SOFT, Box, Line, Shape, Sign, Text, drawn
from linewatch.figures.network_told import Bond, Member, NetworkWords, described
from linewatch.figures.texts import lines, plain, width_px

WIDE_PX, NARROW_PX = 900, 360
MOST_TIES = 80  # drawn; more cannot be told apart
_EDGE_PX = 14.0
_LABEL_PX, _KEY_PX, _LINE_PX = 12.0, 11.0, 14.0
_ROW_PX = 42.0
_HEADING_PX = 26.0
_LABEL_SHARE, _NARROW_SHARE = 0.27, 0.37  # of the width, on either side
_BOW = 0.42  # how far a camp's arc reaches inwards, as a share of the room between the labels
_THIN_PX, _THICK_PX = 1.2, 5.0
_DASH = (6.0, 4.0)


class NetworkFigure(NamedTuple):
    """A figure, and the same in words."""

    svg: str
    description: str


Place = tuple[float, float]


def network_figure(
    members: Sequence[Member], bonds: Sequence[Bond], words: NetworkWords, width: int = WIDE_PX
) -> NetworkFigure:
    """Draw a network; the same network gives the same bytes.

    Args:
        members: In any order.
        bonds: Between members; those of value 0 are not drawn.
        words: Its wording.
        width: In px: WIDE_PX for a page, NARROW_PX for a telephone.

    Raises:
        BadValue: If there is no member.
    """
    if not members:
        raise BadValue("A network needs one actor at least.", "Leave the figure out.")
    ranked = sorted((one for one in bonds if one.value), key=lambda one: (-abs(one.value), one.a, one.b))
    shown = ranked[:MOST_TIES]
    camps = [_camp(members, wing) for wing in (1, 2)]
    apart = _camp(members, None)
    rows = max(len(camps[0]), len(camps[1]), 1)
    high = max((len(_label(one, words, width)) for one in members), default=1) * _LINE_PX + 8
    bottom = _HEADING_PX + _EDGE_PX + rows * max(_ROW_PX, high)
    places = _places(camps, width, bottom)
    back = [*_bands(camps, words, width, bottom)]
    front: list[Shape] = [*_ties(shown, places), *_nodes(camps, places, words, width)]
    y = bottom + _EDGE_PX
    if apart:
        below, y = _apart(apart, words, y, width)
        front += below
    cut = [words.more.format(shown=len(shown), many=len(ranked))] if len(shown) < len(ranked) else []
    key, y = _key(words, [words.key_count, *cut], y, width)
    told = " ".join([*described(camps, apart, shown, members, words), *cut])
    svg = drawn([back, front, key], width, round(y + _EDGE_PX / 2), plain(words.title))
    return NetworkFigure(svg, told)


def _camp(members: Sequence[Member], wing: int | None) -> list[Member]:
    return sorted((one for one in members if one.wing == wing), key=lambda one: (one.name, one.id))


def _places(camps: Sequence[Sequence[Member]], width: int, bottom: float) -> dict[str, Place]:
    """Return where each actor of a camp stands: on two arcs that open towards each other."""
    places: dict[str, Place] = {}
    label = _label_px(width)
    room = width - 2 * label
    top = _HEADING_PX + _EDGE_PX
    for side, camp in enumerate(camps):
        step = (bottom - top) / max(1, len(camp))
        for at, one in enumerate(camp):
            y = top + step * (at + 0.5)
            # The ends of an arc reach inwards, so that two of one camp are joined inside it.
            lean = 2 * abs((at + 0.5) / len(camp) - 0.5)
            bow = room * _BOW * (1 - math.cos(lean * math.pi / 2)) * (0.75 if len(camp) > 2 else 0.3)
            places[one.id] = (label + bow, y) if side == 0 else (width - label - bow, y)
    return places


def _bands(
    camps: Sequence[Sequence[Member]], words: NetworkWords, width: int, bottom: float
) -> Iterator[Shape]:
    half = width / 2
    gap = 5.0
    for side, camp in enumerate(camps):
        if not camp:
            continue
        alone = not camps[1]
        left, right = (1.0, half - gap) if side == 0 else (half + gap, width - 1.0)
        yield Box(x=left, y=1, x2=width - 1.0 if alone else right, y2=bottom, fill=BAND, ink=FAINT)
        head = words.one if alone else words.wing.format(number=side + 1)
        yield Text(
            x=_EDGE_PX if side == 0 else width - _EDGE_PX,
            y=_HEADING_PX / 2 + 2,
            text=plain(head),
            size=_LABEL_PX,
            bold=True,
            anchor="start" if side == 0 else "end",
        )


def _ties(bonds: Sequence[Bond], places: dict[str, Place]) -> Iterator[Shape]:
    """Yield the lines between actors, the sure ones last and thus on top."""
    most = max((abs(one.value) for one in bonds), default=1.0)
    for one in sorted(bonds, key=lambda one: (one.sure, abs(one.value), one.a, one.b)):
        if one.a not in places or one.b not in places:
            continue
        (x, y), (x2, y2) = places[one.a], places[one.b]
        wide = _THIN_PX + (_THICK_PX - _THIN_PX) * abs(one.value) / most
        yield Line(
            x=x,
            y=y,
            x2=x2,
            y2=y2,
            ink=INK if one.sure else "#8a8a8a",
            # Few widths: each look is a layer of its own.
            width=round(wide * 2) / 2 if one.sure else max(1.0, round(wide) / 2),
            dash=_DASH if one.value < 0 else (),
        )


def _nodes(
    camps: Sequence[Sequence[Member]], places: dict[str, Place], words: NetworkWords, width: int
) -> Iterator[Shape]:
    for side, camp in enumerate(camps):
        for one in camp:
            x, y = places[one.id]
            yield Sign(x=x, y=y, area=110.0, fill=INK if one.sure else PAPER)
            label = _label(one, words, width)
            edge = _EDGE_PX if side == 0 else width - _EDGE_PX
            for at, line in enumerate(label):
                middle = y + (at - (len(label) - 1) / 2) * _LINE_PX
                yield Text(
                    x=edge, y=middle, text=line, size=_LABEL_PX, anchor="start" if side == 0 else "end"
                )
            # A faint line leads from the label to the dot.
            ends = max((width_px(line, _LABEL_PX) for line in label), default=0.0)
            begin = edge + ends + 4 if side == 0 else edge - ends - 4
            if (x - begin) * (1 if side == 0 else -1) > 14:
                yield Line(x=begin, y=y, x2=x + (-8 if side == 0 else 8), y2=y, ink=FAINT)


def _label_px(width: int) -> float:
    return width * (_LABEL_SHARE if width >= 2 * NARROW_PX else _NARROW_SHARE)


def _label(one: Member, words: NetworkWords, width: int) -> tuple[str, ...]:
    return lines(_named(one, words), _LABEL_PX, _label_px(width) - 2 * _EDGE_PX)


def _named(one: Member, words: NetworkWords) -> str:
    return plain(words.node.format(name=one.name, statements=one.statements))


def _apart(members: Sequence[Member], words: NetworkWords, y: float, width: int) -> tuple[list[Shape], float]:
    """Return those of whom no wing can be told, as lines of text below y, and where they end."""
    shapes: list[Shape] = [
        Text(x=_EDGE_PX, y=y + _LINE_PX / 2, text=plain(words.apart), size=_LABEL_PX, bold=True)
    ]
    y += _LINE_PX + 2
    told = words.join.join(_named(one, words) for one in members)
    for line in lines(told, _LABEL_PX, width - 2 * _EDGE_PX):
        shapes.append(Text(x=_EDGE_PX, y=y + _LINE_PX / 2, text=line, size=_LABEL_PX))
        y += _LINE_PX
    return shapes, y + _EDGE_PX / 2


def _key(words: NetworkWords, notes: Sequence[str], y: float, width: int) -> tuple[list[Shape], float]:
    shapes: list[Shape] = [Line(x=_EDGE_PX, y=y, x2=width - _EDGE_PX, y2=y, ink=FAINT)]
    x, y = _EDGE_PX, y + _LINE_PX
    samples = (
        (words.key_agreed, INK, 3.0, ()),
        (words.key_opposed, INK, 3.0, _DASH),
        (words.key_unsure, "#8a8a8a", 1.0, ()),
        (words.key_sure, INK, 0.0, ()),
        (words.key_unsure_wing, PAPER, 0.0, ()),
    )
    for meaning, ink, wide, dash in samples:
        told = lines(plain(meaning), _KEY_PX, width - 2 * _EDGE_PX - 44)
        room = 44 + max(width_px(line, _KEY_PX) for line in told) + 20
        if x > _EDGE_PX and x + room > width - _EDGE_PX:
            x, y = _EDGE_PX, y + _LINE_PX + 4
        if wide:
            shapes.append(Line(x=x, y=y, x2=x + 34, y2=y, ink=ink, width=wide, dash=dash))
        else:
            shapes.append(Sign(x=x + 17, y=y, area=90.0, fill=ink))
        for at, line in enumerate(told):
            shapes.append(Text(x=x + 42, y=y + at * _LINE_PX, text=line, size=_KEY_PX, ink=SOFT))
        y += (len(told) - 1) * _LINE_PX
        x += room
    for note in notes:
        for line in lines(plain(note), _KEY_PX, width - 2 * _EDGE_PX):
            y += _LINE_PX + 3
            shapes.append(Text(x=_EDGE_PX, y=y, text=line, size=_KEY_PX, ink=SOFT))
    return shapes, y + _LINE_PX / 2
