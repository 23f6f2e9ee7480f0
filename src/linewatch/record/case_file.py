"""A case on disk: a folder with ``case.db`` and ``originals/``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from linewatch.errors import BadValue, CaseInUse, LinewatchError, NotACase
from linewatch.record.schema import migrate
from linewatch.record.spelling import spelled

_PATIENCE_S = 10


@dataclass(frozen=True, slots=True)
class CaseFile:
    """An open case.

    Attributes:
        folder: Where it lies.
        con: Its database, in autocommit mode; writes go through `writing`.
    """

    folder: Path
    con: sqlite3.Connection

    @property
    def originals(self) -> Path:
        """The folder of copies by SHA-256."""
        return self.folder / "originals"

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Run one transaction: all of it is kept, or nothing.

        Raises:
            CaseInUse: If another process has been writing for longer than ten seconds.
        """
        try:
            self.con.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise CaseInUse(
                f"Another process is writing to the case in {str(self.folder)!r}.",
                "Wait until it has finished, then run this again.",
            ) from error
        try:
            yield self.con
            self.con.execute("COMMIT")
        except sqlite3.OperationalError as error:
            self._roll_back()
            raise LinewatchError(
                f"The case file could not be written: {error}.",
                "See that the disk has room, then run this again.",
            ) from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        # Where the disk is full SQLite has rolled back already.
        if self.con.in_transaction:
            self.con.execute("ROLLBACK")

    def fact(self, name: str) -> str | None:
        """Return one of the case's own facts: title, centre, marking, caveat, about."""
        row = self.con.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set_facts(self, facts: dict[str, str]) -> None:
        """Set some of the case's own facts."""
        with self.writing() as con:
            con.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())

    def close(self) -> None:
        """Close the database; what was committed stays."""
        self.con.close()


def create_case(folder: Path, title: str, centre: str | None) -> CaseFile:
    """Make an empty case in a folder that holds none yet.

    Raises:
        BadValue: If the folder holds a case already.
    """
    if (folder / "case.db").exists():
        raise BadValue(f"There is a case in {str(folder)!r} already.", "Choose another folder.")
    try:
        (folder / "originals").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadValue(
            f"Cannot make the folder {str(folder)!r}: {error.strerror}.", "Choose another folder."
        ) from error
    # A case file appears whole or not at all: what a killed process left half-made is begun anew.
    half = folder / "case.db.new"
    half.unlink(missing_ok=True)
    con = _connect(half)
    migrate(con, new=True)
    facts = {"title": title, **({"centre": centre} if centre else {})}
    con.executemany("INSERT INTO facts VALUES (?, ?)", facts.items())
    con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    con.close()
    half.rename(folder / "case.db")
    return open_case(folder)


def open_case(folder: Path) -> CaseFile:
    """Open the case in a folder.

    Raises:
        NotACase: If there is none, or it cannot be read.
    """
    path = folder / "case.db"
    if not path.is_file() and (folder / "case" / "case.db").is_file():
        return open_case(folder / "case")  # the folder that `demo` makes, with the brief beside the case
    if not path.is_file():
        raise NotACase(
            f"There is no case in {str(folder)!r}.",
            "Name one with --case DIR, or make one with: linewatch init DIR --title TITLE",
        )
    try:
        con = _connect(path)
        migrate(con)
    except sqlite3.DatabaseError as error:
        raise NotACase(
            f"{str(path)!r} is not a case file, or is damaged: {error}.",
            "Restore it from a copy or an export.",
        ) from error
    return CaseFile(folder, con)


def _connect(path: Path) -> sqlite3.Connection:
    con = sqlite3.connect(path, timeout=_PATIENCE_S, isolation_level=None)
    con.create_function("spelled", 1, spelled, deterministic=True)
    con.execute("PRAGMA journal_mode = WAL")
    con.execute("PRAGMA synchronous = FULL")  # what is reported as done survives a power cut too
    con.execute("PRAGMA foreign_keys = ON")
    con.execute("PRAGMA cache_size = -8192")  # KB; more is no faster and grows with the case
    return con
