"""Tables of texts: JSON Lines, and CSV with a heading; one record is one document."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from linewatch.errors import Unreadable
from linewatch.kinds.dates import edtf_or_none
from linewatch.kinds.documents import Document
from linewatch.sources.packing.decoding import encoding_of, with_guess
from linewatch.sources.packing.unpacking import MEBI, Part

# A field of a document, and the key or column that tells it, where that is called otherwise.
Columns = dict[str, str]
USED = ("id", "text", "title", "date", "issuer", "speaker", "kind", "language", "number")
LARGEST_RECORD = 64 * MEBI
_JSON, _CSV = (".jsonl", ".ndjson"), {".csv": ",;\t|", ".tsv": "\t"}


class Record(NamedTuple):
    """One record of a table: its document, or the reason why it is none.

    Attributes:
        line: Where it stands, from 1.
        document: What it holds.
        issuer_given: Whether it names its issuer.
        reason: Why it cannot be read.
    """

    line: int
    document: Document | None = None
    issuer_given: bool = False
    reason: str | None = None


def takes(part: Part) -> bool:
    """Return whether a part is a table of texts by its name."""
    return part.suffix in _JSON or part.suffix in _CSV


def records(part: Part, columns: Columns, read: Callable[[str, str], Document]) -> Iterator[Record]:
    """Yield a table's records one at a time.

    Args:
        part: The table.
        columns: Which key or column tells which field; a field that is not named is told by its own name.
        read: Makes a document of an id and a text.

    Raises:
        Unreadable: If it has no column of texts.
    """
    if part.suffix in _JSON:
        guess, rows = None, _json_rows(part)
    else:
        # Looked at before the rows are, since the guess is told with each document.
        encoding, guess = encoding_of(part.head(), cut=True)
        rows = _csv_rows(part, columns, encoding)
    for line, row in rows:
        try:
            if isinstance(row, Unreadable):
                raise row
            document, issuer_given = _document(f"{part.stem}-{line}", row, columns, read)
            yield Record(line, with_guess(document, guess), issuer_given)
        except Unreadable as error:
            yield Record(line, reason=f"{error.what} {error.next_step}")
        except RecursionError:
            yield Record(line, reason="It is nested too deeply.")


def _json_rows(part: Part) -> Iterator[tuple[int, Any]]:
    number = 0
    while line := part.stream.readline(LARGEST_RECORD):
        number += 1
        if len(line) == LARGEST_RECORD:
            yield number, Unreadable(f"It is longer than {LARGEST_RECORD // MEBI} MB.", "Shorten it.")
            while len(part.stream.readline(LARGEST_RECORD)) == LARGEST_RECORD:
                pass
        elif line.strip():
            try:
                yield number, json.loads(line, parse_constant=_no_number)
            except (ValueError, RecursionError) as error:
                yield number, Unreadable(f"It is not JSON: {error}.", "Mend the line.")


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


class _Lines:
    """The lines of a table, none longer than a record may be; what is too long is passed over."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LARGEST_RECORD)
        if not line:
            raise StopIteration
        if len(line) < LARGEST_RECORD:
            return line
        while len(self._text.readline(LARGEST_RECORD)) == LARGEST_RECORD:
            pass
        raise csv.Error(f"a line is longer than {LARGEST_RECORD // MEBI} MB")


def _csv_rows(part: Part, columns: Columns, encoding: str) -> Iterator[tuple[int, Any]]:
    # The limit is the module's own, and others use it too: it is put back.
    before = csv.field_size_limit(LARGEST_RECORD)
    try:
        yield from _rows(part, columns.get("text", "text"), encoding)
    finally:
        csv.field_size_limit(before)


def _rows(part: Part, named: str, encoding: str) -> Iterator[tuple[int, Any]]:
    head = part.head().decode(encoding, "ignore")
    text = io.TextIOWrapper(part.stream, encoding, "replace", newline="")
    rows = csv.reader(_Lines(text), delimiter=_delimiter(head, _CSV[part.suffix]))
    heading = next(rows, [])
    if named not in heading:
        told = ", ".join(repr(name) for name in heading[:8])
        raise Unreadable(
            f"It is a table without a column {named!r}; its columns are {told}.",
            "Say which column holds the text: --columns text=COLUMN",
        )
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield rows.line_num, Unreadable(f"It is no row of a table: {error}.", "Mend the line.")
            continue
        if row:
            yield rows.line_num, {name: cell for name, cell in zip(heading, row, strict=False) if cell}


def _delimiter(head: str, allowed: str) -> str:
    """Return the sign between a table's columns: the one that its heading has most of."""
    heading = head.split("\n", 1)[0]
    return max(allowed, key=heading.count)


def _document(
    ident: str, record: Any, columns: Columns, read: Callable[[str, str], Document]
) -> tuple[Document, bool]:
    """Return a record as a document, and whether it names its issuer.

    Raises:
        Unreadable: If it has no words.
    """
    key_of = {name: columns.get(name, name) for name in USED}
    text = record.get(key_of["text"]) if isinstance(record, dict) else None
    if not isinstance(text, str) or not text.strip():
        named = key_of["text"]
        raise Unreadable(f'It has no words under "{named}".', f'Give each record a "{named}".')
    # Half of a surrogate pair is no character, and a number may be too large for one; json.loads lets both through.
    try:
        told_again = json.dumps(record, ensure_ascii=False, allow_nan=False)
    except ValueError as error:
        raise Unreadable("A number in it is too large.", "Mend the line.") from error
    record = json.loads(told_again.encode("utf-8", "replace"))
    text = record[key_of["text"]].replace("\0", "\ufffd")
    told = {name: str(record[key]) for name, key in key_of.items() if record.get(key) not in (None, "")}
    del told["text"]
    kept = {key: value for key, value in record.items() if key not in key_of.values()}
    document = read(told.pop("id", ident), text)
    if "date" in told:
        written = told.pop("date")
        if edtf := edtf_or_none(written):
            told["date"] = edtf
        else:  # kept as it is written, for a person to put right
            kept["date"] = written
    untold = tuple(name for name in document.untold if name not in told)
    grounds = {name: ground for name, ground in document.grounds.items() if name not in told}
    ground = None if "date" in told else document.date_ground
    extra = {**document.extra, **kept}
    made = replace(document, **told, in_record=True, untold=untold, grounds=grounds, extra=extra)
    return replace(made, date_ground=ground), "issuer" in told
