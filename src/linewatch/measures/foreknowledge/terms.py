"""Which terms are new with a text, and which later texts use them before it is public."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from linewatch.measures.foreknowledge.archive import Archive, Bools, Ints

RARE = 0.01  # of the earlier texts may have a term that still counts as new
SELDOM = 0.02  # of the earlier texts have a word that counts as seldom
KINDS = 9  # one word, two, more; with a new word, with a seldom one, of known words


class Place(NamedTuple):
    """A text put in the place of the one that is asked about.

    Attributes:
        text: Its number.
        ends: The day on which it is public, or as long after it as that is after the text asked about.
        window: Texts of others dated between, as numbers.
        known: Texts that are not surely later, itself left out.
    """

    text: int
    ends: int
    window: Ints
    known: Bools


class Use(NamedTuple):
    """A term new with a text, in a text of another dated before it was public.

    Attributes:
        text: The text that uses it.
        term: The term.
        kind: Of the term: see `KINDS`.
        sources: Texts of others that used it after the text asked about and not surely later than this one.
        later: Texts of others that used it later, still before it was public.
        own: Whether the actor had used it before.
        before: How many of the texts not surely later than the one asked about have it.
    """

    text: int
    term: int
    kind: int
    sources: tuple[int, ...]
    later: tuple[int, ...]
    own: bool
    before: int


class Terms(NamedTuple):
    """The terms new with a text.

    Attributes:
        new: The terms.
        kinds: How many there are of each kind, shape (KINDS,).
        uses: Each use of one by others before it was public.
        uncounted: Uses by texts that are not compared: as sources only.
    """

    new: Ints
    kinds: Ints
    uses: tuple[Use, ...]


def place(held: Archive, text: int, ends: int, unheard: Bools) -> Place:
    """Return a text in its place: what is known when it is written, and what is said before it is public.

    Args:
        held: The archive.
        text: Which text.
        ends: The day on which it is public.
        unheard: Texts that are not compared, though others may have a term from them, shape (n_texts,).
    """
    others = held.actor != held.actor[text]
    within = (held.first > held.last[text]) & (held.last < ends)
    known = held.first <= held.last[text]
    known[text] = False
    return Place(text, ends, np.flatnonzero(within & others & ~unheard), known)


def most_before(background: int) -> int:
    """Return how many of some earlier texts may have a term that counts as new: one in a hundred, of fewer none."""
    return int(RARE * background)


def new_terms(held: Archive, at: Place) -> Terms:
    """Return the terms that are new with a text, and their uses before it is public.

    A term is new if no more than `most_before` of the texts that are not surely later have it.
    """
    terms = held.terms_of(at.text)
    which, users = held.uses(terms)
    before = at.known[users]
    times = np.bincount(which[before], minlength=len(terms))
    background = int(at.known.sum())
    new = times <= most_before(background)
    kinds = _kinds(held, terms, times, background)
    found = list[Use]()
    in_window = np.zeros(len(held.readings), dtype=np.bool_)
    in_window[at.window] = True
    for term in np.unique(which[new[which] & in_window[users]]).tolist():
        begin, end = np.searchsorted(which, [term, term + 1])
        texts = users[begin:end]
        found += _uses(held, at, texts, (int(terms[term]), int(kinds[term])), in_window)
    return Terms(terms[new], np.bincount(kinds[new], minlength=KINDS), tuple(found))


def _uses(held: Archive, at: Place, texts: Ints, term: tuple[int, int], window: Bools) -> list[Use]:
    found = list[Use]()
    between = texts[(held.first[texts] <= at.ends) & ~at.known[texts] & (texts != at.text)]
    for text in texts[window[texts]].tolist():
        actor = held.actor[text]
        others = between[held.actor[between] != actor]
        as_early = held.first[others] <= held.last[text]
        before = texts[at.known[texts]]
        own = bool((held.actor[before] == actor).any())
        found.append(
            Use(
                text,
                *term,
                tuple(others[as_early].tolist()),
                tuple(others[~as_early].tolist()),
                own,
                len(before),
            )
        )
    return found


def _kinds(held: Archive, terms: Ints, times: Ints, background: int) -> Ints:
    """Return the kind of each term: by how many words it has, and by how well known the least known of them is."""
    of_word = np.full(len(held.stop), background, dtype=np.int64)
    alone = held.size[terms] == 1
    of_word[held.words[held.place[terms[alone]]]] = times[alone]
    of_word[held.stop] = background
    least = np.full(len(terms), background, dtype=np.int64)
    for n in range(int(held.size[terms].max(initial=1))):
        there = held.size[terms] > n
        word = held.words[held.place[terms[there]] + n]
        least[there] = np.minimum(least[there], of_word[word])
    known = np.where(
        least <= most_before(background), 0, np.where(least <= max(3, SELDOM * background), 1, 2)
    )
    return (np.minimum(held.size[terms], 3) - 1) * 3 + known
