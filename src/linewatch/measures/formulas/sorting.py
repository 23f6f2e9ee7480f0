"""What a form is: a formula, a name, or boilerplate; and how far its words belong to a subject."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from linewatch.measures.formulas.longest import Found
from linewatch.measures.formulas.reading import Row
from linewatch.measures.formulas.values import LEAST, Flags, Floats, Ints, Numbers

Kind: TypeAlias = Literal["formula", "boilerplate", "name"]
NAMED = 0.8  # of the uses of a form in which all its words of content are capitals make it a name
AROUND = (
    0.5  # of the uses of a form that stand in headings, short lines, brackets or ends make it boilerplate
)
LINE = 2  # times as many words as a form has, that a line may have which the form makes up
ENDS = 25  # words at either end of a text
BODY = 8  # times as many words a text must have, for its ends to tell anything
_WRITTEN = 3  # times that a word must be seen before it is called a name for never being written small
SETTINGS = {"named": NAMED, "around": AROUND, "line": LINE, "end_words": ENDS, "body": BODY}


class Lexis(NamedTuple):
    """What is known of each word of the vocabulary; arrays of its length.

    Attributes:
        content: Whether it has a subject of its own.
        own: Whether it is content and no name.
        subject: How far its uses keep together in few texts: the log of texts it would be in, were its uses spread
            by chance, over texts it is in. Words of every subject are near 0.
    """

    content: Flags
    own: Flags
    subject: Floats


def lexis(row: Row, texts: Numbers, *, names: bool) -> Lexis:
    """Return what is known of each word.

    Args:
        row: The texts.
        texts: The text of each word.
        names: Whether a capital inside a sentence makes a name.

    Source:
        Church and Gale (1999), Inverse Document Frequency: A Measure of Deviations from Poisson, in the form of the
        residual: what is expected of texts of their own lengths.
    """
    size = len(row.vocabulary)
    valid = row.word >= 0
    words = row.word[valid]
    told = words[~row.open[valid]]
    capital = np.bincount(row.word[valid & row.capital], minlength=size)
    seen = np.bincount(told, minlength=size)
    uses = np.bincount(words, minlength=size)
    large = np.bincount(row.word[valid & row.large], minlength=size)
    name = (capital > seen / 2) | ((large == uses) & (uses >= _WRITTEN))
    content = ~row.stop
    return Lexis(content, content & ~(name & names), _subject(words, texts[valid], uses))


def _subject(words: Numbers, texts: Numbers, uses: Ints) -> Floats:
    if not len(words):
        return np.zeros(len(uses))
    many = int(texts.max()) + 1
    lengths = np.bincount(texts, minlength=many) / len(texts)
    pairs = np.unique(words.astype(np.int64) * many + texts)
    found = np.bincount(pairs // many, minlength=len(uses))
    counts, number = np.unique(uses, return_inverse=True)
    spread = np.array([(-np.expm1(-count * lengths)).sum() for count in counts.tolist()])
    return np.log(np.maximum(spread[number], 1e-9) / np.maximum(found, 1))


class Sorter:
    """Tells what forms are.

    Args:
        row: The texts.
        known: What is known of the words.
    """

    def __init__(self, row: Row, known: Lexis) -> None:
        self._row, self._known = row, known
        self._sizes = np.array([size for _, _, size in row.passages] or [0])
        self._around = ~row.running[row.passage] | row.bracket | _ends(row)
        self._places = _from_ends(row)

    def kind(self, form: Found) -> Kind:
        """Return what a form is."""
        span = form.at[:, None] + np.arange(form.size)
        words = self._row.word[span[0]]
        # Where a sentence begins, or all is in capitals, case tells nothing: such words speak neither way.
        at = span[:, self._known.content[words]]
        free = ~self._row.open[at]
        named = (self._row.capital[at] | ~free).all(axis=1) & free.any(axis=1)
        asked = int(free.any(axis=1).sum())
        line = self._sizes[self._row.passage[form.at]] <= LINE * form.size
        if (self._around[form.at] | line).mean() >= AROUND or self._fixed(form.at):
            return "boilerplate"
        has_case = bool((self._known.own != self._known.content).any())
        return "name" if has_case and asked and named.sum() >= NAMED * asked else "formula"

    def _fixed(self, at: Ints) -> bool:
        """Return whether most uses stand at one and the same place near the beginning or the end of their texts."""
        for place in self._places:
            here, count = np.unique(place[at], return_counts=True)
            near = count[here < ENDS].max(initial=0)
            if near >= max(LEAST, AROUND * len(at)):
                return True
        return False

    def weight(self, form: Found) -> float:
        """Return what puts forms in order: surprise, as far as the words belong to a subject and hold together.

        Words of every subject weigh little; so do words that would often meet by chance: the surprise of one use, of
        which the root is taken, so that what is used much is not put behind what is used seldom.
        """
        words = self._row.word[form.at[0] : form.at[0] + form.size]
        own = words[self._known.own[words]]
        subject = max(0.0, float(self._known.subject[own].mean()))
        return form.surprise * subject * (form.surprise / form.texts) ** 0.5


def _ends(row: Row) -> Flags:
    """Return which words stand at an end of a text that is long enough to have a body."""
    before, after = _from_ends(row)
    return (before + after + 1 >= ENDS * BODY) & ((before < ENDS) | (after < ENDS))


def _from_ends(row: Row) -> tuple[Ints, Ints]:
    """Return how many words of its text stand before each word, and how many after it."""
    text, running = row.text, row.word >= 0
    sizes = np.bincount(text[running], minlength=int(text.max(initial=0)) + 1)
    begins = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    before = np.cumsum(running) - begins[text] - 1
    return before, sizes[text] - before - 1
