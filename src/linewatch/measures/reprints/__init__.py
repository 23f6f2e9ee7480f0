"""A copy beside its original: what it left out, put in, reworded and moved, to the character.

Stretches of words that both share are found first (tiles), told from chance and from what was moved (blocks), and
the words between them are aligned one by one, misprints included (gaps). Then every omission is bounded (edges, rows).
Case, punctuation, line breaks, hyphens and quotation marks count for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from linewatch.measures.reprints.blocks import CHANCE, FEWEST, NEAR, blocks
from linewatch.measures.reprints.gaps import ALIKE
from linewatch.measures.reprints.rows import LONGEST_REWORDING, Side, rows
from linewatch.measures.reprints.values import Kind, Reprint, Row, Word
from linewatch.measures.shifts.clauses import tokens
from linewatch.measures.tiles import SEED, tiles

__all__ = ["SETTINGS", "VERSION", "Kind", "Reprint", "Row", "Word", "reprint"]

VERSION = "2"  # raised when a result changes with the same settings
SETTINGS = {
    "version": VERSION, "seed_words": SEED, "chance": CHANCE, "fewest_words": FEWEST, "near_words": NEAR,
    "alike": ALIKE, "longest_rewording": LONGEST_REWORDING,
}  # fmt: skip
BREAK = "\n\n"  # between passages: no row reaches over it


def reprint(a: str, b: str, same: Callable[[str, str], bool] = lambda one, other: one == other) -> Reprint:
    """Return what a copy made of its original.

    Args:
        a: The original, an empty line between passages.
        b: The copy, or a text that quotes the original here and there.
        same: Whether two words that are not spelt alike are one, misread; never, unless told.

    Returns:
        Rows in which every word of both is once. An empty original gives added rows alone, with shares of 0; an
        empty copy dropped ones.
    """
    sides = _side(a), _side(b)
    words = [[word.word for word in side.words] for side in sides]
    found = rows(blocks(words[0], words[1], tiles(words[0], words[1])), sides, same)
    return _shares(_bounded(found))


def _side(text: str) -> Side:
    found = [Word(token.word, token.start, token.end) for token in tokens(text)]
    breaks = {n for n in range(1, len(found)) if BREAK in text[found[n - 1].end : found[n].start]}
    return Side(text, found, frozenset(breaks))


def _bounded(found: Sequence[Row]) -> list[Row]:
    """Say of what was left out, or put in, whether words before and behind it were kept."""
    told = list[Row]()
    for side, kind in ((0, "dropped"), (1, "added")):
        kept = [_span(row, side) for row in found if row.kind in ("kept", "moved", "reworded")]
        first = min((span[0] for span in kept if span), default=None)
        last = max((span[1] for span in kept if span), default=None)
        for row in found:
            span = _span(row, side)
            if row.kind == kind and span:
                inside = first is not None and last is not None and first < span[0] and span[1] < last
                told.append(replace(row, inside=inside))
    by = {(row.a, row.b): row for row in told}
    return [by.get((row.a, row.b), row) for row in found]


def _span(row: Row, side: int) -> tuple[int, int] | None:
    return row.b if side else row.a


def _shares(found: Sequence[Row]) -> Reprint:
    """Count each share in its own text's words, so that a word written as two counts once in A and twice in B."""
    a, b = Counter[Kind](), Counter[Kind]()
    for row in found:
        a[row.kind] += row.a_words
        b[row.kind] += row.b_words
    total, own = max(1, a.total()), max(1, b.total())
    return Reprint(
        found,
        kept_share=(a["kept"] + a["moved"]) / total,
        moved_share=a["moved"] / total,
        own_share=(b["added"] + b["reworded"]) / own,
    )
