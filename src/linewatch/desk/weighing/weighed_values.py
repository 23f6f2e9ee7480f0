"""The JSON value of ``weigh`` as the values of which the page and the brief are composed (`weighed_page`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from linewatch.brief.weighed_values import (
    Bundle,
    Count,
    Ends,
    Explanation,
    Judged,
    OwnWords,
    Piece,
    Sought,
    Trouble,
    Turn,
    Weighed,
    Weigher,
    Without,
)
from linewatch.desk.common.wording import lexicon
from linewatch.desk.texts.estimating import load
from linewatch.kinds.citations import Citation
from linewatch.measures.estimates.reading import read
from linewatch.measures.estimates.scales import chosen

Row = Mapping[str, Any]
_QUOTED = re.compile('"([^"]+)"|“([^”]+)”')
_LEFT_OUT = ("item", "group", "source", "assumptions", "arguments", "analyst")
_TOLD_APART = ("as_of", "coder", "unstated")  # settings that have a sentence of their own
_FLIPS = 3  # told of those that take as many steps


def weighed_of(found: Row) -> Weighed:
    """Return the JSON value of ``weigh`` as the values of the page and of the brief."""
    question, groups = found["question"], {row["id"]: row["name"] for row in found["groups"]}
    return Weighed(
        id=question["id"],
        name=question["name"],
        several=question["kind"] == "several",
        limits=question.get("limits") or "",
        asked_on=question.get("asked_on") or "",
        as_of=found["settings"].get("as_of") or "",
        later=len(found.get("left_out", {}).get("later", ())),
        undated=len(found.get("left_out", {}).get("undated", ())),
        coder=found["settings"].get("coder") or "",
        scale=found["scale"]["name"],
        terms=tuple((row["word"], Ends(row["low"], row["high"])) for row in found["scale"]["terms"]),
        explanations=tuple(_explanation(row) for row in found["hypotheses"]),
        pieces=tuple(_piece(at, row, groups) for at, row in enumerate(found["evidence"], 1)),
        bundles=tuple(
            Bundle(
                name=(row["name"] or row["id"]).replace("_", " "), dependence=row["dependence"],
                items=tuple(row["items"]), stated=row.get("stated", True),
            )
            for row in found["groups"]
            if row["items"]
        ),
        weighers=tuple(_weigher(row) for row in found["analysts"]),
        differ=tuple(
            (row["item"], row["hypothesis"], tuple(_judged(cell, row["hypothesis"]) for cell in row["cells"]))
            for row in found.get("differ", ())
        ),
        counts=tuple(
            Count(name=row["name"], scores=row["scores"], order=tuple(row["order"]), defect=row.get("defect") or "")
            for row in found["classic"]
        ),
        without=_without(found),
        idle=tuple(one for one in found["separates_nothing"] if one not in _open(found)),
        little=tuple(one for one in found.get("separates_little", ()) if one not in _open(found)),
        sole=tuple(
            row["id"] for row in found["sensitivity"] if row["kind"] == "item" and not any(_figures(row))
        ),
        unexamined=(found.get("unexamined") or {}).get("share", 0.0),
        most_unexamined=(found.get("unexamined") or {}).get("most", 0.0),
        slip=found["settings"].get("slip"),
        turns=tuple(_turn(row) for row in found["flips"] if row["steps"] == found["flips"][0]["steps"])[:_FLIPS],
        pair=tuple(_turn(row) for row in found.get("flips_by_two", ())),
        troubles=tuple(Trouble(kind=row["kind"], what=row["what"], mend=row["mend"]) for row in found["problems"]),
        sought=tuple(_sought(row) for row in found.get("next", ()) if row["information_bits"] is not None),
        own_words=tuple(_own_words(found)),
        draws=found["settings"].get("draws") or 0,
        settings=tuple(
            (name, f"{value:,}" if name in ("draws", "drawn") else str(value))
            for name, value in found["settings"].items()
            if value is not None and name not in _TOLD_APART
        ),
    )  # fmt: skip


def _figures(row: Row) -> list[bool]:
    """Return of each hypothesis whether it has a figure once something is left out."""
    return [mid is not None for mid in row.get("mids", {"": row["lead"]}).values()]


def _open(found: Row) -> set[str]:
    """Return the items not yet looked for: they weigh nothing in any case."""
    return {row["id"] for row in found["evidence"] if row["state"] == "open"}


def _name(row: Row) -> str:
    """Return a name as it stands inside a sentence."""
    return str(row["name"] or row["id"]).rstrip(". ")


def _explanation(row: Row) -> Explanation:
    refused = row["refused"] or {}
    return Explanation(
        id=row["id"],
        name=_name(row),
        rest=row["role"] == "rest",
        prior=row["prior"],
        ends=_ends((row["low"], row["high"])),
        mid=row["mid"],
        first=row["rank_probability"],
        judged=row["judged"],
        why=refused.get("why", ""),
        needed=refused.get("needed", ""),
        citations=_citations(row.get("cites", ())),
    )


def _piece(number: int, row: Row, groups: Mapping[str, str]) -> Piece:
    cells = tuple(_judged(cell, cell["hypothesis"]) for cell in row["cells"])
    return Piece(
        id=row["id"],
        number=number,
        name=_name(row),
        kind=row["kind"],
        state=row["state"],
        source=(row["source"] or "").replace("_", " "),
        group=groups.get(row["group"] or "", row["group"] or ""),
        reliability=Ends(*row["reliability"]),
        holds=Ends(*row["holds"]),
        seen=Ends(*row["seen"]),
        date=row.get("date") or "",
        reported_on=row.get("reported_on") or "",
        cost=row.get("cost"),
        look_for=row.get("look_for") or "",
        cells=cells,
        separates=row.get("separates") or 0.0,
        citations=_citations(row["cites"]),
    )


def _judged(cell: Row, hypothesis: str) -> Judged:
    return Judged(hypothesis, cell["analyst"], cell["word"] or "", Ends(cell["low"], cell["high"]))


def _weigher(row: Row) -> Weigher:
    return Weigher(
        name=row["analyst"],
        mids={ident: mid for ident, mid in row["mids"].items() if mid is not None},
        opinions={ident: Ends(*ends) for ident, ends in row.get("opinions", {}).items()},
        coherent=row.get("coherent", {}),
    )


def _without(found: Row) -> tuple[Without, ...]:
    """Return what was left out in turn; of several that leave out the same items the first kind is told."""
    names = {row["id"]: _name(row) for row in (*found["evidence"], *found["groups"])}
    ranked = sorted(found["sensitivity"], key=lambda row: _LEFT_OUT.index(row["kind"]))
    told = dict[frozenset[str], Row]()
    for row in ranked:
        if row["lead"] is not None and row["items"]:
            told.setdefault(frozenset(row["items"]), row)
    alone = [row for row in ranked if row["kind"] == "analyst" and row["lead"] is not None]
    return tuple(
        Without(
            kind=row["kind"],
            name=str(row.get("name") or names.get(row["id"], row["id"].replace("_", " "))),
            lead=row["lead"],
            top=row["top"],
        )
        for row in (*told.values(), *alone)
    )


def _turn(row: Row) -> Turn:
    def judged(word: str | None, span: Sequence[float]) -> Judged:
        return Judged(row["hypothesis"], row["analyst"], word or "", Ends(*span))

    return Turn(
        item=row["item"],
        before=judged(row["from_word"], row["from_span"]),
        after=judged(row["to_word"], row["to_span"]),
        top=row["top"],
    )


def _sought(row: Row) -> Sought:
    return Sought(
        item=row["item"],
        bits=row["information_bits"],
        ends=_ends((row.get("low"), row.get("high"))),
        chance=row.get("chance_seen"),
        seen=row.get("top_if_seen") or "",
        unseen=row.get("top_if_not") or "",
        cost=row.get("cost"),
        told=row.get("told") or "",
    )


def _own_words(found: Row) -> list[OwnWords]:
    """Return what the documents themselves say of the hypotheses that they put forward, read as estimates.

    What an analyst noted at a hypothesis beside the statement that puts it forward has the document's words in
    quotation marks; of several estimates in them the first counts, one with odds before one without.
    """
    words = load(lexicon("brief.en")["language"])
    scale = chosen(words.scales, words.defaults["read"])
    rows: list[OwnWords] = []
    for row in found["hypotheses"]:
        if not row.get("statement") or not row.get("note"):
            continue
        quoted = ". ".join(one or other for one, other in _QUOTED.findall(row["note"]))
        read_ = sorted(read(quoted, words, scale)[0], key=lambda one: one.range is None)
        ends = read_[0].range if read_ else None
        rows.append(
            OwnWords(
                hypothesis=row["id"],
                said=row["note"],
                kind=read_[0].kind if read_ else "",
                ends=ends and Ends(ends.low, ends.high),
                citations=_citations(row.get("cites", ())),
            )
        )
    return rows


def _ends(ends: tuple[float | None, float | None]) -> Ends | None:
    low, high = ends
    return None if low is None or high is None else Ends(low, high)


def _citations(rows: Sequence[Row]) -> tuple[Citation, ...]:
    names = [one.name for one in fields(Citation)]
    return tuple(Citation(**{name: row[name] for name in names}) for row in rows)
