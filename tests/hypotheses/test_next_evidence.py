"""What to look for next: bits by hand, echoes discounted, the first place changed, what cannot be ranked."""

from dataclasses import replace
from math import log2

import numpy as np
import pytest
from hypothesis import given, settings

from benchmarks.next_evidence import looked, with_open
from linewatch.hypotheses.matrix import Item, Place, Span
from linewatch.hypotheses.next_evidence import wanted
from linewatch.hypotheses.weighing import Settings
from tests.hypotheses.weighing_making import FEW, LADDER, matrices, matrix, point

ONE = Settings(draws=1, slip=0)


def entropy(*chances):
    return -sum(p * log2(p) for p in chances if p)


def row(**chances):
    return {name: point(value) for name, value in chances.items()}


def opened(name="x", **more):
    return {name: Item(name, f"Item {name}", "open", **more)}


def bits(found):
    return {one.item: one.information_bits for one in found}


def test_bits_are_those_worked_by_hand():
    (found,) = wanted(matrix({"x": row(h1=0.9, h2=0.1)}, items=opened()), ONE)
    assert found.information_bits == pytest.approx(1 - entropy(0.9, 0.1))
    assert (found.low, found.high) == pytest.approx((found.information_bits, found.information_bits))
    assert found.chance_seen == pytest.approx(0.5)
    assert (found.likeliest, found.unlikeliest, found.judged) == ((("h1", 0.9),), (("h2", 0.1),), 2)


def test_an_unreliable_source_is_expected_to_tell_less():
    (found,) = wanted(matrix({"x": row(h1=0.9, h2=0.1)}, items=opened(reliability=point(0.5))), ONE)
    assert found.information_bits == pytest.approx(1 - entropy(0.7, 0.3))


def test_what_might_not_be_seen_tells_less_when_it_is_not_found():
    (found,) = wanted(matrix({"x": row(h1=0.9, h2=0.1)}, items=opened(seen=point(0.5))), ONE)
    expected = entropy(0.25, 0.75) - (entropy(0.45, 0.55) + entropy(0.05, 0.95)) / 2
    assert found.information_bits == pytest.approx(expected)
    assert found.chance_seen == pytest.approx(0.25)


def test_a_planted_decisive_item_comes_first_and_a_nearly_impossible_one_below_it():
    rows = {
        "seen": row(h1=0.6, h2=0.4, h3=0.5),
        "weak": row(h1=0.5, h2=0.4, h3=0.45),
        "decisive": row(h1=0.97, h2=0.03, h3=0.05),
        "impossible": row(h1=0.02, h2=0.0001, h3=0.0001),
        "hidden": row(h1=0.97, h2=0.03, h3=0.05),
    }
    items = {name: Item(name, name, "open") for name in rows if name != "seen"}
    items["hidden"] = Item("hidden", "hidden", "open", seen=Span(0.01, 0.03))
    found = wanted(matrix(rows, items=items), FEW)
    assert found[0].item == "decisive"
    assert bits(found)["decisive"] > 20 * bits(found)["impossible"] > 0
    assert bits(found)["decisive"] > 20 * bits(found)["hidden"] > 0


def test_an_item_judged_alike_for_all_tells_nothing_and_changes_nothing():
    rows = {"e": row(h1=0.8, h2=0.2), "x": {"h1": Span(0.2, 0.6), "h2": Span(0.2, 0.6)}}
    (found,) = wanted(matrix(rows, items=opened()), FEW)
    assert found.information_bits == pytest.approx(0, abs=1e-12)
    assert found.would_change == 0
    assert [one.hypothesis for one in found.likeliest] == ["h1", "h2"]
    assert (found.top_if_seen, found.top_if_not) == ("h1", "h1")


def test_the_chance_that_the_first_place_changes_is_that_of_the_outcome_that_changes_it():
    # 0.7 : 0.3 before; seen 0.07 : 0.27, so h2 is first; not seen 0.63 : 0.03.
    told = matrix({"e": row(h1=0.7, h2=0.3), "x": row(h1=0.1, h2=0.9)}, items=opened())
    (found,) = wanted(told, ONE)
    assert found.chance_seen == pytest.approx(0.34)
    assert found.would_change == pytest.approx(0.34)
    assert (found.top_if_seen, found.top_if_not) == ("h2", "h1")


def test_before_anything_is_weighed_nothing_stands_first_that_could_change():
    (found,) = wanted(matrix({"x": row(h1=0.1, h2=0.9)}, items=opened()), ONE)
    assert found.would_change is None
    assert (found.top_if_seen, found.top_if_not) == ("h2", "h1")


@pytest.mark.parametrize("tie", [{"group": "g"}, {"source": "s"}])
def test_an_echo_of_evidence_at_hand_is_expected_to_tell_less(tie):
    rows = {"e": row(h1=0.9, h2=0.1), "x": row(h1=0.9, h2=0.1)}

    def expected(dependence):
        items = {"e": Item("e", "", **tie), **opened(**tie)}
        told = matrix(rows, items=items, dependence={"g": dependence})
        return wanted(told, replace(ONE, same_source=dependence))[0].information_bits

    alone = wanted(matrix(rows, items=opened()), ONE)[0].information_bits
    assert expected(0.0) == pytest.approx(alone)
    assert alone > expected(0.5) > expected(1.0) >= 0


def test_where_several_may_contribute_bits_are_of_each_ones_own_question():
    rows = {"x": row(h1=0.9, h2=0.1, rest=0.1)}
    (found,) = wanted(matrix(rows, items=opened(), several=True, rest="rest"), ONE)
    # h1's question is even and the item 0.9 : 0.1; h2 is judged as the baseline is, so its own question gains nothing.
    assert found.information_bits == pytest.approx(1 - entropy(0.9, 0.1))
    assert found.chance_seen == pytest.approx(0.5)  # two of the four sets hold h1
    # Of four sets as likely only the empty one has 0.1, the others 0.9: seen (0.9 + 0.9) / 2.8 for each, else 1 / 6.
    both = {"x": row(h1=0.9, h2=0.9, rest=0.1)}
    (twice,) = wanted(matrix(both, items=opened(), several=True, rest="rest"), ONE)
    seen, missed = 1.8 / 2.8, 0.2 / 1.2
    left = 0.7 * entropy(seen, 1 - seen) + 0.3 * entropy(missed, 1 - missed)
    assert twice.information_bits == pytest.approx(2 * (1 - left))
    assert twice.chance_seen == pytest.approx(0.7)


def test_what_may_not_be_so_is_expected_to_tell_less_and_bits_are_still_the_fall_of_entropy():
    """Seen if so, or told though not so: 0.8 x 0.9 + 0.2 x 0.1 = 0.74 against 0.26."""
    rows = {"x": row(h1=0.9, h2=0.1)}
    (found,) = wanted(matrix(rows, items=opened(holds=point(0.8))), ONE)
    assert found.information_bits == pytest.approx(1 - entropy(0.74, 0.26))
    assert found.chance_seen == pytest.approx(0.5)


def test_items_without_judgements_come_last_and_say_what_they_need():
    rows = {"b": row(h1=0.5), "a": {}, "x": row(h1=0.6, h2=0.5)}
    items = {name: Item(name, name, "open", cost=2.0) for name in rows}
    found = wanted(matrix(rows, items=items, priors={"h1": 0.5, "h2": 0.5}), ONE)
    assert [one.item for one in found] == ["x", "a", "b"]
    assert found[1].refused.why == "nobody judged it for any hypothesis"
    assert found[2].refused.why == "nobody judged it for more than one hypothesis"
    assert found[1].information_bits is None
    assert found[1].cost == 2.0
    assert [one.judged for one in found] == [2, 0, 1]


def test_cost_is_noted_and_mixed_in_only_where_asked():
    rows = {
        "a": row(h1=0.9, h2=0.1),
        "b": row(h1=0.8, h2=0.2),
        "c": row(h1=0.7, h2=0.3),
        "d": row(h1=0.6, h2=0.4),
    }
    costs = {"a": 100.0, "b": 1.0, "c": None, "d": 0.0}
    items = {name: Item(name, name, "open", cost=cost) for name, cost in costs.items()}
    told = matrix(rows, items=items)
    assert [one.item for one in wanted(told, ONE)] == ["a", "b", "c", "d"]
    by_cost = wanted(told, ONE, by="bits_per_cost")
    assert [one.item for one in by_cost] == ["b", "a", "c", "d"]
    assert [one.bits_per_cost is None for one in by_cost] == [False, False, True, True]
    assert by_cost[1].bits_per_cost == pytest.approx(by_cost[1].information_bits / 100)


def test_an_analyst_who_did_not_judge_it_learns_nothing():
    told = matrix({"e": row(h1=0.6, h2=0.4), "x": row(h1=0.05, h2=0.95)}, items=opened())
    other = {Place("e", "h1", "b"): point(0.999), Place("e", "h2", "b"): point(0.01)}
    both = replace(told, cells={**told.cells, **other})
    (one,), (two,) = wanted(told, ONE), wanted(both, ONE)
    assert two.information_bits == pytest.approx(one.information_bits)
    assert two.chance_seen == pytest.approx(one.chance_seen)
    # The first alone would change his mind; with the other, who is sure of h1, the mean of both does not.
    assert (one.top_if_seen, two.top_if_seen) == ("h2", "h1")
    assert two.would_change == 0


def test_whoever_judged_nothing_else_joins_by_the_item():
    told = matrix({"e": row(h1=0.6, h2=0.4), "x": {}}, items=opened())
    other = {Place("x", "h1", "b"): point(0.1), Place("x", "h2", "b"): point(0.9)}
    (found,) = wanted(replace(told, cells={**told.cells, **other}), ONE)
    # For him the hypotheses are even before it; the other stays at 0.6, so the mean of both is 0.35 or 0.75.
    assert found.information_bits == pytest.approx(1 - entropy(0.1, 0.9))
    assert (found.top_if_seen, found.top_if_not) == ("h2", "h1")
    assert found.would_change == pytest.approx(0.5)


def test_wide_judgements_give_a_wide_interval_around_the_mean():
    narrow = matrix({"x": {"h1": LADDER[5], "h2": LADDER[1]}}, items=opened())
    wide = matrix({"x": {"h1": Span(0.3, 1.0), "h2": Span(0.0, 0.7)}}, items=opened())
    (a,), (b,) = wanted(narrow, FEW), wanted(wide, FEW)
    assert a.low < a.information_bits < a.high
    assert b.high - b.low > a.high - a.low


@given(matrices())
@settings(max_examples=60)
def test_bits_are_never_below_zero_nor_above_what_an_answer_can_tell(told):
    most = len(told.candidates) - 1 if told.several else 1
    found = wanted(told, replace(FEW, draws=50))
    assert {one.item for one in found} == {item.id for item in told.items if item.state == "open"}
    for one in found:
        if one.refused is None:
            assert 0 <= one.low <= one.high <= most + 1e-9
            assert 0 <= one.information_bits <= most + 1e-9
            assert 0 <= one.chance_seen <= 1
            assert one.would_change is None or 0 <= one.would_change <= 1


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_expected_bits_agree_with_simulated_looks_within_five_in_a_hundred(several, seed):
    told = with_open(seed, several=several, grouped=False)
    found = looked(told, Settings(draws=500), 1_000_000, np.random.default_rng(seed))
    assert found.told == pytest.approx(found.fell, rel=0.05)


@pytest.mark.parametrize("several", [False, True])
def test_an_echo_tells_what_its_two_outcomes_lie_apart(several):
    told = with_open(1, several=several, grouped=True)
    found = looked(told, Settings(draws=500), 1_000_000, np.random.default_rng(3))
    assert found.told == pytest.approx(found.apart, rel=0.05)
