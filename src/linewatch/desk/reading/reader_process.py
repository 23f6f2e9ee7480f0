"""One process that reads files for another: hostile input may crash it, but not the case.

It is told what to read on its standard input and answers on its standard output, as pickles between a program
and itself.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from linewatch.desk.reading.holding import Hold, Pass, Step
from linewatch.desk.reading.steps import FileReader, Given
from linewatch.sources.packing.offered import Declined, Offered

CPU_S = 300  # of one document: more is a loop; the longest honest one seen takes a tenth of it
MEMORY = 4 * 2**30  # bytes that a reader process may address
_BATCH_CHARACTERS, _BATCH_STEPS = 1_000_000, 500  # committed together; a killed process repeats no more

_PARENT = os.getppid()

Item = Offered | Declined


@dataclass(frozen=True, slots=True)
class Batch:
    """Steps to be carried out together.

    Attributes:
        steps: In order.
        files: How many of the task's files are finished with them.
        bytes: How many bytes of files were read for them.
    """

    steps: tuple[Step, ...]
    files: int = 0
    bytes: int = 0


class Died(Exception):
    """A reader process came to an end in the middle of its task."""


class ReaderProcess:
    """A reader process, seen from the one that writes."""

    def __init__(self, folder: Path, given: Given) -> None:
        serve = "from linewatch.desk.reading import reader_process as r; r.serve()"
        begin = f"import sys; sys.path[:] = {sys.path!r}; {serve}"
        self.child = subprocess.Popen(
            [sys.executable, "-c", begin], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._say((folder, given))

    def _say(self, value: Any) -> None:
        if self.child.stdin:
            with contextlib.suppress(BrokenPipeError):  # it died: told when its answer is asked for
                pickle.dump(value, self.child.stdin, protocol=5)
                self.child.stdin.flush()

    def begin(self, task: Sequence[Item]) -> None:
        """Give it a task; its answer is fetched with `answers`."""
        self._say(task)

    def answers(self) -> Iterator[Batch]:
        """Yield the batches of the task it was given.

        Raises:
            Died: If the process has come to an end.
        """
        try:
            while self.child.stdout and (batch := pickle.load(self.child.stdout)) is not None:
                yield batch
        except (EOFError, pickle.UnpicklingError) as error:
            raise Died from error

    def why(self) -> str:
        """Return why it died, for a person."""
        code = self.child.wait()
        if code == -getattr(signal, "SIGPROF", 0):
            return f"Reading it took more than {CPU_S} seconds and was given up."
        if code == -getattr(signal, "SIGKILL", 0):
            return "Reading it was stopped by the system, most likely for want of memory."
        return f"Its reader crashed on it (exit {code})."

    def end(self) -> None:
        """Let it go."""
        self.child.kill()
        self.child.wait()
        for pipe in (self.child.stdin, self.child.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()


def _nobody() -> None:
    """Watch nothing."""


def serve() -> None:
    """Read what standard input asks for until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is for the process that writes
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    _limit_memory()
    folder, given = pickle.load(sys.stdin.buffer)
    reader = FileReader(folder, given)
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            task = pickle.load(sys.stdin.buffer)
            for batch in chain(batched(reader, task, _allow), [None]):
                pickle.dump(batch, answers, protocol=5)
                answers.flush()


def batched(reader: FileReader, task: Iterable[Item], watch: Callable[[], None] = _nobody) -> Iterator[Batch]:
    """Yield the steps of a task in batches; a large file fills several.

    Args:
        reader: Reads the files.
        task: What was offered.
        watch: Called before each document.
    """
    batch, files, size = _Filling(), 0, 0
    for item in task:
        told = 0  # of the file's bytes, with the batches before
        own = _Filling()  # a batch ends within a file only where the file alone fills it
        watch()
        for step in _steps(reader, item):
            own.add(step)
            watch()
            if own.is_full():
                told, size = reader.position, size + reader.position - told
                yield Batch((*batch.steps, *own.steps), files, size)
                batch, own, files, size = _Filling(), _Filling(), 0, 0
        batch.take(own)
        files += 1
        size += (item.size if isinstance(item, Offered) else 0) - told
        if batch.is_full():
            yield Batch(tuple(batch.steps), files, size)
            batch, files, size = _Filling(), 0, 0
    yield Batch(tuple(batch.steps), files, size)


@dataclass(slots=True)
class _Filling:
    """Steps on their way into a batch."""

    steps: list[Step] = field(default_factory=list[Step])
    characters: int = 0

    def add(self, step: Step) -> None:
        self.steps.append(step)
        self.characters += len(step.document.original) if isinstance(step, Hold) else 0

    def take(self, other: _Filling) -> None:
        self.steps += other.steps
        self.characters += other.characters

    def is_full(self) -> bool:
        return self.characters >= _BATCH_CHARACTERS or len(self.steps) >= _BATCH_STEPS


def _steps(reader: FileReader, item: Item) -> Iterable[Step]:
    return reader.steps(item) if isinstance(item, Offered) else (Pass(item.name, reason=item.reason),)


def _allow() -> None:
    """Let this process die if it computes for too long without coming back here, or nobody waits for it."""
    if os.getppid() != _PARENT:
        os._exit(1)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, CPU_S)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError):  # not on Windows
        import resource  # noqa: PLC0415

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY if most < 0 else min(MEMORY, most), most))
