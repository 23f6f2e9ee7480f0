"""From a file to the steps that put it into a case: what is read is a copy, so that it cannot change meanwhile."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BufferedReader
from pathlib import Path, PurePosixPath

from linewatch.desk.reading.holding import Begin, End, Hold, Pass, Step, Stop
from linewatch.errors import BadDate, BadValue, Unreadable
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.documents import Document
from linewatch.record import holdings
from linewatch.sources import files
from linewatch.sources.packing.offered import Offered
from linewatch.sources.understanding import understanding

LARGEST_FILE = 4 * 2**30  # bytes on disk: what is larger is no text
_HEAD = 4096
_FIELDS = ("issuer", "date", "title", "form", "kind", "language", "speaker", "ignore")


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of the documents that the files do not say themselves.

    Attributes:
        issuer: Who issued them.
        date: When, as EDTF.
        form: In which form.
        key: The known document that the file is a copy of.
        pattern: How file names tell: ``{issuer}_{ignore}_{date}.txt``.
        columns: Which column of a table tells which field.
    """

    issuer: str | None = None
    date: str | None = None
    form: str | None = None
    key: str | None = None
    pattern: str | None = None
    columns: dict[str, str] = field(default_factory=dict[str, str])


class FileReader:
    """Reads files for a case, wherever it runs: in the process that writes, or in one beside it.

    Args:
        folder: The case's folder.
        given: What is said of the files besides.
    """

    def __init__(self, folder: Path, given: Given) -> None:
        self.originals = folder / "originals"
        # Looks up what was read before; what is written goes through the process that asked.
        self.con = sqlite3.connect(f"{(folder / 'case.db').resolve().as_uri()}?mode=ro", uri=True)
        self.given = given
        self.position = 0  # in the file that is being read, in bytes as it lies on disk
        self.name_pattern = name_pattern(given.pattern) if given.pattern else None
        self.reading = files.Reading(given.columns, understanding(folder / "lexicons"))

    def steps(self, item: Offered) -> Iterator[Step]:
        """Yield what is to be done with one file."""
        try:
            with item.path.open("rb") as file:
                yield from self._of_open(item, file)
        except OSError as error:
            yield Pass(item.name, reason=f"It cannot be read: {error.strerror}.")

    def _of_open(self, item: Offered, file: BufferedReader) -> Iterator[Step]:
        size = os.fstat(file.fileno()).st_size
        head = file.read(_HEAD)
        if size > LARGEST_FILE:
            yield Pass(item.name, reason=f"It is larger than {LARGEST_FILE // 2**30} GB.")
            return
        if reason := files.refusal(head, size):
            yield Pass(item.name, reason=reason)
            return
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        state = holdings.file_state(self.con, sha256)
        if state and state.finished and self.given == Given():
            yield Pass(item.name, already=state.held)
            return
        file.seek(0)
        try:
            holdings.keep_original(self.originals, file, sha256, size)
        except Unreadable as error:
            yield Pass(item.name, reason=f"{error.what} {error.next_step}")
            return
        except OSError as error:  # not the file's fault, but the disk's
            told = f"The copy of {item.name} could not be written: {error.strerror}."
            yield Stop(told, "See that the disk has room, then run this again.")
            return
        yield from self._of_copy(item, sha256, size, known=state is not None)

    def _of_copy(self, item: Offered, sha256: str, size: int, *, known: bool) -> Iterator[Step]:
        reasons: list[str] = []
        place = 0
        with (self.originals / sha256).open("rb") as copy:
            for found in files.documents(item.name, copy, size, self.reading):
                self.position = min(copy.tell(), size)
                if found.document is None:
                    reasons.append(found.reason or "")
                    yield Pass(found.name, reason=found.reason)
                    continue
                if place == 0:
                    # A file that no reader takes leaves nothing in the case.
                    yield Begin(item.name, sha256, size)
                document, told, matched = self._told(found.document, found.name)
                yield Hold(sha256, found, document, place, told, matched)
                place += 1
        if place:
            yield End(item.name, sha256, tuple(reasons))
            return
        if not known:
            (self.originals / sha256).unlink(missing_ok=True)
        if not reasons:
            yield Pass(item.name, reason="It holds no document.")

    def _told(self, document: Document, name: str) -> tuple[Document, tuple[str, ...], bool]:
        """Return a document with what its file's name and the person say of it, and which fields those are.

        The last value is whether the pattern of names, if one was given, told all that it names.
        """
        told = {name: value for name in ("issuer", "date", "form") if (value := getattr(self.given, name))}
        ground = "given when the document was added"
        file_name = PurePosixPath(name.replace("!", "/")).name
        found = self.name_pattern.fullmatch(file_name) if self.name_pattern else None
        matched = self.name_pattern is None or (found is not None and _is_date(found.groupdict().get("date")))
        if found:
            named = {field: text for field, text in found.groupdict().items() if text and field not in told}
            if not matched:
                named.pop("date", None)
            ground = "read from the file's name" if "date" in named else ground
            told = named | told
        grounds = {field: why for field, why in document.grounds.items() if field not in told}
        untold = tuple(field for field in document.untold if field not in told)
        dated = {"date_ground": ground} if "date" in told else {}
        return replace(document, **told, **dated, grounds=grounds, untold=untold), (*told, *dated), matched


def _is_date(text: str | None) -> bool:
    """Return whether a text, if there is one, is a date."""
    if text is None:
        return True
    try:
        PartialDate.parse(text)
    except BadDate:
        return False
    return True


def name_pattern(pattern: str) -> re.Pattern[str]:
    """Return the expression that a pattern of file names means.

    Raises:
        BadValue: If it names a field that is not known, or one twice.
    """
    parts = re.split(r"\{(\w+)\}", pattern)
    wanted = [name for name in parts[1::2] if name != "ignore"]
    if bad := [name for name in parts[1::2] if name not in _FIELDS] or [
        n for n in wanted if wanted.count(n) > 1
    ]:
        raise BadValue(
            f"The pattern {pattern!r} names {bad[0]!r}.",
            f"It may name each of these once: {', '.join(_FIELDS)}.",
        )
    if not wanted:
        raise BadValue(
            f"The pattern {pattern!r} names no field.", 'Write what names say: "{issuer}_{ignore}_{date}.txt"'
        )
    made = "".join(
        re.escape(part) if place % 2 == 0 else "(?:.*?)" if part == "ignore" else f"(?P<{part}>.+?)"
        for place, part in enumerate(parts)
    )
    return re.compile(made)
