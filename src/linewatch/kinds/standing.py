"""Statements as they stand: with the reading that coders agreed on, and who of those who speak looks on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from linewatch.kinds.said import AGREED, Coding, Statement

JUDGING = "judges"  # the act of one who looks on: says what others do, and takes no part


def standing(statements: Iterable[Statement], codings: Iterable[Coding]) -> list[Statement]:
    """Return statements as they stand: where coders agreed on a reading, with its stance, act, target and certainty."""
    agreed = {coding.statement: coding for coding in codings if coding.coder == AGREED}
    return [_read_as(row, agreed.get(row.id)) for row in statements]


def _read_as(row: Statement, agreed: Coding | None) -> Statement:
    if agreed is None:
        return row
    # What they settled on leaves open what it does not name; a stance it always settles, if only that there is none.
    return replace(
        row,
        stance=agreed.stance,
        act=agreed.act or row.act,
        target=agreed.target or row.target,
        certainty=agreed.certainty or row.certainty,
    )


def onlookers(statements: Iterable[Statement]) -> frozenset[str]:
    """Return who mostly judges: whoever mostly does anything else is a party to the matter, whatever he reports."""
    judges = Counter[str]()
    for row in statements:
        judges[row.actor] += 1 if row.act == JUDGING else -1
    return frozenset(actor for actor, more in judges.items() if more > 0)
