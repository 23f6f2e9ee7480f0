"""A small movement of our own making: no party of it ever was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from linewatch.scenarios.mechanisms import MECHANISMS
from linewatch.scenarios.movement import Channel, Event, Movement, Party
from linewatch.scenarios.parameters import Figure
from linewatch.scenarios.scenario import Scenario
from linewatch.scenarios.warrants import assumed, said

DATED = said("B1")
MADE_UP = assumed("made up for a test")


def figure(mid: float, low: float | None = None, high: float | None = None) -> Figure:
    return Figure(mid if low is None else low, mid, mid if high is None else high, MADE_UP)


def party(name: str, size: int, leaders: int = 12, **attributes: float) -> Party:
    own = {key: figure(value) for key, value in attributes.items()}
    return Party(name, figure(size), leaders, 0.06, own)


EVENTS = (
    Event("congress", "disclosure", date(2001, 1, 6), DATED),
    Event("leak", "disclosure", date(2001, 1, 20), DATED),
    Event("publication", "disclosure", date(2001, 2, 10), DATED),
    Event("call_off", "call_off", date(2001, 3, 5), DATED, 0.8),
    Event("visit", "coordination", date(2001, 3, 8), DATED, 1.0, ("Opal", "Slate")),
    Event("shuffle", "change_at_top", date(2001, 2, 1), DATED),
    Event("easing", "emphasis", date(2001, 1, 10), DATED, 0.6),
    Event("split", "cohesion", date(2001, 1, 6), DATED, 0.6),
)
CHANNELS = (
    Channel("briefings", True, "congress", (0.8, 0.5, 0.3), DATED, (0, 7, 20), 30, True),
    Channel("leaked", False, "leak", (0.3, 0.3, 0.3), DATED),
    Channel("published", False, "publication", (0.8, 0.8, 0.8), DATED),
)


def movement(sizes: tuple[int, ...] = (6000, 3000, 900, 1500), **more: Any) -> Movement:
    """Return four parties: the centre, one closed, one small and open, one large and open."""
    parties = (
        party("Basalt", sizes[0], press=0.0, fear=1.0, stake=0.8, tie=1.0, weight=1.0, culture=0.0),
        party("Slate", sizes[1], press=0.1, fear=0.7, stake=0.6, culture=0.1),
        party("Opal", sizes[2], press=1.0, fear=0.1, stake=0.1, culture=1.0, front=0.8),
        party("Flint", sizes[3], press=0.8, fear=0.2, stake=0.2, culture=0.4, discipline=0.9),
    )
    made = Movement(
        "invented",
        parties,
        CHANNELS,
        EVENTS,
        {mechanism.key: DATED for mechanism in MECHANISMS},
        centre="Basalt",
        order=(("congress", "leak"), ("leak", "publication"), ("publication", "call_off")),
    )
    return replace(made, **more)


def scenario(**more: Any) -> Scenario:
    """Return the course of events as dated, 100 days."""
    return replace(Scenario("as dated", "invented", date(2001, 1, 1), date(2001, 4, 10)), **more)
