"""Verbs that weigh rival explanations and tell what to look for next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from linewatch.cli.output import Columns, show_json, show_rows
from linewatch.cli.shell import Session, json_option, tell

_PURPOSE = "Weigh explanations"
_SHOWN = 5  # of what a result hangs on; --json gives all


@click.command("weigh")
@click.argument("question")
@click.option("--coder", metavar="WHO", help="Count one analyst's judgements alone. [default: all, averaged]")
@click.option("--as-of", metavar="DATE", help="Count only what had been reported by then.")
@click.option("--html", "page", metavar="FILE", help="Write the result as a page.")
@click.option(
    "--figure", metavar="FILE", help="Write the intervals as SVG; beside it, the matrix and the lead."
)
@click.option("--draws", type=int, help="Draws from each analyst's ranges. [default: 10000]")
@click.option("--seed", type=int, help="Seed of the draws. [default: 1]")
@json_option
@click.pass_obj
def weigh(
    session: Session, question: str, page: str | None, figure: str | None, as_json: bool, **asked: Any
) -> None:
    """Weigh rival explanations against the evidence, and show what the result hangs on.

    Each judgement is a range; all are drawn from many times, and what comes out is a range too, of 90 %. Beside it
    stands how often each hypothesis comes first, and what the classic counts of inconsistency would say. What goes in
    a circle, or was not known by --as-of, is left out and listed. For example:

    \b
        linewatch --case 1956 weigh leak
        linewatch --case 1956 weigh leak --as-of 1956-04-09
        linewatch --case 1956 weigh leak --html leak.html
    """
    given = {name: value for name, value in asked.items() if value is not None}
    found = session.case.weigh(question, **given)
    if outs := [out for out in (page, figure) if out]:
        found["written"] = [file for out in outs for file in session.case.write_weighed(found, out)["files"]]
    if as_json:
        show_json(found)
        return
    _tell_question(found)
    _tell_hypotheses(found)
    _tell_counts(found)
    _tell_hangs(found)
    _tell_problems(found)
    tell([f"Written: {file}" for file in found.get("written", ())])


def _tell_question(found: Mapping[str, Any]) -> None:
    several = found["question"]["kind"] == "several"
    click.echo(
        f"{found['question']['name']} ({'several may contribute' if several else 'exactly one is true'})"
    )
    if limits := found["question"]["limits"]:
        click.echo(f"What these documents cannot tell: {limits}")
    if when := found["settings"]["as_of"]:
        left = found["left_out"]
        click.echo(
            f"As of {when}: {len(left['later'])} items reported later do not count; {len(left['undated'])} without a"
            " date do."
        )
    click.echo()


def _tell_hypotheses(found: Mapping[str, Any]) -> None:
    columns: Columns = [
        ("id", "id"),
        ("hypothesis", "name"),
        ("before", lambda row: _share(row["prior"])),
        ("after", _worth),
        ("mean", lambda row: _share(row["mid"])),
        ("stands first", lambda row: _share(row["rank_probability"])),
        ("judged", "judged"),
    ]
    show_rows(found["hypotheses"], columns, False, "No hypotheses.")
    if len(found["analysts"]) > 1:
        names = [row["analyst"] for row in found["analysts"]]
        own: Columns = [("hypothesis", "hypothesis"), *((name, _of(name)) for name in names)]
        rows = [
            {
                "hypothesis": row["id"],
                **{one["analyst"]: one["mids"].get(row["id"]) for one in found["analysts"]},
            }
            for row in found["hypotheses"]
        ]
        click.echo("Each analyst alone")
        show_rows(rows, own, False, "")


def _of(name: str) -> Any:
    return lambda row: _share(row[name])


def _worth(row: Mapping[str, Any]) -> str:
    if row["refused"]:
        return f"{row['refused']['why']} {row['refused']['needed']}"
    return f"{_share(row['low']).removesuffix(' %')} to {_share(row['high'])}"


def _share(value: float | None) -> str:
    from linewatch.figures.posteriors import percent  # noqa: PLC0415 - help must not wait for it

    return "" if value is None else f"{percent(value)} %"


def _tell_counts(found: Mapping[str, Any]) -> None:
    ordered = [row for row in found["classic"] if row["order"]]
    if not ordered:
        click.echo("The classic counts give no order: no item is judged.\n")
        return
    click.echo("The classic counts would put them in this order, the least contradicted first")
    columns: Columns = [
        ("count", "name"),
        ("order", lambda row: ", ".join(row["order"])),
        ("their fault", "defect"),
    ]
    show_rows(ordered, columns, False, "")


def _tell_hangs(found: Mapping[str, Any]) -> None:
    if found["top"] is None:
        return
    moves = [row for row in found["sensitivity"] if row["shift"]][:_SHOWN]
    columns: Columns = [
        (
            "left out",
            lambda row: f"all {row['id']}" if row["kind"] == row["id"] else f"{row['kind']} {row['id']}",
        ),
        ("lead moves by", lambda row: f"{100 * row['shift']:+.0f} points"),
        ("then first", "top"),
    ]
    click.echo(f"What the lead of {found['top']} hangs on most")
    show_rows(moves, columns, False, "  Nothing that can be left out moves it.")
    click.echo(_flips(found))
    if nothing := found["separates_nothing"]:
        click.echo(f"These separate nothing: {', '.join(nothing)}.")
    click.echo()


def _flips(found: Mapping[str, Any]) -> str:
    if found["flips"]:
        one = found["flips"][0]
        return f"The smallest change of one judgement that puts another first: {_change(one)}; then {one['top']}."
    if pair := found["flips_by_two"]:
        changes = "; and ".join(map(_change, pair))
        return f"No single judgement puts another first; two together do: {changes}; then {pair[-1]['top']}."
    return "No change of one or two judgements puts another first."


def _change(flip: Mapping[str, Any]) -> str:
    before = flip["from_word"] or f"{flip['from_span'][0]:g}..{flip['from_span'][1]:g}"
    return f"{flip['item']} under {flip['hypothesis']} ({flip['analyst']}) from {before} to {flip['to_word']}"


def _tell_problems(found: Mapping[str, Any]) -> None:
    for problem in found["problems"]:
        click.echo(f"{problem['what']} {problem['mend']}")


@click.command("next")
@click.argument("question")
@click.option(
    "--watch", metavar="ITEM", help="Keep an item as an indicator: looked for whenever documents are added."
)
@click.option(
    "--look-for", metavar="WORDS", help="With --watch: the words to look for, where the item names none."
)
@click.option("--coder", metavar="WHO", help="Count one analyst's judgements alone. [default: all, averaged]")
@click.option("--as-of", metavar="DATE", help="Count only what had been reported by then.")
@click.option("--by-cost", is_flag=True, help="Order by what is told for each unit of cost.")
@json_option
@click.pass_obj
def next_(
    session: Session, question: str, watch: str | None, look_for: str | None, as_json: bool, **asked: Any
) -> None:
    """Show what to look for next: which items not yet seen would tell most about the question.

    The information is in bits, as expected before one looks; the cost is noted beside it. For example:

    \b
        linewatch --case 1956 next togliatti
        linewatch --case 1956 next togliatti --watch tito_wording
    """
    if look_for and not watch:
        raise click.UsageError("--look-for goes with --watch ITEM.")
    if watch:
        kept = session.case.watch_evidence(question, watch, look_for)
        if not as_json:
            tell(
                [
                    f"Kept as indicator {kept['id']}, looked for in every document added. See: linewatch indicators"
                ]
            )
    given = {name: value for name, value in asked.items() if value is not None}
    rows = session.case.next_evidence(question, **given)
    if as_json:
        show_json(rows)
        return
    columns: Columns = [
        ("item", "item"),
        ("look for", "told"),
        ("bits", _bits),
        ("seen", lambda row: _share(row["chance_seen"])),
        ("changes the first", lambda row: _share(row["would_change"])),
        ("cost", lambda row: None if row["cost"] is None else f"{row['cost']:g}"),
        ("watched", "watched"),
    ]
    none = f"Nothing is open. Enter what could be looked for with: linewatch evidence {question} --state open --name …"
    show_rows(rows, columns, False, none)


def _bits(row: Mapping[str, Any]) -> str:
    if row["refused"]:
        return f"{row['refused']['why']} {row['refused']['needed']}"
    return f"{row['information_bits']:.2f}"


VERBS: Sequence[tuple[str, click.Command]] = ((_PURPOSE, weigh), (_PURPOSE, next_))
