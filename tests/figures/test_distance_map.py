from xml.etree import ElementTree as ET

import pytest

from linewatch.errors import BadValue
from linewatch.figures.distance_map import NARROW_PX, WIDE_PX, Cell, MapWords, distance_map

WORDS = MapWords(
    key_cell="distance, with its interval from the centre (left) to the far half (right); the darker the nearer",
    key_cut="the interval goes on",
    key_copy="near-copy of the centre",
    key_refused="too little text",
    key_break="the centre's line breaks",
    row="{actor}: {items}.",
    item="{period} {distance} ({low} to {high})",
    refused="{period} refused",
    copy=", near-copy",
    join="; ",
)
CELLS = (
    Cell("far", "1950", 1.4, 1.2, 1.6),
    Cell("near", "1950", 0.1, -0.1, 0.3, near_copy=True),
    Cell("near", "1951", None, None, None),
    Cell("<b>\x00", "1951", 0.9, 0.5, 2.6),
)


def texts(svg):
    return [one.text for one in ET.fromstring(svg).iter() if one.tag.endswith("text")]


def test_the_nearest_actor_stands_on_top_and_all_is_told_in_words():
    made = distance_map(CELLS, WORDS, "Map", ["1951"])
    assert made.description == (
        "near: 1950 0.1 (-0.1 to 0.3), near-copy; 1951 refused. "
        "<b>: 1951 0.9 (0.5 to 2.6). far: 1950 1.4 (1.2 to 1.6)."
    )
    assert {"near", "far", "<b>", "0.1", "1.4", "–", "1950", "1951", WORDS.key_break} <= set(texts(made.svg))


@pytest.mark.parametrize("width", [WIDE_PX, NARROW_PX])
def test_periods_that_do_not_fit_go_on_below(width):
    cells = [
        Cell(f"actor {i} of a long name", str(1950 + j), 0.1 * i, 0, 1) for i in range(4) for j in range(30)
    ]
    svg = distance_map(cells, WORDS, "Map", width=width).svg
    assert [str(1950 + j) for j in range(30)] == sorted(
        t for t in texts(svg) if t and t.startswith(("19", "20"))
    )
    assert ET.fromstring(svg).get("viewBox", "").startswith(f"0 0 {width} ")


def test_the_same_cells_give_the_same_bytes_in_any_order():
    assert distance_map(CELLS, WORDS, "Map").svg == distance_map(CELLS[::-1], WORDS, "Map").svg


def test_without_a_distance_there_is_no_map():
    with pytest.raises(BadValue):
        distance_map(CELLS[2:3], WORDS, "Map")


def test_a_cell_prints_what_its_description_says():
    made = distance_map(
        [Cell("a", "1950", -0.2, -0.5, 0.1), Cell("b", "1950", -0.04, -0.3, 0.2)], WORDS, "Map"
    )
    assert "1950 -0.2 (-0.5 to 0.1)" in made.description
    assert "-0.2" in texts(made.svg)
    assert "1950 0.0 (-0.3 to 0.2)" in made.description


def test_an_interval_that_goes_on_beyond_an_edge_is_marked():
    def drawn(low, high):
        svg = distance_map([Cell("a", "1950", 0.7, low, high)], WORDS, "Map").svg
        return WORDS.key_cut in texts(svg)

    assert not drawn(0.2, 1.4)
    assert drawn(-0.2, 1.4)
    assert drawn(0.2, 1.6)
