"""Who moves with whom, and who came first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from linewatch.cli.output import Columns, cites, show_json, show_rows
from linewatch.cli.shell import Session, json_option, tell

_PURPOSE = "Measure"
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("networks")
@click.option("--kind", type=click.Choice(["congruence", "conflict", "subtract"]), default="subtract",
              show_default=True, help="Ties of agreement, of conflict, or the one less the other.")  # fmt: skip
@click.option("--normalise", type=click.Choice(["none", "average", "jaccard", "cosine"]), default="none",
              show_default=True, help="By what ties are divided, so that speaking much makes no ally.")  # fmt: skip
@click.option("--once-per", type=click.Choice(["document", "week", "month", "year", "all"]),
              help="Count a repeated stance once in each.")  # fmt: skip
@click.option("--issue", help="Only this issue, with all below it.")
@click.option(
    "--body", metavar="KIND", help="Count actors with the party (or other KIND) that they belong to."
)
@click.option("--inside", metavar="A", help="Only actors whose parent is A.")
@click.option("--since", metavar="DATE", help="What was surely said then or later, as EDTF.")
@click.option("--until", metavar="DATE", help="What was surely said then or earlier.")
@click.option("--window", type=click.Choice(["week", "month", "quarter", "year"]),
              help="The network of each one besides.")  # fmt: skip
@click.option("--graphml", type=_FILE, metavar="FILE", help="Write the network as GraphML.")
@click.option("--gexf", type=_FILE, metavar="FILE", help="Write it as GEXF.")
@click.option("--csv", "table", type=_FILE, metavar="FILE", help="Write its ties as CSV.")
@click.option("--svg", type=_FILE, metavar="FILE", help="Draw it.")
@json_option
@click.pass_obj
def networks(
    session: Session,
    *,
    graphml: Path | None,
    gexf: Path | None,
    table: Path | None,
    svg: Path | None,
    as_json: bool,
    **wanted: Any,
) -> None:
    """Show who moves with whom, the wings, and whether there is one centre.

    A tie is the sum, over the issues on which two actors spoke, of how alike or how opposed their stances are.
    Intervals are of 90 %, from drawing the documents anew. For example:

    \b
        linewatch --case 1956 networks --once-per document --inside cpusa
    """
    case = session.case
    found = case.networks(**wanted)
    files = {"graphml": graphml, "gexf": gexf, "csv": table, "svg": svg}
    for form, path in files.items():
        if path is not None:
            case.write_network(found, path, form)
            tell([f"Written: {path}"])
    if as_json:
        show_json(found)
        return
    nodes: Columns = [("actor", "actor"), ("wing", _wing), ("statements", "statements"),
                      ("documents", "documents"), ("first", "first"), ("last", "last")]  # fmt: skip
    show_rows(found["nodes"], nodes, False, f"No network: {(found['refused'] or {}).get('why')}.")
    ties: Columns = [("a", "a"), ("b", "b"), (wanted["kind"], lambda row: _figure(row["value"])), ("90 %", _span),
                     ("on", lambda row: ", ".join(row["issues"])), ("cites", cites)]  # fmt: skip
    show_rows(found["ties"], ties, False, "There are no ties.")
    for line in _camps("Two camps", found["wings"]):
        click.echo(line)
    for row in found["inside"]:
        for line in _camps(f"Inside {row['party']}", row):
            click.echo(line)
    for line in _one_centre(found["centralization"]):
        click.echo(line)
    for row in found["factions"]["nearest"]:
        told = row["faction"] or f"cannot tell: {row['refused']['why']}"
        click.echo(f"Faction of the centre nearest to {row['actor']}: {told}")
    windows: Columns = [("since", "since"), ("until", "until"), ("statements", "statements"),
                        ("congruence", lambda row: _figure(row["congruence"])),
                        ("conflict", lambda row: _figure(row["conflict"])),
                        ("camps", lambda row: _refused(row) or " | ".join(map(", ".join, row["camps"])))]  # fmt: skip
    if found["windows"]:
        show_rows(found["windows"], windows, False, "")
    if found["dropped"]:
        tell([f"{len(found['dropped'])} statements do not count; --json lists each with the reason."])


def _wing(row: Mapping[str, Any]) -> str:
    if row["wing"] is None:
        return "cannot tell"
    if row["share"] is None:
        return f"{row['wing']}, not tested"
    return f"{row['wing']}, in {row['share']:.0%} of draws" + ("" if row["sure"] else ": cannot tell")


def _span(row: Mapping[str, Any]) -> str:
    return _refused(row) or f"{_figure(row['low'])} to {_figure(row['high'])}"


def _refused(row: Mapping[str, Any]) -> str:
    return row["refused"]["why"] if row["refused"] else ""


def _camps(head: str, row: Mapping[str, Any]) -> list[str]:
    if row["refused"]:
        return [f"{head}: none, for {row['refused']['why']}"]
    camps = " | ".join(map(", ".join, row["camps"]))
    how = "all splits looked at" if row["exact"] else "the best split that was found"
    told = [
        f"{head}: {camps}",
        f"  {row['value']:.4f} off the pattern of two camps (0 is that pattern; {how}), {row['one_camp']:.4f} off"
        f" that of one; {row['frustrated']:.0%} of the ties speak against these camps",
    ]
    if row["one_camp"] < row["value"]:
        told.append("  The pattern of one camp fits better: they differ in degree")
    if sorted(other := row["otherwise"]["camps"]) != sorted(row["camps"]):
        named = " | ".join(map(", ".join, other))
        told.append(
            f"  Fewest ties, {row['otherwise']['frustrated']:.0%}, speak against other camps: {named}"
        )
    if row["apart"]:
        told.append(f"  Not to be told, for want of a shared issue: {', '.join(row['apart'])}")
    return told


def _one_centre(row: Mapping[str, Any]) -> list[str]:
    if row["value"] is None:
        return [f"One centre or many: not told, for {row['refused']['why']}"] if row["refused"] else []
    interval = row["interval_refused"]
    span = f"no interval: {interval['why']}" if interval else f"90 %: {row['low']:.2f} to {row['high']:.2f}"
    return [
        f"One centre or many: {row['value']:.2f} ({span}); 1 is a star, and {row['expected']:.2f} is what activity"
        f" alone gives. Strongest ties: {row['most']}. p = {row['p_value']:.3f}, where {row['null']}."
    ]


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


@click.command("leads")
@json_option
@click.pass_obj
def leads(session: Session, as_json: bool) -> None:
    """Show who precedes whom on the same side of the same issue.

    This is an order in time and no proof that one moved the other. Days are the middle of the fewest and of the
    most that the dates allow; p is how often dealing out the dates anew puts one of the two, whichever, as
    clearly first. For example:

    \b
        linewatch --case 1956 leads
    """
    columns: Columns = [
        ("first", "a"),
        ("then", "b"),
        (
            "on",
            lambda row: ", ".join(f"{one['issue']} {'+' if one['side'] > 0 else '-'}" for one in row["on"]),
        ),
        ("told", "count"),
        ("days", _days),
        ("first in", lambda row: "" if row["share"] is None else f"{row['share']:.0%}"),
        ("p", lambda row: "" if row["p_value"] is None else f"{row['p_value']:.2f}"),
        ("cites", cites),
    ]
    found = session.case.leads()
    show_rows(found, columns, as_json, "No two actors are on record on the same side of an issue.")
    if found and not as_json:
        told = len([row for row in found if not row["refused"]])
        tell(
            [
                f"{told} pairs can be told; of so many, {told * 0.05:.1f} or fewer have p of .05 or less by chance."
            ]
        )


def _days(row: Mapping[str, Any]) -> str:
    if row["refused"]:
        return row["refused"]["why"]
    low, high = row["lead_days_low"], row["lead_days_high"]
    if low is None or high is None:
        return (
            "open"
            if low is None and high is None
            else f"{low:g} or more"
            if high is None
            else f"{high:g} or fewer"
        )
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


VERBS = ((_PURPOSE, networks), (_PURPOSE, leads))
