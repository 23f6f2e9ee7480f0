"""What items that share a source or a cause tell together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.hypotheses.dependence import counted, joined, units
from linewatch.hypotheses.draws import Settings, together, uniforms
from linewatch.hypotheses.matrix import Item
from linewatch.hypotheses.weighing import weigh
from tests.hypotheses.weighing_making import FEW, matrix, point

told = st.lists(st.floats(-5, 5), min_size=3, max_size=3)
shares = st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0])


def column(*values):
    return np.array(values, dtype=float)[:, None]


def together_worth(parts, dependence):
    return joined([column(*part) for part in parts], dependence)[:, 0]


@pytest.mark.parametrize(("dependence", "worth"), [(0.0, 3.0), (0.5, 1.5), (1.0, 1.0)])
def test_three_alike_count_for_three_to_one(dependence, worth):
    assert counted(3, dependence) == worth
    assert together_worth([[1, -1, 0]] * 3, dependence) == pytest.approx([worth, -worth, 0])


def test_the_strongest_counts_in_full_the_next_by_what_it_adds():
    # Two count for 2 / 1.5 = 4/3, three for 3 / 2 = 3/2: shares 1, 1/3 and 1/6.
    assert together_worth([[1, 0, 0], [3, 0, 0], [2, 0, 0]], 0.5) == pytest.approx([3 + 2 / 3 + 1 / 6, 0, 0])


def test_for_and_against_are_each_counted_once():
    assert together_worth([[2, -1, 0], [1, -3, 0], [-1, 1, 0]], 1.0) == pytest.approx([1, -2, 0])


@given(st.lists(told, min_size=1, max_size=4), shares)
def test_what_tells_nothing_takes_nothing_away(parts, dependence):
    assert together_worth([*parts, [0, 0, 0]], dependence) == pytest.approx(together_worth(parts, dependence))


@given(st.lists(told, min_size=1, max_size=4), st.floats(0, 5), shares)
def test_one_more_of_the_same_side_never_takes_away(parts, weak, dependence):
    """A mean over the group would: ten weak echoes would halve what a strong item tells."""
    before, after = together_worth(parts, dependence), together_worth([*parts, [weak, 0, -weak]], dependence)
    assert after[0] >= before[0] - 1e-9
    assert after[2] <= before[2] + 1e-9


@given(st.lists(told, min_size=1, max_size=4), told)
def test_a_copy_changes_nothing_where_all_tell_as_much_as_one(parts, copied):
    parts = [*parts, copied]
    assert together_worth([*parts, copied], 1.0).tolist() == together_worth(parts, 1.0).tolist()


@given(st.lists(told, min_size=1, max_size=4), shares, st.randoms(use_true_random=False))
def test_the_order_in_a_group_changes_nothing(parts, dependence, random):
    mixed = random.sample(parts, len(parts))
    assert together_worth(mixed, dependence) == pytest.approx(together_worth(parts, dependence))


def test_which_items_are_weighed_together():
    items = {
        "e1": Item("e1", "x", source="tass"),
        "e2": Item("e2", "x", source="tass", group="g"),
        "e3": Item("e3", "x", source="tass"),
        "e4": Item("e4", "x"),
        "e5": Item("e5", "x", "open", source="tass"),
    }
    made = matrix({name: {} for name in items}, items=items, rest="h1", dependence={"g": 0.3})
    assert [(unit.key, unit.dependence, [item.id for item in unit.items]) for unit in units(made, 0.8)] == [
        ("group g", 0.3, ["e2"]),
        ("item e4", 1.0, ["e4"]),
        ("source tass", 0.8, ["e1", "e3"]),
    ]


def test_a_group_weighs_between_one_item_and_all():
    def mid(dependence):
        items = {name: Item(name, name, group="g") for name in ("e1", "e2")}
        rows = {name: {"h1": point(0.8), "h2": point(0.2)} for name in items}
        return weigh(matrix(rows, items=items, dependence={"g": dependence}), FEW).standings[0].mid

    assert mid(1.0) == pytest.approx(0.8)
    assert mid(0.0) == pytest.approx(16 / 17)
    # 2 / (1 + 1/3) = 3/2: the odds of 4 to the power of 3/2 are 8.
    assert mid(1 / 3) == pytest.approx(8 / 9)


@pytest.mark.parametrize("share", [0.0, 0.25, 0.7, 1.0])
def test_members_draws_are_even_and_go_together_by_the_share(share):
    settings = Settings(draws=20_000)
    one, other = (together(settings, "group g", f"item {name}", share, ("cell", "h1")) for name in "ab")
    assert np.corrcoef(one, other)[0, 1] == pytest.approx(share, abs=0.03)
    assert np.quantile(one, [0.1, 0.5, 0.9]) == pytest.approx([0.1, 0.5, 0.9], abs=0.02)


def test_keys_do_not_run_into_one_another():
    assert uniforms(FEW, "ab", "c").tolist() != uniforms(FEW, "a", "bc").tolist()
