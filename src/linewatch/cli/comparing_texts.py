"""Verbs that set texts, or statements, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from linewatch.cli.output import Columns, cites, show_json, show_rows
from linewatch.cli.shell import Session, json_option

_PURPOSE = "Set texts side by side"
_MOST = 5  # pairs on the tree that a table shows
_PHRASES = 10  # of each kind that a table shows
_WORDS = 20  # of each end of a stretch that a table shows


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

    An omission is bounded to the character, and told to be marked (an ellipsis) or silent; within what the copy gives,
    between two quotations, or at an end. A COPY that only quotes here and there in a text of its own will do. Of
    several copies it is told too which parts nobody quoted. All rows, those that were kept too, are in --json.

    For example:

    \b
        linewatch --case 1956 reprint memorandum telegram --html reprint.html
    """
    found = session.case.reprint(original, *copies)
    if html:
        told = session.case.write_reprint(found, original, copies, html)
        click.echo(f"The page is in {told['page']}.", err=True)
    if as_json:
        show_json(found)
        return
    for copy in found["copies"]:
        moved = (
            f" ({_percent(copy['moved_share'])} at another place than there)" if copy["moved_share"] else ""
        )
        click.echo(
            f"{copy['copy']}: has {_percent(copy['kept_share'])} of the original's words{moved}; "
            f"{_percent(copy['own_share'])} of its words are its own."
        )
        if not copy["kept_share"]:
            click.echo("No stretch of the original stands in it.\n")
            continue
        columns: Columns = [("what", _what), ("original", lambda row: _cut(row["a_text"])),
                            ("copy", lambda row: _cut(row["b_text"])), ("from to", _bounds),
                            ("cites", cites)]  # fmt: skip
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
              help="Draw what changed when as a file FILE.svg.")  # fmt: skip
@click.option("--html", "html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write each text beside the one before it as a page.")  # fmt: skip
@json_option
@click.pass_obj
def series(
    session: Session, documents: tuple[str, ...], phrases: tuple[str, ...], as_json: bool, **out: Path | None
) -> None:
    """Show a run of texts from one centre by date, each against the one before.

    Clauses are told as in `shifts`; the weightiest of each kind are in --json and on the page, and of a short run in a
    table. Phrases that come to stay, vanish, or come and go are found without a list. Texts without a date are left out
    and told.

    For example:

    \b
        linewatch --case 1956 series telegram memorandum --phrase "collective leadership" --figure strip.svg
    """
    found = session.case.series(*documents, phrases=phrases)
    if html := out["html"]:
        told = session.case.write_series(found, html)
        click.echo(f"The page is in {told['page']}.", err=True)
    if figure := out["figure"]:
        drawn = session.case.draw_series(found, figure)
        click.echo(f"Drawn: {drawn['figure']}. {drawn['description']}", err=True)
    for told in _remarks(found):
        click.echo(told, err=True)
    if as_json:
        show_json(found)
        return
    columns: Columns = [
        ("text", "after"),
        ("on", "on"),
        *((kind.replace("_", " "), _of(kind)) for kind in _KINDS),
        ("cites", cites),
    ]
    show_rows(found["rows"], columns, False, "")
    _say_steps(found["rows"])
    _say_phrases(found["phrases"])
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


_KINDS = ("kept", "reworded", "moved", "softened", "hardened", "reversed", "cannot_tell", "dropped", "added")
_FEW = 3  # steps, up to which their weightiest changes are shown


def _remarks(found: Mapping[str, Any]) -> Iterator[str]:
    if found["why"]:
        yield found["why"]
    for row in found["left_out"]:
        yield f"Left out: {row['document']}, {row['why']}."


def _say_phrases(rows: Sequence[Mapping[str, Any]]) -> None:
    columns: Columns = [("phrase", "phrase"), ("what", "kind"), ("first", "first_on"), ("last", "last_on"),
                        ("texts", "texts"), ("cites", cites)]  # fmt: skip
    by = {
        kind: [row for row in rows if row["kind"] == kind]
        for kind in dict.fromkeys(row["kind"] for row in rows)
    }
    shown = [row for own in by.values() for row in own[:_PHRASES]]
    show_rows(shown, columns, False, "No phrase comes to stay or vanishes.")
    if len(shown) < len(rows):
        click.echo(f"… and {len(rows) - len(shown)} more phrases: --html FILE or --json shows all.")


def _of(kind: str) -> Callable[[Mapping[str, Any]], Any]:
    return lambda row: row["counts"][kind]


def _say_steps(rows: Sequence[Mapping[str, Any]]) -> None:
    if len(rows) > _FEW:
        click.echo("What changed at each step: --html FILE or --json shows it.\n")
        return
    for row in rows:
        click.echo(
            f"{row['before_on']} to {row['on']}"
            + ("" if row["order_sure"] else " (which was first is not sure)")
        )
        columns: Columns = [("what", lambda one: one["kind"].replace("_", " ")),
                            ("before", lambda one: _cut(one["a_text"])),
                            ("after", lambda one: _cut(one["b_text"])), ("cites", cites)]  # fmt: skip
        show_rows(row["rows"], columns, False, "  Nothing that weighs.")


def _gaps(row: Mapping[str, Any]) -> str:
    return "; ".join(f"{gap['since']} to {gap['until']} ({gap['texts']})" for gap in row["gaps"])


def _what(row: Mapping[str, Any]) -> str:
    if row["kind"] != "dropped":
        return row["kind"]
    where = "between two quotations" if row["where"] == "between" else row["where"]
    return f"dropped {where}, {row['told']}"


def _bounds(row: Mapping[str, Any]) -> str:
    """Return where a row stands in its passages, by their numbers: from which character to which."""
    return "; ".join(
        f"{side.upper()} {row[f'{side}_n']}: {row[f'{side}_p_start']} to {row[f'{side}_p_end']}"
        for side in "ab"
        if row[f"{side}_n"] is not None
    )


def _cut(text: str | None) -> str:
    """Return words; of many those at both ends, with how many stand between."""
    parts = (text or "").split()
    if len(parts) <= 3 * _WORDS:
        return text or ""
    between = f"[{len(parts) - 2 * _WORDS} more words]"
    return " ".join([*parts[:_WORDS], between, *parts[-_WORDS:]])


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


@click.command("contradictions")
@click.argument("actor")
@json_option
@click.pass_obj
def contradictions(session: Session, actor: str, as_json: bool) -> None:
    """Show what ACTOR said that cannot both be its line.

    ACTOR is an id, a name, or another name it goes by. Coded statements first: opposite stances on one issue. "Changed
    line" says that all of one side came before all of the other, whatever the dates mean; "at once", that two were
    said at one time; "by turns", that two were said one after the other, and one side again; "cannot tell", that the
    dates leave it open. Then passages of its held texts that share their wording and of which one turns the other
    round: these are suggestions, to be read. Last, stances on an issue and on one above it in the tree, which need not
    be at odds.

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
    suggested = [row for row in found["rows"] if row["suggestion"]]
    if found["texts"] > 1:
        click.echo("Suggestions from its texts: same wording, turned round")
        words: Columns = [("kind", "kind"), ("said", "a_text"), ("and", "b_text"), ("cites", cites)]
        show_rows(suggested, words, False, "  None.")
    for why, own in groupby(found["not_compared"], key=lambda row: row["why"]):
        click.echo(f"Not compared: {', '.join(row['document'] for row in own)}. {why}", err=True)
    if by["tree"]:
        click.echo(
            "On an issue / and one above it: their poles need not be each other's opposites, so read them"
        )
        show_rows(by["tree"][:_MOST], columns, False, "")
        if len(by["tree"]) > _MOST:
            click.echo(f"… and {len(by['tree']) - _MOST} more such: --json shows all.")


def _issues(row: Mapping[str, Any]) -> str:
    return row["issue"] if row["issue"] == row["b_issue"] else f"{row['issue']} / {row['b_issue']}"


def _side(row: Mapping[str, Any], side: str) -> str:
    return f"{row[f'{side}_on'] or 'no date'}: {row[f'{side}_stance']:+d}, {row[f'{side}_text'] or row[side]}"


VERBS = ((_PURPOSE, reprint), (_PURPOSE, series), (_PURPOSE, contradictions))
