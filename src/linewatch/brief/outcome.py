"""Plan against outcome: who was to have a text and who had it; who answered, in which order, and who did not."""

from __future__ import annotations

from collections.abc import Iterator

from linewatch.brief.access import had_through
from linewatch.brief.case_view import CaseView
from linewatch.brief.dates import date_text_words
from linewatch.brief.events import event_words
from linewatch.brief.outline import Paragraph, Remark, Section, Sentence
from linewatch.brief.phrases import Phrases
from linewatch.brief.rows import capital
from linewatch.measures.tempo import Ahead, Answer, Disclosure, Lag, Tempo


def outcome_section(case: CaseView, words: Phrases) -> Section | None:
    """Return plan against outcome, event by event; nothing where no tempo is given."""
    told = (_event(tempo, case, words) for tempo in case.tempos)
    sections = tuple(section for section in told if section.blocks)
    return Section(words.get("sections.outcome"), sections) if sections else None


def _event(tempo: Tempo, case: CaseView, words: Phrases) -> Section:
    paragraphs = (
        *_reached(tempo, case, words),
        *_besides(tempo, case, words),
        *_answered(tempo, case, words),
    )
    return Section(tempo.event.name, paragraphs)


def _reached(tempo: Tempo, case: CaseView, words: Phrases) -> Iterator[Paragraph]:
    """Yield for each audience what was planned and what it got."""
    actual = {row.row: row for row in tempo.actual}
    for plan in tempo.planned:
        sentences: list[Sentence | Remark] = [_plan(plan, case, words)]
        ahead = next((row for row in tempo.ahead if row.planned == plan.row), None)
        if ahead and ahead.took_place in actual:
            sentences.append(_got(actual[ahead.took_place], ahead, case, words))
        elif plan.audience:
            sentences.append(Remark(words, "not_reached"))
        yield Paragraph(tuple(sentences))


def _besides(tempo: Tempo, case: CaseView, words: Phrases) -> Iterator[Paragraph]:
    """Yield whom the text reached besides at a known date, and that the plan names no day if it does not."""
    if not tempo.planned:
        return
    told = {row.took_place for row in tempo.ahead}
    besides = [row for row in tempo.actual if row.row not in told and row.on]
    sentences: list[Sentence | Remark] = [
        Sentence(words.ended(capital(_disclosed(row, case, words))), row.cites) for row in besides
    ]
    if any(row.took_place and row.lag.low is None for row in tempo.ahead):
        sentences.append(Remark(words, "no_planned_day"))
    if sentences:
        yield Paragraph(tuple(sentences), words.get("outcome.besides") if besides else "")


def _plan(plan: Disclosure, case: CaseView, words: Phrases) -> Sentence:
    event = next(row for row in case.events if row.id == plan.row)
    who = words.format("lead.who", who=case.name(plan.audience)) if plan.audience else ""
    text = words.format("outcome.planned", plan=event_words(event, words))
    return Sentence(words.ended(text), plan.cites, who=who)


def _got(row: Disclosure, ahead: Ahead, case: CaseView, words: Phrases) -> Sentence:
    itself = row.audience == ahead.audience
    told = _disclosed(row, case, words, named=not itself)
    text = words.format("outcome.itself" if itself else "outcome.first", told=told)
    if ahead.lag.low is not None:
        text = words.format("outcome.ahead", text=text, days=_days(ahead.lag, words))
    return Sentence(words.ended(text), row.cites)


def _disclosed(row: Disclosure, case: CaseView, words: Phrases, *, named: bool = True) -> str:
    """Return who had a text if he is to be named, how much of it, through what, when, after how many days."""
    access = next((one for one in case.access if one.id == row.row), None)
    if access is None:
        details = [event_words(event, words) for event in case.events if event.id == row.row]
    else:
        details = [
            case.name(row.audience) if named else "",
            words.get(f"extent.{access.extent}") if access.extent else "",
        ]
        details.append(had_through(access, words))
    when = date_text_words(row.on, words)
    details.append(words.format("timeline.outside", when=when) if row.outside else when)
    details.append(_after(row.lag, words))
    return words.joined([detail for detail in details if detail])


def _answered(tempo: Tempo, case: CaseView, words: Phrases) -> Iterator[Paragraph]:
    """Yield who answered, in order; then who did at a date that is not known, and who did not."""
    if not tempo.answers:
        return
    dated = [row for row in tempo.answers if row.on]
    sentences: list[Sentence | Remark] = [Remark(words, "answered", {"count": len(tempo.answers)})]
    if tempo.event.outside_date and not tempo.event.date:
        day = date_text_words(tempo.event.outside_date, words)
        sentences.append(Remark(words, "counted_from", names={"when": (day,)}))
    sentences += _dated(dated, len(tempo.answers), case, words)
    undated = [row for row in tempo.answers if not row.on]
    if undated:
        names = words.joined([case.short(row.actor) for row in undated])
        cites = tuple(citation for row in undated for citation in row.cites)
        sentences.append(Sentence(words.format("outcome.undated", names=names), cites))
    if tempo.silent:
        names = {"names": tuple(case.name(actor) for actor in tempo.silent)}
        sentences.append(Remark(words, "no_answer", names=names))
    yield Paragraph(tuple(sentences), words.get("outcome.answers"))


def _dated(answers: list[Answer], among: int, case: CaseView, words: Phrases) -> Iterator[Sentence]:
    for row in answers:
        place = words.format("outcome.place", low=row.rank_low, high=row.rank_high, among=among)
        if row.rank_low == row.rank_high:
            place = words.format("outcome.one_place", low=row.rank_low, among=among)
        details = [date_text_words(row.on, words), _after(row.lag, words), place]
        text = words.joined([detail for detail in details if detail])
        yield Sentence(words.ended(text), row.cites, who=words.format("lead.who", who=case.short(row.actor)))


def _after(lag: Lag, words: Phrases) -> str:
    if lag.low == lag.high == 0:
        return words.get("outcome.same_day")
    return words.format("outcome.after", days=_days(lag, words)) if lag.low is not None else ""


def _days(lag: Lag, words: Phrases) -> str:
    if lag.low is None or lag.high is None:
        return words.format("days.at_least", low=lag.low)
    if lag.low == lag.high:
        return words.count("days.exact", lag.low)
    return words.format("days.range", low=lag.low, high=lag.high)
