"""How far a form recurs beyond what its parts would give by chance, and how many such forms shuffled texts have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from linewatch.measures.formulas.grams import Level, levels
from linewatch.measures.formulas.values import CONTENT, COPIES, RATE, SHUFFLED, Flags, Floats, Ints, Numbers

_STRATA = 5  # words; longer forms are judged together
_SPARSE = 8  # one run to so many words, below which only the places of the runs are kept


class Candidates(NamedTuple):
    """The runs of one length that may be forms: they begin and end with content and have enough of it.

    Attributes:
        level: All runs of the length.
        number: The numbers of those that may be.
        expected: For each, how many uses chance gives, by the cut that explains most.
        surprise: How far it recurs beyond chance, in nats.
    """

    level: Level
    number: Ints
    expected: Floats
    surprise: Floats


def candidates(word: Numbers, texts: Numbers, content: Flags, own: Flags) -> Iterator[Candidates]:
    """Yield by length the runs that may be forms, with how far each recurs beyond chance.

    A run is cut in two wherever it can be; chance would join the two parts as often as their uses and the length of
    the texts say. The cut that explains most counts: a form must hold together everywhere. Its surprise is the
    log-likelihood ratio of the texts that have it against that expectation, 0 where there are no more than expected.

    Args:
        word: Numbers of words, below zero where a run must not pass.
        texts: The text of each word.
        content: Of each number, whether the word may begin and end a form.
        own: Of each number, whether it is content and no name.

    Source:
        Dunning (1993), Accurate Methods for the Statistics of Surprise and Coincidence, Computational Linguistics
        19(1); da Silva and Lopes (1999) for the cut between parts.
    """
    total = float((word >= 0).sum())
    good = np.append(content, False)[word]
    mine = np.concatenate([[0], np.cumsum(np.append(own, False)[word])])
    held: list[_Uses] = []  # by length
    for level in levels(word, texts):
        held.append(_Uses(level, len(word)))
        size = level.size
        if size < CONTENT:
            continue
        first = level.at[level.first[:-1]]
        may = good[first] & good[first + size - 1] & (mine[first + size] - mine[first] >= CONTENT)
        number = np.flatnonzero(may)
        expected = _expected(held, first[number], size, total)
        yield Candidates(level, number, expected, surprise(level.texts[number].astype(np.float64), expected))


def surprise(found: Floats, expected: Floats) -> Floats:
    """Return how far some counts are beyond what was expected, in nats; 0 where they are not."""
    return np.where(found > expected, found * np.log(found / expected) - (found - expected), 0.0)


class _Uses:
    """The uses of the run of one length that begins at each word; long runs are few, and take little room."""

    def __init__(self, level: Level, words: int) -> None:
        uses = np.repeat(level.uses, level.uses).astype(np.int32)
        order = np.argsort(level.at)
        self._at: Numbers | None = None
        self._uses: Numbers = uses[order]
        if len(uses) * _SPARSE > words:
            self._uses = np.zeros(words, np.int32)
            self._uses[level.at] = uses
        else:
            self._at = level.at[order].astype(np.int32)

    def at(self, places: Ints) -> Floats:
        """Return the uses of runs that recur, by where one begins."""
        found = places if self._at is None else np.searchsorted(self._at, places)
        return self._uses[found].astype(np.float64)


def _expected(held: Sequence[_Uses], first: Ints, size: int, total: float) -> Floats:
    expected = np.zeros(len(first))
    for cut in range(1, size):
        left = held[cut - 1].at(first)
        right = held[size - cut - 1].at(first + cut)
        np.maximum(expected, left * right / total, out=expected)
    return expected


def shuffled(word: Numbers, text: Numbers, own: Flags, rng: np.random.Generator) -> Numbers:
    """Return the words with those of content in another order within their text: what is left of forms is chance.

    Words without a subject, names and the ends of sentences stay where they are, and each text keeps its subject.

    Args:
        word: Numbers of words, below zero where a sentence ends.
        text: The text of each word, ascending.
        own: Of each number, whether the word changes places.
        rng: The generator.
    """
    moving = np.flatnonzero(np.append(own, False)[word])
    order = np.lexsort((rng.random(len(moving)), text[moving]))
    made = word.copy()
    made[moving] = word[moving[order]]
    return made


def copies(words: int) -> int:
    """Return how many shuffled copies are made of some words: with few words one copy has too few forms to tell."""
    least, most = COPIES
    return min(most, max(least, SHUFFLED // max(1, words)))


class Beyond(NamedTuple):
    """Where forms are told from chance, by length.

    Attributes:
        bounds: The least surprise of a form, by number of words up to the last, which holds for all longer.
        chance: The surprises of the forms that shuffled texts have, by length, ascending.
        copies: How many shuffled copies there are.
    """

    bounds: list[float]
    chance: list[Floats]
    copies: int

    def bound(self, size: int) -> float:
        """Return the least surprise of a form of some length."""
        return self.bounds[min(size, _STRATA)]

    def expected(self, size: int, surprise: float) -> float:
        """Return how many forms of a length chance would give that are at least as surprising."""
        found = self.chance[min(size, _STRATA)]
        return float(len(found) - np.searchsorted(found, surprise)) / self.copies


def beyond(real: Sequence[Floats], made: Sequence[Sequence[Floats]]) -> Beyond:
    """Return where forms are told from chance at the stated rate of false discoveries.

    Args:
        real: The surprises of the candidates of the texts, as `surprises` gives them.
        made: Those of each shuffled copy.

    Source:
        Elias and Gygi (2007), Nature Methods 4, doi:10.1038/nmeth1019.
    """
    chance = [np.sort(np.concatenate(parts)) for parts in zip(*made, strict=True)]
    bounds = [_bound(a, b, len(made)) for a, b in zip(real, chance, strict=True)]
    return Beyond(bounds, chance, len(made))


def surprises(found: Iterable[Candidates]) -> list[Floats]:
    """Return the surprises of candidates by number of words, those of the longest together, each ascending."""
    by: list[list[Floats]] = [[] for _ in range(_STRATA + 1)]
    for one in found:
        by[min(one.level.size, _STRATA)].append(one.surprise)
    return [np.sort(np.concatenate(parts)) if parts else np.zeros(0) for parts in by]


def _bound(real: Floats, chance: Floats, copies: int) -> float:
    """Return the least surprise above which no more than the stated share is chance."""
    if not len(real):
        return float("inf")
    # More than was seen, as many as there are lengths that are judged one by one: that no shuffled form reaches so far
    # does not mean that none would, and one in any of them is one too many.
    more = _STRATA - CONTENT + 1 + len(chance) - np.searchsorted(chance, real)
    rate = more / copies / np.arange(len(real), 0, -1)
    sound = np.flatnonzero(np.maximum.accumulate((rate <= RATE)[::-1])[::-1] & (rate <= RATE))
    if not len(sound):
        return float("inf")
    # All that lies above what is known to be too low: a bound at the form itself would be one form too strict.
    least = float(real[sound[0]])
    low = [float(one[one < least].max()) for one in (real, chance) if (one < least).any()]
    return float(np.nextafter(max(low, default=0.0), np.inf))
