"""Repairs are made where one reading alone is possible, and the original stays as it is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.sources.mending.repair import Mender
from linewatch.sources.passages.reading import read, source_span
from linewatch.sources.plain.text import read_text

FILL = (
    "The council of the island has said that the ferry will go on as before, and that nobody who lives there"
    " has to pay more than the others do."
)
NOISE = " Tlic wqter svaa hjgb xnd thc bqat wns lqte qgain, wkile thn peqple wfited om zhe pxer fcr honrs."


def mended(text, language="en"):
    """Return a text with its repairs, and their kinds."""
    repairs = Mender(text, language).repairs(0, len(text))
    return read(text, 0, len(text), [repair.edit for repair in repairs])[0], [r.kind for r in repairs]


def in_noise(words):
    """Return a few words as mended inside a page that was read badly."""
    found, _ = mended(f"{FILL} {words} and {NOISE * 3}")
    return found[len(FILL) + 1 : found.index(" and Tlic")]


@pytest.mark.parametrize(
    ("text", "expected", "kind"),
    [
        ("in comfor-\ntable rooms", "in comfortable rooms", "line_end"),
        ("in comfor-\n\n  table rooms", "in comfortable rooms", "line_end"),
        ("a long-\nestablished line", "a long-established line", "line_end"),
        ("an anti-\ngovernment paper", "an anti-government paper", "line_end"),
        ("the pro-\nItalian press", "the pro-Italian press", "line_end"),
        ("Ostro-\nwicz said", "Ostrowicz said", "line_end"),
        ("the fer\u00adry", "the ferry", "hyphen"),
        ("the fer¬\nry", "the ferry", "line_end"),
        ("a commu- nity of", "a community of", "hyphen"),
        ("the o\ufb03ce was \ufb01ne", "the office was fine", "ligature"),
        ("the \u017foul", "the soul", "ligature"),
        ("the p\u0430rty", "the party", "script"),
        ("A  R E S O L U T I O N of", "A RESOLUTION of", "spaced"),
    ],
)
def test_what_can_only_be_one_thing_is_put_right(text, expected, kind):
    found, kinds = mended(text)
    assert found == expected
    assert set(kinds) == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "the short- and long-term plan",
        "the Ferry- zone of",
        "a b - c",
        "the K L V M and",
        "the year l956 and tbe fares",
        "it was - they said -\nnot so",
        "the ships-\nThe company",
    ],
)
def test_what_is_not_sure_is_left_alone(text):
    assert mended(text) == (" ".join(text.split()), [])


def test_what_the_document_writes_elsewhere_decides_about_a_hyphen():
    assert mended("the co-\noperation, a co-operation")[0] == "the co-operation, a co-operation"
    assert mended("the Kol-\nkhoz, one Kolkhoz")[0] == "the Kolkhoz, one Kolkhoz"
    assert mended("the sub- group, a sub-group")[0] == "the sub-group, a sub-group"


def test_without_a_dictionary_only_the_document_decides():
    assert mended("the comfor-\ntable", None)[0] == "the comfor- table"
    assert mended("Kol-\nkhoz Kolkhoz", None)[0] == "Kolkhoz Kolkhoz"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Novenber", "Novenber"),
        ("committoe", "committee"),
        ("1ts", "its"),
        ("l956", "1956"),
        ("thoir", "their"),
    ],
)
def test_misread_letters_are_put_right_in_a_noisy_reading(word, expected):
    assert in_noise(word) == expected


def test_a_capitalised_word_needs_to_stand_elsewhere_in_the_document():
    assert in_noise("Novenber or november") == "November or november"


@pytest.mark.parametrize(
    "word",
    ["logal", "KOREAN", "AMLASN", "Defensa", "25X1A", "O01", "0123l", "couldn't"],
    ids=[
        "two words possible",
        "a word",
        "a code name",
        "a name",
        "a code",
        "no year",
        "no year",
        "a contraction",
    ],
)
def test_what_may_be_something_else_is_left_alone(word):
    assert in_noise(word) == word


def test_letters_of_a_clean_text_are_not_touched():
    text = f"{FILL} {FILL} committoe {FILL}"
    assert mended(text) == (text, [])


def test_the_document_says_what_was_mended_and_the_original_is_untouched():
    text = f"{FILL}\n\nThe peo-\nple of the o\ufb03ce were com-\ning.\n"
    found = read_text("x", text)
    assert found.original == text
    assert found.extra["repairs"] == {"ligature": 1, "line_end": 2}
    passage = found.passages[1]
    assert passage.text == "The people of the office were coming."
    at = passage.text.index("people")
    assert text[slice(*source_span(text, passage, at, at + 6))] == "peo-\nple"


def test_a_word_broken_by_a_page_is_whole_and_the_page_begins_inside_it():
    found = read_text("x", f"{FILL} They were com-\n\fing back.\n")
    passage = found.passages[0]
    assert passage.text.endswith("They were coming back.")
    (mark,) = passage.marks
    assert (mark.kind, mark.text, passage.text[: mark.p_start][-3:]) == ("page", "2", "com")


@given(st.text(st.sampled_from("abtheof nm1lI0-\n\f\u00ad\ufb01а'S "), max_size=120))
def test_repairs_never_overlap_and_the_text_can_be_made_again(text):
    repairs = Mender(text, "en").repairs(0, len(text))
    edits = [repair.edit for repair in repairs]
    assert all(a.end <= b.start for a, b in pairwise(edits))
    found = read_text("x", text)
    for passage in found.passages:
        assert read(text, passage.start, passage.end, passage.edits)[0] == passage.text
