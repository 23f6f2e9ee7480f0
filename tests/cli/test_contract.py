"""The outside contract: JSON keys on which other programs rely."""

import json

import pytest
from click.testing import CliRunner

from linewatch.cli import cli
from tests.conftest import SHIPPED

DOCUMENT = {"id", "key", "number", "title", "date", "issuer", "kind", "form", "language", "marking", "pages", "words",
            "passages", "held", "file"}  # fmt: skip
PASSAGE = {"n", "page", "section", "kind", "text", "raw", "note_of", "locators", "marks"}
CITATION = {"document", "n", "page", "locator", "exact", "prefix", "suffix", "verified", "csl"}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A function that runs a verb with --json on a small case and returns its value."""
    base = tmp_path_factory.mktemp("contract")
    (base / "note.txt").write_text("They asked for more.\n\nAnd again.")
    folder = str(base / "case")

    def value(*args):
        result = CliRunner().invoke(cli, ["--case", folder, *map(str, args), "--json"])
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    CliRunner().invoke(cli, ["init", folder, "--title", "T"])
    value("import", SHIPPED)
    added = value("add", base / "note.txt", base / "none.txt")
    assert added.keys() >= {"documents", "passages", "already", "failed"}
    assert added["failed"][0].keys() == {"file", "reason"}
    return value


def test_documents(told):
    rows = told("documents")
    assert all(row.keys() >= DOCUMENT for row in rows)
    by_id = {row["id"]: row for row in rows}
    assert (by_id["note"]["held"], by_id["note"]["file"], by_id["note"]["words"]) == (True, "note.txt", 6)
    assert (by_id["memorandum"]["held"], by_id["memorandum"]["date"]) == (False, "1956-10-25")


def test_passages(told):
    rows = told("passages", "note")
    assert all(row.keys() >= PASSAGE for row in rows)
    assert [(row["n"], row["text"], row["locators"]) for row in rows] == [
        (1, "They asked for more.", ["1"]),
        (2, "And again.", ["2"]),
    ]


def test_search(told):
    found = told("search", "asked")
    assert found.keys() >= {"hits", "by_year", "by_issuer"}
    assert found["hits"][0].keys() >= {"document", "n", "page", "date", "score", "snippet"}
    assert "[asked]" in found["hits"][0]["snippet"]


def test_cite(told):
    found = told("cite", "note:1", "--words", "asked  for")
    assert found.keys() >= CITATION
    assert (found["exact"], found["prefix"], found["suffix"], found["verified"]) == (
        "asked for",
        "They ",
        " more.",
        True,
    )
    assert found["csl"]["id"] == "note"


@pytest.mark.parametrize("table", ["statements", "actors", "issues", "events", "deeds", "access"])
def test_rows_come_with_their_citations(told, table):
    rows = told(table)
    assert rows
    assert all(citation.keys() >= CITATION for row in rows for citation in row["citations"])


def test_check_and_export(told, tmp_path):
    found = told("check")
    assert found.keys() >= {"ok", "verified", "unverified", "broken", "problems"}
    assert (found["ok"], found["verified"], found["broken"]) == (True, 0, 0)
    assert told("export", tmp_path / "out")["statements"] == len(told("statements"))


def test_entering_gives_the_row(told):
    told("actor", "--id", "me", "--name", "Me")
    row = told(
        "state",
        "--actor",
        "me",
        "--act",
        "asks",
        "--said-on",
        "1956-03~",
        "--cite",
        "note:1",
        "--words",
        "asked",
    )
    assert (row["actor"], row["said_on"]) == ("me", "1956-03~")
    assert row["citations"][0]["verified"]
    assert told("deed", "--actor", "me", "--type", "visit", "--cite", "note:2")["type"] == "visit"
    assert told("grant", "--actor", "me", "--text", "memorandum", "--cite", "note:2")["text"] == "memorandum"


def test_a_brief_has_a_note_for_each_citation(told, tmp_path):
    done = told("brief", tmp_path / "brief.html")
    page = (tmp_path / "brief.html").read_text("utf-8")
    assert page.count('role="doc-footnote"') == done["notes"] > 300
    assert "<svg" in page
    assert "<script" not in page


def test_the_same_question_has_the_same_answer(told, tmp_path):
    for name in ("one.html", "two.html"):
        told("brief", tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert told("statements") == told("statements")
