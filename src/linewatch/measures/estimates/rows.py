"""What reading gives: estimates with their ranges, and what was left unread."""

from __future__ import annotations

from dataclasses import dataclass

from linewatch.measures.estimates.clauses import Span
from linewatch.measures.estimates.lexicon import Class, Lexicon
from linewatch.measures.estimates.scales import Range, Scale


@dataclass(frozen=True, slots=True)
class Estimate:
    """One phrase that says how sure a writer is.

    Attributes:
        start: Where it begins in the passage.
        end: Where it ends.
        kind: Its class.
        range: How likely; None where the class has none or the phrase does not say.
        level: Its place on the ladder of likelihood; None for the other classes.
        why: Why there is no range; None where there is one.
        negated: Whether it is denied where it stands.
        confidence: Whether it grades how sure the writer is, not how likely a thing.
        clause: The clause it stands in.
        target: What it is said of: the rest of its clause, after it or else before.
        quoted: Whether it stands in quotation marks.
        within: The place of an attributed phrase of the same sentence that it is part of; None where there is none.
        bracketed: Whether the writer gives the range himself.
    """

    start: int
    end: int
    kind: Class
    range: Range | None
    level: str | None
    why: str | None
    negated: bool
    confidence: bool
    clause: Span
    target: Span
    quoted: bool
    within: Span | None = None
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A phrase that may be an estimate and may be none."""

    start: int
    end: int
    why: str


def range_of(said: str, level: str | None, lexicon: Lexicon, scale: Scale) -> Range | None:
    """Return the range of a phrase: its own where the scale lists it, else its level's; None where neither has one."""
    if level is None:
        return None
    return listed(said, lexicon, scale) or scale.levels.get(level)


def listed(said: str, lexicon: Lexicon, scale: Scale) -> Range | None:
    """Return the range of a phrase that stands on the scale, with or without what it opens: "we believe that"."""
    words = said.split()
    if words and words[-1] in lexicon.cues["tails"]:
        words.pop()
    return scale.listed.get(" ".join(words))


def denied(level: str, lexicon: Lexicon, scale: Scale) -> tuple[str, Range | None, str | None]:
    """Return what a level becomes when it is denied, with its range, or why there is none."""
    level = lexicon.denied.get(level, "open")
    found = scale.levels.get(level)
    if found:
        return level, found._replace(by=f"denied; {found.by}"), None
    return level, None, lexicon.why.get(level, lexicon.why["open"])
