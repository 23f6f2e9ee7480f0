"""The documents that a brief cites, and how many of its notes to each were verified."""

from __future__ import annotations

from collections.abc import Iterable

from linewatch.brief.case_view import CaseView
from linewatch.brief.dates import date_text_words
from linewatch.brief.notes import document_title, issued_words
from linewatch.brief.outline import Source
from linewatch.brief.phrases import Phrases
from linewatch.kinds.citations import Citation


def sources(citations: Iterable[Citation], case: CaseView, words: Phrases) -> tuple[Source, ...]:
    """Return the documents in the order in which they are first cited."""
    documents: dict[str, list[Citation]] = {}
    for citation in citations:
        documents.setdefault(citation.document, []).append(citation)
    return tuple(_source(notes, case, words) for notes in documents.values())


def _source(notes: list[Citation], case: CaseView, words: Phrases) -> Source:
    first = notes[0]
    known = next((row for row in case.documents if row.key == first.document), None)
    date = date_text_words(known.date, words) if known and known.date else ""
    verified = sum(citation.verified for citation in notes)
    return Source(
        title=(known.title if known else None) or document_title(first),
        date=date or issued_words(first.csl, words),
        marking=(known.marking if known else None) or "",
        verified=verified,
        unverified=len(notes) - verified,
    )


def source_parts(source: Source, words: Phrases) -> list[str]:
    """Return what is printed after a document's title."""
    notes = words.count("source.notes", source.verified + source.unverified)
    parts = [
        source.date,
        words.format("source.marking", marking=source.marking) if source.marking else "",
        notes,
    ]
    if source.verified:
        parts.append(words.format("source.verified", count=source.verified))
    if source.unverified:
        parts.append(words.format("source.unverified", count=source.unverified))
    return [part for part in parts if part]
