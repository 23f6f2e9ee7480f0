from xml.etree import ElementTree as ET

import pytest

from linewatch.errors import BadValue
from linewatch.figures.stances import Mark, Panel, Point, StanceWords, stances
from linewatch.figures.timeline import NARROW_PX, WIDE_PX

DAY = 714_000


def points(*stance):
    return tuple(
        Point(day=DAY + 30 * at, stance=value, low=value - 0.5, high=value + 0.5)
        for at, value in enumerate(stance)
    )


def panels(many=3):
    centre = Panel(
        label="Centre", points=points(2, 1, -1), marks=(Mark(first=DAY, last=DAY, code=2),), centre=True
    )
    others = tuple(
        Panel(
            label=f"Party <{at}>", points=points(0, at / 2), marks=(Mark(first=DAY, last=DAY + 30, code=0),)
        )
        for at in range(many)
    )
    return (centre, *others)


@pytest.fixture
def words(timeline_words):
    return StanceWords(
        minus="his merits outweigh his errors",
        plus="he is condemned outright",
        key="Grey: the centre.",
        told="{actor}: {stance} ({low} to {high}), {statements} statements.",
        axis=timeline_words,
        undated="without a date",
    )


@pytest.mark.parametrize("width", [WIDE_PX, NARROW_PX])
def test_a_figure_of_stances_can_stand_in_a_page(width, words):
    made = stances(panels(), words, 'A "figure" <of>', width)
    root = ET.fromstring(made.svg)
    assert root.get("viewBox", "").startswith(f"0 0 {width} ")
    assert not {"script", "style"} & {one.tag.rpartition("}")[2] for one in root.iter()}
    assert "Centre: −1.0 (−1.5 to −0.5), 1 statements." in made.description
    assert ">−2<" in made.svg
    assert ">-2<" not in made.svg


def test_the_same_panels_give_the_same_bytes(words):
    assert stances(panels(), words, "T").svg == stances(panels(), words, "T").svg


def test_nothing_is_told_by_colour(words):
    root = ET.fromstring(stances(panels(), words, "T").svg)
    inks = {one.get(name) for one in root.iter() for name in ("fill", "stroke")} - {
        None,
        "none",
        "transparent",
    }
    assert all(len({ink[1:3], ink[3:5], ink[5:7]}) == 1 for ink in inks), inks


def test_a_line_of_one_day_and_one_beyond_the_scale_are_drawn(words):
    alone = Panel(label="One", points=(Point(day=DAY, stance=4, low=2, high=9),), marks=())
    assert stances((alone,), words, "T").svg.startswith("<svg")


def test_what_leaves_the_panel_is_cut_at_its_edge(words):
    far = tuple(Point(day=DAY + at, stance=0, low=-9 * at, high=9 * at) for at in range(2))
    panel = Panel(label="One", points=far, marks=(Mark(first=DAY, last=DAY, code=0),))
    root = ET.fromstring(stances((panel,), words, "T").svg)
    # Each edge is drawn as far as 3.2 steps from the middle of a panel of 150 px, no part of it level.
    lines = [one for one in root.iter() if one.tag.endswith("line") and one.get("stroke") == "#555555"]
    steep = [one for one in lines if float(one.get("x2", 0)) and float(one.get("y2", 0))]
    assert len(steep) == 2
    assert {abs(round(float(one.get("y2", 0)))) for one in steep} == {75}


def test_the_centres_ground_is_one_shape_a_panel(words):
    root = ET.fromstring(stances(panels(2), words, "T").svg)
    grounds = [one for one in root.iter() if one.get("fill") == "#cfcfcf"]
    assert len(grounds) == 3


def test_an_actor_without_a_date_is_counted_and_labelled(words):
    alone = Panel(label="One", points=(Point(day=DAY + 60, stance=1, low=0, high=2),), marks=(), undated=4)
    made = stances((*panels(1), alone), words, "T")
    assert "One: +1.0 (0.0 to +2.0), 4 statements." in made.description.replace("+0.0", "0.0")
    assert made.svg.count("without a date") == 1


def test_no_line_at_all_is_an_error(words):
    with pytest.raises(BadValue):
        stances((Panel(label="None", points=(), marks=()),), words, "T")
