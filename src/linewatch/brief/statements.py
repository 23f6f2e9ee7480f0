"""One statement as a row: who said what, in which form, and where it stands between an issue's poles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from linewatch.brief.case_view import CaseView
from linewatch.brief.dates import date_text_words
from linewatch.brief.outline import Entry, Sentence
from linewatch.brief.phrases import Phrases
from linewatch.brief.rows import how_sure, with_details
from linewatch.kinds.said import Statement

_STANCES = {-2: "minus_2", -1: "minus_1", 0: "zero", 1: "plus_1", 2: "plus_2"}


def usual_reporter(statements: Iterable[Statement]) -> str | None:
    """Return who reports more than half of the statements; nobody where there is no such actor.

    He is named once above the rows, instead of in each of them.
    """
    reporters = [row.reported_by for row in statements]
    usual, times = Counter(reporters).most_common(1)[0] if reporters else (None, 0)
    return usual if times * 2 > len(reporters) else None


def said_entry(row: Statement, case: CaseView, words: Phrases, reporter: str | None = None) -> Entry:
    """Return a statement as a row, with its position and form; the usual reporter is left out."""
    details = _details(row, case, words, reporter)
    return _entry(row, with_details(_told(row, case, words), details, words), case, words)


def judged_entry(row: Statement, case: CaseView, words: Phrases) -> Entry:
    """Return what an analyst concluded as a row."""
    return _entry(row, words.ended(_told(row, case, words)), case, words)


def _entry(row: Statement, text: str, case: CaseView, words: Phrases) -> Entry:
    return Entry(
        when=date_text_words(row.said_on, words),
        ground=row.said_on_ground or "",
        who=case.name(row.actor),
        what=Sentence(text, case.cited("statements", row.id)),
        how_sure=how_sure(row.certainty, words),
    )


def _told(row: Statement, case: CaseView, words: Phrases) -> str:
    """Return a statement in its coder's words; without them, the act and at whom it was aimed."""
    if row.summary:
        return row.summary
    if not row.act:
        return case.name(row.target) or case.name(row.issue) or row.id
    if row.target:
        return words.format(f"acts_on.{row.act}", target=case.name(row.target))
    return words.get(f"acts.{row.act}")


def _details(row: Statement, case: CaseView, words: Phrases, reporter: str | None) -> Iterator[str]:
    """Yield what else is known; what is the rule, a leader who speaks in public, is not said each time."""
    yield _stance(row, case, words)
    form = next((form.name for form in case.forms if form.id == row.form), None)
    yield form or (row.form or row.channel or "").replace("_", " ")
    yield words.either(f"publicity.{row.publicity}", "")
    yield words.either(f"stratum.{row.stratum}", "")
    yield words.format("details.to", name=case.name(row.addressee)) if row.addressee else ""
    if row.reported_by != reporter:
        known = case.name(row.reported_by)
        yield words.format("details.reported_by", name=known) if known else words.get("details.first_hand")
    yield words.format("details.telling_of", date=date_text_words(row.about, words)) if row.about else ""


def _stance(row: Statement, case: CaseView, words: Phrases) -> str:
    if row.stance is None:
        return ""
    issue = next((issue for issue in case.issues if issue.id == row.issue), None)
    if issue is None or not issue.minus or not issue.plus:
        return words.format("stance.number", stance=f"{row.stance:+}".replace("-", "−").replace("+0", "0"))
    pole = issue.minus if row.stance < 0 else issue.plus
    return words.format(f"stance.{_STANCES[row.stance]}", pole=pole, minus=issue.minus, plus=issue.plus)
