"""Adding tells what the new documents change for the case."""

import random

import pytest
from click.testing import CliRunner

from linewatch.cli.main import cli


@pytest.fixture
def watched(case):
    case.enter("actors", {"id": "guild", "name": "The pilots' guild"})
    case.enter("issues", {"id": "tolls", "name": "The tolls"})
    case.enter("indicators", {"id": "strike", "look_for": "strik* OR walkout", "issue": "tolls"})
    return case


def add(case, tmp_path, name, text, **given):
    (tmp_path / name).write_text(text)
    return case.add(tmp_path / name, **given)["news"]


def test_an_indicator_is_met_by_a_new_document_once(watched, tmp_path):
    news = add(watched, tmp_path, "a.txt", "Nothing of note.\n\nThe pilots' guild is striking.")
    assert news["indicators"] == [
        {"id": "strike", "look_for": "strik* OR walkout", "issue": "tolls", "evidence": None, "note": None,
         "passages": 1, "places": ["a:2"], "bears_on": None}
    ]  # fmt: skip
    assert [(row["id"], row["places"]) for row in news["named"]] == [("guild", ["a:2"])]
    assert [row["id"] for row in news["issues"]] == ["tolls"]
    later = add(watched, tmp_path, "b.txt", "All is quiet.")
    assert (later["indicators"], later["named"]) == ([], [])
    assert watched.indicators()[0]["places"] == ["a:2"]


def test_an_indicator_never_met_is_listed_with_no_place(watched):
    assert [(row["id"], row["passages"], row["places"]) for row in watched.indicators()] == [
        ("strike", 0, [])
    ]


def test_new_issuers_and_checked_citations_are_told(case, tmp_path):
    (tmp_path / "letter.txt").write_text("Lower the tolls.")
    news = add(case, tmp_path, "letter.txt", "Lower the tolls.", issuer="Guild", key="letter")
    assert news["new_actors"] == ["Guild"]
    assert news["checked"] == [{"key": "letter", "document": "letter", "verified": 0, "broken": 0}]
    case.enter("events", {"id": "e", "name": "A demand"}, ["letter:1"], ["Lower the tolls"])
    case.remove("letter")
    news = case.add(tmp_path / "letter.txt")["news"]
    assert news["checked"] == [{"key": "letter", "document": "letter", "verified": 1, "broken": 0}]


def test_the_news_are_told_in_words(watched, tmp_path):
    (tmp_path / "a.txt").write_text("The pilots' guild is striking.")
    result = CliRunner().invoke(cli, ["--case", str(watched.folder), "add", str(tmp_path / "a.txt")])
    assert "Actors named: guild 1 (a:1)." in result.output
    assert "Indicators met: strike 1 (a:1)." in result.output


def test_another_copy_of_a_paper_is_told(case, tmp_path):
    rng = random.Random(1)
    words = ["".join(rng.choices("abdegiklmnoprstu", k=rng.randint(3, 9))) for _ in range(300)]
    assert add(case, tmp_path, "a.txt", " ".join(words))["papers"] == []
    words[40:50] = ["________"]
    news = add(case, tmp_path, "b.txt", " ".join(words))
    assert [row["documents"] for row in news["papers"]] == [["a", "b"]]
    assert news["stale"] == []


def test_a_short_name_in_capitals_is_no_word(watched, tmp_path):
    watched.enter("actors", {"id": "CAN", "name": "CAN"})
    news = add(watched, tmp_path, "c.txt", "We can wait.\n\nBut CAN will not.")
    assert [(row["id"], row["places"]) for row in news["named"]] == [("CAN", ["c:2"])]
