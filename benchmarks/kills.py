"""Fifty SIGKILLs spread over an `add` of twelve volumes; after each the case is sound and can be finished.

Half of the kills fall at even steps of time; the others right after a line was reported as done, which is after
its commit and before the checkpoint that moves it out of the write-ahead log. Run with: make kills
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.volumes import LINEWATCH, volumes
from tests.record.killing import dump, kill_after_line, kill_after_seconds, lines_held

KILLS = 50


def main() -> None:
    """Print one line a kill, and the count of those survived."""
    paths = volumes()
    with tempfile.TemporaryDirectory() as made:
        base = Path(made)
        begun = time.monotonic()
        _new(base / "whole")
        subprocess.run(
            [*LINEWATCH, "--case", str(base / "whole"), "add", *paths], check=True, capture_output=True
        )
        lasted = time.monotonic() - begun
        expected = dump(base / "whole")
        print(f"an add that is left alone lasts {lasted:.1f} s")
        survived = sum(_survives(base / f"k{k}", paths, k, lasted, expected) for k in range(KILLS))
    print(f"{survived} of {KILLS} survived")
    sys.exit(survived != KILLS)


def _survives(folder: Path, paths: list[str], k: int, lasted: float, expected: dict[str, str]) -> bool:
    _new(folder)
    command = [*LINEWATCH, "--case", str(folder), "add", *paths]
    if k % 2:
        when = f"after line {1 + k // 2 % len(paths)}"
        told = kill_after_line(command, 1 + k // 2 % len(paths))
    else:
        when = f"after {lasted * (k + 1) / KILLS:.2f} s"
        told = kill_after_seconds(command, lasted * (k + 1) / KILLS)
    sound = _check(folder)
    kept = lines_held(folder, told)
    subprocess.run(command, check=True, capture_output=True)
    same = dump(folder) == expected
    print(
        f"kill {k + 1:2} {when:14} {len(told):2} lines done · sound {sound} · all there {kept} · finished alike {same}"
    )
    subprocess.run(["rm", "-rf", str(folder)], check=True)
    return sound and kept and same


def _new(folder: Path) -> None:
    subprocess.run([*LINEWATCH, "init", str(folder), "--title", "kills"], check=True, capture_output=True)


def _check(folder: Path) -> bool:
    done = subprocess.run(
        [*LINEWATCH, "--case", str(folder), "check", "--json"], capture_output=True, check=False
    )
    return done.returncode == 0 and json.loads(done.stdout)["ok"]


if __name__ == "__main__":
    main()
