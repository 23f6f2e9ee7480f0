"""The brief is held to its own rule: no likelihood without its range, and none beside a confidence."""

import re
from dataclasses import replace

import pytest

from linewatch.brief.compose import compose
from linewatch.brief.outline import FigureBlock, Paragraph, Remark, Section
from linewatch.brief.phrases import Phrases
from linewatch.brief.positions import positions_section
from linewatch.brief.ranges import likely
from linewatch.brief.weighed import weighed_section
from linewatch.desk.briefing import case_view
from linewatch.desk.common.wording import lexicon, phrases
from linewatch.desk.texts.estimating import lint_text
from linewatch.desk.weighing.weighed_page import drawn


def without_its_words(view):
    """Return a case with plain words in place of what its documents, coders and analysts say."""
    return replace(
        view,
        title="A case", caveat="",
        issues=tuple(
            replace(row, name=f"Issue {at}", minus="one end", plus="the other end")
            for at, row in enumerate(view.issues)
        ),
        events=tuple(
            replace(row, name=f"Event {at}", date_ground=None, outside_source=row.outside_source and "a paper")
            for at, row in enumerate(view.events)
        ),
        statements=tuple(replace(row, summary=None, said_on_ground=None) for row in view.statements),
        deeds=tuple(replace(row, summary=None, date_ground=None) for row in view.deeds),
        access=tuple(replace(row, summary=None, date_ground=None, channel=row.channel and "a way")
                     for row in view.access),
        weighed=tuple(weighed_without_words(found, at) for at, found in enumerate(view.weighed)),
    )  # fmt: skip


def weighed_without_words(found, at):
    """Return a question with plain words in place of what analysts call it, its explanations and its evidence."""
    explanations = tuple(replace(row, name=f"Explanation {n}") for n, row in enumerate(found.explanations))
    named = replace(
        found, name=f"Question {at}", limits=found.limits and "What was meant", explanations=explanations
    )
    return replace(
        named,
        pieces=tuple(replace(row, name=f"Item {n}") for n, row in enumerate(found.pieces)),
        own_words=tuple(replace(row, said="The paper has it") for row in found.own_words),
        figure=drawn(named),
    )


def said(blocks):
    """Yield what is printed, a sentence with its lead-in and what stands beside it at a time."""
    for block in blocks:
        if isinstance(block, Section):
            yield block.title
            yield from said(block.blocks)
        elif isinstance(block, Paragraph):
            yield block.head
            for one in block.sentences:
                aside = () if isinstance(one, Remark) else (one.when, one.who, one.mark, one.ground)
                yield " ".join(part for part in (*aside[:2], one.text, *aside[2:]) if part)
        elif isinstance(block, FigureBlock):
            yield from (block.title, block.description)
            yield from re.findall(r">([^<>]*\w[^<>]*)</(?:text|tspan)", block.svg)


def faults(view, words):
    brief = compose(view, words)
    lines = [*said(brief.sections), brief.sources_title, *(one.text for one in brief.sources_remarks)]
    assert len(lines) > 400
    return [(row["phrase"], row["sentence"]) for row in lint_text("\n\n".join(lines), words.language)]


@pytest.fixture(scope="module")
def bare(held_case):
    return without_its_words(case_view(held_case.file, phrases(), None))


def test_the_shipped_brief_says_no_likelihood_without_its_range(bare):
    assert faults(bare, phrases()) == []


def test_its_chances_are_told_in_words_of_a_named_scale(bare):
    words = phrases()
    blocks = positions_section(bare, words).blocks
    told = "\n".join(said(blocks))
    assert re.search(r"chance of a break \d+\s%, in words .* \(\d+ to \d+ %\)", told)
    assert "phrase of ICD 203" in told
    plain = "\n".join(said(positions_section(bare, replace(words, scale=None)).blocks))
    assert "%, in words" not in plain
    assert "ICD 203" not in plain


def test_what_cannot_be_answered_stands_before_any_number(bare):
    section = weighed_section(bare, phrases())
    asked = {found.name: found for found in bare.weighed}
    told = [block for block in section.blocks if isinstance(block, Paragraph) and block.head in asked]
    assert len(told) == len(asked)
    assert [block.sentences[0].text for block in told] == [
        "What the record cannot answer: What was meant."
    ] * len(told)


def test_no_motive_is_held_to_be_very_likely(bare):
    """Where the data cannot answer, no range of an explanation lies above 80 % as a whole."""
    (motives,) = (found for found in bare.weighed if found.id == "why_speech")
    ranges = [one.ends for one in motives.explanations if one.ends and not one.rest]
    assert len(ranges) >= 3
    assert all(ends.low <= 0.8 for ends in ranges)


# Each breaks the rule, with what the linter must find.
BROKEN = (
    ("certainty.likely", "likely", "likely"),
    ("judged_how.doubtful", "Held possible", "possible"),
    ("remark.poles", "From “{minus}” to “{plus}”; others may stand beyond.", "may"),
    ("remark.null", "Another split cannot be ruled out.", "cannot be ruled out"),
    ("measured.in_words", "{chance}, likely", "likely"),
    ("remark.single.other", "Of {all}, {count} are likely (55 to 80 %), and we hold so with high confidence.",
         "with high confidence"),
)  # fmt: skip


def test_phrases_that_break_the_rule_are_found_in_the_brief(bare):
    words = phrases()
    broken = {key: phrase for key, phrase, _ in BROKEN}
    assert broken.keys() <= words.table.keys()
    found = faults(bare, replace(words, table={**words.table, **broken}))
    assert {fault for _, _, fault in BROKEN} <= {phrase for phrase, _ in found}
    assert any("others may stand beyond" in sentence for _, sentence in found)


@pytest.mark.parametrize("name", ["brief.en", "network.en", "personnel.en", "weighing_page.en"])
def test_no_phrase_of_a_table_says_a_likelihood_without_its_range(name):
    """Those that the shipped case does not use among them."""
    table = Phrases.of({"language": "en"} | lexicon(name)).table
    assert table
    assert [(key, row["phrase"]) for key, phrase in table.items() for row in lint_text(phrase)] == []


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.65, "65 %, in words likely (55 to 80 %)"),
        (0.5, "50 %, in words roughly even chance (45 to 55 %)"),
        (0.93, "93 %, in words very likely (80 to 95 %)"),
        (0.992, "99 %"),
        (0.998, "over 99 %"),
        (0.0, "under 1 %"),
    ],
)
def test_a_chance_is_told_with_its_range_where_words_hold_it(share, told):
    words = phrases()
    assert likely(share, words).replace("\u00a0", " ") == told
    assert lint_text(f"The chance of a break is {likely(share, words)}.") == []
    assert likely(share, replace(words, scale=None)) == told.split(",")[0].replace(" %", "\u00a0%")
