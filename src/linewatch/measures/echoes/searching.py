"""The search: from texts to the passages that they share beyond chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.echoes.choosing import choose, ranges
from linewatch.measures.echoes.decoys import by_chance, with_decoys
from linewatch.measures.echoes.extending import Matches, Side, extend, side, together
from linewatch.measures.echoes.folding import Folded, Offsets, Places, fold
from linewatch.measures.echoes.joining import Terms, join
from linewatch.measures.echoes.linking import Passages, link
from linewatch.measures.echoes.seeding import Seeds, find_seeds
from linewatch.measures.echoes.settings import Settings
from linewatch.measures.echoes.significance import Chance, Extent, chance, false_shares
from linewatch.measures.echoes.spreading import spread

Edges = Callable[[Places, Places, Places], tuple[Offsets, Offsets]]


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
    first = int(np.searchsorted(folded.document, only or real))
    judged = judge(passages, Extent(real, words, texts.words - words, first), settings)
    return told(
        passages, judged, lambda _, begin, end: whole_words(folded.at, folded.start, folded.end, begin, end)
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """Which passages are beyond chance.

    Attributes:
        kept: Their numbers, shape (n,).
        expected: Of all passages, how many of at least this score chance would give, shape (n_passages,).
        chance: What the scale of chance was set on.
    """

    kept: Places
    expected: NDArray[np.float64]
    chance: Chance


def judge(passages: Passages, extent: Extent, settings: Settings) -> Judged:
    """Return which passages are beyond chance, by those that real documents share with made-up ones.

    Args:
        passages: All.
        extent: What was searched.
        settings: Of the search.
    """
    decoys = passages.documents[:, 1] >= extent.documents
    scale = chance(passages.score[decoys], extent)
    expected = scale.expected(passages.score)
    shares = np.ones(len(passages.score))
    shares[~decoys] = false_shares(passages.score[~decoys], expected[~decoys])
    return Judged(np.flatnonzero(~decoys & (shares <= settings.false_share)), expected, scale)


def found_with(texts: Folded, seeds: Seeds, real: int, settings: Settings, only: int = 0) -> Passages:
    """Return passages that folded texts share, by chance or not, made-up documents among them."""
    pairs, given = join(texts, seeds, real, settings, only)
    whole = side(texts, seeds.rate)
    matches = extended(ranges(pairs), given, whole, settings)
    return link(by_chance(matches, texts, real), settings)


def extended(pairs: Sequence[Places], given: Terms, whole: Side, settings: Settings) -> Matches:
    """Return the stretches around the pairs that tell enough, range after range of first documents."""

    def stretches(some: Places) -> Matches:
        return extend(whole, whole, choose(some, given), settings)

    return together(spread(stretches, pairs))


def told(passages: Passages, judged: Judged, edges: Edges) -> Shared:
    """Return passages in characters, their edges at whole words.

    Args:
        passages: All.
        judged: Which are kept.
        edges: Gives, of stretches of letters in some documents, the characters at which they start and end.
    """
    span, both = passages.span[judged.kept], passages.documents[judged.kept]
    kept = judged.kept[np.lexsort((span[:, 2], span[:, 0], both[:, 1], both[:, 0]))]
    sizes = np.diff(passages.parts)[kept]
    parts = np.asarray(np.concatenate([[0], np.cumsum(sizes)]), np.int64)
    shift = passages.parts[:-1][kept] - parts[:-1]
    which: Places = np.repeat(shift, sizes) + np.arange(int(parts[-1]))
    stretches = passages.stretches[which]
    documents = passages.documents[kept]
    of = np.repeat(documents, sizes, axis=0)
    one = edges(of[:, 0], stretches[:, 0], stretches[:, 1])
    other = edges(of[:, 1], stretches[:, 2], stretches[:, 3])
    places = np.column_stack([*one, *other]).astype(np.int64)
    level = int(passages.score[kept].min()) if len(kept) else 0
    first, last = parts[:-1], parts[1:] - 1
    whole = np.column_stack([places[first, 0], places[last, 1], places[first, 2], places[last, 3]])
    return Shared(
        documents, whole, passages.score[kept], judged.expected[kept], parts, places, level, judged.chance
    )  # fmt: skip


def whole_words(
    at: Places, start: Offsets, end: Offsets, begin: Places, stop: Places
) -> tuple[Offsets, Offsets]:
    """Return the characters at which stretches of letters start and end, each edge at the nearer word's.

    Args:
        at: Where each word begins, and the end of the last.
        start: Where each word starts in its document, in characters.
        end: Where it ends.
        begin: Where each stretch begins, in letters.
        stop: Where it ends.
    """
    first = np.searchsorted(at, begin, side="right") - 1
    last = np.searchsorted(at, stop - 1, side="right") - 1
    # Of a word at the edge at least half is to be shared; one word stays.
    short = 2 * (begin - at[first]) > at[first + 1] - at[first]
    first = np.where(short & (first < last), first + 1, first)
    short = 2 * (at[last + 1] - stop) > at[last + 1] - at[last]
    last = np.where(short & (last > first), last - 1, last)
    return start[first], end[last]
