import re
from xml.etree import ElementTree as ET

import pytest

from linewatch.errors import BadValue
from linewatch.figures.heat_strip import NARROW_PX, WIDE_PX, Column, StripWords, heat_strip

WORDS = StripWords(
    title="What changed <when>", key="The darker the more.", kinds={"dropped": "left out", "added": "put in"},
    row="{kind}: most in {date} ({share} %).", range="range",
)  # fmt: skip


def columns(many):
    return [
        Column(f"{1956 + n // 8}-{1 + n % 8:02}-01", {"dropped": n / many, "added": None}, 1956 + n // 8)
        for n in range(many)
    ]


@pytest.mark.parametrize("width", [WIDE_PX, NARROW_PX])
@pytest.mark.parametrize("many", [1, 6, 160])
def test_the_figure_is_sound_grey_and_the_same_each_time(many, width):
    made = heat_strip(columns(many), WORDS, width)
    assert made == heat_strip(columns(many), WORDS, width)
    ET.fromstring(made.svg)
    colours = {part[:7] for part in made.svg.split('"') if part.startswith("#") and len(part) == 7}
    assert len(colours) > 1
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours)


def test_the_greater_a_share_the_darker_its_cell():
    shares = [0.2, 0.05, 0.5, 0.35, 0.05]
    made = heat_strip([Column("1956", {"dropped": share}, 1956) for share in shares], WORDS)
    # A box is drawn from its left edge: M left,top h width …
    cells = re.findall(r'<path d="M([\d.]+),[^"]*h[^"]*Z" fill="#(..)', made.svg)
    fills = [int(grey, 16) for _, grey in sorted(cells, key=lambda cell: float(cell[0]))]
    assert len(fills) == len(shares)
    assert sorted(range(5), key=lambda n: (-fills[n], n)) == [1, 4, 0, 3, 2]
    assert fills[1] == fills[4] == max(fills)
    assert fills[2] == min(fills)


def test_where_there_is_little_room_years_stand_under_it_whatever_dates_look_like():
    dates = [("../1956-06-04", 1956), ("1957~", 1957), ("195X", None), ("1958-01/1958-02", 1958)]
    many = [Column(on, {"dropped": 0.5}, year) for on, year in dates for _ in range(30)]
    svg = heat_strip(many, WORDS).svg
    texts = [text.text for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    assert [text for text in texts if text and text.isdigit()] == ["1956", "1957", "1958"]
    assert "../1" not in svg


def test_it_is_told_in_words():
    made = heat_strip(columns(4), WORDS)
    assert made.description == "What changed <when>. left out: most in 1956-04-01 (75 %)."


def test_without_a_step_there_is_no_figure():
    with pytest.raises(BadValue):
        heat_strip([], WORDS)
