"""The smallest change that puts another hypothesis first: by hand, against trying every move, and where none does."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.random_matrices import Shape, made
from linewatch.hypotheses.flips import flips
from linewatch.hypotheses.matrix import Item, Span
from linewatch.hypotheses.moves import moves
from linewatch.hypotheses.pool import Pool, first
from linewatch.hypotheses.turns import turns
from linewatch.hypotheses.weighing import Settings, weigh
from tests.hypotheses.weighing_making import LADDER, matrices, matrix, point

ONE = Settings(draws=1, slip=0)
WORDS = ("least", "very low", "low", "even", "high", "very high", "most")
SCALE = tuple(zip(WORDS, LADDER, strict=True))
POINTS = (("low", point(0.2)), ("even", point(0.5)), ("high", point(0.8)), ("sure", point(0.95)))


def row(**chances):
    return {name: point(value) for name, value in chances.items()}


def with_scale(told, scale=POINTS):
    return replace(told, ladder=scale)


def test_one_step_of_one_judgement_flips_a_close_result():
    # 0.8 x 0.5 : 0.5 x 0.5. h1 down to even is level; h2 up to high is level; one more puts h2 first.
    told = with_scale(matrix({"a": row(h1=0.8, h2=0.5), "b": row(h1=0.5, h2=0.5)}))
    found, pair = flips(Pool(told, ONE))
    assert pair == ()
    assert [(one.item, one.hypothesis, one.from_word, one.to_word, one.steps, one.top) for one in found] == [
        ("b", "h1", "even", "low", 1, "h2")
    ]
    # 0.8 x 0.2 : 0.5 x 0.5 of 0.41.
    assert found[0].lead == pytest.approx((0.25 - 0.16) / 0.41)
    assert found[0].change == pytest.approx(0.3)
    assert found[0].analyst == "a"


def test_where_no_single_judgement_does_it_that_is_told_with_the_smallest_pair():
    told = with_scale(matrix({"a": row(h1=0.8, h2=0.2), "b": row(h1=0.8, h2=0.2), "c": row(h1=0.5, h2=0.5)}))
    found, pair = flips(Pool(told, ONE))
    assert found == ()
    assert {one.top for one in pair} == {"h2"}
    # 16 : 1 before; the fewest steps are two and two: 0.8 to 0.2 takes 4, 0.2 to 0.95 takes 4.75 in three.
    assert sum(one.steps for one in pair) == 5
    assert len({(one.item, one.hypothesis) for one in pair}) == 2


def test_where_not_even_a_pair_does_it_nothing_is_told():
    rows = {name: row(h1=0.8, h2=0.2) for name in "abcdefgh"}
    assert flips(Pool(with_scale(matrix(rows)), ONE)) == ((), ())


def test_without_a_scale_there_are_no_words_to_move_along():
    assert flips(Pool(matrix({"a": row(h1=0.6, h2=0.5)}), ONE)) == ((), ())


def test_a_range_that_is_no_word_moves_to_the_words_on_either_side():
    told = with_scale(matrix({"a": row(h1=0.6, h2=0.55)}))
    tried = [move for move in moves(told) if move.place.hypothesis == "h1"]
    assert [(move.word, move.to_word, move.steps) for move in tried] == [
        (None, "high", 1),
        (None, "sure", 2),
        (None, "even", 1),
        (None, "low", 2),
    ]
    found, _ = flips(Pool(told, ONE))
    # Both put h2 first in one step: h1 to 0.5 by 0.1, h2 to 0.8 by 0.25; the smaller move is told first.
    assert [(one.hypothesis, one.to_word) for one in found] == [("h1", "even"), ("h2", "high")]


def test_open_items_and_single_hypotheses_have_no_flips():
    told = matrix({"a": row(h1=0.8, h2=0.5)}, items={"a": Item("a", "", "open")})
    assert flips(Pool(with_scale(told), ONE)) == ((), ())


@pytest.mark.parametrize("seed", range(16))
def test_the_smallest_flip_is_that_of_trying_every_move_in_full(seed):
    shape = Shape(
        hypotheses=2 + seed % 4,
        items=2 + seed % 6,
        several=bool(seed % 2),
        analysts=1 + seed % 3,
        missing=0.1,
        open_share=0.1,
    )
    pool = Pool(made(shape, seed), Settings(draws=1_500))
    found, _ = flips(pool)
    if not found:
        assert not any(_puts_another_first(pool, move) for move in moves(pool.matrix))
        return
    smallest = (found[0].steps, found[0].change)
    smaller = [move for move in moves(pool.matrix) if (move.steps, move.change) < smallest]
    assert not any(
        _puts_another_first(pool, move)
        for move in smaller
        if move.steps < smallest[0] or move.change < smallest[1] - 1e-9
    )
    for one in found:
        move = next(
            move
            for move in moves(pool.matrix)
            if (*move.place, move.to_word) == (one.item, one.hypothesis, one.analyst, one.to_word)
        )
        assert _puts_another_first(pool, move)


def _puts_another_first(pool, move):
    alone = pool.alone.copy()
    place = move.place
    cells = {(place.item, place.hypothesis): move.to}
    alone[list(pool.terms).index(place.analyst)] = pool.alone_with(place.analyst, cells)
    return first(alone.mean(axis=0), pool.examined) != pool.top


@given(matrices(), st.sampled_from([None, 0.0, 0.3]))
@settings(max_examples=40, deadline=None)
def test_what_stands_first_is_as_weighed_and_flips_are_of_judgements_given(told, prior):
    candidates = (replace(told.candidates[0], prior=prior), *told.candidates[1:])
    told = replace(told, candidates=candidates, ladder=SCALE)
    few = Settings(draws=40)
    pool = Pool(told, few)
    standing = {one.id: one.mid for one in weigh(told, few).standings if one.refused is None}
    assert (pool.top is None) == (not standing)
    if standing:
        assert standing[pool.ids[pool.top]] == pytest.approx(max(standing.values()))
    found, pair = flips(pool)
    for one in (*found, *pair):
        assert told.cells[one.item, one.hypothesis, one.analyst] == one.from_span
        assert one.top != pool.ids[pool.top]
        assert dict(SCALE)[one.to_word] == one.to_span != one.from_span
    assert all(one.top != pool.ids[pool.top] for one in turns(pool))


def test_a_reliability_taken_to_an_end_may_turn_the_result():
    rows = {"a": row(h1=0.9, h2=0.1), "b": row(h1=0.2, h2=0.8)}
    # By itself b tells 1 : 4; at reliability 0.9 a tells 0.86 : 0.14, at 0 nothing.
    items = {"a": Item("a", "", reliability=point(0.9))}
    found = turns(Pool(matrix(rows, items=items), ONE))
    assert [(one.kind, one.id, one.was, one.becomes, one.top) for one in found] == [
        ("reliability", "a", point(0.9), 0.0, "h2")
    ]
    assert found[0].lead == pytest.approx(0.6)
    weak = {"a": Item("a", "", reliability=Span(0.1, 0.2))}
    (turned,) = [one for one in turns(Pool(matrix(rows, items=weak), ONE)) if one.id == "a"]
    assert (turned.becomes, turned.top) == (1.0, "h1")
    assert turned.lead == pytest.approx((0.18 - 0.08) / 0.26)


@pytest.mark.parametrize(("kind", "tie"), [("group", {"group": "g"}), ("source", {"source": "g"})])
def test_a_dependence_taken_to_an_end_may_turn_the_result(kind, tie):
    rows = {"a": row(h1=0.7, h2=0.3), "b": row(h1=0.7, h2=0.3), "c": row(h1=0.2, h2=0.8)}
    items = {name: Item(name, "", **tie) for name in "ab"}
    told = matrix(rows, items=items, dependence={"g": 1.0})
    (found,) = [one for one in turns(Pool(told, ONE)) if one.kind != "reliability"]
    # Once 7 : 3 against 2 : 8; apart 49 : 9.
    assert (found.kind, found.id, found.was, found.becomes, found.top) == (kind, "g", point(1.0), 0.0, "h1")
    assert found.lead == pytest.approx((0.49 * 0.2 - 0.09 * 0.8) / (0.49 * 0.2 + 0.09 * 0.8))


def test_the_words_of_the_scale_are_told_with_their_ranges():
    told = with_scale(matrix({"a": {"h1": LADDER[4], "h2": LADDER[3]}}), SCALE)
    found, _ = flips(Pool(told, Settings(draws=500)))
    assert found[0].from_word in {"high", "even"}
    assert (found[0].from_span, found[0].to_span) in {(LADDER[4], LADDER[2]), (LADDER[3], LADDER[5])}
