"""Verbs that take documents in and read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from linewatch.cli.output import Columns, show_fields, show_json, show_rows
from linewatch.cli.shell import Session, json_option

_PURPOSE = "Read documents"
_CORRECTED = ("title", "date", "issuer", "speaker", "kind", "form", "language", "marking", "number")
_HEAD = ("file", "title", "date", "issuer", "speaker", "addressees", "copies", "signer", "kind", "number", "marking",
         "language", "untold")  # fmt: skip
_PAGES = 12  # whose quality is told
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
    rows = session.case.documents(**filters)
    key = [("key", "key")] if any(row["key"] for row in rows) else []
    columns = [("id", "id"), *key, ("date", "date"), ("title", "title"), ("issuer", "issuer"), ("words", "words"),
               ("file", "file")]  # fmt: skip
    none = (
        "No such documents."
        if any(filters.values())
        else "No documents yet. Read some with: linewatch add FILE"
    )
    show_rows(rows, columns, as_json, none)


@click.command("passages")
@click.argument("doc")
@click.option("--page", help="Only what stands on this page.")
@json_option
@click.pass_obj
def passages(session: Session, doc: str, page: str | None, as_json: bool) -> None:
    """Show one document as it was read: passages, pages, marks.

    DOC is an id, a key, or the unique beginning of an id. Above stands what the document says of itself, with how
    that was found. Where reading mended words, the marks show what the page prints. For example:

    \b
        linewatch --case 1956 passages memorandum
        linewatch --case 1956 passages memorandum --page 7
    """
    if not as_json:
        _head(session, doc)
    rows = session.case.passages(doc)
    if page is not None:
        rows = [row for row in rows if page in (row["page"], row["page_end"])]
    columns: Columns = [("n", "n"), ("page", _pages), ("locator", lambda row: " ".join(row["locators"])),
                    ("kind", "kind"), ("text", _text), ("marks", _marks)]  # fmt: skip
    none = "The document has no passages." if page is None else f"Nothing stands on a page {page}."
    show_rows(rows, columns, as_json, none)


def _head(session: Session, doc: str) -> None:
    """Tell what a document says of itself, and how that was found, above its passages."""
    told = session.case.document(doc)
    grounds = told["grounds"] | ({"date": told["date_ground"]} if told["date_ground"] else {})
    for name in _HEAD:
        if told[name]:
            value = ", ".join(told[name]) if isinstance(told[name], list) else told[name]
            ground = f" ({grounds[name]})" if name in grounds else ""
            click.echo(f"{name:<12} {value}{ground}")
    if told["quality"]:
        pages = [f"{page or 'whole'} {share:.0%}" for page, _, share, _ in told["quality"]]
        click.echo(f"{'words known':<12} {', '.join(pages[:_PAGES])}{' …' if len(pages) > _PAGES else ''}")


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
    marks = [f"{mark['kind']} {mark['text']}" for mark in row["marks"]]
    return "; ".join(marks + [f"printed: {mend['printed']}" for mend in row["mended"]])


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
        show_rows(
            listed, [("by", "by"), ("", "what"), ("passages", "passages")], False, _nothing(words, filters)
        )
    else:
        columns: Columns = [
            ("document", lambda row: f"{row['document']}:{row['n']}"),
            ("page", "page"),
            ("date", "date"),
            ("passage", "snippet"),
        ]
        show_rows(found["hits"], columns, False, _nothing(words, filters))
        _tell_rest(found)


def _nothing(words: tuple[str, ...], filters: Mapping[str, str | None]) -> str:
    """Return what to tell where nothing was found, with what may find more."""
    if any(filters.values()):
        return "Nothing found among the documents that were asked for."
    return "Nothing found." + ("" if "*" in " ".join(words) else " A beginning* finds more than a word.")


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
@click.option("--number", help="The number it bears.")
@click.option("--ground", help="How you know the date.")
@click.option(
    "--clear", multiple=True, type=click.Choice(_CORRECTED), help="Let go of a wrong guess; may be repeated."
)
@json_option
@click.pass_obj
def correct(
    session: Session,
    docs: tuple[str, ...],
    ground: str | None,
    clear: tuple[str, ...],
    as_json: bool,
    **told: str | None,
) -> None:
    """Put a guess about documents right, one or many at once; what stood before is kept.

    A * in DOC stands for anything. For example:

    \b
        linewatch --case 1956 correct letter --date 1956-03~ --ground "the postmark"
        linewatch --case 1956 correct 'tribune_*' --issuer "Pacific Tribune" --clear title
    """
    given = {name: value for name, value in told.items() if value is not None}
    if not given and not clear:
        raise click.UsageError("Say what to put right, for example --date 1956-03.")
    rows = session.case.correct_all(docs, ground, clear, **given)
    if len(docs) == 1 and "*" not in docs[0]:
        show_fields(rows[0], as_json)
    else:
        shown = (
            "id",
            "key",
            "date",
            *(name for name in _CORRECTED if name in (*given, *clear) and name != "date"),
        )
        show_rows(rows, [(name, name) for name in shown], as_json, "Nothing was put right.")


VERBS = tuple((_PURPOSE, verb) for verb in (documents, passages, search, cite))
RIGHT = tuple(("Put right", verb) for verb in (correct, remove))
