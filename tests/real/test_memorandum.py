"""The memorandum, read exactly."""

import pytest

from linewatch.sources.released.reader import read_ocr

CUT = (("M5", "M6"), ("M9", "M10"), ("M21", "M22"), ("M26", "M27"), ("M32", "M33"), ("M38", "M41"))


@pytest.fixture(scope="module")
def paper(shared):
    return read_ocr("memorandum", (shared / "seeds/000_87256e244e188e54.txt").read_text("utf-8"))


def marks(paper, kind):
    return [(p, m) for p in paper.passages for m in p.marks if m.kind == kind]


def test_the_head_is_read(paper):
    assert (paper.date, paper.addressees, paper.signer, paper.marking) == (
        "1956-10-25",
        ("All Area Branches",),
        "Chief, Counter Intelligence Staff",
        "SECRET",
    )
    assert paper.title.startswith("Significance of Developments of International Communism After the XXth")


def test_it_has_fifteen_pages(paper):
    pages = dict.fromkeys(q for p in paper.passages for q in (p.page, p.page_end))
    assert list(pages) == [str(number) for number in range(1, 16)]


def test_it_has_forty_paragraphs_and_five_numbered_ones_in_the_note(paper):
    paragraphs = [p for p in paper.passages if p.kind == "paragraph"]
    assert [p.section for p in paragraphs if p.page == "1"] == ["1", "2", "3", "4", "5"]
    assert len([p for p in paragraphs if p.page != "1"]) == 40


def test_cut_paragraphs_are_whole_and_know_both_their_pages(paper):
    turned = [p for p in paper.passages if p.page != p.page_end]
    assert len(turned) == len(CUT)
    assert all(p.text[0].isupper() and p.text[-1] in '."' for p in turned)
    assert all(int(p.page_end) == int(p.page) + 1 for p in turned)


def test_codes_blanks_struck_and_inserted_words_stand_in_their_places(paper):
    assert [m.text for _, m in marks(paper, "code")] == [
        "25X1A2g",
        "25X1A8a",
        "25X1A2d1",
        "25X1A2d1",
        "25X1A9a",
    ]
    assert len(marks(paper, "blank")) == 5
    assert [(m.text, p.text[m.p_start : m.p_end]) for p, m in marks(paper, "struck")] == [
        ("should", "should")
    ]
    assert [m.text for _, m in marks(paper, "inserted")] == ["open", "has been said"]
    passage, _ = marks(paper, "blank")[0]
    assert "will find copies of" in passage.text


def test_footnotes_are_tied_to_their_anchors(paper):
    notes = [p for p in paper.passages if p.kind == "footnote"]
    homes = [paper.passages[note.note_of - 1] for note in notes]
    assert [note.text[:20] for note in notes] == ["The Ulbricht stateme", "A very good indicati"]
    for home, before in zip(homes, ("Communist Bloc", "the great debate"), strict=True):
        (anchor,) = [m for m in home.marks if m.kind == "anchor"]
        assert home.text[: anchor.p_start].endswith(before)


def test_no_banner_code_or_blank_stands_in_a_sentence(paper):
    for passage in paper.passages:
        if passage.kind != "marking":
            assert not any(
                sign in passage.text for sign in ("SECRET", "25X1", "_", "~", "<sup>", "\\", "---")
            )


def test_raw_keeps_the_source(paper):
    raw = [paper.original[p.start : p.end] for p in paper.passages]
    assert sum("~~should~~" in text for text in raw) == 1
    assert sum("<sup>open</sup>" in text for text in raw) == 1
