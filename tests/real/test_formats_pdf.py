"""Two transcripts as a bank publishes them: a running head on every page, a name before every turn."""

import re
from difflib import SequenceMatcher

import pypdfium2 as pdfium
import pytest

from linewatch.sources.pdf import read_pdf

# Pages, paragraphs (lines set in from the edge, counted on the pages), turns that a name in capitals opens.
PAPERS = {
    "fomcpresconf20150917": (23, 59, 37, "2015-09-17"),
    "FOMCpresconf20200429": (24, 89, 47, "2020-04-29"),
}
HEAD = re.compile(r"Press Conference FINAL|Page \d+ of \d+")


@pytest.fixture(scope="module", params=PAPERS)
def paper(request, shared):
    data = (shared / f"corpus/formats/{request.param}.pdf").read_bytes()
    return read_pdf(request.param, data), data, PAPERS[request.param]


def plain_lines(data):
    """Return the lines of each page as pdfium gives them, without any reading."""
    file = pdfium.PdfDocument(data)
    return [page.get_textpage().get_text_range().split("\r\n") for page in file]


def test_it_says_what_it_is_and_when(paper):
    document, _, (_, _, _, date) = paper
    assert document.title.startswith("Transcript of Chair ")
    assert (document.date, bool(document.date_ground)) == (date, True)


def test_every_page_is_there_under_its_printed_number(paper):
    document, _, (pages, _, _, _) = paper
    begun = [m.text for p in document.passages for m in p.marks if m.kind == "page"]
    starts = {p.page for p in document.passages} | set(begun)
    assert starts == {str(number) for number in range(1, pages + 1)}
    assert "pages" not in document.untold


def test_no_running_head_stands_in_a_passage_and_none_is_lost(paper):
    document, _, (pages, _, _, _) = paper
    assert not any(HEAD.search(passage.text) for passage in document.passages)
    assert document.original.count("FINAL") == pages
    assert len(re.findall(r"Page \d+ of \d+", document.original)) == pages


def test_paragraphs_and_turns_are_those_printed(paper):
    document, _, (_, paragraphs, turns, _) = paper
    texts = [p.text for p in document.passages if p.kind == "paragraph"]
    assert len(texts) == paragraphs
    assert sum(bool(re.match(r"[A-Z][A-Z’'. -]{4,40}\. ", text)) for text in texts) == turns
    assert all(text[0].isupper() for text in texts)


def test_the_words_are_those_of_the_page_in_their_order(paper):
    document, data, _ = paper
    printed = " ".join(line for page in plain_lines(data) for line in page[2:])  # two lines of head, foot
    there = printed.replace("\ufffe", "-").replace("— ", "—").replace("- ", "-").split()
    here = " ".join(passage.text for passage in document.passages).replace("— ", "—").split()
    same = sum(
        block.size for block in SequenceMatcher(None, there, here, autojunk=False).get_matching_blocks()
    )
    assert same >= 0.999 * len(there)
    assert same >= 0.999 * len(here)


def test_no_word_is_broken_by_a_lines_end(paper):
    document, _, _ = paper
    text = " ".join(passage.text for passage in document.passages)
    assert len(re.findall(r"\w- \w", text)) == len(re.findall(r"\w- \w", document.original))  # "medium- and"
    assert not re.search(r"[\ufffe\u0002\u00ad]", text)


def test_a_note_at_the_foot_is_tied_to_its_place(shared):
    document = read_pdf("a", (shared / "corpus/formats/fomcpresconf20150917.pdf").read_bytes())
    (note,) = (passage for passage in document.passages if passage.kind == "footnote")
    home = document.passages[note.note_of - 1]
    (anchor,) = (mark for mark in home.marks if mark.kind == "anchor")
    assert home.text[: anchor.p_start].endswith("on exchange rates.")
    assert (note.page, note.text[:12]) == ("19", "Chair Yellen")
