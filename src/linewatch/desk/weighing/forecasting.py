"""Forecasts at the desk: all of them with their scores, and how well chances agree with what came true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linewatch.desk.common.finding import Computed, find
from linewatch.desk.common.finding import Question as Asked
from linewatch.desk.common.pages import save
from linewatch.desk.common.wording import lexicon
from linewatch.desk.said.ledger import citations, list_rows
from linewatch.desk.weighing.spans import known_scales
from linewatch.errors import BadValue
from linewatch.kinds.questions import Forecast, Hypothesis, Question
from linewatch.measures.estimates.scales import ENDS, Scale, chosen
from linewatch.record import said
from linewatch.record.case_file import CaseFile

if TYPE_CHECKING:
    from linewatch.desk.weighing.forecast_scores import Parted
    from linewatch.figures.calibration import CalibrationChart

_VERSION = "1"
_TABLE = Forecast.table
_ONE = "one"  # the kind of question of which exactly one hypothesis is true


def find_forecasts(case: CaseFile, scale: str | None = None) -> dict[str, Any]:
    """Return all forecasts with their scores, and the scores of those resolved together.

    Args:
        case: Whose record.
        scale: Tell calibration by the words of this scale of likelihood; None for tenths.

    Returns:
        ``forecasts``: each with its scores, or why it has none; then ``brier``, ``log_score``, ``calibration`` and the
        other figures of all together; ``questions``: those of which one hypothesis comes true, scored as one.

    Raises:
        BadValue: If there is no such scale.
    """
    from linewatch.desk.weighing import forecast_scores as scores  # noqa: PLC0415 - only here is numpy needed
    from linewatch.desk.weighing.forecast_rivals import rival_rows  # noqa: PLC0415 - as above
    from linewatch.hypotheses.calibration import EDGES  # noqa: PLC0415 - as above

    rows, found = said.rows(case.con, Forecast), _parted(case)
    cited = citations(case)
    words = chosen(known_scales(case)[0], scale) if scale else None
    ends = {end for term in words.terms for end in (term.low, term.high)} | set(ENDS) if words else set(EDGES)
    edges = sorted(ends)
    settings = scores.SETTINGS | {"edges": edges, "scale": scale}

    def compute() -> Computed:
        rests_on = [c for one in found.kept for c in cited.get((_TABLE, one.row.id), ())]
        return scores.summary(found.kept, edges), rests_on

    inputs = [
        [k.row.id, k.row.coder, k.of.thing, *k.of.span, k.of.chance, k.of.true, k.days and list(k.days)]
        for k in found.kept
    ]
    together = find(case, Asked("forecasts", _VERSION, settings), inputs, compute)
    kept = {one.row.id: one for one in found.kept}
    changed = _changed(case)
    shown = [
        scores.scored_row(row, kept.get(row["id"]), found.left_out.get(row["id"]))
        for row in list_rows(case, _TABLE)
    ]
    told = {row.id: scores.remarks(row) for row in rows}
    return {
        "forecasts": [
            row | {"outcomes_before": changed.get(row["id"], []), "remarks": told[row["id"]]} for row in shown
        ],
        **together,
        "calibration": together["calibration"] | {"bins": _worded(together["calibration"]["bins"], words)},
        "questions": rival_rows(rows, _single(case)),
        "open": sum(row.outcome is None for row in rows),
        "void": sum(row.outcome == "void" for row in rows),
        "settings": settings,
    }


def _worded(bins: Sequence[Mapping[str, Any]], scale: Scale | None) -> list[dict[str, Any]]:
    """Return bins each with the words of a scale that have just its range; None where none has."""
    named = {(term.low, term.high): term.words for term in scale.terms} if scale else {}
    return [dict(one) | {"words": named.get((one["low"], one["high"]))} for one in bins]


def write_calibration(found: Mapping[str, Any], out: Path, width: int | None = None) -> dict[str, Any]:
    """Write the calibration chart of what `find_forecasts` gives as SVG; return where, and the same in words.

    Raises:
        BadValue: If too few forecasts are resolved, or the file cannot be written.
    """
    made = draw_calibration(found, width)
    save(made.svg, out)
    return {"figure": str(out), "description": made.description}


def draw_calibration(found: Mapping[str, Any], width: int | None = None) -> CalibrationChart:
    """Return that chart.

    Raises:
        BadValue: If too few forecasts are resolved.
    """
    from linewatch.figures import calibration as figure  # noqa: PLC0415 - only here

    if why := found["calibration"]["refused"]:
        raise BadValue(f"There is no calibration to draw: {why['why']}.", f"It takes {why['needed']}.")
    bins = [
        figure.Drawn(**{name: row[name] for name in figure.Drawn._fields})
        for row in found["calibration"]["bins"]
    ]
    words = figure.CalibrationWords(**lexicon("forecasts.en")["figure"])
    return figure.calibration_chart(bins, found["things"], words, width or figure.WIDE_PX)


def _parted(case: CaseFile) -> Parted:
    from linewatch.desk.weighing.forecast_scores import parted  # noqa: PLC0415 - only here is numpy needed

    hypotheses = {row.id: row for row in said.rows(case.con, Hypothesis)}
    return parted(said.rows(case.con, Forecast), hypotheses, set(_single(case)))


def _single(case: CaseFile) -> dict[str, set[str]]:
    """Return the hypotheses of each question of which exactly one is true."""
    single = {row.id: set[str]() for row in said.rows(case.con, Question) if row.kind == _ONE}
    for row in said.rows(case.con, Hypothesis):
        if row.question in single:
            single[row.question].add(row.id)
    return single


def _changed(case: CaseFile) -> dict[str, list[str]]:
    """Return the outcomes that forecasts had before and have no longer, oldest first."""
    found: dict[str, list[str]] = {}
    for entry in said.history(case.con):
        before, after = entry["before"], entry["after"]
        if entry["table"] == _TABLE and before and after:
            was, now = before["row"]["outcome"], after["row"]["outcome"]
            if was and was != now:
                found.setdefault(entry["identity"]["id"], []).append(was)
    return found
