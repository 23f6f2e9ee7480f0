"""From paths to files: folders, globs and single files, in an order that is the same everywhere."""

from __future__ import annotations

import glob
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple


class Offered(NamedTuple):
    """A file on disk that somebody wants read.

    Attributes:
        name: As it is named to the user: relative to what was given.
        path: Where it lies.
        size: In bytes, when it was found.
    """

    name: str
    path: Path
    size: int = 0


class Declined(NamedTuple):
    """Something that was named, or lies in a folder, and is not read.

    Attributes:
        name: As it is named to the user.
        reason: Why it is not read.
    """

    name: str
    reason: str


def offered(paths: Iterable[str]) -> Iterator[Offered | Declined]:
    """Yield the files that paths, folders and globs name; what is hidden in a folder is passed over."""
    for given in paths:
        path = Path(given)
        if path.is_dir():
            yield from _inside(path, PurePosixPath(path.resolve().name))
        elif path.exists():
            yield _item(path, PurePosixPath(path.name) if path.is_file() else given)
        elif glob.has_magic(given) and (found := sorted(glob.glob(given, recursive=True))):
            yield from offered(found)
        else:
            yield Declined(given, "There is no such file.")


def _inside(folder: Path, name: PurePosixPath) -> Iterator[Offered | Declined]:
    """Yield what lies in a folder and below, without recursion: folders may be deeper than Python's stack."""
    around: list[tuple[Path, PurePosixPath, Iterator[str]]] = [(folder, name, _names(folder))]
    while around:
        folder, name, names = around[-1]
        try:
            entry = next(names, None)
        except OSError as error:
            around.pop()
            yield Declined(shown(name), f"The folder cannot be opened: {error.strerror}.")
            continue
        if entry is None:
            around.pop()
            continue
        path, inside = folder / entry, name / entry
        try:
            if path.is_symlink():
                yield Declined(shown(inside), "It is a link; name the file itself to have it read.")
            elif path.is_dir():
                around.append((path, inside, _names(path)))
            else:
                yield _item(path, inside)
        except OSError as error:
            yield Declined(shown(inside), f"It cannot be looked at: {error.strerror}.")


def _names(folder: Path) -> Iterator[str]:
    """Yield the names in a folder that are not hidden, in order."""
    yield from sorted(entry for entry in os.listdir(folder) if not entry.startswith("."))


def _item(path: Path, name: object) -> Offered | Declined:
    """Return a file to be read, or why what bears its name is none."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        return Declined(shown(name), "It is neither a file nor a folder.")
    return Offered(shown(name), path, found.st_size)


def shown(name: object) -> str:
    """Return a file's name as text: bytes in it that are none become signs that say so."""
    return str(name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
