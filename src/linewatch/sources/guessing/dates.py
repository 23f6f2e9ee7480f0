"""Dates as people write them, in the forms that a language's rule file lists, read to EDTF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from linewatch.kinds.dates import edtf_or_none
from linewatch.sources.wording.lexicons import plain_case

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_GROUP = re.compile(r"\(\?P<\w+>")
_YEAR = re.compile(r"[12]\d\d\d")
_REACH = 40  # characters on each side of a year within which the rest of its date stands
_FAR = 2100  # no paper tells of a later year as past
_SEASON = 21  # EDTF's first season, spring


class Dated(NamedTuple):
    """A date met in a text.

    Attributes:
        edtf: What it means.
        start: Where it begins in the text.
        end: Where it ends.
    """

    edtf: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateForms:
    """The ways in which one language writes a date.

    Attributes:
        names: Names of months and seasons, lower case without a full stop, and the EDTF number of each.
        forms: What a date may look like, each with the groups that hold its parts.
        unsure: Forms in which day and month may change places.
        century: Which century a year of two figures belongs to; None where it cannot be told.
        any_date: The forms as one pattern without groups, to stand inside a rule's pattern.
        any_day: The same of the forms that name a day.
        times: Times of day, with the groups ``hour``, ``minute``, ``after`` and ``word``.
        afternoon: What, beside an hour up to 12, means the afternoon.
        hours: Words that are a time themselves, and the hour.
        any_time: The times as one pattern without groups.
    """

    names: dict[str, int]
    forms: tuple[re.Pattern[str], ...]
    unsure: tuple[re.Pattern[str], ...]
    century: int | None
    any_date: str
    any_day: str
    times: tuple[re.Pattern[str], ...]
    afternoon: frozenset[str]
    hours: dict[str, int]
    any_time: str

    def edtf(self, text: str) -> str | None:
        """Return what a date means, as precise as it is written; None where it can mean two things."""
        for form in self.forms:
            if found := form.fullmatch(text):
                return self._meaning(found.groupdict())
        for form in self.unsure:
            if found := form.fullmatch(text):
                parts = found.groupdict()
                turned = {**parts, "day": parts["number"], "number": parts["day"]}
                readings = {self._meaning(parts), self._meaning(turned)} - {None}
                return readings.pop() if len(readings) == 1 else None
        return None

    def time(self, text: str) -> str | None:
        """Return a time of day as hours, minutes and seconds."""
        for form in self.times:
            if not (found := form.fullmatch(text)):
                continue
            parts = found.groupdict()
            if word := parts.get("word"):
                return f"{self.hours[plain_case(word)]:02}:00:00"
            hour, minute = int(parts["hour"]), int(parts.get("minute") or 0)
            if after := parts.get("after"):
                late = after.lower().replace(".", "").replace(" ", "") in self.afternoon
                hour = hour % 12 + (12 if late else 0) if hour <= 12 else 24
            return f"{hour:02}:{minute:02}:00" if hour < 24 and minute < 60 else None
        return None

    def day_around(self, text: str, year: int) -> Dated | None:
        """Return the day whose year stands at a place in a text, where one is named."""
        first = max(0, year - _REACH)
        near = text[first : year + _REACH]
        for form in self.forms:
            for found in form.finditer(near):
                if found.start() <= year - first < found.end():
                    edtf = self._meaning(found.groupdict()) if "day" in form.groupindex else None
                    return Dated(edtf, first + found.start(), first + found.end()) if edtf else None
        return None

    def _meaning(self, parts: dict[str, str | None]) -> str | None:
        year = parts.get("year")
        if year is None:
            if self.century is None:
                return None
            year = f"{self.century // 100}{parts['short_year']}"
        first = f"{year}-{self._month(parts, ''):02}"
        day, day2 = parts.get("day"), parts.get("day2")
        last = f"{year}-{self._month(parts, '2'):02}" if parts.get("month2") else first
        if day:
            first = f"{first}-{int(day):02}"
        if day2:
            last = f"{last}-{int(day2):02}"
            first = f"{first}/{last}"
        return edtf_or_none(first)

    def _month(self, parts: dict[str, str | None], which: str) -> int:
        if name := parts.get(f"month{which}") or parts.get("season"):
            return self.names[plain_case(name).rstrip(".")]
        if roman := parts.get("roman"):
            return _ROMAN.index(roman) + 1
        return int(parts.get("number") or 0)


def years_in(text: str, since: int) -> list[int]:
    """Return where in a text years stand that are not before ``since``."""
    return [
        at
        for year in _YEAR.finditer(text)
        if since <= int(year[0]) < _FAR
        and not text[(at := year.start()) - 1 : at].isdigit()
        and not text[year.end() : year.end() + 1].isdigit()
    ]


def date_forms(data: dict[str, Any]) -> DateForms:
    """Return the ``[dates]`` table of a rule file, compiled.

    A form is a pattern with placeholders: ``{day}``, ``{day2}``, ``{month}``, ``{month2}``, ``{year}``,
    ``{short_year}``, ``{roman}`` and ``{number}`` (a month), ``{season}``, ``{to}`` (between two days). A form
    of a time of day has ``{hour}``, ``{minute}``, ``{after}`` (morning or afternoon) and ``{word}`` (noon).
    """
    months: list[list[str]] = data.get("months", [])
    seasons: list[list[str]] = data.get("seasons", [])
    names = {plain_case(name): n for n, row in enumerate(months, 1) for name in row}
    seasonal = {plain_case(name): _SEASON + n for n, row in enumerate(seasons) for name in row}
    words: dict[str, int] = {plain_case(word): hour for word, hour in data.get("hours", {}).items()}
    parts = {
        "day": r"(?P<day>\d{1,2})" + data.get("day_ending", ""),
        "day2": r"(?P<day2>\d{1,2})" + data.get("day_ending", ""),
        "month": rf"(?P<month>{_choice(names)})\.?",
        "month2": rf"(?P<month2>{_choice(names)})\.?",
        "year": r"(?P<year>(?:1[5-9]|20)\d\d)" + data.get("year_ending", ""),
        "short_year": r"['’]?(?P<short_year>\d\d)",
        "roman": r"(?P<roman>X?I{1,3}|I?[VX]|VI{1,3})",
        "number": r"(?P<number>\d{1,2})",
        "season": rf"(?P<season>{_choice(seasonal)})",
        "to": data.get("to", r" ?[-–—] ?"),
        "hour": r"(?P<hour>\d{1,2})",
        "minute": r"(?P<minute>\d\d)",
        "after": rf"(?P<after>{'|'.join(data.get('halves', [])) or '(?!)'})",
        "word": rf"(?P<word>{_choice(words)})",
    }
    forms = [_filled(form, parts) for form in data.get("forms", [])]
    unsure = [_filled(form, parts) for form in data.get("unsure", [])]
    times = [_filled(form, parts) for form in data.get("times", [])]
    return DateForms(
        names=names | seasonal,
        forms=tuple(re.compile(rf"(?<!\w){form}(?!\w)", re.IGNORECASE) for form in forms),
        unsure=tuple(re.compile(form, re.IGNORECASE) for form in unsure),
        century=data.get("century"),
        any_date=_either([*forms, *unsure]),
        any_day=_either([form for form in [*forms, *unsure] if "(?P<day>" in form]),
        times=tuple(re.compile(form, re.IGNORECASE) for form in times),
        afternoon=frozenset(data.get("afternoon", ())),
        hours=words,
        any_time=_either(times),
    )


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def _filled(form: str, parts: dict[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: parts.get(found[1], found[0]), form)


def _either(forms: Sequence[str]) -> str:
    return "(?i:" + ("|".join(_GROUP.sub("(?:", form) for form in forms) or "(?!)") + r")(?!\w)"
