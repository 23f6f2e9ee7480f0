"""Rival explanations: of each question what cannot be answered, then what stands first, and what that hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from linewatch.brief.case_view import CaseView
from linewatch.brief.outline import LONGEST_NAME, Block, FigureBlock, Paragraph, Remark, Section, Sentence
from linewatch.brief.phrases import Phrases
from linewatch.brief.ranges import MOST_PAGES
from linewatch.brief.weighed_told import explained, own_words, verdict
from linewatch.brief.weighed_values import Explanation, Weighed
from linewatch.kinds.citations import Citation
from linewatch.kinds.questions import UNCITED

_TOLD = 3  # explanations told in a sentence; the figure has all
_SELDOM = 0.1  # of the draws: what stands first less often is told by the figure alone, the first two apart


def weighed_section(case: CaseView, words: Phrases) -> Section | None:
    """Return rival explanations, question by question; nothing where the case asks none."""
    if not case.weighed:
        return None
    scale = words.scale.name if words.scale else words.get("weighed.no_scale")
    draws = max((found.draws for found in case.weighed), default=0)
    blocks: list[Block] = []
    if draws:
        blocks.append(Paragraph((Remark(words, "weighed", {"draws": draws}, {"scale": (scale,)}),)))
    first = next((at for at, found in enumerate(case.weighed) if any(_own(found, words))), None)
    for at, found in enumerate(case.weighed):
        blocks += _question(found, words, explain=at == first)
    return Section(words.get("sections.weighed"), tuple(blocks))


def _question(found: Weighed, words: Phrases, *, explain: bool) -> Iterator[Block]:
    behind = (*(cited for one in found.explanations for cited in one.citations), *found.citations)
    if not behind:
        name = found.name if len(found.name) <= LONGEST_NAME else found.id
        yield Paragraph((Remark(words, "weighed_uncited", names={"names": (name,)}),))
        return
    told: list[Sentence | Remark] = []
    if found.limits:
        told.append(Sentence(words.ended(words.format("weighed.cannot", limits=found.limits)), _few(behind)))
    told.append(Sentence(words.ended(verdict(found, words)), _few(found.citations or behind)))
    told += (_explained(one, found, behind, words) for one in _shown(found))
    if found.pieces:
        told.append(Remark(words, "weighed_items", _counted(found)))
    if found.troubles:
        count = {"count": len(found.troubles)}
        told.append(Remark(words, "weighed_troubles", count, {"question": (found.id,)}))
    yield Paragraph(tuple(told), found.name)
    if found.figure:
        yield FigureBlock(
            svg=found.figure.svg,
            narrow_svg=found.figure.narrow_svg,
            title=words.format("weighed.figure", question=found.name),
            description=found.figure.description,
            citations=_one_a_document(behind),
        )
    if own := tuple(_own(found, words)):
        lead = (Remark(words, "weighed_own"),) if explain else ()
        yield Paragraph((*lead, *own), words.get("weighed.own_head"))


def _shown(found: Weighed) -> tuple[Explanation, ...]:
    """Return the explanations that a sentence is spent on: the first two, and a third that often stands first."""
    ranked = found.ranked[:_TOLD]
    return tuple(one for at, one in enumerate(ranked) if at < 2 or (one.first or 0.0) >= _SELDOM)


def _explained(one: Explanation, found: Weighed, behind: tuple[Citation, ...], words: Phrases) -> Sentence:
    text = words.ended(explained(one, words, several=found.several))
    return Sentence(text, _few(one.citations or behind), who=words.format("lead.who", who=one.name))


def _own(found: Weighed, words: Phrases) -> Iterator[Sentence]:
    for one in found.own_words:
        if one.citations:
            who = words.format("lead.who", who=found.called(one.hypothesis))
            yield Sentence(own_words(one, found, words), _few(one.citations), who=who)


def _counted(found: Weighed) -> dict[str, int]:
    pieces = found.pieces
    return {
        "count": len(pieces),
        "arguments": sum(one.kind in UNCITED for one in pieces),
        "absent": sum(one.state == "absent" for one in pieces),
        "open": sum(one.state == "open" for one in pieces),
    }


def _few(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Return the first pages of some, none twice."""
    first = {(one.document, one.page, one.locator): one for one in reversed(citations)}
    return tuple(reversed(first.values()))[:MOST_PAGES]


def _one_a_document(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    return tuple({one.document: one for one in reversed(citations)}.values())[::-1]
