"""The interval of a text's score: its stretches and those of both anchors drawn again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.intervals import student
from linewatch.measures.scaling.resampling import redrawn

Floats = NDArray[np.float64]
RESAMPLES = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where one text stands by one way of scoring, with its interval."""

    score: float
    low: float
    high: float


def place(
    text: Floats, ends: tuple[Floats, Floats], leaning: Floats, prior: Floats | float, seed: int
) -> Place:
    """Return where a text stands, with an interval from drawing again the stretches of all three texts.

    For each resample the text is scored anew. What a resample of an anchor does is taken along the slope of the
    leanings: where leanings were made anew from each resample, intervals came out half as wide again as they should
    in simulation, since a word seen once is then gone or doubled while true samples only trade it for another.

    Args:
        text: Word counts of its stretches, shape (n_blocks, n_words).
        ends: Of A and of B, same words.
        leaning: Of each word, shape (n_words,).
        prior: How often each word is taken to stand in either anchor besides, where both are equally long.
        seed: Keys the resamples.
    """
    whole = text.sum(axis=0)
    score = float((whole * leaning).sum() / whole.sum())
    rng = np.random.default_rng(seed)
    of_blocks = np.stack([(text * leaning).sum(axis=1), text.sum(axis=1)], axis=1)
    again = redrawn(of_blocks, RESAMPLES, rng)
    drawn = [again[:, 0] / again[:, 1]]
    for pull in _pulls(whole / whole.sum(), ends, leaning, prior):
        drawn.append(redrawn(pull[:, None], RESAMPLES, rng)[:, 0])
    # Resamples of few stretches vary too little, by n / (n - 1).
    freedom = np.array([len(text), len(ends[0]), len(ends[1])]) - 1.0
    variances = np.array([float(part.var()) for part in drawn]) * (freedom + 1) / freedom
    total = float(variances.sum())
    # Welch and Satterthwaite: the part that varies most decides which of Student's curves holds.
    half = student(total**2 / float((variances**2 / freedom).sum())) * total**0.5 if total else 0.0
    return Place(score, score - half, score + half)


def _pulls(
    shares: Floats, ends: tuple[Floats, Floats], leaning: Floats, prior: Floats | float
) -> list[Floats]:
    """Return how much a score moves for each stretch of A and of B that is drawn once more."""
    sums = [end.sum(axis=0) for end in ends]
    total = float(sum(float(end.sum()) for end in sums))
    found: list[Floats] = []
    for end, in_all, side in zip(ends, sums, (-0.5, 0.5), strict=True):
        seen = in_all + prior * (2 * float(in_all.sum()) / total)
        slope = shares * (1 - leaning**2) * np.divide(side, seen, out=np.zeros_like(seen), where=seen > 0)
        expected = end.sum(axis=1, keepdims=True) * (in_all / in_all.sum())
        found.append(((end - expected) * slope).sum(axis=1))
    return found
