"""Made-up documents, put together from shuffled pieces of the texts: what meets them, meets by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.echoes.blocks import Block
from linewatch.measures.echoes.extending import Matches
from linewatch.measures.echoes.folding import Folded, Letters, Offsets, Places
from linewatch.measures.echoes.kernels import inlined, kernel

BLOCK = 3  # words that stay together: phrases that the language itself repeats


@dataclass(frozen=True, slots=True)
class Draw:
    """Of what made-up documents are put together.

    Attributes:
        first: The first word of each piece, shape (n_pieces,).
        size: Pieces in a document.
    """

    first: Places
    size: int


@dataclass(frozen=True, slots=True)
class Made:
    """Made-up documents.

    Attributes:
        texts: Folded, as if they stood alone; but ``origin`` tells words of the whole.
        document: The document that each word was drawn from, shape (n_words,).
        at: The letter at which it begins there, shape (n_words,).
    """

    texts: Folded
    document: Offsets
    at: Places


def draw(words: int, documents: int, share: float, seed: int) -> Draw:
    """Return what to put together from so many words and documents.

    Args:
        words: Of all documents.
        documents: How many there are.
        share: How many words to make up, as a share of all.
        seed: Of the draw.
    """
    pieces = int(np.ceil(words * share / BLOCK)) if words else 0
    first = np.random.default_rng(seed).integers(0, max(1, words), pieces)
    return Draw(first, max(1, words // max(1, documents) // BLOCK))


def make(drawn: Draw, blocks: Sequence[Block]) -> Made:
    """Return made-up documents; each block is looked into twice, one after another.

    A match of a real document with a made-up one is chance, since the made-up one says nothing; but with the document
    that a piece was drawn from, which is known for each word.

    Args:
        drawn: What to put together.
        blocks: All texts.

    Source:
        The idea of decoys: Elias and Gygi (2007), Nature Methods 4, doi:10.1038/nmeth1019.
    """
    n = len(drawn.first)
    letters, words = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64)
    for block in blocks:
        which, first = _inside(drawn, block)
        _sizes(which, first, block.texts.at, block.texts.document, letters, words)
    letters, words = np.cumsum(letters), np.cumsum(words)
    made, at = np.empty(int(letters[-1]), np.uint16), np.empty(int(words[-1]) + 1, np.int64)
    origin, document = np.empty(int(words[-1]), np.int32), np.empty(int(words[-1]), np.int32)
    origin_at = np.empty(int(words[-1]), np.int64)
    for block in blocks:
        which, first = _inside(drawn, block)
        _fill(
            which, first, letters, words, block.texts.letters, block.texts.at, block.texts.document, block.word,
            block.document, block.letter, made, at, origin, document, origin_at,
        )  # fmt: skip
    at[-1] = len(made)
    number = np.repeat(np.arange(n) // drawn.size, np.diff(words)).astype(np.int32)
    where = np.searchsorted(number, np.arange(int(number[-1]) + 1 if len(number) else 0))
    begins = np.concatenate([at[where], [len(made)]]).astype(np.int64)
    none = np.zeros(len(number), np.int32)
    return Made(Folded(made, begins, at, number, none, none, origin), document, origin_at)


def _inside(drawn: Draw, block: Block) -> tuple[Places, Places]:
    """Return which pieces are of a block, and at which of its words they begin."""
    first = drawn.first - block.word
    which = np.flatnonzero((first >= 0) & (first < block.texts.words))
    return which, first[which]


def with_decoys(texts: Folded, share: float, seed: int) -> Folded:
    """Return texts with made-up documents behind them, drawn from them in pieces of a few words.

    Args:
        texts: Folded documents.
        share: How many words to make up, as a share of all.
        seed: Of the draw.
    """
    made = make(draw(texts.words, texts.documents, share, seed), [Block(texts)]).texts
    n = len(texts.letters)
    return Folded(
        np.concatenate([texts.letters, made.letters]),
        np.concatenate([texts.begins[:-1], n + made.begins]),
        np.concatenate([texts.at[:-1], n + made.at]),
        np.concatenate([texts.document, texts.documents + made.document]).astype(np.int32),
        np.concatenate([texts.start, made.start]),
        np.concatenate([texts.end, made.end]),
        np.concatenate([texts.origin, made.origin]),
    )


@kernel
def _sizes(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    which: Places, first: Places, at: Places, document: Offsets, letters: Places, words: Places
) -> None:
    for i in range(len(which)):
        for word in range(first[i], first[i] + BLOCK):
            if word >= len(document) or document[word] != document[first[i]]:
                break
            letters[which[i] + 1] += at[word + 1] - at[word]
            words[which[i] + 1] += 1


@kernel
def _fill(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    which: Places,
    first: Places,
    letters_before: Places,
    words_before: Places,
    letters: Letters,
    at: Places,
    document: Offsets,
    first_word: int,
    first_document: int,
    first_letter: int,
    made: Letters,
    made_at: Places,
    origin: Offsets,
    origin_document: Offsets,
    origin_at: Places,
) -> None:
    for i in range(len(which)):
        n, target = letters_before[which[i]], words_before[which[i]]
        for word in range(first[i], first[i] + BLOCK):
            if word >= len(document) or document[word] != document[first[i]]:
                break
            made_at[target], origin[target] = n, first_word + word
            origin_document[target] = first_document + document[word]
            origin_at[target] = first_letter + at[word]
            target += 1
            for p in range(at[word], at[word + 1]):
                made[n] = letters[p]
                n += 1


def by_chance(matches: Matches, texts: Folded, real: int) -> Matches:
    """Return matches without those of made-up documents that tell of a real loan; see ``without_loans``.

    Args:
        matches: In order of the documents.
        texts: Folded, made-up documents last.
        real: How many documents are real.
    """
    words = int(np.searchsorted(texts.document, real))
    origin = texts.origin[words:]
    at = texts.at[words:]
    return without_loans(matches, at, texts.document[origin], texts.at[origin], real)


def without_loans(
    matches: Matches, at: Places, drawn_document: Offsets, drawn_at: Places, real: int
) -> Matches:
    """Return matches without those of made-up documents that tell of a real loan.

    A piece drawn from a passage that its document shares with another at greater length meets the other by that loan
    and not by chance.

    Args:
        matches: In order of the documents.
        at: Where each made-up word begins, and the end of the last.
        drawn_document: The document that it was drawn from.
        drawn_at: The letter at which it begins there.
        real: How many documents are real.
    """
    kept = np.ones(len(matches.score), bool)
    pairs = matches.documents[:, 0] << np.int64(32) | matches.documents[:, 1]
    _explained(matches.span, matches.documents, pairs, at, drawn_document, drawn_at, real, kept)
    return Matches(matches.span[kept], matches.documents[kept], matches.score[kept])


@kernel
def _explained(  # noqa: PLR0913, PLR0917 - a compiled loop takes its arrays one by one
    span: Places,
    documents: Places,
    pairs: Places,
    at: Places,
    drawn_document: Offsets,
    drawn_at: Places,
    real: int,
    kept: NDArray[np.bool_],
) -> None:
    for i in range(len(span)):
        if documents[i, 1] < real:
            continue
        first = _word(at, span[i, 2])
        last = _word(at, span[i, 3] - 1)
        for word in range(first, last + 1):
            met = span[i, 0] + (at[word] - span[i, 2])
            if kept[i] and _longer(
                span,
                pairs,
                int(drawn_document[word]),
                int(drawn_at[word]),
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
