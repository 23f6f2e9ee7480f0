"""Pairs of alike places gathered to passages; gaps, moves and cuts between two texts."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from linewatch.measures.echoes.families import Place, families
from linewatch.measures.echoes.gaps import gaps, in_order, moved
from linewatch.measures.echoes.growing import carried
from linewatch.measures.echoes.seams import seamed
from tests.measures.echo_making import shared_of


def test_places_that_are_alike_are_one_passage():
    (found,) = families(shared_of((0, 1, [(0, 50, 10, 60)], 9), (1, 2, [(12, 60, 0, 48)], 8)))
    assert found.places == (Place(0, 0, 50), Place(1, 10, 60), Place(2, 0, 48))
    assert found.pairs == ((0, 1, 0), (1, 2, 1))
    assert (found.documents, found.whole) == (3, False)


def test_places_that_touch_but_little_are_two_passages():
    assert len(families(shared_of((0, 1, [(0, 50, 0, 50)], 9), (0, 2, [(40, 90, 0, 50)], 9)))) == 2


def test_what_stands_in_the_gap_of_a_passage_is_no_part_of_it():
    """A list whose copy has another passage put into its middle, and that passage."""
    found = families(
        shared_of((0, 1, [(0, 40, 0, 40), (40, 80, 240, 280)], 9), (1, 2, [(42, 238, 0, 196)], 9))
    )
    assert [family.documents for family in found] == [2, 2]


def test_whole_copies_are_told_once_and_a_third_that_quotes_them_apart():
    shared = shared_of(
        (0, 1, [(0, 45, 0, 45)], 9),
        (0, 1, [(50, 95, 50, 95)], 12),
        (0, 2, [(0, 45, 5, 50)], 9),
        (1, 2, [(0, 45, 5, 50)], 9),
    )
    quoted, whole = families(shared, [100, 100, 400])
    assert quoted.documents == 3
    assert not quoted.whole
    assert whole.whole
    assert whole.places == (Place(0, 0, 95), Place(1, 0, 95))
    assert whole.pairs == ((0, 1, 1),)


def test_less_than_four_fifths_of_either_is_no_whole_copy():
    assert not any(family.whole for family in families(shared_of((0, 1, [(0, 79, 0, 79)], 9)), [100, 80]))


def test_gaps_are_classed_and_bounded():
    source, own = "one two three four five six", "one two four and five sex"
    found = list(gaps([(0, 7, 0, 7), (14, 18, 8, 12), (19, 23, 17, 21), (27, 27, 25, 25)], source, own))
    assert [(gap.kind, source[slice(*gap.source)], own[slice(*gap.own)]) for gap in found] == [
        ("omitted", "three", ""),
        ("inserted", "", "and"),
        ("reworded", "six", "sex"),
    ]


def test_signs_alone_are_no_gap():
    assert not list(gaps([(0, 3, 0, 3), (5, 8, 4, 7)], "one, two", "one two"))


def test_the_lighter_of_two_passages_that_cross_was_moved():
    spans = [(0, 100, 120, 220), (110, 210, 0, 100)]
    assert moved(spans, [5.0, 9.0]) == [0]
    assert moved([(0, 100, 0, 100), (110, 210, 120, 220)], [5.0, 9.0]) == []
    assert moved([(0, 100, 90_000, 90_100), (110, 210, 0, 100)], [5.0, 9.0]) == []  # far away


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=8))
def test_what_stands_in_order_rises_in_both_texts(starts):
    spans = [(a, a + 10, b, b + 10) for a, b in starts]
    kept = [spans[n] for n in in_order(spans, [1.0] * len(spans))]
    assert all(one[0] <= other[0] and one[2] < other[2] for one, other in pairwise(kept))


def test_two_passages_that_a_cut_divides_are_one_and_the_cut_is_exact():
    left = "All parties of the camp follow the road of the October revolution; "
    cut = "but the leader said that one must not speak of what happened in that year, "
    right = "and the harvest of this summer will be better than the last one was."
    source, copy = left + cut + right, left + right
    n, m = len(left), len(left) + len(cut)
    over = 7  # letters by which each of both overruns the cut
    found = seamed(
        shared_of(
            (0, 1, [(0, n + over, 0, n + over)], 9), (0, 1, [(m - over, len(source), n - over, len(copy))], 8)
        ),
        [source, copy],
    )
    assert found.documents.tolist() == [[0, 1]]
    (gap,) = gaps([tuple(row) for row in found.stretches.tolist()], source, copy)
    assert (gap.kind, source[slice(*gap.source)].strip(" ,")) == ("omitted", cut.strip(" ,"))


def test_two_passages_far_apart_in_both_stay_two():
    shared = shared_of((0, 1, [(0, 60, 0, 60)], 9), (0, 1, [(200, 260, 300, 360)], 9))
    assert seamed(shared, ["x" * 400, "z" * 400]).stretches.tolist() == shared.stretches.tolist()


def test_what_goes_on_behind_a_cut_is_found_though_it_is_too_short_to_be_found_alone():
    left, cut = (
        "the delegates spoke of the harvest and of the mines, ",
        "and at length of the price of bread, ",
    )
    right = "until the hall grew cold and dark."
    source, copy = f"{left}{cut}{right}", f"A note: {left}{right}"
    found = seamed(shared_of((0, 1, [(0, len(left) - 2, 8, 8 + len(left) - 2)], 9)), [source, copy])
    (gap,) = gaps([tuple(row) for row in found.stretches.tolist()], source, copy)
    assert (gap.kind, source[slice(*gap.source)].strip(" ,")) == ("omitted", cut.strip(" ,"))


def test_a_passage_does_not_drift_overlap_by_overlap_into_the_one_beside_it():
    """Each document has two thirds of what the one before has, and as much of what follows."""
    steps = [(n, n + 1, [(30 * n, 30 * n + 90, 30 * n, 30 * n + 90)], 9) for n in range(8)]
    found = families(shared_of(*steps))
    assert len(found) > 1
    assert sorted(pair for family in found for _, _, pair in family.pairs) == list(range(8))
    for family in found:
        assert max(place.start for place in family.places) < min(place.end for place in family.places)


def test_bounds_are_carried_from_one_text_to_the_other_across_a_gap():
    stretches = [(0, 40, 10, 50), (140, 200, 50, 110)]
    assert carried((0, 200), stretches, turned=False) == (10, 110)
    assert carried((40, 140), stretches, turned=False) == (50, 51)
    assert carried((10, 110), stretches, turned=True) == (0, 200)
    assert carried((150, 210), stretches, turned=False) == (60, 120)
