"""What was planned and what happened: the timeline and, under it, the list by date."""

from __future__ import annotations

from linewatch.brief.case_view import CaseView
from linewatch.brief.dates import date_text_words
from linewatch.brief.outline import (
    Entry,
    FigureBlock,
    OutsideDate,
    Paragraph,
    Remark,
    Section,
    Sentence,
)
from linewatch.brief.phrases import Phrases
from linewatch.brief.rows import by_date, listed, with_details
from linewatch.figures.moments import Moment, TimelineWords
from linewatch.figures.timeline import NARROW_PX, timeline
from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Event


def events_section(case: CaseView, words: Phrases) -> Section | None:
    """Return the section on events; nothing where none is on record."""
    if not case.events:
        return None
    events = by_date(case.events, _placing_date)
    rows = listed(_entry(event, case, words) for event in events)
    undated = sum(_placing_date(event) is None for event in events)
    opening = [Remark(words, "events", {"count": len(events)})]
    if undated:
        opening.append(Remark(words, "undated", {"count": undated}))
    figure = () if undated == len(events) else (_figure(events, case, words),)
    inner = Section(words.get("sections.list"), (rows,))
    return Section(words.get("sections.events"), (Paragraph(tuple(opening)), *figure, inner))


def moment(event: Event, words: Phrases) -> Moment:
    """Return an event as a timeline shows it: by its own date, else by the date from outside."""
    edtf = _placing_date(event)
    outside = event.date is None and event.outside_date is not None
    return Moment(
        label=event.name,
        date=PartialDate.parse(edtf) if edtf else None,
        when=date_text_words(edtf, words),
        lane="planned" if event.mode == "planned" else "happened",
        outside=outside,
        note=event.outside_source if outside else None,
    )


def timeline_words(words: Phrases) -> TimelineWords:
    """Return the part of the phrase table that a timeline is drawn with."""
    keys = ("planned", "happened", "tick", "outside", "item", "noted", "lane", "join")
    signs = ("key_day", "key_span", "key_about", "key_open", "key_outside", "key_short")
    return TimelineWords(
        months=tuple(words.get(f"timeline.months.{month}") for month in range(1, 13)),
        **{key: words.get(f"timeline.{key}") for key in (*keys, *signs)},
    )


def _placing_date(event: Event) -> str | None:
    return event.date or event.outside_date


def _figure(events: list[Event], case: CaseView, words: Phrases) -> FigureBlock:
    moments = [moment(event, words) for event in events]
    wording, title = timeline_words(words), words.get("timeline.title")
    wide = timeline(moments, wording, title)
    return FigureBlock(
        svg=wide.svg,
        narrow_svg=timeline(moments, wording, title, NARROW_PX).svg,
        title=title,
        description=wide.description,
        citations=_one_a_document(events, case),
        remarks=(Remark(words, "figure"),),
    )


def _one_a_document(events: list[Event], case: CaseView) -> tuple[Citation, ...]:
    """Return one citation of each document behind the figure; the list has all pages, event by event."""
    first: dict[str, Citation] = {}
    for event in events:
        for citation in case.cited("events", event.id):
            first.setdefault(citation.document, citation)
    return tuple(first.values())


def _entry(event: Event, case: CaseView, words: Phrases) -> Entry:
    told_to = event.audience and event.audience != event.actor
    details = (
        words.get("status.planned") if event.mode == "planned" else "",
        event.place or "",
        words.format("details.for", name=case.name(event.audience)) if told_to else "",
    )
    outside = None
    if event.outside_date:
        when = date_text_words(event.outside_date, words)
        outside = OutsideDate(when, event.outside_source or "")
    nowhere = "date.not_in_documents" if event.outside_date else "date.unknown"
    return Entry(
        when=date_text_words(event.date, words) if event.date else words.get(nowhere),
        ground=event.date_ground or "",
        who=case.name(event.actor),
        what=Sentence(with_details(event.name, details, words), case.cited("events", event.id)),
        outside=outside,
    )
