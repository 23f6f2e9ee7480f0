"""Check a case: its files, its rows, and every citation against the copy that is held."""

from __future__ import annotations

from collections import Counter
from typing import Any

from linewatch.desk.ledger import citations
from linewatch.record import check as record_check
from linewatch.record.case_file import CaseFile


def check(case: CaseFile) -> dict[str, Any]:
    """Return whether a case is sound, how its citations stand, and what is wrong.

    Only what is wrong makes ``ok`` false; a citation of a document that is not held is unverified, not wrong.
    """
    problems = list(record_check.problems(case))
    standings = Counter[str]()
    for (table, ident), cited in citations(case).items():
        for citation in cited:
            standings[citation.standing] += 1
            if citation.standing == "broken":
                problems.append(
                    f"{table} {ident}: {citation.document} {citation.locator or ''}: {citation.why}"
                )
    return {
        "ok": not problems,
        "verified": standings["verified"],
        "unverified": standings["unverified"],
        "broken": standings["broken"],
        "problems": problems,
        "places": record_check.places(case.con),
        "unfinished": record_check.unfinished(case.con),
    }
