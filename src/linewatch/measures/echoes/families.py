"""Pairs of alike places gathered to families: one passage, with all the places where it stands.

Where two documents are copies of one another as a whole, that is one family, and their passages are none of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from linewatch.measures.echoes.growing import grown
from linewatch.measures.echoes.searching import Shared

_ALIKE = 0.5  # of what two spans cover together, that both cover, if they are one place
_WHOLE = 0.8  # of each of two documents that stands in the other, if they are copies as a whole


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands.

    Attributes:
        document: The document's number.
        start: In characters.
        end: Half open.
    """

    document: int
    start: int
    end: int

    @property
    def size(self) -> int:
        """Its length in characters."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Family:
    """A passage that recurs.

    Attributes:
        places: Where it stands, in order of documents.
        pairs: The pairs of places that are alike beyond chance: numbers of two places, and of the pair in what the
            search found; of whole documents, of the best.
        whole: Whether its places are documents that are copies of one another as a whole.
    """

    places: tuple[Place, ...]
    pairs: tuple[tuple[int, int, int], ...]
    whole: bool = False

    @property
    def documents(self) -> int:
        """In how many documents it stands."""
        return len({place.document for place in self.places})


def families(shared: Shared, sizes: Sequence[int] | None = None) -> list[Family]:
    """Return the passages that recur, each with its places, in order of the first pair of each; whole copies last.

    Two spans of a document are one place if what both share with others is half of what either shares: a gap in a span,
    where something else stands, is no part of it. A passage grows from one place (``growing``), so that a chain of
    partial overlaps joins no two; the same place may stand in two families, a pair in one. A passage that stands in
    copies of one document alone is left to the family of these.

    Args:
        shared: What the search found.
        sizes: Characters of the documents, by number; without them no documents are taken for whole copies.
    """
    node, spans = _nodes(shared)
    rows = [(a, b, c, d) for a, b, c, d in shared.stretches.tolist()]
    stretches = [rows[begin:end] for begin, end in pairwise(shared.parts.tolist())]
    found = [_family(pairs, node, spans) for pairs in grown(node, stretches)]
    copies = _copies(shared, sizes) if sizes is not None else {}
    if not copies:
        return found
    group = _groups(copies)
    return [family for family in found if not _inside(family, group)] + list(_wholes(shared, copies, group))


def pairs_between(shared: Shared) -> dict[tuple[int, int], list[int]]:
    """Return for each two documents the numbers of their pairs of places."""
    found = dict[tuple[int, int], list[int]]()
    for at, (one, other) in enumerate(shared.documents.tolist()):
        found.setdefault((one, other), []).append(at)
    return found


def _copies(shared: Shared, sizes: Sequence[int]) -> dict[tuple[int, int], list[int]]:
    """Return which two documents are copies of one another as a whole, with their pairs of places."""
    return {
        both: pairs
        for both, pairs in pairs_between(shared).items()
        if all(_covered(shared, pairs, side) >= _WHOLE * sizes[both[side]] for side in (0, 1))
    }


def _covered(shared: Shared, pairs: Sequence[int], side: int) -> int:
    """Return how many characters of one of two documents stand in the other."""
    covered = reached = 0
    for start, end in sorted(_stretches(shared, pairs, side)):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered


def _stretches(shared: Shared, pairs: Sequence[int], side: int) -> Iterator[tuple[int, int]]:
    for at in pairs:
        for row in shared.stretches[shared.parts[at] : shared.parts[at + 1]].tolist():
            yield row[2 * side], row[2 * side + 1]


def _groups(copies: Mapping[tuple[int, int], Sequence[int]]) -> dict[int, int]:
    """Return for each document that has copies the first of them all."""
    known = sorted({document for both in copies for document in both})
    number = {document: at for at, document in enumerate(known)}
    root = list(range(len(known)))
    for one, other in copies:
        _union(root, number[one], number[other])
    return {document: known[_root(root, at)] for at, document in enumerate(known)}


def _inside(family: Family, group: Mapping[int, int]) -> bool:
    first = group.get(family.places[0].document)
    return first is not None and all(group.get(place.document) == first for place in family.places)


def _wholes(
    shared: Shared, copies: Mapping[tuple[int, int], Sequence[int]], group: Mapping[int, int]
) -> Iterator[Family]:
    """Yield the families of whole documents, each place reaching from the first that is shared to the last."""
    for first in sorted(set(group.values())):
        known = sorted(document for document in group if group[document] == first)
        number = {document: at for at, document in enumerate(known)}
        ends = {document: list[tuple[int, int]]() for document in known}
        links = list[tuple[int, int, int]]()
        for (one, other), pairs in copies.items():
            if one in number:
                ends[one] += _stretches(shared, pairs, 0)
                ends[other] += _stretches(shared, pairs, 1)
                best = max(pairs, key=lambda at: (int(shared.score[at]), -at))
                links.append((number[one], number[other], best))
        places = (
            Place(document, min(ends[document])[0], max(e for _, e in ends[document])) for document in known
        )
        yield Family(tuple(places), tuple(links), whole=True)


def _family(pairs: Sequence[int], node: Sequence[tuple[int, int]], spans: Sequence[Place]) -> Family:
    used = sorted({n for at in pairs for n in node[at]}, key=lambda n: (spans[n].document, spans[n].start))
    number = {n: at for at, n in enumerate(used)}
    return Family(
        tuple(spans[n] for n in used),
        tuple((number[node[at][0]], number[node[at][1]], at) for at in pairs),
    )


def _nodes(shared: Shared) -> tuple[list[tuple[int, int]], list[Place]]:
    """Return for each pair the numbers of its two places, and the places."""
    owner = shared.documents.reshape(-1)
    ends = shared.places.reshape(-1, 2)
    parts, stretches = shared.parts.tolist(), shared.stretches.tolist()
    which, spans, own = [0] * len(owner), list[Place](), list[Sequence[tuple[int, int]]]()
    for at in np.lexsort((ends[:, 1], ends[:, 0], owner)).tolist():
        place = Place(int(owner[at]), int(ends[at, 0]), int(ends[at, 1]))
        pair, side = at // 2, 2 * (at % 2)
        covered = [(row[side], row[side + 1]) for row in stretches[parts[pair] : parts[pair + 1]]]
        n = _alike(spans, own, place, covered)
        if n is None:
            n = len(spans)
            spans.append(place)
            own.append(covered)
        which[at] = n
    return list(zip(which[::2], which[1::2], strict=True)), spans


def _alike(
    spans: Sequence[Place],
    own: Sequence[Sequence[tuple[int, int]]],
    place: Place,
    covered: Sequence[tuple[int, int]],
) -> int | None:
    """Return the last place but few of a document that a span is one with."""
    for n in range(len(spans) - 1, max(-1, len(spans) - 9), -1):
        if spans[n].document != place.document:
            return None
        if min(place.end, spans[n].end) <= max(place.start, spans[n].start):
            continue
        both = sum(max(0, min(end, high) - max(start, low)) for start, end in covered for low, high in own[n])
        either = sum(end - start for start, end in covered) + sum(high - low for low, high in own[n]) - both
        if both >= _ALIKE * either:
            return n
    return None


def _root(root: list[int], n: int) -> int:
    while root[n] != n:
        root[n] = root[root[n]]
        n = root[n]
    return n


def _union(root: list[int], one: int, other: int) -> None:
    a, b = _root(root, one), _root(root, other)
    root[max(a, b)] = min(a, b)
