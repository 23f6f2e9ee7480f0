from xml.etree import ElementTree as ET

import pytest

from linewatch.errors import BadValue
from linewatch.figures.moments import Moment
from linewatch.figures.personnel import NARROW_PX, WIDE_PX, Group, personnel_chart
from linewatch.kinds.dates import PartialDate


def moment(label, edtf, **more):
    return Moment(label=label, date=PartialDate.parse(edtf) if edtf else None, when=edtf or "unknown", **more)


GROUPS = (
    Group("Planned", (moment("All leaders", "1956-02/.."),)),
    Group("Kept", (moment("B chief", None), moment("A chief <b>", "1956-07-18", outside=True))),
    Group("Promoted", ()),
    Group("Split off", (moment("A wing", "1956-02/1956-10"),)),
)


@pytest.mark.parametrize("width", [WIDE_PX, NARROW_PX])
def test_every_row_stands_on_one_chart_and_the_undated_say_so(width, timeline_words):
    svg = personnel_chart(GROUPS, timeline_words, "Leaders", width).svg
    texts = ["".join(one.itertext()) for one in ET.fromstring(svg).iter() if one.tag.endswith("text")]
    for word in ("Planned", "Kept", "Split off", "All leaders", "A chief <b>", "B chief", "unknown"):
        assert word in texts
    assert "Promoted" not in texts, "a group without rows has no heading"


def test_the_chart_is_grey(timeline_words):
    svg = personnel_chart(GROUPS, timeline_words, "Leaders").svg
    colours = {one.get(key) for one in ET.fromstring(svg).iter() for key in ("fill", "stroke")}
    hexes = {colour for colour in colours if colour and colour.startswith("#")}
    assert hexes
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in hexes)


def test_the_description_says_the_same_in_words(timeline_words):
    assert personnel_chart(GROUPS, timeline_words, "Leaders").description == (
        "Planned: 1956-02/..: All leaders. Kept: 1956-07-18, outside: A chief <b>; unknown: B chief. "
        "Split off: 1956-02/1956-10: A wing."
    )


def test_the_same_rows_give_the_same_bytes_in_any_order(timeline_words):
    once = personnel_chart(GROUPS, timeline_words, "Leaders").svg
    turned = [Group(group.name, group.moments[::-1]) for group in GROUPS]
    assert personnel_chart(turned, timeline_words, "Leaders").svg == once


def test_without_a_date_there_is_no_chart(timeline_words):
    with pytest.raises(BadValue, match="one dated row"):
        personnel_chart([Group("Kept", (moment("B chief", None),))], timeline_words, "Leaders")
