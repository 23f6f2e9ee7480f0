"""The verb that takes documents in, with its progress and what the new documents change."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from linewatch.cli.output import show_json
from linewatch.cli.shell import Session, json_option, tell
from linewatch.errors import Unreadable

if TYPE_CHECKING:
    from linewatch.desk.common.progress import Progress

_SAYABLE = ("title", "date", "issuer", "speaker", "kind", "language")  # what `correct` can say
_NAMES = 8  # told of each kind of news; --json gives all


@click.command("add")
@click.argument("files", nargs=-1, required=True)
@click.option("--issuer", help="Who issued them; a new name becomes an actor.")
@click.option("--date", help="When, as EDTF: 1956-04-09, 1956-04, 1956-04~.")
@click.option("--form", help="In which form they were issued: resolution, editorial, broadcast …")
@click.option("--as", "key", metavar="KEY", help="The file is a copy of the known document KEY.")
@click.option("--pattern", metavar="P", help='What file names say: "{issuer}_{ignore}_{date}.txt".')
@click.option(
    "--columns", metavar="C", help='Which columns of a table tell which fields: "text=body,date=published".'
)
@json_option
@click.pass_obj
def add(
    session: Session, files: tuple[str, ...], columns: str | None, as_json: bool, **given: str | None
) -> None:
    """Read files, folders and globs into the case; resumes.

    PDF, web pages, Word (.docx), OpenDocument, RTF, e-mail, TEI, plain text, Markdown, text from OCR, tables
    of texts (.jsonl, .csv); each also packed (.gz, .bz2, .xz) or in an archive (.zip, .tar). A file that cannot
    be read is named with the reason and the rest go on. Run again after an interruption, the same command
    finishes the work. At the end it tells what the new documents change. For example:

    \b
        linewatch --case 1956 add papers/ frus1955-57v24.xml.gz
        linewatch --case un add speeches/*.txt --pattern "{issuer}_{ignore}_{date}.txt"
        linewatch --case bank add speeches.csv --columns "text=body,date=published,issuer=speaker"
    """
    with _progress() as (report, watch):
        done = session.case.add(*files, report=report, watch=watch, columns=_columns(columns), **given)
    if as_json:
        show_json(done)
    else:
        _tell_done(done)
        for line in _news(done["news"]):
            click.echo(line)
    if done["failed"] and not done["documents"] and not done["already"]:
        raise Unreadable("Nothing could be read.", "See the reasons above, one a file.")


def _columns(told: str | None) -> dict[str, str]:
    """Return which column tells which field."""
    pairs = [pair.partition("=") for pair in (told or "").split(",") if pair.strip()]
    if any(not sign or not column.strip() for _, sign, column in pairs):
        raise click.UsageError('Write --columns as field=column, for example "text=body,date=published".')
    return {field.strip(): column.strip() for field, _, column in pairs}


@contextmanager
def _progress() -> Iterator[tuple[Callable[[str], None], Callable[[Progress], None]]]:
    """Give what tells of lines and of progress: on a terminal a bar and the failures, else every line."""
    if not sys.stderr.isatty():
        yield lambda line: tell([line]), lambda _: None
        return
    from rich import progress  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415 - help must not wait for it

    shown = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.DownloadColumn(),
        progress.TransferSpeedColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def report(line: str) -> None:
            if not line.startswith("done "):
                bar.console.print(line, markup=False, highlight=False)

        def watch(now: Any) -> None:
            told = f"{now.files:,} of {now.of_files:,} files"
            if now.files == now.of_files:
                told = "looking at what is new"
            bar.update(task, completed=now.bytes, total=now.of_bytes, description=told)

        yield report, watch


def _tell_done(done: dict[str, Any]) -> None:
    click.echo(
        f"Documents read: {done['documents']:,}, with {done['passages']:,} passages; "
        f"held already: {done['already']:,}; not readable: {len(done['failed']):,}."
    )
    if missing := {name: number for name, number in done["untold"].items() if name in _SAYABLE}:
        told = ", ".join(f"{name} ({number:,})" for name, number in missing.items())
        click.echo(f"Not found in them, and in how many: {told}. Say it with: linewatch correct DOC")
    if done["retold"]:
        click.echo(f"Of {done['retold']:,} held already, what is said of them was changed as you asked.")
    if done["unmatched"]:
        click.echo(f"The pattern does not fit the names of {done['unmatched']:,}, or finds no date there.")


def _news(news: dict[str, Any]) -> Iterator[str]:
    """Yield what the new documents change, a line for each kind of news that there is."""
    if news["new_actors"]:
        yield f"New actors: {_few(news['new_actors'])}."
    for kind, said in (
        ("named", "Actors named"),
        ("issues", "Issues named"),
        ("indicators", "Indicators met"),
    ):
        if rows := news[kind]:
            yield f"{said}: {_few([_where(row) for row in rows], '; ')}."
    for row in (row for row in news["indicators"] if row["bears_on"]):
        yield _bears_on(row)
    if news["checked"]:
        told = [
            f"{row['key']} ({row['verified']} verified, {row['broken']} broken)" for row in news["checked"]
        ]
        yield f"Citations checked now that a copy is held: {_few(told)}."
    if news["papers"]:
        told = [" = ".join(row["documents"]) + _within(row) for row in news["papers"]]
        yield f"Held in more than one copy, or within another: {_few(told, '; ')}. See: linewatch releases"
    if news["stale"]:
        yield f"Worked out before these documents were held; ask again for: {_few(news['stale'])}."


def _bears_on(row: dict[str, Any]) -> str:
    """Return what it would change if the evidence that an indicator stands for was found."""
    on = row["bears_on"]
    told = f"{row['id']} bears on {on['question']}: {on['name'].rstrip('.')}"
    if on["state"] == "seen":
        return f"{told} (seen already)."
    told += "."
    if on["top_if_seen"]:
        moves = "stays" if on["top_if_seen"] == on["top"] else "comes"
        told += f" If that is what stands there, {on['top_if_seen']} {moves} first."
    return f"{told} Read it; then: linewatch evidence {on['question']} --id {row['evidence']} --state seen --cite DOC:N"


def _within(row: dict[str, Any]) -> str:
    return f" (contains {', '.join(row['contains'])})" if row["contains"] else ""


def _where(row: dict[str, Any]) -> str:
    more = " …" if row["passages"] > len(row["places"]) else ""
    return f"{row['id']} {row['passages']} ({', '.join(row['places'])}{more})"


def _few(told: list[str], between: str = ", ") -> str:
    rest = len(told) - _NAMES
    return between.join(told[:_NAMES]) + (f"{between}and {rest} more" if rest > 0 else "")


VERBS = (("Read documents", add),)
