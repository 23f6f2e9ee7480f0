"""Published single papers, on a page written for the test in the manner of real ones."""

from linewatch.sources.plain.printed import read_printed, takes

PAPER = """12. Telegram From the Consulate in Port Royal to the Home Office1

415. This message and the next2 (to follow) are one.

I.
Of the ferry, these things are said.
A.
It is late.
1.
Because of fog, which falls
over two lines. Nobody minds [Page 31] the wait.
2.
Because of the captain.
B.
It is old.
II.
Of the pier, nothing is said.

[Page 32]

In sum, all waits.

Quill
  1. Source: Harbour Archives, 761.00/11–2356. Secret. Repeated to York and Hull and pouched to all piers.
  2. Telegram 416, infra.
"""


def paper():
    return read_printed("ferry", PAPER)


def test_a_numbered_heading_with_notes_shows_a_published_paper():
    assert takes(PAPER)
    assert not takes("1. Milk\n2. Bread\n")


def test_the_paper_bears_its_own_number_and_the_volumes():
    assert (paper().number, paper().volume_number) == ("415", "12")


def test_the_date_is_read_from_the_file_number_and_says_so():
    assert paper().date == "1956-11-23"
    assert "761.00/11–2356" in paper().date_ground


def test_the_source_note_tells_marking_and_copies():
    assert paper().marking == "Secret"
    assert paper().copies == ("York", "Hull", "all piers")
    assert (paper().issuer, paper().addressees) == ("Consulate in Port Royal", ("Home Office",))
    assert paper().signer == "Quill"


def test_sections_nest_as_they_are_labelled():
    sections = [p.section for p in paper().passages if p.kind == "paragraph"]
    assert sections == [None, "I", "I.A", "I.A.1", "I.A.2", "I.B", "II", "II"]


def test_a_page_may_turn_inside_a_sentence():
    turned = next(p for p in paper().passages if p.section == "I.A.1")
    assert turned.text == "Because of fog, which falls over two lines. Nobody minds the wait."
    assert (turned.page, turned.page_end) == ("30", "31")


def test_a_number_glued_to_a_word_is_an_anchor():
    heading = paper().passages[0]
    assert heading.text.endswith("to the Home Office")
    assert [(m.kind, m.text, m.p_start) for m in heading.marks] == [("anchor", "1", len(heading.text))]
    note = next(p for p in paper().passages if p.kind == "footnote")
    assert paper().passages[note.note_of - 1].text.startswith("415. This message and the next (to follow)")


def test_a_companion_is_kept_as_a_reference():
    note = next(p for p in paper().passages if p.kind == "footnote")
    assert [(m.kind, m.target) for m in note.mentions] == [("reference", "telegram 416")]


def test_a_capital_that_is_a_numeral_too_follows_its_elder_brothers():
    letters = "".join(f"{letter}.\nPoint {letter} is made.\n" for letter in "ABCDEFGHIJ")
    text = f"1. Report by a Board\n\nI.\nFirst.\n{letters}II.\nSecond.\n[Page 2]\n"
    sections = [p.section for p in read_printed("x", text).passages if p.kind == "paragraph"]
    assert sections[-3:] == ["I.I", "I.J", "II"]


def test_an_anchor_may_follow_a_stop_and_a_name_is_none():
    notes = "  1. Source: Files.\n  2. Not found,\nnor sought.\n"
    text = "1. Note From A to Bonn1\n\nOf U2 planes nothing here.2 The end.\n\nQuill\n" + notes
    found = read_printed("x", text)
    assert [p.text for p in found.passages] == [
        "1. Note From A to Bonn",
        "Source: Files.",
        "Of U2 planes nothing here. The end.",
        "Not found, nor sought.",
        "Quill",
    ]
