"""Check a case: its files, its rows, and every citation against the copy that is held."""

from __future__ import annotations

from collections import Counter
from typing import Any

from linewatch.desk.mapping.causal import map_standing
from linewatch.desk.said.ledger import citations
from linewatch.desk.simulating.sound import movement_check
from linewatch.record import check as record_check
from linewatch.record.case_file import CaseFile


def check(case: CaseFile) -> dict[str, Any]:
    """Return whether a case is sound, how its citations stand, and what is wrong.

    Only what is wrong makes ``ok`` false; a citation of a document that is not held is unverified, not wrong.
    """
    of_map, wrong = map_standing(case)
    problems = [*record_check.problems(case), *wrong]
    standings = Counter[str]()
    for (table, ident), cited in (citations(case) | of_map).items():
        for citation in cited:
            standings[citation.standing] += 1
            if citation.standing == "broken":
                problems.append(
                    f"{table} {ident}: {citation.document} {citation.locator or ''}: {citation.why}"
                )
    moving = movement_check(case)
    problems += moving.pop("problems", [])
    return {
        "ok": not problems,
        "verified": standings["verified"],
        "unverified": standings["unverified"],
        "broken": standings["broken"],
        "problems": problems,
        "places": record_check.places(case.con),
        "unfinished": record_check.unfinished(case.con),
    } | ({"movement": moving} if moving else {})
