"""The rival explanations that ship: every item leads to a page, every pair is judged, motives stay open."""

from collections import Counter

import pytest

from linewatch import desk
from linewatch.desk.weighing.circles import circular
from linewatch.desk.weighing.matrices import matrix_of
from linewatch.desk.weighing.spans import scale_of
from linewatch.hypotheses.weighing import Settings, weigh
from linewatch.kinds.questions import (
    RESTS_ON,
    UNCITED,
    Evidence,
    EvidenceGroup,
    Forecast,
    Hypothesis,
    Judgement,
    Question,
)
from linewatch.kinds.said import CitationRow
from linewatch.record import said
from tests.conftest import SHIPPED

CODERS = ("first", "second")
MOTIVES = "why_speech"
# Of motives two papers of one side cannot make anybody sure.
MOST_SURE = 0.80
QUESTIONS = (
    "dissolution_talk",
    "end_of_debate",
    "independence_talk",
    "leak",
    "old_leaders",
    "party_differences",
    "shock",
    "tempo_planned",
    "togliatti",
    MOTIVES,
)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    with desk.init(tmp_path_factory.mktemp("shipped") / "case", "1956") as made:
        made.import_(SHIPPED)
        yield made.file


@pytest.fixture(scope="module")
def rows(shipped):
    kinds = (Question, Hypothesis, EvidenceGroup, Evidence, Judgement, Forecast, CitationRow)
    return {kind: said.rows(shipped.con, kind) for kind in kinds}


@pytest.fixture(scope="module")
def judged(rows):
    """The judgements, once both coders have given theirs."""
    found = rows[Judgement]
    if missing := set(CODERS) - {row.coder for row in found}:
        pytest.skip(f"judgements.csv still needs the ratings of: {', '.join(sorted(missing))}")
    return found


def test_the_questions_argued_in_the_papers_are_there_and_say_what_they_cannot_answer(rows):
    assert {row.id for row in rows[Question]} == set(QUESTIONS)
    assert not [row.id for row in rows[Question] if not (row.limits and row.scale)]


def test_every_question_has_something_else_and_no_prior_without_a_reason(rows):
    rest = Counter(row.question for row in rows[Hypothesis] if row.role == "rest")
    assert rest == dict.fromkeys(QUESTIONS, 1)
    assert not [row.id for row in rows[Hypothesis] if row.prior is not None and not row.note]


def test_every_hypothesis_shows_where_the_papers_put_it_or_says_that_they_do_not(rows):
    cited = {row.id for row in rows[CitationRow] if row.of == "hypotheses"}
    silent = [row for row in rows[Hypothesis] if row.id not in cited and row.role != "rest"]
    assert not [row.id for row in silent if "Not in the memorandum" not in (row.note or "")]
    assert not [row.id for row in rows[Hypothesis] if row.statement and row.id not in cited]


def test_every_item_leads_to_a_page_or_is_marked_as_reasoning_or_as_not_yet_looked_for(rows):
    cited = {(row.of, row.id) for row in rows[CitationRow]}
    loose = [
        row.id
        for row in rows[Evidence]
        if ("evidence", row.id) not in cited and (RESTS_ON.get(row.kind), row.rests_on) not in cited
    ]
    marked = {row.id for row in rows[Evidence] if row.kind in UNCITED or row.state == "open"}
    assert set(loose) <= marked


def test_no_item_rests_on_the_hypothesis_it_is_evidence_for_and_none_counts_twice(shipped):
    assert not [found for question in QUESTIONS for found in circular(shipped, question)]


def test_what_was_looked_for_says_how_likely_it_would_have_been_seen(rows):
    unseen = [row for row in rows[Evidence] if row.state in ("absent", "open")]
    assert not [row.id for row in unseen if row.seen_low is None or row.seen_high is None]
    wanted = [row for row in rows[Evidence] if row.state == "open"]
    assert not [row.id for row in wanted if not (row.look_for and row.cost)]
    assert {row.question for row in wanted} == set(QUESTIONS)


def test_items_of_one_source_stand_in_one_group_so_that_how_they_hang_together_is_said(rows):
    groups = {}
    for row in rows[Evidence]:
        if row.state != "open" and row.source:
            groups.setdefault((row.question, row.source), []).append(row.group)
    alone = [place for place, named in groups.items() if len(named) > 1 and set(named) == {None}]
    assert not alone


def test_the_words_of_the_questions_stand_on_their_pages(held_case):
    found = held_case.check()
    assert (found["ok"], found["unverified"], found["broken"]) == (True, 0, 0)


def test_a_forecast_that_came_true_or_not_says_how_that_is_known(rows):
    told = [row for row in rows[Forecast] if row.outcome]
    assert told
    assert not [row.id for row in told if not (row.resolved_on and row.note)]
    assert not [row.id for row in rows[Forecast] if not (row.made_on and row.due)]


def test_both_coders_judged_every_item_under_every_hypothesis(rows, judged):
    under = {}
    for row in rows[Hypothesis]:
        under.setdefault(row.question, []).append(row.id)
    wanted = {
        (item.id, hypothesis, coder)
        for item in rows[Evidence]
        for hypothesis in under[item.question]
        for coder in CODERS
    }
    assert {(row.evidence, row.hypothesis, row.coder) for row in judged} == wanted


def test_a_judgement_keeps_the_range_that_its_word_has_on_the_scale(shipped, rows, judged):
    assert {row.scale for row in rows[Question]} == {"icd203"}
    listed = scale_of(shipped, rows[Question][0]).listed
    ranges = {word: (term.low, term.high) for word, term in listed.items()}
    assert not [row for row in judged if row.word and (row.low, row.high) != ranges.get(row.word)]


@pytest.mark.usefixtures("judged")
def test_of_no_motive_the_case_is_sure(shipped):
    """Motives leave almost no trace of their own: a result above this would be a fault of the method."""
    standings = weigh(matrix_of(shipped, MOTIVES), Settings()).standings
    assert not [row.id for row in standings if row.low is None or row.low > MOST_SURE]


@pytest.mark.usefixtures("judged")
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_hypothesis_gets_a_figure(shipped, question):
    weighed = weigh(matrix_of(shipped, question), Settings(draws=500))
    assert not [row.id for row in weighed.standings if row.refused]
