"""The figures of a question: the matrix, how far each explanation holds, what the lead hangs on."""

from dataclasses import fields
from xml.etree import ElementTree as ET

import pytest

from linewatch.errors import BadValue
from linewatch.figures.matrix import NARROW_PX, WIDE_PX, Column, matrix
from linewatch.figures.matrix_told import MatrixWords
from linewatch.figures.posteriors import PosteriorWords, Standing, percent, posteriors
from linewatch.figures.tornado import MOST_ROWS, Change, Lead, TornadoWords, tornado

WORDS = MatrixWords(
    key_cell="chance", key_two="two", key_empty="not judged", key_bar="apart", part="{title} {number}/{count}",
    marks=(("absent", "absent means"), ("open", "open means")), item="{number} {name}: {cells}.",
    marked="{name} ({mark})", cell="{hypothesis} {ranges}", range="{range} %", empty="{hypothesis} not judged",
    join="; ", or_=" or ",
)  # fmt: skip
HOLDS = PosteriorWords(
    head="first in", percent="{share} %", key_bar="bar", key_prior="before", key_alone="alone",
    row="{name} {low} to {high}, {mid}, {prior}, {first}.", alone="By {analysts}.", analyst="{analyst} {mid}",
    refused="{name}: {why}.", join=", ",
)  # fmt: skip
HANGS = TornadoWords(
    base="with all {lead}", none="no lead", label="{kind}: {name}", points="{points} pts", instead="then {name}",
    key_bar="lead", key_turned="turned", rest="{count} more within {points}", row="{label} {lead} ({change}).",
    turned="Then {name}.", head="{name} leads by {lead}.",
)  # fmt: skip
ROWS = (("plan", "It was planned"), ("chance", "It was <b>chance"))
COLUMNS = (
    Column(number=1, name="A copy <b>", mark="", separates=0.2, cells={"plan": [(0.05, 0.2)], "chance": [(0.8, 0.95)]}),
    Column(number=2, name="An order", mark="absent", separates=1.0,
           cells={"plan": [(0.55, 0.8), (0.2, 0.45), (0.45, 0.55)]}),
)  # fmt: skip


def told(svg):
    """Return the words of a figure with where they stand, in order of drawing."""
    return ["".join(one.itertext()) for one in ET.fromstring(svg).iter() if one.tag.endswith("}text")]


def greys(svg):
    colours = {one.get(key) for one in ET.fromstring(svg).iter() for key in ("fill", "stroke")}
    return [colour for colour in colours if colour and colour.startswith("#")]


@pytest.mark.parametrize("width", [WIDE_PX, NARROW_PX])
def test_a_matrix_prints_each_range_and_leaves_what_nobody_judged_empty(width):
    (svg,) = matrix(ROWS, COLUMNS, WORDS, "Matrix", width).svgs
    words = told(svg)
    assert {"5–20", "80–95", "absent", "It was planned", "It was <b>chance", "A copy <b>"} <= set(words)
    # Of three analysts the least and the greatest; the fourth pair has no figure at all.
    assert {"20–45", "55–80"} <= set(words)
    assert "45–55" not in words
    assert sum("–" in word for word in words) == 4
    assert "stroke-dasharray" in svg, "an empty place has a broken frame"


def test_the_column_that_sets_most_apart_comes_first():
    words = told(matrix(ROWS, COLUMNS, WORDS, "Matrix").svgs[0])
    assert words.index("2") < words.index("1")
    assert matrix(ROWS, COLUMNS, WORDS, "Matrix").description == (
        "2 An order (absent): It was planned 55–80 % or 20–45 % or 45–55 %; It was <b>chance not judged. "
        "1 A copy <b>: It was planned 5–20 %; It was <b>chance 80–95 %."
    )


@pytest.mark.parametrize(("width", "least"), [(WIDE_PX, 5), (NARROW_PX, 8)])
def test_twelve_by_sixty_go_on_in_bands_none_too_tall_for_a_page(width, least):
    rows = [(f"h{at}", f"The explanation with the number {at}") for at in range(12)]
    columns = [
        Column(number=at, name=f"Item {at}", mark="", separates=at / 60,
               cells={ident: [(0.2, 0.45)] for ident, _ in rows})
        for at in range(1, 61)
    ]  # fmt: skip
    svgs = matrix(rows, columns, WORDS, "Matrix", width).svgs
    assert len(svgs) >= least
    words = [word for svg in svgs for word in told(svg)]
    assert all(words.count(f"{at}") == 2 for at in range(1, 61)), "above its column and before its name"
    assert words.count("20–45") == 12 * 60
    assert max(float(ET.fromstring(svg).get("viewBox").split()[3]) for svg in svgs) < 1000


def test_a_matrix_without_items_is_left_out():
    with pytest.raises(BadValue, match="one item"):
        matrix(ROWS, (), WORDS, "Matrix")


@pytest.mark.parametrize("width", [WIDE_PX, NARROW_PX])
def test_what_holds_has_a_bar_a_tick_for_what_was_held_before_and_how_often_it_is_first(width):
    found = posteriors(
        (
            Standing(name="It was chance", prior=0.5, low=0.02, mid=0.1, high=0.3, first=0.003),
            Standing(name="It was planned", prior=0.5, low=0.7, mid=0.9, high=0.98, first=0.997,
                     alone=(("one", 0.8), ("two", 0.95))),
            Standing(name="Something else", prior=0.0, why="nobody judged it"),
        ),
        HOLDS, "Holds", width,
    )  # fmt: skip
    words = told(found.svg)
    assert words.index("It was planned") < words.index("It was chance") < words.index("Something else")
    assert {">99 %", "<1 %", "nobody judged it", "before", "alone"} <= set(words)
    assert found.description == (
        "It was planned 70 % to 98 %, 90 %, 50 %, >99 %. By one 80 %, two 95 %. "
        "It was chance 2 % to 30 %, 10 %, 50 %, <1 %. Something else: nobody judged it."
    )


def test_where_nothing_was_weighed_there_is_no_figure_of_what_holds():
    with pytest.raises(BadValue, match="one hypothesis that was weighed"):
        posteriors([Standing(name="A", prior=0.5, why="not judged")], HOLDS, "Holds")


@pytest.mark.parametrize(
    ("share", "as_told"),
    [(0.0, "0"), (0.004, "<1"), (0.006, "1"), (0.994, "99"), (0.996, ">99"), (1.0, "100")],
)
def test_a_share_is_never_told_as_none_or_all_where_it_is_neither(share, as_told):
    assert percent(share) == as_told


def test_what_turns_the_order_is_hollow_and_says_what_stands_first_then():
    rows = (
        Change(kind="item", name="A copy", lead=0.18),
        Change(kind="source", name="A witness", lead=-0.1, instead="It was chance"),
    )
    found = tornado(Lead("It was planned", 0.2), rows, HANGS, "Hangs")
    words = told(found.svg)
    assert words.index("source: A witness") < words.index("item: A copy"), "the greatest change comes first"
    assert {"then It was chance", "turned", "with all +20 pts", "−10 pts"} <= set(words)
    assert found.description == (
        "It was planned leads by +20 pts. source: A witness −10 pts (−30 pts). Then It was chance. "
        "item: A copy +18 pts (−2 pts)."
    )


def test_what_changes_little_is_counted_and_not_drawn():
    rows = [Change(kind="item", name=f"Item {at}", lead=0.5 - at / 100) for at in range(MOST_ROWS + 3)]
    found = tornado(Lead("It was planned", 0.5), rows, HANGS, "Hangs", NARROW_PX)
    assert "3 more within 2 pts" in told(found.svg)
    assert "item: Item 2 " not in found.description


def test_where_nothing_was_left_out_there_is_no_figure_of_the_lead():
    with pytest.raises(BadValue, match="one row"):
        tornado(Lead("It was planned", 0.5), (), HANGS, "Hangs")


@pytest.mark.parametrize("width", [WIDE_PX, NARROW_PX])
def test_the_figures_are_grey_and_the_same_twice(width):
    def made():
        standing = Standing(name="A", prior=0.5, low=0.1, mid=0.2, high=0.4, first=1.0, alone=(("one", 0.2),))
        change = Change(kind="item", name="A", lead=-0.1, instead="B")
        return (
            *matrix(ROWS, COLUMNS, WORDS, "M", width).svgs,
            posteriors([standing], HOLDS, "P", width).svg,
            tornado(Lead("A", 0.1), [change], HANGS, "T", width).svg,
        )

    assert made() == made()
    for svg in made():
        assert greys(svg)
        assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in greys(svg))


def test_every_word_of_a_figure_is_named_in_its_docstring():
    for words in (MatrixWords, HOLDS.__class__, TornadoWords):
        assert all(f"{field.name}: " in words.__doc__ for field in fields(words))
