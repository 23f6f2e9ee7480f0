"""Whether a rate falls between two periods beyond chance: texts shuffled, and counts given words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RUNS = 4999  # shuffles
SCREEN = 0.05  # p-value of counts given words, from which shuffles need not be asked
_BLOCK = 2_000_000  # places shuffled at a time
Counts = NDArray[np.int64]


class Cut(NamedTuple):
    """Where a rate falls most.

    Attributes:
        after: The place of the last period before the fall.
        before_count: Uses up to it.
        before_words: Words up to it.
        after_count: Uses later.
        after_words: Words later.
        p_texts: How often shuffled texts fall as much at any place; None where they were not shuffled.
        p_counts: Of so many uses in so many words, how often as many fall before; times the places looked at.
    """

    after: int
    before_count: int
    before_words: int
    after_count: int
    after_words: int
    p_texts: float | None
    p_counts: float

    @property
    def p_value(self) -> float:
        """The greater of the two: uses in clumps deceive the second, few texts the first."""
        return max(self.p_texts or 0.0, self.p_counts)


class Shuffles:
    """The same shuffles of some texts for every symbol: each among those of the same hand."""

    def __init__(self, periods: Sequence[int], hands: Sequence[object], seed: int, runs: int = RUNS) -> None:
        """Keep the order of texts.

        Args:
            periods: The place of each text's period, from 0; every place has a text.
            hands: Who wrote each: only texts of one hand change places.
            seed: Of the shuffles.
            runs: How many.
        """
        order = np.argsort(np.asarray(periods, dtype=np.int64), kind="stable")
        self.order = order
        self.runs = runs
        self._starts = np.searchsorted(np.asarray(periods)[order], np.arange(max(periods) + 1))
        groups: dict[object, list[int]] = {}
        for place, text in enumerate(order.tolist()):
            groups.setdefault(hands[text], []).append(place)
        self._groups = [np.asarray(places) for places in groups.values() if len(places) > 1]
        self._seed = seed

    def sums(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the sum of each period, shape (..., periods), of values in order of date, shape (..., texts)."""
        return np.add.reduceat(values, self._starts, axis=-1)

    def places(self) -> Iterator[NDArray[np.int64]]:
        """Yield blocks of shuffled places, shape (runs of the block, texts): the same every time."""
        draw = np.random.default_rng(self._seed)
        texts = len(self.order)
        left = self.runs
        while left:
            rows = min(left, max(1, _BLOCK // texts))
            block = np.tile(np.arange(texts), (rows, 1))
            for group in self._groups:
                block[:, group] = draw.permuted(np.tile(group, (rows, 1)), axis=1)
            yield block
            left -= rows


def falls(
    many: Sequence[Sequence[int]],
    exposures: Sequence[Sequence[int]],
    shuffles: Shuffles,
    at: int | None = None,
    rise: bool = False,
) -> list[Cut | None]:
    """Return of each of several symbols where its rate falls most; None where it falls nowhere.

    The statistic is the likelihood ratio of two Poisson rates against one. It is set against the greatest that any
    cut gives when texts change places among those of the same hand, so that clumps, and the choice of the cut, are
    allowed for. Where counts given words show no fall, texts are not shuffled: the greater of the two is told.

    Args:
        many: For each symbol its uses in each text, in the order in which the shuffles were given the texts.
        exposures: For each symbol, what they are counted in: the words of each text, or the like.
        shuffles: Of these texts.
        at: The only cut to look at; None for all.
        rise: Whether a rise is looked for.

    Source:
        Likelihood ratio: Kulldorff (1997), Communications in Statistics 26(6), eq. 2, for one dimension. Counts given
        words: Przyborowski and Wilenski (1940), Biometrika 31(3/4).
    """
    counts = [np.asarray(one, dtype=np.int64)[shuffles.order] for one in many]
    words = [np.asarray(one, dtype=np.int64)[shuffles.order] for one in exposures]
    found = [_seen(shuffles.sums(c), shuffles.sums(w), at, rise) for c, w in zip(counts, words, strict=True)]
    asked = [n for n, one in enumerate(found) if one and one[0].p_counts < SCREEN]
    as_great = dict.fromkeys(asked, 0)
    for block in shuffles.places() if asked else ():
        for n in asked:
            seen = found[n]
            shuffled = _ratios(shuffles.sums(counts[n][block]), shuffles.sums(words[n][block]), at, rise)
            as_great[n] += int((shuffled.max(axis=-1) >= seen[1] * (1 - 1e-12)).sum()) if seen else 0
    return [
        one and one[0]._replace(p_texts=(1 + as_great[n]) / (1 + shuffles.runs))
        if n in as_great
        else one and one[0]
        for n, one in enumerate(found)
    ]


def _seen(count: Counts, length: Counts, at: int | None, rise: bool) -> tuple[Cut, float] | None:
    """Return the greatest fall, and its statistic."""
    ratios = _ratios(count, length, at, rise)
    if not ratios.size or ratios.max() <= 0:
        return None
    after = int(ratios.argmax()) if at is None else at
    before = int(count[: after + 1].sum()), int(length[: after + 1].sum())
    later = int(count[after + 1 :].sum()), int(length[after + 1 :].sum())
    more, less = (later, before) if rise else (before, later)
    places = 1 if at is not None else len(count) - 1
    chance = places * binomial_tail(more[0], more[0] + less[0], more[1] / (more[1] + less[1]))
    return Cut(after, *before, *later, None, min(1.0, chance)), float(ratios.max())


def binomial_tail(cases: int, of: int, share: float) -> float:
    """Return how often at least so many of some cases fall to a share."""
    # Slow to import, and only measures need it; its types are not told.
    from scipy.special import betainc  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]

    return float(betainc(cases, of - cases + 1, share)) if cases else 1.0


def _ratios(counts: Counts, words: Counts, at: int | None, rise: bool) -> NDArray[np.float64]:
    """Return the likelihood ratio of a fall after each period but the last; 0 where the rate does not fall."""
    before, length = counts.cumsum(axis=-1), words.cumsum(axis=-1)
    total, whole = before[..., -1:].astype(np.float64), length[..., -1:].astype(np.float64)
    chosen = slice(None, -1) if at is None else slice(at, at + 1)
    a, m = before[..., chosen].astype(np.float64), length[..., chosen].astype(np.float64)
    b, n = total - a, whole - m
    with np.errstate(divide="ignore", invalid="ignore"):
        changed = (m > 0) & (n > 0) & ((b * m > a * n) if rise else (a * n > b * m))
        ratio = _times_log(a, a * whole / (m * total)) + _times_log(b, b * whole / (n * total))
    return np.where(changed, ratio, 0.0)


def _times_log(count: NDArray[np.float64], ratio: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(count > 0, count * np.log(np.where(count > 0, ratio, 1.0)), 0.0)
