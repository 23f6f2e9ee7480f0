"""Places in a held text joined into one: passage, citation, and rows of two texts with both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from linewatch.desk.common.quoting import Text
from linewatch.kinds.citations import Citation
from linewatch.measures.reprints import BREAK
from linewatch.record import citing
from linewatch.record.case_file import CaseFile


class Places:
    """Where places of a joined text lie in a document.

    Attributes:
        joined: The text, a break between passages, over which no clause and no row reaches.
    """

    def __init__(self, case: CaseFile, text: Text) -> None:
        self._case, self._text = case, text
        self.joined = BREAK.join(text.words)
        self._starts, at = list[int](), 0
        for words in text.words:
            self._starts.append(at)
            at += len(words) + len(BREAK)
        self._cites = dict[int, Citation]()

    def of(self, span: Sequence[int]) -> tuple[int, int, int]:
        """Return of a span: the passage's number, and where it begins and ends in it."""
        at = self._at(span)
        return self._text.passages[at].n, span[0] - self._starts[at], span[1] - self._starts[at]

    def cite(self, span: Sequence[int]) -> Citation:
        """Return a citation of a span: its passage, and where in it."""
        n, start, end = self.of(span)
        if n not in self._cites:
            self._cites[n] = citing.cite(self._case.con, self._text.row, str(n), None)[0]
        return replace(self._cites[n], p_start=start, p_end=end)

    def beginning(self) -> Citation:
        """Return a citation of the first passage."""
        return self.cite((0, len(self._text.words[0])))

    def parts(self, span: Sequence[int]) -> list[tuple[int, int]]:
        """Return a span cut at the ends of passages, without parts that hold no word."""
        found = list[tuple[int, int]]()
        for start, words in zip(self._starts, self._text.words, strict=True):
            low, high = max(span[0], start), min(span[1], start + len(words))
            if low < high and any(c.isalnum() for c in self.joined[low:high]):
                found.append((low, high))
        return found

    def _at(self, span: Sequence[int]) -> int:
        return bisect_right(self._starts, span[0]) - 1


def side_by_side_row(
    row: Mapping[str, Any], places: tuple[Places, Places]
) -> tuple[dict[str, Any], list[Citation]]:
    """Return of a row of two texts its kind, where each side stands and what it says; and citations of both.

    Args:
        row: With ``kind``, and ``a`` and ``b``: spans of the joined texts, or None.
        places: Of both texts.
    """
    told: dict[str, Any] = {"kind": row["kind"]}
    cites = list[Citation]()
    for name, here in zip("ab", places, strict=True):
        span = row[name]
        n, start, end = here.of(span) if span else (None, None, None)
        told |= {f"{name}_n": n, f"{name}_p_start": start, f"{name}_p_end": end}
        told[f"{name}_text"] = here.joined[slice(*span)] if span else None
        if span:
            cites.append(here.cite(span))
    return told, cites
