"""Verbs that set texts, or statements, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from linewatch.cli.output import Columns, cites, show_json, show_rows
from linewatch.cli.shell import Session, json_option

_PURPOSE = "Set texts side by side"
_MOST = 20  # pairs on the tree that a table shows
_LONGEST = 300  # characters of a stretch that a table shows whole


@click.command("reprint")
@click.argument("original")
@click.argument("copies", metavar="COPY…", nargs=-1, required=True)
@click.option("--html", "html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write the two columns as a page.")  # fmt: skip
@json_option
@click.pass_obj
def reprint(
    session: Session, original: str, copies: tuple[str, ...], html: Path | None, as_json: bool
) -> None:
    """Show what a copy left out of ORIGINAL, put in, reworded and moved.

    An omission is bounded to the character, and told to be marked (an ellipsis) or silent. A COPY that only quotes
    here and there in a text of its own will do. Of several copies it is told too which parts nobody quoted. All rows,
    those that were kept too, are in --json.

    For example:

    \b
        linewatch --case 1956 reprint speech newspaper --html reprint.html
    """
    found = session.case.reprint(original, *copies)
    if html:
        told = session.case.write_reprint(found, original, copies, html)
        click.echo(f"The page is in {told['page']}.", err=True)
    if as_json:
        show_json(found)
        return
    for copy in found["copies"]:
        click.echo(
            f"{copy['copy']}: has {_percent(copy['kept_share'])} of the original's words "
            f"({_percent(copy['moved_share'])} elsewhere in the order); {_percent(copy['own_share'])} of its words "
            "are its own."
        )
        columns: Columns = [("what", _what), ("original", lambda row: _cut(row["a_text"])),
                            ("copy", lambda row: _cut(row["b_text"])), ("cites", cites)]  # fmt: skip
        rows = [row for row in found["rows"] if row["copy"] == copy["copy"] and row["kind"] != "kept"]
        show_rows(rows, columns, False, "Nothing was left out, put in, reworded or moved.")
    if len(found["copies"]) > 1:
        click.echo("Nobody quoted")
        columns = [("original", lambda row: _cut(row["a_text"])), ("words", "words"), ("cites", cites)]
        show_rows(found["nobody_quoted"], columns, False, "  Every word stands in some copy.")
        click.echo("Who has what")
        columns = [("original", lambda row: _cut(row["a_text"])), ("copies", lambda row: ", ".join(row["copies"])),
                   ("cites", cites)]  # fmt: skip
        show_rows(
            [row for row in found["table"] if row["copies"]], columns, False, "  No copy has a word of it."
        )


@click.command("series")
@click.argument("documents", metavar="DOC…", nargs=-1, required=True)
@click.option(
    "--phrase",
    "phrases",
    multiple=True,
    metavar="WORDS",
    help="Tell when these words come and go; again for more.",
)
@click.option("--figure", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Draw what changed when as an SVG file.")  # fmt: skip
@click.option("--html", "html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write each text beside the one before it as a page.")  # fmt: skip
@json_option
@click.pass_obj
def series(
    session: Session, documents: tuple[str, ...], phrases: tuple[str, ...], as_json: bool, **out: Path | None
) -> None:
    """Show a run of texts from one centre by date, each against the one before.

    Clauses are told as in `shifts`; the weightiest of each kind are in --json. Phrases that come to stay, vanish, or
    come and go are found without a list. Texts without a date are left out and told.

    For example:

    \b
        linewatch --case fed series minutes_1 minutes_2 minutes_3 --phrase "balance of risks" --figure strip.svg
    """
    found = session.case.series(*documents, phrases=phrases)
    if html := out["html"]:
        told = session.case.write_series(found, html)
        click.echo(f"The page is in {told['page']}.", err=True)
    if figure := out["figure"]:
        drawn = session.case.draw_series(found, figure)
        click.echo(f"Drawn: {drawn['figure']}. {drawn['description']}", err=True)
    if as_json:
        show_json(found)
        return
    columns: Columns = [
        ("text", "after"),
        ("on", "on"),
        *((kind, _of(kind)) for kind in _KINDS),
        ("cites", cites),
    ]
    show_rows(found["rows"], columns, False, "")
    _say_steps(found["rows"])
    columns = [("phrase", "phrase"), ("what", "kind"), ("first", "first_on"), ("last", "last_on"), ("texts", "texts"),
               ("cites", cites)]  # fmt: skip
    show_rows(found["phrases"], columns, False, "No phrase comes to stay or vanishes.")
    columns = [
        ("asked", "phrase"),
        ("first", "first_on"),
        ("last", "last_on"),
        ("texts", lambda row: f"{row['texts']} of {row['of']}"),
        ("missing between", _gaps),
        ("cites", cites),
    ]
    if found["lives"]:
        show_rows(found["lives"], columns, False, "")
    for row in found["left_out"]:
        click.echo(f"Left out: {row['document']}, {row['why']}.", err=True)


_KINDS = ("kept", "reworded", "moved", "softened", "hardened", "reversed", "dropped", "added")
_FEW = 10  # steps, up to which their weightiest changes are shown


def _of(kind: str) -> Callable[[Mapping[str, Any]], Any]:
    return lambda row: row["counts"][kind]


def _say_steps(rows: Sequence[Mapping[str, Any]]) -> None:
    if len(rows) > _FEW:
        return
    for row in rows:
        click.echo(
            f"{row['before_on']} to {row['on']}"
            + ("" if row["order_sure"] else " (which was first is not sure)")
        )
        columns: Columns = [("what", "kind"), ("before", lambda one: _cut(one["a_text"])),
                            ("after", lambda one: _cut(one["b_text"])), ("cites", cites)]  # fmt: skip
        show_rows(row["rows"], columns, False, "  Nothing that weighs.")


def _gaps(row: Mapping[str, Any]) -> str:
    return "; ".join(f"{gap['since']} to {gap['until']} ({gap['texts']})" for gap in row["gaps"])


def _what(row: Mapping[str, Any]) -> str:
    if row["kind"] != "dropped":
        return row["kind"]
    where = "within" if row["inside"] else "at an end"
    return f"dropped {where}, {row['told']}"


def _cut(text: str | None) -> str:
    if text is None or len(text) <= _LONGEST:
        return text or ""
    return f"{text[: _LONGEST // 2]} […] {text[-_LONGEST // 2 :]}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


@click.command("contradictions")
@click.argument("actor")
@json_option
@click.pass_obj
def contradictions(session: Session, actor: str, as_json: bool) -> None:
    """Show what ACTOR said that cannot both be its line.

    Coded statements first: opposite stances on one issue, or on one above it in the tree. "At once" says that no order
    of the dates makes it one change of line; "changed line", that every order does; "cannot tell", that the dates leave
    both open. Then passages of its held texts that share their wording and of which one turns the other round: these
    are suggestions, to be read.

    For example:

    \b
        linewatch --case 1956 contradictions cpsu
    """
    found = session.case.contradictions(actor)
    if as_json:
        show_json(found["rows"])
        return
    by = {name: [row for row in found["rows"] if row["relation"] == name] for name in ("same issue", "tree")}
    columns: Columns = [("kind", "kind"), ("issue", _issues), ("said", lambda row: _side(row, "a")),
                        ("and", lambda row: _side(row, "b")), ("audience", "audience"), ("cites", cites)]  # fmt: skip
    show_rows(by["same issue"], columns, False, f"On one issue, none: {found['why'] or 'only on its tree'}.")
    if by["tree"]:
        click.echo("On an issue and one above it, to be read: their poles need not be each other's opposites")
        show_rows(by["tree"][:_MOST], columns, False, "")
        if len(by["tree"]) > _MOST:
            click.echo(f"… and {len(by['tree']) - _MOST} more: --json shows all.")
    suggested = [row for row in found["rows"] if row["suggestion"]]
    if found["texts"] > 1:
        click.echo("Suggestions from its texts: same wording, turned round")
        columns = [("kind", "kind"), ("said", "a_text"), ("and", "b_text"), ("cites", cites)]
        show_rows(suggested, columns, False, "  None.")


def _issues(row: Mapping[str, Any]) -> str:
    return row["issue"] if row["issue"] == row["b_issue"] else f"{row['issue']} / {row['b_issue']}"


def _side(row: Mapping[str, Any], side: str) -> str:
    return f"{row[f'{side}_on'] or 'no date'}: {row[f'{side}_stance']:+d}, {row[f'{side}_text'] or row[side]}"


VERBS = ((_PURPOSE, reprint), (_PURPOSE, series), (_PURPOSE, contradictions))
