"""Items of evidence that echo one another, proposed as groups: by what they rest on, cite, and share in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from linewatch.desk.following.echo_sharing import Asked as Texts
from linewatch.desk.following.echoing import find_echoes
from linewatch.desk.weighing.asked import Asked, Support, asked, support
from linewatch.errors import BadValue
from linewatch.hypotheses.kinship import Proposal, Tie, kinship
from linewatch.hypotheses.kinship_ties import Cited, Shared, Traced
from linewatch.kinds.citations import Citation
from linewatch.kinds.questions import FINDING, RESTS_ON, Evidence
from linewatch.kinds.said import Deed, Statement
from linewatch.record import said
from linewatch.record.case_file import CaseFile

# A wording that recurs is told whole or not at all: which part of an item it makes up nobody says.
_WHOLE = 1.0


def propose_groups(case: CaseFile, question: str) -> list[dict[str, Any]]:
    """Return the groups in which items of a question might be put, the largest first; nothing is entered.

    Returns:
        Rows of items, joins (the group on record that they would join), cohesion (the mean tie), and ties: pairs with
        their strength and reasons. Items whose texts share words beyond chance are found among what is held.

    Raises:
        NoSuchRecord: If there is no such question.
    """
    rows = asked(case, question)
    leads = support(case, rows)
    told = kinship(_traced(case, rows, leads), tuple(_wording(case, leads)))
    return [_row(one) for one in told.proposals]


def _traced(case: CaseFile, rows: Asked, leads: Mapping[str, Support]) -> list[Traced]:
    events = {
        (table.table, row.id): row.event for table in (Statement, Deed) for row in said.rows(case.con, table)
    }
    return [
        Traced(
            id=item.id,
            source=item.source,
            row=_base(item),
            event=_event(item, events),
            cites=tuple(_cited(place) for place in leads[item.id].cites),
            reported_on=item.reported_on,
            group=item.group,
        )
        for item in rows.evidence
    ]


def _base(item: Evidence) -> str | None:
    if item.rests_on is None:
        return None
    return f"{RESTS_ON.get(item.kind, FINDING)} {item.rests_on}"


def _event(item: Evidence, events: Mapping[tuple[str, str], str | None]) -> str | None:
    """Return the event that an item is, or in which what it rests on was said or done."""
    if item.rests_on is None:
        return None
    table = RESTS_ON.get(item.kind, FINDING)
    return item.rests_on if table == "events" else events.get((table, item.rests_on))


def _cited(place: Citation) -> Cited:
    passage = str(place.n) if place.n is not None else (place.locator or place.page or "")
    return Cited(place.document, passage, place.p_start, place.p_end)


def _wording(case: CaseFile, leads: Mapping[str, Support]) -> Iterator[Shared]:
    """Yield the pairs of items that cite passages of two documents in which one wording recurs."""
    try:
        echoes = find_echoes(case, Texts())
    except BadValue:  # fewer than two texts
        return
    chains: dict[tuple[str, int], dict[Any, float]] = {}
    for row in echoes:
        if row["n"] is not None:
            chains.setdefault((row["document"], row["n"]), {})[row["chain"]] = row["expected_chance"] or 0.0
    places = {
        item: {(c.document, c.n) for c in lead.cites if c.n is not None} for item, lead in leads.items()
    }
    for first, second in combinations(places, 2):
        least = _least_chance(places[first], places[second], chains)
        if least is not None:
            yield Shared(first, second, _WHOLE, least)


def _least_chance(
    first: set[tuple[str, int]],
    second: set[tuple[str, int]],
    chains: Mapping[tuple[str, int], Mapping[Any, float]],
) -> float | None:
    """Return how often chance would share as much, of the least likely wording that stands in both; None for none."""
    found = [
        chains[a][chain]
        for a in first & chains.keys()
        for b in second & chains.keys()
        if a[0] != b[0]
        for chain in chains[a].keys() & chains[b].keys()
    ]
    return min(found, default=None)


def _row(one: Proposal) -> dict[str, Any]:
    return {
        "items": list(one.items),
        "joins": one.joins,
        "cohesion": one.cohesion,
        "ties": [_tie(tie) for tie in one.ties],
        "outside": [_tie(tie) for tie in one.outside],
    }


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "first": tie.first,
        "second": tie.second,
        "strength": tie.strength,
        "reasons": [reason._asdict() | {"strength": reason.strength} for reason in tie.reasons],
    }
