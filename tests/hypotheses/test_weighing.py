"""Hypotheses weighed: worked by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from linewatch.errors import BadValue
from linewatch.hypotheses.matrix import Item, Place, Span
from linewatch.hypotheses.weighing import Settings, posteriors, terms, weigh
from tests.hypotheses.weighing_making import FEW, LADDER, SLIPPING, matrix, point

TWO = {"e1": {"h1": point(0.8), "h2": point(0.2)}}


def mids(made, settings=FEW):
    return {row.id: row.mid for row in weigh(made, settings).standings}


def test_one_item_is_bayes():
    assert mids(matrix(TWO)) == pytest.approx({"h1": 0.8, "h2": 0.2})
    assert mids(matrix(TWO, priors={"h1": 0.1})) == pytest.approx({"h1": 0.08 / 0.26, "h2": 0.18 / 0.26})


def test_items_that_stand_alone_multiply():
    rows = {"e1": TWO["e1"], "e2": {"h1": point(0.6), "h2": point(0.3)}}
    assert mids(matrix(rows))["h1"] == pytest.approx(8 / 9)


def test_points_have_no_width_and_ranges_have():
    sharp = weigh(matrix(TWO), FEW).standings[0]
    assert sharp.low == pytest.approx(sharp.high)
    wide = weigh(matrix({"e1": {"h1": Span(0.7, 0.9), "h2": Span(0.1, 0.3)}}), FEW).standings[0]
    # 0.7 and 0.9 are the least and the most that the two ranges allow.
    assert 0.7 <= wide.low < 0.75
    assert 0.85 < wide.high <= 0.9


def test_an_unreliable_source_moves_the_prior_that_part_of_the_way():
    """A mixture, not a weight: at 0.25 it goes a quarter of the way from 0.3 to where it would be."""
    item = {"e1": Item("e1", "x", reliability=point(0.25))}
    sure = mids(matrix(TWO, priors={"h1": 0.3}))["h1"]
    assert mids(matrix(TWO, items=item, priors={"h1": 0.3}))["h1"] == pytest.approx(0.3 + 0.25 * (sure - 0.3))


def test_what_may_not_be_so_tells_by_its_odds():
    item = {"e1": Item("e1", "x", holds=point(0.75))}
    # 0.75 x 0.8 + 0.25 x 0.2 = 0.65 against 0.75 x 0.2 + 0.25 x 0.8 = 0.35.
    assert mids(matrix(TWO, items=item))["h1"] == pytest.approx(0.65)
    item = {"e1": Item("e1", "x", holds=point(0.0))}
    assert mids(matrix(TWO, items=item))["h1"] == pytest.approx(0.2)


def test_absence_tells_by_the_chance_that_it_would_have_been_seen():
    item = {"e1": Item("e1", "x", "absent", seen=point(0.5))}
    # 1 - 0.5 x 0.8 = 0.6 against 1 - 0.5 x 0.2 = 0.9.
    assert mids(matrix(TWO, items=item))["h1"] == pytest.approx(0.4)


def test_impossible_counts_as_the_least_chance():
    rows = {"e1": {"h1": point(0.5), "h2": point(0.0)}}
    assert mids(matrix(rows))["h2"] == pytest.approx(0.001 / 0.501)
    assert mids(matrix(rows), replace(FEW, least=0.01))["h2"] == pytest.approx(0.01 / 0.51)


def test_a_pair_not_judged_stands_at_the_geometric_mean():
    rows = {
        "e1": {"h1": point(0.9), "h2": point(0.1), "h3": point(0.3)},
        "e2": {"h1": point(0.9), "h2": point(0.1)},
    }
    likely = np.array([0.9 * 0.9, 0.1 * 0.1, 0.3 * 0.3])
    assert list(mids(matrix(rows)).values()) == pytest.approx(list(likely / likely.sum()))


def test_a_group_whose_items_turn_about_tells_nothing_and_lifts_nobody():
    """Each item speaks strongly against one and weakly for two: the strongest on each side are alike for all three."""
    against = 0.9 * np.exp(-3)
    names = ("h1", "h2", "h3")
    rows = {f"e{n}": {h: point(against if h == n else 0.9) for h in names} for n in names}
    items = {name: Item(name, name, source="tass") for name in rows}
    made = matrix(rows, items=items, priors={"unexamined": 0.25})
    assert posteriors(made, FEW) == pytest.approx(np.full((FEW.draws, 4), 0.25))


def test_a_source_is_as_reliable_in_all_it_says():
    """Two items of one source have one draw of its reliability, two of two sources have two: wider and narrower."""

    def width(one, other):
        items = {
            "e1": Item("e1", "x", source=one, group="apart", reliability=Span(0.1, 0.9)),
            "e2": Item("e2", "y", source=other, group="apart", reliability=Span(0.1, 0.9)),
        }
        rows = {"e1": TWO["e1"], "e2": TWO["e1"]}
        row = weigh(
            matrix(rows, items=items, dependence={"apart": 0.0}), Settings(draws=4000, slip=0)
        ).standings[0]
        return row.high - row.low

    assert width("s", "s") > 1.2 * width("s", "t")


def test_several_may_contribute_as_a_sum_over_sets():
    """Sets none, h1, h2, both by 0.4, 0.4, 0.1, 0.1; the item 0.2, 0.8, 0.4, and of both what speaks most: 0.8."""
    rows = {"e1": {"h1": point(0.8), "h2": point(0.4), "none": point(0.2)}}
    found = mids(matrix(rows, several=True, rest="none", priors={"h2": 0.2}))
    assert found["h1"] == pytest.approx(0.40 / 0.52)
    assert found["h2"] == pytest.approx(0.12 / 0.52)
    assert found["none"] == pytest.approx(0.08 / 0.52)
    assert sum(found.values()) > 1.0


def test_where_one_contributor_explains_an_item_the_others_are_not_called_for():
    """h2 is as good an explanation, but once h1 is all but sure it is left near its prior."""
    rows = {"e1": {"h1": point(0.8), "h2": point(0.8), "none": point(0.1)}}
    open_to_both = mids(matrix(rows, several=True, rest="none"))
    sure = mids(matrix(rows, several=True, rest="none", priors={"h1": 0.999}))
    assert open_to_both["h2"] > 0.6
    assert sure["h2"] == pytest.approx(0.5, abs=0.001)


def test_what_speaks_for_and_what_speaks_against_both_move_a_set():
    """Against a baseline of 0.5: log 4 for and log 4 against leave 0.5, so the set of both is where none is."""
    rows = {"e1": {"h1": point(0.8), "h2": point(0.2), "none": point(0.5)}}
    found = mids(matrix(rows, several=True, rest="none"))
    assert found["h1"] == pytest.approx(1.3 / 2.0)
    assert found["h2"] == pytest.approx(0.7 / 2.0)
    assert found["none"] == pytest.approx(0.25)


def test_several_judged_as_the_baseline_stay_at_their_priors():
    rows = {"e1": {"h1": LADDER[2], "h2": LADDER[5], "none": LADDER[2]}}
    for settings in (FEW, SLIPPING):
        found = weigh(matrix(rows, several=True, rest="none"), settings).standings
        assert (found[0].low, found[0].mid, found[0].high) == pytest.approx((0.5, 0.5, 0.5), abs=1e-12)
        assert found[1].mid > 0.5


def test_several_not_judged_stays_at_its_prior_and_a_baseline_not_judged_is_the_mean():
    rows = {
        "e1": {"h1": point(0.8), "h2": point(0.2), "h3": point(0.5)},
        "e2": {"h1": point(0.8), "h2": point(0.2)},
    }
    found = mids(matrix(rows, several=True, rest="none", priors={"h3": 0.3}))
    # The mean log odds are even: none 0.5 twice, h1 0.8 twice, h2 0.2 twice, both 0.5 twice.
    assert found["h1"] == pytest.approx((0.64 + 0.25) / (0.25 + 0.64 + 0.04 + 0.25))
    assert found["h2"] == pytest.approx((0.04 + 0.25) / (0.25 + 0.64 + 0.04 + 0.25))
    assert found["h3"] == pytest.approx(0.3)
    assert [row.judged for row in weigh(matrix(rows, several=True, rest="none"), FEW).standings] == [
        2,
        2,
        1,
        0,
    ]


def test_analysts_who_differ_make_the_interval_wide_and_the_mid_is_theirs():
    made = matrix(TWO)
    cells = {**made.cells, Place("e1", "h1", "b"): point(0.3), Place("e1", "h2", "b"): point(0.7)}
    found = weigh(replace(made, cells=cells), FEW)
    row = found.standings[0]
    assert (row.low, row.mid, row.high) == pytest.approx((0.3, 0.55, 0.8))
    assert row.first == pytest.approx(0.5)
    assert [(voice.analyst, voice.mids["h1"]) for voice in found.analysts.voices] == [
        ("a", pytest.approx(0.8)),
        ("b", pytest.approx(0.3)),
    ]
    assert found.draws.shape == (2 * FEW.draws, 2)


def test_nothing_judged_gives_no_figure():
    found = weigh(matrix({"e1": {}}, rest="h3", priors={"h1": 0.5, "h2": 0.3}), FEW)
    assert [row.refused and row.refused.why for row in found.standings] == [
        "nobody judged any evidence for it"
    ] * 3
    assert [row.prior for row in found.standings] == pytest.approx([0.5, 0.3, 0.2])


def test_something_else_may_go_unjudged():
    made = matrix({"e1": {"h1": point(0.9), "h2": point(0.1)}}, rest="h3")
    found = weigh(made, FEW).standings[2]
    assert (found.refused, found.judged) == (None, 0)
    assert found.mid == pytest.approx(0.3 / 1.3)  # sqrt(0.9 x 0.1) = 0.3


def test_ranks_that_tie_are_shared():
    found = weigh(matrix({"e1": {"h1": point(0.4), "h2": point(0.4), "h3": point(0.2)}}), FEW).standings
    assert [row.ranks for row in found] == [
        pytest.approx((0.5, 0.5, 0.0)),
        pytest.approx((0.5, 0.5, 0.0)),
        pytest.approx((0.0, 0.0, 1.0)),
    ]


def test_a_certain_prior_stays():
    assert mids(matrix(TWO, priors={"h1": 0.0, "h2": 1.0})) == {"h1": 0.0, "h2": 1.0}
    assert mids(matrix(TWO, several=True, priors={"h1": 1.0, "h2": 0.0})) == {"h1": 1.0, "h2": 0.0}


def test_taking_out_one_item_leaves_the_draws_of_the_others():
    rows = {f"e{n}": {"h1": LADDER[4], "h2": LADDER[2]} for n in range(3)}
    own = terms(matrix(rows), FEW, "a")
    alone = [terms(matrix({name: row}), FEW, "a").total() for name, row in rows.items()]
    assert own.total() == pytest.approx(sum(alone))
    assert own.without({"e1"}) == pytest.approx(alone[0] + alone[2])


def test_a_chance_of_being_seen_is_what_seeing_and_not_seeing_weigh_by():
    item = {"e1": Item("e1", "x", "open", seen=Span(0.3, 0.6), reliability=Span(0.5, 0.9))}
    own = terms(matrix({"e1": {"h1": LADDER[5], "h2": LADDER[2], "h3": LADDER[1]}}, items=item), FEW, "a")
    chance = own.chances("e1")
    for state, told in (("seen", chance), ("absent", 1 - chance)):
        weighed = told / told.sum(axis=1, keepdims=True)
        assert own.posteriors(own.added("e1", state)) == pytest.approx(weighed)


def test_same_seed_same_bytes_and_another_seed_others():
    rows = {"e1": {"h1": LADDER[5], "h2": LADDER[2]}}
    assert posteriors(matrix(rows), FEW).tobytes() == posteriors(matrix(rows), FEW).tobytes()
    assert posteriors(matrix(rows), FEW).tobytes() != posteriors(matrix(rows), replace(FEW, seed=7)).tobytes()


@pytest.mark.parametrize("how", [{"draws": 0}, {"same_source": 1.5}, {"least": 0.0}])
def test_settings_that_nothing_can_be_drawn_with_are_refused(how):
    with pytest.raises(BadValue):
        Settings(**how)


@pytest.mark.parametrize("seed", range(3))
def test_the_interval_holds_what_likelihoods_anywhere_in_the_ranges_give(seed):
    """Chances drawn within the ranges by another way: nine in ten of what they give lies in the interval."""
    rng = np.random.default_rng(seed)
    names = ["h1", "h2", "h3"]
    held = 0
    for number in range(60):
        words = [rng.permutation(7)[:3] for _ in range(8)]
        rows = {
            f"e{n}": {h: LADDER[k] for h, k in zip(names, row, strict=True)} for n, row in enumerate(words)
        }
        found = weigh(matrix(rows), Settings(draws=500, seed=number, slip=0)).standings
        true = np.array([[rng.uniform(*span) for span in row.values()] for row in rows.values()]).prod(axis=0)
        true /= true.sum()
        held += sum(row.low <= value <= row.high for row, value in zip(found, true, strict=True))
    # 180 intervals in threes: 90 % within three binomial errors of 60.
    assert held / 180 >= 0.9 - 3 * (0.09 / 60) ** 0.5
