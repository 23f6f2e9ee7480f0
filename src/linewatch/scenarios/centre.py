"""What the centre does in a day: disclosure, selection, calling off, visits, emphasis, and what it feels in return."""

# ruff: noqa: PLR0913, PLR0917 - a rule is told all it depends on
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from linewatch.scenarios.member import FULL
from linewatch.scenarios.movement import Channel, Event
from linewatch.scenarios.parties import capped, times

Whole = NDArray[np.int64]


def depth_of(channel: Channel, days_open: int, ramp_days: int) -> list[int]:
    """Return how much a channel tells each stratum so many days after it opened (below 0: nothing)."""
    depths: list[int] = []
    for depth, after in zip(channel.depth, channel.after_days, strict=True):
        since = days_open - after
        full = round(depth * FULL)
        if since < 0:
            depths.append(0)
        elif ramp_days == 0:
            depths.append(full)
        else:
            depths.append(full * min(since + 1, ramp_days) // ramp_days)
    return depths


def disclosed(channels: Iterable[tuple[Channel, int, list[int]]], today: int, parties: int) -> Whole:
    """Return the deepest that open channels tell each party and stratum, shape (parties, 3).

    Args:
        channels: Each with the day it opens and the numbers of the parties it reaches.
        today: The day.
        parties: How many parties there are.
    """
    told = np.zeros((parties, 3), np.int64)
    for channel, opens, reached in channels:
        depth = depth_of(channel, today - opens, channel.ramp_days)
        told[reached] = np.maximum(told[reached], depth)
    return told


inside_channels = outside_channels = disclosed


def contradiction(told: Whole, strength: int, size: int) -> Whole:
    """Return what is to be told after a call-off: where anything was told, a new contradiction besides (K14)."""
    return np.where(told > 0, np.minimum(told + times(strength, size), FULL), told)


def pressure(heavy: Whole, weight: Whole, gain: int) -> int:
    """Return the pressure that the centre feels: specific criticism, weighed by where it comes from (K11)."""
    felt = (heavy * weight).sum() // max(int(weight.sum()), 1)
    return int(min(times(felt, gain), FULL))


def shown(
    balanced: Whole, heavy: Whole, organ: Whole, base: int, gain: int, felt: int
) -> tuple[Whole, Whole]:
    """Return the balanced and heavy voices that are seen after the centre's organ has selected (K12)."""
    selects = times(organ, int(capped(np.asarray(base + times(gain, felt)))))
    return np.minimum(balanced + times(balanced, selects), FULL), heavy - times(heavy, selects)


def call_off_cost(
    days: int, strength: int, price: int, after: Sequence[int], fades: int, obeyed: Whole
) -> Whole:
    """Return the price that a call-off puts on a voice, shape (parties, 3): leaders first, members later (K13).

    Args:
        days: Days since the call-off, below 0 before it.
        strength: Its strength.
        price: Price at full strength under full command.
        after: Days until it holds in each stratum.
        fades: Part of its force lost in a day.
        obeyed: Weight of command times the weight left to the centre's signals.
    """
    force = faded(strength, fades, max(days, 0))
    holds = np.array([force if days >= start else 0 for start in after])
    return times(times(obeyed, price)[:, None], holds[None, :])


def faded(value: int, fades: int, days: int) -> int:
    """Return a value after so many days, each of which takes a part of it."""
    for _ in range(days):
        value -= value * fades >> 15
    return value


def coordination(before: Whole, visits: Whole, fades: int) -> Whole:
    """Return what visits add to command today (K17)."""
    return capped(before - times(before, fades) + visits)


def copied_change(days: int, strength: int, tie: Whole, gain: int, lag_days: int) -> Whole:
    """Return the chance of the day that a change at the top is copied: even over the lag, then over (K16)."""
    if not 0 < days <= lag_days:
        return np.zeros_like(tie)
    return times(times(tie, gain), strength) // lag_days


def emphasis(party: Whole, centre: int, drift: int) -> Whole:
    """Return each party's emphasis a day nearer to the centre's: -FULL discipline, FULL initiative (K19)."""
    return party + ((centre - party) * drift >> 15)


def value_on(events: Iterable[Event], kind: str, day: date, rest: float) -> int:
    """Return the centre's emphasis or cohesion on a day: that of the last event of its kind, or at rest."""
    past = [
        (event.on, event.id, event.strength)
        for event in events
        if event.kind == kind and event.on and event.on <= day
    ]
    return round((max(past)[2] if past else rest) * FULL)


def loosened(cohesion: int, gain: int) -> int:
    """Return what loosened relations at the top take from command (K21)."""
    return (FULL - cohesion) * gain >> 15
