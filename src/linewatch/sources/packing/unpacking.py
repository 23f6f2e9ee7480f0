"""From a file to the parts in it: packed files and archives are opened as streams, never written to disk."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, NamedTuple

from linewatch.errors import Unreadable
from linewatch.sources.packing.offered import shown

MEBI = 2**20
# A file packed to less than a 250th of its size is no text that anybody wrote; small ones do no harm.
LARGEST_UNPACKED, LARGEST_RATIO, RATIO_FROM = 4096 * MEBI, 250, 32 * MEBI
_LARGEST_INNER, _MOST_ENTRIES, _DEEPEST, _HEAD = 512 * MEBI, 1_000_000, 3, 65_536
_Bytes = IO[bytes] | io.BufferedIOBase
_PACKED: dict[bytes, Callable[[IO[bytes]], io.BufferedIOBase]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ": lzma.LZMAFile,
}
_PACKED_SUFFIXES = (".gz", ".bz2", ".xz")
# What the libraries raise on broken packing; zipfile tells an encrypted entry by a bare RuntimeError.
BROKEN = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, OSError, RuntimeError,
          ValueError, IndexError)  # fmt: skip


@dataclass(slots=True)
class Part:
    """What one file, or one file inside an archive, holds once unpacked.

    Attributes:
        name: As it is named to the user; ``archive.zip!inner`` inside an archive.
        stem: Its own name without folders and suffix.
        suffix: Of its own name, in lower case: ``.html``.
        stream: Its bytes, to be read once.
        budget: What the file on disk that it comes from may still unpack to.
        depth: How many times over it was packed.
    """

    name: str
    stem: str
    suffix: str
    stream: io.BufferedReader
    budget: _Budget
    depth: int

    def head(self) -> bytes:
        """Return the first bytes, some 64 KB, without reading past them."""
        return self.stream.peek(_HEAD)

    def sha256(self) -> str:
        """Return the hash of all bytes, once all have been read."""
        raw = self.stream.raw
        return raw.digest.hexdigest() if isinstance(raw, _Counted) else ""

    def whole(self, limit: int) -> bytes:
        """Return all bytes.

        Raises:
            Unreadable: If they are more than the limit.
        """
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise Unreadable(f"It holds more than {limit // MEBI} MB.", "Add it in smaller files.")
        return data


class Bad(NamedTuple):
    """An entry of an archive, or the rest of one, that cannot be read."""

    name: str
    reason: str


class _Budget:
    """How much one file on disk may unpack to, whatever is packed inside what."""

    def __init__(self, packed: int) -> None:
        self.packed, self.unpacked = packed, 0

    def spend(self, count: int) -> None:
        """Count unpacked bytes.

        Raises:
            Unreadable: If there are too many of them, in sum or for the packed ones.
        """
        self.unpacked += count
        if self.unpacked > LARGEST_UNPACKED:
            raise Unreadable(
                f"It unpacks to more than {LARGEST_UNPACKED // MEBI} MB.", "Add it in smaller files."
            )
        if self.unpacked > max(RATIO_FROM, LARGEST_RATIO * self.packed):
            raise Unreadable(
                f"It unpacks to more than {LARGEST_RATIO} times its size, as no text does.",
                "Unpack it by hand and add what is in it.",
            )


class _Counted(io.RawIOBase):
    """A stream whose bytes are hashed, and counted against a budget unless they were counted before."""

    def __init__(self, inner: _Bytes, budget: _Budget | None = None) -> None:
        self.inner, self.budget, self.digest = inner, budget, hashlib.sha256()

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Fill a buffer as far as there are bytes."""
        filled = 0
        while filled < len(buffer) and (got := self.inner.read(len(buffer) - filled)):
            buffer[filled : filled + len(got)] = got
            filled += len(got)
        self.digest.update(buffer[:filled])
        if self.budget:
            self.budget.spend(filled)
        return filled


def parts(name: str, file: IO[bytes], size: int) -> Iterator[Part | Bad]:
    """Yield the parts of an open file, each to be read before the next is asked for.

    Args:
        name: As the file is named to the user.
        file: Open for reading, at its beginning.
        size: In bytes.
    """
    yield from _opened(name, name, _buffered(file), _Budget(size), 0)


def inner_parts(part: Part, inner: str, data: bytes) -> Iterator[Part | Bad]:
    """Yield the parts of bytes that a part encloses, as a letter does its enclosures, from one budget with it."""
    # Not depth 0: they lie in memory, and no file on disk can be read in their place.
    depth = max(part.depth, 1)
    yield from _opened(f"{part.name}!{inner}", inner, _buffered(io.BytesIO(data)), part.budget, depth)


def _buffered(file: _Bytes, budget: _Budget | None = None) -> io.BufferedReader:
    return io.BufferedReader(_Counted(file, budget), _HEAD)


def _opened(
    name: str, inner: str, stream: io.BufferedReader, budget: _Budget, depth: int
) -> Iterator[Part | Bad]:
    """Yield a stream's parts, or why it has none."""
    try:
        yield from _by_head(name, inner, stream, budget, depth)
    except Unreadable as error:
        yield Bad(name, f"{error.what} {error.next_step}")
    except BROKEN as error:
        yield Bad(name, cannot_unpack(error))


def cannot_unpack(error: Exception) -> str:
    """Return what to tell of packing that is broken."""
    return f"Cannot unpack it: {str(error) or type(error).__name__}."


def _by_head(
    name: str, inner: str, stream: io.BufferedReader, budget: _Budget, depth: int
) -> Iterator[Part | Bad]:
    """Yield what is in a stream if it is packed or an archive, else itself."""
    head = stream.peek(_HEAD)
    unpack = next((opens for magic, opens in _PACKED.items() if head.startswith(magic)), None)
    if depth > _DEEPEST:
        yield Bad(name, f"It is packed more than {_DEEPEST} times over.")
    elif unpack:
        yield from _opened(name, _bare(inner), _buffered(unpack(stream), budget), budget, depth + 1)
    elif head[257:262] == b"ustar" or inner.lower().endswith(".tar"):
        yield from _tar(name, stream, budget, depth)
    elif head.startswith(b"PK\x03\x04") and not _is_office(head):
        yield from _zip(name, stream, budget, depth)
    else:
        path = PurePosixPath(inner)
        yield Part(name, path.stem or "document", path.suffix.lower(), stream, budget, depth)


def _bare(name: str) -> str:
    """Return a packed file's name without the suffix of its packing."""
    lower = name.lower()
    if lower.endswith(".tgz"):
        return name[:-4] + ".tar"
    return next((name[: -len(end)] for end in _PACKED_SUFFIXES if lower.endswith(end)), name)


def _is_office(head: bytes) -> bool:
    """Return whether a zip file is one document of an office program or an e-book, not an archive."""
    first = head[30 : 30 + int.from_bytes(head[26:28], "little")]
    # An archive may hold an office file that is not packed again, whose own list of parts is then in plain sight.
    inside = first.startswith((b"word/", b"docProps/", b"customXml/", b"_rels/"))
    return first in (b"[Content_Types].xml", b"mimetype", b"_rels/.rels") or (
        inside and b"[Content_Types].xml" in head
    )


def _zip(name: str, stream: io.BufferedReader, budget: _Budget, depth: int) -> Iterator[Part | Bad]:
    with zipfile.ZipFile(_seekable(stream, depth)) as archive:
        entries = sorted(archive.infolist(), key=lambda entry: entry.filename)
        for count, entry in enumerate(entries):
            _refuse_endless(count)
            budget.spend(0)  # what one entry has used up is gone for the next
            odd = "link" if stat.S_ISLNK(entry.external_attr >> 16) else None
            if entry.is_dir() or _is_hidden(entry.filename):
                continue
            full = f"{name}!{shown(entry.filename)}"
            if bad := _refused(full, entry.filename, odd):
                yield bad
            elif entry.flag_bits & 1:
                yield Bad(full, "It is encrypted.")
            else:
                try:
                    file = archive.open(entry)
                except BROKEN as error:
                    yield Bad(full, cannot_unpack(error))
                    continue
                with file:
                    inner = shown(entry.filename)
                    yield from _opened(full, inner, _buffered(file, budget), budget, depth + 1)


def _tar(name: str, stream: io.BufferedReader, budget: _Budget, depth: int) -> Iterator[Part | Bad]:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for count, entry in enumerate(archive):
            _refuse_endless(count)
            archive.members = []  # tarfile keeps a list of all it has passed  # pyright: ignore[reportAttributeAccessIssue]
            odd = None if entry.isfile() else "link" if entry.issym() or entry.islnk() else "device"
            if entry.isdir() or _is_hidden(entry.name):
                continue
            inner = shown(entry.name)
            full = f"{name}!{inner}"
            if bad := _refused(full, entry.name, odd):
                yield bad
            elif file := archive.extractfile(entry):
                # Its bytes were counted when the archive around it was unpacked, save the holes that it only claims.
                counted = budget if entry.issparse() else None
                yield from _opened(full, inner, _buffered(file, counted), budget, depth + 1)


def _refuse_endless(count: int) -> None:
    if count >= _MOST_ENTRIES:
        raise Unreadable(f"It holds more than {_MOST_ENTRIES:,} files.", "Add them in smaller archives.")


def _is_hidden(inner: str) -> bool:
    """Return whether an entry is one that programs add of their own accord, as folders hold them too."""
    names = inner.split("/")
    return "__MACOSX" in names or any(name.startswith(".") and name not in (".", "..") for name in names)


def _refused(full: str, inner: str, odd: str | None) -> Bad | None:
    """Return why an entry is not even opened, if it is not."""
    if inner.startswith(("/", "\\")) or ".." in inner.replace("\\", "/").split("/") or inner[1:2] == ":":
        return Bad(full, "Its name leads out of the archive.")
    if odd:
        return Bad(full, f"It is a {odd}, not a file.")
    return None


def _seekable(stream: io.BufferedReader, depth: int) -> _Bytes:
    """Return a zip archive's bytes to be read in any order; one inside another file is taken into memory."""
    if depth == 0 and isinstance(stream.raw, _Counted):
        stream.raw.inner.seek(0)
        return stream.raw.inner
    data = stream.read(_LARGEST_INNER + 1)
    if len(data) > _LARGEST_INNER:
        raise Unreadable(
            "It is an archive too large for its place.", "Unpack it by hand and add what is in it."
        )
    return io.BytesIO(data)
