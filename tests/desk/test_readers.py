"""Files are read beside the process that writes; one that kills its reader is named, and the rest go on."""

from pathlib import Path

import pytest

from linewatch.desk.reading import holding, readers
from linewatch.desk.reading.holding import Hold, Pass
from linewatch.desk.reading.reader_process import Batch, Died
from linewatch.desk.reading.steps import Given
from linewatch.sources.packing.offered import Offered, offered


class Fake:
    """A reader process that dies on any file called guilty."""

    begun = 0

    def __init__(self, _folder, _given):
        Fake.begun += 1

    def begin(self, task):
        self.task = task

    def answers(self):
        for item in self.task:
            if item.name == "guilty":
                raise Died
            yield Batch((Pass(item.name, already=1),), 1, item.size)

    def why(self):
        return "Its reader crashed on it."

    def end(self):
        """Nothing to let go."""


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(600):
        (folder / f"{number:03}.txt").write_text(f"Text number {number}.")
    return folder


def test_one_guilty_file_is_named_and_the_rest_are_read_in_order(monkeypatch):
    monkeypatch.setattr(readers, "ReaderProcess", Fake)
    names = [f"file {number}" for number in range(40)]
    names[7] = "guilty"
    items = [Offered(name, Path(name)) for name in names]
    found = [step for batch in readers.batches(Path(), Given(), items, 2) for step in batch.steps]
    assert [step.name for step in found] == names
    assert [step.name for step in found if step.reason] == ["guilty"]
    assert sum(batch.files for batch in readers.batches(Path(), Given(), items, 2)) == 40


def test_a_reader_that_is_killed_is_begun_again(case, texts):
    pool = readers._Pool(case.folder, Given(), 2)
    tasks = list(readers._tasks(offered([str(texts)])))
    assert len(tasks) > 1
    held = []
    try:
        for batch in pool.batches(tasks):
            held += [step.document.original for step in batch.steps if isinstance(step, Hold)]
            for process, _ in pool.busy:
                process.child.kill()
    finally:
        pool.end()
    assert held == [f"Text number {number}." for number in range(600)]


def test_as_many_processes_as_one_likes_give_the_same(case, texts):
    def read(processes):
        found = readers.batches(case.folder, Given(), offered([str(texts)]), processes)
        return [step for batch in found for step in batch.steps]

    assert read(1) == read(3)


@pytest.mark.parametrize(
    ("name", "head", "here"),
    [
        ("a.txt", b"Words.", True),
        ("a.txt", b"%PDF-1.4 in disguise", False),
        ("a.txt", b"PK\x03\x04", False),
        ("a.txt", b"<html><body>", False),
        ("a.pdf", b"Words.", False),
    ],
)
def test_only_what_is_plain_by_name_and_bytes_is_read_in_the_process_that_writes(tmp_path, name, head, here):
    (tmp_path / name).write_bytes(head)
    assert readers._are_few(list(offered([str(tmp_path / name)]))) is here


def test_a_document_that_cannot_be_written_is_named_and_the_rest_go_on(case, texts, monkeypatch):
    write = holding.holdings.hold

    def faulty(con, document, source):
        if document.id == "b":
            raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")
        return write(con, document, source)

    monkeypatch.setattr(holding.holdings, "hold", faulty)
    for name in "abc":
        (texts / f"{name}.txt").write_text(f"Words of {name}.")
    told = case.add(texts)
    assert [row["file"] for row in told["failed"]] == ["in/b.txt"]
    assert "cannot be written" in told["failed"][0]["reason"]
    assert {"a", "c"} <= {row["id"] for row in case.documents()}
    assert case.check()["ok"]
