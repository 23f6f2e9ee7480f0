"""The same question asked in other ways: how far a score hangs on choices that nobody can defend to the last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from linewatch.measures.scaling.counting import blocks
from linewatch.measures.scaling.placing import Blocks, scores
from linewatch.measures.words import Tokens

Passages = Sequence[str]


class Variant(NamedTuple):
    """One text's score in another way; None where too little is left of it."""

    variant: str
    score: float | None


def sensitivity(texts: Sequence[Passages], a: Passages, b: Passages) -> list[list[Variant]]:
    """Return for each text its score by other ways of counting, of trimming, and with half of an anchor left out.

    Args:
        texts: The passages of each text.
        a: Of the text at -1.
        b: Of the text at +1.
    """
    found: list[list[Variant]] = [[] for _ in texts]

    def add(variant: str, counted: Sequence[Blocks], in_a: Blocks, in_b: Blocks) -> None:
        for rows, score in zip(found, scores(counted, in_a, in_b), strict=True):
            rows.append(Variant(variant, score))

    others: dict[Tokens, str] = {
        "parts": "words cut at hyphens and apostrophes",
        "numbers": "figures counted too",
        "beginnings": "first six letters of words",
    }
    for way, told in others.items():
        add(told, [blocks(text, way) for text in texts], blocks(a, way), blocks(b, way))
    counted, in_a, in_b = [blocks(text) for text in texts], blocks(a), blocks(b)
    stretches: Counter[str] = Counter(word for block in (*in_a, *in_b) for word in block)
    often = (len(in_a) + len(in_b)) / 2

    def only(keep: Callable[[int], bool]) -> tuple[Blocks, Blocks]:
        def cut(block: Counter[str]) -> Counter[str]:
            return Counter({word: times for word, times in block.items() if keep(stretches[word])})

        return [cut(block) for block in in_a], [cut(block) for block in in_b]

    add("words of one stretch of the anchors left out", counted, *only(lambda n: n > 1))
    add("words of half of their stretches left out", counted, *only(lambda n: n <= often))
    half_a, half_b = len(in_a) // 2, len(in_b) // 2
    add("first half of A left out", counted, in_a[half_a:], in_b)
    add("second half of A left out", counted, in_a[:half_a], in_b)
    add("first half of B left out", counted, in_a, in_b[half_b:])
    add("second half of B left out", counted, in_a, in_b[:half_b])
    return found
