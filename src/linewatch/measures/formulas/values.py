"""What the search for formulas is given, and what decides its results."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Numbers: TypeAlias = NDArray[np.int32]
Flags: TypeAlias = NDArray[np.bool_]
Floats: TypeAlias = NDArray[np.float64]

LEAST = 3  # texts that must have a form: two may be one quoting the other
LONGEST = 40  # words of a form; what recurs at greater length is read as a reprint
REPRINT = 16  # words in a row that a few texts share: one copies the other, and it counts once
FEW = 3  # texts up to which such a stretch is a reprint; in more it is a rite
CONTENT = 2  # words with a subject of their own that a formula needs, names not counted
RATE = 0.05  # share of forms that may be there by chance
COPIES = (2, 80)  # shuffled copies of the texts that tell what chance gives: the fewer words, the more
SHUFFLED = 2_000_000  # words that all copies have together, where that is no fewer and no more copies
VERSION = "2"
SETTINGS: dict[str, Any] = {
    "version": VERSION, "least_texts": LEAST, "longest": LONGEST, "reprint_words": REPRINT, "reprint_texts": FEW,
    "content_words": CONTENT, "false_discovery_rate": RATE, "shuffled_copies": list(COPIES), "shuffled_words": SHUFFLED,
}  # fmt: skip


class Text(NamedTuple):
    """One text to be searched; of the releases of one paper only one, since they are one witness.

    Attributes:
        passages: Number, whether it is running text (a heading is not), and reading text of each passage.
    """

    passages: list[tuple[int, bool, str]]


class Words(NamedTuple):
    """Words of a language that forms are judged by.

    Attributes:
        stop: Words without a subject of their own, and words of reporting, in small letters.
        names: Whether a capital inside a sentence makes a name.
    """

    stop: frozenset[str]
    names: bool
