"""What is asked: dates moved or left out, strengths, the tempo planned, which rules hold, which structure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from linewatch.errors import BadMovement
from linewatch.scenarios.mechanisms import BY_ID, MECHANISMS
from linewatch.scenarios.movement import Event, Movement, check_strength, known
from linewatch.scenarios.parameters import PARAMETERS, largest

Structure = Literal["tree", "tree and press", "tree, press and ties"]
STRUCTURES: Final = ("tree", "tree and press", "tree, press and ties")
LONGEST: Final = 3660


@dataclass(frozen=True, slots=True)
class Scenario:
    """One course of events to run a movement through.

    Attributes:
        name: As results name it.
        movement: Id of the movement it is for.
        starts: First day.
        ends: Last day.
        dates: Events moved; None is never.
        strengths: Events given another strength.
        tempo_days: Days over which planned channels open; None leaves each its own.
        switches: Mechanisms switched on or off, by id.
        assumed: False switches off every part that is assumed, and nothing else.
        structure: Which of the rival structures holds.
        parameters: Numbers set for this scenario.
    """

    name: str
    movement: str
    starts: date
    ends: date
    dates: Mapping[str, date | None] = field(default_factory=dict[str, date | None])
    strengths: Mapping[str, float] = field(default_factory=dict[str, float])
    tempo_days: int | None = None
    switches: Mapping[str, bool] = field(default_factory=dict[str, bool])
    assumed: bool = True
    structure: Structure = "tree, press and ties"
    parameters: Mapping[str, float] = field(default_factory=dict[str, float])

    @property
    def days(self) -> int:
        """Days from the first to the last, both counted."""
        return (self.ends - self.starts).days + 1

    @property
    def on(self) -> frozenset[str]:
        """Ids of the mechanisms that hold."""
        return frozenset(m.id for m in MECHANISMS if self.switches.get(m.id, m.on))

    def check(self, movement: Movement) -> None:
        """Refuse a scenario that does not fit the movement.

        Raises:
            BadMovement: For another case's scenario, dates out of order, a strength or a tempo below nothing, and names
                that are not known.
        """
        if self.movement != movement.id:
            raise BadMovement(
                f"Scenario {self.name!r} is for {self.movement!r}, not for {movement.id!r}.",
                "Run it on its own case, or write it for this one.",
            )
        if not 1 <= self.days <= LONGEST:
            raise BadMovement(
                f"Scenario {self.name!r} runs from {self.starts} to {self.ends}.",
                f"Let it end on or after its first day, {LONGEST} days later at most.",
            )
        known("structure", self.structure, STRUCTURES)
        for name in self.switches:
            known("mechanism", name, BY_ID)
        for name, value in self.parameters.items():
            known("parameter", name, PARAMETERS)
            most = largest(PARAMETERS[name])
            if not 0 <= value <= most:
                raise BadMovement(f"Parameter {name} is {value:g}.", f"Give 0 to {most:g}.")
        if self.tempo_days is not None and self.tempo_days < 0:
            raise BadMovement(f"A tempo of {self.tempo_days} days runs backwards.", "Give 0 or more.")
        self._check_events(movement)

    def _check_events(self, movement: Movement) -> None:
        events = {event.id: event for event in movement.events}
        for name in [*self.dates, *self.strengths]:
            known("event", name, events)
        for name, strength in self.strengths.items():
            check_strength(f"event {name}", strength, -1.0 if events[name].kind == "emphasis" else 0.0)
        on = {event.id: event.on for event in self.events(movement)}
        for earlier, later in movement.order:
            first, second = on[earlier], on[later]
            if first is not None and second is not None and first > second:
                raise BadMovement(
                    f"Dates out of order in {self.name!r}: {earlier} on {first} comes after {later} on {second}.",
                    f"Move one of them, or leave {earlier} out with: never.",
                )

    def events(self, movement: Movement) -> tuple[Event, ...]:
        """Return the movement's events as this scenario dates them."""
        return tuple(
            Event(
                event.id,
                event.kind,
                self.dates.get(event.id, event.on),
                event.warrant,
                self.strengths.get(event.id, event.strength),
                event.parties,
            )
            for event in movement.events
        )
