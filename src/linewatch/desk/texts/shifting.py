"""Two texts side by side, or two events by what was coded of them: what changed, with the words that show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias

from linewatch.desk.common.finding import Computed, Question, find
from linewatch.desk.common.pages import column, page_phrases, save
from linewatch.desk.common.places import Places, side_by_side_row
from linewatch.desk.common.quoting import Text, held, with_words
from linewatch.desk.reading.documents import shown
from linewatch.desk.said.ledger import Cited, citations
from linewatch.desk.texts.graded_words import words_for
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.said import Actor, Coding, Event, Issue, Statement, standing_reading
from linewatch.measures import shifts as measure
from linewatch.measures.shifts.coded import CodedShift, coded_shifts
from linewatch.measures.shifts.values import HEAVY
from linewatch.record import read, said
from linewatch.record.case_file import CaseFile

_UNDECIDED = ("kept", "moved", "reworded")  # kinds that no cue decides
_Tied: TypeAlias = dict[int, list[tuple[str, int | None, int | None]]]


def find_shifts(
    case: CaseFile, before: str, after: str, added: Path | None = None, language: str | None = None
) -> list[dict[str, Any]]:
    """Return what became of every clause of two held documents, the heaviest first.

    Args:
        case: Where they are held.
        before: A: a document's id or key, or the beginning of one.
        after: B.
        added: A file of graded words to be added to those that ship.
        language: Of both, where the case does not say or is mistaken.

    Returns:
        Rows; ``why`` of one that cannot be told says so where no word of the language is graded.

    Raises:
        BadValue: If a document is not held, holds no words, the two are in different languages, a file of words
            cannot be used, or no word is graded of the language that is told.
        NoSuchRecord: If there is no such document.
    """
    texts = _texts(case, (before, after))
    words = words_for(texts, language, added)
    places = Places(case, texts[0]), Places(case, texts[1])
    joined = tuple(place.joined for place in places)

    def compute() -> Computed:
        found = measure.shifts(joined[0], joined[1], words.lexicon)
        return [asdict(row) for row in found], [place.beginning() for place in places]

    settings = {**measure.SETTINGS, "language": words.language}
    question = Question("shifts", measure.VERSION, settings, "texts")
    rows = find(case, question, [[text.key for text in texts], list(joined), words.key], compute)
    issues = _issues(case, texts[0]), _issues(case, texts[1])
    told = [_told(row, places, issues, words.why) for row in rows]
    return sorted(told, key=_rank)


def _texts(case: CaseFile, names: tuple[str, str]) -> list[Text]:
    try:
        return [with_words(case, name) for name in names]
    except NoSuchRecord as error:
        if error.name in {row.id for row in said.rows(case.con, Event)}:
            raise BadValue(
                f"{error.name!r} is an event, not a document.",
                f"Compare what was coded of two events with: linewatch shifts --coded {' '.join(names)}",
            ) from error
        raise


def _rank(row: Mapping[str, Any]) -> tuple[float, bool, int]:
    new = row["a_start"] is None
    return -row["score"], new, row["b_start"] if new else row["a_start"]


def find_coded_shifts(case: CaseFile, before: str, after: str) -> list[dict[str, Any]]:
    """Return how stances changed from one event to another, from what was coded of them.

    Returns:
        Rows; ``minus`` and ``plus`` are the poles of the issue: what -2 and +2 mean on it.

    Raises:
        NoSuchRecord: If there is no such event.
        BadValue: If nothing is coded of one of them.
    """
    events = {row.id for row in said.rows(case.con, Event)}
    stated, codings = said.rows(case.con, Statement), said.rows(case.con, Coding)
    for name in (before, after):
        if name not in events:
            _refuse_document(case, name)
            raise NoSuchRecord("event", name, events, "events")
        if not any(row.event == name for row in stated):
            raise BadValue(
                f"No statement of the event {name!r} is on record.",
                "Enter some with: linewatch state, or set the texts themselves side by side.",
            )
    stances = {row.id: standing_reading(row, codings).stance for row in stated}
    belongs = {row.id: row.parent for row in said.rows(case.con, Actor)}
    issues = {row.id: row for row in said.rows(case.con, Issue)}
    cited = citations(case)
    sides = [[row for row in stated if row.event == name] for name in (before, after)]
    cites = [[shown(c) for c in cited.get(("statements", row.id), ())] for side in sides for row in side]
    inputs = [before, after, [asdict(row) for row in stated], stances, belongs, cites]

    def compute() -> Computed:
        rows = [_coded(row, cited) for row in coded_shifts(sides[0], sides[1], stances, belongs)]
        return rows, [c for side in sides for row in side for c in cited.get(("statements", row.id), ())]

    settings = {"coded": True, "version": measure.VERSION, "heavy": HEAVY}
    rows = find(case, Question("shifts", measure.VERSION, settings), inputs, compute)
    return [row | {"minus": issues[row["issue"]].minus, "plus": issues[row["issue"]].plus} for row in rows]


def _refuse_document(case: CaseFile, name: str) -> None:
    """Refuse the name of a document where an event is wanted."""
    if any(name in (row["id"], row["key"]) for row in read.documents(case.con)):
        raise BadValue(
            f"{name!r} is a document, not an event.", "Leave out --coded to set two texts side by side."
        )


def _issues(case: CaseFile, text: Text) -> _Tied:
    """Return by passage the issues of statements that cite it, and which part of it they cite."""
    tied = {row.id: row.issue for row in said.rows(case.con, Statement) if row.issue}
    found = dict[int, list[tuple[str, int | None, int | None]]]()
    for (table, ident), cited in citations(case).items():
        for one in cited:
            if table == "statements" and ident in tied and one.n and one.document == text.row["key"]:
                found.setdefault(one.n, []).append((tied[ident] or "", one.p_start, one.p_end))
    return found


def _tied(issues: _Tied, place: tuple[int, int, int]) -> set[str]:
    """Return the issues to which statements citing a place are tied."""
    n, start, end = place
    return {
        issue
        for issue, low, high in issues.get(n, ())
        if low is None or high is None or (low < end and start < high)
    }


def _told(
    row: Mapping[str, Any], places: tuple[Places, Places], issues: tuple[_Tied, _Tied], why: str | None
) -> dict[str, Any]:
    told, cites = side_by_side_row(row, places)
    found = set[str]()
    for name, here, tied in zip("ab", places, issues, strict=True):
        span = row[name]
        told |= {f"{name}_start": span and span[0], f"{name}_end": span and span[1]}
        found |= _tied(tied, here.of(span)) if span else set()
    return told | {
        **shown_cues(row, places),
        "likeness": row["likeness"],
        "moved": row["moved"],
        "score": row["score"],
        "issue": min(found, default=None),
        "issues": sorted(found),
        "why": why if row["kind"] == "cannot_tell" else None,
        "cites": [shown(c) for c in cites],
    }


def shown_cues(row: Mapping[str, Any], places: tuple[Places, Places]) -> dict[str, Any]:
    """Return the cues of a row with their words; the first two stand by themselves where they decided its kind."""
    joined = places[0].joined, places[1].joined
    first = next(iter(row["cues"]), None) if row["kind"] not in _UNDECIDED else None
    words = {
        f"cue_{name}": text[slice(*first[name])] if first and first[name] else None
        for name, text in zip("ab", joined, strict=True)
    }
    return words | {"cues": [_cue(cue, row, joined) for cue in row["cues"]]}


def _cue(cue: Mapping[str, Any], row: Mapping[str, Any], joined: Sequence[str]) -> dict[str, Any]:
    """Return a cue with its words and their places within the two clauses."""
    told: dict[str, Any] = {"family": cue["family"], "effect": cue["effect"]}
    for side, name in enumerate("ab"):
        span = cue[name]
        told[name] = joined[side][slice(*span)] if span else None
        told[f"{name}_at"] = [span[0] - row[name][0], span[1] - row[name][0]] if span else None
    return told


def _coded(row: CodedShift, cited: Cited) -> dict[str, Any]:
    stated = (*row.before, *row.after)
    return {
        "kind": row.kind,
        **{f"{side}_{what}": None for side in "ab" for what in ("n", "p_start", "p_end")},
        "a_text": _summaries(row.before),
        "b_text": _summaries(row.after),
        "cue_a": _stance(row.a_stance),
        "cue_b": _stance(row.b_stance),
        "score": row.score,
        "actor": row.actor,
        "issue": row.issue,
        "issues": [row.issue],
        "a_stance": row.a_stance,
        "b_stance": row.b_stance,
        "statements": [one.id for one in stated],
        "cites": [shown(c) for one in stated for c in cited.get(("statements", one.id), ())],
    }


def _stance(stance: float | None) -> str | None:
    return None if stance is None else f"{stance:+g}"


def _summaries(stated: Iterable[Statement]) -> str | None:
    return " ".join(one.summary for one in stated if one.summary) or None


def tell(rows: Sequence[Mapping[str, Any]], issues: Mapping[str, str]) -> str:
    """Return rows of `find_shifts` in one paragraph, with the places it rests on; issues are named as told."""
    from linewatch.brief.side_by_side_told import plain_summary  # noqa: PLC0415 - only a person needs it

    return plain_summary(rows, page_phrases(), issues)


def issue_names(case: CaseFile) -> dict[str, str]:
    """Return the names of the case's issues by id."""
    return {row.id: row.name for row in said.rows(case.con, Issue)}


def write_page(
    case: CaseFile, rows: Sequence[Mapping[str, Any]], names: tuple[str, str], out: Path
) -> dict[str, Any]:
    """Write rows of `find_shifts` as a page in two columns; return where it lies.

    Raises:
        BadValue: If it cannot be written.
    """
    from linewatch.brief.side_by_side import page  # noqa: PLC0415 - only a page needs it

    a, b = (column(held(case, name)) for name in names)
    save(page(a, b, rows, issue_names(case), page_phrases()), out)
    return {"page": str(out), "rows": len(rows)}
