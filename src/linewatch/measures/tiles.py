"""Stretches that two texts share word for word, each word of either in one stretch at most."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

SEED = 4  # words of the shortest stretch that is looked for
_OFTEN = 2_500  # pairs of places of one seed, above which it is passed over: it tells nothing


class Run(NamedTuple):
    """Words of A from ``a`` on that are, one for one, the words of B from ``b`` on."""

    a: int
    b: int
    size: int


def tiles(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Return the stretches that two texts share, the longest taken first; in the order of A.

    Source:
        Greedy string tiling (Wise 1993, University of Sydney TR 463); seeds by a table of word n-grams.
    """
    taken_a, taken_b = bytearray(len(a)), bytearray(len(b))
    found = list[Run]()
    # The ends first: a text that says one thing over and over has no seed that tells anything.
    heap = [(_rank(run, a, b), run) for run in (*_ends(a, b), *_longest(a, b))]
    heapq.heapify(heap)
    while heap:
        _, run = heapq.heappop(heap)
        parts = list(_free(run, taken_a, taken_b))
        if parts != [run]:
            for part in parts:
                heapq.heappush(heap, (_rank(part, a, b), part))
            continue
        taken_a[run.a : run.a + run.size] = taken_b[run.b : run.b + run.size] = b"\1" * run.size
        found.append(run)
    return sorted(found)


def _ends(a: Sequence[str], b: Sequence[str]) -> Iterator[Run]:
    """Yield the stretches with which both texts begin and end."""
    least = min(len(a), len(b))
    size = next((n for n in range(least) if a[n] != b[n]), least)
    if size >= SEED:
        yield Run(0, 0, size)
    size = next((n for n in range(least) if a[-1 - n] != b[-1 - n]), least)
    if size >= SEED:
        yield Run(len(a) - size, len(b) - size, size)


def _rank(run: Run, a: Sequence[str], b: Sequence[str]) -> tuple[int, float]:
    """The longest first; of equally long ones that which stands at the same relative place."""
    return -run.size, abs(run.a / len(a) - run.b / len(b))


def _longest(a: Sequence[str], b: Sequence[str]) -> Iterator[Run]:
    """Yield the stretches that cannot be made longer at either end."""
    where = defaultdict[tuple[str, ...], list[int]](list)
    for i in range(len(a) - SEED + 1):
        where[tuple(a[i : i + SEED])].append(i)
    often = defaultdict[tuple[str, ...], int](int)
    for j in range(len(b) - SEED + 1):
        often[tuple(b[j : j + SEED])] += 1
    ends = dict[int, int]()  # by diagonal, the end in B of the last stretch found on it
    for j in range(len(b) - SEED + 1):
        seed = tuple(b[j : j + SEED])
        places = where.get(seed, ())
        if len(places) * often[seed] > _OFTEN:
            continue
        for i in places:
            if ends.get(i - j, -1) >= j + SEED:
                continue
            low = 0
            while i > low and j > low and a[i - low - 1] == b[j - low - 1]:
                low += 1
            size = SEED
            while i + size < len(a) and j + size < len(b) and a[i + size] == b[j + size]:
                size += 1
            ends[i - j] = j + size
            yield Run(i - low, j - low, low + size)


def _free(run: Run, taken_a: bytearray, taken_b: bytearray) -> Iterator[Run]:
    """Yield the parts of a stretch of which no word is taken."""
    own_a, own_b = taken_a[run.a : run.a + run.size], taken_b[run.b : run.b + run.size]
    if 1 not in own_a and 1 not in own_b:
        yield run
        return
    start = None
    for n in range(run.size + 1):
        free = n < run.size and not own_a[n] and not own_b[n]
        if free and start is None:
            start = n
        elif not free and start is not None:
            if n - start >= SEED:
                yield Run(run.a + start, run.b + start, n - start)
            start = None
