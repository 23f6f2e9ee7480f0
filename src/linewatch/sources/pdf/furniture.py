"""What a page carries besides its text: running heads and feet, and page numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from linewatch.sources.pdf.counting import counting
from linewatch.sources.pdf.edges import EDGE_ROWS, Row

_MOST_PAGES = 0.5
_FEW = 3  # pages with one wording, where every page has some wording at that height
_SLOT_PAGES = 0.6


def furniture(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Return which edge rows of each page are running heads, feet and page numbers.

    A row is one if its wording, figures aside, stands at the same height of most pages; or if it stands there
    on a few, and on most pages something does that recurs; or if it is a bare number that counts the pages.
    """
    used = sum(bool(rows) for rows in pages)
    if used < 2:
        return [[] for _ in pages]
    alike: dict[tuple[bool, str], list[Row]] = defaultdict(list)
    for row in chain.from_iterable(pages):
        alike[row.top, row.key].append(row)
    recurring = [
        (row, times)
        for same in alike.values()
        if len(same) > 1 and not same[0].bare
        for row, times in _times(same)
        if times > 1 and _has_words(row.key)
    ]
    taken = {id(row) for row, times in recurring if times >= max(2, _MOST_PAGES * used)}
    slots: Counter[tuple[bool, int]] = Counter()
    for row, times in recurring:
        if times >= _FEW:
            slots[row.slot] += 1
    for row, times in recurring:
        top, height = row.slot
        beside = sum(slots[top, height + step] for step in (-1, 0, 1))
        if times >= _FEW and beside >= _SLOT_PAGES * used:
            taken.add(id(row))
    taken |= {id(row) for row in counting(pages)}
    kept = [_set_apart(rows, taken) for rows in pages]
    if all(
        len(rows) == len(off) and all(row.whole for row in rows)
        for rows, off in zip(pages, kept, strict=True)
    ):
        return [[] for _ in pages]  # nothing would be left: they are what the paper says
    return kept


def _set_apart(rows: Sequence[Row], taken: set[int]) -> list[Row]:
    """Return the rows of a page that are furniture; where all of an edge recurs, what stands apart from it."""
    kept: list[Row] = []
    for edge in ([row for row in rows if row.top], [row for row in rows if not row.top][::-1]):
        found = [row for row in edge if id(row) in taken]
        if len(found) == len(edge) > 1 and (edge[0].whole or len(edge) == EDGE_ROWS):  # one page, copied
            steps = [abs(a.line.base - b.line.base) for a, b in pairwise(edge)]
            apart = steps.index(max(steps)) + 1 if max(steps) > 1.5 * min(steps) else 0
            found = edge[:apart]
        kept += found if edge and edge[0].top else found[::-1]
    return kept


def _has_words(key: str) -> bool:
    """Return whether a wording is more than figures, as a table's row is not."""
    return any(map(str.isalpha, key)) or key.count("#") <= 1


def _times(same: list[Row]) -> Iterator[tuple[Row, int]]:
    """Yield rows of one wording, each with the number of pages that have it at the same height."""
    heights: Counter[int] = Counter(row.slot[1] for row in same)
    for row in same:
        height = row.slot[1]
        yield row, sum(heights[height + step] for step in (-1, 0, 1))
