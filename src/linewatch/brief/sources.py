"""The documents that a brief cites, and how many of its notes to each were verified."""

from __future__ import annotations

from collections.abc import Iterable

from linewatch.brief.case_view import CaseView
from linewatch.brief.notes import document_place, document_title
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
    verified = sum(citation.verified for citation in notes)
    return Source(
        title=document_title(first),
        place=document_place(first.csl, words),
        marking=(known.marking if known else None) or "",
        verified=verified,
        unverified=len(notes) - verified,
    )


def source_parts(source: Source, words: Phrases) -> list[str]:
    """Return what is printed after a document's title; the standing of its notes only where it varies."""
    parts = [
        source.place,
        words.format("source.marking", marking=source.marking) if source.marking else "",
        words.count("source.notes", source.verified + source.unverified),
    ]
    if source.unverified:
        parts.append(words.format("source.unverified", count=source.unverified))
    return [part for part in parts if part]
