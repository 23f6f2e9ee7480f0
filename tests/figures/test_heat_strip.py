from xml.etree import ElementTree as ET

import pytest

from linewatch.errors import BadValue
from linewatch.figures.heat_strip import NARROW_PX, WIDE_PX, Column, StripWords, heat_strip

WORDS = StripWords(
    title="What changed <when>", key="The darker the more.", kinds={"dropped": "left out", "added": "put in"},
    row="{kind}: most in {date} ({share} %).", most="most",
)  # fmt: skip


def columns(many):
    return [
        Column(f"{1956 + n // 8}-{1 + n % 8:02}-01", {"dropped": n / many, "added": None})
        for n in range(many)
    ]


@pytest.mark.parametrize("width", [WIDE_PX, NARROW_PX])
@pytest.mark.parametrize("many", [1, 6, 160])
def test_the_figure_is_sound_grey_and_the_same_each_time(many, width):
    made = heat_strip(columns(many), WORDS, width)
    assert made == heat_strip(columns(many), WORDS, width)
    ET.fromstring(made.svg)
    colours = {part[:7] for part in made.svg.split('"') if part.startswith("#") and len(part) == 7}
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours)


def test_it_is_told_in_words():
    made = heat_strip(columns(4), WORDS)
    assert made.description == "What changed <when>. left out: most in 1956-04-01 (75 %)."


def test_without_a_step_there_is_no_figure():
    with pytest.raises(BadValue):
        heat_strip([], WORDS)
