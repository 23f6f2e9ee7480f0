"""What a result hangs on: everything left out in turn, and the smallest judgements that would turn it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from linewatch.hypotheses.draws import Settings
from linewatch.hypotheses.flips import Flip, flips
from linewatch.hypotheses.matrix import Matrix
from linewatch.hypotheses.pool import LEVEL_WITHIN, Drawn, Pool, as_chances, first, lead
from linewatch.hypotheses.turns import Turn, turns
from linewatch.hypotheses.weighing import Terms

Kind = Literal["item", "source", "group", "assumptions", "arguments", "analyst"]
# An item that makes no hypothesis this many times as likely against another tells little: with even chances before,
# 1.1 is a move from 50 to 52 in a hundred.
LEAST_RATIO = 1.1
# How far one item separates is a mean: a tenth of the draws holds it well enough.
_DRAWS = 1_000
# Two hypotheses for which an item was judged by one word differ by the draws alone.
_NEAR = 0.05
# What is judged alike tells nothing at all; this is for rounding alone.
_NOTHING_BITS = 1e-9


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The result without something.

    Attributes:
        kind: What was left out: one item, all items of a source or a group, all assumptions, all arguments, an analyst.
        id: Its id; "assumptions" and "arguments" for these.
        items: The items that were left out with it; none for an analyst.
        mids: By hypothesis what it is then worth; None where nothing judged for it is left.
        lead: How far the hypothesis that stands first with all evidence is then before the best of the others; below
            zero where it is behind; None where it has no figure then, or no other has.
        shift: How far that lead moves; below zero where what was left out had held it up.
        top: Which hypothesis then stands first; None where none has a figure.
        changes: Whether that is another than with all evidence.
    """

    kind: Kind
    id: str
    items: tuple[str, ...]
    mids: Mapping[str, float | None]
    lead: float | None
    shift: float | None
    top: str | None
    changes: bool


class Separates(NamedTuple):
    """How far one item tells hypotheses apart.

    Attributes:
        ratio: How many times as likely it makes the one it speaks for most against the one it speaks against most: from
            the range of the expected log likelihood over the hypotheses, slips allowed for, in the eyes of the analyst
            for whom it is widest. As it stands in the matrix, alone: what its group takes off is not counted.
        bits: The same as a logarithm to base 2.
        most: The hypotheses it speaks for most, all within a twentieth of that range; empty where it separates
            nothing at all, or speaks for none that may contribute.
        least: Those it speaks against most.
    """

    item: str
    ratio: float
    bits: float
    most: tuple[str, ...]
    least: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What a result hangs on.

    Attributes:
        top: The hypothesis that stands first; None where none has a figure.
        lead: How far before the second.
        mids: By hypothesis what it is worth with all evidence.
        left_out: Everything left out in turn, what moves the lead most first.
        flips: Changes of a single judgement that put another first, the smallest first; empty where none does.
        pair: Where no single judgement does it, the smallest pair that was found; else empty.
        turns: A reliability or a dependence taken to 0 or 1 that puts another first.
        separates: How far each item tells hypotheses apart, the most first.
        separates_nothing: Those that every analyst judged alike, or that by their own chances tell nothing.
        separates_little: Those that tell something, below the limit.
        least_ratio: The limit.
        draws: From each analyst's ranges: fewer than asked for where several may contribute and there are many sets.
    """

    top: str | None
    lead: float | None
    mids: Mapping[str, float | None]
    left_out: tuple[LeftOut, ...]
    flips: tuple[Flip, ...]
    pair: tuple[Flip, ...]
    turns: tuple[Turn, ...]
    separates: tuple[Separates, ...]
    separates_nothing: tuple[str, ...]
    separates_little: tuple[str, ...]
    least_ratio: float
    draws: int


def sensitivity(matrix: Matrix, settings: Settings, least_ratio: float = LEAST_RATIO) -> Sensitivity:
    """Return what a result hangs on, all on the draws of the result itself, or the first of them; see `draws`.

    Args:
        matrix: The question, its hypotheses, items and judgements.
        settings: As of the result.
        least_ratio: An item that makes no hypothesis so many times as likely against another tells little.

    Raises:
        BadValue: If the matrix cannot be weighed.
    """
    pool = Pool(matrix, settings)
    told = separates(pool)
    tells = [one for one in told if one.bits > _NOTHING_BITS]
    # Where nothing tells anything and the priors are level, nobody leads and there is nothing that could be turned.
    led = bool(tells) or not _level(pool)
    moved, pair = flips(pool) if led else ((), ())
    return Sensitivity(
        top=pool.ids[pool.top] if led and pool.top is not None else None,
        lead=lead(pool.mids, pool.top, pool.examined) if led else None,
        mids=as_chances(pool.ids, pool.mids, pool.examined),
        left_out=left_out(pool) if led else (),
        flips=moved,
        pair=pair,
        turns=turns(pool) if led else (),
        separates=told,
        separates_nothing=tuple(one.item for one in told if one not in tells),
        separates_little=tuple(one.item for one in tells if one.ratio < least_ratio),
        least_ratio=least_ratio,
        draws=pool.settings.draws,
    )


def _level(pool: Pool) -> bool:
    counted = pool.mids[pool.examined]
    return len(counted) > 1 and float(np.ptp(counted)) < LEVEL_WITHIN


def left_out(pool: Pool) -> tuple[LeftOut, ...]:
    """Return the result without each item, source, group and analyst, and without assumptions and arguments."""
    found = [_without(pool, part) for part in _parts(pool.matrix)]
    if len(pool.terms) > 1:
        found += [_without_analyst(pool, name) for name in pool.terms]
    # What leaves no lead to speak of at all comes first: it is all that holds the result.
    found.sort(key=lambda one: (-math.inf if one.shift is None else -abs(one.shift), one.kind, one.id))
    return tuple(found)


def separates(pool: Pool) -> tuple[Separates, ...]:
    """Return how far each item that weighs tells hypotheses apart, the most first."""
    found = [_separates(pool, item.id) for item in pool.matrix.items if item.state != "open"]
    return tuple(sorted(found, key=lambda one: (-one.bits, one.item)))


class _Part(NamedTuple):
    kind: Kind
    id: str
    items: tuple[str, ...]


def _parts(matrix: Matrix) -> list[_Part]:
    weighing = [item for item in matrix.items if item.state != "open"]
    found = [_Part("item", item.id, (item.id,)) for item in weighing]
    for source in sorted({item.source for item in weighing if item.source is not None}):
        found.append(_Part("source", source, tuple(item.id for item in weighing if item.source == source)))
    for group in sorted({item.group for item in weighing if item.group is not None}):
        found.append(_Part("group", group, tuple(item.id for item in weighing if item.group == group)))
    marked: tuple[tuple[str, Kind], ...] = (("assumption", "assumptions"), ("argument", "arguments"))
    for kind, name in marked:
        if items := tuple(item.id for item in weighing if item.kind == kind):
            found.append(_Part(name, name, items))
    return found


def _without(pool: Pool, part: _Part) -> LeftOut:
    mids, examined = pool.without(part.items), pool.examined_without(part.items)
    return _left_out(pool, part, mids, examined)


def _without_analyst(pool: Pool, name: str) -> LeftOut:
    return _left_out(
        pool, _Part("analyst", name, ()), pool.without_analyst(name), pool.examined_without(analyst=name)
    )


def _left_out(pool: Pool, part: _Part, mids: Drawn, examined: NDArray[np.bool_]) -> LeftOut:
    top = first(mids, examined)
    before, after = lead(pool.mids, pool.top, pool.examined), lead(mids, pool.top, examined)
    return LeftOut(
        *part,
        mids=as_chances(pool.ids, mids, examined),
        lead=after,
        shift=None if after is None or before is None else after - before,
        top=None if top is None else pool.ids[top],
        changes=top != pool.top,
    )


def _separates(pool: Pool, item: str) -> Separates:
    """Return how far one item alone tells hypotheses apart."""
    alone = replace(
        pool.matrix,
        items=tuple(one for one in pool.matrix.items if one.id == item),
        cells={place: span for place, span in pool.matrix.cells.items() if place.item == item},
    )
    settings = replace(pool.settings, draws=min(pool.settings.draws, _DRAWS))
    own = [Terms(alone, settings, analyst) for analyst in pool.terms]
    # Where several may contribute each is set against the baseline, which stands at 0.
    baseline = [0.0] if pool.matrix.several else []
    seen = [one.by_hypothesis(one.total()).mean(axis=0).tolist() for one in own]
    # Not the mean of the analysts: two who judge it contrarily would seem to judge it alike.
    logs = max(seen, key=lambda row: max([*row, *baseline]) - min([*row, *baseline]))
    high, low = (end([*logs, *baseline]) for end in (max, min))
    near = _NEAR * (high - low)
    most = [name for name, log in zip(pool.ids, logs, strict=True) if high - log <= near]
    least = [name for name, log in zip(pool.ids, logs, strict=True) if log - low <= near]
    return Separates(
        item=item,
        ratio=math.exp(high - low),
        bits=(high - low) / math.log(2),
        most=tuple(most) if high > low else (),
        least=tuple(least) if high > low else (),
    )
