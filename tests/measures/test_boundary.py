import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import BadValue
from linewatch.measures.boundary.common import commons, parted, target_kind
from linewatch.measures.boundary.distances import distance
from linewatch.measures.boundary.nearness import LEAST_EACH, logistic, nearness, without_itself
from linewatch.measures.boundary.reactions import taken, untied
from linewatch.measures.boundary.record import Record
from linewatch.measures.deed_kinds import DeedWords
from tests.measures.movements import EVENTS, ISSUES, MOVEMENT, WORDS, done, said

LINE = (
    said("line", "centre", issue="system", stance=1, said_on="1956-02", event="speech"),
    said("new_line", "board", issue="system", stance=-2, said_on="1956-06-30", event="reply"),
)
TALK = (
    said("on_system", "chief", issue="system", stance=2, act="criticises", target="system", event="talk",
         said_on="1956-06-10"),
    said("on_rulers", "chief", issue="rulers", stance=1, act="criticises", target="board", event="talk",
         said_on="1956-06-10"),
)  # fmt: skip


def record(statements=(*LINE, *TALK), deeds=()):
    return Record(
        movement=MOVEMENT, words=WORDS, events=EVENTS, issues=ISSUES, statements=statements, deeds=deeds
    )


def reactions(*deeds, statements=(*LINE, *TALK)):
    return {row.statement.id: (row.reaction, row.named) for row in taken(record(statements, deeds))}


def test_without_a_row_there_is_no_reaction_which_is_not_tolerance():
    assert reactions() == {"on_system": ("none on record", False), "on_rulers": ("none on record", False)}


def test_a_deed_that_answers_an_event_takes_all_that_was_said_in_it():
    deed = done("d", "centre", "chief", "rebuke", answers="talk")
    assert reactions(deed) == {"on_system": ("rebuked", False), "on_rulers": ("rebuked", False)}
    planned = done("d", "centre", "chief", "rebuke", answers="talk", status="planned")
    assert set(reactions(planned).values()) == {("none on record", False)}


def test_a_deed_whose_context_is_the_issue_of_a_part_takes_that_part():
    deed = done("d", "centre", "chief", "rebuke", answers="talk", context="rulers")
    assert reactions(deed) == {"on_system": ("none on record", False), "on_rulers": ("rebuked", True)}


def test_what_was_cut_from_a_reprint_is_cut_and_the_rest_is_let_stand():
    reprint = done("d1", "paper", "chief", "reprint", answers="talk", mode="edited")
    assert set(reactions(reprint).values()) == {("edited", False)}
    cut = done("d2", "paper", "chief", "cut", answers="talk", context="rulers")
    assert reactions(reprint, cut) == {"on_system": ("reprinted", False), "on_rulers": ("cut", True)}


def test_the_centres_words_against_a_speaker_name_the_part_that_they_touch():
    words = said("no", "centre", issue="system", act="denies", target="chief", answers="talk", stance=-2)
    found = reactions(statements=(*LINE, *TALK, words))
    assert found == {"on_system": ("rebuked", True), "on_rulers": ("none on record", False)}


def test_words_on_another_issue_are_a_ground_and_take_the_whole():
    words = said("no", "centre", issue="roads", act="criticises", target="west", answers="talk")
    held = record((*LINE, *TALK, words))
    rows = taken(held)
    assert {row.reaction for row in rows} == {"rebuked"}
    (event,) = parted(rows, held)
    assert [row.id for row in event.grounds] == ["no"]


def test_a_deed_that_answers_nothing_is_tied_only_where_it_can_mean_but_one_statement():
    deed = done("d", "centre", "south", "quote", mode="edited")
    one = said("s1", "south", issue="system", act="defends", target="centre")
    two = said("s2", "south", issue="rulers", act="defends", target="centre")
    assert reactions(deed, statements=(*LINE, one)) == {"s1": ("quoted_in_part", False)}
    both = record((*LINE, one, two), (deed,))
    assert {row.reaction for row in taken(both)} == {"none on record"}
    assert [row.id for row in untied(both, taken(both))] == ["d"]


def test_what_the_centre_could_not_react_to_is_left_out_with_why():
    kept = said("kept", "service", issue="system", publicity="secret", addressee="service")
    aside = said("aside", "south", issue="system", target="chief")
    other = said("other", "south", issue="other", target="other")
    blank = said("blank", "south")
    rebels = said("rebels", "rebels", issue="rulers", target="board")
    held = record((*LINE, kept, aside, other, blank, rebels))
    assert [row.id for row in held.reachable] == ["rebels"], "a faction is not the centre's voice"
    assert {row.id: why for row, why in held.out_of_reach} == {
        "kept": "it was kept from the centre",
        "aside": "it is aimed at another than the centre",
        "other": "the centre has spoken on nothing near its issue",
        "blank": "it names neither an issue nor the centre",
    }
    answer = said("answer", "south", answers="speech")
    assert record((*LINE, answer)).reachable == (answer,)


def test_distance_is_from_the_line_then_and_from_the_line_afterwards():
    found = distance(TALK[0], record())
    assert (found.steps, found.low, found.high, found.after) == (1, 1, 1, 4)
    vague = said("vague", "chief", issue="system", stance=2, said_on="1956")
    found = distance(vague, record((*LINE, vague)))
    assert (found.low, found.high) == (1, 4), "of which line it knew, its date does not say"
    early = said("early", "chief", issue="system", stance=2, said_on="1955")
    assert distance(early, record((*LINE, early))).why == "the centre had no line on this issue yet"
    assert distance(TALK[1], record()).why == "the centre has no dated line on this issue"


def test_shares_count_only_known_reactions_and_bound_the_rest():
    deed = done("d", "centre", "chief", "rebuke", answers="talk", context="rulers")
    held = record(deeds=(deed,))
    every, *_ = commons(taken(held), held)
    assert (every.by, every.rebuked.cases, every.rebuked.of) == ("all", 1, 1)
    assert (every.low, every.high) == (0.5, 1.0)
    by_target = {row.value: row for row in commons(taken(held), held) if row.by == "target"}
    assert by_target["the leadership of the centre"].rebuked.low == pytest.approx(0.05)
    assert by_target["an issue"].rebuked.why


@given(st.lists(st.tuples(st.sampled_from(["rebuke", "reprint", "ignore", None]),
                          st.sampled_from(["asks", "criticises"]),
                          st.sampled_from(["board", "system", "south"])), max_size=12))  # fmt: skip
def test_every_sort_adds_up_to_all(drawn):
    many = [said(f"s{at}", "south", issue="system", act=act, target=target, event=f"e{at}", answers="speech")
            for at, (_, act, target) in enumerate(drawn)]  # fmt: skip
    deeds = [
        done(f"d{at}", "centre", "south", type_, answers=f"e{at}")
        for at, (type_, *_) in enumerate(drawn)
        if type_
    ]
    held = record((*LINE, *many), tuple(deeds))
    rows = commons(taken(held), held)
    for by in ("all", "act", "target", "issue"):
        of_sort = [row for row in rows if row.by == by]
        assert sum(len(row.statements) for row in of_sort) == len(drawn)
        assert sum(row.rebuked.of for row in of_sort) == len(deeds)
        assert sum(row.rebuked.cases for row in of_sort) == sum(deed.type == "rebuke" for deed in deeds)
        assert all(row.low <= row.high for row in of_sort)


def test_what_came_before_a_statement_is_no_reaction_to_it():
    one = said("s1", "south", issue="system", act="defends", target="centre", said_on="1956-06")
    deed = done("d", "centre", "south", "quote", date="1956-05")
    assert reactions(deed, statements=(*LINE, one)) == {"s1": ("none on record", False)}


def test_few_cases_refuse_the_model_and_likeness_orders_them():
    deed = done("d", "centre", "chief", "rebuke", answers="talk", context="rulers")
    strange = said("strange", "south", act="asks", target="paper")
    held = record((*LINE, *TALK, strange), (deed,))
    near, why = nearness(taken(held), [None] * 3, held)
    assert why
    assert "1 rebuked and 0 not rebuked" in why
    by_id = {row.statement.id: one for row, one in zip(taken(held), near, strict=True)}
    assert by_id["on_system"].chance == pytest.approx((0.5 + 1 / 3) / (1 + 1 / 3)), (
        "one act of three traits shared"
    )
    assert (by_id["strange"].chance, by_id["strange"].rank) == (None, None)
    assert by_id["on_rulers"].chance is None, "a case does not speak for itself"


def test_many_cases_allow_the_model_and_it_finds_what_draws_the_rebuke():
    many = []
    deeds = []
    for at in range(6 * LEAST_EACH):
        harsh = at % 2 == 0
        many.append(said(f"s{at:02}", "south", issue="system", act="criticises" if harsh else "asks",
                         target="board" if at % 3 else "system", event=f"e{at}", said_on="1956-03"))  # fmt: skip
        rebuked = harsh if at % 7 else not harsh
        deeds.append(done(f"d{at}", "centre", "south", "rebuke" if rebuked else "reprint", answers=f"e{at}"))
    held = record((*LINE, *many), tuple(deeds))
    rows = taken(held)
    near, why = nearness(rows, [1.0] * len(rows), held)
    assert why is None
    assert near[0].method == "model"
    assert all(one.low < one.chance < one.high for one in near)
    assert near[2].chance > 0.7
    assert near[3].chance < 0.3


def test_the_model_gives_the_same_in_any_order_of_cases():
    rng = np.random.default_rng(3)
    traits = np.column_stack([np.ones(40), rng.integers(0, 2, (40, 2))])
    rebuked = (rng.random(40) < 0.4).astype(float)
    asked = np.array([[1.0, 0, 1], [1.0, 1, 0]])
    order = rng.permutation(40)
    once = logistic(traits, rebuked, asked)
    assert logistic(traits[order], rebuked[order], asked) == pytest.approx(once, rel=1e-9)
    assert np.all((once[:, 1] < once[:, 0]) & (once[:, 0] < once[:, 2]))


def test_a_case_does_not_speak_for_itself_in_the_model():
    rng = np.random.default_rng(4)
    traits = np.column_stack([np.ones(30), rng.integers(0, 2, (30, 2))])
    rebuked = (rng.random(30) < 0.5).astype(float)
    found = without_itself(traits, rebuked)
    for at in range(30):
        rest = np.arange(30) != at
        alone = logistic(traits[rest], rebuked[rest], traits[at][None, :])[0]
        assert found[at] == pytest.approx(alone, rel=1e-6)
    within = logistic(traits, rebuked, traits)[:, 0]
    assert np.all((found[:, 0] < within) == (rebuked == 1)), (
        "left out, a case no longer draws its chance to itself"
    )


def test_who_only_judges_is_no_party_to_the_matter():
    judged = said("j", "south", issue="system", stance=2, act="judges", target="centre", said_on="1956-03")
    own = said("o", "west", issue="system", stance=2, act="judges", target="centre", said_on="1956-03")
    more = said("p", "west", issue="roads", act="explains", target="centre")
    held = record((*LINE, judged, own, more))
    assert ("j", "its actor only judges") in {(row.id, why) for row, why in held.out_of_reach}
    assert {row.id for row in held.reachable} == {"o", "p"}


def test_cases_all_alike_do_not_break_the_model():
    """Where a trait parts the cases wholly, the prior keeps the chance off 0 and 1."""
    traits = np.column_stack([np.ones(20), np.repeat([0.0, 1.0], 10)])
    found = logistic(traits, traits[:, 1], traits)
    assert np.isfinite(found).all()
    assert 0 < found[0, 0] < 0.2
    assert 0.8 < found[-1, 0] < 1


def test_targets_are_told_by_kind():
    kinds = {target: target_kind(said("s", "chief", target=target), record())
             for target in ("board", "centre", "paper", "system", "south", None)}  # fmt: skip
    assert kinds == {
        "board": "the leadership of the centre",
        "centre": "the centre",
        "paper": "others at the centre",
        "system": "an issue",
        "south": "another actor",
        None: None,
    }


def test_a_case_may_use_other_words_and_move_ours():
    words = DeedWords.of(
        {"reactions": {"rebuked": ["rebuke"]}}, {"reactions": {"praised": ["rebuke", "laud"]}}
    )
    assert (words.means("reactions", "rebuke"), words.means("reactions", "laud")) == ("praised", "praised")
    assert words.means("reactions", None) is None


@pytest.mark.parametrize(
    "tree", [{"moods": {}}, {"reactions": {"scolded": []}}, {"reactions": {"rebuked": "x"}}]
)
def test_words_that_no_measure_knows_are_refused(tree):
    with pytest.raises(BadValue):
        DeedWords.of(tree)
