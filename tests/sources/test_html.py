"""Web pages, on pages written for the test in the manner of 1996, 2008 and today."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.errors import Unreadable
from linewatch.sources.html.reader import read_html
from linewatch.sources.passages.reading import read

LONG = "The ferry board has met in York and has found that the fares which were set in spring will not hold. "
PROSE = f"<p>{LONG * 2}</p>"


def page(body, head=""):
    """Return the document of a page; each passage must follow from the original by its edits."""
    found = read_html("page", f"<html lang='en'><head>{head}</head><body>{body}</body></html>".encode())
    for passage in found.passages:
        assert read(found.original, passage.start, passage.end, passage.edits)[0] == passage.text
    return found


def told(found):
    return [(p.kind, p.text) for p in found.passages if not p.text.startswith("The ferry board")]


NINETIES = f"""<HTML><HEAD><TITLE>Ferry Board: Address, Quill--On fares--April 9, 1956</TITLE>
<STYLE><!-- h6 {{color: black}} --></STYLE><SCRIPT>document.write("<p>never</p>")</SCRIPT></HEAD>
<BODY BGCOLOR=#FFFFFF><A HREF="/"><IMG SRC=x.gif ALT="Home page"></A>
<TABLE WIDTH=600><TR><TD><B><FONT SIZE="+2">Remarks by Commissioner Ada Quill<BR></FONT>At the Pilots' Club, York<BR>
April 9, 1956</B></TD></TR></TABLE>
<TABLE WIDTH=600><TR><TD><font size="+1"><b>On Fares</b></font><p>{LONG}<P><B>What was found</B><BR>{LONG}
<br><br>{LONG}<TABLE BORDER=1><TR><TH>Year<TH>Fare<TR><TD>1955<TD>4.7<TR><TD>1956<TD>5.8</TABLE></TD></TR></TABLE>
<TABLE WIDTH=600><TR><TD><A HREF="#top">Return to top</A><P><A HREF="index.htm">1956 addresses</A></TABLE>
<DIV CLASS=footer><A HREF="/">Home</A> | <A HREF="/news.htm">News</A><BR>
<B>Last update: June 25, 2001</B></DIV></BODY>"""


def test_a_page_of_the_nineties_is_read_without_its_layout():
    found = read_html("n", NINETIES.encode())
    assert [(p.kind, p.text.split(" has met")[0]) for p in found.passages] == [
        ("heading", "Remarks by Commissioner Ada Quill"),
        ("heading", "At the Pilots' Club, York"),
        ("heading", "April 9, 1956"),
        ("heading", "On Fares"),
        ("paragraph", "The ferry board"),
        ("heading", "What was found"),
        ("paragraph", "The ferry board"),
        ("paragraph", "The ferry board"),
        ("table", "Year\tFare\n1955\t4.7\n1956\t5.8"),
    ]
    assert (found.title, found.date, found.speaker) == ("On Fares", "1956-04-09", "Commissioner Ada Quill")
    assert found.date_ground == "a line of its own: April 9, 1956"
    assert set(found.grounds) == {"title", "speaker"}


def test_scripts_and_styles_are_in_neither_text():
    found = read_html("n", NINETIES.encode())
    assert "never" not in found.original
    assert "color" not in found.original
    assert "Return to top" in found.original


TODAY = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Fares will rise - The Ferry Board</title>
<meta property="og:site_name" content="The Ferry Board">
<meta property="og:title" content="Quill: Fares will rise"></head>
<body class="has-nav"><a class="skip-link" href="#c">Skip to main content</a>
<nav><ul><li><a href="/">Home</a></ul></nav><header><a href="/"><h1>The Ferry Board</h1></a></header>
<div class="cookie-banner">We use cookies. <button>Accept</button></div>
<main id="c"><ol class="breadcrumb"><li><a href="/">Home</a><li><a href="/n">News</a></ol>
<h2>Fares will rise</h2><p class="article__time">9 April 1956</p><p class="byline">By Ada Quill</p>
<ul class="shareLinks"><li><a href="https://x.example">Share</a></ul>
<aside>On this page <a href="#s">Details</a></aside><p hidden>Hidden words.</p><p style="display: none">Also hidden.</p>
{PROSE}<h3 id="s">Details</h3><ul><li>First<ul><li>inner</ul><li>Second</ul>
<blockquote><p>Quoted words.</p></blockquote>
{PROSE}<p>So it stands.</p><div class="lastUpdate">Last Update: May 1, 2020</div>
<h3>Related</h3><ul><li><a href="/a">One</a><li><a href="/b">Two</a></ul></main>
<footer>The Ferry Board, York</footer></body></html>"""


def test_a_page_of_today_is_read_without_its_furniture():
    found = read_html("t", TODAY.encode())
    assert told(found) == [
        ("heading", "Fares will rise"),
        ("paragraph", "9 April 1956"),
        ("paragraph", "By Ada Quill"),
        ("heading", "Details"),
        ("list", "First"),
        ("list", "inner"),
        ("list", "Second"),
        ("paragraph", "Quoted words."),
        ("paragraph", "So it stands."),
    ]
    assert (found.title, found.date, found.speaker, found.language) == (
        "Fares will rise",
        "1956-04-09",
        "Ada Quill",
        "en-GB",
    )
    assert found.extra == {"site": "The Ferry Board"}
    assert found.grounds["language"] == "the page's lang attribute"


@pytest.mark.parametrize(
    ("ref", "note"),
    [
        ('<a href="#fn1"><sup>1</sup></a>', '<p><a name="fn1"></a>1. So said Quill. <a href="#f1">Return</a></p>'),
        ('<sup>[<a href="#fn1">1</a>]</sup>', '<ol><li id="fn1">1. So said Quill. <a href="#r1">↩</a></li></ol>'),
        ('<a href="page.htm#fn1">1</a>', '<p><a id="fn1" name="fn1">1.</a> So said Quill. <a href="#f1">Back</a></p>'),
        ('<a href="#n1">1</a>', "<table><tr><td><a name=n1>1.</a></td><td>So said Quill.</td></tr></table>"),
        ('<a href="#n1">1</a>', "<hr><a name=n1></a>1. So said Quill.<br><br>"),
    ],
)  # fmt: skip
def test_notes_at_the_end_are_tied_to_their_signs(ref, note):
    found = page(f'{PROSE}<p>Fares rose.{ref}<a id="f1"></a><a id="r1"></a> They fell.</p>{note}')
    first = next(p for p in found.passages if p.text.startswith("Fares"))
    assert first.text == "Fares rose. They fell."
    assert [(m.kind, m.text, first.text[: m.p_start]) for m in first.marks] == [
        ("anchor", "1", "Fares rose.")
    ]
    assert [(p.text, p.note_of) for p in found.passages if p.kind == "footnote"] == [
        ("1. So said Quill.", first.n)
    ]


def test_notes_that_stand_in_one_block_are_told_apart():
    note = "<p><a name=n1>1.</a> First.<br><a name=n2>2.</a> Second.</p>"
    found = page(f'{PROSE}<p>One<a href="#n1">1</a> and two<a href="#n2">2</a>.</p>{note}')
    assert [p.text for p in found.passages if p.kind == "footnote"] == ["1. First.", "2. Second."]
    assert len({p.note_of for p in found.passages if p.kind == "footnote"}) == 1


def test_a_list_of_contents_by_number_is_no_list_of_notes():
    found = page(
        f'<p><a href="#s1">1</a> <a href="#s2">2</a></p><h2 id="s1">One</h2>{PROSE}<h2 id="s2">Two</h2>{PROSE}'
    )
    assert [kind for kind, _ in told(found)] == ["heading", "heading"]


def test_a_power_is_no_note():
    found = page(f"{PROSE}<p>R<sup>2</sup> is 5<sup>1</sup>/<sub>2</sub>.</p>")
    assert told(found) == [("paragraph", "R2 is 51/2.")]


def test_text_in_pre_is_cut_at_empty_lines():
    found = page(f"<pre>FERRY BOARD\n\n{LONG}\n{LONG}\n \n  The end.\n</pre>")
    assert told(found) == [("paragraph", "FERRY BOARD"), ("paragraph", "The end.")]


def test_words_parted_by_a_line_end_alone_stay_apart():
    assert told(page(f"{PROSE}<p>One<br>two<br/>three</p>")) == [("paragraph", "One two three")]


def test_struck_and_inserted_words_are_marked():
    found = page(f"{PROSE}<p>They <del>should</del> <ins>will</ins> stop.</p>")
    assert [(m.kind, m.text) for m in found.passages[1].marks] == [("struck", "should"), ("inserted", "will")]


def test_links_to_other_pages_are_kept_and_none_that_would_run():
    links = [
        '<a href="/r.htm">report</a>',
        '<a href="java\nscript:alert(1)">one</a>',
        '<a href="data:text/html,x">two</a>',
        '<a href=" https://y.example/z ">site</a>',
    ]
    found = page(f"{PROSE}<p>The fares and what was said of them, see {' and '.join(links)}.</p>")
    assert [(m.text, m.target) for m in found.passages[1].mentions] == [
        ("report", "/r.htm"),
        ("site", "https://y.example/z"),
    ]


def test_no_tag_of_the_page_is_text():
    found = page(
        f"{PROSE}<p>a <b onclick='x()'>b</b> <script>alert(1)</script><o:p>c</o:p><svg><text>d</text></svg></p>"
    )
    assert told(found) == [("paragraph", "a b c")]
    assert "alert" not in found.original


def test_the_encoding_is_the_one_declared_else_a_guess_that_is_told():
    text = "<p>Café “fares”</p>"
    cases = {
        b"<meta charset=windows-1252>": ("cp1252", None),
        b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">': ("cp1252", None),
        b'<?xml version="1.0" encoding="utf-8"?>': ("utf-8", None),
        b"\xef\xbb\xbf": ("utf-8", None),
        b"<html>": ("utf-8", None),
        b"<head>": ("cp1252", "guessed: windows-1252"),
        b"<meta charset=utf-8>": ("cp1252", "guessed: utf-8 with broken bytes"),
    }
    for head, (encoding, told_as) in cases.items():
        found = read_html("e", head + text.encode(encoding))
        assert ("“fares”" in found.original) == (told_as is None or "1252" in told_as), head
        assert found.extra.get("encoding") == told_as
        assert ("encoding" in found.untold) == (told_as is not None)
    assert "Café" in read_html("e", ("\ufeff" + text).encode("utf-16-le")).original


@pytest.mark.parametrize(
    ("head", "body", "date", "ground"),
    [
        (
            '<meta property="article:published_time" content="1956-04-09T10:00:00Z">',
            "",
            "1956-04-09",
            "article:published_time",
        ),
        ('<meta name="citation_date" content="1956/04">', "", "1956-04", "citation_date"),
        ('<meta name="DC.date" content="9 April 1956">', "", "1956-04-09", "dc.date"),
        ("", '<time class="published" datetime="1956-04-09">on Monday</time>', "1956-04-09", "time element"),
        ("", "<p>April 9, 1956</p>", "1956-04-09", "line of its own"),
        ("", "<p>April 31, 1956</p>", None, None),
        ("", "<p>Since April 9, 1956</p>", None, None),
    ],
)
def test_a_date_is_read_where_the_page_states_it(head, body, date, ground):
    found = page(f"<h1>On fares</h1>{body}{PROSE}<p>May 1, 1957</p>", head)
    assert found.date == date
    assert (ground or "") in (found.date_ground or "")
    assert ("date" in found.untold) == (date is None)


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>On fares | Ferry Board</title>", "", "On fares"),
        (
            '<title>On fares - Ferry Board</title><meta property="og:site_name" content="Ferry Board">',
            "",
            "On fares",
        ),
        ("<title>Ferry Board - On fares</title>", "<h2>On fares</h2><h2>On</h2>", "On fares"),
        ("<title>Ferries</title>", "<h3 class='entry-title'>On fares</h3>", "On fares"),
        ("<title>Untitled</title>", "<h1>On fares</h1>", "On fares"),
    ],
)
def test_a_title_is_read_without_the_name_of_the_site(head, body, title):
    assert page(body + PROSE, head).title == title


def test_a_heading_that_links_to_itself_is_read():
    assert told(page(f'<h1 id="f"><a href="#f">On fares</a></h1>{PROSE}')) == [("heading", "On fares")]


def test_a_page_that_is_all_links_is_read_as_it_is():
    assert told(page('<ul><li><a href="/a">One</a><li><a href="/b">Two</a></ul>')) == [
        ("list", "One"),
        ("list", "Two"),
    ]


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<p>\0\0</p>", b"<html><script>x</script>"])
def test_a_page_without_text_is_refused(data):
    with pytest.raises(Unreadable):
        read_html("x", data)


def test_elements_nested_without_end_are_read_in_time():
    (found,) = read_html("x", b"<html><body>" + b"<div>" * 20_000 + b"deep").passages
    assert found.text == "deep"


def test_a_tag_of_many_attributes_is_read_in_time():
    found = read_html("x", b"<p " + b"".join(b"a%d " % n for n in range(200_000)) + b">x</p>")
    assert found.passages[0].text == "x"


def test_a_page_of_too_many_elements_is_refused():
    with pytest.raises(Unreadable, match="more than 500,000 elements"):
        read_html("x", b"<html><body>" + b"<b>" * 500_001)


_PIECES = [
    "<p>", "</p>", "<div>", "</div>", "<br>", "<b>", "</b>", "<a href='#n1'>", "<a href='/x'>", "</a>", "<a name=n1>",
    "<li id=n1>", "<ul>", "</ul>", "<table>", "<tr>", "<td>", "<th>", "</table>", "<h1>", "</h2>", "<pre>", "</pre>",
    "<sup>", "</sup>", "<del>", "</del>", "<nav>", "</nav>", "<main>", "</main>", "<script>", "</script>", "<!--",
    "-->", "1", "1. ", "word ", LONG, "\n\n", " ", "&amp;", "&#1;", "<title>", "</title>", "<p class='share author'>",
    "<svg>", "\x00", "é",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_any_page_is_read_or_refused_and_every_text_follows_from_its_source(pieces):
    try:
        found = read_html("x", "".join(pieces).encode())
    except Unreadable:
        return
    for passage in found.passages:
        assert read(found.original, passage.start, passage.end, passage.edits)[0] == passage.text
        assert all(passage.start <= e.start <= e.end <= passage.end for e in passage.edits)
        assert all(0 <= m.p_start <= m.p_end <= len(passage.text) for m in passage.marks)
        assert passage.note_of is None or 1 <= passage.note_of <= len(found.passages)
