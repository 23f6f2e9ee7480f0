"""The verb that asks who used a text's terms before it was public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from linewatch.cli.output import Columns, cites, show_rows
from linewatch.cli.shell import Session, json_option

_PURPOSE = "Measure"
_TERMS = 6  # of a row that a table shows


@click.command("foreknowledge")
@click.argument("text")
@click.option("--public", required=True, metavar="DATE", help="When TEXT became public, as EDTF: 1956-06-04.")
@click.option("--official", multiple=True, metavar="ACTOR",
              help="Whose texts count as official, besides TEXT's issuer and the centre; again for more.")  # fmt: skip
@json_option
@click.pass_obj
def foreknowledge(session: Session, text: str, public: str, official: Sequence[str], as_json: bool) -> None:
    """Show who used terms that are new with TEXT before it was public.

    A term is a word or a phrase of up to five words, and new if at most one in a hundred of the earlier texts of
    TEXT's language has it: none of fewer than a hundred, two of 250. How many have it stands behind it. It is
    evidence only if no text of another that is held from between had it as early, and the actor had
    not used it before. The score is how far their summed log-rarity lies above what chance gives a text as long, as
    near in subject and as soon. For p, earlier texts are put in TEXT's place, with their actors and dates: how often
    does a text in their window do as well, and (corrected) the best of a window? A low p tells of shared words, not of
    how they were come by: a common source that is not held explains them as well.

    For example:

    \b
        linewatch --case 1956 foreknowledge secret_speech --public 1956-06-04
    """
    rows = session.case.foreknowledge(text, public, official)
    columns: Columns = [
        ("document", "document"),
        ("date", "date"),
        ("actor", "actor"),
        ("terms", _terms),
        ("score", lambda row: _figure(row["score"])),
        ("p", lambda row: _p(row["p_value"])),
        ("corrected", lambda row: _p(row["p_corrected"])),
        ("otherwise explained", _explained),
        ("cites", cites),
    ]
    if as_json:
        show_rows(rows, columns, as_json, "")
        return
    if len(rows) == 1 and rows[0]["refused"] and not rows[0]["document"]:
        click.echo(f"No figures: {rows[0]['refused']['why']}.\nNeeded: {rows[0]['refused']['needed']}.")
        return
    show_rows(
        [row for row in rows if row["hits"]], columns, False, "No text between uses a term new with it."
    )
    _say_rest(rows)


def _say_rest(rows: Sequence[Mapping[str, Any]]) -> None:
    told = next((row["background"] for row in rows if row["background"]), None)
    if told:
        click.echo(
            f"{_new(told)};"
            f" {told['compared']} texts compared; {told['places']} other texts put in its place;"
            f" {told['undated']} without a date left out."
        )
    for why in dict.fromkeys(row["refused"]["why"] for row in rows if row["refused"]):
        named = [row for row in rows if row["refused"] and row["refused"]["why"] == why]
        documents = ", ".join(row["document"] for row in named if row["document"])
        click.echo(f"No figures for {documents}: {why}. Needed: {named[0]['refused']['needed']}.")


def _new(told: Mapping[str, Any]) -> str:
    if told["new_terms"] is None:
        return f"{told['texts_before']} earlier texts, too few to tell which terms are new"
    most = f"at most {told['most_before']}" if told["most_before"] else "none"
    return f"{told['new_terms']:,} terms are new: {most} of the {told['texts_before']} earlier texts has them"


def _terms(row: Mapping[str, Any]) -> str:
    kept = [hit for hit in row["hits"] if hit["evidence"]]
    told = [hit["term"] + (f" ({hit['before']} earlier)" if hit["before"] else "") for hit in kept]
    rest = len(told) - _TERMS
    return "; ".join(told[:_TERMS]) + (f"; {rest} more" if rest > 0 else "")


def _explained(row: Mapping[str, Any]) -> str:
    return "; ".join(
        f"{one['kind']}: {len(one['terms'])}" for one in row["alternatives"] if one["kind"] != "chance"
    )


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _p(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


VERBS = ((_PURPOSE, foreknowledge),)
