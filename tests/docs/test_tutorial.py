"""The tutorial is run as it stands: what is a command, an output or an edit is said in `tutorial_run`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs import tutorial_run
from tests.docs.tutorial_run import TUTORIAL, Shown

VERBS = (
    "init", "add", "documents", "passages", "search", "cite", "correct", "actor", "issue", "event", "state", "deed",
    "grant", "check", "tempo", "brief", "describe", "export", "import", "undo", "history",
)  # fmt: skip


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Shown]]:
    """The folder in which the tutorial was run, and every output that it shows."""
    folder = tmp_path_factory.mktemp("empty")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("LINEWATCH_CASE", ".")  # so that it is put back after the tutorial sets it
        return folder, tutorial_run.run(TUTORIAL.read_text("utf-8"))


def test_every_command_ends_as_the_tutorial_says_and_every_output_is_real(ran: tuple[Path, list[Shown]]):
    _, outputs = ran
    assert len(outputs) >= 15
    wrong = [f"{out.typed}shows\n{out.shown}not\n{out.told}" for out in outputs if not out.agrees]
    assert not wrong, "\n".join([*wrong, "Mend with: python -m tests.docs.tutorial_run"])


def test_the_newcomer_ends_with_a_brief_on_three_documents(ran: tuple[Path, list[Shown]]):
    folder, _ = ran
    page = (folder / "ferry-pilots" / "brief.html").read_text("utf-8")
    for words in ("PRIVATE STUDY", "met last night", "had been an error", "one Federation, one rule"):
        assert words in page


def test_the_tutorial_shows_each_verb_that_a_first_case_needs():
    text = TUTORIAL.read_text("utf-8")
    for verb in VERBS:
        assert f"\nlinewatch {verb}" in text


@pytest.mark.parametrize(
    ("told", "real", "agrees"),
    [
        ("a\nb\n", "\na\nb\n\n", True),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\n", "a\nb\n", True),
        ("a\nc\n", "a\nb\nc\n", False),
        ("a\n…\nx\n", "a\nb\n", False),
        ("b\n", "a b\n", False),
    ],
)
def test_an_output_agrees_but_for_lines_left_out(told, real, agrees):
    assert Shown(0, 0, told, real, "").agrees is agrees
