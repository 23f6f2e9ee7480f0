import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from linewatch.desk.measuring.networking import network_words
from linewatch.errors import BadValue
from linewatch.figures.network import MOST_TIES, NARROW_PX, WIDE_PX, Bond, Member, network_figure

MEMBERS = (
    Member("a", "Alpha", 1, True, 4),
    Member("b", "Beta", 1, False, 2),
    Member("c", "<script>&", 2, True, 9),
    Member("d", "Delta", None, False, 1),
)
BONDS = (
    Bond("a", "b", 2.0, 1.0, 3.25, True),
    Bond("a", "c", -4.0, -6.0, -1.5, True),
    Bond("b", "c", -1.0, None, None, False),
    Bond("a", "d", 0, None, None, False),
)


@pytest.fixture(scope="module")
def words():
    return network_words()


def strokes(svg):
    root = ET.fromstring(svg)
    return [one for one in root.iter() if one.get("stroke-dasharray") not in (None, "")]


def test_a_network_in_words(words):
    told = network_figure(MEMBERS, BONDS, words).description
    assert told == (
        "Wing 1: Alpha, Beta. Wing 2: <script>&. Cannot tell: no issue shared with the others: Delta. "
        "Agreed: Alpha with Beta (+2.00, 90 %: +1.00 to +3.25). "
        "Opposed: Alpha against <script>& (-4.00, 90 %: -6.00 to -1.50), Beta against <script>& (-1.00, no range)."
    )


@pytest.mark.parametrize("width", [WIDE_PX, NARROW_PX])
def test_it_can_stand_in_a_page(words, width):
    svg = network_figure(MEMBERS, BONDS, words, width).svg
    assert ET.fromstring(svg).get("viewBox", "").startswith(f"0 0 {width} ")
    assert not re.search(r"<script|\sid=|href|url\(|<style", svg)


def test_signs_are_told_without_colour(words):
    """Opposed is dashed; every ink is a grey."""
    svg = network_figure(MEMBERS, BONDS, words).svg
    agreed = network_figure(MEMBERS, BONDS[:1], words).svg
    assert len(strokes(svg)) > len(strokes(agreed))
    inks = {ink.lower() for ink in re.findall(r"#[0-9a-fA-F]{6}", svg)}
    assert all(ink[1:3] == ink[3:5] == ink[5:7] for ink in inks)


def test_the_same_network_gives_the_same_bytes_in_any_order(words):
    once = network_figure(MEMBERS, BONDS, words).svg
    assert network_figure(MEMBERS[::-1], BONDS[::-1], words).svg == once


def test_of_very_many_ties_the_strongest_are_drawn_and_it_is_said(words):
    members = [Member(f"m{n}", f"M{n}", 1 + n % 2, True, 1) for n in range(30)]
    bonds = [
        Bond(a.id, b.id, 1.0 + n, None, None, True) for n, a in enumerate(members) for b in members[n + 1 :]
    ]
    found = network_figure(members, bonds, words)
    cut = f"The {MOST_TIES} strongest of {len(bonds)} ties are drawn."
    assert cut in found.svg
    assert found.description.endswith(cut)
    assert found.description.count(" with ") == MOST_TIES


def test_one_camp_and_nobody(words):
    assert "No wings" in network_figure(MEMBERS[:2], BONDS[:1], words).description
    with pytest.raises(BadValue):
        network_figure((), (), words)


def test_labels_of_one_camp_do_not_run_into_each_other(words):
    long = [
        Member(f"m{n}", "International Association of Very Long Names", 1 + n % 2, True, 1) for n in range(6)
    ]
    svg = network_figure(long, (), words, NARROW_PX).svg
    places = re.findall(r'<text text-anchor="start" transform="translate\(14,([\d.]+)\)"', svg)
    ys = sorted(map(float, places))
    assert len(ys) > 3
    assert all(later - sooner > 10 for sooner, later in pairwise(ys))
