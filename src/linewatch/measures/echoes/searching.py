"""The search: from texts to the passages that they share beyond chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.echoes.decoys import by_chance, with_decoys
from linewatch.measures.echoes.extending import extend
from linewatch.measures.echoes.folding import Folded, Offsets, Places, fold
from linewatch.measures.echoes.joining import join
from linewatch.measures.echoes.linking import Passages, link
from linewatch.measures.echoes.seeding import Seeds, find_seeds
from linewatch.measures.echoes.settings import Settings
from linewatch.measures.echoes.significance import Chance, chance, false_shares


@dataclass(frozen=True, slots=True)
class Shared:
    """Passages that documents share beyond chance, in order of the documents and of the place in the first.

    Attributes:
        documents: The two documents by number, the earlier number first, shape (n, 2).
        places: Start and end in the one, start and end in the other, in characters, half open, shape (n, 4).
        score: What is shared, less what differs, in hundredths of a nat, shape (n,).
        expected: How many passages of at least this score chance would give in the whole search, shape (n,).
        parts: Where the stretches of each passage begin in ``stretches``, and the end of the last, shape (n + 1,).
        stretches: What is shared without a gap, places as above, shape (n_stretches, 4).
        level: The score from which on passages are told, in hundredths of a nat.
        chance: What the scale of chance was set on.
    """

    documents: Places
    places: Places
    score: Places
    expected: NDArray[np.float64]
    parts: Places
    stretches: Places
    level: int
    chance: Chance


def search(texts: Sequence[str], settings: Settings | None = None, only: int = 0) -> Shared:
    """Return what texts share.

    Args:
        texts: Original texts of documents.
        settings: Of the search.
        only: If positive, the first documents alone are set against all others.
    """
    return search_folded(fold(texts), settings or Settings(), only)


def search_folded(folded: Folded, settings: Settings, only: int = 0) -> Shared:
    """Return what folded texts share; see ``search``."""
    real, words = folded.documents, folded.words
    share = max(settings.decoys, settings.least_decoys / max(1, words))
    texts = with_decoys(folded, share, settings.seed)
    seeds = find_seeds(texts, settings.letters, settings.pairs_per_word, real)
    passages = found_with(texts, seeds, real, settings, only)
    made_up = passages.documents[:, 1] >= real
    scale = chance(passages.score[made_up], words, texts.words - words)
    expected = scale.expected(passages.score)
    shares = np.ones(len(passages.score))
    shares[~made_up] = false_shares(passages.score[~made_up], expected[~made_up])
    kept = np.flatnonzero(~made_up & (shares <= settings.false_share))
    return _told(folded, passages, kept, expected, scale)


def found_with(texts: Folded, seeds: Seeds, real: int, settings: Settings, only: int = 0) -> Passages:
    """Return passages that folded texts share, by chance or not, made-up documents among them."""
    candidates = join(texts, seeds, real, settings, only)
    return link(by_chance(extend(texts, seeds.rate, candidates, settings), texts, real), settings)


def _told(
    texts: Folded, passages: Passages, kept: Places, expected: NDArray[np.float64], scale: Chance
) -> Shared:
    """Return passages in characters, their edges at whole words."""
    sizes = np.diff(passages.parts)[kept]
    parts = np.asarray(np.concatenate([[0], np.cumsum(sizes)]), np.int64)
    shift = passages.parts[:-1][kept] - parts[:-1]
    which: Places = np.repeat(shift, sizes) + np.arange(int(parts[-1]))
    stretches = passages.stretches[which]
    one = _words(texts, stretches[:, 0], stretches[:, 1])
    other = _words(texts, stretches[:, 2], stretches[:, 3])
    places = np.column_stack([*one, *other]).astype(np.int64)
    level = int(passages.score[kept].min()) if len(kept) else 0
    first, last = parts[:-1], parts[1:] - 1
    whole = np.column_stack([places[first, 0], places[last, 1], places[first, 2], places[last, 3]])
    return Shared(
        passages.documents[kept], whole, passages.score[kept], expected[kept], parts, places, level, scale
    )  # fmt: skip


def _words(texts: Folded, begin: Places, end: Places) -> tuple[Offsets, Offsets]:
    """Return the characters at which stretches of letters start and end, each edge at the nearer word's."""
    first = np.searchsorted(texts.at, begin, side="right") - 1
    last = np.searchsorted(texts.at, end - 1, side="right") - 1
    # Of a word at the edge at least half is to be shared; one word stays.
    short = 2 * (begin - texts.at[first]) > texts.at[first + 1] - texts.at[first]
    first = np.where(short & (first < last), first + 1, first)
    short = 2 * (texts.at[last + 1] - end) > texts.at[last + 1] - texts.at[last]
    last = np.where(short & (last > first), last - 1, last)
    return texts.start[first], texts.end[last]
