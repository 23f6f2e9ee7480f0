import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linewatch.errors import BadValue
from linewatch.figures.axis import axis
from linewatch.figures.drawing import Box, Line, Sign
from linewatch.figures.marks import mark_shapes
from linewatch.figures.moments import Moment
from linewatch.figures.placing import bounds, placed
from linewatch.figures.timeline import NARROW_PX, WIDE_PX, timeline
from linewatch.kinds.dates import PartialDate

EDTF = st.sampled_from(
    ["1956-02-25", "1956-03", "1956-04~", "1951", "1955/..", "../1956-06-04", "1956-03-14/1956-03-17", "19XX"]
)


def moment(label, edtf, **more):
    return Moment(label=label, date=PartialDate.parse(edtf) if edtf else None, when=edtf or "unknown", **more)


MOMENTS = (
    moment("Speech", "1956-02-25"),
    moment("Leak", "1956-03-16/1956-03-17", outside=True, note="press"),
    moment("Visit", None),
    moment("Slow tempo", "1956-02/..", lane="planned"),
    moment("<script>alert(1)</script> & \"more\"", "../1956-06-04"),
)  # fmt: skip


def placements(moments, words, width=WIDE_PX):
    dates = [one.date for one in moments]
    ends = [end for date in dates for end in bounds(date) if end is not None]
    scale = axis(ends, 14, width - 14, 44)
    return [placed(one, one.date, scale, words, width * 0.3) for one in moments], scale


def mark_of(edtf, words, **more):
    (item,), _ = placements([moment("x", edtf, **more)], words)
    return list(mark_shapes(item, 10))


def test_moments_without_a_date_are_handed_back_and_the_rest_described(timeline_words):
    made = timeline(MOMENTS, timeline_words, "Timeline")
    assert [one.label for one in made.undated] == ["Visit"]
    assert made.description == (
        "Planned: 1956-02/..: Slow tempo. Happened: 1956-02-25: Speech; "
        "1956-03-16/1956-03-17, outside: Leak (press); "
        '../1956-06-04: <script>alert(1)</script> & "more".'
    )


def test_no_dated_moment_is_an_error(timeline_words):
    with pytest.raises(BadValue):
        timeline(MOMENTS[2:3], timeline_words, "Timeline")


@pytest.mark.parametrize("width", [WIDE_PX, NARROW_PX])
def test_a_figure_can_stand_in_a_page(width, timeline_words):
    svg = timeline(MOMENTS, timeline_words, 'A "timeline" <of>', width).svg
    root = ET.fromstring(svg)
    assert (root.get("width"), root.get("role"), root.get("aria-label")) == (
        "100%",
        "img",
        'A "timeline" <of>',
    )
    assert root.get("viewBox", "").startswith(f"0 0 {width} ")
    assert not re.search(r"<script|\sid=|href|url\(|<style", svg)
    assert {one.get("font-family") for one in root.iter() if one.get("font-family")} == {"sans-serif"}


def test_the_same_moments_give_the_same_bytes_in_any_order(timeline_words):
    once = timeline(MOMENTS, timeline_words, "Timeline").svg
    assert timeline(MOMENTS[::-1], timeline_words, "Timeline").svg == once


def test_a_day_is_a_dot_and_hollow_for_about(timeline_words):
    (dot,) = mark_of("1956-02-25", timeline_words)
    (hollow,) = mark_of("1956-02-25~", timeline_words)
    assert isinstance(dot, Sign)
    assert (dot.shape, dot.fill == dot.ink, hollow.fill == hollow.ink) == ("circle", True, False)


def test_a_month_is_a_bar_over_its_whole_span(timeline_words):
    items, scale = placements([moment("a", "1956-02"), moment("b", "1956-01/1956-03")], timeline_words)
    (bar,) = mark_shapes(items[0], 10)
    assert isinstance(bar, Box)
    assert bar.x2 - bar.x == pytest.approx(29 * scale.day_px)


def test_about_a_month_is_dashed(timeline_words):
    (bar,) = mark_of("1956-02~", timeline_words)
    assert bar.dash


def test_an_open_date_has_no_solid_stretch_and_an_arrow(timeline_words):
    items, scale = placements([moment("a", "1956-02/.."), moment("b", "1956-05")], timeline_words)
    line, arrow, bound = mark_shapes(items[0], 10)
    assert isinstance(line, Line)
    assert line.dash
    assert arrow.shape == "triangle-right"
    assert scale.right - arrow.x < 10
    assert (bound.x, bound.x2) == (items[0].start, items[0].start)


def test_a_date_from_outside_has_its_own_sign(timeline_words):
    (sign,) = mark_of("1956-02-25", timeline_words, outside=True)
    assert sign.shape == "diamond"
    assert len(mark_of("1956-02", timeline_words, outside=True)) > 2  # striped


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(st.text("abc de", min_size=1, max_size=90), EDTF), min_size=1, max_size=30))
@pytest.mark.parametrize("width", [WIDE_PX, NARROW_PX])
def test_every_moment_stands_within_the_chart_and_no_word_is_lost(width, timeline_words, labelled):
    items, scale = placements([moment(label, edtf) for label, edtf in labelled], timeline_words, width)
    assert all(item.left >= scale.left - 1e-6 and item.right <= scale.right + 1e-6 for item in items)
    told = [("".join(item.label).replace(" ", ""), " ".join(item.when)) for item in items]
    assert told == [(label.replace(" ", ""), edtf) for label, edtf in labelled]


def test_a_date_stands_beside_its_mark_where_there_is_room(timeline_words):
    items, _ = placements([moment("a", "1956-02-25"), moment("b", "1956-01/1956-12")], timeline_words)
    assert [item.over for item in items] == [False, True]
    assert items[0].text_x > items[0].end


def test_each_moment_has_a_row_of_its_own(timeline_words):
    days = [moment(str(day), f"1956-02-{day}") for day in range(10, 30)]
    heights = [
        int(ET.fromstring(timeline(days[:many], timeline_words, "T").svg).get("viewBox").split()[3])
        for many in (10, 20)
    ]
    assert heights[1] - heights[0] > 10 * 13


def test_the_ends_of_the_calendar_can_be_drawn(timeline_words):
    assert timeline([moment("a", "0001/9999")], timeline_words, "Timeline").svg.startswith("<svg")
