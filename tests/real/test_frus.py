"""FRUS volumes against the index made from them by others: 3,466 documents."""

import csv
import gzip
import io
from collections import defaultdict

import pytest

from linewatch.sources.tei.reader import documents


def volume_bytes(folder, name):
    packed = folder / f"{name}.xml.gz"
    return gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / f"{name}.xml").read_bytes()


@pytest.fixture(scope="module")
def index(shared):
    rows = defaultdict(list)
    with (shared / "corpus/frus/documents.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            rows[row["volume"]].append(row)
    return rows


@pytest.fixture(scope="module")
def volumes(shared, index):
    folder = shared / "corpus/frus"
    return {name: list(documents(name, io.BytesIO(volume_bytes(folder, name)))) for name in index}


def pairs(index, volumes):
    for name, rows in index.items():
        assert len(volumes[name]) == len(rows)
        yield from zip(volumes[name], rows, strict=True)


def counted(document):
    return sum(len(p.text.split()) for p in document.passages if p.kind != "marking")


def test_numbers_dates_and_headings_agree_document_by_document(index, volumes):
    agreed = 0
    for document, row in pairs(index, volumes):
        assert document.id == f"{row['volume']}/{row['doc_id']}"
        assert document.number == row["n"], document.id
        # A span of days is in the index by its first day; a time of day stands apart.
        assert (document.date or "")[:10] == row["when"][:10], document.id
        # One volume breaks the line after "No. 462", which the index glues: "No. 462The Secretary".
        assert "".join((document.title or "").split()) == "".join(row["head"].split()), document.id
        agreed += 1
    assert agreed == 3466


def test_words_agree_within_a_document_and_a_volume(index, volumes):
    totals = defaultdict(lambda: [0, 0])
    for document, row in pairs(index, volumes):
        ours, theirs = counted(document), int(row["words_incl_notes"])
        assert abs(ours - theirs) <= max(3, 0.03 * theirs), document.id
        totals[row["volume"]][0] += ours
        totals[row["volume"]][1] += theirs
    for name, (ours, theirs) in totals.items():
        assert abs(ours - theirs) <= 0.01 * theirs, name


def test_a_reading_text_follows_from_its_source(volumes):
    """Every word of a document stands in exactly one passage, and nothing else does."""
    for printed in volumes.values():
        for document in printed:
            read = sorted("".join("".join(p.text.split()) for p in document.passages))
            assert read == sorted("".join(document.original.split())), document.id


# Looked up by hand in three volumes drawn at random: document, how the passage's words stand just before a page
# break and the page that begins there, and just before each anchor and the note's number.
SAMPLED = [
    ("frus1955-57v25/d121", [("page", "307", "might not"), ("anchor", "2", "Pres’s thought")]),
    ("frus1955-57v25/d63", [("page", "174", "there is perhaps"), ("anchor", "5", "under control.")]),
    (
        "frus1955-57v25/d150",
        [("anchor", "2", "Kreisky"), ("page", "353", "developments"), ("anchor", "3", "colleague")],
    ),
    ("frus1961-63v22/d19", [("page", "47", "to block"), ("anchor", "3", "October 1958")]),
    ("frus1961-63v22/d67", [("page", "149", "Ambassador Yeh to"), ("anchor", "3", "(Embtel 293).")]),
    ("frus1952-54v14p2/d698", [("anchor", "3", "Nash"), ("page", "1524", "Japan until it")]),
    ("frus1952-54v14p2/d814", [("anchor", "3", "despatch 1641"), ("page", "1748", "in fact imperative")]),
]


@pytest.mark.parametrize(("ident", "expected"), SAMPLED)
def test_pages_and_anchors_stand_where_the_volume_has_them(volumes, ident, expected):
    document = next(d for d in volumes[ident.split("/")[0]] if d.id == ident)
    for kind, label, before in expected:
        standing = [
            p.text[: m.p_start].rstrip()
            for p in document.passages
            for m in p.marks
            if (m.kind, m.text) == (kind, label)
        ]
        assert any(text.endswith(before) for text in standing), (kind, label, standing)


def test_the_present_form_of_encoding_is_read_like_the_older(shared):
    sample = (shared / "corpus/frus/frus1955-57v24_present_form_sample.xml").read_bytes()
    (new,) = documents("sample", io.BytesIO(sample))
    old = next(
        d
        for d in documents("v", io.BytesIO((shared / "corpus/frus/frus1955-57v24.xml").read_bytes()))
        if d.id.endswith("/d40")
    )
    assert (new.id, new.number, new.date, new.time, new.place) == (
        old.id,
        old.number,
        old.date,
        old.time,
        old.place,
    )
    assert new.title == old.title
    assert (new.issuer, new.addressees, new.marking, new.signer) == (
        old.issuer,
        old.addressees,
        old.marking,
        old.signer,
    )
    assert abs(counted(new) - counted(old)) <= 3
    assert [p.text for p in new.passages if p.kind in ("source_note", "footnote")] == [
        p.text for p in old.passages if p.kind in ("source_note", "footnote")
    ]


def test_a_volume_that_repeats_an_id_is_read(volumes):
    assert len(volumes["frus1952-54v14p2"]) == 386


def test_editorial_notes_are_told(volumes):
    notes = [d for d in volumes["frus1955-57v24"] if d.kind == "editorial_note"]
    assert notes
    assert all("Editorial Note" in d.title for d in notes)
