"""What was weighed as plain values: the rows of `weigh` and `next`, with names and pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from linewatch.desk.common.wording import lexicon
from linewatch.desk.weighing import questioning
from linewatch.desk.weighing.circles import Circular
from linewatch.desk.weighing.spans import LANGUAGE, scale_of
from linewatch.hypotheses.analysts import Analysts
from linewatch.hypotheses.classic import DEFECTS, Classic, Count
from linewatch.hypotheses.dependence import units
from linewatch.hypotheses.draws import Settings
from linewatch.hypotheses.matrix import Item, Matrix
from linewatch.hypotheses.next_evidence import Wanted
from linewatch.hypotheses.pool import LEVEL_WITHIN
from linewatch.hypotheses.sensitivity import Sensitivity
from linewatch.hypotheses.weighing import Weighed
from linewatch.kinds.questions import Question
from linewatch.kinds.said import Indicator
from linewatch.record import said
from linewatch.record.case_file import CaseFile

_NOTHING = 0.0005  # bits that would be printed as none
_COUNTS: dict[Count, str] = {"parc": "PARC", "burton": "Burton", "open_synthesis": "Open Synthesis"}


def plain(matrix: Matrix) -> dict[str, Any]:
    """Return a matrix as values of which a hash can be taken."""
    told = asdict(matrix)
    told["cells"] = [[*place, *span] for place, span in sorted(matrix.cells.items())]
    told["opinions"] = [[*who, *span] for who, span in sorted(matrix.opinions.items())]
    return told


def standings(weighed: Weighed, *, several: bool) -> dict[str, Any]:
    """Return what each hypothesis is worth, what each analyst gives, and what is wrong with the matrix.

    Under ``unexamined`` the share that lies with hypotheses that nobody examined, and the most with one of them; None
    where every hypothesis has a figure, or several may contribute, where shares do not sum to one.
    """
    return {
        "hypotheses": [_standing(row) for row in weighed.standings],
        **_analysts(weighed.analysts),
        "problems": [asdict(problem) for problem in weighed.problems],
        "top": _top(weighed),
        "unexamined": None if several else _unexamined(weighed),
        "drawn": weighed.settings.draws,
    }


def _top(weighed: Weighed) -> str | None:
    """Return what stands first; None where nothing has a figure, or all that has stands alike."""
    mids = {row.id: row.mid for row in weighed.standings if row.mid is not None}
    if not mids or (len(mids) > 1 and max(mids.values()) - min(mids.values()) < LEVEL_WITHIN):
        return None
    return max(mids, key=lambda name: mids[name])


def _unexamined(weighed: Weighed) -> dict[str, float] | None:
    means = weighed.draws.mean(axis=0).tolist()
    held = [mean for row, mean in zip(weighed.standings, means, strict=True) if row.refused]
    return {"share": sum(held), "most": max(held)} if held else None


def _standing(row: Any) -> dict[str, Any]:
    told = asdict(row)
    told["rank_probability"] = told.pop("first")
    return told | {"refused": row.refused and row.refused._asdict()}


def _analysts(told: Analysts) -> dict[str, Any]:
    """Return analysts' own results, by name, and where they differ, the farthest apart first."""
    rows: dict[str, dict[str, Any]] = {
        voice.analyst: {"analyst": voice.analyst, "mids": dict(voice.mids), "judged": voice.judged}
        for voice in told.voices
    }
    for opinion in told.opinions:
        row = rows.setdefault(opinion.analyst, {"analyst": opinion.analyst, "mids": {}, "judged": 0})
        row["opinions"] = {name: list(span) for name, span in opinion.stated.items()}
        row["coherent"] = dict(opinion.coherent)
    return {
        "analysts": [rows[name] for name in sorted(rows)],
        "spread": [asdict(row) for row in told.spread],
        "differ": [
            {
                "item": row.item,
                "hypothesis": row.hypothesis,
                "gap": row.gap,
                "cells": [
                    {"analyst": row.lower, "low": row.lower_span.low, "high": row.lower_span.high},
                    {"analyst": row.higher, "low": row.higher_span.low, "high": row.higher_span.high},
                ],
            }
            for row in told.differences
            if row.gap > 0.0  # ranges that touch or overlap are no difference to speak of
        ],
    }


# Where nobody asks what a result hangs on.
NO_HANGS: Mapping[str, Any] = {
    "lead": None, "sensitivity": [], "flips": [], "flips_by_two": [], "turns": [], "separates": {},
    "separates_nothing": [], "separates_little": [], "least_ratio": None, "hangs_drawn": 0,
}  # fmt: skip


def hangs(told: Sensitivity) -> dict[str, Any]:
    """Return what the result hangs on."""
    return {
        "top": told.top,
        "lead": told.lead,
        "sensitivity": [asdict(row) for row in told.left_out],
        "flips": [asdict(row) for row in told.flips],
        "flips_by_two": [asdict(row) for row in told.pair],
        "turns": [asdict(row) for row in told.turns],
        "separates": {row.item: row.bits for row in told.separates},
        "separates_nothing": list(told.separates_nothing),
        "separates_little": list(told.separates_little),
        "least_ratio": told.least_ratio,
        "hangs_drawn": told.draws,
    }


def counts(told: Classic) -> list[dict[str, Any]]:
    """Return the classic counts, each with its scores, the order it gives and what it is known to get wrong.

    A hypothesis that nobody judged has no count: by these it would look the least refuted.
    """
    judged = {score.id for score in told.scores if score.judged}
    return [
        {
            "name": _COUNTS[count],
            "scores": {score.id: getattr(score, count) for score in told.scores if score.id in judged},
            "order": [name for name in order if name in judged],
            "defect": DEFECTS[count],
        }
        for count, order in told.orders.items()
    ]


def named(case: CaseFile, question: str, found: Mapping[str, Any], matrix: Matrix) -> dict[str, Any]:
    """Return what was computed with the names, words and pages that a reader needs."""
    record = questioning.show_question(case, question)
    words = {
        (cell["evidence"], cell["hypothesis"], cell["coder"]): cell["word"] for cell in record["judgements"]
    }
    rivals = {row["id"]: row for row in record["hypotheses"]}
    taken = {item.id: item for item in matrix.items}
    found = dict(found)
    separates = found.pop("separates")
    for row in found["differ"]:
        for cell in row["cells"]:
            cell["word"] = words[row["item"], row["hypothesis"], cell["analyst"]]
    return found | {
        "question": _only(
            record["question"], ("id", "name", "kind", "limits", "asked_on", "note", "citations")
        ),
        "scale": _scale(case, question),
        "hypotheses": [
            _only(rivals[row["id"]], ("name", "role", "statement", "note"))
            | row
            | {"cites": rivals[row["id"]]["citations"]}
            for row in found["hypotheses"]
        ],
        "evidence": [
            _item(row, taken[row["id"]], matrix, words) | {"separates": separates.get(row["id"], 0.0)}
            for row in record["evidence"]
            if row["id"] in taken
        ],
        "groups": _groups(record["groups"], matrix),
    }


def _item(
    row: Mapping[str, Any], item: Item, matrix: Matrix, words: Mapping[tuple[str, str, str], Any]
) -> dict[str, Any]:
    kept = (
        "id",
        "name",
        "kind",
        "source",
        "group",
        "date",
        "reported_on",
        "cost",
        "look_for",
        "rests_on",
        "note",
        "cites",
    )
    cells = [
        {
            "hypothesis": at.hypothesis,
            "analyst": at.analyst,
            "word": words[at],
            "low": span.low,
            "high": span.high,
        }
        for at, span in sorted(matrix.cells.items())
        if at.item == item.id
    ]
    ranges = {"reliability": list(item.reliability), "holds": list(item.holds), "seen": list(item.seen)}
    return _only(row, kept) | {"state": item.state} | ranges | {"cells": cells}


def _groups(rows: Sequence[Mapping[str, Any]], matrix: Matrix) -> list[dict[str, Any]]:
    """Return the groups that were entered, then those that items of one source make by themselves."""
    stated = [
        _only(row, ("id", "name", "dependence", "note")) | {"items": row["evidence"], "stated": True}
        for row in rows
    ]
    made = [
        {"id": unit.key, "name": unit.items[0].source, "dependence": unit.dependence, "note": None,
         "items": [item.id for item in unit.items], "stated": False}
        for unit in units(matrix, Settings.same_source)
        if len(unit.items) > 1 and unit.items[0].group is None
    ]  # fmt: skip
    return stated + made


def without_figure(rows: Sequence[Mapping[str, Any]], without: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return hypotheses so that one whose evidence was all left out says that, not that nobody judged any.

    Args:
        rows: The hypotheses.
        without: By hypothesis what was judged for it that does not count, and why.
    """
    return [
        {
            **row,
            "refused": {
                "why": f"all evidence judged for it is left out: {without[row['id']]}",
                "needed": "one judgement at least of an item that counts",
            },
        }
        if row["refused"] and row["id"] in without
        else dict(row)
        for row in rows
    ]


def _of_left_out(row: Mapping[str, Any], without: Mapping[str, str]) -> dict[str, Any]:
    if row["kind"] != "unexamined" or row["about"][0] not in without:
        return dict(row)
    name = row["about"][0]
    return {
        **row,
        "what": f"All evidence judged for {name!r} is left out: {without[name]}. It gets no figure, and holds its"
        " share from the others.",
        "mend": "Judge an item that counts for it, or leave --as-of out:"
        f" linewatch judge ITEM {name}=RANGE --coder WHO",
    }


def problems(
    circles: Sequence[Circular], others: Sequence[Mapping[str, Any]], without: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return what is wrong in one form: kind, about (ids), what, mend; `without` as in `without_figure`."""
    found = [
        {
            "kind": one.kind,
            "about": [one.item, *([one.other] if one.other else [])],
            "what": one.what,
            "mend": one.mend,
        }
        for one in circles
    ]
    return found + [_of_left_out(row, without) for row in others]


def wanted_row(row: Wanted) -> dict[str, Any]:
    """Return an item to look for as plain values."""
    ends = {name: [under._asdict() for under in getattr(row, name)] for name in ("likeliest", "unlikeliest")}
    return asdict(row) | ends | {"refused": row.refused and row.refused._asdict()}


def wanted_rows(case: CaseFile, question: str, found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the items to look for with their names, their pages, and what to look for and why in a sentence."""
    record = questioning.show_question(case, question)
    items = {row["id"]: row for row in record["evidence"]}
    names = {row["id"]: row["name"] for row in record["hypotheses"]}
    watched = {row.evidence for row in said.rows(case.con, Indicator)}
    rows: list[dict[str, Any]] = []
    for row in found:
        item = items[row["item"]]
        kept = {"name": item["name"], "look_for": item["look_for"], "watched": row["item"] in watched}
        rows.append({**row, **kept, "told": _collected(item["name"], row, names), "cites": item["cites"]})
    return rows


def _collected(name: str, row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return what to look for and why, as a line of a collection list."""
    if row["refused"]:
        return name
    words, name = lexicon(f"weighing.{LANGUAGE}")["collect"], name.rstrip(".")
    if row["information_bits"] < _NOTHING:
        return words["nothing"].format(name=name)
    most, least = row["likeliest"], row["unlikeliest"]
    told = words["because"].format(
        name=name,
        most=_quoted(most, names),
        least=_quoted(least, names),
        seen=round(100 * most[0]["chance"]),
        unseen=round(100 * least[0]["chance"]),
    )
    first = row["top_if_seen"]
    if first is not None and first not in [one["hypothesis"] for one in most]:
        still = words["still_not"].format(most=_quoted(most, names), top=names[first].rstrip("."))
        return f"{told} {still}"
    if first is None or first == row["top_if_not"]:
        return told
    return f"{told} {words['would_change'].format(top=names[first].rstrip('.'))}"


def _quoted(under: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    return ", ".join(f"“{names[one['hypothesis']].rstrip('.')}”" for one in under)


def _scale(case: CaseFile, question: str) -> dict[str, Any]:
    row = next(row for row in said.rows(case.con, Question) if row.id == question)
    scale = scale_of(case, row)
    terms = [{"word": term.words, "low": term.low, "high": term.high} for term in scale.terms]
    return {"name": scale.name, "terms": terms}


def _only(row: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    return {key: row[key] for key in keys if key in row}
