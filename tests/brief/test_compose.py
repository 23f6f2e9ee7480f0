from dataclasses import replace

import pytest

from linewatch.brief.case_view import Coverage, Reliability
from linewatch.brief.compose import compose
from linewatch.brief.lead import led
from linewatch.brief.outline import FigureBlock, OutsideDate, Paragraph, Remark, Section, Sentence
from linewatch.errors import BrokenCitation, Uncited
from linewatch.kinds.said import Actor, Deed, Issue, Statement
from linewatch.measures.tempo import Rows, tempo


def outline(section, depth=0):
    """Return the titles of a section and those under it, and what is told between them."""
    yield "  " * depth + section.title
    for block in section.blocks:
        if isinstance(block, Section):
            yield from outline(block, depth + 1)
        elif isinstance(block, Paragraph):
            if block.head:
                yield "  " * (depth + 1) + block.head
            yield from ("  " * (depth + 1) + told(sentence) for sentence in block.sentences)


def told(sentence):
    if isinstance(sentence, Remark):
        return f"[{sentence.text}]"
    return " | ".join(part for part in (sentence.when, sentence.who, sentence.text, sentence.mark) if part)


def test_the_brief_of_a_small_case_reads_as_expected(case, words):
    brief = compose(case, words)
    assert [line for section in brief.sections for line in outline(section)] == [
        "What was planned and what happened",
        "  Planned",
        "  February 1956 or later | A slow tempo.",
        "  February 1956",
        "  25 February | The speech.",
        "  June 1956",
        "  The release.",
        "  Undated",
        "  A visit.",
        "Who said what",
        f"  [{words.get('remark.said')}]",
        "  The whole",
        "    The man",
        "    [From −2, “kept”, to +2, “condemned”.]",
        "    25 February 1956 | The centre | keeps the man. | −2",
        "    June 1956 | A Party: | Criticises The Centre. | +1, with reserve",
        "  [No statement is on record on The quiet issue. Silence is not agreement.]",
        "Who knew before publication, and through what",
        "  The speech, before it was published",
        "  March 1956 | A Party: | Part of the text. | by way of a guest",
        "  The speech, after it was published",
        "  5 June 1956 | A Party: | Whole text.",
        "  The speech, at a date that is not on record",
        "  Undated | The Centre: | How much is not known.",
        "Other deeds",
        "  Rebukes, approvals and orders",
        "  30 June 1956 | The Centre: | Rebuke (towards A Party).",
        "  Besides",
        "  Undated | The Centre: | They sing.",
        "What the analysts concluded, and how surely",
        "  [Where nobody else is named, the judgement is that of The Staff, undated.]",
        "  On no issue of the list",
        "    Left open | It will last.",
    ]


def test_plan_and_outcome_are_told_by_audience_with_days_and_silence(case, words):
    actors = tuple(replace(row, kind=None if row.id == "staff" else "party") for row in case.actors)
    answer = Deed(id="reply", actor="party", type="reply", date="1956-03", answers="speech")
    case = replace(
        case,
        actors=(*actors, Actor(id="mute", name="A Silent Party", kind="party")),
        deeds=(*case.deeds, answer),
        citations={**case.citations, ("deeds", "reply"): case.citations["deeds", "odd"]},
    )
    rows = Rows(
        events=case.events,
        said=(*case.statements, *case.deeds),
        access=case.access,
        actors=case.actors,
        cites=case.citations,
    )
    brief = compose(replace(case, tempos=(tempo(case.events[0], rows),)), words)
    assert list(outline(brief.sections[1])) == [
        "Plan against outcome",
        "  The speech",
        "    A Party: | Planned: a slow tempo.",
        "    On record as having it: part of the text, by way of a guest, March 1956, 5 to 35 days after it.",
        "    Besides",
        "    The release, 4 June 1956, date from outside, 100 days after it.",
        "    A Party, whole text, 5 June 1956, 101 days after it.",
        f"    [{words.get('remark.no_planned_day')}]",
        "    Answers",
        "    [One is on record.]",
        "    A Party: | March 1956, 5 to 35 days after it, place 1 of 1.",
        "    [No answer is on record of: A Silent Party. Silence is not agreement.]",
    ]


def test_a_speaker_and_a_date_are_named_once_while_they_stay_the_same(case, words):
    cited = case.citations["statements", "early"]
    rows = [("party", "", Sentence(text, cited, when="March 1956")) for text in ("It asks.", "It waits.")]
    rows.append(("centre", "Resolution", Sentence("It answers.", cited, when="March 1956")))
    assert [told(sentence) for sentence in led(rows, case, words)] == [
        "March 1956 | A Party: | It asks.",
        "It waits.",
        "Resolution | The Centre: | It answers.",
    ]


def test_a_party_that_also_judges_or_reports_is_no_analyst(case, words):
    """Who does anything but judge speaks in the matter: his words stand among those of the others."""
    rows = (
        Statement(id="a", actor="party", act="demands", summary="They demand.", reported_by="centre"),
        Statement(id="b", actor="centre", act="judges", summary="It judges."),
        Statement(id="c", actor="centre", act="promises", summary="It promises."),
        Statement(id="d", actor="centre", act="demands", summary="It demands."),
    )
    cited = case.citations["statements", "early"]
    view = replace(
        case, events=(), deeds=(), access=(), statements=rows, issues=(),
        citations={("statements", row.id): cited for row in rows},
    )  # fmt: skip
    (said,) = compose(view, words).sections
    told_of = "\n".join(outline(said))
    assert "told by The Centre" in told_of
    assert "It judges." in told_of


def test_a_judgement_is_never_left_under_another_name(case, words):
    """Who judged is named again after somebody else's words."""
    ours = [
        Statement(id=f"j{at}", actor="centre", act="judges", summary=f"J{at}.", certainty="certain")
        for at in range(3)
    ]
    theirs = Statement(id="t", actor="party", act="asks", summary="T.", reported_by="centre")
    cited = case.citations["statements", "early"]
    rows = (*ours, theirs)
    view = replace(
        case, events=(), deeds=(), access=(), statements=rows, issues=(),
        citations={("statements", row.id): cited for row in rows},
    )  # fmt: skip
    said, judged = compose(view, words).sections
    assert list(outline(said))[-1] == "    Undated | A Party: | T."
    assert list(outline(judged))[2:] == [
        "  On no issue of the list",
        "    Put flatly | J0.",
        "    J1.",
        "    J2.",
    ]
    question = replace(
        view,
        issues=(Issue(id="q", name="Q", minus="no", plus="yes"),),
        statements=tuple(replace(row, issue="q", stance=1) for row in rows),
    )
    (asked,) = compose(question, words).sections
    assert list(outline(asked))[3:] == [
        "    [From −2, “no”, to +2, “yes”.]",
        "    A Party: | T. | +1",
        "    Put flatly | The Centre: | J0. | +1",
        "    J1. | +1",
        "    J2. | +1",
    ]


def test_agreement_and_coverage_are_told_and_what_is_weak_is_named(case, words):
    found = (
        Reliability(issue=None, what="stance", alpha=0.9, low=0.8, high=1.0, units=9),
        Reliability(issue=None, what="act", alpha=-0.1, low=-0.2, high=0.3, units=9),
        Reliability(issue="man", what="stance", alpha=None, low=None, high=None, units=2),
    )
    covered = (Coverage(document="paper", places=10, cited=8, empty=1),)
    trust = compose(replace(case, agreement=found, coverage=covered), words).sections[-1]
    assert [line.strip() for line in outline(trust)] == [
        "How far the coding can be trusted",
        "[Paper: of 10 places 8 are cited; 1 held no fact to code; left over: 1.]",
        f"[{words.get('remark.agreement')}]",
        "[All issues together: position 0.90 (0.80 to 1.00, 9 statements), "
        "act −0.10 (−0.20 to 0.30, 9 statements).]",
        "[Too low to rest anything on: act.]",
        "[For one more issue too few statements were coded twice to tell.]",
    ]


def test_a_date_from_outside_stands_apart_with_its_source(case, words):
    paragraphs = [block for block in compose(case, words).sections[0].blocks if isinstance(block, Paragraph)]
    outside = [row.outside for paragraph in paragraphs for row in paragraph.sentences if row.outside]
    assert outside == [OutsideDate("4 June 1956", "a newspaper")]


def test_an_outside_date_without_a_source_fails(case, words):
    events = tuple(replace(event, outside_source=None) for event in case.events)
    with pytest.raises(Uncited, match="4 June 1956"):
        compose(replace(case, events=events), words)


def test_silence_is_named(case, words):
    said = compose(case, words).sections[1]
    assert said.blocks[-1].sentences[0].text.startswith("No statement is on record on The quiet issue.")


def test_sections_without_rows_are_left_out(case, words):
    bare = replace(case, events=(), statements=case.statements[:1], deeds=(), access=())
    assert [section.title for section in compose(bare, words).sections] == ["Who said what"]


def test_a_case_without_dates_has_no_figure(case, words):
    brief = compose(replace(case, events=case.events[3:]), words)
    assert not any(isinstance(block, FigureBlock) for block in brief.sections[0].blocks)


def test_removing_the_citations_of_any_row_makes_the_brief_fail(case, words):
    bare = replace(case, events=case.events[3:])  # no figure: this is about rows
    shown = {("events", event.id) for event in bare.events} | {
        key for key in case.citations if key[0] != "events"
    }
    for key in shown:
        less = {other: cited for other, cited in case.citations.items() if other != key}
        with pytest.raises(Uncited):
            compose(replace(bare, citations=less), words)


def test_a_broken_citation_makes_the_brief_fail(case, words):
    key = ("deeds", "odd")
    broken = {**case.citations, key: (replace(case.citations[key][0], standing="broken", why="gone"),)}
    with pytest.raises(BrokenCitation, match="gone"):
        compose(replace(case, citations=broken), words)


def test_issues_in_a_ring_do_not_swallow_statements(case, words):
    ring = tuple(replace(issue, parent="man" if issue.id == "tree" else "tree") for issue in case.issues)
    said = compose(replace(case, issues=ring), words).sections[1]
    assert len(said.citations) == 3


def test_sources_count_the_notes_of_the_brief(case, words):
    brief = compose(case, words)
    assert sum(source.verified + source.unverified for source in brief.sources) == len(brief.citations)
    assert [(source.title, source.place) for source in brief.sources] == [
        ("A Paper on the Line", "25 October 1956"),
        ("A Paper on the Line", "25 October 1956"),
    ]
