"""Texts cut into words: one way for all measures, in any script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.measures.words import listed, sentences, tokens


def words(text, way="words"):
    return [token.word for token in tokens(text, way)]


@pytest.mark.parametrize(
    ("way", "found"),
    [
        ("words", ["we're", "well-fed", "in"]),
        ("simple", ["we're", "well", "fed", "in"]),
        ("parts", ["we", "re", "well", "fed", "in"]),
        ("numbers", ["we're", "well-fed", "in", "1956"]),
        ("beginnings", ["we're", "well-f", "in"]),
    ],
)
def test_what_joins_a_word(way, found):
    assert words("We’re well-fed in 1956", way) == found


def test_marks_belong_to_their_letters():
    assert words("नमस्ते दुनिया") == ["नमस्ते", "दुनिया"]
    apart = unicodedata.normalize("NFD", "Café déjà-vu й")
    assert words(apart) == words("Café déjà-vu й") == ["café", "déjà-vu", "й"]


def test_a_script_without_gaps_is_cut_into_pairs():
    assert words("和平, no 战争") == ["和平", "平", "no", "战争", "争"]


@given(st.text(max_size=60))
def test_every_word_stands_where_it_says(text):
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert (
            unicodedata.normalize("NFC", text[token.start : token.end].lower()).replace("’", "'")
            == token.word
        )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. “Two!” Three; 3.5 four", ["One.", "“Two!", "Three;", "3.5 four"]),
        ("各国人民。要和平！战争", ["各国人民。", "要和平！", "战争"]),
        ("शांति। युद्ध॥ वह", ["शांति।", "युद्ध॥", "वह"]),
        ("سلام؟ حرب۔ هو", ["سلام؟", "حرب۔", "هو"]),
    ],
)
def test_sentences_end_in_every_script(text, found):
    assert sentences(text) == found


def test_listed_words_are_found_however_they_are_written():
    assert listed(["café*", "नहीं", "和平", "own way"]).findall(
        "cafe\u0301s नहीं 要和平吗 his own\nway, discafé"
    ) == [
        "cafe\u0301s",
        "नहीं",
        "和平",
        "own\nway",
    ]
    assert not listed(["नह"]).findall("नहीं"), "a mark goes on with the word"
