"""The life of a formula: how hot it is in each period, whether it has died, and whether a new wording took over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from linewatch.kinds.refusals import Refusal
from linewatch.measures.formulas.values import Floats
from linewatch.measures.intervals import LEVEL
from linewatch.measures.multiple import holm
from linewatch.measures.rates import PER, rate

# From which rate on a formula is called so; each step is about three times the one before.
SCALE: tuple[tuple[float, str], ...] = (
    (10.0, "blazing"),
    (3.0, "hot"),
    (1.0, "warm"),
    (0.3, "lukewarm"),
    (0.0, "cool"),
)
NONE = "cold"
USED = 4  # texts that must have a formula before its silence can tell anything
TEXTS = 3  # that must have each of two wordings before one can be said to go over into the other
SURE = 0.05
_EXACT = 60  # texts up to which ranks are counted out
SETTINGS = {
    "heat_per_words": PER, "heat_scale": [[least, name] for least, name in SCALE], "interval": LEVEL,
    "died_least_texts": USED, "died_p": SURE, "rewording_least_texts": TEXTS, "rewording_p": SURE,
}  # fmt: skip


class Heat(NamedTuple):
    """How hot a formula is in a period.

    Attributes:
        rate: Uses per 10,000 words; None in a period without words.
        low: Lower end of its interval.
        high: Upper end.
        level: The step of the scale.
    """

    rate: float | None
    low: float | None
    high: float | None
    level: str | None


def heat(uses: int, words: int, clumps: float = 1.0) -> Heat:
    """Return the heat of a formula.

    Args:
        uses: In a period.
        words: Running words of the period.
        clumps: How far its uses come in clumps; see ``measures.rates.clumping``.
    """
    if not words:
        return Heat(None, None, None, None)
    told = rate(uses, words, clumps)
    level = next(name for least, name in SCALE if told.rate >= least) if uses else NONE
    return Heat(*told, level)


class Silence(NamedTuple):
    """What has been held since a formula was last used.

    Attributes:
        words: Running words since.
        texts: Texts since.
        p_value: How often a formula that is still alive would be silent so long; None where refused.
        refused: Why there is no p.
    """

    words: int
    texts: int
    p_value: float | None
    refused: Refusal | None


def silence(texts: int, before: int, after: int, later: int) -> Silence:
    """Return how long a formula has been silent, and how odd that is.

    Were it alive, texts with a use would lie anywhere among the words held since its first use; the chance that all
    of them but the first lie before the silence is (words before / words in all) to the power of their number.

    Args:
        texts: Dated texts with a use, 1 or more.
        before: Running words held after the first of them, up to the last; texts that may be either are counted here.
        after: Running words of texts that are surely later than the last.
        later: How many such texts there are.

    Source:
        Solow (1993), Inferring Extinction from Sighting Data, Ecology 74(3), with words held for time.
    """
    if texts < USED:
        return Silence(after, later, None, Refusal("too few texts use it", f"{USED} dated texts with it"))
    if not after:
        return Silence(0, later, None, Refusal("nothing later is held", "later texts"))
    return Silence(after, later, (before / (before + after)) ** (texts - 1), None)


class Death(NamedTuple):
    """Whether one of several formulas is dead.

    Attributes:
        p_together: The p of its silence, for all formulas told together; None where there is none.
        sure: Whether its silence is too long for all together.
    """

    p_together: float | None
    sure: bool


def deaths(silences: Sequence[Silence | None]) -> list[Death]:
    """Return which formulas that are told together have fallen silent, in the same order."""
    values = [one.p_value for one in silences if one is not None and one.p_value is not None]
    together = iter(holm(values))
    return [
        Death(None, sure=False)
        if one is None or one.p_value is None
        else Death(p := next(together), p <= SURE)
        for one in silences
    ]


def gone_over(old: Sequence[int], new: Sequence[int]) -> float:
    """Return how often chance alone would put the texts with one wording so far before those with another.

    The exact test of the sum of ranks, ties by halves, one-sided: the new wording stands later.

    Args:
        old: The day of each text with the old wording.
        new: The day of each text with the new one.

    Source:
        Wilcoxon (1945), Biometrics Bulletin 1(6); with ties by counting out, Streitberg and Röhmel (1986).
    """
    # Slow to import, and only measures need it; its types are not told.
    from scipy.stats import (  # pyright: ignore[reportMissingTypeStubs]  # noqa: PLC0415
        rankdata,  # pyright: ignore[reportUnknownVariableType]
    )

    days = np.array([*old, *new], float)
    ranks = np.asarray(2 * rankdata(days), np.int64)
    found = int(ranks[len(old) :].sum())
    if len(ranks) > _EXACT:
        return _roughly(ranks.astype(float), len(new), found)
    ways = np.zeros((len(new) + 1, int(ranks.sum()) + 1))
    ways[0, 0] = 1.0
    for rank in ranks.tolist():
        ways[1:, rank:] += ways[:-1, : ways.shape[1] - rank].copy()
    return float(ways[-1, found:].sum() / ways[-1].sum())


def _roughly(ranks: Floats, many: int, found: int) -> float:
    from scipy.special import ndtr  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]

    total = len(ranks)
    spread = many * (total - many) / (total - 1) * float(ranks.var())
    if not spread:
        return 1.0
    return float(ndtr(-(found - 1 - many * float(ranks.mean())) / np.sqrt(spread)))
