"""TEI, on a small volume written for the test in both forms of encoding."""

import io
from itertools import islice

import pytest

from linewatch.errors import Unreadable
from linewatch.sources.passages.reading import read
from linewatch.sources.tei.reader import documents, read_volume

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


def parsed(text, stem="stem"):
    """Return the documents of a file given as text or bytes."""
    return list(documents(stem, io.BytesIO(text if isinstance(text, bytes) else text.encode())))


@pytest.fixture(scope="module")
def volume():
    return parsed(VOLUME)


@pytest.fixture(scope="module")
def first(volume):
    return volume[0]


def test_documents_are_named_by_volume_and_id_even_where_an_id_is_repeated(volume):
    assert [d.id for d in volume] == ["ferry01/d1", "ferry01/d1", "ferry01/d3"]


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


def test_persons_and_references_carry_the_volumes_identifiers(first):
    whole = next(p for p in first.passages if p.kind == "paragraph")
    assert [(m.kind, m.text, m.target) for m in whole.mentions] == [("person", "consul", "p_Q1")]
    assert [m.target for p in first.passages for m in p.mentions if m.kind == "reference"] == ["#d2"]
    listed = [persons for _, persons in read_volume("stem", io.BytesIO(VOLUME.encode()))]
    assert [(p.id, p.name, p.description) for p in listed[0]] == [("p_Q1", "Quill, A.", "Consul")]
    assert listed[1:] == [(), ()]


def test_a_note_of_several_paragraphs_is_one_note(first):
    assert [p.text for p in first.passages if p.kind == "footnote"] == ["See Document 2.", "One. Two."]


def test_lists_and_tables_keep_their_parts(first):
    assert [p.text for p in first.passages if p.kind == "list"] == ["1. First", "2. Second", "nested"]
    assert [p.text for p in first.passages if p.kind == "table"] == ["1948\t4.7\n1949\t5.8"]
    assert [p.page for p in first.passages if p.kind == "list"] == ["8", "9", "9"]


def test_numbers_that_stand_in_elements_of_their_own_join_their_entries(volume):
    third = volume[2]
    assert [(p.kind, p.text, p.page) for p in third.passages] == [
        ("heading", "3. Letter", "9"),
        ("paragraph", "Goals: No more.", "9"),
        ("list", "1. Speed.", "9"),
        ("list", "2. Price.", "10"),
    ]


def test_a_date_in_attributes_is_read_with_its_span(volume):
    assert volume[2].date == "1956-04-11/1956-04-12"


def test_an_editorial_note_is_told_as_one(volume):
    second = volume[1]
    assert (second.kind, second.date) == ("editorial_note", None)
    assert "date" in second.untold


def test_no_word_of_a_document_is_lost(volume):
    for document in volume:
        original = "".join(document.original.split())
        read = "".join("".join(p.text.split()) for p in document.passages)
        assert sorted(read) == sorted(original)


def test_what_is_not_tei_is_refused_with_a_reason():
    with pytest.raises(Unreadable, match="not TEI"):
        parsed("<a/>")
    with pytest.raises(Unreadable, match="not well-formed"):
        parsed("<TEI><p></TEI>")


def test_entities_are_neither_expanded_nor_fetched():
    bomb = b"""<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
    <!ENTITY f SYSTEM "file:///etc/passwd">]>
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>&b; &f; x</p></body></text></TEI>"""
    (found,) = parsed(bomb)
    assert "root:" not in found.original
    assert "haha" not in found.original


def test_a_document_type_fetches_nothing(tmp_path):
    """What it would fetch would break the file, so it was not fetched."""
    fetched = tmp_path / "fetched.ent"
    fetched.write_text("no declaration <", "utf-8")
    types = (
        f'<!DOCTYPE TEI [<!ENTITY % x SYSTEM "{fetched.as_uri()}"> %x;]>',
        f'<!DOCTYPE TEI SYSTEM "{fetched.as_uri()}">',
    )
    for declared in types:
        (found,) = parsed(declared + "<TEI><text><body><p>x</p></body></text></TEI>")
        assert found.original == "x"


def test_entities_that_multiply_are_refused_at_once():
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    for use in ("<p>&a9;</p>", '<p n="&a9;">x</p>'):
        with pytest.raises(Unreadable, match="too large to be read safely"):
            parsed(f'<!DOCTYPE TEI [<!ENTITY a0 "{"ha" * 10}">{levels}]><TEI><text>{use}</text></TEI>')


def test_elements_nested_without_end_are_refused_at_once():
    with pytest.raises(Unreadable, match="nested too deeply"):
        parsed("<TEI><text>" + "<div>" * 100_000)


def test_a_file_that_breaks_off_gives_what_stands_before():
    broken = read_volume("v", io.BytesIO(VOLUME.encode()[:-100]))
    taken = [(document.id, len(persons)) for document, persons in islice(broken, 2)]
    assert taken == [("ferry01/d1", 1), ("ferry01/d1", 0)]
    with pytest.raises(Unreadable, match="not well-formed"):
        next(broken)


class Endless(io.RawIOBase):
    """A volume of many documents, made while it is read."""

    def __init__(self, count):
        self.left = count
        self.ready = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'

    def read(self, size=-1):
        while self.left >= 0 and len(self.ready) < size:
            end = b"</body></text></TEI>"
            words = b"word%d " % self.left * 200
            self.ready += end if not self.left else b'<div type="document"><p>%s</p></div>' % words
            self.left -= 1
        given, self.ready = self.ready[:size], self.ready[size:]
        return given


def test_documents_come_while_the_file_is_still_being_read():
    source = Endless(1000)
    found = documents("v", source)
    assert next(found).id == "v/1"
    assert source.left > 800
    assert sum(1 for _ in found) == 999


def body(text):
    """Return the one document of a volume that holds nothing else."""
    volume = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{text}</body></text></TEI>'
    return parsed(volume, "v")


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
    (found,) = parsed(volume)
    assert found.passages[0].text == "The &who; said."


LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title type="main">A Letter on Ferries</title><title type="sub">A digital edition</title>
<author>Ada Quill</author></titleStmt><publicationStmt><publisher>An archive</publisher></publicationStmt>
<sourceDesc><bibl><title>Ferry Papers</title>, <date>1957</date></bibl></sourceDesc></fileDesc>
<profileDesc><langUsage><language ident="en">English</language></langUsage>{profile}</profileDesc></teiHeader>
<text><body><div n="1"><head>On fares</head><p>They rose.</p><div n="2"><p>Again.</p></div></div></body></text></TEI>"""


def test_a_file_that_is_one_text_is_told_of_by_its_header():
    (found,) = parsed(LETTER.format(profile=""))
    assert (found.id, found.title, found.speaker, found.date, found.language, found.in_record) == (
        "stem",
        "A Letter on Ferries",
        "Ada Quill",
        "1957",
        "en",
        False,
    )
    assert found.date_ground == "the header's sourceDesc/bibl/date"
    assert [(p.kind, p.section) for p in found.passages] == [
        ("heading", "1"),
        ("paragraph", "1"),
        ("paragraph", "1.2"),
    ]


def test_a_text_is_dated_by_its_making_rather_than_by_its_print():
    made = '<creation><date when="1956-04-09">spring</date></creation>'
    sent = """<correspDesc><correspAction type="sent"><persName>Quill</persName><date notBefore="1956-04-01"
    notAfter="1956-04-30"/></correspAction><correspAction type="received"><orgName>Office</orgName></correspAction>
    </correspDesc>"""
    (found,) = parsed(LETTER.format(profile=made))
    assert (found.date, found.date_ground) == ("1956-04-09", None)
    (found,) = parsed(LETTER.format(profile=sent))
    assert (found.date, found.issuer, found.addressees) == ("1956-04-01/1956-04-30", "Quill", ("Office",))


def test_older_tei_and_tei_without_namespace_are_read():
    older = """<?xml version="1.0"?><!DOCTYPE TEI.2 SYSTEM "teixlite.dtd"><TEI.2 id="old1"><teiHeader><fileDesc>
    <titleStmt><title>An Old Text</title><author>Quill</author></titleStmt></fileDesc><profileDesc><langUsage>
    <language id="en">English</language></langUsage></profileDesc></teiHeader><text><body><div1 n="1"><head>One</head>
    <p>Text<note n="1">N</note>.</p></div1></body></text></TEI.2>"""
    (found,) = parsed(older)
    assert (found.id, found.title, found.language) == ("old1", "An Old Text", "en")
    assert [(p.kind, p.text) for p in found.passages] == [
        ("heading", "One"),
        ("paragraph", "Text."),
        ("footnote", "N"),
    ]


def test_each_text_of_a_corpus_is_a_document():
    text = (
        "<TEI{id}><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt></fileDesc></teiHeader>"
        "<text><body><p>{title} text</p></body></text></TEI>"
    )
    corpus = f"""<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Speeches</title>
    </titleStmt></fileDesc></teiHeader>{text.format(id=' xml:id="s1"', title="First")}
    {text.format(id="", title="Second")}</teiCorpus>"""
    assert [(d.id, d.title, d.collection, d.in_record) for d in parsed(corpus)] == [
        ("s1", "First", "Speeches", True),
        ("stem/2", "Second", "Speeches", True),
    ]


def texts(markup):
    """Return the passages' texts of one document, after making each again from its source."""
    (found,) = body(f'<div type="document" n="1">{markup}</div>')
    for passage in found.passages:
        assert read(found.original, passage.start, passage.end, passage.edits)[0] == passage.text
    return [p.text for p in found.passages], found


def test_verse_keeps_its_lines_and_a_stanza_is_a_passage():
    found, _ = texts("<lg><head>Song</head><lg><l>One</l>\n<l>two</l></lg><lg><l>Three</l></lg></lg>")
    assert found == ["Song", "One\ntwo", "Three"]


def test_who_speaks_in_a_play_stands_before_the_words():
    markup = """<sp><speaker>CLERK.</speaker> <p>The fares!</p><p>All of them.</p></sp><stage>A bell.</stage>
    <sp><speaker>QUILL.</speaker> <stage>aside</stage><l>Too</l><l>late.</l></sp>"""
    found, _ = texts(markup)
    assert found == ["CLERK. The fares!", "All of them.", "A bell.", "QUILL. aside", "Too\nlate."]


def test_of_two_readings_the_text_takes_the_one_that_can_be_read_on():
    found, document = texts(
        "<p>The <choice><sic>fairs</sic><corr>fares</corr></choice>, <choice>\n<orig>vpon</orig>\n<reg>upon</reg>"
        "\n</choice> the <choice><abbr>Q.</abbr><expan>Q<ex>uay</ex></expan></choice>.</p>"
    )
    assert found == ["The fares, upon the Quay."]
    assert "fairs" in document.original
    assert len([e for e in document.passages[0].edits if "fairs" in document.original[e.start : e.end]]) == 1


def test_a_word_broken_over_a_line_or_page_is_one_word():
    found, document = texts(
        '<p>An exam-\n  <lb break="no"/>ple, a sec<lb break="no"/>ond, a thi-<pb n="4" break="no"/>rd<lb/>line.</p>'
    )
    assert found == ["An example, a second, a third line."]
    assert [(m.kind, m.text) for m in document.passages[0].marks] == [("page", "4")]


def test_a_gap_is_a_blank_and_supplied_words_are_read():
    found, document = texts(
        '<p>He <gap reason="illegible" quantity="2" unit="words"><desc>torn</desc></gap> said '
        "<supplied>that</supplied> <unclear>fares</unclear> rose.</p>"
    )
    assert found == ["He said that fares rose."]
    assert [(m.kind, m.text, m.p_start) for m in document.passages[0].marks] == [
        ("blank", "illegible, 2 words", 3)
    ]


def test_what_the_printer_adds_to_a_page_is_no_word_of_the_text():
    found, _ = texts('<p>The fares <fw type="head">FERRIES</fw><pb n="2"/> rose.</p>')
    assert found == ["The fares rose."]


def test_a_figures_caption_is_no_heading():
    _, document = texts("<head>1. Note</head><figure><head>A ferry</head><figDesc>A boat.</figDesc></figure>")
    assert [(p.kind, p.text) for p in document.passages] == [
        ("heading", "1. Note"),
        ("paragraph", "A ferry"),
        ("paragraph", "A boat."),
    ]
