"""Scales of likelihood: what range a phrase has, as a share from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from linewatch.errors import BadValue, nearest

READING, WRITING = "kent", "icd203"  # the scales taken where none is asked for
ENDS = (0.0, 1.0)


class Range(NamedTuple):
    """How likely, from and to, as shares; never a single number.

    Attributes:
        low: The lower end.
        high: The upper end.
        by: How it was got: the scale's own phrase, or by which rule from which.
    """

    low: float
    high: float
    by: str


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
        listed: Every phrase that stands on it.
        levels: The range of what does not stand on it, by level of likelihood.
        wording: Patterns to write with: ``range``, ``number``, ``phrase``, ``between``.
    """

    id: str
    name: str
    source: str
    terms: tuple[Term, ...]
    listed: Mapping[str, Range]
    levels: Mapping[str, Range]
    wording: Mapping[str, str]


def halved(of: Range, by: str) -> Range:
    """Return a range half as far from its end of the scale: what "very" makes of a phrase.

    Source:
        Mosteller and Youtz (1990), Quantifying Probabilistic Expressions, Statistical Science 5(1).
    """
    if of.low + of.high >= 1:
        return Range((1 + of.low) / 2, (1 + of.high) / 2, by)
    return Range(of.low / 2, of.high / 2, by)


def turned(of: Range, by: str) -> Range:
    """Return a range at the other end, half as far from it: what "un-" makes of a phrase."""
    if of.low + of.high >= 1:
        return Range((1 - of.high) / 2, (1 - of.low) / 2, by)
    return Range(1 - of.high / 2, 1 - of.low / 2, by)


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
            "Give it name, source, terms (low, high, write, words) and levels.",
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
        words: Range(one["low"] / 100, one["high"] / 100, f"{words!r} stands on the scale")
        for one in told["terms"]
        for words in one["words"]
    }
    levels = dict[str, Range]()
    # A level may rest on one that stands after it.
    waiting = dict(told["levels"])
    while waiting:
        ready = [name for name, rule in waiting.items() if _rests_on(rule) <= {*levels, "end"}]
        if not ready:
            raise ValueError(f"levels {', '.join(waiting)} rest on none")
        for name in ready:
            levels[name] = _level(waiting.pop(name), listed, levels)
    return Scale(ident, told["name"], told["source"], tuple(terms), listed, levels, wording)


def _rests_on(rule: Mapping[str, Any]) -> set[str]:
    return {*rule.get("span", ()), *(rule[way] for way in ("half", "un") if way in rule)}


def _level(rule: Mapping[str, Any], listed: Mapping[str, Range], levels: Mapping[str, Range]) -> Range:
    if "as" in rule:
        return listed[rule["as"]]._replace(by=f"read as {rule['as']!r}")
    if "half" in rule:
        return halved(levels[rule["half"]], f"half as far from the end as {_name(rule['half'])!r}")
    if "un" in rule:
        return turned(levels[rule["un"]], f"half as far from the other end as {_name(rule['un'])!r}")
    first, last = rule["span"]
    low = ENDS[0] if first == "end" else levels[first].low
    high = ENDS[1] if last == "end" else levels[last].high
    return Range(low, high, f"from {_name(first)!r} to {_name(last)!r}")


def _name(level: str) -> str:
    return level.replace("_", " ")


def within(terms: Sequence[Term], low: float, high: float) -> list[Term]:
    """Return the terms whose range holds an interval, the narrowest first."""
    fits = [term for term in terms if term.low <= low and high <= term.high]
    return sorted(fits, key=lambda term: (term.high - term.low, term.low))
