"""Dates in words, as precise as they are and no more."""

from __future__ import annotations

from linewatch.brief.phrases import Phrases
from linewatch.kinds.dates import PartialDate

_MARKS = {"~": "about", "?": "perhaps", "%": "perhaps_about"}


def date_words(date: PartialDate | None, words: Phrases) -> str:
    """Return a date in words, e.g. ``9 April 1956``, ``about April 1956``, ``by 4 June 1956``."""
    if date is None:
        return words.get("date.unknown")
    first, slash, last = date.edtf.partition("/")
    if not slash:
        return _one(first, words)
    if first in ("", ".."):
        return words.format("date.by", date=_one(last, words))
    if last in ("", ".."):
        return words.format("date.since", date=_one(first, words))
    return words.format("date.between", first=_first_of_two(first, last, words), last=_one(last, words))


def date_text_words(edtf: str | None, words: Phrases) -> str:
    """Return a column's date in words.

    Raises:
        BadDate: If the text is no date.
    """
    return date_words(PartialDate.parse(edtf) if edtf else None, words)


def month_of(edtf: str) -> str:
    """Return the month, or the year where no month is known, in which a date begins, or ends if it is open.

    ``1956-03-14/1956-04`` stands in ``1956-03``, ``../1956-06-30`` in ``1956-06``, ``1955~/..`` in ``1955``.
    """
    first, _, last = edtf.partition("/")
    known = (last if first in ("", "..") else first).rstrip("~?%")
    return known.removesuffix("-XX").removesuffix("-XX")[:7]


def words_within(month: str, edtf: str, words: Phrases) -> str:
    """Return a date under the heading of its month: a day without its year, the month itself not at all."""
    if edtf == month:
        return ""
    if month and PartialDate.parse(edtf).precision == "day" and edtf[:7] == month and edtf[-2:].isdigit():
        return words.format(
            "date.day_of_year", day=int(edtf[-2:]), month=words.get(f"date.months.{int(edtf[5:7])}")
        )
    return date_text_words(edtf, words)


def _one(part: str, words: Phrases) -> str:
    """Return one side of a date in words."""
    plain = part.rstrip("~?%")
    told = _plain(plain.removesuffix("-XX").removesuffix("-XX"), words)
    mark = _MARKS.get(part[len(plain) :])
    return words.format(f"date.{mark}", date=told) if mark else told


def _plain(part: str, words: Phrases) -> str:
    year, _, rest = part.partition("-")
    if not rest:
        return _years(year, words)
    month, _, day = rest.partition("-")
    year = year.lstrip("0")
    if int(month) > 12:
        return words.format("date.season", season=words.get(f"date.seasons.{int(month) - 20}"), year=year)
    name = words.get(f"date.months.{int(month)}")
    if day:
        return words.format("date.day", day=int(day), month=name, year=year)
    return words.format("date.month", month=name, year=year)


def _years(year: str, words: Phrases) -> str:
    low, high = year.replace("X", "0").lstrip("0") or "1", year.replace("X", "9").lstrip("0")
    kind = {0: "year", 1: "decade", 2: "century"}[year.count("X")]
    return words.format(f"date.{kind}", year=low, first=low, last=high)


def _first_of_two(first: str, last: str, words: Phrases) -> str:
    """Return the first side of an interval without the year and month that the second side repeats."""
    if not (first.replace("-", "").isdigit() and last.replace("-", "").isdigit()):
        return _one(first, words)
    ours, theirs = first.split("-"), last.split("-")
    seasonal = any(len(side) == 2 and int(side[1]) > 12 for side in (ours, theirs))
    if len(ours) != len(theirs) or len(ours) < 2 or ours[0] != theirs[0] or seasonal:
        return _one(first, words)
    month = words.get(f"date.months.{int(ours[1])}")
    if len(ours) == 2:
        return words.format("date.month_of_year", month=month)
    if ours[1] == theirs[1]:
        return words.format("date.day_of_month", day=int(ours[2]))
    return words.format("date.day_of_year", day=int(ours[2]), month=month)
