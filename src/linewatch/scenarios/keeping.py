"""A run kept in the middle and taken up again, and how much room it needs; the desk writes and reads the bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

import numpy as np

from linewatch.errors import BadMovement, TooLittleMemory
from linewatch.scenarios.layout import laid_out
from linewatch.scenarios.member import fingerprint
from linewatch.scenarios.movement import Movement
from linewatch.scenarios.running import Run, Settings
from linewatch.scenarios.scenario import Scenario
from linewatch.scenarios.signals import LeaderEvent, Memory
from linewatch.scenarios.sums import KEPT, SUMS
from linewatch.scenarios.traces import GAUGES

_MARK = b"linewatch run 1\n"
# What the program itself takes with its compiled kernels, before any member.
_PROGRAM_BYTES = 250_000_000


@dataclass(frozen=True, slots=True)
class Room:
    """How much room a run needs.

    Attributes:
        members: Members kept.
        memory_bytes: Memory in all.
        bytes_a_member: Of that, for each member kept.
        checkpoint_bytes: Disk for one checkpoint.
    """

    members: int
    memory_bytes: int
    bytes_a_member: float
    checkpoint_bytes: int


def memory_needed(movement: Movement, scenario: Scenario, thin: Mapping[str, int] | None = None) -> Room:
    """Return how much room a run needs, before it is started."""
    laid = laid_out(movement, thin or {})
    tables = laid.blocks.nbytes + laid.superior.nbytes + 2 * len(laid.blocks) * SUMS * 8
    traced = scenario.days * len(movement.parties) * (3 * KEPT * 8 + len(GAUGES) * 4)
    state = 12 * laid.members
    return Room(
        laid.members,
        _PROGRAM_BYTES + state + tables + 2 * traced,
        (state + laid.superior.nbytes + laid.blocks.nbytes) / laid.members,
        11 * laid.members + traced,
    )


def check_room(room: Room, free_bytes: int) -> None:
    """Refuse a run that does not fit.

    Raises:
        TooLittleMemory: If it needs more than there is.
    """
    if room.memory_bytes > free_bytes:
        raise TooLittleMemory(
            f"The run needs {room.memory_bytes / 1e9:.2f} GB of memory for {room.members:,} members; "
            f"{free_bytes / 1e9:.2f} GB are free.",
            "Thin the largest parties, or run fewer at a time.",
        )


def key_of(movement: Movement, scenario: Scenario, settings: Settings) -> str:
    """Return 16 hexadecimal digits that change with anything that decides a run's result."""
    decides = (
        movement,
        scenario,
        settings.seed,
        settings.run,
        sorted((settings.thin or {}).items()),
        settings.vary,
    )
    return sha256(f"{fingerprint()} {decides!r}".encode()).hexdigest()[:16]


def kept(run: Run) -> Iterator[bytes]:
    """Give a run's bytes piece by piece, so that it need not stand in memory twice."""
    arrays = _arrays(run)
    head = {
        "key": key_of(run.movement, run.scenario, run.settings),
        "day": run.day,
        "updates": run.updates,
        "skipped": run.skipped,
        "happened": [[each.day, each.party, each.kind] for each in run.happened],
        "arrays": [[name, array.dtype.str, list(array.shape)] for name, array in arrays.items()],
    }
    text = json.dumps(head).encode()
    yield _MARK + len(text).to_bytes(8, "little") + text
    for array in arrays.values():
        yield np.ascontiguousarray(array).tobytes()


def taken_up(data: bytes, movement: Movement, scenario: Scenario, settings: Settings) -> Run:
    """Return the run as it stood when it was kept.

    Raises:
        BadMovement: If the bytes are no kept run, or one of another movement, scenario, seed or version of the rule.
    """
    if data[: len(_MARK)] != _MARK:
        raise BadMovement("These bytes are no kept run.", "Start the run anew.")
    at = len(_MARK) + 8
    length = int.from_bytes(data[len(_MARK) : at], "little")
    head: dict[str, Any] = json.loads(data[at : at + length])
    if head["key"] != key_of(movement, scenario, settings):
        raise BadMovement(
            "The kept run is of another movement, scenario, seed or version of the rule.",
            "Start the run anew.",
        )
    run = Run(movement, scenario, settings)
    at += length
    targets = _arrays(run)
    for name, kind, shape in head["arrays"]:
        dtype = np.dtype(kind)
        size = int(np.prod(shape)) * dtype.itemsize
        if at + size > len(data):
            raise BadMovement("The kept run is cut short.", "Start the run anew.")
        targets[name][...] = np.frombuffer(data, dtype, int(np.prod(shape)), at).reshape(shape)
        at += size
    run.day, run.updates, run.skipped = head["day"], head["updates"], head["skipped"]
    run.happened = [LeaderEvent(day, party, kind) for day, party, kind in head["happened"]]
    np.copyto(run.members.status[1], run.members.status[0])
    return run


def _arrays(run: Run) -> dict[str, np.ndarray[Any, Any]]:
    """Return what a run is made of, by name; a quiet member's two statuses are the same, so one is kept."""
    made: dict[str, np.ndarray[Any, Any]] = {
        f"trust {n}": trust for n, trust in enumerate(run.members.trusts)
    }
    made["told"], made["status"] = run.members.told, run.members.status[0]
    made["sums"], made["rest"] = run.sums, run.rest
    made["counts"], made["gauges"] = run.counts, run.shown
    for each in fields(Memory):
        made[f"memory {each.name}"] = getattr(run.memory, each.name)
    return made
