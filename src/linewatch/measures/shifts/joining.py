"""Segments of an alignment joined again where they are no clauses by themselves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from linewatch.measures.shifts.cutting import Segment
from linewatch.measures.shifts.values import Token

INSTEAD = 5  # words of a part for which another of so few stands in the same place, at most
SAME = 0.7  # of the words of a segment must stand unmatched elsewhere, for a change of order


def transposed(
    segments: Sequence[Segment], a: Sequence[Token], b: Sequence[Token], pairs: Sequence[tuple[int, int]]
) -> list[Segment]:
    """Join a segment that one side alone has to those among which its words stand in the other: the order changed."""
    found = list(segments)
    matched = {i for i, _ in pairs}, {j for _, j in pairs}
    free = [[n for n in range(len(words)) if n not in matched[k]] for k, words in enumerate((a, b))]
    for one in segments:
        if one not in found or (one.a[0] < one.a[1] and one.b[0] < one.b[1]):
            continue
        here, there, side = (a[slice(*one.a)], b, 1) if one.b[0] == one.b[1] else (b[slice(*one.b)], a, 0)
        words = {t.word for t in here}
        places = [n for n in free[side] if there[n].word in words]
        if len({there[n].word for n in places}) < SAME * len(words):
            continue
        reach = [k for k, s in enumerate(found) if any(s[side][0] <= n < s[side][1] for n in places)]
        low, high = min(*reach, found.index(one)), max(*reach, found.index(one))
        found[low : high + 1] = [_hull(found[low : high + 1])]
    return found


def governing(
    segments: Sequence[Segment], a: Sequence[Token], b: Sequence[Token], governed: Collection[str]
) -> list[Segment]:
    """Join a segment whose last word changed to the next where that depends on it: "knows that", "believes that"."""
    found = [segments[0]] if segments else []
    for one in segments[1:]:
        last = found[-1]
        both = last.a[0] < last.a[1] and last.b[0] < last.b[1] and one.a[0] < one.a[1] and one.b[0] < one.b[1]
        if (
            both
            and a[last.a[1] - 1].word != b[last.b[1] - 1].word
            and a[one.a[0]].word in governed
            and a[one.a[0]].word == b[one.b[0]].word
        ):
            found[-1] = _hull([last, one])
        else:
            found.append(one)
    return found


def joined(
    segments: Sequence[Segment],
    a: Sequence[Token],
    b: Sequence[Token],
    is_cue: Callable[[Sequence[str]], bool],
) -> list[Segment]:
    """Join a segment that one side alone has to its neighbour where it is a cue, or stands in for a few words."""
    found, n = list(segments), 0
    for one, other in pairwise(segments):
        if one in found and other in found and _instead(one, other):
            found[found.index(one) : found.index(other) + 1] = [_hull([one, other])]
    while len(found) > 1 and n < len(found):
        one = found[n]
        words = [t.word for t in a[slice(*one.a)]] or [t.word for t in b[slice(*one.b)]]
        lone = one.a[0] == one.a[1] or one.b[0] == one.b[1]
        if lone and is_cue(words):
            low = n if n + 1 < len(found) else n - 1
            found[low : low + 2] = [_hull(found[low : low + 2])]
            n = low
        else:
            n += 1
    return found


def _instead(one: Segment, other: Segment) -> bool:
    """Return whether a few words of one side and a few of the other stand in one place."""
    sizes = [end - start for segment in (one, other) for start, end in segment]
    crossed = (sizes[0] and not sizes[1] and not sizes[2] and sizes[3]) or (
        not sizes[0] and sizes[1] and sizes[2] and not sizes[3]
    )
    return bool(crossed) and max(sizes) <= INSTEAD


def _hull(segments: Sequence[Segment]) -> Segment:
    return Segment((segments[0].a[0], segments[-1].a[1]), (segments[0].b[0], segments[-1].b[1]))
