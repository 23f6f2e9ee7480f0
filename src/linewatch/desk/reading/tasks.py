"""What a case can do with the documents it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from linewatch.desk.common.tasks import Tasks
from linewatch.desk.reading import describing, documents, releasing, searching


class ReadingTasks(Tasks):
    """What a case can do with the documents it holds."""

    __slots__ = ()

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

    def releases(self, document: str | None = None) -> list[dict[str, Any]]:
        """The papers held in several releases or readings; of one document's paper, what each tells besides."""
        return releasing.find_releases(self.file, document)

    def paper_of(self) -> dict[str, str]:
        """For each held document the name of its paper, so that one witness is counted once."""
        return releasing.paper_of(self.file)

    def describe(self, **facts: str) -> dict[str, str | None]:
        """Set the case's own facts (title, centre, marking, date, caveat, where, about); return them all."""
        return describing.describe(self.file, facts)
