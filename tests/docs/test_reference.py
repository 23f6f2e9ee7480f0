"""What the docs say of verbs, methods and columns is what the program says of itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

from docs import make_reference
from linewatch.cli import cli
from linewatch.kinds.said import SAID


def test_the_pages_written_from_the_program_are_not_stale():
    stale = make_reference.stale()
    assert not stale, f"{', '.join(stale)}: python docs/make_reference.py"


def test_the_script_tells_a_stale_page(tmp_path, monkeypatch):
    (tmp_path / "coding.md").write_text("<!-- files -->\n<!-- end -->\n", "utf-8")
    monkeypatch.setattr(make_reference, "DOCS", tmp_path)
    assert make_reference.stale() == ["reference.md", "coding.md"]


def test_check_ends_with_nothing_wrong():
    command = [sys.executable, make_reference.__file__, "--check"]
    assert subprocess.run(command, check=False).returncode == 0


@pytest.mark.parametrize("columns", ["60", "250"])
def test_the_reference_is_the_same_in_every_terminal(monkeypatch, columns):
    before = make_reference.reference()
    monkeypatch.setenv("COLUMNS", columns)
    assert make_reference.reference() == before


def test_every_verb_method_and_file_has_its_place():
    text = make_reference.reference()
    for name in cli.commands:
        assert text.count(f"\n#### {name}\n") == 1
    for kind in SAID:
        assert text.count(f"\n### {kind.table}.csv\n") == 1
    assert "- `undo()`:" in text
