from dataclasses import replace

import pytest

from linewatch.brief.compose import compose
from linewatch.brief.outline import Entries, FigureBlock, Section
from linewatch.errors import BrokenCitation, Uncited


def outline(section, depth=0):
    """Return the titles of a section and those under it, and the rows between them."""
    yield "  " * depth + section.title
    for block in section.blocks:
        if isinstance(block, Section):
            yield from outline(block, depth + 1)
        elif isinstance(block, Entries):
            for row in block.rows:
                yield "  " * (depth + 1) + f"{row.when} | {row.who} | {row.what.text} | {row.how_sure}"


def test_the_brief_of_a_small_case_reads_as_expected(case, words):
    brief = compose(case, words)
    assert [line for section in brief.sections for line in outline(section)] == [
        "What was planned and what happened",
        "  By date",
        "    February 1956 or later | The Centre | A slow tempo (planned). | ",
        "    25 February 1956 | The Centre | The speech. | ",
        "    no date in the documents |  | The release. | ",
        "    date not known | A Party | A visit. | ",
        "Who said what",
        "  The whole",
        "    The man",
        "      25 February 1956 | The Centre | The centre keeps the man (position: fully “kept”). | certain",
        "      June 1956 | A Party | Criticises The Centre "
        "(position: towards “condemned”; in secret). | likely",
        "Who had which text, and through what",
        "  The speech",
        "    Before it was published",
        "      March 1956 | A Party | Had part of the text (through a guest). | ",
        "    After it was published",
        "      5 June 1956 | A Party | Had the whole text. | ",
        "    Before or after cannot be told",
        "      date not known | The Centre | Had it, how much is not known. | ",
        "Deeds",
        "  Rebukes, approvals and orders",
        "    30 June 1956 | The Centre | Rebuke (towards A Party). | ",
        "  Other deeds",
        "    date not known | The Centre | They sing. | ",
        "What the analysts concluded",
        "  date not known | A Party | It will last. | doubtful",
    ]


def test_a_date_from_outside_stands_apart_with_its_source(case, words):
    rows = compose(case, words).sections[0].sections[0].blocks[0].rows
    outside = [(row.outside.when, row.outside.source) for row in rows if row.outside]
    assert outside == [("4 June 1956", "a newspaper")]


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
    assert [(source.title, source.date) for source in brief.sources] == [
        ("A Paper on the Line", "25 October 1956"),
        ("A Paper on the Line", "25 October 1956"),
    ]


def test_a_reporter_of_most_statements_is_named_once(case, words):
    statements = tuple(replace(row, reported_by="party") for row in case.statements)
    said = compose(replace(case, statements=statements), words).sections[1]
    assert said.blocks[0].sentences[0].text.startswith("Statements are as reported by A Party")
    assert not any("as reported" in line for line in outline(said))
