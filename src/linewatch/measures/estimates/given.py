"""Numbers that a writer gives himself: a range in brackets or between commas, a chance in percent."""

from __future__ import annotations

import re
from typing import NamedTuple

from linewatch.measures.estimates.lexicon import Lexicon
from linewatch.measures.estimates.scales import Range

OWN = "the writer's own range"
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_LATER = re.compile(r"[^()\[\].;?!\d]{0,80}?[(\[]([^()\[\]]*)[)\]]")


class Given(NamedTuple):
    """A range where it stands."""

    range: Range
    end: int


class Number(NamedTuple):
    """A chance told as a number; its range is None where the number is not read."""

    start: int
    end: int
    range: Range | None


def given_after(plain: str, at: int, lexicon: Lexicon) -> Given | None:
    """Return the range that stands right after a phrase, in brackets or between commas; None where none does.

    Of two in one bracket the last is the writer's: "(55 to 80 %; here 60 to 75 %)".
    """
    if bracket := _BRACKET.match(plain, at):
        told = [found for one in lexicon.given.finditer(bracket[1]) if (found := _range(one))]
        return Given(told[-1], bracket.end()) if told else None
    if (between := lexicon.between.match(plain, at)) and (found := _range(between)):
        return Given(found, between.end())
    return None


def given_later(plain: str, at: int, until: int, lexicon: Lexicon) -> Range | None:
    """Return a range alone in brackets, some words after a phrase: "it may rain (20 to 45 %)"."""
    bracket = _LATER.match(plain, at, until)
    told = lexicon.given.fullmatch(bracket[1].strip()) if bracket else None
    return _range(told) if told else None


def numbers(plain: str, lexicon: Lexicon) -> list[Number]:
    """Return where a passage tells a chance as a number."""
    found = [
        Number(one.start(), one.end(), _range(one, alone=True))
        for each in lexicon.numbers
        for one in each.finditer(plain)
    ]
    found += [
        Number(one.start(), one.end(), None)
        for each in lexicon.unread_numbers
        for one in each.finditer(plain)
    ]
    return found


def _range(told: re.Match[str], *, alone: bool = False) -> Range | None:
    """Return a range from its groups: low, high, and per where it is in percent; None where it is none."""
    parts = {name.partition("_")[0]: said for name, said in told.groupdict().items() if said is not None}
    low = float(parts["low"])
    high = float(parts["high"]) if parts.get("high") else low
    if parts.get("per"):
        low, high = low / 100, high / 100
    low, high = sorted((low, high))
    if high > 1 or (low == high and not alone):
        return None
    return Range(low, high, OWN if low < high else "the writer's own number")
