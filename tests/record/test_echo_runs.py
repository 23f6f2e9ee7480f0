"""Arrays kept in files: whole or not at all, and checked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from linewatch.record.echo_runs import EchoRuns

TWO = {"key": np.arange(5, dtype=np.uint64), "rows": np.arange(6).reshape(3, 2)}


def test_what_is_kept_is_there_when_the_store_is_opened_again(tmp_path: Path):
    EchoRuns(tmp_path / "echoes").keep("block/00000", TWO)
    held = EchoRuns(tmp_path / "echoes").load("block/00000")
    assert held is not None
    assert list(held) == ["key", "rows"]
    assert held["rows"].tolist() == TWO["rows"].tolist()
    assert held["key"].dtype == np.uint64
    with pytest.raises(KeyError):
        held["other"]


def test_nothing_is_there_that_was_not_kept_or_was_dropped(tmp_path: Path):
    runs = EchoRuns(tmp_path)
    assert runs.load("made") is None
    runs.drop("made")
    runs.keep("made", TWO)
    runs.drop("made")
    assert runs.load("made") is None
    assert runs.names() == []


def test_an_empty_column_and_no_column_at_all_are_kept(tmp_path: Path):
    runs = EchoRuns(tmp_path)
    runs.keep("none", {"score": np.empty((0, 4), np.int64)})
    runs.keep("bare", {})
    held, bare = runs.load("none"), runs.load("bare")
    assert held is not None
    assert bare is not None
    assert held["score"].shape == (0, 4)
    assert len(bare) == 0
    assert runs.mend() == []


def test_what_was_being_written_when_the_run_was_killed_is_cleared_away(tmp_path: Path):
    runs = EchoRuns(tmp_path)
    runs.keep("made", TWO)
    half = tmp_path / "counted.7.writing"
    half.mkdir()
    (half / "documents.npy").write_bytes(b"half")
    again = EchoRuns(tmp_path)
    assert again.names() == ["made"]
    assert not half.exists()


@pytest.mark.parametrize("harm", ["cut", "changed", "gone"])
def test_what_is_not_as_it_was_written_is_dropped(tmp_path: Path, harm: str):
    runs = EchoRuns(tmp_path)
    runs.keep("made", TWO)
    runs.keep("counted", TWO)
    file = tmp_path / "made" / "key.npy"
    data = file.read_bytes()
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(data[:-3] if harm == "cut" else data[:-1] + b"\x01")
    assert runs.mend() == ["made"]
    assert runs.names() == ["counted"]


def test_writing_into_what_is_held_changes_no_file(tmp_path: Path):
    runs = EchoRuns(tmp_path)
    runs.keep("made", TWO)
    held = runs.load("made")
    assert held is not None
    held["key"][:] = 9
    assert runs.mend() == []


def test_a_note_that_cannot_be_read_is_none(tmp_path: Path):
    runs = EchoRuns(tmp_path)
    assert runs.note() is None
    runs.write_note({"order": ["a"]})
    assert runs.note() == {"order": ["a"]}
    (tmp_path / "searched.json").write_text("{", "utf-8")
    assert runs.note() is None
