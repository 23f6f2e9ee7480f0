"""Texts placed by their words: the published figures, then what must always hold."""

import json
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.errors import BadValue
from linewatch.measures.intervals import student
from linewatch.measures.scaling import log_odds, placing
from linewatch.measures.scaling.counting import BLOCK, blocks, matrix, vocabulary
from linewatch.measures.scaling.resampling import told_apart
from linewatch.measures.scaling.sensitivity import sensitivity
from linewatch.measures.scaling.wordscores import FORMULAS, Scored, raw_scores, rescaled, word_scores
from linewatch.measures.words import tokens

# The worked example of Laver, Benoit and Garry (2003): the same counts laid along 37 words from five places.
LAID = [2, 3, 10, 22, 45, 78, 115, 146, 158, 146, 115, 78, 45, 22, 10, 3, 2]
PLACES = np.array([-1.5, -0.75, 0.0, 0.75, 1.5])


def laid(begin):
    return np.pad(np.array(LAID, float), (begin, 37 - 17 - begin))


ANCHORS = np.array([laid(begin) for begin in (0, 5, 10, 15, 20)])
VIRGIN = laid(7)[None, :]


def some(scored, part):
    return Scored(*(values[part] for values in scored))


def test_the_worked_example():
    raw = raw_scores(np.vstack([ANCHORS, VIRGIN]), word_scores(ANCHORS, PLACES))
    assert raw.score == pytest.approx([-1.317931, -0.739560, 0, 0.739560, 1.317931, -0.4480590766], abs=1e-6)
    assert raw.error[-1] == pytest.approx(0.0118976668, abs=1e-9)
    anchors, virgin = some(raw, slice(5)), some(raw, slice(5, 6))
    stretched = rescaled(virgin, "martin-vanberg", anchors, PLACES)
    assert (stretched.score[0], stretched.error[0]) == pytest.approx((-0.5099572310, 0.0135412974), abs=1e-9)
    over_all = rescaled(raw, "lbg", anchors, PLACES)
    assert (over_all.score[-1], over_all.error[-1]) == pytest.approx((-0.5296714913, 0.0144982095), abs=1e-9)


def test_one_text_alone_is_not_rescaled_by_spread():
    raw = raw_scores(VIRGIN, word_scores(ANCHORS, PLACES))
    with pytest.raises(BadValue, match="One text alone"):
        rescaled(raw, "lbg", raw, PLACES)


counts = st.lists(st.integers(0, 30), min_size=8, max_size=8)


@settings(max_examples=60)
@given(
    st.lists(counts, min_size=2, max_size=4),
    st.lists(counts, min_size=2, max_size=4),
    st.sampled_from(list(FORMULAS)),
)
def test_every_error_is_positive_and_what_the_interval_says(anchors, texts, how):
    """Far from zero too, where a peer prints errors of -239."""
    a, t = np.array(anchors, float) + np.eye(8)[: len(anchors)], np.array(texts, float) + 1
    places = 1_000.0 + np.arange(len(a)) ** 2
    try:
        scores = word_scores(a, places)
        found = rescaled(raw_scores(t, scores), how, raw_scores(a, scores), places)
    except BadValue:
        return  # no word scored, or nothing to stretch by: said, not printed as a number
    assert (found.error > 0).all()
    assert (found.high - found.low) / 2 / 1.96 == pytest.approx(found.error)
    assert (found.high + found.low) / 2 == pytest.approx(found.score)


def test_a_text_without_a_shared_word_is_refused():
    with pytest.raises(BadValue, match="shares no word"):
        raw_scores(
            np.array([[0.0, 0.0, 5.0]]), word_scores(np.array([[1.0, 2, 0], [2, 1, 0]]), np.array([-1.0, 1]))
        )


def test_words_are_letters_in_small_with_their_places():
    found = list(tokens("Moscow’s self-rule, 1956!"))
    assert [(t.word, t.start, t.end) for t in found] == [("moscow's", 0, 8), ("self-rule", 9, 18)]
    assert [t.word for t in tokens("self-rule 1956", "parts")] == ["self", "rule"]
    assert [t.word for t in tokens("self-rule 1956", "numbers")] == ["self-rule", "1956"]


@given(st.lists(st.text("ab .", max_size=200), max_size=8))
def test_no_word_is_lost_in_cutting(passages):
    cut = blocks(passages)
    assert sum(b.total() for b in cut) == sum(1 for p in passages for _ in tokens(p))
    assert all(b.total() >= BLOCK for b in cut) or len(cut) == 1


def test_a_word_alone_in_one_text_leans_to_it_and_the_rarer_the_less():
    a, b = np.array([50.0, 8, 1, 100]), np.array([50.0, 0, 0, 100])
    leaning = log_odds.leanings(a, b)
    assert leaning[1] < leaning[2] < 0
    assert abs(leaning[0]) < 0.1
    assert log_odds.leanings(b, a) == pytest.approx(-leaning)


def test_length_is_not_leaning():
    """A word that both use alike leans nowhere, however much longer one of them is."""
    a = np.array([40.0, 30, 20, 10])
    assert log_odds.leanings(a, 9 * a) == pytest.approx(np.zeros(4))


def made(rng, shares, passages, size=60):
    words = [f"w{n}" for n in range(len(shares))]
    return [
        Counter({words[at]: int(n) for at, n in enumerate(rng.multinomial(size, shares)) if n})
        for _ in range(passages)
    ]


@pytest.fixture
def world():
    rng = np.random.default_rng(3)
    base = rng.dirichlet(np.full(200, 0.5))
    a, b = (base * rng.gamma(3, 1 / 3, 200) for _ in range(2))
    return rng, a / a.sum(), b / b.sum()


def test_texts_stand_in_the_order_of_their_mixtures(world):
    rng, a, b = world
    texts = [made(rng, (1 - m) * a + m * b, 30) for m in (0.0, 0.5, 1.0)]
    found = placing.placed(texts, made(rng, a, 40), made(rng, b, 40), 1)
    scores = [one.place.score for one in found]
    assert scores == sorted(scores)
    assert all(one.place.low < one.place.score < one.place.high for one in found)
    assert all(len(one.moved) == 20 for one in found)


def test_anchors_the_other_way_round_turn_the_score(world):
    rng, a, b = world
    text, low, high = made(rng, a, 20), made(rng, a, 30), made(rng, b, 30)
    (one,), (other,) = placing.placed([text], low, high, 1), placing.placed([text], high, low, 1)
    assert one.place.score == pytest.approx(-other.place.score)
    assert one.wordscores.score == pytest.approx(-other.wordscores.score)


def test_all_that_words_move_is_the_score(world):
    rng, a, b = world
    text = made(rng, a, 20)
    (one,) = placing.placed([text], made(rng, a, 30), made(rng, b, 30), 1)
    words = vocabulary(made(rng, a, 1))
    assert words
    assert sum(m.moved for m in one.moved) * one.place.score > 0
    assert one.moved[0].moved == pytest.approx(one.moved[0].times / one.words * one.moved[0].leaning)


def test_the_same_question_has_the_same_answer(world):
    _, a, b = world
    texts = [made(np.random.default_rng(5), a, 20)]
    ends = [made(np.random.default_rng(6), side, 30) for side in (a, b)]
    assert placing.placed(texts, *ends, 1) == placing.placed(texts, *ends, 1)


def test_too_few_words_are_refused_with_what_would_do(world):
    rng, a, b = world
    low, high = made(rng, a, 30), made(rng, b, 30)
    (one,) = placing.placed([made(rng, a, 4)], low, high, 1)
    assert one.place is None
    assert one.why == f"{one.words} of its words stand in A or B"
    assert 200 < one.words <= 240
    assert one.needed == "at least 300"
    (none,) = placing.placed([[]], low, high, 1)
    assert none.words == 0
    assert placing.anchors(low, made(rng, b, 2), 1).why == "B has 120 words in 2 stretches"


def test_words_that_stand_in_one_stretch_alone_are_no_sample(world):
    """Most stretches of a text in another language share no word with the anchors."""
    rng, a, b = world
    foreign = [Counter({"autre": 60})] * 9
    (one,) = placing.placed([[*foreign, Counter({"w1": 400})]], made(rng, a, 30), made(rng, b, 30), 1)
    assert one.why == "1 of its stretches of 50 words or more have such words"


def test_a_text_is_no_scale_with_itself(world):
    rng, a, _ = world
    text = made(rng, a, 30)
    assert placing.anchors(text, text, 1, ("x", "y")).why == "x and y use every word alike"


def test_anchors_are_told_apart_where_they_differ_and_not_where_they_do_not(world):
    rng, a, b = world
    apart = placing.anchors(made(rng, a, 30), made(rng, b, 30), 1)
    assert apart.p_value == pytest.approx(0.001)
    assert apart.own_side > 0.8
    assert apart.a_stands < apart.b_stands
    same = placing.anchors(made(rng, a, 30), made(rng, a, 30), 1)
    assert same.p_value > 0.05


def test_p_values_of_like_texts_are_spread_evenly(world):
    """Of 60 pairs from one mix of words, about 6 have a p value below .1; 15 or more have a chance below .001."""
    rng, a, _ = world
    small = 0
    for _ in range(60):
        pair = [made(rng, a, 12) for _ in range(2)]
        words = vocabulary(*pair)
        small += told_apart(*(matrix(text, words) for text in pair), 99, rng) < 0.1
    assert small < 15


def test_asked_otherwise_by_counting_trimming_and_halves():
    low = ["the plan must be kept by all of us and it will be kept today. "] * 40
    high = ["each party goes its own way and nobody is going to stop us now. "] * 40
    (rows,) = sensitivity([low[:20] + high[:15]], low, high)
    assert len(rows) == 9
    assert all(row.score is None or -1 <= row.score <= 1 for row in rows)


def test_students_curve():
    """Table values of the 95 % quantile for 5, 10 and 30 degrees of freedom."""
    assert [student(n) for n in (5, 10, 30)] == pytest.approx([2.015, 1.812, 1.697], abs=0.002)


def test_settings_can_be_printed():
    assert json.loads(json.dumps(placing.SETTINGS))["least_words"] == 300


def test_intervals_hold_the_mean_score_about_as_often_as_they_say(world):
    """Nominal 90 % of 120: fewer than 97 or none missed have a chance below one in a thousand at 90 %."""
    _, a, b = world
    rng = np.random.default_rng(8)
    found = [
        placing.placed([made(rng, 0.5 * a + 0.5 * b, 10)], made(rng, a, 15), made(rng, b, 15), n)[0].place
        for n in range(120)
    ]
    mean = np.mean([place.score for place in found])
    assert 97 <= sum(place.low <= mean <= place.high for place in found) < 120
