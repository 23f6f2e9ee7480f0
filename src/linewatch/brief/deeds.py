"""Deeds by type, each by date: leaders kept and replaced, visits, rebukes …"""

from __future__ import annotations

from linewatch.brief.case_view import CaseView
from linewatch.brief.dates import date_text_words
from linewatch.brief.outline import Entry, Section, Sentence
from linewatch.brief.phrases import Phrases
from linewatch.brief.rows import by_date, how_sure, listed, with_details
from linewatch.kinds.said import Deed

_GROUPS, _TYPES = "deed_groups", "deed_types"


def deeds_section(case: CaseView, words: Phrases) -> Section | None:
    """Return the deeds by groups of types, in the phrase table's order; nothing where none is on record."""
    groups: dict[str, list[Deed]] = {key: [] for key in words.keys_under(_GROUPS)}
    for deed in by_date(case.deeds, lambda row: row.date):
        groups[_group(deed, words)].append(deed)
    sections = tuple(
        Section(words.get(f"{_GROUPS}.{key}"), (listed(_entry(deed, case, words) for deed in deeds),))
        for key, deeds in groups.items()
        if deeds
    )
    return Section(words.get("sections.deeds"), sections) if sections else None


def _group(deed: Deed, words: Phrases) -> str:
    """Return the group of a deed's type; a type that the table does not know stands under the others."""
    return words.either(f"{_TYPES}.{deed.type}", "other")


def _entry(deed: Deed, case: CaseView, words: Phrases) -> Entry:
    told = deed.summary or deed.type.replace("_", " ").capitalize()
    recipient = words.format("details.recipient", name=case.name(deed.recipient)) if deed.recipient else ""
    details = (words.get("status.planned") if deed.status == "planned" else "", recipient)
    return Entry(
        when=date_text_words(deed.date, words),
        ground=deed.date_ground or "",
        who=case.name(deed.actor),
        what=Sentence(with_details(told, details, words), case.cited("deeds", deed.id)),
        how_sure=how_sure(deed.certainty, words),
    )
