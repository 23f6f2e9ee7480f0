"""Who said what: issue by issue down the tree, each by date; and what the analysts concluded, by question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from linewatch.brief.case_view import CaseView
from linewatch.brief.dates import date_text_words
from linewatch.brief.lead import led
from linewatch.brief.outline import Block, Paragraph, Remark, Section, Sentence
from linewatch.brief.phrases import Phrases
from linewatch.brief.rows import capital, how_sure, in_order
from linewatch.kinds.said import Issue, Statement
from linewatch.kinds.standing import onlookers
from linewatch.kinds.trees import root

_SIGNS = "−+0"
Tell: TypeAlias = Callable[[list[Statement]], tuple[Sentence, ...]]


def said_section(case: CaseView, words: Phrases) -> Section | None:
    """Return who said what, issue by issue; nothing where no statement is on record."""
    judged = {row.id for row in _judged(case)}
    statements = [row for row in case.statements if row.id not in judged]
    if not statements:
        return None

    def tell(rows: list[Statement]) -> tuple[Sentence, ...]:
        told = ((row.actor, _form(row, case), _sentence(row, case, words)) for row in rows)
        return led(told, case, words)

    blocks: list[Block] = [Section(*told) for told in _by_root(statements, tell, case, words)]
    opening = [Remark(words, "said")]
    if names := tuple(dict.fromkeys(_abbreviations(case, words))):
        opening.append(Remark(words, "short", names={"names": names}))
    if silent := tuple(_silent(case)):
        remark = Remark(words, "silent", {"count": len(silent)}, {"names": silent})
        blocks.append(Paragraph((remark,)))
    return Section(words.get("sections.said"), (Paragraph(tuple(opening)), *blocks))


def judged_section(case: CaseView, words: Phrases) -> Section | None:
    """Return what the analysts concluded, question by question, the surest first; nothing where they did not.

    Who judges most, and when, is named once above the rest.
    """
    judged = _judged(case)
    if not judged:
        return None
    usual, times = Counter((row.actor, row.said_on) for row in judged).most_common(1)[0]
    said_once = usual if times * 2 > len(judged) else ("", None)
    opening: tuple[Paragraph, ...] = ()
    if said_once[0]:
        names = {"who": (case.name(said_once[0]),), "when": (date_text_words(said_once[1], words),)}
        remarks = [Remark(words, "judged", names=names)]
        if others := tuple(_others(judged, said_once, case, words)):
            remarks.append(Remark(words, "judged_others", names={"names": others}))
        opening = (Paragraph(tuple(remarks)),)

    def tell(rows: list[Statement]) -> tuple[Sentence, ...]:
        return tuple(_graded(rows, said_once, case, words))

    by_root = _by_root(judged, tell, case, words)
    return Section(words.get("sections.judged"), (*opening, *(Section(*told) for told in by_root)))


def _others(
    judged: list[Statement], usual: tuple[str, str | None], case: CaseView, words: Phrases
) -> Iterator[str]:
    """Yield the other analysts, each with the date of his judgements."""
    found = dict.fromkeys((row.actor, row.said_on) for row in judged if row.reported_by is None)
    for actor, said_on in found:
        if (actor, said_on) != usual:
            yield words.format("lead.short", short=case.short(actor), name=date_text_words(said_on, words))


def _judged(case: CaseView) -> list[Statement]:
    """Return the analysts' own statements, and all that was said on their own questions.

    A question is theirs where most stances are.
    """
    analysts = onlookers(case.statements)
    parents = {row.id: row.parent for row in case.issues}
    taken = Counter[str]()
    for row in case.statements:
        if row.issue and row.stance is not None:
            taken[root(row.issue, parents)] += 1 if row.actor in analysts else -1
    theirs = {question for question, more in taken.items() if more > 0}
    return [
        row
        for row in case.statements
        if row.actor in analysts or (row.issue and root(row.issue, parents) in theirs)
    ]


def _by_root(
    statements: list[Statement], tell: Tell, case: CaseView, words: Phrases
) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """Yield each root of the tree with the paragraphs on it and below it; what is on no issue comes last."""
    known = {issue.id for issue in case.issues}
    reached: set[str] = set()
    for top in (issue for issue in case.issues if issue.parent not in known):
        below = tuple(_down(top, case))
        reached.update(issue.id for issue in below)
        spoken = {issue.id: [row for row in statements if row.issue == issue.id] for issue in below}
        told = tuple(
            _on(issue, "" if issue is top else issue.name, tell(_dated(spoken[issue.id], case)), words)
            for issue in below
            if spoken[issue.id]
        )
        if told:
            yield top.name, told
    loose = [row for row in statements if row.issue not in reached]
    if loose:
        yield words.get("sections.no_issue"), (Paragraph(tell(_dated(loose, case))),)


def _down(issue: Issue, case: CaseView) -> Iterator[Issue]:
    yield issue
    for child in case.issues:
        if child.parent == issue.id:
            yield from _down(child, case)


def _on(issue: Issue, head: str, told: tuple[Sentence, ...], words: Phrases) -> Paragraph:
    """Return what was said on one issue, its poles first where a position was taken."""
    poles: tuple[Remark, ...] = ()
    if issue.minus and issue.plus and any(sentence.mark[:1] in _SIGNS for sentence in told if sentence.mark):
        poles = (Remark(words, "poles", names={"minus": (issue.minus,), "plus": (issue.plus,)}),)
    return Paragraph((*poles, *told), head)


def _dated(rows: Iterable[Statement], case: CaseView) -> list[Statement]:
    return in_order(rows, case, lambda row: row.said_on)


def _sentence(row: Statement, case: CaseView, words: Phrases) -> Sentence:
    # Who reports is said where he is a party to the matter; the papers' own analysts are named once above.
    teller = row.reported_by if row.reported_by and row.reported_by not in onlookers(case.statements) else ""
    told_by = words.format("lead.told_by", who=case.short(teller)) if teller else ""
    marks = [_stance(row), how_sure(row.certainty, words), told_by]
    return Sentence(
        words.ended(_told(row, case, words)),
        case.cited("statements", row.id),
        when=date_text_words(row.said_on, words),
        mark=words.joined([mark for mark in marks if mark]),
        ground=row.said_on_ground or "",
    )


def _graded(
    rows: list[Statement], usual: tuple[str, str | None], case: CaseView, words: Phrases
) -> Iterator[Sentence]:
    """Yield what others held, then the judgements by how surely they are put.

    The usual analyst is named only where somebody else was named before him.
    """
    grades = words.keys_under("judged_how")
    ranked = sorted(rows, key=lambda row: _rank(row, usual, grades))
    said_by = onlookers(case.statements) | {row.actor for row in rows if row.said_on == usual[1]}
    last_who, last_how = usual, ""
    for row in ranked:
        who = (row.actor, row.said_on)
        how = "" if row.reported_by else words.either(f"judged_how.{row.certainty}", row.certainty or "")
        sentence = replace(_sentence(row, case, words), ground="")
        named = words.format("lead.who", who=case.short(row.actor)) if who != last_who else ""
        if row.reported_by:
            yield replace(
                sentence, who=named, when=capital(sentence.when) if row.actor not in said_by else ""
            )
        else:
            when = how if named or how != last_how else ""
            yield replace(sentence, mark=_stance(row), who=named, when=when)
        last_who, last_how = who, how


def _rank(
    row: Statement, usual: tuple[str, str | None], grades: tuple[str, ...]
) -> tuple[bool, bool, str, int]:
    grade = grades.index(row.certainty) if row.certainty in grades else len(grades)
    return row.reported_by is None, (row.actor, row.said_on) == usual, row.actor, grade


def _form(row: Statement, case: CaseView) -> str:
    """Return the form of a statement; talk, as a form without authority, is not worth its words."""
    return next((form.name for form in case.forms if form.id == row.form and form.authority), "")


def _told(row: Statement, case: CaseView, words: Phrases) -> str:
    """Return a statement in its coder's words; without them, the act and at whom it was aimed."""
    if row.summary:
        return row.summary
    if not row.act:
        return case.name(row.target) or case.name(row.issue) or row.id
    if row.target:
        return words.format(f"acts_on.{row.act}", target=case.name(row.target))
    return words.get(f"acts.{row.act}")


def _stance(row: Statement) -> str:
    return "" if row.stance is None else f"{row.stance:+}".replace("-", "−").replace("+0", "0")


def _abbreviations(case: CaseView, words: Phrases) -> Iterator[str]:
    """Yield what the short names of those who speak and act stand for."""
    for row in (*case.statements, *case.deeds):
        if (short := case.short(row.actor)) != (name := case.name(row.actor)):
            yield words.format("lead.short", short=short, name=name)


def _silent(case: CaseView) -> Iterator[str]:
    """Yield the names of the issues at the ends of the tree on which no statement stands."""
    parents = {issue.parent for issue in case.issues}
    spoken = {row.issue for row in case.statements}
    yield from (issue.name for issue in case.issues if issue.id not in parents | spoken)
