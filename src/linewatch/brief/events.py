"""What was planned and what happened: the timeline and, under it, a chronology by months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from linewatch.brief.case_view import CaseView
from linewatch.brief.dates import date_text_words, month_of, words_within
from linewatch.brief.outline import FigureBlock, OutsideDate, Paragraph, Section, Sentence
from linewatch.brief.phrases import Phrases
from linewatch.brief.rows import capital, in_order
from linewatch.figures.moments import Moment, TimelineWords
from linewatch.figures.timeline import NARROW_PX, timeline
from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Event


def events_section(case: CaseView, words: Phrases) -> Section | None:
    """Return the section on events; nothing where none is on record."""
    if not case.events:
        return None
    events = in_order(case.events, case, placing_date)
    figure = (_figure(events, case, words),) if any(map(placing_date, events)) else ()
    return Section(words.get("sections.events"), (*figure, *_chronology(events, case, words)))


def moment(event: Event, words: Phrases) -> Moment:
    """Return an event as a timeline shows it: by its own date, else by the date from outside."""
    edtf = placing_date(event)
    outside = event.date is None and event.outside_date is not None
    return Moment(
        label=capital(event_words(event, words)),
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


def event_words(event: Event, words: Phrases) -> str:
    """Return an event's name, without the word that says it was planned: where it stands says so."""
    return event.name.removeprefix(words.get("timeline.planned_name"))


def placing_date(event: Event) -> str | None:
    """Return an event's own date, else the date from outside."""
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
    )


def _one_a_document(events: list[Event], case: CaseView) -> tuple[Citation, ...]:
    """Return one citation of each document behind the figure; the list has all pages, event by event."""
    first: dict[str, Citation] = {}
    for event in events:
        for citation in case.cited("events", event.id):
            first.setdefault(citation.document, citation)
    return tuple(first.values())


def _chronology(events: list[Event], case: CaseView, words: Phrases) -> Iterator[Paragraph]:
    """Yield what was planned, then what happened month by month, then what has no date at all."""
    groups: dict[str, list[Sentence]] = {}
    planned = words.get("timeline.planned")
    for event in sorted(events, key=lambda event: event.mode != "planned"):
        edtf = placing_date(event)
        month = month_of(edtf) if edtf else ""
        if event.mode == "planned":
            head = planned
        else:
            head = date_text_words(month, words) if edtf else words.get("date.undated")
        sentences = groups.setdefault(head, [])
        within = "" if head == planned else month
        sentences.append(_sentence(event, within, case, words))
    for head, sentences in groups.items():
        yield Paragraph(tuple(_each_date_once(sentences)), head)


def _each_date_once(sentences: list[Sentence]) -> Iterator[Sentence]:
    last = ""
    for sentence in sentences:
        yield replace(sentence, when="") if sentence.when == last and not sentence.outside else sentence
        last = sentence.when


def _sentence(event: Event, month: str, case: CaseView, words: Phrases) -> Sentence:
    outside = None
    if event.outside_date:
        outside = OutsideDate(date_text_words(event.outside_date, words), event.outside_source or "")
    return Sentence(
        words.ended(capital(event_words(event, words))),
        case.cited("events", event.id),
        when=capital(words_within(month, event.date, words)) if event.date else "",
        ground=event.date_ground or "",
        outside=outside,
    )
