"""The store of a search for echoes: arrays in files beside the case, written whole or not at all, and checked.

Each name is a folder of one ``.npy`` file for each column, and a list of what was written. A folder appears under its
name when all of it is there, so that a run that is killed leaves finished parts and nothing half done.
"""

from __future__ import annotations

import io
import json
import math
import mmap
import os
import shutil
import sqlite3
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linewatch.errors import CaseInUse

_LIST, _NOTE = "written.json", "searched.json"
_UNDER_WAY, _GONE = ".writing", ".gone"
_LOCK = "lock.db"


class Columns(Mapping[str, NDArray[Any]]):
    """The columns under a name; each is mapped into memory when it is asked for, and let go with them."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._open = dict[str, NDArray[Any]]()

    def __getitem__(self, column: str) -> NDArray[Any]:
        """Return a column; what is written into it stays in memory."""
        if column not in self._open:
            try:
                self._open[column] = _mapped(os.path.join(self._folder, f"{column}.npy"))
            except FileNotFoundError as error:
                raise KeyError(column) from error
        return self._open[column]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the columns."""
        return iter(
            sorted(name.removesuffix(".npy") for name in os.listdir(self._folder) if name.endswith(".npy"))
        )

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(1 for _ in self)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep a store to one process; a lock of one that was killed is none.

    Raises:
        CaseInUse: If another process has it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # A database is the one lock that every system has and takes back from a process that ends.
    with closing(sqlite3.connect(folder / _LOCK, timeout=0, isolation_level=None)) as con:
        try:
            con.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise CaseInUse(
                f"Another process searches for echoes in {str(folder)!r}.",
                "Wait until it has ended, then repeat.",
            ) from error
        yield


class EchoRuns:
    """A folder that keeps what a search for echoes has finished."""

    def __init__(self, folder: Path) -> None:
        """Open the store in a folder, which is made if it is not there; what was never finished is cleared away."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for left in [*folder.glob(f"*{_UNDER_WAY}"), *folder.glob(f"*{_GONE}")]:
            shutil.rmtree(left, ignore_errors=True)

    def load(self, name: str) -> Columns | None:
        """Return what was kept under a name; None if nothing was."""
        folder = os.path.join(self.folder, _plain(name))
        return Columns(folder) if os.path.isdir(folder) else None

    def keep(self, name: str, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Keep arrays under a name, all or none; what stood there goes."""
        folder = self._at(name)
        writing = folder.with_name(f"{folder.name}.{threading.get_ident()}{_UNDER_WAY}")
        writing.mkdir()
        sums = dict[str, int]()
        for column, values in arrays.items():
            with (writing / f"{column}.npy").open("wb") as file:
                np.save(file, values, allow_pickle=False)
            sums[column] = _sum(values)
        (writing / _LIST).write_text(json.dumps(sums, sort_keys=True), "utf-8")
        self.drop(name)
        os.replace(writing, folder)

    def drop(self, name: str) -> None:
        """Forget what was kept under a name, if anything was."""
        folder = self._at(name)
        if folder.is_dir():
            gone = folder.with_name(f"{folder.name}{_GONE}")
            os.replace(folder, gone)
            shutil.rmtree(gone)

    def mend(self) -> list[str]:
        """Drop what is not as it was written, and return its names: the next run makes it again."""
        wrong = [
            folder.name for folder in sorted(self.folder.iterdir()) if folder.is_dir() and not _whole(folder)
        ]
        for name in wrong:
            self.drop(name)
        return wrong

    def names(self) -> list[str]:
        """Return under which names something is kept."""
        return sorted(folder.name.replace("-", "/") for folder in self.folder.iterdir() if folder.is_dir())

    def note(self) -> dict[str, Any] | None:
        """Return the note that lies in the store; None if there is none that can be read."""
        try:
            found = json.loads((self.folder / _NOTE).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def write_note(self, note: dict[str, Any]) -> None:
        """Write the note anew, whole or not at all."""
        coming = self.folder / f"{_NOTE}.coming"
        coming.write_text(json.dumps(note, ensure_ascii=False, sort_keys=True), "utf-8")
        os.replace(coming, self.folder / _NOTE)

    def size(self) -> int:
        """Return the bytes of all files."""
        return sum(path.stat().st_size for path in self.folder.rglob("*.npy"))

    def _at(self, name: str) -> Path:
        return self.folder / _plain(name)


def _plain(name: str) -> str:
    return name.replace("/", "-")


def _mapped(path: str) -> NDArray[Any]:
    """Return an array of a file, mapped: ``numpy.load`` does the same, but reads a new header at each call."""
    with open(path, "rb") as file:
        start = file.read(10)
        size = 10 + int.from_bytes(start[8:10], "little")
        kind, shape, by_columns = _header(start + file.read(size - 10))
        count = math.prod(shape)
        if not count:
            return np.empty(shape, kind)
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    return np.frombuffer(held, kind, count, size).reshape(shape, order="F" if by_columns else "C")


@lru_cache(maxsize=4096)
def _header(header: bytes) -> tuple[np.dtype[Any], tuple[int, ...], bool]:
    """Return what the header of a file tells: the kind of number, the shape, and whether columns come first."""
    file = io.BytesIO(header)
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError("not an array of the first format")
    shape, by_columns, kind = np.lib.format.read_array_header_1_0(file)
    return kind, shape, by_columns


def _whole(folder: Path) -> bool:
    """Say whether all columns are as they were written."""
    try:
        sums = json.loads((folder / _LIST).read_text("utf-8"))
        held = Columns(str(folder))
        return sorted(sums) == list(held) and all(_sum(held[column]) == told for column, told in sums.items())
    except (OSError, ValueError, EOFError):
        return False


def _sum(values: NDArray[Any]) -> int:
    """Return a check sum of the bytes of an array."""
    return zlib.crc32(memoryview(np.ascontiguousarray(values).reshape(-1).view(np.uint8)))  # pyright: ignore[reportArgumentType]
