"""Runs that are done, kept under the case's folder: one file a run, whole or not there at all."""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Iterable
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import get_ident
from zipfile import BadZipFile

import numpy as np

from linewatch.errors import BadMovement
from linewatch.scenarios import keeping
from linewatch.scenarios.keeping import key_of
from linewatch.scenarios.movement import Movement
from linewatch.scenarios.running import Settings
from linewatch.scenarios.scenario import Scenario
from linewatch.scenarios.signals import LeaderEvent
from linewatch.scenarios.traces import Trace

FOLDER = "runs"
_ARRAYS = ("sums", "kept", "whole", "gauges")


@cache
def model_version() -> str:
    """Return 12 hexadecimal digits that change with any line of the model's code."""
    digest = sha256()
    for path in sorted(Path(keeping.__file__).parent.rglob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


class KeptRuns:
    """The runs of one case, by what decides their result: model, movement, scenario, seed, number, thinning.

    Attributes:
        folder: Where they lie.
    """

    def __init__(self, case_folder: Path) -> None:
        self.folder = case_folder / FOLDER / model_version()

    def path(self, movement: Movement, scenario: Scenario, settings: Settings) -> Path:
        """Return where a run lies, or would."""
        return (
            self.folder / f"{scenario.name[:40]}-{settings.run:05}-{key_of(movement, scenario, settings)}.npz"
        )

    def recall(self, path: Path) -> Trace | None:
        """Return a run that was kept; a file that was cut short counts as none."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
                head = json.loads(bytes(held["head"]).decode())
                sums, kept, whole, gauges = (held[name] for name in _ARRAYS)
        except (OSError, ValueError, KeyError, BadZipFile, EOFError):
            return None
        return Trace(
            head["scenario"], tuple(head["parties"]), date.fromisoformat(head["starts"]), sums.astype(np.int64), kept,
            whole, gauges, tuple(LeaderEvent(*each) for each in head["happened"]), head["seed"], head["run"],
            head["digest"],
        )  # fmt: skip

    def keep(self, path: Path, trace: Trace) -> None:
        """Keep a run: written beside, then put in its place at once.

        Raises:
            BadMovement: If it cannot be written.
        """
        head = {
            "scenario": trace.scenario,
            "parties": trace.parties,
            "starts": trace.starts.isoformat(),
            "happened": [[each.day, each.party, each.kind] for each in trace.happened],
            "seed": trace.seed,
            "run": trace.run,
            "digest": trace.digest,
        }
        made = io.BytesIO()
        arrays = {name: getattr(trace, name) for name in _ARRAYS}
        told = np.frombuffer(json.dumps(head).encode(), np.uint8)
        np.savez_compressed(made, head=told, **arrays)
        write_whole(path, [made.getvalue()])


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file, piece by piece, so that it is there whole or not at all.

    Raises:
        BadMovement: If it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as out:
            out.writelines(pieces)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise BadMovement(
            f"Cannot write {path}: {error.strerror}.", "Make room, or choose another folder."
        ) from error
