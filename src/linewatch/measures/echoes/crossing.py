"""Documents of one block set against those of others, two blocks at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from linewatch.measures.echoes.choosing import Candidates, choose, ranges
from linewatch.measures.echoes.extending import Matches, Side, extend, together
from linewatch.measures.echoes.folding import Places
from linewatch.measures.echoes.joining import Terms
from linewatch.measures.echoes.settings import Settings
from linewatch.measures.echoes.shelves import Shelf
from linewatch.measures.echoes.spreading import spread


def matches_of(
    pairs: Places, given: Terms, shelf: Shelf, others: Sequence[Shelf], settings: Settings
) -> Matches:
    """Return the stretches that the documents of a block share with others.

    Args:
        pairs: All pairs whose first document is of the block.
        given: Terms of the search.
        shelf: The block.
        others: The blocks in which the second documents stand, the block itself among them.
        settings: Of the search.
    """
    chosen = spread(lambda some: choose(some, given), ranges(pairs))
    found: list[list[Matches]] = [[] for _ in chosen]
    one = shelf.side() if chosen else None
    for other in others if one else ():
        parts = [(i, some) for i, some in enumerate(_within(c, other) for c in chosen) if len(some.a)]
        if not parts or one is None:
            continue
        against = other.side()

        def stretches(work: tuple[int, Candidates], one: Side = one, against: Side = against) -> Matches:
            return extend(one, against, work[1], settings)

        for (i, _), matches in zip(parts, spread(stretches, parts), strict=True):
            found[i].append(matches)
    return together([_in_order(together(parts)) for parts in found])


def _within(candidates: Candidates, shelf: Shelf) -> Candidates:
    """Return the candidates whose second document stands in a block."""
    inside = (candidates.document_b >= shelf.document) & (
        candidates.document_b < shelf.document + shelf.documents
    )
    return Candidates(
        candidates.a[inside],
        candidates.b[inside],
        candidates.document_a[inside],
        candidates.document_b[inside],
    )


def _in_order(matches: Matches) -> Matches:
    """Return matches in order of their documents; those of the same two stay as they are."""
    order = np.lexsort((matches.documents[:, 1], matches.documents[:, 0]))
    return Matches(matches.span[order], matches.documents[order], matches.score[order])
