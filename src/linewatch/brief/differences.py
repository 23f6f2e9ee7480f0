"""Why parties differ: what they are beside what they did, tested where that can be done."""

from __future__ import annotations

from collections.abc import Iterator

from linewatch.brief.case_view import CaseView
from linewatch.brief.measured import Difference
from linewatch.brief.outline import Paragraph, Remark, Section, Sentence
from linewatch.brief.phrases import Phrases
from linewatch.brief.ranges import MOST_PAGES, chance, percent

_RARE = 0.05


def differences_section(case: CaseView, words: Phrases) -> Section | None:
    """Return what was tested and what could not be; nothing where no attribute is on record."""
    if not any(row.cites for row in case.differences):
        return None
    paragraphs = [Paragraph((Remark(words, "differences"),))]
    tested = tuple(_tested(row, case, words) for row in case.differences if row.p_value is not None)
    if tested:
        paragraphs.append(Paragraph(tested, words.get("differences.tested")))
    untested = tuple(_untested(case, words))
    if untested:
        paragraphs.append(Paragraph(untested, words.get("differences.untested")))
    rivals = tuple(_rivals(case, words))
    if rivals:
        paragraphs.append(Paragraph(rivals, words.get("differences.rivals")))
    return Section(words.get("sections.differences"), tuple(paragraphs))


def _tested(row: Difference, case: CaseView, words: Phrases) -> Sentence:
    groups = words.joined(
        [
            words.format("differences.group", name=_value(name, case), yes=yes, n=n)
            for name, n, yes in row.groups
            if yes is not None
        ]
    )
    effect = words.get("differences.no_effect")
    if row.effect:
        mid, low, high = (f"{percent(end):+d}".replace("-", "−") for end in row.effect)
        effect = words.format("differences.effect", mid=mid, low=low, high=high)
    verdict = "differ" if row.p_value is not None and row.p_value < _RARE else "cannot_tell"
    text = words.format(
        "differences.test",
        outcome=words.either(f"differences.outcomes.{row.outcome}", row.outcome),
        groups=groups,
        effect=effect,
        p_value=chance(row.p_value or 0.0),
        verdict=words.get(f"differences.verdict.{verdict}"),
    )
    who = words.format("lead.who", who=_attribute(row.attribute, words))
    mark = ""
    if row.p_least is not None and row.p_least > _RARE:
        mark = words.format("differences.least", p_least=chance(row.p_least))
    return Sentence(words.ended(text), row.cites[:MOST_PAGES], who=who, mark=mark)


def _untested(case: CaseView, words: Phrases) -> Iterator[Sentence]:
    """Yield of each attribute why it could not be tested against anything, with the actors of whom it is told."""
    tested = {row.attribute for row in case.differences if row.p_value is not None}
    told: set[str] = set()
    for row in case.differences:
        if row.attribute in tested | told or not row.cites:
            continue
        told.add(row.attribute)
        groups = [
            words.format("differences.known", name=_value(name, case), n=n) for name, n, _ in row.groups
        ]
        text = words.format("differences.alone", groups=words.joined(groups))
        who = words.format("lead.who", who=_attribute(row.attribute, words))
        yield Sentence(words.ended(text), row.cites[:MOST_PAGES], who=who)


def _rivals(case: CaseView, words: Phrases) -> Iterator[Remark]:
    """Yield which attributes cannot be set against each other: of too few actors are both told."""
    met = [row for row in case.rivals if row.actors]
    if met:
        pairs = tuple(
            words.format(
                "differences.pair", a=_attribute(row.a, words), b=_attribute(row.b, words), n=row.actors
            )
            for row in met
        )
        yield Remark(words, "rivals", names={"names": pairs})
    if apart := len(case.rivals) - len(met):
        yield Remark(words, "rivals_apart", {"count": apart})
    if same := tuple(
        words.format("differences.pair", a=_attribute(row.a, words), b=_attribute(row.b, words), n=row.actors)
        for row in met
        if row.inseparable
    ):
        yield Remark(words, "rivals_inseparable", names={"names": same})


def _attribute(name: str, words: Phrases) -> str:
    told = words.either(f"attributes.{name}", name)
    return told[:1].upper() + told[1:]


def _value(name: str, case: CaseView) -> str:
    return case.name(name).replace("_", " ")
