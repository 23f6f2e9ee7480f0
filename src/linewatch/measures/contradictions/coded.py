"""Pairs of one actor's statements that cannot both be its line; saying two things at once told from changing a line.

The rule. Stances of opposite sign on one issue contradict each other; so may those on an issue and one above or below
it in the tree, which are told apart and weigh half. If whatever the dates may be all of one sign came before all of the
other, the line changed once. If no dates that they may have put them so, both were said at once, or by turns: of each
pair its own two dates tell which. Else the dates do not tell.

Source:
    The rule is the tool's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Literal

from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Statement

Kind = Literal["at once", "by turns", "changed line", "cannot tell"]
Relation = Literal["same issue", "tree"]
AUDIENCE = ("publicity", "addressee", "channel", "stratum")
SURE = {"certain": 1.0, "likely": 0.7, "doubtful": 0.4, None: 0.7}  # what a reading so sure counts for
BY_KIND: dict[Kind, float] = {"at once": 1.0, "by turns": 0.7, "cannot tell": 0.7, "changed line": 0.5}
ON_TREE = 0.5  # what a pair on two issues of the tree counts beside one on the same issue


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements of one actor that cannot both be its line.

    Attributes:
        a: The statement that may have come first.
        b: The other.
        relation: Whether they are on one issue, or on two of which one stands above the other.
        kind: Said at once, one after the other by turns, a line that changed, or dates that do not tell.
        why: What of the dates says so.
        differs: In what their audiences differ: by field, what is said of a and of b.
        same: In what their audiences are the same.
        parted_by: The fields by which all such statements are parted: no value has both signs.
        score: For ranking: 0 to 1.
    """

    a: Statement
    b: Statement
    relation: Relation
    kind: Kind
    why: str
    differs: dict[str, tuple[str, str]]
    same: tuple[str, ...]
    parted_by: tuple[str, ...]
    score: float


def contradictions(
    said: Sequence[Statement],
    read: Mapping[str, tuple[int | None, str | None]],
    parents: Mapping[str, str | None],
) -> list[Pair]:
    """Return the pairs of an actor's statements that cannot both be its line: on one issue first, then on the tree.

    Poles of two issues need not be each other's opposites: pairs on the tree are to be read.

    Args:
        said: The actor's statements.
        read: By statement the stance that stands and how sure it is. Without a stance, or with 0, it contradicts none.
        parents: By issue the one above it.
    """
    by = dict[str, list[Statement]]()
    for row in said:
        if row.issue and read[row.id][0]:
            by.setdefault(row.issue, []).append(row)
    found, told = list[Pair](), set[frozenset[str]]()
    for issue, rows in sorted(by.items()):
        found += _pairs(rows, rows, "same issue", read)
        for above in _above(issue, parents):
            # In a tree that goes round in a loop each of two issues stands above the other.
            if frozenset((issue, above)) not in told:
                told.add(frozenset((issue, above)))
                found += _pairs(rows, by.get(above, []), "tree", read)
    return sorted(found, key=lambda pair: (pair.relation == "tree", -pair.score, pair.a.id, pair.b.id))


def _above(issue: str, parents: Mapping[str, str | None]) -> list[str]:
    found = [issue]
    while (above := parents.get(found[-1])) and above not in found:
        found.append(above)
    return found[1:]


def _pairs(
    one: Sequence[Statement],
    other: Sequence[Statement],
    relation: Relation,
    read: Mapping[str, tuple[int | None, str | None]],
) -> Iterator[Pair]:
    """Yield the pairs of opposite sign, one from each of two lists; of one list with itself each pair once."""
    signs = ((-1, 1),) if relation == "same issue" else ((-1, 1), (1, -1))
    for sign, contrary in signs:
        left = [row for row in one if _sign(read, row) == sign]
        right = [row for row in other if _sign(read, row) == contrary]
        if not left or not right:
            continue
        whole = together([row.said_on for row in left], [row.said_on for row in right])
        parted = tuple(name for name in AUDIENCE if _parted(name, left, right))
        for row, against in product(left, right):
            a, b = sorted((row, against), key=_order)
            kind, why = _of_pair(a, b) if whole[0] == "at once" else whole
            differs, same = _audience(a, b)
            yield Pair(a, b, relation, kind, why, differs, same, parted, _score(a, b, relation, kind, read))


def _of_pair(a: Statement, b: Statement) -> tuple[Kind, str]:
    """Return of two statements, of which no order of the dates puts all of one sign first, how these two were said."""
    kind, why = together([a.said_on], [b.said_on])
    if kind == "changed line":
        return (
            "by turns",
            "one after the other, but no order of the dates puts all of one side before the other",
        )
    return kind, "on one day" if kind == "at once" else why


def _sign(read: Mapping[str, tuple[int | None, str | None]], row: Statement) -> int:
    stance = read[row.id][0] or 0
    return (stance > 0) - (stance < 0)


def _order(row: Statement) -> tuple[bool, tuple[date, date, str], str]:
    key = PartialDate.parse(row.said_on).sort_key if row.said_on else (date.max, date.max, "")
    return not row.said_on, key, row.id


def together(one: Sequence[str | None], other: Sequence[str | None]) -> tuple[Kind, str]:
    """Return whether two things were said at once, given the dates of each, as EDTF, and what of the dates says so."""
    sides = [[_days(on) for on in dates] for dates in (one, other)]
    for first, second in (sides, sides[::-1]):
        if max(high for _, high in first) < min(low for low, _ in second):
            return "changed line", "all of one side were said before all of the other"
    for first, second in (sides, sides[::-1]):
        if max(low for low, _ in first) < min(high for _, high in second):
            undated = any(span == (0, date.max.toordinal()) for side in sides for span in side)
            return "cannot tell", "a date is not known" if undated else "the dates overlap"
    return "at once", "no order of the dates puts all of one side before the other"


def _days(edtf: str | None) -> tuple[int, int]:
    when = PartialDate.parse(edtf) if edtf else None
    low = when.earliest.toordinal() if when and when.earliest else 0
    return low, when.latest.toordinal() if when and when.latest else date.max.toordinal()


def _audience(a: Statement, b: Statement) -> tuple[dict[str, tuple[str, str]], tuple[str, ...]]:
    both = [(name, getattr(a, name), getattr(b, name)) for name in AUDIENCE]
    known = [(name, one, other) for name, one, other in both if one and other]
    differs = {name: (one, other) for name, one, other in known if one != other}
    return differs, tuple(name for name, one, other in known if one == other)


def _parted(name: str, left: Sequence[Statement], right: Sequence[Statement]) -> bool:
    one, other = ({getattr(row, name) for row in side} for side in (left, right))
    return None not in one | other and not one & other


def _score(
    a: Statement,
    b: Statement,
    relation: Relation,
    kind: Kind,
    read: Mapping[str, tuple[int | None, str | None]],
) -> float:
    (one, sure), (other, surely) = read[a.id], read[b.id]
    apart = (abs(one or 0) + abs(other or 0)) / 4
    score = apart * SURE.get(sure, 0.7) * SURE.get(surely, 0.7) * BY_KIND[kind]
    return round(score * (ON_TREE if relation == "tree" else 1.0), 4)
