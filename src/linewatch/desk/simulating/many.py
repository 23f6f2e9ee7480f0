"""Runs made: several small ones side by side, a large one alone with all threads; each kept as soon as it is done."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from linewatch.desk.simulating.kept_runs import KeptRuns, write_whole
from linewatch.errors import BadMovement
from linewatch.scenarios.keeping import kept, taken_up
from linewatch.scenarios.movement import Movement
from linewatch.scenarios.running import Run, Settings
from linewatch.scenarios.scenario import Scenario

# From so many members on a run is worth all threads, and worth keeping in its middle.
LARGE = 3_000_000


@dataclass(frozen=True, slots=True)
class Task:
    """One run to be made.

    Attributes:
        scenario: What is run.
        settings: Its seed, number, thinning.
        path: Where it is kept when done.
    """

    scenario: Scenario
    settings: Settings
    path: Path


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a set of runs is.

    Attributes:
        done: Runs done, those kept from before among them.
        of: Runs in all.
        day: Days lived of the run in hand, where it is a large one.
        of_days: Days of that run.
    """

    done: int
    of: int
    day: int = 0
    of_days: int = 0


Watch = Callable[[Progress], None]


class _Stopped(Exception):
    """A run was told to stop."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes runs of one movement.

    A run's result hangs on its own task alone, so the number of threads and the order in which runs end change nothing.

    Attributes:
        movement: The movement.
        store: Where runs are kept.
        threads: Threads in all.
        large: Whether each run gets all threads and is kept in its middle when it is stopped.
        before: Runs done before.
        watch: Told after each run, and of a large one after each day.
    """

    movement: Movement
    store: KeptRuns
    threads: int
    large: bool
    before: int
    watch: Watch

    def make(self, tasks: Sequence[Task]) -> None:
        """Make runs; what is done before an interruption stays."""
        of, done, stop = self.before + len(tasks), self.before, Event()
        at_a_time = 1 if self.large else self.threads
        ahead, waiting = iter(tasks), set[Future[None]]()
        with ThreadPoolExecutor(at_a_time) as pool:
            try:
                while True:
                    while len(waiting) < at_a_time and (task := next(ahead, None)) is not None:
                        waiting.add(pool.submit(self._one, task, stop, (done, of)))
                    if not waiting:
                        return
                    ended, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    for future in ended:
                        future.result()
                        done += 1
                        self.watch(Progress(done, of))
            finally:
                stop.set()

    def _one(self, task: Task, stop: Event, told: tuple[int, int]) -> None:
        """Make one run and keep it; a large one that is stopped is kept in its middle and taken up again."""
        middle = task.path.with_suffix(".part")
        settings = replace(task.settings, threads=self.threads if self.large else 1)
        with self._opened(task.scenario, settings, middle) as running:
            while not running.done and not stop.is_set():
                running.step()
                if self.large:
                    self.watch(Progress(*told, running.day, task.scenario.days))
            if not running.done:
                if self.large:
                    write_whole(middle, kept(running))
                raise _Stopped
            self.store.keep(task.path, running.trace())
        middle.unlink(missing_ok=True)

    def _opened(self, scenario: Scenario, settings: Settings, middle: Path) -> Run:
        if middle.exists():
            try:
                return taken_up(middle.read_bytes(), self.movement, scenario, settings)
            except (BadMovement, ValueError, KeyError):
                middle.unlink()
        return Run(self.movement, scenario, settings)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
