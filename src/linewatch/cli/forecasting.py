"""Verbs that record a dated judgement, resolve it afterwards, and score those resolved."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from linewatch.cli.forecasts_told import say_forecasts, say_row, say_scores, say_taken
from linewatch.cli.output import show_json
from linewatch.cli.shell import Session, cite_options, json_option, tell
from linewatch.kinds.questions import Outcomes

_PURPOSE = "Weigh explanations"
_WAYS = ("name", "from_file", "question")
# What may be given with a way that is not --name; anything else would be passed over in silence.
_GOES_WITH = {"from_file": ("named", "coder", "scale"), "question": ("made_on", "due", "coder")}


class _Column(click.ParamType[tuple[str, str]]):
    """A column and the heading it stands under: made_on=crowd_forecast_at."""

    name = "column"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        field, equals, heading = str(value).partition("=")
        if not (field and equals and heading):
            self.fail(f"{value!r} is not FIELD=HEADING, such as made_on=forecast_at.", param, ctx)
        return field.replace("-", "_"), heading


@click.command("forecast")
@click.option("--name", help="What will be known, so that a stranger could tell whether it came true.")
@click.option("--chance", metavar="P", help='How likely: 0.7, 0.6..0.8, or words of the scale: "likely".')
@click.option(
    "--scale",
    metavar="NAME",
    help="Whose ranges such words have  [default: the question's, or icd203]; in a list: calibration by its words.",
)
@click.option("--hypothesis", metavar="H", help="The hypothesis whose truth it is: an id in hypotheses.")
@click.option("--made-on", metavar="DATE", help="When it was made, as EDTF.")
@click.option("--due", metavar="DATE", help="By when it will be known, as EDTF.")
@click.option("--coder", metavar="X", help="Whose forecast it is.")
@click.option(
    "--id", "ident", metavar="ID", help="An id of its own; that of one not yet resolved changes it."
)
@click.option("--note", help="Why.")
@cite_options()
@click.option("--from", "from_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.csv",
              help="Take in a table of forecasts, all of it or nothing.")  # fmt: skip
@click.option("--column", "named", multiple=True, type=_Column(), metavar="FIELD=HEADING",
              help="With --from: the heading under which a field stands, where its name does not tell.")  # fmt: skip
@click.option("--of", "question", metavar="QUESTION",
              help="Record what weighing gives each of its hypotheses as forecasts of --made-on.")  # fmt: skip
@click.option("--figure", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write the calibration chart as SVG.")  # fmt: skip
@json_option
@click.pass_obj
def forecast(session: Session, *, as_json: bool, figure: Path | None, **given: Any) -> None:
    """Record a dated judgement, or list all with the scores of those resolved.

    Two scores, both the lower the better. The Brier score is the squared error of the chance: 0 is sure and right, 0.25
    an even chance, 1 sure and wrong. The log score counts bits: none for what was sure and came true, 1 for an even
    chance, 2 for one in four. A range is scored by its middle. Calibration is told from 20 different things on: of what
    was called 70 % likely, seven in ten should come true. For example:

    \b
        linewatch --case 1956 forecast --name "The PCI meets before 1957" --chance 0.6..0.8 --made-on 1956-07-01
        linewatch --case 1956 forecast --of motive --made-on 1956-10-25
        linewatch --case 1956 forecast --from crowd.csv --column made_on=asked_at
        linewatch --case 1956 forecast --figure calibration.svg
    """
    ways = [way for way in _WAYS if given[way] is not None]
    if len(ways) > 1:
        raise click.UsageError("Take one of --name, --from and --of.")
    if figure and (ways or given["chance"] or given["ident"]):
        raise click.UsageError("--figure draws what is on record: call it by itself.")
    entered = _entered(session, ways, given)
    found = session.case.forecasts(None if entered else given["scale"])
    if figure:
        drawn = session.case.draw_calibration(found, figure)
        tell([f"Drawn: {drawn['figure']}. {drawn['description']}"])
    if as_json:
        show_json(
            entered | {name: value for name, value in found.items() if not entered or name != "forecasts"}
        )
        return
    if not entered:
        say_forecasts(found)
    elif "forecast" in entered:
        say_row(entered["forecast"])
    else:
        say_taken(entered)


def _entered(session: Session, ways: list[str], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a call enters; nothing where it only lists."""
    if given["named"] and "from_file" not in ways:
        raise click.UsageError("--column goes with --from.")
    for way in ways:
        _refuse_stray(way, given)
    if "from_file" in ways:
        path, named = given["from_file"], dict(given["named"])
        return {"taken_in": session.case.forecasts_from(path, named, given["coder"], given["scale"])}
    if "question" in ways:
        if given["made_on"] is None:
            raise click.UsageError("--of needs --made-on: nothing here reads the clock.")
        return {
            "weighed": session.case.forecasts_of(
                given["question"], given["made_on"], given["due"], given["coder"]
            )
        }
    values = {name: given[name] for name in ("name", "hypothesis", "made_on", "due", "coder", "note")}
    values = {name: value for name, value in (values | {"id": given["ident"]}).items() if value is not None}
    if not values and not given["chance"]:
        if given["cite"] or given["words"]:
            raise click.UsageError("Say what is forecast: --name and --chance.")
        return {}
    row = session.case.forecast(values, given["chance"], (given["cite"], given["words"]), given["scale"])
    return {"forecast": row}


def _refuse_stray(way: str, given: Mapping[str, Any]) -> None:
    """Refuse options that do not go with a table or a question."""
    if way not in _GOES_WITH:
        return
    options = {param.name: param.opts[0] for param in forecast.params}
    stray = [name for name, value in given.items() if value and name not in (way, *_GOES_WITH[way])]
    if stray:
        may = ", ".join(options[name] for name in _GOES_WITH[way])
        raise click.UsageError(f"{options[stray[0]]} does not go with {options[way]}, which takes {may}.")


@click.command("resolve")
@click.argument("ident", metavar="ID")
@click.argument("outcome", type=click.Choice(Outcomes))
@click.option("--on", metavar="DATE", help="When it was known, as EDTF. A first outcome must have it.")
@cite_options("that tells it")
@json_option
@click.pass_obj
def resolve(
    session: Session,
    ident: str,
    outcome: str,
    *,
    on: str | None,
    cite: tuple[str, ...],
    words: tuple[str, ...],
    as_json: bool,
) -> None:
    """Enter what became of a forecast: yes, no, or void where it can no longer be told.

    It is scored with all others resolved. An outcome that is put right later changes the scores; the history keeps the
    one before. For example:

    \b
        linewatch --case 1956 resolve f3 yes --on 1956-12-08
    """
    row = session.case.resolve(ident, outcome, on, (cite, words))
    found = session.case.forecasts()
    scored = next(one for one in found["forecasts"] if one["id"] == row["id"])
    scored |= {"change": row["change"], "remarks": [*row["remarks"], *scored["remarks"]]}
    if as_json:
        show_json(
            {"forecast": scored} | {name: value for name, value in found.items() if name != "forecasts"}
        )
        return
    say_row(scored)
    say_scores(found)


VERBS = ((_PURPOSE, forecast), (_PURPOSE, resolve))
