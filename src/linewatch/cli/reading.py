"""Verbs that take documents in and read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from linewatch.cli.output import Columns, show_fields, show_json, show_rows
from linewatch.cli.shell import Session, json_option, tell
from linewatch.errors import Unreadable

_PURPOSE = "Read documents"
_NOTHING = "Nothing found. A beginning* finds more than a word."
_SHOWN = 1_500  # characters of a passage that a table shows


@click.command("add")
@click.argument("files", nargs=-1, required=True)
@click.option("--issuer", help="Who issued them; a new name becomes an actor.")
@click.option("--date", help="When, as EDTF: 1956-04-09, 1956-04, 1956-04~.")
@click.option("--form", help="In which form they were issued: resolution, editorial, broadcast …")
@click.option("--as", "key", metavar="KEY", help="The file is a copy of the known document KEY.")
@click.option("--pattern", metavar="P", help='What file names say: "{issuer}_{ignore}_{date}.txt".')
@json_option
@click.pass_obj
def add(session: Session, files: tuple[str, ...], as_json: bool, **given: str | None) -> None:
    """Read files, folders and globs into the case; resumes.

    TEI, released papers as OCR text, published papers, plain text, JSON Lines; each also as .gz or in a .zip.
    A file that cannot be read is named with the reason and the rest go on. Run again after an interruption,
    the same command finishes the work. For example:

    \b
        linewatch --case 1956 add papers/ frus1955-57v24.xml.gz
        linewatch --case un add speeches/*.txt --pattern "{issuer}_{ignore}_{date}.txt"
    """
    done = session.case.add(*files, report=lambda line: tell([line]), **given)
    if as_json:
        show_json(done)
    else:
        told = ", ".join(f"{name} ({number:,})" for name, number in done["untold"].items())
        click.echo(
            f"Documents read: {done['documents']:,}, with {done['passages']:,} passages; "
            f"held already: {done['already']:,}; not readable: {len(done['failed']):,}."
        )
        if told:
            click.echo(f"Not found in them, and by how many: {told}. Say it with: linewatch correct DOC")
    if done["failed"] and not done["documents"] and not done["already"]:
        raise Unreadable("Nothing could be read.", "See the reasons above, one a file.")


@click.command("documents")
@json_option
@click.pass_obj
def documents(session: Session, as_json: bool) -> None:
    """List what the case holds and knows.

    For example:

    \b
        linewatch --case 1956 documents
    """
    columns = [("id", "id"), ("key", "key"), ("date", "date"), ("title", "title"), ("pages", "pages"),
               ("words", "words"), ("held", "held")]  # fmt: skip
    show_rows(
        session.case.documents(), columns, as_json, "No documents yet. Read some with: linewatch add FILE"
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


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--since", help="Documents that can be of this date or later.")
@click.option("--until", help="Documents that can be of this date or earlier.")
@click.option("--issuer", help="Only documents of this issuer.")
@click.option("--kind", help="Only papers of this kind: telegram, letter …")
@click.option("--language", help="Only documents in this language.")
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 100_000), help="Passages at most."
)
@click.option("--counts", is_flag=True, help="Show counts by year and issuer instead of passages.")
@json_option
@click.pass_obj
def search(
    session: Session, words: tuple[str, ...], limit: int, counts: bool, as_json: bool, **filters: str | None
) -> None:
    """Find passages by words, "phrases" and beginnings*.

    For example:

    \b
        linewatch --case 1956 search '"national communism"' 'moscow*' --until 1956-12
    """
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
@click.argument("doc")
@click.option("--title", help="Its title.")
@click.option("--date", help="Its date, as EDTF.")
@click.option("--issuer", help="Who issued it.")
@click.option("--kind", help="What sort of paper it is.")
@click.option("--form", help="In which form it was issued.")
@click.option("--language", help="Its language, as BCP 47: en, fr …")
@click.option("--marking", help="Its classification.")
@click.option("--ground", help="How you know the date.")
@json_option
@click.pass_obj
def correct(session: Session, doc: str, ground: str | None, as_json: bool, **told: str | None) -> None:
    """Put a guess about a document right; what stood before is kept.

    For example:

    \b
        linewatch --case 1956 correct letter --date 1956-03~ --ground "the postmark"
    """
    given = {name: value for name, value in told.items() if value is not None}
    if not given:
        raise click.UsageError("Say what to put right, for example --date 1956-03.")
    show_fields(session.case.correct(doc, ground, **given), as_json)


VERBS = tuple((_PURPOSE, verb) for verb in (add, documents, passages, search, cite))
RIGHT = tuple(("Put right", verb) for verb in (correct, remove))
