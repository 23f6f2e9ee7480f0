"""Forecasts entered, resolved, and taken over from what a question's weighing gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from linewatch.desk.reading.documents import citation_row
from linewatch.desk.said.ledger import listed, put
from linewatch.desk.weighing.spans import known_scales, noted, scale_of, told_span
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.questions import Forecast, Hypothesis, Question
from linewatch.kinds.said import SaidRow
from linewatch.measures.estimates.scales import Scale, chosen
from linewatch.record import said
from linewatch.record.case_file import CaseFile
from linewatch.record.rules import checked
from linewatch.record.said import Ledger

_TABLE = Forecast.table


def record(
    case: CaseFile,
    values: Mapping[str, Any],
    chance: str | float | None,
    cite: tuple[Sequence[str], Sequence[str]] = ((), ()),
    scale: str | None = None,
) -> dict[str, Any]:
    """Enter a forecast, or change the fields that are given of one not yet resolved; return it with its citations.

    Args:
        case: Where it goes.
        values: By field; ``id`` may be left out.
        chance: A share, a range of shares, or words of a scale of likelihood; None for that on record.
        cite: DOC:N of each citation, and its words.
        scale: The scale of the words; None for that of the hypothesis's question, or else the one written with.

    Raises:
        BadValue: If a field does not fit, the dates are out of order, or the forecast is resolved already.
        NoSuchRecord: If there is no such hypothesis.
    """
    on_record = {row.id: row for row in said.rows(case.con, Forecast)}
    old = on_record.get(values.get("id") or "")
    given = dict(values)
    if chance is not None:
        by = _scale(case, given.get("hypothesis") or (old.hypothesis if old else None), scale)
        told = told_span(str(chance), by)
        given |= {"low": told.low, "high": told.high, "mid": None}
        if told.word:
            given["note"] = given.get("note") or noted("chance_said", word=told.word, scale=by.name)
    if old is None and not ("low" in given and given.get("name")):
        missing = "--name" if "low" in given else "--chance"
        raise BadValue(f"A new forecast needs {missing}.", 'For example: --name "…" --chance 0.6..0.8')
    if (
        old
        and old.outcome
        and any(getattr(old, name) != value for name, value in given.items() if name != "note")
    ):
        raise BadValue(
            f"The forecast {old.id!r} is resolved, and what was forecast is not changed afterwards.",
            "Record another with an id of its own, or take back the outcome first: linewatch undo",
        )
    with case.writing():
        row, change = put(case, Ledger(case.con), _TABLE, given, cite)
        made = _as_forecast(row)
        _refuse(made)
    remarks = list(_alike(made, on_record.values()))
    if old and (old.low, old.high, old.mid) != (made.low, made.high, made.mid):
        remarks.append(
            "Its chance was changed. A judgement made anew is a forecast of its own, with its own date."
        )
    return listed(case, row) | {"change": change, "remarks": remarks}


def resolve(
    case: CaseFile,
    ident: str,
    outcome: str,
    on: str | None,
    cite: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> dict[str, Any]:
    """Enter what became of a forecast; return it with its citations.

    Args:
        case: Where it is on record.
        ident: The forecast.
        outcome: yes, no, or void where it can no longer be told.
        on: When that was known; None only where that date is on record.
        cite: DOC:N of each place that tells it, and its words; what the forecast cites stays.

    Raises:
        NoSuchRecord: If there is no such forecast.
        BadValue: If it was known before the forecast was made, or its date is not given.
    """
    places, words = cite
    if len(words) > len(places):
        raise BadValue("There are more --words than --cite.", "Give each --words after its --cite.")
    with case.writing() as con:
        on_record = {row.id: row for row in said.rows(con, Forecast)}
        if ident not in on_record:
            raise NoSuchRecord("forecast", ident, on_record, "forecast")
        old, ledger = on_record[ident], Ledger(con)
        if on is None and old.resolved_on is None:
            raise BadValue("It is not said when the outcome was known.", "Give it with --on DATE.")
        row, problems = checked(
            Forecast, asdict(old) | {"outcome": outcome, "resolved_on": on or old.resolved_on}
        )
        if row is None:
            raise BadValue(f"{problems[0][0]}: {problems[0][1]}", "Change it and run this again.")
        _refuse(row)
        cited = said.citation_rows(con, _TABLE, ident)
        for at, place in enumerate(places):
            new = citation_row(case, ledger, place, words[at] if at < len(words) else None, (_TABLE, ident))
            cited += [new] if new not in cited else []
        change = ledger.put(row, cited)
    remarks = list[str]()
    if old.outcome and old.outcome != outcome:
        remarks.append(f"It was resolved as {old.outcome} on {old.resolved_on}; the history keeps that.")
    return listed(case, row) | {"change": change, "remarks": remarks}


def weighed_forecasts(
    case: CaseFile, question: str, made_on: str, due: str | None = None, coder: str | None = None
) -> dict[str, Any]:
    """Record what the weighing of a question gives each hypothesis as forecasts of one date.

    Evidence reported after that date does not count, so that nothing is forecast from hindsight.

    Args:
        case: Where the question is on record.
        question: Its id.
        made_on: The date of the forecasts, EDTF.
        due: By when it will be known.
        coder: Whose judgements count, and whose forecasts they are; None for those of all.

    Returns:
        ``rows``: the forecasts; ``left_out``: hypotheses that the weighing gives no chance, and why; ``later`` and
        ``undated``: evidence that was reported after the date, or nobody says when (and counts).

    Raises:
        NoSuchRecord: If there is no such question or analyst.
        BadValue: If no hypothesis has a chance, the dates are out of order, or these stand on record already.
    """
    from linewatch.desk.weighing.weighing import Asking, weigh_question  # noqa: PLC0415 - only here is numpy needed

    found = weigh_question(case, Asking(question, coder, as_of=made_on))
    chances = [row for row in found["hypotheses"] if not row["refused"]]
    left = [{"hypothesis": r["id"], "refused": r["refused"]} for r in found["hypotheses"] if r["refused"]]
    if not chances:
        why = left[0]["refused"]["why"] if left else "it has none"
        raise BadValue(
            f"No hypothesis of {question!r} has a chance: {why}.", f"See: linewatch weigh {question}"
        )
    settings = found["settings"]
    note = noted("weighed", draws=f"{settings['draws']:,}", seed=settings["seed"])
    same = {"made_on": made_on, "due": due, "coder": coder, "note": note}
    rows: list[SaidRow] = []
    with case.writing() as con:
        names = {row.id: row.name for row in said.rows(con, Hypothesis)}
        on_record = [r for r in said.rows(con, Forecast) if r.made_on == made_on and r.coder == coder]
        ledger = Ledger(con)
        for one in chances:
            _refuse_twin(one["id"], on_record)
            # The mean of skewed draws may lie beyond their 5th or 95th percentile.
            low, high = min(one["low"], one["mid"]), max(one["high"], one["mid"])
            values = {
                "name": names[one["id"]],
                "hypothesis": one["id"],
                "low": low,
                "high": high,
                "mid": one["mid"],
            }
            row, _ = put(case, ledger, _TABLE, values | same)
            _refuse(_as_forecast(row))
            rows.append(row)
    return {"rows": [listed(case, row) for row in rows], "left_out": left, **found["left_out"]}


def _refuse_twin(hypothesis: str, on_record: Iterable[Forecast]) -> None:
    if twin := next((row for row in on_record if row.hypothesis == hypothesis), None):
        raise BadValue(
            f"{twin.id!r} is a forecast of {hypothesis!r} of that date already.",
            f"Give another --made-on, or withdraw it: linewatch withdraw forecasts {twin.id}",
        )


def _scale(case: CaseFile, hypothesis: str | None, name: str | None) -> Scale:
    if name:
        return chosen(known_scales(case)[0], name)
    of = next((row.question for row in said.rows(case.con, Hypothesis) if row.id == hypothesis), None)
    return scale_of(case, next((row for row in said.rows(case.con, Question) if row.id == of), None))


def _as_forecast(row: SaidRow) -> Forecast:
    return Forecast(**asdict(row))


def _refuse(row: Forecast) -> None:
    """Refuse a forecast that is none: dates out of order, an outcome without one."""
    from linewatch.desk.weighing.forecast_scores import faults  # noqa: PLC0415 - only here is numpy needed

    for fault in faults(row):
        raise BadValue(f"The forecast {row.id!r} cannot be: {fault.why}.", f"Give {fault.needed}.")


def _alike(made: Forecast, others: Iterable[Forecast]) -> Iterator[str]:
    """Yield remarks on forecasts of the same thing, by the same coder, of the same date."""
    for other in others:
        same = all(
            getattr(made, name) == getattr(other, name) for name in ("name", "hypothesis", "coder", "made_on")
        )
        if same and other.id != made.id:
            yield f"{other.id} is of the same thing, by the same coder, of the same date. Withdraw one if it is a slip."
