"""Read documents into a case: all that can be read, and the reason for the rest; run again, it resumes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from linewatch.errors import BadDate, BadValue
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.documents import Document
from linewatch.kinds.said import Actor, KnownDocument
from linewatch.record import holdings
from linewatch.record.case_file import CaseFile
from linewatch.record.said import put
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


@dataclass(slots=True)
class Summary:
    """What an `add` did."""

    documents: int = 0
    passages: int = 0
    already: int = 0
    failed: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    untold: dict[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class _Begin:
    name: str
    sha256: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Hold:
    name: str
    read: files.Read
    document: Document
    place: int


@dataclass(frozen=True, slots=True)
class _End:
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pass:
    """A file that was read before, or cannot be."""

    name: str
    already: int = 0
    reason: str | None = None


_Step = _Begin | _Hold | _End | _Pass


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
    summary = Summary()
    for batch in _batches(_steps(case, paths, given, name_pattern)):
        lines: list[str] = []
        with case.writing():
            _write(case, batch, given, summary, lines)
        for line in lines:
            report(line)
    counts = {name: getattr(summary, name) for name in ("documents", "passages", "already", "failed")}
    return {**counts, "untold": summary.untold}


def _steps(
    case: CaseFile, paths: Sequence[str], given: Given, name_pattern: re.Pattern[str] | None
) -> Iterator[_Step]:
    """Yield what is to be done, file by file, reading each only when its turn comes."""
    for item in files.offered(paths):
        if isinstance(item, files.Read):
            yield _Pass(item.name, reason=item.reason)
            continue
        try:
            if item.path.stat().st_size > files.LARGEST_FILE:
                yield _Pass(item.name, reason=f"It is larger than {files.LARGEST_FILE // 2**20} MB.")
                continue
            data = item.path.read_bytes()
        except OSError as error:
            yield _Pass(item.name, reason=f"It cannot be opened: {error.strerror}.")
            continue
        sha256 = hashlib.sha256(data).hexdigest()
        state = holdings.file_state(case.con, sha256)
        if state and state.finished and not given.key:
            yield _Pass(item.name, already=state.held)
            continue
        yield from _file_steps(item, data, sha256, given, name_pattern)


def _file_steps(
    item: files.Offered, data: bytes, sha256: str, given: Given, name_pattern: re.Pattern[str] | None
) -> Iterator[_Step]:
    reasons: list[str] = []
    begun, place = False, 0
    for read in files.documents(item, data):
        if read.document is None:
            reasons.append(read.reason or "")
            yield _Pass(read.name, reason=read.reason)
            continue
        if not begun:
            # A file that no reader takes leaves nothing in the case.
            yield _Begin(item.name, sha256, data)
            begun = True
        yield _Hold(item.name, read, _told(read.document, read.name, given, name_pattern), place)
        place += 1
    if begun:
        yield _End(item.name, tuple(reasons))
    elif not reasons:
        yield _Pass(item.name, reason="It holds no document.")


def _batches(steps: Iterable[_Step]) -> Iterator[list[_Step]]:
    batch: list[_Step] = []
    size = 0
    for step in steps:
        batch.append(step)
        size += len(step.document.original) if isinstance(step, _Hold) else 0
        if size >= _BATCH_CHARACTERS or len(batch) >= _BATCH_STEPS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _write(case: CaseFile, batch: list[_Step], given: Given, summary: Summary, lines: list[str]) -> None:
    """Carry out a batch inside a transaction; add the lines that may be told after it."""
    file = _open_file(case, batch)
    for step in batch:
        match step:
            case _Pass():
                _pass_over(step, summary, lines)
            case _Begin():
                holdings.keep_original(case.originals, step.data, step.sha256)
                file = holdings.begin_file(case.con, step.name, step.sha256, len(step.data))
            case _Hold():
                new = _hold(case, step, file, given)
                summary.documents += new > 0
                summary.already += new == 0
                summary.passages += new
                for name in step.document.untold if new else ():
                    summary.untold[name] = summary.untold.get(name, 0) + 1
            case _End():
                holdings.end_file(case.con, file, step.reasons)
                documents, passages = holdings.file_counts(case.con, file)
                lines.append(
                    f"done {step.name}: {_counted(documents, 'document')}, {_counted(passages, 'passage')}"
                )


def _open_file(case: CaseFile, batch: list[_Step]) -> int:
    """Return the file that a batch goes on with, where it begins in the middle of one."""
    first = batch[0]
    if isinstance(first, _Begin | _Pass):
        return 0
    return case.con.execute("SELECT max(file) FROM files").fetchone()[0] or 0


def _hold(case: CaseFile, step: _Hold, file: int, given: Given) -> int:
    """Write one document unless it is held; return how many passages were written."""
    document, con = step.document, case.con
    if step.read.issuer_given or given.issuer or (given.pattern and document.issuer):
        _make_actor(case, document.issuer)
    if holdings.already_held(con, document, step.read.sha256):
        if given.key:
            holdings.tie(con, step.read.sha256, document, given.key)
            _know(case, document, step.read.sha256, given.key)
        return 0
    holdings.hold_persons(con, step.read.persons)
    source = holdings.Provenance(step.read.sha256, file, step.place, step.read.name, given.key)
    holdings.hold(con, document, source)
    if given.key:
        _know(case, document, step.read.sha256, given.key)
    return len(document.passages)


def _know(case: CaseFile, document: Document, sha256: str, key: str) -> None:
    """Enter a document that a person keyed among the known ones, unless it is known."""
    if case.con.execute("SELECT 1 FROM documents WHERE key = ?", (key,)).fetchone() is None:
        known = {
            name: getattr(document, name)
            for name in (
                "title",
                "date",
                "date_ground",
                "issuer",
                "number",
                "kind",
                "form",
                "marking",
                "language",
            )
        }
        put(case.con, KnownDocument(key=key, sha256=sha256, **known))


def _make_actor(case: CaseFile, issuer: str | None) -> None:
    called = "SELECT 1 FROM actors WHERE id = ?1 OR name = ?1 UNION SELECT 1 FROM aliases WHERE name = ?1"
    if issuer and case.con.execute(called, (issuer,)).fetchone() is None:
        put(case.con, Actor(id=issuer, name=issuer))


def _pass_over(step: _Pass, summary: Summary, lines: list[str]) -> None:
    if step.reason is None:
        summary.already += step.already
        lines.append(f"done {step.name}: read before, {_counted(step.already, 'document')}")
    else:
        summary.failed.append({"file": step.name, "reason": step.reason})
        lines.append(f"not read {step.name}: {step.reason}")


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _told(document: Document, name: str, given: Given, name_pattern: re.Pattern[str] | None) -> Document:
    """Return a document with what its file's name and the person say of it."""
    said = {name: getattr(given, name) for name in ("issuer", "date", "form") if getattr(given, name)}
    ground = "given when the document was added"
    if name_pattern and (found := name_pattern.fullmatch(PurePosixPath(name.replace("!", "/")).name)):
        named = {name: text for name, text in found.groupdict().items() if text and name not in said}
        if "date" in named and not _is_date(named["date"]):
            del named["date"]
        ground = "read from the file's name" if "date" in named else ground
        said = named | said
    if not said:
        return document
    if "date" in said:
        said["date_ground"] = ground
    untold = tuple(name for name in document.untold if name not in said)
    return replace(document, **said, untold=untold)


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
