"""The telegram, read exactly."""

import pytest

from linewatch.sources.plain.printed import read_printed


@pytest.fixture(scope="module")
def paper(shared):
    return read_printed("telegram", (shared / "seeds/002_cd49bded645f1c82.txt").read_text("utf-8"))


def test_numbers_heading_marking_and_signature(paper):
    assert (paper.number, paper.volume_number, paper.marking, paper.signer) == (
        "2300",
        "39",
        "Confidential",
        "Walmsley",
    )
    assert paper.title == "39. Telegram From the Embassy in the Soviet Union to the Department of State"
    assert (paper.issuer, paper.addressees) == ("Embassy in the Soviet Union", ("Department of State",))


def test_the_date_is_inferred_and_says_from_what(paper):
    assert paper.date == "1956-04-09"
    assert paper.date_ground.startswith("inferred from the file number 761.00/4–956")


def test_repeat_addressees(paper):
    assert paper.copies == ("London", "Paris", "Berlin", "Bonn", "posts in Eastern Europe")


def test_sections_keep_their_nesting(paper):
    sections = [p.section for p in paper.passages if p.kind == "paragraph"]
    assert list(dict.fromkeys(sections)) == [
        None,
        "I",
        "II",
        "III",
        "III.A",
        "III.A.1",
        "III.A.2",
        "III.B",
        "IV",
        "V",
    ]


def test_pages_follow_the_bracketed_breaks(paper):
    assert list(dict.fromkeys(p.page_end for p in paper.passages)) == ["88", "89", "90", "91"]
    turned = next(p for p in paper.passages if p.section == "III.B")
    assert "are able, where STALIN was not" in turned.text
    assert (turned.page, turned.page_end) == ("89", "90")


def test_a_number_glued_to_a_word_is_an_anchor(paper):
    anchored = [
        (p.text[: m.p_start].split()[-1], m.text)
        for p in paper.passages
        for m in p.marks
        if m.kind == "anchor"
    ]
    assert anchored == [("State", "1"), ("message", "2")]
    notes = [p for p in paper.passages if p.note_of]
    assert [(p.kind, paper.passages[p.note_of - 1].n) for p in notes] == [("source_note", 1), ("footnote", 3)]


def test_the_companion_is_kept_as_a_reference(paper):
    assert [m.target for p in paper.passages for m in p.mentions] == ["telegram 2316"]


def test_no_page_label_or_anchor_stands_in_a_sentence(paper):
    assert not any("[Page" in p.text or "message2" in p.text or "State1" in p.text for p in paper.passages)
