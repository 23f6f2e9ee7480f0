"""What a brief is composed from: the rows of a case and their citations, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from linewatch.kinds.citations import Citation
from linewatch.kinds.said import Access, Actor, Deed, Event, Form, Issue, KnownDocument, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case as its brief sees it.

    Attributes:
        title: Of the brief.
        marking: Stands on each page; empty for none.
        date: The date of the brief in words; the core reads no clock.
        caveat: What the paper is not; empty for none.
        citations: By table and id, e.g. ``("events", "secret_speech")``.
        documents: For titles, dates and markings; a document that is not among them is told by its citation.
        forms: For the names of the forms in which statements were made.
    """

    title: str
    marking: str
    date: str
    caveat: str
    actors: tuple[Actor, ...] = ()
    issues: tuple[Issue, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    deeds: tuple[Deed, ...] = ()
    access: tuple[Access, ...] = ()
    citations: Mapping[tuple[str, str], tuple[Citation, ...]] = field(
        default_factory=dict[tuple[str, str], tuple[Citation, ...]]
    )
    documents: tuple[KnownDocument, ...] = ()
    forms: tuple[Form, ...] = ()

    def publication(self, text: str) -> Event | None:
        """Return the event that made a text public, by the name that access rows give it; None if none did."""
        return next((row for row in self.events if row.publishes == text and row.mode != "planned"), None)

    def cited(self, table: str, row_id: str) -> tuple[Citation, ...]:
        """Return the citations of a row; none where it has none."""
        return self.citations.get((table, row_id), ())

    def name(self, row_id: str | None) -> str:
        """Return what an actor, issue, event or document is called; its id where nothing says so."""
        if not row_id:
            return ""
        named = [*self.actors, *self.issues, *self.events]
        found = next((row.name for row in named if row.id == row_id), None)
        return found or next((row.title for row in self.documents if row.key == row_id), None) or row_id
