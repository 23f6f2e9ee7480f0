"""The model's own description, made from its rules, numbers, warrants and the case's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

from linewatch.desk.mapping.formulas import rules, steps
from linewatch.desk.reading.documents import shown
from linewatch.desk.simulating.asked import movement_of
from linewatch.desk.simulating.folder import Read
from linewatch.desk.simulating.patterns import read_patterns
from linewatch.desk.simulating.scenario_files import names, read_scenario
from linewatch.record.case_file import CaseFile
from linewatch.record.citing import Resolver
from linewatch.scenarios.odd import Odd, Setting, described

# The seven elements of the protocol, in its order, with what of the value belongs to each.
ELEMENTS: Mapping[str, tuple[str, ...]] = {
    "purpose": ("setting", "outcomes"),
    "entities": (
        "parties", "strata", "attributes", "member_state", "party_state", "gauges", "scale", "shape", "structures",
        "structure_parts",
    ),
    "process": ("steps",),
    "design": ("sources", "levers"),
    "initialization": ("initial",),
    "input": ("channels", "events", "event_kinds"),
    "submodels": ("submodels",),
}  # fmt: skip


def find_odd(case: CaseFile) -> dict[str, Any]:
    """Return the seven elements of the ODD protocol, each mechanism under ``submodels`` with its citations.

    Raises:
        BadMovement: If the case has no movement, or its files do not fit.
    """
    read = movement_of(case)
    value = odd_of(read)
    told: dict[str, Any] = {
        element: {name: _plain(getattr(value, name)) for name in kept} for element, kept in ELEMENTS.items()
    }
    told["submodels"] = told["submodels"]["submodels"]
    resolver = Resolver(case.con)
    cited: dict[str, list[Any]] = {}
    for row in read.cited:
        cited.setdefault(row.id, []).append(shown(resolver.cited(row)))
    told["submodels"] = [
        {**row["mechanism"], **row, "cites": cited.get(row["mechanism"]["key"], [])}
        for row in told["submodels"]
    ]
    for row in told["submodels"]:
        del row["mechanism"]
    return told | {"version": value.version}


def odd_of(read: Read) -> Odd:
    """Return the value of the description of a movement that was read."""
    setting = Setting(
        title=read.title,
        starts=read.starts,
        ends=read.ends,
        names=read.names,
        stands_for=read.stands_for,
        patterns=tuple((str(one.told["id"]), str(one.told["says"])) for one in read_patterns(read)),
        scenarios=tuple((name, read_scenario(read, name).tells) for name in names(read)),
    )
    return described(read.movement, setting, rules(), steps())


def _plain(value: Any) -> Any:
    """Return a value as JSON holds it."""
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
