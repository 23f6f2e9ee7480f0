"""The range of a phrase: as a scale lists it, as its denial leaves it, or none with why."""

from __future__ import annotations

from typing import NamedTuple

from linewatch.measures.estimates.lexicon import Lexicon
from linewatch.measures.estimates.scales import ENDS, Range, Scale


class Ranged(NamedTuple):
    """A level with its range, or why there is none."""

    level: str | None
    range: Range | None
    why: str | None


def range_of(said: str, lexicon: Lexicon, scale: Scale) -> Range | None:
    """Return the range of a phrase as the scale lists it; else as the lexicon's scale for the unlisted does.

    Nothing is reckoned from one phrase to another: a phrase that neither lists has no range. The range names the
    scale it is of.

    Args:
        said: The phrase, on a plain text.
        lexicon: The words of its language.
        scale: The one that is asked.
    """
    if found := listed(said, lexicon, scale):
        return found
    other = lexicon.scales.get(lexicon.defaults["unlisted"])
    found = listed(said, lexicon, other) if other else None
    return found._replace(by=f"{scale.name} does not list it; {other.name} does") if found and other else None


def listed(said: str, lexicon: Lexicon, scale: Scale) -> Range | None:
    """Return the range of a phrase that stands on the scale, with or without what leads to it and what it opens."""
    words = said.replace(",", " ").split()
    if words and words[-1] in lexicon.cues["tails"]:
        words.pop()
    while words and " ".join(words) not in scale.listed and words[0] in lexicon.cues["heads"]:
        words = words[1:]
    return scale.listed.get(" ".join(words))


def why_none(level: str | None, lexicon: Lexicon, scale: Scale) -> str:
    """Return why a likelihood has no range: what it says, or that the scale does not list it."""
    return lexicon.why.get(level or "open") or lexicon.why["unlisted"].format(scale=scale.name)


def denied(level: str, of: Range | None, lexicon: Lexicon, scale: Scale) -> Ranged:
    """Return what a phrase of likelihood is worth when it is denied.

    It lies on the side of its range to which the denial points: a phrase that says a thing is likely, from 0 to its
    lower end; one that says it is not, from its upper end to 1. About even odds, and a phrase that says only that a
    thing can be, are denied to either side and have no range.

    Args:
        level: Of the phrase itself.
        of: Its range; None where it has none.
        lexicon: Which levels say what.
        scale: The one that is asked.
    """
    new = lexicon.denied.get(level, "open")
    low, high = ENDS
    if of and level in (*lexicon.sides["above"], *lexicon.sides["some"]) and of.low > low:
        return Ranged(
            new, of._replace(low=low, high=of.low, by=f"denied: less than its range; {of.by}"), None
        )
    if of and level in lexicon.sides["below"] and of.high < high:
        return Ranged(
            new, of._replace(low=of.high, high=high, by=f"denied: more than its range; {of.by}"), None
        )
    return Ranged(new, None, why_none(new if of is None else "open", lexicon, scale))


def denied_within(said: str, level: str, lexicon: Lexicon, scale: Scale) -> Range | None:
    """Return the range of a phrase that has its denial in itself, "not very likely"; None where it has none."""
    first, _, rest = said.partition(" ")
    if first not in lexicon.cues["deny"] or not (of := range_of(rest, lexicon, scale)):
        return None
    if level in lexicon.sides["below"]:
        return of._replace(low=ENDS[0], high=of.low, by=f"denied: less than its range; {of.by}")
    return None
