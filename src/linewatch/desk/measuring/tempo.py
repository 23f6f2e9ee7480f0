"""Plan against what happened, and who answered an event in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from linewatch.desk.common.finding import Question, find
from linewatch.desk.reading.documents import shown
from linewatch.desk.said.ledger import citations
from linewatch.errors import NoSuchRecord
from linewatch.kinds.citations import Citation
from linewatch.kinds.said import Access, Actor, Deed, Event, Statement
from linewatch.measures.tempo import Disclosure, Lag, Rows, tempo
from linewatch.record import said
from linewatch.record.case_file import CaseFile

_QUESTION = Question("tempo", "4", {})


def find_tempo(case: CaseFile, event: str | None) -> dict[str, Any]:
    """Return the tempo of one event; without one, of the event that has most answers on record.

    Raises:
        NoSuchRecord: If there is no such event, or none has an answer.
    """
    events = said.rows(case.con, Event)
    answering = [*said.rows(case.con, Statement), *said.rows(case.con, Deed)]
    chosen = _chosen(events, answering, event)
    access, actors, cited = said.rows(case.con, Access), said.rows(case.con, Actor), citations(case)
    rows = Rows(events=events, said=answering, access=access, actors=actors, cites=cited)

    def compute() -> tuple[dict[str, Any], list[Citation]]:
        result = tempo(chosen, rows)
        rests_on = [c for row in (*result.planned, *result.actual, *result.answers) for c in row.cites]
        return {
            "event": {
                "id": chosen.id,
                "name": chosen.name,
                "date": chosen.date,
                "outside_date": chosen.outside_date,
            },
            "planned": [_disclosure(row) for row in result.planned],
            "actual": [_disclosure(row) for row in result.actual],
            "ahead_days": [
                {
                    "audience": row.audience,
                    "planned": row.planned,
                    "took_place": row.took_place,
                    **_span(row.lag),
                }
                for row in result.ahead
            ],
            "answers": [
                {
                    "actor": row.actor,
                    "row": row.row,
                    "on": row.on,
                    "lag_days_low": row.lag.low,
                    "lag_days_high": row.lag.high,
                    "about": row.lag.about,
                    "refused": _refused(row.lag),
                    "rank_low": row.rank_low,
                    "rank_high": row.rank_high,
                    "cites": [shown(c) for c in row.cites],
                }
                for row in result.answers
            ],
            "silent": list(result.silent),
        }, [*rests_on, *cited.get(("events", chosen.id), ())]

    inputs = [
        chosen.id,
        *map(_plain, (events, answering, access, actors)),
        _plain(c for cs in cited.values() for c in cs),
    ]
    return find(case, _QUESTION, inputs, compute)


def _chosen(events: list[Event], answering: Iterable[Statement | Deed], event: str | None) -> Event:
    by_id = {row.id: row for row in events}
    if event is not None:
        if event not in by_id:
            raise NoSuchRecord("event", event, by_id, "events")
        return by_id[event]
    answered = [row.answers for row in answering if row.answers]
    if not answered:
        raise NoSuchRecord("answered event", "any", (), "events")
    return by_id[max(sorted(set(answered)), key=answered.count)]


def _plain(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [asdict(row) for row in rows]


def _disclosure(row: Disclosure) -> dict[str, Any]:
    return {
        "row": row.row,
        "audience": row.audience,
        "channel": row.channel,
        "on": row.on,
        "outside": row.outside,
        "lag_days_low": row.lag.low,
        "lag_days_high": row.lag.high,
        "about": row.lag.about,
        "refused": _refused(row.lag),
        "cites": [shown(c) for c in row.cites],
    }


def _span(lag: Lag) -> dict[str, Any]:
    return {"low": lag.low, "high": lag.high, "about": lag.about, "refused": _refused(lag)}


def _refused(lag: Lag) -> dict[str, str] | None:
    return {"why": lag.why, "needed": lag.needed or ""} if lag.why else None
