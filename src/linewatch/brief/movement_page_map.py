"""The causal map as chapters of a page, and its figures: one for each document cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from linewatch.brief.movement_page_blocks import Block, Chapter, Drawing, Grid, Points, Prose
from linewatch.brief.notes import short_title
from linewatch.brief.phrases import Phrases
from linewatch.figures.causal_map import NARROW_PX, WIDE_PX, CausalWords, Link, Ring, Spot, causal_map
from linewatch.kinds.citations import Citation
from linewatch.scenarios.causal import Arrow, CausalMap, Loop, Loops
from linewatch.scenarios.mechanisms import BY_ID

Step = tuple[str, str]
_DRIVERS, _ENDS = ("compulsion", "external"), ("purpose",)
_MINUS = "−"


@dataclass(frozen=True, slots=True)
class Mapped:
    """A causal map with what stands behind it.

    Attributes:
        name: What the movement is called.
        value: The map.
        loops: Its loops.
        nodes: Pages by node.
        arrows: Pages by arrow.
        notes: What is added in our own words, by node, arrow or loop (``loop ID``).
    """

    name: str
    value: CausalMap
    loops: Loops
    nodes: Mapping[str, tuple[Citation, ...]]
    arrows: Mapping[Step, tuple[Citation, ...]]
    notes: Mapping[str | Step, str]

    def tags(self) -> dict[tuple[str, ...], str]:
        """Return a short mark for each loop: R1, B1 and so on, in their order."""
        found: dict[tuple[str, ...], str] = {}
        counts = {"R": 0, "B": 0}
        for loop in self.loops.found:
            letter = "R" if loop.sign > 0 else "B"
            counts[letter] += 1
            found[loop.nodes] = f"{letter}{counts[letter]}"
        return found

    def called(self, node: str) -> str:
        """Return the name of a node."""
        return next(one.name for one in self.value.nodes if one.id == node)


def map_title(mapped: Mapped, say: Phrases) -> tuple[str, str]:
    """Return the title of the page and the line below it."""
    value = mapped.value
    under = say.format(
        "map.under", nodes=len(value.nodes), arrows=len(value.arrows), loops=len(mapped.loops.found)
    )
    return say.format("map.title", movement=mapped.name), under


def map_chapters(mapped: Mapped, say: Phrases) -> tuple[Chapter, ...]:
    """Return the page of a causal map."""
    return (
        Chapter("", (Prose(say.get("map.read"), kind="remark"), *map_drawings(mapped, say))),
        Chapter(say.get("map.loops"), tuple(_loops(mapped, say))),
        Chapter(say.get("map.tied"), tuple(_tied(mapped, say))),
        Chapter(
            say.get("map.arrows"), (Prose(say.get("map.arrows_read"), kind="remark"), _arrows(mapped, say))
        ),
        Chapter(say.get("map.nodes"), (Prose(say.get("map.nodes_read"), kind="remark"), _nodes(mapped, say))),
    )


def map_drawings(mapped: Mapped, say: Phrases) -> tuple[Drawing, ...]:
    """Return a figure for the arrows that each document is cited for, in the order of the map."""
    documents: dict[str, list[Arrow]] = {}
    titles: dict[str, str] = {}
    for arrow in mapped.value.arrows:
        cited = mapped.arrows[arrow.source, arrow.target]
        documents.setdefault(cited[0].document, []).append(arrow)
        titles[cited[0].document] = short_title(cited[0])
    words = CausalWords(title="", **{key: say.get(f"causal.{key}") for key in say.keys_under("causal")})
    return tuple(_drawing(mapped, arrows, titles[key], words, say) for key, arrows in documents.items())


def _drawing(
    mapped: Mapped, arrows: Sequence[Arrow], document: str, words: CausalWords, say: Phrases
) -> Drawing:
    ends = {node for arrow in arrows for node in (arrow.source, arrow.target)}
    steps = {(arrow.source, arrow.target) for arrow in arrows}
    spots = [
        Spot(one.id, one.name, one.kind in _DRIVERS, one.kind in _ENDS)
        for one in mapped.value.nodes
        if one.id in ends
    ]
    links = [Link(arrow.source, arrow.target, arrow.sign, bool(arrow.mechanisms)) for arrow in arrows]
    tags = mapped.tags()
    rings = [
        Ring(tags[loop.nodes], loop.name.name if loop.name else say.get("map.unnamed"), loop.nodes)
        for loop in mapped.loops.found
        if set(loop.steps) <= steps
    ]
    title = say.format("map.figure", document=document)
    told = replace(words, title=title)
    wide, narrow = (causal_map(spots, links, rings, told, width) for width in (WIDE_PX, NARROW_PX))
    return Drawing(wide.svg, narrow.svg, title, wide.description)


def _sign(sign: int) -> str:
    return "+" if sign > 0 else _MINUS


def _loops(mapped: Mapped, say: Phrases) -> Iterator[Block]:
    found = mapped.loops
    key = "map.loops_read" if found.whole else "map.loops_cut"
    yield Prose(say.format(key, count=len(found.found)), kind="remark")
    tags = mapped.tags()
    yield Points(tuple(_loop(loop, tags[loop.nodes], mapped, say) for loop in found.found))


def _loop(loop: Loop, tag: str, mapped: Mapped, say: Phrases) -> Prose:
    name = loop.name.name if loop.name else say.get("map.unnamed")
    steps = " ".join(f"{mapped.called(a)} {_sign(mapped.value.sign((a, b)))}>" for a, b in loop.steps)
    told = say.format(
        "map.loop_told",
        kind=say.get(f"map.{loop.kind}"),
        steps=f"{steps} {mapped.called(loop.nodes[0])}",
        carried=_carried(loop, mapped, say),
    )
    note = mapped.notes.get(f"loop {loop.name.id}", "") if loop.name else ""
    cited = {c: None for step in loop.steps for c in mapped.arrows[step]}
    return Prose(
        " ".join(filter(None, (told, note))), say.format("map.loop", tag=tag, name=name), tuple(cited)
    )


def _carried(loop: Loop, mapped: Mapped, say: Phrases) -> str:
    by = {(arrow.source, arrow.target): arrow.mechanisms for arrow in mapped.value.arrows}
    mechanisms = say.joined(list(dict.fromkeys(m for step in loop.steps for m in by[step])))
    without = sum(not by[step] for step in loop.steps)
    if not mechanisms:
        return say.get("map.carried_none")
    key = "map.carried_part" if without else "map.carried"
    return say.format(key, mechanisms=mechanisms, count=without)


def _tied(mapped: Mapped, say: Phrases) -> Iterator[Block]:
    value = mapped.value
    uncarried, unwarranted = value.uncarried(), value.unwarranted()
    if uncarried:
        steps = "; ".join(_step(arrow, mapped, say) for arrow in uncarried)
        told = say.count("map.uncarried", len(uncarried), all=len(value.arrows))
        yield Prose(f"{told} {say.ended(steps)}")
    if unwarranted:
        yield Prose(say.format("map.unwarranted", mechanisms=say.joined(list(unwarranted))))
    else:
        yield Prose(say.get("map.unwarranted_none"))
    rows = tuple(
        (
            ident,
            BY_ID[ident].does,
            "; ".join(_step(arrow, mapped, say) for arrow in arrows) or say.get("map.none"),
        )
        for ident, arrows in value.carried().items()
    )
    yield Grid(_heads(say, "mechanism", "does", "arrows"), rows)


def _step(arrow: Arrow, mapped: Mapped, say: Phrases) -> str:
    source, target = mapped.called(arrow.source), mapped.called(arrow.target)
    return say.format("map.step", source=source, sign=_sign(arrow.sign), target=target)


def _arrows(mapped: Mapped, say: Phrases) -> Grid:
    rows = tuple(
        (
            mapped.called(arrow.source),
            _sign(arrow.sign),
            mapped.called(arrow.target),
            say.get(f"map.told.{arrow.certainty}"),
            " ".join(arrow.mechanisms) or say.get("map.none"),
            mapped.notes.get((arrow.source, arrow.target), ""),
        )
        for arrow in mapped.value.arrows
    )
    cites = tuple(mapped.arrows[arrow.source, arrow.target] for arrow in mapped.value.arrows)
    return Grid(_heads(say, "from", "sign", "to", "told", "carried", "note"), rows, cites)


def _nodes(mapped: Mapped, say: Phrases) -> Grid:
    kinds = {node.id: node.kind for node in mapped.value.nodes}
    ranked = mapped.value.influence(mapped.loops)
    rows = tuple(
        (
            mapped.called(one.node),
            say.get(f"map.kinds.{kinds[one.node]}"),
            *(str(number) for number in (one.loops, one.gives, one.takes, one.reaches)),
        )
        for one in ranked
    )
    cites = tuple(mapped.nodes[one.node] for one in ranked)
    return Grid(_heads(say, "node", "kind", "loops", "gives", "takes", "reaches"), rows, cites)


def _heads(say: Phrases, *keys: str) -> tuple[str, ...]:
    return tuple(say.get(f"map.heads.{key}") for key in keys)
