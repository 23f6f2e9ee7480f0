"""Sets of hypotheses that may all contribute: their priors, their log odds, and how many can be weighed."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from linewatch.errors import BadValue
from linewatch.hypotheses.draws import Settings
from linewatch.hypotheses.matrix import Item
from linewatch.hypotheses.sensitivity import sensitivity
from linewatch.hypotheses.sets import LEAST_DRAWS, MOST_WORK, afforded, marginals, set_log_odds, set_priors
from linewatch.hypotheses.weighing import posteriors, weigh
from tests.hypotheses.weighing_making import hypotheses, matrix, point


def test_a_sets_prior_is_the_product_of_its_members_in_and_the_others_out():
    assert set_priors(np.array([0.2, 0.5])) == pytest.approx([0.4, 0.1, 0.4, 0.1])
    assert set_priors(np.array([0.2, 0.5, 0.9])).sum() == pytest.approx(1.0)


def test_marginals_give_back_what_sets_were_made_of():
    each = np.array([0.2, 0.5, 0.9])
    assert marginals(set_priors(each)[:, None], 3)[:, 0] == pytest.approx(each)


def test_what_speaks_most_for_and_most_against_moves_a_set():
    effects = np.array([[1.0], [2.0], [-3.0]])
    found = set_log_odds(np.array([0.5]), effects)[:, 0]
    for at, members in enumerate(product((False, True), repeat=3)):
        inside = [0.0, *effects[::-1, 0][list(members)]]
        assert found[at] == pytest.approx(0.5 + max(inside) + min(inside))


def many(able, items, settings):
    rows = {
        f"e{at:02}": dict.fromkeys(hypotheses(able), point(0.5)) | {"none": point(0.4)} for at in range(items)
    }
    return afforded(matrix(rows, several=True, rest="none"), settings)


def test_many_sets_leave_room_for_fewer_draws_and_the_result_says_so():
    assert many(6, 20, Settings()).draws == 10_000
    assert many(9, 30, Settings()).draws == MOST_WORK // (512 * 30)
    assert many(10, 60, Settings(draws=50)).draws == 50
    assert many(10, 400, Settings()).draws == LEAST_DRAWS
    rows = {"e1": {name: point(0.3) for name in hypotheses(10)} | {"none": point(0.1)}}
    made = matrix(rows, several=True, rest="none", items={"e1": Item("e1", "x")})
    found = weigh(made, Settings(draws=100_000))
    assert len(found.draws) == found.settings.draws == MOST_WORK // 1024
    assert sensitivity(made, Settings()).draws < found.settings.draws


def test_too_many_that_may_all_contribute_are_refused_with_the_mend():
    rows = {"e1": {name: point(0.3) for name in hypotheses(11)} | {"none": point(0.1)}}
    with pytest.raises(BadValue) as caught:
        posteriors(matrix(rows, several=True, rest="none"), Settings(draws=10))
    assert "10 beside the rest" in str(caught.value)
