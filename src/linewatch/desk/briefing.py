"""Write a case's brief: rows and citations to an outline, the outline to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from linewatch.brief.case_view import CaseView, Coverage, Reliability
from linewatch.brief.compose import compose
from linewatch.brief.dates import date_words
from linewatch.brief.html import html_page
from linewatch.brief.markdown import markdown_text
from linewatch.brief.phrases import Phrases
from linewatch.desk import brief_measures
from linewatch.desk.common.wording import phrases
from linewatch.desk.said.agreeing import find_agreement
from linewatch.desk.said.ledger import Cited, citations
from linewatch.desk.weighing import weighed_page
from linewatch.errors import BadValue
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import (
    Access,
    Actor,
    Deed,
    Event,
    Form,
    Issue,
    KnownDocument,
    Locator,
    NoFact,
    Statement,
)
from linewatch.measures.tempo import Rows, Tempo, tempo
from linewatch.record import said
from linewatch.record.case_file import CaseFile

__all__ = ["case_view", "phrases", "write_brief"]
_WRITERS = {".html": html_page, ".htm": html_page, ".md": markdown_text}


def write_brief(case: CaseFile, out: Path, date: str | None) -> dict[str, Any]:
    """Write the brief to a file of the kind that its name says; return what was written.

    Args:
        case: What the brief is on.
        out: Where it goes: .html or .md.
        date: The day printed on it, as EDTF, in place of the case's own; the computer's clock is not asked.

    Raises:
        BadValue: If the name's ending says no kind that can be written.
    """
    writer = _WRITERS.get(out.suffix.lower())
    if writer is None:
        endings = ", ".join(_WRITERS)
        raise BadValue(f"No brief can be written to {out.name!r}.", f"End the name in one of: {endings}.")
    words = phrases()
    brief = compose(case_view(case, words, date or case.fact("date")), words)
    try:
        out.write_text(writer(brief, words), "utf-8")
    except OSError as error:
        raise BadValue(f"Cannot write to {str(out)!r}: {error.strerror}.", "Choose another place.") from error
    standings = [citation.standing for citation in brief.citations]
    return {
        "brief": str(out),
        "sections": len(brief.sections),
        "notes": len(standings),
        "verified": standings.count("verified"),
        "unverified": standings.count("unverified"),
    }


def case_view(case: CaseFile, words: Phrases, date: str | None) -> CaseView:
    """Return a case as its brief sees it."""

    def rows(kind: type[said.Row]) -> tuple[said.Row, ...]:
        return tuple(said.rows(case.con, kind))

    cited = citations(case)
    told = Rows(
        events=rows(Event),
        said=(*rows(Statement), *rows(Deed)),
        access=rows(Access),
        actors=rows(Actor),
        cites=cited,
    )
    standings = brief_measures.standings(case)
    differences, rivals = brief_measures.differences(case)
    return CaseView(
        title=case.fact("title") or "",
        marking=case.fact("marking") or "",
        date=date_words(PartialDate.parse(date), words) if date else "",
        caveat=case.fact("caveat") or "",
        actors=rows(Actor),
        aliases=said.aliases(case.con),
        issues=rows(Issue),
        events=rows(Event),
        statements=rows(Statement),
        deeds=rows(Deed),
        access=rows(Access),
        citations=cited,
        documents=rows(KnownDocument),
        forms=rows(Form),
        tempos=_tempos(told),
        agreement=_agreement(case),
        coverage=_coverage(rows(Locator), rows(NoFact), cited),
        centre=case.fact("centre"),
        standings=standings,
        lines=brief_measures.lines(case, standings),
        forks=brief_measures.forks(case),
        words_and_deeds=brief_measures.words_and_deeds(case),
        boundary=brief_measures.boundary(case),
        network=brief_measures.network(case),
        differences=differences,
        rivals=rivals,
        personnel=brief_measures.personnel(case),
        disagreed=brief_measures.disagreed(case),
        weighed=weighed_page.views(case),
    )


def _tempos(rows: Rows) -> tuple[Tempo, ...]:
    """Return the tempo of each event whose text was to spread by plan, and of what made that text public."""
    planned = {row.publishes for row in rows.events if row.mode == "planned" and row.publishes}
    issued = [row for row in rows.events if row.id in planned]
    public = [row for row in rows.events if row.publishes in planned and row.mode != "planned"]
    return tuple(tempo(event, rows) for event in (*issued, *public))


def _agreement(case: CaseFile) -> tuple[Reliability, ...]:
    """Return how far the coders agreed; nothing where nothing was coded twice."""
    found = find_agreement(case)
    keys = ("issue", "what", "alpha", "low", "high", "units")
    return tuple(Reliability(**{key: row[key] for key in keys}) for row in found if row["units"])


def _coverage(
    locators: tuple[Locator, ...], no_fact: tuple[NoFact, ...], cited: Cited
) -> tuple[Coverage, ...]:
    """Return of each document whose places are listed how many of them are taken in."""
    places: dict[str, set[str]] = {}
    for row in (*locators, *no_fact):
        places.setdefault(row.document, set()).add(row.locator)
    used = {(citation.document, citation.locator) for found in cited.values() for citation in found}
    empty = {(row.document, row.locator) for row in no_fact} - used
    return tuple(
        Coverage(
            document=document,
            places=len(names),
            cited=sum((document, name) in used for name in names),
            empty=sum((document, name) in empty for name in names),
        )
        for document, names in places.items()
    )
