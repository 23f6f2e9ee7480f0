"""Word files, made for the test."""

import contextlib
import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.errors import Unreadable
from linewatch.sources.office.docx import read_docx
from linewatch.sources.office.packages import tree
from tests.sources.office_making import changed, holds, marks, mutated, rows, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def made(body: str, notes: str = "", ends: str = "", styles: str = "", settings: str = "") -> bytes:
    """Return a Word file with a body and notes written out."""
    wrap = f'<?xml version="1.0"?><w:{{0}} {SPACES}>{{1}}</w:{{0}}>'
    return zipped(
        {
            "word/document.xml": wrap.format("document", f"<w:body>{body}</w:body>"),
            "word/footnotes.xml": wrap.format("footnotes", notes),
            "word/endnotes.xml": wrap.format("endnotes", ends),
            "word/styles.xml": wrap.format("styles", styles),
            "word/settings.xml": wrap.format("settings", settings),
        }
    )


def words(text: str, settings: str = "") -> str:
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, settings: str = "") -> str:
    return f"<w:p><w:pPr>{settings}</w:pPr>{''.join(runs)}</w:p>"


def note(ident: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{ident}">{paragraph(words(text))}</w:{kind}>'


def by_the_library() -> bytes:
    """Return a file as python-docx writes it."""
    document = docx.Document()
    document.core_properties.title = "Fares"
    document.core_properties.author = "Pier Staff"
    document.sections[0].header.paragraphs[0].text = "Page header"
    document.add_paragraph("The Ferry Line", style="Title")
    document.add_heading("The fares", 1)
    document.add_paragraph("They rise.")
    document.add_paragraph("slowly", style="List Bullet")
    table = document.add_table(2, 2)
    for row, cells in enumerate((("year", "fare"), ("1955", "ten"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(0, 1).add_table(1, 2).cell(0, 1).text = "nested"
    document.add_page_break()
    document.add_paragraph("The end.")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


LIBRARY = by_the_library()


def test_headings_lists_tables_and_pages_are_told_apart():
    document = read_docx("ferry", LIBRARY)
    assert rows(document) == [
        ("heading", "The Ferry Line"),
        ("heading", "The fares"),
        ("paragraph", "They rise."),
        ("list", "slowly"),
        ("table", "year\tfare nested\n1955\tten"),
        ("paragraph", "The end."),
    ]
    assert [passage.page for passage in document.passages] == ["1"] * 5 + ["2"]
    holds(document)


def test_the_title_is_the_one_on_the_page_and_the_author_is_kept_apart():
    document = read_docx("ferry", LIBRARY)
    assert (document.title, document.issuer, document.date) == ("The Ferry Line", None, None)
    assert document.extra["author"] == "Pier Staff"
    assert document.untold == ("date", "issuer", "language")


def test_without_a_title_on_the_page_the_properties_tell_it():
    body = made(paragraph(words("They rise.")))
    core = (
        '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Fares</dc:title></c:coreProperties>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a"'
        ' Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>'
    )
    document = read_docx("ferry", changed(body, **{"docProps__core_xml": core, "_rels/.rels": links}))
    assert (document.title, document.grounds["title"]) == ("Fares", "the file's properties")
    assert "pages" in document.untold


def test_notes_follow_the_passage_they_are_anchored_in():
    foot, end = '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:endnoteReference w:id="2"/></w:r>'
    body = paragraph(words("Fares"), foot, words(" rise."), end) + paragraph(words("So they said."))
    document = read_docx("ferry", made(body, note(2, "On the pier."), note(2, "Later.", "endnote")))
    assert rows(document) == [
        ("paragraph", "Fares rise."),
        ("footnote", "On the pier."),
        ("footnote", "Later."),
        ("paragraph", "So they said."),
    ]
    assert [passage.note_of for passage in document.passages] == [None, 1, 1, None]
    assert [(mark.kind, mark.p_start, mark.text) for mark in document.passages[0].marks] == [
        ("anchor", 5, "1"),
        ("anchor", 11, "i"),
    ]
    assert document.original == "Fares1 rise.i\n\n1 On the pier.\n\ni Later.\n\nSo they said."
    holds(document)


def test_a_note_with_a_sign_of_its_own_keeps_it():
    sign = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    document = read_docx("ferry", made(paragraph(words("Fares"), sign, words(" rise.")), note(2, "No.")))
    assert (document.passages[0].text, marks(document, 1)) == ("Fares rise.", [("anchor", "*")])


def test_tracked_changes_and_struck_words_stay_under_marks():
    body = paragraph(
        words("Fares "),
        "<w:del><w:r><w:delText>will</w:delText></w:r></w:del>",
        f"<w:ins>{words('may ')}</w:ins>",
        words("rise", "<w:strike/>"),
        words(" not", '<w:strike w:val="0"/>'),
    )
    document = read_docx("ferry", made(body))
    assert document.passages[0].text == "Fares willmay rise not"
    assert marks(document, 1) == [("struck", "will"), ("inserted", "may"), ("struck", "rise")]
    holds(document)


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph(words('Boxed.'))}</w:txbxContent>"
    shape = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:textbox>{box.replace('Boxed', 'Old')}</v:textbox></w:pict></w:r>"
    document = read_docx("ferry", made(paragraph(words("Before "), shape, words("after."), old)))
    assert rows(document) == [("paragraph", "Before after."), ("paragraph", "Boxed."), ("paragraph", "Old.")]


def test_a_page_that_word_broke_is_counted_once():
    rendered = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = (
        paragraph(words("One "), rendered, words("two."))
        + paragraph('<w:r><w:br w:type="page"/></w:r>')
        + paragraph(rendered, words("Three."))
    )
    document = read_docx("ferry", made(body))
    assert [(p.page, p.page_end) for p in document.passages] == [("1", "2"), ("3", "3")]
    assert [(mark.kind, mark.p_start, mark.text) for mark in document.passages[0].marks] == [("page", 4, "2")]


def test_a_heading_is_known_by_outline_level_in_any_language():
    styles = (
        '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Eigen"><w:name w:val="Eigen"/><w:basedOn w:val="berschrift1"/></w:style>'
        '<w:style w:styleId="Kapitel"><w:name w:val="Kapitel"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/></w:style>'
    )
    names = ("berschrift1", "Eigen", "Kapitel", "Ring", "fehlt")
    body = "".join(paragraph(words(name), settings=f'<w:pStyle w:val="{name}"/>') for name in names)
    document = read_docx("ferry", made(body, styles=styles))
    assert [passage.kind for passage in document.passages] == ["heading"] * 3 + ["paragraph"] * 2


def test_comments_are_left_out_and_counted():
    body = paragraph(words("Fares rise."), '<w:r><w:commentReference w:id="0"/></w:r>')
    assert read_docx("ferry", made(body)).extra == {"comments": "1 left out"}


def test_a_broken_part_beside_the_text_does_not_cost_the_text():
    data = changed(
        made(paragraph(words("Fares rise."))), word__styles_xml="<w:styles", word__footnotes_xml=None
    )
    document = read_docx("ferry", data)
    assert (rows(document), document.extra) == ([("paragraph", "Fares rise.")], {"unread": ["styles"]})


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FETCH = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
TEXT = f"<w:document {SPACES}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04 no more", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "It is encrypted."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office program"),
        (zipped({"xl/workbook.xml": "<x/>"}), "not a Word file"),
        (zipped({"word/document.xml": BOMB + TEXT}), "document type"),
        (zipped({"word/document.xml": FETCH + TEXT}), "document type"),
        (zipped({"word/document.xml": b"<a>\0</a>"}), "not well formed"),
        (zipped({"word/document.xml": "<a>" * 5000 + "</a>" * 5000}), "not well formed"),
        (zipped({"word/document.xml": " " * 20 * 2**20}), "times its size"),
        (made(""), "no text"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(data, told):
    with pytest.raises(Unreadable, match=told) as refused:
        read_docx("bad", data)
    assert "\n" not in refused.value.what


def test_a_package_that_lies_about_its_size_is_refused():
    data = bytearray(zipped({"word/document.xml": "x" * 5000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (700 * 2**20).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="unpacks to more"):
        read_docx("bad", bytes(data))


def test_an_encrypted_part_is_told():
    data = bytearray(made(paragraph(words("Fares rise."))))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(Unreadable, match="It is encrypted"):
        read_docx("bad", bytes(data))


def test_more_tags_than_memory_can_hold_are_refused_before_they_are_parsed():
    with pytest.raises(Unreadable, match="8,000,000 tags"):
        tree(b"<" * 8_000_001)


def test_empty_cells_cost_no_more_than_their_number():
    cells = "<w:tc/>" * 100_000
    document = read_docx(
        "wide", made(f"<w:tbl><w:tr>{cells}<w:tc>{paragraph(words('x'))}</w:tc></w:tr></w:tbl>")
    )
    assert rows(document) == [("table", "x")]


RICH = made(
    paragraph(
        words("Fares"), '<w:r><w:footnoteReference w:id="2"/></w:r>', f"<w:ins>{words(' rise')}</w:ins>"
    )
    + f"<w:tbl><w:tr><w:tc>{paragraph(words('a'))}</w:tc><w:tc>{paragraph(words('b'))}</w:tc></w:tr></w:tbl>",
    note(2, "On the pier."),
)
with zipfile.ZipFile(io.BytesIO(RICH)) as package:
    MAIN = package.read("word/document.xml")


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=200), mutated(RICH), mutated(LIBRARY)))
def test_no_bytes_break_the_reader(data):
    with contextlib.suppress(Unreadable):
        holds(read_docx("any", data))


@settings(max_examples=100, deadline=None)
@given(mutated(MAIN))
def test_no_text_in_a_sound_package_breaks_the_reader(main):
    with contextlib.suppress(Unreadable):
        holds(read_docx("any", changed(RICH, word__document_xml=main)))


pieces = st.recursive(
    st.sampled_from([words("a "), words("b", "<w:strike/>"), "<w:r><w:br w:type='page'/></w:r>", "<w:tab/>",
                     '<w:r><w:footnoteReference w:id="2"/></w:r>', "<w:lastRenderedPageBreak/>"]),
    lambda inner: st.builds(
        lambda name, parts: f"<w:{name}>{''.join(parts)}</w:{name}>",
        st.sampled_from(["p", "ins", "del", "tbl", "tr", "tc", "txbxContent", "r", "sdt", "moveTo"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, max_size=5))
def test_elements_in_any_order_give_passages_that_hold(parts):
    try:
        document = read_docx("any", made("".join(parts), note(2, "Note.")))
    except Unreadable:
        return
    holds(document)
    assert "".join(parts).count(">a <") == document.original.count("a")
