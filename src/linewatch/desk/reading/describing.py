"""What a case says of itself: title, centre, marking, date, caveat."""

from __future__ import annotations

from linewatch.errors import BadValue, NoSuchRecord, nearest
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor
from linewatch.record import said
from linewatch.record.case_file import CaseFile
from linewatch.record.folder import FACTS

_NAMES = (*FACTS, "about")


def describe(case: CaseFile, facts: dict[str, str]) -> dict[str, str | None]:
    """Set some of a case's own facts and return them all.

    Raises:
        BadValue: If there is no such fact.
        NoSuchRecord: If the centre is no actor of a case that has actors.
        BadDate: If the date is none.
    """
    for name in facts:
        if name not in _NAMES:
            raise BadValue(f"A case has no {name!r}.", nearest(name, _NAMES))
    if facts.get("date"):
        PartialDate.parse(facts["date"])
    known = [actor.id for actor in said.rows(case.con, Actor)]
    if facts.get("centre") and known and facts["centre"] not in known:
        raise NoSuchRecord("actor", facts["centre"], known, "actors")
    case.set_facts(facts)
    return {name: case.fact(name) for name in _NAMES}
