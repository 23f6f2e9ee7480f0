"""Networks on cases one can work by hand, and what must hold of any."""

import itertools
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.errors import BadValue
from linewatch.kinds.citations import Citation
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Actor, Statement
from linewatch.measures.networks.asked import LEAST_DOCUMENTS, Asked
from linewatch.measures.networks.centralization import centralization, dealt_out
from linewatch.measures.networks.coding import Stance, below, by_body, take
from linewatch.measures.networks.counting import count
from linewatch.measures.networks.factions import factions
from linewatch.measures.networks.network import network
from linewatch.measures.networks.ties import NORMALISE, scale_range, ties
from linewatch.measures.networks.windows import Span, spans, within
from linewatch.measures.networks.wings import deviation, frustrated, least_frustrated, near, searched, split

RANDOM = np.random.default_rng


def stance(actor, issue, value, document="d1", on=None, ident=None):
    date_ = PartialDate.parse(on) if on else None
    ident = ident or f"{actor}-{issue}-{value}-{document}-{on}"
    return Stance(statement=ident, actor=actor, issue=issue, stance=value, document=document, on=date_)


def squares(stances, normalise="none", once=None, span=4.0):
    counts = count(stances, once)
    return counts, ties(counts.table(), counts.levels, span, normalise)


def camps(actors, of):
    return ["".join(name for name, side in zip(actors, of, strict=True) if side == which) for which in (0, 1)]


TRIO = (
    stance("a", "x", 2), stance("a", "x", 2, "d2"), stance("a", "y", -2),
    stance("b", "x", 2), stance("b", "y", 2), stance("c", "x", 1),
)  # fmt: skip


def test_ties_by_hand():
    """On x a twice and b once +2, c +1; on y opposite poles: a-b 2 agreed, 1 opposed; a-c 2 of 3/4 and 2 of 1/4."""
    _, found = squares(TRIO)
    assert found.congruence.tolist() == [[0, 2, 1.5], [2, 0, 0.75], [1.5, 0.75, 0]]
    assert found.conflict.tolist() == [[0, 1, 0.5], [1, 0, 0.25], [0.5, 0.25, 0]]
    assert found.of("subtract").tolist() == [[0, 1, 1], [1, 0, 0.5], [1, 0.5, 0]]


def test_a_repeated_stance_may_count_once():
    _, found = squares(TRIO, once="all")
    assert found.congruence[0].tolist() == [0, 1, 0.75]
    _, found = squares(TRIO, once="document")
    assert found.congruence[0].tolist() == [0, 2, 1.5]


@pytest.mark.parametrize(("once", "counted"), [("week", 3), ("month", 2), ("year", 1), (None, 4)])
def test_once_a_week_month_or_year(once, counted):
    rows = [
        stance("a", "x", 1, "d", day, day) for day in ("1956-03-05", "1956-03-06", "1956-03-20", "1956-05-01")
    ]
    assert count(rows, once).table().sum() == counted


def test_the_cosine_is_the_true_one():
    """Not the product of sums: the Euclidean norms of the counts."""
    rows = [stance("a", "x", 2, f"d{n}") for n in range(3)]
    rows += [stance("a", "y", 2, f"d{n}") for n in range(4)] + [stance("b", "y", 2)]
    _, found = squares(rows, "cosine")
    assert found.congruence[0, 1] == pytest.approx(4 / 5)


def test_average_and_jaccard_by_hand():
    _, average = squares(TRIO, "average")
    assert average.congruence[0, 1] == pytest.approx(2 / 2.5)
    rows = [stance("a", "x", 2), stance("a", "y", 2), stance("b", "y", 2), stance("b", "z", 2)]
    _, jaccard = squares(rows, "jaccard")
    assert jaccard.congruence[0, 1] == pytest.approx(1 / 3)


def test_one_sign_is_never_two_poles():
    assert scale_range(np.array([1.0, 2.0])) == 4
    assert scale_range(np.array([-1.0, 1.0])) == 2
    assert scale_range(np.array([0.0])) == 1


coded = st.lists(
    st.builds(
        stance,
        st.sampled_from("abcde"),
        st.sampled_from("xyz"),
        st.integers(-2, 2),
        st.sampled_from(["p", "q", "r"]),
    ),
    min_size=2,
    max_size=25,
)


@given(coded, st.sampled_from(NORMALISE))
def test_ties_are_symmetric_and_congruence_and_conflict_share_out_what_is_shared(rows, normalise):
    _, found = squares(rows, normalise)
    for square in (found.congruence, found.conflict):
        assert np.allclose(square, square.T)
        assert (square >= 0).all()
    if normalise == "none":
        assert np.allclose(found.congruence + found.conflict, found.shared)
    if normalise == "cosine":
        assert (found.congruence <= 1 + 1e-9).all()


@given(coded, st.integers(2, 5))
def test_speaking_more_often_does_not_move_a_cosine(rows, times):
    louder = [row for row in rows for _ in range(times if row.actor == "a" else 1)]
    assert np.allclose(squares(rows, "cosine")[1].congruence, squares(louder, "cosine")[1].congruence)


@given(coded)
def test_mirrored_stances_have_the_same_ties(rows):
    mirrored = [stance(row.actor, row.issue, -row.stance, row.document) for row in rows]
    assert np.allclose(squares(rows)[1].congruence, squares(mirrored)[1].congruence)


def planted(actors, seed, noise=1.0):
    """Return ties of two camps with noise."""
    rng = RANDOM(seed)
    side = rng.random(actors) < 0.4
    same = side[:, None] == side[None, :]
    drawn = [rng.poisson(3 * (same == agreed) + noise, (actors, actors)) for agreed in (True, False)]
    return side ^ side[0], *(np.triu(square, 1) + np.triu(square, 1).T + 0.0 for square in drawn)


def test_the_least_deviation_is_that_of_the_pattern():
    side = np.array([False, False, True, True])
    same = side[:, None] == side[None, :]
    found = split(1.0 * same - np.eye(4), 1.0 * ~same, RANDOM(0))
    assert (found.camp == side).all()
    assert frustrated(found.camp, 1.0 * same - np.eye(4), 1.0 * ~same) == 0


@given(st.integers(2, 8), st.integers(0, 50))
@settings(max_examples=25, deadline=None)
def test_the_enumerated_split_is_the_best_of_all(actors, seed):
    _, agreed, opposed = planted(actors, seed)
    if not opposed.any():
        return
    every = np.array(
        [(False, *rest) for rest in itertools.product([False, True], repeat=actors - 1) if any(rest)]
    )
    found = split(agreed, opposed, RANDOM(0))
    assert found.exact
    assert found.value == pytest.approx(deviation(every, agreed, opposed).min())
    least = min(frustrated(camp, agreed, opposed) for camp in every)
    assert frustrated(least_frustrated(agreed, opposed, every[0]), agreed, opposed) == pytest.approx(least)


@pytest.mark.parametrize("seed", range(12))
def test_the_search_finds_the_exact_split_on_small_cases(seed):
    """The stated heuristic is held against enumeration, with plain camps and with much noise."""
    _, agreed, opposed = planted(11, seed, noise=1.0 + seed % 4)
    exact = split(agreed, opposed, RANDOM(0))
    assert searched(agreed, opposed, RANDOM(seed)).value == pytest.approx(exact.value)


def test_many_actors_are_split_by_search():
    side, agreed, opposed = planted(70, 3)
    found = split(agreed, opposed, RANDOM(0))
    assert not found.exact
    assert (found.camp == side).all()
    assert (near(agreed, opposed, ~side).camp == side).all()


def test_a_star_is_one_centre_and_a_ring_is_none():
    star = np.zeros((5, 5))
    star[0, 1:] = star[1:, 0] = [3, 1, 2, 5]
    ring = np.roll(np.eye(5), 1, axis=0) + np.roll(np.eye(5), -1, axis=0)
    assert centralization(star) == pytest.approx(1)
    assert centralization(ring) == pytest.approx(0)
    assert centralization(ring[:2, :2]) is None
    assert centralization(-star) is None, "ties of conflict make no centre"


@given(coded, st.integers(0, 9))
def test_the_null_keeps_each_actors_activity(rows, seed):
    counts = count(rows)
    levels = len(counts.levels)
    drawn = dealt_out(counts.table(), levels, RANDOM(seed))
    activity = [
        table.reshape(len(counts.actors), -1, levels).sum(axis=2) for table in (counts.table(), drawn)
    ]
    assert np.allclose(*activity)


def movement(documents=12, noisy=()):
    """Two camps of two, each actor with documents of its own, on two issues."""
    rows = []
    for at in range(documents):
        for actor, side in (("a", 1), ("b", 1), ("c", -1), ("d", -1)):
            rows += [stance(actor, issue, 2 * side, f"{actor}{at}") for issue in "xy"]
    return [*rows, *noisy]


def test_camps_ties_and_shares_of_a_plain_movement():
    found = network(movement(), Asked(span=4.0, centre="c"))
    assert found.wings.camps == (("c", "d"), ("a", "b"))
    assert {node.actor: node.wing for node in found.nodes} == {"a": 2, "b": 2, "c": 1, "d": 1}
    assert all(node.share > 0.99 for node in found.nodes)
    values = {(tie.a, tie.b): tie for tie in found.ties}
    assert values["a", "b"].low > 0 > values["a", "c"].high
    assert values["a", "b"].low <= values["a", "b"].value <= values["a", "b"].high


def test_one_loud_source_makes_no_bloc():
    """Ten repeats in one document tie two actors strongly; the draws of sources tell that it hangs on one."""
    loud = [stance(actor, "z", 2, "loud", ident=f"{actor}{at}") for actor in "ac" for at in range(10)]
    found = network(movement(noisy=loud), Asked(span=4.0))
    tie = next(tie for tie in found.ties if (tie.a, tie.b) == ("a", "c"))
    assert tie.value > -480 + 90
    assert tie.low < 0 or tie.refused
    once = network(movement(noisy=loud), Asked(span=4.0, once="document", kind="congruence"))
    assert next(tie for tie in once.ties if (tie.a, tie.b) == ("a", "c")).value == 1


def test_few_sources_give_no_interval_but_say_why():
    found = network(TRIO, Asked(span=4.0))
    assert all(tie.low is None and f"{LEAST_DOCUMENTS} documents" in tie.refused.needed for tie in found.ties)
    assert found.centre.unsure is not None
    assert all(node.share is None for node in found.nodes)


def test_an_actor_of_one_source_has_no_interval():
    found = network([*movement(3), stance("e", "x", 2, "e1")], Asked(span=4.0))
    assert {tie.refused is None for tie in found.ties if "e" in (tie.a, tie.b)} == {False}


def test_all_alike_is_no_split():
    found = network([stance(actor, "x", 2) for actor in "abc"], Asked(span=4.0))
    assert found.wings.camps == (("a", "b", "c"), ())
    assert found.wings.refused.why == "nobody is opposed to anybody"
    assert found.centre.p_value == 1


def test_who_shares_no_issue_is_in_no_wing():
    found = network([*movement(2), stance("e", "alone", 2)], Asked(span=4.0))
    assert found.wings.apart == ("e",)
    assert next(node for node in found.nodes if node.actor == "e").wing is None


def test_the_same_seed_gives_the_same_network():
    assert network(movement(), Asked(span=4.0)) == network(movement()[::-1], Asked(span=4.0))


def test_what_was_surely_said_within_the_days_counts_and_the_rest_is_listed():
    rows = [stance("a", "x", 1, on=on, ident=on) for on in ("1956-03-05", "1956-03", "1956", "1957")]
    rows.append(stance("a", "x", 1, ident="undated"))
    found = within(rows, Span(date(1956, 3, 1), date(1956, 3, 31)))
    assert [row.statement for row in found.kept] == ["1956-03-05", "1956-03"]
    assert [row.statement for row in found.unsure] == ["1956"]
    assert [row.statement for row in found.undated] == ["undated"]


def test_windows_follow_the_calendar():
    rows = [stance("a", "x", 1, on="1956-02-25"), stance("b", "x", 1, on="1956-07-16")]
    assert [str(span.since) for span in spans(rows, "quarter")] == ["1956-01-01", "1956-04-01", "1956-07-01"]
    assert len(spans(rows, "week")) == 22
    assert spans([stance("a", "x", 1)], "year") == ()


@pytest.mark.parametrize(
    ("window", "last"), [("week", "9999-12-27"), ("month", "9999-12-01"), ("year", "9999-01-01")]
)
def test_windows_end_with_the_calendar(window, last):
    *_, span = spans([stance("a", "x", 1, on="9999-11-30"), stance("b", "x", 1, on="9999-12")], window)
    assert (str(span.since), span.until) == (last, date.max)


def test_more_windows_than_anyone_could_read_are_refused():
    rows = [stance("a", "x", 1, on="0100"), stance("b", "x", 1, on="9000")]
    with pytest.raises(BadValue, match="longer window"):
        spans(rows, "week")
    early = [stance("a", "x", 1, on="0001-01-01"), stance("b", "x", 1, on="0019-12-31")]
    assert len(spans(early, "week")) == 992


def said_row(ident, actor, issue, value, act="explains"):
    return Statement(id=ident, actor=actor, issue=issue, stance=value, act=act)


def test_analysts_who_only_judge_are_no_members_and_their_questions_are_theirs():
    rows = [
        said_row("s1", "party", "line", 1),
        said_row("s2", "staff", "line", -1, "judges"),
        said_row("s3", "staff", "why", 2, "judges"),
        said_row("s4", "staff", "why", 1, "judges"),
        said_row("s5", "theorists", "why", 1),
        said_row("s6", "party", None, 1),
        said_row("s7", "party", "line", None),
        said_row("s8", "party", "line", 2),
    ]
    cites = {("statements", row.id): (Citation("m"),) for row in rows if row.id != "s8"}
    taken = take(rows, {"line": None, "why": None}, cites)
    assert [row.statement for row in taken.stances] == ["s1"]
    whys = {row.statement: row.why for row in taken.dropped}
    assert whys["s2"] == whys["s3"] == "its actor only judges"
    assert whys["s5"] == "its question is the analysts' own"
    assert whys["s8"] == "it cites no document"
    assert len(whys) == 7


def test_a_loop_of_issues_or_actors_ends():
    loop = {"x": "y", "y": "x"}
    assert below([stance("a", "x", 1)], "y", loop)
    actors = [
        Actor(id="a", name="A", kind="person", parent="b"),
        Actor(id="b", name="B", kind="person", parent="a"),
    ]
    assert by_body([stance("a", "x", 1)], actors, "party") == ([], ["a"])


def test_leaders_count_with_their_party():
    actors = [Actor(id="p", name="P", kind="party"), Actor(id="a", name="A", kind="person", parent="p")]
    counted, without = by_body(
        [stance("a", "x", 1), stance("p", "x", 1), stance("z", "x", 1)], actors, "party"
    )
    assert ([row.actor for row in counted], without) == (["p", "p"], ["z"])


def of_centre(documents):
    rows = []
    for at in range(documents):
        rows += [
            stance("hard", "x", -2, f"h{at}"),
            stance("soft", "x", 2, f"s{at}"),
            stance("abroad", "x", 2, f"b{at}"),
        ]
    return rows, {"hard": "centre", "soft": "centre", "centre": None, "abroad": None}


def test_a_reaction_is_set_against_each_faction_of_the_centre():
    rows, parents = of_centre(6)
    found = factions(rows, "centre", parents, Asked(span=4.0))
    assert found.factions == ("hard", "soft")
    assert [(row.faction, row.value) for row in found.rows] == [("hard", -1), ("soft", 1)]
    assert [(row.actor, row.faction) for row in found.nearest] == [("abroad", "soft")]
    assert all(row.refused is None and row.low <= row.value <= row.high for row in found.rows)


def test_a_faction_of_one_source_has_no_interval_and_says_why():
    rows, parents = of_centre(6)
    found = factions(
        [row for row in rows if row.actor != "hard" or row.document == "h0"],
        "centre",
        parents,
        Asked(span=4.0),
    )
    hard, soft = found.rows
    assert "only 1 source tells of hard" in hard.refused.why
    assert soft.refused is None


def test_of_few_sources_the_nearest_faction_cannot_be_told():
    rows, parents = of_centre(1)
    found = factions(rows, "centre", parents, Asked(span=4.0))
    (nearest,) = found.nearest
    assert all((row.low, row.high) == (None, None) and row.refused.needed for row in found.rows)
    assert (nearest.faction, nearest.share) == (None, None)
    assert "too few" in nearest.refused.why
