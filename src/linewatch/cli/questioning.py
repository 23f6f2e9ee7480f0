"""Verbs that enter and show rival explanations: questions, hypotheses, evidence, groups, judgements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from linewatch.cli.matrices import matrix
from linewatch.cli.output import Columns, cited, cites, show_fields, show_json, show_rows
from linewatch.cli.shell import Session, cite_options, json_option, tell
from linewatch.kinds.questions import EvidenceKinds, EvidenceStates, QuestionKinds

_WEIGH = "Weigh explanations"
_SHORT_KEY = 12  # figures of a finding's key that are shown: enough to tell it from others
_RANGE = "0.6..0.9, 0.7, or words of the question's scale"


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _show_entered(row: Mapping[str, Any], as_json: bool) -> None:
    if not as_json:
        if row["change"] == "changed":
            tell([f"{row['id']} was on record; what was given of it is changed. See: linewatch history"])
        tell(row["remarks"])
    if isinstance(row.get("evidence"), list):
        row = row if as_json else {**row, "evidence": ", ".join(row["evidence"])}
    show_fields(row if as_json else {k: v for k, v in row.items() if k != "remarks"}, as_json)


def _span(row: Mapping[str, Any], name: str) -> str:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    if low is None:
        return ""
    return f"{low:g}" if low == high else f"{low:g}..{high:g}"


@click.command("question")
@click.argument("question", required=False, metavar="[QUESTION]")
@click.option("--name", help="The question itself. A new one must have it.")
@click.option(
    "--kind",
    type=click.Choice(QuestionKinds),
    help="one: exactly one explanation is true; several: each may contribute. [default: one]",
)
@click.option("--scale", help="The scale whose words are ranges: icd203, phia, kent. [default: icd203]")
@click.option("--limits", help="What the data of the case cannot tell about it; printed with every result.")
@click.option("--asked-on", help="When it was asked, as EDTF.")
@click.option("--note", help="A note.")
@cite_options()
@json_option
@click.pass_obj
def question(
    session: Session,
    question: str | None,
    cite: tuple[str, ...],
    words: tuple[str, ...],
    as_json: bool,
    **values: Any,
) -> None:
    """List questions, show one with its explanations, or enter one.

    Without QUESTION all are listed; with options it is entered or changed. A new one gets its "something else" by
    itself. For example:

    \b
        linewatch --case 1956 question leak --name "Was the leak of the speech planned?"
        linewatch --case 1956 question leak
    """
    given = _given(values)
    if question is None:
        if given or cite:
            raise click.UsageError("Give the question an id before its options: question leak --name …")
        _list_questions(session, as_json)
    elif given or cite:
        _show_entered(session.case.ask(question, given, cite, words), as_json)
    else:
        _show_question(session.case.question(question), as_json)


def _list_questions(session: Session, as_json: bool) -> None:
    columns: Columns = [
        ("id", "id"), ("kind", "kind"), ("question", "name"), ("hypotheses", "hypotheses"), ("evidence", "evidence"),
        ("judgements", "judgements"), ("analysts", lambda row: ", ".join(row["analysts"])),
    ]  # fmt: skip
    none = 'No questions yet. Enter one with: linewatch question ID --name "…"'
    show_rows(session.case.questions(), columns, as_json, none)


def _show_question(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        show_json(found)
        return
    asked = found["question"]
    show_fields(
        {k: v for k, v in asked.items() if k in ("id", "name", "kind", "scale", "limits", "note")}, False
    )
    _show_hypotheses(found["hypotheses"], asked["id"], as_json)
    counts = [f"{len(found['evidence'])} items of evidence", f"{len(found['judgements'])} judgements"]
    counts += [f"analysts: {', '.join(found['analysts'])}"] if found["analysts"] else []
    click.echo(f"{'; '.join(counts)}. See: linewatch matrix {asked['id']}")
    _tell_problems(found["problems"])


def _tell_problems(problems: Sequence[Mapping[str, Any]]) -> None:
    tell([f"{problem['what']} {problem['mend']}" for problem in problems])


@click.command("hypothesis")
@click.argument("question")
@click.option("--id", "id", help="Its id. [default: the next of the question]")
@click.option("--name", help="What it says. A new one must have it.")
@click.option("--prior", help="How likely it is before the evidence; leave out, or none, for an equal part.")
@click.option("--statement", help="The statement that puts it forward, by its id.")
@click.option("--role", type=click.Choice(("rest",)), help="rest: it stands for all that no other says.")
@click.option("--note", help="A note.")
@cite_options()
@json_option
@click.pass_obj
def hypothesis(
    session: Session,
    question: str,
    cite: tuple[str, ...],
    words: tuple[str, ...],
    as_json: bool,
    **values: Any,
) -> None:
    """List the hypotheses of QUESTION, or enter one.

    For example:

    \b
        linewatch --case 1956 hypothesis leak --id leak_plot --name "A planned plot" --prior 0.2
    """
    given = _given(values)
    if given or cite:
        _show_entered(session.case.explain(question, "hypotheses", given, cite, words), as_json)
    else:
        _show_hypotheses(session.case.explanations(question, "hypotheses"), question, as_json)


def _show_hypotheses(rows: Sequence[Mapping[str, Any]], question: str, as_json: bool) -> None:
    def prior(row: Mapping[str, Any]) -> str:
        return "" if row["prior"] is None else f"{row['prior']:g}"

    columns: Columns = [
        ("id", "id"), ("hypothesis", "name"), ("prior", prior),
        ("role", "role"), ("judged", "judgements"), ("statement", "statement"), ("cites", cited),
    ]  # fmt: skip
    show_rows(
        rows, columns, as_json, f'No hypotheses yet. Enter one: linewatch hypothesis {question} --name "…"'
    )


@click.command("evidence")
@click.argument("question")
@click.option("--id", "id", help="Its id. [default: the next of the question]")
@click.option("--name", help="What would be seen. A new item must have it.")
@click.option(
    "--kind",
    type=click.Choice(EvidenceKinds),
    help="What it is. [default: that of what it rests on, else passage]",
)
@click.option("--rests-on", help="The id of the statement, event, deed or access, or a finding's key.")
@click.option(
    "--state", type=click.Choice(EvidenceStates), help="absent: looked for, not found. [default: seen]"
)
@click.option("--source", help="From whom it comes in the end; items of one source count as one.")
@click.option("--reliability", metavar="RANGE", help=f"Whether the source tells anything at all: {_RANGE}.")
@click.option("--holds", metavar="RANGE", help="How likely what is told is so; as --reliability.")
@click.option("--seen", metavar="RANGE", help="How likely it would have been seen if it were there.")
@click.option("--date", help="When it happened, as EDTF.")
@click.option("--reported-on", help="When it was reported, as EDTF.")
@click.option("--group", help="The group it shares a source or a cause with, by its id.")
@click.option("--cost", type=float, help="Of looking for an open item, in your own measure.")
@click.option("--look-for", help="The words by which an open item would show, as for search.")
@click.option("--coder", help="Who entered it.")
@click.option("--note", help="A note.")
@cite_options()
@json_option
@click.pass_obj
def evidence(
    session: Session,
    question: str,
    cite: tuple[str, ...],
    words: tuple[str, ...],
    as_json: bool,
    **values: Any,
) -> None:
    """List the evidence of QUESTION, or enter an item.

    An item leads to a page, its own or that of what it rests on; an argument or an assumption is marked as such and
    need not, nor need what nobody has looked for yet (--state open). For example:

    \b
        linewatch --case 1956 evidence leak --name "The text came out through Warsaw" --cite memorandum:M14
        linewatch --case 1956 evidence leak --name "A denial from Moscow" --state absent --seen likely --cite note:2
    """
    given = _given(values)
    if given or cite:
        _show_entered(session.case.explain(question, "evidence", given, cite, words), as_json)
        return
    columns: Columns = [
        ("id", "id"), ("state", lambda row: row["state"] or "seen"), ("kind", "kind"), ("what is seen", "name"),
        ("rests on", lambda row: (row["rests_on"] or "")[:_SHORT_KEY * 2]), ("source", "source"), ("group", "group"),
        ("reliable", lambda row: _span(row, "reliability")), ("cites", cites),
    ]  # fmt: skip
    none = f'No evidence yet. Enter some: linewatch evidence {question} --name "…" --cite DOC:N'
    show_rows(session.case.explanations(question, "evidence"), columns, as_json, none)


def _show_proposed(rows: Sequence[Mapping[str, Any]], as_json: bool) -> None:
    columns: Columns = [
        ("items", lambda row: ", ".join(row["items"])),
        ("might join", "joins"),
        ("tie", lambda row: f"{row['cohesion']:.2f}"),
        (
            "because",
            lambda row: "; ".join(
                dict.fromkeys(why for tie in row["ties"] for why in map(_why, tie["reasons"]))
            ),
        ),
    ]
    show_rows(rows, columns, as_json, "No items outside a group echo one another.")


def _why(reason: Mapping[str, Any]) -> str:
    told = {"row": "same row", "reports": "one rests on the other", "overlap": "same words cited",
            "passage": "same passage", "source": "same source", "event": "same event",
            "dates": "reports follow one another", "wording": "shared wording"}  # fmt: skip
    return told[reason["kind"]]


@click.command("group")
@click.argument("group", required=False, metavar="[GROUP]")
@click.argument("items", nargs=-1, metavar="[ITEM]...")
@click.option("--question", help="The question whose items it holds.")
@click.option("--name", help="The source or cause they share. A new group must have it.")
@click.option(
    "--dependence",
    type=click.FloatRange(0, 1),
    help="0: each tells as much as alone; 1: all tell as much as one. A new group must have it.",
)
@click.option("--note", help="A note.")
@click.option(
    "--propose", is_flag=True, help="Show items of --question that echo one another and stand in no group."
)
@cite_options()
@json_option
@click.pass_obj
def group(
    session: Session,
    group: str | None,
    items: tuple[str, ...],
    *,
    question: str | None,
    propose: bool,
    as_json: bool,
    **values: Any,
) -> None:
    """List groups of evidence, or enter one and put items into it.

    Items of a group share a source or a cause, so that together they tell less than apart. An item is taken out with
    evidence QUESTION --id ITEM --group "".

    For example:

    \b
        linewatch --case 1956 group warsaw --question leak --name "All by way of Warsaw" --dependence 0.8
        linewatch --case 1956 group --question leak --propose
    """
    cite, words = values.pop("cite"), values.pop("words")
    if propose:
        if not question or group:
            raise click.UsageError("--propose goes with --question alone.")
        _show_proposed(session.case.propose_groups(question), as_json)
        return
    if group is not None:
        of = question or session.case.question_of_group(group)
        _show_entered(session.case.group(of, _given(values) | {"id": group}, items, cite, words), as_json)
        return
    asked = [question] if question else [row["id"] for row in session.case.questions()]
    rows = [row for one in asked for row in session.case.explanations(one, "evidence_groups")]
    columns: Columns = [
        ("id", "id"), ("question", "question"), ("what is shared", "name"),
        ("dependence", lambda row: f"{row['dependence']:g}"), ("items", lambda row: ", ".join(row["evidence"])),
    ]  # fmt: skip
    show_rows(rows, columns, as_json, "No groups yet. Enter one: linewatch group --help")


@click.command("judge")
@click.argument("words", nargs=-1, required=True, metavar="[ITEM] [HYPOTHESIS=RANGE]...")
@click.option("--coder", help="Who judges; needed to enter something.")
@click.option(
    "--opinion", is_flag=True, help="How likely the hypotheses are, all things considered; no ITEM."
)
@click.option("--held-on", help="When an opinion was held, as EDTF.")
@click.option("--note", help="Why.")
@json_option
@click.pass_obj
def judge(
    session: Session,
    words: tuple[str, ...],
    coder: str | None,
    opinion: bool,
    as_json: bool,
    **more: str | None,
) -> None:
    """Judge how likely one would see ITEM if a hypothesis were true.

    A range is words of the question's scale, two shares (0.6..0.9) or one; none takes a judgement back. Without any the
    cells of ITEM are shown. For example:

    \b
        linewatch --case 1956 judge leak_e1 leak_h1=likely leak_rest="roughly even chance" --coder first
        linewatch --case 1956 judge --opinion leak_h1=0.3..0.5 --coder first
    """
    from linewatch.desk.weighing.judging import pairs  # noqa: PLC0415 - help must not wait for it

    told, held_on, note = words if opinion else words[1:], more["held_on"], more["note"]
    if (told or opinion) and not coder:
        raise click.UsageError("Say who judges: --coder NAME.")
    if opinion:
        _show_opinions(session.case.opine(pairs(told), coder or "", held_on, note), as_json)
    elif held_on:
        raise click.UsageError("--held-on is for an --opinion.")
    elif told:
        _show_cells(session.case.judge(words[0], pairs(told), coder or "", note), as_json)
    else:
        _show_cells(session.case.cells(words[0], coder), as_json)


def _judged(row: Mapping[str, Any]) -> str:
    return f"{row['low']:g}" if row["low"] == row["high"] else f"{row['low']:g}..{row['high']:g}"


def _show_cells(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        show_json(found)
        return
    click.echo(f"{found['item']['id']}  {found['item']['name']}")
    names = {row["id"]: row["name"] for row in found["hypotheses"]}
    columns: Columns = [
        ("hypothesis", "hypothesis"), ("what it says", lambda row: names[row["hypothesis"]]), ("analyst", "coder"),
        ("if it were true", "word"), ("range", _judged), ("note", "note"),
    ]  # fmt: skip
    none = f"Nothing is judged of it yet: linewatch judge {found['item']['id']} HYPOTHESIS=RANGE --coder NAME"
    show_rows(found["judgements"], columns, False, none)
    tell(found.get("remarks", ()))


def _show_opinions(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        show_json(found)
        return
    columns: Columns = [("hypothesis", "hypothesis"), ("analyst", "coder"), ("held likely", _judged),
                        ("on", "held_on"), ("note", "note")]  # fmt: skip
    show_rows(found["opinions"], columns, False, "No opinions on it.")
    tell(found["remarks"])


@click.command("findings")
@click.option("--method", help="The measure alone, for example tempo.")
@json_option
@click.pass_obj
def findings(session: Session, method: str | None, as_json: bool) -> None:
    """List what was computed and kept: a finding can be evidence, by the beginning of its key.

    For example:

    \b
        linewatch --case 1956 findings --method tempo
    """
    columns: Columns = [
        ("key", lambda row: row["key"][:_SHORT_KEY]), ("method", "method"), ("version", "version"),
        ("pages", "pages"), ("settings", "settings"),
    ]  # fmt: skip
    none = "Nothing was computed yet. Measure something: linewatch --help"
    show_rows(session.case.findings(method), columns, as_json, none)


VERBS: tuple[tuple[str, click.Command], ...] = (
    *((_WEIGH, verb) for verb in (question, hypothesis, evidence, group, judge, matrix)),
    ("Look at the record", findings),
)
