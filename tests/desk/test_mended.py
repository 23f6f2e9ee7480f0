"""Words that reading mended are shown as the page prints them, and can be cited either way."""

import pytest

from linewatch.errors import BadValue

TEXT = """MEMORANDUM FOR: The Director

1. The committee ordered the rapid diesemination of the decree, and the com-
mittee met in tbe evening to read it. The government of the country has told the people that they should wait.
It was the first time that the government had said this to the people of the country, who were not ready for it.
"""


@pytest.fixture
def memo(case, tmp_path):
    (tmp_path / "memo.txt").write_text(TEXT)
    case.add(tmp_path / "memo.txt")
    return case


def test_the_marks_say_what_the_page_prints(memo):
    passage = memo.passages("memo")[1]
    assert ("dissemination", "diesemination") in [(m["text"], m["printed"]) for m in passage["mended"]]
    assert "diesemination" in passage["raw"]


@pytest.mark.parametrize("words", ["rapid dissemination", "rapid diesemination"])
def test_words_are_cited_as_read_or_as_printed(memo, words):
    found = memo.cite("memo:2", words)
    assert (found["exact"], found["printed"]) == ("rapid dissemination", "rapid diesemination")
    assert TEXT[found["start"] : found["end"]] == "rapid diesemination"


def test_words_that_were_not_mended_say_nothing_of_print(memo):
    assert memo.cite("memo:2", "that they should wait")["printed"] is None


def test_a_wrong_guess_is_let_go_of(memo):
    assert memo.document("memo")["kind"] == "memorandum"
    (row,) = memo.correct_all(["memo"], clear=["kind"])
    assert row["kind"] is None
    assert memo.document("memo")["kind"] is None
    with pytest.raises(BadValue, match="Nothing is given as title"):
        memo.correct("memo", title=" ")


def test_an_indicator_that_cannot_be_looked_for_is_refused(case):
    with pytest.raises(BadValue):
        case.enter("indicators", {"id": "x", "look_for": "NEAR/8 peace"})
