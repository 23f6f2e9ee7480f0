"""Search: ranked passages with the words marked."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from linewatch.errors import BadValue
from linewatch.kinds.dates import PartialDate

MARK_OPEN, MARK_CLOSE = "\x02", "\x03"  # stand around found words; the shell shows them in its own way
_SNIPPET_WORDS = 24
_SNIPPET = f"snippet(passage_words, 0, '{MARK_OPEN}', '{MARK_CLOSE}', '…', {_SNIPPET_WORDS})"
_JOINED = (
    "FROM passage_words JOIN passages ON passages.passage = passage_words.rowid"
    " JOIN holdings ON holdings.doc = passages.doc"
    " LEFT JOIN documents ON documents.key = holdings.key"
)
_TERM = re.compile(r'"(?P<phrase>[^"]*)"|(?P<word>\S+)')


def fts_query(words: str) -> str:
    """Return an FTS5 query for what a person typed: words that must all occur, "phrases", and beginnings*.

    Raises:
        BadValue: If there is nothing to look for.
    """
    terms: list[str] = []
    for found in _TERM.finditer(words):
        term = found["phrase"] if found["phrase"] is not None else found["word"]
        begins = found["word"] is not None and len(term) > 1 and term.endswith("*")
        plain = term.rstrip("*") if begins else term
        if any(char.isalnum() for char in plain):
            terms.append('"' + plain.replace('"', '""').replace("\0", "") + '"' + ("*" if begins else ""))
    if not terms:
        raise BadValue(
            f"There is no word to look for in {words!r}.", 'Write a word, a "phrase" or a beginning*.'
        )
    return " ".join(terms)


def search(con: sqlite3.Connection, words: str, filters: dict[str, str | None], limit: int) -> dict[str, Any]:
    """Return the passages in which words occur, the best first, with counts by year and issuer.

    Args:
        con: The case's database.
        words: As a person types them.
        filters: since, until (EDTF), issuer, kind, language; None where not asked for.
        limit: How many passages at most; the counts are of all.
    """
    where, values = _conditions(filters)
    query = fts_query(words)
    joined = f"{_JOINED} WHERE passage_words MATCH ? {where}"
    hits = con.execute(
        "SELECT holdings.id, passages.n, passages.page, coalesce(documents.date, holdings.date),"
        f" bm25(passage_words), {_SNIPPET} {joined}"
        " ORDER BY bm25(passage_words), passage_words.rowid LIMIT ?",
        (query, *values, limit),
    ).fetchall()
    return {
        "hits": [
            {"document": ident, "n": n, "page": page, "date": date, "score": -score, "snippet": snippet}
            for ident, n, page, date, score, snippet in hits
        ],
        "by_year": _counts(con, "substr(holdings.first_day, 1, 4)", joined, (query, *values)),
        "by_issuer": _counts(con, "coalesce(documents.issuer, holdings.issuer)", joined, (query, *values)),
    }


def _counts(con: sqlite3.Connection, what: str, joined: str, values: tuple[str, ...]) -> dict[str, int]:
    found = con.execute(f"SELECT {what}, count(*) {joined} GROUP BY 1 ORDER BY 1", values).fetchall()
    return {"unknown" if name is None else name: number for name, number in found}


def _conditions(filters: dict[str, str | None]) -> tuple[str, tuple[str, ...]]:
    """Return SQL conditions and their values; a date that can fall into the range counts."""
    said: list[str] = []
    values: list[str] = []
    if since := filters.get("since"):
        said.append("AND holdings.last_day >= ?")
        values.append(str(PartialDate.parse(since).earliest or ""))
    if until := filters.get("until"):
        said.append("AND holdings.first_day <= ?")
        values.append(str(PartialDate.parse(until).latest or "9999"))
    for name in ("issuer", "kind", "language"):
        if value := filters.get(name):
            said.append(f"AND coalesce(documents.{name}, holdings.{name}) = ? COLLATE NOCASE")
            values.append(value)
    return " ".join(said), tuple(values)
