"""What a row of the said ledger may hold: its values, what it refers to, and no row above itself."""

from __future__ import annotations

import json
import math
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any, TypeVar

from linewatch.errors import BadDate, BadValue, nearest
from linewatch.kinds.citations import LONGEST_QUOTATION
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.questions import RESTS_ON, Evidence
from linewatch.kinds.said import CITED, SAID, CitationRow, Event, Locator, Rule, SaidRow, columns, rules
from linewatch.record.explained import ill_ranged, ill_rested
from linewatch.record.queries import fts_query

Row = TypeVar("Row", bound=SaidRow)
BY_TABLE: dict[str, type[SaidRow]] = {kind.table: kind for kind in SAID}
# A table's name as one would say it of one row.
ONE = {
    "actors": "actor",
    "issues": "issue",
    "events": "event",
    "statements": "statement",
    "deeds": "deed",
    "attributes": "attribute",
    "documents": "document",
    "questions": "question",
    "hypotheses": "hypothesis",
    "evidence_groups": "evidence group",
    "evidence": "item of evidence",
    "forecasts": "forecast",
}
_SHA256 = re.compile(r"[0-9a-f]{64}")


def checked(kind: type[Row], values: dict[str, Any]) -> tuple[Row | None, list[tuple[str, str]]]:
    """Return a row of a class from texts or values, or the fields that do not fit and why.

    An empty text is no text. Line ends are kept as one sign whatever the system that wrote them.
    """
    good: dict[str, Any] = {}
    problems: list[tuple[str, str]] = []
    for name, rule in rules(kind).items():
        try:
            good[name] = _fitting(values.get(name), rule)
        except (BadValue, BadDate) as error:
            problems.append((name, f"{error.what} {error.next_step}"))
            continue
        if rule.required and good[name] is None:
            problems.append((name, "It must be given."))
    for name in values.keys() - set(columns(kind)):
        problems.append((str(name), f"No such field. {nearest(str(name), columns(kind))}"))
    return (None if problems else kind(**good)), problems


def _fitting(value: Any, rule: Rule) -> str | float | None:
    if value is None or value == "":
        return None
    if rule.type == "whole":
        return _whole(value, rule)
    if rule.type == "number":
        return _number(value, rule)
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    bad = next(
        (char for char in text if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"), None
    )
    if bad is not None:
        raise BadValue(f"It holds the control character U+{ord(bad):04X}.", "Take it out.")
    if rule.type == "date":
        return PartialDate.parse(text).edtf
    if rule.type == "object":
        return _object(text)
    if rule.type == "search":
        fts_query(text)  # refuses what cannot be looked for
    if rule.type == "sha256" and not _SHA256.fullmatch(text):
        raise BadValue(
            "It is not a SHA-256: 64 figures from 0 to f.", "Take it from sha256sum, or leave it out."
        )
    if rule.one_of and text not in rule.one_of:
        raise BadValue(f"It is {text!r}, not one of: {', '.join(rule.one_of)}.", nearest(text, rule.one_of))
    return text


def _object(text: str) -> str:
    """Return a JSON object in one way of writing it."""
    try:
        value = json.loads(text, parse_constant=lambda name: float("nope"))
    except ValueError as error:
        raise BadValue("It is not JSON.", "Write a JSON object, or leave it out.") from error
    if not isinstance(value, dict):
        raise BadValue("It is JSON, but no object.", 'Write it as {"name": "value"}.')
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _whole(value: Any, rule: Rule) -> int:
    try:
        number = int(str(value).strip())
    except ValueError as error:
        raise BadValue(f"{value!r} is not a whole number.", "Write one.") from error
    low, high = rule.low, rule.high
    if (low is not None and number < low) or (high is not None and number > high):
        raise BadValue(
            f"{number} is out of range.", f"It goes from {low} to {'any' if high is None else high}."
        )
    return number


def _number(value: Any, rule: Rule) -> float:
    try:
        number = float(str(value).strip())
    except ValueError as error:
        raise BadValue(f"{value!r} is not a number.", "Write one, with a point: 0.75.") from error
    if not (rule.low or 0) <= number <= (math.inf if rule.high is None else rule.high) or math.isinf(number):
        upto = "any" if rule.high is None else rule.high
        raise BadValue(f"{number:g} is out of range.", f"It goes from {rule.low or 0} to {upto}.")
    return number


def dangling(
    row: SaidRow, known: Mapping[str, Set[str]], *, suggest: bool = True
) -> Iterator[tuple[str, str]]:
    """Yield the fields of a row that name what is not on record, with the likely mend.

    Args:
        row: To be looked at.
        known: The ids on record, by table.
        suggest: Whether to look for the nearest name, which takes a while among many.
    """
    for name, rule in rules(type(row)).items():
        value = getattr(row, name)
        if not rule.refers or value is None:
            continue
        tables = rule.refers.split(" or ")
        if not any(value in known[table] for table in tables):
            what = " or ".join(ONE[table] for table in tables)
            among = set[str]().union(*(known[table] for table in tables)) if suggest else ()
            yield name, f"No {what} {value!r}. {nearest(value, among, tables[0])}"
    if isinstance(row, Event) and row.publishes == row.id:
        yield "publishes", "An event goes by its own name already; leave this out."
    if isinstance(row, CitationRow):
        yield from _ill_cited(row, known, suggest)
    if isinstance(row, Locator) and row.p_end is not None and row.p_end < (row.p_start or 0):
        yield "p_end", "It stands before p_start."
    if isinstance(row, Evidence):
        yield from ill_rested(row, known, suggest)
    yield from ill_ranged(row)


def _ill_cited(row: CitationRow, known: Mapping[str, Set[str]], suggest: bool) -> Iterator[tuple[str, str]]:
    if row.id not in known[row.of]:
        yield "id", f"No row {row.id!r} in {row.of}. {nearest(row.id, known[row.of] if suggest else ())}"
    if row.exact is not None and len(row.exact.split()) > LONGEST_QUOTATION:
        yield "exact", f"It quotes {len(row.exact.split())} words. Quote {LONGEST_QUOTATION} at most."
    if row.exact is None and row.locator is None and row.page is None:
        yield "locator", "It names no place. Give a page, a locator or the words."


DEEPEST = 20  # rows one under another: more is a slip, and no brief could show it


def loops(kind: type[SaidRow], parents: dict[str, str | None]) -> list[str]:
    """Return the ids of a tree that are their own ancestors, or stand deeper than any tree should."""
    if "parent" not in columns(kind):
        return []
    found: list[str] = []
    for start in parents:
        seen, at = {start}, parents.get(start)
        while at is not None and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at == start or len(seen) > DEEPEST:
            found.append(start)
    return found


def names(con: sqlite3.Connection) -> dict[str, set[str]]:
    """Return the ids on record, by table, for the tables that rows refer to or cite."""
    listed = {"documents": "key"} | dict.fromkeys((*CITED, "forms"), "id")
    return {
        table: {row[0] for row in con.execute(f"SELECT {name} FROM {table}")}
        for table, name in listed.items()
    }


def parents(found: Iterable[SaidRow]) -> dict[str, str | None]:
    """Return the parent of each row of a tree, by id."""
    return {row_id(row): getattr(row, "parent", None) for row in found}


def row_id(row: SaidRow) -> str:
    """Return the id by which other rows name a row."""
    return str(getattr(row, row.identity[0]))


def references(con: sqlite3.Connection, table: str, ident: str) -> dict[str, int]:
    """Return by table how many rows name a row and would name nothing without it."""
    found: dict[str, int] = {}
    for kind, name, tables in _referring():
        others = [other for other in tables if other != table]
        if table not in tables or any(_stands(con, other, ident) for other in others):
            continue
        number = con.execute(f'SELECT count(*) FROM "{kind.table}" WHERE "{name}" = ?', (ident,)).fetchone()[
            0
        ]
        if number:
            found[kind.table] = found.get(kind.table, 0) + number
    for of, rested in RESTS_ON.items():
        resting = "SELECT count(*) FROM evidence WHERE kind = ? AND rests_on = ?"
        if rested == table and (number := con.execute(resting, (of, ident)).fetchone()[0]):
            found["evidence"] = found.get("evidence", 0) + number
    return found


def orphans(con: sqlite3.Connection) -> Iterator[str]:
    """Yield what rows name that is not on record, one line a column."""
    for kind, name, tables in _referring():
        ids = " UNION ALL ".join(f"SELECT {BY_TABLE[table].identity[0]} FROM {table}" for table in tables)
        lost = con.execute(
            f'SELECT count(*), min("{name}") FROM "{kind.table}" WHERE "{name}" IS NOT NULL AND "{name}" NOT IN ({ids})'
        ).fetchone()
        if lost[0]:
            yield f"{lost[0]} of {kind.table} name a {name} that is not on record, for example {lost[1]!r}"
    for of, table in RESTS_ON.items():
        resting = "SELECT count(*), min(rests_on) FROM evidence WHERE kind = ? AND rests_on NOT IN"
        number, lost_one = con.execute(f"{resting} (SELECT id FROM {table})", (of,)).fetchone()
        if number:
            yield f"{number} of evidence rest on a {of} that is not on record, for example {lost_one!r}"


def _referring() -> Iterator[tuple[type[SaidRow], str, list[str]]]:
    for kind in SAID:
        for name, rule in rules(kind).items():
            if rule.refers:
                yield kind, name, rule.refers.split(" or ")


def _stands(con: sqlite3.Connection, table: str, ident: str) -> bool:
    name = BY_TABLE[table].identity[0]
    return con.execute(f"SELECT 1 FROM {table} WHERE {name} = ?", (ident,)).fetchone() is not None
