"""What newly added documents change: who is new, who and what is named, which indicators are met, what is stale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from linewatch.desk.reading.releasing import RELEASES, find_releases
from linewatch.desk.said.ledger import citations
from linewatch.errors import BadValue
from linewatch.kinds.said import Actor, Indicator, Issue
from linewatch.record import copies, found, holdings, said
from linewatch.record.case_file import CaseFile
from linewatch.record.queries import fts_query

SHOWN = 5  # places told of each name
COMPARED = (
    1_000  # held documents: of more, whether two are one paper takes longer than a reader likes to wait
)

_SHORT = 4  # letters of a name in capitals that is looked for as it is written: a word may read the same


def news_of(case: CaseFile, before: int, new_actors: list[str]) -> dict[str, Any]:
    """Return what the passages added since a moment change for the case.

    Args:
        case: Whose case.
        before: The last passage of that moment, by its number in the record.
        new_actors: Whom adding them entered.

    Returns:
        new_actors; named and issues (rows of id, passages, places); indicators met (rows of id, look_for,
        issue, evidence, note, passages, places, bears_on: for one that stands for an item of evidence what finding
        it would change); checked (known documents whose copy is held now, with how their
        citations stand); papers (that a new document is a copy of, is contained in or contains; null where so
        many documents are held that `releases` must be asked); stale (the methods of findings that rest on fewer
        texts than are held now).
    """
    news: dict[str, Any] = {
        name: [] for name in ("named", "issues", "indicators", "checked", "papers", "stale")
    }
    news["new_actors"] = new_actors
    if holdings.last_passage(case.con) > before:
        met, papers = _bearing(case, _met(case, before)), _papers(case, before)
        stale = [
            name for name in found.from_texts(case.con) if papers is None or not name.startswith(RELEASES)
        ]
        news |= {"indicators": met, "papers": papers, "stale": stale, "named": _named(case, before)}
        news |= {"issues": _touched(case, before, met), "checked": _checked(case, before)}
    return news


def _papers(case: CaseFile, before: int) -> list[dict[str, Any]] | None:
    """Return the papers held more than once, or held within another, that new documents belong to."""
    if case.con.execute("SELECT count(*) FROM holdings").fetchone()[0] > COMPARED:
        return None
    new = holdings.since(case.con, before)
    return [row for row in find_releases(case, None) if new & {*row["documents"], *row["contains"]}]


def list_indicators(case: CaseFile) -> list[dict[str, Any]]:
    """Return the indicators with where they are met in all that is held."""
    return _met(case, 0, unmet=True)


def _met(case: CaseFile, before: int, *, unmet: bool = False) -> list[dict[str, Any]]:
    rows = [
        {
            "id": row.id,
            "look_for": row.look_for,
            "issue": row.issue,
            "evidence": row.evidence,
            "note": row.note,
        }
        | _occurrences(case, row.look_for, before)
        for row in said.rows(case.con, Indicator)
    ]
    return [row for row in rows if row["passages"] or unmet]


def _bearing(case: CaseFile, met: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return indicators that are met with what it would change to find the evidence they stand for."""
    items = [row["evidence"] for row in met if row["evidence"]]
    if not items:
        return [row | {"bears_on": None} for row in met]
    from linewatch.desk.weighing.watched_evidence import bearing  # noqa: PLC0415 - weighing needs numpy, and few cases weigh

    told = bearing(case, items)
    return [row | {"bears_on": told.get(row["evidence"])} for row in met]


def _named(case: CaseFile, before: int) -> list[dict[str, Any]]:
    """Return the actors that new passages name, the most often named first."""
    other = said.aliases(case.con)
    rows: list[dict[str, Any]] = []
    for actor in said.rows(case.con, Actor):
        names = dict.fromkeys((actor.name, *other.get(actor.id, ())))
        short = [name for name in names if name.isupper() and len(name) <= _SHORT and name.isalpha()]
        query = " OR ".join(f'"{name}"' for name in names if '"' not in name)
        rows.append({"id": actor.id, **_occurrences(case, query, before, _as_written(names, short))})
    return sorted((row for row in rows if row["passages"]), key=lambda row: (-row["passages"], row["id"]))


def _touched(case: CaseFile, before: int, met: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the issues that new passages name, or that an indicator met there bears on."""
    rows: dict[str, dict[str, Any]] = {}
    for issue in said.rows(case.con, Issue):
        named = _occurrences(case, f'"{issue.name}"', before)
        if named["passages"]:
            rows[issue.id] = {"id": issue.id, **named}
    for row in met:
        if row["issue"] and row["issue"] not in rows:
            rows[row["issue"]] = {"id": row["issue"], "passages": row["passages"], "places": row["places"]}
    return list(rows.values())


def _as_written(names: Iterable[str], short: Sequence[str]) -> re.Pattern[str] | None:
    """Return what a passage must hold, where search, which folds capitals, would take CAN and NOR for words."""
    if not short:
        return None
    others = "|".join(re.escape(name) for name in names if name not in short)
    own = "|".join(map(re.escape, short))
    return re.compile(rf"\b(?:{own}{f'|(?i:{others})' if others else ''})\b")


def _occurrences(
    case: CaseFile, words: str, before: int, written: re.Pattern[str] | None = None
) -> dict[str, Any]:
    """Return in how many new passages words occur, as they are written if that is told, and the first places."""
    try:
        query = fts_query(words)
    except BadValue:  # a name without a letter
        return {"passages": 0, "places": []}
    new = "FROM passage_words WHERE passage_words MATCH ? AND passage_words.rowid > ?"
    if written:
        found = case.con.execute(
            "SELECT holdings.id, passages.n, passages.text FROM passages JOIN holdings USING (doc)"
            f" WHERE passages.passage IN (SELECT rowid {new}) ORDER BY passages.passage",
            (query, before),
        )
        held = [f"{ident}:{n}" for ident, n, text in found if written.search(text)]
        return {"passages": len(held), "places": held[:SHOWN]}
    count = case.con.execute(f"SELECT count(*) {new}", (query, before)).fetchone()[0]
    places = case.con.execute(
        "SELECT holdings.id, passages.n FROM passages JOIN holdings USING (doc) WHERE passages.passage IN"
        f" (SELECT rowid {new} ORDER BY rowid LIMIT ?) ORDER BY passages.passage",
        (query, before, SHOWN),
    )
    return {"passages": count, "places": [f"{ident}:{n}" for ident, n in places] if count else []}


def _checked(case: CaseFile, before: int) -> list[dict[str, Any]]:
    """Return the known documents that have a copy now, with how the citations of each stand."""
    rows = {
        key: {"key": key, "document": ident, "verified": 0, "broken": 0}
        for key, ident in copies.tied_since(case.con, before)
    }
    if rows:
        for cited in citations(case).values():
            for citation in cited:
                if (row := rows.get(citation.document)) and citation.standing in row:
                    row[citation.standing] += 1
    return list(rows.values())
