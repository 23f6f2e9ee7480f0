"""What one actor cannot both mean: dates that make it a change of line, and dates that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.kinds.said import Statement
from linewatch.measures.contradictions import alike, contradictions, together, turned_round
from linewatch.measures.shifts import lexicon


def statement(ident, on, issue="system", **more):
    return Statement(id=ident, actor="centre", issue=issue, said_on=on, **more)


def pairs(*rows, parents=None):
    return contradictions(
        [row for row, _ in rows], {row.id: (stance, "certain") for row, stance in rows}, parents or {}
    )


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (["1956-02-25"], ["1956-06-30"], "changed line"),
        (["1956-02", "1956-03-01"], ["1956-06-30", "1956-07"], "changed line"),
        (["1956-06-30"], ["1956-06-30"], "at once"),
        (["1956-02-01", "1956-08-01"], ["1956-05-01"], "at once"),
        (["1956-02"], ["1956-02-14"], "cannot tell"),
        (["1956-02-01"], [None], "cannot tell"),
        (["1956-02-01", "1956-08-01"], ["1956-05-01", None], "at once"),
    ],
)
def test_saying_both_at_once_is_told_from_changing_a_line(one, other, kind):
    assert together(one, other)[0] == together(other, one)[0] == kind


def test_opposite_signs_on_one_issue_contradict_each_other_and_nought_nobody():
    rows = (
        (statement("a", "1956-02-25"), 1),
        (statement("b", "1956-06-30"), -2),
        (statement("c", "1956-07"), 0),
    )
    (pair,) = pairs(*rows, (statement("d", "1956-07"), None))
    assert (pair.a.id, pair.b.id, pair.kind, pair.relation) == ("a", "b", "changed line", "same issue")
    assert pair.score == pytest.approx(0.75 * 0.5)


def test_pairs_on_the_tree_come_after_those_on_one_issue_and_weigh_half():
    rows = (statement("a", "1956-02-25"), 2), (statement("b", "1956-06-30", issue="church"), -2)
    (pair,) = pairs(*rows, parents={"church": "system", "system": None})
    assert (pair.relation, pair.score) == ("tree", 0.25)
    assert not pairs(*rows)
    more = (statement("c", "1956-06-30"), -1)
    assert [one.relation for one in pairs(*rows, more, parents={"church": "system"})] == [
        "same issue",
        "tree",
    ]


def test_audiences_that_part_what_is_said_are_named():
    secret = {"publicity": "secret", "addressee": "cadre", "channel": "session"}
    rows = [
        (statement("a", "1956-02-25", **secret), 1),
        (statement("b", "1956-02-25", publicity="public", channel="session"), -1),
    ]
    (pair,) = pairs(*rows)
    assert pair.differs == {"publicity": ("secret", "public")}
    assert pair.same == ("channel",)
    assert pair.parted_by == ("publicity",)


def test_a_loop_in_the_tree_ends():
    rows = (statement("a", "1956-02-25"), 2), (statement("b", "1956-06-30", issue="church"), -2)
    assert len(pairs(*rows, parents={"church": "system", "system": "church"})) == 1


@given(st.lists(st.tuples(st.integers(1, 28), st.sampled_from((-2, -1, 1, 2))), max_size=8))
def test_with_known_days_a_line_changed_just_where_one_sign_ends_before_the_other_begins(said):
    rows = [(statement(str(n), f"1956-02-{day:02}"), stance) for n, (day, stance) in enumerate(said)]
    found = pairs(*rows)
    one, other = ([day for day, stance in said if (stance > 0) == up] for up in (False, True))
    assert len(found) == len(one) * len(other)
    if found:
        changed = max(one) < min(other) or max(other) < min(one)
        for pair in found:
            apart = "changed line" if changed else "by turns"
            assert pair.kind == ("at once" if pair.a.said_on == pair.b.said_on else apart)


def test_what_was_said_again_later_is_told_pair_by_pair():
    """Of a side that was taken before and after the other, neither pair was said at one time."""
    rows = (
        (statement("a", "1956-02-25"), 2),
        (statement("b", "1956-06-30"), -1),
        (statement("c", "1956-06-30"), 1),
    )
    assert {(p.a.id, p.b.id): p.kind for p in pairs(*rows)} == {("a", "b"): "by turns", ("b", "c"): "at once"}
    unsure = (statement("d", "1956-02/1956-04"), -1)
    told = {(p.a.id, p.b.id): p.kind for p in pairs(*rows, unsure)}
    assert told["d", "a"] == "cannot tell"


def test_sentences_that_share_their_wording_are_found_across_texts_only():
    first = ["every", "party", "follows", "the", "one", "road", "of", "the", "october", "revolution"]
    second = ["not", "every", "party", "follows", "the", "one", "road", "of", "the", "october", "revolution"]
    other = ["the", "harvest", "was", "good", "in", "the", "northern", "districts", "this", "year"]
    assert [(a, b) for a, b, _ in alike([[first, second, other], [other, second]])] == [((0, 0), (1, 1))]
    assert alike([[first, second]]) == []


def test_of_many_sentences_what_stands_in_most_of_them_makes_none_alike():
    texts = [
        [
            ["it", "was", "said", "in", "the", "hall", f"that{n}", f"one{n}", f"and{n}"]
            for n in range(start, start + 250)
        ]
        for start in (0, 500)
    ]
    assert alike(texts) == []
    texts[1][17] = [*texts[0][5], "again"]
    assert [(a, b) for a, b, _ in alike(texts)] == [((0, 5), (1, 17))]


def test_a_sentence_turned_round_in_another_text_is_suggested_with_the_words_that_show_it():
    words = lexicon({"language": "en", "negation": {"not": 0.5}})
    texts = [
        "The harvest was good. Every party follows the one road of the October revolution.",
        "Not every party follows the one road of the October revolution. Wages rose.",
        "Wages fell and the harvest was poor this year.",
    ]
    (pair,) = turned_round(texts, words)
    assert pair.texts == (0, 1)
    assert texts[0][slice(*pair.a)].startswith("Every party")
    assert texts[1][slice(*pair.b)].startswith("Not every")
    assert pair.cue_a is None
    assert texts[1][slice(*pair.cue_b)] == "Not"
    assert 0 < pair.score <= pair.likeness <= 1
    assert turned_round(texts, lexicon({"language": "en"})) == []
    assert turned_round(texts[:1], words) == []
