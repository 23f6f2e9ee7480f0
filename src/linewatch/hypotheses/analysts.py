"""Several analysts: each made coherent, averaged, their spread, and on which cells they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.hypotheses.matrix import Matrix, Span


@dataclass(frozen=True, slots=True)
class Voice:
    """What one analyst's judgements give alone.

    Attributes:
        analyst: Who.
        mids: By hypothesis the mean over the draws.
        judged: How many pairs this analyst judged.
    """

    analyst: str
    mids: Mapping[str, float]
    judged: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely one analyst holds each hypothesis to be, without the matrix.

    Attributes:
        analyst: Who.
        stated: By hypothesis the range given; one left out is not here.
        total: What the middles of all ranges sum to, with equal parts of what is left for those left out.
        coherent: By hypothesis the nearest chances that sum to one.
    """

    analyst: str
    stated: Mapping[str, Span]
    total: float
    coherent: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Spread:
    """How far analysts lie apart on one hypothesis.

    Attributes:
        hypothesis: Which.
        low: The least that an analyst's judgements give; None where nobody judged.
        high: The most.
        opinion: The mean of the analysts' coherent opinions; None where nobody gave one.
        opinion_low: The least of them.
        opinion_high: The most.
    """

    hypothesis: str
    low: float | None
    high: float | None
    opinion: float | None
    opinion_low: float | None
    opinion_high: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One pair of item and hypothesis that two analysts judge differently.

    Attributes:
        item: The item.
        hypothesis: The hypothesis.
        lower: Who judged it least likely.
        higher: Who judged it most likely.
        lower_span: The first's range.
        higher_span: The second's.
        gap: What lies between the two ranges; 0 where they touch or overlap.
    """

    item: str
    hypothesis: str
    lower: str
    higher: str
    lower_span: Span
    higher_span: Span
    gap: float


@dataclass(frozen=True, slots=True)
class Analysts:
    """What analysts give alone, and how far they lie apart.

    Attributes:
        voices: By their judgements, in order of name.
        opinions: By what they say without the matrix, in order of name.
        spread: By hypothesis, in the matrix's order.
        differences: The cells they differ on, the widest gap between ranges first, then the widest between middles.
    """

    voices: tuple[Voice, ...]
    opinions: tuple[Opinion, ...]
    spread: tuple[Spread, ...]
    differences: tuple[Difference, ...]


def analysts(matrix: Matrix, voices: tuple[Voice, ...]) -> Analysts:
    """Return what analysts give alone, and how far they lie apart."""
    said = opinions(matrix)
    spread = list[Spread]()
    for candidate in matrix.candidates:
        name = candidate.id
        given = [voice.mids[name] for voice in voices]
        held = [row.coherent[name] for row in said if name in row.coherent]
        spread.append(
            Spread(
                name,
                min(given, default=None),
                max(given, default=None),
                sum(held) / len(held) if held else None,
                min(held, default=None),
                max(held, default=None),
            )
        )
    return Analysts(voices, said, tuple(spread), differences(matrix))


def opinions(matrix: Matrix) -> tuple[Opinion, ...]:
    """Return each analyst's opinions, made coherent.

    A hypothesis left out has an equal part of what the others leave of one. Where several may contribute the chances
    need not sum to one and stay as they were given, and one left out stays out.

    Source:
        Coherentising, then averaging: Predd, Osherson, Kulkarni and Poor (2008), Aggregating Probabilistic Forecasts
        from Incoherent and Abstaining Experts, Decision Analysis 5(4); Mandel, Karvetski and Dhami (2018), Boosting
        intelligence analysts' judgment accuracy, Judgment and Decision Making 13(6).
    """
    by_analyst: dict[str, dict[str, Span]] = {}
    for (hypothesis, analyst), span in sorted(matrix.opinions.items()):
        by_analyst.setdefault(analyst, {})[hypothesis] = span
    ids = [candidate.id for candidate in matrix.candidates]
    found = list[Opinion]()
    for analyst, stated in sorted(by_analyst.items()):
        middles = {name: (span.low + span.high) / 2 for name, span in stated.items()}
        if matrix.several:
            found.append(Opinion(analyst, stated, sum(middles.values()), middles))
            continue
        silent = [name for name in ids if name not in middles]
        left = max(0.0, 1.0 - sum(middles.values()))
        full = np.array([middles.get(name, left / len(silent) if silent else 0.0) for name in ids])
        nearest = coherent(full)
        found.append(
            Opinion(
                analyst,
                stated,
                float(full.sum()),
                {name: float(value) for name, value in zip(ids, nearest, strict=True)},
            )
        )
    return tuple(found)


def coherent(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the nearest chances, by least squares, that are none below zero and sum to one.

    The answer is max(values - t, 0) for one t; t is found exactly by trying how many values stay above it.

    Args:
        values: Shape (n,), any numbers.

    Source:
        Held, Wolfe and Crowder (1974), Validation of subgradient optimization, Mathematical Programming 6, as told by
        Condat (2016), Fast projection onto the simplex and the l1 ball, Mathematical Programming 158, algorithm 1.
    """
    ordered = np.sort(values)[::-1]
    shifts = (np.cumsum(ordered) - 1.0) / np.arange(1, len(values) + 1)
    kept = int(np.flatnonzero(ordered > shifts)[-1])
    return np.maximum(values - shifts[kept], 0.0)


def differences(matrix: Matrix) -> tuple[Difference, ...]:
    """Return the cells on which analysts differ, the widest gap between ranges first.

    Of more than two analysts, a cell has the two whose ranges have the lowest and the highest middle.
    """
    cells: dict[tuple[str, str], list[tuple[Span, str]]] = {}
    for place, span in sorted(matrix.cells.items()):
        cells.setdefault((place.item, place.hypothesis), []).append((span, place.analyst))
    found = list[tuple[float, Difference]]()
    for (item, hypothesis), given in cells.items():
        low = min(given, key=lambda one: (_middle(one[0]), one[0], one[1]))
        high = max(given, key=lambda one: (_middle(one[0]), one[0], one[1]))
        if low[0] == high[0]:
            continue
        gap = max(0.0, high[0].low - low[0].high)
        apart = _middle(high[0]) - _middle(low[0])
        found.append((apart, Difference(item, hypothesis, low[1], high[1], low[0], high[0], gap)))
    found.sort(key=lambda pair: (-pair[1].gap, -pair[0], pair[1].item, pair[1].hypothesis))
    return tuple(row for _, row in found)


def _middle(span: Span) -> float:
    return (span.low + span.high) / 2
