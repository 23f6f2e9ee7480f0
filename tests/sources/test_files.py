"""From paths to documents; a bad file never stops the rest."""

import gzip
import json
import zipfile

import pytest

from linewatch.sources import files


def read(name, data, tmp_path):
    return list(files.documents(files.Offered(name, tmp_path), data))


def test_plain_text_says_what_it_could_not_tell(tmp_path):
    (found,) = read("note.txt", b"First line\nof one.\n\nAnother.\n", tmp_path)
    assert [p.text for p in found.document.passages] == ["First line of one.", "Another."]
    assert found.document.untold == ("title", "date", "issuer", "language", "pages")
    assert found.document.id == "note"


def test_form_feeds_are_pages(tmp_path):
    (found,) = read("note.txt", b"One.\n\n\fTwo runs\fon.\n\nThree.", tmp_path)
    assert [(p.page, p.page_end) for p in found.document.passages] == [("1", "1"), ("2", "3"), ("3", "3")]
    assert found.document.passages[1].text == "Two runs on."


def test_records_keep_their_keys_and_bad_lines_are_named(tmp_path):
    lines = [
        json.dumps({"id": "a/1", "text": "Words.", "date": "1956-04", "issuer": "PCI", "box": 7}),
        "{not json",
        json.dumps({"title": "no words"}),
        json.dumps(["a list"]),
        json.dumps({"text": "Dated badly.", "date": "April"}),
    ]
    found = read("all.jsonl", "\n".join(lines).encode(), tmp_path)
    assert [r.reason is None for r in found] == [True, False, False, False, True]
    first, last = found[0].document, found[-1].document
    assert (first.id, first.date, first.issuer, first.extra) == ("a/1", "1956-04", "PCI", {"box": 7})
    assert (last.id, last.date, last.extra) == ("all-5", None, {"date": "April"})
    assert "line 2" in found[1].name


def test_files_inside_an_archive_are_named_with_it(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("in/note.txt", "Words.")
        archive.writestr("in/bad.bin", b"\0\1")
    found = read("a.zip", path.read_bytes(), tmp_path)
    assert [(r.name, r.document is not None) for r in found] == [
        ("a.zip!in/bad.bin", False),
        ("a.zip!in/note.txt", True),
    ]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"%PDF-1.4", "It is a PDF"),
        ("a.bin", b"\0\1\2", "no reader knows it"),
        ("a.txt", b"  \n", "empty"),
        ("a.gz", gzip.compress(b"x" * 100, mtime=0)[:-9], "Cannot unpack"),
        ("a.zip", b"PK\x03\x04rest", "Cannot unpack"),
        ("a.html", b"<html><p>x</p></html>", "web page"),
    ],
)
def test_what_cannot_be_read_says_why(name, data, reason, tmp_path):
    (found,) = read(name, data, tmp_path)
    assert found.document is None
    assert reason in found.reason


def test_a_bomb_is_refused_by_its_size(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_FILE", 1000)
    (found,) = read("bomb.txt.gz", gzip.compress(b"x" * 5000), tmp_path)
    assert "unpacks to more" in found.reason


def test_folders_are_walked_in_one_order_and_links_are_not_followed(tmp_path):
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "2.txt").write_text("x")
    (folder / "a.txt").write_text("x")
    (folder / ".hidden").write_text("x")
    (folder / "link.txt").symlink_to("/etc/hostname")
    assert [item.name for item in files.offered([str(folder)])] == ["in/a.txt", "in/b/2.txt"]


def test_a_missing_file_is_named(tmp_path):
    (found,) = files.offered([str(tmp_path / "none.txt")])
    assert found.reason == "There is no such file."


def test_old_western_files_are_read(tmp_path):
    (found,) = read("old.txt", "Le café à Prague.".encode("cp1252"), tmp_path)
    assert found.document.passages[0].text == "Le café à Prague."


def test_line_ends_of_other_systems_are_read_alike(tmp_path):
    text = "First line\nof one.\n\nAnother.\n\nSECRET\n\nSECRET\n"
    expected = [p.text for p in read("a.txt", text.encode(), tmp_path)[0].document.passages]
    for end in ("\r\n", "\r"):
        (found,) = read("a.txt", text.replace("\n", end).encode(), tmp_path)
        assert [p.text for p in found.document.passages] == expected
        assert found.document.original == text.replace("\n", end)


def test_a_text_may_begin_with_the_sign_of_markup(tmp_path):
    (found,) = read("a.txt", b"<applause> They rose.", tmp_path)
    assert found.document.passages[0].text == "<applause> They rose."


def test_a_guessed_encoding_is_told(tmp_path):
    (found,) = read("old.txt", "Привет всем.".encode("cp1251"), tmp_path)
    assert "encoding" in found.document.untold
    assert found.document.extra["encoding"] == "guessed: windows-1252"


def test_half_characters_and_no_numbers_stop_nothing(tmp_path):
    lines = [r'{"id": "a\ud800", "text": "One."}', '{"text": "Two.", "x": NaN}', '{"text": "Three."}']
    found = read("a.jsonl", "\n".join(lines).encode(), tmp_path)
    assert [r.document.passages[0].text if r.document else None for r in found] == ["One.", None, "Three."]
    assert "NaN" in found[1].reason


def test_a_name_that_is_no_text_stops_nothing(case, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / b"bad\xff.txt".decode("utf-8", "surrogateescape")).write_text("One.")
    (folder / "good.txt").write_text("Two.")
    assert case.add(folder)["documents"] == 2


def test_a_link_to_nothing_is_named(tmp_path):
    link = tmp_path / "dangling.txt"
    link.symlink_to(tmp_path / "nothing")
    (found,) = files.offered([str(link)])
    assert found.reason == "There is no such file."


def test_an_encrypted_archive_is_named(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("note.txt", "Words.")
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag that says an entry is encrypted, in both its headers
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (found,) = read("a.zip", bytes(data), tmp_path)
    assert "encrypted" in found.reason
