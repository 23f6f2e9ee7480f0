"""An `add` that stops in the middle of a file goes on in that file, whatever was added meanwhile."""

import json

import pytest

from linewatch import desk
from linewatch.desk import adding
from linewatch.desk.reading import reader_process
from tests.record.killing import dump


def records(path, name, number):
    lines = (json.dumps({"id": f"{name}/{k}", "text": f"Paragraph {k} of {name}."}) for k in range(number))
    path.write_text("\n".join(lines))
    return path


class Stopped(Exception):
    """Stands for a process that ends here."""


def test_resuming_writes_to_the_file_that_was_begun(case, tmp_path, monkeypatch):
    monkeypatch.setattr(reader_process, "_BATCH_STEPS", 40)
    one, other = records(tmp_path / "a.jsonl", "a", 100), records(tmp_path / "b.jsonl", "b", 50)
    batches = 0
    write = adding.write

    def stopping(*args):
        nonlocal batches
        batches += 1
        if batches == 2:
            raise Stopped
        return write(*args)

    monkeypatch.setattr(adding, "write", stopping)
    with pytest.raises(Stopped):
        case.add(one)
    assert (case.check()["ok"], case.check()["unfinished"]) == (True, ["a.jsonl"])
    case.add(other)
    case.add(one)
    assert case.check()["unfinished"] == []
    counts = dict(
        case.file.con.execute(
            "SELECT files.name, count(*) FROM holdings JOIN files USING (file) GROUP BY file"
        )
    )
    assert counts == {"a.jsonl": 100, "b.jsonl": 50}


def test_batches_of_any_size_leave_the_same(case, tmp_path, monkeypatch):
    source = records(tmp_path / "a.jsonl", "a", 100)
    case.add(source)
    monkeypatch.setattr(reader_process, "_BATCH_STEPS", 7)
    with desk.init(tmp_path / "other", "A case for a test") as other:
        other.add(source)
    assert dump(case.folder) == dump(other.folder)


def test_many_documents_of_one_id_are_told_apart_quickly(case, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"id": "same", "text": f"Text {k}."}) for k in range(500)))
    case.add(path)
    assert len({row["id"] for row in case.documents()}) == 500
