"""Two concepts held together: what counts as naming one, and the interval around their balance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scaling_coverage import named as drawn
from linewatch.measures.balance import LEAST_PASSAGES, LEAST_TIMES, Concept, Named, balance, named

FREE, BOUND = Concept("free", ("free*", "own way")), Concept("bound", ("order*", "party line"))


def places(*of_passages):
    return [
        Named(passage, at, at + 1, second == "d", False)
        for passage, letters in enumerate(of_passages)
        for at, second in enumerate(letters)
    ]


def test_beginnings_whole_words_and_groups_of_words_are_found():
    text = ["Freedom, in its own\nway; unfree, disorder.", "Orders! Orders of the PARTY LINE"]
    found = named(text, (FREE, BOUND), (), 3)
    assert [(p.passage, text[p.passage][p.start : p.end], p.second) for p in found] == [
        (0, "Freedom", False),
        (0, "own\nway", False),
        (1, "Orders", True),
        (1, "Orders", True),
        (1, "PARTY LINE", True),
    ]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("They are not free.", True),
        ("They aren't at all free.", True),
        ("Not one of them says that he is free.", False),
        ("They are not here. Free men came.", False),
        ("Nothing is known; free men came.", False),
    ],
)
def test_a_denial_shortly_before_in_the_same_sentence_is_told(text, denied):
    (one,) = named([text], (FREE, BOUND), ("not", "n't"), 3)
    assert one.negated == denied


@pytest.mark.parametrize(
    ("text", "denied"), [("not。 free", False), ("not। free", False), ("not and free", True)]
)
def test_sentences_end_in_other_scripts_too(text, denied):
    (one,) = named([text], (FREE, BOUND), ("not",), 3)
    assert one.negated == denied


def test_a_denial_far_back_is_not_looked_for():
    (one,) = named(["not " + "a" * 500 + " free"], (FREE, BOUND), ("not",), 3)
    assert not one.negated
    (one,) = named(["not free"], (FREE, BOUND), ("not",), 0)
    assert not one.negated


def test_a_passage_without_a_stop_takes_as_long_a_hit_as_a_short_one():
    """Only a bounded stretch before each is looked at: searched whole, this took minutes."""
    long = named(["people not wholly free " * 4_000], (FREE, BOUND), ("not", "n't"), 3)
    assert len(long) == 4_000
    assert all(one.negated for one in long)


def test_both_alike_is_nought_and_one_alone_is_nearly_one():
    even = balance(places(*["cd"] * 10), 10, 500, 1)
    assert even.value == pytest.approx(0)
    assert (even.first, even.second, even.together, even.passages) == (10, 10, 10, 10)
    alone = balance(places(*["dd"] * 10), 10, 500, 1)
    assert 0.9 < alone.value < 1
    assert alone.low < alone.value < alone.high < 1


def test_a_hand_worked_interval_of_words_that_never_stray():
    """Each passage names both once: nothing varies but what single words would, log(1) +- t(9) sqrt(2 / 10.5)."""
    even = balance(places(*["cd"] * 10), 10, 500, 1)
    assert even.high == pytest.approx(np.tanh(1.833 * (2 / 10.5) ** 0.5 / 2), abs=1e-3)


@given(st.lists(st.sampled_from(["c", "d", "cd", "ccc", "dd", ""]), min_size=8, max_size=30))
def test_the_other_way_round_turns_the_sign(of_passages):
    turned = [letters.translate(str.maketrans("cd", "dc")) for letters in of_passages]
    one, other = (balance(places(*p), len(p), 900, 1) for p in (of_passages, turned))
    if one.value is None:
        assert one.why == other.why
        return
    assert one.value == pytest.approx(-other.value)
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low))


def test_too_little_is_refused_with_what_would_do():
    few = balance(places("cd", "cd"), 2, 100, 1)
    assert (few.value, few.why) == (None, "it names either concept 4 times")
    assert str(LEAST_TIMES) in few.needed
    crowded = balance(places("cd" * 10), 1, 100, 1)
    assert crowded.why == "1 of its passages name either concept"
    assert str(LEAST_PASSAGES) in crowded.needed
    assert balance([], 0, 0, 1).why == "it names either concept 0 times"


def test_intervals_hold_the_true_balance_about_as_often_as_they_say():
    """Nominal 90 % of 200: fewer than 165 have a chance below one in a thousand."""
    found = [
        balance(drawn(60, 1.0, 0.3, 0.5, np.random.default_rng([3, run])), 60, 4_800, run)
        for run in range(200)
    ]
    assert 165 <= sum(one.low <= -0.4 <= one.high for one in found) < 200
