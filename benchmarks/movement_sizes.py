"""A made-up movement of any size for the speed of the engine: 75 parties, a few giants, many small ones."""

from __future__ import annotations

from datetime import date

from linewatch.scenarios.mechanisms import MECHANISMS
from linewatch.scenarios.movement import Channel, Event, Movement, Party
from linewatch.scenarios.parameters import Figure
from linewatch.scenarios.scenario import Scenario
from linewatch.scenarios.warrants import assumed, said

MADE_UP = assumed("made up for a benchmark")
DATED = said("B1")
# Millions of members of the largest parties; the other 60 share what is left in falling sizes.
GIANTS = (10.5, 7.2, 2.1, 1.5, 1.4, 1.4, 1.2, 1.0, 0.9, 0.6, 0.5, 0.5, 0.5, 0.4, 0.3)


def _figure(value: float) -> Figure:
    return Figure(value, value, value, MADE_UP)


def movement(members: int) -> Movement:
    """Return a movement of so many members in 75 parties."""
    left = 33.0 - sum(GIANTS)
    small = [left / 60 * (1.9 - 1.8 * n / 59) for n in range(60)]
    sizes = [round(size / 33.0 * members) for size in (*GIANTS, *small)]
    sizes[0] += members - sum(sizes)
    parties = tuple(_party(n, max(size, 200)) for n, size in enumerate(sizes))
    events = (
        Event("congress", "disclosure", date(2001, 1, 11), DATED),
        Event("leak", "disclosure", date(2001, 2, 1), DATED),
        Event("publication", "disclosure", date(2001, 4, 20), DATED),
        Event("call_off", "call_off", date(2001, 5, 16), DATED, 0.6),
        Event("visit", "coordination", date(2001, 5, 20), DATED),
        Event("shuffle", "change_at_top", date(2001, 5, 1), DATED),
        Event("easing", "emphasis", date(2001, 1, 11), DATED, 0.4),
        Event("split", "cohesion", date(2001, 1, 11), DATED, 0.7),
    )
    channels = (
        Channel("briefings", True, "congress", (0.8, 0.5, 0.3), DATED, (0, 7, 20), 60, True),
        Channel("leaked", False, "leak", (0.3, 0.3, 0.3), DATED),
        Channel("published", False, "publication", (0.8, 0.8, 0.8), DATED),
    )
    warrants = {mechanism.key: DATED for mechanism in MECHANISMS}
    return Movement("made up", parties, channels, events, warrants, centre="P01")


def scenario(days: int = 200, start: int = 0) -> Scenario:
    """Return the course of events, every mechanism on, so many days from so many days after the first."""
    first = date.fromordinal(date(2001, 1, 1).toordinal() + start)
    last = date.fromordinal(first.toordinal() + days - 1)
    return Scenario(
        "all on", "made up", first, last, switches={mechanism.id: True for mechanism in MECHANISMS}
    )


def _party(n: int, size: int) -> Party:
    ruling = n < len(GIANTS) and n != 2
    own = {
        "press": 0.05 if ruling else 0.5 + (n % 6) / 10,
        "fear": 0.9 if ruling else 0.1 + (n % 4) / 10,
        "stake": 0.7 if ruling else 0.2,
        "culture": 0.1 if ruling else (n % 5) / 4,
        "faction": (n % 3 - 1) / 2,
    }
    return Party(f"P{n:02}", _figure(size), 20, 0.05, {name: _figure(value) for name, value in own.items()})
