"""Penalised log-odds of words between two texts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FLAT, SHARED = 1.0, 100.0
SETTINGS = {"prior_each_word": FLAT, "prior_in_shares_of_both": SHARED}


def log_odds(a: Floats, b: Floats, flat: float = FLAT, shared: float = SHARED) -> Floats:
    """Return for each word the logarithm of its odds in b over its odds in a, held back by a prior.

    The prior counts every word of either text some times more in both: so often each, and so many words in the
    shares that both texts together have. The second part is the informative prior of the source. Alone it draws
    all words towards nought by one and the same factor, frequent and rare, so the first part is needed for a
    word seen once or twice to count for less. A longer text gets more of both, or each word that
    neither uses much would lean to the shorter one.

    Args:
        a: Word counts of the first text, shape (..., n_words).
        b: Of the second, the same shape.
        flat: How often each word is counted more, where both texts are equally long.
        shared: How many words are added in the shares of both texts together.

    Returns:
        Shape (..., n_words); 0 for a word that stands in neither.

    Source:
        Monroe, Colaresi and Quinn (2008), Political Analysis 16(4), equations 15 and 23, without the division by
        the standard error, which makes weights grow with the length of a text.
    """
    both = a + b
    total = both.sum(axis=-1, keepdims=True)
    more = prior(a, b, flat, shared)

    def odds(counts: Floats) -> Floats:
        pseudo = more * (2 * counts.sum(axis=-1, keepdims=True) / total)
        seen = counts + pseudo
        rest = seen.sum(axis=-1, keepdims=True) - seen
        return np.log(np.divide(seen, rest, out=np.ones_like(seen), where=seen > 0))

    return odds(b) - odds(a)


def prior(a: Floats, b: Floats, flat: float = FLAT, shared: float = SHARED) -> Floats:
    """Return how often each word is counted more in both texts, were they equally long; see `log_odds`."""
    both = a + b
    return np.where(both > 0, flat, 0.0) + shared * both / both.sum(axis=-1, keepdims=True)


def leanings(a: Floats, b: Floats) -> Floats:
    """Return how each word leans, from -1 (only a would use it) to +1 (only b), shape (..., n_words).

    With shares p in a and q in b, (q - p) / (q + p) = tanh(log(q / p) / 2): the Wordscore of a word between texts at
    -1 and +1. So log-odds, taken as odds of so small shares, come to the scale of Wordscores.
    """
    return np.tanh(log_odds(a, b) / 2)
