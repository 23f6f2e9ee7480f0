"""A case at the desk: one value that offers every task."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from linewatch.desk import (
    agreeing,
    briefing,
    checking,
    describing,
    documents,
    exchanging,
    ledger,
    releasing,
    searching,
    tempo,
    watching,
)
from linewatch.record.case_file import CaseFile, create_case, open_case

if TYPE_CHECKING:
    from linewatch.desk.progress import Progress


def _silent(_told: object) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Case:
    """An open case. Close it, or use it in a ``with`` statement.

    Every method takes and returns plain values; rows are dictionaries with the keys of ``--json``.
    """

    file: CaseFile

    @property
    def folder(self) -> Path:
        """Where the case lies."""
        return self.file.folder

    @property
    def title(self) -> str:
        """The case's title."""
        return self.file.fact("title") or ""

    @property
    def centre(self) -> str | None:
        """The actor whose line the others are measured against."""
        return self.file.fact("centre")

    def add(
        self,
        *paths: str | Path,
        report: Callable[[str], None] = _silent,
        watch: Callable[[Progress], None] = _silent,
        **given: Any,
    ) -> dict[str, Any]:
        """Read files into the case; see `steps.Given` for what may be said of them besides."""
        from linewatch.desk.adding import Given, add  # noqa: PLC0415 - only here are the readers needed

        return add(self.file, [str(path) for path in paths], Given(**given), report, watch)

    def documents(self, **filters: str | None) -> list[dict[str, Any]]:
        """What the case holds and knows; see `search` for the filters."""
        return documents.list_documents(self.file, **filters)

    def document(self, document: str) -> dict[str, Any]:
        """What is known of one document."""
        return documents.show_document(self.file, document)

    def passages(self, document: str) -> list[dict[str, Any]]:
        """One document as it was read."""
        return documents.read_passages(self.file, document)

    def cite(self, place: str, words: str | None = None) -> dict[str, Any]:
        """A citation of DOC:N, checked."""
        return documents.cite(self.file, place, words)

    def correct(self, document: str, ground: str | None = None, **told: str) -> dict[str, Any]:
        """Put right what is said of a document."""
        return documents.correct(self.file, [document], told, ground)[0]

    def correct_all(
        self, names: Sequence[str], ground: str | None = None, clear: Sequence[str] = (), **told: str
    ) -> list[dict[str, Any]]:
        """Put right what is said of several documents at once; a ``*`` in a name stands for anything."""
        return documents.correct(self.file, names, told, ground, clear)

    def remove(self, document: str) -> dict[str, Any]:
        """Let go of a held copy; what was said of the document stays."""
        return documents.remove(self.file, document)

    def search(self, words: str, limit: int = searching.SHOWN, **filters: str | None) -> dict[str, Any]:
        """Passages in which words occur, ranked; filters: since, until (EDTF), issuer, kind, language."""
        return searching.search_case(self.file, words, limit, **filters)

    def indicators(self) -> list[dict[str, Any]]:
        """The words that are watched for, with where they are found."""
        return watching.list_indicators(self.file)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of one table of the said ledger, with their citations."""
        return ledger.list_rows(self.file, table)

    def enter(
        self,
        table: str,
        values: dict[str, Any],
        cite: Sequence[str] = (),
        words: Sequence[str] = (),
    ) -> dict[str, Any]:
        """Enter a row with its citations."""
        return ledger.enter(self.file, table, values, cite, words)

    def withdraw(self, table: str, ident: str) -> dict[str, Any]:
        """Take a row out of what stands; the history keeps it."""
        return ledger.withdraw(self.file, table, ident)

    def undo(self) -> list[dict[str, Any]]:
        """Undo the last change that stands."""
        return ledger.undo(self.file)

    def history(self) -> list[dict[str, Any]]:
        """All that was entered, changed, withdrawn and undone."""
        return ledger.list_history(self.file)

    def tempo(self, event: str | None = None) -> dict[str, Any]:
        """Plan against what happened; who answered an event, in which order."""
        return tempo.find_tempo(self.file, event)

    def agreement(self) -> list[dict[str, Any]]:
        """Coders compared, per issue."""
        return agreeing.find_agreement(self.file)

    def releases(self, document: str | None = None) -> list[dict[str, Any]]:
        """The papers held in several releases or readings; of one document's paper, what each tells besides."""
        return releasing.find_releases(self.file, document)

    def paper_of(self) -> dict[str, str]:
        """For each held document the name of its paper, so that one witness is counted once."""
        return releasing.paper_of(self.file)

    def check(self) -> dict[str, Any]:
        """Whether the case is sound, and how its citations stand."""
        return checking.check(self.file)

    def describe(self, **facts: str) -> dict[str, str | None]:
        """Set the case's own facts (title, centre, marking, date, caveat, where, about); return them all."""
        return describing.describe(self.file, facts)

    def export(self, folder: str | Path) -> dict[str, int]:
        """Write all that was said as plain files."""
        return exchanging.export_case(self.file, Path(folder))

    def import_(self, folder: str | Path) -> dict[str, Any]:
        """Take in a folder of such files, all of it or nothing."""
        return exchanging.import_case(self.file, Path(folder))

    def brief(self, out: str | Path, date: str | None = None) -> dict[str, Any]:
        """Write the brief to OUT.html or OUT.md."""
        return briefing.write_brief(self.file, Path(out), date)

    def close(self) -> None:
        """Close the case; what was reported as done stays."""
        self.file.close()

    def __enter__(self) -> Case:
        """Use the case in a ``with`` statement."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it at the end."""
        self.close()


def open(folder: str | Path) -> Case:
    """Open the case in a folder."""
    return Case(open_case(Path(folder)))


def init(folder: str | Path, title: str, centre: str | None = None) -> Case:
    """Make an empty case in a folder."""
    return Case(create_case(Path(folder), title, centre))
