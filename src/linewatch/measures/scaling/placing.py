"""A text placed between two named texts, by the words that tell those two apart.

Text A stands for -1, text B for +1. A word leans to the one that uses it more, and a text stands where its words lean
on the average. As all texts share most words, every text comes out near the middle, A and B themselves too; so
the places at which A's and B's own passages come out when they are left out go with the score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.measures.intervals import LEVEL
from linewatch.measures.scaling import log_odds, spread
from linewatch.measures.scaling.counting import BLOCK, MOST_BLOCKS, matrix, vocabulary
from linewatch.measures.scaling.resampling import batches, told_apart
from linewatch.measures.scaling.spread import Place
from linewatch.measures.scaling.wordscores import word_scores

Floats = NDArray[np.float64]
Blocks = Sequence[Counter[str]]
LEAST_WORDS = 300  # scorable ones
LEAST_BLOCKS = 5
ENOUGH = f"at least {LEAST_WORDS} words in {LEAST_BLOCKS} stretches of each anchor"
SHUFFLES, SHOWN = 999, 20
SETTINGS = {
    "least_words": LEAST_WORDS, "least_stretches": LEAST_BLOCKS, "resamples": spread.RESAMPLES, "shuffles": SHUFFLES,
    "level": LEVEL, "stretch_words": BLOCK, "most_stretches": MOST_BLOCKS, **log_odds.SETTINGS,
}  # fmt: skip
_PLACES = np.array([-1.0, 1.0])
# How often a word is taken to stand in each anchor besides, where the error of its Wordscore is reckoned: a word seen
# once would else seem sure to lean as it does.
_ONE_EACH = 0.5


def wordscores(a: Floats, b: Floats) -> Floats:
    """Return the Wordscores of words between a text at -1 and one at +1; 0 for a word of neither."""
    return np.nan_to_num(word_scores(np.stack([a, b], axis=-2), _PLACES))


@dataclass(frozen=True, slots=True)
class Moved:
    """A word that moved a score.

    Attributes:
        word: As it is counted.
        times: How often the text has it.
        leaning: From -1, towards A, to +1, towards B.
        moved: What it adds to the score: its share of the scorable words times its leaning.
        in_a: How often A has it.
        in_b: How often B has it.
    """

    word: str
    times: int
    leaning: float
    moved: float
    in_a: int
    in_b: int


@dataclass(frozen=True, slots=True)
class Placed:
    """One text between two others.

    Attributes:
        words: How many of its words stand in A or B.
        place: By penalised log-odds; None where refused.
        wordscores: By Wordscores; None where refused.
        moved: The words that moved the score most, the heaviest first.
        why: Why there is no score; None where there is one.
        needed: How much would do.
    """

    words: int
    place: Place | None
    wordscores: Place | None
    moved: tuple[Moved, ...] = ()
    why: str | None = None
    needed: str | None = None


@dataclass(frozen=True, slots=True)
class Anchors:
    """How two texts do as the ends of a scale.

    Attributes:
        a_stands: Where A's own stretches come out on the average, each scored without itself.
        b_stands: The same of B.
        own_side: Of all those stretches, the share that comes out nearer its own text.
        p_value: Of the two being told apart no better than chance.
        raw_wordscores: The Wordscores of A and of B as whole texts, for rescaling.
        why: Why they cannot be ends; None where they can.
        needed: What would do.
    """

    a_stands: float | None
    b_stands: float | None
    own_side: float | None
    p_value: float | None
    raw_wordscores: tuple[float, float] | None
    why: str | None = None
    needed: str | None = None


def _too_small(name: str, blocks: Blocks) -> str | None:
    """Return why a text is too small to be an end of the scale."""
    words = sum(block.total() for block in blocks)
    if words < LEAST_WORDS or len(blocks) < LEAST_BLOCKS:
        return f"{name} has {words} words in {len(blocks)} stretches"
    return None


def anchors(a: Blocks, b: Blocks, seed: int, names: tuple[str, str] = ("A", "B")) -> Anchors:
    """Return how two texts do as ends of a scale.

    Args:
        a: Word counts of the first text's stretches.
        b: Of the second's.
        seed: Keys the shuffles.
        names: What the texts are called where they will not do.
    """
    if why := "; ".join(filter(None, (_too_small(names[0], a), _too_small(names[1], b)))):
        return Anchors(None, None, None, None, None, why, ENOUGH)
    words = vocabulary(a, b)
    in_a, in_b = matrix(a, words), matrix(b, words)
    sum_a, sum_b = in_a.sum(axis=0), in_b.sum(axis=0)
    if not log_odds.leanings(sum_a, sum_b).any():
        why = f"{names[0]} and {names[1]} use every word alike"
        return Anchors(None, None, None, None, None, why, "two texts that differ")
    of_a = _left_out(in_a, lambda kept: log_odds.leanings(kept, sum_b), sum_a, sum_b)
    of_b = _left_out(in_b, lambda kept: log_odds.leanings(sum_a, kept), sum_b, sum_a)
    middle = (of_a.mean() + of_b.mean()) / 2
    right = int((of_a < middle).sum() + (of_b > middle).sum())
    raw = wordscores(sum_a, sum_b)
    return Anchors(
        float(of_a.mean()), float(of_b.mean()), right / (len(of_a) + len(of_b)),
        told_apart(in_a, in_b, SHUFFLES, np.random.default_rng([seed, 2])),
        (float((sum_a * raw).sum() / sum_a.sum()), float((sum_b * raw).sum() / sum_b.sum())),
    )  # fmt: skip


def _left_out(blocks: Floats, leaning: Callable[[Floats], Floats], own: Floats, other: Floats) -> Floats:
    """Return the score of each stretch of an anchor, by the rest of it and the other anchor."""
    found: list[Floats] = []
    begin = 0
    for size in batches(len(blocks), blocks.shape[1]):
        part = blocks[begin : begin + size]
        kept = own - part
        counted = part * ((kept + other) > 0)
        found.append((counted * leaning(kept)).sum(axis=1) / np.maximum(1.0, counted.sum(axis=1)))
        begin += size
    return np.concatenate(found)


def scores(texts: Sequence[Blocks], a: Blocks, b: Blocks) -> list[float | None]:
    """Return where texts stand by penalised log-odds, without interval; None where a text has too few words."""
    words = vocabulary(a, b)
    if not words:
        return [None] * len(texts)
    sum_a, sum_b = matrix(a, words).sum(axis=0), matrix(b, words).sum(axis=0)
    if not sum_a.any() or not sum_b.any():
        return [None] * len(texts)
    leaning = log_odds.leanings(sum_a, sum_b)
    totals = [matrix(text, words).sum(axis=0) for text in texts]
    return [float((t * leaning).sum() / t.sum()) if t.sum() >= LEAST_WORDS else None for t in totals]


def placed(texts: Sequence[Blocks], a: Blocks, b: Blocks, seed: int) -> list[Placed]:
    """Return where texts stand between two others, in the order given.

    Args:
        texts: For each text the word counts of its stretches.
        a: Of the text at -1; of `LEAST_WORDS` words and `LEAST_BLOCKS` stretches at least.
        b: Of the text at +1; the same.
        seed: Keys the resamples of each text and of A and B.
    """
    words = vocabulary(a, b)
    ends = matrix(a, words), matrix(b, words)
    sums = ends[0].sum(axis=0), ends[1].sum(axis=0)
    found: list[Placed] = []
    for text in texts:
        counts = matrix(text, words)
        counts = counts[counts.any(axis=1)]
        if refused := _refusal(counts):
            found.append(Placed(int(counts.sum()), None, None, (), *refused))
            continue
        by_odds = spread.place(counts, ends, log_odds.leanings(*sums), log_odds.prior(*sums), seed)
        by_scores = spread.place(counts, ends, wordscores(*sums), _ONE_EACH, seed)
        moved = _moved(words, counts.sum(axis=0), *sums)
        found.append(Placed(int(counts.sum()), by_odds, by_scores, moved))
    return found


def _refusal(counts: Floats) -> tuple[str, str] | None:
    scorable = int(counts.sum())
    if scorable < LEAST_WORDS:
        return f"{scorable} of its words stand in A or B", f"at least {LEAST_WORDS}"
    if len(counts) < LEAST_BLOCKS:
        return (
            f"{len(counts)} of its stretches of {BLOCK} words or more have such words",
            f"at least {LEAST_BLOCKS}",
        )
    return None


def _moved(words: Sequence[str], text: Floats, a: Floats, b: Floats) -> tuple[Moved, ...]:
    leaning = log_odds.leanings(a, b)
    moved = text * leaning / text.sum()
    heaviest = sorted(range(len(words)), key=lambda at: (-abs(float(moved[at])), words[at]))[:SHOWN]
    return tuple(
        Moved(words[at], int(text[at]), float(leaning[at]), float(moved[at]), int(a[at]), int(b[at]))
        for at in heaviest
        if moved[at]
    )
