"""Releases at the desk: found once, found anew when a document comes, told with both places."""

import json
import random

import pytest
from click.testing import CliRunner

from linewatch.cli import cli
from linewatch.errors import BadValue
from tests.conftest import SHIPPED

_MADE_UP = ["".join(random.Random(n).choices("abdefgiklmnoprstuv", k=2 + n % 8)) for n in range(3_000)]


def text(number, seed):
    return " ".join(random.Random(seed).choices(_MADE_UP, k=number))


HEAD = "The station at the old harbour was opened in the spring and its chief reports to the Deputy Director."
TOLD = (
    "The agents were met by Colonel Varga and two men of his section at the frontier in the last week of May."
)
HELD_BACK = TOLD.replace("Colonel Varga and two men of his section", "_____")


@pytest.fixture
def two(case, tmp_path):
    """A case with two releases of a paper, an enclosure's holder, and a paper of its own."""
    body = f"{HEAD}\n\n{text(120, 3)}.\n\n{{}}\n\n{text(120, 4)}."
    papers = {
        "first": body.format(HELD_BACK),
        "second": body.format(TOLD),
        "cover": f"{text(260, 5)}.\n\n{body.format(TOLD)}",
        "other": f"{text(300, 6)}.",
    }
    for name, words in papers.items():
        (tmp_path / f"{name}.txt").write_text(f"SECRET\n\n{words}\n\nSECRET\n")
    case.add(*(tmp_path / f"{name}.txt" for name in papers))
    return case


def methods(case):
    return [row[0] for row in case.file.con.execute("SELECT method FROM findings ORDER BY method")]


def test_papers_with_their_documents_and_what_they_contain(two):
    rows = {row["paper"]: row for row in two.releases()}
    assert rows["second"]["documents"] == ["second", "first"]
    assert rows["second"]["likeness"]["second"] == 1.0
    assert rows["second"]["likeness"]["first"] > 0.95
    assert rows["cover"]["contains"] == ["first", "second"]
    assert "other" not in rows


def test_what_one_release_tells_is_cited_at_both_places(two):
    (row,) = two.releases("first")
    assert row["contained_in"] == ["cover"]
    (told,) = row["tells"]
    passages = {document: two.passages(document) for document in row["documents"]}
    assert told["text"] == "Colonel Varga and two men of his section"
    there = passages[told["document"]][told["n"] - 1]["text"]
    assert there[told["p_start"] : told["p_end"]] == told["text"]
    (gap,) = told["at"]
    hidden = passages[gap["document"]][gap["n"] - 1]["text"]
    assert told["hidden_in"] == ["first"]
    assert hidden[: gap["p_start"]].endswith("were met by")
    assert hidden[gap["p_end"] :].startswith("at the frontier")


def test_a_document_alone_is_its_own_paper(two):
    (row,) = two.releases("other")
    assert (row["documents"], row["contains"], row["tells"]) == (["other"], [], [])
    assert two.paper_of() == {"first": "second", "second": "second", "cover": "cover", "other": "other"}


def test_papers_are_found_once_and_anew_when_a_document_comes(two, tmp_path):
    assert two.releases() == two.releases()
    assert methods(two) == ["releases"]
    (tmp_path / "late.txt").write_text(f"{text(300, 8)}.")
    two.add(tmp_path / "late.txt")
    two.releases()
    assert methods(two) == ["releases", "releases"]


def test_a_document_that_is_not_held_has_no_releases(two):
    two.import_(SHIPPED)
    with pytest.raises(BadValue, match="no copy of it is held"):
        two.releases("memorandum")


@pytest.mark.parametrize("verb", [["releases"], ["releases", "first"], ["releases", "other"]])
def test_releases_print_a_table_and_json(two, verb):
    folder = str(two.folder)
    table = CliRunner().invoke(cli, ["--case", folder, *verb])
    assert table.exit_code == 0, table.stderr
    rows = json.loads(CliRunner().invoke(cli, ["--case", folder, *verb, "--json"]).stdout)
    assert all(row.keys() >= {"paper", "documents", "contains"} for row in rows)
