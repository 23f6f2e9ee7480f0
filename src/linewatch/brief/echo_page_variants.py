"""Wordings of one passage set word under word: what all have alike once, and where they part each wording."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

_FEW = 2  # words more that the first has at an end than another, if that one does not reach so far


@dataclass(frozen=True, slots=True)
class Reading:
    """How some wordings go on at a place.

    Attributes:
        words: As the first of them writes it; empty where they have nothing.
        places: Which wordings have it, by number.
    """

    words: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Collation:
    """Wordings of one passage, set against the first.

    Attributes:
        runs: In order: those in which all agree that reach so far (one reading), and those in which they part, the
            first wording's reading first.
        partial: Wordings that begin later than the first, or end earlier, by number.
    """

    runs: tuple[tuple[Reading, ...], ...]
    partial: tuple[int, ...]


def collated(wordings: Sequence[str]) -> Collation:
    """Return wordings set against the first. Letter case and signs that are no letters do not count.

    Args:
        wordings: One at least.
    """
    words = [_words(one) for one in wordings]
    keys = [[_key(word) for word in own] for own in words]
    codes = [SequenceMatcher(None, keys[0], own, autojunk=False).get_opcodes() for own in keys[1:]]
    every = len(words[0])
    reach = [(0, every), *(_reach(own, every) for own in codes)]
    differ = [
        (a, b)
        for (low, high), own in zip(reach[1:], codes, strict=True)
        for what, a, b, _, _ in own
        if what != "equal" and low <= a and b <= high
    ]
    apart = list(_apart(differ))
    edges = [(0, 0), *apart, (every, every)]
    everyone = tuple(range(len(words)))
    found = list[tuple[Reading, ...]]()
    for at, (one, other) in enumerate(pairwise(edges)):
        if one[1] < other[0]:
            found.append((Reading(_joined(words[0][one[1] : other[0]]), everyone),))
        if at < len(apart):
            found.append(_readings(other, words, keys, codes, reach))
    partial = tuple(n for n, ends in enumerate(reach) if ends != (0, every))
    return Collation(tuple(found), partial)


def _reach(codes: Sequence[tuple[str, int, int, int, int]], every: int) -> tuple[int, int]:
    """Return from where to where a wording goes along with the first."""
    low, high = 0, every
    for what, a, b, c, d in codes[:1]:
        if what != "equal" and b - a > _FEW + 4 * (d - c):
            low = b
    for what, a, b, c, d in codes[-1:]:
        if what != "equal" and b - a > _FEW + 4 * (d - c) and b > low:
            high = a
    return low, high


def _apart(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the first wording in which some other parts from it."""
    start: int | None = None
    end = 0
    for a, b in sorted(spans):
        if start is None:
            start, end = a, b
        elif a <= end:
            end = max(end, b)
        else:
            yield start, end
            start, end = a, b
    if start is not None:
        yield start, end


def _readings(
    span: tuple[int, int],
    words: Sequence[Sequence[str]],
    keys: Sequence[Sequence[str]],
    codes: Sequence[Sequence[tuple[str, int, int, int, int]]],
    reach: Sequence[tuple[int, int]],
) -> tuple[Reading, ...]:
    spans = [span, *(_there(span, own) for own in codes)]
    by = dict[tuple[str, ...], list[int]]()
    for n, (a, b) in enumerate(spans):
        if (
            a == b
            and not (reach[n][0] < span[1] and span[0] < reach[n][1])
            and reach[n] != (0, len(words[0]))
        ):
            continue
        by.setdefault(tuple(keys[n][a:b]), []).append(n)
    return tuple(
        Reading(_joined(words[own[0]][spans[own[0]][0] : spans[own[0]][1]]), tuple(own))
        for own in by.values()
    )


def _there(span: tuple[int, int], codes: Sequence[tuple[str, int, int, int, int]]) -> tuple[int, int]:
    """Return where a stretch of the first wording stands in another; what is put in at its edges is in it."""
    start, end = None, 0
    for what, a, b, c, d in codes:
        if what == "equal":
            low, high = max(a, span[0]), min(b, span[1])
            if low > high:
                continue
            low, high = c + low - a, c + high - a
        elif span[0] <= a and b <= span[1]:
            low, high = c, d
        else:
            continue
        start = low if start is None else min(start, low)
        end = max(end, high)
    return (start or 0), end


def _words(text: str) -> list[str]:
    """Return the words of a text, each with the signs at it; of scripts without spaces every sign."""
    found = list[str]()
    for word in text.split():
        if any(unicodedata.east_asian_width(sign) == "W" for sign in word):
            found += word
        else:
            found.append(word)
    return found


def _joined(words: Sequence[str]) -> str:
    wide = any(unicodedata.east_asian_width(word[0]) == "W" for word in words)
    return ("" if wide else " ").join(words)


def _key(word: str) -> str:
    return "".join(sign for sign in word.casefold() if sign.isalnum()) or word
