"""The columns of a page, found by the white space between them, and the order in which they are read.

A gutter is a strip of white that runs down beside many lines. The page is looked at in slabs, a third of a
line high, each with one bit for every quarter of the type size that words cover; the bits that no slab of a
stretch covers are its white strips. The tallest stretch with a gutter between two runs of prose is cut out,
what stands above it is read before, its columns from left to right, what stands below it after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from linewatch.sources.pdf.words import Word

_SLAB = 1 / 3  # of the type size
_CELL = 1 / 4  # of the type size
_GUTTER = 0.8  # of the type size: the narrowest between columns of a newspaper
_WITHIN = 0.5  # of the type size: a narrower gap lies between words of one line
_LINES = 4  # beside a gutter at least, on both sides
_PROSE_SIGNS = 14  # in a line of a column; a table's cells hold fewer
_EDGE_SHARE = 0.5  # of a column's lines begin at its left edge
_MOST_SLABS = 800
_TRIES = 8


class _Stretch(NamedTuple):
    """Slabs one below the other, from the top, and what they cover together."""

    first: int
    last: int
    covered: int


def in_columns(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words of each column, or of each stretch across the page, in reading order."""
    if not words:
        return []
    size = median(word.size for word in words)
    return list(_regions(list(words), size, 0))


def _regions(words: list[Word], size: float, depth: int) -> Iterator[list[Word]]:
    cut = _cut(words, size) if depth < 4 and len(words) > 2 * _LINES else None
    if cut is None:
        if words:
            yield words
        return
    above, columns, below = cut
    yield from _regions(above, size, depth + 1)
    for column in columns:
        yield from _regions(column, size, depth + 1)
    yield from _regions(below, size, depth + 1)


def _cut(words: list[Word], size: float) -> tuple[list[Word], list[list[Word]], list[Word]] | None:
    """Return what stands above, in and below the tallest stretch with columns; None if there are none."""
    left = min(word.x0 for word in words)
    top = max(word.base for word in words)
    slabs = _slabs(words, size, left, top)
    if slabs is None:
        return None
    narrowest = round(_GUTTER / _CELL)
    places = {id(word): _slab(word, size, top) for word in words}
    tallest: dict[int, _Stretch] = {}
    for stretch in _stretches(slabs, narrowest):
        tallest.setdefault(stretch.last, stretch)
    for stretch in sorted(tallest.values(), key=lambda stretch: stretch.first - stretch.last)[:_TRIES]:
        inside = [word for word in words if stretch.first <= places[id(word)] <= stretch.last]
        edges = [left + cell * _CELL * size for cell in _gutters(stretch.covered, narrowest)]
        columns = _columns(inside, edges, size)
        if len(columns) > 1:
            above = [word for word in words if places[id(word)] < stretch.first]
            below = [word for word in words if places[id(word)] > stretch.last]
            return above, columns, below
    return None


def _slab(word: Word, size: float, top: float) -> int:
    return int((top - word.base) / (_SLAB * size))


def _slabs(words: Iterable[Word], size: float, left: float, top: float) -> list[int] | None:
    """Return which cells each slab's words cover, gaps within a line filled; None if the page is too tall."""
    slabs: dict[int, int] = {}
    before: Word | None = None
    for word in words:
        start = word.x0
        same = before is not None and abs(before.base - word.base) < 0.1 * size
        if before is not None and same and 0 <= word.x0 - before.x1 < _WITHIN * max(word.size, before.size):
            start = before.x1
        first, last = (int((x - left) / (_CELL * size)) for x in (max(start, left), word.x1))
        covered = ((1 << max(last - first + 1, 1)) - 1) << first if last < 10_000 else 0
        # Type larger than the page's covers the slabs above its base line too.
        low = _slab(word, size, top)
        for slab in range(max(low - round(0.5 * word.size / size / _SLAB), 0), low + 1):
            slabs[slab] = slabs.get(slab, 0) | covered
        before = word
    height = max(slabs) + 1
    return [slabs.get(slab, 0) for slab in range(height)] if height <= _MOST_SLABS else None


def _stretches(slabs: list[int], narrowest: int) -> Iterator[_Stretch]:
    """Yield, for each slab with words, the tallest stretch from it down that keeps a gutter."""
    width = max(slabs).bit_length()
    for first, begun in enumerate(slabs):
        if not begun or (first and slabs[first - 1] == begun):
            continue
        covered, best = 0, None
        for last in range(first, len(slabs)):
            if not slabs[last]:
                continue
            covered |= slabs[last]
            if not _wide(~covered & ((1 << width) - 1), narrowest):
                break
            between = ((1 << covered.bit_length()) - 1) ^ ((covered & -covered) - 1)
            if _wide(~covered & between, narrowest):
                best = _Stretch(first, last, covered)
        if best and best.last - best.first >= _LINES / _SLAB:
            yield best


def _wide(free: int, narrowest: int) -> bool:
    """Return whether so many free cells lie side by side."""
    for _ in range(narrowest - 1):
        free &= free >> 1
    return free > 0


def _gutters(covered: int, narrowest: int) -> list[float]:
    """Return the middles, in cells, of the white strips between what is covered."""
    row = bin(covered)[:1:-1]
    first = row.find("1")
    return [
        (gap.start() + gap.end()) / 2
        for gap in re.finditer(f"0{{{narrowest},}}", row)
        if gap.start() > first >= 0
    ]


def _columns(words: list[Word], edges: list[float], size: float) -> list[list[Word]]:
    """Return the words between the edges that part columns of prose; what is none goes with its neighbour."""
    parts: list[list[Word]] = [[] for _ in range(len(edges) + 1)]
    for word in words:
        parts[sum(edge < word.x0 for edge in edges)].append(word)
    columns: list[list[Word]] = []
    for part in parts:
        if columns and not (_is_prose(part, size) and _is_prose(columns[-1], size)):
            columns[-1] = columns[-1] + part
        else:
            columns.append(part)
    order = {id(word): place for place, word in enumerate(words)}
    return [sorted(column, key=lambda word: order[id(word)]) for column in columns]


def _is_prose(words: list[Word], size: float) -> bool:
    """Return whether words fill lines from one left edge, as a column does and a table's cells do not."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(round(word.base / (0.5 * size)), []).append(word)
    if len(lines) < _LINES:
        return False
    signs = median(sum(len(word.text) + 1 for word in line) for line in lines.values())
    starts = sorted(min(word.x0 for word in line) for line in lines.values())
    left = starts[len(starts) // 4]
    at_edge = sum(abs(start - left) < 0.5 * size for start in starts)
    return signs >= _PROSE_SIGNS and at_edge >= _EDGE_SHARE * len(starts)
