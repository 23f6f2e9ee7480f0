"""Support that goes in a circle, and evidence that is counted twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from linewatch.desk.weighing.asked import Asked, Support, asked, of_rows, support
from linewatch.kinds.citations import Citation
from linewatch.kinds.questions import FINDING, Evidence, Hypothesis
from linewatch.record.case_file import CaseFile

_WEIGHING = "weigh"  # the method of a finding that was computed from judgements


@dataclass(frozen=True, slots=True)
class Circular:
    """An item that is no evidence, or none besides another.

    Attributes:
        kind: circular: it goes back to what it is evidence for; twice: another item tells the same.
        item: The item.
        other: The hypothesis it goes back to, or the other item; None where it goes back to a weighing.
        what: What is wrong.
        mend: What to do.
    """

    kind: Literal["circular", "twice"]
    item: str
    other: str | None
    what: str
    mend: str


def circular(case: CaseFile, question: str) -> list[Circular]:
    """Return the items of a question that are no evidence for it, and the pairs that tell one thing twice.

    An item is circular where it rests on the statement that puts a hypothesis forward, where all pages it leads to are
    that statement's, and, where it is a finding, if any of its pages is. Two items tell one thing twice where they rest
    on the same, where all pages of one are among the other's, or where one is a finding and they share a page; unless
    they stand in one group, whose dependence says what both together are worth, or are of one source and so count once.

    Raises:
        NoSuchRecord: If there is no such question.
    """
    rows = asked(case, question)
    leads = support(case, rows)
    put = of_rows(case, "statements", {h.statement for h in rows.hypotheses if h.statement})
    return [*_circles(rows, leads, put), *_twice(rows, leads)]


def _circles(
    rows: Asked, leads: dict[str, Support], put: dict[str, tuple[Citation, ...]]
) -> Iterator[Circular]:
    for item in rows.evidence:
        finding = leads[item.id].finding
        if finding and finding.method.startswith(_WEIGHING):
            mend = "Take as evidence what was weighed, not the result."
            yield Circular(
                "circular", item.id, None, f"{item.id!r} is itself computed from judgements.", mend
            )
        for hypothesis in rows.hypotheses:
            if hypothesis.statement and (told := _goes_back(item, hypothesis, leads[item.id], put)):
                mend = "Take the item out, or cite a page that does not come from that statement."
                yield Circular("circular", item.id, hypothesis.id, told, mend)


def _goes_back(
    item: Evidence, hypothesis: Hypothesis, lead: Support, put: dict[str, tuple[Citation, ...]]
) -> str | None:
    statement = hypothesis.statement or ""
    forward = f"the statement {statement!r}, which puts {hypothesis.id!r} forward"
    if item.kind == "statement" and item.rests_on == statement:
        return f"{item.id!r} rests on {forward}."
    pages, own = lead.cites, put[statement]
    shared = sum(any(_alike(page, other) for other in own) for page in pages)
    if item.kind == FINDING and shared:
        return f"{item.id!r} rests with {shared} of its {len(pages)} pages on {forward}."
    if pages and all(any(_within(page, other) for other in own) for page in pages):
        return f"{item.id!r} leads to no page but those of {forward}."
    return None


def _twice(rows: Asked, leads: dict[str, Support]) -> Iterator[Circular]:
    # What nobody has looked for is not counted at all.
    for first, second in combinations([item for item in rows.evidence if item.state != "open"], 2):
        if _taken_together(first, second):
            continue
        if told := _same(first, second, leads[first.id].cites, leads[second.id].cites):
            mend = "Cite the words of each, put both into one group, or withdraw one of them."
            yield Circular("twice", second.id, first.id, told, mend)


def _taken_together(first: Evidence, second: Evidence) -> bool:
    """Return whether two items are in one group, or of one source and in none."""
    if first.group or second.group:
        return first.group == second.group
    return first.source is not None and first.source == second.source


def _same(
    first: Evidence, second: Evidence, pages: Sequence[Citation], others: Sequence[Citation]
) -> str | None:
    pair = f"{second.id!r} and {first.id!r}"
    if first.rests_on and (first.kind, first.rests_on) == (second.kind, second.rests_on):
        return f"{pair} rest on the same {first.kind} {first.rests_on[:16]!r}."
    # Most pairs share no document and place; only of those that do each page is looked at.
    shared = {_place(page) for page in pages} & {_place(page) for page in others}
    if not shared:
        return None
    alike = sum(any(_alike(page, other) for other in others) for page in pages if _place(page) in shared)
    if alike and FINDING in (first.kind, second.kind):
        return f"{pair} share {alike} page{'' if alike == 1 else 's'}."
    for some, all_ in ((pages, others), (others, pages)):
        if all(any(_within(page, other) for other in all_) for page in some):
            return f"{pair} lead to the same page{'' if len(some) == 1 else 's'}."
    return None


def _place(page: Citation) -> tuple[str, str | int | None]:
    return page.document, page.n or page.locator or page.page


def _alike(page: Citation, other: Citation) -> bool:
    return _within(page, other) or _within(other, page)


def _within(page: Citation, other: Citation) -> bool:
    """Return whether a citation's words stand in those of another; one without words means the whole place."""
    if _place(page) != _place(other):
        return False
    if page.n and page.p_start is not None and other.p_start is not None:
        return other.p_start <= page.p_start and (page.p_end or 0) <= (other.p_end or 0)
    return other.exact is None or (page.exact is not None and page.exact in other.exact)
