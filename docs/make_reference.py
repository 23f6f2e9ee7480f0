"""Write what the docs say of verbs, methods and columns from the program itself.

``python docs/make_reference.py`` writes reference.md and the table in coding.md; with ``--check`` it writes nothing and
exits 1 where one of them is stale.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from linewatch.cli import cli
from linewatch.cli.main import Verbs
from linewatch.cli.shell import PURPOSES
from linewatch.desk import Case
from linewatch.kinds.said import SAID, Rule, rules

DOCS = Path(__file__).resolve().parent
WIDTH = 100  # characters of a line of help, whatever the terminal
_TABLE = re.compile(r"(?<=<!-- files -->\n).*?(?=<!-- end -->)", re.S)
_HOLDS = {
    "number": "a number",
    "text": "text",
    "date": "date",
    "whole": "whole number",
    "sha256": "SHA-256",
    "object": "JSON object",
    "search": "words as for `search`",
}
# What a column means, by its name, or by table and name where one name means two things.
_MEANS = {
    "about": "The date that the statement tells of.",
    "act": "What the speaker does by saying it.",
    "actor": "Who speaks, acts or has it.",
    "addressee": "To whom it was said.",
    "aliases.actor": "Whose other name it is.",
    "aliases.name": "The other name.",
    "answers": "The event to which it replies.",
    "asked_on": "When it was asked.",
    "attributes.name": "Which attribute: the same word for all actors that are to be compared.",
    "audience": "For whom it was meant, or whom it reached.",
    "authority": "How binding texts of this form are: the higher, the more. Only the order counts.",
    "certainty": "How sure the source is.",
    "channel": "Through what: a newspaper, a closed session, a leak.",
    "citations.id": "The row that the citation supports, by its id.",
    "coder": "Who coded it.",
    "context": "What the deed was about: coordination, personnel.",
    "cost": "Of looking for it, in your own measure.",
    "csl": "What other columns do not say of the document, as CSL JSON.",
    "date": "When, as EDTF.",
    "date_ground": "How the date is known.",
    "deeds.mode": "The manner of the deed, in a word.",
    "dependence": "0: each tells as if it stood alone; 1: all together tell as one.",
    "document": "The document, by its key.",
    "due": "By when it will be known.",
    "event": "The event of which it is part.",
    "events.actor": "Who did it, or was to do it.",
    "evidence": "The item of evidence.",
    "evidence.date": "When it happened.",
    "evidence.kind": "What it is: a row of the record, a finding, a passage, or an argument or assumption marked so.",
    "evidence.name": "What would be seen, in your own words.",
    "evidence.source": "From whom it comes in the end.",
    "evidence_groups.name": "What its items share.",
    "exact": "The words as they stand there, a dozen at most.",
    "extent": "How much of the text they had.",
    "forecasts.name": "What will be known, so that a stranger could tell whether it came true.",
    "form": "In which form it was issued: congress, resolution, editorial, broadcast.",
    "group": "The group whose source or cause it shares.",
    "held_on": "When it was held.",
    "high": "The upper end of the range.",
    "holds_high": "The greatest chance that what is told is so.",
    "holds_low": "The least; empty: by the certainty of the row it rests on.",
    "hypotheses.name": "What it says.",
    "hypotheses.statement": "The statement that puts it forward; that is no evidence for it.",
    "hypothesis": "The hypothesis.",
    "id": "A short name of your own; other rows refer to it.",
    "issue": "On which issue.",
    "issuer": "Who issued it.",
    "key": "The short name under which it is cited.",
    "kind": "What sort it is: party, leader, newspaper; telegram, letter.",
    "language": "Its language, as BCP 47: en, fr.",
    "limits": "What the data of the case cannot tell about it; printed with every result.",
    "locator": "The name by which people cite a place; without locators.csv, a passage's number.",
    "look_for": "What to look for, as it is given to search.",
    "low": "The lower end of the range.",
    "made_on": "When it was given.",
    "marking": "Its classification.",
    "mid": "The chance that is scored, where it is not the middle.",
    "minus": "What a stance of -2 means.",
    "mode": "Whether it happened or was planned.",
    "n": "The passage, by its number.",
    "name": "The name, as the brief prints it.",
    "note": "Whatever else a reader of the record should know.",
    "number": "Its own number.",
    "of": "The table of the row that the citation supports.",
    "outcome": "What came of it; void where it can no longer be told.",
    "outside_date": "A date from elsewhere than the case's documents.",
    "outside_source": "Whence that date comes.",
    "p_end": "Where it ends in the passage's reading text.",
    "p_start": "Where it begins in the passage's reading text; empty for the whole passage.",
    "page": "The page on which the words stand.",
    "parent": "What it belongs to.",
    "place": "Where.",
    "plus": "What a stance of +2 means.",
    "prefix": "A few words before, to tell repeated words apart.",
    "prior": "How likely before the evidence; empty: an equal part of what is left.",
    "publicity": "Before whom it was said.",
    "publishes": "The text that it makes public: an event's id or a document's key.",
    "question": "The question it belongs to.",
    "questions.kind": "one: exactly one hypothesis is true; several: each may contribute.",
    "questions.name": "The question itself.",
    "recipient": "To whom it was done.",
    "reliability_high": "The greatest chance that its source tells anything at all.",
    "reliability_low": "The least; empty: sure.",
    "reported_by": "Who tells of it; empty where the speaker's own paper is cited.",
    "reported_on": "When it was reported.",
    "resolved_on": "When it became known.",
    "rests_on": "The id of the statement, event, deed or access it is, or the key of a finding.",
    "role": "rest: it stands for all that no other says.",
    "said_on": "When it was said, as EDTF.",
    "said_on_ground": "How that date is known.",
    "scale": "The scale whose words are ranges; empty: ICD 203.",
    "seen_high": "The greatest chance that it would have been seen if it were there.",
    "seen_low": "The least; empty: 0 for what was looked for, so that its absence tells nothing.",
    "sha256": "Of the copy from which it was cited; a copy that is added later is known by it.",
    "speaker": "Who speaks in it, where that is another than the issuer.",
    "stance": "Where between the issue's poles; empty where none is told.",
    "state": "seen; absent: looked for, not found; open: not yet looked for. Empty: seen.",
    "statement": "The statement that was coded again.",
    "status": "Whether it was done or only planned.",
    "stratum": "From where in a body the speaker speaks.",
    "suffix": "A few words after.",
    "summary": "What was said or done, in your own words.",
    "target": "At whom or what it is aimed.",
    "text": "Which text: the id of the event that issued it, or a document's key.",
    "title": "Its title.",
    "type": "What was done, in a word: visit, reprint, rebuke.",
    "value": "What it is for this actor; a plain number where it is one.",
    "why": "Why it holds nothing to record.",
    "word": "The words of the scale it was judged in; empty: in figures.",
}


def reference() -> str:
    """Return the reference page."""
    parts = [
        "# Reference\n\nThis page is written by `docs/make_reference.py`. A newcomer begins with the "
        "[tutorial](tutorial.md).\n\n- [Verbs](#verbs)\n- [Python](#python)\n- [Columns](#columns)\n",
        "## Verbs\n\n`linewatch --help` lists them. An option of `linewatch` itself, such as `--case`, goes before the "
        "verb.\nExit code 1 is an expected error, 2 a wrong call.\n",
        *_verbs(),
        *_methods(),
        *_columns(),
    ]
    return "\n".join(parts)


def with_files(page: str) -> str:
    """Return the page on coding with its table of files written anew."""
    rows = ["| file | a row is | columns |", "|---|---|---|"]
    for kind in SAID:
        named = [f"**{name}**" if rule.required else name for name, rule in rules(kind).items()]
        rows.append(f"| `{kind.table}.csv` | {_told(kind)} | {', '.join(named)} |")
    return _TABLE.sub(lambda _: "\n".join(rows) + "\n", page)


def _verbs() -> Iterator[str]:
    assert isinstance(cli, Verbs)
    above = click.Context(cli, info_name="linewatch", terminal_width=WIDTH, max_content_width=WIDTH)
    for purpose in PURPOSES:
        yield f"### {purpose}\n"
        for name, verb in cli.commands.items():
            if cli.purposes[name] == purpose:
                context = click.Context(
                    verb,
                    above,
                    name,
                    terminal_width=WIDTH,
                    max_content_width=WIDTH,
                    help_option_names=["-h", "--help"],
                )
                text = "\n".join(line.rstrip() for line in verb.get_help(context).splitlines())
                yield f"#### {name}\n\n```text\n{text}\n```\n"


def _methods() -> Iterator[str]:
    yield (
        "## Python\n\nThe tasks are methods of one value. `linewatch.open(folder)` opens a case; use it in a `with` "
        "statement.\nRows are dictionaries with the keys of `--json`.\n"
    )
    for part in (Case, *Case.__bases__):
        told = "Of the case itself." if part is Case else _told(part)
        lines = [
            f"- `{name}{_call(member)}`: {(inspect.getdoc(member) or '').splitlines()[0]}"
            for name, member in vars(part).items()
            if not name.startswith("_") and (inspect.isfunction(member) or isinstance(member, property))
        ]
        yield "\n".join([told, "", *lines]) + "\n"


def _call(member: object) -> str:
    """Return how a method is called, without types; nothing for a property."""
    if not inspect.isfunction(member):
        return ""
    said = [
        str(p.replace(annotation=p.empty, default=p.empty)) + ("=…" if p.default is not p.empty else "")
        for p in list(inspect.signature(member).parameters.values())[1:]
    ]
    return f"({', '.join(said)})"


def _columns() -> Iterator[str]:
    yield (
        "## Columns\n\nWhat each CSV file of an exported case holds; **bold** must be given. How they go together is "
        "told in\n[Filling a folder by hand](coding.md).\n"
    )
    used: set[str] = set()
    for kind in SAID:
        rows = [f"### {kind.table}.csv\n", f"{_told(kind)}\n", "| column | holds | |", "|---|---|---|"]
        for name, rule in rules(kind).items():
            own = f"{kind.table}.{name}" if f"{kind.table}.{name}" in _MEANS else name
            used.add(own)
            shown = f"**{name}**" if rule.required else name
            rows.append(f"| {shown} | {_holds(rule)} | {_MEANS[own]} |")
        yield "\n".join(rows) + "\n"
    if unused := _MEANS.keys() - used:
        raise KeyError(f"No table has these columns: {', '.join(sorted(unused))}")


def _holds(rule: Rule) -> str:
    if rule.one_of:
        return ", ".join(rule.one_of)
    if rule.refers:
        return f"a row of {rule.refers}"
    low = "" if rule.low is None else f" from {rule.low}"
    high = "" if rule.high is None else f" to {rule.high}"
    return _HOLDS[rule.type] + low + high


def _told(kind: type) -> str:
    return (inspect.getdoc(kind) or "").splitlines()[0]


def pages() -> dict[Path, str]:
    """Return each page that is written here, as it should read."""
    coding = DOCS / "coding.md"
    return {DOCS / "reference.md": reference(), coding: with_files(coding.read_text("utf-8"))}


def stale() -> list[str]:
    """Return the names of pages that do not read as they should."""
    return [
        path.name for path, text in pages().items() if not path.is_file() or path.read_text("utf-8") != text
    ]


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        for page_name in (late := stale()):
            print(
                f"docs/{page_name} is stale. Write it anew with: python docs/make_reference.py",
                file=sys.stderr,
            )
        sys.exit(1 if late else 0)
    for page_path, page_text in pages().items():
        page_path.write_text(page_text, "utf-8")
