"""Reactions against attributes: worked by hand, against scipy's tests, and what must not move a figure."""

import itertools
from dataclasses import replace
from math import comb, inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from benchmarks.differences_error import CELLS, false_alarms, share_coverage
from linewatch.kinds.said import AGREED, Actor, Attribute, Coding, Deed, Event, Statement
from linewatch.kinds.standing import standing
from linewatch.measures.differences import effects, exact
from linewatch.measures.differences.reactions import (
    NO_CENTRE,
    ONLOOKER,
    SILENT,
    Outcome,
    Rows,
    compared,
    outcomes,
    stanced_issues,
)
from linewatch.measures.differences.rivals import REST, Trait, differences, overlaps
from linewatch.measures.differences.traits import choice, traits
from linewatch.measures.multiple import holm


def rng():
    return np.random.default_rng(1)


def test_the_lady_who_tasted_tea():
    """Fisher's own example: of eight cups four and four; three of each told right, 34 of 70 ways as good or bad."""
    found = exact.shares_test([3, 1], [4, 4], rng())
    assert (found.p, found.least, found.exact) == (pytest.approx(34 / 70), pytest.approx(2 / 70), True)


@given(st.integers(1, 9), st.integers(1, 9), st.data())
def test_two_shares_are_tested_as_scipy_does(one, two, data):
    yes = [data.draw(st.integers(0, one)), data.draw(st.integers(0, two))]
    table = [yes, [one - yes[0], two - yes[1]]]
    assert exact.shares_test(yes, [one, two], rng()).p == pytest.approx(stats.fisher_exact(table).pvalue)


def test_three_shares_worked_by_hand():
    """Of two, two and one actors the two of the first alone had it: one way of the ten, with three others as rare."""
    found = exact.shares_test([2, 0, 0], [2, 2, 1], rng())
    # Ways: 200 and 020 one each, 110 four, 101 and 011 two each: 10 in all.
    assert found.p == pytest.approx(2 / 10)


def test_too_many_tables_are_drawn_and_said_to_be():
    of, yes = [40] * 4, [20, 21, 19, 20]
    found = exact.shares_test(yes, of, rng())
    assert (found.exact, found.p) == (False, pytest.approx(1.0, abs=0.02))
    assert exact.shares_test(yes, of, rng()) == found


def test_rank_sums_worked_by_hand():
    """Of five actors the two that answered first are one group: one of ten ways, and its mirror."""
    found = exact.scores_test(np.array([1, 2, 3, 4, 5]), np.array([True, True, False, False, False]), rng())
    assert (found.p, found.least) == (pytest.approx(2 / 10), pytest.approx(2 / 10))


NUMBERS = st.lists(st.integers(-2, 2), min_size=2, max_size=7)


@given(NUMBERS, NUMBERS)
@settings(max_examples=60, deadline=None)
def test_rank_sums_are_those_of_every_way(one, two):
    pooled = one + two
    ranks = stats.rankdata(pooled)
    away = [
        abs(ranks[list(w)].sum() - ranks.mean() * len(one))
        for w in itertools.combinations(range(len(pooled)), len(one))
    ]
    expected = np.mean(np.array(away) >= away[0] - 1e-9)
    scores = exact.doubled_ranks([(v, v) for v in pooled])
    assert exact.scores_test(scores, np.arange(len(pooled)) < len(one), rng()).p == pytest.approx(expected)


def test_rank_sums_without_ties_are_scipys():
    one, two = [1.0, 4.0, 6.0, 9.0, 11.0], [2.0, 12.0, 13.0, 15.0, 16.0, 17.0, 20.0]
    scores = exact.doubled_ranks([(v, v) for v in one + two])
    found = exact.scores_test(scores, np.arange(12) < 5, rng()).p
    assert found == pytest.approx(stats.mannwhitneyu(one, two, method="exact").pvalue)


def test_very_many_actors_are_drawn():
    scores, inside = np.arange(300), np.arange(300) % 2 == 0
    found = exact.scores_test(scores, inside, rng())
    assert (found.exact, found.p > 0.8) == (False, True)


def test_a_day_that_may_be_the_same_is_a_tie():
    """Days 1 to 5, 3, and 6 or later: the second may be the first, the third is surely last."""
    assert exact.doubled_ranks([(1, 5), (3, 3), (6, inf)]).tolist() == [-1, -1, 2]


def test_three_groups_are_those_of_kruskal_and_wallis():
    values, group = np.array([1, 2, 3, 4, 5, 6]), np.array([0, 0, 1, 1, 2, 2])
    scores = exact.doubled_ranks([(v, v) for v in values])
    # 90 ways; the six that keep neighbours together, one for each order of the groups, have the greatest spread.
    assert exact.groups_test(scores, group, rng()).p == pytest.approx(6 / 90)


def test_two_orders_worked_by_hand():
    order = np.array([1, 2, 3, 4])
    assert exact.order_test(order, order, rng()).p == pytest.approx(2 / 24)
    long = np.arange(12)
    assert not exact.order_test(long, long, rng()).exact


def test_p_values_of_several_tests_worked_by_hand():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.9, 0.8]) == pytest.approx([1.0, 1.0])
    assert holm([]) == []


def test_the_difference_of_two_shares():
    found = effects.share_difference((4, 1), (5, 6))
    other = effects.share_difference((1, 4), (6, 5))
    assert found.value == pytest.approx(4 / 5 - 1 / 6)
    assert (found.low, found.high) == pytest.approx((-other.high, -other.low), abs=2e-3)
    # Clopper and Pearson's limits: 4 of 5 is .343 to .990, 1 of 6 is .009 to .582.
    low = 19 / 30 - ((0.8 - 0.3426) ** 2 + (0.5818 - 1 / 6) ** 2) ** 0.5
    high = 19 / 30 + ((0.9898 - 0.8) ** 2 + (1 / 6 - 0.0085) ** 2) ** 0.5
    assert (found.low, found.high) == pytest.approx((low, high), abs=2e-3)


@pytest.mark.parametrize(
    ("sizes", "shares"), [((5, 7), (0.5, 0.5)), ((2, 9), (0.9, 0.3)), ((10, 12), (0.2, 0.2))]
)
def test_the_interval_of_a_difference_of_shares_holds_it_at_least_as_often_as_it_says(sizes, shares):
    assert share_coverage(sizes, shares)[0] >= 0.9


def test_the_typical_difference_and_how_few_set_no_bound():
    """Three and three: of 20 ways the outermost is 5 %, so that the interval is from the least to the greatest."""
    plain = [[(v, v) for v in values] for values in ([1, 2, 3], [5, 7, 9])]
    found = effects.shift(*plain)
    assert (found.value, found.low, found.high, found.why) == (-5.0, -8.0, -2.0, None)
    few = effects.shift(plain[0][:2], plain[1][:2])
    assert (few.value, few.low, few.high) == (-4.5, None, None)
    assert few.why
    assert few.needed
    open_ = effects.shift([(1, inf), (2, 2), (3, 3)], plain[1])
    assert (open_.low, open_.high) == (-8.0, None)


def test_the_ways_behind_an_interval_are_all_there():
    assert effects._mann_whitney(3, 4) == [1, 1, 2, 3, 4, 4, 5, 4, 4, 3, 2, 1, 1]
    assert sum(effects._mann_whitney(6, 7)) == comb(13, 6)
    assert effects._inversions(4) == [1, 3, 5, 6, 5, 3, 1]


def test_a_rise_along_an_order():
    found = effects.slope([1, 2, 3, 4, 5, 6], [(2 * v, 2 * v) for v in range(6)])
    assert (found.value, found.low, found.high) == (2.0, 2.0, 2.0)
    assert effects.slope([1, 2, 3], [(0, 0), (1, 1), (2, 2)]).low is None


# From the record to reactions.

ACTORS = [
    Actor(id="hq", name="Centre", kind="party"), Actor(id="hq_chief", name="Chief", kind="person", parent="hq"),
    Actor(id="west", name="West", kind="camp"), Actor(id="paper", name="Paper", kind="paper", parent="p2"),
    *(Actor(id=f"p{k}", name=f"Party {k}", kind="party", parent="west") for k in range(1, 6)),
]  # fmt: skip


def rows(statements, codings=(), deeds=()):
    event = Event(id="e", name="Event", date="1956-02-25")
    return Rows(event=event, actors=ACTORS, statements=standing(statements, codings), deeds=deeds, centre="hq",
                kind="party", critical=frozenset({"criticises"}), cites={})  # fmt: skip


def said(ident, actor, **more):
    return Statement(id=ident, actor=actor, **more)


def test_the_centre_and_what_belongs_to_it_are_never_compared():
    assert compared(rows([])) == ("p1", "p2", "p3", "p4", "p5")


def test_what_a_paper_says_is_its_partys_and_silence_is_not_agreement():
    record = rows(
        [
            said("a", "paper", answers="e", said_on="1956-03-10"),
            said("b", "p1", act="criticises", target="hq_chief"),
        ]
    )
    answered, days, criticised = outcomes(record, ["answered", "days", "criticised"])
    assert answered.values == {"p1": (0, 0), "p2": (1, 1)}
    assert answered.left_out == dict.fromkeys(("p3", "p4", "p5"), SILENT)
    assert days.values == {"p2": (14, 14)}
    assert criticised.values == {"p1": (1, 1), "p2": (0, 0)}


def test_a_deed_is_an_answer_and_an_open_date_stays_open():
    record = rows(
        [
            said("a", "p1", answers="e", said_on="1956-03"),
            said("b", "p2", answers="e", said_on="1956-03-03/.."),
        ],
        deeds=[Deed(id="d", actor="p3", type="visit", answers="e"), Deed(id="e", actor="p4", type="visit")],
    )
    answered, days = outcomes(record, ["answered", "days"])
    assert sorted(answered.values) == ["p1", "p2", "p3"]
    assert days.values == {"p1": (5, 35), "p2": (7, inf), "p3": (0, inf)}


def test_the_mean_stance_takes_the_agreed_reading_and_the_distance_is_from_the_centre():
    record = rows(
        [said("c", "hq", issue="i", stance=-1), said("a", "p1", issue="i", stance=2),
         said("b", "p1", issue="i", stance=0), said("d", "p2", issue="i"), said("e", "p3", issue="j", stance=1)],
        codings=[Coding(statement="b", coder=AGREED, stance=1), Coding(statement="b", coder="x", stance=-2)],
    )  # fmt: skip
    stance, distance = outcomes(record, ["stance:i", "distance:i"])
    assert stance.values == {"p1": (1.5, 1.5)}
    assert distance.values == {"p1": (2.5, 2.5)}
    assert "took no stance on i" in stance.left_out["p2"]
    assert stanced_issues(record, 1) == ["i", "j"]
    assert stanced_issues(record, 2) == []


def test_an_onlooker_is_left_out_with_the_reason():
    record = rows([said("a", "p1", answers="e", act="judges"), said("b", "paper", answers="e", act="judges"),
                   said("c", "p2", answers="e", act="explains")])  # fmt: skip
    (answered,) = outcomes(record, ["answered"])
    assert answered.values == {"p2": (1, 1)}
    assert answered.left_out == {"p1": ONLOOKER, "p3": SILENT, "p4": SILENT, "p5": SILENT}
    assert answered.by == {"p2": ("c",)}


def test_which_acts_criticise_is_the_word_lists_and_without_a_centre_nobody_is_criticised():
    record = rows([said("a", "p1", act="demands", target="hq"), said("b", "p2", act="explains", target="hq")])
    (plain,) = outcomes(record, ["criticised"])
    (wide,) = outcomes(replace(record, critical=frozenset({"criticises", "demands"})), ["criticised"])
    assert (plain.values["p1"], wide.values["p1"]) == ((0, 0), (1, 1))
    (none,) = outcomes(replace(record, centre=None), ["criticised"])
    assert none.values == {}
    assert set(none.left_out.values()) == {NO_CENTRE}


def told(*values):
    return [Attribute(id=f"t{k}", actor=a, name=n, value=v) for k, (a, n, v) in enumerate(values)]


def test_what_is_said_of_a_camp_holds_of_its_parties_unless_something_nearer_is_said():
    known = told(
        ("west", "culture", "far"), ("p1", "culture", "near"), ("p2", "culture", "x"), ("p2", "culture", "y")
    )
    (culture,) = traits(rows([]), known, "culture", rest=False)
    assert culture.values == {"p1": "near", "p3": "far", "p4": "far", "p5": "far"}
    assert culture.left_out == {"p2": "the record tells 2 of its culture: x, y"}
    assert [t.name for t in traits(rows([]), known, None, rest=False)] == ["culture", "parent"]


def test_actors_of_whom_nothing_is_told_are_a_group_only_where_asked():
    known = told(("p1", "culture", "near"))
    (kept,), (grouped,) = (traits(rows([]), known, "culture", rest=rest) for rest in (False, True))
    assert (list(kept.values), sorted(kept.left_out)) == (["p1"], ["p2", "p3", "p4", "p5"])
    assert grouped.values["p2"] == REST


def test_the_event_with_most_answers_and_the_kind_that_answers_are_chosen():
    statements = [said(f"s{k}", f"p{k}", answers="f") for k in (1, 2)] + [said("t", "paper", answers="e")]
    centre_alone = [said(f"c{k}", "hq_chief", answers="g") for k in range(9)]
    assert choice(ACTORS, [*statements, *centre_alone], [], None, "hq") == ("f", "party")
    assert choice(ACTORS, [], [], None, "hq") == (None, "")


# Rivals.


def outcome(values, yes_or_no=True):
    known = {a: v if isinstance(v, tuple) else (float(v), float(v)) for a, v in values.items()}
    return Outcome("o", yes_or_no, known, {}, {}, {})


def trait(name="t", **values):
    return Trait(name, values, {})


def test_rivals_stand_side_by_side_and_what_coincides_is_said():
    reacted = outcome({"a": 1, "b": 1, "c": 1, "d": 0, "e": 0, "f": 0})
    culture = trait("culture", a="near", b="near", c="near", d="far", e="far", f="far")
    access = trait("access", a="yes", b="yes", c="yes", d="no", e="no", f="no")
    size = trait("size", a="big", b="small", c="big", d="small", e="big", f="small")
    found = {row.attribute: row for row in differences([reacted], [culture, access, size], 1)}
    assert found["culture"].tested.p == found["access"].tested.p == pytest.approx(2 / 20)
    assert found["culture"].p_holm == pytest.approx(6 / 20)
    assert found["culture"].effect.value == -1.0  # far less near
    assert found["size"].tested.p == 1.0
    pairs = {(row.one, row.other): row for row in overlaps([culture, access, size], 1)}
    assert pairs["culture", "access"].inseparable
    assert not pairs["culture", "size"].inseparable
    assert pairs["culture", "size"].cells["far", "big"] == ("e",)


def test_a_group_of_one_is_refused_with_what_is_needed():
    (row,) = differences([outcome({"a": 1, "b": 0, "c": 0})], [trait(a="near", b="far", c="far")], 1)
    assert (row.tested, row.why) == (None, "only a is near")
    assert "at least 2" in row.needed


@pytest.mark.parametrize(
    ("values", "held", "why"),
    [
        ({"a": 1, "b": 0}, {}, "of none both are told"),
        (
            {"a": 1, "b": 0},
            {"a": "x", "b": "x"},
            "of all others the record does not tell whether they are x too",
        ),
        ({"a": 1, "b": 1}, {"a": "x", "b": "y"}, "all of them reacted alike"),
    ],
)
def test_what_cannot_be_compared_is_refused(values, held, why):
    (row,) = differences([outcome(values)], [trait(**held)], 1)
    assert (row.tested, row.p_holm, row.why) == (None, None, why)
    assert row.needed


def test_an_ordered_attribute_is_set_against_yes_and_no_and_against_numbers():
    size = trait("size", a="10", b="20", c="300", d="4000", e="50", f="60")
    (row,) = differences([outcome({"a": 0, "b": 0, "c": 1, "d": 1, "e": 0, "f": 1})], [size], 1)
    assert [(group.value, group.low) for group in row.groups] == [("yes", 300.0), ("no", 20.0)]
    assert row.tested.p == pytest.approx(2 / 20)
    (row,) = differences(
        [outcome({"a": 1, "b": 2, "c": 5, "d": 9, "e": 3, "f": 4}, yes_or_no=False)], [size], 1
    )
    assert row.tested.p == pytest.approx(2 / 720)


@given(st.permutations(list("abcdefg")))
def test_the_order_of_actors_does_not_matter(order):
    values = dict(zip("abcdefg", (1, 1, 0, 0, 1, 0, 0), strict=True))
    groups = dict(zip("abcdefg", "xxxyyyy", strict=True))
    one = differences([outcome(values)], [trait(**groups)], 1)[0]
    turned = differences(
        [outcome({a: values[a] for a in order})], [trait(**{a: groups[a] for a in order})], 1
    )[0]
    assert (one.tested, one.effect) == (turned.tested, turned.effect)


@pytest.mark.parametrize("cell", CELLS[:3])
def test_where_the_attribute_makes_no_difference_few_tests_say_that_it_does(cell):
    runs = 300
    assert false_alarms(cell, runs, seed=3).alarms <= 0.05 + 3 * (0.05 * 0.95 / runs) ** 0.5
