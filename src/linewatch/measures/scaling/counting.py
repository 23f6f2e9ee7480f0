"""Words counted stretch by stretch, so that whole stretches of a text can be drawn again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.words import Tokens, sentences, tokens

Counts = NDArray[np.float64]
BLOCK = 50  # words of a stretch, at least: two sentences or so stand and fall together
MOST_BLOCKS = 400  # a longer text has longer stretches, not more of them


def blocks(passages: Iterable[str], way: Tokens = "words") -> list[Counter[str]]:
    """Return the word counts of a text's stretches: whole passages, long ones cut where sentences end.

    A stretch has `BLOCK` words or more; what is left over at the end joins the last. A text of more than
    `MOST_BLOCKS` such stretches is cut into longer ones.
    """
    parts = [[token.word for token in tokens(part, way)] for text in passages for part in sentences(text)]
    total = sum(map(len, parts))
    size = max(BLOCK, -(-total // MOST_BLOCKS))
    cut: list[Counter[str]] = []
    words: list[str] = []
    for part in parts:
        words += part
        if len(words) >= size:
            cut.append(Counter(words))
            words = []
    if words and cut:
        cut[-1].update(words)
    elif words:
        cut.append(Counter(words))
    return cut


def vocabulary(*texts: Sequence[Counter[str]]) -> list[str]:
    """Return the words of some texts' stretches in the order of the alphabet."""
    return sorted({word for text in texts for block in text for word in block})


def matrix(text: Sequence[Mapping[str, int]], words: Sequence[str]) -> Counts:
    """Return counts, shape (n_blocks, n_words); words that are not listed are left out."""
    place = {word: at for at, word in enumerate(words)}
    counts = np.zeros((len(text), len(words)))
    for row, block in enumerate(text):
        for word, times in block.items():
            if (at := place.get(word)) is not None:
                counts[row, at] = times
    return counts
