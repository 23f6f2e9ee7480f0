"""Is everything in the case what it should be: the database, the originals, the rows that belong together."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

from linewatch.kinds.said import CITED, MUST_CITE
from linewatch.record.case_file import CaseFile
from linewatch.record.explained import faults, standing
from linewatch.record.rules import orphans
from linewatch.record.said import identity

_ORPHANS = {
    "passages without a document": (
        "SELECT count(*) FROM passages WHERE doc NOT IN (SELECT doc FROM holdings)"
    ),
    "documents whose passages are not all there": (
        "SELECT count(*) FROM holdings WHERE passages <>"
        " (SELECT count(*) FROM passages WHERE passages.doc = holdings.doc)"
    ),
    "citations of rows that are not there": " UNION ALL ".join(
        f"SELECT count(*) FROM citations WHERE \"of\" = '{table}' AND id NOT IN (SELECT id FROM {table})"
        for table in CITED
    ),
    "statements, deeds, events, attributes or access without a citation": " UNION ALL ".join(
        f"SELECT count(*) FROM {table} WHERE id NOT IN (SELECT id FROM citations WHERE \"of\" = '{table}')"
        for table in MUST_CITE
    ),
    "locators of passages that are not there": (
        "SELECT count(*) FROM locators JOIN copies ON copies.key = locators.document"
        " WHERE NOT EXISTS (SELECT 1 FROM passages WHERE passages.doc = copies.doc AND passages.n = locators.n"
        " AND coalesce(locators.p_end, 0) <= length(passages.text))"
    ),
}


def problems(case: CaseFile) -> Iterator[str]:
    """Yield what is wrong with a case, one line each; nothing where all is well."""
    yield from _database(case.con)
    yield from _originals(case)
    for what, query in _ORPHANS.items():
        if number := sum(row[0] for row in case.con.execute(query)):
            yield f"{number} {what}"
    yield from orphans(case.con)
    for fault in faults(standing(case.con)):
        named = " ".join(str(value) for value in identity(fault.row).values())
        yield f"{fault.row.table} {named}: {fault.field}: {fault.why}"


def _database(con: sqlite3.Connection) -> Iterator[str]:
    for (told,) in con.execute("PRAGMA integrity_check"):
        if told != "ok":
            yield f"the database: {told}"
    for table, _, parent, _ in con.execute("PRAGMA foreign_key_check"):
        yield f"a row of {table} refers to a row of {parent} that is not there"
    try:
        con.execute("INSERT INTO passage_words (passage_words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        yield f"the index of words does not fit the passages: {error}"


def places(con: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """Return for each known document with locators how many it has, are cited, or hold no fact to record."""
    found = con.execute(
        "SELECT document, count(DISTINCT locator),"
        " count(DISTINCT CASE WHEN (document, locator) IN (SELECT document, locator FROM citations)"
        " THEN locator END),"
        " count(DISTINCT CASE WHEN (document, locator) IN (SELECT document, locator FROM no_fact) THEN locator END)"
        " FROM (SELECT document, locator FROM locators UNION SELECT document, locator FROM no_fact)"
        " GROUP BY document ORDER BY document"
    )
    return {key: {"locators": all_, "cited": cited, "no_fact": none} for key, all_, cited, none in found}


def unfinished(con: sqlite3.Connection) -> list[str]:
    """Return the files of which only a part was read: a process was killed, or a document was removed."""
    return [name for (name,) in con.execute("SELECT name FROM files WHERE finished = 0 ORDER BY file")]


def _originals(case: CaseFile) -> Iterator[str]:
    for sha256, name in case.con.execute("SELECT sha256, name FROM files ORDER BY file"):
        path = case.originals / sha256
        if not path.is_file():
            yield f"the original of {name} is missing: originals/{sha256}"
            continue
        with path.open("rb") as original:
            if hashlib.file_digest(original, "sha256").hexdigest() != sha256:
                yield f"the original of {name} was changed: originals/{sha256}"
