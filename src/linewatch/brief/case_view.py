"""What a brief is composed from: the rows of a case and their citations, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from linewatch.brief.measured import (
    Boundary,
    Difference,
    Disagreed,
    Fork,
    LinePoint,
    Network,
    Personnel,
    Rivals,
    Standing,
    WordsAndDeeds,
)
from linewatch.brief.weighed_values import Weighed
from linewatch.kinds.citations import Citation
from linewatch.kinds.said import Access, Actor, Deed, Event, Form, Issue, KnownDocument, Statement
from linewatch.measures.tempo import Tempo


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """How far coders agreed on one thing that they coded.

    Attributes:
        issue: The issue with all below it; None for all issues together.
        what: What was coded.
        alpha: Krippendorff's alpha; None where too little was coded twice.
        low: Lower end of its interval.
        high: Upper end.
        units: How many statements were coded twice.
    """

    issue: str | None
    what: str
    alpha: float | None
    low: float | None
    high: float | None
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of a document the case takes in.

    Attributes:
        document: Its key.
        places: How many places it has.
        cited: How many of them some row cites.
        empty: How many others are listed as holding no fact.
    """

    document: str
    places: int
    cited: int
    empty: int


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
        aliases: Other names of actors, by id.
        tempos: Of the events whose plan or answers are told, in order of printing.
        agreement: How far the coding was the same when it was done again; empty where it was not.
        coverage: How much of each document is taken in; empty where its places are not listed.
        centre: The actor whose line the others are measured against; None where the case names none.
        standings: Where each actor stands on each issue, at each date with a statement and at the end of the record.
        lines: The same lines read off on some days, for figures.
        forks: Where an actor's stances on two issues of one tree differ.
        words_and_deeds: Of each actor, the centre first.
        boundary: How the centre took what others said; None where that was not asked.
        network: Who moves with whom.
        differences: Whether actors differ by what they are.
        rivals: Attributes side by side.
        personnel: Leaders against the plan.
        disagreed: How often coders did; None where nothing was coded twice.
        weighed: Rival explanations, by question.
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
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    tempos: tuple[Tempo, ...] = ()
    agreement: tuple[Reliability, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    centre: str | None = None
    standings: tuple[Standing, ...] = ()
    lines: tuple[LinePoint, ...] = ()
    forks: tuple[Fork, ...] = ()
    words_and_deeds: tuple[WordsAndDeeds, ...] = ()
    boundary: Boundary | None = None
    network: Network = field(default_factory=Network)
    differences: tuple[Difference, ...] = ()
    rivals: tuple[Rivals, ...] = ()
    personnel: Personnel = field(default_factory=Personnel)
    disagreed: Disagreed | None = None
    weighed: tuple[Weighed, ...] = ()

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

    def short(self, actor: str) -> str:
        """Return an actor's abbreviation, else its name."""
        return next((name for name in self.aliases.get(actor, ()) if name.isupper()), None) or self.name(
            actor
        )
