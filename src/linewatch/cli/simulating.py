"""Verbs that run the movement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from linewatch.cli.output import Columns, show_json, show_rows
from linewatch.cli.shell import Session, json_option, tell

if TYPE_CHECKING:
    from linewatch.desk.simulating.many import Progress

PURPOSE = "Run the movement"
_SHOWN = ("voices", "exits", "trust_centre")  # outcomes of a person's table; --json gives all
_DAYS = 3  # of a person's table
_NONE = "0"


class _Thinning(click.ParamType):
    """One number for all parties, or PARTY=NUMBER."""

    name = "thinning"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, int]:
        """Return the party, * for all, and the number."""
        if isinstance(value, tuple):
            return value
        party, _, number = str(value).rpartition("=")
        if not number.isascii() or not number.isdecimal():
            self.fail(f"{value!r} is no thinning: write 10, or PARTY=10.", param, ctx)
        return party or "*", int(number)


@click.command("simulate")
@click.argument("scenario", required=False)
@click.option("--against", metavar="BASELINE", help="Another scenario: with the same dice, run by run.")
@click.option("--runs", type=int, help="Runs of each. [default: 20]")
@click.option("--seed", type=int, help="Seed of all draws. [default: 1]")
@click.option(
    "--thin", type=_Thinning(), multiple=True, metavar="[PARTY=]N",
    help="One member stands for N, in one party or in all large ones; 1 keeps all. [default: as the movement says]",
)  # fmt: skip
@click.option("--structure", metavar="HOW", help='"tree", "tree and press", or "tree, press and ties".')
@click.option("--no-assumed", is_flag=True, help="Switch off every part that is assumed, and nothing else.")
@click.option(
    "--fixed", is_flag=True, help="Keep every number at its middle instead of drawing it from its range."
)
@click.option("--threads", type=int, help="Threads; the result is the same for any. [default: all cores]")
@click.option("--every-day", is_flag=True, help="Give rows for every day instead of the ends of months.")
@click.option("--out", metavar="DIR", help="Write the tables as CSV into a folder.")
@click.option("--parquet", metavar="FILE", help="Write outcomes and differences as one Parquet table.")
@click.option(
    "--html", metavar="FILE", help="Write the result as a page, beside a run with all that is assumed off."
)
@json_option
@click.pass_obj
def simulate(
    session: Session,
    scenario: str | None,
    *,
    out: str | None,
    parquet: str | None,
    html: str | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Run a scenario of the movement many times, alone or against a baseline.

    SCENARIO and BASELINE are names in the case's movement, or TOML files; without SCENARIO they are listed. Each run
    draws other members and other numbers from their ranges; the baseline gets the same, so that only what the
    scenario changes makes a difference. Runs that are done are kept: the same command goes on from there. For example:

    \b
        linewatch --case 1956 simulate
        linewatch --case 1956 simulate as_happened --against slow_tempo --runs 20
        linewatch --case 1956 simulate mine.toml --against as_happened --thin 1 --runs 2 --out results
    """
    if scenario is None:
        rows = session.case.scenarios()
        columns: Columns = [("scenario", "name"), ("title", "title"), ("what it changes", "tells")]
        show_rows(rows, columns, as_json, "This movement has no scenarios.")
        return
    given: dict[str, Any] = {**_given(asked), **({"days": "all"} if html else {})}
    with _progress() as (report, watch):
        found = session.case.simulate(scenario, report=report, watch=watch, parquet=parquet, out=out, **given)
        if html:
            bare = (
                session.case.simulate(scenario, report=report, watch=watch, **{**given, "assumed": False})
                if given["assumed"]
                else None
            )
            found["written"] += session.case.write_movement(found, html, bare)["files"]
    if as_json:
        show_json(found)
    else:
        _tell(found)
    tell([f"Written: {path}" for path in found["written"]])


def _given(asked: Mapping[str, Any]) -> dict[str, Any]:
    told = {key: asked[key] for key in ("against", "runs", "seed", "structure", "threads")}
    given = {key: value for key, value in told.items() if value is not None}
    given |= {"thin": dict(asked["thin"]), "assumed": not asked["no_assumed"], "vary": not asked["fixed"]}
    return given | ({"days": "all"} if asked["every_day"] else {})


@contextmanager
def _progress() -> Iterator[tuple[Callable[[str], None], Callable[[Progress], None]]]:
    """Give what tells a sentence and what shows how far it is, both beside the results."""
    import sys  # noqa: PLC0415 - as below

    if not sys.stderr.isatty():
        yield lambda told: tell([told]), _lines()
        return
    from rich import progress  # noqa: PLC0415 - help must not wait for it
    from rich.console import Console  # noqa: PLC0415

    columns = (
        progress.TextColumn("{task.description}"), progress.BarColumn(), progress.TimeElapsedColumn(),
        progress.TextColumn("left"), progress.TimeRemainingColumn(),
    )  # fmt: skip
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Runs", total=None)

        def watch(told: Progress) -> None:
            day = f", day {told.day} of {told.of_days}" if told.of_days else ""
            at = told.done + (told.day / told.of_days if told.of_days else 0)
            bar.update(task, description=f"{told.done} of {told.of} runs{day}", completed=at, total=told.of)

        yield lambda told: bar.console.print(told, highlight=False), watch


def _lines() -> Callable[[Progress], None]:
    """Return what tells in a line, where there is no terminal, each tenth of the runs."""
    last = [-1]

    def watch(told: Progress) -> None:
        tenth = 10 * told.done // max(told.of, 1)
        if tenth > last[0] and not told.of_days:
            last[0] = tenth
            tell([f"{told.done} of {told.of} runs done"])

    return watch


def _tell(found: Mapping[str, Any]) -> None:
    one, against = found["scenario"], found["against"]
    click.echo(f"{one['title']}: {one['tells']}")
    if against:
        click.echo(f"Against {against['title'].lower()}: {against['tells']}")
    varied = "numbers drawn from their ranges" if found["settings"]["vary"] else "all numbers at their middle"
    click.echo(f"{found['runs']} runs, seed {found['seed']}, {varied}. State {found['hash']}.\n")
    rows = found["differences"] if against else found["outcomes"]
    days = _days(rows)
    sign = "+" if against else ""
    click.echo(
        "Difference: the mean of all runs, and in brackets what 90 of 100 of them span."
        if against
        else "Outcome: the mean of all runs, and in brackets what 90 of 100 of them span."
    )
    names = {actor["id"]: actor["name"] for actor in found["actors"]} | {"movement": "the whole movement"}
    for outcome in _SHOWN:
        _tell_outcome(outcome, [row for row in rows if row["name"] == outcome], days, names, sign)
    _tell_widths(found)
    _tell_patterns(found)
    click.echo("What this cannot say")
    for limit in found["limits"]:
        click.echo(f"- {limit['tells']}")


def _days(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    days = sorted({row["day"] for row in rows})
    step = max(1, len(days) // _DAYS)
    return days[::-1][: _DAYS * step : step][::-1]


def _tell_outcome(
    outcome: str, rows: Sequence[Mapping[str, Any]], days: Sequence[str], names: Mapping[str, str], sign: str
) -> None:
    cells: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        if row["day"] in days and (row["stratum"] == "all" or row["actor"] == "movement"):
            one = cells.setdefault(
                (row["actor"], row["stratum"]), {"stratum": row["stratum"], "actor": row["actor"]}
            )
            one[row["day"]] = _range(row, sign)
    still = [key for key, one in cells.items() if all(one[day] == _NONE for day in days)]
    columns: Columns = [
        ("party", lambda row: names.get(row["actor"], row["actor"])),
        ("stratum", "stratum"),
        *((day, day) for day in days),
    ]
    click.echo(f"\n{_NAMES[outcome]}")
    show_rows([one for key, one in cells.items() if key not in still], columns, False, "No party shows any.")
    if parties := dict.fromkeys(names.get(actor, actor) for actor, _ in still):
        click.echo(f"None to be seen, to a tenth of a point, in: {', '.join(parties)}.")


_NAMES = {
    "voices": "Members who speak, in 100 of those in",
    "exits": "Members who have left, in 100 of those at the start",
    "trust_centre": "Trust in the centre, 0 to 100",
}


def _range(row: Mapping[str, Any], sign: str) -> str:
    mid = f"{100 * row['mid']:{sign}.1f}"
    if row["refused"]:
        return mid
    told = f"{mid} ({100 * row['low']:{sign}.1f} to {100 * row['high']:{sign}.1f})"
    return _NONE if not any(sign_ in told for sign_ in "123456789") else told


def _tell_widths(found: Mapping[str, Any]) -> None:
    kind = "difference" if found["against"] else "outcome"
    rows = [row for row in found["widths"] if row["of"] == kind and row["actor"] == "movement"]
    if not rows:
        click.echo("One run shows no range: give --runs 2 or more.\n")
        return
    columns: Columns = [
        (f"{kind} on the last day", "name"),
        ("90 of 100 runs span", lambda row: f"{100 * row['range']:.2f} points"),
        ("the mean is known to", lambda row: f"{100 * row['mean'] / 2:.2f} points either way"),
        ("runs needed, unpaired being 1", _saved),
    ]
    click.echo("How wide, for the whole movement")
    show_rows(rows, columns, False, "")


def _saved(row: Mapping[str, Any]) -> str:
    return "" if row["paired_runs"] is None else f"{row['paired_runs']:.2f}"


def _tell_patterns(found: Mapping[str, Any]) -> None:
    if not found["patterns"]:
        return
    columns: Columns = [
        ("pattern", "id"),
        ("what the documents say", "says"),
        (
            "met in",
            lambda row: row["refused"]["why"] if row["refused"] else f"{100 * row['share']:.0f} % of runs",
        ),
    ]
    click.echo(f"Patterns the documents tell, in {found['scenario']['title'].lower()}")
    show_rows(found["patterns"], columns, False, "")


VERBS: Sequence[tuple[str, click.Command]] = ((PURPOSE, simulate),)
