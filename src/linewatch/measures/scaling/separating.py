"""What separates some texts: the one line that tells their words best, and the words that make it.

The line is whatever the texts differ by most, which is often the subject, the form or the time. Nothing in it is
a position.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.intervals import LEVEL, student
from linewatch.measures.scaling.counting import BLOCK, MOST_BLOCKS, matrix
from linewatch.measures.scaling.placing import LEAST_BLOCKS, LEAST_WORDS, Blocks
from linewatch.measures.scaling.resampling import redrawn
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

    Only words that two texts share are counted: a text with too few of them is left out, and the rest are asked
    again what they share. The interval comes from resamples in which the stretches of every text are drawn again
    and the line is fitted anew.

    Args:
        texts: For each text the word counts of its stretches.
        seed: Keys the resamples.

    Raises:
        BadValue: If no line can be fitted.
    """
    found, counts, words = _kept(texts)
    if not counts:
        return Separation(tuple(found), (), ())
    enough = [at for at, one in enumerate(found) if one.why is None]
    whole = np.array([text.sum(axis=0) for text in counts])
    fit = wordfish(whole)
    if not fit.values.any():
        why = "the texts use the words that they share alike", "texts that differ"
        return Separation(
            tuple(one if one.why else replace(one, why=why[0], needed=why[1]) for one in found), (), ()
        )
    turned = -1.0 if fit.values[0] > 0 else 1.0
    values, weights = fit.values * turned, fit.weights * turned
    spread = _spread(counts, fit.values, fit.start, seed)
    for place, at in enumerate(enough):
        value, n = float(values[place]), len(counts[place])
        # Resamples of few stretches vary too little, by n / (n - 1).
        error = float(spread[place]) * (n / (n - 1)) ** 0.5
        half = student(n - 1) * error
        found[at] = Apart(value, error, value - half, value + half, int(whole[place].sum()))
    total = whole.sum(axis=0)
    tells = weights * np.sqrt(total)
    order = sorted(range(len(words)), key=lambda at: (float(tells[at]), words[at]))
    listed = [Weighed(words[at], float(weights[at]), int(total[at])) for at in order]
    return Separation(tuple(found), tuple(listed[:SHOWN]), tuple(listed[: -SHOWN - 1 : -1]))


def _kept(texts: Sequence[Blocks]) -> tuple[list[Apart], list[Floats], list[str]]:
    """Return each text's refusal, or a blank to be filled; the counts of those to be fitted; and their words."""
    refused: dict[int, Apart] = {}
    while True:
        at = [n for n in range(len(texts)) if n not in refused]
        words = _shared([texts[n] for n in at])
        counts = [part[part.any(axis=1)] for part in (matrix(texts[n], words) for n in at)]
        # A text that is left out takes words from the others, which may then have too few themselves.
        new = {
            n: Apart(None, None, None, None, int(part.sum()), *why)
            for n, part in zip(at, counts, strict=True)
            if (why := _refusal(part))
        }
        if not new:
            break
        refused |= new
    if len(at) < LEAST_TEXTS:
        why = f"only {len(at)} of the texts share enough words", f"at least {LEAST_TEXTS}"
        counts = []
    else:
        why = None, None
    blank = {n: Apart(None, None, None, None, sum(b.total() for b in texts[n]), *why) for n in at}
    return [(refused | blank)[n] for n in range(len(texts))], counts, words


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
        # Every stretch has a shared word, so that no draw is without any.
        again = np.concatenate([redrawn(text, 1, rng) for text in counts])
        drawn = wordfish(again, start).values
        found.append(drawn * (1.0 if float((drawn * values).sum()) >= 0 else -1.0))
    return np.array(found).std(axis=0)


def _refusal(shared: Floats) -> tuple[str, str] | None:
    """Return why a text has too few of the words that it shares with another."""
    words = int(shared.sum())
    if words < LEAST_WORDS:
        return f"{words} of its words stand in another of the texts", f"at least {LEAST_WORDS}"
    if len(shared) < LEAST_BLOCKS:
        return f"{len(shared)} of its stretches have such words", f"at least {LEAST_BLOCKS}"
    return None
