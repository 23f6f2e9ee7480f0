"""Verbs that place texts by their words alone; each result leads to its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from linewatch.cli.output import Columns, show_json, show_rows
from linewatch.cli.shell import Session, json_option

_PURPOSE = "Measure"
_LISTED = 10  # words shown to each side of a table; JSON has all


@click.command("score")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.option(
    "--between", nargs=2, required=True, metavar="A B", help="The texts that stand for -1 and for +1."
)
@click.option("--issue", help="Only passages that statements on this issue, or below it, cite.")
@click.option(
    "--words", metavar="WORD,WORD*", help="Only passages with one of these words; with --issue, these too."
)
@click.option(
    "--rescale",
    type=click.Choice(["none", "martin-vanberg", "lbg"]),
    default="none",
    show_default=True,
    help="Stretch the Wordscores to the anchors' scale.",
)
@json_option
@click.pass_obj
def score(
    session: Session,
    *,
    texts: tuple[str, ...],
    between: tuple[str, str],
    issue: str | None,
    words: str | None,
    rescale: str,
    as_json: bool,
) -> None:
    """Place texts between two named texts, by their words.

    Text A stands for -1, text B for +1. A word leans to the one that uses it more, and a text stands where its words
    lean on the average. All texts come out near 0, since most words are common to all: read the score against
    where passages of A and of B themselves come out, which is printed. Words may differ by subject, form or time
    as well as by stand. The interval is for other passages of the same sort: another part of a text may treat another
    subject and lie outside it. For example:

    \b
        linewatch --case 1956 score togliatti --between speech resolution
    """
    only = [word for word in (words or "").split(",") if word.strip()]
    found = session.case.score(*texts, between=between, issue=issue, words=only, rescale=rescale)
    if as_json:
        show_json(found)
        return
    columns: Columns = [
        ("text", "document"),
        ("score", lambda row: _signed(row["score"]) or row["refused"]["why"]),
        ("90 %", lambda row: _range(row["low"], row["high"])),
        ("asked otherwise", lambda row: _range(row["sensitivity"]["low"], row["sensitivity"]["high"])
         if row["sensitivity"] else f"needed: {row['refused']['needed']}"),
        ("Wordscores", lambda row: _signed(row["wordscores"])),
        ("90 %", lambda row: _range(row["wordscores_low"], row["wordscores_high"])),
        ("words", "words"),
    ]  # fmt: skip
    if rescale != "none":
        columns = [*columns, ("rescaled", _rescaled)]
    show_rows(found, columns, False, "")
    _tell_anchors(found[0]["anchors"])
    if scaled := next((row["rescaled"] for row in found if row["rescaled"]), None):
        click.echo(f"Rescaled Wordscores ({scaled['how']}): {scaled['formula']}.")
    for row in found:
        if row["top_words"]:
            click.echo(f"\nWhat moved {row['document']}")
            show_rows(row["top_words"], _MOVED, False, "")


def _tell_anchors(ends: Mapping[str, Any]) -> None:
    if ends["p_value"] is None:
        return
    a, b = ends["a"], ends["b"]
    click.echo(
        f"-1 stands for {a}, +1 for {b}. Without itself, a passage of {a} comes out at {_signed(ends['a_stands'])}"
        f" on the average, of {b} at {_signed(ends['b_stands'])}; {ends['own_side']:.0%} lie on their own side."
        f" That words tell the two apart so well by chance: p = {ends['p_value']:.3f}."
    )


_MOVED: Columns = [
    ("word", "word"),
    ("moved", lambda row: f"{row['moved']:+.4f}"),
    ("leans", lambda row: f"{row['leaning']:+.2f}"),
    ("here", "times"),
    ("in A", "in_a"),
    ("in B", "in_b"),
    ("where", lambda row: _places(row["cites"])),
]


def _places(cites: Sequence[Mapping[str, Any]]) -> str:
    return "; ".join(
        f"{'p. ' + c['page'] + ' ' if c['page'] else ''}{c['locator']} “{' '.join(c['exact'].split())}”"
        for c in cites
    )


def _rescaled(row: Mapping[str, Any]) -> str:
    one = row["rescaled"]
    return f"{_signed(one['score'])} ({_range(one['low'], one['high'])})" if one else ""


def _signed(value: float | None) -> str:
    return f"{value:+.3f}" if value is not None else ""


def _range(low: float | None, high: float | None) -> str:
    return f"{_signed(low)} to {_signed(high)}" if low is not None else ""


@click.command("separates")
@click.argument("documents", nargs=-1, required=True, metavar="DOC...")
@json_option
@click.pass_obj
def separates(session: Session, documents: tuple[str, ...], as_json: bool) -> None:
    """Show what separates these texts: the one line that tells their words best.

    The line is not a position. It is whatever the texts differ by most, which is often the subject, the form or the
    time: read the words of both ends before anything is made of it. The first text lies towards the low end. The
    scale is in standard deviations of the texts; errors come from drawing each text's passages again (Wordfish,
    Slapin and Proksch 2008). For example:

    \b
        linewatch --case 1956 separates speech resolution memorandum
    """
    found = session.case.separate(*documents)
    if as_json:
        show_json(found)
        return
    columns: Columns = [
        ("text", "document"),
        ("value", lambda row: _signed(row["value"]) or row["refused"]["why"]),
        ("90 %", lambda row: _range(row["low"], row["high"]) or f"needed: {row['refused']['needed']}"),
        ("words", "words"),
    ]
    show_rows(found["rows"], columns, False, "")
    if not found["low_words"]:
        return
    click.echo("What separates these texts; it is no position, and often the subject.")
    heads: Columns = [
        ("word", "word"),
        ("weight", lambda row: f"{row['weight']:+.2f}"),
        ("times", "times"),
        ("where", lambda row: "; ".join(f"{c['document']}: {_places([c])}" for c in row["cites"])),
    ]
    for end in ("low", "high"):
        click.echo(f"\nWords of the {end} end")
        show_rows(found[f"{end}_words"][:_LISTED], heads, False, "")


@click.command("balance")
@click.argument("documents", nargs=-1, required=True, metavar="DOC...")
@click.option(
    "--between", nargs=2, required=True, metavar="C D", help="Two concepts: names, or words with commas."
)
@click.option(
    "--concepts",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Word lists of your own (TOML, as lexicons/balance.en.toml).",
)
@json_option
@click.pass_obj
def balance(
    session: Session,
    documents: tuple[str, ...],
    between: tuple[str, str],
    concepts: Path | None,
    as_json: bool,
) -> None:
    """Show how texts hold two concepts together: which they speak of more.

    -1 is a text that speaks of C alone, +1 of D alone, 0 of both alike. A concept is a list of words: initiative,
    discipline, inflation, employment, war and peace ship for English; words of your own have commas between them and
    a star for any ending. A word that is denied ("not disciplined") is counted, since it is spoken of, and told.
    For example:

    \b
        linewatch --case 1956 balance telegram --between initiative discipline
        linewatch --case fomc balance 2008 2009 --between "inflation*,price*" "employment,jobs"
    """
    found = session.case.balance(*documents, between=between, concepts=concepts)
    if as_json:
        show_json(found)
        return
    first, second = (found[0]["settings"][end][0] for end in ("first", "second"))
    columns: Columns = [
        ("text", "document"),
        ("date", "date"),
        ("balance", lambda row: _signed(row["balance"]) or row["refused"]["why"]),
        ("90 %", lambda row: _range(row["low"], row["high"]) or f"needed: {row['refused']['needed']}"),
        (first, "first"),
        (second, "second"),
        ("passages", "passages"),
        ("with both", "together"),
        ("denied", "negated"),
        ("words", lambda row: ", ".join(f"{w['word']} {w['times']}" for w in row["concept_words"][:_LISTED])),
    ]
    show_rows(found, columns, False, "")
    click.echo(f"-1 is {first} alone, +1 is {second} alone.")
    if len(found) == 1:
        words: Columns = [("word", "word"), ("concept", "concept"), ("times", "times"), ("denied", "negated"),
                          ("where", lambda row: _places(row["cites"]))]  # fmt: skip
        show_rows(found[0]["concept_words"], words, False, "Neither concept is named.")


VERBS = ((_PURPOSE, score), (_PURPOSE, separates), (_PURPOSE, balance))
