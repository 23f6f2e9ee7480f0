"""What the measures found of a case, as the values of which its brief is composed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from linewatch.brief.measured import (
    Boundary,
    BoundaryCase,
    Camps,
    Difference,
    Disagreed,
    Drawn,
    Estimate,
    Fork,
    Lead,
    LinePoint,
    Network,
    OneCentre,
    Personnel,
    Reacted,
    Rivals,
    Shift,
    Standing,
    WordsAndDeeds,
)
from linewatch.brief.position_figures import days_of
from linewatch.desk.measuring.boundary import find_boundary
from linewatch.desk.measuring.deeds import find_against_words
from linewatch.desk.measuring.differing import Asked, find_differences
from linewatch.desk.measuring.networking import Wanted, draw_network, find_leads, find_networks
from linewatch.desk.measuring.personnel import find_personnel
from linewatch.desk.measuring.positions import find_branches, find_lines, find_positions
from linewatch.desk.said.agreeing import find_disagreements
from linewatch.errors import BadValue, LinewatchError
from linewatch.figures.timeline import NARROW_PX, WIDE_PX
from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor, Statement
from linewatch.record import said
from linewatch.record.case_file import CaseFile

_DAYS = 16  # on which a line is read off for a figure, besides those of its statements
_NONE_YET = "none on record"


def standings(case: CaseFile) -> tuple[Standing, ...]:
    """Return where each actor stands on each issue."""
    return tuple(
        Standing(
            actor=row["actor"],
            issue=row["issue"],
            on=row["on"],
            stance=_estimate(row, "stance", "low", "high"),
            distance=_estimate(row, "distance", "distance_low", "distance_high"),
            statements=row["statements"],
            undated=row["undated"],
            by=tuple(row["by"]),
            at_end=row["at_end"],
            analyst=row["analyst"],
            shift=_shift(row["jump"]),
        )
        for row in find_positions(case)
    )


def lines(case: CaseFile, found: Iterable[Standing]) -> tuple[LinePoint, ...]:
    """Return each line on some days of the record; none where its span is not known."""
    statements = [row.said_on for row in said.rows(case.con, Statement) if row.said_on]
    begun = [day for edtf in statements if (day := PartialDate.parse(edtf).earliest)]
    ends = [row.on for row in found if row.at_end and row.on]
    if not begun or not ends:
        return ()
    last = date.fromisoformat(ends[0])
    if min(begun) > last:
        return ()
    read = find_lines(case, days_of(min(begun), last, _DAYS))
    return tuple(
        LinePoint(actor=row["actor"], issue=row["issue"], on=date.fromisoformat(row["on"]), stance=stance)
        for row in read
        if (stance := _estimate(row, "stance", "low", "high")) and row["on"]
    )


def forks(case: CaseFile) -> tuple[Fork, ...]:
    """Return the pairs of issues on which an actor stands apart."""
    return tuple(
        Fork(
            actor=row["actor"],
            issue=row["issue"],
            other=row["other"],
            difference=Estimate(row["difference"], row["low"], row["high"]),
        )
        for row in find_branches(case)
        if row["apart"]
    )


def words_and_deeds(case: CaseFile) -> tuple[WordsAndDeeds, ...]:
    """Return words against deeds, the centre first; nothing where the case does not say what to ask."""
    try:
        found = find_against_words(case)
    except BadValue:  # no centre, or no issue of independence, is named
        return ()
    statements = {row.id for row in said.rows(case.con, Statement)}
    return tuple(_against(row, statements) for row in found)


def _against(row: Mapping[str, Any], statements: set[str]) -> WordsAndDeeds:
    answers = [ident for one in row["calls"] for ident in (one["answer"], one["call"])]
    return WordsAndDeeds(
        actor=row["actor"],
        others=tuple(row["includes"]),
        words=_estimate(row["words"], "mean", "low", "high"),
        said=tuple(one["statement"] for one in row["words"]["said"]),
        share=_estimate(row, "share", "low", "high"),
        cases=row["cases"],
        answers=tuple(("statements" if one in statements else "deeds", one) for one in answers),
        open_calls=len(row["open_calls"]),
        deeds=tuple((kind, tuple(ids)) for kind, ids in row["deed_rows"].items() if ids),
        lags=tuple(
            (one["issue"], one["lag_days_low"], one["lag_days_high"], one["line"], one["statement"])
            for one in row["lags"]
            if not one["refused"] and None not in (one["lag_days_low"], one["lag_days_high"])
        ),
        verdict=row["verdict"],
    )


def boundary(case: CaseFile) -> Boundary | None:
    """Return how the centre took what others said; None where the case names no centre."""
    if not _has_centre(case):
        return None
    found = find_boundary(case)
    shares = tuple(
        Reacted(
            by=row["by"],
            value=row["value"],
            statements=row["statements"],
            reactions=row["reactions"],
            rebuked=row["rebuked"],
            share=share,
            stopped=row["stopped"],
            stopped_share=stopped,
            cases=tuple(row["cases"]),
        )
        for row in found["shares"]
        if (share := _estimate(row, "share", "low", "high"))
        and (stopped := _estimate(row, "stopped_share", "stopped_low", "stopped_high"))
    )
    cases = tuple(
        BoundaryCase(
            statement=row["statement"],
            reaction="" if row["reaction"] == _NONE_YET else row["reaction"],
            rows=tuple((one["table"], one["row"]) for one in row["reactions"]),
            named=row["named"],
            place=row["rank"],
            distance=row["distance"],
        )
        for row in found["rows"]
    )
    return Boundary(shares=shares, cases=cases, modelled=found["model_refused"] is None)


def network(case: CaseFile) -> Network:
    """Return who moves with whom; an empty one where no two actors are tied."""
    found = find_networks(case, Wanted())
    if found["refused"] or not found["ties"]:
        return Network()
    named = {row.id: row.name for row in said.rows(case.con, Actor)}
    wide = draw_network(found, named, WIDE_PX)
    figure = Drawn(
        svg=wide.svg,
        narrow_svg=draw_network(found, named, NARROW_PX).svg,
        title=_network_title(),
        description=wide.description,
    )
    nodes = {row["actor"]: row for row in found["nodes"]}
    behind = sorted({ident for row in found["nodes"] for ident in row["rests_on"]})
    leads = find_leads(case)
    return Network(
        figure=figure,
        camps=tuple(
            camps
            for row in ({"party": None, "rests_on": behind} | found["wings"], *found["inside"])
            if (camps := _camps(row, nodes))
        ),
        one_centre=_one_centre(found["centralization"], nodes),
        untested=sum(bool(row["refused"]) for row in found["ties"]),
        ties=len(found["ties"]),
        leads=tuple(_lead(row) for row in leads if row["p_value"] is not None and row["issue"]),
        untold=sum(bool(row["refused"]) for row in leads),
    )


def _network_title() -> str:
    from linewatch.desk.measuring.networking import network_words  # noqa: PLC0415 - beside its one use

    return network_words().title


def _camps(row: Mapping[str, Any], nodes: Mapping[str, Any]) -> Camps | None:
    if row["refused"]:
        return None
    inside = [nodes[actor]["sure"] for camp in row["camps"] for actor in camp if actor in nodes]
    told = [sure for sure in inside if sure is not None]
    return Camps(
        party=row["party"],
        camps=tuple(tuple(camp) for camp in row["camps"] if camp),
        apart=tuple(row["apart"]),
        frustrated=row["frustrated"],
        one_camp=row["one_camp"],
        sure=all(told) if told and len(told) == len(inside) else None,
        rests_on=tuple(row["rests_on"]),
    )


def _one_centre(row: Mapping[str, Any], nodes: Mapping[str, Any]) -> OneCentre | None:
    if row["refused"]:
        return None
    return OneCentre(
        value=row["value"],
        interval=None if row["low"] is None else (row["low"], row["high"]),
        expected=row["expected"],
        p_value=row["p_value"],
        most=row["most"],
        rests_on=tuple(nodes[row["most"]]["rests_on"]),
    )


def _lead(row: Mapping[str, Any]) -> Lead:
    return Lead(
        first=row["a"],
        second=row["b"],
        issue=row["issue"],
        days=(_whole(row["lead_days_low"]), _whole(row["lead_days_high"])),
        p_value=row["p_value"],
        rests_on=tuple(row["rests_on"]),
    )


def _whole(days: float | None) -> int | None:
    return None if days is None else round(days)


def differences(case: CaseFile) -> tuple[tuple[Difference, ...], tuple[Rivals, ...]]:
    """Return whether actors differ by what they are, and which explanations go together; nothing where none is told."""
    try:
        found = find_differences(case, Asked())
    except (
        LinewatchError
    ):  # of a case without attributes, or without an event to answer, there is nothing to ask
        return (), ()
    rows = tuple(
        Difference(
            attribute=row["attribute"],
            outcome=row["outcome"],
            groups=tuple((group["value"], group["n"], group["yes"]) for group in row["groups"]),
            effect=_estimate(row["effect"] or {"value": None}, "value", "low", "high"),
            p_value=row["p"],
            p_least=row["p_least"],
            why=(row["refused"] or {"why": ""})["why"],
            cites=tuple(_citation(one) for one in row["cites"]),
        )
        for row in found["rows"]
    )
    rivals = tuple(
        Rivals(a=row["a"], b=row["b"], actors=row["n"], inseparable=row["inseparable"])
        for row in found["rivals"]
    )
    return rows, rivals


def personnel(case: CaseFile) -> Personnel:
    """Return leaders against the plan, with the chart where anything on it has a date."""
    from linewatch.desk.measuring.personnel_figure import draw_personnel  # noqa: PLC0415 - it takes its wording from the brief

    if not _has_centre(case):
        return Personnel()
    found = find_personnel(case)
    fits: dict[str, list[str]] = {}
    for row in found["changes"]:
        if not row["planned"]:
            fits.setdefault(row["fit"], []).append(row["deed"])
    try:
        figure = Drawn(**draw_personnel(case))
    except LinewatchError:  # nothing has a date
        figure = None
    return Personnel(figure=figure, fits=tuple((fit, tuple(ids)) for fit, ids in fits.items()))


def _has_centre(case: CaseFile) -> bool:
    return case.fact("centre") in {row.id for row in said.rows(case.con, Actor)}


def disagreed(case: CaseFile) -> Disagreed | None:
    """Return how often coders read a statement differently; None where none was."""
    found = find_disagreements(case, None)
    if not found:
        return None
    return Disagreed(
        statements=len(found),
        apart=sum(bool(row["apart"]) for row in found),
        taking=sum(bool(row["differ_on_taking"]) for row in found),
    )


def _estimate(row: Mapping[str, Any], mid: str, low: str, high: str) -> Estimate | None:
    if row[mid] is None or row[low] is None or row[high] is None:
        return None
    return Estimate(row[mid], row[low], row[high])


def _shift(jump: Mapping[str, Any] | None) -> Shift | None:
    if jump is None:
        return None
    return Shift(
        verdict=jump["verdict"],
        chance=jump["chance"],
        size=Estimate(jump["size"], jump["low"], jump["high"]),
        since=jump["since"],
        until=jump["until"],
        events=tuple(jump["events"]),
    )


def _citation(row: Mapping[str, Any]) -> Citation:
    return Citation(**{one.name: row[one.name] for one in fields(Citation)})
