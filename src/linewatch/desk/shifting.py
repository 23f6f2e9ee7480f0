"""Two texts side by side, or two events by what was coded of them: what changed, with the words that show it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from linewatch.desk import wording
from linewatch.desk.documents import shown
from linewatch.desk.finding import Computed, Question, find
from linewatch.desk.ledger import citations
from linewatch.desk.pages import column, save_page
from linewatch.desk.quoting import Text, held
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.citations import Citation
from linewatch.kinds.said import Actor, Coding, Event, Issue, Statement, standing_reading
from linewatch.measures import shifts as measure
from linewatch.measures.shifts.coded import CodedShift, coded_shifts
from linewatch.measures.shifts.lexicon import Lexicon, lexicon
from linewatch.record import citing, said
from linewatch.record.case_file import CaseFile

_BREAK = "\n\n"  # between passages: no clause reaches over it


@dataclass(frozen=True, slots=True)
class Words:
    """The graded words for two texts.

    Attributes:
        language: Of the texts; None where nobody said.
        lexicon: What is known of their language; empty where nothing is.
        key: What a result hangs on.
    """

    language: str | None
    lexicon: Lexicon
    key: Sequence[Any]


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

    Raises:
        BadValue: If a document is not held, holds no words, the two are in different languages, or a file of words
            cannot be used.
        NoSuchRecord: If there is no such document.
    """
    texts = held(case, before), held(case, after)
    for text, name in zip(texts, (before, after), strict=True):
        if not any(any(c.isalnum() for c in words) for words in text.words):
            raise BadValue(
                f"The document {name!r} holds no words.", "Look at what was read: linewatch passages DOC."
            )
    words = graded_words(_language(texts, language), added)
    joined = tuple(_BREAK.join(text.words) for text in texts)

    def compute() -> Computed:
        found = measure.shifts(joined[0], joined[1], words.lexicon)
        return [asdict(row) for row in found], [_passage(case, text, 0) for text in texts]

    settings = {**measure.SETTINGS, "language": words.language}
    question = Question("shifts", "1", settings, "texts")
    rows = find(case, question, [[text.key for text in texts], list(joined), words.key], compute)
    places = _Places(case, texts[0]), _Places(case, texts[1])
    told = [_told(row, joined, places) for row in rows]
    return sorted(told, key=_rank)


def _rank(row: Mapping[str, Any]) -> tuple[float, bool, int]:
    new = row["a_start"] is None
    return -row["score"], new, row["b_start"] if new else row["a_start"]


def find_coded_shifts(case: CaseFile, before: str, after: str) -> list[dict[str, Any]]:
    """Return how stances changed from one event to another, from what was coded of them.

    Raises:
        NoSuchRecord: If there is no such event.
        BadValue: If nothing is coded of one of them.
    """
    events = {row.id for row in said.rows(case.con, Event)}
    stated, codings = said.rows(case.con, Statement), said.rows(case.con, Coding)
    for name in (before, after):
        if name not in events:
            raise NoSuchRecord("event", name, events, "events")
        if not any(row.event == name for row in stated):
            raise BadValue(
                f"No statement of the event {name!r} is on record.",
                "Enter some with: linewatch state, or set the texts themselves side by side.",
            )
    stances = {row.id: standing_reading(row, codings).stance for row in stated}
    belongs = {row.id: row.parent for row in said.rows(case.con, Actor)}
    inputs = [before, after, [asdict(row) for row in stated], stances, belongs]
    cited = citations(case)

    def compute() -> Computed:
        sides = [[row for row in stated if row.event == name] for name in (before, after)]
        rows = [_coded(row, cited) for row in coded_shifts(sides[0], sides[1], stances, belongs)]
        return rows, [c for side in sides for row in side for c in cited.get(("statements", row.id), ())]

    return find(case, Question("shifts", "1", {"coded": True}), inputs, compute)


def graded_words(language: str | None, added: Path | None = None) -> Words:
    """Return the graded words that ship for a language, with those of a file.

    Raises:
        BadValue: If the file cannot be used.
    """
    short = (language or "").split("-")[0].lower()
    data = list[Mapping[str, Any]]()
    if short.isalpha() and (shipped := wording.lexicon(f"shifts.{short}")):
        data.append(shipped)
    if added is not None:
        form = (
            'Write TOML: language = "en", then [[scale]], family = "degree", rungs = [["weak"], ["strong"]].'
        )
        own = wording.own_lexicon(added, form)
        told = str(own.get("language", short)).split("-")[0]
        if short and told != short:
            raise BadValue(
                f"The words in {added} are in {told!r}, the texts in {short!r}.",
                "Give words of the texts' language, or say it with --language.",
            )
        data.append(own)
    return Words(language, lexicon(*data), data)


def _language(texts: Sequence[Text], told: str | None) -> str | None:
    if told:
        return told
    known = [(text.row["language"] or "").split("-")[0] for text in texts]
    if all(known) and len(set(known)) > 1:
        raise BadValue(
            f"The texts are in two languages: {texts[0].ident} in {known[0]!r}, {texts[1].ident} in {known[1]!r}.",
            "Set a translation beside it; or, where the language was misread, put it right with: linewatch correct "
            "DOC --language",
        )
    return next((one for one in known if one), None)


class _Places:
    """Where places of a joined text lie in a document: passage, place in it, citation, issues."""

    def __init__(self, case: CaseFile, text: Text) -> None:
        self._case, self._text = case, text
        self._starts, at = list[int](), 0
        for words in text.words:
            self._starts.append(at)
            at += len(words) + len(_BREAK)
        self._cites = dict[int, Citation]()
        self._issues = _issues(case, text)

    def of(self, span: Sequence[int]) -> tuple[int, int, int, int]:
        """Return of a span: the passage's index and number, and where it begins and ends there."""
        at = bisect_right(self._starts, span[0]) - 1
        start = self._starts[at]
        return at, self._text.passages[at].n, span[0] - start, span[1] - start

    def cite(self, span: Sequence[int]) -> Citation:
        """Return a citation of a span: its passage, and where in it."""
        at, n, start, end = self.of(span)
        if n not in self._cites:
            self._cites[n] = _passage(self._case, self._text, at)
        return replace(self._cites[n], p_start=start, p_end=end)

    def issues(self, span: Sequence[int]) -> set[str]:
        """Return the issues to which statements citing the span's place are tied."""
        _, n, start, end = self.of(span)
        return {
            issue
            for issue, low, high in self._issues.get(n, ())
            if low is None or high is None or (low < end and start < high)
        }


def _issues(case: CaseFile, text: Text) -> dict[int, list[tuple[str, int | None, int | None]]]:
    tied = {row.id: row.issue for row in said.rows(case.con, Statement) if row.issue}
    found = dict[int, list[tuple[str, int | None, int | None]]]()
    for (table, ident), cited in citations(case).items():
        for one in cited:
            if table == "statements" and ident in tied and one.n and one.document == text.row["key"]:
                found.setdefault(one.n, []).append((tied[ident] or "", one.p_start, one.p_end))
    return found


def _passage(case: CaseFile, text: Text, at: int) -> Citation:
    return citing.cite(case.con, text.row, str(text.passages[at].n), None)[0]


def _told(row: Mapping[str, Any], joined: Sequence[str], places: tuple[_Places, _Places]) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": row["kind"]}
    cites, issues = list[Citation](), set[str]()
    for side, name in enumerate("ab"):
        span = row[name]
        _, n, start, end = places[side].of(span) if span else (None, None, None, None)
        told |= {f"{name}_n": n, f"{name}_p_start": start, f"{name}_p_end": end}
        told |= {f"{name}_start": span and span[0], f"{name}_end": span and span[1]}
        told[f"{name}_text"] = joined[side][slice(*span)] if span else None
        if span:
            cites.append(places[side].cite(span))
            issues |= places[side].issues(span)
    first = next((cue for cue in row["cues"] if row["kind"] not in ("kept", "moved", "reworded")), None)
    for side, name in enumerate("ab"):
        span = first and first[name]
        told[f"cue_{name}"] = joined[side][slice(*span)] if span else None
    return told | {
        "cues": [shown_cue(cue, row, joined) for cue in row["cues"]],
        "likeness": row["likeness"],
        "moved": row["moved"],
        "score": row["score"],
        "issue": min(issues, default=None),
        "issues": sorted(issues),
        "cites": [shown(c) for c in cites],
    }


def shown_cue(cue: Mapping[str, Any], row: Mapping[str, Any], joined: Sequence[str]) -> dict[str, Any]:
    """Return a cue with its words and their places within the two clauses."""
    told: dict[str, Any] = {"family": cue["family"], "effect": cue["effect"]}
    for side, name in enumerate("ab"):
        span = cue[name]
        told[name] = joined[side][slice(*span)] if span else None
        told[f"{name}_at"] = [span[0] - row[name][0], span[1] - row[name][0]] if span else None
    return told


def _coded(row: CodedShift, cited: Mapping[tuple[str, str], tuple[Citation, ...]]) -> dict[str, Any]:
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

    return plain_summary(rows, issues)


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
    save_page(page(a, b, rows, issue_names(case)), out)
    return {"page": str(out), "rows": len(rows)}
