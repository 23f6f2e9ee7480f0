"""Tempo: who had a text when, against the plan; who answered an event, in which order, after how many days.

Nothing here is estimated: every figure is the widest range that the dates on record allow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Access, Actor, Deed, Event, Statement

Cites = Mapping[tuple[str, str], tuple[Citation, ...]]


@dataclass(frozen=True, slots=True)
class Lag:
    """Days from an event to something after it.

    Attributes:
        low: The fewest that the dates allow; None where that cannot be said.
        high: The most; None where there is no upper bound.
        why: Why nothing can be said; None where something can.
        needed: What would do.
        about: Whether a date is only about then, so that the range may be too narrow.
    """

    low: int | None
    high: int | None
    why: str | None = None
    needed: str | None = None
    about: bool = False


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One audience reached, or to be reached, by a text.

    Attributes:
        row: The event or access row that says so.
        audience: An actor's id.
        channel: Through what.
        on: When, as EDTF.
        lag: Days after the text was issued.
        outside: Whether the date is from outside the case's documents.
        cites: What it rests on.
    """

    row: str
    audience: str | None
    channel: str | None
    on: str | None
    lag: Lag
    outside: bool
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """How far what took place ran ahead of the plan for one audience, in days."""

    audience: str
    planned: str
    took_place: str | None
    lag: Lag


@dataclass(frozen=True, slots=True)
class Answer:
    """An actor's first answer to an event.

    Attributes:
        actor: Who answered.
        row: The statement or deed.
        on: When, as EDTF.
        lag: Days after the event.
        rank_low: The first place in the order of answers that the dates allow it.
        rank_high: The last.
        cites: What it rests on.
    """

    actor: str
    row: str
    on: str | None
    lag: Lag
    rank_low: int
    rank_high: int
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Tempo:
    """One event's tempo."""

    event: Event
    planned: tuple[Disclosure, ...]
    actual: tuple[Disclosure, ...]
    ahead: tuple[Ahead, ...]
    answers: tuple[Answer, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a case on which tempo rests.

    Attributes:
        events: Those that say they publish a text are part of its disclosure.
        said: Statements and deeds; those that answer an event are its answers.
        access: Who had which text.
        actors: For who belongs to whom.
        cites: The citations of every row, by table and id.
    """

    events: Sequence[Event]
    said: Sequence[Statement | Deed]
    access: Sequence[Access]
    actors: Sequence[Actor]
    cites: Cites


def tempo(event: Event, rows: Rows) -> Tempo:
    """Return how an event, or the text it issued, spread against the plan, and who answered it.

    Args:
        event: The event answered; its id is also the name of the text it issued.
        rows: What is on record.
    """
    cites = rows.cites
    parents = {actor.id: actor.parent for actor in rows.actors}
    begun, _ = _when(event)
    # A text goes by the event that issued it or by the key of the document that it is; an event that publishes
    # the text of another is part of that one's disclosure.
    texts = {event.id, event.publishes} - {row.id for row in rows.events if row.id != event.id} - {None}
    reached = [row for row in rows.events if row.publishes in texts and row.id != event.id]
    planned = _by_date([_by_event(row, begun, cites) for row in reached if row.mode == "planned"])
    actual = [_by_event(row, begun, cites) for row in reached if row.mode != "planned"]
    actual += [_by_access(row, begun, cites) for row in rows.access if row.text in texts]
    answers = _answers(event, rows.said, begun, cites)
    return Tempo(
        event=event,
        planned=planned,
        actual=_by_date(actual),
        ahead=tuple(_ahead(plan, actual, begun, parents) for plan in planned if plan.audience),
        answers=answers,
        silent=_silent(answers, event, rows.actors, {row.actor for row in rows.said if row.answers}),
    )


def lag_days(since: PartialDate | None, until: PartialDate | None, *, follows: bool) -> Lag:
    """Return the days between two dates as the range that they allow.

    Args:
        since: The earlier date.
        until: The later date.
        follows: Whether the later is known to have followed, so that fewer than no days are ruled out.
    """
    if since is None or until is None:
        why = "the date of the event is not known" if since is None else "its date is not known"
        return Lag(None, None, why, "a date, however rough")
    low = _between(since.latest, until.earliest)
    high = _between(since.earliest, until.latest)
    if follows and (high is None or high >= 0):
        low = max(0, low) if low is not None else 0
    return Lag(low, high, about=since.approximate or until.approximate)


def _between(first: date | None, last: date | None) -> int | None:
    return (last - first).days if first and last else None


def _when(row: Event) -> tuple[PartialDate | None, bool]:
    """Return an event's date, and whether only a source outside the case gives it."""
    if row.date:
        return PartialDate.parse(row.date), False
    return (PartialDate.parse(row.outside_date), True) if row.outside_date else (None, False)


def _by_event(row: Event, begun: PartialDate | None, cites: Cites) -> Disclosure:
    on, outside = _when(row)
    lag = lag_days(begun, on, follows=True)
    cited = cites.get(("events", row.id), ())
    return Disclosure(row.id, row.audience, row.channel, on.edtf if on else None, lag, outside, cited)


def _by_access(row: Access, begun: PartialDate | None, cites: Cites) -> Disclosure:
    on = PartialDate.parse(row.date) if row.date else None
    lag = lag_days(begun, on, follows=True)
    cited = cites.get(("access", row.id), ())
    return Disclosure(row.id, row.actor, row.channel, row.date, lag, outside=False, cites=cited)


def _by_date(rows: Sequence[Disclosure]) -> tuple[Disclosure, ...]:
    return tuple(sorted(rows, key=lambda row: (row.on is None, _key(row.on), row.row)))


def _key(edtf: str | None) -> tuple[date, date, str]:
    return PartialDate.parse(edtf).sort_key if edtf else (date.max, date.max, "")


def _ahead(
    plan: Disclosure,
    actual: Sequence[Disclosure],
    begun: PartialDate | None,
    parents: Mapping[str, str | None],
) -> Ahead:
    """Return how many days before its planned date an audience, or any part of it, was reached."""
    audience = plan.audience or ""
    reached = [row for row in actual if row.audience and audience in _line(row.audience, parents)]
    dated = [row for row in reached if row.on]
    planned = PartialDate.parse(plan.on) if plan.on else None
    if not reached:
        return Ahead(
            audience, plan.row, None, Lag(None, None, "no row says that it was reached", "a row of access")
        )
    first = min(dated or reached, key=lambda row: _key(row.on))
    if planned is None or planned.latest is None:
        return Ahead(audience, plan.row, first.row, Lag(None, None, "the plan names no day", "a planned day"))
    if not dated:
        return Ahead(
            audience,
            plan.row,
            first.row,
            Lag(None, None, "no date says when it was reached", "a date, however rough"),
        )
    took_place = PartialDate.parse(first.on or "")
    since = took_place.earliest
    if begun and begun.earliest and (took_place.latest is None or took_place.latest >= begun.earliest):
        # Nobody can have had a text before it was there.
        since = max(since or begun.earliest, begun.earliest)
    lag = Lag(
        low=_between(took_place.latest, planned.earliest),
        high=_between(since, planned.latest),
        about=took_place.approximate or planned.approximate,
    )
    return Ahead(audience, plan.row, first.row, lag)


def _answers(
    event: Event, said: Sequence[Statement | Deed], begun: PartialDate | None, cites: Cites
) -> tuple[Answer, ...]:
    """Return each actor's first answer in order of date; ties keep the order of ids."""
    given: dict[str, list[Statement | Deed]] = {}
    for row in said:
        if row.answers == event.id:
            given.setdefault(row.actor, []).append(row)
    found = sorted(
        (_first(rows, begun) for rows in given.values()), key=lambda one: (_key(one[1]), one[0].id)
    )
    ranks = _ranks([on for _, on, _ in found])
    return tuple(
        Answer(
            actor=row.actor,
            row=row.id,
            on=on,
            lag=lag,
            rank_low=low,
            rank_high=high,
            cites=cites.get((row.table, row.id), ()),
        )
        for (row, on, lag), (low, high) in zip(found, ranks, strict=True)
    )


def _first(
    rows: Sequence[Statement | Deed], begun: PartialDate | None
) -> tuple[Statement | Deed, str | None, Lag]:
    """Return an actor's first answer, its date, and the days after the event within which it came.

    The first answer is the one that was surely given the soonest. Another that may have been sooner only lowers
    the fewest days.
    """
    ordered = sorted(rows, key=lambda row: (_surely(_said_on(row)), _key(_said_on(row)), row.id))
    first = ordered[0]
    lags = [lag_days(begun, _date(_said_on(row)), follows=True) for row in ordered if _said_on(row)]
    lag = lag_days(begun, _date(_said_on(first)), follows=True)
    if lag.low is not None and (sooner := [one.low for one in lags if one.low is not None]):
        lag = replace(lag, low=min(sooner))
    return first, _said_on(first), lag


def _surely(edtf: str | None) -> date:
    """Return the day by which something dated so was surely done."""
    latest = PartialDate.parse(edtf).latest if edtf else None
    return latest or date.max


def _said_on(row: Statement | Deed) -> str | None:
    return row.said_on if isinstance(row, Statement) else row.date


def _date(edtf: str | None) -> PartialDate | None:
    return PartialDate.parse(edtf) if edtf else None


def _ranks(dates: Sequence[str | None]) -> list[tuple[int, int]]:
    """Return the first and last place in order that each date allows, from 1."""
    spans = [_date(edtf) for edtf in dates]
    lows = [span.earliest if span else None for span in spans]
    highs = [span.latest if span else None for span in spans]
    return [
        (
            1 + sum(1 for other in highs if other and low and other < low),
            len(dates) - sum(1 for other in lows if other and high and other > high),
        )
        for low, high in zip(lows, highs, strict=True)
    ]


def _silent(
    answers: Sequence[Answer], event: Event, actors: Sequence[Actor], speakers: Set[str]
) -> tuple[str, ...]:
    """Return the bodies of the kind for which answers are given, of whom no answer is on record.

    A leader's answer is his party's. Whoever issued the event is not asked for an answer to it.

    Args:
        answers: The answers to the event.
        event: The event.
        actors: All actors.
        speakers: Who answered anything at all: they show for bodies of which kind answers are given.
    """
    parents = {actor.id: actor.parent for actor in actors}
    kinds = {actor.id: actor.kind for actor in actors}
    bodies: dict[str, list[str]] = {}
    for speaker in speakers:
        for kind, name in _bodies(speaker, parents, kinds).items():
            bodies.setdefault(kind, []).append(name)
    if not answers or not bodies:
        return ()
    # The kind that covers most speakers; of two that cover as many, the one with more bodies.
    asked = max(sorted(bodies), key=lambda kind: (len(bodies[kind]), len(set(bodies[kind]))))
    spoke = [answer.actor for answer in answers] + ([event.actor] if event.actor else [])
    heard = {_bodies(name, parents, kinds).get(asked) for name in spoke}
    return tuple(sorted(actor.id for actor in actors if actor.kind == asked and actor.id not in heard))


def _bodies(name: str, parents: Mapping[str, str | None], kinds: Mapping[str, str | None]) -> dict[str, str]:
    """Return by kind the nearest body that an actor is or belongs to."""
    found: dict[str, str] = {}
    for above in _line(name, parents):
        if kind := kinds.get(above):
            found.setdefault(kind, above)
    return found


def _line(name: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return an actor and all above it; a loop ends where it closes."""
    found = [name]
    while (above := parents.get(found[-1])) and above not in found:
        found.append(above)
    return tuple(found)
