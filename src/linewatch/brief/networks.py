"""Who moves with whom: the network, its wings, whether it has one centre, and who came first."""

from __future__ import annotations

from collections.abc import Iterator

from linewatch.brief.case_view import CaseView
from linewatch.brief.measured import Camps, Lead, OneCentre
from linewatch.brief.outline import Block, FigureBlock, Paragraph, Remark, Section, Sentence
from linewatch.brief.phrases import Phrases
from linewatch.brief.ranges import chance, one_a_document, pages, percent
from linewatch.kinds.citations import Citation

_RARE = 0.05  # a lead that chance gives less often is told as one


def networks_section(case: CaseView, words: Phrases) -> Section | None:
    """Return who moves with whom; nothing where no two actors spoke on one issue."""
    network = case.network
    blocks: list[Block] = []
    rests_on = [ident for camps in network.camps for ident in camps.rests_on]
    behind = [("statements", ident) for ident in rests_on]
    if network.figure and behind:
        figure = network.figure
        cited = one_a_document(behind, case)
        blocks.append(
            FigureBlock(svg=figure.svg, narrow_svg=figure.narrow_svg, title=figure.title,
                        description=figure.description, citations=cited)
        )  # fmt: skip
    wings = tuple(_wings(camps, case, words) for camps in network.camps if camps.camps)
    if wings:
        blocks.append(Paragraph((Remark(words, "network"), *wings), words.get("network.wings")))
    if network.one_centre:
        told = tuple(_one_centre(network.one_centre, case, words))
        blocks.append(Paragraph(told, words.get("network.one_centre")))
    if network.untested:
        counts = {"untested": network.untested, "ties": network.ties}
        blocks.append(Paragraph((Remark(words, "ties_untested", counts),)))
    if leads := tuple(_leads(case, words)):
        blocks.append(Paragraph(leads, words.get("network.leads")))
    return Section(words.get("sections.networks"), tuple(blocks)) if blocks else None


def _wings(camps: Camps, case: CaseView, words: Phrases) -> Sentence:
    sides = [words.joined([case.short(actor) for actor in camp]) for camp in camps.camps]
    better = camps.one_camp > camps.frustrated
    text = words.format(
        "network.split" if better else "network.no_better",
        first=sides[0],
        second=sides[1] if len(sides) > 1 else "",
        wrong=percent(camps.frustrated),
        one=percent(camps.one_camp),
    )
    if len(sides) < 2:
        text = words.format("network.undivided", first=sides[0], wrong=percent(camps.frustrated))
    if camps.apart:
        apart = words.joined([case.short(actor) for actor in camps.apart])
        text += words.format("network.apart", names=apart)
    party = (
        words.format("network.inside", party=case.short(camps.party))
        if camps.party
        else words.get("network.all")
    )
    marks = [words.get(f"network.sure.{_sure(camps.sure)}")]
    return Sentence(
        words.ended(text),
        _cited(camps.rests_on, case),
        who=words.format("lead.who", who=party),
        mark=words.joined(marks),
    )


def _sure(sure: bool | None) -> str:
    return "untested" if sure is None else "yes" if sure else "no"


def _one_centre(found: OneCentre, case: CaseView, words: Phrases) -> Iterator[Sentence | Remark]:
    interval = words.get("network.no_interval")
    if found.interval:
        low, high = (f"{end:.2f}" for end in found.interval)
        interval = words.format("network.interval", low=low, high=high)
    verdict = "one" if found.p_value < _RARE else "untold"
    text = words.format(
        f"network.centralization.{verdict}",
        value=f"{found.value:.2f}",
        interval=interval,
        expected=f"{found.expected:.2f}",
        p_value=chance(found.p_value),
        most=case.short(found.most),
    )
    yield Sentence(words.ended(text), _cited(found.rests_on, case))
    yield Remark(words, "null")


def _leads(case: CaseView, words: Phrases) -> Iterator[Sentence | Remark]:
    leads = case.network.leads
    if not leads:
        return
    rare = [row for row in leads if row.p_value < _RARE]
    if not rare:
        yield Remark(words, "no_lead")
    yield from (_lead(row, case, words) for row in (rare or leads[:1]))
    if case.network.untold:
        yield Remark(words, "leads_untold", {"count": case.network.untold})


def _lead(row: Lead, case: CaseView, words: Phrases) -> Sentence:
    text = words.format(
        "network.lead",
        first=case.short(row.first),
        second=case.short(row.second),
        issue=case.name(row.issue),
        days=_days(*row.days, words=words),
        p_value=chance(row.p_value),
    )
    return Sentence(words.ended(text), _cited(row.rests_on, case))


def _days(low: int | None, high: int | None, words: Phrases) -> str:
    """Return by how many days; nothing where neither end is known."""
    known = [end for end, days in (("low", low), ("high", high)) if days is not None]
    told = {"low": f"{low or 0:d}".replace("-", "−"), "high": f"{high or 0:d}".replace("-", "−")}
    return words.format(f"network.days.{'_'.join(known)}", **told) if known else ""


def _cited(rests_on: tuple[str, ...], case: CaseView) -> tuple[Citation, ...]:
    return pages((("statements", ident) for ident in rests_on), case)
