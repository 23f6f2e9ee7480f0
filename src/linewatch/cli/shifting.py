"""The verb that sets two texts side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from linewatch.cli.output import Columns, cites, show_json, show_rows
from linewatch.cli.shell import Session, json_option

_PURPOSE = "Set texts side by side"
_SHOWN = 40  # rows of a table that a person reads
_CHANGES = ("reversed", "hardened", "softened", "cannot_tell", "moved", "reworded")
_FOLDED = {"dropped": 5, "added": 10}  # rows shown of what may be most of a text


@click.command("shifts")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--html", "html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write the two columns as a page.")  # fmt: skip
@click.option("--lexicon", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Graded words of your own, added: TOML, see docs/texts.md.")  # fmt: skip
@click.option(
    "--language", metavar="CODE", help="Of both texts, where the case does not say or is mistaken: en, ru …"
)
@click.option("--coded", is_flag=True, help="A and B are events: tell from coded statements.")
@json_option
@click.pass_obj
def shifts(session: Session, before: str, after: str, as_json: bool, **options: Any) -> None:
    """Show what changed from text A to text B.

    Every clause of both texts is in one row: kept, reworded, softened, hardened, reversed, moved, dropped, added, or
    cannot tell; with the words that show it. The heaviest rows come first. All rows are in --json.
    Where no words of the texts' language are graded, it says so and names the languages that it knows.

    For example:

    \b
        linewatch --case 1956 shifts memorandum telegram --html shifts.html
        linewatch --case 1956 shifts --coded secret_speech resolution_june
    """
    html, lexicon, language = options["html"], options["lexicon"], options["language"]
    if options["coded"]:
        if html or lexicon or language:
            raise click.UsageError(
                "--coded tells from statements: --html, --lexicon and --language are for texts."
            )
        columns: Columns = [("kind", lambda row: row["kind"].replace("_", " ")), ("actor", "actor"), ("issue", "issue"),
                            ("before", "cue_a"), ("after", "cue_b"), ("-2 to +2", _poles),
                            ("cites", cites)]  # fmt: skip
        show_rows(session.case.coded_shifts(before, after), columns, as_json, "Nothing is coded of either.")
        return
    rows = session.case.shifts(before, after, lexicon, language)
    if html:
        told = session.case.write_shifts(rows, (before, after), html)
        click.echo(f"The page is in {told['page']}.", err=True)
    if why := next((row["why"] for row in rows if row["why"]), None):
        click.echo(why, err=True)
    if as_json:
        show_json(rows)
        return
    click.echo(session.case.tell_shifts(rows) + "\n")
    _tables(rows)


def _tables(rows: Sequence[Mapping[str, Any]]) -> None:
    count = Counter(row["kind"] for row in rows)
    issue: Columns = [("issue", _issues)] if any(row["issues"] for row in rows) else []
    columns: Columns = [("kind", lambda row: row["kind"].replace("_", " ")), ("cue", _cue), *issue, ("A", "a_text"),
                        ("B", "b_text"), ("cites", cites)]  # fmt: skip
    changes = [row for row in rows if row["kind"] in _CHANGES]
    show_rows(changes[:_SHOWN], columns, False, "Nothing that stands in both was changed.")
    if len(changes) > _SHOWN:
        click.echo(f"… and {len(changes) - _SHOWN} more: --html FILE or --json shows all.")
    for kind, most in _FOLDED.items():
        own = [row for row in rows if row["kind"] == kind]
        if own:
            click.echo(
                f"{kind.capitalize()}: {_clauses(count[kind])}{', the heaviest' if len(own) > most else ''}"
            )
            side = "a" if kind == "dropped" else "b"
            show_rows(own[:most], [*issue, (side.upper(), f"{side}_text"), ("cites", cites)], False, "")
    click.echo(f"Kept: {_clauses(count['kept'])}.")


def _clauses(n: int) -> str:
    return f"{n} clause{'' if n == 1 else 's'}"


def _cue(row: Mapping[str, Any]) -> str:
    if not row["cue_a"] and not row["cue_b"]:
        return ""
    return f"{row['cue_a'] or '(nothing)'} → {row['cue_b'] or '(nothing)'}"


def _issues(row: Mapping[str, Any]) -> str:
    return ", ".join(row["issues"])


def _poles(row: Mapping[str, Any]) -> str:
    return f"{row['minus'] or '?'} … {row['plus'] or '?'}" if row["minus"] or row["plus"] else ""


VERBS = ((_PURPOSE, shifts),)
