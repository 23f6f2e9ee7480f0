"""Verbs that show what a movement is thought to do: its causal map, and the model's own description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from linewatch.cli.output import Columns, cites, show_json, show_rows
from linewatch.cli.shell import Session, json_option, tell

_PURPOSE = "Run the movement"


@click.command("map")
@click.option("--loops", "loops_only", is_flag=True, help="Show the loops alone, with each of their arrows.")
@click.option(
    "--way", nargs=2, metavar="FROM TO", help="Show every way from one node to another, with its sign."
)
@click.option("--most", type=int, help="Stop looking for loops at so many. [default: 1000]")
@click.option("--figure", metavar="FILE", help="Draw the map as SVG, one figure for each document cited.")
@click.option("--html", "page", metavar="FILE", help="Write the map as a page.")
@json_option
@click.pass_obj
def map_(session: Session, loops_only: bool, as_json: bool, **asked: Any) -> None:
    """Show the causal map: what the documents say brings on or checks what, its loops, and who carries each arrow.

    A plus brings more of the other, a minus less. A loop reinforces itself if its minuses are even in number, else it
    balances itself. Arrows that no mechanism of the movement carries are listed, and mechanisms that no arrow warrants.

    For example:

    \b
        linewatch --case 1956 map --loops
        linewatch --case 1956 map --way call_off debate
        linewatch --case 1956 map --html map.html
    """
    way, most = asked["way"], asked["most"]
    found = session.case.map(way, **({} if most is None else {"most_loops": most}))
    for out in filter(None, (asked["figure"], asked["page"])):
        found.setdefault("written", []).extend(session.case.write_map(found, out)["files"])
    if as_json:
        show_json(found)
        return
    if way is not None:
        _tell_ways(found)
    elif loops_only:
        _tell_loops(found)
    else:
        _tell_map(found)
    tell([f"Written: {out}" for out in found.get("written", ())])


def _names(found: Mapping[str, Any]) -> dict[str, str]:
    return {node["id"]: node["name"] for node in found["nodes"]}


def _tell_map(found: Mapping[str, Any]) -> None:
    columns: Columns = [
        ("node", "id"),
        ("what it is", "name"),
        ("kind", "kind"),
        ("loops", "loops"),
        ("reaches", "reaches"),
        ("place", cites),
    ]
    click.echo("Nodes, those in most loops first")
    show_rows(found["nodes"], columns, False, "No nodes.")
    arrows: Columns = [
        ("from", "from"),
        ("", "sign"),
        ("to", "to"),
        ("certainty", "certainty"),
        ("carried by", lambda row: " ".join(row["mechanisms"]) or "none"),
        ("place", cites),
    ]
    click.echo("Arrows")
    show_rows(found["arrows"], arrows, False, "No arrows.")
    _tell_loops(found, short=True)
    without = [f"{row['from']} {row['sign']}> {row['to']}" for row in found["arrows_without_mechanism"]]
    click.echo(
        f"No mechanism carries {len(without)} of {len(found['arrows'])} arrows: {', '.join(without) or 'none'}."
    )
    idle = ", ".join(found["mechanisms_without_arrow"])
    click.echo(f"No arrow warrants these mechanisms: {idle or 'none'}.")


def _tell_loops(found: Mapping[str, Any], short: bool = False) -> None:
    names = _names(found)

    def steps(row: Mapping[str, Any]) -> str:
        called = row["nodes"] if short else [names[node] for node in row["nodes"]]
        return (
            " ".join(f"{node} {sign}>" for node, sign in zip(called, row["signs"], strict=True))
            + f" {called[0]}"
        )

    columns: Columns = [
        ("loop", lambda row: row["name"] or "without a name"),
        ("kind", "kind"),
        ("steps", steps),
        ("carried by", lambda row: " ".join(row["mechanisms"]) or "none"),
        ("not carried", lambda row: row["without_mechanism"] or None),
    ]
    click.echo("Loops, the shortest first")
    show_rows(found["loops"], columns, False, "No arrow leads back to where it began.")
    if not found["settings"]["all_loops"]:
        click.echo(
            f"There are more: the search stopped at {found['settings']['most_loops']}. Raise it with --most."
        )


def _tell_ways(found: Mapping[str, Any]) -> None:
    ways = found["ways"]
    told = {
        "+": "All raise it.",
        "-": "All lower it.",
        "mixed": "Some raise it and some lower it.",
        "none": "",
    }
    columns: Columns = [("sign", "sign"), ("way", lambda row: " > ".join(row["nodes"]))]
    show_rows(ways["ways"], columns, False, f"No way leads from {ways['from']} to {ways['to']}.")
    click.echo(told[ways["sign"]])
    if not ways["all"]:
        click.echo(f"There are more: the search stopped at {ways['most']}.")


@click.command("odd")
@click.option("--out", metavar="FILE", help="Write it to FILE.md or FILE.html.")
@json_option
@click.pass_obj
def odd(session: Session, out: str | None, as_json: bool) -> None:
    """Describe the model by the ODD protocol, made from the model itself: rules, numbers, warrants and data.

    Overview, design concepts, details (Grimm and others, 2020). Each mechanism stands with the blocks that warrant it
    or with the word assumed and its source, with its formula as it is run, and with its numbers. For example:

    \b
        linewatch --case 1956 odd
        linewatch --case 1956 odd --out model.html
    """
    found = session.case.odd()
    if out:
        found["written"] = session.case.write_odd(found, out)["files"]
    if as_json:
        show_json(found)
    elif out:
        tell([f"Written: {file}" for file in found["written"]])
    else:
        click.echo(session.case.tell_odd(found), nl=False)


VERBS: Sequence[tuple[str, click.Command]] = ((_PURPOSE, map_), (_PURPOSE, odd))
