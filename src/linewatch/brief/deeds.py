"""Deeds by type, each by date: leaders kept and replaced, splits; and apart from these visits, rebukes …"""

from __future__ import annotations

from collections.abc import Iterator

from linewatch.brief.case_view import CaseView
from linewatch.brief.dates import date_text_words
from linewatch.brief.lead import led
from linewatch.brief.outline import FigureBlock, Paragraph, Remark, Section, Sentence
from linewatch.brief.phrases import Phrases
from linewatch.brief.ranges import one_a_document, pages
from linewatch.brief.rows import how_sure, in_order
from linewatch.kinds.said import Deed

_GROUPS = "deed_groups"


def personnel_section(case: CaseView, words: Phrases) -> Section | None:
    """Return leaders kept and replaced, splits and resignations: the chart, how they stand to the plan, the deeds.

    Nothing where none is on record.
    """
    section = _section("personnel", case, words)
    if section is None:
        return None
    head = (*_chart(case), *_against_plan(case, words))
    return Section(section.title, (*head, *section.blocks))


def _chart(case: CaseView) -> Iterator[FigureBlock]:
    figure, found = case.personnel.figure, case.personnel
    cited = one_a_document([("deeds", ident) for _, ids in found.fits for ident in ids], case)
    if figure and cited:
        yield FigureBlock(svg=figure.svg, narrow_svg=figure.narrow_svg, title=figure.title,
                          description=figure.description, citations=cited)  # fmt: skip


def _against_plan(case: CaseView, words: Phrases) -> Iterator[Paragraph]:
    """Yield how many changes of leaders went with the plan, against it, or came by another hand."""
    told: list[Sentence] = []
    for fit, ids in case.personnel.fits:
        key = f"personnel.{fit.replace(' ', '_')}"
        names = words.joined([case.name(row.recipient or row.actor) for row in case.deeds if row.id in ids])
        text = words.format(key, count=len(ids), names=names)
        told.append(Sentence(words.ended(text), pages([("deeds", ident) for ident in ids], case)))
    if told:
        remark = Remark(words, "plan_share")
        yield Paragraph((*told, remark), words.get("personnel.head"))


def deeds_section(case: CaseView, words: Phrases) -> Section | None:
    """Return all other deeds; nothing where none is on record."""
    return _section("deeds", case, words)


def _section(name: str, case: CaseView, words: Phrases) -> Section | None:
    """Return the deeds whose types belong to a section, a paragraph a group, in the phrase table's order."""
    paragraphs: list[Paragraph] = []
    for group in words.keys_under(f"{_GROUPS}.{name}"):
        rows = in_order(
            [deed for deed in case.deeds if _group(deed, words) == group], case, lambda deed: deed.date
        )
        if rows:
            told = ((deed.actor, "", _sentence(deed, case, words)) for deed in rows)
            paragraphs.append(Paragraph(led(told, case, words), words.get(f"{_GROUPS}.{name}.{group}")))
    return Section(words.get(f"sections.{name}"), tuple(paragraphs)) if paragraphs else None


def _group(deed: Deed, words: Phrases) -> str:
    """Return the group of a deed's type; a type that the table does not know stands under the others."""
    return words.either(f"deed_types.{deed.type}", "other")


def _sentence(deed: Deed, case: CaseView, words: Phrases) -> Sentence:
    told = deed.summary or deed.type.replace("_", " ").capitalize()
    if not deed.summary and deed.recipient:
        told = words.format("details.recipient", text=told, name=case.name(deed.recipient))
    marks = [words.get("status.planned") if deed.status == "planned" else "", how_sure(deed.certainty, words)]
    return Sentence(
        words.ended(told),
        case.cited("deeds", deed.id),
        when=date_text_words(deed.date, words),
        mark=words.joined([mark for mark in marks if mark]),
        ground=deed.date_ground or "",
    )
