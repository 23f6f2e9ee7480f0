"""Rival explanations in the brief: limits before numbers, ranges in the sentences, pages behind each."""

from dataclasses import replace

import pytest

from linewatch.brief.compose import compose
from linewatch.brief.html import html_page
from linewatch.brief.markdown import markdown_text
from linewatch.brief.outline import FigureBlock, Paragraph, Remark
from linewatch.brief.weighed import weighed_section
from linewatch.brief.weighed_values import Weighed
from linewatch.desk.common.wording import phrases
from linewatch.desk.texts.estimating import lint_text
from linewatch.desk.weighing.weighed_page import drawn, views
from linewatch.desk.weighing.weighed_values import weighed_of
from tests.brief.weighed import LIMITS, found

WORDS = phrases()


@pytest.fixture(scope="module")
def asked() -> Weighed:
    weighed = weighed_of(found())
    return replace(weighed, figure=drawn(weighed))


def told(section):
    """Return what a section tells, a remark in brackets, a figure by its caption."""
    for block in section.blocks:
        if isinstance(block, FigureBlock):
            yield f"<{block.title}>"
            continue
        assert isinstance(block, Paragraph)
        for one in block.sentences:
            text = one.text.replace("\xa0", " ")
            yield f"[{text}]" if isinstance(one, Remark) else f"{one.who} {text}".strip()


def test_each_question_is_told_in_a_paragraph_its_limits_before_any_number(case, asked):
    section = weighed_section(replace(case, weighed=(asked,)), WORDS)
    assert section.title == "Rival explanations"
    general, *lines = told(section)
    assert general.startswith("[Explanations are set against the evidence")
    assert "ICD 203" in general
    assert "10,000 draws" in general
    assert lines == [
        f"What the record cannot answer: {LIMITS}",
        "The order is not settled: “It was planned” stands first in 75 % of the draws, “It came about by chance” in "
        "25 %.",
        "It was planned: likely (55 to 80 %; here 56 to 79 %), 68 % on average; first in 75 % of the draws; 33 % "
        "before the evidence.",
        "It came about by chance: from very unlikely to unlikely (5 to 45 %; here 12 to 44 %), 30 % on average; first "
        "in 25 % of the draws; 33 % before the evidence.",
        "[It rests on 4 items (arguments or assumptions: 1; looked for and not found: 1; not yet looked for: 1).]",
        "[One thing in the matrix is to be mended; `linewatch weigh leak` says which.]",
        "<Was the leak planned? How far each explanation holds>",
        "[Read as estimates are read, on a scale of their own time; words without odds are compared with nothing.]",
        'It was planned: The paper: "far-fetched" (M14). Read as a likelihood without a range. Weighed: likely (55 to '
        "80 %; here 56 to 79 %).",
    ]
    assert lint_text("\n\n".join(lines)) == []


def test_every_sentence_leads_to_a_page_and_no_page_stands_twice_behind_one(case, asked):
    section = weighed_section(replace(case, weighed=(asked,)), WORDS)
    for block in section.blocks:
        for one in getattr(block, "sentences", ()):
            if not isinstance(one, Remark):
                places = [(cited.document, cited.page) for cited in one.citations]
                assert 1 <= len(places) == len(set(places)) <= 2


def test_the_brief_has_the_section_as_html_and_as_markdown(case, asked):
    brief = compose(replace(case, weighed=(asked,)), WORDS)
    page = html_page(brief, WORDS)
    assert "Rival explanations" in page
    assert "How far each explanation holds" in page
    assert LIMITS in markdown_text(brief, WORDS)
    assert weighed_section(case, WORDS) is None


def test_a_settled_order_is_told_as_one(case, asked):
    first, second, rest = asked.explanations
    sure = replace(
        asked, explanations=(replace(first, first=0.02), replace(second, first=0.98), rest), turns=()
    )
    lines = list(told(weighed_section(replace(case, weighed=(sure,)), WORDS)))
    assert (
        "“It was planned” stands first in 98 % of the draws, ahead of “It came about by chance” by 38 points."
        in lines
    )


def test_a_question_without_a_page_is_named_and_left_out(case):
    bare = Weighed(id="leak", name="Was it planned? " * 9)
    lines = list(told(weighed_section(replace(case, weighed=(bare,)), WORDS)))
    assert lines == ["[Left out, because no page is cited for it: leak.]"]


def test_a_case_without_questions_weighs_nothing(tmp_path):
    from linewatch import desk  # noqa: PLC0415 - beside its one use

    with desk.init(tmp_path / "case", "A case") as one:
        assert views(one.file) == ()
