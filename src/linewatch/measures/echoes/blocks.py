"""A block of documents: a part of the texts that is held at one time."""

from __future__ import annotations

from dataclasses import dataclass

from linewatch.measures.echoes.folding import Folded


@dataclass(frozen=True, slots=True)
class Block:
    """Documents in a row, and where they stand in the whole.

    Attributes:
        texts: Folded; letters, words and documents numbered from the block's first on.
        letter: The number of its first letter in the whole.
        word: Of its first word.
        document: Of its first document.
    """

    texts: Folded
    letter: int = 0
    word: int = 0
    document: int = 0
