"""The exact wording of a passage looked up in all texts: places that a search by pairs may have passed over.

A search tells pairs that chance would not give, and passes over stock phrases; a short wording may so stand, letter by
letter, in texts that no pair ties to its family. Who held it first, and who did not have it, is told with these too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.echoes.families import Family, Place
from linewatch.measures.echoes.folding import Folded, Letters, Places
from linewatch.measures.echoes.kernels import kernel
from linewatch.measures.echoes.seeding import Keys, sorted_keys, words_of

_LETTERS = 8  # of a seed; a shorter wording is not looked up
_WORDS = 15  # of a wording at most
_SAME = 0.5  # of a wording that a place of its family covers, if it is that place


@dataclass(frozen=True, slots=True)
class _Seeds:
    """Where letters stand: keys in order, the first word of each document, and the end of the last."""

    key: Keys
    bits: int
    words: Places


def verbatim_places(
    families: Sequence[Family], wordings: Sequence[Place], folded: Folded, words: int = _WORDS
) -> list[list[Place]]:
    """Return for each family the places that have a wording of it letter by letter, and are not in it yet.

    Letters are compared as they are folded: case, accents, signs and line ends are no matter; a place begins and ends
    with whole words. To tell a chain with them, give ``chain`` the family with these places behind its own
    (``replace(family, places=(*family.places, *more))``): the numbers of its pairs stay.

    Args:
        families: The passages; of whole documents nothing is looked up.
        wordings: Of each family the place whose wording is looked up, as the earliest held (``links[0].place``).
        folded: All texts (``fold``), by number of the document.
        words: The most that a wording may have; a longer one, or one under eight letters, is not looked up.

    Returns:
        For each family places in order of documents and of the place, none of which overlap; often none.
    """
    bits = int(folded.words).bit_length()
    key, _ = sorted_keys(folded, _LETTERS, bits)
    seeds = _Seeds(
        key, bits, np.searchsorted(folded.document, np.arange(folded.documents + 1)).astype(np.int64)
    )
    held = dict[bytes, list[Place]]()
    return [
        [] if family.whole else list(_missing(family, _places(wording, folded, seeds, words, held)))
        for family, wording in zip(families, wordings, strict=True)
    ]


def _places(
    wording: Place, folded: Folded, seeds: _Seeds, words: int, held: dict[bytes, list[Place]]
) -> list[Place]:
    """Return all places of a wording; the same wording is looked up once."""
    low, high = seeds.words[wording.document : wording.document + 2].tolist()
    first = low + int(np.searchsorted(folded.start[low:high], wording.start))
    stop = low + int(np.searchsorted(folded.end[low:high], wording.end, side="right"))
    if not 0 < stop - first <= words:
        return []
    begin, end = int(folded.at[first]), int(folded.at[stop])
    own = folded.letters[begin:end]
    if (name := own.tobytes()) not in held:
        held[name] = list(_found(own, folded.at[first:stop] - begin, first, folded, seeds))
    return held[name]


def _found(own: Letters, offsets: Places, first: int, folded: Folded, seeds: _Seeds) -> Iterable[Place]:
    """Yield the places of some letters, by the rarest of their seeds."""
    usable = np.flatnonzero(offsets + _LETTERS <= len(own))
    if not len(usable):
        return
    asked = _high(folded, first + usable, seeds.bits)
    low = np.searchsorted(seeds.key, asked)
    high = np.searchsorted(seeds.key, asked | np.uint64((1 << seeds.bits) - 1), side="right")
    rarest = int(np.argmin(high - low))
    word = np.sort(words_of(seeds.key[int(low[rarest]) : int(high[rarest])], seeds.bits))
    begin = folded.at[word] - int(offsets[usable[rarest]])
    document = folded.document[word]
    inside = (begin >= folded.begins[document]) & (begin + len(own) <= folded.begins[document + 1])
    begin, document = begin[inside], document[inside]
    equal = _equal(folded.letters, begin, own)
    begin, document = begin[equal], document[equal]
    head, tail = np.searchsorted(folded.at, begin), np.searchsorted(folded.at, begin + len(own))
    whole = (folded.at[head] == begin) & (folded.at[tail] == begin + len(own))
    before, reached = -1, 0
    for doc, one, other in zip(document[whole], head[whole], tail[whole], strict=True):
        place = Place(int(doc), int(folded.start[one]), int(folded.end[other - 1]))
        if place.document != before or place.start >= reached:
            yield place
            before, reached = place.document, place.end


def _high(folded: Folded, word: Places, bits: int) -> Keys:
    """Return the keys of the seeds of some words, without the words."""
    one = np.asarray([folded.letters[at : at + _LETTERS] for at in folded.at[word]])
    few = Folded(
        one.reshape(-1), np.arange(len(word) + 1) * _LETTERS, np.arange(len(word) + 1) * _LETTERS,
        np.arange(len(word), dtype=np.int32), *(np.full(len(word), -1, np.int32) for _ in range(3)),
    )  # fmt: skip
    keys, _ = sorted_keys(few, _LETTERS, bits)
    order = np.argsort(words_of(keys, bits))
    return (keys & ~np.uint64((1 << bits) - 1))[order]


@kernel
def _equal(letters: Letters, begin: Places, own: Letters) -> NDArray[np.bool_]:
    """Return at which places some letters stand."""
    equal = np.ones(len(begin), np.bool_)
    for i in range(len(begin)):
        for n in range(len(own)):
            if letters[begin[i] + n] != own[n]:
                equal[i] = False
                break
    return equal


def _missing(family: Family, found: Iterable[Place]) -> Iterable[Place]:
    """Yield the places of a wording that a family does not have."""
    held = dict[int, list[Place]]()
    for place in family.places:
        held.setdefault(place.document, []).append(place)
    for place in found:
        covered = (
            min(place.end, own.end) - max(place.start, own.start) for own in held.get(place.document, ())
        )
        if max(covered, default=0) < _SAME * place.size:
            yield place
