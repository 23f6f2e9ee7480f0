"""What an actor did, by kind: the centre's deeds towards others, and the contacts of the others."""

from __future__ import annotations

from collections.abc import Mapping

from linewatch.kinds.said import Deed
from linewatch.measures.deeds.record import Rows

# What the centre does to hold others to its line.
HOLDING = ("calls", "rebukes", "cuts", "leaders", "visits", "talks")


def of_centre(own: tuple[str, ...], rows: Rows) -> Mapping[str, tuple[str, ...]]:
    """Return the centre's deeds towards others by kind."""
    found: dict[str, list[str]] = {kind: [] for kind in (*HOLDING, "received", "lets_go")}
    for row in rows.done(own):
        contact = rows.words.means("contacts", row.type)
        if row.actor not in own:
            if contact and row.recipient in own:
                found["received"].append(row.id)
            continue
        # What the centre does within its own party, or to those outside the movement, is another matter.
        if rows.movement.of_centre(row.recipient) or not rows.movement.within(row.recipient):
            continue
        kind = _centres_kind(row, contact, rows)
        if kind:
            found[kind].append(row.id)
    return {kind: _once(ids, rows) for kind, ids in found.items()}


def _once(ids: list[str], rows: Rows) -> tuple[str, ...]:
    """Return rows without those that tell more of one deed: of the same event, to the same recipient."""
    by_id = {row.id: row for row in rows.deeds}
    first: dict[tuple[str | None, ...], str] = {}
    for ident in ids:
        row = by_id[ident]
        told = (row.event, row.actor, row.recipient) if row.event else (None, ident)
        first.setdefault(told, ident)
    return tuple(first.values())


def _centres_kind(row: Deed, contact: str | None, rows: Rows) -> str | None:
    reaction = rows.words.means("reactions", row.type)
    if rows.words.lists("letting_go", "let_go", row.type):
        return "lets_go"
    if rows.words.means("calls", row.type):
        return "calls"
    if reaction == "rebuked":
        return "rebukes"
    if reaction in ("censored", "cut", "edited") or rows.words.lists("modes", "left_out", row.mode):
        return "cuts"
    if rows.words.means("personnel", row.type):
        return "leaders"
    return {"visit": "visits", "talks": "talks"}.get(contact or "")


def of_party(own: tuple[str, ...], rows: Rows) -> Mapping[str, tuple[str, ...]]:
    """Return an actor's contacts by kind: to the centre, from it, with others."""
    found: dict[str, list[str]] = {kind: [] for kind in ("to_centre", "from_centre", "elsewhere")}
    for row in rows.done(own):
        if not rows.words.means("contacts", row.type):
            continue
        if row.actor in own and row.recipient not in own:
            found["to_centre" if rows.movement.of_centre(row.recipient) else "elsewhere"].append(row.id)
        elif row.recipient in own and row.actor not in own:
            found["from_centre" if rows.movement.of_centre(row.actor) else "elsewhere"].append(row.id)
    return {kind: tuple(ids) for kind, ids in found.items()}
