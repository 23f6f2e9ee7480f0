"""Bits: entropies and what an answer tells, by hand and by their bounds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from linewatch.hypotheses.information import answer_entropy_bits, entropy_bits, one_bits, several_bits


def test_entropy_is_nothing_for_the_certain_and_a_bit_for_each_halving():
    assert entropy_bits(np.array([[1.0, 0.25, 0.5], [0.0, 0.25, 0.5], [0.0, 0.5, 0.0]])) == pytest.approx(
        [0, 1.5, 1]
    )
    assert answer_entropy_bits(np.array([0.0, 0.5, 1.0])) == pytest.approx([0, 1, 0])


def test_an_answer_that_settles_an_even_question_tells_one_bit():
    sure = np.array([[1.0], [0.0]])
    assert one_bits(np.array([0.5]), sure, 1 - sure) == pytest.approx(1)
    assert several_bits(np.array([[0.5]]), np.array([[1.0]]), np.array([[0.0]])) == pytest.approx(1)


def test_outcomes_that_leave_the_same_tell_nothing():
    same = np.array([[0.3], [0.7]])
    assert one_bits(np.array([0.4]), same, same) == pytest.approx(0, abs=1e-15)


chances = st.floats(0.01, 0.99)


@given(arrays(float, 3, elements=chances), arrays(float, 3, elements=chances))
def test_it_is_the_mutual_information_of_answer_and_hypothesis(prior, seen):
    prior = prior / prior.sum()
    chance = prior @ seen
    after, missed = prior * seen / chance, prior * (1 - seen) / (1 - chance)
    told = one_bits(np.array([chance]), after[:, None], missed[:, None])[0]
    assert told == pytest.approx(answer_entropy_bits(chance) - prior @ answer_entropy_bits(seen), abs=1e-12)
