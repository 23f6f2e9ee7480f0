"""The life of phrases in a run of texts: which come to stay, vanish, or come and go; without a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

LONGEST = 6  # words that are looked at together; longer phrases are put together from these
PRESENT = 0.8  # of the texts from a phrase's first to its last must have it, for it to have a life
TEXTS = 3  # that must have it
LONG_RUN, AWAY = 10, 3  # in a run of so many texts, so many before the first or after the last must lack it
MOST = 20  # of each kind, unless told otherwise
VERSION = "2"  # raised when a result changes with the same settings
SETTINGS = {
    "version": VERSION, "present": PRESENT, "texts": TEXTS, "longest": LONGEST, "long_run": LONG_RUN, "away": AWAY,
    "most": MOST,
}  # fmt: skip
Life = Literal["stays", "vanishes", "came and went"]
Ints = NDArray[np.int64]


class Phrase(NamedTuple):
    """Words that a run of texts takes up or lets go of.

    Attributes:
        kind: What became of it.
        first: The number of the first text that has it.
        last: The number of the last.
        texts: How many have it.
        at: Where it stands in its first text, as numbers of words, half open.
        size: How many words it has.
    """

    kind: Life
    first: int
    last: int
    texts: int
    at: tuple[int, int]
    size: int


class Told(NamedTuple):
    """The life of one phrase that was asked for.

    Attributes:
        counts: How often each text has it.
        first: The number of the first text that has it; None where none has.
        last: The number of the last.
        gaps: Runs of texts between that lack it: the first and the last number of each.
    """

    counts: tuple[int, ...]
    first: int | None
    last: int | None
    gaps: tuple[tuple[int, int], ...]


def life(texts: Sequence[Sequence[str]], phrase: Sequence[str]) -> Told:
    """Return the life of a phrase.

    Args:
        texts: The words of each text, in order of date.
        phrase: Words as the texts' are written.
    """
    counts = tuple(len(places(words, phrase)) for words in texts)
    having = [n for n, count in enumerate(counts) if count]
    gaps = tuple((a + 1, b - 1) for a, b in pairwise(having) if b - a > 1)
    return Told(counts, having[0] if having else None, having[-1] if having else None, gaps)


def places(words: Sequence[str], phrase: Sequence[str]) -> list[int]:
    """Return the numbers of the words at which a phrase begins."""
    size, wanted = len(phrase), list(phrase)
    if not size:
        return []
    return [
        n
        for n in range(len(words) - size + 1)
        if words[n] == wanted[0] and list(words[n : n + size]) == wanted
    ]


def phrases(texts: Sequence[Sequence[str]], most: int = MOST) -> list[Phrase]:
    """Return the phrases of two words or more that come to stay, vanish, or come and go, the weightiest first.

    A phrase stands in at least three texts, in at least four of five from its first to its last, and is missing before
    or after. Pieces of one phrase that the same texts have are put together. It weighs its words times its texts.

    Args:
        texts: The words of each text, in order of date.
        most: How many to return of each kind.
    """
    if len(texts) < TEXTS + 1:
        return []
    away = AWAY if len(texts) >= LONG_RUN else 1
    pieces = dict[tuple[int, ...], list[tuple[int, int]]]()
    for size, grams in _levels(texts):
        for docs, at in _alive(grams, len(texts), away):
            pieces.setdefault(docs, []).extend((n, n + size) for n in at)
    found = list[Phrase]()
    for docs, spans in pieces.items():
        kind = _kind(docs, len(texts), away)
        if kind:
            found += [
                Phrase(kind, docs[0], docs[-1], len(docs), span, span[1] - span[0]) for span in _joined(spans)
            ]
    ranked = sorted(_outermost(found), key=lambda one: (-one.size * one.texts, one.first, one.at))
    once = {tuple(texts[one.first][slice(*one.at)]): one for one in reversed(ranked)}
    ranked = [one for one in ranked if once[tuple(texts[one.first][slice(*one.at)])] is one]
    return [
        one
        for kind in ("stays", "vanishes", "came and went")
        for one in [p for p in ranked if p.kind == kind][:most]
    ]


def _levels(texts: Sequence[Sequence[str]]) -> Iterator[tuple[int, list[Ints]]]:
    """Yield for each length the numbers of the phrases at each word of each text; -1 for those in too few texts."""
    names = {word: n for n, word in enumerate(dict.fromkeys(word for words in texts for word in words))}
    grams = [np.array([names[word] for word in words], np.int64) for words in texts]
    for size in range(2, LONGEST + 1):
        base = 1 + max((int(one.max()) for one in grams if len(one)), default=0)
        keys = list[Ints]()
        for one in grams:
            left, right = one[:-1], one[1:]
            keys.append(np.where((left >= 0) & (right >= 0), left * base + right, -1))
        distinct, counts = np.unique(
            np.concatenate([np.unique(key[key >= 0]) for key in keys]), return_counts=True
        )
        kept = distinct[counts >= TEXTS]
        if not len(kept):
            return
        grams = [_numbered(key, kept) for key in keys]
        yield size, grams


def _numbered(keys: Ints, kept: Ints) -> Ints:
    at = np.minimum(np.searchsorted(kept, keys), len(kept) - 1)
    return np.where(kept[at] == keys, at, -1).astype(np.int64)


def _alive(grams: Sequence[Ints], texts: int, away: int) -> Iterator[tuple[tuple[int, ...], list[int]]]:
    """Yield for phrases of one length that have a life the texts that have them, and where the first one does."""
    total = 1 + max(int(one.max(initial=-1)) for one in grams)
    first, last = np.full(total, texts), np.full(total, -1)
    count = np.zeros(total, np.int64)
    own = [np.unique(one[one >= 0]) for one in grams]
    for n, ids in enumerate(own):
        first[ids] = np.minimum(first[ids], n)
        last[ids] = n
        count[ids] += 1
    steady = count >= PRESENT * (last - first + 1)
    missing = ((first >= away) | (first == 0)) & ((texts - 1 - last >= away) | (last == texts - 1))
    missing &= (first > 0) | (last < texts - 1)
    chosen = steady & missing & (count >= TEXTS)
    having: dict[int, list[int]] = {int(n): [] for n in np.flatnonzero(chosen)}
    for n, ids in enumerate(own):
        for one in ids[chosen[ids]].tolist():
            having[one].append(n)
    by_first: dict[int, Any] = {}
    for one, docs in having.items():
        if docs[0] not in by_first:
            where = dict[int, list[int]]()
            for place, gram in enumerate(grams[docs[0]].tolist()):
                if gram in having:
                    where.setdefault(gram, []).append(place)
            by_first[docs[0]] = where
        yield tuple(docs), by_first[docs[0]].get(one, [])


def _kind(docs: tuple[int, ...], texts: int, away: int) -> Life | None:
    comes, goes = docs[0] >= away, texts - 1 - docs[-1] >= away
    if comes and goes:
        return "came and went"
    return "stays" if comes else "vanishes" if goes else None


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap."""
    found = list[tuple[int, int]]()
    for start, end in sorted(set(spans)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _outermost(found: Sequence[Phrase]) -> list[Phrase]:
    """Leave out what stands in its first text within another that weighs as much: it tells nothing besides."""
    by_first = dict[int, list[Phrase]]()
    for one in found:
        by_first.setdefault(one.first, []).append(one)
    kept = list[Phrase]()
    for group in by_first.values():
        covered = np.zeros(1 + max(one.at[1] for one in group), bool)
        for one in sorted(group, key=lambda one: (-one.size * one.texts, one.at)):
            if not covered[one.at[0] : one.at[1]].any():
                kept.append(one)
                covered[one.at[0] : one.at[1]] = True
    return kept
