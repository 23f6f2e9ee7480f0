"""The figures of positions: stance over time on one issue, and all distances from the line by date."""

from __future__ import annotations

from datetime import date, timedelta

from linewatch.brief.case_view import CaseView
from linewatch.brief.dates import date_text_words
from linewatch.brief.events import timeline_words
from linewatch.brief.measured import Standing
from linewatch.brief.outline import FigureBlock
from linewatch.brief.phrases import Phrases
from linewatch.brief.ranges import apart, one_a_document, ranged
from linewatch.figures.stances import Mark, Panel, Point, StanceWords, stances
from linewatch.figures.standings import Placed, standings
from linewatch.figures.timeline import NARROW_PX, WIDE_PX
from linewatch.kinds.dates import PartialDate

_LINES = ("key_bar", "key_dot")


def distances_figure(compared: list[Standing], case: CaseView, words: Phrases) -> FigureBlock:
    """Return the map of actors by distance and date, the earliest first."""
    rows = sorted(compared, key=lambda row: _dated(row, case))
    placed: list[Placed] = []
    for row in rows:
        assert row.distance is not None
        label = words.format("positions.pair", who=case.short(row.actor), issue=case.name(row.issue))
        when = date_text_words(_last_date(row, case), words)
        placed.append(Placed(label=label, when=when[:1].upper() + when[1:], distance=row.distance.mid,
                             low=row.distance.low, high=row.distance.high))  # fmt: skip
    title = words.get("positions.map")
    key = [words.get(f"positions.{line}") for line in _LINES]
    centre = case.short(case.centre or "")
    told = (
        words.format("positions.map_row", label=one.label, when=one.when, distance=apart(row.distance, words))
        for one, row in zip(placed, rows, strict=True)
        if row.distance
    )
    return FigureBlock(
        svg=standings(placed, key, centre, title, WIDE_PX),
        narrow_svg=standings(placed, key, centre, title, NARROW_PX),
        title=title,
        description=" ".join(map(words.ended, told)),
        citations=one_a_document((("statements", ident) for row in rows for ident in row.by), case),
    )


def stances_figure(issue: str, case: CaseView, words: Phrases, *, key: bool = True) -> FigureBlock:
    """Return stance over time on one issue: the centre first, then those with most statements.

    The key stands on the first of such figures alone.
    """
    ends = [
        row for row in case.standings
        if row.issue == issue and row.at_end and row.stance is not None and not row.analyst
    ]  # fmt: skip
    ends.sort(key=lambda row: (row.actor != case.centre, -row.statements, row.actor))
    panels = [_panel(row, case) for row in ends]
    about = next(row for row in case.issues if row.id == issue)
    wording = StanceWords(
        minus=about.minus or "",
        plus=about.plus or "",
        key=words.get("positions.key") if key else "",
        told=words.get("positions.panel"),
        undated=words.get("positions.undated"),
        axis=timeline_words(words),
    )
    title = words.format("positions.figure", issue=about.name)
    told = (
        words.format(
            "positions.figure_row",
            who=case.name(row.actor),
            stance=ranged(row.stance, words),
            statements=words.count("positions.statements", row.statements),
        )
        for row in ends
        if row.stance
    )
    return FigureBlock(
        svg=stances(panels, wording, title, WIDE_PX).svg,
        narrow_svg=stances(panels, wording, title, NARROW_PX).svg,
        title=title,
        description=" ".join(map(words.ended, told)),
        citations=one_a_document((("statements", ident) for row in ends for ident in row.by), case),
    )


def _panel(row: Standing, case: CaseView) -> Panel:
    """Return an actor's panel: its line from its first statement on; of one without a date, its end alone."""
    end = PartialDate.parse(row.on).latest if row.on else None
    marks = _marks(row, case, end)
    points = {one.on: one.stance for one in case.lines if (one.actor, one.issue) == (row.actor, row.issue)}
    for one in case.standings:
        if (one.actor, one.issue) == (row.actor, row.issue) and one.on and one.stance:
            day = PartialDate.parse(one.on)
            # Of a date that is open at its beginning the last day is where its mark stands.
            if day.latest and day.earliest in (None, day.latest):
                points[day.latest] = one.stance
    begun = min((mark.first for mark in marks), default=None)
    kept = [day for day in sorted(points) if begun is not None and day.toordinal() >= begun]
    shown = kept or sorted(points)[-1:]
    return Panel(
        label=case.name(row.actor),
        points=tuple(
            Point(day=day.toordinal(), stance=points[day].mid, low=points[day].low, high=points[day].high)
            for day in shown
        ),
        marks=marks,
        centre=row.actor == case.centre,
    )


def _marks(row: Standing, case: CaseView, end: date | None) -> tuple[Mark, ...]:
    """Return the statements that have a date bounded on one side at least."""
    marks: list[Mark] = []
    for said in case.statements:
        if said.id not in row.by or said.said_on is None or said.stance is None:
            continue
        stated = PartialDate.parse(said.said_on)
        last = stated.latest or end
        if last is not None:
            first = stated.earliest or last
            marks.append(Mark(first=first.toordinal(), last=last.toordinal(), code=said.stance))
    return tuple(marks)


def _last_date(row: Standing, case: CaseView) -> str | None:
    """Return the date of the latest statement behind an estimate; None where none has one."""
    own = [
        one.on for one in case.standings
        if (one.actor, one.issue) == (row.actor, row.issue) and one.on and not one.at_end
    ]  # fmt: skip
    return own[-1] if own else None


def _dated(row: Standing, case: CaseView) -> tuple[bool, date, date, str]:
    edtf = _last_date(row, case)
    if edtf is None:
        return True, date.max, date.max, row.actor
    stated = PartialDate.parse(edtf)
    return False, *stated.sort_key[:2], row.actor


def days_of(first: date, last: date, count: int) -> list[date]:
    """Return about so many days evenly over a span, its end among them."""
    step = max(1, -(-(last - first).days // count))
    return [last - timedelta(days) for days in range(0, (last - first).days + 1, step)][::-1]
