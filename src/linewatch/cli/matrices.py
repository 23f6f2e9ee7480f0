"""The verb that shows a matrix, writes one to a file and takes one in."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from linewatch.cli.output import Columns, cites, show_fields, show_json, show_rows
from linewatch.cli.shell import Session, json_option, tell

_PIPED = 160  # characters of a line where no terminal says how wide it is
_GAP = 3


@click.command("matrix")
@click.argument("question")
@click.option(
    "--coder", help="One analyst alone; with --from, whose judgements a file holds that does not say."
)
@click.option("--out", metavar="FILE", help="Write it as .csv or .json, by the name.")
@click.option(
    "--from", "source", metavar="FILE", help="Take a matrix in: Linewatch's own, PARC's, Open Synthesis's."
)
@click.option("--name", help="With --from: the question, where the file does not say it.")
@json_option
@click.pass_obj
def matrix(session: Session, question: str, coder: str | None, as_json: bool, **asked: str | None) -> None:
    """Show the matrix of QUESTION, write it to a file, or take one in.

    Hypotheses are rows and items are columns. A file with a row for each item and codes (I, II, C, CC, N, NA, or 1 to
    5) is taken in as well: codes become ranges, and not applicable is no judgement. For example:

    \b
        linewatch --case 1956 matrix leak --coder first
        linewatch --case 1956 matrix leak --out leak.csv
        linewatch --case 1956 matrix iraq --from iraq.csv --name "Will it retaliate?"
    """
    out, source, name = asked["out"], asked["source"], asked["name"]
    if out and source:
        raise click.UsageError("--out and --from exclude each other.")
    if name and not source:
        raise click.UsageError(
            "--name goes with --from. Enter a question with: linewatch question ID --name …"
        )
    if source:
        taken = session.case.read_matrix(question, source, name, coder)
        tell(taken["remarks"])
        show_fields(taken if as_json else _counts(taken), as_json)
    elif out:
        show_fields(session.case.write_matrix(question, out, coder), as_json)
    else:
        _show(session.case.matrix(question, coder), as_json)


def _counts(taken: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was taken in as a person reads it: 3 added, 1 changed."""
    told = {name: value for name, value in taken.items() if name not in ("remarks", "citations_left_out")}
    parts = {name: value for name, value in told.items() if isinstance(value, Mapping)}
    read = {
        name: ", ".join(f"{number} {change}" for change, number in counts.items() if number)
        for name, counts in parts.items()
    }
    return told | read | {"marked": ", ".join(taken["marked"])}


def _show(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        show_json(found)
        return
    asked = found["question"]["id"]
    click.echo(found["question"]["name"])
    for items in _blocks(found):
        none = f"No hypotheses yet: linewatch hypothesis {asked} --help"
        show_rows(found["rows"], [*_heads(found), *_columns(items, asked)], False, none)
    for rival in found["hypotheses"]:
        click.echo(f"{rival['id']}: {rival['name']}")
    columns: Columns = [
        ("item", "id"), ("state", lambda row: row["state"] or "seen"),
        ("kind", "kind"), ("what is seen", "name"), ("group", "group"), ("cites", cites),
    ]  # fmt: skip
    show_rows(found["evidence"], columns, False, f"No evidence yet: linewatch evidence {asked} --help")
    tell([f"{problem['what']} {problem['mend']}" for problem in found["problems"]])


def _short(ident: str, question: str) -> str:
    return ident.removeprefix(f"{question}_")


def _heads(found: Mapping[str, Any]) -> list[tuple[str, Any]]:
    asked = found["question"]["id"]
    heads: list[tuple[str, Any]] = [("", lambda row: _short(row["hypothesis"], asked))]
    return heads + ([("analyst", "analyst")] if len(found["analysts"]) > 1 else [])


def _columns(items: Sequence[Mapping[str, Any]], question: str) -> list[tuple[str, Any]]:
    def cell(ident: str) -> Any:
        return lambda row: _text(row["cells"][ident])

    return [(_short(item["id"], question), cell(item["id"])) for item in items]


def _text(cell: Mapping[str, Any] | None) -> str:
    if cell is None:
        return ""
    low, high = cell["low"], cell["high"]
    return cell["word"] or (f"{low:g}" if low == high else f"{low:g}..{high:g}")


def _blocks(found: Mapping[str, Any]) -> list[list[Mapping[str, Any]]]:
    """Return the items in runs that fit beside one another on the screen."""
    asked, rows = found["question"]["id"], found["rows"]
    width = shutil.get_terminal_size((_PIPED, 24)).columns if sys.stdout.isatty() else _PIPED
    heads = sum(max([len(str(make(row) if callable(make) else row[make])) for row in rows] or [0]) + _GAP
                for _, make in _heads(found))  # fmt: skip
    blocks: list[list[Mapping[str, Any]]] = [[]]
    room = width - heads
    for item in found["evidence"]:
        cells = [len(_text(row["cells"][item["id"]])) for row in rows]
        wide = max([len(_short(item["id"], asked)), *cells]) + _GAP
        if wide > room and blocks[-1]:
            blocks.append([])
            room = width - heads
        blocks[-1].append(item)
        room -= wide
    return blocks
