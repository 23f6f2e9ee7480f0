"""A citation or nothing."""

import pytest

from linewatch.errors import BadValue, Uncited
from linewatch.kinds.citations import Citation
from linewatch.kinds.csl import csl_item
from linewatch.kinds.findings import Finding


def test_a_citation_quotes_a_dozen_words_at_most():
    Citation("m", locator="1", exact="one two three four five six seven eight nine ten eleven twelve")
    with pytest.raises(BadValue, match="13 words"):
        Citation(
            "m", locator="1", exact="one two three four five six seven eight nine ten eleven twelve thirteen"
        )


def test_a_finding_without_a_citation_cannot_be_made():
    with pytest.raises(Uncited):
        Finding("tempo", "1", "{}", "hash", "[]", ())


def test_the_same_question_has_the_same_key_and_another_version_another():
    cited = (Citation("m", locator="1"),)
    one = Finding("tempo", "1", "{}", "hash", "[]", cited)
    assert one.key == Finding("tempo", "1", "{}", "hash", "[1]", cited).key
    assert one.key != Finding("tempo", "2", "{}", "hash", "[]", cited).key


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("1956-04-09", {"date-parts": [[1956, 4, 9]]}),
        ("1956-04~", {"date-parts": [[1956, 4]], "circa": True}),
        ("1956-03-14/1956-03-17", {"date-parts": [[1956, 3, 14], [1956, 3, 17]]}),
        ("1956-03/1956-05", {"date-parts": [[1956, 3], [1956, 5]]}),
        ("1956", {"date-parts": [[1956]]}),
        ("1956-XX", {"date-parts": [[1956]]}),
        ("../1956-06-04", {}),
        ("1955/..", {}),
        ("195X", {}),
        ("1956-21", {}),
    ],
)
def test_csl_dates_say_no_more_than_ours(date, issued):
    assert csl_item({"key": "m", "id": "m", "date": date})["issued"] == {"raw": date, **issued}


def test_what_a_person_entered_as_csl_stands_first():
    item = csl_item(
        {"key": "m", "id": "x", "title": "A title", "kind": "letter", "csl_said": '{"title":"Another"}'}
    )
    assert (item["id"], item["title"], item["type"]) == ("m", "Another", "personal_communication")
