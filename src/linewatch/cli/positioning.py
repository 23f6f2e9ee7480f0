"""The verb that says how far each actor stands from the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from linewatch.cli.output import Columns, cites, show_fields, show_json, show_rows
from linewatch.cli.shell import Session, json_option, tell

_PURPOSE = "Measure"
_END = 2.0  # of the scale, either way


@click.command("positions")
@click.option("--issue", metavar="I", help="Only this issue and those below it.")
@click.option("--actor", metavar="A", help="Only this actor.")
@click.option(
    "--on", metavar="DATE", help="On this day. [default: at each date with a statement, and at the end]"
)
@click.option("--branches", is_flag=True, help="Where an actor's stances on two branches of an issue differ.")
@click.option("--basis", is_flag=True, help="What it rests on: settings, estimates, statements left out.")
@click.option("--figure", metavar="FILE", help="Write stance over time on --issue as SVG to this file.")
@json_option
@click.pass_obj
def positions(  # noqa: PLR0917 - as many as it has options
    session: Session,
    issue: str | None,
    actor: str | None,
    on: str | None,
    branches: bool,
    basis: bool,
    figure: str | None,
    as_json: bool,
) -> None:
    """Show each actor's stance, and its distance from the centre's line.

    From coded statements alone: where there is none, there is no stance, and the row says so. Intervals are of 90 %.
    The last codes are open: what lies beyond them is shown as >= +2 or <= -2, in JSON as it is. A jump is said to
    be a break, or the line to go on across a stated event, or that neither can be told. For example:

    \b
        linewatch --case 1956 positions --issue stalin_man
        linewatch --case 1956 positions --actor cpsu --branches
        linewatch --case 1956 positions --issue system --figure system.svg
        linewatch --case 1956 positions --basis
    """
    if figure is not None:
        if issue is None:
            raise click.UsageError("--figure needs --issue: it shows one issue.")
        show_fields(session.case.draw_positions(issue, figure), as_json)
        return
    if basis:
        _show_basis(session.case.positions_basis(), as_json)
        return
    if branches:
        show_rows(
            session.case.branches(actor),
            _BRANCHES,
            as_json,
            "No actor has stances on two branches of one issue.",
        )
        return
    rows = session.case.positions(issue, actor, on)
    show_rows(rows, _POSITIONS, as_json, "No statement has an issue. Enter one with: linewatch state")
    if not as_json and rows:
        _tell_rest(rows, len(session.case.positions_left_out()))


def _tell_rest(rows: Sequence[Mapping[str, Any]], left_out: int) -> None:
    """Write what the table does not show."""
    if why := next((row["jump_refused"]["why"] for row in rows if row["jump_refused"]), None):
        tell([f"Jumps were {why}."])
    told = f"{left_out} statement{'' if left_out == 1 else 's'} of the case could not be used"
    tell([f"{told}; which, why, and what else this rests on: linewatch positions --basis"])


def _show_basis(found: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        show_json(found)
        return
    lists = ("estimated", "left_out")
    show_fields(
        {name.replace("_", " "): value for name, value in found.items() if name not in lists}, as_json
    )
    click.echo()
    show_rows(found["estimated"], _ESTIMATED, as_json, "Nothing was estimated.")
    click.echo()
    show_rows(found["left_out"], _LEFT_OUT, as_json, "No statement was left out.")


def _stance(row: Mapping[str, Any]) -> str:
    return row["refused"]["why"] if row["refused"] else _steps(row["stance"], _END)


def _steps(number: float, end: float) -> str:
    """Return steps of the scale; what lies beyond its open end as such."""
    if abs(number) > end:
        return f"{'>= +' if number > 0 else '<= -'}{end:.0f}"
    return f"{number:+.1f}"


def _distance(row: Mapping[str, Any]) -> str:
    if row["distance_low"] == row["distance_high"] == 0:
        return "the line"
    if row["analyst"]:
        return "looks on"
    if row["distance_refused"]:
        return row["distance_refused"]["why"]
    return "" if row["distance"] is None else _steps(row["distance"], 2 * _END)


def _difference(row: Mapping[str, Any]) -> str:
    return row["refused"]["why"] if row["refused"] else _steps(row["difference"], 2 * _END)


def _span(low: str, high: str, end: float) -> Any:
    def told(row: Mapping[str, Any]) -> str:
        # The centre's distance to itself is no estimate and has no interval.
        if row[low] is None or row[low] == row[high]:
            return ""
        return f"{_steps(row[low], end)} to {_steps(row[high], end)}"

    return told


def _jump(row: Mapping[str, Any]) -> str:
    jump = row["jump"]
    if jump is None:
        return ""
    size = (
        f" by {_steps(jump['size'], 2 * _END)} ({_steps(jump['low'], 2 * _END)} to {_steps(jump['high'], 2 * _END)})"
        if jump["verdict"] == "break"
        else ""
    )
    return f"{jump['verdict']}{size} since {jump['since']}"


_POSITIONS: Columns = [
    ("actor", "actor"),
    ("issue", "issue"),
    ("on", "on"),
    ("stance", _stance),
    ("90 %", _span("low", "high", _END)),
    ("distance", _distance),
    ("90 %", _span("distance_low", "distance_high", 2 * _END)),
    ("jump", _jump),
    ("statements", "statements"),
    ("cites", cites),
]
_BRANCHES: Columns = [
    ("actor", "actor"),
    ("issue", "issue"),
    ("less", "other"),
    ("difference", _difference),
    ("90 %", _span("low", "high", 2 * _END)),
    ("apart", "apart"),
    ("cites", cites),
]
_ESTIMATED: Columns = [
    ("estimated from the case", lambda row: _STRENGTHS[row["strength"]]),
    ("middle", lambda row: f"{row['mid']:.2f}"),
    ("90 %", lambda row: f"{row['low']:.2f} to {row['high']:.2f}"),
]
_LEFT_OUT: Columns = [
    ("left out", "statement"),
    ("actor", "actor"),
    ("issue", "issue"),
    ("why", "why"),
    ("cites", cites),
]
_STRENGTHS = {
    "noise": "steps by which statements stray from their line",
    "spread": "steps by which lines differ in level",
    "walk": "steps that a line walks over the whole record",
    "event": "steps that a stated event moves a line",
    "doubt": "factor on the variance of a statement for each step down in certainty",
    "near": "likeness of levels for each step in a tree of issues",
    "across": "likeness of levels from the top of one tree of issues to all others",
    "kin": "likeness of levels between an actor and the one it belongs to",
    "gross": "share of codes that say nothing",
}
VERBS = ((_PURPOSE, positions),)
