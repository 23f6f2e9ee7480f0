"""Texts drawn from a made-up vocabulary, in which a few passages recur."""

from __future__ import annotations

import random


def texts(documents: int, seed: int = 1, words: int = 120) -> list[str]:
    """Return documents; each fifth carries one of three passages."""
    rng = random.Random(seed)
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    vocabulary = ["".join(rng.choices(syllables, k=rng.randint(1, 4))) for _ in range(3000)]
    shares = [1 / (rank + 3) for rank in range(len(vocabulary))]
    passages = [rng.choices(vocabulary, shares, k=size) for size in (25, 40, 60)]
    made = list[str]()
    for number in range(documents):
        said = rng.choices(vocabulary, shares, k=words)
        if number % 5 == 0:
            at = rng.randrange(words)
            said[at:at] = passages[number // 5 % 3]
        made.append(" ".join(said).capitalize() + ".")
    return made
