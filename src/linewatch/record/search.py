"""Search: ranked passages with the words marked."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from linewatch.errors import BadValue, NoSuchRecord
from linewatch.record.copies import days

MARK_OPEN, MARK_CLOSE = "\x02", "\x03"  # stand around found words; the shell shows them in its own way
_SNIPPET_WORDS = 24
_YEAR = "CASE WHEN holdings.first_day > '0001-01-01' THEN substr(holdings.first_day, 1, 4) END"
_SNIPPET = f"snippet(passage_words, 0, '{MARK_OPEN}', '{MARK_CLOSE}', '…', {_SNIPPET_WORDS})"
_JOINED = (
    "FROM passage_words JOIN passages ON passages.passage = passage_words.rowid"
    " JOIN holdings ON holdings.doc = passages.doc"
    " LEFT JOIN documents ON documents.key ="
    " (SELECT min(key) FROM copies WHERE copies.doc = holdings.doc)"
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
    where, values = _conditions(con, filters)
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
        "by_year": _counts(con, _YEAR, joined, (query, *values)),
        "by_issuer": _counts(con, "coalesce(documents.issuer, holdings.issuer)", joined, (query, *values)),
    }


def _counts(con: sqlite3.Connection, what: str, joined: str, values: tuple[str, ...]) -> dict[str, int]:
    found = con.execute(f"SELECT {what}, count(*) {joined} GROUP BY 1 ORDER BY 1", values).fetchall()
    return {"unknown" if name is None else name: number for name, number in found}


def _conditions(con: sqlite3.Connection, filters: dict[str, str | None]) -> tuple[str, tuple[str, ...]]:
    """Return SQL conditions and their values; a document counts whose date can fall into the range.

    Raises:
        BadValue: If the range is empty.
        NoSuchRecord: If no document has the issuer, kind or language that is asked for.
    """
    since, _ = days(filters.get("since"))
    _, until = days(filters.get("until"))
    if since and until and since > until:
        raise BadValue(
            f"No day lies between {filters['since']} and {filters['until']}.",
            "Put the earlier date after --since.",
        )
    said, values = list[str](), list[str]()
    for bound, condition in ((since, "AND holdings.last_day >= ?"), (until, "AND holdings.first_day <= ?")):
        if bound:
            said.append(condition)
            values.append(bound)
    for name in ("issuer", "kind", "language"):
        if value := filters.get(name):
            _refuse_unknown(con, name, value)
            said.append(f"AND coalesce(documents.{name}, holdings.{name}) = ? COLLATE NOCASE")
            values.append(value)
    return " ".join(said), tuple(values)


def _refuse_unknown(con: sqlite3.Connection, name: str, value: str) -> None:
    found = con.execute(f"SELECT {name} FROM holdings UNION SELECT {name} FROM documents")
    known = {row[0] for row in found if row[0]}
    if value.lower() not in {one.lower() for one in known}:
        raise NoSuchRecord(f"{name} of a document", value, known, "documents")
