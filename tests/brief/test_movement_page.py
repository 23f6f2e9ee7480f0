"""The page of a simulation: limits first, differences with their ranges, and no likelihood without one."""

import re
from functools import cache

import pytest

from linewatch import desk
from linewatch.brief.movement_page_blocks import Drawing, html_page, markdown_page
from linewatch.brief.movement_page_run import run_chapters, run_title
from linewatch.brief.phrases import Phrases
from linewatch.desk.common.wording import lexicon
from linewatch.desk.mapping.run_page import write_movement
from linewatch.desk.mapping.run_values import simulated
from linewatch.desk.mapping.wording import wording
from linewatch.desk.texts.estimating import lint_text
from linewatch.errors import BadValue
from tests.brief.movement_runs import found


@cache
def page(against=True, runs=20, with_bare=False):
    say, value = wording(), simulated(found(against, runs), "A case", found() if with_bare else None)
    return html_page(*run_title(value, say), run_chapters(value, say), "UNCLASSIFIED", say)


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", "", html, flags=re.S)).split())


def test_the_limits_stand_before_all_else():
    told = words(page())
    assert told.index("What this cannot say") < told.index("What was asked") < told.index("What came out")
    assert told.index("It cannot say why. (M7)") < told.index("Members who speak")


def test_a_difference_is_told_with_its_range_and_whether_it_holds_nought():
    told = words(page())
    assert "In the whole movement on 6 April 1956 the difference is +3.3 (−1.7 to +8.3)." in told
    assert "The range holds nought: these runs do not tell which way it goes." in told
    assert (
        "In one party of 3 the range leaves nought out: The North's party +16.5 (+13.5 to +19.5)"
        in told.replace("&#x27;", "'")
    )
    assert "Members who have left alone. In the whole movement it is the same on 6 April 1956" in told


def test_what_the_scenario_changes_is_told():
    assert "the debate called off. never, instead of 30 March 1956, strength 0.6" in words(page())


def test_patterns_widths_thinning_seed_and_hash_are_told():
    told = words(page())
    assert "Of 2 patterns 1 can be held against the model; at least half of the runs meet 1 of these." in told
    assert "cannot be held against it: No variable." in told
    assert "10.00 1.25 12" in told
    assert "Others, a block of 9, one stands for 100 (50 kept)" in told
    assert "Seed 1956, 20 runs of each; state 0123456789abcdef." in told
    assert 'role="doc-footnote"' in page()
    assert "Not verified: no copy is held." in told


def test_without_a_run_with_all_assumed_off_it_says_how_to_make_one():
    assert "--no-assumed" in words(page())
    both = words(page(with_bare=True))
    assert "whole movement, assumed off" in both
    assert "These runs were not made" not in both


def test_a_single_run_shows_values_and_no_range():
    told = words(page(against=False, runs=1))
    assert "One run shows no range" in told
    assert "North's party 33.0" in told.replace("&#x27;", "'")
    assert " to " not in told[told.index("Members who speak.") : told.index("Members who criticise")]


def test_what_a_case_calls_a_party_is_escaped():
    assert "<b>South" not in page()
    assert "&lt;b&gt;South" in page()


def test_the_page_says_no_likelihood_without_its_range():
    value = simulated(found(), "A case")
    told = markdown_page(*run_title(value, wording()), run_chapters(value, wording())[1:7], wording())
    assert [row["phrase"] for row in lint_text(told)] == []


def test_no_phrase_of_the_table_says_a_likelihood_without_its_range():
    table = Phrases.of(lexicon("movement_page.en")).table
    assert len(table) > 200
    assert [(key, row["phrase"]) for key, phrase in table.items() for row in lint_text(phrase)] == []


def test_files_are_written_by_their_ending(tmp_path):
    with desk.init(tmp_path / "case", "A case") as case:
        _written(case, tmp_path)


def _written(case, tmp_path):
    assert write_movement(case.file, found(), tmp_path / "run.html")["files"] == [str(tmp_path / "run.html")]
    files = write_movement(case.file, found(), tmp_path / "run.svg")["files"]
    assert len(files) == 4
    with pytest.raises(BadValue, match=r"cannot be written to 'run\.txt'"):
        write_movement(case.file, found(), tmp_path / "run.txt")


def test_a_figure_that_is_more_than_a_picture_is_refused():
    with pytest.raises(BadValue):
        Drawing("<svg onload='x()'></svg>", "", "A figure", "")
