"""Rich Text, written by hand for the test."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.errors import Unreadable
from linewatch.sources.office.rtf import read_rtf
from tests.sources.office_making import holds, marks, mutated, rows

HEAD = rb"""{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fcharset204 Times Cyr;}
{\f2\fnil Plain;}{\f3\fcharset128 Mincho;}}{\colortbl;\red0;}
{\stylesheet{\ql Normal;}{\s1\outlinelevel0 Kapitel;}{\s2 Title;}
{\s3 heading 2;}{\*\cs10 \additive Default;}}{\info{\title Fares}{\author Pier Staff}{\creatim\yr1999}}
{\header Page header}{\footer Page footer}
"""


def made(body: bytes) -> bytes:
    """Return a Rich Text file with a body."""
    return HEAD + body + b"}"


def test_headings_lists_and_tables_are_told_apart():
    body = rb"""\pard\plain\s2 The Ferry Line\par\pard\plain\s1 The fares\par\pard\plain\s3 By year\par
\pard They rise\line slowly.\par{\listtext 1.\tab}\pard\ls1 by ten\par
\trowd\cellx1\cellx2\pard\intbl year\cell fare\cell\row\trowd\pard\intbl 1955\cell ten\par cents\cell\row
\pard The end.\par"""
    document = read_rtf("ferry", made(body))
    assert rows(document) == [
        ("heading", "The Ferry Line"),
        ("heading", "The fares"),
        ("heading", "By year"),
        ("paragraph", "They rise slowly."),
        ("list", "by ten"),
        ("table", "year\tfare\n1955\tten cents"),
        ("paragraph", "The end."),
    ]
    assert (document.title, document.extra["author"]) == ("The Ferry Line", "Pier Staff")
    holds(document)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (rb"Caf\'e9", "Café"),
        (rb"{\f1\'cf\'f0\'e8\'e2\'e5\'f2}", "Привет"),
        (rb"{\f2\'cf\'f0\'e8}", "При"),
        (rb"{\f3\'83A\'83\'42}", "アィ"),
        (rb"\u1055?\u1088?", "Пр"),
        (rb"\uc2\u8212\'97\'97a", "—a"),
        (rb"\uc0\u8212 a", "—a"),
        (rb"\u-10179?\u-9216?", "\U0001f400"),
        (rb"a\u-10179?b", "a\ufffdb"),
        (rb"\ldblquote a\rdblquote\emdash b\~c\_d", "“a”—b c\u2011d"),
        (rb"opt\-ional \{a\\b\}", "optional {a\\b}"),
        (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt the link}}", "the link"),
        (rb"{\*\unknown gone}{\pict\pngblip 01ff}a\bin5 }}}}}b", "ab"),
        (b"\\u0?\\'00a\x00", "??a?".replace("?", "\ufffd")),
    ],
)
def test_signs_are_read_in_any_code_page(written, meant):
    assert read_rtf("ferry", made(rb"\pard\plain " + written + rb"\par")).passages[0].text == meant


def test_notes_follow_the_passage_they_are_anchored_in():
    body = rb"""\pard Fares{\super\chftn}{\footnote\pard{\super\chftn} On the pier.\par Twice.} rise{\super\chftn}
{\footnote\ftnalt\pard{\super\chftn} Later.}.\par So.\par"""
    document = read_rtf("ferry", made(body))
    assert rows(document) == [
        ("paragraph", "Fares rise."),
        ("footnote", "On the pier. Twice."),
        ("footnote", "Later."),
        ("paragraph", "So."),
    ]
    assert [passage.note_of for passage in document.passages] == [None, 1, 1, None]
    assert marks(document, 1) == [("anchor", "1"), ("anchor", "1")]
    holds(document)


def test_pages_turn_where_the_file_breaks_them():
    body = rb"\pard One \page and two.\par\sect\sectd Three.\par\sect\sectd\sbknone Still three.\par\pard\pagebb Four."
    document = read_rtf("ferry", made(body))
    assert [(p.page, p.page_end) for p in document.passages] == [
        ("1", "2"),
        ("3", "3"),
        ("3", "3"),
        ("4", "4"),
    ]
    assert marks(document, 1) == [("page", "2")]


def test_changes_and_struck_words_stay_under_marks():
    document = read_rtf(
        "ferry", made(rb"Fares {\deleted will }{\revised may }rise {\strike now}\plain .\par")
    )
    assert document.passages[0].text == "Fares will may rise now."
    assert marks(document, 1) == [("struck", "will"), ("inserted", "may"), ("struck", "now")]
    holds(document)


def test_a_text_box_is_read_once_after_its_paragraph():
    box = rb"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt One.\par Two.\par}}{\shprslt{\*\do{\dptxbxtext One.}}}}"
    assert rows(read_rtf("ferry", made(rb"\pard Before " + box + rb"after.\par"))) == [
        ("paragraph", "Before after."),
        ("paragraph", "One."),
        ("paragraph", "Two."),
    ]


def test_comments_are_left_out_and_counted():
    document = read_rtf("ferry", made(rb"Fares{\*\annotation why?} rise."))
    assert (rows(document), document.extra["comments"]) == ([("paragraph", "Fares rise.")], "1 left out")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "not Rich Text"),
        (b"Fares rise. {\\rtf1 no}", "not Rich Text"),
        (b"{\\rtf1" + b"{" * 5000, "too deep"),
        (b"{\\rtf1 }", "no text"),
    ],
)
def test_what_cannot_be_read_is_told(data, told):
    with pytest.raises(Unreadable, match=told):
        read_rtf("bad", data)


@pytest.mark.parametrize(
    "body",
    [
        rb"{\footnote " * 900 + b"a",
        rb"a\cell" * 30_000,
        rb"{\field{\*\fldinst HYPERLINK " * 300 + b"x" * 50_000,
        rb"{\shptxt a" * 900,
        rb"\'e9" * 50_000,
    ],
    ids=["notes", "cells", "links", "boxes", "bytes"],
)
def test_what_is_written_to_take_for_ever_does_not(body):
    began = time.process_time()
    with contextlib.suppress(Unreadable):
        holds(read_rtf("bad", b"{\\rtf1 " + body))
    assert time.process_time() - began < 5


RICH = made(
    rb"\pard\s1 Fares\par Caf\'e9 {\f1\'cf}\u1055?{\super\chftn}{\footnote Pier.\par}{\deleted a}\page b\par"
    rb"\trowd\pard\intbl a\cell b\cell\row\pard{\*\shpinst{\shptxt c\par}}d\sect"
)
WORDS = [
    *(
        b"\\par",
        b"\\pard",
        b"\\intbl",
        b"\\cell",
        b"\\row",
        b"\\page",
        b"\\sect",
        b"\\plain",
        b"\\deleted",
        b"{",
    ),
    *(b"}", b"{\\footnote ", b"{\\*\\shpinst{\\shptxt ", b"a ", b"\\u-10179?", b"\\'e9", b"\\f1", b"\\-"),
    *(
        b"\\chftn",
        b"\\s1 ",
        b"\\*",
        b"{\\info{\\title ",
        b"{\\fonttbl{\\f1\\fcharset204 ",
        b"\\ansicpg65001 ",
    ),
    b"\\bin3 ",
]


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200).map(lambda data: b"{\\rtf1" + data),
        mutated(RICH),
        st.lists(st.sampled_from(WORDS), max_size=40).map(lambda words: b"{\\rtf1 " + b"".join(words)),
    )
)
def test_no_bytes_break_the_reader(data):
    with contextlib.suppress(Unreadable):
        holds(read_rtf("any", data))
