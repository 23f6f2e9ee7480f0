"""Chains of echoes as rows: a row for each place, with its page, its lag, and what it made of the one it is from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linewatch.desk.following.archive import Held
from linewatch.desk.reading.documents import shown

if TYPE_CHECKING:
    from linewatch.measures.echoes.boilerplate import Kind
    from linewatch.measures.echoes.chains import Chain, Link, Paper
    from linewatch.measures.echoes.families import Family, Place
    from linewatch.measures.echoes.gaps import Gap, Stretch
    from linewatch.measures.echoes.searching import Shared

_NAT = 100.0  # what scores are counted in


@dataclass(frozen=True, slots=True)
class Told:
    """A passage followed through time.

    Attributes:
        family: All its places.
        line: The same by date.
        kind: Whether it was borrowed or recurs by form.
        centre: Who is the centre, or belongs to it.
        papers: Of all texts, by number.
        verbatim: Its places that no pair ties to it: its exact words were looked up.
    """

    family: Family
    line: Chain
    kind: Kind
    centre: frozenset[str]
    papers: Sequence[Paper]
    verbatim: frozenset[Place] = frozenset()


def rows_of(
    found: Sequence[Told], texts: Sequence[Held], shared: Shared, settings: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return a row for each place of each passage, in order of the passages.

    Args:
        found: The passages.
        texts: The texts searched.
        shared: What they share.
        settings: What the search is told with.
    """
    from linewatch.measures.echoes.families import pairs_between  # noqa: PLC0415 - slow to import

    archive = _Archive(texts, shared, pairs_between(shared), settings)
    return [row for number, one in enumerate(found, 1) for row in _rows(number, one, archive)]


@dataclass(frozen=True, slots=True)
class _Archive:
    """What rows are told from: the texts, what they share, and the pairs of places of each two of them.

    What crosses the order of two texts, and what keeps it, is looked for once, however many passages they share.
    """

    texts: Sequence[Held]
    shared: Shared
    between: Mapping[tuple[int, int], Sequence[int]]
    settings: Mapping[str, Any]
    orders: dict[tuple[int, int, bool], _Order] = field(
        default_factory=dict["tuple[int, int, bool]", "_Order"]
    )


@dataclass(frozen=True, slots=True)
class _Order:
    """The passages that two texts share: their places, which keep the order of both, and which were moved."""

    spans: Sequence[Stretch]
    kept: Sequence[int]
    moved: Sequence[int]


def weight(told: Told, texts: Sequence[Held], shared: Shared) -> float:
    """Return what a passage is worth looking at: the nats of its best pair times how many witnesses have it.

    All releases of one paper are one witness. Where nobody is named as the issuer, the file that a document came in
    stands for him.
    """
    holders = dict[str, str]()
    for link in told.line.links:
        at = link.place.document
        holders.setdefault(told.papers[at].paper, holder(texts[at]))
    best = max(int(shared.score[pair]) for _, _, pair in told.family.pairs)
    return best / _NAT * len(set(holders.values()))


def holder(held: Held) -> str:
    """Return who issued a document, or the file that it came in."""
    return held.row["issuer"] or held.row["file"] or held.row["id"]


def rank(rows: Sequence[Mapping[str, Any]]) -> tuple[bool, bool, float, int]:
    """Return what chains are shown in order of, by their rows: the centre's first, whole documents last."""
    first = rows[0]
    return first["whole"], not first["centre"], -first["weight"], first["chain"]


def _rows(number: int, told: Told, archive: _Archive) -> Iterator[dict[str, Any]]:
    line, shared = told.line, archive.shared
    names = [archive.texts[link.place.document].row["id"] for link in line.links]
    least = min(float(shared.expected[pair]) for _, _, pair in told.family.pairs)
    heavy = weight(told, archive.texts, shared)
    known = archive.settings["of"]
    for at, link in enumerate(line.links):
        held, place = archive.texts[link.place.document], link.place
        passage, p_start = held.passage_at(place.start)
        start, end = held.source(place.start, place.end)
        yield {
            "chain": number,
            "document": names[at],
            "n": passage.n,
            "start": start,
            "end": end,
            "date": held.row["date"],
            "text": held.text[place.start : place.end],
            "p_start": p_start,
            "page": passage.page,
            "actor": held.row["issuer"],
            "paper": told.papers[link.place.document].paper,
            "centre": held.row["issuer"] in told.centre,
            "kind": told.kind,
            "whole": told.family.whole,
            "weight": heavy,
            "expected_chance": least,
            "from": names[link.before] if link.before is not None else None,
            "verbatim": place in told.verbatim,
            "from_among": "all" if not known or names[at] in known else "named",
            "or_from": [names[tie] for tie in link.ties],
            "either_way": link.either_way,
            "lag_days_low": link.lag_low,
            "lag_days_high": link.lag_high,
            "gaps": list(_gaps(link, told, archive)),
            "silent": list(line.silent) if at == 0 else [],
            "not_independent": held.row["issuer"] in line.dependent,
            "settings": archive.settings,
            "cites": [shown(held.cite(place.start, place.end))],
        }


def _gaps(link: Link, told: Told, archive: _Archive) -> Iterator[dict[str, Any]]:
    """Yield what a place leaves out, puts in, words otherwise or moves, against the one it has it from."""
    if link.before is None or link.pair is None:
        return
    source = archive.texts[told.line.links[link.before].place.document]
    own = archive.texts[link.place.document]
    for gap in _of_pair(
        link.pair, link.place.document, source.text, own.text, archive, whole=told.family.whole
    ):
        had, has = gap.source[1] > gap.source[0], gap.own[1] > gap.own[0]
        there = source.source(*gap.source) if had else (None, None)
        here = own.source(*gap.own) if has else (None, None)
        yield {
            "kind": gap.kind,
            "source_start": there[0],
            "source_end": there[1],
            "source_text": source.text[slice(*gap.source)],
            "start": here[0],
            "end": here[1],
            "text": own.text[slice(*gap.own)],
        }


def _of_pair(  # noqa: PLR0913 - two texts, and what is known of them
    pair: int, document: int, source: str, own: str, archive: _Archive, *, whole: bool
) -> Iterator[Gap]:
    from linewatch.measures.echoes.gaps import Gap, gaps  # noqa: PLC0415 - slow to import

    shared = archive.shared
    one, other = shared.documents[pair].tolist()
    # A pair gives the document of the lower number first.
    turned = one == document
    pairs = archive.between[one, other]
    order = _order(archive, (one, other), turned=turned)
    kept = [pairs[n] for n in order.kept] if whole else [pair]
    stretches = [
        _turned(row, turned=turned)
        for at in kept
        for row in shared.stretches[shared.parts[at] : shared.parts[at + 1]].tolist()
    ]
    yield from gaps(stretches, source, own)
    for n in order.moved:
        if whole or pairs[n] == pair:
            yield Gap("moved", order.spans[n][:2], order.spans[n][2:])


def _order(archive: _Archive, both: tuple[int, int], *, turned: bool) -> _Order:
    from linewatch.measures.echoes.gaps import in_order, moved  # noqa: PLC0415 - slow to import

    key = (*both, turned)
    if key not in archive.orders:
        pairs, shared = archive.between[both], archive.shared
        spans = [_turned(shared.places[at].tolist(), turned=turned) for at in pairs]
        weights = [float(shared.score[at]) for at in pairs]
        away = moved(spans, weights) if len(pairs) > 1 else []
        archive.orders[key] = _Order(spans, in_order(spans, weights), away)
    return archive.orders[key]


def _turned(places: Sequence[int], *, turned: bool) -> Stretch:
    a, b, c, d = places
    return (c, d, a, b) if turned else (a, b, c, d)
