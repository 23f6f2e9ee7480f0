"""Verbs that set coders and actors side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from linewatch.cli.output import Columns, cites, show_json, show_rows
from linewatch.cli.shell import Session, json_option

_PURPOSE = "Measure"


@click.command("disagreements")
@click.option("--issue", help="Only statements on this issue and all below it.")
@json_option
@click.pass_obj
def disagreements(session: Session, issue: str | None, as_json: bool) -> None:
    """Show side by side what coders read differently, the widest apart first.

    A code that all readings share is left out. What the coders agree on afterwards is entered with agree, and
    changes neither reading. For example:

    \b
        linewatch --case 1956 disagreements --issue analysis
    """
    columns: Columns = [
        ("statement", "statement"),
        ("issue", "issue"),
        ("readings", _readings),
        ("agreed", lambda row: _codes(row["agreed"], row["differs"]) if row["agreed"] else ""),
        ("what was said", "summary"),
        ("cites", _words),
    ]
    none = "No statement was read differently. linewatch agreement tells how many were coded twice."
    show_rows(session.case.disagreements(issue), columns, as_json, none)


def _readings(row: Mapping[str, Any]) -> str:
    return "; ".join(f"{r['coder'] or 'unnamed'}: {_codes(r, row['differs'])}" for r in row["readings"])


def _codes(reading: Mapping[str, Any], differs: list[str]) -> str:
    """Return those codes of a reading on which coders differ."""
    told = {code: reading[code] if reading[code] is not None else "none" for code in differs}
    if isinstance(told.get("stance"), int):
        told["stance"] = f"{told['stance']:+d}" if told["stance"] else "0"
    return ", ".join(f"{code} {value}" for code, value in told.items())


def _words(row: Mapping[str, Any]) -> str:
    told = [f"“{c['exact']}”" for c in row["cites"] if c["exact"]]
    return f"{cites(row)} {' '.join(told)}".rstrip()


@click.command("differences")
@click.option("--on", metavar="ATTRIBUTE", help="One attribute; parent is the body above an actor.")
@click.option("--of", metavar="MEASURE", help="answered, days, criticised, stance:ISSUE or distance:ISSUE.")
@click.option("--event", help="What is answered. [default: the event with most answers]")
@click.option("--kind", help="Which actors are compared. [default: the kind to which most who answer belong]")
@click.option("--rest", is_flag=True, help="Take actors of which an attribute is not told for a group.")
@json_option
@click.pass_obj
def differences(session: Session, as_json: bool, **asked: Any) -> None:
    """Ask whether actors differ by what they are, rival explanations side by side.

    Every test is exact for few actors; the least p is the smallest that so few could have given. The p of all holds
    for all tests together (Holm). An actor of which the record has no statement, or not the attribute, is left out and
    listed: silence is not agreement. For example:

    \b
        linewatch --case 1956 differences
        linewatch --case 1956 differences --on culture --of criticised --rest
    """
    found = session.case.differences(**asked)
    if as_json:
        show_json(found)
        return
    click.echo(f"Actors of kind {found['kind'] or 'none'}; answers to {found['event'] or 'no event'}\n")
    columns: Columns = [
        ("attribute", "attribute"),
        ("outcome", "outcome"),
        ("groups", _groups),
        ("n", "n"),
        ("left out", "missing"),
        ("p", lambda row: _p(row["p"], row["exact"]) if row["refused"] is None else row["refused"]["why"]),
        ("least p", lambda row: _p(row["p_least"], exact=True)),
        ("p of all", lambda row: _p(row["p_holm"], row["exact"])),
        ("difference, 90 %", _effect),
    ]
    show_rows(found["rows"], columns, False, "Nothing to compare.")
    tests = found["tests"]
    click.echo(f"{tests} test{'' if tests == 1 else 's'}." if tests else "No test could be made.")
    rivals = [row for row in found["rivals"] if row["n"]]
    if rivals:
        click.echo("\nHow far the rivals coincide among these actors")
        both: Columns = [
            ("rivals", lambda row: f"{row['a']}, {row['b']}"),
            ("who is both", lambda row: "; ".join(map(_cell, row["table"]))),
            ("n", "n"),
            ("p", lambda row: "no test can part them" if row["inseparable"] else _p(row["p"], row["exact"])),
        ]
        show_rows(rivals, both, False, "")
    for row in found["rows"]:
        if row["same_place"] and row["refused"] is None:
            told = f"{row['attribute']}, {row['outcome']}: of {', '.join(row['same_place'])} both are told in one place"
            click.echo(f"{told} alone, so that the one does not test the other.")
    left = {(one["actor"], one["why"]) for row in found["rows"] for one in row["left_out"]}
    by_why: dict[str, list[str]] = {}
    for actor, why in sorted(left):
        by_why.setdefault(why, []).append(actor)
    for why, actors in sorted(by_why.items()):
        click.echo(f"Left out, {why}: {', '.join(actors)}")


def _cell(cell: Mapping[str, Any]) -> str:
    return f"{cell['a']} and {cell['b']}: {', '.join(cell['actors'])}"


def _groups(row: Mapping[str, Any]) -> str:
    return "; ".join(f"{g['value']} {_told(g)}" for g in row["groups"])


def _told(group: Mapping[str, Any]) -> str:
    if group["yes"] is not None:
        return f"{group['yes']} of {group['n']}"
    low, high = group["median_low"], group["median_high"]
    median = (
        f"{low:.3g}"
        if low == high
        else f"{low:.3g} to {high:.3g}"
        if high is not None
        else f"{low:.3g} or more"
    )
    return f"{median} (of {group['n']})"


def _p(value: float | None, exact: bool | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" + ("" if exact else " (drawn)")


def _effect(row: Mapping[str, Any]) -> str:
    effect = row["effect"]
    if effect is None:
        return ""
    if effect["value"] is None and effect["low"] is None and effect["high"] is None:
        return effect["refused"]["why"] if effect["refused"] else ""
    low, high = (f"{e:.2f}" if e is not None else "no bound" for e in (effect["low"], effect["high"]))
    value = f"{effect['value']:.2f}" if effect["value"] is not None else "open"
    return f"{value} ({low} to {high})"


VERBS = ((_PURPOSE, disagreements), (_PURPOSE, differences))
