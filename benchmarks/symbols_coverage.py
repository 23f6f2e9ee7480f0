"""How often intervals of rates hold the truth, and how often chance makes a fall.

Run ``python -m benchmarks.symbols_coverage``. The simulator draws texts of unequal length; uses come singly (Poisson)
or in clumps: the rate of each text is drawn from a gamma distribution, which the measure knows nothing of.
"""

from __future__ import annotations

import numpy as np

from linewatch.measures.multiple import holm
from linewatch.measures.rates import clumping, rate
from linewatch.measures.symbols.cuts import Shuffles, falls

_TEXTS, _YEARS, _WORDS = 40, 8, 4000


def covered(mean: float, runs: int, seed: int) -> float:
    """Return how often the interval of one text's rate holds it, uses coming singly."""
    draw = np.random.default_rng(seed)
    held = 0
    for count in draw.poisson(mean, runs).tolist():
        told = rate(count, 10_000)
        held += told.low <= mean <= told.high
    return held / runs


def clumped(runs: int, seed: int, mean: float = 2.0, shape: float = 1.0) -> tuple[float, float]:
    """Return how often intervals of a year's rate hold it, uses coming in clumps: allowed for, and not."""
    draw = np.random.default_rng(seed)
    wide = plain = 0
    for _ in range(runs):
        counts, words = _texts(draw, mean, shape)
        years = [n % _YEARS for n in range(_TEXTS)]
        clumps = clumping(counts, words, years) or 1.0
        mine = [n for n in range(_TEXTS) if years[n] == 0]
        count, length = sum(counts[n] for n in mine), sum(words[n] for n in mine)
        truth = mean * 10_000 / _WORDS
        for allowed in (True, False):
            told = rate(count, length, clumps if allowed else 1.0)
            held = told.low <= truth <= told.high
            wide, plain = wide + (held and allowed), plain + (held and not allowed)
    return wide / runs, plain / runs


def false_falls(runs: int, shape: float, seed: int, symbols: int = 5) -> float:
    """Return how often any of some symbols that keep their rate is told to fall."""
    return _told(runs, shape, seed, symbols)[0]


def _told(runs: int, shape: float, seed: int, symbols: int, drop: float = 1.0) -> tuple[float, float, float]:
    """Return how often a fall is told by both tests, by counts alone, and how often the first symbol's is."""
    draw = np.random.default_rng(seed)
    both = counts_only = first = 0
    for run in range(runs):
        words = draw.integers(_WORDS // 2, 3 * _WORDS // 2, _TEXTS).tolist()
        years = sorted(n % _YEARS for n in range(_TEXTS))
        shuffles = Shuffles(years, [n % 5 for n in range(_TEXTS)], run, 999)
        many = [
            _uses(
                draw, words, [2.0 * (drop if s == 0 and year >= _YEARS / 2 else 1.0) for year in years], shape
            )
            for s in range(symbols)
        ]
        cuts = falls(many, [words] * symbols, shuffles)
        adjusted = holm([cut.p_value if cut else 1.0 for cut in cuts])
        both += min(adjusted) < 0.05
        first += adjusted[0] < 0.05
        counts_only += min(holm([cut.p_counts if cut else 1.0 for cut in cuts])) < 0.05
    return both / runs, counts_only / runs, first / runs


def _texts(draw: np.random.Generator, mean: float, shape: float) -> tuple[list[int], list[int]]:
    words = draw.integers(_WORDS // 2, 3 * _WORDS // 2, _TEXTS).tolist()
    return _uses(draw, words, [mean] * _TEXTS, shape), words


def _uses(draw: np.random.Generator, words: list[int], means: list[float], shape: float) -> list[int]:
    own = draw.gamma(shape, 1 / shape, len(words)) if shape else np.ones(len(words))
    return draw.poisson([m * o * w / _WORDS for m, o, w in zip(means, own, words, strict=True)]).tolist()


def main() -> None:
    """Print the table."""
    for mean in (0.5, 2.0, 8.0):
        print(f"one text, uses singly, mean {mean}: holds {covered(mean, 4000, 1):.3f} (90 % told)")
    for shape, name in ((0.0, "singly"), (3.0, "small clumps"), (1.0, "large clumps")):
        wide, plain = clumped(2000, 1, shape=shape)
        print(f"a year of 5 texts, {name}: holds {wide:.3f}; clumps not allowed for {plain:.3f}")
    for shape, name in ((0.0, "singly"), (3.0, "small clumps"), (1.0, "large clumps")):
        both, counts, _ = _told(400, shape, 1, 5)
        print(f"5 steady symbols, {name}: a fall told in {both:.3f} of cases; by counts alone {counts:.3f}")
    for drop in (0.5, 0.25, 0.1):
        _, _, power = _told(200, 3.0, 2, 5, drop)
        print(f"one of 5 falls to {drop:.0%}, small clumps: told in {power:.3f}")


if __name__ == "__main__":
    main()
