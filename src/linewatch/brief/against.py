"""Words against deeds: what each says of independence beside what it did."""

from __future__ import annotations

from collections.abc import Iterator

from linewatch.brief.case_view import CaseView
from linewatch.brief.measured import Row, WordsAndDeeds
from linewatch.brief.outline import Paragraph, Remark, Section, Sentence
from linewatch.brief.phrases import Phrases
from linewatch.brief.ranges import pages, ranged, shared
from linewatch.brief.rows import capital


def against_section(case: CaseView, words: Phrases) -> Section | None:
    """Return words against deeds, an actor a paragraph; nothing where nobody has either."""
    rows = _widest(case.words_and_deeds)
    if not rows:
        return None
    told = [row for row in rows if row.actor == case.centre or row.words or row.share or row.lags]
    paragraphs = [Paragraph((Remark(words, "against"),))]
    paragraphs += [Paragraph(tuple(_told(row, case, words)), case.name(row.actor)) for row in told]
    others = tuple(_contacts(rows, told, case, words))
    if others:
        paragraphs.append(Paragraph(others, words.get("against.deeds_alone")))
    return Section(words.get("sections.against"), tuple(paragraphs))


def _widest(rows: tuple[WordsAndDeeds, ...]) -> list[WordsAndDeeds]:
    """Return rows without those of which another row, of the body they belong to, tells the same."""

    def within(row: WordsAndDeeds, other: WordsAndDeeds) -> bool:
        return row is not other and row.actor in other.others and row.rests_on <= other.rests_on

    return [row for row in rows if not any(within(row, other) for other in rows)]


def _told(row: WordsAndDeeds, case: CaseView, words: Phrases) -> Iterator[Sentence | Remark]:
    if row.words:
        count = words.count("positions.statements", len(row.said))
        text = words.format("against.words", mean=ranged(row.words, words), statements=count)
        yield Sentence(words.ended(text), pages(_rows("statements", row.said), case))
    centre = row.actor == case.centre
    if row.share:
        key = "against.holding" if centre else "against.obeyed"
        deeds = tuple(("deeds", ident) for _, ids in row.deeds for ident in ids)
        cited = deeds if centre else row.answers
        text = words.format(key, count=row.cases, share=shared(row.share, words))
        yield Sentence(words.ended(text), pages(cited, case))
    if row.deeds:
        yield from _deeds(row, case, words)
    for issue, low, high, line, said in row.lags:
        text = words.format("against.lag", issue=case.name(issue), low=low, high=high)
        yield Sentence(words.ended(text), pages(_rows("statements", (line, said)), case))
    if row.open_calls:
        yield Remark(words, "open_calls", {"count": row.open_calls})
    yield Remark(words, "verdict", names={"verdict": (capital(_verdict(row, words)),)})


def _verdict(row: WordsAndDeeds, words: Phrases) -> str:
    return words.either(f"against_verdict.{row.verdict.replace(' ', '_')}", row.verdict)


def _deeds(row: WordsAndDeeds, case: CaseView, words: Phrases) -> Iterator[Sentence]:
    """Yield how many deeds there are of each kind, each kind with its pages."""
    for kind, ids in row.deeds:
        yield Sentence(words.ended(capital(_kind(kind, ids, words))), pages(_rows("deeds", ids), case))


def _contacts(
    rows: list[WordsAndDeeds], told: list[WordsAndDeeds], case: CaseView, words: Phrases
) -> Iterator[Sentence]:
    """Yield of those who said nothing of independence what contacts they had."""
    for row in rows:
        if row in told or not row.deeds:
            continue
        kinds = [_kind(kind, ids, words) for kind, ids in row.deeds]
        text = words.ended(capital(words.joined(kinds)))
        ids = tuple(ident for _, found in row.deeds for ident in found)
        who = words.format("lead.who", who=case.short(row.actor))
        yield Sentence(text, pages(_rows("deeds", ids), case), who=who)


def _kind(kind: str, ids: tuple[str, ...], words: Phrases) -> str:
    named = words.either(f"against.kinds.{kind}", kind)
    return words.format("against.kind", kind=named, count=len(ids))


def _rows(table: str, ids: tuple[str, ...]) -> list[Row]:
    return [(table, ident) for ident in ids]
