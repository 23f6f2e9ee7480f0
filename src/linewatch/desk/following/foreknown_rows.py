"""Rows on who used a text's terms before it was public: each term on both pages, and what else would explain it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linewatch.desk.common.quoting import Text, quoted, text_of
from linewatch.desk.reading.documents import shown
from linewatch.kinds.citations import Citation
from linewatch.kinds.refusals import Refusal
from linewatch.kinds.said import Access
from linewatch.measures.words import tokens
from linewatch.record.case_file import CaseFile

if TYPE_CHECKING:
    from linewatch.measures.foreknowledge.measure import Foreknown, Known, Term

_NUMBERS = ("rarity", "expected", "score", "p_value", "p_corrected")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row is told with.

    Attributes:
        documents: The compared documents' rows by id.
        text: The id of the text asked about.
        access: Who is on record as having had it.
        official: Actors whose texts are official summaries.
        undated: How many documents could not be placed in time.
    """

    documents: Mapping[str, Mapping[str, Any]]
    text: str
    access: Sequence[Access]
    official: frozenset[str]
    undated: int


class _Finder:
    """Finds terms in texts; each text is opened once."""

    def __init__(self, case: CaseFile, asked: Asked) -> None:
        self._case, self._asked = case, asked
        self._texts: dict[str, tuple[Text, list[list[Any]]]] = {}

    def cite(self, document: str, words: Sequence[str]) -> Citation | None:
        """Return a citation of the first place of a term in a document."""
        if document not in self._texts:
            text = text_of(self._case, self._asked.documents[document])
            self._texts[document] = text, [list(tokens(passage.text)) for passage in text.passages]
        text, here = self._texts[document]
        for passage, found in zip(text.passages, here, strict=True):
            for n in range(len(found) - len(words) + 1):
                if all(found[n + k].word == word for k, word in enumerate(words)):
                    span = (found[n].start, found[n + len(words) - 1].end)
                    if cited := quoted(self._case, text, passage, span):
                        return cited
        return None


def told_rows(case: CaseFile, found: Foreknown, asked: Asked, cited: list[Citation]) -> list[dict[str, Any]]:
    """Return a row for each text; all that is cited goes into ``cited`` too."""
    from linewatch.measures.foreknowledge.terms import most_before  # noqa: PLC0415 - slow to import

    finder = _Finder(case, asked)
    basis = {"new_terms": found.new, "texts_before": found.before, "most_before": most_before(found.before),
             "places": found.places, "compared": len(found.texts), "undated": asked.undated}  # fmt: skip
    rows = [_row(one, found.refusal, asked, finder, cited) | {"background": basis} for one in found.texts]
    if not rows and found.refusal:
        rows = [refused_row(None, None, None, found.refusal, basis)]
    return rows


def refused_row(
    document: str | None,
    on: str | None,
    actor: str | None,
    why: Refusal,
    background: Mapping[str, int | None] | None,
) -> dict[str, Any]:
    """Return a row without figures."""
    return {
        "document": document, "date": on, "actor": actor, "terms": [], **dict.fromkeys(_NUMBERS), "hits": [],
        "alternatives": [], "access": [], "cites": [],
        "refused": {"why": why.why, "needed": why.needed}, "background": background,
    }  # fmt: skip


def _row(
    one: Known, refusal: Refusal | None, asked: Asked, finder: _Finder, cited: list[Citation]
) -> dict[str, Any]:
    row = asked.documents[one.document]
    hits, cites = list[dict[str, Any]](), list[Citation]()
    for term in one.terms:
        here, there = finder.cite(one.document, term.words), finder.cite(asked.text, term.words)
        cites += [here] if here and term.evidence else []
        cited += [c for c in (here, there) if c]
        hits.append(
            {
                "term": " ".join(term.words),
                "evidence": term.evidence,
                "rarity": term.rarity,
                "earlier": list(term.sources),
                "later": list(term.later),
                "own": term.own,
                "before": term.before,
                "cites": [shown(c) for c in (here, there) if c],
            }
        )
    return {
        "document": one.document,
        "date": row["date"],
        "actor": row["issuer"],
        "terms": [hit["term"] for hit in hits if hit["evidence"]],
        "rarity": one.rarity,
        "expected": one.expected,
        "score": one.score,
        "p_value": one.p_value,
        "p_corrected": one.p_family,
        "hits": hits,
        "alternatives": _alternatives(one, asked),
        "access": [a.id for a in asked.access if a.actor == row["issuer"]],
        "cites": [shown(c) for c in dict.fromkeys(cites)],
        "refused": {"why": refusal.why, "needed": refusal.needed} if refusal else None,
    }


def _alternatives(one: Known, asked: Asked) -> list[dict[str, Any]]:
    """Return what else would explain the terms: chance always, and what is held that had them as early."""
    found = list[dict[str, Any]]()

    def told(kind: str, terms: Sequence[Term], documents: Sequence[str]) -> None:
        if terms or kind == "chance":
            names = sorted(dict.fromkeys(documents))
            found.append({"kind": kind, "terms": [" ".join(t.words) for t in terms], "documents": names})

    def by_centre(document: str) -> bool:
        return asked.documents[document]["issuer"] in asked.official

    told("chance", [term for term in one.terms if term.evidence], [])
    for kind, official in (("official summary", True), ("common source", False)):
        terms = [t for t in one.terms if any(by_centre(d) is official for d in t.sources)]
        told(kind, terms, [d for t in terms for d in t.sources if by_centre(d) is official])
    told("own words", [term for term in one.terms if term.own], [])
    later = [term for term in one.terms if term.evidence and term.later]
    told("also used later by others", later, [d for term in later for d in term.later])
    return found
