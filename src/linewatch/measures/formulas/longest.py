"""The longest forms: a part of a form is one of its own only where it recurs by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from linewatch.measures.formulas.chance import Beyond, Candidates, surprise
from linewatch.measures.formulas.values import LEAST, Ints, Numbers


class Found(NamedTuple):
    """A form and where it stands.

    Attributes:
        size: How many words.
        at: Where each of its own uses begins in the row of words: those within a longer form are that form's.
        within: How many more uses stand within longer forms.
        texts: Texts with a use of its own.
        surprise: How far its own uses are beyond chance, in nats.
    """

    size: int
    at: Ints
    within: int
    texts: int
    surprise: float


def longest(found: Sequence[Candidates], limits: Beyond, texts: Numbers) -> list[Found]:
    """Return the forms, the longest first.

    Args:
        found: Candidates by length, ascending.
        limits: What chance gives.
        texts: The text of each word.
    """
    reach = np.zeros(len(texts) + 1, np.int64)  # how far the forms that begin at a word reach
    forms = list[Found]()
    for level in reversed(found):
        far = np.maximum.accumulate(reach)
        for one in _of_length(level, limits, texts, far):
            forms.append(one)
            np.maximum.at(reach, one.at, one.at + one.size)
    return forms


def _of_length(level: Candidates, limits: Beyond, texts: Numbers, far: Ints) -> list[Found]:
    size, bound = level.level.size, limits.bound(level.level.size)
    kept = np.flatnonzero(level.surprise >= bound)
    forms = list[Found]()
    for number, expected in zip(level.number[kept].tolist(), level.expected[kept].tolist(), strict=True):
        at = level.level.at[level.level.first[number] : level.level.first[number + 1]]
        own = at[far[at] < at + size]
        count = len(np.unique(texts[own])) if len(own) >= LEAST else 0
        if count < LEAST:
            continue
        # What a part owes to longer forms does not speak for it.
        beyond = float(surprise(np.array([float(count)]), np.array([expected]))[0])
        if beyond >= bound:
            forms.append(Found(size, own, len(at) - len(own), count, beyond))
    return forms
