"""Verbs that enter one row of the said ledger, list its tables, and take a change back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import click

from linewatch.cli.output import Columns, cited, show_fields, show_rows
from linewatch.cli.shell import Session, json_option, tell
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import (
    CITED,
    Access,
    Actor,
    Acts,
    Attribute,
    Certainty,
    Deed,
    Event,
    Indicator,
    Issue,
    Rule,
    SaidRow,
    Statement,
    rules,
)

_ENTER, _LOOK, _RIGHT = "Record who said what", "Look at the record", "Put right"

_LISTED = 40  # rows undone at once that are listed one by one

# What an option means where its name does not say.
_HELP = {
    "stance": "Between the issue's poles: -2 to 2; leave out where none is taken.",
    "target": "At whom or what it is aimed: an id in actors or issues.",
    "said_on_ground": "How the date is known.",
    "date_ground": "How the date is known.",
    "about": "The date told of, as EDTF.",
    "form": "In which form: congress, resolution, editorial, broadcast …",
    "channel": "Through what: Pravda, closed session, leak …",
    "stratum": "From where in a body the speaker speaks.",
    "summary": "What was said or done, in your own words.",
    "coder": "Who coded it.",
    "minus": "What a stance of -2 means.",
    "plus": "What a stance of +2 means.",
    "type": "What kind of deed: visit, reprint, rebuke, resign …",
    "mode": None,
    "context": "What it was about: coordination, personnel …",
    "outside_date": "A date from elsewhere, as EDTF.",
    "outside_source": "Whence that date comes.",
    "publishes": "The text it makes public: an id in events, or a document's key.",
    "look_for": "What to look for, as it is given to search.",
    "value": "What it is for this actor; a plain number where it is one.",
    "text": "Which text: an id in events, or a document's key.",
}
_VERBS = {"statements": "state", "actors": "actor", "issues": "issue", "events": "event", "deeds": "deed",
          "access": "grant", "attributes": "attribute", "indicators": "watch"}  # fmt: skip
_ENTRIES: tuple[tuple[str, type[SaidRow], str, str], ...] = (
    ("actor", Actor, "Enter an actor: a party, a leader, an organ, an audience.",
     'linewatch --case 1956 actor --id pci --name "Italian Communist Party" --kind party'),
    ("issue", Issue, "Enter an issue, with what its two poles mean.",
     'linewatch --case 1956 issue --id the_man --name "The man" --minus "condemned" --plus "defended"'),
    ("event", Event, "Enter a dated event, planned or happened.",
     'linewatch --case 1956 event --id speech --name "Secret speech" --date 1956-02-25 --cite memorandum:14'),
    ("state", Statement, "Enter a statement: who said what, on which issue, when.",
     "linewatch --case 1956 state --actor pci --issue the_man --act criticises --said-on 1956-03-14"
     ' --cite memorandum:34 --words "Terms later revealed"'),
    ("deed", Deed, "Enter a deed: a visit, a reprint, a rebuke.",
     "linewatch --case 1956 deed --actor cpsu --recipient pcf --type visit --cite memorandum:38"),
    ("grant", Access, "Enter who had which text, when, through which channel.",
     "linewatch --case 1956 grant --actor pci --text speech --extent part --cite memorandum:34"),
    ("attribute", Attribute, "Enter what an actor is: its culture, legality, size, what it had read before.",
     "linewatch --case 1956 attribute --actor cpusa --name culture --value anglo_saxon --cite memorandum:30"),
    ("watch", Indicator, "Keep words as an indicator: looked for whenever documents are added.",
     "linewatch --case 1956 watch --id polycentrism --look-for 'polycentr*' --issue autonomy"),
)  # fmt: skip


def _aliases(row: Mapping[str, Any]) -> str:
    return ", ".join(row["aliases"])


def _stance(row: Mapping[str, Any]) -> str | None:
    """Return a statement's stance as first read, and the agreed one where there is one."""
    first = None if row["stance"] is None else str(row["stance"])
    if row["agreed"] is None:
        return first
    agreed = row["agreed"]["stance"]
    return f"{first or 'none'} (agreed: {'none' if agreed is None else agreed})"


def _when(row: Mapping[str, Any]) -> str | None:
    """Return an event's date; one that only another source gives is said to be from outside."""
    return row["date"] or (f"{row['outside_date']} (outside)" if row["outside_date"] else None)


_LISTS: tuple[tuple[str, str, Columns], ...] = (
    ("statements", "who said what on which issue, and when",
     [("id", "id"), ("said on", "said_on"), ("actor", "actor"), ("issue", "issue"), ("stance", _stance),
      ("summary", "summary"), ("cites", cited)]),
    ("actors", "parties, leaders, organs, factions, audiences",
     [("id", "id"), ("name", "name"), ("kind", "kind"), ("parent", "parent"), ("also", _aliases)]),
    ("issues", "the tree of issues and what their poles mean",
     [("id", "id"), ("name", "name"), ("parent", "parent"), ("-2", "minus"), ("+2", "plus")]),
    ("events", "what happened and what was planned",
     [("id", "id"), ("date", _when), ("name", "name"), ("cites", cited)]),
    ("deeds", "what actors did to one another",
     [("id", "id"), ("date", "date"), ("actor", "actor"), ("type", "type"), ("recipient", "recipient"),
      ("cites", cited)]),
    ("access", "who had which text, when, through which channel",
     [("actor", "actor"), ("text", "text"), ("date", "date"), ("channel", "channel"), ("extent", "extent"),
      ("cites", cited)]),
    ("attributes", "what actors are, against which their reactions are compared",
     [("id", "id"), ("actor", "actor"), ("name", "name"), ("value", "value"), ("date", "date"), ("cites", cited)]),
)  # fmt: skip


def _by_date(row: Mapping[str, Any]) -> tuple[bool, Any]:
    """Return an order for reading: by date where a row has one, the undated last, else as it stands."""
    told = row.get("said_on") or row.get("date") or row.get("outside_date")
    return told is None, PartialDate.parse(told).sort_key if told else ()


def _option(name: str, rule: Rule) -> click.Option:
    """Return the option of one column: what it may hold is said where the column is declared."""
    kind: click.ParamType | None = None
    if rule.type == "whole":
        kind = click.IntRange(rule.low, rule.high)
    elif rule.one_of:
        kind = click.Choice(rule.one_of)
    told = _HELP.get(name) or (
        "As EDTF: 1956-04-09, 1956-04~, 1956-03-14/1956-03-17." if rule.type == "date" else None
    )
    if rule.refers:
        told = f"By its id in {rule.refers}."
    if rule.required and name != "id":
        told = f"{told or ''} A new row must have it.".strip()
    return click.Option([f"--{name.replace('_', '-')}"], type=kind, help=told)


def _entry(name: str, kind: type[SaidRow], what: str, example: str) -> click.Command:
    def run(cite: tuple[str, ...], words: tuple[str, ...], as_json: bool, **values: Any) -> None:
        session = click.get_current_context().find_object(Session)
        if session:
            given = {name: value for name, value in values.items() if value is not None}
            row = session.case.enter(kind.table, given, cite, words)
            if not as_json and row["change"] == "changed":
                tell(
                    [
                        f"The row {row['id']} was on record; what was given of it is changed. See: linewatch history"
                    ]
                )
            show_fields(row, as_json)

    params: list[click.Parameter] = [_option(name, rule) for name, rule in rules(kind).items()]
    params += [
        click.Option(
            ["--cite"], multiple=True, metavar="DOC:N", help="The passage it rests on; may be repeated."
        ),
        click.Option(
            ["--words"], multiple=True, help="The exact words there, a dozen at most; after each --cite."
        ),
        click.Option(["--json", "as_json"], is_flag=True, help="One JSON value instead of a table."),
    ]
    again = "With the id of a row on record, the fields that are given change and the others stay."
    text = f"{what}\n\n{again} For example:\n\n\b\n    {example}"
    return click.Command(name, callback=run, params=params, help=text)


def _list(table: str, what: str, columns: Columns) -> click.Command:
    def run(as_json: bool) -> None:
        session = click.get_current_context().find_object(Session)
        if session:
            none = f"No {table} yet. Enter one with: linewatch {_VERBS[table]} --help"
            rows = session.case.rows(table)
            show_rows(rows if as_json else sorted(rows, key=_by_date), columns, as_json, none)

    option = click.Option(["--json", "as_json"], is_flag=True, help="One JSON value instead of a table.")
    text = f"List {table}: {what}.\n\nFor example:\n\n\b\n    linewatch --case 1956 {table}"
    return click.Command(table, callback=run, params=[option], help=text)


@click.command("indicators")
@json_option
@click.pass_obj
def indicators(session: Session, as_json: bool) -> None:
    """List indicators: words watched for, and where they are found.

    For example:

    \b
        linewatch --case 1956 indicators
    """
    columns: Columns = [
        ("id", "id"),
        ("looked for", "look_for"),
        ("issue", "issue"),
        ("evidence", "evidence"),
        ("passages", "passages"),
        ("first places", lambda row: ", ".join(row["places"])),
    ]
    none = "No indicators yet. Keep one with: linewatch watch --help"
    show_rows(session.case.indicators(), columns, as_json, none)


@click.command("agree")
@click.argument("statement")
@click.option("--stance", type=click.IntRange(-2, 2), help="The stance agreed on.")
@click.option("--no-stance", is_flag=True, help="Agreed that no stance is taken.")
@click.option("--act", type=click.Choice(Acts), help="What the speaker does by saying it.")
@click.option("--target", help="At whom or what it is aimed: an id in actors or issues.")
@click.option("--certainty", type=click.Choice(Certainty), help="How sure the source is.")
@click.option("--note", help="Why.")
@json_option
@click.pass_obj
def agree(session: Session, statement: str, no_stance: bool, as_json: bool, **codes: Any) -> None:
    """Enter the reading of a statement that its coders agreed on.

    It stands beside their own readings, which stay as they are, and counts as nobody's when coders are compared. A code
    that is not given is taken over where the readings have it alike. For example:

    \b
        linewatch --case 1956 agree ci_lid --no-stance --note "the staff judges, and takes no side"
    """
    given = {name: value for name, value in codes.items() if value is not None}
    if no_stance and "stance" in given:
        raise click.UsageError("--stance and --no-stance exclude each other.")
    row = session.case.agree(statement, **given, **({"stance": None} if no_stance else {}))
    if not as_json and row["open"]:
        tell([f"Still open, since the readings differ: {', '.join(row['open'])}."])
    show_fields(row if as_json else {k: v for k, v in row.items() if k != "readings"}, as_json)


@click.command("history")
@json_option
@click.pass_obj
def history(session: Session, as_json: bool) -> None:
    """List all that was entered, changed, withdrawn and undone.

    For example:

    \b
        linewatch --case 1956 history
    """
    columns: Columns = [
        ("no.", "seq"),
        ("act", "act"),
        ("table", "table"),
        ("row", lambda row: _name(row["identity"])),
        ("what changed", _changes),
        ("undoes", "undoes"),
    ]
    show_rows(session.case.history(), columns, as_json, "Nothing has been entered yet.")


def _name(row: Mapping[str, Any]) -> str:
    """Return what tells a row from others of its table."""
    return " ".join(str(value) for name, value in row.items() if name not in ("undone", "table"))


def _changes(entry: Mapping[str, Any]) -> str:
    """Return which fields an entry changed, from what to what."""
    before = entry["before"]["row"] if entry["before"] else {}
    after = entry["after"]["row"] if entry["after"] else {}
    if not before or not after:
        return ""
    return "; ".join(
        f"{name}: {before[name]} → {after[name]}" for name in after if before[name] != after[name]
    )


@click.command("undo")
@json_option
@click.pass_obj
def undo(session: Session, as_json: bool) -> None:
    """Undo the last change that stands; run again, the one before it.

    An import is undone as a whole. Documents that were added are let go of with: linewatch remove DOC

    For example:

    \b
        linewatch --case 1956 undo
    """
    undone = session.case.undo()
    if len(undone) > _LISTED and not as_json:
        tables = Counter(row["table"] for row in undone)
        told = ", ".join(f"{count:,} of {table}" for table, count in tables.items())
        click.echo(f"Undone, as it was entered at once: {told}. What it was: linewatch history")
        return
    columns: Columns = [("no.", "undone"), ("table", "table"), ("row", _name)]
    show_rows(undone, columns, as_json, "Nothing was undone.")


@click.command("withdraw")
@click.argument("table", type=click.Choice(CITED))
@click.argument("ident", metavar="ID")
@json_option
@click.pass_obj
def withdraw(session: Session, table: str, ident: str, as_json: bool) -> None:
    """Take a row out of what stands; the history keeps it.

    For example:

    \b
        linewatch --case 1956 withdraw statements s12
    """
    show_fields(session.case.withdraw(table, ident), as_json)


VERBS: tuple[tuple[str, click.Command], ...] = (
    *((_ENTER, _entry(*entry)) for entry in _ENTRIES),
    (_ENTER, agree),
    *((_LOOK, _list(*listed)) for listed in _LISTS),
    (_LOOK, indicators),
    (_LOOK, history),
    (_RIGHT, withdraw),
    (_RIGHT, undo),
)
