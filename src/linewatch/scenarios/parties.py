"""What a party does in a day: command over its members, its leader's standing and replacement, what it hears.

Plain functions on arrays of whole numbers, shape (parties,) unless told otherwise; shares are of 1/32768. Each carries
one mechanism, named in its docstring.
"""

# ruff: noqa: PLR0913, PLR0917 - a rule is told all it depends on
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linewatch.scenarios.member import FULL, ONE

Whole = NDArray[np.int64]


def times(a: Whole | int, b: Whole | int) -> Whole:
    """Return the product of shares."""
    return np.asarray(a, np.int64) * np.asarray(b, np.int64) >> 15


def capped(a: Whole) -> Whole:
    """Return shares kept between 0 and FULL."""
    return np.minimum(np.maximum(a, 0), FULL)


def part(some: Whole, whole: Whole) -> Whole:
    """Return some of a whole as a share; none of nothing is 0."""
    return some * FULL // np.maximum(whole, 1)


def standing(leader_sums: Whole, inside: Whole) -> Whole:
    """Return the mean trust of cadre, rank and file in their leader; shapes (parties, 3)."""
    return leader_sums[:, 1:].sum(axis=1) // np.maximum(inside[:, 1:].sum(axis=1), 1)


def lost_standing(now: Whole, first: Whole) -> Whole:
    """Return what part of his standing on the first day a leader has lost (K5, K15)."""
    return capped(ONE - now * ONE // np.maximum(first, 1))


def command(
    discipline: Whole, lost: Whole, jeopardy: int, loosened: Whole, dilemma: Whole, added: Whole
) -> Whole:
    """Return the weight of command over members.

    Args:
        discipline: Command at rest.
        lost: Standing lost (K5).
        jeopardy: How much of command goes with it.
        loosened: What loosened relations at the top take (K21).
        dilemma: What the need to look independent takes (K18).
        added: What visits and a leader kept add, less what a new leader costs (K15, K17).
    """
    kept = times(times(capped(ONE - times(lost, jeopardy)), capped(ONE - loosened)), capped(ONE - dilemma))
    return capped(times(discipline, kept) + added)


def leader_load(load: int, spill: int, association: Whole, replaced: Whole) -> Whole:
    """Return the fall of trust in the own leader by a full shock (K4), with the spill from the symbol (K6).

    A new leader is associated half as much for each time he was replaced.
    """
    return load + times(spill, association >> np.minimum(replaced, 15))


def receptiveness(culture: Whole, gain: int) -> Whole:
    """Return how much of a shock a party feels, in 1/4096 (K10)."""
    return (ONE + times(culture, gain)) >> 3


def infallibility(before: Whole, told: Whole, loss: int) -> Whole:
    """Return the weight left to the centre's signals: never more than before (K23). ``told`` is mean exposure."""
    return np.minimum(before, capped(ONE - times(told, loss)))


def replacement(lost: Whole, loyalty: Whole, base: int, crisis: int, loyal: int) -> Whole:
    """Return the chance of the day that a leader is replaced (K15)."""
    return times(base, times(capped(ONE - times(lost, crisis)), capped(ONE - times(loyalty, loyal))))


def leader_rest(base: int, rise: int, replaced: Whole, fresh: int, lost: Whole, credibility: int) -> Whole:
    """Return where trust in the own leader rests, shape (parties, 3): replaced or kept through a crisis (K15)."""
    own = np.where(replaced > 0, fresh, -times(lost, credibility))
    return capped(base + own[:, None] + rise * np.array([2, 1, 0]))


def faction_rest(base: int, rise: int, tie: Whole, gain: int) -> Whole:
    """Return where trust in the centre rests, shape (parties, 3), shifted by the tie to a faction (K22)."""
    return capped(base + times(tie, gain)[:, None] + rise * np.array([2, 1, 0]))


def heard_share(voices: Whole, inside: Whole, weights: tuple[int, int, int]) -> Whole:
    """Return what of a party is heard speaking in public; shapes (parties, 3), weights of the strata (K7)."""
    shares = part(voices, inside)
    return (shares * np.array(weights)).sum(axis=1) // max(sum(weights), 1)


def seen_voices(own: Whole, weight: Whole, press: Whole, own_gain: int, world_gain: int) -> Whole:
    """Return what public voices license: those of the own party, and of the others as far as they can be read (K7)."""
    others = np.maximum(weight.sum() - weight, 1)
    world = ((own * weight).sum() - own * weight) // others
    return times(own, own_gain) + times(times(world, press), world_gain)


def front_success(front: Whole, visible: Whole) -> Whole:
    """Return what is left of success with allies where the centre's hand is seen (K18)."""
    return capped(ONE - times(front, visible))


def dissolution_talk(doubt: Whole, line: int) -> Whole:
    """Return 1 where the cadre's mean doubt is past the line at which dissolving is talked of (K9)."""
    return (doubt > line).astype(np.int64)
