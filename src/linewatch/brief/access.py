"""Who had which text, and through what: before it was published where that can be told."""

from __future__ import annotations

from linewatch.brief.case_view import CaseView
from linewatch.brief.dates import date_text_words
from linewatch.brief.outline import Block, Entries, Entry, Section, Sentence
from linewatch.brief.phrases import Phrases
from linewatch.brief.rows import by_date, how_sure, listed, with_details
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Access

_ORDER = ("before", "after", "untold")


def access_section(case: CaseView, words: Phrases) -> Section | None:
    """Return who had which text, a section a text; nothing where no access is on record."""
    if not case.access:
        return None
    texts: dict[str, list[Access]] = {}
    for row in by_date(case.access, lambda row: row.date):
        texts.setdefault(row.text, []).append(row)
    sections = (Section(case.name(text), _blocks(text, rows, case, words)) for text, rows in texts.items())
    return Section(words.get("sections.access"), tuple(sections))


def standing(had: PartialDate | None, published: PartialDate | None) -> str:
    """Return before, after or untold: which of two dates is the earlier, where their bounds tell."""
    if had is None or published is None:
        return "untold"
    if had.latest and published.earliest and had.latest < published.earliest:
        return "before"
    if had.earliest and published.latest and had.earliest > published.latest:
        return "after"
    return "untold"


def _blocks(text: str, rows: list[Access], case: CaseView, words: Phrases) -> tuple[Block, ...]:
    release = case.publication(text)
    if release is None:
        return (_entries(rows, case, words),)
    edtf = release.date or release.outside_date
    published = PartialDate.parse(edtf) if edtf else None
    groups: dict[str, list[Access]] = {key: [] for key in _ORDER}
    for row in rows:
        groups[standing(PartialDate.parse(row.date) if row.date else None, published)].append(row)
    return tuple(
        Section(words.get(f"sections.{key}"), (_entries(group, case, words),))
        for key, group in groups.items()
        if group
    )


def _entries(rows: list[Access], case: CaseView, words: Phrases) -> Entries:
    return listed(_entry(row, case, words) for row in rows)


def _entry(row: Access, case: CaseView, words: Phrases) -> Entry:
    extent = row.extent or "unknown"
    through = words.format("details.through", channel=row.channel) if row.channel else ""
    told = words.get(f"extent_told.{extent}") if row.summary else ""
    text = with_details(row.summary or words.get(f"extent.{extent}"), (told, through), words)
    return Entry(
        when=date_text_words(row.date, words),
        ground=row.date_ground or "",
        who=case.name(row.actor),
        what=Sentence(text, case.cited("access", row.id)),
        how_sure=how_sure(row.certainty, words),
    )
