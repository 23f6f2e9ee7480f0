"""The verb that tells who or what is invoked as authority."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from linewatch.cli.output import Columns, cites, show_json, show_rows
from linewatch.cli.shell import Session, json_option, tell

_PURPOSE = "Follow words"
_SHOWN, _FEW = 20, 3  # symbols that a table shows; names and hands of each


@click.command("symbols")
@click.argument("documents", metavar="[DOC]…", nargs=-1)
@click.option("--actor", metavar="A", help="Only texts that A issued or speaks in.")
@click.option("--since", metavar="DATE", help="Only documents that can be as late.")
@click.option("--until", metavar="DATE", help="Only documents that can be as early.")
@click.option(
    "--by",
    default="year",
    show_default=True,
    type=click.Choice(["decade", "year", "half", "quarter", "month"]),
    help="What a period is.",
)
@click.option("--for", "look_for", multiple=True, metavar="NAME",
              help="A name, text or doctrine to be looked for besides; again for more.")  # fmt: skip
@click.option("--language", metavar="L", help="Of documents that do not tell theirs.")
@click.option("--words", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Words of invocation of your own.")  # fmt: skip
@click.option("--figure", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Draw rates by period as an SVG file.")  # fmt: skip
@json_option
@click.pass_obj
def symbols(session: Session, as_json: bool, figure: Path | None, **asked: Any) -> None:
    """Show who or what is invoked as authority: under which names, how often, by whom; its fall and its substitute.

    Symbols are the case's actors, what is given with --for, and names with capitals found in words of invocation ("as
    N taught", "loyal to N"); a country or an office found there in fewer than 2 of its 100 uses is spoken of, and
    left out. The end of a longer name ("the Charter") is one symbol with it where the same hands use both. Named is
    every use of the name; invoked are those in such words. A rate is per 10,000 words of the texts held; a period
    without a text has none. A fall is told where texts shuffled among those of one hand, and counts given words, both
    say that it is not chance; a substitute, where another symbol then rises in the same slots with the same hands.
    Why not is told in --json.

    For example:

    \b
        linewatch --case 1956 symbols --by month
        linewatch --case un symbols --actor RUS --for Lenin --figure rates.svg
    """
    found = session.case.symbols(report=lambda line: tell([line]), **asked)
    if figure:
        drawn = session.case.draw_symbols(found, figure, asked["look_for"])
        click.echo(f"Drawn: {drawn['figure']}. {drawn['description']}", err=True)
    if as_json:
        show_json(found["rows"])
    else:
        _show(found)
    for row in found["left_out"][:_SHOWN]:
        click.echo(f"Left out: {row['document']}, {row['why']}.", err=True)
    if (more := len(found["left_out"]) - _SHOWN) > 0:
        click.echo(f"… and {more} more.", err=True)


def _show(found: Mapping[str, Any]) -> None:
    columns: Columns = [
        ("symbol", "name"),
        ("invoked", "invoked"),
        ("named", "named"),
        ("criticised", lambda row: row["criticised"] or ""),
        ("as", _names),
        ("by", _hands),
        ("first", lambda row: row["first"]["on"]),
        ("last", lambda row: row["last"]["on"]),
        ("per 10,000 words", _rates),
        ("cites", cites),
    ]
    rows = [row for row in found["rows"] if row["invoked"] or row["sort"] == "asked"]
    show_rows(rows[:_SHOWN], columns, False, "Nobody and nothing is invoked in these texts.")
    if len(rows) > _SHOWN:
        click.echo(f"… and {len(rows) - _SHOWN} more: --json shows all.")
    for row in rows[:_SHOWN]:
        _say(row)
    tested = [row for row in rows if row["fall"]["refused"] is None]
    if rows and not tested:
        first = rows[0]
        click.echo(f"No fall is told; of {first['name']}, because {first['fall']['refused']['why']}.")


def _say(row: Mapping[str, Any]) -> None:
    fall = row["fall"]
    if fall["refused"] is None:
        click.echo(f"{row['name']} falls after {fall['after']}: {_counts(fall)}.")
        for one in row["substitutes"]:
            click.echo(f"  In its slots, with the same hands, {one['what']} rises: {_counts(one)}.")
        if row["no_substitute"]:
            click.echo(f"  No substitute is told: {row['no_substitute']['why']}.")
    for one in row["titles"]:
        click.echo(f"{row['name']}: the title {one['what']!r} changes after {one['after']}: {_counts(one)}.")
    for one in row["orders"]:
        if one["change"]["refused"] is None:
            when = one["change"]["after"]
            click.echo(
                f"{row['name']} stands less before {one['other']} after {when}: {_counts(one['change'])}."
            )


def _counts(one: Mapping[str, Any]) -> str:
    return (
        f"{one['before_count']} of {one['before_of']:,} before, {one['after_count']} of {one['after_of']:,} later, "
        f"p {one['p_adjusted']:.2g} among {one['tested']}"
    )


def _names(row: Mapping[str, Any]) -> str:
    return "; ".join(
        f"{one['title'] + ' ' if one['title'] else ''}{one['name']} {one['named']}"
        for one in row["variants"][:_FEW]
    )


def _hands(row: Mapping[str, Any]) -> str:
    told = [one for one in row["by"] if one["invoked"]]
    more = f"; {len(told) - _FEW} more" if len(told) > _FEW else ""
    return "; ".join(f"{one['by'] or 'not known'} {one['invoked']}" for one in told[:_FEW]) + more


def _rates(row: Mapping[str, Any]) -> str:
    told = [one for one in row["periods"] if one["rate"] is not None]
    if not told:
        return "no dated text"
    if len(told) == 1:
        one = told[0]
        return f"{one['rate']:.2g} ({one['low']:.2g} to {one['high']:.2g}) in {one['period']}"
    top = max(told, key=lambda one: (one["rate"], one["period"]))
    return f"most in {top['period']}: {top['rate']:.2g} ({top['low']:.2g} to {top['high']:.2g})"


VERBS = ((_PURPOSE, symbols),)
