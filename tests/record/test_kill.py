"""A killed process loses nothing that it reported as done; the same command finishes the work.

This is a sample; `make kills` does fifty on the real volumes.
"""

import json
import subprocess
import sys

import pytest

from linewatch import desk
from tests.record.killing import dump, kill_after_line, kill_after_seconds, lines_held

FILES, RECORDS = 6, 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Six files of records."""
    made = tmp_path_factory.mktemp("in")
    for number in range(FILES):
        lines = (
            json.dumps(
                {"id": f"{number}/{k}", "text": f"In paragraph {k} of file {number} they speak.\n\n" * 200}
            )
            for k in range(RECORDS)
        )
        (made / f"{number}.jsonl").write_text("\n".join(lines))
    return made


@pytest.fixture(scope="module")
def expected(folder, tmp_path_factory):
    """What an add that is left alone leaves."""
    with desk.init(tmp_path_factory.mktemp("whole") / "case", "kills") as whole:
        whole.add(folder)
    return dump(whole.folder)


@pytest.mark.parametrize("when", [0.25, 0.6, "line 1", "line 4"])
def test_a_killed_add_is_finished_by_the_same_command(folder, expected, tmp_path, when):
    desk.init(tmp_path / "case", "kills").close()
    command = [sys.executable, "-m", "linewatch", "--case", str(tmp_path / "case"), "add", str(folder)]
    kill = kill_after_seconds if isinstance(when, float) else kill_after_line
    told = kill(command, when if isinstance(when, float) else int(when.split()[1]))
    with desk.open(tmp_path / "case") as case:
        assert case.check()["ok"]
    assert lines_held(tmp_path / "case", told)
    subprocess.run(command, check=True, capture_output=True)
    assert dump(tmp_path / "case") == expected


def test_a_line_that_was_not_kept_is_noticed(folder, tmp_path):
    """The check above can fail: a line about a file that is not there is no line that was kept."""
    with desk.init(tmp_path / "case", "kills") as case:
        case.add(folder / "0.jsonl")
    assert lines_held(tmp_path / "case", ["done 0.jsonl: 60 documents, 12,000 passages"])
    assert not lines_held(tmp_path / "case", ["done 1.jsonl: 60 documents, 12,000 passages"])
    assert not lines_held(tmp_path / "case", ["done 0.jsonl: 61 documents, 12,000 passages"])
