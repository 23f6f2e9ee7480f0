"""What every weighing must do, whatever the matrix: the five properties, and more that must hold of any."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.hypotheses.matrix import Candidate, Item, Place, Span
from linewatch.hypotheses.weighing import Settings, posteriors, terms, weigh, weighers
from tests.hypotheses.weighing_making import FEW, LADDER, SLIPPING, matrices, point, spans


def same(one, other):
    assert one.tobytes() == other.tobytes()


def more(matrix, item, cells):
    """The matrix with one more item: cells by hypothesis, for every analyst or for those named."""
    return replace(matrix, items=(*matrix.items, item), cells={**matrix.cells, **cells})


def ids(matrix):
    return [candidate.id for candidate in matrix.candidates]


def row(matrix, item, span, analysts=None):
    return {Place(item, name, who): span for name in ids(matrix) for who in analysts or weighers(matrix)}


# The five properties of any method.


@settings(deadline=None, max_examples=60)
@given(matrices(), spans, st.sampled_from([None, "s1", "new"]), st.sampled_from([None, "g1", "g2"]))
def test_an_item_against_all_is_worth_nothing(matrix, span, source, group):
    """Exactly nothing, whatever its source and group, and though two analysts say it differently."""
    cells = row(matrix, "x", span)
    if len(weighers(matrix)) > 1:
        cells |= row(matrix, "x", LADDER[0], weighers(matrix)[:1])
    item = Item("x", "Against all", source=source, group=group)
    same(posteriors(more(matrix, item, cells), SLIPPING), posteriors(matrix, SLIPPING))


@settings(deadline=None, max_examples=60)
@given(matrices(), st.data())
def test_one_source_counts_once(matrix, data):
    """A copy of an item of a source, in no group, changes nothing."""
    items = tuple(replace(item, group=None, source=item.source or f"of {item.id}") for item in matrix.items)
    matrix = replace(matrix, items=items)
    if not items:
        return
    first = data.draw(st.sampled_from(items))
    copied = {
        Place("copy", place.hypothesis, place.analyst): span
        for place, span in matrix.cells.items()
        if place.item == first.id
    }
    twice = more(matrix, replace(first, id="copy"), copied)
    same(posteriors(twice, SLIPPING), posteriors(matrix, SLIPPING))


@settings(deadline=None, max_examples=60)
@given(matrices(), st.sampled_from([None, "s1"]), st.sampled_from([None, "g1", "g2"]))
def test_an_empty_item_changes_nothing(matrix, source, group):
    item = Item("x", "Not judged", source=source, group=group, reliability=Span(0.2, 0.6))
    same(posteriors(more(matrix, item, {}), SLIPPING), posteriors(matrix, SLIPPING))


@settings(deadline=None, max_examples=60)
@given(matrices(), st.data())
def test_duplicating_rows_warns(matrix, data):
    if not matrix.items:
        return
    first = data.draw(st.sampled_from(matrix.items))
    copied = {
        Place("copy", place.hypothesis, place.analyst): span
        for place, span in matrix.cells.items()
        if place.item == first.id
    }
    twice = more(matrix, replace(first, id="copy"), copied)
    assert any(kind == "duplicate" and {"copy", first.id} <= set(about) for kind, about in kinds(twice))


@settings(deadline=None, max_examples=60)
@given(matrices(several=False))
def test_an_unexamined_hypothesis_is_not_the_winner(matrix):
    """It gets no figure, and in no draw does it stand before all others."""
    matrix = replace(matrix, candidates=(*matrix.candidates, Candidate("unexamined", "Not looked at")))
    found = weigh(matrix, SLIPPING)
    standing = found.standings[-1]
    assert standing.mid is standing.first is standing.ranks is None
    assert standing.refused.needed
    assert ("unexamined", ("unexamined",)) in kinds(matrix)
    others = found.draws[:, :-1].max(axis=1)
    assert (found.draws[:, -1] <= others * (1 + 1e-12)).all()


# More that holds of any.


@settings(deadline=None, max_examples=60)
@given(matrices())
def test_chances_are_chances_and_of_one_truth_they_sum_to_one(matrix):
    found = weigh(matrix, SLIPPING)
    draws = found.draws
    assert draws.shape == (SLIPPING.draws * len(weighers(matrix)), len(matrix.candidates))
    assert ((draws >= 0) & (draws <= 1)).all()
    if not matrix.several:
        assert draws.sum(axis=1) == pytest.approx(1.0)
    for standing in found.standings:
        if standing.refused is None:
            assert 0 <= standing.low <= standing.high <= 1
            assert sum(standing.ranks) == pytest.approx(1.0)
            assert standing.first == standing.ranks[0]


@settings(deadline=None, max_examples=60)
@given(matrices(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_nothing(matrix, random):
    items, candidates, cells = list(matrix.items), list(matrix.candidates), list(matrix.cells.items())
    for rows in (items, candidates, cells):
        random.shuffle(rows)
    mixed = replace(matrix, items=tuple(items), candidates=tuple(candidates), cells=dict(cells))
    places = [ids(matrix).index(name) for name in ids(mixed)]
    same(posteriors(mixed, SLIPPING), np.ascontiguousarray(posteriors(matrix, SLIPPING)[:, places]))


@settings(deadline=None, max_examples=60)
@given(
    matrices(),
    st.sampled_from(
        [
            {"reliability": point(0.0)},
            {"holds": point(0.5)},
            {"state": "absent", "seen": point(0.0)},
            {"state": "open"},
        ]
    ),
    st.data(),
)
def test_what_cannot_tell_tells_nothing(matrix, how, data):
    """No reliability; as likely so as not; could not have been seen; not yet looked for."""
    cells = {place: data.draw(spans) for place in row(matrix, "x", LADDER[0])}
    item = Item("x", "Mute", group=data.draw(st.sampled_from([None, "g1"])), **how)
    same(posteriors(more(matrix, item, cells), SLIPPING), posteriors(matrix, SLIPPING))


@settings(deadline=None, max_examples=60)
@given(matrices(), st.data())
def test_who_judged_only_what_is_not_yet_looked_for_has_no_part(matrix, data):
    cells = {place: data.draw(spans) for place in row(matrix, "x", LADDER[0], ["new"])}
    same(
        posteriors(more(matrix, Item("x", "To look for", "open"), cells), SLIPPING),
        posteriors(matrix, SLIPPING),
    )


@settings(deadline=None, max_examples=60)
@given(matrices(analysts=(1, 1)), st.data())
def test_a_second_analyst_of_the_same_mind_changes_nothing_where_slips_are_shared(matrix, data):
    """What two say alike is no slip of either, unless they slip together."""
    alike = replace(SLIPPING, slip_shared=1.0)
    again = {Place(item, name, "z"): span for (item, name, _), span in matrix.cells.items()}
    both = weigh(replace(matrix, cells={**matrix.cells, **again}), alike)
    for one, other in zip(weigh(matrix, alike).standings, both.standings, strict=True):
        if one.refused is None:
            assert (other.low, other.mid, other.high) == pytest.approx((one.low, one.mid, one.high), abs=0.01)


@settings(deadline=None, max_examples=60)
@given(matrices(analysts=(1, 1)), st.data())
def test_leaving_out_is_as_if_it_had_never_been_there(matrix, data):
    """By `Terms` and from the start: the same to the last bit; so are changed judgements and items found."""
    if not matrix.analysts:
        return
    (analyst,) = matrix.analysts
    found = terms(matrix, SLIPPING, analyst)
    out = set(data.draw(st.lists(st.sampled_from([item.id for item in matrix.items]), max_size=2)))
    left = replace(
        matrix,
        items=tuple(item for item in matrix.items if item.id not in out),
        cells={place: span for place, span in matrix.cells.items() if place.item not in out},
    )
    same(found.without(out), terms(left, SLIPPING, analyst).total())
    place = data.draw(st.sampled_from(sorted(matrix.cells)))
    span = data.draw(st.one_of(st.none(), spans))
    changed = {**matrix.cells, place: span} if span else {k: v for k, v in matrix.cells.items() if k != place}
    other = terms(replace(matrix, cells=changed), SLIPPING, analyst).total()
    same(found.replaced({(place.item, place.hypothesis): span}), other)
    for item in matrix.items:
        if item.state == "open":
            seen = tuple(replace(one, state="absent") if one is item else one for one in matrix.items)
            same(
                found.added(item.id, "absent"), terms(replace(matrix, items=seen), SLIPPING, analyst).total()
            )


@settings(deadline=None, max_examples=60)
@given(matrices(analysts=(1, 1), states=("seen",)), st.sampled_from([0.0, 0.3, 0.7, 1.0]))
def test_more_dependence_never_makes_a_group_that_agrees_tell_more(matrix, dependence):
    """For one hypothesis against one other, with points, all items on one side."""
    if not matrix.items:
        return
    first, second = ids(matrix)[:2]
    cells = {
        Place(item.id, name, "a"): point(0.6 + 0.05 * number if name == first else 0.4)
        for number, item in enumerate(matrix.items)
        for name in (first, second)
    }
    items = tuple(Item(item.id, item.name, group="g") for item in matrix.items)
    plain = replace(matrix, several=False, candidates=matrix.candidates[:2], items=items, cells=cells)

    def worth(share):
        return terms(replace(plain, dependence={"g": share}), FEW, "a").total()[0, 0]

    strongest = max(
        terms(
            replace(
                plain,
                dependence={"g": 0.0},
                items=(item,),
                cells={k: v for k, v in cells.items() if k.item == item.id},
            ),
            FEW,
            "a",
        ).total()[0, 0]
        for item in items
    )
    assert worth(1.0) == pytest.approx(strongest)
    assert worth(1.0) - 1e-12 <= worth(dependence) <= worth(0.0) + 1e-12


@settings(deadline=None, max_examples=60)
@given(matrices(several=False, analysts=(1, 1)))
def test_draws_do_not_hang_on_how_many_there_are(matrix):
    if matrix.analysts:
        few, many = posteriors(matrix, SLIPPING), posteriors(matrix, Settings(draws=800))
        assert many[:400] == pytest.approx(few, rel=1e-12)


def kinds(matrix):
    return [(problem.kind, problem.about) for problem in weigh(matrix, Settings(draws=2)).problems]
