"""Released papers, on pages written for the test in the manner of real ones."""

from linewatch.sources.ocr import read_ocr, takes

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
