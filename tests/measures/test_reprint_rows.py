"""Copies beside their originals: worked by hand, then what must hold of any two texts."""

import random
import string
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.measures.reprints import reprint
from linewatch.measures.reprints.misread import misread
from linewatch.measures.reprints.quoted import stretches

ORIGINAL = (
    "The old king, who had reigned for many years, and the young queen went to the castle on the hill. "
    "They saw the comrades at the meeting; nobody spoke of the errors of the past. "
    "Afterwards the delegates returned by the evening train to their villages in the north."
)


def told(a, b, *kinds):
    rows = reprint(a, b).rows
    return [
        (row.kind, a[slice(*row.a)] if row.a else None, b[slice(*row.b)] if row.b else None)
        for row in rows
        if not kinds or row.kind in kinds
    ]


def test_identical_texts_give_only_kept():
    found = reprint(ORIGINAL, ORIGINAL)
    assert [row.kind for row in found.rows] == ["kept"]
    assert (found.kept_share, found.moved_share, found.own_share) == (1.0, 0.0, 0.0)


def test_a_silent_omission_is_bounded_to_the_character():
    copy = ORIGINAL.replace(", who had reigned for many years,", "")
    assert told(ORIGINAL, copy, "dropped", "added") == [("dropped", "who had reigned for many years", None)]
    (row,) = [row for row in reprint(ORIGINAL, copy).rows if row.kind == "dropped"]
    assert (row.inside, row.mark) == (True, None)


@pytest.mark.parametrize("mark", ["...", "…", "[...]", ". . .", "(…)", "* * *"])
def test_a_marked_omission_says_so_and_where(mark):
    copy = ORIGINAL.replace("; nobody spoke of the errors of the past.", f" {mark}")
    (row,) = [row for row in reprint(ORIGINAL, copy).rows if row.kind == "dropped"]
    assert ORIGINAL[slice(*row.a)] == "nobody spoke of the errors of the past"
    assert row.mark == mark
    assert copy[slice(*row.mark_at)].strip() == mark


def test_what_may_begin_in_several_places_begins_at_a_stop():
    original = "We went home. The comrades slept. The comrades woke before dawn and left the house."
    copy = "We went home. The comrades woke before dawn and left the house."
    assert told(original, copy, "dropped") == [("dropped", "The comrades slept", None)]


def test_words_put_in_and_words_exchanged():
    copy = ORIGINAL.replace("the meeting", "the great meeting").replace("evening", "night")
    assert told(ORIGINAL, copy, "added", "reworded", "dropped") == [
        ("added", None, "great"),
        ("reworded", "evening", "night"),
    ]


def test_a_block_that_stands_elsewhere_was_moved():
    parts = ORIGINAL.split(". ")
    copy = ". ".join([parts[2].rstrip("."), parts[0], parts[1]]) + "."
    kinds = {kind: a for kind, a, _ in told(ORIGINAL, copy)}
    assert kinds.keys() == {"kept", "moved"}
    assert kinds["moved"].startswith("Afterwards")


def test_the_first_word_of_a_moved_sentence_goes_with_it_though_the_next_begins_with_the_same():
    parts = [
        "The king had reigned for many years before that",
        "The comrades met in the castle on a hill",
        "The delegates returned by the evening train without a word",
        "The harvest was poor in every northern district",
    ]
    a, b = ". ".join(parts), ". ".join(parts[n] for n in (0, 2, 1, 3))
    assert told(a, b) == [
        ("kept", parts[0], parts[0]),
        ("moved", parts[1], parts[1]),
        ("kept", parts[2], parts[2]),
        ("kept", parts[3], parts[3]),
    ]


def test_pieces_quoted_within_a_text_of_its_own_are_found():
    copy = (
        "Our correspondent writes that yesterday was cold. He heard that “nobody spoke of the errors of the past”, "
        "and goes on to tell of the weather, the harvest, and the price of bread. Later he adds, “the delegates "
        "returned by the evening train”. We shall have more tomorrow."
    )
    assert told(ORIGINAL, copy, "kept") == [
        ("kept", "nobody spoke of the errors of the past", "nobody spoke of the errors of the past"),
        (
            "kept",
            "the delegates returned by the evening train",
            "the delegates returned by the evening train",
        ),
    ]
    assert reprint(ORIGINAL, copy).own_share > 0.5


def test_case_line_breaks_hyphens_and_quotation_marks_count_for_nothing():
    copy = (
        ORIGINAL.upper()
        .replace("COMRADES", "COM-\nRADES")
        .replace("CASTLE", "“CASTLE”")
        .replace(" THEY", "\nTHEY")
    )
    assert [row.kind for row in reprint(ORIGINAL, copy).rows] == ["kept"]


def test_a_misread_word_is_kept_where_it_is_known_to_be_one():
    copy = ORIGINAL.replace("hill", "hi1l").replace("evening", "eve ning")
    same = lambda one, other: one.replace("1", "l") == other.replace("1", "l")  # noqa: E731
    assert {row.kind for row in reprint(ORIGINAL, copy, same).rows} == {"kept"}
    assert "reworded" in {row.kind for row in reprint(ORIGINAL, copy).rows}


def test_no_row_reaches_over_a_passage():
    original = ORIGINAL.replace(". ", ".\n\n")
    dropped = [
        row for row in reprint(original, "Something else entirely was printed that day.").rows if row.a
    ]
    assert [row.kind for row in dropped] == ["dropped"] * 3
    assert len({row.run for row in dropped}) == 1
    assert all("\n\n" not in original[slice(*row.a)] for row in dropped)


@pytest.mark.parametrize(("a", "b", "kinds"), [("", "", []), ("", "one word", ["added"]), ("one word", "", ["dropped"]),
                                               ("...", "!", [])])  # fmt: skip
def test_texts_without_words(a, b, kinds):
    found = reprint(a, b)
    assert [row.kind for row in found.rows] == kinds
    assert found.kept_share == 0.0


def test_a_text_that_says_one_thing_over_and_over_is_found_again():
    text = "peace and friendship of the peoples " * 400
    assert reprint(text, text).kept_share == 1.0
    assert reprint(text, text[: len(text) // 2]).kept_share == pytest.approx(0.5, abs=0.01)


def test_shares_are_counted_each_in_its_own_text():
    # Of ten words of the original three were put in other words, five of the copy's twelve.
    original = "On Monday the whole committee met briefly behind closed doors."
    copy = "On Monday the whole committee met for only a few minutes behind closed doors."
    found = reprint(original, copy)
    (row,) = [row for row in found.rows if row.kind == "reworded"]
    assert (row.words, row.a_words, row.b_words) == (5, 1, 5)
    assert found.kept_share == pytest.approx(9 / 10)
    assert found.own_share == pytest.approx(5 / 14)
    assert found.moved_share == 0.0


def test_what_shares_no_word_is_all_the_copy_s_own():
    found = reprint("Nobody spoke of it at all.", "Everything was told by him there.")
    assert (found.kept_share, found.own_share) == (0.0, 1.0)


def test_a_word_written_as_two_is_kept_once_in_either():
    found = reprint(
        "The rail way men met at the great hall today.", "The railway men met at the great hall today."
    )
    assert (found.kept_share, found.own_share) == (1.0, 0.0)


def test_what_is_misread_is_a_sign_put_for_another_in_one_word_that_is_known():
    same = misread([("l", "1"), ("rn", "m")], {"hill", "modern", "modem", "corner"})
    assert same("hill", "hi1l")
    assert same("comer", "corner")
    assert not same("modern", "modem")  # both are words
    assert not same("xornx", "xomx")  # neither is
    assert not same("hill", "hall")
    assert not same("hill", "hill")


@pytest.mark.parametrize("text", ["Le café est fermé à cause de l'été.", "Мы решили войти в новый май."])
def test_an_accent_written_as_a_sign_of_its_own_changes_nothing(text):
    apart = unicodedata.normalize("NFD", text)
    assert told(text, apart) == [("kept", text[:-1], apart[:-1])]


def test_what_nobody_quoted():
    parts = ORIGINAL.split(". ")
    rows = [reprint(ORIGINAL, copy).rows for copy in (parts[0] + ".", parts[2], ". ".join(parts[1:]))]
    found = [(ORIGINAL[one.start : one.end][:5], one.copies) for one in stretches(ORIGINAL, rows)]
    assert found == [("The o", (0,)), ("They ", (2,)), ("After", (1, 2))]
    nobody = [one for one in stretches(ORIGINAL, rows[:2]) if not one.copies]
    assert [ORIGINAL[one.start : one.end] for one in nobody] == [
        "They saw the comrades at the meeting; nobody spoke of the errors of the past"
    ]


WORDS = st.lists(st.text(string.ascii_lowercase[:6], min_size=1, max_size=4), max_size=60).map(" ".join)


@given(WORDS, WORDS)
@settings(max_examples=60, deadline=None)
def test_every_word_of_both_is_in_exactly_one_row(a, b):
    rows = reprint(a, b).rows
    for side, text in ((0, a), (1, b)):
        spans = sorted(span for row in rows if (span := (row.a, row.b)[side]))
        assert "".join(text[slice(*span)] for span in spans).replace(" ", "") == text.replace(" ", "")
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(st.permutations(range(5)), st.integers(0, 10_000), st.sampled_from([", ", ". ", "; "]))
@settings(max_examples=150, deadline=None)
def test_sentences_with_one_first_word_in_another_order_keep_every_word_once(order, seed, joint):
    draw = random.Random(seed)
    parts = [
        "the "
        + " ".join("".join(draw.choices(string.ascii_lowercase, k=5)) for _ in range(draw.randint(4, 9)))
        for _ in order
    ]
    a, b = joint.join(parts), joint.join(parts[n] for n in order)
    rows = reprint(a, b).rows
    for side, text in ((0, a), (1, b)):
        spans = sorted(span for row in rows if (span := (row.a, row.b)[side]))
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        assert sum(len(text[slice(*span)].split()) for span in spans) == len(text.split())


@given(st.integers(0, 200), st.integers(1, 60), st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_an_omission_anywhere_is_found_where_it_is(at, size, seed):
    draw = random.Random(seed)
    words = ["".join(draw.choices(string.ascii_lowercase, k=draw.randint(2, 8))) for _ in range(270)]
    a, b = " ".join(words), " ".join(words[:at] + words[at + size :])
    dropped = [row for row in reprint(a, b).rows if row.kind == "dropped"]
    assert [a[slice(*row.a)] for row in dropped] == [" ".join(words[at : at + size])]
