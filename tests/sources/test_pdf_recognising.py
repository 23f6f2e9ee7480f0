"""Page images read by Tesseract: by a stand-in that answers as it does, and by itself where it is installed."""

import shutil
import stat
from io import BytesIO

import pypdfium2 as pdfium
import pytest

from linewatch.errors import Unreadable
from linewatch.sources.pdf import read_pdf, recognising
from tests.sources.pdf_writing import Page, pdf, set_in

TEXT = (
    "The session opened on Monday with a report on the state of the party in the districts, and the delegates heard "
    "it with attention. Several of them asked for the floor at once, and the chair let them speak."
)
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


@pytest.fixture(autouse=True)
def forget():
    """Let each test ask anew what is installed."""
    recognising.installed.cache_clear()


@pytest.fixture
def tesseract(tmp_path, monkeypatch):
    """Put a stand-in for Tesseract first in the path; return a function that says what it answers."""
    program = tmp_path / "tesseract"
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.delenv(recognising.LANGUAGES, raising=False)

    def answers(rows=(), languages=("eng", "osd"), status=0):
        (tmp_path / "table").write_text("\n".join([HEAD, *("\t".join(map(str, row)) for row in rows)]))
        (tmp_path / "languages").write_text("\n".join(["List", *languages]))
        program.write_text(
            f"#!/bin/sh\nif [ $1 = --list-langs ]; then cat {tmp_path}/languages; exit 0; fi\n"
            f"cat > /dev/null; echo $@ >> {tmp_path}/calls; cat {tmp_path}/table\n"
            f"if [ {status} != 0 ]; then echo 'cannot do it' >&2; exit {status}; fi\n"
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return tmp_path / "calls"

    return answers


def scan(data, dots=200):
    """Return a PDF whose pages are pictures of another's."""
    source, made = pdfium.PdfDocument(data), pdfium.PdfDocument.new()
    for page in source:
        width, height = page.get_size()
        picture = pdfium.PdfImage.new(made)
        picture.set_bitmap(page.render(scale=dots / 72, grayscale=True))
        picture.set_matrix(pdfium.PdfMatrix().scale(width, height))
        new = made.new_page(width, height)
        new.insert_obj(picture)
        new.gen_content()
    file = BytesIO()
    made.save(file)
    return file.getvalue()


PICTURE = pdf([Page().picture(0, 0, 612, 792)])
LINE = (4, 1, 1, 1, 1, 0, 300, 300, 900, 50, -1, "")


def test_words_and_confidence_are_those_of_the_table(tesseract):
    calls = tesseract(
        [
            LINE,
            (5, 1, 1, 1, 1, 1, 300, 300, 200, 50, 96, "All"),
            (5, 1, 1, 1, 1, 2, 520, 300, 200, 50, 84, "rose."),
        ]
    )
    document = read_pdf("a", PICTURE)
    assert [passage.text for passage in document.passages] == ["All rose."]
    assert document.quality[0].confidence == pytest.approx(0.9)
    assert document.extra == {"pages_read_from_pictures": ["1"]}
    assert "-l eng tsv" in calls.read_text()


def test_the_languages_are_those_named_else_the_few_installed(tesseract, monkeypatch):
    calls = tesseract(
        [LINE, (5, 1, 1, 1, 1, 1, 300, 300, 200, 50, 96, "All")], languages=("deu", "osd", "rus")
    )
    read_pdf("a", PICTURE)
    monkeypatch.setenv(recognising.LANGUAGES, "rus")
    read_pdf("a", PICTURE)
    assert ["-l deu+rus" in calls.read_text(), "-l rus" in calls.read_text().splitlines()[1]] == [True, True]


def test_with_a_hundred_languages_it_asks_which(tesseract):
    tesseract(languages=[f"l{number}" for number in range(100)])
    with pytest.raises(Unreadable) as refused:
        read_pdf("a", PICTURE)
    assert recognising.LANGUAGES in refused.value.next_step


def test_a_failing_tesseract_is_told(tesseract):
    tesseract(status=1)
    with pytest.raises(Unreadable, match="cannot do it"):
        read_pdf("a", PICTURE)


def test_a_picture_without_words_is_said_to_be_one(tesseract):
    tesseract()
    with pytest.raises(Unreadable, match="page images without text"):
        read_pdf("a", PICTURE)


@pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed.")
def test_a_scanned_page_is_read_as_the_page_it_was_made_from(monkeypatch):
    monkeypatch.setenv(recognising.LANGUAGES, "eng")
    page = Page()
    page.lines(74, 700, set_in(TEXT, 440, 12), 12, 15)
    document = read_pdf("a", scan(pdf([page])))
    assert [passage.text for passage in document.passages] == [TEXT]
    assert document.quality[0].confidence > 0.9


def test_pages_with_text_are_read_though_tesseract_fails_on_a_picture(tesseract):
    calls = tesseract(status=1)
    pages = [Page().put(74, 700, "A page of words."), *(Page().picture(0, 0, 612, 792) for _ in range(5))]
    document = read_pdf("a", pdf(pages))
    assert [passage.text for passage in document.passages] == ["A page of words."]
    assert document.extra["pages_without_text"] == ["2", "3", "4", "5", "6"]
    assert "cannot do it" in document.extra["pictures_not_read"]
    assert len(calls.read_text().splitlines()) == 3
