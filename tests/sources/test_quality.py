"""A page that was read badly has a smaller share of words."""

from linewatch.sources.mending.quality import page_qualities
from linewatch.sources.plain.text import read_text
from linewatch.sources.released.reader import read_ocr

CLEAN = (
    "The company has raised the fares of the ferry again, and the people of the island have asked the council"
    " for an answer. Mr. Ostrowicz of the KLV said that nothing had been decided before the summer."
)
NOISY = (
    "Tbe cornpany bas ralsed tbe fsres of thc ferry agsin, snd the peop1e of tbe islsnd hsve askcd the councll"
    " for sn snswer. Mr. Ostrowicz of the KLV sald that nothing hsd bccn decidcd before the summer."
)


def shares(text, reader=read_text):
    return {quality.page: quality.share for quality in page_qualities(reader("x", text))}


def test_clean_running_text_is_all_words_whatever_its_names():
    assert shares(CLEAN) == {None: 1.0}


def test_each_page_has_its_own():
    found = shares(f"{CLEAN}\n\n\f{NOISY}\n")
    assert list(found) == ["1", "2"]
    assert found["1"] == 1.0
    assert 0.3 < found["2"] < 0.6


def test_a_page_that_begins_inside_a_paragraph_is_counted_apart():
    found = page_qualities(read_text("x", f"{CLEAN}\n\f{CLEAN} {CLEAN}\n"))
    assert [(quality.page, quality.words) for quality in found] == [("1", 35), ("2", 70)]


def test_repairs_do_not_make_a_page_look_better():
    text = f"SECRET\n\n{CLEAN} {NOISY}\n\nSECRET\n"
    mended = read_ocr("x", text)
    assert mended.extra["repairs"]["letters"] > 5
    assert page_qualities(mended)[0].share < 0.85


def test_a_word_broken_at_a_line_end_is_judged_whole():
    assert shares(CLEAN.replace("company", "com-\npany")) == {None: 1.0}


def test_a_page_in_capitals_is_judged_by_them():
    assert shares(CLEAN.upper())[None] > 0.9
    assert shares(NOISY.upper())[None] < 0.7


def test_nothing_is_said_where_the_language_cannot_be_told():
    assert page_qualities(read_text("x", "KLV 12 OSTROWICZ 13.")) == ()
