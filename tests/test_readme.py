"""The commands of the README do what it says."""

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from linewatch.cli import cli

README = (Path(__file__).resolve().parents[1] / "README.md").read_text("utf-8")


def commands(text):
    """Return the indented calls of linewatch in a text, with their continuation lines joined."""
    joined = re.sub(r"\\\n\s+", "", text)
    return [shlex.split(line)[1:] for line in re.findall(r"^    (linewatch .+)$", joined, re.MULTILINE)]


def test_one_run_from_a_document_to_a_brief(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("letter.txt").write_text("To the harbour board.\n\nWe ask the board to lower the tolls at once.\n")
    calls = commands(README.split("## From a document to a brief")[1].split("\n## ")[0])
    assert len(calls) == 8
    for call in calls:
        result = CliRunner().invoke(cli, call)
        assert result.exit_code == 0, (call, result.stderr)
    page = Path("harbour.html").read_text("utf-8")
    assert "The guild demands that the tolls be lowered" in page
    assert "lower the tolls" in page


def test_two_texts_are_set_side_by_side(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("letter.txt").write_text("To the harbour board.\n\nWe ask the board to lower the tolls at once.\n")
    Path("reply.txt").write_text("To the guild.\n\nWe refuse to lower the tolls at once.\n")
    calls = commands(README.split("## Set texts side by side")[1].split("\n## ")[0])
    assert len(calls) == 2
    for call in (
        ["init", "harbour", "--title", "The harbour"],
        ["--case", "harbour", "add", "letter.txt"],
        *calls,
    ):
        result = CliRunner().invoke(cli, call)
        assert result.exit_code == 0, (call, result.stderr)
    assert "lower the tolls" in Path("shifts.html").read_text("utf-8")


def test_the_measures_that_it_names_run_on_the_shipped_case(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LINEWATCH_SEEDS", str(tmp_path))
    assert CliRunner().invoke(cli, ["demo", "demo"]).exit_code == 0
    calls = commands(README.split("## Measure actors and texts")[1].split("\n## ")[0])
    assert len(calls) == 2
    for call in calls:
        result = CliRunner().invoke(cli, call)
        assert result.exit_code == 0, (call, result.stderr)


def test_rival_explanations_of_the_harbour_dispute_are_weighed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("letter.txt").write_text("To the harbour board.\n\nWe ask the board to lower the tolls at once.\n")
    part = README.split("## Weigh rival explanations")[1].split("\n## ")[0]
    calls = [call for call in commands(part) if "harbour" in call]
    assert len(calls) == 6
    for call in (
        ["init", "harbour", "--title", "The harbour"],
        ["--case", "harbour", "add", "letter.txt"],
        *calls,
    ):
        result = CliRunner().invoke(cli, call)
        assert result.exit_code == 0, (call, result.stderr)
    assert "The guild's clerk wrote it." in result.stdout
