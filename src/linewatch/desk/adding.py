"""Read documents into a case: all that can be read, and the reason for the rest; run again, it resumes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from linewatch.desk.holding import Begin, End, Hold, Pass, Step, Summary, refuse_likely_slip, write
from linewatch.errors import BadDate, BadValue
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.documents import Document
from linewatch.record import holdings
from linewatch.record.case_file import CaseFile
from linewatch.sources import files

_BATCH_CHARACTERS, _BATCH_STEPS = 4_000_000, 1_000  # committed together; a killed process repeats no more
_FIELDS = ("issuer", "date", "title", "form", "kind", "language", "ignore")


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of the documents that the files do not say themselves.

    Attributes:
        issuer: Who issued them.
        date: When, as EDTF.
        form: In which form.
        key: The known document that the file is a copy of.
        pattern: How file names tell: ``{issuer}_{ignore}_{date}.txt``.
    """

    issuer: str | None = None
    date: str | None = None
    form: str | None = None
    key: str | None = None
    pattern: str | None = None


def add(case: CaseFile, paths: Sequence[str], given: Given, report: Callable[[str], None]) -> dict[str, Any]:
    """Read files into a case and return what was done.

    Args:
        case: Where they go.
        paths: Files, folders and globs.
        given: What is said of them besides.
        report: Told a line once what the line says is on disk for good.
    """
    name_pattern = _name_pattern(given.pattern) if given.pattern else None
    if given.date:
        PartialDate.parse(given.date)
    if given.key:
        refuse_likely_slip(case.con, given.key)
    summary = Summary()
    for batch in _batches(_steps(case, paths, given, name_pattern)):
        with case.writing():
            lines = write(case, batch, given.key, summary)
        for line in lines:
            report(line)
    counts = {name: getattr(summary, name) for name in ("documents", "passages", "already", "failed")}
    return {**counts, "untold": summary.untold}


def _steps(
    case: CaseFile, paths: Sequence[str], given: Given, name_pattern: re.Pattern[str] | None
) -> Iterator[Step]:
    """Yield what is to be done, file by file, reading each only when its turn comes."""
    for item in files.offered(paths):
        if isinstance(item, files.Read):
            yield Pass(item.name, reason=item.reason)
            continue
        try:
            if item.path.stat().st_size > files.LARGEST_FILE:
                yield Pass(item.name, reason=f"It is larger than {files.LARGEST_FILE // 2**20} MB.")
                continue
            data = item.path.read_bytes()
        except OSError as error:
            yield Pass(item.name, reason=f"It cannot be opened: {error.strerror}.")
            continue
        sha256 = hashlib.sha256(data).hexdigest()
        state = holdings.file_state(case.con, sha256)
        if state and state.finished and given == Given():
            yield Pass(item.name, already=state.held)
            continue
        yield from _file_steps(item, data, sha256, given, name_pattern)


def _file_steps(
    item: files.Offered, data: bytes, sha256: str, given: Given, name_pattern: re.Pattern[str] | None
) -> Iterator[Step]:
    reasons: list[str] = []
    begun, place = False, 0
    for found in files.documents(item, data):
        if found.document is None:
            reasons.append(found.reason or "")
            yield Pass(found.name, reason=found.reason)
            continue
        if not begun:
            # A file that no reader takes leaves nothing in the case.
            yield Begin(item.name, sha256, data)
            begun = True
        document, told = _told(found.document, found.name, given, name_pattern)
        yield Hold(sha256, found, document, place, told)
        place += 1
    if begun:
        yield End(item.name, sha256, tuple(reasons))
    elif not reasons:
        yield Pass(item.name, reason="It holds no document.")


def _batches(steps: Iterable[Step]) -> Iterator[list[Step]]:
    batch: list[Step] = []
    size = 0
    for step in steps:
        batch.append(step)
        size += len(step.document.original) if isinstance(step, Hold) else 0
        if size >= _BATCH_CHARACTERS or len(batch) >= _BATCH_STEPS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _told(
    document: Document, name: str, given: Given, name_pattern: re.Pattern[str] | None
) -> tuple[Document, tuple[str, ...]]:
    """Return a document with what its file's name and the person say of it, and which fields those are."""
    told = {field: getattr(given, field) for field in ("issuer", "date", "form") if getattr(given, field)}
    ground = "given when the document was added"
    if name_pattern and (found := name_pattern.fullmatch(PurePosixPath(name.replace("!", "/")).name)):
        named = {field: text for field, text in found.groupdict().items() if text and field not in told}
        if "date" in named and not _is_date(named["date"]):
            del named["date"]
        ground = "read from the file's name" if "date" in named else ground
        told = named | told
    if "date" in told:
        told["date_ground"] = ground
    untold = tuple(field for field in document.untold if field not in told)
    return replace(document, **told, untold=untold), tuple(told)


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except BadDate:
        return False
    return True


def _name_pattern(pattern: str) -> re.Pattern[str]:
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
    made = "".join(
        re.escape(part) if place % 2 == 0 else "(?:.*?)" if part == "ignore" else f"(?P<{part}>.+?)"
        for place, part in enumerate(parts)
    )
    return re.compile(made)
