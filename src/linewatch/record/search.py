"""Search: the passages in which words occur, ranked, with the words marked and all of them counted."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linewatch.record import facets, frequent
from linewatch.record.filters import Filters
from linewatch.record.marking import snippets
from linewatch.record.queries import fts_query

RANKED = (
    20_000  # passages; of more the best cannot be told apart by words so common, and it would take too long
)
_PART = 500  # passages marked at once
BY_DATE = f"More than {RANKED:,} passages: in the order of their dates, the oldest first, not ranked."


def search(con: sqlite3.Connection, words: str, filters: Filters, limit: int) -> dict[str, Any]:
    """Return the passages in which words occur, with counts by year and issuer.

    Args:
        con: The case's database.
        words: As a person types them.
        filters: Which documents are asked for; by what a person said of them, else by what was read.
        limit: How many passages at most; the counts are of all.

    Returns:
        hits, the best first, or by date where there are more than `RANKED`; total (passages), documents, by_year,
        by_issuer, ranked_by (relevance or date), and a note where that is not relevance.
    """
    query = fts_query(words)
    with _reading(con):
        known = facets.current(con)
        asked = known.asked(con, filters)
        passages = frequent.passages_of(con, query, known.place)
        places = known.place[passages]
        if asked is not None:
            kept = asked[places]
            passages, places = passages[kept], places[kept]
        per_document = np.bincount(places, minlength=len(known.begins))
        ranked = len(passages) <= RANKED
        best = (
            _by_relevance(con, query, passages, limit)
            if ranked
            else _by_date(known, passages, places, per_document, limit)
        )
        hits = _shown(con, query, best)
    facets.keep(con, known)
    years = [str(year) if year else None for year in range(int(known.year.max(initial=0)) + 1)]
    return {
        "hits": hits,
        "total": len(passages),
        "documents": int(np.count_nonzero(per_document)),
        "ranked_by": "relevance" if ranked else "date",
        "note": None if ranked else BY_DATE,
        "by_year": facets.counted(known.year, years, per_document),
        "by_issuer": facets.counted(known.codes["issuer"], known.names["issuer"], per_document),
    }


def keep_ready(con: sqlite3.Connection) -> None:
    """Compute what makes searches of a large case quick; to be called when documents were added."""
    with _reading(con):
        known = facets.current(con)
    facets.keep(con, known)
    frequent.keep(con)


@contextmanager
def _reading(con: sqlite3.Connection) -> Iterator[None]:
    """Let several questions be answered by one state of the record, whoever writes meanwhile."""
    own = not con.in_transaction
    if own:
        con.execute("BEGIN")
    try:
        yield
    finally:
        if own:
            con.execute("COMMIT")


def _by_relevance(
    con: sqlite3.Connection, query: str, passages: NDArray[np.int64], limit: int
) -> list[tuple[int, float | None]]:
    """Return the best of some passages with their scores."""
    if not len(passages):
        return []
    # The plus sign keeps SQLite from asking the index once for every passage.
    return con.execute(
        "SELECT rowid, -bm25(passage_words) AS score FROM passage_words WHERE passage_words MATCH ?"
        " AND rowid BETWEEN ? AND ? AND +rowid IN (SELECT value FROM json_each(?))"
        " ORDER BY score DESC, rowid LIMIT ?",
        (query, int(passages[0]), int(passages[-1]), json.dumps(passages.tolist()), limit),
    ).fetchall()


def _by_date(
    known: facets.Facets,
    passages: NDArray[np.int64],
    places: NDArray[np.int32],
    per_document: NDArray[np.int64],
    limit: int,
) -> list[tuple[int, None]]:
    """Return the first of some passages in the order of their dates."""
    enough = int(np.searchsorted(np.cumsum(per_document[known.by_date]), limit)) + 1
    first = known.by_date[:enough]  # the documents that hold the first passages
    turn = np.full(len(per_document), len(first), np.int32)
    turn[first] = np.arange(len(first))
    near = turn[places] < len(first)
    order = np.argsort(turn[places[near]], kind="stable")
    return [(passage, None) for passage in passages[near][order][:limit].tolist()]


def _shown(
    con: sqlite3.Connection, query: str, best: Sequence[tuple[int, float | None]]
) -> list[dict[str, Any]]:
    return [
        hit for at in range(0, len(best), _PART) for hit in _part_shown(con, query, best[at : at + _PART])
    ]


def _part_shown(
    con: sqlite3.Connection, query: str, best: Sequence[tuple[int, float | None]]
) -> list[dict[str, Any]]:
    found = con.execute(
        "SELECT passage, holdings.id, n, page, coalesce(documents.date, holdings.date), text FROM passages"
        " JOIN holdings USING (doc) LEFT JOIN documents ON documents.key ="
        " (SELECT min(key) FROM copies WHERE copies.doc = holdings.doc)"
        " WHERE passage IN (SELECT value FROM json_each(?))",
        (json.dumps([passage for passage, _ in best]),),
    )
    rows = {passage: row for passage, *row in found}
    listed = [(*rows[passage], score) for passage, score in best]
    shown = snippets([text for *_, text, _ in listed], query)
    return [
        {"document": ident, "n": n, "page": page, "date": date, "score": score, "snippet": snippet}
        for (ident, n, page, date, _, score), snippet in zip(listed, shown, strict=True)
    ]
