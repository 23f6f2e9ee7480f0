"""The classic counts of Analysis of Competing Hypotheses, beside the weighing so that a difference is seen.

They take codes where the weighing takes ranges: a range becomes the code that its middle falls under in `CODES`, as
one would speak of it on the scale of the US intelligence community: II (very unlikely), I (unlikely), N (about even),
C (likely), CC (very likely). For what was looked for and not found the middle is taken from 1. What is not yet looked
for is left out, and so is a pair that nobody judged. Of several analysts the mean is taken.

None of the counts knows priors, ranges, dependence, or the chance that something absent would have been seen.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from linewatch.hypotheses.matrix import SURE, Item, Matrix, Span

Code = Literal["II", "I", "N", "C", "CC"]
Count = Literal["parc", "burton", "open_synthesis"]
CODES: tuple[Code, ...] = ("II", "I", "N", "C", "CC")
_PARC: Mapping[Code, float] = {"II": -2.0, "I": -1.0, "N": 0.0, "C": 0.0, "CC": 0.0}
_BURTON: Mapping[Code, float] = {"II": 2.0, "I": 1.0, "N": 0.0, "C": 0.0, "CC": 0.0}
_BURTON_GROUP: Mapping[Code, float] = {"II": -2.0, "I": -1.5, "N": 0.0, "C": 1.5, "CC": 2.0}
_OPEN: Mapping[Code, float] = {"II": 1.0, "I": 2.0, "N": 3.0, "C": 4.0, "CC": 5.0}
_NEUTRAL = 3.0


class Weights(NamedTuple):
    """What a low, medium and high credibility multiply a score by."""

    low: float
    medium: float
    high: float


_PARC_WEIGHTS = Weights(1 / math.sqrt(2), 1.0, math.sqrt(2))
_BURTON_WEIGHTS = Weights(0.5, 1.0, 2.0)
# Up to which standard deviation of the group's codes analysts are said to be how far apart.
_BANDS = ((0.25, "consensus"), (1.0, "mild"), (1.74, "strong"))
# What each count is known to get wrong, to be printed beside it.
DEFECTS: Mapping[Count, str] = {
    "parc": "grows with the number of items, so that a hypothesis hardly examined looks least refuted;"
    " what speaks for a hypothesis counts nothing",
    "burton": "two reports of one source count twice; an item against every hypothesis ranks as the most telling;"
    " credibility multiplies a contradiction, never a confirmation",
    "open_synthesis": "what is not applicable counts as neutral, which hides work not done; reliability does not enter",
}


@dataclass(frozen=True, slots=True)
class Score:
    """The classic counts of one hypothesis.

    Attributes:
        id: The hypothesis.
        parc: Weighted inconsistency, 0 or below; the highest is the least refuted.
        burton: Weighted inconsistency, 0 or above; the lowest is the least refuted.
        open_synthesis: Inconsistency, 0 or above; the lowest is the least refuted.
        consistency: Of Open Synthesis, which settles its ties; the highest is the best supported.
        judged: How many items somebody judged for it: what all four grow with.
    """

    id: str
    parc: float
    burton: float
    open_synthesis: float
    consistency: float
    judged: int


@dataclass(frozen=True, slots=True)
class Telling:
    """How much one item tells, by the classic counts.

    Attributes:
        id: The item.
        codes: By hypothesis, each analyst's code, analysts in order of name; None where one did not judge.
        burton: Its inconsistency over all hypotheses, whatever its credibility: one that contradicts all is first,
            though it separates nothing.
        open_synthesis: Standard deviation of its mean codes, 1 to 5, over hypotheses.
        apart: By hypothesis how far Burton's bands say that analysts are apart: consensus, mild, strong or extreme.
    """

    id: str
    codes: Mapping[str, tuple[Code | None, ...]]
    burton: float
    open_synthesis: float
    apart: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Classic:
    """The classic counts of one question.

    Attributes:
        scores: By hypothesis, in the matrix's order.
        items: By item seen or looked for, in the matrix's order.
        orders: By count the hypotheses from most to least likely; equal ones in the matrix's order.
        analysts: Whose codes they are, in the order of `Telling.codes`.
    """

    scores: tuple[Score, ...]
    items: tuple[Telling, ...]
    orders: Mapping[Count, tuple[str, ...]]
    analysts: tuple[str, ...]


def classic(matrix: Matrix) -> Classic:
    """Return the classic counts of a matrix.

    PARC: I -1, II -2, all else 0, times credibility times relevance (low 1/sqrt 2, medium 1, high sqrt 2). Burton: I 1,
    II 2, times credibility (low 0.5, medium 1, high 2). Open Synthesis: codes 1 to 5; inconsistency is the sum of
    (3 - mean)^2 over items whose mean is below 3, consistency the same above. A reliability that was stated gives the
    credibility by its middle: low below a third, high above two thirds; else it is medium, and so is all relevance.

    Source:
        Heuer (1999), Psychology of Intelligence Analysis, ch. 8. PARC ACH 2.0.5 by its technical note (second hand);
        Burton's Open Source ACH and Open Synthesis by their source code.
    """
    names = matrix.analysts
    weigh = [item for item in matrix.items if item.state != "open"]
    codes = {item.id: _codes(item, matrix, names) for item in weigh}
    scores = list[Score]()
    for candidate in matrix.candidates:
        rows = [(item, given) for item in weigh if (given := _given(codes[item.id][candidate.id]))]
        means = [_mean(given, _OPEN) for _, given in rows]
        scores.append(
            Score(
                candidate.id,
                math.fsum(_mean(given, _PARC) * _weight(item, _PARC_WEIGHTS) for item, given in rows),
                math.fsum(_mean(given, _BURTON) * _weight(item, _BURTON_WEIGHTS) for item, given in rows),
                math.fsum((_NEUTRAL - mean) ** 2 for mean in means if mean < _NEUTRAL),
                math.fsum((mean - _NEUTRAL) ** 2 for mean in means if mean > _NEUTRAL),
                len(rows),
            )
        )
    orders: dict[Count, tuple[str, ...]] = {
        "parc": _order(scores, lambda score: (-score.parc,)),
        "burton": _order(scores, lambda score: (score.burton,)),
        "open_synthesis": _order(scores, lambda score: (score.open_synthesis, -score.consistency)),
    }
    return Classic(tuple(scores), tuple(_telling(item, codes[item.id]) for item in weigh), orders, names)


def code(span: Span, *, absent: bool = False) -> Code:
    """Return the code of a range: by its middle, II below 0.2, I below 0.45, N to 0.55, C to 0.8, CC above."""
    middle = (span.low + span.high) / 2
    middle = 1.0 - middle if absent else middle
    if middle < 0.45:
        return "II" if middle < 0.2 else "I"
    if middle <= 0.55:
        return "N"
    return "C" if middle <= 0.8 else "CC"


def _codes(item: Item, matrix: Matrix, names: Sequence[str]) -> dict[str, tuple[Code | None, ...]]:
    spans = {
        (place.hypothesis, place.analyst): span
        for place, span in matrix.cells.items()
        if place.item == item.id
    }
    absent = item.state == "absent"
    return {
        candidate.id: tuple(
            None if span is None else code(span, absent=absent)
            for span in (spans.get((candidate.id, name)) for name in names)
        )
        for candidate in matrix.candidates
    }


def _telling(item: Item, codes: Mapping[str, tuple[Code | None, ...]]) -> Telling:
    given = {name: _given(row) for name, row in codes.items()}
    judged = [row for row in given.values() if row]
    contradicts = math.fsum(_mean(row, _BURTON) for row in judged)
    means = [_mean(row, _OPEN) for row in judged]
    return Telling(
        item.id,
        codes,
        contradicts,
        statistics.pstdev(means) if means else 0.0,
        {name: _band(row) for name, row in given.items() if len(row) > 1},
    )


def _band(codes: Sequence[Code]) -> str:
    apart = statistics.pstdev(_BURTON_GROUP[one] for one in codes)
    return next((name for most, name in _BANDS if apart <= most), "extreme")


def _given(codes: Sequence[Code | None]) -> list[Code]:
    return [one for one in codes if one is not None]


def _mean(codes: Sequence[Code], values: Mapping[Code, float]) -> float:
    return math.fsum(values[one] for one in codes) / len(codes)


def _weight(item: Item, weights: Weights) -> float:
    if item.reliability == SURE:
        return weights.medium
    middle = (item.reliability.low + item.reliability.high) / 2
    if middle < 1 / 3:
        return weights.low
    return weights.high if middle > 2 / 3 else weights.medium


def _order(scores: Sequence[Score], key: Callable[[Score], tuple[float, ...]]) -> tuple[str, ...]:
    return tuple(score.id for score in sorted(scores, key=key))
