"""A time axis: days to pixels, with long empty stretches drawn shortened, and its ticks.

A case has most of its events within a few months and one or two years before. Drawn to one scale, the
months would be a blot; a stretch in which nothing begins or ends is therefore shortened, and shown to be.
"""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from linewatch.figures.moments import TimelineWords
from linewatch.figures.texts import width_px

# Shorten an empty stretch that is longer than a quarter of all that is drawn to scale. Smaller shortens
# more; at a half, one stretch has to outweigh everything else together.
LONGEST_EMPTY_SHARE = 1 / 4
_FEWEST_STRETCHES = 4  # with fewer, the emptiness is what there is to see
_TICK_ROOM_PX = 40.0
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_DAY_STEPS = (1, 2, 5, 10)
_DAYS_IN_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Axis:
    """Where each day stands.

    Attributes:
        knots: Days on which something begins or ends, as proleptic Gregorian ordinals, rising.
        places: Where each knot stands, in px, shape (n_knots,).
        shortened: For each stretch between two knots, whether it is drawn shortened, shape (n_knots - 1,).
        day_px: The width of a day where time is to scale.
    """

    knots: tuple[int, ...]
    places: tuple[float, ...]
    shortened: tuple[bool, ...]
    day_px: float

    @property
    def left(self) -> float:
        """Where the axis begins, in px."""
        return self.places[0]

    @property
    def right(self) -> float:
        """Where the axis ends, in px."""
        return self.places[-1]

    def x(self, ordinal: float) -> float:
        """Return where a moment between the first and the last knot stands, in px."""
        at = min(max(bisect_right(self.knots, ordinal) - 1, 0), len(self.knots) - 2)
        share = (ordinal - self.knots[at]) / (self.knots[at + 1] - self.knots[at])
        return self.places[at] + share * (self.places[at + 1] - self.places[at])

    def gaps(self) -> tuple[tuple[float, float], ...]:
        """Return the shortened stretches, each as its two ends in px."""
        return tuple(ends for ends, short in zip(pairwise(self.places), self.shortened, strict=True) if short)

    def to_scale(self, ordinal: int) -> bool:
        """Return whether a day stands where time is to scale, or is the end of such a stretch."""
        stretches = zip(pairwise(self.knots), self.shortened, strict=True)
        return any(first <= ordinal <= last and not short for (first, last), short in stretches)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis.

    Attributes:
        x: Where it stands, in px.
        label: What is written at it.
        below: What is written under that: the year where it is new, or nothing.
    """

    x: float
    label: str
    below: str


def axis(ordinals: Iterable[int], left: float, right: float, gap_px: float) -> Axis:
    """Return the axis for days on which something begins or ends.

    Args:
        ordinals: Proleptic Gregorian ordinals, one at least, in any order.
        left: Where the axis begins, in px.
        right: Where it ends, in px.
        gap_px: How wide a shortened stretch is drawn.
    """
    knots = tuple(sorted(set(ordinals)))
    if len(knots) == 1:
        knots = (knots[0] - 15, knots[0] + 16)
    stretches = [last - first for first, last in pairwise(knots)]
    short = _shortened(stretches)
    scaled = sum(days for at, days in enumerate(stretches) if at not in short)
    day_px = (right - left - gap_px * len(short)) / scaled
    places = [left]
    for at, days in enumerate(stretches):
        places.append(places[-1] + (gap_px if at in short else days * day_px))
    return Axis(knots, tuple(places), tuple(at in short for at in range(len(stretches))), day_px)


def ticks(scale: Axis, words: TimelineWords, size_px: float) -> tuple[Tick, ...]:
    """Return the ticks that can be labelled without touching each other, from left to right."""
    shown: list[Tick] = []
    year, free = "", float("-inf")
    for day in sorted({*_regular(scale), *_beside_gaps(scale)}):
        label, below = _labels(day, scale, words)
        below = "" if below == year else below
        half = max(width_px(label, size_px), width_px(below, size_px)) / 2
        x = scale.x(day.toordinal())
        if x - half < free:
            continue
        free = x + half + size_px / 3
        year = below or (label if not below and label.isdigit() else year)
        shown.append(Tick(x, label, below))
    return tuple(shown)


def _shortened(stretches: Sequence[int]) -> frozenset[int]:
    """Return which stretches to shorten: the longest first, until none is out of proportion."""
    short: set[int] = set()
    while True:
        scaled = [at for at in range(len(stretches)) if at not in short]
        longest = max(scaled, key=lambda at: stretches[at])
        share = stretches[longest] / sum(stretches[at] for at in scaled)
        if len(scaled) < _FEWEST_STRETCHES or share <= LONGEST_EMPTY_SHARE:
            return frozenset(short)
        short.add(longest)


def _labels(day: date, scale: Axis, words: TimelineWords) -> tuple[str, str]:
    month, year = words.months[day.month - 1], f"{day.year}"
    if day.day != 1:
        return words.tick.format(day=day.day, month=month), year
    if day.month == 1 and _month_step(scale) >= 3:
        return year, ""
    return month, year


def _month_step(scale: Axis) -> int:
    return next(
        (step for step in _MONTH_STEPS if step * _DAYS_IN_MONTH * scale.day_px >= _TICK_ROOM_PX),
        _MONTH_STEPS[-1],
    )


def _regular(scale: Axis) -> Iterator[date]:
    """Yield the firsts of months (every so many), or days where a month is wide, that are to scale."""
    if scale.day_px * _DAYS_IN_MONTH >= 6 * _TICK_ROOM_PX:
        yield from _days(scale)
        return
    step = _month_step(scale)
    first, last = (date.fromordinal(scale.knots[at]) for at in (0, -1))
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = date(month // 12, month % 12 + 1, 1)
        if month % step == 0 and _standing(scale, day):
            yield day


def _days(scale: Axis) -> Iterator[date]:
    step = next((step for step in _DAY_STEPS if step * scale.day_px >= _TICK_ROOM_PX), _DAY_STEPS[-1])
    for ordinal in range(scale.knots[0], scale.knots[-1] + 1):
        day = date.fromordinal(ordinal)
        # No tick on the last days of a month: the first of the next one stands too near.
        room = day.day + step / 2 <= calendar.monthrange(day.year, day.month)[1]
        if (day.day - 1) % step == 0 and (room or day.day == 1) and _standing(scale, day):
            yield day


def _standing(scale: Axis, day: date) -> bool:
    return scale.knots[0] <= day.toordinal() <= scale.knots[-1] and scale.to_scale(day.toordinal())


def _beside_gaps(scale: Axis) -> Iterator[date]:
    """Yield the days on which a shortened stretch begins or ends: without them it has no length."""
    for ends, short in zip(pairwise(scale.knots), scale.shortened, strict=True):
        if short:
            yield from (date.fromordinal(end) for end in ends)
