"""The one setting of a search for echoes; the same for every figure of a run, and printed with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

UNIT = 100  # whole numbers of hundredths of a nat: the same sums on every machine


@dataclass(frozen=True, slots=True)
class Settings:
    """How echoes are looked for.

    Attributes:
        letters: How many letters a seed has, from a word's beginning on.
        pairs_per_word: Pairs of seeds looked at, for each word of the texts: it sets above which number of documents
            a seed is a stock phrase, and with it that the work grows with the texts and not with their square.
        strong: What a run of equal letters must tell to be looked at alone, as a share of the logarithm of all words.
        weak: What several runs near one another must tell together, as such a share.
        edit_cost: What a letter changed, left out or put in takes away, in nats.
        give_up: How far a match may fall below its best before it ends, in nats.
        gap: Letters that may be left out or put in between two parts of one passage.
        decoys: Words made up, as a share of all; more in a small archive.
        least_decoys: Words made up at least.
        false_share: The false discovery rate that is allowed.
        seed: Of the draw of what is made up.
    """

    letters: int = 10
    pairs_per_word: float = 1.5
    strong: float = 1.6
    weak: float = 1.5
    edit_cost: float = 2.0
    give_up: float = 14.0
    gap: int = 3000
    decoys: float = 0.1
    least_decoys: int = 100_000
    false_share: float = 0.01
    seed: int = 1

    @classmethod
    def centre(cls) -> Self:
        """Return the setting where some texts alone are set against all: that is less work, so shorter seeds do.

        With fewer made-up words a single lucky one of them would set the level.
        """
        return cls(letters=8, pairs_per_word=20.0, strong=1.1, weak=1.1, least_decoys=1_000_000)
