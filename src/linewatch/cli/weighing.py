"""Verbs that weigh rival explanations and tell what to look for next."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from linewatch.cli.output import Columns, show_json, show_rows
from linewatch.cli.shell import Session, json_option, tell

_PURPOSE = "Weigh explanations"
_SHOWN = 5  # of what a result hangs on; --json gives all
_DIFFER = 3  # of the cells on which analysts differ
_APART = 0.15  # between what an analyst holds and what his judgements give, from where it is told
_LEVEL = 1e-9  # two chances nearer than this stand level
_SLIP_HELP = "Spread of an analyst's slips in log odds, 0 to 5; 0 takes judgements as given. [default: 1.5]"


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
@click.option("--slip", type=float, metavar="X", help=_SLIP_HELP)
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
    _tell_slip(found)
    _tell_analysts(found)
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
    known = any(row["mid"] is not None for row in found["hypotheses"])
    if known and (unseen := found["unexamined"]):
        click.echo(f"{_share(unseen['share'])} lies with explanations nobody examined.")


def _tell_slip(found: Mapping[str, Any]) -> None:
    if not found["settings"]["drawn"]:
        return
    slip = found["settings"]["slip"]
    if not slip:
        click.echo("Judgements are taken as they were given: --slip 0 allows for no slips of the analysts.\n")
        return
    even = round(100 / (1 + math.exp(-slip)))
    click.echo(
        f"Each judgement is taken as unsure by a slip of {slip:g} in log odds (as from 50 to {even} in a hundred),"
        " beside its range; --slip 0 takes that out.\n"
    )


def _tell_analysts(found: Mapping[str, Any]) -> None:
    if len(found["analysts"]) > 1:
        names = [row["analyst"] for row in found["analysts"]]
        own: Columns = [("hypothesis", "hypothesis"), *((name, _of(name)) for name in names)]
        rows = [
            {
                "hypothesis": row["id"],
                **{
                    one["analyst"]: None if row["refused"] else one["mids"].get(row["id"])
                    for one in found["analysts"]
                },
            }
            for row in found["hypotheses"]
        ]
        click.echo("Each analyst alone")
        show_rows(rows, own, False, "")
    told = [*_held_apart(found), *_differ(found)]
    for line in told:
        click.echo(line)
    if told:
        click.echo()


def _held_apart(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield of each analyst where what he holds without the matrix is farthest from what his judgements give."""
    known = [row["id"] for row in found["hypotheses"] if not row["refused"]]
    for one in found["analysts"]:
        held, given = one.get("coherent") or {}, one["mids"]
        both = [name for name in known if name in held and given.get(name) is not None]
        if not both:
            continue
        name = max(both, key=lambda name: abs(held[name] - given[name]))
        if abs(held[name] - given[name]) >= _APART:
            yield (
                f"{one['analyst']} held {name} at {_share(held[name])}, the judgements of {one['analyst']} give"
                f" {_share(given[name])}."
            )


def _differ(found: Mapping[str, Any]) -> Iterator[str]:
    if rows := found["differ"][:_DIFFER]:
        yield "Analysts differ most on:"
    for row in rows:
        cells = "; ".join(f"{cell['analyst']}: {_judged(cell)}" for cell in row["cells"])
        yield f"  {row['item']} under {row['hypothesis']}: {cells}"


def _judged(cell: Mapping[str, Any]) -> str:
    low, high = (f"{round(100 * cell[end], 1):g}" for end in ("low", "high"))
    span = f"{low} %" if low == high else f"{low} to {high} %"
    return f"{cell['word']} ({span})" if cell["word"] else span


def _of(name: str) -> Any:
    return lambda row: _share(row[name])


def _worth(row: Mapping[str, Any]) -> str:
    if row["refused"]:
        return "no figure"  # why stands among the problems below
    from linewatch.figures.posteriors import outward  # noqa: PLC0415 - as below

    low, high = outward(row["low"], row["high"])
    return f"{low} to {high} %"


def _share(value: float | None) -> str:
    from linewatch.figures.posteriors import percent  # noqa: PLC0415 - help must not wait for it

    return "" if value is None else f"{percent(value)} %"


def _tell_counts(found: Mapping[str, Any]) -> None:
    ordered = [row for row in found["classic"] if row["order"]]
    if not ordered:
        click.echo("The classic counts give no order: no item that counts is judged.\n")
        return
    click.echo("The classic counts would put them in this order, the least contradicted first")
    columns: Columns = [
        ("count", "name"),
        ("order", lambda row: ", ".join(row["order"])),
        ("their fault", "defect"),
    ]
    show_rows(ordered, columns, False, "")


def _tell_hangs(found: Mapping[str, Any]) -> None:
    if none := _no_lead(found):
        click.echo(none)
    else:
        _tell_moves(found)
    if nothing := found["separates_nothing"]:
        click.echo(f"These separate nothing: {', '.join(nothing)}.")
    if little := found["separates_little"]:
        click.echo(f"As they are judged, these tell little: {', '.join(little)}.")
    click.echo()


def _no_lead(found: Mapping[str, Any]) -> str:
    """Return why no lead can be told; empty where there is one."""
    mids = sorted(
        ((row["mid"], row["id"]) for row in found["hypotheses"] if row["mid"] is not None), reverse=True
    )
    if not mids:
        return "No lead: no explanation has a figure."
    if (unseen := found["unexamined"]) and unseen["most"] > mids[0][0]:
        return f"No lead: more lies with an explanation that nobody examined than with {mids[0][1]}."
    if len(mids) < 2:
        return f"No lead: {mids[0][1]} alone has a figure."
    if found["top"] is None:
        return "No lead: all stand alike."
    if mids[0][0] - mids[1][0] < _LEVEL:
        return f"No lead: {mids[0][1]} and {mids[1][1]} stand alike."
    return ""


def _tell_moves(found: Mapping[str, Any]) -> None:
    moving = [row for row in found["sensitivity"] if row["shift"] is None or row["shift"]]
    moves = moving[:_SHOWN]
    columns: Columns = [
        (
            "left out",
            lambda row: f"all {row['id']}" if row["kind"] == row["id"] else f"{row['kind']} {row['id']}",
        ),
        ("lead moves by", _moved),
        ("then first", lambda row: row["top"] or "none: no figure is left"),
    ]
    click.echo(f"What the lead of {found['top']} hangs on most")
    show_rows(moves, columns, False, "  Nothing that can be left out moves it.")
    if len(moving) > len(moves):
        click.echo(f"All {len(moving)} with --html FILE or --json.")
    click.echo(_flips(found))


def _moved(row: Mapping[str, Any]) -> str:
    return "no lead is left" if row["shift"] is None else f"{100 * row['shift']:+.0f} points"


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
@click.option("--slip", type=float, metavar="X", help=_SLIP_HELP)
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
    _echo_wanted(question, rows, columns)


def _echo_wanted(question: str, rows: Sequence[Mapping[str, Any]], columns: Columns) -> None:
    none = f"Nothing is open. Enter what could be looked for with: linewatch evidence {question} --state open --name …"
    show_rows(rows, columns, False, none)
    for row in rows:
        if row["refused"]:
            click.echo(
                f"{row['item']} has no figure: {row['refused']['why']}. Judge it under two hypotheses at least, by one"
                f" analyst: linewatch judge {row['item']} HYPOTHESIS=RANGE --coder WHO"
            )


def _bits(row: Mapping[str, Any]) -> str:
    if row["refused"]:
        return "no figure"
    return f"{row['information_bits']:.2f}"


VERBS: Sequence[tuple[str, click.Command]] = ((_PURPOSE, weigh), (_PURPOSE, next_))
