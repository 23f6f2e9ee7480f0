"""Made-up documents, put together from shuffled pieces of the texts: what meets them, meets by chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.echoes.extending import Matches
from linewatch.measures.echoes.folding import Folded, Letters, Offsets, Places
from linewatch.measures.echoes.kernels import inlined, kernel

BLOCK = 3  # words that stay together: phrases that the language itself repeats


def with_decoys(texts: Folded, share: float, seed: int) -> Folded:
    """Return texts with made-up documents behind them, drawn from them in blocks of a few words.

    A match of a real document with a made-up one is chance, since the made-up one says nothing; but with the document
    that a block was drawn from, which is known for each word (``origin``).

    Args:
        texts: Folded documents.
        share: How many words to make up, as a share of all.
        seed: Of the draw.

    Source:
        The idea of decoys: Elias and Gygi (2007), Nature Methods 4, doi:10.1038/nmeth1019.
    """
    blocks = int(np.ceil(texts.words * share / BLOCK)) if texts.words else 0
    first = np.random.default_rng(seed).integers(0, max(1, texts.words), blocks)
    size = max(1, texts.words // max(1, texts.documents) // BLOCK)
    words = blocks * BLOCK
    at, document, origin = np.empty(words, np.int64), np.empty(words, np.int32), np.empty(words, np.int32)
    letters = int(_letters(first, texts.at, texts.document))
    made = np.empty(letters, np.uint16)
    n = int(_fill(first, texts.letters, texts.at, texts.document, made, at, document, origin, size))
    return _joined(texts, made, at[:n], document[:n], origin[:n])


def _joined(texts: Folded, made: Letters, at: Places, document: Offsets, origin: Offsets) -> Folded:
    n = len(texts.letters)
    where = (
        np.searchsorted(document, np.arange(int(document[-1]) + 1))
        if len(document)
        else np.empty(0, np.int64)
    )
    begins = np.concatenate([texts.begins[:-1], n + at[where], [n + len(made)]]).astype(np.int64)
    none = np.zeros(len(at), np.int32)
    return Folded(
        np.concatenate([texts.letters, made]),
        begins,
        np.concatenate([texts.at[:-1], n + at, [n + len(made)]]).astype(np.int64),
        np.concatenate([texts.document, texts.documents + document]).astype(np.int32),
        np.concatenate([texts.start, none]),
        np.concatenate([texts.end, none]),
        np.concatenate([texts.origin, origin]),
    )


@kernel
def _letters(first: Places, at: Places, document: Offsets) -> int:
    n = 0
    for i in range(len(first)):
        for word in range(first[i], first[i] + BLOCK):
            if word >= len(document) or document[word] != document[first[i]]:
                break
            n += at[word + 1] - at[word]
    return n


@kernel
def _fill(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    first: Places,
    letters: Letters,
    at: Places,
    document: Offsets,
    made: Letters,
    made_at: Places,
    made_document: Offsets,
    origin: Offsets,
    size: int,
) -> int:
    n, words = 0, 0
    for i in range(len(first)):
        for word in range(first[i], first[i] + BLOCK):
            if word >= len(document) or document[word] != document[first[i]]:
                break
            made_at[words], made_document[words], origin[words] = n, i // size, word
            words += 1
            for p in range(at[word], at[word + 1]):
                made[n] = letters[p]
                n += 1
    return words


def by_chance(matches: Matches, texts: Folded, real: int) -> Matches:
    """Return matches without those of made-up documents that tell of a real loan.

    A block drawn from a passage that its document shares with another at greater length meets the other by that loan
    and not by chance.

    Args:
        matches: In order of the documents.
        texts: Folded, made-up documents last.
        real: How many documents are real.
    """
    kept = np.ones(len(matches.score), bool)
    pairs = matches.documents[:, 0] << np.int64(32) | matches.documents[:, 1]
    _explained(matches.span, matches.documents, pairs, texts.at, texts.document, texts.origin, real, kept)
    return Matches(matches.span[kept], matches.documents[kept], matches.score[kept])


@kernel
def _explained(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    span: Places,
    documents: Places,
    pairs: Places,
    at: Places,
    document: Offsets,
    origin: Offsets,
    real: int,
    kept: NDArray[np.bool_],
) -> None:
    for i in range(len(span)):
        if documents[i, 1] < real:
            continue
        first = _word(at, span[i, 2])
        last = _word(at, span[i, 3] - 1)
        for word in range(first, last + 1):
            drawn = int(origin[word])
            met = span[i, 0] + (at[word] - span[i, 2])
            if kept[i] and _longer(
                span,
                pairs,
                int(document[drawn]),
                int(at[drawn]),
                documents[i, 0],
                met,
                span[i, 3] - span[i, 2],
            ):
                kept[i] = False


@inlined
def _word(at: Places, place: int) -> int:
    """Return the number of the word in which a letter stands."""
    low, high = 0, len(at) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if at[middle] <= place:
            low = middle
        else:
            high = middle
    return low


@kernel
def _longer(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    span: Places, pairs: Places, drawn_from: int, place: int, other: int, met: int, size: int
) -> bool:
    """Say whether two real documents share twice the size at two places."""
    one, two = min(drawn_from, other), max(drawn_from, other)
    side, met_side = (0, 2) if one == drawn_from else (2, 0)
    pair = (np.int64(one) << 32) | np.int64(two)
    at = np.searchsorted(pairs, pair)
    while at < len(pairs) and pairs[at] == pair:
        inside = span[at, side] <= place < span[at, side + 1]
        near = span[at, met_side] - size <= met < span[at, met_side + 1] + size
        if inside and near and span[at, 1] - span[at, 0] >= 2 * size:
            return True
        at += 1
    return False
