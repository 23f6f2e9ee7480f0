"""What was measured, told with its range and its pages."""

from dataclasses import replace
from datetime import date

import pytest

from linewatch.brief.case_view import CaseView
from linewatch.brief.compose import compose
from linewatch.brief.html import html_page
from linewatch.brief.measured import (
    Boundary,
    BoundaryCase,
    Camps,
    Difference,
    Disagreed,
    Estimate,
    Fork,
    Lead,
    LinePoint,
    Network,
    OneCentre,
    Personnel,
    Reacted,
    Rivals,
    Shift,
    Standing,
    WordsAndDeeds,
)
from linewatch.brief.outline import FigureBlock, Paragraph, Remark, Section
from linewatch.brief.pictures import still
from linewatch.brief.position_figures import days_of
from linewatch.brief.ranges import MOST_PAGES, pages, ranged, shared, signed
from linewatch.desk.briefing import case_view, phrases
from linewatch.errors import Uncited
from linewatch.figures.standings import Placed, standings
from linewatch.figures.timeline import NARROW_PX
from linewatch.kinds.citations import Citation
from linewatch.kinds.said import Issue, Statement

_SECTIONS = (
    "How far each stands from the line",
    "Words against deeds",
    "The boundary: what was rebuked",
    "Leaders kept, replaced and ousted; resignations and splits",
    "Who moves with whom",
    "Why parties differ",
)


def lines(section):
    """Return what a section tells, its figures by their captions."""
    for block in section.blocks:
        if isinstance(block, Section):
            yield from lines(block)
        elif isinstance(block, FigureBlock):
            yield f"<{block.title}>"
        else:
            if block.head:
                yield f"# {block.head}"
            yield from (told(sentence) for sentence in block.sentences)


def told(sentence):
    if isinstance(sentence, Remark):
        return f"[{sentence.text}]"
    parts = (sentence.when, sentence.who, sentence.text, sentence.mark)
    return " | ".join(part for part in parts if part).replace("\u00a0", " ")


def section_of(case, words, key):
    title = words.get(f"sections.{key}")
    return next((one for one in compose(case, words).sections if one.title == title), None)


@pytest.fixture
def measured(case) -> CaseView:
    """The small case, with a line of the centre that broke and a party clear of it."""
    first = Statement(id="first", actor="centre", issue="man", stance=2, said_on="1956-02-14")
    shift = Shift(
        verdict="break",
        chance=0.93,
        size=Estimate(-2.5, -3.4, -1.6),
        since="1956-02-14",
        until="1956-02-25",
        events=("speech",),
    )
    here = {"actor": "centre", "issue": "man", "statements": 2, "distance": Estimate(0, 0, 0)}
    party = {"actor": "party", "issue": "man", "statements": 1, "by": ("late",)}
    return replace(
        case,
        centre="centre",
        statements=(*case.statements, first),
        citations={**case.citations, ("statements", "first"): (Citation("paper", page="1"),)},
        standings=(
            Standing(
                on="1956-02-14", stance=Estimate(1.2, 0.4, 2.0), by=("first",), at_end=False, **here
            ),
            Standing(
                on="1956-02-25",
                stance=Estimate(-1.4, -2.1, -0.7),
                by=("early",),
                at_end=False,
                shift=shift,
                **here,
            ),
            Standing(on="1956-06-30", stance=Estimate(-1.3, -2.4, -0.2), by=("first", "early"), **here),
            Standing(on="1956-06", stance=Estimate(1, 0, 2), distance=Estimate(2.3, 0.9, 3.7),
                     at_end=False, **party),
            Standing(on="1956-06-30", stance=Estimate(0.9, -0.2, 2), distance=Estimate(2.2, 0.8, 3.6),
                     **party),
            Standing(actor="party", issue="quiet", on=None, stance=None, distance=None, statements=0),
        ),
        lines=tuple(
            LinePoint(actor=actor, issue="man", on=date(1956, month, 1), stance=Estimate(0, -1, 1))
            for actor in ("centre", "party")
            for month in (2, 4, 6)
        ),
    )  # fmt: skip


def test_a_number_is_told_with_its_range(words):
    assert [signed(number) for number in (0.94, -1.6, 0.02, -0.04)] == ["+0.9", "−1.6", "0.0", "0.0"]
    assert ranged(Estimate(0.9, -1.6, 3.4), words) == "+0.9 (−1.6 to ≥ +2)"
    assert shared(Estimate(1 / 3, 0.063, 0.729), words) == "33\u00a0% (6 to 73\u00a0%)"


def test_each_line_is_told_with_its_range_its_breaks_and_who_stands_clear_of_it(measured, words):
    section = section_of(measured, words, "positions")
    assert list(lines(section)) == [
        f"[{words.get('remark.positions')}]",
        "[One distance from the line of The Centre is on record; clear of it, with the whole interval on "
        "one side: 1. A 90 % interval misses one time in ten.]",
        "[Of 2 estimates one rests on a single statement, and its interval says so.]",
        "<Distance from the line, with its interval, by the date of the last statement>",
        "Clear of the line is A Party on “The man”: +2.3 (+0.9 to +3.7).",
        "<The man: stance over time>",
        "# The man",
        "The Centre: | +1.2 (+0.4 to +2.0) at its first statement, dated 14 February 1956; −1.3 (≤ −2 to "
        "−0.2) at the end of the record, 30 June 1956; from 2 statements.",
        "Between the statement dated 14 February 1956 and the one dated 25 February 1956 the line broke: "
        "a step of −2.5 (−3.4 to −1.6), chance of a break 93 %; between lie: The speech.",
        "A Party: | +1.0 (0.0 to +2.0), from one statement; from the line +2.3 (+0.9 to +3.7). | "
        "clear of the line",
        "[These spoke without taking a stance that is told, so that there is no estimate of them: "
        "“The quiet issue” (A Party).]",
    ]


def test_no_distance_is_called_clear_of_the_line_whose_interval_holds_zero(measured, words):
    near = tuple(
        replace(row, distance=Estimate(1.0, -0.1, 2.1)) if row.actor == "party" and row.distance else row
        for row in measured.standings
    )
    text = "\n".join(lines(section_of(replace(measured, standings=near), words, "positions")))
    assert "one side: 0" in text
    assert words.get("positions.apart") not in text.split("# The man")[1]


def test_branches_that_part_are_told_in_the_words_of_their_ends(measured, words):
    issues = (
        *measured.issues[:2],
        Issue(id="system", name="The system", parent="tree", minus="sound", plus="rotten"),
    )
    system = Statement(id="sys", actor="centre", issue="system", stance=2)
    rows = replace(
        measured,
        issues=issues,
        statements=(*measured.statements, system),
        citations={**measured.citations, ("statements", "sys"): (Citation("paper", page="6"),)},
        standings=(
            *measured.standings[:5],
            Standing(actor="centre", issue="system", on="1956-06-30", stance=Estimate(1.9, 1, 2.8),
                     distance=Estimate(0, 0, 0), statements=1, by=("sys",)),
        ),
        forks=(Fork(actor="centre", issue="man", other="system", difference=Estimate(-3.2, -5, -1.4)),),
    )  # fmt: skip
    assert (
        "The Centre: | on “The system” +1.9, towards “rotten”, but on “The man” −1.3, towards “kept”; "
        "between the two lies +3.2 (+1.4 to ≥ +4)."
    ) in list(lines(section_of(rows, words, "positions")))


def test_a_number_without_its_pages_fails(measured, words):
    """The statement itself is not told here: it is the number that rests on nothing."""
    said = tuple(row for row in measured.statements if row.id != "late")
    bare = {key: cited for key, cited in measured.citations.items() if key != ("statements", "late")}
    with pytest.raises(Uncited):
        compose(replace(measured, statements=said, citations=bare), words)


def test_at_most_so_many_pages_stand_behind_a_number(case):
    rows = [("statements", "late"), ("statements", "early"), ("statements", "verdict"), ("events", "speech")]
    assert len(pages(rows, case)) == MOST_PAGES
    assert pages(rows[:1], case) == case.citations["statements", "late"]
    assert len(pages([("deeds", "rebuke"), ("deeds", "odd")], case)) == 1  # of one page


def test_words_stand_against_deeds_and_a_body_is_not_told_twice(measured, words):
    said = WordsAndDeeds(
        actor="centre", others=("centre",), words=Estimate(-1, -2, 0.3), said=("early",),
        share=Estimate(1, 0.83, 1), cases=16, answers=(), open_calls=0, deeds=(("rebukes", ("rebuke",)),),
        lags=(), verdict="words and deeds cannot be told apart",
    )  # fmt: skip
    member = replace(said, actor="party", others=("party",), words=None, said=(), share=Estimate(0, 0, 0.95),
                     cases=1, answers=(("statements", "late"),), deeds=(), open_calls=1,
                     verdict="no words on independence are on record")  # fmt: skip
    body = replace(member, actor="staff", others=("staff", "party"))
    found = section_of(replace(measured, words_and_deeds=(said, member, body)), words, "against")
    assert list(lines(found))[1:] == [
        "# The Centre",
        "Of independence it says −1.0 (−2.0 to +0.3), from one statement.",
        "Deeds towards others that count: 16; of these 100 % (83 to 100 %) hold them to the line.",
        "Rebukes: 1.",
        "[Words and deeds cannot be told apart.]",
        "# The Staff",
        "Calls of the centre that it answered: 1; of these it obeyed 0 % (0 to 95 %).",
        "[Calls to it without an answer on record: 1.]",
        "[Nothing that it said of independence is on record to set beside its deeds.]",
    ]


def test_the_boundary_is_told_by_shares_and_by_cases(measured, words):
    share = Reacted(by="all", value="all", statements=3, reactions=1, rebuked=1, share=Estimate(1, 0.05, 1),
                    stopped=1, stopped_share=Estimate(1, 0.05, 1), cases=("late",))  # fmt: skip
    cases = (
        BoundaryCase(statement="late", reaction="rebuked", rows=(("deeds", "rebuke"),), named=True, place=1,
                     distance=3.0),
        BoundaryCase(statement="verdict", reaction="", rows=(), named=False, place=2, distance=None),
    )  # fmt: skip
    found = section_of(replace(measured, boundary=Boundary(shares=(share,), cases=cases)), words, "boundary")
    assert list(lines(found))[1:] == [
        "# All",
        "1 of 1 rebuked, 100 % (5 to 100 %); statements in all: 3.",
        "# The cases",
        "June 1956 | A Party: | The man. | rebuked, this part named; off the centre's own position by 3",
        "# Without a reaction on record, nearest to the rebuked",
        "Undated | The Staff: | It will last.",
        "[One rebuke and 0 other reactions are too few to estimate the chance of a rebuke; the order is by "
        "likeness to these cases.]",
    ]
    none = Boundary(shares=(), cases=cases)
    assert section_of(replace(measured, boundary=none), words, "boundary") is None


def test_wings_one_centre_and_leads_are_told_with_what_chance_gives(measured, words):
    network = Network(
        camps=(
            Camps(party=None, camps=(("centre",), ("party", "staff")), apart=(), frustrated=0.22,
                  one_camp=0.36, sure=None, rests_on=("late",)),
            Camps(party="party", camps=(("staff",), ("party",)), apart=(), frustrated=0.75, one_camp=0.12,
                  sure=False, rests_on=("late",)),
        ),
        one_centre=OneCentre(value=0.2, interval=None, expected=0.385, p_value=0.967, most="party",
                             rests_on=("late",)),
        untested=2,
        ties=3,
        leads=(Lead(first="centre", second="party", issue="man", days=(-4, 24), p_value=0.15,
                    rests_on=("late",)),),
        untold=1,
    )  # fmt: skip
    found = section_of(replace(measured, network=network), words, "networks")
    assert list(lines(found)) == [
        "# Wings",
        f"[{words.get('remark.network')}]",
        "All: | The Centre on one side; A Party, The Staff on the other. The split leaves 22 % of the weight "
        "of ties on the wrong side, one single camp 36 %. | too few sources to test it",
        "Within A Party: | no wings can be told: setting The Staff against A Party would leave 75 % of the "
        "weight of ties on the wrong side, one single camp 12 %. | not borne out by draws of sources",
        "# One centre or many",
        "No one centre of ties can be told: 0.20 (without an interval, for want of sources) where chance "
        "gives 0.39, p = 0.97; most ties has A Party.",
        f"[{words.get('remark.null')}]",
        "[Ties: 3; without an interval, because they rest on too few sources: 2. What one wrong source "
        "would change in them has not been tested.]",
        "# Who came first",
        "[Nobody can be said to lead: no order of two actors is rarer than chance allows. The rarest:]",
        "The Centre before A Party on “The man”, by −4 to 24 days; chance alone gives as much with "
        "probability 0.15.",
        "[Of one more pair no date tells which came first.]",
    ]


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ((3, None), "on “The man”, by 3 days or more; chance"),
        ((None, 9), "on “The man”, by 9 days or fewer; chance"),
        ((None, None), "on “The man”; chance"),
    ],
)
def test_a_lead_whose_dates_are_open_is_told_by_the_end_that_is_known(measured, words, days, text):
    lead = Lead(first="centre", second="party", issue="man", days=days, p_value=0.01, rests_on=("late",))
    found = section_of(replace(measured, network=Network(leads=(lead,))), words, "networks")
    assert text in "".join(lines(found))


def test_why_parties_differ_is_tested_or_said_not_to_be(measured, words):
    cited = measured.citations["statements", "late"]
    rows = (
        Difference(attribute="parent", outcome="answered", groups=(("bloc", 2, 0), ("others", 7, 3)),
                   effect=Estimate(-0.43, -0.77, 0.4), p_value=0.5, p_least=0.083, why="", cites=cited),
        Difference(attribute="culture", outcome="answered", groups=(("near_sea", 2, 2),), effect=None,
                   p_value=None, p_least=None, why="one kind", cites=cited),
    )  # fmt: skip
    rivals = (
        Rivals(a="culture", b="parent", actors=2, inseparable=True),
        Rivals(a="size", b="parent", actors=0, inseparable=False),
    )
    found = section_of(replace(measured, differences=rows, rivals=rivals), words, "differences")
    assert list(lines(found))[1:] == [
        "# Tested",
        "Camp: | answered the event: bloc 0 of 2, others 3 of 7; difference −43 points (−77 to +40), "
        "p = 0.50; cannot tell. | with so few even the sharpest contrast gives p = 0.08",
        "# Not to be tested",
        "Political culture: | told of near sea (2) and of no other kind beside what they did, so that "
        "nothing can be compared.",
        "# Rivals side by side",
        "[Two explanations can be held apart only by parties of which both are told; how many there are: "
        "Political culture and Camp (2).]",
        "[Other pairs of explanations that meet in no party at all: 1.]",
        "[These always go together in the record, so that neither can be preferred: Political culture and "
        "Camp (2).]",
    ]


def test_deeds_against_the_plan_and_readings_that_differ_are_counted(measured, words):
    deed = replace(measured.deeds[0], id="kept", type="keep", recipient="party")
    view = replace(
        measured,
        deeds=(*measured.deeds, deed),
        citations={**measured.citations, ("deeds", "kept"): measured.citations["deeds", "odd"]},
        personnel=Personnel(fits=(("against the plan", ("kept",)),)),
    )
    told_of = list(lines(section_of(view, words, "personnel")))
    assert told_of[:2] == ["# Against the plan", "1 against the plan: A Party."]
    remark = Remark(words, "disagreed", {"count": 42, "apart": 6, "taking": 18})
    assert "42 statements" in remark.text
    assert Disagreed(statements=42, apart=6, taking=18).apart == 6


def test_a_map_of_distances_reads_on_a_telephone_too():
    rows = [
        Placed(label="A Party on “The man”", when="June 1956", distance=2.2, low=0.8, high=3.6),
        Placed(label="Another", when="June 1956", distance=-0.4, low=-1.5, high=0.7),
    ]
    wide = standings(rows, ["key"], "The Centre", "Map")
    assert wide == standings(rows, ["key"], "The Centre", "Map")
    for svg in (wide, standings(rows, ["key"], "The Centre", "Map", NARROW_PX)):
        still(svg, "Map")
        assert svg.count("June 1956") == 1


def test_days_of_a_span_end_with_its_end():
    days = days_of(date(1956, 2, 1), date(1956, 10, 25), 16)
    assert days[-1] == date(1956, 10, 25)
    assert days[0] >= date(1956, 2, 1)
    assert 14 <= len(days) <= 17
    assert days_of(date(1956, 2, 1), date(1956, 2, 1), 16) == [date(1956, 2, 1)]


def test_the_shipped_brief_has_every_section_and_only_still_figures(held_case):
    words = phrases()
    brief = compose(case_view(held_case.file, words, None), words)
    titles = [section.title for section in brief.sections]
    assert [title for title in titles if title in _SECTIONS] == list(_SECTIONS)
    figures = [
        block for section in brief.sections for block in section.blocks if isinstance(block, FigureBlock)
    ]
    assert len(figures) == 12 + 10, "ten questions"
    for figure in figures:
        assert figure.citations
        for svg in filter(None, (figure.svg, figure.narrow_svg)):
            still(svg, figure.title)
    told_of = [
        sentence
        for section in brief.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
        for sentence in block.sentences
        if section.title in _SECTIONS and not isinstance(sentence, Remark)
    ]
    assert all(sentence.citations for sentence in told_of)
    page = html_page(brief, words)
    assert page == html_page(brief, words)
