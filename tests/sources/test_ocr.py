"""Released papers, on pages written for the test in the manner of real ones."""

from linewatch.sources.released.reader import read_ocr, takes

PAPER = """

CONFIDENTIAL

25X1A2g

3 May 1961

TO: All Desks

SUBJECT: How the Ferry Line
Changed Its Fares

1. Attached are \\_\\_\\_\\_ copies of the paper. 25X1A8a

Chief, Harbour Staff

~~CONFIDENTIAL~~

~~CONFIDENTIAL~~

The Ferry Line After
The Change of Fares

The company said\\* that fares ~~would~~ rise <sup>slowly</sup>. The captains had

---

\\* On the pier, before the vote.

~~CONFIDENTIAL~~

CONFIDENTIAL

~~CONFIDENTIAL~~

not been asked. They said so.

A second paragraph ends here.

~~CONFIDENTIAL~~
"""


def by_kind(kind):
    return [p for p in read_ocr("ferry", PAPER).passages if p.kind == kind]


def test_banners_on_lines_of_their_own_show_a_released_paper():
    assert takes(PAPER)
    assert not takes("It was said that SECRET was a word.\n\nSECRET\n\nOnce is not enough.")


def test_the_head_says_date_addressee_subject_and_signer():
    found = read_ocr("ferry", PAPER)
    assert (found.date, found.addressees, found.title, found.signer, found.marking, found.kind) == (
        "1961-05-03",
        ("All Desks",),
        "How the Ferry Line Changed Its Fares",
        "Chief, Harbour Staff",
        "CONFIDENTIAL",
        "memorandum",
    )


def test_a_run_of_banners_is_one_page_break():
    assert {p.page_end for p in read_ocr("ferry", PAPER).passages} == {"1", "2", "3"}


def test_a_paragraph_cut_by_a_page_a_rule_and_a_note_is_whole_again():
    whole = by_kind("paragraph")[1]
    assert whole.text == (
        "The company said that fares would rise slowly. The captains had not been asked. They said so."
    )
    assert (whole.page, whole.page_end) == ("2", "3")
    assert {(m.kind, m.text) for m in whole.marks} == {
        ("anchor", "*"),
        ("struck", "would"),
        ("inserted", "slowly"),
        ("page", "3"),
    }
    assert all(
        whole.text[m.p_start : m.p_end] == m.text for m in whole.marks if m.kind in ("struck", "inserted")
    )


def test_a_footnote_knows_its_paragraph():
    (note,) = by_kind("footnote")
    assert note.text == "On the pier, before the vote."
    assert note.note_of == by_kind("paragraph")[1].n


def test_codes_and_blanks_are_marked_and_stand_in_no_sentence():
    numbered = by_kind("paragraph")[0]
    assert numbered.text == "1. Attached are copies of the paper."
    assert [(m.kind, m.text) for m in numbered.marks] == [("blank", "____"), ("code", "25X1A8a")]
    assert [(m.kind, m.text) for m in by_kind("marking")[0].marks] == [("code", "25X1A2g")]


def test_raw_keeps_the_source():
    whole = by_kind("paragraph")[1]
    assert "~~would~~ rise <sup>slowly</sup>" in PAPER[whole.start : whole.end]


def test_banners_glued_to_text_are_furniture_too():
    found = read_ocr("x", "SECRET\nFirst page ends\nSECRET\nSECRET\nand goes on.\nSECRET\n")
    assert [p.text for p in found.passages if p.kind == "paragraph"] == ["First page ends and goes on."]


def test_each_note_takes_an_anchor_of_its_own():
    text = "SECRET\n\nOne\\* is said.\n\nTwo\\* is said.\n\n\\* First.\n\n\\* Second.\n\nSECRET\n"
    found = read_ocr("x", text)
    homes = [(p.text, found.passages[p.note_of - 1].text) for p in found.passages if p.kind == "footnote"]
    assert homes == [("First.", "One is said."), ("Second.", "Two is said.")]


def test_a_sign_of_two_stars_is_one_anchor():
    found = read_ocr("x", "SECRET\n\nOne\\*\\* is said.\n\n\\*\\* Below.\n\nSECRET\n")
    assert [(p.kind, p.text) for p in found.passages if p.kind != "marking"] == [
        ("paragraph", "One is said."),
        ("footnote", "Below."),
    ]


def test_a_bullet_is_no_footnote():
    found = read_ocr("x", "SECRET\n\nThese are said:\n\n* one\n\n* two\n\nSECRET\n")
    assert [p.kind for p in found.passages] == ["marking", "paragraph", "paragraph", "paragraph"]


SPACED = """# 123-45678-90123

## Page 1

123-45678-90123

2031 RELEASE UNDER THE HARBOUR RECORDS ACT OF 1999

CONFIDENTIAL

3 May 1961

SUBJECT: How the Ferry Line Changed Its Fares

1. The company has said that the fares of the ferry would be raised before the sum-

mer, and that the captains had been asked about it. They had not been asked.

2. The council of the island does not agree with what the company has said, and it

---

## Page 2

CONFIDENTIAL

wants to know who decided it.

- 2 -
"""


def test_a_reading_with_a_blank_line_after_every_line_has_whole_paragraphs():
    assert takes(SPACED)
    found = read_ocr("ferry", SPACED)
    assert [(p.kind, p.page, p.page_end, p.section) for p in found.passages] == [
        ("marking", "1", "1", None),
        ("address", "1", "1", None),
        ("address", "1", "1", None),
        ("paragraph", "1", "1", "1"),
        ("paragraph", "1", "2", "2"),
    ]
    assert "before the summer, and that" in found.passages[3].text
    assert found.passages[4].text.endswith("what the company has said, and it wants to know who decided it.")


def test_record_numbers_and_stamps_are_neither_title_nor_issuer_nor_words():
    found = read_ocr("ferry", SPACED)
    assert (found.title, found.issuer, found.date) == (
        "How the Ferry Line Changed Its Fares",
        None,
        "1961-05-03",
    )
    assert not any("45678" in p.text or "RELEASE" in p.text for p in found.passages)
    assert found.original == SPACED


STAMP = "Approved For Release 1999/09/08 : CIA-RDP80-01446R000100060019-1"
LINES = f"""{STAMP}
MEMORANDUM FOR: All Desks
20 March 1961
SUBJECT: Latest Changes of the Fares and the Hours of the Ferry Line and
What They Mean
1. The purpose of this paper is to say what the fares of the ferry have been, and what they are going to
be after the summer, as far as the company knows.
2. The captains were not asked.
{STAMP}
{STAMP}
They have said so since then, and nobody in the company has denied it or has said why it was done like
that.
{STAMP}
"""


def test_stamps_turn_the_page_and_lines_without_blanks_have_paragraphs():
    assert takes(LINES)
    found = read_ocr("ferry", LINES)
    assert [(p.kind, p.page, p.section) for p in found.passages] == [
        ("address", "1", None),
        ("address", "1", None),
        ("address", "1", None),
        ("paragraph", "1", "1"),
        ("paragraph", "1", "2"),
        ("paragraph", "2", None),
    ]
    assert (found.title, found.addressees, found.issuer) == (
        "Latest Changes of the Fares and the Hours of the Ferry Line and What They Mean",
        ("All Desks",),
        None,
    )


def test_a_stamp_inside_a_line_is_taken_out():
    sentence = "The captains of the ferry have not been asked by the company what they think of it. "
    text = f"{STAMP} The Fares {sentence * 30}{STAMP} {sentence * 5}"
    assert takes(text)
    found = read_ocr("ferry", text)
    assert not any("Release" in p.text for p in found.passages)
    assert len(found.passages) > 2
    assert all(p.text.endswith("think of it.") for p in found.passages)
    assert max(len(p.text.split()) for p in found.passages) < 250


def test_words_about_a_release_are_no_stamp():
    assert not takes("The paper was approved for release in 1961, and the 1961 release was read under lamps.")


def test_blank_lines_inside_sentences_part_nothing():
    lines = [
        "The company has said that the fares of the ferry would be raised before the",
        "summer, and that the captains had been asked about it. They had not been",
        "asked.",
    ]
    text = (
        "SECRET\n\n" + "\n\n".join(["\n".join(lines[:2]), lines[2], "\n\n".join(lines)] * 3) + "\n\nSECRET\n"
    )
    whole = " ".join(lines)
    assert [p.text for p in read_ocr("ferry", text).passages[1:]] == [whole] * 6


def test_a_day_that_was_misread_is_no_date():
    for line in ("39 March 1956", "30 February 1956"):
        assert read_ocr("memo", PAPER.replace("3 May 1961", line)).date is None
    assert read_ocr("memo", PAPER.replace("3 May 1961", "14 Auguſt 1956")).date == "1956-08-14"
