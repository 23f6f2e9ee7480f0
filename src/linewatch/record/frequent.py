"""Words that stand in very many passages: the passages of each as a row of bits, kept beside the index of words.

The index lists passages one by one, which for the most frequent words of a large case takes most of a search. The
bits cover passages up to a number; what came later is looked up in the index. The database lowers that number when
the last passages are removed (theirs may be used again) and sets it to nothing when a text is changed.
"""

from __future__ import annotations

import sqlite3

import numpy as np
from numpy.typing import NDArray

from linewatch.record.derived import written_if_free
from linewatch.record.spelling import TOKENIZER

FREQUENT = 50_000  # passages; the index lists as many in a few milliseconds
_GROWTH = 4  # bits are made anew when a quarter as many passages have come as they cover
_WORD_INDEX = f'CREATE VIRTUAL TABLE typed USING fts5(text, tokenize="{TOKENIZER}")'


def keep(con: sqlite3.Connection) -> None:
    """Make the bits of all frequent words, if so many passages have come that it is worth it."""
    top = _top(con)
    covered = _covered(con)
    if con.in_transaction or top - covered < max(FREQUENT, covered // _GROWTH):
        return
    with written_if_free(con):
        con.execute("DELETE FROM search_words")
        con.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, passage_words, row)")
        often = con.execute(
            "SELECT term FROM temp.vocabulary WHERE doc >= ? ORDER BY term", (FREQUENT,)
        ).fetchall()
        con.execute("DROP TABLE temp.vocabulary")
        top = _top(con)
        for (word,) in often:
            bits = np.zeros(top + 1, bool)
            bits[matching(con, f'"{word}"')] = True
            con.execute("INSERT INTO search_words VALUES (?, ?)", (word, np.packbits(bits).tobytes()))
        con.execute("UPDATE search_covered SET passage = ?", (top,))


def passages_of(con: sqlite3.Connection, query: str, place: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return the passages that a query finds, in order.

    Args:
        con: The case's database.
        query: As `fts_query` gives it.
        place: For every passage number, the place of its document; negative where there is no such passage.
    """
    covered = _covered(con)
    word = _only_word(query) if covered else None
    kept = (
        con.execute("SELECT passages FROM search_words WHERE word = ?", (word,)).fetchone() if word else None
    )
    if kept is None:
        return matching(con, query)
    bits = np.unpackbits(np.frombuffer(kept[0], np.uint8))[: covered + 1].astype(bool)
    held = np.flatnonzero(bits & (place[: covered + 1] >= 0))
    return np.concatenate([held, matching(con, query, covered)])


def matching(con: sqlite3.Connection, query: str, after: int = 0) -> NDArray[np.int64]:
    """Return the passages that the index finds after a passage, in order.

    They come as one text of numbers of equal width: a row each would take five times as long.
    """
    width = len(str(_top(con))) + 1
    found = con.execute(
        "SELECT group_concat(? + rowid, '') FROM passage_words WHERE passage_words MATCH ? AND rowid > ?",
        (10 ** (width - 1), query, after),
    ).fetchone()[0]
    digits = np.frombuffer((found or "").encode(), np.uint8).reshape(-1, width)
    passages = np.zeros(len(digits), np.int64)
    for column in range(1, width):
        passages *= 10
        passages += digits[:, column]
        passages -= ord("0")
    return passages


def _only_word(query: str) -> str | None:
    """Return the word that a query is, as it stands in the index; None where it is more than a word."""
    if query.count('"') != 2 or not (query.startswith('"') and query.endswith('"')):
        return None
    con = sqlite3.connect(":memory:")
    try:
        con.execute(_WORD_INDEX)
        con.execute("CREATE VIRTUAL TABLE words USING fts5vocab(typed, instance)")
        con.execute("INSERT INTO typed VALUES (?)", (query,))
        words = con.execute("SELECT term FROM words").fetchall()
    finally:
        con.close()
    return words[0][0] if len(words) == 1 else None


def _covered(con: sqlite3.Connection) -> int:
    return con.execute("SELECT passage FROM search_covered").fetchone()[0]


def _top(con: sqlite3.Connection) -> int:
    return con.execute("SELECT coalesce(max(passage), 0) FROM passages").fetchone()[0]
