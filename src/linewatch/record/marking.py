"""Found words marked in a passage, and the stretch of it that shows most of them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from linewatch.record.spelling import TOKENIZER, spelled_with_places

MARK_OPEN, MARK_CLOSE = "\x02", "\x03"  # stand around found words; the shell shows them in its own way
_SHOWN = 180  # characters of a snippet
_WORD = 16  # characters by which a snippet gives way so as not to cut a word
_SIGNS = re.compile(f"[{MARK_OPEN}{MARK_CLOSE}]")
_BLANKED = str.maketrans(dict.fromkeys(MARK_OPEN + MARK_CLOSE, " "))
Span = tuple[int, int]


def snippets(texts: Sequence[str], query: str) -> list[str]:
    """Return the stretch of each passage that shows most of what is found in it, with that marked.

    Args:
        texts: Reading texts in which the query is found.
        query: As `fts_query` gives it.
    """
    return [_snippet(text, marks) for text, marks in zip(texts, found_in(texts, query), strict=True)]


def found_in(texts: Sequence[str], query: str) -> list[list[Span]]:
    """Return where in each text the query is found, as offsets half open.

    The texts are indexed by themselves, in memory: what is marked is what the index finds, and it costs the same
    however often the words occur in the case.
    """
    marks: list[list[Span]] = [[] for _ in texts]
    places: list[tuple[list[int], list[int]]] = []
    con = sqlite3.connect(":memory:", isolation_level=None)
    try:
        con.execute(f'CREATE VIRTUAL TABLE shown USING fts5(text, tokenize="{TOKENIZER}")')
        con.execute("BEGIN")
        for at, text in enumerate(texts):
            spelled, *offsets = spelled_with_places(text.translate(_BLANKED))
            con.execute("INSERT INTO shown (rowid, text) VALUES (?, ?)", (at, spelled))
            places.append((offsets[0], offsets[1]))
        marked = "SELECT rowid, highlight(shown, 0, ?, ?) FROM shown WHERE shown MATCH ?"
        for at, text in con.execute(marked, (MARK_OPEN, MARK_CLOSE, query)):
            starts, ends = places[at]
            marks[at] = [(starts[a], ends[b - 1]) for a, b in _spans(text)]
    finally:
        con.close()
    return marks


def _spans(marked: str) -> list[Span]:
    """Return where the marks of a marked text would stand without them."""
    places = [sign.start() - before for before, sign in enumerate(_SIGNS.finditer(marked))]
    return list(zip(places[::2], places[1::2], strict=True))


def _snippet(text: str, marks: Sequence[Span]) -> str:
    start, end = _window(text, marks)
    parts, done = ["…" if start else ""], start
    for a, b in marks:
        if start <= a and b <= end:
            parts += (text[done:a], MARK_OPEN, text[a:b], MARK_CLOSE)
            done = b
    return "".join((*parts, text[done:end], "…" if end < len(text) else ""))


def _window(text: str, marks: Sequence[Span]) -> Span:
    """Return the stretch that shows the most marks, the first of several; it cuts words only where they are long."""
    if len(text) <= _SHOWN:
        return 0, len(text)
    first, last = _densest(marks)
    spare = max(_SHOWN - (last - first), 0)
    start = max(min(first - spare // 2, len(text) - _SHOWN), 0)
    end = max(start + _SHOWN, last)
    if start and (gap := re.search(r"\s", text[start : min(start + _WORD, first)])):
        start += gap.end()
    if end < len(text) and (gap := re.search(r"\s\S*\Z", text[max(end - _WORD, last) : end])):
        end = max(end - _WORD, last) + gap.start()
    return start, end


def _densest(marks: Sequence[Span]) -> Span:
    """Return from where to where the most marks stand that one snippet can show."""
    best, most, until = (marks[0] if marks else (0, 0)), 0, 0
    for at, (start, _) in enumerate(marks):
        while until < len(marks) and marks[until][1] <= start + _SHOWN:
            until += 1
        if until - at > most:
            best, most = (start, marks[until - 1][1]), until - at
    return best
