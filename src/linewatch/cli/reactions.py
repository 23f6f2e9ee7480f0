"""Verbs on what the centre and the others do: the boundary, personnel, words against deeds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from linewatch.cli import entering
from linewatch.cli.output import Columns, cites, show_json, show_rows
from linewatch.cli.shell import Session, json_option, tell

_PURPOSE = "Measure"
_LISTING = next(verb for _, verb in entering.VERBS if verb.name == "deeds")


@click.command("boundary")
@click.option(
    "--shares", is_flag=True, help="With --json: what rebuked statements share, instead of the cases."
)
@json_option
@click.pass_obj
def boundary(session: Session, shares: bool, as_json: bool) -> None:
    """Show what the centre rebukes, cuts, reprints or lets stand.

    Every statement of others to which the centre could react, with its reaction on record; none on record is not
    tolerance. Then the shares rebuked, by act, target and issue, with exact intervals of 90 %, and which part of
    what was said in one event drew the rebuke. For example:

    \b
        linewatch --case 1956 boundary
    """
    if as_json:
        show_json(session.case.boundary_shares() if shares else session.case.boundary())
        return
    rows, common = session.case.boundary(), session.case.boundary_shares()
    cases: Columns = [("place", "rank"), ("statement", "statement"), ("act", "act"), ("target", "target"),
                      ("issue", "issue"), ("distance", _distance), ("reaction", _reaction),
                      ("cites", cites)]  # fmt: skip
    none = "Nothing is on record that others said to the centre, of it or of its line."
    show_rows(rows, cases, False, none)
    if not rows:
        return
    if common["model_refused"]:
        click.echo(f"Chance of a rebuke: {common['model_refused']['why']}.\n")
    click.echo("Share rebuked, of those with a reaction on record")
    told: Columns = [("by", "by"), ("", "value"), ("rebuked", lambda row: f"{row['rebuked']} of {row['reactions']}"),
                     ("share, 90 %", _share), ("of all", _of_all)]  # fmt: skip
    show_rows(
        [row for row in common["shares"] if row["reactions"]], told, False, "  No reaction is on record."
    )
    click.echo("Part by part")
    parts = [{**part, "event": row["event"]} for row in common["parts"] for part in row["parts"]]
    parted: Columns = [("event", "event"), ("issue", "issue"), ("target", "target"), ("reaction", _reaction)]
    show_rows(parts, parted, False, "  No event of several parts drew a reaction.")
    for row in common["parts"]:
        if row["grounds"]:
            grounds = ", ".join(str(ground["issue"]) for ground in row["grounds"])
            click.echo(f"Against {row['event']} the centre also spoke on: {grounds}")
    if common["untied"]:
        click.echo(
            f"Reactions tied to no statement on record: {', '.join(r['deed'] for r in common['untied'])}"
        )
    click.echo(f"Left out: {len(common['left_out'])} statements, each with why: --shares --json")


def _distance(row: Mapping[str, Any]) -> str:
    if row["refused"]:
        return ""
    low, high = row["distance_low"], row["distance_high"]
    return f"{low:.0f}" if low == high else f"{low:.0f} to {high:.0f}"


def _reaction(row: Mapping[str, Any]) -> str:
    whole = row["reaction"] in ("rebuked", "censored", "edited", "quoted_in_part") and not row["named"]
    return row["reaction"].replace("_", " ") + (" (as a whole)" if whole else "")


def _share(row: Mapping[str, Any]) -> str:
    return f"{row['share']:.2f} ({row['low']:.2f} to {row['high']:.2f})"


def _of_all(row: Mapping[str, Any]) -> str:
    return f"{row['of_all_low']:.2f} to {row['of_all_high']:.2f} of {row['statements']}"


@click.command("personnel")
@click.option(
    "--figure",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the chart to this file, as SVG.",
)
@json_option
@click.pass_obj
def personnel(session: Session, figure: Path | None, as_json: bool) -> None:
    """Show leaders kept, promoted, replaced and ousted against the plan.

    With resignations, splits, talk of dissolution, and wings. For example:

    \b
        linewatch --case 1956 personnel --figure personnel.svg
    """
    found = session.case.personnel()
    if figure:
        session.case.write_personnel(figure)
        tell([f"Written: {figure}"])
    if as_json:
        show_json(found)
        return
    changes: Columns = [("change", "change"), ("who", "actor"), ("by", "by"), ("on", _on), ("against the plan", "fit"),
                        ("followed by", lambda row: ", ".join(row["followed_by"])), ("cites", cites)]  # fmt: skip
    show_rows(found["changes"], changes, False, "No change of leaders is on record.")
    click.echo("Resignations, splits, talk of dissolution")
    exits: Columns = [("what", "kind"), ("who", "actor"), ("of", "leaves"), ("on", _on), ("cites", cites)]
    show_rows(found["exits"], exits, False, "  None is on record.")
    click.echo("Wings and factions")
    wings: Columns = [("party", "party"), ("wing", "wing"), ("kind", "kind"),
                      ("statements", lambda row: len(row["statements"])),
                      ("deeds", lambda row: len(row["deeds"])), ("cites", cites)]  # fmt: skip
    show_rows(found["wings"], wings, False, "  None is on record.")
    click.echo("How many")
    counts: Columns = [("what", "kind"), ("on record", "count"), ("share", _counted)]
    show_rows(found["counts"], counts, False, "  Nothing to count.")
    if found["left_out"]:
        click.echo(f"Left out: {len(found['left_out'])} rows, each with why: --json")


def _on(row: Mapping[str, Any]) -> str:
    return f"{row['on']} (outside)" if row["outside"] else row["on"] or "date not known"


def _counted(row: Mapping[str, Any]) -> str:
    return row["refused"]["why"] if row["refused"] else f"of {row['of']}: {_share(row)}"


@click.command("deeds")
@click.option(
    "--against-words", is_flag=True, help="What each actor did, beside what it says of independence."
)
@click.option("--actor", help="Only this actor, by its id; with --against-words.")
@click.option(
    "--issue", "issues", multiple=True, metavar="ISSUE",
    help="An issue of independence, with a minus where -2 means it; may be repeated. [default: the case's own]",
)  # fmt: skip
@json_option
@click.pass_context
def deeds(
    ctx: click.Context, against_words: bool, actor: str | None, issues: tuple[str, ...], as_json: bool
) -> None:
    """List deeds: what actors did to one another; or set them against words.

    With --against-words: words are the coded stances on independence, from -2 to +2, with the interval of 90 % of
    what lies behind them; deeds are contacts, calls of the centre obeyed or not, and lines taken after the centre.
    No deed on record is not disobedience. For example:

    \b
        linewatch --case 1956 deeds
        linewatch --case 1956 deeds --against-words --actor cpsu
    """
    if not against_words:
        if actor or issues:
            raise click.UsageError("--actor and --issue go with --against-words.")
        ctx.invoke(_LISTING, as_json=as_json)
        return
    rows = ctx.ensure_object(Session).case.deeds_against_words(actor, issues)
    if as_json:
        show_json(rows)
        return
    within = {one for row in rows for one in row["includes"] if one != row["actor"]}
    told: Columns = [("actor", "actor"), ("says", _says), ("deeds", _did), ("calls obeyed or others held", _held),
                     ("lines taken after the centre", _lags), ("what can be said", "verdict"),
                     ("cites", cites)]  # fmt: skip
    none = "Neither words on independence nor deeds are on record."
    show_rows([row for row in rows if row["actor"] not in within or actor], told, False, none)


def _says(row: Mapping[str, Any]) -> str:
    words = row["words"]
    if words["refused"]:
        return ""
    first, last = words["said"][0], words["said"][-1]
    moved = f"; from {first['independence']:+.0f} to {last['independence']:+.0f}" if words["n"] > 1 else ""
    return f"{words['mean']:+.1f} ({words['low']:+.1f} to {words['high']:+.1f}) on {words['n']}{moved}"


def _did(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{kind.replace('_', ' ')} {number}" for kind, number in row["deeds"].items() if number)


def _held(row: Mapping[str, Any]) -> str:
    if row["refused"]:
        return f"{len(row['open_calls'])} calls without an answer" if row["open_calls"] else ""
    return f"{row['share'] * row['cases']:.0f} of {row['cases']}: {_share(row)}"


def _lags(row: Mapping[str, Any]) -> str:
    told = (f"{one['issue']} {_days(one)}" for one in row["lags"])
    return "; ".join(told)


def _days(one: Mapping[str, Any]) -> str:
    if one["refused"]:
        return "(date not known)"
    high = "more" if one["lag_days_high"] is None else one["lag_days_high"]
    return f"after {one['lag_days_low']} to {high} days"


VERBS = ((_PURPOSE, boundary), (_PURPOSE, personnel), ("Look at the record", deeds))
