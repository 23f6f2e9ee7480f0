"""The matrix of a question in words, and its wording."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from linewatch.figures.texts import plain

Cells: TypeAlias = Mapping[str, Sequence[tuple[float, float]]]
Told: TypeAlias = tuple[int, str, str, Cells]  # number, name, mark


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixWords:
    """The wording of the figure, in the reader's language; braces are filled in.

    Attributes:
        key_cell: What number and shade of a cell mean.
        key_two: What a cell cut in two means.
        key_empty: What an empty place means.
        key_bar: What the bar above a column means.
        part: What a screen reader calls a band, with {title}, {number} and {count}.
        marks: The short words above columns, each with its meaning.
        item: An item in words, with {number}, {name} and {cells}.
        marked: A name with its mark, with {name} and {mark}.
        cell: A judgement in words, with {hypothesis} and {ranges}.
        range: With {range}.
        empty: A pair that nobody judged, with {hypothesis}.
        join: Between cells.
        or_: Between the ranges of several analysts.
    """

    key_cell: str
    key_two: str
    key_empty: str
    key_bar: str
    part: str
    marks: tuple[tuple[str, str], ...]
    item: str
    marked: str
    cell: str
    range: str
    empty: str
    join: str
    or_: str


def described(rows: Sequence[tuple[str, str]], columns: Sequence[Told], words: MatrixWords) -> str:
    """Return the matrix in words, item by item, in the order in which columns are drawn."""
    return " ".join(_item(rows, one, words) for one in columns)


def _item(rows: Sequence[tuple[str, str]], item: Told, words: MatrixWords) -> str:
    number, name, mark, cells = item
    told = words.marked.format(name=plain(name), mark=plain(mark)) if mark else plain(name)
    each = [_cell(plain(hypothesis), cells.get(ident, ()), words) for ident, hypothesis in rows]
    return words.item.format(number=number, name=told, cells=words.join.join(each))


def _cell(hypothesis: str, judged: Sequence[tuple[float, float]], words: MatrixWords) -> str:
    if not judged:
        return words.empty.format(hypothesis=hypothesis)
    ranges = (words.range.format(range=in_percent(*one)) for one in dict.fromkeys(judged))
    return words.cell.format(hypothesis=hypothesis, ranges=words.or_.join(ranges))


def in_percent(low: float, high: float) -> str:
    """Return a range of shares in per cent as it is printed in a cell; a single number where both ends are the same."""
    ends = (f"{round(100 * low, 1):g}", f"{round(100 * high, 1):g}")
    return ends[0] if ends[0] == ends[1] else "–".join(ends)
