from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.figures.axis import axis, ticks
from linewatch.figures.texts import lines, plain, width_px

DAYS = st.lists(st.dates(date(1500, 1, 1), date(2100, 1, 1)).map(date.toordinal), min_size=1, max_size=40)


def test_even_days_are_drawn_to_scale():
    scale = axis([100, 110, 120], 0, 200, 20)
    assert scale.places == (0, 100, 200)
    assert scale.gaps() == ()


def test_a_long_empty_stretch_is_shortened():
    scale = axis([0 + 1, 10_000, 10_010, 10_020, 10_030, 10_040], 0, 100, 20)
    assert scale.gaps() == ((0, 20),)
    assert scale.places[1:] == (20, 40, 60, 80, 100)


def test_one_day_stands_in_the_middle_of_a_month():
    scale = axis([700_000], 0, 310, 20)
    assert scale.x(700_000) == pytest.approx(150)


@given(DAYS)
def test_later_days_stand_farther_right_and_all_within(ordinals):
    scale = axis(ordinals, 10, 500, 20)
    places = [scale.x(day) for day in sorted(set(ordinals))]
    assert places == sorted(places)
    assert scale.left == pytest.approx(10)
    assert scale.right == pytest.approx(500)
    assert scale.day_px > 0


@given(DAYS)
def test_the_labels_of_ticks_do_not_touch(timeline_words, ordinals):
    shown = ticks(axis(ordinals, 10, 890, 44), timeline_words, 12)
    ends = [
        (tick.x - half, tick.x + half)
        for tick in shown
        for half in [max(width_px(tick.label, 12), width_px(tick.below, 12)) / 2]
    ]
    assert all(right < left for (_, right), (left, _) in pairwise(ends))


def test_the_first_tick_names_the_year(timeline_words):
    ordinals = [date(1956, month, 1).toordinal() for month in range(2, 11)]
    shown = ticks(axis(ordinals, 0, 860, 44), timeline_words, 12)
    assert [(tick.label, tick.below) for tick in shown][:3] == [("Feb", "1956"), ("Mar", ""), ("Apr", "")]


def test_a_week_has_ticks_for_days(timeline_words):
    scale = axis([date(1956, 3, 14).toordinal(), date(1956, 3, 21).toordinal()], 0, 860, 44)
    assert next(tick.label for tick in ticks(scale, timeline_words, 12)) == "14 Mar"


@given(st.text(max_size=80), st.integers(40, 300))
def test_a_text_is_broken_within_its_limit_and_loses_no_letter(text, limit):
    broken = lines(plain(text), 13, limit)
    assert "".join(broken).replace(" ", "") == plain(text).replace(" ", "")
    assert all(width_px(line, 13) <= limit for line in broken)


def test_plain_text_loses_what_a_page_cannot_hold():
    assert plain(" a\x00\u202eb\ud800 \n\tc\ufffe ") == "ab c"
