"""No bytes that call themselves a PDF do harm: a document comes of them, or one clear line."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linewatch.errors import Unreadable
from linewatch.kinds.documents import Document
from linewatch.sources.passages.reading import read
from linewatch.sources.pdf import opening, read_pdf, seeing, taking
from tests.sources.pdf_writing import Page, pdf

SMALL = pdf(
    [
        Page().put(74, 700, "A first page").put(74, 680, "with a second line").put(74, 40, "1"),
        Page()
        .put(74, 700, "and another page")
        .put(300, 700, "in two")
        .put(74, 40, "2")
        .picture(50, 50, 100, 100),
    ],
    title="A small paper",
)


@pytest.fixture(autouse=True)
def no_tesseract(monkeypatch):
    """Let no test here depend on what is installed."""
    monkeypatch.setattr("linewatch.sources.pdf.taking.recogniser", lambda: None)


def why(data):
    with pytest.raises(Unreadable) as refused:
        read_pdf("a", data)
    assert refused.value.next_step
    return refused.value.what


def test_page_images_without_text_are_said_to_be_such():
    assert why(pdf([Page().picture(0, 0, 612, 792)])) == "It is a PDF of page images without text."


def test_pages_without_text_among_others_are_named():
    document = read_pdf("a", pdf([Page().put(74, 700, "Words"), Page().picture(0, 0, 612, 792), Page()]))
    assert document.extra == {"pages_without_text": ["2", "3"]}


def test_what_is_no_pdf_or_broken_beyond_repair_is_said_to_be_so():
    for data in (b"%PDF-1.7", b"%PDF-1.7\n" + bytes(500), b"%PDF-1.4\n%%EOF", SMALL[:200]):
        assert "broken beyond repair" in why(data)


def test_a_file_cut_short_or_with_a_wrong_table_is_repaired():
    for data in (SMALL[: SMALL.index(b"startxref")], SMALL.replace(b"startxref\n", b"startxref\n9")):
        assert "A first page" in read_pdf("a", data).original


def test_a_locked_file_is_said_to_be_locked():
    lock = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >>"
        b" /ID [<41><41>] /Root"
    )
    assert why(SMALL.replace(b"/Root", lock)) == "It is a PDF locked with a password."


def test_a_file_that_claims_a_million_pages_is_read_as_far_as_it_goes():
    document = read_pdf("a", pdf([Page().put(74, 700, "Words")], claimed=1_000_000))
    assert [passage.text for passage in document.passages] == ["Words"]
    assert len(document.original) < 200


def test_a_tree_of_pages_that_bites_its_tail_ends():
    looped = SMALL.replace(b"/Kids [8 0 R 10 0 R]", b"/Kids [8 0 R  2 0 R]")
    assert looped != SMALL
    assert "A first page" in read_pdf("a", looped).original


def test_more_pages_than_any_book_are_refused(monkeypatch):
    monkeypatch.setattr(opening, "MOST_PAGES", 1)
    assert why(SMALL) == "It holds more than 1 pages."


def test_more_characters_than_any_book_are_refused(monkeypatch):
    monkeypatch.setattr(taking, "MOST_SIGNS", 10)
    assert "million characters" in why(SMALL)


def test_a_page_too_full_to_be_one_is_left_out_and_named(monkeypatch):
    monkeypatch.setattr(seeing, "MOST_CHARACTERS", 50)
    document = read_pdf("a", pdf([Page().put(74, 700, "Words"), Page().put(74, 700, "word " * 20)]))
    assert document.extra == {"pages_broken": ["2"]}


def test_words_far_off_huge_or_tiny_are_survived():
    page = Page().put(74, 700, "Words")
    for x, y, size in ((1e9, 1e9, 10), (100, 100, 1e7), (100, 100, -5), (1e-9, 5, 1e-9), (-1e30, 3, 2)):
        page.put(x, y, "stray", size)
    for turn in ("0 0 0 0", "1e9 0 0 1e9", "1 0.7 -0.7 1", "-1 0 0 1", "1 0 1 0"):
        page.put(200, 200, "stray words", turn=turn)
    assert "Words" in read_pdf("a", pdf([page])).original


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.integers(0, len(SMALL) - 1), st.binary(max_size=12), st.integers(0, 12)), max_size=6
    )
)
def test_any_bytes_give_a_document_or_one_clear_line(wounds):
    data = SMALL
    for at, put, cut in wounds:
        data = data[:at] + put + data[at + cut :]
    try:
        document = read_pdf("a", data)
    except Unreadable:
        return
    assert isinstance(document, Document)
    assert "\0" not in document.original
    for passage in document.passages:
        assert read(document.original, passage.start, passage.end, passage.edits)[0] == passage.text


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.floats(-50, 700),
            st.floats(-50, 850),
            st.text("ab1-.*• ¹", min_size=1, max_size=30),
            st.sampled_from([4.0, 6.0, 8.0, 10.0, 24.0]),
            st.integers(0, 2),
        ),
        max_size=40,
    )
)
def test_words_at_any_places_are_read_and_every_passage_leads_back(strewn):
    pages = [Page(), Page(), Page()]
    for x, y, text, size, page in strewn:
        pages[page].put(round(x, 2), round(y, 2), text, size)
    try:
        document = read_pdf("a", pdf(pages))
    except Unreadable:
        return
    for passage in document.passages:
        assert read(document.original, passage.start, passage.end, passage.edits)[0] == passage.text
        assert passage.note_of is None or passage.note_of <= len(document.passages)


def test_a_title_that_is_no_text_is_passed_over():
    data = pdf([Page().put(74, 700, "Words of it")], title="HarbourX")
    assert b"(HarbourX)" in data
    document = read_pdf("a", data.replace(b"(HarbourX)", b"<FEFFD800>"))
    assert [passage.text for passage in document.passages] == ["Words of it"]
