"""Chains of echoes as rows: a row for each place, with its page, its lag, and what it made of the one it is from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linewatch.desk.archive import Held
from linewatch.desk.documents import shown

if TYPE_CHECKING:
    from linewatch.measures.echoes.boilerplate import Kind
    from linewatch.measures.echoes.chains import Chain, Link
    from linewatch.measures.echoes.families import Family
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
    """

    family: Family
    line: Chain
    kind: Kind
    centre: frozenset[str]


def rows_of(found: Sequence[Told], texts: Sequence[Held], shared: Shared) -> list[dict[str, Any]]:
    """Return a row for each place of each passage, in order of the passages.

    Args:
        found: The passages.
        texts: The texts searched.
        shared: What they share.
    """
    from linewatch.measures.echoes.families import pairs_between  # noqa: PLC0415 - slow to import

    between = pairs_between(shared)
    return [
        row
        for number, one in enumerate(found, 1)
        for row in _rows(number, one, _Archive(texts, shared, between))
    ]


@dataclass(frozen=True, slots=True)
class _Archive:
    """What rows are told from: the texts, what they share, and the pairs of places of each two of them."""

    texts: Sequence[Held]
    shared: Shared
    between: Mapping[tuple[int, int], Sequence[int]]


def weight(told: Told, texts: Sequence[Held], shared: Shared) -> float:
    """Return what a passage is worth looking at: the nats of its best pair times how many actors have it.

    Where nobody is named as the issuer, the file that a document came in stands for him.
    """
    holders = {holder(texts[place.document]) for place in told.family.places}
    best = max(int(shared.score[pair]) for _, _, pair in told.family.pairs)
    return best / _NAT * len(holders)


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
            "centre": held.row["issuer"] in told.centre,
            "kind": told.kind,
            "whole": told.family.whole,
            "weight": heavy,
            "expected_chance": least,
            "from": names[link.before] if link.before is not None else None,
            "or_from": [names[tie] for tie in link.ties],
            "either_way": link.either_way,
            "lag_days_low": link.lag_low,
            "lag_days_high": link.lag_high,
            "gaps": list(_gaps(link, told, archive)),
            "silent": list(line.silent) if at == 0 else [],
            "not_independent": held.row["issuer"] in line.dependent,
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
    from linewatch.measures.echoes.gaps import Gap, gaps, in_order, moved  # noqa: PLC0415 - slow to import

    shared = archive.shared
    one, other = shared.documents[pair].tolist()
    # A pair gives the document of the lower number first.
    turned = one == document
    pairs = archive.between[one, other]
    spans = [_turned(shared.places[at].tolist(), turned=turned) for at in pairs]
    weights = [float(shared.score[at]) for at in pairs]
    away = moved(spans, weights) if len(pairs) > 1 else []
    kept = [pairs[n] for n in in_order(spans, weights)] if whole else [pair]
    stretches = [
        _turned(row, turned=turned)
        for at in kept
        for row in shared.stretches[shared.parts[at] : shared.parts[at + 1]].tolist()
    ]
    yield from gaps(stretches, source, own)
    for n in away:
        if whole or pairs[n] == pair:
            yield Gap("moved", spans[n][:2], spans[n][2:])


def _turned(places: Sequence[int], *, turned: bool) -> Stretch:
    a, b, c, d = places
    return (c, d, a, b) if turned else (a, b, c, d)
