"""The verb that sets running text of others against the centre's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from linewatch.cli.output import Columns, show_rows
from linewatch.cli.shell import Session, json_option, tell

_PURPOSE = "Measure"


@click.command("distances")
@click.option(
    "--centre", metavar="A", help="Whose texts the others are set against. [default: the case's centre]"
)
@click.option(
    "--by",
    default="year",
    show_default=True,
    type=click.Choice(["decade", "year", "half", "quarter", "month"]),
    help="What a period is.",
)
@json_option
@click.pass_obj
def distances(session: Session, centre: str | None, by: str, as_json: bool) -> None:
    """Show how far each actor's words stand from the centre's, where nobody coded anything.

    What is compared is what an actor says more or less than others do on the same subjects in the same period.
    0 is where the centre's own words stand, 1 the mean of the farther half of all who speak in the period:
    compare within a period, not across. A word is shown with its uses, against those to be expected, and where
    it stands. Near-copies echo whole runs of the centre's words; places are given with and (in brackets) without
    them. "plain" is the likeness of all words, which tells what is spoken of rather than how.

    For example:

    \b
        linewatch --case un distances --centre RUS --by year
    """
    rows = session.case.distances(centre, by, report=lambda told: tell([told]))
    columns: Columns = [
        ("period", "period"),
        ("place", _place),
        ("actor", "actor"),
        ("distance, 90 %", _distance),
        ("near-copy", lambda row: f"echoes {row['echo_share']:.1%}" if row["near_copy"] else ""),
        ("plain", lambda row: _figure(row["plain"])),
        ("nearer by", lambda row: _said(row["nearer"])),
        ("farther by", lambda row: _said(row["farther"])),
    ]
    ordered = rows if as_json else sorted(rows, key=_order)
    show_rows(ordered, columns, as_json, "No document has both an issuer and a date.")
    if not as_json:
        for period in sorted({row["period"] for row in rows if row["line_break"]}):
            click.echo(f"The centre's line breaks with {period}: before and after are scored apart.")


def _order(row: Mapping[str, Any]) -> tuple[str, bool, int, str]:
    return row["period"] or "", row["rank"] is None, row["rank"] or 0, row["actor"] or ""


def _place(row: Mapping[str, Any]) -> str:
    without = row["rank_without_near_copies"]
    if row["rank"] is None:
        return ""
    return str(row["rank"]) if without in (None, row["rank"]) else f"{row['rank']} ({without})"


def _distance(row: Mapping[str, Any]) -> str:
    if row["refused"]:
        return row["refused"]["why"]
    return f"{_figure(row['distance'])} ({_figure(row['low'])} to {_figure(row['high'])})"


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _said(words: list[Mapping[str, Any]]) -> str:
    return "; ".join(
        f"{one['word']} {one['uses']}/{one['expected']:.0f}{_page(one['cite'])}" for one in words[:2]
    )


def _page(cite: Mapping[str, Any] | None) -> str:
    return f" {cite['document']}:{cite['n']}" if cite else ""


VERBS = ((_PURPOSE, distances),)
