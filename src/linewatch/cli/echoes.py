"""The verb that follows words through an archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import click

from linewatch.cli.output import Columns, show_json, show_rows
from linewatch.cli.shell import Session, json_option, tell

_PURPOSE = "Follow words"
_TOLD = 60  # characters of a passage in the table
_PLACES = 60  # places of a chain that are printed


@click.command("echoes")
@click.argument("documents", metavar="[DOC]…", nargs=-1)
@click.option("--since", metavar="DATE", help="Leave out documents that are surely earlier.")
@click.option("--until", metavar="DATE", help="Leave out documents that are surely later.")
@click.option(
    "--pairs", metavar="FILE", type=click.Path(), help="Write every pair of alike places as JSON Lines."
)
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write a page: chains on a time axis, wordings.",
)
@click.option(
    "--chain", "number", metavar="K", type=int, help="Show one chain: every place, gaps, who was silent."
)
@click.option("--boilerplate", is_flag=True, help="Show what recurs by form, such as headings, as well.")
@click.option(
    "--limit",
    metavar="N",
    default=40,
    show_default=True,
    type=click.IntRange(min=1),
    help="Chains in the table, or on the page.",
)
@json_option
@click.pass_obj
def echoes(  # noqa: PLR0917 - as many as it has options
    session: Session,
    documents: tuple[str, ...],
    since: str | None,
    until: str | None,
    pairs: str | None,
    html: str | None,
    number: int | None,
    boilerplate: bool,
    limit: int,
    as_json: bool,
) -> None:
    """Show passages that recur beyond chance, from the earliest held on.

    Everything is set against everything; or, where documents are named, these against all others, in which case
    shorter formulas are found, and others are said to have it from one of these alone. Nothing is to be set: what
    chance would share is measured on made-up documents put together from shuffled pieces of the same texts, and at most
    one pair of alike places in a hundred is due to it. Of chains, each of which rests on its best pair, that is not
    said. The earliest held is not the origin: what came before may not be in the archive. An arrow both ways says that
    the dates allow either order.

    In order: chains that begin with the centre; then by what is shared times how many actors have it; last, documents
    that are copies of one another as a whole (80 % of both), told once.

    For example:

    \b
        linewatch --case un echoes --since 1956
        linewatch --case un echoes RUS_11_1956 --html echoes.html
    """
    if number is not None and (pairs or html):
        raise click.UsageError(
            "--chain shows one chain in the table or with --json; leave --pairs and --html out."
        )
    asked = {"since": since, "until": until, "report": lambda told: tell([told])}
    if pairs:
        show_json(session.case.write_echo_pairs(pairs, *documents, **asked))
        return
    if html:
        show_json(session.case.write_echo_page(html, *documents, limit=limit, **asked))
        return
    rows = session.case.echoes(*documents, **asked)
    last = rows[-1]["chain"] if rows else 0
    if number is not None:
        rows = [row for row in rows if row["chain"] == number]
    if as_json:
        show_json(rows)
        return
    if number is not None:
        _show_chain(rows, number, last)
        return
    chains = [list(group) for _, group in groupby(rows, key=lambda row: row["chain"])]
    borrowed = [chain for chain in chains if boilerplate or chain[0]["kind"] == "borrowing"]
    from linewatch.desk.following.echo_rows import rank  # noqa: PLC0415 - opens what a help text need not wait for

    borrowed.sort(key=rank)
    show_rows(
        [_chain(chain) for chain in borrowed[:limit]],
        _COLUMNS,
        False,
        "No passage recurs beyond chance but by form." if chains else "No passage recurs beyond chance.",
    )
    _tell_rest(chains, borrowed, limit, boilerplate)
    if borrowed:
        _tell_rate(borrowed)


_COLUMNS: Columns = [
    ("chain", "chain"),
    ("places", "places"),
    ("documents", "documents"),
    (
        "earliest held",
        lambda row: f"{row['document']} ({row['date']})" if row["date"] else "no order known (undated)",
    ),
    ("then", "then"),
    ("after days", "lag"),
    ("silent", "silent"),
    ("passage", "text"),
]


def _chain(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    first, later = rows[0], [row for row in rows[1:] if row["document"] != rows[0]["document"]]
    names = list(dict.fromkeys(row["actor"] or row["document"] for row in later))
    return {
        **first,
        "places": len(rows),
        "documents": len({row["document"] for row in rows}),
        "then": ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else ""),
        "lag": _lag(later[0]) if later else "",
        "silent": len(first["silent"]) or "",
        "text": f"{'(whole) ' if first['whole'] else ''}{_short(first['text'])}",
    }


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _TOLD else f"{plain[: _TOLD - 1].rsplit(' ', 1)[0]} …"


def _lag(row: Mapping[str, Any]) -> str:
    low, high = row["lag_days_low"], row["lag_days_high"]
    if low is None and high is None:
        return "?"
    return str(low) if low == high else f"{'?' if low is None else low} to {'?' if high is None else high}"


def _tell_rest(chains: Sequence[Any], shown: Sequence[Any], limit: int, boilerplate: bool) -> None:
    if len(shown) > limit:
        click.echo(f"{len(shown) - limit:,} more chains; see them with --limit, or all with --json.")
    if not boilerplate and len(chains) > len(shown):
        click.echo(
            f"{len(chains) - len(shown):,} recur by form alone (headings, addresses); see them with --boilerplate."
        )


def _tell_rate(chains: Sequence[Sequence[Mapping[str, Any]]]) -> None:
    told = chains[0][0]["settings"]
    doubtful = sum(chain[0]["expected_chance"] >= 1 for chain in chains)
    click.echo(
        f"At most {told['false_share']:.0%} of {told['pairs']:,} pairs of alike places are due to chance "
        f"(level {told['level_nats']:.1f} nats, seed {told['seed']}). That is not said of chains, each of which rests "
        f"on its best pair: {doubtful:,} of {len(chains):,} rest on one as good as chance gives once or more."
    )
    _tell_named(told)


def _tell_named(settings: Mapping[str, Any]) -> None:
    if settings["of"]:
        click.echo(
            f"Only what {', '.join(settings['of'])} shares with the others is known: another text is said to have it "
            "from there, and may have it from elsewhere."
        )


def _show_chain(rows: Sequence[Mapping[str, Any]], number: int, last: int) -> None:
    columns: Columns = [
        ("date", lambda row: row["date"] or "undated"),
        ("document", "document"),
        ("place", lambda row: f"{row['document']}:{row['n']}"),
        ("actor", "actor"),
        (
            "has it from",
            _from,
        ),
        ("after days", _lag),
        ("gaps", lambda row: "; ".join(_gap(gap) for gap in row["gaps"])),
        ("passage", lambda row: " ".join(row["text"].split())),
        ("by", lambda row: "exact words" if row["verbatim"] else ""),
    ]
    none = f"There is no chain {number}: they go from 1 to {last:,}." if last else "There is no chain."
    show_rows(rows[:_PLACES], columns, False, none)
    if len(rows) > _PLACES:
        click.echo(f"{len(rows) - _PLACES:,} more places; see them with --json.")
    if rows:
        _tell_named(rows[0]["settings"])
    if any(not row["from"] for row in rows[1:]):
        click.echo(
            "Where “has it from” is empty, no earlier place of the chain shares enough with it, or a date is wanting."
        )
    if rows and rows[0]["silent"]:
        click.echo(f"Spoke in between and were not found to repeat it: {', '.join(rows[0]['silent'])}.")
    if watchers := sorted({row["actor"] for row in rows if row["not_independent"]}):
        click.echo(
            f"Look on and have it from one source, so that they are one witness: {', '.join(watchers)}."
        )


def _from(row: Mapping[str, Any]) -> str:
    if not row["from"]:
        return ""
    other = list(dict.fromkeys(row["or_from"]))
    told = row["from"] + "".join(f" or {one}" for one in other[:2])
    return (
        f"{told}{f' or {len(other) - 2} more' if len(other) > 2 else ''}{' ⇄' if row['either_way'] else ''}"
    )


def _gap(gap: Mapping[str, Any]) -> str:
    if gap["kind"] == "omitted":
        return f"leaves out “{_short(gap['source_text'])}”"
    if gap["kind"] == "moved":
        return f"moves “{_short(gap['text'])}”"
    if gap["kind"] == "inserted":
        return f"puts in “{_short(gap['text'])}”"
    return f"“{_short(gap['source_text'])}” → “{_short(gap['text'])}”"


VERBS = ((_PURPOSE, echoes),)
