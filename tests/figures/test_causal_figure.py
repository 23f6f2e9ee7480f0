"""The causal map drawn: layers, signs that do not hang on colour, a list for a telephone."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import BadValue
from linewatch.figures.causal_map import NARROW_PX, CausalWords, Link, Ring, Spot, causal_map
from linewatch.figures.layered import layered

WORDS = CausalWords(
    title="A map", key_plus="more", key_minus="less", key_uncarried="none", key_loop="loop", key_driver="driver",
    key_end="end", loop="{tag} {name}", row="{source} {way} {target}.", raises="raises", lowers="lowers", loops="Loops",
)  # fmt: skip
SPOTS = [Spot("a", "First", shaded=True), Spot("b", "Second"), Spot("c", "Third", framed=True)]
LINKS = [Link("a", "b", 1, True), Link("b", "c", -1, False), Link("c", "b", 1, True)]
RINGS = [Ring("B1", "A loop", ("b", "c"))]


def texts(svg):
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_the_map_is_told_in_words_and_signs_are_written():
    made = causal_map(SPOTS, LINKS, RINGS, WORDS)
    assert made.description == "First raises Second. Second lowers Third. Third raises Second. B1 A loop."
    assert texts(made.svg).count("+") == 2 + 1  # one more in the key
    assert texts(made.svg).count("−") == 1 + 1
    assert texts(made.svg).count("B1") == 2
    assert made.svg == causal_map(SPOTS, LINKS, RINGS, WORDS).svg


def test_on_a_telephone_it_is_a_list():
    told = texts(causal_map(SPOTS, LINKS, RINGS, WORDS, NARROW_PX).svg)
    assert told.index("First") < told.index("Second")
    assert "Third (B1)" in told


def test_a_map_without_arrows_is_refused():
    with pytest.raises(BadValue):
        causal_map(SPOTS, [], [], WORDS)


def test_what_is_brought_on_stands_below_and_a_loop_leads_back_once():
    made = layered("abc", [("a", "b"), ("b", "c"), ("c", "a")], dict.fromkeys("abc", 10.0), (0, 100, 5))
    assert [row for row in made.rows if row[0] == "a"] == [made.rows[0]]
    assert made.back == (False, False, True)
    assert len(made.bends[2]) == 3  # the arrow back passes the layer of b


arrows = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda t: t[0] != t[1]),
    min_size=1, max_size=14, unique=True,
)  # fmt: skip


@given(arrows)
def test_boxes_of_a_layer_do_not_touch_and_stay_between_the_edges(found):
    made = layered("abcdef", found, dict.fromkeys("abcdef", 60.0), (0, 900, 5))
    for row in made.rows:
        places = [made.x[name] for name in row if isinstance(name, str)]
        assert places == sorted(places)
        assert all(b - a >= 65 - 1e-6 for a, b in pairwise(places))
        assert all(30 - 1e-6 <= place <= 870 + 1e-6 for place in places)
    for (a, b), turned in zip(found, made.back, strict=True):
        layer = {name: at for at, row in enumerate(made.rows) for name in row}
        assert (layer[a] > layer[b]) == turned
