"""Networks and leads as plain values, each row with the statements and the citations it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from linewatch.desk.reading.documents import shown
from linewatch.desk.said.ledger import Cited
from linewatch.kinds.citations import Citation
from linewatch.kinds.said import Actor
from linewatch.measures.leads import Lead
from linewatch.measures.networks.asked import (
    SURE,
    Asked,
)
from linewatch.measures.networks.coding import Dropped, Stance
from linewatch.measures.networks.factions import Factions, factions
from linewatch.measures.networks.network import network
from linewatch.measures.networks.ties import Kind
from linewatch.measures.networks.values import Centre, Network, Node, Tie
from linewatch.measures.networks.windows import Window, spans, within

_MOST_CITES = 24  # of one row; rests_on lists all statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a case holds of stances."""

    stances: tuple[Stance, ...]
    dropped: tuple[Dropped, ...]
    cites: Cited
    actors: tuple[Actor, ...]
    centre: str | None
    span: float

    @property
    def parents(self) -> dict[str, str | None]:
        """To whom each actor belongs."""
        return {actor.id: actor.parent for actor in self.actors}


def told_network(read: Read, asked: Asked, window: Window | None) -> dict[str, Any]:
    """Return a network, its camps, its centre and its factions as plain values."""
    dropped = [row._asdict() for row in sorted(read.dropped)]
    if not read.stances:
        refused = {
            "why": "no statement of a member of the movement takes a stance on an issue and cites a document",
            "needed": "statements with actor, issue, stance and citation of at least two actors",
        }
        return _nothing(refused) | {"dropped": dropped}
    found = network(read.stances, asked)
    own: dict[str, list[Stance]] = {}
    for row in read.stances:
        own.setdefault(row.actor, []).append(row)
    by_id = {row.statement: row for row in read.stances}
    return {
        "nodes": [_node(row, own[row.actor], read) for row in found.nodes],
        "ties": [_tie(row, asked.kind, [by_id[ident] for ident in row.rests_on], read) for row in found.ties],
        "centralization": _centre(found.centre),
        "wings": _wings(found),
        "inside": _inside(read, asked),
        "factions": _factions(read, asked),
        "windows": _windows(read, asked, window),
        "refused": _one_actor(found),
        "dropped": dropped,
    }


def _nothing(refused: dict[str, str]) -> dict[str, Any]:
    centre = dict.fromkeys(("value", "low", "high", "expected", "p_value", "null", "most"))
    none = {"camps": [], "frustrated": None}
    wings = {"camps": [], "apart": [], "value": None, "one_camp": None, "frustrated": None, "exact": True}
    wings["otherwise"] = none
    return {
        "nodes": [],
        "ties": [],
        "centralization": {**centre, "shares": {}, "refused": refused, "interval_refused": refused},
        "wings": {**wings, "refused": refused},
        "inside": [],
        "factions": {"factions": [], "rows": [], "nearest": []},
        "windows": [],
        "refused": refused,
    }


def _one_actor(found: Network) -> dict[str, str] | None:
    if found.ties:
        return None
    why = (
        "one actor alone takes stances" if len(found.nodes) == 1 else "no two actors spoke on the same issue"
    )
    return {"why": why, "needed": "stances of at least two actors on one issue"}


def _node(row: Node, own: Sequence[Stance], read: Read) -> dict[str, Any]:
    dates = sorted((one.on for one in own if one.on), key=lambda on: on.sort_key)
    return {
        "actor": row.actor,
        "wing": row.wing,
        "share": row.share,
        "sure": None if row.share is None else row.share >= SURE,
        "statements": int(row.statements),
        "documents": row.documents,
        "strength": row.strength,
        "first": dates[0].edtf if dates else None,
        "last": dates[-1].edtf if dates else None,
        **_rests_on(read, [one.statement for one in own]),
    }


def _tie(row: Tie, kind: Kind, stances: Sequence[Stance], read: Read) -> dict[str, Any]:
    dates = sorted((one.on for one in stances if one.on), key=lambda on: on.sort_key)
    return {
        "a": row.a,
        "b": row.b,
        "value": row.value,
        "low": row.low,
        "high": row.high,
        "kind": kind,
        "congruence": row.congruence,
        "conflict": row.conflict,
        "issues": sorted({one.issue for one in stances}),
        "first": dates[0].edtf if dates else None,
        "last": dates[-1].edtf if dates else None,
        "refused": asdict(row.refused) if row.refused else None,
        **_rests_on(read, row.rests_on),
    }


def _centre(row: Centre) -> dict[str, Any]:
    return {
        "value": row.value,
        "low": row.low,
        "high": row.high,
        "expected": row.expected,
        "p_value": row.p_value,
        "null": row.null,
        "most": row.most,
        "shares": dict(row.shares),
        "refused": asdict(row.refused) if row.refused else None,
        "interval_refused": asdict(unsure) if (unsure := row.unsure or row.refused) else None,
    }


def _wings(found: Network) -> dict[str, Any]:
    row = found.wings
    return {
        "camps": [list(camp) for camp in row.camps if camp],
        "apart": list(row.apart),
        "value": row.value,
        "one_camp": row.one_camp,
        "frustrated": row.frustrated,
        "otherwise": {
            "camps": [list(camp) for camp in row.otherwise if camp],
            "frustrated": row.otherwise_frustrated,
        },
        "exact": row.exact,
        "refused": asdict(row.refused) if row.refused else None,
    }


def _inside(read: Read, asked: Asked) -> list[dict[str, Any]]:
    """Return the wings of each body of which two members or more took stances."""
    members: dict[str, list[Stance]] = {}
    for row in read.stances:
        if above := read.parents.get(row.actor):
            members.setdefault(above, []).append(row)
    rows: list[dict[str, Any]] = []
    for party, stances in sorted(members.items()):
        if len({row.actor for row in stances}) < 2:
            continue
        found = network(stances, replace(asked, permutations=0))
        told = [{"actor": n.actor, "wing": n.wing, "share": n.share} for n in found.nodes]
        cites = _rests_on(read, [row.statement for row in stances])
        rows.append({"party": party, "members": told, **_wings(found), **cites})
    return rows


def _factions(read: Read, asked: Asked) -> dict[str, Any]:
    if read.centre is None:
        return _factions_told(Factions((), (), ()), read)
    return _factions_told(factions(read.stances, read.centre, read.parents, asked), read)


def _factions_told(found: Factions, read: Read) -> dict[str, Any]:
    return {
        "factions": list(found.factions),
        "rows": [
            {
                "actor": row.actor,
                "faction": row.faction,
                "value": row.value,
                "low": row.low,
                "high": row.high,
                "issues": list(row.issues),
                "refused": asdict(row.refused) if row.refused else None,
                **_rests_on(read, row.rests_on),
            }
            for row in found.rows
        ],
        "nearest": [
            {
                "actor": row.actor,
                "faction": row.faction,
                "share": row.share,
                "refused": asdict(row.refused) if row.refused else None,
            }
            for row in found.nearest
        ],
    }


def _windows(read: Read, asked: Asked, window: Window | None) -> list[dict[str, Any]]:
    """Return the network of each stretch of time in short; a stance whose date spans two is in neither."""
    rows: list[dict[str, Any]] = []
    for span in spans(read.stances, window) if window else ():
        stances, unsure, _ = within(read.stances, span)
        told = {
            "since": _day(span.since),
            "until": _day(span.until),
            "statements": len(stances),
            "may_belong": len(unsure),
        }
        rows.append(told | _in_window(stances, asked))
    return rows


def _in_window(stances: Sequence[Stance], asked: Asked) -> dict[str, Any]:
    if len({row.actor for row in stances}) < 2:
        why = {
            "why": "fewer than two actors surely spoke in it",
            "needed": "stances of two actors in the window",
        }
        return {
            "ties": None,
            "congruence": None,
            "conflict": None,
            "centralization": None,
            "camps": [],
            "refused": why,
        }
    found = network(stances, replace(asked, resamples=0, permutations=0))
    return {
        "ties": len(found.ties),
        "congruence": sum(row.congruence for row in found.ties),
        "conflict": sum(row.conflict for row in found.ties),
        "centralization": found.centre.value,
        "camps": [list(camp) for camp in found.wings.camps if camp],
        "refused": _one_actor(found),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def lead_row(row: Lead, read: Read) -> dict[str, Any]:
    """Return how two actors follow each other as plain values."""
    return {
        "a": row.a,
        "b": row.b,
        "issue": row.on[0].issue if len(row.on) == 1 else None,
        "count": row.count,
        "occasions": row.occasions,
        "lead_days_low": row.lead_days_low,
        "lead_days_high": row.lead_days_high,
        "share": row.share,
        "p_value": row.p_value,
        "on": [asdict(one) for one in row.on],
        "refused": {"why": row.why, "needed": row.needed} if row.why else None,
        **_rests_on(read, row.rests_on),
    }


def _rests_on(read: Read, statements: Iterable[str]) -> dict[str, Any]:
    """Return the statements that a row rests on, and their citations, the first where there are very many."""
    named = list(dict.fromkeys(statements))
    found = list(dict.fromkeys(cited(read, named)))
    return {
        "rests_on": named,
        "cites": [shown(c) for c in found[:_MOST_CITES]],
        "more_cites": max(0, len(found) - _MOST_CITES),
    }


def cited(read: Read, statements: Iterable[str]) -> list[Citation]:
    """Return the citations of some statements."""
    return [c for ident in statements for c in read.cites.get(("statements", ident), ())]
