"""Verbs that begin a case, and that bring it out: brief, export, import, check."""

from __future__ import annotations

from pathlib import Path

import click

from linewatch.cli.output import show_fields, show_json, show_rows
from linewatch.cli.shell import Session, json_option, tell
from linewatch.errors import BrokenCitation

_BEGIN, _SHARE = "Begin", "Write and share"
_NONE = "Nothing was taken in."


@click.command("demo")
@click.argument("folder", metavar="[DIR]", default="twentieth_congress", type=click.Path(path_type=Path))
@json_option
def demo(folder: Path, as_json: bool) -> None:
    """Build the shipped case and its brief.

    The two documents of the case are added where ../shared/seeds or LINEWATCH_SEEDS has them. For example:

    \b
        linewatch demo 1956
    """
    from linewatch.desk import demo as task  # noqa: PLC0415 - help must not wait for it

    done = task.build_demo(folder, lambda line: tell([line]))
    if as_json:
        show_json(done)
        return
    click.echo(f"The case lies in {done['case']}, its brief in {done['brief']}.")
    click.echo(f"Open the brief with a browser: {Path(done['brief']).resolve().as_uri()}")


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", required=True, help="What the case is about.")
@click.option("--centre", metavar="A", help="The actor whose line the others are measured against.")
@json_option
def init(folder: Path, title: str, centre: str | None, as_json: bool) -> None:
    """Make an empty case in a folder.

    For example:

    \b
        linewatch init 1956 --title "After the 20th Congress" --centre cpsu
    """
    from linewatch import desk  # noqa: PLC0415 - help must not wait for it

    with desk.init(folder, title, centre) as case:
        show_fields({"case": str(folder), "title": case.title, "centre": case.centre}, as_json)


@click.command("brief")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--date", help="The day printed on it, as EDTF; none is printed unless given.")
@json_option
@click.pass_obj
def brief(session: Session, out: Path, date: str | None, as_json: bool) -> None:
    """Write the brief: OUT.html, one file with notes and figures, or OUT.md.

    For example:

    \b
        linewatch --case 1956 brief brief.html
    """
    show_fields(session.case.brief(out, date), as_json)


@click.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def export(session: Session, folder: Path, as_json: bool) -> None:
    """Write all that was said as plain CSV, TOML and Markdown.

    For example:

    \b
        linewatch --case 1956 export 1956-files
    """
    counts = session.case.export(folder)
    if as_json:
        show_json(counts)
    else:
        click.echo(f"Written to {folder}: " + ", ".join(f"{table} {n:,}" for table, n in counts.items() if n))


@click.command("import")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def import_(session: Session, folder: Path, as_json: bool) -> None:
    """Take in a folder of plain files, all of it or nothing.

    Rows of the same id are changed; a row that the folder does not hold stays on record: take it out with
    withdraw. Title, marking and the like are taken over by a case that holds nothing yet; else see describe.
    For example:

    \b
        linewatch --case 1956 import 1956-files
    """
    counts = session.case.import_(folder)
    rows = [{"table": table, **number} for table, number in counts.items()]
    if as_json:
        show_json(counts)
    else:
        columns = [
            (n, lambda row, n=n: row.get(n, "")) for n in ("table", "added", "changed", "same", "rows")
        ]
        show_rows(
            [row for row in rows if any(v for k, v in row.items() if k != "table")], columns, False, _NONE
        )
    broken = session.case.check()["broken"]
    if broken:
        tell([f"Citations that do not hold: {broken}. See which with: linewatch check"])


@click.command("describe")
@click.option("--title", help="What the case is about.")
@click.option("--centre", help="The actor whose line the others are measured against, by its id.")
@click.option("--marking", help="Stands on every page of its brief: UNCLASSIFIED …")
@click.option("--date", help="The day of its brief, as EDTF.")
@click.option("--caveat", help="What its brief is not.")
@click.option("--independence", help="The issues of independence, by id; a minus where -2 means it.")
@click.option("--dissolution", help="The issues on which a stance above 0 is talk of dissolving a party.")
@json_option
@click.pass_obj
def describe(session: Session, as_json: bool, **facts: str | None) -> None:
    """Show or set the case's title, centre, marking, date and caveat.

    For example:

    \b
        linewatch --case 1956 describe --marking UNCLASSIFIED --caveat "Not an official view."
    """
    given = {name: value for name, value in facts.items() if value is not None}
    show_fields(session.case.describe(**given), as_json)


@click.command("check")
@json_option
@click.pass_obj
def check(session: Session, as_json: bool) -> None:
    """Check hashes, rows and every citation against the copies that are held.

    For example:

    \b
        linewatch --case 1956 check
    """
    found = session.case.check()
    show_fields(found, as_json)
    if not found["ok"]:
        raise BrokenCitation(
            f"The case does not hold together; problems: {len(found['problems'])}.",
            "Mend what is listed, or restore it from an export.",
        )


BEGIN = ((_BEGIN, demo), (_BEGIN, init))
VERBS = tuple((_SHARE, verb) for verb in (brief, describe, export, import_, check))
