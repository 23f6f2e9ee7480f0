"""From paths to files: folders, globs and single files, in an order that is the same everywhere."""

from __future__ import annotations

import glob
import hashlib
import os
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
        elif path.is_file():
            yield Offered(shown(path.name), path, path.stat().st_size)
        elif path.exists():
            yield Declined(given, "It is neither a file nor a folder.")
        elif glob.has_magic(given) and (found := sorted(glob.glob(given, recursive=True))):
            yield from offered(found)
        else:
            yield Declined(given, "There is no such file.")


def _inside(folder: Path, name: PurePosixPath) -> Iterator[Offered | Declined]:
    """Yield what lies in a folder and below, one folder's names in memory at a time."""
    try:
        names = sorted(entry for entry in os.listdir(folder) if not entry.startswith("."))
    except OSError as error:
        yield Declined(shown(name), f"The folder cannot be opened: {error.strerror}.")
        return
    for entry in names:
        path, inside = folder / entry, name / entry
        if path.is_symlink():
            yield Declined(shown(inside), "It is a link; name the file itself to have it read.")
        elif path.is_dir():
            yield from _inside(path, inside)
        elif path.is_file():
            yield Offered(shown(inside), path, path.stat().st_size)
        else:
            yield Declined(shown(inside), "It is neither a file nor a folder.")


def shown(name: object) -> str:
    """Return a file's name as text: bytes in it that are none become signs that say so."""
    return str(name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
