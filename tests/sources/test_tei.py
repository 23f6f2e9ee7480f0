"""TEI, on a small volume written for the test in both forms of encoding."""

import gzip

import pytest

from linewatch.errors import Unreadable
from linewatch.sources import files
from linewatch.sources.tei import parse

VOLUME = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0">
<teiHeader><fileDesc><titleStmt><title type="complete">Ferries, Volume I</title></titleStmt>
<publicationStmt><idno type="frus">ferry01</idno></publicationStmt></fileDesc></teiHeader>
<text><front><div xml:id="persons"><list><item><persName xml:id="p_Q1">Quill, A.</persName>, Consul</item></list></div>
</front><body><pb n="7"/><div type="compilation">
<div type="document" xml:id="d1" n="1"><head>1. Telegram From the <gloss type="from">Consulate</gloss> to the
  <gloss type="to">Office</gloss><note n="1" type="source">Source: Archives. Secret.</note></head>
<dateline><placeName>York</placeName>, <date when="1956-04-09T19:00:00">April 9, 1956—7 p.m.</date></dateline>
<p>The <persName corresp="#p_Q1">consul</persName> said,<note n="2">See <ref target="#d2">Document 2</ref>.</note>
 with <del>little</del> doubt,
<pb n="8"/>that fares<note n="3"><p>One.</p><p>Two.</p></note> rose.</p>
<list><head>Items</head><item>1. First</item><pb n="9"/><item>2. Second<list><item>nested</item></list></item></list>
<table><row><cell>1948</cell><cell>4.7</cell></row><row><cell>1949</cell><cell>5.8</cell></row></table>
<closer><signed><persName>Quill</persName></signed></closer></div>
<div type="document" xml:id="d1" n="2"><head>2. Editorial Note</head><p>No date is given.</p></div>
<div type="document" xml:id="d3" n="3" subtype="historical-document" frus:doc-dateTime-min="1956-04-11T11:00:00-05:00"
 frus:doc-dateTime-max="1956-04-12T11:00:00-05:00"><head>3. Letter</head>
<p>Goals: <list><label>1.</label><item>Speed.</item><pb n="10"/><label>2.</label><item>Price.</item></list> No more.</p>
</div></div></body></text></TEI>"""


@pytest.fixture(scope="module")
def volume():
    return parse("stem", VOLUME.encode())


@pytest.fixture(scope="module")
def first(volume):
    return next(volume.documents())


def test_documents_are_named_by_volume_and_id_even_where_an_id_is_repeated(volume):
    assert [d.id for d in volume.documents()] == ["ferry01/d1", "ferry01/d1", "ferry01/d3"]


def test_a_heading_stands_without_its_notes(first):
    assert first.title == "1. Telegram From the Consulate to the Office"
    assert first.passages[1].kind == "source_note"
    assert first.passages[1].note_of == 1


def test_a_time_of_day_is_kept_apart_from_the_date(first):
    assert (first.date, first.time, first.place) == ("1956-04-09", "19:00:00", "York")


def test_senders_markings_and_signers_are_read(first):
    assert (first.issuer, first.addressees, first.marking, first.signer) == (
        "Consulate",
        ("Office",),
        "Secret",
        "Quill",
    )


def test_a_page_may_turn_inside_a_paragraph(first):
    whole = next(p for p in first.passages if p.kind == "paragraph")
    assert whole.text == "The consul said, with little doubt, that fares rose."
    assert (whole.page, whole.page_end) == ("7", "8")
    marks = [(m.kind, m.text, whole.text[: m.p_start]) for m in whole.marks]
    assert marks == [
        ("anchor", "2", "The consul said,"),
        ("struck", "little", "The consul said, with "),
        ("page", "8", "The consul said, with little doubt, "),
        ("anchor", "3", "The consul said, with little doubt, that fares"),
    ]


def test_persons_and_references_carry_the_volumes_identifiers(first, volume):
    whole = next(p for p in first.passages if p.kind == "paragraph")
    assert [(m.kind, m.text, m.target) for m in whole.mentions] == [("person", "consul", "p_Q1")]
    assert [m.target for p in first.passages for m in p.mentions if m.kind == "reference"] == ["#d2"]
    assert [(p.id, p.name, p.description) for p in volume.persons()] == [("p_Q1", "Quill, A.", "Consul")]


def test_a_note_of_several_paragraphs_is_one_note(first):
    assert [p.text for p in first.passages if p.kind == "footnote"] == ["See Document 2.", "One. Two."]


def test_lists_and_tables_keep_their_parts(first):
    assert [p.text for p in first.passages if p.kind == "list"] == ["1. First", "2. Second", "nested"]
    assert [p.text for p in first.passages if p.kind == "table"] == ["1948\t4.7\n1949\t5.8"]
    assert [p.page for p in first.passages if p.kind == "list"] == ["8", "9", "9"]


def test_numbers_that_stand_in_elements_of_their_own_join_their_entries(volume):
    third = list(volume.documents())[2]
    assert [(p.kind, p.text, p.page) for p in third.passages] == [
        ("heading", "3. Letter", "9"),
        ("paragraph", "Goals: No more.", "9"),
        ("list", "1. Speed.", "9"),
        ("list", "2. Price.", "10"),
    ]


def test_a_date_in_attributes_is_read_with_its_span(volume):
    assert list(volume.documents())[2].date == "1956-04-11/1956-04-12"


def test_an_editorial_note_is_told_as_one(volume):
    second = list(volume.documents())[1]
    assert (second.kind, second.date) == ("editorial_note", None)
    assert "date" in second.untold


def test_no_word_of_a_document_is_lost(volume):
    for document in volume.documents():
        original = "".join(document.original.split())
        read = "".join("".join(p.text.split()) for p in document.passages)
        assert sorted(read) == sorted(original)


def test_what_is_not_tei_is_refused_with_a_reason():
    with pytest.raises(Unreadable, match="not TEI"):
        parse("x", b"<a/>")
    with pytest.raises(Unreadable, match="not well-formed"):
        parse("x", b"<TEI><p></TEI>")
    with pytest.raises(Unreadable, match="web page"):
        parse("x", b"<!DOCTYPE html><html></html>")


def test_entities_are_neither_expanded_nor_fetched():
    bomb = b"""<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
    <!ENTITY f SYSTEM "file:///etc/passwd">]>
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>&b; &f; x</p></body></text></TEI>"""
    (found,) = parse("bomb", bomb).documents()
    assert "root:" not in found.original
    assert "haha" not in found.original


def test_a_volume_compressed_is_the_same_volume(tmp_path):
    reads = [
        [r.document for r in files.documents(files.Offered(name, tmp_path), data)]
        for name, data in (("v.xml", VOLUME.encode()), ("v.xml.gz", gzip.compress(VOLUME.encode())))
    ]
    assert reads[0] == reads[1]


def body(text):
    """Return the one document of a volume that holds nothing else."""
    volume = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{text}</body></text></TEI>'
    return list(parse("v", volume.encode()).documents())


def test_documents_without_ids_are_told_apart_by_number_or_place():
    found = body('<div type="document"><p>A</p></div><div type="document" n="7"><p>B</p></div>')
    assert [(d.id, d.in_record) for d in found] == [("v/1", True), ("v/7", True)]


def test_a_note_in_loose_text_keeps_its_anchor():
    (found,) = body('<div type="document" n="1">Loose<note n="1">N</note> text.</div>')
    assert [(p.kind, p.text) for p in found.passages] == [("paragraph", "Loose text."), ("footnote", "N")]
    assert found.passages[1].note_of == 1


def test_words_quoted_in_a_sentence_gain_no_space():
    (found,) = body(
        '<div type="document" n="1"><p>He said “<quote>yes</quote>”.</p><p><l>One</l><l>Two</l></p></div>'
    )
    assert [p.text for p in found.passages] == ["He said “yes”.", "One Two"]


def test_a_lists_head_is_not_the_documents():
    (found,) = body('<div type="document" n="1"><list><head>Items</head><item>One</item></list></div>')
    assert found.title is None


def test_an_entity_is_kept_as_it_is_written():
    volume = b'<!DOCTYPE TEI [<!ENTITY who "him">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>' \
             b'<div type="document" n="1"><p>The &who; said.</p></div></body></text></TEI>'  # fmt: skip
    (found,) = parse("v", volume).documents()
    assert found.passages[0].text == "The &who; said."
