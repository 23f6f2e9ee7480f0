"""Where the centre's own line breaks: its texts before and after agree less than their distance in time explains."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linewatch.measures.distances.profiles import unit
from linewatch.measures.distances.teaching import Flags
from linewatch.measures.distances.topics import Floats
from linewatch.measures.distances.words import Ints

LEAST_PERIODS = 10  # with texts of the centre: with fewer a break is not to be told from change
REACH = 3  # periods of the calendar back that a text is compared with; texts on either side of a break
SHARPNESS = 4.0  # how many times the usual variation a drop must be
LEAST_DROP = 0.05  # in agreement


@dataclass(frozen=True, slots=True)
class Line:
    """The centre's line over time.

    Attributes:
        agreement: By period, how far the centre's text agrees with its own of the periods before (cosine);
            None where there is none to compare.
        stretch: By period, the stretch of the line it belongs to, from 0.
        breaks: The periods that a new stretch begins with.
    """

    agreement: tuple[float | None, ...]
    stretch: Ints
    breaks: tuple[int, ...]


def line(profiles: Floats, periods: Ints, centre: Flags, steps: Ints) -> Line:
    """Return the centre's agreement with itself, and where it breaks.

    A break is where the centre's texts before and after agree less than texts so many periods apart do elsewhere,
    by several times the usual variation of that drop.

    Args:
        profiles: What each text says more or less than expected, shape (n_texts, n_words).
        periods: The period of each text.
        centre: Which texts are the centre's.
        steps: The place of each period in the calendar.
    """
    own = np.flatnonzero(centre)
    at, when, many = periods[own], steps[periods[own]], len(steps)
    alike = unit(profiles[own]) @ unit(profiles[own]).T
    agreement: list[float | None] = [None] * many
    for i, period in enumerate(at):
        before = alike[i][(when < when[i]) & (when >= when[i] - REACH)]
        agreement[int(period)] = float(before.mean()) if len(before) else None
    breaks: list[int] = []
    if len(own) >= LEAST_PERIODS:
        apart = np.abs(np.subtract.outer(when, when))
        drops = _drops(alike, apart)
        found = int(np.argmax(drops))
        rest = np.delete(drops, [i for i in (found - 1, found, found + 1) if 0 <= i < len(drops)])
        middle = float(np.median(rest))
        usual = 1.4826 * float(np.median(np.abs(rest - middle)))
        if drops[found] - middle > max(SHARPNESS * usual, LEAST_DROP):
            breaks.append(int(at[found + 2]))
    stretch = np.searchsorted(np.array(breaks, dtype=np.int64), np.arange(many), side="right")
    return Line(tuple(agreement), stretch.astype(np.int64), tuple(breaks))


def _drops(alike: Floats, apart: Ints) -> Floats:
    """Return for each place with two texts before it and after, how far agreement across it falls short.

    Args:
        alike: Agreement of each two texts of the centre, in order of time.
        apart: How many periods apart they are.
    """
    lags = np.unique(apart[apart > 0])
    usual = {int(lag): float(np.median(alike[apart == lag])) for lag in lags}
    short = np.array([[usual.get(int(lag), 0.0) for lag in row] for row in apart]) - alike
    texts = len(alike)
    return np.array(
        [
            short[max(0, cut - REACH) : cut, cut : cut + REACH].mean()
            - 0.5 * (_inside(short, max(0, cut - REACH), cut) + _inside(short, cut, min(texts, cut + REACH)))
            for cut in range(2, texts - 1)
        ]
    )


def _inside(short: Floats, first: int, end: int) -> float:
    block = short[first:end, first:end]
    return float(block[np.triu_indices(len(block), 1)].mean())
