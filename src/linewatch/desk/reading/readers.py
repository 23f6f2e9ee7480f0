"""Reading beside writing: files are read in processes of their own, in the order in which they are offered.

The same files give the same case, however many processes read them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from linewatch.desk.reading.holding import Pass
from linewatch.desk.reading.reader_process import Batch, Died, Item, ReaderProcess, batched
from linewatch.desk.reading.steps import FileReader, Given
from linewatch.sources.files import is_plain
from linewatch.sources.packing.offered import Offered

_TASK_FILES, _TASK_BYTES = 256, 2 * 2**20  # what a process is given at a time
# A few small files are read at once, without the third of a second that a process takes to begin; but only where
# name and first bytes are those of plain text, whose readers are Python alone and cannot crash.
_FEW_FILES, _FEW_BYTES = 8, 2**20
_PLAIN, _HEAD = frozenset((".txt", ".md", ".jsonl", ".csv")), 4096


def batches(folder: Path, given: Given, items: Iterable[Item], processes: int) -> Iterator[Batch]:
    """Yield what is to be done with files.

    Args:
        folder: The case's folder.
        given: What is said of the files besides.
        items: What was offered.
        processes: How many processes read.
    """
    items = iter(items)
    first = list(islice(items, _FEW_FILES + 1))
    if _are_few(first):
        yield from batched(FileReader(folder, given), first)
        return
    pool = _Pool(folder, given, processes)
    try:
        yield from pool.batches(_tasks(chain(first, items)))
    finally:
        pool.end()


def _are_few(items: Sequence[Item]) -> bool:
    files = [item for item in items if isinstance(item, Offered)]
    return (
        len(items) <= _FEW_FILES
        and sum(file.size for file in files) <= _FEW_BYTES
        and all(map(_is_plain, files))
    )


def _is_plain(file: Offered) -> bool:
    try:
        with file.path.open("rb") as opened:
            return file.path.suffix.lower() in _PLAIN and is_plain(opened.read(_HEAD))
    except OSError:
        return False


def _tasks(items: Iterable[Item]) -> Iterator[list[Item]]:
    task: list[Item] = []
    size = 0
    for item in items:
        task.append(item)
        size += item.size if isinstance(item, Offered) else 0
        if size >= _TASK_BYTES or len(task) >= _TASK_FILES:
            yield task
            task, size = [], 0
    if task:
        yield task


class _Pool:
    """Some reader processes, begun when first needed."""

    def __init__(self, folder: Path, given: Given, processes: int) -> None:
        self.folder, self.given, self.most = folder, given, processes
        self.idle: list[ReaderProcess] = []
        self.busy: deque[tuple[ReaderProcess, list[Item]]] = deque()

    def batches(self, tasks: Iterable[list[Item]]) -> Iterator[Batch]:
        """Yield the batches of tasks in their order."""
        for task in tasks:
            process = self.idle.pop() if self.idle else ReaderProcess(self.folder, self.given)
            process.begin(task)
            self.busy.append((process, task))
            if len(self.busy) >= self.most:
                yield from self._answers()
        while self.busy:
            yield from self._answers()

    def _answers(self) -> Iterator[Batch]:
        """Yield the batches of the task that was given first."""
        process, task = self.busy[0]
        finished = 0
        try:
            for batch in process.answers():
                yield batch
                finished += batch.files
            self.busy.popleft()
            self.idle.append(process)
        except Died:
            self.busy.popleft()
            process.end()
            yield from self._singly(task[finished:])

    def _singly(self, rest: Sequence[Item]) -> Iterator[Batch]:
        """Yield the batches of what a dead process left, given out file by file: on the guilty one it dies again."""
        process = ReaderProcess(self.folder, self.given)
        for item in rest:
            process.begin([item])
            try:
                yield from process.answers()
            except Died:
                size = item.size if isinstance(item, Offered) else 0
                yield Batch((Pass(item.name, reason=process.why()),), 1, size)
                process.end()
                process = ReaderProcess(self.folder, self.given)
        self.idle.append(process)

    def end(self) -> None:
        """Let all processes go."""
        for process in (*self.idle, *(process for process, _ in self.busy)):
            process.end()
