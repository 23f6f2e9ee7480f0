"""Pairs of words told as rows: what was kept, left out, put in, reworded, moved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from linewatch.measures.reprints.blocks import Block, surprises
from linewatch.measures.reprints.claims import claimed
from linewatch.measures.reprints.edges import settled, steadied
from linewatch.measures.reprints.values import Kind, Row, Unit, Word

WEIGHS: dict[Kind, float] = {"dropped": 1.0, "added": 1.0, "reworded": 0.8, "moved": 0.3, "kept": 0.02}
LONGEST_REWORDING = 12  # words on the longer side; what is longer was left out and other words put in
_LEAST_TEXT = 1_000  # words, as if in a text of which a short match is judged
_OMITTED = re.compile(r"[\[(]?\s*(?:\.\s?\.\s?\.[\s.]*|…|\*\s?\*\s?\*|—\s?—\s?—)\s*[\])]?|\[\s*\.*\s*\]")


class Side(NamedTuple):
    """A text, its words, and at which of them a passage begins."""

    text: str
    words: Sequence[Word]
    breaks: frozenset[int]


def rows(blocks: Sequence[Block], sides: tuple[Side, Side], same: Callable[[str, str], bool]) -> list[Row]:
    """Return rows in the order of A; what only B has comes where it stands in B.

    Args:
        blocks: The main line first.
        sides: Both texts.
        same: Whether two words that are not spelt alike are one, misread.
    """
    a, b = sides[0].words, sides[1].words
    surprise = surprises([w.word for w in a], [w.word for w in b], _LEAST_TEXT)
    texts = sides[0].text, sides[1].text
    lines = claimed([steadied(block.pairs, a, b, surprise) for block in blocks], a, b, texts)
    for n, line in enumerate(lines):
        others = [pair for m, other in enumerate(lines) if m != n for pair in other]
        taken = {i for i, _ in others}, {j for _, j in others}
        lines[n] = settled(line, a, b, texts, taken)
    units = [
        unit for line, block in zip(lines, blocks, strict=True) for unit in _matched(line, block, sides, same)
    ]
    units += _left(units, lines[0], sides, same)
    return _numbered(_ordered(_cut(units, sides)), sides)


def _matched(
    line: Sequence[tuple[int, int]], block: Block, sides: tuple[Side, Side], same: Callable[[str, str], bool]
) -> list[Unit]:
    """Return the paired words as units, those that are alike but not the same as reworded."""
    kind: Kind = "moved" if block.moved else "kept"
    found = list[Unit]()
    unlike = list[tuple[int, int]]()
    last = (line[0][0] - 1, line[0][1] - 1) if line else (0, 0)
    for i, j in line:
        one, other = sides[0].words[i].word, sides[1].words[j].word
        if one != other and not same(one, other):
            unlike.append((i, j))
            continue
        found += _respelt(unlike, last, (i, j), sides, kind)
        found.append(Unit(kind, (i, i + 1), (j, j + 1)))
        unlike, last = [], (i, j)
    after = (unlike[-1][0] + 1, unlike[-1][1] + 1) if unlike else last
    return found + _respelt(unlike, last, after, sides, kind)


def _respelt(
    unlike: Sequence[tuple[int, int]],
    last: tuple[int, int],
    following: tuple[int, int],
    sides: tuple[Side, Side],
    kind: Kind,
) -> list[Unit]:
    """Return words that are alike only, between two pairs that are the same: one unit if their letters are the same."""
    if not unlike:
        return []
    a, b = (last[0] + 1, following[0]), (last[1] + 1, following[1])
    one, other = (
        "".join(w.word for w in side.words[slice(*run)]) for side, run in zip(sides, (a, b), strict=True)
    )
    if one == other:
        return [Unit(kind, a, b)]
    return [Unit("reworded", (i, i + 1), (j, j + 1)) for i, j in unlike]


def _left(
    units: Sequence[Unit],
    main: Sequence[tuple[int, int]],
    sides: tuple[Side, Side],
    same: Callable[[str, str], bool],
) -> list[Unit]:
    """Return what no pair has: stretches between pairs of the main line that stand for each other, and the rest."""
    used_a = {i for unit in units for i in range(*unit.a)}
    used_b = {j for unit in units for j in range(*unit.b)}
    found = list[Unit]()
    at = (0, 0)
    for i, j in [*main, (len(sides[0].words), len(sides[1].words))]:
        own_a, own_b = _runs(range(at[0], i), used_a), _runs(range(at[1], j), used_b)
        at = i + 1, j + 1
        if len(own_a) == 1 and len(own_b) == 1 and (together := _exchanged(own_a[0], own_b[0], sides, same)):
            found.append(together)
            continue
        found += [Unit("dropped", run, _empty(own_b[0][0] if own_b else j)) for run in own_a]
        found += [Unit("added", (i, i), run) for run in own_b]
    return found


def _empty(at: int) -> tuple[int, int]:
    return at, at


def _runs(places: Iterable[int], used: set[int]) -> list[tuple[int, int]]:
    found = list[tuple[int, int]]()
    for place in places:
        if place in used:
            continue
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _exchanged(
    a: tuple[int, int], b: tuple[int, int], sides: tuple[Side, Side], same: Callable[[str, str], bool]
) -> Unit | None:
    """Return two stretches as one unit where one was put for the other."""
    if any(
        n in side.breaks for side, run in zip(sides, (a, b), strict=True) for n in range(run[0] + 1, run[1])
    ):
        return None
    one, other = (
        "".join(w.word for w in side.words[slice(*run)]) for side, run in zip(sides, (a, b), strict=True)
    )
    sizes = a[1] - a[0], b[1] - b[0]
    if one == other or (max(sizes) <= 3 and same(one, other)):
        return Unit("kept", a, b)
    if max(sizes) > LONGEST_REWORDING or max(sizes) > 3 * min(sizes) + 2:
        return None
    return Unit("reworded", a, b)


def _cut(units: Iterable[Unit], sides: tuple[Side, Side]) -> list[Unit]:
    """Cut what only one text has where its passages begin."""
    found = list[Unit]()
    for unit in units:
        if unit.kind == "dropped":
            found += [unit._replace(a=part) for part in _parts(unit.a, sides[0].breaks)]
        elif unit.kind == "added":
            found += [unit._replace(b=part) for part in _parts(unit.b, sides[1].breaks)]
        else:
            found.append(unit)
    return found


def _parts(run: tuple[int, int], breaks: frozenset[int]) -> list[tuple[int, int]]:
    cuts = [run[0], *(n for n in range(run[0] + 1, run[1]) if n in breaks), run[1]]
    return list(pairwise(cuts))


def _ordered(units: Sequence[Unit]) -> list[Unit]:
    """Return units in the order of A, what only B has before the main line's next pair."""
    return sorted(units, key=lambda unit: (unit.a[0], unit.kind != "added", unit.b[0]))


def _numbered(units: Sequence[Unit], sides: tuple[Side, Side]) -> list[Row]:
    """Join units that follow each other in both texts, number the changes, and find the signs of omission."""
    joined = list[tuple[Unit, int]]()
    run = -1
    for unit in units:
        last = joined[-1][0] if joined else None
        follows = last is not None and last.kind == unit.kind and _follow(last, unit)
        if not follows:
            run += 1
        if last is not None and follows and not _breaks(unit, sides):
            joined[-1] = (Unit(unit.kind, (last.a[0], unit.a[1]), (last.b[0], unit.b[1])), run)
        else:
            joined.append((unit, run))
    return [_row(unit, run, sides) for unit, run in joined]


def _follow(last: Unit, unit: Unit) -> bool:
    if unit.kind == "dropped":
        return last.a[1] == unit.a[0]
    if unit.kind == "added":
        return last.b[1] == unit.b[0]
    return last.a[1] == unit.a[0] and last.b[1] == unit.b[0]


def _breaks(unit: Unit, sides: tuple[Side, Side]) -> bool:
    begins_a = unit.a[0] in sides[0].breaks and unit.kind != "added"
    return begins_a or (unit.b[0] in sides[1].breaks and unit.kind != "dropped")


def _row(unit: Unit, run: int, sides: tuple[Side, Side]) -> Row:
    own = unit.a[1] - unit.a[0], unit.b[1] - unit.b[0]
    words = max(own)
    spans = [
        (side.words[at[0]].start, side.words[at[1] - 1].end) if at[0] < at[1] else None
        for side, at in zip(sides, (unit.a, unit.b), strict=True)
    ]
    row = Row(unit.kind, spans[0], spans[1], words, *own, run, score=round(WEIGHS[unit.kind] * words, 3))
    if unit.kind == "dropped":
        mark = _mark(sides[1], unit.b[0])
        return replace(row, mark=mark and mark[0], mark_at=mark and mark[1])
    return row


def _mark(side: Side, at: int) -> tuple[str, tuple[int, int]] | None:
    """Return the sign of omission that stands in B before a word, and where."""
    start = side.words[at - 1].end if at else 0
    end = side.words[at].start if at < len(side.words) else len(side.text)
    found = _OMITTED.search(side.text, start, end)
    return (found.group().strip(), found.span()) if found else None
