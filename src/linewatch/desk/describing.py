"""What a case says of itself: title, centre, marking, date, caveat."""

from __future__ import annotations

from linewatch.errors import BadValue, nearest
from linewatch.kinds.dates import PartialDate
from linewatch.record.case_file import CaseFile
from linewatch.record.folder import FACTS

_NAMES = (*FACTS, "about")


def describe(case: CaseFile, facts: dict[str, str]) -> dict[str, str | None]:
    """Set some of a case's own facts and return them all.

    Raises:
        BadValue: If there is no such fact.
        BadDate: If the date is none.
    """
    for name in facts:
        if name not in _NAMES:
            raise BadValue(f"A case has no {name!r}.", nearest(name, _NAMES))
    if facts.get("date"):
        PartialDate.parse(facts["date"])
    case.set_facts(facts)
    return {name: case.fact(name) for name in _NAMES}
