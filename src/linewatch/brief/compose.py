"""The brief of a case: which sections it has, in which order."""

from __future__ import annotations

from linewatch.brief.access import access_section
from linewatch.brief.against import against_section
from linewatch.brief.boundary import boundary_section
from linewatch.brief.case_view import CaseView
from linewatch.brief.deeds import deeds_section, personnel_section
from linewatch.brief.differences import differences_section
from linewatch.brief.events import events_section
from linewatch.brief.networks import networks_section
from linewatch.brief.outcome import outcome_section
from linewatch.brief.outline import Brief, Remark
from linewatch.brief.phrases import Phrases
from linewatch.brief.positions import positions_section
from linewatch.brief.said import judged_section, said_section
from linewatch.brief.sources import sources
from linewatch.brief.trust import trust_section
from linewatch.brief.weighed import weighed_section

_SECTIONS = (
    events_section,
    outcome_section,
    said_section,
    positions_section,
    against_section,
    boundary_section,
    access_section,
    personnel_section,
    networks_section,
    differences_section,
    deeds_section,
    judged_section,
    weighed_section,
    trust_section,
)


def compose(case: CaseView, words: Phrases) -> Brief:
    """Return the brief of a case; sections without rows are left out.

    Raises:
        Uncited: If a row cites no page, or a date from outside names no source.
        BrokenCitation: If a citation does not hold.
        BadDate: If a date is no EDTF.
        BadValue: If the phrase table lacks a phrase, or a name is too long to be one.
    """
    sections = tuple(section for section in (make(case, words) for make in _SECTIONS) if section is not None)
    cited = tuple(citation for section in sections for citation in section.citations)
    verified = sum(citation.verified for citation in cited)
    counts = {"count": len(cited), "verified": verified, "unverified": len(cited) - verified}
    standing = "notes_verified" if verified == len(cited) else "notes"
    return Brief(
        title=case.title,
        marking=case.marking,
        date=case.date,
        caveat=case.caveat,
        sections=sections,
        sources=sources(cited, case, words),
        sources_title=words.get("sections.sources"),
        sources_remarks=(Remark(words, standing, counts),) if cited else (),
    )
