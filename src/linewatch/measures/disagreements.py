"""Disagreements side by side: the statements that coders read differently, the widest apart first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from linewatch.kinds.said import AGREED, Coding, Statement

CODES = ("stance", "act", "target", "certainty")
_LEAST = 2  # readings that can differ


@dataclass(frozen=True, slots=True)
class Reading:
    """How one coder read a statement.

    Attributes:
        coder: Who; None where the record does not say.
        stance: None where the coder found that none is taken.
    """

    coder: str | None
    stance: int | None
    act: str | None
    target: str | None
    certainty: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One statement that coders read differently.

    Attributes:
        statement: The statement.
        readings: How each coder read it, the first coder's first.
        differs: Which codes differ.
        found: Whether coders differ on whether a stance is taken at all.
        apart: Steps between the stances that are furthest apart, 0 to 4; None where fewer than two took one.
        agreed: The reading that they agreed on afterwards; None where they have not.
    """

    statement: Statement
    readings: tuple[Reading, ...]
    differs: tuple[str, ...]
    found: bool
    apart: int | None
    agreed: Reading | None


def disagreements(
    statements: Iterable[Statement], codings: Iterable[Coding], issues: Collection[str] | None = None
) -> tuple[Disagreement, ...]:
    """Return the statements that coders read differently.

    Statements whose stances are furthest apart stand first, then those on which coders differ whether there is a
    stance, then those that differ in most other codes.

    Args:
        statements: Each with its first reading.
        codings: The other readings; the agreed one is told beside them and is nobody's own.
        issues: Only statements on these; None for all.
    """
    others: dict[str, list[Coding]] = {}
    for coding in codings:
        others.setdefault(coding.statement, []).append(coding)
    chosen = [s for s in statements if issues is None or s.issue in issues]
    found = [_compared(s, others[s.id]) for s in chosen if s.id in others]
    return tuple(sorted((row for row in found if row.differs), key=_order))


def readings(statement: Statement, codings: Iterable[Coding]) -> tuple[Reading, ...]:
    """Return how each coder read a statement, the first coder's reading first, the agreed one left out."""
    own = [c for c in codings if c.statement == statement.id and c.coder != AGREED]
    return (_first(statement), *(_reading(c) for c in own))


def differing(found: Sequence[Reading]) -> tuple[str, ...]:
    """Return the codes in which readings differ."""
    return tuple(code for code in CODES if len({getattr(reading, code) for reading in found}) > 1)


def _compared(statement: Statement, codings: Sequence[Coding]) -> Disagreement:
    read = readings(statement, codings)
    stances = [reading.stance for reading in read if reading.stance is not None]
    agreed = next((_reading(c) for c in codings if c.coder == AGREED), None)
    return Disagreement(
        statement=statement,
        readings=read,
        differs=differing(read),
        found=0 < len(stances) < len(read),
        apart=max(stances) - min(stances) if len(stances) >= _LEAST else None,
        agreed=agreed,
    )


def _order(row: Disagreement) -> tuple[int, bool, int, str]:
    return -(row.apart or 0), not row.found, -len(row.differs), row.statement.id


def _first(row: Statement) -> Reading:
    return Reading(row.coder, row.stance, row.act, row.target, row.certainty)


def _reading(row: Coding) -> Reading:
    return Reading(row.coder, row.stance, row.act, row.target, row.certainty, row.note)
