"""Which shared stretches are quotation and which chance, which keep their order and which were moved."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from linewatch.measures.reprints.gaps import aligned
from linewatch.measures.shifts.order import staying
from linewatch.measures.tiles import Run

CHANCE = 1e-4  # stretches expected by chance in texts as long as these, above which one is no quotation
FEWEST = 5  # words of a quotation that stands by itself
NEAR = 40  # words between two stretches of one quotation at most, in the text where they are nearer
_LEAST_TEXT = 5_000  # words in which others are counted at least: a short text does not tell how rare one is


class Block(NamedTuple):
    """Words of both texts that belong together, in order in both: pairs of places."""

    pairs: tuple[tuple[int, int], ...]
    moved: bool


def blocks(a: Sequence[str], b: Sequence[str], runs: Sequence[Run]) -> list[Block]:
    """Return the main line of the copy, and each block that was moved out of it.

    Args:
        a: The words of the original.
        b: The words of the copy.
        runs: What they share.

    Source:
        A stretch counts by its expected number by chance, lengths of both texts times the product of its words'
        shares (as Karlin and Altschul 1990, doi:10.1073/pnas.87.6.2264, with words taken as independent, so that it is
        a rule of thumb). The order kept is the heaviest rising run.
    """
    surprise = surprises(a, b, _LEAST_TEXT)
    stay = staying([(run.a, run.b, _weight(run, a, surprise)) for run in runs])
    main = [run for n, run in enumerate(runs) if n in stay]
    others = [run for n, run in enumerate(runs) if n not in stay]
    least = math.log2(max(2, len(a)) * max(2, len(b)) / CHANCE)
    line = [run for group in _near(main) for run in group if _told(group, a, surprise) >= least]
    moved = [group for group in _near(others) if _told(group, a, surprise) >= least]
    taken_a = {run.a + n for group in moved for run in group for n in range(run.size)}
    taken_b = {run.b + n for group in moved for run in group for n in range(run.size)}
    found = [Block(tuple(_filled(a, b, line, (taken_a, taken_b), whole=True)), moved=False)]
    for group in moved:
        pairs = _filled(a, b, group, (set(), set()), whole=False)
        used = {i for i, _ in found[0].pairs}, {j for _, j in found[0].pairs}
        pairs = [(i, j) for i, j in pairs if i not in used[0] and j not in used[1]]
        found.append(Block(tuple(pairs), moved=True))
    return found


def surprises(a: Sequence[str], b: Sequence[str], least: int) -> dict[str, float]:
    """Return in bits how rare each word is; texts of fewer words than ``least`` are counted as if they had as many."""
    count = Counter(a) + Counter(b)
    total = max(least, len(a) + len(b))
    return {word: math.log2(total / n) for word, n in count.items()}


def _weight(run: Run, a: Sequence[str], surprise: dict[str, float]) -> float:
    return sum(surprise[word] for word in a[run.a : run.a + run.size])


def _told(group: Sequence[Run], a: Sequence[str], surprise: dict[str, float]) -> float:
    """Return how surprising stretches are that stand together: nothing if they are too few words."""
    if sum(run.size for run in group) < FEWEST:
        return 0.0
    return sum(_weight(run, a, surprise) for run in group)


def _near(runs: Sequence[Run]) -> list[list[Run]]:
    """Return stretches in groups that follow each other closely in both texts."""
    groups = list[list[Run]]()
    for run in sorted(runs):
        last = groups[-1][-1] if groups else None
        if last:
            skipped = run.a - last.a - last.size, run.b - last.b - last.size
            if min(skipped) >= 0 and min(skipped) <= NEAR and max(skipped) <= 10 * NEAR:
                groups[-1].append(run)
                continue
        groups.append([run])
    return groups


def _filled(
    a: Sequence[str], b: Sequence[str], line: Sequence[Run], taken: tuple[set[int], set[int]], *, whole: bool
) -> list[tuple[int, int]]:
    """Return the pairs of stretches in order, and of the words between them, and at the ends if wanted."""
    found = list[tuple[int, int]]()
    ends = [*line, Run(len(a), len(b), 0)] if whole else list(line)
    at = (0, 0) if whole else (line[0].a, line[0].b)
    for run in ends:
        left = [i for i in range(at[0], run.a) if i not in taken[0]]
        right = [j for j in range(at[1], run.b) if j not in taken[1]]
        found += [(left[i], right[j]) for i, j in aligned([a[i] for i in left], [b[j] for j in right])]
        found += [(run.a + n, run.b + n) for n in range(run.size)]
        at = run.a + run.size, run.b + run.size
    return found
