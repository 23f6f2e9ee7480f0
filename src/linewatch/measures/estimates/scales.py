"""Scales of likelihood: what range a phrase has, as a share from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from linewatch.errors import BadValue, nearest

ENDS = (0.0, 1.0)


class Range(NamedTuple):
    """How likely, from and to, as shares.

    Attributes:
        low: The lower end.
        high: The upper end; the lower one too where the writer gives one number.
        by: How it was got: the scale's own phrase, or by which rule from which.
        scale: The scale that lists the phrase, by its id; empty where the writer gives the range himself.
    """

    low: float
    high: float
    by: str
    scale: str = ""


class Term(NamedTuple):
    """One phrase of a scale that can be written, with its range."""

    words: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale.

    Attributes:
        id: Its short name.
        name: Its name in full.
        source: Who made it.
        terms: What can be written, ascending.
        listed: Every phrase that stands on it; no other has a range by it.
        wording: Patterns to write with: ``range``, ``number``, ``phrase``, ``given``, ``between``.
    """

    id: str
    name: str
    source: str
    terms: tuple[Term, ...]
    listed: Mapping[str, Range]
    wording: Mapping[str, str]


def scales(told: Mapping[str, Any], wording: Mapping[str, str]) -> dict[str, Scale]:
    """Return the scales of a lexicon by id, each with how a range is written.

    Raises:
        BadValue: If one cannot be used.
    """
    try:
        return {name: _scale(name, one, wording) for name, one in told.items()}
    except (KeyError, TypeError, ValueError) as error:
        raise BadValue(
            f"A scale of the lexicon cannot be used: {error!r}.",
            "Give it name, source and terms (low, high, write, words).",
        ) from error


def chosen(known: Mapping[str, Scale], name: str) -> Scale:
    """Return a scale by its id.

    Raises:
        BadValue: If there is none.
    """
    if name not in known:
        raise BadValue(
            f"There is no scale named {name!r}.", f"{nearest(name, known)} There are: {', '.join(known)}."
        )
    return known[name]


def _scale(ident: str, told: Mapping[str, Any], wording: Mapping[str, str]) -> Scale:
    terms = [Term(one["write"], one["low"] / 100, one["high"] / 100) for one in told["terms"]]
    for term in terms:
        if not ENDS[0] <= term.low < term.high <= ENDS[1]:
            raise ValueError(f"{term.words}: {term.low} to {term.high}")
    listed = {
        words: Range(one["low"] / 100, one["high"] / 100, f"{words!r} stands on the scale", ident)
        for one in told["terms"]
        for words in one["words"]
    }
    return Scale(ident, told["name"], told["source"], tuple(terms), listed, wording)


def within(terms: Sequence[Term], low: float, high: float) -> list[Term]:
    """Return the terms whose range holds an interval, the narrowest first."""
    fits = [term for term in terms if term.low <= low and high <= term.high]
    return sorted(fits, key=lambda term: (term.high - term.low, term.low))
