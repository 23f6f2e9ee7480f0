"""How far the coding can be trusted: how much of the documents it takes in, and how far a second coding agreed."""

from __future__ import annotations

from linewatch.brief.case_view import CaseView, Coverage, Reliability
from linewatch.brief.notes import short_title
from linewatch.brief.outline import Paragraph, Remark, Section
from linewatch.brief.phrases import Phrases
from linewatch.kinds.citations import Citation

# Krippendorff (2004), Content Analysis, 2nd ed., p. 241: from here on a code bears cautious conclusions.
_CAUTIOUS = 0.667


def trust_section(case: CaseView, words: Phrases) -> Section | None:
    """Return the section on coverage and agreement; nothing where neither was counted."""
    paragraphs = (_coverage(case, words), _agreement(case, words))
    told = tuple(paragraph for paragraph in paragraphs if paragraph.sentences)
    return Section(words.get("sections.trust"), told) if told else None


def _coverage(case: CaseView, words: Phrases) -> Paragraph:
    return Paragraph(tuple(_covered(row, words) for row in case.coverage))


def _covered(row: Coverage, words: Phrases) -> Remark:
    left = row.places - row.cited - row.empty
    counts = {"places": row.places, "cited": row.cited, "empty": row.empty, "left": left}
    return Remark(words, "coverage", counts, {"document": (short_title(Citation(row.document)),)})


def _agreement(case: CaseView, words: Phrases) -> Paragraph:
    """Return alpha as told: of all issues together, of each that has enough, then how many have not."""
    if not case.agreement:
        return Paragraph(())
    whole = [row for row in case.agreement if row.issue is None]
    parts = [row for row in case.agreement if row.issue is not None]
    remarks = [Remark(words, "agreement")]
    for key, rows in (("alpha_whole", whole), ("alpha_parts", parts)):
        if known := tuple(_alpha(row, case, words) for row in rows if row.alpha is not None):
            remarks.append(Remark(words, key, names={"names": known}))
    weak = tuple(
        _coded(row, case, words) for row in case.agreement if row.alpha is not None and row.alpha < _CAUTIOUS
    )
    if weak:
        remarks.append(Remark(words, "alpha_weak", names={"names": weak}))
    if case.disagreed:
        found = case.disagreed
        counts = {"count": found.statements, "apart": found.apart, "taking": found.taking}
        remarks.append(Remark(words, "disagreed", counts))
    if refused := sum(row.alpha is None for row in case.agreement):
        remarks.append(Remark(words, "alpha_refused", {"count": refused}))
    return Paragraph(tuple(remarks))


def _alpha(row: Reliability, case: CaseView, words: Phrases) -> str:
    """Return one figure with its interval and the number of statements it rests on."""
    figures = {name: f"{getattr(row, name):.2f}".replace("-", "−") for name in ("alpha", "low", "high")}
    return words.format("trust.alpha", what=_coded(row, case, words), units=row.units, **figures)


def _coded(row: Reliability, case: CaseView, words: Phrases) -> str:
    return case.name(row.issue) if row.issue else words.either(f"coded.{row.what}", row.what)
