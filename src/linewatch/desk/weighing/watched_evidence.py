"""Items of evidence not yet seen, kept as indicators: what it would change to find one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from linewatch.desk.said import ledger
from linewatch.desk.weighing import weighing
from linewatch.desk.weighing.questioning import named
from linewatch.errors import BadValue, LinewatchError
from linewatch.kinds.questions import Evidence
from linewatch.kinds.said import Indicator
from linewatch.record import said
from linewatch.record.case_file import CaseFile


def watch_evidence(case: CaseFile, question: str, item: str, look_for: str | None) -> dict[str, Any]:
    """Keep an open item of a question as an indicator; return the indicator.

    Args:
        case: Where it goes.
        question: The question's id.
        item: The item's id.
        look_for: The words by which it would show, as for `search`; None for those the item names.

    Raises:
        NoSuchRecord: If the question has no such item.
        BadValue: If the item is not open, or nobody says what to look for.
    """
    own = {row.id: row for row in said.rows(case.con, Evidence) if row.question == question}
    row = own[named(item, own, question, "item of evidence", "evidence")]
    if row.state != "open":
        raise BadValue(
            f"{row.id!r} is not open: it has been {'looked for' if row.state == 'absent' else 'seen'}.",
            f"Open items are listed by: linewatch next {question}",
        )
    words = look_for or row.look_for
    if words is None:
        raise BadValue(f"Nobody says by which words {row.id!r} would show.", 'Give them with --look-for "…".')
    kept = next((one for one in said.rows(case.con, Indicator) if one.evidence == row.id), None)
    values = {"id": kept.id if kept else row.id, "look_for": words, "evidence": row.id, "note": row.name}
    return ledger.enter(case, Indicator.table, values, (), ())


def bearing(case: CaseFile, items: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return for items what finding them would change: question, name, state, what stands first now, what then would.

    An item that has been seen since, or of a question that cannot be weighed, is told with its question alone.
    """
    standing = {row.id: row for row in said.rows(case.con, Evidence)}
    asked = {item: standing[item].question for item in items}
    found: dict[str, dict[str, Any]] = {}
    for question in sorted(set(asked.values())):
        top, rows = _wanted(case, question)
        for item in (item for item in asked if asked[item] == question):
            row = rows.get(item, {})
            found[item] = {
                "question": question,
                "name": standing[item].name,
                "state": standing[item].state or "seen",
                "information_bits": row.get("information_bits"),
                "top": top,
                "top_if_seen": row.get("top_if_seen"),
            }
    return found


def _wanted(case: CaseFile, question: str) -> tuple[str | None, dict[str, dict[str, Any]]]:
    asking = weighing.Asking(question)
    try:
        top = weighing.weigh_question(case, asking, whole=False)["top"]
        return top, {row["item"]: row for row in weighing.next_evidence(case, asking)}
    except LinewatchError:
        return None, {}
