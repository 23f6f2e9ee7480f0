"""The command line's one entry, with all verbs."""

from __future__ import annotations

import click

from linewatch import __version__
from linewatch.cli import (
    adding,
    comparing,
    comparing_texts,
    distances,
    echoes,
    entering,
    estimating,
    forecasting,
    foreknowing,
    formulas,
    mapping,
    measuring,
    networks,
    positioning,
    questioning,
    reactions,
    reading,
    scaling,
    sharing,
    shifting,
    simulating,
    symbols,
    weighing,
)
from linewatch.cli.shell import Session, Verbs


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--case",
    "folder",
    default=".",
    envvar="LINEWATCH_CASE",
    metavar="DIR",
    help="The case to work on; before the verb. [default: LINEWATCH_CASE, or this folder]",
)
@click.option("--debug", is_flag=True, help="Show the whole traceback of an error.")
@click.version_option(__version__, prog_name="linewatch")
@click.pass_context
def cli(ctx: click.Context, folder: str, debug: bool) -> None:
    """Follow a centrally led movement through its own words.

    Linewatch reads a movement's documents, records who said what when, and writes a brief in which every line
    leads to a page. Try it on the shipped case:

    \b
        linewatch demo
    """
    ctx.obj = Session(folder, debug)


ROOMS = (
    sharing.BEGIN,
    adding.VERBS,
    reading.VERBS,
    entering.VERBS,
    measuring.VERBS,
    positioning.VERBS,
    reactions.VERBS,
    networks.VERBS,
    scaling.VERBS,
    distances.VERBS,
    estimating.VERBS,
    foreknowing.VERBS,
    comparing.VERBS,
    shifting.VERBS,
    comparing_texts.VERBS,
    echoes.VERBS,
    formulas.VERBS,
    symbols.VERBS,
    questioning.VERBS,
    weighing.VERBS,
    forecasting.VERBS,
    simulating.VERBS,
    mapping.VERBS,
    reading.RIGHT,
    sharing.VERBS,
)
for room in ROOMS:
    for purpose, command in room:
        cli.add_command(command)
        cli.purposes[command.name or ""] = purpose
