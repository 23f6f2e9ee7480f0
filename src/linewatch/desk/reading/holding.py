"""Write what was read: batches of steps, each batch whole or not at all."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.documents import Document
from linewatch.kinds.said import Actor, KnownDocument
from linewatch.record import copies, holdings, read, said
from linewatch.record.case_file import CaseFile
from linewatch.record.said import Ledger

if TYPE_CHECKING:
    from linewatch.sources.files import Read

_KNOWN = (
    "title",
    "date",
    "date_ground",
    "issuer",
    "speaker",
    "number",
    "kind",
    "form",
    "marking",
    "language",
)
# What one document's text or numbers may do to the case file; a full disk or a lock concerns them all.
_UNWRITABLE = (UnicodeError, OverflowError, sqlite3.DataError, sqlite3.IntegrityError, sqlite3.InterfaceError)


@dataclass(frozen=True, slots=True)
class Stop:
    """Nothing more can be read, whatever the file: the disk is full."""

    what: str
    next_step: str


@dataclass(slots=True)
class Summary:
    """What an `add` did."""

    documents: int = 0
    passages: int = 0
    already: int = 0
    failed: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    untold: dict[str, int] = field(default_factory=dict[str, int])
    retold: int = 0  # held already, and something else said of them now
    unmatched: int = 0  # whose name a pattern does not fit, or gives something that is no date
    stopped: Stop | None = None
    actors: list[str] = field(default_factory=list[str])  # entered because they issued something


@dataclass(frozen=True, slots=True)
class Begin:
    """A file that a reader takes begins."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Hold:
    """A document was read."""

    sha256: str  # of the file
    read: Read
    document: Document
    place: int
    told: tuple[str, ...]  # what a person said of it, not the file
    matched: bool = True  # whether a pattern of names, if one was given, told all that it names


@dataclass(frozen=True, slots=True)
class End:
    """All of a file was read."""

    name: str
    sha256: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pass:
    """A file that was read before, or cannot be."""

    name: str
    already: int = 0
    reason: str | None = None


Step = Begin | Hold | End | Pass | Stop


@dataclass(slots=True)
class _Writer:
    case: CaseFile
    ledger: Ledger
    key: str | None
    summary: Summary
    lines: list[str]

    def begin(self, step: Begin) -> None:
        holdings.begin_file(self.case.con, step.name, step.sha256, step.size)

    def hold(self, step: Hold) -> None:
        """Write one document, or tell what is new of one that is held."""
        document, con = step.document, self.case.con
        self.summary.unmatched += not step.matched
        given = step.read.issuer_given or "issuer" in step.told
        if given and document.issuer and enter_actor(con, self.ledger, document.issuer):
            self.summary.actors.append(document.issuer)
        doc = holdings.held_as(con, document, step.read.sha256)
        if doc is None:
            # A batch may begin in the middle of a file, so that the file is looked up by what it is.
            file = holdings.file_number(con, step.sha256)
            holdings.hold_persons(con, step.read.persons)
            source = holdings.Provenance(step.read.sha256, file, step.place, step.read.name)
            doc = holdings.hold(con, document, source)
            self._count(document)
        else:
            holdings.retell(con, doc, document, step.told)
            self.summary.already += 1
            self.summary.retold += bool(step.told)
        if self.key:
            self._tie(self.key, doc, step)

    def end(self, step: End) -> None:
        file = holdings.file_number(self.case.con, step.sha256)
        holdings.end_file(self.case.con, file, step.reasons)
        documents, passages = holdings.file_counts(self.case.con, file)
        told = f"{_counted(documents, 'document')}, {_counted(passages, 'passage')}"
        self.lines.append(f"done {step.name}: {told}")

    def pass_over(self, step: Pass) -> None:
        if step.reason is None:
            self.summary.already += step.already
            self.lines.append(f"done {step.name}: read before, {_counted(step.already, 'document')}")
        else:
            self.summary.failed.append({"file": step.name, "reason": step.reason})
            self.lines.append(f"not read {step.name}: {step.reason}")

    def _count(self, document: Document) -> None:
        self.summary.documents += 1
        self.summary.passages += len(document.passages)
        for name in document.untold:
            self.summary.untold[name] = self.summary.untold.get(name, 0) + 1

    def _tie(self, key: str, doc: int, step: Hold) -> None:
        """Note that a held document is the copy of a known one, because a person says so."""
        held = copies.copy_of(self.case.con, key)
        if held not in (None, doc):
            other = read.held_document(self.case.con, held)
            raise BadValue(
                f"A copy of {key!r} is held already: {other}.",
                f"Remove it first with: linewatch remove {other}",
            )
        hashes = {row.key: row.sha256 for row in said.rows(self.case.con, KnownDocument)}
        if key not in hashes:
            known = {name: getattr(step.document, name) for name in _KNOWN}
            self.ledger.put(KnownDocument(key=key, sha256=step.read.sha256, **known))
        copies.tie(self.case.con, key, doc)
        if hashes.get(key) not in (None, step.read.sha256):
            told = "its citations are now checked against this one"
            self.lines.append(f"note: {key} was cited from another edition; {told}")


def write(case: CaseFile, batch: Iterable[Step], key: str | None, summary: Summary) -> list[str]:
    """Carry out a batch inside a transaction; return the lines that may be told once it is on disk.

    Raises:
        BadValue: If a known document would have two copies.
    """
    writer = _Writer(case, Ledger(case.con), key, summary, [])
    for step in batch:
        match step:
            case Begin():
                writer.begin(step)
            case Hold():
                _hold_or_note(writer, step)
            case End():
                writer.end(step)
            case Pass():
                writer.pass_over(step)
            case Stop():  # what was read before it is kept
                summary.stopped = step
    return writer.lines


def _hold_or_note(writer: _Writer, step: Hold) -> None:
    """Write one document; one that the case file cannot take is noted, and the rest go on."""
    con, before = writer.case.con, replace(writer.summary)
    con.execute("SAVEPOINT one_document")
    try:
        writer.hold(step)
    except _UNWRITABLE as error:
        con.execute("ROLLBACK TO one_document")
        writer.summary.documents, writer.summary.passages = before.documents, before.passages
        reason = f"document {step.place} cannot be written: {error}"
        writer.summary.failed.append({"file": step.read.name, "reason": reason})
        writer.lines.append(f"not written {step.read.name}: {reason}")
    con.execute("RELEASE one_document")


def refuse_likely_slip(con: sqlite3.Connection, key: str) -> None:
    """Refuse a key that nobody knows but that is nearly one that is known.

    Raises:
        NoSuchRecord: With the key that was likely meant.
    """
    known = {row.key for row in said.rows(con, KnownDocument)}
    if key not in known and difflib.get_close_matches(key, known, n=1):
        raise NoSuchRecord("document", key, known, "documents")


def enter_actor(con: sqlite3.Connection, ledger: Ledger, issuer: str) -> bool:
    """Enter an issuer as an actor, with that text as id, unless an actor is called so; return whether it was."""
    if said.is_called(con, issuer):
        return False
    ledger.put(Actor(id=issuer, name=issuer))
    return True


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
