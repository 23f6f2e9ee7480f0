"""Exchanges of words in a sentence, and where a place lies after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Swap(NamedTuple):
    """Characters of a sentence and what stands for them in the other text; ``cue`` marks what carries the change."""

    start: int
    end: int
    put: str
    cue: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """An edit of one sentence. ``whole`` is given where the sentence is made anew and no clause stays in place."""

    kind: str
    edit: str
    swaps: tuple[Swap, ...] = ()
    sealed: bool = False
    pair: int = -1
    flags: tuple[str, ...] = ()
    whole: str | None = None


def swap(sentence: str, start: int, end: int, put: str) -> Swap:
    """Return the exchange with capital and article set right: "a grave error", "an awkward error"."""
    if sentence[start].isupper():
        put = put[0].upper() + put[1:]
    article = re.search(r"\b([Aa])n? $", sentence[:start])
    if article and put:
        right = article.group(1) + ("n" if _vowel(put) else "")
        if put.split()[0].lower() in ("several", "numerous", "many"):
            return Swap(start, end, put)
        if right != article.group().strip():
            return Swap(article.start(), end, f"{right} {put}")
    return Swap(start, end, put)


def _vowel(word: str) -> bool:
    return word[0].lower() in "aeiou" and not re.match(
        r"(?:uni(?!m)|use|usual|europ|one\b|once)", word.lower()
    )


def apply(sentence: str, swaps: Sequence[Swap]) -> str:
    """Return a sentence with its swaps carried out."""
    pieces, at = [], 0
    for swap in sorted(swaps):
        pieces += (sentence[at : swap.start], swap.put)
        at = swap.end
    return "".join((*pieces, sentence[at:]))


def place_after(place: int, swaps: Sequence[Swap]) -> int:
    """Return where a place that no swap has inside comes to stand; what is put at the place comes after it."""
    return place + sum(len(swap.put) - (swap.end - swap.start) for swap in swaps if swap.start < place)
