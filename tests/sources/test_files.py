"""From paths to documents; a bad file never stops the rest."""

import base64
import gzip
import io
import json
import os
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from linewatch.sources import files
from linewatch.sources.packing import unpacking
from linewatch.sources.packing.offered import offered
from linewatch.sources.plain import tables


def read(name, data, columns=None):
    return list(files.documents(name, io.BytesIO(data), len(data), files.Reading(columns or {})))


def test_plain_text_says_what_it_could_not_tell(tmp_path):
    (found,) = read("note.txt", b"First line\nof one.\n\nAnother.\n")
    assert [p.text for p in found.document.passages] == ["First line of one.", "Another."]
    assert found.document.untold == ("title", "date", "issuer", "language", "pages")
    assert found.document.id == "note"


def test_form_feeds_are_pages(tmp_path):
    (found,) = read("note.txt", b"One.\n\n\fTwo runs\fon.\n\nThree.")
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
    found = read("all.jsonl", "\n".join(lines).encode())
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
    found = read("a.zip", path.read_bytes())
    assert [(r.name, r.document is not None) for r in found] == [
        ("a.zip!in/bad.bin", False),
        ("a.zip!in/note.txt", True),
    ]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.bin", b"\0\1\2", "no reader knows it"),
        ("a.txt", b"  \n", "empty"),
        ("a.gz", gzip.compress(b"x" * 100, mtime=0)[:-9], "Cannot unpack"),
        ("a.zip", b"PK\x03\x04rest", "Cannot unpack"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "It is "),
        ("a.csv", b"name,age\nx,1\n", "without a column 'text'"),
    ],
)
def test_what_cannot_be_read_says_why(name, data, reason, tmp_path):
    (found,) = read(name, data)
    assert found.document is None
    assert reason in found.reason


def test_a_bomb_is_refused_by_its_ratio():
    (found,) = read("bomb.txt.gz", gzip.compress(b"x" * 40 * 2**20))
    assert "250 times its size" in found.reason


def test_a_bomb_is_refused_by_its_total(monkeypatch):
    monkeypatch.setattr(unpacking, "LARGEST_UNPACKED", 1000)
    (found,) = read("bomb.txt.gz", gzip.compress(bytes(range(32, 127)) * 50))
    assert "unpacks to more" in found.reason


def test_a_bomb_in_an_archive_spends_what_the_rest_could_have_had():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "Words.")
        archive.writestr("b.txt", b"x" * 40 * 2**20)
        archive.writestr("c.txt", "More words.")
    found = read("a.zip", out.getvalue())
    assert [(r.name, r.document is not None) for r in found] == [
        ("a.zip!a.txt", True), ("a.zip!b.txt", False), ("a.zip", False),
    ]  # fmt: skip


def test_packed_three_times_over_is_read_and_four_times_is_not():
    data = b"Words."
    for _ in range(3):
        data = gzip.compress(data)
    assert read("a.txt.gz.gz.gz", data)[0].document.original == "Words."
    assert "packed more than" in read("a.txt.gz", gzip.compress(data))[0].reason


def _tar(*entries):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data, kind in entries:
            entry = tarfile.TarInfo(name)
            entry.size, entry.type = len(data), kind
            entry.linkname = "/etc/hostname" if kind != tarfile.REGTYPE else ""
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def test_what_leads_out_of_an_archive_or_is_no_file_is_named():
    data = _tar(
        ("../out.txt", b"x", tarfile.REGTYPE),
        ("link.txt", b"", tarfile.SYMTYPE),
        ("null", b"", tarfile.CHRTYPE),
        ("in/good.txt", b"Words.", tarfile.REGTYPE),
    )
    assert [(r.name, r.reason) for r in read("a.tar.gz", data)] == [
        ("a.tar.gz!../out.txt", "Its name leads out of the archive."),
        ("a.tar.gz!link.txt", "It is a link, not a file."),
        ("a.tar.gz!null", "It is a device, not a file."),
        ("a.tar.gz!in/good.txt", None),
    ]


def test_a_broken_archive_gives_what_stands_before_the_break():
    data = gzip.decompress(
        _tar(("a.txt", b"Words.", tarfile.REGTYPE), ("b.txt", b"x" * 5000, tarfile.REGTYPE))
    )
    found = read("a.tar.gz", gzip.compress(data[:2600]))
    assert found[0].document.original == "Words."
    assert found[-1].reason


def test_a_table_is_read_by_the_columns_that_are_named():
    data = b'nr;body;published;who\n7;"Words; more";1956-03;PCI\n8;;1956;PCF\n'
    columns = {"id": "nr", "text": "body", "date": "published", "issuer": "who"}
    first, second = read("a.csv", data, columns)
    document = first.document
    assert (document.id, document.date, document.issuer, document.original) == (
        "7",
        "1956-03",
        "PCI",
        "Words; more",
    )
    assert first.issuer_given
    assert (second.name, second.reason) == (
        "a.csv, line 3",
        'It has no words under "body". Give each record a "body".',
    )


def test_a_line_longer_than_a_library_stops_nothing(monkeypatch):
    monkeypatch.setattr(tables, "LARGEST_RECORD", 100)
    found = read("a.jsonl", b'{"text": "' + b"x" * 1000 + b'"}\n{"text": "Words."}\n')
    assert ["longer than" in (r.reason or "") for r in found] == [True, False]


def test_folders_are_walked_in_one_order_and_links_are_not_followed(tmp_path):
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "2.txt").write_text("x")
    (folder / "a.txt").write_text("x")
    (folder / ".hidden").write_text("x")
    (folder / "link.txt").symlink_to("/etc/hostname")
    found = list(offered([str(folder)]))
    assert [item.name for item in found] == ["in/a.txt", "in/b/2.txt", "in/link.txt"]
    assert "It is a link" in found[-1].reason


def test_a_missing_file_is_named(tmp_path):
    (found,) = offered([str(tmp_path / "none.txt")])
    assert found.reason == "There is no such file."


def test_old_western_files_are_read(tmp_path):
    (found,) = read("old.txt", "Le café à Prague.".encode("cp1252"))
    assert found.document.passages[0].text == "Le café à Prague."


def test_line_ends_of_other_systems_are_read_alike(tmp_path):
    text = "First line\nof one.\n\nAnother.\n\nSECRET\n\nSECRET\n"
    expected = [p.text for p in read("a.txt", text.encode())[0].document.passages]
    for end in ("\r\n", "\r"):
        (found,) = read("a.txt", text.replace("\n", end).encode())
        assert [p.text for p in found.document.passages] == expected
        assert found.document.original == text.replace("\n", end)


def test_a_text_may_begin_with_the_sign_of_markup(tmp_path):
    (found,) = read("a.txt", b"<applause> They rose.")
    assert found.document.passages[0].text == "<applause> They rose."


def test_a_guessed_encoding_is_told(tmp_path):
    (found,) = read("old.txt", "Привет всем.".encode("cp1251"))
    assert "encoding" in found.document.untold
    assert found.document.extra["encoding"] == "guessed: cp1251"


def test_half_characters_and_no_numbers_stop_nothing(tmp_path):
    lines = [r'{"id": "a\ud800", "text": "One."}', '{"text": "Two.", "x": NaN}', '{"text": "Three."}']
    found = read("a.jsonl", "\n".join(lines).encode())
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
    (found,) = offered([str(link)])
    assert found.reason == "There is no such file."


def test_an_encrypted_archive_is_named(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("note.txt", "Words.")
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag that says an entry is encrypted, in both its headers
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (found,) = read("a.zip", bytes(data))
    assert "encrypted" in found.reason


def test_a_table_is_read_in_its_own_encoding():
    words = "Партия и народ едины в борьбе за мир и социализм. " * 5
    for encoding, told in (("utf-16", None), ("utf-8-sig", None), ("cp1251", "guessed: cp1251")):
        (found,) = read("a.csv", f"id,text\n7,{words}\n".encode(encoding))
        assert (found.document.id, found.document.original) == ("7", words)
        assert found.document.extra.get("encoding") == told


def test_a_line_of_a_table_that_is_too_long_stops_nothing(monkeypatch):
    monkeypatch.setattr(tables, "LARGEST_RECORD", 100)
    found = read("a.csv", b"text\n" + b"x" * 1000 + b"\nWords.\n")
    assert ["longer than" in (r.reason or "") for r in found] == [True, False]


def test_a_number_that_is_none_does_not_get_into_the_case():
    found = read("a.jsonl", b'{"text": "One.", "x": 1e999}\n{"text": "Two."}\n')
    assert [r.document is not None for r in found] == [False, True]


def test_holes_that_a_sparse_file_claims_are_counted():
    head = bytearray(512)
    for at, field in (
        (0, b"a.jsonl"), (100, b"0000644\0"), (124, b"%011o\0" % 512), (156, b"S"), (257, b"ustar  \0"),
        (386, b"%011o\0" % 0), (398, b"%011o\0" % 512), (483, b"%011o\0" % 2**32), (148, b"        "),
    ):  # fmt: skip
        head[at : at + len(field)] = field
    head[148:156] = b"%06o\0 " % sum(head)
    data = bytes(head) + b'{"text":"Words."}\n'.ljust(512, b"\n") + b"\0" * 1024
    first, last = read("a.tar", data)
    assert first.document.original == "Words."
    assert "unpacks to more" in last.reason


def test_office_files_that_an_archive_does_not_pack_again_are_read():
    word = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("Words in Word.")
    made.save(word)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.docx", word.getvalue())
        archive.writestr("b.txt", "Words.")
    assert [r.document.original for r in read("a.zip", out.getvalue())] == ["Words in Word.", "Words."]


def test_names_in_an_archive_that_are_no_text_are_shown_as_text():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
        entry = tarfile.TarInfo("caf\udce9.txt")
        entry.size = 6
        archive.addfile(entry, io.BytesIO(b"Words."))
    (found,) = read("a.tar", out.getvalue())
    assert (found.name, found.document.id) == ("a.tar!caf\ufffd.txt", "caf\ufffd")


def test_enclosures_of_a_letter_unpack_from_one_budget(monkeypatch):
    monkeypatch.setattr(unpacking, "RATIO_FROM", 1000)
    packed = base64.encodebytes(gzip.compress(b"word " * 20_000, mtime=0))
    part = (
        b"--x\nContent-Disposition: attachment; filename=a.gz\nContent-Transfer-Encoding: base64\n\n" + packed
    )
    head = b"From: A\nSubject: B\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    monkeypatch.setattr(unpacking, "LARGEST_UNPACKED", 150_000)
    found = read("a.eml", head + part + part + b"--x--\n")
    assert [r.document is not None for r in found] == [True, True, False]


def test_a_date_that_no_calendar_has_is_kept_aside():
    def understood(document):
        return replace(document, date="1956-03-39")

    (found,) = files.documents("a.txt", io.BytesIO(b"Words."), 6, files.Reading({}, understood))
    assert (found.document.date, found.document.extra) == (None, {"date": "1956-03-39"})


def test_a_typed_memorandum_is_no_letter_of_the_post():
    memo = b"FROM: Chief of Station\nTO: Director\nSUBJECT: Fares\nREFERENCE: D 123\n\n1. The fares rose.\n"
    (found,) = read("memo.txt", memo)
    assert found.document.original == memo.decode()
    (found,) = read("saved.txt", b"MIME-Version: 1.0\n" + memo)
    assert found.document.reader == "mail"


def test_folders_deeper_than_the_stack_are_walked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(1200):
        Path("a").mkdir()
        os.chdir("a")
    Path("deep.txt").write_text("x")
    try:
        (found,) = offered([str(tmp_path / "a")])
        assert found.name.endswith("a/deep.txt")
    finally:  # what clears up after the tests would fall over them
        Path("deep.txt").unlink()
        for _ in range(1200):
            os.chdir("..")
            Path("a").rmdir()
