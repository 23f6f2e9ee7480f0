"""How many passages chance would share: a scale set on made-up documents, and the share of false finds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.echoes.folding import Places
from linewatch.measures.echoes.settings import UNIT

_TAIL = 50  # of the best chance scores, those that the tail is fitted to
_LEAST = 5  # below this many the count is taken from the fit


@dataclass(frozen=True, slots=True)
class Chance:
    """What chance shares, in the whole of a search.

    Attributes:
        scores: Scores of passages that made-up documents share with real ones, ascending, in hundredths of a nat.
        scale: How many pairs of real places stand for one pair of a real and a made-up place.
        tail: The exponential fall of the count per nat, where the counts end.
        level: The score at which the fit begins, in hundredths of a nat.
    """

    scores: Places
    scale: float
    tail: float
    level: float

    def expected(self, scores: Places) -> NDArray[np.float64]:
        """Return how many passages of at least each score chance would give in the whole search.

        Source:
            Counts of made-up documents; beyond them the exponential tail of local alignment scores, Karlin and
            Altschul (1990), PNAS 87, doi:10.1073/pnas.87.6.2264.
        """
        beyond = len(self.scores) - np.searchsorted(self.scores, scores, side="left")
        fitted = min(_TAIL, max(1, len(self.scores))) * np.exp(-self.tail * (scores - self.level) / UNIT)
        counted = np.where((beyond >= _LEAST) | (scores < self.level), np.maximum(beyond, 1), fitted)
        return self.scale * counted


@dataclass(frozen=True, slots=True)
class Extent:
    """What was searched.

    Attributes:
        documents: How many documents are real.
        words: Of the real documents.
        made_up: Words of the made-up ones.
        first: Words of the documents that were set against all; of all, if each was set against each.
    """

    documents: int
    words: int
    made_up: int
    first: int

    @property
    def scale(self) -> float:
        """How many pairs of real places stand for one pair of a real and a made-up place.

        Real with real: the product of the first words and of all, less half the square of the first, whose pairs it
        counts twice; real with made-up: the product of the first words and of the made-up ones.
        """
        return (self.words - self.first / 2.0) / self.made_up if self.made_up else 0.0


def chance(scores: Places, extent: Extent) -> Chance:
    """Return what chance shares.

    Args:
        scores: Of passages shared by a real and a made-up document.
        extent: What was searched.
    """
    ordered = np.sort(scores)
    top = ordered[-_TAIL:]
    level = float(top[0]) if len(top) else 0.0
    above = (top - level) / UNIT
    # The mean excess over a level is the inverse of the rate; a nat at least, where all scores are one.
    tail = 1.0 / max(1.0, float(above.mean())) if len(top) else 1.0
    return Chance(ordered, extent.scale, min(1.0, tail), level)


def false_shares(scores: Places, expected: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each passage the share of false finds among all that score as high or higher.

    Source:
        q-values from decoys: Storey (2002), doi:10.1111/1467-9868.00346; Käll et al. (2008), doi:10.1021/pr700600n.
    """
    order = np.argsort(-scores, kind="stable")
    found = np.searchsorted(np.sort(-scores), -scores[order], side="right")
    share = np.minimum(1.0, expected[order] / np.maximum(1, found))
    least = np.minimum.accumulate(share[::-1])[::-1]
    result = np.empty(len(scores))
    result[order] = least
    return result
