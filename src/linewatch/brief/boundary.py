"""The boundary: how the centre took what others said, and which statements stand nearest to a rebuke."""

from __future__ import annotations

from collections.abc import Iterator

from linewatch.brief.case_view import CaseView
from linewatch.brief.dates import date_text_words
from linewatch.brief.lead import led
from linewatch.brief.measured import Boundary, BoundaryCase, Reacted
from linewatch.brief.outline import Paragraph, Remark, Section, Sentence
from linewatch.brief.phrases import Phrases
from linewatch.brief.ranges import pages, shared
from linewatch.kinds.said import Statement

_NEAREST = 5  # of those without a reaction
_ALL = "all"


def boundary_section(case: CaseView, words: Phrases) -> Section | None:
    """Return how the centre took what others said; nothing where no reaction is on record."""
    found = case.boundary
    if found is None or not any(row.reactions for row in found.shares):
        return None
    paragraphs = [Paragraph((Remark(words, "boundary", names={"centre": (case.short(case.centre or ""),)}),))]
    for by in words.keys_under("boundary.by"):
        told = tuple(_share(row, case, words) for row in found.shares if row.by == by and row.reactions)
        if told:
            paragraphs.append(Paragraph(told, words.get(f"boundary.by.{by}")))
    for key, rows in _cases(found):
        told = led(
            ((said.actor, "", _case(row, said, case, words)) for row, said in _said(rows, case)), case, words
        )
        if told:
            paragraphs.append(Paragraph(told, words.get(f"boundary.{key}")))
    if not found.modelled:
        rebuked, reactions = (sum(getattr(row, name) for row in found.shares if row.by == _ALL)
                              for name in ("rebuked", "reactions"))  # fmt: skip
        paragraphs.append(
            Paragraph((Remark(words, "no_model", {"count": rebuked, "others": reactions - rebuked}),))
        )
    return Section(words.get("sections.boundary"), tuple(paragraphs))


def _share(row: Reacted, case: CaseView, words: Phrases) -> Sentence:
    """Return how many of some statements were rebuked and how many stopped, each with its range."""
    name = (
        case.name(row.value) if row.by == "issue" else words.either(f"boundary.values.{row.value}", row.value)
    )
    who = "" if row.by == _ALL else words.format("lead.who", who=name[:1].upper() + name[1:])
    rebuked = {"rebuked": row.rebuked, "reactions": row.reactions, "share": shared(row.share, words)}
    parts = [words.format("boundary.rebuked", **rebuked)]
    if row.stopped != row.rebuked:
        share = shared(row.stopped_share, words)
        parts.append(words.format("boundary.stopped", stopped=row.stopped, stopped_share=share))
    parts.append(words.format("boundary.in_all", statements=row.statements))
    text = words.get("punctuation.items").join(parts)
    return Sentence(words.ended(text), pages((("statements", ident) for ident in row.cases), case), who=who)


def _cases(found: Boundary) -> Iterator[tuple[str, list[BoundaryCase]]]:
    yield "cases", [row for row in found.cases if row.reaction]
    ranked = sorted((row.place, at) for at, row in enumerate(found.cases) if not row.reaction and row.place)
    yield "nearest", [found.cases[at] for _, at in ranked[:_NEAREST]]


def _said(rows: list[BoundaryCase], case: CaseView) -> Iterator[tuple[BoundaryCase, Statement]]:
    by_id = {row.id: row for row in case.statements}
    yield from ((row, by_id[row.statement]) for row in rows if row.statement in by_id)


def _case(row: BoundaryCase, said: Statement, case: CaseView, words: Phrases) -> Sentence:
    marks: list[str] = []
    if row.reaction:
        reaction = words.either(f"reactions.{row.reaction}", row.reaction)
        part = words.get("boundary.named" if row.named else "boundary.unnamed")
        marks.append(words.format("boundary.taken", reaction=reaction, part=part))
    if row.distance is not None:
        marks.append(words.format("boundary.distance", steps=f"{row.distance:g}"))
    text = said.summary or case.name(said.issue) or said.id
    cited = (*pages([("statements", said.id)], case, 1), *pages(row.rows, case, 2))
    return Sentence(
        words.ended(text),
        cited,
        when=date_text_words(said.said_on, words),
        mark=words.get("punctuation.items").join(marks),
    )
