"""The verbs `search` and `documents` as a person types them."""

import json

import pytest
from click.testing import CliRunner

from linewatch import desk
from linewatch.cli import cli, output
from linewatch.record import search


@pytest.fixture
def run(tmp_path):
    """A function that runs the program on a small case."""
    lines = [{"id": f"d{at}", "text": "peace or war", "date": "1956", "issuer": "Pravda"} for at in range(3)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, [*lines, {"id": "e", "text": "peace"}])))
    with desk.init(tmp_path / "case", "T") as case:
        case.add(tmp_path / "a.jsonl")
    return lambda *args: CliRunner().invoke(cli, ["--case", str(tmp_path / "case"), *args])


def test_a_minus_leaves_a_word_out(run):
    found = json.loads(run("search", "peace", "-war", "--json").stdout)
    assert [hit["document"] for hit in found["hits"]] == ["e"]
    assert (found["total"], found["documents"], found["ranked_by"], found["note"]) == (
        1,
        1,
        "relevance",
        None,
    )


def test_an_option_that_is_none_is_no_word(run):
    result = run("search", "peace", "--untl", "1956")
    assert (result.exit_code, "No such option" in result.output) == (2, True)


def test_what_is_not_shown_is_told(run, monkeypatch):
    monkeypatch.setattr(search, "RANKED", 3)
    shown = run("search", "peace", "--limit", "2").output
    assert "2 of 4 passages in 4 documents; more: --limit\n" in shown
    assert shown.endswith("oldest first, not ranked.\n")
    assert "passages in" not in run("search", "war").output


def test_what_cannot_be_read_takes_two_lines(run):
    result = run("search", '"peace')
    assert (result.exit_code, len(result.output.splitlines())) == (1, 2)


def test_documents_are_chosen(run):
    assert len(json.loads(run("documents", "--issuer", "pravda", "--since", "1956-05", "--json").stdout)) == 3
    assert run("documents", "--since", "1990").output == "No such documents.\n"


def test_a_long_list_is_shown_as_a_short_one_in_plainer_lines(run, monkeypatch):
    short = json.loads(run("documents", "--json").stdout)
    table = run("documents").output.split()
    monkeypatch.setattr(output, "_MANY", 1)
    assert json.loads(run("documents", "--json").stdout) == short
    lines = run("documents").output.splitlines()
    assert " ".join(lines).replace("─", "").split() == " ".join(table).replace("─", "").split()
    assert len(lines) == 2 + len(short)


def test_a_long_list_folds_what_is_wider_than_its_column(capsys):
    output._long_table(["id", "text"], [["a", "one two three"], ["b", ""]], [2, 8])
    assert capsys.readouterr().out.splitlines()[2:] == [" a    one two", "      three", " b"]
