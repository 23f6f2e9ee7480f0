"""A formula that lives on: in another number or case, or in a part of it that is a formula of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from linewatch.measures.formulas.mining import Mined
from linewatch.measures.formulas.values import CONTENT, Ints

STEM = 4  # letters that two endings of a word must have in common
ENDING = 2  # letters that either may have beyond them
SETTINGS = {"lives_on_stem": STEM, "lives_on_ending": ENDING}


class Living(NamedTuple):
    """A form in which a formula lives on.

    Attributes:
        at: Where it stands in the row of words first, after the formula's last use.
        size: How many words it has.
        uses: How often it stands there.
        texts: In how many texts.
    """

    at: int
    size: int
    uses: int
    texts: int


def lives_on(mined: Mined, phrase: tuple[int, ...], later: Sequence[int]) -> list[Living]:
    """Return the forms of a phrase that later texts have, the phrase itself in any ending first.

    Reprints count: what is printed again is not forgotten.

    Args:
        mined: What was found in some texts.
        phrase: Numbers of words.
        later: The texts, in order of date.
    """
    forms = {form.words for form in mined.forms if form.kind == "formula"}
    parts = [
        part
        for size in range(len(phrase) - 1, CONTENT - 1, -1)
        for n in range(len(phrase) - size + 1)
        if (part := phrase[n : n + size]) in forms
    ]
    inside = np.isin(mined.row.text, np.array(later, np.int64))
    rank = np.zeros(int(mined.row.text.max(initial=0)) + 1, np.int64)
    rank[list(later)] = np.arange(len(later))
    found = list[Living]()
    for one in [phrase, *parts]:
        at = _places(mined, one, np.flatnonzero(inside))
        if len(at):
            texts = mined.row.text[at]
            first = int(at[np.argmin(rank[texts])])
            found.append(Living(first, len(one), len(at), len(np.unique(texts))))
    return found


def _places(mined: Mined, phrase: tuple[int, ...], at: Ints) -> Ints:
    """Return where a phrase stands whatever the endings of its words, of some places."""
    word = mined.row.word
    at = at[at + len(phrase) <= len(word)]
    for n, one in enumerate(phrase):
        at = at[np.isin(word[at + n], _alike(mined.row.vocabulary, one))]
    return at


def _alike(vocabulary: Sequence[str], one: int) -> list[int]:
    """Return the words that are one word but for its ending."""
    word = vocabulary[one]
    if len(word) < STEM:
        return [one]
    stem = word[: max(STEM, len(word) - ENDING)]
    return [n for n, other in enumerate(vocabulary) if other.startswith(stem) and _same(word, other)]


def _same(word: str, other: str) -> bool:
    common = next(
        (n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other))
    )
    return common >= STEM and max(len(word), len(other)) - common <= ENDING
