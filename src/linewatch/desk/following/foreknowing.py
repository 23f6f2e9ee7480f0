"""Terms used before they were public: who may have known a text early, and what else would explain it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from linewatch.desk.common.finding import Computed, Question, find
from linewatch.desk.common.naming import actor_called
from linewatch.desk.common.quoting import base_language, text_of
from linewatch.desk.common.wording import lexicon
from linewatch.desk.following.foreknown_rows import Asked, refused_row, told_rows
from linewatch.desk.measuring.distancing import stop_words
from linewatch.desk.reading.releasing import paper_of
from linewatch.desk.reading.witnesses import one_each
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.refusals import Refusal
from linewatch.kinds.said import Access, Event
from linewatch.measures.words import COLONS, STOPS, tokens
from linewatch.record import read, said
from linewatch.record.case_file import CaseFile

_VERSION = "2"
_BREAKS = frozenset(STOPS + COLONS + "()[]")


@dataclass(frozen=True, slots=True)
class _Body:
    """The documents that can be compared, and rows on those that might belong in the window but cannot be placed.

    Attributes:
        taken: Documents with the days between which their dates lie.
        left: Rows on documents whose dates only touch the window, or that are in another language.
        undated: How many documents have no date, or one without an end.
    """

    taken: list[tuple[Mapping[str, Any], date, date]]
    left: list[dict[str, Any]]
    undated: int


def find_foreknowledge(
    case: CaseFile, name: str, public: str, official: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Return who used terms that are new with a text before it was public.

    Args:
        case: Whose documents.
        name: The text: a document, or an event of which no text is held.
        public: When it became public, as EDTF; of a span its first day.
        official: Actors whose texts count as official summaries, besides the text's issuer and the case's centre.

    Returns:
        A row for each text of others that is surely dated between the two, the least p first; where nothing can be
        told at all, one row that says why.

    Raises:
        BadValue: If the text was public before it was written.
        BadDate: If the date is none.
        NoSuchRecord: If there is no such text or actor.
        Ambiguous: If the name begins the ids of several documents.
    """
    day = PartialDate.parse(public).earliest
    if day is None:
        raise BadValue(
            f"{public!r} has no beginning.", "Give the first day on which it can have been public."
        )
    row = _text(case, name)
    if isinstance(row, Refusal):
        return [_nothing(row, day)]
    written = PartialDate.parse(row["date"])
    if written.latest is None or written.earliest is None:
        why = Refusal(
            f"the date of {row['id']} ({row['date']}) has no {'end' if written.earliest else 'beginning'}",
            "a date: linewatch correct DOC --date",
        )
        return [_nothing(why, day)]
    if day <= written.latest:
        raise BadValue(
            f"{row['id']!r} is of {row['date']}: nothing lies between that and {public}.",
            "Give the day on which it became public, after it was written.",
        )
    sources = {actor_called(case, one).id for one in official} | {row["issuer"], case.fact("centre")} - {None}
    return _found(case, row, day, sources)


def _nothing(why: Refusal, public: date) -> dict[str, Any]:
    return refused_row(None, None, None, why, None) | {"settings": {"public": public.isoformat()}}


def _text(case: CaseFile, name: str) -> dict[str, Any] | Refusal:
    """Return the document that is asked about, or why it cannot be."""
    try:
        row = read.document(case.con, name)
    except NoSuchRecord:
        event = next((one for one in said.rows(case.con, Event) if one.id == name), None)
        if event is None:
            raise
        when = f" of {event.date}" if event.date else ""
        return _unheld(case, name, f"{name} is an event on record{when}, but no text of it is held")
    if not row["held"]:
        return _unheld(case, row["key"], f"{name} is known, but no copy of it is held")
    if not row["date"]:
        return Refusal(f"{row['id']} has no date", "when it was written: linewatch correct DOC --date")
    return row


def _unheld(case: CaseFile, key: str, why: str) -> Refusal:
    """Say what is missing where the text itself is: it, and as a rule much else."""
    from linewatch.measures.foreknowledge.measure import LEAST_BEFORE, LEAST_PLACES  # noqa: PLC0415 - as below

    held = sum(1 for row in read.documents(case.con) if row["held"])
    return Refusal(
        f"{why}; {held} {'document is' if held == 1 else 'documents are'} held in all",
        f"its text (linewatch add FILE --as {key}), texts of others between it and its publication, and at least"
        f" {LEAST_BEFORE + LEAST_PLACES} earlier texts of its language",
    )


def _found(case: CaseFile, row: Mapping[str, Any], public: date, sources: set[str]) -> list[dict[str, Any]]:
    body = _body(case, row, public)
    stop = stop_words(row["language"])
    # What makes a word own the next is told with the words of symbols.
    owning = tuple(map(str, lexicon(f"symbols.{base_language(row['language'])}").get("owning", ())))
    from linewatch.measures.foreknowledge.measure import SETTINGS, foreknown  # noqa: PLC0415 - slow to import

    settings = {**SETTINGS, "public": public.isoformat(), "official": sorted(sources),
                "language": base_language(row["language"])}  # fmt: skip
    access = [a for a in said.rows(case.con, Access) if a.text in (row["id"], row["key"])]
    inputs = [
        row["id"],
        sorted([one["id"], one["sha256"], one["issuer"], str(first), str(last), one["passages"]]
               for one, first, last in body.taken),
        body.left,
        body.undated,
        sorted(stop),
        owning,
        sorted([a.id, a.actor, a.text, a.date] for a in access),
    ]  # fmt: skip

    def compute() -> Computed:
        from linewatch.measures.foreknowledge.archive import Edges, Reading  # noqa: PLC0415 - slow to import

        readings = [
            Reading(
                one["id"],
                one["issuer"] or f" {one['id']}",
                first.toordinal(),
                last.toordinal(),
                _words(case, one),
            )
            for one, first, last in body.taken
        ]
        found = foreknown(readings, row["id"], public.toordinal(), Edges(stop, owning), sources)
        asked = Asked(
            {one["id"]: one for one, _, _ in body.taken}, row["id"], access, frozenset(sources), body.undated
        )
        cited = list[Citation]()
        rows = told_rows(case, found, asked, cited) + body.left
        return rows, cited

    rows = find(case, Question("foreknowledge", _VERSION, settings, "texts"), inputs, compute)
    return [one | {"settings": settings} for one in rows]


def _words(case: CaseFile, row: Mapping[str, Any]) -> list[str | None]:
    """Return the words of a text, None where a sentence or a passage ends."""
    words = list[str | None]()
    for passage in text_of(case, row).passages:
        at = 0
        for token in tokens(passage.text):
            if words and words[-1] is not None and not _BREAKS.isdisjoint(passage.text[at : token.start]):
                words.append(None)
            words.append(sys.intern(token.word))  # each word is kept once, however many texts have it
            at = token.end
        words.append(None)
    return words


def _body(case: CaseFile, text: Mapping[str, Any], public: date) -> _Body:
    """Return the documents of the text's language that are dated, one of each paper."""
    held = [row for row in read.documents(case.con) if row["held"]]
    language = base_language(text["language"])
    papers = paper_of(case)
    dated, left, undated = list[Mapping[str, Any]](), list[dict[str, Any]](), 0
    for row in held:
        when = PartialDate.parse(row["date"]) if row["date"] else None
        if when is None or when.earliest is None or when.latest is None:
            undated += 1
        elif row["id"] == text["id"]:
            dated.append(row)
        elif papers[row["id"]] == papers[text["id"]]:
            if when.earliest < public:
                left.append(_left(row, "it is the text itself in another release, edition or draft",
                                  "nothing: set the two side by side (linewatch reprint)"))  # fmt: skip
        elif base_language(row["language"]) == language:
            dated.append(row)
        elif _touches(when, text, public):
            why = f"it is in another language ({row['language']}) than the text ({text['language']})"
            left.append(_left(row, why, f"a text of it in {language}"))
    again = list[dict[str, str]]()
    kept = one_each(case, dated, again)
    by_id = {row["id"]: row for row in dated}
    for one in again:
        row = by_id[one["document"]]
        if _touches(PartialDate.parse(row["date"]), text, public):
            left.append(_left(row, one["why"], "nothing: the one written first is read"))
    taken = list[tuple[Mapping[str, Any], date, date]]()
    for row in kept:
        when = PartialDate.parse(row["date"])
        if when.earliest is None or when.latest is None:
            continue
        taken.append((row, when.earliest, when.latest))
        vague = _touches(when, text, public) and not _surely(when, text, public)
        if vague and row["id"] != text["id"]:
            left.append(_left(row, f"its date, {row['date']}, is not surely between the text and its publication",
                              "a date that is: linewatch correct DOC --date"))  # fmt: skip
    return _Body(taken, left, undated)


def _touches(when: PartialDate, text: Mapping[str, Any], public: date) -> bool:
    """Return whether a date may lie after a text's and before it was public."""
    written = PartialDate.parse(text["date"]).earliest
    return bool(
        written and when.latest and when.earliest and when.latest > written and when.earliest < public
    )


def _surely(when: PartialDate, text: Mapping[str, Any], public: date) -> bool:
    written = PartialDate.parse(text["date"]).latest
    return bool(
        written and when.latest and when.earliest and when.earliest > written and when.latest < public
    )


def _left(row: Mapping[str, Any], why: str, needed: str) -> dict[str, Any]:
    return refused_row(row["id"], row["date"], row["issuer"], Refusal(why, needed), None)
