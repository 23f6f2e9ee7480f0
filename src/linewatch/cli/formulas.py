"""The verb that finds the set phrases of a movement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from linewatch.cli.output import Columns, cites, show_json, show_rows
from linewatch.cli.shell import Session, json_option, tell

_PURPOSE = "Follow words"
_FEW = 3  # variants, actors and glosses that a table shows
_LONGEST = 240  # characters of an explanation that a table shows


@click.command("formulas")
@click.option("--since", metavar="DATE", help="Only documents that can be as late.")
@click.option("--until", metavar="DATE", help="Only documents that can be as early.")
@click.option("--centre", metavar="A", help="Whose explanations are looked for. [default: the case's centre]")
@click.option(
    "--variants-of", "variants_of", metavar="WORDS", help="Follow this phrase, in place of those found."
)
@click.option("--kind", default="formula", show_default=True, metavar="KIND",
              help="formula, or what is told apart from them: boilerplate or name.")  # fmt: skip
@click.option(
    "--by", metavar="PERIOD", help="Heat by decade, year, half, quarter or month. [default: as the dates go]"
)
@click.option("--language", metavar="L", help="Of the documents. [default: the one most words are in]")
@click.option("--limit", default=100, show_default=True, type=int, help="How many, the weightiest first.")
@json_option
@click.pass_obj
def formulas(session: Session, as_json: bool, **asked: Any) -> None:
    """Show the set phrases of the texts held: who used them when, how they were reworded and explained.

    They are found without a list: the longest runs of words that recur in three documents beyond what shuffled
    texts give, weightier the less their words belong to every subject. Names and boilerplate are told apart (--kind).
    Heat is uses per 10,000 words: cool, lukewarm from 0.3, warm from 1, hot from 3, blazing from 10. A phrase is dead
    where its silence is longer than its use would let one expect, of all phrases told together (p in --json), and no
    part or other ending of it lives on; a wording that went over into another is marked with an arrow. Explanations
    of the centre are in order of date.

    For example:

    \b
        linewatch --case 1956 formulas --since 1956-02 --limit 20
        linewatch --case 1956 formulas --variants-of "cult of the individual"
    """
    found = session.case.formulas(report=lambda line: tell([line]), **asked)
    if as_json:
        show_json(found["rows"])
        _tell_left(found)
        return
    columns: Columns = [
        ("formula", "formula"),
        ("variants", _variants),
        ("first", "first"),
        ("last", "last"),
        ("uses", "uses"),
        ("documents", "documents"),
        ("hottest", _hottest),
        ("who", _who),
        ("dead", _dead),
        ("cites", cites),
    ]
    show_rows(found["rows"], columns, False, found["why"] or "")
    for row in found["rows"]:
        for one in row["glosses"][:_FEW]:
            click.echo(f"{row['formula']}, {one['on'] or 'no date'} ({one['kind']}): {_cut(one['text'])}")
    if found["rows"] and (why := found["rows"][0]["glosses_refused"]):
        click.echo(f"No explanations: {why['why']}. It takes {why['needed']}", err=True)
    others = [f"{count} {kind}" for kind, count in found["apart"].items() if count]
    if others:
        click.echo(f"Forms of each kind beyond chance: {', '.join(others)}.", err=True)
    _tell_left(found)


def _tell_left(found: Mapping[str, Any]) -> None:
    whys: dict[str, int] = {}
    for one in found["left_out"]:
        why = one["why"].partition(":")[0].partition(" as ")[0]
        whys[why] = whys.get(why, 0) + 1
    for why, count in sorted(whys.items()):
        click.echo(f"Left out, {why}: {count} document{'' if count == 1 else 's'}.", err=True)


def _variants(row: Mapping[str, Any]) -> str:
    told = [f"{one['text']} ({one['uses']})" for one in row["variants"][:_FEW]]
    more = len(row["variants"]) - _FEW
    gone = [f"{one['from']} → {one['to']} {one['on']}" for one in row["rewordings"] if one["gone_over"]]
    return "; ".join([*told, *([f"{more} more"] if more > 0 else []), *gone])


def _hottest(row: Mapping[str, Any]) -> str:
    held = [one for one in row["heat"] if one["per_10000"]]
    if not held:
        return ""
    best = max(held, key=lambda one: one["per_10000"])
    return f"{best['period']} {best['per_10000']:.2g} {best['level']}"


def _who(row: Mapping[str, Any]) -> str:
    told = [f"{one['actor'] or 'nobody named'} {one['uses']}" for one in row["actors"][:_FEW]]
    more = len(row["actors"]) - _FEW
    return ", ".join([*told, *([f"{more} more"] if more > 0 else [])])


def _dead(row: Mapping[str, Any]) -> str:
    died = row["died"]
    if died["lives_on"]:
        return f"no, lives on: {died['lives_on'][0]['text']}"
    return f"since {row['last']}, p {died['p_together']:.2g}" if died["dead"] else ""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} […]"


VERBS = ((_PURPOSE, formulas),)
