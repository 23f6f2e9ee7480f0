"""A movement's folder of plain files, read into a value: parties, channels, events, numbers, warrants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from linewatch.desk.simulating.reading import GROUNDS, Row, one_of, read_csv, read_toml
from linewatch.errors import BadMovement
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import CitationRow
from linewatch.scenarios.mechanisms import MECHANISMS
from linewatch.scenarios.movement import EVENT_KINDS, Channel, Event, Movement, Party, Shape
from linewatch.scenarios.parameters import ATTRIBUTES, PARAMETERS, Figure
from linewatch.scenarios.warrants import Warrant

FOLDER = "movement"
_PARTIES = (
    "id", "name", "actor", "parties", "low", "mid", "high", "ground", "blocks", "source", "leaders", "cadre_share",
    "group", "thin",
)  # fmt: skip
_ATTRIBUTES = ("party", "name", "low", "mid", "high", "ground", "blocks", "source")
_CHANNELS = (
    "id", "inside", "opens", "leaders", "cadre", "rank", "after_leaders", "after_cadre", "after_rank", "ramp_days",
    "planned", "parties", "ground", "blocks", "source",
)  # fmt: skip
_EVENTS = ("id", "record", "kind", "on", "strength", "parties", "ground", "blocks", "source")
_WARRANTS = ("mechanism", "document", "page", "locator", "exact")
_TREES = ("party", "cell", "superior")
_MOVEMENT = ("id", "title", "centre", "starts", "ends", "order", "shape", "names")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the case's own record holds that a movement is tied to.

    Attributes:
        actors: Ids of actors.
        events: For each event its date and its outside date, as EDTF or None.
        locators: Locators of its documents; empty where the case ties none.
    """

    actors: frozenset[str]
    events: Mapping[str, tuple[str | None, str | None]]
    locators: frozenset[str]


@dataclass(frozen=True, slots=True)
class Read:
    """A movement as its folder gives it.

    Attributes:
        movement: The value that is run.
        folder: Where it was read.
        title: What it is called.
        starts: First day, unless a scenario says otherwise.
        ends: Last day.
        names: Names of parties by id.
        stands_for: How many parties each row stands for: more than 1 for a block.
        thin: How many members one stands for, by party, unless a run is asked otherwise.
        cited: The citations behind the mechanisms' warrants.
        limits: What results cannot say, and patterns they are held against, as the folder gives them.
    """

    movement: Movement
    folder: Path
    title: str
    starts: date
    ends: date
    names: Mapping[str, str]
    stands_for: Mapping[str, int]
    thin: Mapping[str, int]
    cited: tuple[CitationRow, ...]
    limits: Mapping[str, Any]


def read_movement(folder: Path, recorded: Recorded | None = None) -> Read:
    """Return the movement in a folder.

    Args:
        folder: Holds movement.toml, parties.csv, attributes.csv, channels.csv, events.csv, warrants.csv,
            parameters.toml and limits.toml; scenarios lie in scenarios/.
        recorded: What the case records; None checks nothing against it.

    Raises:
        BadMovement: If something does not fit, with file, line and what is known.
    """
    if not folder.is_dir():
        raise BadMovement(
            f"This case has no movement: there is no folder {folder}.",
            "Write movement.toml, parties.csv, channels.csv, events.csv and warrants.csv, or try: linewatch demo",
        )
    told = read_toml(folder / "movement.toml")
    for key in told:
        if key not in _MOVEMENT:
            raise BadMovement(f"movement.toml: no key is named {key!r}.", one_of(key, _MOVEMENT))
    for key in ("id", "starts", "ends"):
        if key not in told:
            raise BadMovement(f"movement.toml: {key} is missing.", f"Give {key}.")
    rows = read_csv(folder / "parties.csv", _PARTIES)
    parties = _parties(folder, rows, recorded)
    events = _events(folder, recorded, [p.id for p in parties], {p.group for p in parties if p.group})
    cited = _warrants(folder)
    movement = Movement(
        str(told["id"]),
        parties,
        _channels(folder, [e.id for e in events], parties),
        _grouped(events, parties),
        _resolved(cited),
        _parameters(folder),
        told.get("centre"),
        tuple((str(a), str(b)) for a, b in told.get("order", [])),
        _shape(told.get("shape", {})),
    )
    _check_blocks(folder, movement, recorded)
    return Read(
        movement,
        folder,
        str(told.get("title", told["id"])),
        _day(told, "starts"),
        _day(told, "ends"),
        {row.cells["id"]: row.cells["name"] for row in rows},
        {row.cells["id"]: row.whole("parties", 1) for row in rows},
        {row.cells["id"]: row.whole("thin", 1) for row in rows if row.whole("thin", 1) != 1},
        cited,
        read_toml(folder / "limits.toml") if (folder / "limits.toml").exists() else {},
    )


def _day(told: Mapping[str, Any], key: str) -> date:
    try:
        return date.fromisoformat(str(told[key]))
    except ValueError as error:
        raise BadMovement(
            f"movement.toml: {key} is {told[key]!r}, which is no day.", "Write it as 1956-06-30."
        ) from error


def _shape(told: Mapping[str, Any]) -> Shape:
    known = ("cell", "branch", "near_ties", "far_ties", "region", "seed")
    for key, value in told.items():
        if key not in known:
            raise BadMovement(f"movement.toml, [shape]: no key is named {key!r}.", one_of(key, known))
        if not isinstance(value, int):
            raise BadMovement(f"movement.toml, [shape]: {key} is {value!r}.", "Give a whole number.")
    return Shape(**told)


def _parties(folder: Path, rows: Sequence[Row], recorded: Recorded | None) -> tuple[Party, ...]:
    own, trees = _attributes(folder, rows), _trees(folder, [row.cells["id"] for row in rows])
    return tuple(replace(_party(row, own, recorded), superiors=trees.get(row.cells["id"])) for row in rows)


def _trees(folder: Path, parties: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return the trees that are given cell by cell, where there is a trees.csv; all others are regular."""
    if not (folder / "trees.csv").exists():
        return {}
    made: dict[str, list[int]] = {}
    for row in read_csv(folder / "trees.csv", _TREES):
        above = made.setdefault(row.one_of("party", parties), [])
        if row.whole("cell") != len(above):
            row.refuse(
                f"cell {row.cells['cell']} stands where {len(above)} should.", "Number cells from 0 on."
            )
        above.append(row.whole("superior", -1))
    return {party: tuple(above) for party, above in made.items()}


def _party(row: Row, own: Mapping[tuple[str, str], Figure], recorded: Recorded | None) -> Party:
    ident, group = row.text("id"), row.cells["group"]
    if recorded is not None and row.cells["actor"]:
        row.one_of("actor", sorted(recorded.actors))
    size = row.figure()
    if size.low < 3:
        row.refuse(
            f"{ident} has {size.low:g} members: a party needs a leader, cadre and rank and file.",
            "Give it more members, or put it into a block of others.",
        )
    given = {
        name: own[owner, name] for owner in ("*", group, ident) for name in ATTRIBUTES if (owner, name) in own
    }
    return Party(ident, size, row.whole("leaders"), row.number("cadre_share"), given, group)


def _attributes(folder: Path, parties: Sequence[Row]) -> dict[tuple[str, str], Figure]:
    """Return figures by party (or group, or * for all) and attribute."""
    if not (folder / "attributes.csv").exists():
        return {}
    whom = [
        "*",
        *(row.cells["id"] for row in parties),
        *sorted({row.cells["group"] for row in parties} - {""}),
    ]
    made: dict[tuple[str, str], Figure] = {}
    for row in read_csv(folder / "attributes.csv", _ATTRIBUTES):
        key = row.one_of("party", whom), row.one_of("name", ATTRIBUTES)
        if key in made:
            row.refuse(f"{key[1]} of {key[0]} stands there twice.", "Keep one of them.")
        made[key] = row.figure()
    return made


def _events(
    folder: Path, recorded: Recorded | None, parties: Sequence[str], groups: set[str]
) -> tuple[Event, ...]:
    made: list[Event] = []
    for row in read_csv(folder / "events.csv", _EVENTS):
        kind: Any = row.one_of("kind", EVENT_KINDS)
        strength = row.number("strength", 1.0)
        if not (-1 if kind == "emphasis" else 0) <= strength <= 1:
            row.refuse(
                f"the strength is {strength:g}.",
                "Give 0 to 1; for emphasis -1 (discipline) to 1 (initiative).",
            )
        on = row.day("on")
        if recorded is not None and row.cells["record"]:
            _check_date(row, on, recorded)
        whom = tuple(_one(row, name, [*parties, *sorted(groups)]) for name in row.several("parties")) or None
        made.append(Event(row.text("id"), kind, on, row.warrant(), strength, whom))
    return tuple(made)


def _check_date(row: Row, on: date | None, recorded: Recorded) -> None:
    """Refuse a day that the record does not allow, and one called said that only an outside source gives."""
    inside, outside = recorded.events[row.one_of("record", sorted(recorded.events))]
    if on is None:
        return
    for told in filter(None, (outside, inside)):
        spans = PartialDate.parse(told)
        if (spans.earliest or on) <= on <= (spans.latest or on):
            if row.cells["ground"] == "said" and told is outside and inside is None:
                row.refuse(
                    f"the day of {row.cells['record']} is known from outside the documents alone.",
                    "Call its ground found, with the source.",
                )
            return
    row.refuse(
        f"{on} is no day of {row.cells['record']}, which the record dates {inside or outside or 'nowhere'}.",
        "Change the day here or in the case's events.",
    )


def _one(row: Row, name: str, known: Sequence[str]) -> str:
    if name not in known:
        row.refuse(f"no party or group is named {name!r}.", one_of(name, known))
    return name


def _grouped(events: Sequence[Event], parties: Sequence[Party]) -> tuple[Event, ...]:
    return tuple(
        Event(e.id, e.kind, e.on, e.warrant, e.strength, _members(e.parties, parties)) for e in events
    )


def _members(named: tuple[str, ...] | None, parties: Sequence[Party]) -> tuple[str, ...] | None:
    """Return party ids for names of parties and of groups."""
    if named is None:
        return None
    return tuple(p.id for p in parties if p.id in named or (p.group and p.group in named))


def _channels(folder: Path, events: Sequence[str], parties: Sequence[Party]) -> tuple[Channel, ...]:
    known = [*(p.id for p in parties), *sorted({p.group for p in parties} - {""})]
    made: list[Channel] = []
    for row in read_csv(folder / "channels.csv", _CHANNELS):
        depth = row.number("leaders"), row.number("cadre"), row.number("rank")
        after = row.whole("after_leaders", 0), row.whole("after_cadre", 0), row.whole("after_rank", 0)
        if min(depth) < 0 or max(depth) > 1:
            row.refuse(f"it tells {min(depth):g} to {max(depth):g}.", "Give shares from 0 to 1.")
        whom = tuple(_one(row, name, known) for name in row.several("parties")) or None
        made.append(
            Channel(
                row.text("id"), row.flag("inside"), row.one_of("opens", events), depth, row.warrant(), after,
                row.whole("ramp_days", 0), row.flag("planned"), _members(whom, parties),
            )
        )  # fmt: skip
    return tuple(made)


def _warrants(folder: Path) -> tuple[CitationRow, ...]:
    keys = [mechanism.key for mechanism in MECHANISMS]
    made: list[CitationRow] = []
    for row in read_csv(folder / "warrants.csv", _WARRANTS):
        key = row.one_of("mechanism", keys)
        cells = row.cells
        made.append(
            CitationRow(
                of="movement", id=key, document=row.text("document"), page=cells["page"] or None,
                locator=row.text("locator"), exact=cells["exact"] or None,
            )
        )  # fmt: skip
    return tuple(made)


def _resolved(cited: Sequence[CitationRow]) -> dict[str, Warrant]:
    blocks: dict[str, list[str]] = {}
    for row in cited:
        blocks.setdefault(row.id, []).append(row.locator or "")
    return {key: Warrant("said", tuple(dict.fromkeys(named))) for key, named in blocks.items()}


def _parameters(folder: Path) -> dict[str, Figure]:
    path = folder / "parameters.toml"
    if not path.exists():
        return {}
    made: dict[str, Figure] = {}
    for name, told in read_toml(path).items():
        where = f"parameters.toml, [{name}]"
        if name not in PARAMETERS:
            raise BadMovement(f"parameters.toml: no parameter is named {name!r}.", one_of(name, PARAMETERS))
        if not isinstance(told, dict):
            raise BadMovement(f"{where} holds {told!r}.", "Give low, mid, high, ground and source.")
        made[name] = _figure(where, told)
    return made


def _figure(where: str, told: Mapping[str, Any]) -> Figure:
    known = ("low", "mid", "high", "ground", "blocks", "source", "means")
    for key in told:
        if key not in known:
            raise BadMovement(f"{where}: no key is named {key!r}.", one_of(key, known))
    numbers: list[float] = []
    for key in ("low", "mid", "high"):
        value = told.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadMovement(f"{where}: {key} is {value!r}.", "Give a number.")
        numbers.append(float(value))
    low, mid, high = numbers
    if not 0 <= low <= mid <= high:
        raise BadMovement(
            f"{where}: {low:g}, {mid:g}, {high:g} do not rise from 0 on.", "Give low, mid, high."
        )
    ground = told.get("ground")
    if ground not in GROUNDS:
        raise BadMovement(f"{where}: ground is {ground!r}.", f"Write one of {', '.join(GROUNDS)}.")
    return Figure(low, mid, high, Warrant(ground, tuple(told.get("blocks", ())), str(told.get("source", ""))))


def _check_blocks(folder: Path, movement: Movement, recorded: Recorded | None) -> None:
    """Refuse a block that no document of the case has."""
    if recorded is None or not recorded.locators:
        return
    resting = [
        *((f"parties.csv, {p.id}", p.size.warrant) for p in movement.parties),
        *(
            (f"attributes.csv, {p.id} {n}", f.warrant)
            for p in movement.parties
            for n, f in p.attributes.items()
        ),
        *((f"channels.csv, {c.id}", c.warrant) for c in movement.channels),
        *((f"events.csv, {e.id}", e.warrant) for e in movement.events),
        *((f"parameters.toml, {n}", f.warrant) for n, f in movement.parameters.items()),
        *((f"warrants.csv, {key}", w) for key, w in movement.warrants.items()),
    ]
    for where, warrant in resting:
        for block in warrant.blocks:
            if block not in recorded.locators:
                raise BadMovement(
                    f"{where}: no document of this case has a place {block!r}.",
                    one_of(block, sorted(recorded.locators)) if folder else "",
                )
