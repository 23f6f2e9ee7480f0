"""Numbers at the edges of pages that count them, and the number that each page bears."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linewatch.sources.pdf.edges import NUMBER, Row
from linewatch.sources.wording.roman import as_roman, from_roman

_FEW, _MOST = 3, 0.5  # rows at one height: of all, and as a share of those that count
_NUMBERED_SHARE = 0.4  # of the pages whose printed numbers must agree before they are believed
_AROUND = 3  # pages before and after, with whose numbers a page's runs on


class Numbered(NamedTuple):
    """A number printed at the edge of a page."""

    value: int
    style: str
    ahead: int  # of the page's own place in the file
    outer: bool  # whether it begins or ends its row


def counting(pages: Sequence[Sequence[Row]]) -> Iterator[Row]:
    """Yield the rows that count the pages: bare numbers, and rows that begin or end with such a number.

    A bare number may stand at any height of the edge; other rows stand at one height on most of the pages
    that are numbered, as the heads of chapters do.
    """
    yield from _agreeing(pages, bare=True)
    told = _agreeing(pages, bare=False)
    heights = Counter(row.slot for row in told)
    for row in told:
        top, height = row.slot
        beside = sum(heights[top, height + step] for step in (-1, 0, 1))
        if beside >= max(_FEW, _MOST * len(told)):
            yield row


def _agreeing(pages: Sequence[Sequence[Row]], *, bare: bool) -> list[Row]:
    """Return the rows with a number at an end that runs on with those of the pages around."""
    outer = [
        [(row, n) for row in rows if row.bare == bare for n in _numbers(row) if n.outer] for rows in pages
    ]
    agreed = _agreed([[n for _, n in found] for found in outer])
    return [
        row
        for page, found in enumerate(outer)
        for row, number in found
        if (told := agreed[page]) and (number.style, number.ahead) == (told.style, told.ahead)
    ]


def _numbers(row: Row) -> list[Numbered]:
    found: list[Numbered] = []
    for match in NUMBER.finditer(row.line.text):
        value = int(match["arabic"]) if match["arabic"] else from_roman(match["roman"].lower())
        style = "arabic" if match["arabic"] else ("roman" if match["roman"].islower() else "ROMAN")
        if value:
            text = row.line.text
            outer = not any(map(str.isalnum, text[: match.start()])) or not any(
                map(str.isalnum, text[match.end() :])
            )
            found.append(Numbered(value, style, value - row.page, outer))
    return found


def _agreed(numbers: Sequence[Sequence[Numbered]]) -> list[Numbered | None]:
    """Return for each page the number that runs on with those of the pages around it."""
    # A number that stands on most pages, the day of a date in the head perhaps, counts nothing.
    times = Counter(value for found in numbers for value in {(n.style, n.value) for n in found})
    numbers = [
        [n for n in found if times[n.style, n.value] <= max(1, len(numbers) // 3)] for found in numbers
    ]
    chosen: list[Numbered | None] = []
    for page, here in enumerate(numbers):
        around = [
            n
            for near in numbers[max(page - _AROUND, 0) : page + _AROUND + 1]
            if near is not here
            for n in near
        ]
        steps = Counter((n.style, n.ahead) for n in around)
        best = max(here, key=lambda n: steps[n.style, n.ahead], default=None)
        chosen.append(best if best and steps[best.style, best.ahead] else None)
    return chosen


def printed_numbers(heads: Sequence[Sequence[Row]]) -> list[str] | None:
    """Return the number printed on each page, as its running head counts; None if no count is to be seen.

    A page without a number gets the one that the count demands, after the page before or before the next.
    """
    for kind in (_bare_numbers, _outer_numbers, _numbers):  # the surest first
        agreed = _agreed([[n for row in rows for n in kind(row)] for rows in heads])
        told = [page for page, number in enumerate(agreed) if number]
        if len(told) >= max(2, _NUMBERED_SHARE * len(heads)):
            return _labels(agreed, told)
    return None


def _bare_numbers(row: Row) -> list[Numbered]:
    return _numbers(row) if row.bare else []


def _outer_numbers(row: Row) -> list[Numbered]:
    return [number for number in _numbers(row) if number.outer]


def _labels(agreed: Sequence[Numbered | None], told: list[int]) -> list[str] | None:
    labels: list[str] = []
    for page in range(len(agreed)):
        number = agreed[page] or _implied(page, agreed, told)
        if number is None:
            return None
        value = number.ahead + page
        roman = as_roman(value) if number.style != "arabic" else str(value)
        labels.append(roman.upper() if number.style == "ROMAN" else roman)
    return labels


def _implied(page: int, agreed: Sequence[Numbered | None], told: list[int]) -> Numbered | None:
    """Return the count that a page without a number belongs to: the next one's, else the one before's."""
    place = bisect_left(told, page)
    after = agreed[told[place]] if place < len(told) else None
    before = agreed[told[place - 1]] if place else None
    for number in (after, before):
        if number and number.ahead + page >= 1:
            return number
    return None
