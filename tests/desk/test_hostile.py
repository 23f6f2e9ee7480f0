"""Nothing in a folder can break or fool the case: each bad file gets one clear line, and the rest go on."""

import re
import sys

import pytest

from linewatch.errors import LinewatchError
from linewatch.record import holdings
from tests.desk import hostile


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are made otherwise there")
def test_a_folder_of_hostile_files_is_survived(case, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    expected = hostile.make(folder)
    (folder / "zz good.txt").write_text("The last file is read.")
    done = case.add(folder)
    reasons = {}
    for failed in done["failed"]:
        reasons.setdefault(
            failed["file"].removeprefix("in/").split("!")[0].split(", line")[0], failed["reason"]
        )
        assert "\n" not in failed["reason"]
        assert "please report" not in failed["reason"], failed
    held = {row["file"].removeprefix("in/").split("!")[0] for row in case.documents()}
    for name, reason in expected.items():
        if reason and not (reason.endswith("|") and name in held):
            assert re.search(reason.rstrip("|"), reasons.get(name, "")), (name, reasons.get(name))
        else:
            assert name in held, (name, reasons.get(name))
    assert "zz good.txt" in held
    assert case.check()["ok"]
    texts = [p["text"] for row in case.documents() for p in case.passages(row["id"])]
    assert not any("<script" in text or "onerror" in text for text in texts)
    assert sum(len(text) for text in texts) < 10_000_000
    assert case.passages("outside")[0]["text"] == "&x;"  # kept as it is written, and nothing fetched


def test_a_file_that_changes_while_it_is_read_is_named(case, tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("Words.")
    keep = holdings.keep_original

    def changing(originals, file, sha256, size):
        path.write_text("Other words.")
        with path.open("rb") as changed:
            keep(originals, changed, sha256, size)

    monkeypatch.setattr(holdings, "keep_original", changing)
    assert case.add(path)["failed"] == [
        {"file": "a.txt", "reason": "It changed while it was read. Add it again."}
    ]
    assert case.check()["ok"]


def test_a_full_disk_is_told_and_what_was_read_is_kept(case, tmp_path, monkeypatch):
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"Words of {name}.")
    keep, done = holdings.keep_original, []

    def full(*args):
        if len(done) == 2:
            raise OSError(28, "No space left on device")
        done.append(keep(*args))

    monkeypatch.setattr(holdings, "keep_original", full)
    with pytest.raises(LinewatchError, match=r"c\.txt could not be written: No space left on device"):
        case.add(*(tmp_path / f"{name}.txt" for name in "abc"))
    assert len(case.documents()) == 2
    monkeypatch.undo()
    assert case.add(*(tmp_path / f"{name}.txt" for name in "abc"))["documents"] == 1
