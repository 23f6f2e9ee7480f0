"""The plain reading, kept beside the other: how alike two texts' words are, whatever they speak of."""

from __future__ import annotations

import numpy as np

from linewatch.measures.distances.teaching import Flags
from linewatch.measures.distances.topics import Floats
from linewatch.measures.distances.words import Ints


def plain_distance(uses: Floats, periods: Ints, centre: Flags) -> Floats:
    """Return 1 - cosine of TF-IDF weights between each text and the centre's of the same period.

    Args:
        uses: Uses of each word in each text, shape (n_texts, n_words).
        periods: The period of each text.
        centre: Which texts are the centre's.

    Returns:
        Shape (n_texts,); nan where the centre has no text in the period.
    """
    rarity = np.log((1 + len(uses)) / (1 + (uses > 0).sum(axis=0))) + 1
    weights = np.where(uses > 0, 1 + np.log(np.maximum(uses, 1)), 0) * rarity
    weights /= np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), 1e-12)
    found = np.full(len(uses), np.nan)
    for period in np.unique(periods[centre]):
        there = periods == period
        line = weights[there & centre].sum(axis=0)
        found[there] = 1 - weights[there] @ line / max(float(np.linalg.norm(line)), 1e-12)
    return found
