"""What separates some texts: the one line that tells their words best, and the words that make it.

The line is whatever the texts differ by most, which is often the subject, the form or the time. Nothing in it is
a position.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.scaling.counting import BLOCK, MOST_BLOCKS, matrix
from linewatch.measures.scaling.intervals import reach
from linewatch.measures.scaling.placing import LEAST_BLOCKS, LEAST_WORDS, Blocks
from linewatch.measures.scaling.resampling import redrawn
from linewatch.measures.scaling.spread import LEVEL
from linewatch.measures.scaling.wordfish import SPREAD_OF_WEIGHTS, wordfish

Floats = NDArray[np.float64]
LEAST_TEXTS = 3
RESAMPLES, SHOWN = 50, 20
SETTINGS = {
    "least_texts": LEAST_TEXTS, "least_words": LEAST_WORDS, "least_stretches": LEAST_BLOCKS, "resamples": RESAMPLES,
    "level": LEVEL, "stretch_words": BLOCK, "most_stretches": MOST_BLOCKS, "texts_with_a_word": 2,
    "spread_of_weights": SPREAD_OF_WEIGHTS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Apart:
    """One text on the line that separates it from others.

    Attributes:
        value: Where it lies, in standard deviations of the texts; None where refused.
        error: The standard deviation of its resampled values.
        low: Lower end of the interval.
        high: Upper end.
        words: How many of its words stand in another text too.
        why: Why it was left out; None where it was not.
        needed: How much would do.
    """

    value: float | None
    error: float | None
    low: float | None
    high: float | None
    words: int
    why: str | None = None
    needed: str | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word that separates texts.

    Attributes:
        word: As it is counted.
        weight: How much more of it there is, in logarithms, one unit further on.
        times: How often it occurs in all texts.
    """

    word: str
    weight: float
    times: int


@dataclass(frozen=True, slots=True)
class Separation:
    """What separates some texts.

    Attributes:
        texts: In the order given.
        low: The words of the low end, those first that tell most.
        high: The words of the high end.
    """

    texts: tuple[Apart, ...]
    low: tuple[Weighed, ...]
    high: tuple[Weighed, ...]


def separation(texts: Sequence[Blocks], seed: int) -> Separation:
    """Return what separates some texts; of them the first that is not refused lies towards the low end.

    Only words that two texts share are counted. The interval comes from resamples in which the stretches of every
    text are drawn again and the line is fitted anew.

    Args:
        texts: For each text the word counts of its stretches.
        seed: Keys the resamples.
    """
    enough = [at for at, text in enumerate(texts) if _refusal(text) is None]
    refused = [_refused(text, len(enough)) for text in texts]
    if len(enough) < LEAST_TEXTS:
        return Separation(tuple(refused), (), ())
    words = _shared([texts[at] for at in enough])
    counts = [matrix(texts[at], words) for at in enough]
    whole = np.array([text.sum(axis=0) for text in counts])
    fit = wordfish(whole)
    turned = -1.0 if fit.values[0] > 0 else 1.0
    values, weights = fit.values * turned, fit.weights * turned
    spread = _spread(counts, fit.values, fit.start, seed)
    found = list(refused)
    for place, at in enumerate(enough):
        value, n = float(values[place]), len(counts[place])
        # Resamples of few stretches vary too little, by n / (n - 1).
        error = float(spread[place]) * (n / (n - 1)) ** 0.5
        half = reach(LEVEL, n - 1) * error
        found[at] = Apart(value, error, value - half, value + half, int(whole[place].sum()))
    total = whole.sum(axis=0)
    tells = weights * np.sqrt(total)
    order = sorted(range(len(words)), key=lambda at: (float(tells[at]), words[at]))
    listed = [Weighed(words[at], float(weights[at]), int(total[at])) for at in order]
    return Separation(tuple(found), tuple(listed[:SHOWN]), tuple(listed[: -SHOWN - 1 : -1]))


def _shared(texts: Sequence[Blocks]) -> list[str]:
    having: Counter[str] = Counter()
    for text in texts:
        having.update({word for block in text for word in block})
    return sorted(word for word, n in having.items() if n > 1)


def _spread(counts: Sequence[Floats], values: Floats, start: Floats, seed: int) -> Floats:
    """Return the standard deviation of each text's values over resamples, each turned the way of the fit."""
    rng = np.random.default_rng(seed)
    found: list[Floats] = []
    for _ in range(RESAMPLES):
        again = np.concatenate([redrawn(text, 1, rng) for text in counts])
        drawn = wordfish(again, start).values
        found.append(drawn * (1.0 if float((drawn * values).sum()) >= 0 else -1.0))
    return np.array(found).std(axis=0)


def _refusal(text: Blocks) -> tuple[str, str] | None:
    words = sum(block.total() for block in text)
    if words < LEAST_WORDS:
        return f"it has {words} words", f"at least {LEAST_WORDS}"
    if len(text) < LEAST_BLOCKS:
        return f"it has {len(text)} stretches of {BLOCK} words", f"at least {LEAST_BLOCKS}"
    return None


def _refused(text: Blocks, enough: int) -> Apart:
    alone = (f"only {enough} of the texts are long enough", f"at least {LEAST_TEXTS}")
    why, needed = _refusal(text) or alone
    return Apart(None, None, None, None, sum(block.total() for block in text), why, needed)
