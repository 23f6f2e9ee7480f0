"""Who came first, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.networks_coverage import led
from linewatch.kinds.dates import PartialDate
from linewatch.measures.leads import leads
from linewatch.measures.networks.coding import Stance


def stance(actor, issue, value, on):
    date = PartialDate.parse(on) if on else None
    ident = f"{actor}-{issue}-{value}-{on}"
    return Stance(statement=ident, actor=actor, issue=issue, stance=value, document="d", on=date)


def test_a_lead_of_known_days():
    (found,) = leads([stance("b", "x", 1, "1956-03-14"), stance("a", "x", 2, "1956-03-04")])
    assert (found.a, found.b, found.count, found.share) == ("a", "b", 1, 1.0)
    assert (found.lead_days_low, found.lead_days_high) == (10, 10)
    assert found.p_value == 1, "of one order of two nothing is told: one of them had to be the first"
    assert found.on[0].issue == "x"


def test_the_first_statement_on_a_side_counts_and_other_sides_do_not():
    rows = [
        stance("a", "x", 1, "1956-05-01"), stance("a", "x", 2, "1956-03-01"), stance("a", "x", -1, "1956-01-01"),
        stance("b", "x", 1, "1956-04-01"), stance("b", "y", 1, "1956-02-01"),
    ]  # fmt: skip
    (found,) = leads(rows)
    assert (found.a, found.lead_days_low, found.count) == ("a", 31, 1)


def test_dates_that_overlap_are_told_as_a_share_and_a_range():
    (found,) = leads([stance("a", "x", 1, "1956-03"), stance("b", "x", 1, "1956-03-16")])
    assert 0.4 < found.share < 0.6
    low, high = sorted((found.lead_days_low, found.lead_days_high))
    assert high - low == 30


def test_many_occasions_make_a_lead_unlikely_by_chance():
    months = (("a", "03"), ("b", "04"))
    rows = [stance(who, f"x{n}", 1, f"1956-{month}-{n + 1:02}") for n in range(8) for who, month in months]
    (found,) = leads(rows)
    assert (found.count, found.occasions, found.share) == (8, 8, 1.0)
    assert found.p_value == pytest.approx(2 / 2**8, abs=0.008), "either of the two may have led in all eight"


def test_many_sides_of_one_speech_are_one_occasion():
    rows = [
        stance(who, f"x{n}", 1, day)
        for n in range(8)
        for who, day in (("a", "1956-03-01"), ("b", "1956-04-01"))
    ]
    (found,) = leads(rows)
    assert (found.count, found.occasions) == (8, 1)
    assert found.p_value == 1


def test_an_open_date_tells_an_order_only_where_it_is_sure():
    (sure,) = leads([stance("a", "x", 1, "../1956-06-30"), stance("b", "x", 1, "1956-07-16")])
    assert (sure.a, sure.share, sure.lead_days_low, sure.lead_days_high) == ("a", 1.0, 16, None)
    (unsure,) = leads([stance("a", "x", 1, "../1956-06-30"), stance("b", "x", 1, "1956-03")])
    assert (unsure.share, unsure.p_value, unsure.count) == (None, None, 0)
    assert unsure.needed


def test_without_dates_the_refusal_says_so():
    (found,) = leads([stance("a", "x", 1, None), stance("b", "x", 1, "1956-03")])
    assert found.why.startswith("no date tells")


def test_nobody_on_the_same_side_is_no_pair():
    assert (
        leads([stance("a", "x", 1, "1956"), stance("b", "x", -1, "1956"), stance("c", "x", 0, "1956")]) == ()
    )
    assert leads([]) == ()


days = st.dates().map(str)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), days), min_size=2, max_size=12))
def test_the_leader_is_first_at_least_half_the_time_and_order_of_rows_does_not_matter(told):
    rows = [stance(actor, issue, 1, day) for actor, issue, day in told]
    found = leads(rows)
    assert found == leads(rows[::-1])
    assert all(row.share >= 0.5 and 0 < row.p_value <= 1 for row in found if row.why is None)


def test_who_comes_first_by_chance_seldom_has_a_small_p():
    """Of one pair named beforehand, in worlds where nobody leads."""
    five, ten = led(sides=12, runs=150)
    assert five <= 0.05 + 3 * (0.05 * 0.95 / 150) ** 0.5
    assert ten <= 0.10 + 3 * (0.10 * 0.90 / 150) ** 0.5
