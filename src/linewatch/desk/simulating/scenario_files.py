"""A scenario as a person writes it in TOML, read against the movement that it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from linewatch.desk.simulating.folder import Read
from linewatch.desk.simulating.reading import one_of, read_toml
from linewatch.errors import BadMovement, nearest
from linewatch.scenarios.mechanisms import BY_ID
from linewatch.scenarios.parameters import PARAMETERS
from linewatch.scenarios.scenario import STRUCTURES, Scenario

NEVER = "never"
_KEYS = (
    "title",
    "tells",
    "case",
    "starts",
    "ends",
    "tempo_days",
    "structure",
    "assumed",
    "switches",
    "parameters",
)


@dataclass(frozen=True, slots=True)
class Written:
    """A scenario with what its file tells a reader.

    Attributes:
        scenario: The value that is run.
        title: What it is called.
        tells: One sentence on what it changes.
        file: Where it was read.
    """

    scenario: Scenario
    title: str
    tells: str
    file: Path


def names(read: Read) -> list[str]:
    """Return the names of the scenarios that lie in the movement's folder."""
    return sorted(path.stem for path in (read.folder / "scenarios").glob("*.toml"))


def read_scenario(read: Read, name: str, overruled: Mapping[str, Any] | None = None) -> Written:
    """Return a scenario by its name in the movement's folder, or by its file.

    Args:
        read: The movement.
        name: ``as_happened``, or a path that ends in .toml.
        overruled: Keys set in place of the file's: structure, assumed.

    Raises:
        BadMovement: If there is none of that name, or its file does not fit the movement.
    """
    path = read.folder / "scenarios" / f"{name}.toml"
    if name.endswith(".toml") or "/" in name:
        path = Path(name)
    elif not path.is_file():
        known = names(read)
        listed = f"Known: {', '.join(known)}." if known else f"Write one in {path.parent}."
        near = nearest(name, known)
        raise BadMovement(
            f"No scenario is named {name!r} in this movement.",
            f"{near} {listed} Or give a file." if near.startswith("Did") else f"{listed} Or give a file.",
        )
    told = read_toml(path) | dict(overruled or {})
    made = _Reader(path, read, told).scenario()
    made.check(read.movement)
    return Written(made, str(told.get("title", path.stem)), str(told.get("tells", "")), path)


@dataclass(frozen=True, slots=True)
class _Reader:
    """One file's values, read key by key so that each refusal names file and key."""

    path: Path
    read: Read
    told: Mapping[str, Any]

    def scenario(self) -> Scenario:
        events = {event.id for event in self.read.movement.events}
        for key in self.told:
            if key not in _KEYS and key not in events:
                self.refuse(f"no key and no event is named {key!r}.", one_of(key, [*_KEYS, *sorted(events)]))
        if "case" not in self.told:
            self.refuse(
                "case is missing.", f'Say which movement it is for: case = "{self.read.movement.id}".'
            )
        if self.told["case"] != self.read.movement.id:
            self.refuse(
                f"it is for the movement {self.told['case']!r}, and this case has {self.read.movement.id!r}.",
                "Run it on its own case, or write it for this one.",
            )
        dates: dict[str, date | None] = {}
        strengths: dict[str, float] = {}
        for key in self.told:
            if key in events:
                self._event(key, self.told[key], dates, strengths)
        return Scenario(
            self.path.stem, self.read.movement.id, self._day_or("starts", self.read.starts),
            self._day_or("ends", self.read.ends), dates, strengths, self._tempo(), self._switches(),
            self._flag("assumed", True), self._structure(), self._numbers(),
        )  # fmt: skip

    def refuse(self, what: str, mend: str) -> NoReturn:
        raise BadMovement(f"{self.path.name}: {what}", mend)

    def _event(self, key: str, told: Any, dates: dict[str, date | None], strengths: dict[str, float]) -> None:
        if not isinstance(told, dict):
            dates[key] = self._day(key, told)
            return
        for inner in told:
            if inner not in ("on", "strength"):
                self.refuse(f"{key} has no key {inner!r}.", one_of(inner, ("on", "strength")))
        if not told:
            self.refuse(f"{key} is empty.", f'Write {key} = "1956-06-30", or {key} = {{ strength = 0.6 }}.')
        if "on" in told:
            dates[key] = self._day(f"{key}.on", told["on"])
        if "strength" in told:
            value = self._number(f"{key}.strength", told["strength"])
            kind = next(event.kind for event in self.read.movement.events if event.id == key)
            least = -1.0 if kind == "emphasis" else 0.0
            if not least <= value <= 1:
                self.refuse(
                    f"{key}.strength is {value:g}; it must lie between {least:g} and 1.",
                    f'To leave the event out write {key} = "never".',
                )
            strengths[key] = value

    def _day(self, key: str, told: Any) -> date | None:
        if told == NEVER:
            return None
        try:
            return date.fromisoformat(str(told))
        except ValueError:
            self.refuse(f"{key} is {told!r}, which is no day.", f'Write {key} = "1956-06-30", or "never".')

    def _day_or(self, key: str, otherwise: date) -> date:
        if key not in self.told:
            return otherwise
        made = self._day(key, self.told[key])
        return made or self.refuse(f"{key} cannot be never.", f'Write {key} = "1956-06-30".')

    def _number(self, key: str, told: Any) -> float:
        if isinstance(told, bool) or not isinstance(told, int | float) or not abs(told) < float("inf"):
            self.refuse(f"{key} is {told!r}, which is no number.", f"Write {key} = 0.6.")
        return float(told)

    def _tempo(self) -> int | None:
        told = self.told.get("tempo_days")
        if told is None:
            return None
        if isinstance(told, bool) or not isinstance(told, int) or told < 0:
            self.refuse(f"tempo_days is {told!r}.", "Give a whole number of days, 0 or more.")
        return told

    def _flag(self, key: str, otherwise: bool) -> bool:
        told = self.told.get(key, otherwise)
        if not isinstance(told, bool):
            self.refuse(f"{key} is {told!r}.", f"Write {key} = true or {key} = false.")
        return told

    def _structure(self) -> Any:
        told = self.told.get("structure", STRUCTURES[-1])
        if told not in STRUCTURES:
            self.refuse(f"structure is {told!r}.", one_of(str(told), [f'"{name}"' for name in STRUCTURES]))
        return told

    def _table(self, key: str) -> dict[str, Any]:
        told = self.told.get(key, {})
        if not isinstance(told, dict):
            self.refuse(f"{key} is {told!r}.", f"Write it as a table: [{key}] and a line for each.")
        return told

    def _switches(self) -> dict[str, bool]:
        told = self._table("switches")
        for name, value in told.items():
            if name not in BY_ID:
                self.refuse(f"no mechanism is named {name!r}.", one_of(name, BY_ID))
            if not isinstance(value, bool):
                self.refuse(f"switches.{name} is {value!r}.", f"Write {name} = true or {name} = false.")
        return told

    def _numbers(self) -> dict[str, float]:
        made: dict[str, float] = {}
        for name, value in self._table("parameters").items():
            if name not in PARAMETERS:
                self.refuse(f"no parameter is named {name!r}.", nearest(name, PARAMETERS, "odd"))
            made[name] = self._number(f"parameters.{name}", value)
            if made[name] < 0:
                self.refuse(f"parameters.{name} is {made[name]:g}.", "Give 0 or more.")
        return made
