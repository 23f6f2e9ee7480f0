"""What separates texts: a line fitted to their words, the same from wherever it is begun."""

from collections import Counter

import numpy as np
import pytest

from linewatch.errors import BadValue
from linewatch.measures.scaling import separating
from linewatch.measures.scaling.separating import separation
from linewatch.measures.scaling.wordfish import wordfish

PLACES = np.array([-1.5, -0.8, -0.2, 0.3, 0.9, 1.3])
RNG = np.random.default_rng(4)
WEIGHTS = RNG.normal(0, 0.7, 150)
USUAL = RNG.dirichlet(np.full(150, 0.7))


def mixes():
    rates = USUAL * np.exp(np.outer(PLACES, WEIGHTS))
    return rates / rates.sum(axis=1, keepdims=True)


def texts(seed, passages=12):
    rng = np.random.default_rng(seed)
    return [
        [
            Counter({f"w{at}": int(n) for at, n in enumerate(rng.multinomial(60, mix)) if n})
            for _ in range(passages)
        ]
        for mix in mixes()
    ]


def counts(seed=1, words=4_000):
    rng = np.random.default_rng(seed)
    return np.array([rng.multinomial(words, mix) for mix in mixes()], float)


def test_the_line_that_made_the_counts_is_found():
    fit = wordfish(counts())
    assert abs(np.corrcoef(fit.values, PLACES)[0, 1]) > 0.99
    assert (fit.values.mean(), fit.values.std()) == pytest.approx((0, 1), abs=1e-9)


def test_the_fit_is_the_same_from_any_beginning():
    table = counts()
    fit = wordfish(table)
    rng = np.random.default_rng(9)
    other = wordfish(table, np.concatenate([np.zeros(6), rng.normal(size=6), rng.normal(0, 0.1, 150)]))
    assert other.objective == pytest.approx(fit.objective, abs=0.01)
    assert abs(np.corrcoef(fit.values, other.values)[0, 1]) > 0.99999


def test_no_nearby_line_tells_the_counts_better():
    """The objective, reckoned from the Poisson likelihood itself, falls whichever way the fit is moved."""
    table = counts(2, 800) + 1
    length, value, weight = np.split(wordfish(table).start, [6, 12])

    def told(length, value, weight):
        rate = length[:, None] + np.outer(value, weight)
        rate = rate + np.log(table.sum(axis=0) / np.exp(rate).sum(axis=0))
        return (table * rate - np.exp(rate)).sum() - (weight**2).sum() / 18 - (value**2).sum() / 2

    best = told(length, value, weight)
    for step in (0.01, -0.01):
        for at in range(6):
            move = step * np.eye(6)[at]
            assert told(length + move, value, weight) < best
            assert told(length, value + move, weight) < best


def test_the_first_text_lies_low_and_words_stand_with_their_end():
    found = separation(texts(1)[::-1], 1)
    assert found.texts[0].value < 0 < found.texts[-1].value
    assert all(one.low < one.value < one.high and one.error > 0 for one in found.texts)
    assert all(word.weight < 0 for word in found.low)
    assert all(word.weight > 0 for word in found.high)


def test_short_texts_are_left_out_and_say_why(monkeypatch):
    monkeypatch.setattr(separating, "RESAMPLES", 3)
    made = texts(2)
    made[3] = made[3][:2]
    found = separation(made, 1).texts
    assert (found[3].value, found[3].why, found[3].needed) == (
        None,
        "120 of its words stand in another of the texts",
        "at least 300",
    )
    assert all(one.value is not None for at, one in enumerate(found) if at != 3)
    few = separation(made[2:5], 1)
    assert few.texts[0].why == "only 2 of the texts share enough words"
    assert not few.low


def test_texts_that_do_not_differ_are_refused():
    found = separation([texts(3)[0]] * 3, 1)
    assert {(one.value, one.why) for one in found.texts} == {
        (None, "the texts use the words that they share alike")
    }


def other_words(seed=5, passages=12):
    return [Counter({f"z{at}": 4 for at in range(15)}) for _ in range(passages)]


@pytest.mark.parametrize("shared", [0, 5])
def test_a_text_that_shares_hardly_a_word_is_refused_and_the_others_keep_their_intervals(monkeypatch, shared):
    """Another script, say: its own words count for nothing, and the line of the others is what it was."""
    monkeypatch.setattr(separating, "RESAMPLES", 5)
    stranger = [*other_words()[:-1], Counter({"z1": 55, "w1": shared})]
    found = separation([*texts(4), stranger], 1).texts
    assert (found[-1].value, found[-1].words) == (None, shared)
    assert found[-1].why == f"{shared} of its words stand in another of the texts"
    assert found[:-1] == separation(texts(4), 1).texts
    assert all(one.low < one.value < one.high for one in found[:-1])


def test_without_any_shared_word_all_are_refused():
    strangers = [
        [Counter({f"{name}{at}": 4 for at in range(15)}) for _ in range(12)] for name in ("a", "b", "c")
    ]
    found = separation(strangers, 1)
    assert [(one.value, one.words) for one in found.texts] == [(None, 0)] * 3
    assert not found.low


def test_a_text_left_out_takes_its_words_from_the_rest(monkeypatch):
    """The two strangers share only with one another; one too short leaves the other alone."""
    monkeypatch.setattr(separating, "RESAMPLES", 3)
    found = separation([*texts(4), other_words(), other_words(passages=3)], 1).texts
    assert [one.why for one in found[-2:]] == [
        "0 of its words stand in another of the texts",
        "180 of its words stand in another of the texts",
    ]
    assert all(one.value is not None for one in found[:-2])


def test_a_search_without_end_is_an_error_that_says_so(monkeypatch):
    monkeypatch.setattr("linewatch.measures.scaling.wordfish._STEPS", 1)
    with pytest.raises(BadValue, match="No line was found"):
        wordfish(counts())
