"""Run a scenario many times, against a baseline with the same dice, and tell what comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

import numpy as np

from linewatch.desk.reading.documents import shown
from linewatch.desk.simulating import many, results, room
from linewatch.desk.simulating.folder import FOLDER, Read, Recorded, read_movement
from linewatch.desk.simulating.kept_runs import KeptRuns, model_version
from linewatch.desk.simulating.limits import data_counts, limits
from linewatch.desk.simulating.patterns import patterns
from linewatch.desk.simulating.reading import one_of
from linewatch.desk.simulating.scenario_files import Written, names, read_scenario
from linewatch.errors import BadMovement, BadValue
from linewatch.record import said
from linewatch.record.case_file import CaseFile
from linewatch.record.citing import Resolver
from linewatch.record.rules import BY_TABLE
from linewatch.scenarios.keeping import memory_needed
from linewatch.scenarios.mechanisms import MECHANISMS
from linewatch.scenarios.movement import known
from linewatch.scenarios.running import Settings
from linewatch.scenarios.scenario import STRUCTURES
from linewatch.scenarios.traces import Trace

SEED, RUNS = 1, 20
_MOST_RUNS = 100_000
_EVERY_PARTY = "*"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a simulation.

    Attributes:
        scenario: A name in the case's movement, or a file.
        against: The baseline, named likewise; None for none.
        runs: How many runs of each.
        seed: Seed of all draws.
        thin: How many members one stands for, by party, in place of what the movement's folder says; under ``*`` for
            all parties that the folder thins at once (1 keeps every member).
        structure: Set for both scenarios in place of their own: tree, tree and press, or tree, press and ties.
        assumed: False switches off every part that is assumed, in both.
        vary: Whether each run draws the numbers from their ranges; False keeps all at their middle.
        threads: Threads; None takes every core. The result is the same for any.
        days: On which days rows are given: ``months`` for the last day of each, ``all``.
    """

    scenario: str
    against: str | None = None
    runs: int = RUNS
    seed: int = SEED
    thin: Mapping[str, int] = field(default_factory=dict[str, int])
    structure: str | None = None
    assumed: bool = True
    vary: bool = True
    threads: int | None = None
    days: str = "months"


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that is known before the first run starts.

    Attributes:
        read: The movement.
        scenarios: The scenario and, where one is asked for, its baseline.
        thin: How many members one stands for, by party.
        tasks: Every run, in the order of the result: the scenario's, then the baseline's.
        to_make: Those of them that are not kept yet.
        store: Where they are kept.
        fit: What they need of this machine.
        threads: Threads in all.
    """

    read: Read
    scenarios: tuple[Written, ...]
    thin: Mapping[str, int]
    tasks: tuple[many.Task, ...]
    to_make: tuple[many.Task, ...]
    store: KeptRuns
    fit: room.Fit
    threads: int


def movement_of(case: CaseFile) -> Read:
    """Return the case's movement.

    Raises:
        BadMovement: If it has none, or its files do not fit.
    """
    return read_movement(case.folder / FOLDER, recorded(case))


def recorded(case: CaseFile) -> Recorded:
    """Return what the case's record holds that a movement is tied to."""
    actors = frozenset(str(getattr(row, "id", "")) for row in said.rows(case.con, BY_TABLE["actors"]))
    events: dict[str, tuple[str | None, str | None]] = {}
    for row in said.rows(case.con, BY_TABLE["events"]):
        events[str(getattr(row, "id", ""))] = (getattr(row, "date", None), getattr(row, "outside_date", None))
    tied = case.con.execute("SELECT DISTINCT locator FROM locators")
    return Recorded(actors, events, frozenset(locator for (locator,) in tied))


def list_scenarios(case: CaseFile) -> list[dict[str, Any]]:
    """Return the scenarios of the case's movement: name, title, what each changes."""
    read = movement_of(case)
    made = [(name, read_scenario(read, name)) for name in names(read)]
    return [{"name": name, "title": each.title, "tells": each.tells} for name, each in made]


def prepare(case: CaseFile, asked: Asked) -> Prepared:
    """Return all that is known before the first run starts.

    Raises:
        BadMovement: If the movement or a scenario does not fit, or there is too little disk.
        TooLittleMemory: If one run does not fit into memory.
        BadValue: If a number asked for makes no sense.
    """
    _check(asked)
    read = movement_of(case)
    overruled = {"structure": asked.structure} if asked.structure else {}
    overruled |= {} if asked.assumed else {"assumed": False}
    wanted = [asked.scenario, *([asked.against] if asked.against else [])]
    scenarios = tuple(read_scenario(read, name, overruled) for name in wanted)
    if len({each.scenario.starts for each in scenarios}) > 1:
        raise BadMovement(
            f"{wanted[0]} starts on {scenarios[0].scenario.starts}, {wanted[1]} on {scenarios[1].scenario.starts}.",
            "Let both start on the same day: only then do the same dice fall on the same days.",
        )
    thin = _thinned(read, asked.thin)
    store, threads = KeptRuns(case.folder), asked.threads or many.cores()
    tasks = tuple(
        many.Task(each.scenario, settings, store.path(read.movement, each.scenario, settings))
        for each in scenarios
        for settings in (Settings(asked.seed, n, thin, asked.vary) for n in range(asked.runs))
    )
    to_make = tuple({t.path: t for t in tasks if not t.path.exists()}.values())
    needed = max(
        (memory_needed(read.movement, s.scenario, thin) for s in scenarios), key=lambda r: r.memory_bytes
    )
    whole = sum(round(p.size.mid) for p in read.movement.parties)
    workers = 1 if needed.members >= many.LARGE else threads
    disk = max(s.scenario.days for s in scenarios) * len(read.movement.parties) * 400
    fit = room.fitted(needed, whole, workers, len(to_make), (store.folder, disk))
    return Prepared(read, scenarios, thin, tasks, to_make, store, fit, threads)


def _check(asked: Asked) -> None:
    if not 1 <= asked.runs <= _MOST_RUNS:
        raise BadValue(f"{asked.runs} runs cannot be made.", f"Give 1 to {_MOST_RUNS:,}.")
    if asked.seed < 0:
        raise BadValue(f"The seed is {asked.seed}.", "Give 0 or more.")
    if asked.threads is not None and asked.threads < 1:
        raise BadValue(f"{asked.threads} threads make no run.", "Give 1 or more, or leave --threads out.")
    if asked.structure is not None and asked.structure not in STRUCTURES:
        told = [f'"{name}"' for name in STRUCTURES]
        raise BadValue(f"No structure is named {asked.structure!r}.", one_of(asked.structure, told))


def _thinned(read: Read, asked: Mapping[str, int]) -> dict[str, int]:
    parties = [party.id for party in read.movement.parties]
    thin = dict(read.thin)
    if (all_ := asked.get(_EVERY_PARTY)) is not None:
        thin = dict.fromkeys(thin or parties, all_)
    for name, factor in asked.items():
        if name != _EVERY_PARTY:
            known("party", name, parties)
        if factor < 1:
            raise BadValue(
                f"A member cannot stand for {factor}.", "Give 1 for every member, 10 for one in ten."
            )
        if name != _EVERY_PARTY:
            thin[name] = factor
    return {name: factor for name, factor in thin.items() if factor != 1}


def simulate(
    case: CaseFile,
    asked: Asked,
    report: Callable[[str], None] = lambda _told: None,
    watch: many.Watch = lambda _progress: None,
) -> dict[str, Any]:
    """Run a scenario, against a baseline where one is asked for, and return what comes out.

    Args:
        case: The case.
        asked: What is asked.
        report: Told in a sentence what is needed before the first run starts.
        watch: Told how far it is.
    """
    ready = prepare(case, asked)
    report(ready.fit.told())
    traces = made(ready, report, watch)
    return _told(case, asked, ready, traces)


def made(ready: Prepared, report: Callable[[str], None], watch: many.Watch) -> list[Trace]:
    """Make the runs that are not kept yet and return all of them, in the order of their tasks."""
    before = len(ready.tasks) - len(ready.to_make)
    if before:
        report(f"{before} of {len(ready.tasks)} runs are kept from before.")
    _make(ready, ready.to_make, report, watch)
    traces = [ready.store.recall(task.path) for task in ready.tasks]
    if bad := [task for task, trace in zip(ready.tasks, traces, strict=True) if trace is None]:
        report(f"{len(bad)} kept runs cannot be read and are made anew.")
        for task in bad:
            task.path.unlink(missing_ok=True)
        _make(ready, bad, report, watch)
        traces = [ready.store.recall(task.path) for task in ready.tasks]
    return [trace for trace in traces if trace is not None]


def _make(
    ready: Prepared, tasks: Sequence[many.Task], report: Callable[[str], None], watch: many.Watch
) -> None:
    large = ready.fit.members_kept >= many.LARGE
    threads = ready.threads if large else ready.fit.at_a_time
    maker = many.Maker(ready.read.movement, ready.store, threads, large, len(ready.tasks) - len(tasks), watch)
    try:
        maker.make(tasks)
    except KeyboardInterrupt:
        kept = sum(task.path.exists() for task in ready.tasks)
        report(f"{kept} of {len(ready.tasks)} runs are done and kept in {ready.store.folder}.")
        raise


def _told(case: CaseFile, asked: Asked, ready: Prepared, traces: Sequence[Trace]) -> dict[str, Any]:
    read, one = ready.read, ready.scenarios[0].scenario
    ends = min(each.scenario.ends for each in ready.scenarios)
    days = (
        results.every_day(one.starts, ends) if asked.days == "all" else results.month_ends(one.starts, ends)
    )
    left = _seen(read, traces[: asked.runs], days)
    right = _seen(read, traces[asked.runs :], days) if asked.against else None
    return {
        "scenario": _scenario_row(read, ready.scenarios[0]),
        "against": _scenario_row(read, ready.scenarios[1]) if asked.against else None,
        "runs": asked.runs,
        "seed": asked.seed,
        "hash": sha256(" ".join(trace.digest for trace in traces).encode()).hexdigest()[:16],
        "settings": _settings(asked),
        "memory": ready.fit.row(),
        "thinning": results.thinning_rows(traces[0], ready.thin),
        "actors": _actors(read),
        "outcomes": results.outcome_rows(left),
        "differences": results.difference_rows(left, right) if right else [],
        "widths": [*results.width_rows(left, None), *(results.width_rows(left, right) if right else [])],
        "patterns": patterns(read, one, traces[: asked.runs], traces[asked.runs :]),
        "data": data_counts(read),
        "limits": limits(read),
        "cites": cites(case, read),
    }


def _seen(read: Read, traces: Sequence[Trace], days: Sequence[date]) -> results.Seen:
    actors = (*(party.id for party in read.movement.parties), results.MOVEMENT)
    return results.Seen(tuple(days), actors, np.stack([results.one_table(trace, days) for trace in traces]))


def _settings(asked: Asked) -> dict[str, Any]:
    return {
        "days": asked.days,
        "structure": asked.structure,
        "assumed": asked.assumed,
        "vary": asked.vary,
        "model": model_version(),
    }


def _scenario_row(read: Read, written: Written) -> dict[str, Any]:
    scenario = written.scenario
    return {
        "name": scenario.name,
        "title": written.title,
        "tells": written.tells,
        "starts": scenario.starts.isoformat(),
        "ends": scenario.ends.isoformat(),
        "structure": scenario.structure,
        "assumed": scenario.assumed,
        "tempo_days": scenario.tempo_days,
        "off": [m.id for m in MECHANISMS if m.id not in scenario.on],
        "parameters": dict(scenario.parameters),
        "events": [
            {
                "id": event.id,
                "kind": event.kind,
                "on": event.on.isoformat() if event.on else None,
                "strength": event.strength,
                "ground": "scenario" if event.id in scenario.dates else event.warrant.ground,
            }
            for event in scenario.events(read.movement)
        ],
    }


def _actors(read: Read) -> list[dict[str, Any]]:
    return [
        {
            "id": party.id,
            "name": read.names[party.id] or party.id,
            "group": party.group,
            "parties": read.stands_for[party.id],
            "members": round(party.size.mid),
            "ground": party.size.warrant.ground,
            "source": party.size.warrant.source,
        }
        for party in read.movement.parties
    ]


def cites(case: CaseFile, read: Read) -> list[dict[str, Any]]:
    """Return the citations behind the mechanisms, each with its standing and the mechanism's key."""
    resolver = Resolver(case.con)
    known_ = {key for (key,) in case.con.execute("SELECT key FROM documents")}
    for row in read.cited:
        if row.document not in known_:
            raise BadMovement(
                f"warrants.csv: the case knows no document {row.document!r}.",
                f"Known: {', '.join(sorted(known_))}.",
            )
    return [shown(resolver.cited(row)) | {"mechanism": row.id} for row in read.cited]
