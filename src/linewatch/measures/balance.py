"""The balance of two concepts in a text: how much it speaks of the one and how much of the other.

Both are held together on one line from -1 (only the first is spoken of) over 0 (both alike) to +1 (only the second).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, tanh

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.intervals import LEVEL, student
from linewatch.measures.scaling.resampling import redrawn
from linewatch.measures.words import COLONS, STOPS, folded, listed, tokens

Floats = NDArray[np.float64]
LEAST_TIMES = 10  # words of either concept together
LEAST_PASSAGES = 5  # passages that have one
RESAMPLES = 400
_WORD = 40  # characters of a word and what stands before it, at most: so far back a denial is looked for
_HALF = 0.5  # added to each count: a concept that is not named once is rare, not impossible
SETTINGS = {"least_times": LEAST_TIMES, "least_passages": LEAST_PASSAGES, "resamples": RESAMPLES, "level": LEVEL,
            "added_to_counts": _HALF}  # fmt: skip


_STOP = re.compile(f"[{STOPS}{COLONS}]")


@dataclass(frozen=True)
class Concept:
    """A named list of words.

    Attributes:
        name: As it is shown.
        words: In any case; a ``*`` at the end stands for any ending, white space for any white space.
    """

    name: str
    words: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches each place where one of the words stands as a word, longer ones first."""
        return listed(self.words)


@dataclass(frozen=True, slots=True)
class Named:
    """A place where a passage names a concept.

    Attributes:
        passage: Which passage, from 0.
        start: Where the word begins in it.
        end: Where it ends.
        second: Whether the second of the two concepts is named.
        negated: Whether a word that denies stands shortly before.
    """

    passage: int
    start: int
    end: int
    second: bool
    negated: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """The balance of two concepts in one text.

    Attributes:
        value: From -1 to +1; None where refused.
        low: Lower end of the interval.
        high: Upper end.
        first: How often the first concept is named.
        second: How often the second is.
        together: In how many passages both are.
        passages: In how many at least one is.
        negated: How many of these words stand after one that denies; they are counted.
        words: How many words the text has.
        why: Why there is no figure; None where there is one.
        needed: How much would do.
    """

    value: float | None
    low: float | None
    high: float | None
    first: int
    second: int
    together: int
    passages: int
    negated: int
    words: int
    why: str | None = None
    needed: str | None = None


def named(
    passages: Sequence[str], concepts: tuple[Concept, Concept], negations: Sequence[str], before: int
) -> list[Named]:
    """Return where passages name either of two concepts, in order of place.

    Args:
        passages: What a text says.
        concepts: The two.
        negations: Words that deny.
        before: How many words before a concept's word are looked at for one.
    """
    denies = _denial(negations, before)
    found: list[Named] = []
    for number, text in enumerate(passages):
        for second, concept in enumerate(concepts):
            for match in concept.pattern.finditer(text):
                # Only what stands near is looked at: a text without stops may have many thousand such words.
                near = text[max(0, match.start() - _WORD * (before + 1)) : match.start()]
                denied = denies is not None and _denied(near, denies, before)
                found.append(Named(number, match.start(), match.end(), bool(second), denied))
    return sorted(found, key=lambda place: (place.passage, place.start, place.second))


def _denial(negations: Sequence[str], before: int) -> re.Pattern[str] | None:
    """Return a pattern of words that deny; one with an apostrophe is an ending."""
    if not negations or before < 1:
        return None
    endings = [re.escape(folded(word)) + r"(?!\w)" for word in negations if "'" in word]
    whole = [word for word in negations if "'" not in word]
    return re.compile("|".join([*endings, *([listed(whole).pattern] if whole else [])]), re.IGNORECASE)


def _denied(near: str, denies: re.Pattern[str], before: int) -> bool:
    """Return whether one of the last words of a sentence denies."""
    last = [token.word for token in tokens(_STOP.split(near)[-1], "simple")][-before:]
    return denies.search(" ".join(last)) is not None


def balance(places: Sequence[Named], passages: int, words: int, seed: int) -> Balance:
    """Return the balance of two concepts in a text, with an interval from drawing its passages again.

    The value is (second - first) / (second + first), a half added to each; the interval is made on the logarithm of
    second / first. It is never narrower than if each naming were drawn by itself.

    Args:
        places: Where they are named.
        passages: How many passages the text has.
        words: How many words.
        seed: Keys the resamples.
    """
    counts = np.zeros((passages, 2))
    for place in places:
        counts[place.passage, int(place.second)] += 1
    counts = counts[counts.any(axis=1)]
    first, second = (int(n) for n in counts.sum(axis=0))
    told = first, second, int(counts.all(axis=1).sum()), len(counts), sum(p.negated for p in places), words
    if first + second < LEAST_TIMES:
        why = f"it names either concept {first + second} times"
        return Balance(None, None, None, *told, why, f"at least {LEAST_TIMES} times")
    if len(counts) < LEAST_PASSAGES:
        return Balance(None, None, None, *told, f"{len(counts)} of its passages name either concept",
                       f"at least {LEAST_PASSAGES}")  # fmt: skip
    middle = log((second + _HALF) / (first + _HALF))
    n, sums = len(counts), counts.sum(axis=0) + _HALF
    # Along the slope of the logarithm: of few words, a resample at times has none, and the logarithm runs off.
    pull = counts[:, 1] / sums[1] - counts[:, 0] / sums[0]
    drawn = redrawn(pull[:, None], RESAMPLES, np.random.default_rng(seed))
    spread = float(drawn.std()) * (n / (n - 1)) ** 0.5
    alone = (1 / (first + _HALF) + 1 / (second + _HALF)) ** 0.5
    half = student(n - 1) * max(spread, alone)
    return Balance(tanh(middle / 2), tanh((middle - half) / 2), tanh((middle + half) / 2), *told)
