"""The figure of stance over time on one issue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from linewatch.brief.events import timeline_words
from linewatch.desk.common.wording import lexicon, phrases
from linewatch.desk.measuring.positions import find_lines, find_positions
from linewatch.errors import BadValue
from linewatch.figures.stances import Mark, Panel, Point, Stances, StanceWords, stances
from linewatch.figures.timeline import WIDE_PX
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor, Issue, Statement
from linewatch.record import said
from linewatch.record.case_file import CaseFile

_DAYS = 40  # on which a line is read off, about


def write_stances(case: CaseFile, issue: str, out: Path) -> dict[str, Any]:
    """Write the figure of one issue as SVG; return where, and the same in words.

    Raises:
        BadValue: If nobody has a stance on the issue, or the file cannot be written.
    """
    made = draw_stances(case, issue)
    try:
        out.write_text(made.svg, "utf-8")
    except OSError as error:
        raise BadValue(f"Cannot write to {str(out)!r}: {error.strerror}.", "Choose another place.") from error
    return {"figure": str(out), "description": made.description}


def draw_stances(case: CaseFile, issue: str, width: int = WIDE_PX) -> Stances:
    """Return the figure of one issue, the centre first, then those with most statements.

    Raises:
        NoSuchRecord: If there is no such issue.
        BadValue: If nobody has a stance on it, or no statement that takes one has a date.
    """
    rows = [row for row in find_positions(case, issue) if row["issue"] == issue]
    rows = [row for row in rows if not row["refused"] and not row["analyst"]]
    if not rows:
        raise BadValue(
            f"Nobody has a stance on {issue!r}.", "See who has one on what with: linewatch positions"
        )
    if all(row["undated"] == row["statements"] for row in rows):
        raise BadValue(
            f"No statement with a stance on {issue!r} has a date, so that there is no time to draw it over.",
            "See where each actor stands with: linewatch positions --issue " + issue,
        )
    statements = {row.id: row for row in said.rows(case.con, Statement)}
    names = {row.id: row.name for row in said.rows(case.con, Actor)}
    (about,) = [row for row in said.rows(case.con, Issue) if row.id == issue]
    centre = case.fact("centre")
    by: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by.setdefault(row["actor"], []).append(row)
    order = sorted(by, key=lambda actor: (actor != centre, -by[actor][-1]["statements"], actor))
    end = next((row["on"] for row in rows if row["at_end"]), None)
    read = _read_off(case, issue, end) if end else {}
    panels = [
        _panel(names.get(actor, actor), by[actor], read.get(actor, []), statements, end) for actor in order
    ]
    panels = [replace(panel, centre=actor == centre) for panel, actor in zip(panels, order, strict=True)]
    words = lexicon("stances.en")
    wording = StanceWords(
        minus=about.minus or "",
        plus=about.plus or "",
        key=words["key"],
        told=words["told"],
        axis=timeline_words(phrases()),
        undated=words["undated"],
    )
    return stances(panels, wording, words["title"].format(issue=about.name), width)


def _read_off(case: CaseFile, issue: str, end: str) -> dict[str, list[Point]]:
    """Return each line on the issue on some days of the record, by actor."""
    spans = [_span(row.said_on, end) for row in said.rows(case.con, Statement) if row.said_on]
    first = min(day for span in spans for day in span if day is not None)
    last = date.fromisoformat(end).toordinal()
    step = max(1, -(-(last - first) // _DAYS))
    days = [date.fromordinal(day) for day in range(last, first - 1, -step)][::-1]
    lines: dict[str, list[Point]] = {}
    for row in find_lines(case, days):
        if row["issue"] == issue and not row["refused"]:
            day = date.fromisoformat(row["on"]).toordinal()
            point = Point(day=day, stance=row["stance"], low=row["low"], high=row["high"])
            lines.setdefault(row["actor"], []).append(point)
    return lines


def _panel(
    label: str,
    rows: list[dict[str, Any]],
    line: list[Point],
    statements: dict[str, Statement],
    end: str | None,
) -> Panel:
    """Return an actor's panel: its line from the first statement on; of one that has no date, its end alone."""
    marks = _marks(rows, statements, end)
    begun = min((mark.first for mark in marks), default=None)
    points = [point for point in line if begun is not None and point.day >= begun] or line[-1:]
    undated = rows[-1]["statements"] - len(marks)
    return Panel(label=label, points=tuple(points), marks=marks, undated=undated)


def _marks(rows: list[dict[str, Any]], statements: dict[str, Statement], end: str | None) -> tuple[Mark, ...]:
    """Return the statements that have a date bounded on both sides, or at the end of the record."""
    marks: list[Mark] = []
    for ident in dict.fromkeys(ident for row in rows for ident in row["by"]):
        row = statements[ident]
        if row.said_on is None or row.stance is None:
            continue
        first, last = _span(row.said_on, end)
        if last is not None:
            marks.append(Mark(first=first if first is not None else last, last=last, code=row.stance))
    return tuple(marks)


def _span(edtf: str, end: str | None) -> tuple[int | None, int | None]:
    stated = PartialDate.parse(edtf)
    last = stated.latest or (date.fromisoformat(end) if end else None)
    return (
        stated.earliest.toordinal() if stated.earliest else None,
        last.toordinal() if last else None,
    )
