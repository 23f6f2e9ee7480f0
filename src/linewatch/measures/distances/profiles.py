"""What a speaker says more or less than others do on the same subjects in the same period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linewatch.measures.distances.topics import Floats
from linewatch.measures.distances.words import Ints, Sparse

_LEVEL_SHRINK = 5.0  # uses that a word's level in a period is held to the usual by


@dataclass(frozen=True, slots=True)
class Usual:
    """What may be expected of anybody.

    Attributes:
        mix: Words of each text in each topic, shape (n_texts, n_topics).
        words: Share of each word in each topic, shape (n_topics, n_words).
        level: Of each word in each period, how much more it is used than usual, shape (n_periods, n_words).
    """

    mix: Floats
    words: Floats
    level: Floats

    def rates(self, period: int) -> Floats:
        """Return the share of each word in each topic at a period's level."""
        return self.words * self.level[period]

    def expected(self, periods: Ints) -> Floats:
        """Return the uses to be expected of each word in each text, shape (n_texts, n_words)."""
        return np.maximum((self.mix @ self.words) * self.level[periods], 1e-9)


def usual(counts: Sparse, owner: Ints, topics: Ints, uses: Floats, periods: Ints) -> Usual:
    """Return what is usual in each topic and each period.

    Args:
        counts: Uses of each word in each passage.
        owner: The text of each passage.
        topics: The topic of each passage.
        uses: Uses of each word in each text, shape (n_texts, n_words).
        periods: The period of each text, from 0.
    """
    from scipy.sparse import csr_matrix  # pyright: ignore[reportMissingTypeStubs]  # noqa: PLC0415

    many, passages = int(topics.max()) + 1, np.arange(len(topics))
    into = csr_matrix((np.ones(len(topics)), (topics, passages)), shape=(many, len(topics)))
    words = np.asarray((into @ counts).todense(), dtype=np.float64)
    words /= np.maximum(words.sum(axis=1, keepdims=True), 1)
    mix = np.zeros((len(uses), many))
    np.add.at(mix, (owner, topics), np.asarray(counts.sum(axis=1)).ravel())
    level = np.ones((int(periods.max()) + 1, uses.shape[1]))
    for period in range(len(level)):
        there = periods == period
        said, meant = uses[there].sum(axis=0), mix[there].sum(axis=0) @ words
        level[period] = (said + _LEVEL_SHRINK) / (meant + _LEVEL_SHRINK)
    return Usual(mix, words, level)


def surplus(uses: Floats, expected: Floats) -> Floats:
    """Return by how much each word is said more or less than expected, in units of its chance variation.

    Source:
        Freeman and Tukey (1950), Annals of Mathematical Statistics 21(4): sqrt(x) + sqrt(x + 1) - sqrt(4 m + 1).
    """
    return np.sqrt(uses) + np.sqrt(uses + 1) - np.sqrt(4 * expected + 1)


def log_ratio(uses: Floats, expected: Floats) -> Floats:
    """Return by which factor each word is said more or less than expected, on a log scale, one use added."""
    return np.log((uses + 1) / (expected + 1))


def unit(rows: Floats) -> Floats:
    """Return rows of length one; a row of noughts stays as it is."""
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return rows / np.where(length > 0, length, 1)
