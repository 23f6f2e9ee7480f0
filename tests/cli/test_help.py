"""What a person reads of the command line."""

import re
import shlex
import subprocess
import sys

import pytest
from click.testing import CliRunner

from linewatch.cli import cli
from linewatch.cli.shell import PURPOSES


def run(*args, **kwargs):
    return CliRunner().invoke(cli, [str(arg) for arg in args], prog_name="linewatch", **kwargs)


@pytest.mark.parametrize("name", cli.commands)
def test_every_verb_has_help_with_an_example(name):
    text = run(name, "--help").output
    assert "For example:" in text
    assert f"linewatch {name}" in text or f" {name} " in text.split("For example:")[1]


@pytest.mark.parametrize("name", cli.commands)
def test_the_example_is_a_call_that_the_verb_accepts(name):
    example = [
        line.strip() for line in run(name, "--help").output.splitlines() if line.startswith("      linewatch")
    ]
    assert example
    for line in example:
        words = shlex.split(line)[1:]
        words = words[2:] if words[0] == "--case" else words
        command = cli.commands[words[0]]
        command.make_context(words[0], words[1:], resilient_parsing=False)


def test_help_lists_every_verb_under_one_purpose():
    text = run("--help").output
    assert [line[:-1] for line in text.splitlines() if line.rstrip(":") in PURPOSES] == list(PURPOSES)
    for name in cli.commands:
        assert len(re.findall(rf"^  {name}  ", text, re.MULTILINE)) == 1


def test_help_waits_for_nothing_heavy():
    code = "import sys; import linewatch.cli; print(sorted(m for m in sys.modules if m.partition('.')[0] in HEAVY))"
    heavy = "{'lxml', 'sqlite3', 'jinja2', 'rich', 'vl_convert'}"
    found = subprocess.run(
        [sys.executable, "-c", code.replace("HEAVY", heavy)], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_an_error_is_two_lines_what_and_what_to_do(tmp_path):
    result = run("--case", tmp_path, "documents")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"Error: There is no case in {str(tmp_path)!r}.\n"
        "Name one with --case DIR, or make one with: linewatch init DIR --title TITLE\n"
    )


def test_a_wrong_call_ends_with_two():
    assert run("documents", "--nonsense").exit_code == 2
    assert run("nonsense").exit_code == 2


def test_debug_shows_where_it_happened(tmp_path):
    assert "Traceback" in run("--debug", "--case", tmp_path, "documents").stderr


def test_a_misspelt_name_gets_a_suggestion(tmp_path):
    folder = tmp_path / "case"
    run("init", folder, "--title", "T")
    run("--case", folder, "actor", "--id", "pci", "--name", "Italian party")
    (tmp_path / "note.txt").write_text("Words.")
    run("--case", folder, "add", tmp_path / "note.txt")
    result = run("--case", folder, "state", "--actor", "pcl", "--cite", "note:1")
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: actor: No actor 'pcl'. Did you mean 'pci'?\nChange it and run this again.\n",
    )
