"""Two wordings laid side by side: the stretches between places that are surely the same in both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from linewatch.measures.releases.likeness import links
from linewatch.measures.releases.wording import Wording


def between_anchors(teller: Wording, other: Wording) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches of words between places that are surely the same, in both documents.

    Outside the first and the last such place nothing is compared: a reading that is cut short hides nothing.
    """
    found = links(teller.letters, other.letters)
    starts_a = {start: word for word, start in enumerate(teller.letters.starts.tolist())}
    starts_b = {start: word for word, start in enumerate(other.letters.starts.tolist())}
    pairs = {(starts_a[a], starts_b[b]) for a, b in zip(found.a.tolist(), found.b.tolist(), strict=True)}
    chain = _longest_rising(sorted(pairs))
    for (a, b), (next_a, next_b) in pairwise(chain):
        if next_a - a > 1 or next_b - b > 1:
            yield a, next_a, b, next_b


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that rise in both, by patience sorting.

    Source:
        Fredman (1975), Discrete Mathematics 11(1), doi:10.1016/0012-365X(75)90103-X.
    """
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    # Of pairs with one first number the greater second comes first, so that no two of them are in one run.
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    for place, (_, second) in enumerate(ordered):
        pile = bisect_left(ends, second)
        before.append(at[pile - 1] if pile else -1)
        if pile == len(ends):
            ends.append(second)
            at.append(place)
        else:
            ends[pile], at[pile] = second, place
    run: list[tuple[int, int]] = []
    place = at[-1] if at else -1
    while place >= 0:
        run.append(ordered[place])
        place = before[place]
    return run[::-1]
