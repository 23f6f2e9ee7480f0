"""The texts of an archive as numbers: every word and phrase with its places and its users."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LONGEST = 5  # words of a phrase
Ints = NDArray[np.int64]
Small = NDArray[np.int32]  # what there is one of for each place or use: the bulk of an archive
Bools = NDArray[np.bool_]


class Edges(NamedTuple):
    """Words at which no term begins or ends.

    Attributes:
        stop: Words that no term begins or ends with.
        owning: Endings of words that own what follows, with which no term ends: it would be a phrase cut off.
    """

    stop: Collection[str]
    owning: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One text.

    Attributes:
        document: Its id.
        actor: Who issued it; a name of its own where nobody knows.
        first: The first day it can be of, counted from any one day.
        last: The last.
        words: In order; None where a sentence or a passage ends, which no phrase crosses.
    """

    document: str
    actor: str
    first: int
    last: int
    words: Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Archive:
    """Texts by date, and their terms: words and phrases of up to five words, no stop word at either end, whole at
    the end: not cut off after a word that owns what follows.

    Attributes:
        readings: In order of date.
        first: First days, shape (n_texts,).
        last: Last days, shape (n_texts,).
        actor: A number for each actor, shape (n_texts,).
        length: Words, shape (n_texts,).
        words: All words of all texts as numbers, -1 between sentences, shape (n_places,).
        begins: Where each text begins in ``words``, shape (n_texts + 1,).
        terms: For each length of a phrase the term that begins at each place, -1 where none does, shape
            (LONGEST, n_places).
        size: Words of each term, shape (n_terms,).
        place: A place at which each term stands, shape (n_terms,).
        user_from: Where the users of each term begin in ``users``, shape (n_terms + 1,).
        users: Texts that use each term, by date.
        stop: Whether each word is a stop word, shape (n_words,).
    """

    readings: tuple[Reading, ...]
    first: Ints
    last: Ints
    actor: Ints
    length: Ints
    words: Small
    begins: Ints
    terms: Small
    size: Small
    place: Small
    user_from: Ints
    users: Small
    stop: Bools

    def terms_of(self, text: int) -> Ints:
        """Return the different terms of a text."""
        found = np.unique(self.terms[:, self.begins[text] : self.begins[text + 1]])
        return found[found >= 0].astype(np.int64)

    def uses(self, terms: Ints) -> tuple[Ints, Ints]:
        """Return every use of some terms: which of them, by its place among those given, and the text."""
        start, many = self.user_from[terms], self.user_from[terms + 1] - self.user_from[terms]
        which = np.repeat(np.arange(len(terms)), many)
        within = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
        return which, self.users[np.repeat(start, many) + within].astype(np.int64)

    def term(self, number: int) -> Small:
        """Return the words of a term."""
        at = int(self.place[number])
        return self.words[at : at + int(self.size[number])]


def archive(readings: Sequence[Reading], edges: Edges) -> Archive:
    """Return texts as numbers.

    Args:
        readings: In any order.
        edges: Where no term may begin or end.
    """
    ordered = tuple(sorted(readings, key=lambda r: (r.first, r.last, r.document)))
    numbers: dict[str, int] = {}
    flat, begins = array("i"), [0]
    for reading in ordered:
        flat.extend(-1 if word is None else numbers.setdefault(word, len(numbers)) for word in reading.words)
        flat.append(-1)
        begins.append(len(flat))
    words = np.array(flat, dtype=np.int32)
    stopped = np.array([word in edges.stop for word in numbers], dtype=np.bool_)
    actors = {name: n for n, name in enumerate(sorted({reading.actor for reading in ordered}))}
    start = np.array(begins, dtype=np.int64)
    open_ended = np.array([word.endswith(edges.owning) for word in numbers], dtype=np.bool_)
    terms, size, place = _terms(words, stopped, open_ended)
    user_from, users = _users(terms, start, len(size))
    return Archive(
        ordered,
        np.array([r.first for r in ordered], dtype=np.int64),
        np.array([r.last for r in ordered], dtype=np.int64),
        np.array([actors[r.actor] for r in ordered], dtype=np.int64),
        np.diff(np.concatenate([[0], np.cumsum(words >= 0)])[start]),
        words, start, terms, size, place, user_from, users, stopped,
    )  # fmt: skip


def _terms(words: Small, stop: Bools, open_ended: Bools) -> tuple[Small, Small, Small]:
    """Return the term at each place for each length, and the size and a place of each term."""
    known = words >= 0
    content = known & ~stop[np.where(known, words, 0)] if len(stop) else known
    closing = content & ~open_ended[np.where(known, words, 0)] if len(stop) else known
    many = len(stop) + 1
    run, whole = words.astype(np.int64), known.copy()
    terms = np.full((LONGEST, len(words)), -1, dtype=np.int32)
    sizes, places, taken = list[Small](), list[Small](), 0
    for longer in range(LONGEST):
        if longer:
            # The phrase one word shorter, and the word that follows it.
            after = np.concatenate([words[longer:], np.full(min(longer, len(words)), -1, dtype=np.int32)])
            whole &= after >= 0
            met = np.unique(run[whole] * many + after[whole], return_inverse=True)[1]
            run = np.full(len(words), -1, dtype=np.int64)
            run[whole] = met
        ends = np.concatenate([closing[longer:], np.zeros(min(longer, len(words)), dtype=np.bool_)])
        at = np.flatnonzero(whole & content & ends)
        _, standing, met = np.unique(run[at], return_index=True, return_inverse=True)
        terms[longer, at] = taken + met
        taken += len(standing)
        sizes.append(np.full(len(standing), longer + 1, dtype=np.int32))
        places.append(at[standing].astype(np.int32))
    return terms, np.concatenate(sizes), np.concatenate(places)


def _users(terms: Small, begins: Ints, many: int) -> tuple[Ints, Small]:
    texts = np.repeat(np.arange(len(begins) - 1), np.diff(begins))
    times = np.zeros(many, dtype=np.int64)
    users = list[Small]()
    # Longer terms have higher numbers: one length after the other is in order, and a fifth as large.
    for row in terms:
        here = np.flatnonzero(row >= 0)
        pairs = np.unique(row[here].astype(np.int64) * len(begins) + texts[here])
        users.append((pairs % len(begins)).astype(np.int32))
        times += np.bincount(pairs // len(begins), minlength=many)
    return np.concatenate([[0], np.cumsum(times)]).astype(np.int64), np.concatenate(users)
