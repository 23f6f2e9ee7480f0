"""Four real web pages in four styles, 1996 to 2021; two of them against the text that another program took out."""

import re
import tarfile
from difflib import SequenceMatcher

import pytest

from linewatch.sources.html.reader import read_html
from linewatch.sources.passages.reading import read

# Title, date, speaker and number of notes, as a reader of the page sees them.
PAGES = {
    "19960908": ("Monetary Policy Objectives and Strategy", "1996-09-08", "Governor Laurence H. Meyer", 0),
    "20030325": ("A Perspective on Inflation Targeting", "2003-03-25", "Governor Ben S. Bernanke", 18),
    "yellen20170119a": (
        "The Economic Outlook and the Conduct of Monetary Policy",
        "2017-01-19",
        "Chair Janet L. Yellen",
        24,
    ),
    "bowman20211013a": (
        "The View from Here: The Outlook for the U.S. Economy and Implications for Monetary Policy",
        "2021-10-13",
        "Governor Michelle W. Bowman",
        3,
    ),
}
# What stands on the pages around the speeches.
FURNITURE = (
    "Return to", "Last Update", "Last update", "Skip to",
    "Stay Connected", "Accessib", "Watch live", "Share", "Home", "Speeches",
)  # fmt: skip


@pytest.fixture(scope="module")
def pages(shared):
    folder = shared / "corpus/formats"
    return {name: read_html(name, (folder / f"fomc_speech_{name}.htm").read_bytes()) for name in PAGES}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_tells_its_title_date_and_speaker(pages, name):
    found = pages[name]
    assert (found.title, found.date, found.speaker) == PAGES[name][:3]


@pytest.mark.parametrize("name", PAGES)
def test_every_note_is_tied_to_its_sign(pages, name):
    found = pages[name]
    notes = [p for p in found.passages if p.kind == "footnote"]
    assert len(notes) == PAGES[name][3]
    for number, note in enumerate(notes, 1):
        assert note.text.startswith(f"{number}. ")
        anchors = [m.text for m in found.passages[note.note_of - 1].marks if m.kind == "anchor"]
        assert str(number) in anchors


@pytest.mark.parametrize("name", PAGES)
def test_nothing_that_stands_around_the_speech_is_read(pages, name):
    found = pages[name]
    assert not [p.text for p in found.passages if p.text.startswith(FURNITURE)]
    assert not [p.text for p in found.passages if re.search(r"return to text|</?[a-z]+>|function\(", p.text)]
    assert not [p for p in found.passages if p.kind in ("table", "list")]


@pytest.mark.parametrize("name", PAGES)
def test_a_reading_text_follows_from_its_source(pages, name):
    found = pages[name]
    for passage in found.passages:
        assert read(found.original, passage.start, passage.end, passage.edits)[0] == passage.text


def words(text):
    return re.findall(r"[a-z0-9']+", text.lower().replace("return to text", ""))


@pytest.mark.parametrize(
    ("name", "precision", "recall"), [("19960908", 0.95, 0.999), ("20030325", 0.93, 0.99)]
)
def test_the_words_are_those_that_another_program_took_out(pages, shared, name, precision, recall):
    """The other text has no headings at its head, and leaves off in the middle of the last paragraphs."""
    with tarfile.open(shared / "corpus/fomc/speeches_1996_2015.tar.gz") as packed:
        theirs = words(packed.extractfile(f"fomc/speeches/{name}.txt").read().decode())
    ours = words(" ".join(p.text for p in pages[name].passages))
    matched = sum(
        block.size for block in SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()
    )
    assert matched / len(ours) >= precision
    assert matched / len(theirs) >= recall
