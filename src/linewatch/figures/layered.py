"""Places for a drawing of arrows in layers: what comes first on top, arrows that lead back counted the other way round.

Source: Sugiyama, Tagawa and Toda (1981), IEEE Trans. SMC 11(2): layers, places held for long arrows, order by the mean
of the neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

_SWEEPS = 24


class Layers(NamedTuple):
    """Where things stand.

    Attributes:
        rows: For each layer from the top what stands in it, in order; a place held for an arrow is a pair of numbers
            (the arrow's, the layer's) in place of a name.
        x: The middle of each, in px.
        bends: For each arrow the things it passes from the upper end to the lower, both ends among them.
        back: For each arrow whether it leads upwards.
    """

    rows: tuple[tuple[object, ...], ...]
    x: Mapping[object, float]
    bends: tuple[tuple[object, ...], ...]
    back: tuple[bool, ...]


def layered(
    names: Sequence[str],
    arrows: Sequence[tuple[str, str]],
    wide: Mapping[str, float],
    room: tuple[float, float, float],
) -> Layers:
    """Return places for names and arrows.

    Args:
        names: What is placed, in the order in which it is told.
        arrows: From and to.
        wide: How wide each is, in px.
        room: The left and the right edge, and the gap between neighbours, in px.
    """
    back = _back(names, arrows)
    down = [(b, a) if turned else (a, b) for (a, b), turned in zip(arrows, back, strict=True)]
    depth = _depths(names, down)
    bends: list[tuple[object, ...]] = []
    rows: list[list[object]] = [[] for _ in range(max(depth.values(), default=0) + 1)]
    for name in names:
        rows[depth[name]].append(name)
    for at, (upper, lower) in enumerate(down):
        held = [(at, layer) for layer in range(depth[upper] + 1, depth[lower])]
        for place in held:
            rows[place[1]].append(place)
        bends.append((upper, *held, lower))
    beside = _beside(bends)
    _ordered(rows, beside)
    return Layers(tuple(map(tuple, rows)), _spread(rows, beside, wide, room), tuple(bends), tuple(back))


def _back(names: Sequence[str], arrows: Sequence[tuple[str, str]]) -> list[bool]:
    """Return which arrows lead back to what is still being followed, in a walk along the arrows from the sources on."""
    out: dict[str, list[int]] = {name: [] for name in names}
    entered = set[str]()
    for at, (source, target) in enumerate(arrows):
        out[source].append(at)
        entered.add(target)
    back = [False] * len(arrows)
    state = dict.fromkeys(names, 0)
    for start in sorted(names, key=lambda name: name in entered):
        if state[start]:
            continue
        state[start] = 1
        todo = [(start, iter(out[start]))]
        while todo:
            name, ahead = todo[-1]
            at = next(ahead, None)
            if at is None:
                state[name] = 2
                todo.pop()
                continue
            target = arrows[at][1]
            if state[target] == 1:
                back[at] = True
            elif state[target] == 0:
                state[target] = 1
                todo.append((target, iter(out[target])))
    return back


def _depths(names: Sequence[str], down: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the layer of each: below all that leads to it, and a source right above what it leads to."""
    depth = dict.fromkeys(names, 0)
    for _ in names:
        moved = False
        for upper, lower in down:
            if depth[lower] <= depth[upper]:
                depth[lower] = depth[upper] + 1
                moved = True
        if not moved:
            break
    entered = {lower for _, lower in down}
    for name in names:
        below = [depth[lower] for upper, lower in down if upper == name]
        if name not in entered and below:
            depth[name] = min(below) - 1
    return depth


def _beside(bends: Iterable[Sequence[object]]) -> dict[object, tuple[list[object], list[object]]]:
    """Return for each what it is joined to above and below."""
    found: dict[object, tuple[list[object], list[object]]] = {}
    for bend in bends:
        for upper, lower in pairwise(bend):
            found.setdefault(upper, ([], []))[1].append(lower)
            found.setdefault(lower, ([], []))[0].append(upper)
    return found


def _ordered(rows: list[list[object]], beside: Mapping[object, tuple[list[object], list[object]]]) -> None:
    """Put each row into the order of the mean place of what it is joined to, downwards and upwards in turn."""
    best, least = [list(row) for row in rows], _crossings(rows, beside)
    for sweep in range(_SWEEPS):
        way = sweep % 2
        for at in range(1, len(rows)) if way == 0 else range(len(rows) - 2, -1, -1):
            fixed = {name: place for place, name in enumerate(rows[at - 1 if way == 0 else at + 1])}
            here = {name: place for place, name in enumerate(rows[at])}
            near = {name: beside[name][way] for name in rows[at] if name in beside}
            rows[at].sort(key=partial(_mean, near=near, fixed=fixed, here=here))
        if (crossed := _crossings(rows, beside)) < least:
            best, least = [list(row) for row in rows], crossed
    rows[:] = best


def _mean(
    name: object, near: Mapping[object, list[object]], fixed: Mapping[object, int], here: Mapping[object, int]
) -> float:
    places = [fixed[other] for other in near.get(name, ()) if other in fixed]
    return sum(places) / len(places) if places else here[name]


def _crossings(
    rows: Sequence[Sequence[object]], beside: Mapping[object, tuple[list[object], list[object]]]
) -> int:
    crossed = 0
    for upper, lower in pairwise(rows):
        place = {name: at for at, name in enumerate(lower)}
        ends = [place[other] for name in upper for other in sorted(
            (other for other in beside.get(name, ([], []))[1] if other in place), key=place.__getitem__)]  # fmt: skip
        crossed += sum(a > b for at, a in enumerate(ends) for b in ends[at + 1 :])
    return crossed


def _spread(
    rows: Sequence[Sequence[object]],
    beside: Mapping[object, tuple[list[object], list[object]]],
    wide: Mapping[str, float],
    room: tuple[float, float, float],
) -> dict[object, float]:
    """Return the middle of each: as near to what it is joined to as its neighbours leave room."""
    left, right, gap = room

    def half(name: object) -> float:
        return (wide[name] if isinstance(name, str) else 0.0) / 2

    x: dict[object, float] = {}
    for row in rows:
        total = sum(2 * half(name) + gap for name in row) - gap
        at = (left + right - total) / 2
        for name in row:
            x[name] = at + half(name)
            at += 2 * half(name) + gap
    for sweep in range(_SWEEPS):
        way = sweep % 2
        for row in rows if way == 0 else reversed(rows):
            wanted: list[float] = []
            for name in row:
                near = [x[other] for other in beside.get(name, ([], []))[way]]
                wanted.append(sum(near) / len(near) if near else x[name])
            for name, place in zip(
                row, _apart(wanted, [half(name) for name in row], left, right, gap), strict=True
            ):
                x[name] = place
    if not x:
        return x
    shift = (left + right - min(x[n] - half(n) for n in x) - max(x[n] + half(n) for n in x)) / 2
    return {name: place + shift for name, place in x.items()}


def _apart(
    wanted: Sequence[float], halves: Sequence[float], left: float, right: float, gap: float
) -> list[float]:
    """Return places near the wanted ones that keep their order, their gap and the edges."""
    forward: list[float] = []
    edge = left
    for want, half in zip(wanted, halves, strict=True):
        forward.append(max(want, edge + half))
        edge = forward[-1] + half + gap
    backward: list[float] = []
    edge = right
    for want, half in zip(reversed(wanted), reversed(halves), strict=True):
        backward.append(min(want, edge - half))
        edge = backward[-1] - half - gap
    middle = [(a + b) / 2 for a, b in zip(forward, reversed(backward), strict=True)]
    edge = left
    for at, half in enumerate(halves):  # the mean keeps order and gaps, but not always the left edge
        middle[at] = max(middle[at], edge + half)
        edge = middle[at] + half + gap
    edge = right
    for at in range(len(middle) - 1, -1, -1):
        middle[at] = min(middle[at], edge - halves[at])
        edge = middle[at] - halves[at] - gap
    return middle
