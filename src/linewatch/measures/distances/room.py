"""Everybody's texts as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linewatch.errors import BadValue
from linewatch.measures.distances.periods import step
from linewatch.measures.distances.teaching import Flags
from linewatch.measures.distances.topics import Floats
from linewatch.measures.distances.words import Counted, Ints

LEAST_WORDS, LEAST_PASSAGES = 450, 5  # scored words, and passages, below which no distance is told


@dataclass(frozen=True, slots=True)
class Room:
    """Who speaks when, and with which words; a text is all that an actor says in a period.

    Attributes:
        counts: The words counted, passage by passage.
        names: The periods in order.
        steps: The place of each period in the calendar, see `step`: years without a text count too.
        periods: The period of each text, as a place in `names`.
        actors: The actor of each text, from 0.
        centre: Which texts are the centre's.
        uses: Uses of each word in each text, shape (n_texts, n_words).
        words: Scored words of each text.
        passages: Passages of each text.
        short: Which texts are too short to be told a distance.
    """

    counts: Counted
    names: tuple[str, ...]
    steps: Ints
    periods: Ints
    actors: Ints
    centre: Flags
    uses: Floats
    words: Ints
    passages: Ints
    short: Flags

    @property
    def when(self) -> Ints:
        """The place in the calendar of each text's period."""
        return self.steps[self.periods]


def room_of(counts: Counted, centre: str) -> Room:
    """Return the room of some texts.

    Raises:
        BadValue: If all texts are made of the same words, or of none.
    """
    names = sorted({period for _, period in counts.keys})
    actors = sorted({actor for actor, _ in counts.keys})
    uses = _by_text(counts)
    words = uses.sum(axis=1).round().astype(np.int64)
    passages = np.bincount(counts.owner, minlength=len(counts.keys)).astype(np.int64)
    shares = uses[words > 0] / np.maximum(words[words > 0], 1)[:, None]
    if not shares.size or np.ptp(shares, axis=0).max() < 1e-12:
        raise BadValue(
            "All texts are made of the same words, or of none that can be scored.",
            "Check how they were read: linewatch passages DOC",
        )
    return Room(
        counts=counts,
        names=tuple(names),
        steps=np.array([step(name) for name in names], dtype=np.int64),
        periods=np.array([names.index(period) for _, period in counts.keys], dtype=np.int64),
        actors=np.array([actors.index(actor) for actor, _ in counts.keys], dtype=np.int64),
        centre=np.array([actor == centre for actor, _ in counts.keys]),
        uses=uses,
        words=words,
        passages=passages,
        short=(words < LEAST_WORDS) | (passages < LEAST_PASSAGES),
    )


def _by_text(counts: Counted) -> Floats:
    from scipy.sparse import csr_matrix  # pyright: ignore[reportMissingTypeStubs]  # noqa: PLC0415

    passages = len(counts.owner)
    into = csr_matrix(
        (np.ones(passages), (counts.owner, np.arange(passages))), shape=(len(counts.keys), passages)
    )
    return np.asarray((into @ counts.counts).todense(), dtype=np.float64)
