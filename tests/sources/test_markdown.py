"""Markdown, and plain text that looks like it by chance."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.sources.markdown.reader import read_markdown
from tests.sources.office_making import holds, marks, rows


def texts(text: str) -> list[str]:
    document = read_markdown("ferry", text)
    holds(document)
    return [passage.text for passage in document.passages]


def test_the_head_says_title_date_and_issuer():
    head = (
        '---\ntitle: "Ferry fares"\ndate: 1956-04\nauthor: Pier Staff\n'
        "lang: en\ntags:\n  - fares\nplace: Pier\n---\n"
    )
    document = read_markdown("ferry", head + "Fares rise.")
    assert (document.title, document.date, document.issuer, document.language) == (
        "Ferry fares",
        "1956-04",
        "Pier Staff",
        "en",
    )
    assert (document.extra, document.untold) == ({"place": "Pier"}, ("pages",))
    assert rows(document) == [("paragraph", "Fares rise.")]
    assert document.original.startswith("---")


def test_a_date_that_is_none_is_kept_as_it_is_written():
    document = read_markdown("ferry", "---\ndate: last spring\n---\nFares rise.")
    assert (document.date, document.extra) == (None, {"date": "last spring"})


@pytest.mark.parametrize("text", ["---\n\nFares: up\n", "---\nSome words.\n---\n", "---\ntitle: x\n"])
def test_a_rule_at_the_top_is_no_head(text):
    assert read_markdown("ferry", text).extra == {}
    assert read_markdown("ferry", text).date is None


def test_blocks_are_told_apart():
    text = (
        "# The *Ferry* Line #\n\nFares\n=====\n\nThey rise\nslowly.\n\n"
        "- by ten\n- or\n  more\n\n1. first\n2. second\n\n"
        "> quoted\n> words\n>\n> and more\n\n| year | fare |\n|:----|-----:|\n| 1955 | ten |\n\n"
        "```py\ncode *x*\n```\n\n***\nEnd"
    )
    document = read_markdown("ferry", text)
    assert rows(document) == [
        ("heading", "The Ferry Line"),
        ("heading", "Fares"),
        ("paragraph", "They rise slowly."),
        ("list", "by ten"),
        ("list", "or more"),
        ("list", "1. first"),
        ("list", "2. second"),
        ("paragraph", "quoted words"),
        ("paragraph", "and more"),
        ("table", "year\tfare\n1955\tten"),
        ("paragraph", "code *x*"),
        ("paragraph", "End"),
    ]
    assert document.title == "The Ferry Line"
    holds(document)


def test_notes_follow_the_passage_they_are_anchored_in():
    text = "Fares[^1] rise.[^b]\n\nSo.\n\n[^1]: On the\npier.\n\n    Twice.\n[^b]: Later."
    document = read_markdown("ferry", text)
    assert rows(document) == [
        ("paragraph", "Fares rise."),
        ("footnote", "On the pier. Twice."),
        ("footnote", "Later."),
        ("paragraph", "So."),
    ]
    assert [passage.note_of for passage in document.passages] == [None, 1, 1, None]
    assert marks(document, 1) == [("anchor", "1"), ("anchor", "b")]
    holds(document)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("**bold** and *it* and _it_ and __bold__", "bold and it and it and bold"),
        ("***both*** and **bold *it* bold**", "both and bold it bold"),
        ("`co*d*e` and [link](http://a_b_c/*d*) and ![pier](p.png)", "co*d*e and link and pier"),
        ("“*Quoted*,” he said (*so*).", "“Quoted,” he said (so)."),
        (r"\*not\* 5\_6", "*not* 5_6"),
    ],
)
def test_signs_whose_ends_are_sure_are_taken_out(written, meant):
    assert texts(written) == [meant]


@pytest.mark.parametrize(
    "text",
    [
        "fares* rose and *Note the tolls",
        "see (*) and again (*) below",
        "5 * 3 * 2 and snake_case_name _ or _",
        "copies ____ of ___ 4",
        "`tis better, `twas so",
        "#7 and # alone, No. #",
        "[^1] has no note, [word] no link",
        "| one line with pipes |",
        "~ about ~~ and ~~~",
        "* A lone note under the text.",
        "- A lone dash opens speech.",
        "In the year\n1956. That is no entry.".replace("\n", " "),
        "C:\\Users\\x",
        "**unclosed and *so on",
        "```unclosed",
        "a*b*c and __init__x",
    ],
)
def test_signs_that_stand_by_chance_stay(text):
    assert texts(text) == [text]


def test_a_year_at_the_beginning_of_a_line_is_no_entry():
    assert texts("In the year\n1956. That was so.\n\n1. One.\n\n2. Two.") == [
        "In the year 1956. That was so.",
        "1. One.",
        "2. Two.",
    ]
    assert [p.section for p in read_markdown("a", "1. One.\n\n2. Two.").passages] == ["1", "2"]


def test_struck_words_stay_under_a_mark():
    document = read_markdown("ferry", "Fares ~~will~~ rise.")
    assert (document.passages[0].text, marks(document, 1)) == ("Fares will rise.", [("struck", "will")])


def test_form_feeds_turn_pages():
    document = read_markdown("ferry", "One and\f two.\n\n\fThree.")
    assert [(p.text, p.page, p.page_end) for p in document.passages] == [
        ("One and two.", "1", "2"),
        ("Three.", "3", "3"),
    ]
    assert "pages" not in document.untold


@pytest.mark.parametrize(
    "text",
    [
        "*a " * 10_000,
        "**a" * 10_000,
        "[a](" * 10_000,
        "`" * 100_000,
        "# a" + " " * 200_000 + "b",
        "-|-" + " " * 200_000 + "x\n" + "|-" * 10_000 + "\n" + "|-" + " " * 100_000 + "x",
        "|a" * 10_000 + "\n" + "|-" * 10_000 + "\n" + "|*b*" * 10_000,
        "\n".join("`" * n for n in range(600, 2, -1)),
        "[^1]" * 10_000 + "\n\n[^1]: x" * 1000,
        "> " * 100_000,
        "* " * 100_000 + "x",
        "1. a\n" * 20_000,
        "---\n" + "a: b\n" * 10_000,
        "_a_ " * 10_000,
    ],
)
def test_what_is_written_to_take_for_ever_does_not(text):
    began = time.process_time()
    holds(read_markdown("bad", text))
    assert time.process_time() - began < 5


PIECES = [
    *("a", "b c", " ", "\n", "\n\n", "*", "**", "_", "`", "```\n", "~~", "# ", "- ", "> ", "1. ", "2. ", "|"),
    *("|-|-|\n", "[^1]", "\n[^1]: ", "[a](b)", "\\", "---\n", "===\n", "title: x\n", "\f", "é", "    "),
]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_gives_passages_that_hold_and_loses_no_word(text):
    document = read_markdown("any", text)
    holds(document)
    if not document.title and "[a](b)" not in text and "```" not in text and "title" not in text:
        assert sum(p.text.count("é") for p in document.passages) == text.count("é")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200).map(lambda text: text.replace("\0", " ").replace("\r", " ")))
def test_no_text_breaks_the_reader(text):
    holds(read_markdown("any", text))
