"""Causal maps: signs multiply along ways and loops, and what does not hang together is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import BadMovement
from linewatch.scenarios.causal import Arrow, CausalMap, Named, Node


def made(*arrows, named=()):
    """Return a map of arrows written as "a + b"."""
    parted = [arrow.split() for arrow in arrows]
    ids = list(dict.fromkeys(end for a, _, b in parted for end in (a, b)))
    return CausalMap(
        tuple(Node(ident, ident.upper(), "problem") for ident in ids),
        tuple(Arrow(a, b, 1 if sign == "+" else -1) for a, sign, b in parted),
        named,
    )


def test_one_minus_balances_and_two_reinforce():
    found = made("a + b", "b - a", "a - c", "c - a").loops()
    assert [(loop.nodes, loop.kind) for loop in found.found] == [
        (("a", "b"), "balancing"),
        (("a", "c"), "reinforcing"),
    ]
    assert found.whole


def test_a_loop_begins_with_what_stands_first_in_the_map_and_bears_its_name():
    name = Named("n", "A name", ("c", "a", "b"))
    (loop,) = made("a + b", "b + c", "c - a", named=(name,)).loops().found
    assert (loop.nodes, loop.steps[-1], loop.name) == (("a", "b", "c"), ("c", "a"), name)


def test_the_search_for_loops_stops_at_its_limit_and_says_so():
    whole = made(*(f"{a} + {b}" for a in "abcd" for b in "abcd" if a != b))
    assert (len(whole.loops().found), whole.loops().whole) == (20, True)
    assert (len(whole.loops(5).found), whole.loops(5).whole) == (5, False)
    with pytest.raises(BadMovement, match="At most 0"):
        whole.loops(0)


def test_ways_multiply_their_signs():
    ways, whole = made("a + b", "b - d", "a - c", "c - d", "d + a").ways("a", "d")
    assert [(way.nodes, way.sign) for way in ways] == [(("a", "b", "d"), -1), (("a", "c", "d"), 1)]
    assert whole
    assert made("a + b", "c + b").ways("b", "c") == ((), True)


def test_influence_counts_loops_then_reach():
    value = made("a + b", "b + a", "b + c", "x + a")
    told = {one.node: (one.loops, one.reaches, one.reached_from) for one in value.influence(value.loops())}
    assert told == {"a": (1, 2, 2), "b": (1, 2, 2), "x": (0, 3, 0), "c": (0, 0, 3)}
    assert [one.node for one in value.influence(value.loops())][2:] == ["x", "c"]


def test_what_no_arrow_warrants_and_what_no_mechanism_carries_is_told():
    nodes = (Node("a", "A", "posture"), Node("b", "B", "problem"))
    value = CausalMap(nodes, (Arrow("a", "b", 1, "certain", ("K13",)), Arrow("b", "a", -1)))
    assert [arrow.source for arrow in value.uncarried()] == ["b"]
    assert "K13" not in value.unwarranted()
    assert len(value.unwarranted()) == 23


@pytest.mark.parametrize(
    ("arrows", "told"),
    [
        ((Arrow("a", "nowhere", 1),), "No node is named 'nowhere'"),
        ((Arrow("a", "b", 0), Arrow("b", "a", 1)), "has no sign"),
        ((Arrow("a", "a", 1),), "leads to itself"),
        ((Arrow("a", "b", 1), Arrow("a", "b", -1)), "stands there twice"),
        ((Arrow("a", "b", 1, "sure"),), "'sure'"),
        ((Arrow("a", "b", 1, "likely", ("K99",)),), "mechanism 'K99'"),
    ],
)
def test_an_arrow_that_does_not_fit_is_refused(arrows, told):
    with pytest.raises(BadMovement, match=told):
        CausalMap((Node("a", "A", "purpose"), Node("b", "B", "problem")), arrows)


def test_a_name_for_a_loop_that_is_not_there_is_refused():
    with pytest.raises(BadMovement, match="no arrow leads from b to a"):
        made("a + b", named=(Named("n", "N", ("a", "b")),))


arrows = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("+-"), st.sampled_from("abcde")).filter(lambda t: t[0] != t[2]),
    min_size=1, max_size=12, unique_by=lambda t: (t[0], t[2]),
)  # fmt: skip


@given(arrows)
def test_turning_every_sign_turns_just_the_loops_of_odd_length(found):
    plain = made(*(" ".join(arrow) for arrow in found)).loops().found
    turned = made(*(f"{a} {'-' if sign == '+' else '+'} {b}" for a, sign, b in found)).loops().found
    assert [loop.nodes for loop in plain] == [loop.nodes for loop in turned]
    for one, other in zip(plain, turned, strict=True):
        assert (one.sign == other.sign) == (len(one.nodes) % 2 == 0)


@given(arrows)
def test_whoever_stands_in_a_loop_reaches_the_others_in_it(found):
    value = made(*(" ".join(arrow) for arrow in found))
    for loop in value.loops().found:
        for node in loop.nodes[1:]:
            assert value.ways(loop.nodes[0], node)[0]
