"""A causal map: what the documents say brings on or checks what, as a signed graph with its loops.

A plus says that more of the one brings more of the other, a minus that it brings less. A loop with an even number of
minuses reinforces itself, one with an odd number balances itself.

Source: Axelrod (ed.), Structure of Decision, 1976; Roberts, Discrete Mathematical Models, 1976, ch. 4, for signed
digraphs; Eden, Ackermann and Cropper, J. Management Studies 29(3), 1992, for the reading of maps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

from linewatch.errors import BadMovement, nearest
from linewatch.scenarios.mechanisms import BY_ID, MECHANISMS

Kind = Literal["compulsion", "external", "purpose", "posture", "problem"]
KINDS: Final = ("compulsion", "external", "purpose", "posture", "problem")
CERTAINTIES: Final = ("certain", "likely", "doubtful")
MOST_LOOPS: Final = 1000
MOST_PATHS: Final = 200


@dataclass(frozen=True, slots=True)
class Node:
    """Something that brings on other things or is brought on by them.

    Attributes:
        id: Its id in the map.
        name: As it is read.
        kind: What drives (compulsion, external), what is wanted (purpose), what is done (posture), what comes of it
            unwanted (problem).
    """

    id: str
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Arrow:
    """One thing brings on another (+1) or checks it (-1).

    Attributes:
        source: Id of the node it leaves.
        target: Id of the node it enters.
        sign: +1 or -1.
        certainty: How sure the document is of it: certain, likely or doubtful.
        mechanisms: Ids of the mechanisms that carry it; none where the movement has no rule for it.
    """

    source: str
    target: str
    sign: int
    certainty: str = "likely"
    mechanisms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A name for a loop.

    Attributes:
        id: Its id.
        name: As it is read.
        through: Ids of its nodes, in the order of the arrows.
    """

    id: str
    name: str
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """Arrows that lead back to where they began.

    Attributes:
        nodes: Ids in the order of the arrows; the first stands first in the map.
        sign: +1 for one that reinforces itself, -1 for one that balances itself.
        name: What it is called; None where nobody named it.
    """

    nodes: tuple[str, ...]
    sign: int
    name: Named | None = None

    @property
    def kind(self) -> str:
        """Whether it is reinforcing or balancing."""
        return "reinforcing" if self.sign > 0 else "balancing"

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """Its arrows, each as the ids of its two nodes."""
        return tuple(zip(self.nodes, (*self.nodes[1:], self.nodes[0]), strict=True))


@dataclass(frozen=True, slots=True)
class Loops:
    """The loops that were found.

    Attributes:
        found: The shortest first, then in the order of the map.
        whole: False if the search stopped at its limit, so that there are more.
        most: The limit.
    """

    found: tuple[Loop, ...]
    whole: bool
    most: int


@dataclass(frozen=True, slots=True)
class Way:
    """A way from one node to another that meets none twice.

    Attributes:
        nodes: Ids.
        sign: The product of its signs.
    """

    nodes: tuple[str, ...]
    sign: int


@dataclass(frozen=True, slots=True)
class Reach:
    """How much hangs on a node.

    Attributes:
        node: Its id.
        gives: Arrows that leave it.
        takes: Arrows that enter it.
        reaches: Other nodes that can be reached from it.
        reached_from: Other nodes from which it can be reached.
        loops: Loops that pass through it, of those found.
    """

    node: str
    gives: int
    takes: int
    reaches: int
    reached_from: int
    loops: int


@dataclass(frozen=True, slots=True)
class CausalMap:
    """Nodes, arrows between them, and names for loops.

    Raises:
        BadMovement: For an arrow to or from nowhere, one to itself, one without a sign, two between the same two
            nodes, a mechanism that is not known, or a name for a loop that is not there.
    """

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    named: tuple[Named, ...] = ()
    _sign: Mapping[tuple[str, str], int] = field(
        init=False, repr=False, compare=False, default_factory=dict[tuple[str, str], int]
    )

    def __post_init__(self) -> None:
        ids = [node.id for node in self.nodes]
        _once("node", ids)
        for node in self.nodes:
            if node.kind not in KINDS:
                raise BadMovement(
                    f"Node {node.id} is of the kind {node.kind!r}.", f"Write one of {', '.join(KINDS)}."
                )
        for arrow in self.arrows:
            _check(arrow, ids)
        _once("arrow", [f"{arrow.source} to {arrow.target}" for arrow in self.arrows])
        object.__setattr__(self, "_sign", {(a.source, a.target): a.sign for a in self.arrows})
        _once("loop", [name.id for name in self.named])
        for name in self.named:
            self._check_named(name, ids)

    def _check_named(self, name: Named, ids: Sequence[str]) -> None:
        for node in name.through:
            _known(f"loop {name.id}", node, ids)
        for source, target in zip(name.through, (*name.through[1:], *name.through[:1]), strict=True):
            if (source, target) not in self._sign:
                raise BadMovement(
                    f"The loop {name.id!r} is not in the map: no arrow leads from {source} to {target}.",
                    "Add the arrow, or leave the name out.",
                )

    def _out(self) -> dict[str, list[str]]:
        out: dict[str, list[str]] = {node.id: [] for node in self.nodes}
        for arrow in self.arrows:
            out[arrow.source].append(arrow.target)
        return out

    def sign(self, nodes: Sequence[str]) -> int:
        """Return the product of the signs along nodes."""
        product = 1
        for step in pairwise(nodes):
            product *= self._sign[step]
        return product

    def loops(self, most: int = MOST_LOOPS) -> Loops:
        """Return the loops, up to a number of them.

        Source:
            Johnson (1975), SIAM J. Computing 4(1), in networkx's ``simple_cycles``.
        """
        import networkx as nx  # noqa: PLC0415 - loads slowly

        if most < 1:
            raise BadMovement(f"At most {most} loops cannot be sought.", "Give 1 or more.")
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(node.id for node in self.nodes)
        graph.add_edges_from((arrow.source, arrow.target) for arrow in self.arrows)
        place = {node.id: n for n, node in enumerate(self.nodes)}
        names = {_turned(name.through, place): name for name in self.named}
        made: list[Loop] = []
        whole = True
        for cycle in nx.simple_cycles(graph):
            if len(made) == most:
                whole = False
                break
            nodes = _turned(cycle, place)
            made.append(Loop(nodes, self.sign([*nodes, nodes[0]]), names.get(nodes)))
        made.sort(key=lambda loop: (len(loop.nodes), [place[node] for node in loop.nodes]))
        return Loops(tuple(made), whole, most)

    def ways(self, source: str, target: str, most: int = MOST_PATHS) -> tuple[tuple[Way, ...], bool]:
        """Return the ways from one node to another, the shortest first, and whether these are all.

        Raises:
            BadMovement: If one of them is not in the map.
        """
        ids = [node.id for node in self.nodes]
        for node in (source, target):
            _known("a way", node, ids)
        found: list[Way] = []
        for nodes in _ways(self._out(), source, target):
            if len(found) == most:
                return _ranked(found), False
            found.append(Way(nodes, self.sign(nodes)))
        return _ranked(found), True

    def influence(self, loops: Loops) -> tuple[Reach, ...]:
        """Return how much hangs on each node: those in most loops first, then those that reach most."""
        out = self._out()
        back: dict[str, list[str]] = {node.id: [] for node in self.nodes}
        for arrow in self.arrows:
            back[arrow.target].append(arrow.source)
        found = [
            Reach(
                node.id,
                len(out[node.id]),
                len(back[node.id]),
                len(_reached(out, node.id) - {node.id}),
                len(_reached(back, node.id) - {node.id}),
                sum(node.id in loop.nodes for loop in loops.found),
            )
            for node in self.nodes
        ]
        return tuple(sorted(found, key=lambda one: (-one.loops, -one.reaches, -one.gives)))

    def carried(self) -> dict[str, tuple[Arrow, ...]]:
        """Return the arrows that each mechanism carries, by the mechanism's id; none where no arrow warrants it."""
        return {m.id: tuple(a for a in self.arrows if m.id in a.mechanisms) for m in MECHANISMS}

    def uncarried(self) -> tuple[Arrow, ...]:
        """Return the arrows for which the movement has no rule."""
        return tuple(arrow for arrow in self.arrows if not arrow.mechanisms)

    def unwarranted(self) -> tuple[str, ...]:
        """Return the mechanisms that no arrow warrants."""
        return tuple(ident for ident, arrows in self.carried().items() if not arrows)


def _check(arrow: Arrow, ids: Sequence[str]) -> None:
    told = f"The arrow {arrow.source} to {arrow.target}"
    for node in (arrow.source, arrow.target):
        _known(told[0].lower() + told[1:], node, ids)
    if arrow.source == arrow.target:
        raise BadMovement(f"{told} leads to itself.", "Put the node between that it works through.")
    if arrow.sign not in (1, -1):
        raise BadMovement(
            f"{told} has no sign.", "Write + or -; where both are said, put a node between for each."
        )
    if arrow.certainty not in CERTAINTIES:
        raise BadMovement(f"{told} is {arrow.certainty!r}.", f"Write one of {', '.join(CERTAINTIES)}.")
    for mechanism in arrow.mechanisms:
        if mechanism not in BY_ID:
            raise BadMovement(f"{told} names the mechanism {mechanism!r}.", nearest(mechanism, BY_ID))


def _known(what: str, node: str, ids: Sequence[str]) -> None:
    if node not in ids:
        raise BadMovement(f"No node is named {node!r}, which {what} names.", nearest(node, ids))


def _once(what: str, names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise BadMovement(f"The {what} {name!r} stands there twice.", "Keep one of them.")


def _turned(cycle: Sequence[str], place: Mapping[str, int]) -> tuple[str, ...]:
    """Return a round turned so that it begins with the node that stands first in the map."""
    first = min(range(len(cycle)), key=lambda n: place[cycle[n]])
    return (*cycle[first:], *cycle[:first])


def _reached(out: Mapping[str, Iterable[str]], start: str) -> set[str]:
    """Return the nodes that can be reached from one; itself only if a loop leads back."""
    seen: set[str] = set()
    todo = list(out[start])
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo += out[node]
    return seen


def _ways(out: Mapping[str, Iterable[str]], source: str, target: str) -> Iterator[tuple[str, ...]]:
    """Yield ways that meet no node twice; a node from which the target is out of reach is not entered."""
    todo: list[tuple[str, ...]] = [(source,)]
    useful = {node for node in out if node == target or target in _reached(out, node)}
    while todo:
        way = todo.pop(0)
        for node in out[way[-1]]:
            if node == target:
                yield (*way, node)
            elif node not in way and node in useful:
                todo.append((*way, node))


def _ranked(ways: Iterable[Way]) -> tuple[Way, ...]:
    return tuple(sorted(ways, key=lambda way: len(way.nodes)))
