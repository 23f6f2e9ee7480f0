"""Who had which text, and through what: before it was published where that can be told."""

from __future__ import annotations

from linewatch.brief.case_view import CaseView
from linewatch.brief.dates import date_text_words
from linewatch.brief.lead import led
from linewatch.brief.outline import Paragraph, Section, Sentence
from linewatch.brief.phrases import Phrases
from linewatch.brief.rows import how_sure, in_order
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Access

_ORDER = ("before", "after", "untold")


def access_section(case: CaseView, words: Phrases) -> Section | None:
    """Return who had which text, a paragraph a text and standing; nothing where no access is on record."""
    texts: dict[str, list[Access]] = {}
    for row in in_order(case.access, case, lambda row: row.date):
        texts.setdefault(row.text, []).append(row)
    # The texts that were published come first: the question is who knew before that.
    ordered = sorted(texts, key=lambda text: case.publication(text) is None)
    paragraphs = tuple(block for text in ordered for block in _paragraphs(text, texts[text], case, words))
    return Section(words.get("sections.access"), paragraphs) if paragraphs else None


def standing(had: PartialDate | None, published: PartialDate | None) -> str:
    """Return before, after or untold: which of two dates is the earlier, where their bounds tell."""
    if had is None or published is None:
        return "untold"
    if had.latest and published.earliest and had.latest < published.earliest:
        return "before"
    if had.earliest and published.latest and had.earliest > published.latest:
        return "after"
    return "untold"


def _paragraphs(text: str, rows: list[Access], case: CaseView, words: Phrases) -> tuple[Paragraph, ...]:
    release = case.publication(text)
    if release is None:
        return (_paragraph(rows, case.name(text), case, words),)
    edtf = release.date or release.outside_date
    published = PartialDate.parse(edtf) if edtf else None
    groups: dict[str, list[Access]] = {key: [] for key in _ORDER}
    for row in rows:
        groups[standing(PartialDate.parse(row.date) if row.date else None, published)].append(row)
    return tuple(
        _paragraph(group, words.format(f"access.{key}", text=case.name(text)), case, words)
        for key, group in groups.items()
        if group
    )


def _paragraph(rows: list[Access], head: str, case: CaseView, words: Phrases) -> Paragraph:
    told = ((row.actor, "", _sentence(row, words, case)) for row in rows)
    return Paragraph(led(told, case, words), head)


def _sentence(row: Access, words: Phrases, case: CaseView) -> Sentence:
    extent = words.get(f"extent.{row.extent or 'unknown'}")
    marks = [extent if row.summary else "", had_through(row, words), how_sure(row.certainty, words)]
    return Sentence(
        row.summary or words.ended(extent[:1].upper() + extent[1:]),
        case.cited("access", row.id),
        when=date_text_words(row.date, words),
        mark=words.joined([mark for mark in marks if mark]),
        ground=row.date_ground or "",
    )


def had_through(row: Access, words: Phrases) -> str:
    """Return through what a text was had; nothing where that is not known."""
    return words.format("details.through", channel=row.channel) if row.channel else ""
