"""Figures over days and of differences: what they hold, in shapes and in words."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import BadValue
from linewatch.figures.courses import Course, Frame, Happening, by_day, points, scale, tenths
from linewatch.figures.fan import NARROW_PX, CourseWords, fan
from linewatch.figures.paired import Difference, PairedWords, paired
from linewatch.figures.small_multiples import small_multiples

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WORDS = CourseWords(
    title="A title", percent="{share}", months=MONTHS, key_mid="mean", key_beside="baseline", key_span="span",
    key_sure="sure", event="{letter} {name}, {day} {month}", row="{name}: {mid} on {day} {month} ({low} to {high}).",
    row_alone="{name}: {mid}.", beside="Baseline {mid}.", most="Most {mid} on {day} {month}.", flat="Flat: {names}.",
    join=", ",
)  # fmt: skip
PAIRED = PairedWords(
    title="A title", less="less", more="more", value="{mid} ({low} to {high})", percent="{share}", key_span="span",
    key_sure="sure", key_apart="apart", key_near="near", row="{name}: {mid}, {low} to {high}.", flat="Flat: {names}.",
    join=", ",
)  # fmt: skip
DAYS = tuple(date(1956, 2, 27) + timedelta(n) for n in range(40))


def course(name="North", peak=0.3, **more):
    mid = tuple(peak * n / 39 for n in range(40))
    return Course(name, DAYS, mid, tuple(v * 0.5 for v in mid), tuple(v * 1.2 for v in mid), **more)


def texts(svg):
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_a_course_is_told_in_words_with_its_range_and_its_baseline():
    made = fan(course(beside=tuple(0.1 for _ in DAYS)), [], WORDS)
    assert made.description == "North: 30.0 on 6 Apr (15.0 to 36.0). Baseline 10.0."
    assert {"mean", "baseline", "span"} <= set(texts(made.svg))
    assert "sure" not in texts(made.svg)


def test_events_of_one_day_share_a_letter_and_those_outside_are_left_out():
    events = [
        Happening(date(1956, 3, 5), "b"),
        Happening(date(1956, 3, 5), "a"),
        Happening(date(1957, 1, 1), "late"),
    ]
    assert by_day(events, ", ") == [Happening(date(1956, 3, 5), "a, b"), events[2]]
    told = texts(fan(course(), events, WORDS).svg)
    assert "a a, b, 5 Mar" in told
    assert not any("late" in text for text in told)


def test_the_same_course_gives_the_same_bytes_on_both_widths():
    for width in (900, NARROW_PX):
        assert fan(course(), [], WORDS, width).svg == fan(course(), [], WORDS, width).svg
        assert f'viewBox="0 0 {width} ' in fan(course(), [], WORDS, width).svg


def test_side_by_side_what_never_leaves_nought_is_named_not_drawn():
    flat = Course("South", DAYS, (0.0,) * 40, (0.0,) * 40, (0.0,) * 40)
    made = small_multiples([course(), flat], [], WORDS)
    assert made.description == "North: 30.0 on 6 Apr (15.0 to 36.0). Flat: South."
    assert "Flat: South." in texts(made.svg)
    assert small_multiples([flat], [], WORDS).svg  # of one that never moves a frame is drawn all the same
    with pytest.raises(BadValue):
        small_multiples([], [], WORDS)


def test_differences_are_told_from_the_greatest_down_the_whole_first():
    rows = [
        Difference("South", -0.02, -0.05, 0.01, -0.03, -0.01),
        Difference("North", 0.1, 0.05, 0.15, 0.09, 0.11),
        Difference("East", 0.0, 0.0, 0.0, 0.0, 0.0),
        Difference("All", 0.01, -0.01, 0.03, 0.0, 0.02, whole=True),
    ]
    made = paired(rows, PAIRED)
    assert made.description == (
        "All: +1.0, −1.0 to +3.0. North: +10.0, +5.0 to +15.0. South: −2.0, −5.0 to +1.0. Flat: East."
    )
    assert (rows[1].apart, rows[0].apart) == (True, False)
    assert {"◂ less", "more ▸"} <= set(texts(made.svg))
    assert "North +10.0 (+5.0 to +15.0)" in texts(paired(rows, PAIRED, NARROW_PX).svg)


def test_a_range_that_is_written_as_ending_at_nought_holds_it():
    assert not Difference("North", -0.02, -0.05, -0.0004, -0.03, -0.01).apart


def test_values_that_do_not_fit_their_days_are_refused():
    with pytest.raises(BadValue, match="3 values for 40 days"):
        Course("North", DAYS, (0.0,) * 40, (0.0,) * 3)
    with pytest.raises(BadValue, match="two days"):
        Course("North", DAYS[:1], (0.0,))


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=8))
def test_a_scale_holds_all_values_and_nought(values):
    steps = scale(values)
    assert steps[0] <= min(0, *values) + 1e-6
    assert steps[-1] >= max(0, *values) - 1e-6
    assert 0 in steps
    assert len(steps) <= 8


@given(st.floats(-1, 1))
def test_a_value_beyond_the_frame_stands_on_its_edge(value):
    frame = Frame(0, 100, 10, 110, DAYS[0], 39, -0.1, 0.2)
    assert 10 <= frame.y(value) <= 110


def test_numbers_have_a_real_minus_and_nought_has_no_sign():
    assert [tenths(v, signed=True) for v in (0.123, -0.02, 0.0001, -0.0001)] == [
        "+12.3",
        "−2.0",
        "0.0",
        "0.0",
    ]
    assert [points(v, signed=True) for v in (0.05, 0.0, -0.15)] == ["+5", "0", "−15"]
    assert tenths(0.39) == "39.0"
