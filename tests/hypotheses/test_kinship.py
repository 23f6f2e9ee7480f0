"""Which items echo one another: ties with their reasons, groups that do not chain the whole matrix together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.hypotheses.kinship import kinship
from linewatch.hypotheses.kinship_ties import Cited, Shared, Traced, reasons


def names(found):
    return [one.items for one in found.proposals]


def kinds(first, second, wording=None):
    return {one.kind: pytest.approx(one.share) for one in reasons(first, second, wording)}


def test_two_items_on_overlapping_words_are_proposed_with_the_place():
    a = Traced("a", cites=(Cited("memo", "12", 100, 160),))
    b = Traced("b", cites=(Cited("memo", "12", 130, 190), Cited("memo", "40", 0, 10)))
    # Half of what `a` cites is in `b`; of `b`'s two places one is half in `a`.
    assert kinds(a, b) == {"overlap": 0.5}
    whole = Traced("c", cites=(Cited("memo", "12", 90, 200),))
    (proposal,) = kinship([a, whole]).proposals
    assert proposal.items == ("a", "c")
    (tie,) = proposal.ties
    assert tie.strength == pytest.approx(0.9)
    assert [(why.kind, why.what) for why in tie.reasons] == [("overlap", ("memo 12",))]


def test_items_on_one_passage_in_different_words_are_tied_less():
    a, b = Traced("a", cites=(Cited("memo", "12", 0, 9),)), Traced("b", cites=(Cited("memo", "12", 50, 60),))
    assert kinds(a, b) == {"passage": 1.0}
    assert kinship([a, b]).proposals[0].ties[0].strength == pytest.approx(0.6)
    four = Traced("c", cites=tuple(Cited("memo", str(at)) for at in (12, 13, 14, 15)))
    # One of four passages: 1 / sqrt(1 × 4) of 0.6 is too little.
    assert kinds(a, four) == {"passage": 0.5}
    assert kinship([a, four]).proposals == ()


def test_a_finding_and_the_statement_it_rests_on_are_one():
    statement = Traced("said", row="statements:s1")
    report = Traced("found", row="findings:f1", bases=frozenset({"statements:s1"}))
    assert kinds(statement, report) == {"reports": 1.0}
    broad = Traced("broad", row="findings:f2", bases=frozenset(f"statements:s{at}" for at in range(1, 101)))
    assert kinds(statement, broad) == {"reports": 0.1}
    assert names(kinship([statement, report, broad])) == [("said", "found")]


def test_two_reports_of_the_same_row_are_one():
    a = Traced("a", row="passages:1", bases=frozenset({"events:e"}))
    b = Traced("b", row="passages:2", bases=frozenset({"events:e"}))
    assert kinds(a, b) == {"reports": 1.0}
    assert kinds(Traced("a", row="events:e"), Traced("b", row="events:e")) == {"row": 1.0}


def test_one_event_or_dates_alone_tie_nothing_but_both_do():
    a = Traced("a", event="speech", reported_on="1956-03-17")
    near = Traced("b", event="speech", reported_on="1956-03-18")
    late = Traced("c", event="speech", reported_on="1956-06-04")
    rough = Traced("d", event="speech", reported_on="1956-03")
    # 1 − (1 − 0.4)(1 − 0.3 × 7/8)
    assert kinship([a, near]).proposals[0].ties[0].strength == pytest.approx(1 - 0.6 * (1 - 0.3 * 7 / 8))
    assert kinship([a, late, rough]).proposals == ()
    assert kinds(Traced("e", reported_on="1956-03-17"), a) == {}


def test_shared_wording_counts_only_beyond_chance():
    a, b = Traced("a"), Traced("b")
    assert names(kinship([a, b], [Shared("b", "a", 0.8, 0.001)])) == [("a", "b")]
    assert names(kinship([a, b], [Shared("a", "b", 0.8, 0.2)])) == []


def test_a_chain_of_ties_is_cut_and_what_is_cut_is_told():
    """Each of ten items echoes the next alone: no group may take in more than two of them."""
    chain = [Traced(str(at)) for at in range(10)]
    links = [Shared(str(at), str(at + 1), 1.0) for at in range(9)]
    found = kinship(chain, links)
    assert max(len(one.items) for one in found.proposals) == 2
    told = {(tie.first, tie.second) for one in found.proposals for tie in (*one.ties, *one.outside)}
    assert told == {(str(at), str(at + 1)) for at in range(9)}


def test_weak_ties_of_all_to_all_make_no_group():
    told = [Traced(f"e{at:02d}", event="speech", reported_on=f"1956-{at + 1:02d}-01") for at in range(12)]
    assert kinship(told) == kinship([])


def test_weak_ties_between_two_sources_do_not_make_them_one():
    left = [Traced(f"l{at}", source="left") for at in range(5)]
    right = [Traced(f"r{at}", source="right") for at in range(5)]
    bridge = [Shared("l0", "r0", 1.0), Shared("l1", "r1", 0.7)]
    found = kinship([*left, *right], bridge)
    assert sorted(names(found)) == [("l0", "l1", "l2", "l3", "l4"), ("r0", "r1", "r2", "r3", "r4")]
    assert found.proposals[0].cohesion == pytest.approx(0.6)


def test_what_stands_in_a_group_already_is_not_proposed_again():
    a, b = (Traced(one, source="s", group="g") for one in "ab")
    assert kinship([a, b]) == kinship([])
    (joining,) = kinship([a, b, Traced("c", source="s")]).proposals
    assert (joining.items, joining.joins) == (("c",), "g")
    assert [(tie.first, tie.second) for tie in joining.ties] == [("a", "c"), ("b", "c")]


def test_two_groups_on_record_are_never_joined_and_their_source_is_settled():
    a, b = Traced("a", source="s", group="g"), Traced("b", source="s", group="h")
    assert kinship([a, b]) == kinship([])
    told = kinship([a, b], [Shared("a", "b", 1.0)])
    assert told.proposals == ()
    assert [(tie.first, tie.second) for tie in told.loose] == [("a", "b")]


pairs = st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from([0.2, 0.6, 1.0]))
items = st.lists(st.tuples(st.sampled_from([None, "s", "t"]), st.sampled_from([None, "g", "h"])), max_size=8)


@given(items, st.lists(pairs, max_size=12))
def test_every_member_is_tied_to_its_group_by_more_than_half(made, linked):
    traced = [Traced(str(at), source=source, group=group) for at, (source, group) in enumerate(made)]
    links = [Shared(str(a), str(b), share) for a, b, share in linked if a != b]
    found = kinship(traced, links)
    new = [one for proposal in found.proposals for one in proposal.items]
    assert len(new) == len(set(new))
    assert not {one.id for one in traced if one.group} & set(new)
    for proposal in found.proposals:
        members = {*proposal.items, *(one.id for one in traced if one.group and one.group == proposal.joins)}
        for one in proposal.items:
            assert any(one in (tie.first, tie.second) for tie in proposal.ties)
        assert {x for tie in proposal.ties for x in (tie.first, tie.second)} <= members


@given(items, st.lists(pairs, max_size=12))
def test_the_order_of_items_changes_no_group_of_distinct_strengths(made, linked):
    traced = [Traced(str(at), source=source, group=group) for at, (source, group) in enumerate(made)]
    links = {(a, b): Shared(str(a), str(b), 0.6 + n / 100) for n, (a, b, _) in enumerate(linked) if a < b}
    traced = [Traced(one.id, group=one.group) for one in traced]
    once = kinship(traced, links.values())
    again = kinship(traced[::-1], links.values())
    assert {frozenset(one.items) for one in once.proposals} == {
        frozenset(one.items) for one in again.proposals
    }
