"""OpenDocument texts, written out for the test."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.errors import Unreadable
from linewatch.sources.office.odt import read_odt
from tests.sources.office_making import changed, holds, marks, mutated, rows, zipped

PREFIXES = {
    "office": "office",
    "text": "text",
    "style": "style",
    "table": "table",
    "draw": "drawing",
    "fo": "xsl-fo-compatible",
    "meta": "meta",
}
SPACES = 'xmlns:dc="http://purl.org/dc/elements/1.1/" ' + " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in PREFIXES.items()
)
STYLES = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title" style:master-page-name="S"/>
<style:style style:name="P2" style:family="paragraph">
<style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="T1" style:family="text">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="Ring" style:family="paragraph" style:parent-style-name="Ring"/>
"""
META = (
    f"<office:document-meta {SPACES}><office:meta><dc:title>Fares</dc:title><dc:creator>A clerk</dc:creator>"
    "<meta:initial-creator>Pier Staff</meta:initial-creator></office:meta></office:document-meta>"
)


def content(body: str) -> str:
    return (
        f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def made(body: str) -> bytes:
    """Return an OpenDocument text with a body written out."""
    kind = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": content(body), "meta.xml": META})


def paragraph(words: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def note(words: str, sign: str = "1", kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>{sign}</text:note-citation>'
        f"<text:note-body>{words}</text:note-body></text:note>"
    )


def cell(words: str) -> str:
    return f"<table:table-cell>{paragraph(words)}</table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def test_headings_lists_and_tables_are_told_apart():
    body = (
        paragraph("The Ferry Line", "P1")
        + '<text:h text:outline-level="1">The fares</text:h>'
        + paragraph("They<text:s text:c='3'/>rise<text:line-break/>slowly.", "Ring")
        + f"<text:list><text:list-item>{paragraph('by ten')}</text:list-item></text:list>"
        + f"<table:table>{row(cell('year'), cell('fare'))}{row(cell('1955'), cell('ten'))}</table:table>"
    )
    document = read_odt("ferry", made(body))
    assert rows(document) == [
        ("heading", "The Ferry Line"),
        ("heading", "The fares"),
        ("paragraph", "They rise slowly."),
        ("list", "by ten"),
        ("table", "year\tfare\n1955\tten"),
    ]
    assert (document.title, document.extra["author"]) == ("The Ferry Line", "Pier Staff")
    assert document.untold == ("date", "issuer", "language", "pages")
    holds(document)


def test_a_table_inside_a_cell_is_part_of_it():
    inner = f"<table:table>{row(cell('a'), cell('b'))}</table:table>"
    body = f"<table:table>{row(f'<table:table-cell>{inner}</table:table-cell>', cell('c'))}</table:table>"
    assert rows(read_odt("ferry", made(body))) == [("table", "a b\tc")]


def test_notes_follow_the_passage_they_are_anchored_in():
    two = paragraph("On the pier.") + paragraph("Twice.")
    body = paragraph(f"Fares{note(two)} rise.{note(paragraph('Later.'), 'i', 'endnote')}") + paragraph("So.")
    document = read_odt("ferry", made(body))
    assert rows(document) == [
        ("paragraph", "Fares rise."),
        ("footnote", "On the pier. Twice."),
        ("footnote", "Later."),
        ("paragraph", "So."),
    ]
    assert [passage.note_of for passage in document.passages] == [None, 1, 1, None]
    assert marks(document, 1) == [("anchor", "1"), ("anchor", "i")]
    holds(document)


def test_pages_turn_at_soft_breaks_and_at_styles_and_notes_stay_with_their_sign():
    long = paragraph(f"One{note(paragraph('Below.'))} and <text:soft-page-break/>two.", "P1")
    document = read_odt("ferry", made(long + paragraph("Three.", "P2")))
    assert [(p.text, p.page, p.page_end) for p in document.passages] == [
        ("One and two.", "1", "2"),
        ("Below.", "1", "1"),
        ("Three.", "3", "3"),
    ]
    assert marks(document, 1) == [("anchor", "1"), ("page", "2")]


def test_tracked_changes_and_struck_words_stay_under_marks():
    changes = (
        '<text:tracked-changes><text:changed-region text:id="d"><text:deletion><office:change-info><dc:creator>A'
        f"</dc:creator></office:change-info>{paragraph('will ')}</text:deletion></text:changed-region>"
        '<text:changed-region text:id="i"><text:insertion/></text:changed-region></text:tracked-changes>'
    )
    body = paragraph(
        'Fares <text:change text:change-id="d"/><text:change-start text:change-id="i"/>may rise.'
    ) + paragraph('Or<text:change-end text:change-id="i"/> <text:span text:style-name="T1">not</text:span>.')
    document = read_odt("ferry", made(changes + body))
    assert rows(document) == [("paragraph", "Fares will may rise."), ("paragraph", "Or not.")]
    assert marks(document, 1) == [("struck", "will"), ("inserted", "may rise.")]
    assert marks(document, 2) == [("inserted", "Or"), ("struck", "not")]
    holds(document)


def test_frames_are_read_after_the_passage_they_stand_in():
    frame = f"<draw:frame><draw:text-box>{paragraph('Boxed.')}</draw:text-box></draw:frame>"
    shape = f"<draw:custom-shape>{paragraph('Shaped.')}</draw:custom-shape>"
    document = read_odt("ferry", made(paragraph(f"Before {frame}and {shape}after.")))
    assert rows(document) == [
        ("paragraph", "Before and after."),
        ("paragraph", "Boxed."),
        ("paragraph", "Shaped."),
    ]


def test_comments_are_left_out_and_counted():
    body = paragraph(f"Fares<office:annotation>{paragraph('why?')}</office:annotation> rise.")
    document = read_odt("ferry", made(body))
    assert (rows(document), document.extra["comments"]) == ([("paragraph", "Fares rise.")], "1 left out")


def test_a_flat_file_is_read_too():
    flat = (
        content(paragraph("Fares rise."))
        .replace("document-content", "document")
        .replace(
            "<office:automatic", "<office:meta><dc:title>Fares</dc:title></office:meta><office:automatic", 1
        )
    )
    document = read_odt("ferry", flat.encode())
    assert (rows(document), document.title) == ([("paragraph", "Fares rise.")], "Fares")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "not well formed"),
        (zipped({"mimetype": "x"}), "not a text"),
        (zipped({"content.xml": content("").replace("office:text", "office:spreadsheet")}), "not a text"),
        (changed(made(""), **{"META-INF/manifest.xml": "<a><encryption-data/></a>"}), "It is encrypted."),
        (changed(made(""), **{"encrypted-package": "x"}), "It is encrypted."),
        (zipped({"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "document type"),
        (made(""), "no text"),
    ],
)
def test_what_cannot_be_read_is_told(data, told):
    with pytest.raises(Unreadable, match=told):
        read_odt("bad", data)


RICH = content(
    paragraph(f"Fares{note(paragraph('On the pier.'))} <text:soft-page-break/>rise.")
    + f"<table:table>{row(cell('a'), cell('b'))}</table:table>"
).encode()


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=200), mutated(RICH), mutated(made(paragraph("Fares rise.")))))
def test_no_bytes_break_the_reader(data):
    for given_data in (data, zipped({"content.xml": data, "meta.xml": data, "styles.xml": data})):
        with contextlib.suppress(Unreadable):
            holds(read_odt("any", given_data))


NAMES = ["text:p", "text:h", "text:span", "text:list", "table:table", "table:table-row", "table:table-cell",
         "draw:frame", "draw:text-box", "text:section"]  # fmt: skip
pieces = st.recursive(
    st.sampled_from(["a ", "<text:s/>", "<text:soft-page-break/>", '<text:change text:change-id="d"/>',
                     note(paragraph("b")), '<text:span text:style-name="T1">a</text:span>']),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>", st.sampled_from(NAMES), st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, max_size=5))
def test_elements_in_any_order_give_passages_that_hold(parts):
    with contextlib.suppress(Unreadable):
        holds(read_odt("any", made("".join(parts))))
