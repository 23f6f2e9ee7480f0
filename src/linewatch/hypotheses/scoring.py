"""How good forecasts were once it is known what happened: Brier and log scores, with intervals."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np

from linewatch.errors import BadValue
from linewatch.hypotheses.matrix import Span
from linewatch.hypotheses.score_intervals import Mean, Score, means
from linewatch.kinds.refusals import Refusal

# A chance of 0 that came true costs without end. Beside that the score is told with every chance kept this far from 0
# and 1: no forecast then costs more than ten bits.
CLIP = 0.001
_Kind: TypeAlias = Callable[[float, bool], float]


class Resolved(NamedTuple):
    """One forecast of something that is known by now.

    Attributes:
        thing: What was forecast: forecasts of one thing come true together, so that they tell less than as many apart.
        span: The chance given, as a range.
        chance: The chance that is scored, within the range.
        true: Whether it came true.
    """

    thing: str
    span: Span
    chance: float
    true: bool


@dataclass(frozen=True, slots=True)
class Scores:
    """How good some forecasts were together; lower is better for both scores.

    Attributes:
        forecasts: How many.
        things: How many different things they are about.
        brier: 0 to 1: 0 is sure and right each time, 0.25 an even chance each time; None where there is no forecast.
        brier_over: The best and the worst that each forecast could have had within its own range.
        log: Bits a forecast: 0 is sure and right each time, 1 an even chance each time; None where one is infinite.
        log_clipped: The same with every chance at least `CLIP` from 0 and 1.
        infinite: Places of the forecasts that gave no chance at all to what happened.
        base_rate: The share that came true.
        skill: 1 - Brier score / that of giving the base rate each time: 0 is no better, 1 is perfect. The base rate
            is that of these things themselves, which nobody knew beforehand.
        no_skill: Why there is none.
    """

    forecasts: int
    things: int
    brier: Mean | None
    brier_over: Span | None
    log: Mean | None
    log_clipped: Mean | None
    infinite: tuple[int, ...]
    base_rate: float | None
    skill: float | None
    no_skill: Refusal | None


def brier(chance: float, true: bool) -> float:
    """Return the squared error of a chance: 0 to 1, for a thing that comes true or does not.

    Source:
        Brier (1950), Monthly Weather Review 78(1), halved: the original counts the thing and its contrary both.
    """
    return (chance - true) ** 2


def bits(chance: float, true: bool) -> float:
    """Return what a forecast cost: the binary logarithm of 1 over the chance given to what happened.

    Returns:
        0 or more; infinite for no chance at all.

    Source:
        Good (1952), Rational Decisions, Journal of the Royal Statistical Society B 14(1), with the sign turned.
    """
    given = chance if true else 1 - chance
    return -math.log2(given) if given > 0 else math.inf


def clipped(chance: float) -> float:
    """Return a chance kept `CLIP` away from 0 and 1."""
    return min(max(chance, CLIP), 1 - CLIP)


def scores(found: Sequence[Resolved], seed: int) -> Scores:
    """Return how good forecasts were together.

    Args:
        found: The forecasts, in any order.
        seed: Keys the draws of the intervals.
    """
    if not found:
        none = Refusal("no forecast is resolved", "one, for a score")
        return Scores(0, 0, None, None, None, None, (), None, None, none)
    cost = [bits(one.chance, one.true) for one in found]
    infinite = tuple(n for n, value in enumerate(cost) if math.isinf(value))
    base_rate = sum(one.true for one in found) / len(found)
    kinds: tuple[_Kind, ...] = (brier, _bits_clipped) if infinite else (brier, _bits_clipped, bits)
    square, kept, *whole = means(
        [one.thing for one in found],
        [[_score(one, kind) for one in found] for kind in kinds],
        np.random.default_rng(seed),
    )
    over = [_over(one) for one in found]
    varied = 0 < base_rate < 1
    return Scores(
        forecasts=len(found),
        things=len({one.thing for one in found}),
        brier=square,
        brier_over=Span(*(sum(ends) / len(found) for ends in zip(*over, strict=True))),
        log=next(iter(whole), None),
        log_clipped=kept,
        infinite=infinite,
        base_rate=base_rate,
        skill=1 - square.value / (base_rate * (1 - base_rate)) if varied else None,
        no_skill=None if varied else Refusal("all came out alike", "outcomes of both kinds"),
    )


def by_group(found: Iterable[tuple[str, Resolved]], seed: int) -> dict[str, Scores]:
    """Return the scores of each group of forecasts, such as those of one coder, in the order in which groups appear.

    Args:
        found: Each forecast with its group.
        seed: Keys the draws of each, so that one group's interval does not hang on the others.
    """
    groups: dict[str, list[Resolved]] = {}
    for name, one in found:
        groups.setdefault(name, []).append(one)
    return {name: scores(members, seed) for name, members in groups.items()}


class ManyScores(NamedTuple):
    """The scores of a forecast of several things of which exactly one comes true.

    Attributes:
        total: What the chances added up to as they were given; they are scored scaled to a sum of one.
        brier: The sum of squares over all: 0 to 2.
        log: Bits; infinite where what happened had no chance at all.
    """

    total: float
    brier: float
    log: float


def many(chances: Mapping[str, float], true: str) -> ManyScores:
    """Return the scores of a forecast of several things of which exactly one comes true.

    Args:
        chances: Of each, at least one above 0; scaled to a sum of one.
        true: The one that did.

    Raises:
        BadValue: If no chance is above 0, or what came true had none given.

    Source:
        Brier (1950), Monthly Weather Review 78(1): his own form.
    """
    total = sum(chances.values())
    if total <= 0 or true not in chances:
        raise BadValue(
            "The chances leave no room for anything.", "Give each thing that may come true a chance."
        )
    square = sum((chance / total - (name == true)) ** 2 for name, chance in chances.items())
    return ManyScores(total, square, bits(chances[true] / total, True))


def _over(one: Resolved) -> tuple[float, float]:
    """Return the best and the worst score within a forecast's own range."""
    ends = brier(one.span.low, one.true), brier(one.span.high, one.true)
    return min(ends), max(ends)


def _bits_clipped(chance: float, true: bool) -> float:
    return bits(clipped(chance), true)


def _score(one: Resolved, score: _Kind) -> Score:
    ends = sorted(_end(one.chance, true, score) for true in (False, True))
    return Score(score(one.chance, one.true), ends[0], ends[1])


def _end(chance: float, true: bool, score: _Kind) -> float:
    """Return what a score would be; where it has no end, that of the chance clipped."""
    told = score(chance, true)
    return told if math.isfinite(told) else score(clipped(chance), true)
