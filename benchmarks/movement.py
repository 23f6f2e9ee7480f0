"""How fast, how large, how exact the movement's engine is, with Mesa 3 beside it in one run.

Limits: 40 million member-updates a CPU second at 1 million members, 25 million at 33 million (aims 80 and 40); 56
bytes a member; 33 million members for 200 days in 300 CPU seconds (aim 150) and 2.2 GB; one hash at 1 and 2 threads.

The million is a made-up movement of 75 parties (`benchmarks.movement_sizes`), the 33 million are the shipped one, every
party whole; every mechanism is on.

    python -m benchmarks.movement [--small] [--mesa PYTHON]

``--small`` leaves the full run of 33 million out; ``--mesa`` names an interpreter that has Mesa.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import numpy as np

from benchmarks.movement_sizes import movement, scenario
from linewatch.desk.simulating.folder import read_movement
from linewatch.scenarios import cpu
from linewatch.scenarios.keeping import memory_needed
from linewatch.scenarios.layout import BLOCK, COUNT, FIRST, GROUP, HIGH, LOW, PARTY, ROW, SIZE
from linewatch.scenarios.mechanisms import MECHANISMS
from linewatch.scenarios.movement import Movement
from linewatch.scenarios.running import Run, Settings
from linewatch.scenarios.scenario import Scenario

MILLION = 1_000_000
SHIPPED = Path(__file__).parents[1] / "src/linewatch/cases/twentieth_congress/movement"


def main() -> None:
    """Print each figure on a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--mesa", default=sys.executable)
    asked = parser.parse_args()
    start, spent = time.perf_counter(), time.process_time()
    _lived(Run(movement(20_000), scenario(2), Settings(skip=False)))
    wall, spent = time.perf_counter() - start, time.process_time() - spent
    print(f"first run, kernels compiled or read: {wall:.1f} s, {spent:.1f} CPU s")
    mesa = _mesa(asked.mesa)
    if mesa:
        print(f"Mesa {mesa[1]}, 20,000 members: {mesa[0]:.2f} million member-updates a CPU second")
    else:
        print("Mesa: not installed")
    _sizes(movement(MILLION), scenario(200), mesa, 3)
    _two_threads(MILLION, 60)
    if not asked.small:
        _two_threads(33 * MILLION, 4)
        _sizes(*_shipped(), mesa, 1)
    print(f"peak memory of all this: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def _shipped() -> tuple[Movement, Scenario]:
    """Return the shipped movement, every party whole, and 200 days of it with every mechanism on."""
    read = read_movement(SHIPPED)
    switches = {mechanism.id: True for mechanism in MECHANISMS}
    ends = read.starts + timedelta(199)
    return read.movement, Scenario("all on", read.movement.id, read.starts, ends, switches=switches)


def _lived(run: Run) -> tuple[float, float]:
    """Return CPU seconds and updates of a whole run."""
    spent = time.process_time()
    with run:
        while not run.done:
            run.step()
    return time.process_time() - spent, run.updates


def _sizes(made: Movement, course: Scenario, mesa: tuple[float, str] | None, times: int) -> None:
    """Print cost and speed with quiet members updated and left alone: the least CPU time of so many runs."""
    room = memory_needed(made, course)
    foretold = f"{room.bytes_a_member:.1f} bytes a member, {room.memory_bytes / 1e9:.2f} GB foretold"
    print(f"{made.id}, {room.members:,} members, {course.days} days: {foretold}")
    hashes = set()
    for skip in (False, True):
        runs = [Run(made, course, Settings(skip=skip)) for _ in range(times)]
        spent, updates = min(_lived(run) for run in runs)
        run = runs[-1]
        hashes.add(run.digest())
        rate = updates / spent / 1e6
        beside = f", {rate / mesa[0]:.0f} times Mesa" if mesa else ""
        print(
            f"  quiet members {'left alone' if skip else 'updated too'}: {spent:.1f} CPU s, {rate:.1f} million updates"
            f" a CPU second{beside}; {run.skipped / (run.updates + run.skipped):.0%} left alone"
        )
        if not skip:
            print("  of which a member-day: {:.1f} ns to gather, {:.1f} ns for the rule".format(*_apart(run)))
    print(f"  hash {'equal' if len(hashes) == 1 else 'DIFFERENT'} with and without: {hashes.pop():016x}")


def _apart(run: Run) -> tuple[float, float]:
    """Return nanoseconds a member for gathering and for the rule, each alone, in the larger blocks of the last day."""
    layout, kept = run.layout, run.members
    before, after = kept.status
    heard, peer, other = (np.empty(BLOCK, np.int32) for _ in range(3))
    sums, day = np.zeros(13, np.int64), run.who.copy()
    spent = [0.0, 0.0]
    wide = layout.blocks[:, HIGH] - layout.blocks[:, LOW]
    blocks = layout.blocks[wide > BLOCK // 2]
    blocks = blocks[:: max(len(blocks) // 1000, 1)]
    for turn in range(4):
        for block in blocks:
            low, high, first, count = (int(block[n]) for n in (LOW, HIGH, FIRST, COUNT))
            start = time.process_time()
            cpu.gather(
                before[first : first + count],
                low - first,
                high - first,
                int(block[SIZE]),
                layout.superior[block[GROUP] :],
                run.numbers.ties,
                run.tie_keys[block[PARTY]],
                heard,
                peer,
                other,
            )
            middle = time.process_time()
            trusts = [trust[low:high] for trust in kept.trusts]
            row = run.signals.told[block[ROW]]
            cpu.update(
                *trusts,
                kept.told[low:high],
                after[low:high],
                heard,
                row,
                low - first,
                run.who[0],
                day[0],
                sums,
            )
            if turn:
                spent[0] += middle - start
                spent[1] += time.process_time() - middle
    members = 3 * int((blocks[:, HIGH] - blocks[:, LOW]).sum())
    return spent[0] / members * 1e9, spent[1] / members * 1e9


def _two_threads(members: int, days: int) -> None:
    made, hashes, walls = movement(members), [], []
    for threads in (1, 2):
        start = time.perf_counter()
        with Run(made, scenario(days, 100), Settings(skip=False, threads=threads)) as run:
            while not run.done:
                run.step()
            hashes.append(run.digest())
        walls.append(time.perf_counter() - start)
    print(
        f"{members:,} members, {days} days at 1 and 2 threads: {walls[0]:.1f} and {walls[1]:.1f} s; hash"
        f" {'equal' if hashes[0] == hashes[1] else 'DIFFERENT'}: {hashes[0]:016x}"
    )


def _mesa(python: str) -> tuple[float, str] | None:
    """Return Mesa's speed and version, or None where it is not installed."""
    script = Path(__file__).with_name("movement_mesa.py")
    told = subprocess.run(
        [python, script, "20000", "12"], capture_output=True, text=True, check=True
    ).stdout.split()
    return (float(told[0]), told[1]) if told[0] != "Mesa" else None


if __name__ == "__main__":
    main()
