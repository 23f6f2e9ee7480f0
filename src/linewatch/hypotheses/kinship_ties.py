"""Why two items of evidence may tell the same thing twice: each reason with what it rests on and how much it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal, NamedTuple

from linewatch.kinds.dates import PartialDate

Why = Literal["row", "reports", "overlap", "passage", "source", "event", "dates", "wording"]

# How far one reason, at its fullest, makes two items one. These are stipulated, not measured: a row, a report and a
# quotation are the same thing told twice; a source or a passage more likely so than not; an event or a date of report
# says too little alone, and enough where both hold.
FULL: dict[Why, float] = {
    "row": 1.0,
    "reports": 1.0,
    "overlap": 0.9,
    "wording": 0.9,
    "passage": 0.6,
    "source": 0.6,
    "event": 0.4,
    "dates": 0.3,
}
# Reports of one event that follow one another within so many days may have one origin.
FOLLOWS_DAYS = 7
# Shared wording counts where chance brings as much in at most so many comparisons.
WORDING_CHANCE = 0.01


class Cited(NamedTuple):
    """A place that an item cites.

    Attributes:
        document: The document's key.
        passage: The passage's number, page or locator.
        start: Where in the passage the cited words begin; None for all of it.
        end: Where they end.
    """

    document: str
    passage: str
    start: int | None = None
    end: int | None = None


class Shared(NamedTuple):
    """Two items whose texts share wording.

    Attributes:
        share: Of the shorter text, the share that stands in runs that both have.
        chance: How often chance alone would bring as much.
    """

    first: str
    second: str
    share: float
    chance: float = 0.0


@dataclass(frozen=True, slots=True)
class Traced:
    """An item of evidence as far as its origin is known.

    Attributes:
        id: Its id.
        source: From whom it comes in the end.
        row: The row of the record or the finding that it is, as table and id in one text.
        bases: The rows on which that row rests in turn: the statements of a finding, the row that a report repeats.
        event: The event that it tells of.
        cites: The places that it cites.
        reported_on: When it was reported, as EDTF.
        group: The group it is in already.
    """

    id: str
    source: str | None = None
    row: str | None = None
    bases: frozenset[str] = frozenset()
    event: str | None = None
    cites: tuple[Cited, ...] = ()
    reported_on: str | None = None
    group: str | None = None


class Reason(NamedTuple):
    """Why two items are tied.

    Attributes:
        kind: row: both are one row; reports: one rests on the other, or both on the same rows; overlap: they cite
            overlapping words; passage: they cite the same passage; source: they name one source; event: they tell of
            one event; dates: reports of it follow one another; wording: their texts share runs of words.
        what: The row, source, event or places concerned.
        share: How full the reason is, from 0 to 1.
        strength: The share times the most that a reason of this kind says.
    """

    kind: Why
    what: tuple[str, ...]
    share: float

    @property
    def strength(self) -> float:
        """How far it alone makes the two one, from 0 to 1."""
        return FULL[self.kind] * self.share


def reasons(first: Traced, second: Traced, wording: Shared | None = None) -> tuple[Reason, ...]:
    """Return why two items may be one, each kind at most once."""
    found = [*_by_row(first, second), *_by_cites(first.cites, second.cites)]
    if first.source and first.source == second.source and not (first.group and second.group):
        # Whoever put both in groups has said how far their source makes them one.
        found.append(Reason("source", (first.source,), 1.0))
    if first.event and first.event == second.event:
        found.append(Reason("event", (first.event,), 1.0))
        found += _by_dates(first.reported_on, second.reported_on)
    if wording and wording.chance <= WORDING_CHANCE and wording.share > 0:
        found.append(Reason("wording", (), min(1.0, wording.share)))
    return tuple(found)


def _by_row(first: Traced, second: Traced) -> list[Reason]:
    """Return whether both are one row, or how far they rest on the same.

    The share is the cosine of the two sets of rows: a finding from a hundred statements hardly repeats any one.
    """
    if first.row and first.row == second.row:
        return [Reason("row", (first.row,), 1.0)]
    below, above = _rows(first), _rows(second)
    # An item that rests on the other rests, for this comparison, on the other's row and not on its own.
    if second.row in first.bases:
        below, above = first.bases, frozenset({second.row or ""})
    elif first.row in second.bases:
        below, above = frozenset({first.row or ""}), second.bases
    shared = below & above
    if not shared:
        return []
    return [Reason("reports", tuple(sorted(shared)), len(shared) / sqrt(len(below) * len(above)))]


def _rows(item: Traced) -> frozenset[str]:
    return item.bases or frozenset({item.row} if item.row else ())


def _by_cites(first: Sequence[Cited], second: Sequence[Cited]) -> list[Reason]:
    """Return how far two items cite the same words; else how far the same passages."""
    overlap = [(a, b) for a in set(first) for b in set(second) if _overlap(a, b) > 0]
    if overlap:
        # Of the item that cites less: what it cites is wholly or partly in the other.
        share = min(
            1.0,
            max(
                sum(max(_overlap(a, b) for b in second) for a in set(first)) / len(set(first)),
                sum(max(_overlap(b, a) for a in first) for b in set(second)) / len(set(second)),
            ),
        )
        return [Reason("overlap", _named({a for a, _ in overlap}), share)]
    mine, others = ({(one.document, one.passage) for one in cites} for cites in (first, second))
    if not (shared := mine & others):
        return []
    share = len(shared) / sqrt(len(mine) * len(others))
    return [Reason("passage", _named({Cited(*one) for one in shared}), share)]


def _overlap(first: Cited, second: Cited) -> float:
    """Return the share of the first's words that the second cites too; whole passages are not words, so 0."""
    if (first.document, first.passage) != (second.document, second.passage):
        return 0.0
    if None in {first.start, first.end, second.start, second.end}:
        return 0.0
    a, b, c, d = (at or 0 for at in (first.start, first.end, second.start, second.end))
    return max(0, min(b, d) - max(a, c)) / (b - a) if b > a else 0.0


def _named(places: set[Cited]) -> tuple[str, ...]:
    return tuple(sorted({f"{one.document} {one.passage}" for one in places}))


def _by_dates(first: str | None, second: str | None) -> list[Reason]:
    """Return whether two reports are dated to the day, or nearly, and follow one another closely."""
    if not first or not second:
        return []
    a, b = PartialDate.parse(first), PartialDate.parse(second)
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return []
    days = (max(a.latest, b.latest) - min(a.earliest, b.earliest)).days
    return [Reason("dates", (first, second), 1 - days / (FOLLOWS_DAYS + 1))] if days <= FOLLOWS_DAYS else []
