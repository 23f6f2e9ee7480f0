"""Who said what: issue by issue down the tree, each by date; and what the analysts concluded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeAlias

from linewatch.brief.case_view import CaseView
from linewatch.brief.outline import Block, Entries, Entry, Paragraph, Remark, Section
from linewatch.brief.phrases import Phrases
from linewatch.brief.rows import by_date, listed
from linewatch.brief.statements import judged_entry, said_entry, usual_reporter
from linewatch.kinds.said import Issue, Statement

JUDGING = "judges"
EntryOf: TypeAlias = Callable[[Statement], Entry]


def said_section(case: CaseView, words: Phrases) -> Section | None:
    """Return who said what, issue by issue; nothing where no statement is on record."""
    statements = [row for row in case.statements if row.act != JUDGING]
    if not statements:
        return None
    reporter = usual_reporter(statements)
    blocks: list[Block] = []
    if reporter:
        names = {"names": (case.name(reporter),)}
        blocks.append(Paragraph((Remark(words, "reported", names=names),)))
    blocks += _by_issue(
        statements, partial(said_entry, case=case, words=words, reporter=reporter), case, words
    )
    silent = tuple(_silent(case))
    if silent:
        blocks.append(Paragraph((Remark(words, "silent", {"count": len(silent)}, {"names": silent}),)))
    return Section(words.get("sections.said"), tuple(blocks))


def judged_section(case: CaseView, words: Phrases) -> Section | None:
    """Return what the analysts concluded, issue by issue; nothing where they concluded nothing."""
    judged = [row for row in case.statements if row.act == JUDGING]
    blocks = _by_issue(judged, partial(judged_entry, case=case, words=words), case, words)
    return Section(words.get("sections.judged"), blocks) if judged else None


def _by_issue(
    statements: list[Statement], entry: EntryOf, case: CaseView, words: Phrases
) -> tuple[Block, ...]:
    """Return statements down the issue tree, those on no issue of the case last."""
    roots = _roots(case.issues)
    reached = set(_reached(roots, case))
    loose = [row for row in statements if row.issue not in reached]
    sections = tuple(_branches(roots, statements, entry, case, words))
    if not loose:
        return sections
    rest = _entries(loose, entry)
    return (*sections, Section(words.get("sections.no_issue"), (rest,))) if sections else (rest,)


def _roots(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Return the issues that stand under no other, or under one that the case does not have."""
    listed = tuple(issues)
    known = {issue.id for issue in listed}
    return tuple(issue for issue in listed if issue.parent not in known)


def _reached(issues: Iterable[Issue], case: CaseView) -> Iterator[str]:
    """Yield the ids of all issues under a root; issues that stand under each other in a ring are not."""
    for issue in issues:
        yield issue.id
        yield from _reached((child for child in case.issues if child.parent == issue.id), case)


def _branches(
    issues: Iterable[Issue], statements: list[Statement], entry: EntryOf, case: CaseView, words: Phrases
) -> Iterator[Section]:
    """Yield a section for each issue that has statements of its own or under it."""
    for issue in issues:
        own = [row for row in statements if row.issue == issue.id]
        below = tuple(child for child in case.issues if child.parent == issue.id)
        blocks: list[Block] = []
        if own:
            blocks += [*_poles(issue, words), _entries(own, entry)]
        blocks += _branches(below, statements, entry, case, words)
        if blocks:
            yield Section(issue.name, tuple(blocks))


def _poles(issue: Issue, words: Phrases) -> Iterator[Paragraph]:
    if issue.minus and issue.plus:
        names = {"minus": (issue.minus,), "plus": (issue.plus,)}
        yield Paragraph((Remark(words, "poles", names=names),))


def _silent(case: CaseView) -> Iterator[str]:
    """Yield the names of the issues at the ends of the tree on which no statement stands."""
    parents = {issue.parent for issue in case.issues}
    spoken = {row.issue for row in case.statements}
    yield from (issue.name for issue in case.issues if issue.id not in parents | spoken)


def _entries(statements: list[Statement], entry: EntryOf) -> Entries:
    return listed(entry(row) for row in by_date(statements, lambda row: row.said_on))
