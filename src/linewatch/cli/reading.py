"""Verbs that take documents in and read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from linewatch.cli.output import Columns, show_fields, show_json, show_rows
from linewatch.cli.shell import Session, json_option

_PURPOSE = "Read documents"
_NOTHING = "Nothing found. A beginning* finds more than a word."
_SHOWN = 1_500  # characters of a passage that a table shows
_FILTERS = (
    ("since", "Documents that can be of this date or later."),
    ("until", "Documents that can be of this date or earlier."),
    ("issuer", "Only documents of this issuer."),
    ("kind", "Only papers of this kind: telegram, letter …"),
    ("language", "Only documents in this language."),
)


def _filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that choose documents."""
    for name, told in reversed(_FILTERS):
        command = click.option(f"--{name}", help=told)(command)
    return command


@click.command("documents")
@_filtered
@json_option
@click.pass_obj
def documents(session: Session, as_json: bool, **filters: str | None) -> None:
    """List what the case holds and knows.

    For example:

    \b
        linewatch --case 1956 documents
        linewatch --case 1956 documents --since 1956-03 --kind letter
    """
    columns = [("id", "id"), ("key", "key"), ("date", "date"), ("title", "title"), ("pages", "pages"),
               ("words", "words"), ("held", "held")]  # fmt: skip
    show_rows(
        session.case.documents(**filters),
        columns,
        as_json,
        "No such documents."
        if any(filters.values())
        else "No documents yet. Read some with: linewatch add FILE",
    )


@click.command("passages")
@click.argument("doc")
@json_option
@click.pass_obj
def passages(session: Session, doc: str, as_json: bool) -> None:
    """Show one document as it was read: passages, pages, marks.

    DOC is an id, a key, or the unique beginning of an id. For example:

    \b
        linewatch --case 1956 passages memorandum
    """
    if not as_json:
        _head(session, doc)
    columns: Columns = [("n", "n"), ("page", _pages), ("locator", lambda row: " ".join(row["locators"])),
                    ("kind", "kind"), ("text", _text), ("marks", _marks)]  # fmt: skip
    show_rows(session.case.passages(doc), columns, as_json, "The document has no passages.")


def _head(session: Session, doc: str) -> None:
    """Tell a document's title, date and ground, sender, addressees and marking above its passages."""
    told = session.case.document(doc)
    for name in (
        "title",
        "date",
        "date_ground",
        "issuer",
        "addressees",
        "copies",
        "signer",
        "marking",
        "untold",
    ):
        if told[name]:
            value = ", ".join(told[name]) if isinstance(told[name], list) else told[name]
            click.echo(f"{name.replace('_', ' '):<12} {value}")


def _text(row: Mapping[str, Any]) -> str:
    text = row["text"]
    return (
        text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text) - _SHOWN:,} characters more: --json)"
    )


def _pages(row: Mapping[str, Any]) -> str:
    if row["page"] == row["page_end"]:
        return row["page"] or ""
    return f"{row['page'] or ''}–{row['page_end'] or ''}"


def _marks(row: Mapping[str, Any]) -> str:
    return "; ".join(f"{mark['kind']} {mark['text']}" for mark in row["marks"])


# A minus before a word leaves it out, so that what looks like an option may be a word.
@click.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True)
@_filtered
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 100_000), help="Passages at most."
)
@click.option("--counts", is_flag=True, help="Show counts by year and issuer instead of passages.")
@json_option
@click.pass_obj
def search(
    session: Session, words: tuple[str, ...], limit: int, counts: bool, as_json: bool, **filters: str | None
) -> None:
    """Find the passages that hold all of some words.

    Accents and capitals do not matter. A word ends with * where it may go on; a phrase stands in quotation marks of
    its own, inside those of the shell. Above 20,000 passages the order is by date, and the answer says so.

    \b
        peace OR war          one of the two beside it, or both
        peace NEAR/8 war      at most eight words between, in any order
        peace -war            not where the second occurs

    For example:

    \b
        linewatch --case 1956 search '"national communism"' 'moscow*' --until 1956-12
        linewatch --case 1956 search belgrade OR tito NEAR/8 letter -stalin
    """
    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word.partition("=")[0])
    found = session.case.search(" ".join(words), limit, **filters)
    if as_json:
        show_json(found | {"hits": []} if counts else found)
    elif counts:
        listed = [
            {"by": by.removeprefix("by_"), "what": name, "passages": number}
            for by in ("by_year", "by_issuer")
            for name, number in found[by].items()
        ]
        show_rows(listed, [("by", "by"), ("", "what"), ("passages", "passages")], False, _NOTHING)
    else:
        columns: Columns = [
            ("document", lambda row: f"{row['document']}:{row['n']}"),
            ("page", "page"),
            ("date", "date"),
            ("passage", "snippet"),
        ]
        show_rows(found["hits"], columns, False, _NOTHING)
        _tell_rest(found)


def _tell_rest(found: Mapping[str, Any]) -> None:
    """Tell how much more was found than is shown, and in which order it stands."""
    shown = len(found["hits"])
    if shown < found["total"]:
        click.echo(
            f"{shown:,} of {found['total']:,} passages in {found['documents']:,} documents; more: --limit"
        )
    if found["note"]:
        click.echo(found["note"])


@click.command("cite")
@click.argument("place", metavar="DOC:N")
@click.option("--words", help="The exact words, a dozen at most; checked against the passage.")
@json_option
@click.pass_obj
def cite(session: Session, place: str, words: str | None, as_json: bool) -> None:
    """Cite a passage, or words in it, checked against the copy that is held.

    N is the passage's number or a locator. Words that the source strikes or inserts are named as such; words
    with a blank of the source between them cannot be cited as one. For example:

    \b
        linewatch --case 1956 cite memorandum:38 --words "attack publicly the concept"
        linewatch --case 1956 cite memorandum:M33
    """
    show_fields(session.case.cite(place, words), as_json)


@click.command("remove")
@click.argument("doc")
@json_option
@click.pass_obj
def remove(session: Session, doc: str, as_json: bool) -> None:
    """Let go of a held copy; what was said of it stays, unverified.

    For example:

    \b
        linewatch --case 1956 remove letter
    """
    show_fields(session.case.remove(doc), as_json)


@click.command("correct")
@click.argument("docs", metavar="DOC...", nargs=-1, required=True)
@click.option("--title", help="Its title.")
@click.option("--date", help="Its date, as EDTF.")
@click.option("--issuer", help="Who issued it.")
@click.option("--speaker", help="Who speaks in it.")
@click.option("--kind", help="What sort of paper it is.")
@click.option("--form", help="In which form it was issued.")
@click.option("--language", help="Its language, as BCP 47: en, fr …")
@click.option("--marking", help="Its classification.")
@click.option("--ground", help="How you know the date.")
@json_option
@click.pass_obj
def correct(
    session: Session, docs: tuple[str, ...], ground: str | None, as_json: bool, **told: str | None
) -> None:
    """Put a guess about documents right, one or many at once; what stood before is kept.

    A * in DOC stands for anything. For example:

    \b
        linewatch --case 1956 correct letter --date 1956-03~ --ground "the postmark"
        linewatch --case 1956 correct 'tribune_*' --issuer "Pacific Tribune"
    """
    given = {name: value for name, value in told.items() if value is not None}
    if not given:
        raise click.UsageError("Say what to put right, for example --date 1956-03.")
    rows = session.case.correct_all(docs, ground, **given)
    if len(docs) == 1 and "*" not in docs[0]:
        show_fields(rows[0], as_json)
    else:
        columns = [("id", "id"), ("key", "key"), ("date", "date"), ("issuer", "issuer"), ("title", "title")]
        show_rows(rows, columns, as_json, "Nothing was put right.")


VERBS = tuple((_PURPOSE, verb) for verb in (documents, passages, search, cite))
RIGHT = tuple(("Put right", verb) for verb in (correct, remove))
