"""From a shared seed on: how far two texts run alike, with letters changed, left out or put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.echoes.choosing import Candidates
from linewatch.measures.echoes.folding import Folded, Letters, Places
from linewatch.measures.echoes.kernels import kernel
from linewatch.measures.echoes.settings import UNIT, Settings

_DRIFT = 64  # letters by which a match may drift off its seed, either way
_NONE = -1
_BESIDE = 20  # letters off the drift of a match within which a seed is part of it
_BACK = 40  # matches of the same two documents that a seed is compared with


@dataclass(frozen=True, slots=True)
class Matches:
    """Stretches that two documents share, in order of the documents and of the place in the first.

    Attributes:
        span: Begin and end in the one, begin and end in the other, in letters, shape (n, 4).
        documents: The two documents, shape (n, 2).
        score: What is shared, less what differs, in hundredths of a nat, shape (n,).
    """

    span: Places
    documents: Places
    score: Places


@dataclass(frozen=True, slots=True)
class Side:
    """Documents of which candidates tell on one side.

    Attributes:
        letters: Theirs, shape (n_letters,).
        weight: What each tells, in hundredths of a nat, shape (n_letters,).
        begins: Where each document's letters begin, and the end of the last, shape (n_documents + 1,).
        letter: The number of the first letter in the whole of the texts.
        document: The number of the first document.
    """

    letters: Letters
    weight: NDArray[np.uint8]
    begins: Places
    letter: int = 0
    document: int = 0


def side(texts: Folded, rate: NDArray[np.uint8], letter: int = 0, document: int = 0) -> Side:
    """Return documents as a side, by what a letter of each word tells."""
    return Side(texts.letters, np.repeat(rate, np.diff(texts.at)), texts.begins, letter, document)


def together(matches: Sequence[Matches]) -> Matches:
    """Return matches of several calls as one, in their order."""
    none = Matches(np.empty((0, 4), np.int64), np.empty((0, 2), np.int64), np.empty(0, np.int64))
    parts = matches or [none]
    return Matches(
        np.concatenate([one.span for one in parts]),
        np.concatenate([one.documents for one in parts]),
        np.concatenate([one.score for one in parts]),
    )


def extend(one: Side, other: Side, candidates: Candidates, settings: Settings) -> Matches:
    """Return the stretches around candidate seeds.

    Args:
        one: Documents that hold the first places.
        other: Documents that hold the second.
        candidates: In order of documents and place.
        settings: Of the search.

    Source:
        Greedy alignment by furthest reach with a bound on how far the score may drop: Zhang, Schwartz, Wagner and
        Miller (2000), Journal of Computational Biology 7, doi:10.1089/10665270050081478; letters weighed by rarity.
    """
    n = len(candidates.a)
    span, documents, score = np.empty((n, 4), np.int64), np.empty((n, 2), np.int64), np.empty(n, np.int64)
    cost, drop = int(settings.edit_cost * UNIT), int(settings.give_up * UNIT)
    found = _all(
        candidates.a, candidates.b, candidates.document_a, candidates.document_b, one.letters, other.letters,
        one.weight, other.weight, one.begins, other.begins, one.letter, other.letter, one.document, other.document,
        cost, drop, span, documents, score,
    )  # fmt: skip
    return Matches(span[:found].copy(), documents[:found].copy(), score[:found].copy())


@kernel
def _all(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    a: Places,
    b: Places,
    document_a: NDArray[np.int32],
    document_b: NDArray[np.int32],
    letters_a: Letters,
    letters_b: Letters,
    weight_a: NDArray[np.uint8],
    weight_b: NDArray[np.uint8],
    begins_a: Places,
    begins_b: Places,
    letter_a: int,
    letter_b: int,
    first_a: int,
    first_b: int,
    cost: int,
    drop: int,
    span: Places,
    documents: Places,
    score: Places,
) -> int:
    reach = np.empty((2, 2 * _DRIFT + 3), np.int64)
    gain = np.empty((2, 2 * _DRIFT + 3), np.int64)
    best = np.empty(3, np.int64)
    n, first = 0, 0
    for i in range(len(a)):
        p, q, one, other = a[i], b[i], document_a[i], document_b[i]
        if i == 0 or one != document_a[i - 1] or other != document_b[i - 1]:
            first = n
        if _covered(span, max(first, n - _BACK), n, p, q):
            continue
        p, q = p - letter_a, q - letter_b
        _run(
            letters_a,
            letters_b,
            weight_a,
            weight_b,
            p,
            q,
            1,
            begins_a[one - first_a + 1] - p,
            begins_b[other - first_b + 1] - q,
            cost,
            drop,
            reach,
            gain,
            best,
        )
        total = best[0]
        span[n, 1], span[n, 3] = p + best[1] + letter_a, q + best[2] + letter_b
        _run(
            letters_a,
            letters_b,
            weight_a,
            weight_b,
            p - 1,
            q - 1,
            -1,
            p - begins_a[one - first_a],
            q - begins_b[other - first_b],
            cost,
            drop,
            reach,
            gain,
            best,
        )
        span[n, 0], span[n, 2] = p - best[1] + letter_a, q - best[2] + letter_b
        documents[n, 0], documents[n, 1] = one, other
        score[n] = total + best[0]
        n += 1
    return n


@kernel
def _covered(span: Places, low: int, high: int, p: int, q: int) -> bool:
    """Say whether a seed lies in a match that is there, near its drift."""
    for at in range(high - 1, low - 1, -1):
        if span[at, 0] <= p < span[at, 1] and span[at, 2] <= q < span[at, 3]:
            one, other = span[at, 2] - span[at, 0], span[at, 3] - span[at, 1]
            if min(one, other) - _BESIDE <= q - p <= max(one, other) + _BESIDE:
                return True
    return False


@kernel
def _run(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    letters_a: Letters,
    letters_b: Letters,
    weight_a: NDArray[np.uint8],
    weight_b: NDArray[np.uint8],
    p: int,
    q: int,
    step: int,
    room_p: int,
    room_q: int,
    cost: int,
    drop: int,
    reach: Places,
    gain: Places,
    best: Places,
) -> None:
    """Run on from a place in one direction; fill in the best score, and the letters passed in either text.

    ``reach[., z]`` is how far the first text is passed with so many edits at drift z; ``gain`` what is shared.
    """
    middle = _DRIFT + 1
    i, got = 0, 0
    while i < room_p and i < room_q and letters_a[p + step * i] == letters_b[q + step * i]:
        got += min(weight_a[p + step * i], weight_b[q + step * i])
        i += 1
    best[0], best[1], best[2] = got, i, i
    now, low, high, edits = 0, middle, middle, 0
    reach[0, middle], gain[0, middle] = i, got
    while True:
        edits += 1
        then = 1 - now
        left, right = max(low - 1, 1), min(high + 1, 2 * _DRIFT + 1)
        new_low, new_high = 2 * _DRIFT + 3, _NONE
        for z in range(left, right + 1):
            i, got = _NONE, 0
            if low <= z <= high and reach[now, z] >= 0:
                i, got = reach[now, z] + 1, gain[now, z]
            if low <= z - 1 <= high and reach[now, z - 1] >= 0 and reach[now, z - 1] + 1 > i:
                i, got = reach[now, z - 1] + 1, gain[now, z - 1]
            if low <= z + 1 <= high and reach[now, z + 1] > i:
                i, got = reach[now, z + 1], gain[now, z + 1]
            reach[then, z] = _NONE
            j = i - (z - middle)
            if i < 0 or j < 0 or i > room_p or j > room_q:
                continue
            while i < room_p and j < room_q and letters_a[p + step * i] == letters_b[q + step * j]:
                got += min(weight_a[p + step * i], weight_b[q + step * j])
                i += 1
                j += 1
            score = got - cost * edits
            if score < best[0] - drop:
                continue
            reach[then, z], gain[then, z] = i, got
            if score > best[0]:
                best[0], best[1], best[2] = score, i, j
            new_low, new_high = min(new_low, z), max(new_high, z)
        if new_high < 0:
            return
        now, low, high = then, new_low, new_high
