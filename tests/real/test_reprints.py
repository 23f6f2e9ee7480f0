"""Selections of one speech by three anthologies, and one statement in three papers, set side by side."""

import pytest

from linewatch.measures.reprints import reprint
from linewatch.measures.reprints.quoted import stretches


@pytest.fixture(scope="module")
def words(shared):
    return {
        path.name: path.read_text("utf-8")
        for path in (shared / "corpus/words_1956/texts").glob("cp*_*.en*.txt")
    }


def one(words, part):
    (text,) = [text for name, text in words.items() if part in name]
    return text


def test_three_selections_of_one_speech(words):
    a, b, c = (one(words, f"excerpt_{letter}.en") for letter in "abc")
    found = [reprint(a, copy) for copy in (b, c)]
    assert all(0.1 < copy.kept_share < 0.9 for copy in found)
    longest = max((row for row in found[0].rows if row.kind == "kept"), key=lambda row: row.words)
    assert longest.words > 20
    spelling = {(a[slice(*row.a)], b[slice(*row.b)]) for row in found[0].rows if row.kind == "reworded"}
    assert ("behaviour", "behavior") in spelling
    parts = stretches(a, [copy.rows for copy in found])
    assert {part.copies for part in parts} >= {(), (0,)}


def test_a_newspapers_copy_misread_is_still_mostly_kept(words):
    clean = one(words, "cpgb_statement_1956-06-21_opening_clean")
    printed = one(words, "cpgb_statement_1956-06-21_opening_pacific")
    assert reprint(clean, printed).kept_share > 0.7


def test_two_translations_of_one_text_share_little_word_for_word(words):
    modern = one(words, "resolution_1956-06-30_opening_modern")
    embassy = one(words, "resolution_1956-06-30_opening_embassy")
    other = one(words, "cpc_peoples_daily")
    assert reprint(modern, embassy).kept_share > 3 * reprint(modern, other).kept_share
