"""The verb that reads how sure a document sounds, and the same scale used for writing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from linewatch.cli.output import Columns, cites, show_json, show_rows
from linewatch.cli.shell import Session, json_option, tell

_PURPOSE = "Set texts side by side"
_PERCENT = 100


class _Share(click.ParamType[float]):
    """A share from 0 to 1; whoever writes percents is told the share."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        said = str(value).strip()
        try:
            found = float(said.removesuffix("%"))
        except ValueError:
            self.fail(f"{said!r} is no share from 0 to 1.", param, ctx)
        if said.endswith("%") or 1 < found <= _PERCENT:
            self.fail(f"{said!r} is no share from 0 to 1: use {found / _PERCENT:g}.", param, ctx)
        return found


@click.command("estimates")
@click.argument("document", required=False, metavar="DOC")
@click.option(
    "--scale",
    metavar="NAME",
    help="Whose ranges phrases of likelihood have: kent, icd203, phia, survey or one of your own lexicon.  "
    "[default: kent to read, icd203 to write]",
)
@click.option("--not-read", is_flag=True, help="Show the words that may be estimates and may be none.")
@click.option(
    "--lint",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Instead of DOC: a text of your own, whose likelihoods must give their ranges.",
)
@click.option(
    "--write", nargs=2, type=_Share(), metavar="LOW HIGH", help="Instead of DOC: two shares put into words."
)
@json_option
@click.pass_obj
def estimates(
    session: Session,
    *,
    document: str | None,
    scale: str | None,
    not_read: bool,
    lint: Path | None,
    write: tuple[float, float] | None,
    as_json: bool,
) -> None:
    """Show how sure a document sounds: its estimative phrases, each with its page.

    Six classes are kept apart: likelihood, judgement without odds, basis, absence of evidence, inability, and what is
    attributed to others. Only a likelihood has a range, on the scale that is named beside it: the one asked, or the
    survey where that does not list the phrase; "possible" and the like say that a thing can be and have none. A
    denied phrase is read as denied. With --lint and --write the same scale serves a text of your own. For example:

    \b
        linewatch --case 1956 estimates memorandum --scale kent
        linewatch estimates --lint draft.txt
        linewatch estimates --write 0.6 0.75
    """
    if sum(map(bool, (document, lint, write))) != 1:
        raise click.UsageError("Name one document, or --lint FILE, or --write LOW HIGH.")
    if lint or write:
        _own_text(lint, write, scale, as_json)
    elif not_read:
        found = session.case.estimates_unread(str(document), scale)
        columns: Columns = [("passage", "n"), ("phrase", "phrase"), ("why not read", "why"), ("where", cites)]
        show_rows(found, columns, as_json, "Nothing was left unread.")
    else:
        _read(session, str(document), scale, as_json)


def _read(session: Session, document: str, scale: str | None, as_json: bool) -> None:
    found = session.case.estimates(document, scale)
    columns: Columns = [
        ("passage", "n"),
        ("phrase", "phrase"),
        ("class", "class"),
        ("how likely", _likely),
        ("scale", "scale"),
        ("of what", lambda row: _short(row["target_text"])),
        ("where", cites),
    ]
    show_rows(found, columns, as_json, "No estimative phrase was found.")
    if as_json:
        return
    if left := len(session.case.estimates_unread(document, scale)):
        click.echo(f"Not read, since they may be estimates or not: {left}. Show them with --not-read.")


def _own_text(
    path: Path | None, interval: tuple[float, float] | None, scale: str | None, as_json: bool
) -> None:
    from linewatch.desk.texts import estimating  # noqa: PLC0415 - help must not wait for it

    if interval:
        made = estimating.written(*interval, scale=scale)
        if as_json:
            show_json(made)
            return
        click.echo(made["text"])
        if made["refused"]:
            tell(
                [
                    f"No one phrase: {made['refused']['why']}. It could be said with {made['refused']['needed']}."
                ]
            )
        return
    faults, remark = estimating.looked_over(path or Path(), scale)
    if remark:
        tell([remark])
    columns: Columns = [
        ("line", "line"),
        ("phrase", "phrase"),
        ("what is wrong", "why"),
        ("what to do", "do"),
    ]
    show_rows(faults, columns, as_json, "Every likelihood gives its range.")
    if faults:
        raise click.exceptions.Exit(1)


def _likely(row: Mapping[str, Any]) -> str:
    if row["low"] is None:
        return row["refused"]["why"] if row["class"] == "likelihood" else ""
    return f"{row['low']:.0%} to {row['high']:.0%}" if row["low"] < row["high"] else f"{row['low']:.0%}"


def _short(text: str, most: int = 60) -> str:
    said = " ".join(text.split())
    return said if len(said) <= most else said[: most - 1].rsplit(" ", 1)[0] + " …"


VERBS = ((_PURPOSE, estimates),)
