"""How far a distance would move, had the speaker filled other passages on the same subjects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from linewatch.measures.distances.topics import Floats
from linewatch.measures.distances.words import Ints


class Scale(NamedTuple):
    """How one period's texts are scored.

    Attributes:
        period: The period.
        weights: By partition, what each word adds, shape (n_words,).
        base: Where a text of no particular wording stands.
    """

    period: int
    weights: tuple[Floats, ...]
    base: float


def scored(uses: Floats, mixes: Sequence[Floats], rates: Sequence[Floats], scale: Scale) -> Floats:
    """Return the score of texts by each partition, shape (n_partitions, n_texts).

    Args:
        uses: Uses of each word, shape (n_texts, n_words).
        mixes: By partition, words in each topic, shape (n_texts, n_topics).
        rates: By partition, share of each word in each topic at their period's level.
        scale: How texts of their period are scored.
    """
    # Most words do not occur in a text: what they add is computed for all, the rest for those that do.
    there = np.flatnonzero(uses.any(axis=0))
    said = np.sqrt(uses[:, there]) + np.sqrt(uses[:, there] + 1) - 1
    found: list[Floats] = []
    for rate, mix, weights in zip(rates, mixes, scale.weights, strict=True):
        unsaid = 1 - np.sqrt(4 * np.maximum(mix @ rate, 1e-9) + 1)
        length = (unsaid**2).sum(axis=1) + ((2 * unsaid[:, there] + said) * said).sum(axis=1)
        product = unsaid @ weights + said @ weights[there]
        found.append(scale.base + product / np.sqrt(np.maximum(length, 1e-12)))
    return np.array(found)


def resampled(
    passages: Floats, topics: Sequence[Ints], rates: Sequence[Floats], scale: Scale, draws: Floats
) -> Floats:
    """Return the score of a text each time its passages are drawn anew, shape (n_draws,).

    Args:
        passages: Uses of each word in each of its passages, shape (n_passages, n_words).
        topics: By partition, the topic of each of its passages.
        rates: By partition, share of each word in each topic at its period's level.
        scale: How texts of its period are scored.
        draws: How often each passage was drawn, shape (n_draws, n_passages).
    """
    size = passages.sum(axis=1)
    mixes: list[Floats] = []
    for rate, topic in zip(rates, topics, strict=True):
        inside = np.zeros((len(size), len(rate)))
        inside[np.arange(len(size)), topic] = size
        mixes.append(draws @ inside)
    return scored(draws @ passages, mixes, rates, scale).mean(axis=0)


def drawn(topics: Sequence[Ints], many: int, rng: np.random.Generator) -> Floats:
    """Return how often each passage is drawn, within its topic; topics of one passage are drawn from together.

    Args:
        topics: By partition, the topic of each passage of a text; the partitions take turns.
        many: How many draws.
        rng: Draws them.
    """
    found = np.zeros((many, len(topics[0])))
    for turn, topic in enumerate(topics):
        size = np.bincount(topic)
        group = np.where(size[topic] > 1, topic, -1)
        for one in np.unique(group):
            there = np.flatnonzero(group == one)
            rows = np.arange(turn, many, len(topics))
            found[np.ix_(rows, there)] = rng.multinomial(len(there), [1 / len(there)] * len(there), len(rows))
    return found
