"""The rows on which words against deeds rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Deed, Event, Statement
from linewatch.kinds.standing import onlookers
from linewatch.measures.deed_kinds import DeedWords, Movement, date_of


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The rows on which words against deeds rest.

    Attributes:
        statements: All, as they stand.
        issues: The issues of independence, each with 1 where +2 on it is independence, -1 where -2 is.
    """

    movement: Movement
    words: DeedWords
    events: Mapping[str, Event]
    statements: Sequence[Statement]
    deeds: Sequence[Deed]
    issues: Mapping[str, int]

    @cached_property
    def said_by(self) -> Mapping[str, Sequence[Statement]]:
        """Statements by who made them; what onlookers say of the matter is not among them."""
        found: dict[str, list[Statement]] = {}
        for row in self.statements:
            if row.actor not in self.onlookers:
                found.setdefault(row.actor, []).append(row)
        return found

    @cached_property
    def onlookers(self) -> frozenset[str]:
        """Who only judges what others do."""
        return onlookers(self.statements)

    @cached_property
    def touching(self) -> Mapping[str, Sequence[Deed]]:
        """Deeds that were done, by actor and by recipient."""
        found: dict[str, list[Deed]] = {}
        for row in self.deeds:
            for actor in {row.actor, row.recipient} - {None}:
                if row.status != "planned":
                    found.setdefault(actor or "", []).append(row)
        return found

    def said(self, own: Sequence[str]) -> list[Statement]:
        """Return the statements of some actors."""
        return [row for actor in own for row in self.said_by.get(actor, ())]

    def done(self, own: Sequence[str]) -> list[Deed]:
        """Return the deeds done by some actors or to them, each once, in the order of the record."""
        rows = {row.id: row for actor in own for row in self.touching.get(actor, ())}
        return [rows[ident] for ident in sorted(rows, key=self._places.__getitem__)]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {row.id: at for at, row in enumerate(self.deeds)}


def side(row: Statement | None) -> int:
    """Return on which side of its issue a statement stands: 1, -1, or 0 for neither."""
    if row is None or not row.stance:
        return 0
    return 1 if row.stance > 0 else -1


def statement_date(row: Statement, rows: Rows) -> PartialDate | None:
    """Return when a statement was made: its own date, else that of its event."""
    return date_of(row.said_on, rows.events.get(row.event or ""))


def key(edtf: str | None) -> tuple[object, ...]:
    """Return an order of dates for listing."""
    return PartialDate.parse(edtf).sort_key if edtf else ()
