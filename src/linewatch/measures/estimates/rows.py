"""What reading gives: estimates with their ranges, and what was left unread."""

from __future__ import annotations

from dataclasses import dataclass

from linewatch.measures.estimates.clauses import Span
from linewatch.measures.estimates.lexicon import Class
from linewatch.measures.estimates.scales import Range


@dataclass(frozen=True, slots=True)
class Estimate:
    """One phrase that says how sure a writer is.

    Attributes:
        start: Where it begins in the passage.
        end: Where it ends.
        kind: Its class.
        range: How likely; None where the class has none, the phrase does not say, or no scale lists it.
        level: Its place on the ladder of likelihood; None for the other classes.
        why: Why there is no range; None where there is one.
        negated: Whether it is denied where it stands.
        confidence: Whether it grades how sure the writer is, not how likely a thing.
        clause: The clause it stands in.
        target: What it is said of: the rest of its clause, after it or else before.
        quoted: Whether it stands in quotation marks.
        within: The place of an attributed phrase of the same sentence that it is part of; None where there is none.
        bracketed: Whether the writer gives the range himself.
        usual: The range the phrase would have if the writer gave none; None where that has none.
        carried: Whether what denies it is the denial of the writer's belief before it.
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
    usual: Range | None = None
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A phrase that may be an estimate and may be none."""

    start: int
    end: int
    why: str
