"""Two passages of the same two texts that were one: a piece is cut out of one of them, and its ends are joined.

The search stops, or overruns, where a text was cut. Where the one text goes on at once and the other only further down,
the two are one passage with a gap, and where exactly the cut runs is found by the fewest letters that then differ. What
is cut out is not longer than twice what is shared: else two set phrases that meet would make one passage of any two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.echoes.folding import Places
from linewatch.measures.echoes.kernels import kernel
from linewatch.measures.echoes.linking import LEFT_OUT
from linewatch.measures.echoes.searching import Shared

_OVER = 48  # characters by which two passages may run over one another where a text was cut
_APART = 6  # characters that may stand between them
_CUT = 10_000  # characters cut out at most
_LEAST = 10  # at least; less is a word changed
_STRAY = 40  # characters: what is shorter, behind a cut, is chance
_MARGIN = 30  # characters around a cut that are set against both sides of it
_SLACK = 6  # characters by which the margin may be out
_NEXT = 4  # passages looked at behind one
_GOES_ON = 24  # characters that go on, letter by letter, behind a cut, if the part there is too short to be found alone
_FURTHER = 3000  # characters further on that such a part is looked for

# Start and end in the text that was cut from, start and end in the text that was cut.
Stretch: TypeAlias = tuple[int, int, int, int]


def seamed(shared: Shared, texts: Sequence[str]) -> Shared:
    """Return what texts share, with the passages that a cut divides as one.

    The score of such a one is that of its better part: that neither is due to chance was known before.

    Args:
        shared: What the search found.
        texts: The texts that were searched.
    """
    parts: list[int] = shared.parts.tolist()
    documents: list[tuple[int, int]] = [(one, other) for one, other in shared.documents.tolist()]
    every: list[Stretch] = [tuple(one) for one in shared.stretches.tolist()]
    own = {at: every[parts[at] : parts[at + 1]] for at in range(len(documents))}
    score, expected = shared.score.copy(), shared.expected.copy()
    for (one, other), group in groupby(range(len(documents)), key=documents.__getitem__):
        members = list(group)
        if len(members) < 2:
            continue
        for first, second, joined in _joined(members, own, texts[one], texts[other]):
            own[second] = joined
            del own[first]
            score[second] = max(score[first], score[second])
            expected[second] = min(expected[first], expected[second])
    for at, stretches in own.items():
        one, other = documents[at]
        own[at] = _longer(stretches, texts[one], texts[other])
    kept = sorted(own, key=lambda at: (documents[at], own[at][0]))
    return replace(
        shared,
        documents=shared.documents[kept],
        places=np.asarray([_whole(own[at]) for at in kept], np.int64),
        score=score[kept],
        expected=expected[kept],
        parts=np.cumsum([0, *(len(own[at]) for at in kept)]).astype(np.int64),
        stretches=np.asarray([stretch for at in kept for stretch in own[at]], np.int64),
    )


def _longer(stretches: list[Stretch], one: str, other: str) -> list[Stretch]:
    """Return a passage with what goes on at either end of it behind a cut, too short to have been found."""
    found, most = stretches, LEFT_OUT * _shared(stretches)
    for turned in (False, True):
        source, copy = (other, one) if turned else (one, other)
        first, last = (_turned(found)[n] if turned else found[n] for n in (0, -1))
        more = list[Stretch]()
        begin = last[3] + _signs(copy[last[3] : last[3] + _APART])
        if part := _part(source[last[1] : last[1] + _FURTHER], copy[begin : begin + _FURTHER], most):
            start = last[1] + part[0]
            more.append((start, start + part[1], begin, begin + part[1]))
        end = first[2] - _signs(copy[max(0, first[2] - _APART) : first[2]][::-1])
        low = max(0, first[0] - _FURTHER), max(0, end - _FURTHER)
        if part := _part(source[low[0] : first[0]][::-1], copy[low[1] : end][::-1], most):
            stop = first[0] - part[0]
            more.append((stop - part[1], stop, end - part[1], end))
        found = sorted([*found, *(_turned(more) if turned else more)])
    return found


def _shared(stretches: Sequence[Stretch]) -> int:
    """Return how many characters a passage shares: of the two texts the fewer."""
    return min(sum(b - a for a, b, _, _ in stretches), sum(d - c for _, _, c, d in stretches))


def _signs(text: str) -> int:
    """Return how many signs that are no letters a text begins with."""
    return next((n for n, sign in enumerate(text) if sign.isalnum()), len(text))


def _part(source: str, copy: str, most: int) -> tuple[int, int] | None:
    """Return where the beginning of one text stands so far on in another, and for how many letters they agree."""
    head = copy[:_GOES_ON]
    if len(head) < _GOES_ON or (at := source.find(head, _LEAST, most + _GOES_ON)) < 0:
        return None
    size = _GOES_ON
    while size < len(copy) and at + size < len(source) and copy[size] == source[at + size]:
        size += 1
    # Back to the end of a word.
    while size and size < len(copy) and copy[size - 1].isalnum() and copy[size].isalnum():
        size -= 1
    size = len(copy[:size].rstrip())
    return (at, size) if size else None


def _whole(stretches: Sequence[Stretch]) -> Stretch:
    return stretches[0][0], stretches[-1][1], stretches[0][2], stretches[-1][3]


def _joined(
    members: Sequence[int], own: dict[int, list[Stretch]], one: str, other: str
) -> Iterator[tuple[int, int, list[Stretch]]]:
    """Yield two passages at a time that are one, and what it is made of; the second may be joined to a third."""
    for at, first in enumerate(members):
        for second in members[at + 1 : at + 1 + _NEXT]:
            if joined := _one(own[first], own[second], one, other):
                yield first, second, joined
                break


def _one(first: list[Stretch], second: list[Stretch], one: str, other: str) -> list[Stretch] | None:
    if found := _cut(first, second, one, other):
        return found
    turned = _cut(_turned(first), _turned(second), other, one)
    return _turned(turned) if turned else None


def _turned(stretches: Sequence[Stretch]) -> list[Stretch]:
    return [(c, d, a, b) for a, b, c, d in stretches]


def _cut(first: list[Stretch], second: list[Stretch], source: str, copy: str) -> list[Stretch] | None:
    """Return two passages as one, if the copy goes on where the source leaves something out."""
    before, behind = _without_strays(first, second)
    last, then = before[-1], behind[0]
    apart = then[2] - last[3]
    small = min(last[3] - last[2], then[3] - then[2])
    if not -min(_OVER, small // 2) <= apart <= _APART:
        return None
    if not _LEAST <= then[0] - last[1] - min(apart, 0) <= min(_CUT, LEFT_OUT * _shared([*before, *behind])):
        return None
    end, start, seam = _seam(last, then, source, copy)
    if start - end > LEFT_OUT * _shared([*before, *behind]) + min(apart, 0):
        return None
    if not (last[0] < end < start < then[1] and last[2] < seam < then[3]) or start - end < _LEAST:
        return None
    return [*before[:-1], (last[0], end, last[2], seam), (start, then[1], seam, then[3]), *behind[1:]]


def _without_strays(first: list[Stretch], second: list[Stretch]) -> tuple[list[Stretch], list[Stretch]]:
    """Return two passages without the short pieces by which one runs over the other."""
    before, behind = list(first), list(second)
    while behind[0][2] - before[-1][3] < -_OVER:
        tail = before[-1][3] - before[-1][2] if len(before) > 1 else _STRAY
        head = behind[0][3] - behind[0][2] if len(behind) > 1 else _STRAY
        if min(tail, head) >= _STRAY:
            break
        if tail <= head:
            before.pop()
        else:
            behind.pop(0)
    return before, behind


def _seam(last: Stretch, then: Stretch, source: str, copy: str) -> tuple[int, int, int]:
    """Return where a cut begins and ends in the source, and where it is in the copy."""
    low = max(last[2], min(last[3], then[2]) - _MARGIN)
    high = min(then[3], max(last[3], then[2]) + _MARGIN)
    begin = max(0, last[1] - (last[3] - low) - _SLACK)
    end = min(len(source), then[0] + (high - then[2]) + _SLACK)
    own, room = copy[low:high], high - low + 2 * _SLACK
    left, left_at = _costs(_codes(own), _codes(source[begin : begin + room]), 2 * _SLACK)
    right, right_at = _costs(_codes(own[::-1]), _codes(source[max(0, end - room) : end][::-1]), 2 * _SLACK)
    total = left + right[::-1]
    # Where several cuts cost as much, one at a word's end is the likelier.
    best = min(range(len(total)), key=lambda m: (total[m], not _between_words(own, m), m))
    return begin + int(left_at[best]), end - int(right_at[::-1][best]), low + best


def _between_words(text: str, at: int) -> bool:
    return 0 < at < len(text) and not (text[at - 1].isalnum() and text[at].isalnum())


def _codes(text: str) -> Places:
    return np.asarray([ord(sign.lower()[0]) for sign in text], np.int64)


@kernel
def _costs(own: Places, source: Places, free: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each beginning of one text how many letters differ from the other's, and how far that reaches.

    The first letters of the other may be passed over for nothing.
    """
    n, m = len(own), len(source)
    cost, reach = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64)
    row = np.empty(m + 1, np.int64)
    for j in range(m + 1):
        row[j] = max(0, j - free)
    reach[0] = 0
    for i in range(1, n + 1):
        above = row[0]
        row[0] = i
        for j in range(1, m + 1):
            best = min(above + (own[i - 1] != source[j - 1]), row[j] + 1, row[j - 1] + 1)
            above = row[j]
            row[j] = best
        at = 0
        for j in range(1, m + 1):
            if row[j] <= row[at]:
                at = j
        cost[i], reach[i] = row[at], at
    return cost, reach
