"""How each actor reacted, as far as the record tells: whether it answered, when, what it held, whom it criticised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from statistics import mean

from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor, Deed, Event, Statement
from linewatch.kinds.standing import onlookers
from linewatch.kinds.trees import is_below, line
from linewatch.measures.tempo import lag_days

Cites = Mapping[tuple[str, str], tuple[Citation, ...]]
SILENT = "no statement of it is on record; silence is not agreement"
ONLOOKER = "it only judges what others do"
NO_CENTRE = "the case names no centre; linewatch describe --centre ACTOR names one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a case from which reactions are read.

    Attributes:
        event: What actors reacted to.
        actors: All actors, for who belongs to whom.
        statements: What was said, as it stands.
        deeds: What was done; those that answer the event are answers too.
        centre: The actor whose line is followed, with all below it never among those compared.
        kind: The kind of actors compared.
        critical: The acts by which one criticises.
        cites: The citations of every row, by table and id.
    """

    event: Event | None
    actors: Sequence[Actor]
    statements: Sequence[Statement]
    deeds: Sequence[Deed]
    centre: str | None
    kind: str
    critical: frozenset[str]
    cites: Cites


@dataclass(frozen=True, slots=True)
class Outcome:
    """One measure of how actors reacted.

    Attributes:
        name: answered, days, criticised, stance:ISSUE or distance:ISSUE.
        yes_or_no: Whether it is one of two; else a number.
        values: By actor the least and the greatest that the record allows; 1 is yes, 0 no.
        left_out: By actor why it has none.
        by: By actor the rows on which its value rests.
        cites: By actor their citations.
    """

    name: str
    yes_or_no: bool
    values: dict[str, tuple[float, float]]
    left_out: dict[str, str]
    by: dict[str, tuple[str, ...]]
    cites: dict[str, tuple[Citation, ...]]


def compared(rows: Rows) -> tuple[str, ...]:
    """Return the actors that are compared: those of the kind, the centre and what belongs to it left out."""
    parents = {actor.id: actor.parent for actor in rows.actors}
    return tuple(
        actor.id
        for actor in rows.actors
        if actor.kind == rows.kind and (rows.centre is None or not is_below(actor.id, rows.centre, parents))
    )


def outcomes(rows: Rows, names: Sequence[str]) -> tuple[Outcome, ...]:
    """Return what the record tells of the compared actors on each measure.

    What a leader, a paper or a wing says counts for the actor of the kind to which it belongs.

    Args:
        rows: The record.
        names: answered, days, criticised, stance:ISSUE, distance:ISSUE.
    """
    bodies = _bodies(rows)
    said: dict[str, list[Statement]] = {}
    for row in rows.statements:
        if body := bodies.get(row.actor):
            said.setdefault(body, []).append(row)
    return tuple(_outcome(name, rows, said, bodies) for name in names)


def stanced_issues(rows: Rows, least: int) -> list[str]:
    """Return the issues on which at least so many of the compared actors took a stance."""
    bodies = _bodies(rows)
    found: dict[str, set[str]] = {}
    for row in rows.statements:
        if row.issue and row.stance is not None and (body := bodies.get(row.actor)):
            found.setdefault(row.issue, set()).add(body)
    return sorted(issue for issue, who in found.items() if len(who) >= least)


def _bodies(rows: Rows) -> dict[str, str]:
    """Return for each actor that takes part the compared one that it is or belongs to."""
    looking_on = onlookers(rows.statements)
    parents = {actor.id: actor.parent for actor in rows.actors}
    among = set(compared(rows))
    nearest = {name: next((up for up in line(name, parents) if up in among), None) for name in parents}
    return {name: body for name, body in nearest.items() if body and name not in looking_on}


def _outcome(name: str, rows: Rows, said: dict[str, list[Statement]], bodies: dict[str, str]) -> Outcome:
    what, _, issue = name.partition(":")
    if what == "answered":
        return _answered(rows, said, bodies)
    if what == "days":
        return _days(rows, bodies)
    if what == "criticised":
        return _criticised(rows, said)
    return _stance(name, issue, rows, said)


def _answers(rows: Rows, bodies: dict[str, str]) -> dict[str, list[Statement | Deed]]:
    found: dict[str, list[Statement | Deed]] = {}
    for row in (*rows.statements, *rows.deeds):
        if rows.event and row.answers == rows.event.id and (body := bodies.get(row.actor)):
            found.setdefault(body, []).append(row)
    return found


def _answered(rows: Rows, said: dict[str, list[Statement]], bodies: dict[str, str]) -> Outcome:
    answers = _answers(rows, bodies)
    heard = {*said, *answers}
    on_record = {name: [*said.get(name, ()), *answers.get(name, ())] for name in heard}
    return _made(
        "answered",
        True,
        rows,
        values={name: _plain(name in answers) for name in heard},
        rests_on={name: answers.get(name) or on_record[name] for name in heard},
        why=SILENT,
    )


def _days(rows: Rows, bodies: dict[str, str]) -> Outcome:
    when = (rows.event.date or rows.event.outside_date) if rows.event else None
    since = PartialDate.parse(when) if when else None
    values: dict[str, tuple[float, float]] = {}
    answers = _answers(rows, bodies)
    for name, given in answers.items():
        lags = [lag_days(since, _date(row), follows=True) for row in given]
        told = [lag for lag in lags if lag.why is None]
        lows = [lag.low if lag.low is not None else -inf for lag in told]
        highs = [lag.high if lag.high is not None else inf for lag in told]
        # An answer without a date may have been the first: it leaves the least open, to the day of the event.
        undated = len(told) < len(lags)
        if told and since:
            values[name] = (0.0 if undated else min(lows), min(highs))
        elif since:
            values[name] = (0.0, inf)
    if since is None:
        return _made("days", False, rows, values={}, rests_on={}, why="the event has no date")
    return _made("days", False, rows, values=values, rests_on=answers, why="no answer of it is on record")


def _criticised(rows: Rows, said: dict[str, list[Statement]]) -> Outcome:
    if rows.centre is None:
        return _made("criticised", True, rows, values={}, rests_on={}, why=NO_CENTRE)
    parents = {actor.id: actor.parent for actor in rows.actors}
    centre = {name for name in parents if is_below(name, rows.centre, parents)}
    values: dict[str, tuple[float, float]] = {}
    rests_on: dict[str, Sequence[Statement | Deed]] = {}
    for name, own in said.items():
        hits = [row for row in own if row.act in rows.critical and row.target in centre]
        values[name] = _plain(bool(hits))
        rests_on[name] = hits or own
    return _made("criticised", True, rows, values=values, rests_on=rests_on, why=SILENT)


def _stance(name: str, issue: str, rows: Rows, said: dict[str, list[Statement]]) -> Outcome:
    """Return the mean stance on an issue itself, or how far it lies from the centre's mean."""
    parents = {actor.id: actor.parent for actor in rows.actors}
    by_centre = [row for row in rows.statements if rows.centre and is_below(row.actor, rows.centre, parents)]
    centre, _ = _mean(by_centre, issue)
    values: dict[str, tuple[float, float]] = {}
    rests_on: dict[str, Sequence[Statement | Deed]] = {}
    for actor, own in said.items():
        held, used = _mean(own, issue)
        if held is None or (name.startswith("distance:") and centre is None):
            continue
        value = abs(held - centre) if name.startswith("distance:") and centre is not None else held
        values[actor], rests_on[actor] = (value, value), used
    why = f"it took no stance on {issue} on record; silence is not agreement"
    if name.startswith("distance:") and centre is None:
        why = f"the centre took no stance on {issue} on record" if rows.centre else NO_CENTRE
    return _made(name, False, rows, values=values, rests_on=rests_on, why=why)


def _mean(own: Sequence[Statement], issue: str) -> tuple[float | None, list[Statement | Deed]]:
    held: list[int] = []
    used: list[Statement | Deed] = []
    for row in own:
        if row.issue == issue and row.stance is not None:
            held.append(row.stance)
            used.append(row)
    return (mean(held) if held else None), used


def _made(  # noqa: PLR0913 - one value for each part of an outcome
    name: str,
    yes_or_no: bool,
    rows: Rows,
    *,
    values: dict[str, tuple[float, float]],
    rests_on: Mapping[str, Sequence[Statement | Deed]],
    why: str,
) -> Outcome:
    looking_on = onlookers(rows.statements)
    return Outcome(
        name=name,
        yes_or_no=yes_or_no,
        values=dict(sorted(values.items())),
        left_out={a: ONLOOKER if a in looking_on else why for a in compared(rows) if a not in values},
        by={a: tuple(dict.fromkeys(row.id for row in rests_on[a])) for a in sorted(values)},
        cites={
            actor: tuple(dict.fromkeys(c for row in rests_on[actor] for c in rows.cites.get((row.table, row.id), ())))
            for actor in sorted(values)
        },
    )  # fmt: skip


def _plain(told: bool) -> tuple[float, float]:
    return float(told), float(told)


def _date(row: Statement | Deed) -> PartialDate | None:
    told = row.said_on if isinstance(row, Statement) else row.date
    return PartialDate.parse(told) if told else None
