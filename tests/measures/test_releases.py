"""One paper in several releases: alike, within, cut short, and two papers that only share words."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.kinds.documents import Mark, Passage
from linewatch.measures.releases.folding import fold, shingles, words_with_places
from linewatch.measures.releases.likeness import likeness
from linewatch.measures.releases.papers import paper_of, papers
from linewatch.measures.releases.telling import tells

_RNG = random.Random(7)
_WORDS = ["".join(_RNG.choices("abdefgiklmnoprstuv", k=_RNG.randint(2, 9))) for _ in range(3_000)]


def words(number, seed):
    return random.Random(seed).choices(_WORDS, k=number)


def text(number, seed):
    return " ".join(words(number, seed))


def misread(of, share, seed):
    rng = random.Random(seed)
    return "".join(rng.choice("abcdefgh .") if rng.random() < share else char for char in of)


def named(found):
    return {paper.name: ({m.document for m in paper.members}, set(paper.contains)) for paper in found}


def test_case_accents_spaces_digits_and_punctuation_are_nothing():
    one, two = fold("Intelli-\ngence, 14 DÉCEMBRE 104-10102"), fold("intelli gence decembre")
    assert np.array_equal(one.letters, two.letters)
    assert one.words == 3


def test_a_script_without_spaces_is_read_letter_by_letter():
    assert fold("中央委员会 1956 决议").words == 7


def test_a_shingle_does_not_run_over_the_end():
    starts, hashes = shingles(fold("abc defgh"), 5)
    assert (starts.tolist(), len(hashes)) == ([0, 3], 2)


def test_words_know_their_places():
    found, places = words_with_places("To Élan, 3 men")
    assert found == ["to", "elan", "men"]
    assert places == [(0, 2), (3, 7), (11, 14)]


def test_a_text_is_wholly_like_itself():
    whole = fold(text(300, 1))
    found = likeness(whole, whole)
    assert found.a == found.b
    assert (found.a.share, found.a.outside, found.misread) == (1.0, 0, 0.0)


@given(st.integers(0, 50), st.integers(0, 50))
def test_likeness_does_not_hang_on_the_order(first, second):
    one, two = fold(text(120, first)), fold(misread(text(120, second), 0.03, first))
    there, back = likeness(one, two), likeness(two, one)
    assert there.a.words == back.b.words
    assert there.a.share == pytest.approx(back.b.share, abs=0.05)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared(one, two):
    found = likeness(fold(one), fold(two))
    assert 0 <= found.a.share <= 1
    assert papers({"one": one, "two": two}) == papers({"two": two, "one": one})


def test_readings_with_misread_letters_and_other_deletions_are_one_paper():
    whole = words(600, 1)
    cut = [*whole[:100], *whole[160:400], "deleted", *whole[430:]]
    found = papers(
        {"first": misread(" ".join(whole), 0.04, 1), "second": " ".join(cut), "other": text(600, 2)}
    )
    assert named(found) == {"first": ({"first", "second"}, set())}
    assert paper_of(found, ["first", "second", "other"]) == {
        "first": "first",
        "second": "first",
        "other": "other",
    }


def test_an_enclosure_behind_a_covering_letter_is_contained():
    enclosure = text(400, 1)
    found = papers({"letter": f"{text(250, 2)} {enclosure}", "enclosure": misread(enclosure, 0.02, 1)})
    assert named(found) == {"letter": ({"letter"}, {"enclosure"})}


def test_a_beginning_alone_is_a_reading_cut_short():
    whole = text(900, 1)
    found = papers({"whole": whole, "opening": misread(whole[:1_800], 0.03, 1)})
    assert named(found) == {"whole": ({"whole", "opening"}, set())}
    assert found[0].members[1].likeness > 0.9


def test_several_readings_that_end_at_one_place_are_a_paper_that_another_goes_on_from():
    short, longer = text(500, 1), f"{text(500, 1)} {text(400, 2)}"
    found = papers({"a": short, "b": misread(short, 0.02, 1), "c": longer})
    assert named(found) == {"a": ({"a", "b"}, set()), "c": ({"c"}, {"a", "b"})}


def test_papers_on_one_form_are_not_one_paper():
    form = words(60, 9)
    filled = {str(n): " ".join([*form[:30], *words(200, n), *form[30:]]) for n in range(6)}
    assert papers(filled) == ()


def test_a_text_of_which_every_other_sentence_was_rewritten_is_another():
    one, two = words(600, 1), words(600, 2)
    mixed = [word for at in range(0, 600, 40) for word in (*one[at : at + 20], *two[at + 20 : at + 40])]
    assert papers({"one": " ".join(one), "mixed": " ".join(mixed)}) == ()


def test_no_chain_of_likenesses_joins_what_is_not_alike():
    parts = [text(200, seed) for seed in range(6)]
    chain = {str(n): " ".join(parts[n : n + 3]) for n in range(4)}
    joined = {tuple(sorted(m.document for m in paper.members)) for paper in papers(chain)}
    assert not any({"0", "3"} <= set(group) for group in joined)


def test_many_copies_are_one_paper():
    whole = text(300, 1)
    (paper,) = papers({f"{n:03}": misread(whole, 0.02, n) for n in range(40)})
    assert len(paper.members) == 40


def passage(n, reading, marks=()):
    return Passage(n, "paragraph", reading, 0, len(reading), page="1", marks=tuple(marks))


OPEN = "The paper was prepared as a briefing and was delivered by the Deputy Director Hammond in the middle of May"
SHUT = "The paper was prepared as a briefing and was delivered by in the middle of May"


def test_what_stands_where_another_has_a_blank_is_told():
    at = SHUT.index(" in the")
    (row,) = tells({"open": [passage(1, OPEN)], "shut": [passage(1, SHUT, [Mark("blank", at, at, "____")])]})
    assert (row.document, row.text) == ("open", "the Deputy Director Hammond")
    (gap,) = row.hidden
    assert (gap.document, gap.mark) == ("shut", "____")
    assert SHUT[gap.before.p_start : gap.before.p_end] == "by"
    assert (row.begin.n, OPEN[row.begin.p_start : row.last.p_end]) == (1, row.text)


def test_a_misread_word_is_no_revelation():
    assert tells({"one": [passage(1, OPEN)], "two": [passage(1, misread(OPEN, 0.05, 3))]}) == ()


def test_a_name_that_a_third_reading_confirms_is_told_without_a_blank():
    named_by = OPEN.replace("Deputy", "Deqnty")
    rows = tells({"a": [passage(1, OPEN)], "b": [passage(1, named_by)], "c": [passage(1, SHUT)]})
    assert [(row.text, row.also_in, [gap.document for gap in row.hidden]) for row in rows] == [
        ("the Deputy Director Hammond", ("b",), ["c"])
    ]


def test_what_stands_elsewhere_in_the_other_is_not_hidden():
    stamp = "return to the registry for background use only"
    one = f"{OPEN} {stamp} and was then sent to every area branch for comment by the staff"
    two = f"{stamp} {OPEN} and was then sent to every area branch for comment by the staff"
    assert tells({"one": [passage(1, one)], "two": [passage(1, two)]}) == ()


def test_a_reading_cut_short_hides_nothing():
    rest = " and was then sent to every area branch for comment by the staff in the field"
    assert tells({"whole": [passage(1, OPEN + rest)], "opening": [passage(1, OPEN)]}) == ()
