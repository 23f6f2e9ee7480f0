"""Verbs that compute something from the record; each result leads to its pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from linewatch.cli.output import Columns, cites, show_json, show_rows
from linewatch.cli.shell import Session, json_option

_PURPOSE = "Measure"


@click.command("tempo")
@click.argument("event", required=False)
@json_option
@click.pass_obj
def tempo(session: Session, event: str | None, as_json: bool) -> None:
    """Show plan against what happened, and who answered an event.

    EVENT is an event's id; without one, the event with most answers on record. Days are the fewest and the most
    that the dates allow. For example:

    \b
        linewatch --case 1956 tempo secret_speech
    """
    found = session.case.tempo(event)
    if as_json:
        show_json(found)
        return
    when = found["event"]["date"] or found["event"]["outside_date"] or "date not known"
    click.echo(f"{found['event']['name']} ({when})\n")
    reached: Columns = [("audience", "audience"), ("channel", "channel"), ("on", "on"), ("days after", _days),
                        ("cites", cites)]  # fmt: skip
    click.echo("Planned")
    show_rows(found["planned"], reached, False, "  No plan is on record.")
    click.echo("What took place")
    show_rows(found["actual"], reached, False, "  Nobody is on record as having had it.")
    click.echo("Ahead of the plan")
    ahead: Columns = [
        ("audience", "audience"),
        ("days", lambda row: _range(row["low"], row["high"], row["refused"])),
    ]
    show_rows(found["ahead_days"], ahead, False, "  There is no plan to compare with.")
    click.echo("Answers, in the order that the dates allow")
    answers: Columns = [("place", lambda row: _range(row["rank_low"], row["rank_high"], None)), ("actor", "actor"),
                        ("on", "on"), ("days after", _days), ("cites", cites)]  # fmt: skip
    show_rows(found["answers"], answers, False, "  No answer is on record.")
    if found["answers"]:
        click.echo(f"No answer on record, which is not agreement: {', '.join(found['silent']) or 'none'}")


def _days(row: Mapping[str, Any]) -> str:
    about = "about " if row["about"] else ""
    return about + _range(row["lag_days_low"], row["lag_days_high"], row["refused"])


def _range(low: int | None, high: int | None, refused: Mapping[str, str] | None) -> str:
    if refused:
        return refused["why"]
    if low == high:
        return str(low)
    if high is None:
        return f"{low} or more"
    return f"{high} or fewer" if low is None else f"{low} to {high}"


@click.command("agreement")
@json_option
@click.pass_obj
def agreement(session: Session, as_json: bool) -> None:
    """Compare coders: Krippendorff's alpha per issue.

    Each issue is taken with all below it. The stance compares the statements in which coders found one; whether they
    found one at all stands beside it. The interval is of 90 % and allows for slips too rare to have been seen. The
    agreed reading is nobody's and does not count. Alpha of .800 is Krippendorff's rule of thumb for what one may build
    on, .667 for what one may consider.

    For example:

    \b
        linewatch --case 1956 agreement
    """
    columns: Columns = [
        ("issue", lambda row: row["issue"] or "all"),
        ("what", "what"),
        ("alpha", lambda row: _figure(row["alpha"]) if row["alpha"] is not None else row["refused"]["why"]),
        (
            "90 %",
            lambda row: f"{_figure(row['low'])} to {_figure(row['high'])}" if row["low"] is not None else "",
        ),
        ("statements", "units"),
        ("stance or none", lambda row: _taken(row.get("taken"))),
    ]
    none = "No statement was coded twice. Another coder's readings go into codings.csv; then: linewatch import DIR"
    rows = [row for row in session.case.agreement() if row["units"] or as_json]
    show_rows(rows, columns, as_json, none)


def _taken(found: Mapping[str, Any] | None) -> str:
    """Return how far coders agree on whether a stance is taken, where that could be told."""
    if found is None or found["alpha"] is None:
        return ""
    return (
        f"{_figure(found['alpha'])} ({_figure(found['low'])} to {_figure(found['high'])}, {found['units']})"
    )


def _figure(value: float) -> str:
    return f"{value:.2f}"


@click.command("releases")
@click.argument("doc", required=False)
@json_option
@click.pass_obj
def releases(session: Session, doc: str | None, as_json: bool) -> None:
    """Show which files are one paper, and what one release tells that others hide.

    Without DOC, the papers that are held in several releases or readings, and those that contain another. With
    DOC, the paper it belongs to, and each stretch of words for which another release has a blank, a code or nothing.
    Likeness is the share of words that stand in the fullest one too. For example:

    \b
        linewatch --case 1956 releases
        linewatch --case 1956 releases memorandum
    """
    found = session.case.releases(doc)
    papers: Columns = [
        ("paper", "paper"),
        ("documents and likeness", _members),
        ("contains", lambda row: ", ".join(row["contains"])),
    ]
    none = "No two held documents are one paper, and none contains another."
    show_rows(found, papers, as_json, none)
    if doc is None or as_json:
        return
    (paper,) = found
    if paper["contained_in"]:
        click.echo(f"Contained in: {', '.join(paper['contained_in'])}\n")
    told: Columns = [
        ("told by", lambda row: f"{row['document']}:{row['n']}"),
        ("page", "page"),
        ("words", "text"),
        ("hidden in", lambda row: "; ".join(map(_gap, row["at"]))),
    ]
    show_rows(paper["tells"], told, False, "No release tells what another hides.")


def _members(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{document} {row['likeness'][document]:.2f}" for document in row["documents"])


def _gap(gap: Mapping[str, Any]) -> str:
    return f"{gap['document']}:{gap['n']}" + (f" ({gap['mark']})" if gap["mark"] else "")


VERBS = ((_PURPOSE, tempo), (_PURPOSE, agreement), (_PURPOSE, releases))
