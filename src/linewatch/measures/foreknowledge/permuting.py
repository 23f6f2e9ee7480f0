"""How often chance does as well: other texts of the archive, with their actors and dates, in the place of the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from linewatch.measures.foreknowledge.scoring import Floats


class Chances(NamedTuple):
    """How often a place among all has such a score.

    Attributes:
        single: For each text of the window: how often a text drawn from the window of another place does as well.
        family: For each: how often the best of a window, counted by how many texts it has, does as well.
    """

    single: Floats
    family: Floats


def chances(scores: Sequence[Floats], asked: int) -> Chances:
    """Return the p-values of one place's texts among all places.

    Which text has the place of the one asked about is what is shuffled; the text itself is one of them, so that no
    value falls below one part of their number. If nobody had access, the place of the text asked about is like the
    others', and a value below any level comes about as often as the level says.

    Args:
        scores: The scores of each place's window, none empty.
        asked: Which place is asked about.

    Source:
        Phipson and Smyth (2010), Permutation P-values should never be zero, Stat. Appl. Genet. Mol. Biol. 9(1),
        doi:10.2202/1544-6115.1585, for counting the one that is asked about; Westfall and Young (1993),
        Resampling-Based Multiple Testing, sec. 2.3 (the best of a family against the best of others).
    """
    pooled = np.concatenate(scores)
    weight = np.concatenate([np.full(len(window), 1 / len(window) / len(scores)) for window in scores])
    order = np.argsort(pooled, kind="stable")
    # The weight of all scores that are as high or higher.
    upward = np.concatenate([np.cumsum(weight[order][::-1])[::-1], [0.0]])
    ranked = pooled[order]
    least = np.array([_best(upward[np.searchsorted(ranked, window)]).min() for window in scores])
    mine = scores[asked]
    single = [
        (1 + sum(float((window >= value).mean()) for n, window in enumerate(scores) if n != asked))
        / len(scores)
        for value in mine.tolist()
    ]
    # Sums in another order differ in their last digits: as good is as good.
    own = _best(upward[np.searchsorted(ranked, mine)]) + 1e-9
    others = np.delete(least, asked)
    family = (1 + (others[None, :] <= own[:, None]).sum(axis=1)) / len(scores)
    return Chances(np.array(single), family)


def _best(share: Floats) -> Floats:
    """Return how often the best of a window does as well, if its texts were drawn one by one."""
    return 1 - (1 - np.minimum(share, 1.0)) ** len(share)
