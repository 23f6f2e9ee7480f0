"""Pairs of words put right: chance matches taken out, and where an omission ends."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from linewatch.measures.reprints.values import Word

ISLAND_BITS = 8.0  # by which a short match must be rarer than chance allows among the words around it
Pairs = Sequence[tuple[int, int]]


def steadied(
    pairs: Pairs, a: Sequence[Word], b: Sequence[Word], surprise: Mapping[str, float]
) -> list[tuple[int, int]]:
    """Return pairs without islands: matches shorter than the changes on both of their sides, and no surprise there.

    Args:
        pairs: In order.
        a: The words of the original.
        b: The words of the copy.
        surprise: In bits, how rare each word is.

    Source:
        The rule of semantic clean-up in Fraser's diff-match-patch, in letters, until nothing changes; it spares
        stretches that are not expected by chance among as many words as stand unmatched around them.
    """
    groups = _groups(pairs)
    changed = True
    while changed:
        changed = False
        kept = list[list[tuple[int, int]]]()
        for n, group in enumerate(groups):
            before = kept[-1][-1] if kept else (-1, -1)
            after = groups[n + 1][0] if n + 1 < len(groups) else (len(a), len(b))
            size = _letters(a, group[0][0], group[-1][0] + 1)
            left = max(_letters(a, before[0] + 1, group[0][0]), _letters(b, before[1] + 1, group[0][1]))
            right = max(_letters(a, group[-1][0] + 1, after[0]), _letters(b, group[-1][1] + 1, after[1]))
            if size <= left and size <= right and _by_chance(group, (before, after), a, surprise):
                changed = True
            else:
                kept.append(group)
        groups = kept
    return [pair for group in groups for pair in group]


def _by_chance(
    group: Pairs,
    around: tuple[tuple[int, int], tuple[int, int]],
    a: Sequence[Word],
    surprise: Mapping[str, float],
) -> bool:
    (i, j), (k, m) = around
    free = (max(1, k - i - len(group)), max(1, m - j - len(group)))
    told = sum(surprise[a[place].word] for place, _ in group)
    return told < math.log2(free[0] * free[1]) + ISLAND_BITS


def _groups(pairs: Pairs) -> list[list[tuple[int, int]]]:
    found = list[list[tuple[int, int]]]()
    for i, j in pairs:
        if found and found[-1][-1] == (i - 1, j - 1):
            found[-1].append((i, j))
        else:
            found.append([(i, j)])
    return found


def _letters(words: Sequence[Word], start: int, end: int) -> int:
    return sum(len(word.word) for word in words[start:end])


def settled(
    pairs: Pairs,
    a: Sequence[Word],
    b: Sequence[Word],
    texts: tuple[str, str],
    taken: tuple[Collection[int], Collection[int]] = ((), ()),
) -> list[tuple[int, int]]:
    """Return pairs with each omission or insertion moved to a stop, if it may begin in several places.

    "the old king and the young queen" without "and the young queen" may as well lack "the young queen and": both
    leave the same words. What begins and ends at a stop, a line or a sentence is taken.

    Args:
        pairs: In order.
        a: The words of the original.
        b: The words of the copy.
        texts: Both.
        taken: The words of each that stand in other pairs: no pair is moved to one.
    """
    found = list(pairs)
    for n in range(1, len(found)):
        (i, j), (k, m) = found[n - 1], found[n]
        if k - i > 1 and m - j == 1:
            _slide(found, n, _Side(a, texts[0], taken[0]), 0)
        elif m - j > 1 and k - i == 1:
            _slide(found, n, _Side(b, texts[1], taken[1]), 1)
    return found


class _Side(NamedTuple):
    """A text's words, the text, and which of the words are taken."""

    words: Sequence[Word]
    text: str
    taken: Collection[int]


def _slide(found: list[tuple[int, int]], n: int, own: _Side, side: int) -> None:
    """Move one gap of a side: pairs before it may lose their last word to it, pairs behind it their first."""
    words, text, taken = own
    start, end = found[n - 1][side] + 1, found[n][side]
    ways = [(0, _fit(words, text, start, end))]
    back = 1
    # To the left: the word before the gap is the gap's last word.
    while (
        n - back >= 0
        and found[n - back][side] == start - back
        and end - back not in taken
        and words[start - back].word == words[end - back].word
    ):
        ways.append((-back, _fit(words, text, start - back, end - back)))
        back += 1
    on = 0
    while (
        n + on < len(found)
        and found[n + on][side] == end + on
        and start + on not in taken
        and words[start + on].word == words[end + on].word
    ):
        on += 1
        ways.append((on, _fit(words, text, start + on, end + on)))
    best = max(ways, key=lambda way: (way[1], -abs(way[0]), way[0]))[0]
    size = end - start
    for step in range(-best if best < 0 else 0):
        at = n - 1 - step
        found[at] = _with(found[at], side, found[at][side] + size)
    for step in range(best if best > 0 else 0):
        found[n + step] = _with(found[n + step], side, found[n + step][side] - size)


def _with(pair: tuple[int, int], side: int, place: int) -> tuple[int, int]:
    return (place, pair[1]) if side == 0 else (pair[0], place)


def _fit(words: Sequence[Word], text: str, start: int, end: int) -> int:
    """Return how well a gap from a word to before another begins and ends."""
    return stop_between(words, text, start) + stop_between(words, text, end)


def stop_between(words: Sequence[Word], text: str, at: int) -> int:
    """Return how much of a stop stands before a word, or behind the last."""
    return _stop(text[words[at - 1].end if at else 0 : words[at].start if at < len(words) else len(text)])


def _stop(between: str) -> int:
    """Return how much of a stop stands between two words."""
    if not between.strip():
        return 3 if between.count("\n") > 1 else 0
    if any(mark in between for mark in ".!?…"):
        return 4 if between[-1:].isspace() or not between[-1:].isalnum() else 1
    return 2 if any(mark in between for mark in ",;:()—–[]") else 1
