"""The wordings of a formula: as it is, or with one word dropped, put in, changed, or two that changed places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from linewatch.measures.formulas.hyphens import HYPHENS
from linewatch.measures.formulas.reading import Row
from linewatch.measures.formulas.sorting import Lexis
from linewatch.measures.formulas.values import CONTENT, Flags, Ints, Numbers
from linewatch.measures.words import tokens

Edit: TypeAlias = Literal["same", "spelt", "dropped", "put in", "changed", "swapped"]
_ANY = -2  # stands in a pattern for any word


class Wording(NamedTuple):
    """One wording and all its uses.

    Attributes:
        edit: How it differs from the formula.
        words: Its words.
        at: Where each use begins in the row of words, ascending.
        was: The words of the formula that are not in it.
        put: The words in it that are not in the formula.
    """

    edit: Edit
    words: tuple[int, ...]
    at: Ints
    was: tuple[int, ...]
    put: tuple[int, ...]


class Finder:
    """Finds words in a row.

    Args:
        word: Numbers of words, below zero where a sentence ends.
        known: What is known of each word of the vocabulary.
    """

    def __init__(self, word: Numbers, known: Lexis) -> None:
        self._word, self._content, self._own = word, known.content, known.own
        self._order = np.argsort(word, kind="stable")
        self._first = np.searchsorted(word[self._order], np.arange(len(known.content) + 1))

    def uses(self, word: int) -> int:
        """Return how often a word occurs."""
        return int(self._first[word + 1] - self._first[word])

    def places(self, pattern: tuple[int, ...]) -> Ints:
        """Return where a pattern of words stands, ascending; a place for any word takes none that is a break."""
        fixed = [n for n, word in enumerate(pattern) if word != _ANY]
        rare = min(fixed, key=lambda n: self.uses(pattern[n]))
        word = pattern[rare]
        at = self._order[self._first[word] : self._first[word + 1]] - rare
        at = at[(at >= 0) & (at + len(pattern) <= len(self._word))]
        for n in range(len(pattern)):
            if n != rare:
                here = self._word[at + n]
                at = at[(here >= 0) if pattern[n] == _ANY else (here == pattern[n])]
        return at

    def wordings(self, phrase: tuple[int, ...], shared: int = CONTENT) -> list[Wording]:
        """Return the wordings of a phrase, itself first, then those used most.

        Wordings do not overlap in place: what is part of one that stands before it in the list is none.

        Args:
            phrase: Numbers of words.
            shared: Words of content that a wording must have in common with it.
        """
        own = self.places(phrase)
        found = [Wording("same", phrase, own, (), ())]
        taken = np.zeros(len(self._word) + 1, bool)
        _take(taken, own, len(phrase))
        for edit, pattern, was in self._patterns(phrase, shared):
            at = self.places(pattern)
            at = at[~_touched(taken, at, len(pattern))]
            for words, every in self._by_words(pattern, at):
                put = tuple(w for n, w in enumerate(words) if pattern[n] == _ANY)
                # A word of content stands in the place of one, a small word or a name in the place of its like.
                if (was and put == was) or (edit == "changed" and self._sort(put[0]) != self._sort(was[0])):
                    continue
                here = every[~_touched(taken, every, len(pattern))]
                if len(here):
                    found.append(Wording(edit, words, here, was, put))
                    _take(taken, here, len(pattern))
        return [found[0], *sorted(found[1:], key=lambda one: (-len(one.at), one.words))]

    def _by_words(self, pattern: tuple[int, ...], at: Ints) -> Iterator[tuple[tuple[int, ...], Ints]]:
        free = [n for n, word in enumerate(pattern) if word == _ANY]
        if not free:
            yield pattern, at
            return
        filled = self._word[at + free[0]]
        for word in np.unique(filled).tolist():
            yield tuple(word if n == free[0] else w for n, w in enumerate(pattern)), at[filled == word]

    def _patterns(
        self, phrase: tuple[int, ...], shared: int
    ) -> Iterator[tuple[Edit, tuple[int, ...], tuple[int, ...]]]:
        """Yield how a phrase may be worded otherwise: the edit, the pattern, and the words that are gone."""
        size = len(phrase)
        for n in range(size - 1):
            for m in (n + 1, n + 2):
                if m < size and phrase[n] != phrase[m] and self._content[[phrase[n], phrase[m]]].all():
                    other = list(phrase)
                    other[n], other[m] = phrase[m], phrase[n]
                    yield "swapped", tuple(other), ()
        for n in range(1, size):
            yield "put in", (*phrase[:n], _ANY, *phrase[n:]), ()
        for n in range(size):
            if self._spare(phrase, n, shared):
                yield "changed", (*phrase[:n], _ANY, *phrase[n + 1 :]), (phrase[n],)
        # Last, so that a word in the place of another is told as changed. The first and the last word are not taken
        # away: what would be left is a part that may stand in anything.
        for n in range(1, size - 1):
            if self._spare(phrase, n, shared):
                yield "dropped", (*phrase[:n], *phrase[n + 1 :]), (phrase[n],)

    def _sort(self, word: int) -> tuple[bool, bool]:
        return bool(self._content[word]), bool(self._own[word])

    def _spare(self, phrase: tuple[int, ...], n: int, shared: int) -> bool:
        """Return whether a phrase can do without a word: enough of its content stays, its rarest word among it.

        Where less must be shared, for a phrase that a person asks for, any word may go.
        """
        rest = [*phrase[:n], *phrase[n + 1 :]]
        own = [word for word in phrase if self._own[word]] or list(phrase)
        rarest = min(own, key=self.uses)
        kept = rarest in rest or shared < CONTENT
        return len(rest) > 1 and kept and int(self._content[rest].sum()) >= shared


def _touched(taken: Flags, at: Ints, size: int) -> Flags:
    return np.logical_or.reduce([taken[np.minimum(at + n, len(taken) - 1)] for n in range(size)])


def _take(taken: Flags, at: Ints, size: int) -> None:
    for n in range(size):
        taken[at + n] = True


def numbers(row: Row, phrase: str) -> tuple[int, ...] | None:
    """Return the numbers of a phrase's words; None where it has none, or one that does not occur at all."""
    known: dict[str, int] = {word: n for n, word in enumerate(row.vocabulary)}
    plain = {HYPHENS.sub("", word): n for word, n in known.items() if HYPHENS.search(word)}
    found = list[int]()
    for token in tokens(phrase, "numbers"):
        number = known.get(token.word, plain.get(HYPHENS.sub("", token.word)))
        # What the texts never write with a hyphen is read as its parts.
        parts = [token.word] if number is not None else HYPHENS.split(token.word)
        every = [number if len(parts) == 1 else known.get(part) for part in parts]
        for one in every:
            if one is None:
                return None
            found += row.read_as.get(one, (one,))
    return tuple(found) or None


def by_spelling(row: Row, one: Wording) -> list[Wording]:
    """Return a wording as it is written most, then its other spellings: with a hyphen, in one word, or apart."""
    size, at = len(one.words), one.at
    if not len(at):
        return [one]
    span = at[:, None] + np.arange(size)
    # A word that a hyphen joins to the one before is written otherwise than one that stands apart.
    signs = np.where(row.joined[span] & (np.arange(size) > 0), -2 - row.written[span], row.written[span])
    _, number, count = np.unique(signs, axis=0, return_inverse=True, return_counts=True)
    number = number.reshape(-1)
    order = sorted(range(len(count)), key=lambda n: (-count[n], int(at[number == n][0])))
    parts = [one._replace(at=at[number == n]) for n in order]
    return [parts[0], *(part._replace(edit="spelt") for part in parts[1:])]


def written(row: Row, at: int, size: int) -> list[str]:
    """Return words of the row as they are written; those that a hyphen joins are one."""
    told = list[str]()
    for n in range(at, at + size):
        word = row.vocabulary[int(row.written[n])]
        if told and row.joined[n]:
            told[-1] += f"-{word}"
        else:
            told.append(word)
    return told


def spelt(row: Row, at: int, size: int) -> str:
    """Return words of the row as one text; of a script without gaps, where words overlap, each sign once."""
    told, end = list[str](), -1
    for n in range(at, at + size):
        word, start = row.vocabulary[int(row.written[n])], int(row.start[n])
        if told and row.joined[n]:
            told.append(f"-{word}")
        else:
            told.append(word[end - start :] if told and start < end else f" {word}")
        end = int(row.end[n])
    return "".join(told).strip()
