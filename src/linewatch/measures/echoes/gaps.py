"""What a copy made of its source between the parts that both have: omitted, inserted, reworded, moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

import numpy as np

GapKind = Literal["omitted", "inserted", "reworded", "moved"]
_NEAR = 3000  # characters from what stands in order, within which a passage that does not was moved
_MOVED = 60  # characters of a passage at least: shorter ones stand in any order by chance
# Start and end in the source, start and end in the copy.
Stretch: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Gap:
    """What is not the same in both.

    Attributes:
        kind: What became of it.
        source: Start and end in the source, in characters; empty of what was put in.
        own: Start and end in the copy; empty of what was left out.
    """

    kind: GapKind
    source: tuple[int, int]
    own: tuple[int, int]


def gaps(stretches: Sequence[Stretch], source: str, own: str) -> Iterator[Gap]:
    """Yield what stands between the stretches of a passage in either text, where there are words.

    Args:
        stretches: What is shared without a gap, in order.
        source: The text that it stands in first.
        own: The other.
    """
    for one, other in pairwise(stretches):
        left_out = _within(source, one[1], other[0])
        put_in = _within(own, one[3], other[2])
        had, has = left_out[1] > left_out[0], put_in[1] > put_in[0]
        if had or has:
            yield Gap("reworded" if had and has else "omitted" if had else "inserted", left_out, put_in)


def in_order(spans: Sequence[Stretch], weight: Sequence[float]) -> list[int]:
    """Return which passages of two texts stand in both in the same order: those that weigh most together.

    Args:
        spans: Of whole passages.
        weight: Of each.
    """
    if not spans:
        return []
    order = sorted(range(len(spans)), key=lambda at: spans[at])
    start, end = (np.asarray([spans[at][side] for at in order], np.int64) for side in (2, 3))
    best, before = np.asarray([weight[at] for at in order], np.float64), np.full(len(order), -1)
    for n in range(1, len(order)):
        behind = np.where((start[:n] < start[n]) & (end[:n] < end[n]), best[:n], 0.0)
        if behind[most := int(behind.argmax())] > 0:
            best[n], before[n] = best[n] + behind[most], most
    last, kept = int(best.argmax()), list[int]()
    while last >= 0:
        kept.append(order[last])
        last = int(before[last])
    return kept[::-1]


def moved(spans: Sequence[Stretch], weight: Sequence[float], kept: Sequence[int] | None = None) -> list[int]:
    """Return which passages of two texts were moved: they cross the order of the others, and stand near them in both.

    Args:
        spans: Of whole passages.
        weight: Of each.
        kept: What stands in order (``in_order``), if it is known.
    """
    stay = in_order(spans, weight) if kept is None else kept
    staying = set(stay)
    return [
        at
        for at, span in enumerate(spans)
        if at not in staying and span[1] - span[0] >= _MOVED and any(_crosses(span, spans[n]) for n in stay)
    ]


def _crosses(one: Stretch, other: Stretch) -> bool:
    """Return whether two passages stand near each other in both texts, each apart, in opposite order."""
    source = max(one[0], other[0]) - min(one[1], other[1])
    own = max(one[2], other[2]) - min(one[3], other[3])
    return (one[0] < other[0]) != (one[2] < other[2]) and 0 <= source <= _NEAR and 0 <= own <= _NEAR


def _within(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the white space at its ends; an empty one where no word is in it."""
    cut = text[start:end]
    if not any(c.isalnum() for c in cut):
        return start, start
    return start + len(cut) - len(cut.lstrip()), end - len(cut) + len(cut.rstrip())
