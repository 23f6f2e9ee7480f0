"""PDFs as people have them: columns, running heads, notes, hyphens, tables; each page drawn here by hand."""

import pytest

from linewatch.sources.passages.reading import read
from linewatch.sources.pdf import read_pdf
from tests.sources.pdf_writing import Page, pdf, set_in, width

SESSION = (
    "The session opened on Monday with a report on the state of the party in the districts, and the delegates heard "
    "it with attention. Several of them asked for the floor at once, and the chair let them speak in the order in "
    "which their names were given in."
)
DRAFT = (
    "On the second day the commission on resolutions laid its draft before the hall. Nobody spoke against it, but "
    "three delegates wanted the passage on the press made plainer, and it was sent back for the evening."
)
WEATHER = (
    "The weather in the capital kept fine through the week. Visitors filled the parks, and the trams ran late into "
    "the night for those who came from the meetings on the outskirts of the town."
)
NAMES = (
    "Anna",
    "Boris",
    "Clara",
    "Dmitri",
    "Elena",
    "Fedor",
    "Greta",
    "Hans",
    "Irina",
    "Josef",
    "Karla",
    "Leo",
)
LONG = " ".join(
    f"{one} asked {other} who had read the {thing}, and {other} told {one} that nobody had"
    for one in NAMES
    for other, thing in zip(NAMES[::-1], ("draft", "letter", "long report on the north"), strict=False)
)


@pytest.fixture(autouse=True)
def no_tesseract(monkeypatch):
    """Let no test here depend on what is installed."""
    monkeypatch.setattr("linewatch.sources.pdf.taking.recogniser", lambda: None)


def of_kind(document, kind):
    return [passage.text for passage in document.passages if passage.kind == kind]


def page_with(*paragraphs, across=400, size=10, top=700):
    page = Page()
    for paragraph in paragraphs:
        lines = set_in(paragraph, across, size, first=20)
        page.put(94, top, lines[0], size)
        top = page.lines(74, top - 12, lines[1:], size)
    return page


def held_by(document):
    """Check that every passage follows from the original, and return the document."""
    for passage in document.passages:
        assert read(document.original, passage.start, passage.end, passage.edits)[0] == passage.text
    return document


def test_paragraphs_set_off_by_an_indent_are_parted():
    document = held_by(read_pdf("a", pdf([page_with(SESSION, DRAFT, WEATHER)])))
    assert of_kind(document, "paragraph") == [SESSION, DRAFT, WEATHER]


def test_paragraphs_set_off_by_space_are_parted():
    page, top = Page(), 700
    for paragraph in (SESSION, DRAFT):
        top = page.lines(74, top, set_in(paragraph, 400)) - 8
    assert of_kind(read_pdf("a", pdf([page])), "paragraph") == [SESSION, DRAFT]


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_the_other_below_a_heading_across_them(columns):
    across = (500 - 14 * (columns - 1)) / columns
    page = Page().put(100, 740, "A congress ends in the capital", 24, bold=True)
    texts = (SESSION, DRAFT, WEATHER)[:columns]
    for number, text in enumerate(texts):
        lines = set_in(f"{text} {text}", across)
        page.lines(54 + number * (across + 14), 700 - 3.7 * number, lines)  # base lines do not meet
    document = held_by(read_pdf("a", pdf([page])))
    assert document.title == "A congress ends in the capital"
    assert " ".join(of_kind(document, "paragraph")) == " ".join(f"{text} {text}" for text in texts)


def test_columns_drawn_line_by_line_across_are_still_read_down():
    left, right = set_in(f"{SESSION} {SESSION}", 240), set_in(f"{DRAFT} {DRAFT}", 240)
    page = Page()
    for row, pair in enumerate(zip(left, right, strict=False)):
        for x, text in zip((54, 308), pair, strict=True):
            page.put(x, 700 - 12 * row, text)
    kept = min(len(left), len(right))
    text = " ".join(passage.text for passage in read_pdf("a", pdf([page])).passages)
    assert text == " ".join(left[:kept] + right[:kept])


def test_a_paragraph_runs_on_from_column_to_column():
    lines = set_in(f"{SESSION} {DRAFT} {WEATHER}", 240)
    half = len(lines) // 2
    page = Page()
    page.lines(54, 700, lines[:half])
    page.lines(308, 700, lines[half:])
    assert of_kind(read_pdf("a", pdf([page])), "paragraph") == [f"{SESSION} {DRAFT} {WEATHER}"]


def paper_with_heads(pages=4, *, first=7):
    """Return pages with a running head, a number at the foot, and a text that runs on over every page's end."""
    lines = set_in(LONG, 400)
    made, each = [], len(lines) // pages
    for number in range(pages):
        page = Page()
        page.put(54, 750, "Proceedings of the Congress").put(480, 750, f"Day {number + 1}")
        page.lines(74, 700, lines[number * each : (number + 1) * each if number + 1 < pages else None])
        page.put(300, 40, f"- {first + number} -")
        made.append(page)
    return made


def test_running_heads_and_page_numbers_are_in_the_original_and_in_no_passage():
    document = held_by(read_pdf("a", pdf(paper_with_heads())))
    text = " ".join(passage.text for passage in document.passages)
    assert "Proceedings of the Congress" not in text
    assert "- 8 -" not in text
    assert document.original.count("Proceedings of the Congress") == 4
    assert text == LONG


def test_printed_page_numbers_name_the_pages_and_stand_where_a_page_begins():
    document = read_pdf("a", pdf(paper_with_heads()))
    (passage,) = document.passages
    marks = [mark for mark in passage.marks if mark.kind == "page"]
    assert (passage.page, passage.page_end, [mark.text for mark in marks]) == ("7", "10", ["8", "9", "10"])
    assert "pages" not in document.untold
    assert all(passage.text[mark.p_start - 1] == " " for mark in marks)


def test_without_printed_numbers_the_labels_of_the_file_name_the_pages():
    labels = "/PageLabels << /Nums [0 << /S /r >> 1 << /S /D >>] >>"
    document = read_pdf("a", pdf([page_with(SESSION), page_with(DRAFT)], labels=labels))
    assert [passage.page for passage in document.passages] == ["i", "1"]
    assert "pages" in document.untold


def test_without_either_pages_are_counted():
    document = read_pdf("a", pdf([page_with(SESSION), page_with(DRAFT)]))
    assert [passage.page for passage in document.passages] == ["1", "2"]


def test_heads_that_change_from_chapter_to_chapter_go_by_their_numbers():
    pages = []
    for number, name in enumerate(("Arrivals", "Debates", "The vote", "Departures", "After"), 20):
        page = page_with(f"{name}: {SESSION}", DRAFT, top=700 - number)
        pages.append(page.put(74, 750, f"Chapter {name}").put(450, 750, str(number)))
    document = read_pdf("a", pdf(pages))
    assert not any("Chapter" in passage.text for passage in document.passages)
    assert document.passages[0].page == "20"


def test_copies_of_one_page_keep_their_text():
    document = read_pdf("a", pdf([page_with(SESSION, DRAFT)] * 3))
    assert document.original.count(SESSION[:40]) == 3
    assert len(of_kind(document, "paragraph")) == 6


def test_a_marking_in_every_head_is_the_marking():
    texts = (SESSION, DRAFT, WEATHER)
    pages = [page_with(text).put(280, 760, "SECRET").put(280, 30, "SECRET") for text in texts]
    document = read_pdf("a", pdf(pages))
    assert document.marking == "SECRET"
    assert not any("SECRET" in passage.text for passage in document.passages)


def test_a_hyphen_of_the_line_goes_and_a_hyphen_of_the_word_stays():
    lines = [
        "The self-criticism of the branch was thought too long by the committee, which cut the self-",
        "criticism by half. A well-known delegate said that the commit-",
        "tee had gone too far, and that a word of the well-",
        "known sort was all that anybody wanted from the commission and the commis-",
        "sion from them.",
    ]
    page = Page()
    page.lines(74, 700, lines)
    (text,) = of_kind(held_by(read_pdf("a", pdf([page]))), "paragraph")
    assert "cut the self-criticism by half" in text
    assert "said that the committee had" in text
    assert "of the well-known sort" in text
    assert text.endswith("and the commission from them.")


def test_a_word_cut_by_the_page_is_whole_and_the_mark_stands_in_it():
    pages = [Page(), Page()]
    lines = set_in(SESSION, 400)
    pages[0].lines(74, 100, [*lines[:-1], lines[-1].removesuffix("in.") + "to the commit-"])
    pages[1].lines(74, 700, ["tee, which kept them for the record of the day. " + DRAFT[:40], "in the end."])
    document = held_by(read_pdf("a", pdf(pages)))
    (passage,) = document.passages
    (mark,) = passage.marks
    assert "given to the committee, which kept" in passage.text
    assert passage.text[: mark.p_start].endswith("commit")


def put_with_sign(page, y, before, sign, after, size=10):
    """Draw a line with a small raised sign in it."""
    at = 74 + width(before, size)
    page.put(74, y, before, size).put(at, y + 4, sign, 6)
    return page.put(at + width(sign, 6), y, after, size)


def test_footnotes_are_tied_to_the_raised_figures_that_lead_to_them():
    page = page_with(SESSION)
    put_with_sign(
        page, 500, "The draft was printed", "1", " in the evening and read at night by the few who had stayed"
    )
    put_with_sign(page, 488, "up for it. It named 12 districts and 30 branches", "2", " of the party.")
    page.put(74, 90, "1", 5).put(78, 87, "In a run of two hundred copies, says the printer.", 8)
    page.put(74, 80, "2", 5).put(
        78, 77, "The count is of the year before; the commission's own count, made in the", 8
    )
    page.put(74, 67, "spring, has thirty-one.", 8)
    document = held_by(read_pdf("a", pdf([page])))
    notes = [passage for passage in document.passages if passage.kind == "footnote"]
    assert [note.text[:20] for note in notes] == ["In a run of two hund", "The count is of the "]
    assert notes[1].text.endswith("made in the spring, has thirty-one.")
    home = document.passages[notes[0].note_of - 1]
    assert "The draft was printed in the evening" in home.text
    assert "30 branches of the party" in home.text
    anchors = [(mark.text, home.text[: mark.p_start][-8:]) for mark in home.marks]
    assert anchors == [("1", " printed"), ("2", "branches")]


def test_a_note_runs_on_at_the_foot_of_the_next_page():
    first, second = page_with(SESSION), page_with(WEATHER)
    put_with_sign(
        first, 500, "The draft was printed", "*", " in the evening and read at night by the few left."
    )
    first.put(74, 87, "* In a run of two hundred copies, as the printer says, who was asked and who", 8)
    second.put(74, 87, "had no reason to hide it.", 8)
    document = held_by(read_pdf("a", pdf([first, second])))
    (note,) = (passage for passage in document.passages if passage.kind == "footnote")
    assert note.text.endswith("who was asked and who had no reason to hide it.")
    assert (note.page, note.page_end) == ("1", "2")


def test_notes_at_the_end_of_a_paper_are_tied_too():
    page = page_with(SESSION)
    put_with_sign(
        page, 500, "The draft was printed", "1", " in the evening and read at night by the few left."
    )
    last = Page().put(74, 700, "Notes", 10, bold=True)
    last.put(74, 664, "1", 6).put(80, 660, "In a run of two hundred copies, says the printer.")
    document = held_by(read_pdf("a", pdf([page, last])))
    (note,) = (passage for passage in document.passages if passage.kind == "footnote")
    assert (note.text[:20], document.passages[note.note_of - 1].text[:9]) == (
        "In a run of two hund",
        "The draft",
    )


def test_a_raised_figure_on_a_number_is_never_one_of_its_digits():
    page = page_with(SESSION)
    put_with_sign(page, 400, "The planners reckoned with 10", "6", " tons of steel in the year.")
    text = " ".join(passage.text for passage in read_pdf("a", pdf([page])).passages)
    assert "106" not in text
    assert "10⁶ tons" in text


def test_headings_stand_out_by_size_weight_or_capitals():
    page = (
        Page()
        .put(74, 740, "Report on the Districts", 18)
        .put(74, 700, "What the north reports", 10, bold=True)
    )
    top = page.lines(74, 680, set_in(SESSION, 400))
    page.put(74, top - 10, "THE SOUTH")
    page.lines(74, top - 30, set_in(DRAFT, 400))
    document = read_pdf("a", pdf([page]))
    assert of_kind(document, "heading") == ["Report on the Districts", "What the north reports", "THE SOUTH"]
    assert of_kind(document, "paragraph") == [SESSION, DRAFT]


def test_bullets_open_the_entries_of_a_list():
    page = page_with(SESSION)
    page.put(90, 600, "•").put(102, 600, "the first point, which the delegates from the north had asked for")
    page.put(102, 588, "and which takes two lines;").put(90, 576, "•").put(102, 576, "the second point.")
    assert of_kind(read_pdf("a", pdf([page])), "list") == [
        "the first point, which the delegates from the north had asked for and which takes two lines;",
        "the second point.",
    ]


def test_a_table_is_read_by_rows_with_its_cells_apart():
    page = page_with(SESSION)
    rows = (
        ("District", "1955", "1956"),
        ("North", "1200", "1150"),
        ("South", "800", "790"),
        ("East", "310", "305"),
    )
    for number, row in enumerate(rows):
        for x, cell in zip((80, 220, 320), row, strict=True):
            page.put(x, 560 - 14 * number, cell)
    document = held_by(read_pdf("a", pdf([page])))
    assert of_kind(document, "table") == ["\n".join("\t".join(row) for row in rows)]


def test_a_turned_page_and_a_page_drawn_sideways_are_read_upright():
    turned = Page(rotate=90)
    for number, line in enumerate(set_in(SESSION, 400, 12)):
        turned.put(100 + 15 * number, 60, line, 12, turn="0 1 -1 0")
    sideways = Page()
    for number, line in enumerate(set_in(SESSION, 400, 12)):
        sideways.put(500 - 15 * number, 700, line, 12, turn="0 -1 1 0")
    for page in (turned, sideways):
        assert [passage.text for passage in read_pdf("a", pdf([page])).passages] == [SESSION]


def test_a_stamp_in_the_margin_comes_after_the_page():
    page = page_with(SESSION).put(30, 200, "COPY NO. 4", turn="0 1 -1 0")
    assert [p.text for p in read_pdf("a", pdf([page])).passages] == [SESSION, "COPY NO. 4"]


def test_invisible_words_are_left_out_unless_they_are_the_reading_of_a_picture():
    drawn = page_with(SESSION)
    drawn.put(74, 500, "words that nobody sees", mode=3)
    assert "nobody" not in read_pdf("a", pdf([drawn])).original
    scan = Page().picture(0, 0, 612, 792)
    for number, line in enumerate(set_in(SESSION, 400)):
        scan.put(74, 700 - 12 * number, line, mode=3)
    assert [p.text for p in read_pdf("a", pdf([scan])).passages] == [SESSION]


def test_words_beside_the_page_and_type_too_small_to_read_are_left_out():
    page = page_with(SESSION).put(700, 400, "beside").put(74, -40, "below").put(74, 300, "minute", 0.5)
    assert [p.text for p in read_pdf("a", pdf([page])).passages] == [SESSION]


def test_words_printed_twice_to_look_bold_are_read_once():
    page = Page().put(74, 600, "Resolution").put(74.3, 600, "Resolution")
    page.lines(74, 560, set_in(SESSION, 400))
    assert next(p.text for p in read_pdf("a", pdf([page])).passages) == "Resolution"


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("Report on the Districts, 1956", "Report on the Districts, 1956"),
        ("Microsoft Word - final3.doc", "Report on the Districts"),
        ("untitled", "Report on the Districts"),
        ("scan_0043.pdf", "Report on the Districts"),
        ("Minutes of another paper", "Report on the Districts"),
        ("", "Report on the Districts"),
    ],
)
def test_the_title_is_the_files_own_where_the_page_bears_it_out(given, title):
    page = Page().put(74, 740, "Report on the Districts", 18)
    page.lines(74, 680, set_in(SESSION, 400))
    document = read_pdf("final3", pdf([page], title=given))
    assert document.title == title
    assert document.grounds["title"]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("14 March 1956", "1956-03-14"),
        ("March 14, 1956", "1956-03-14"),
        ("14. März 1956", "1956-03-14"),
        ("31 February 1956", None),
        ("In March 1956 the", None),
    ],
)
def test_a_line_that_is_a_date_and_nothing_else_dates_the_paper(line, date):
    page = Page().put(400, 740, line)
    page.lines(74, 680, set_in(SESSION, 400))
    document = read_pdf("a", pdf([page]))
    assert document.date == date
    assert (date is None) == (document.date_ground is None)


def test_turns_of_a_transcript_are_paragraphs_that_begin_with_the_name():
    turns = ("THE CHAIR.  " + SESSION, "MR. BROWN.  Who printed it?", "THE CHAIR.  The branch did. " + DRAFT)
    document = read_pdf("a", pdf([page_with(*turns)]))
    assert of_kind(document, "paragraph") == [turn.replace(".  ", ". ") for turn in turns]
