import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.measures.deeds.against import against
from linewatch.measures.deeds.record import Rows
from linewatch.measures.deeds.words import interval
from tests.measures.movements import EVENTS, MOVEMENT, WORDS, done, said

CALL = said("call", "centre", issue="system", stance=-2, act="orders", target="abroad", event="reply",
            said_on="1956-06-30")  # fmt: skip


def rows(statements=(), deeds=(), issues=None):
    found = against(
        Rows(
            movement=MOVEMENT,
            words=WORDS,
            events=EVENTS,
            statements=statements,
            deeds=deeds,
            issues=issues or {"roads": 1, "lead": -1},
        )
    )
    return {row.actor: row for row in found}


def test_words_are_turned_so_that_plus_is_independence():
    told = rows((said("a", "chief", issue="roads", stance=1), said("b", "chief", issue="lead", stance=-2)))
    assert told["chief"].words.mean == 1.5
    assert told["west"].words.mean == 1.5, "a person speaks for his party"
    assert told["west"].includes == ("west", "chief", "deputy")
    assert "wing" not in told["west"].includes


def test_what_is_said_in_one_event_counts_once():
    one = (said("a", "chief", issue="roads", stance=2, event="talk"),
           said("b", "chief", issue="lead", stance=-2, event="talk"),
           said("c", "chief", issue="roads", stance=-1))  # fmt: skip
    words = rows(one)["chief"].words
    assert (words.mean, len(words.statements)) == (0.5, 3)


def test_silence_has_no_words_and_no_deeds():
    told = rows((CALL,))
    assert set(told) == set(), "nobody has done or said anything of it"
    visit = done("v", "chief", "board", "visit")
    west = rows((CALL,), (visit,))["west"]
    assert (west.words.mean, west.share.share, west.open_calls) == (None, None, ("call",))
    assert west.verdict == "no words on independence are on record"
    assert "neither obedience nor disobedience" in west.share.why


def test_a_call_is_obeyed_or_not_by_deeds_or_by_words_on_its_issue():
    obeys = said("s1", "chief", issue="system", stance=-1, answers="reply")
    refuses = done("d1", "south", "centre", "defy", answers="reply")
    aside = said("s2", "wing", issue="rulers", stance=2, answers="reply")
    told = rows((CALL, obeys, aside), (refuses,))
    assert (told["west"].share.cases, told["west"].share.of) == (1, 1)
    assert (told["south"].share.cases, told["south"].share.of) == (0, 1)
    assert "wing" not in told, "what it said is on another issue"


def test_a_deed_and_a_statement_of_one_event_are_one_call():
    halt = done("halt", "centre", "abroad", "call_off", event="reply")
    obeys = said("s1", "chief", issue="system", stance=-1, answers="reply")
    assert rows((CALL, obeys), (halt,))["west"].share.of == 1
    assert "west" not in rows((obeys,), (halt,)), "a call without an issue cannot be answered by words"


def test_a_line_taken_after_the_centre_has_its_lag_in_days():
    first = said("first", "centre", issue="system", stance=1, said_on="1956-02-01")
    before = said("before", "south", issue="system", stance=-1, said_on="1956-05-01")
    after = said("after", "chief", issue="system", stance=-1, said_on="1956-07")
    told = rows((first, CALL, before, after))
    ((copied,)) = told["west"].copied
    assert (copied.line.id, copied.lag.low, copied.lag.high) == ("call", 1, 31)
    assert "south" not in told, "it held that side before"


def test_an_undated_answer_is_after_what_it_answers():
    answer = said("answer", "chief", issue="system", stance=-1, answers="reply")
    ((copied,)) = rows((CALL, answer))["west"].copied
    assert copied.lag.why == "its date is not known"


def test_the_centre_holds_or_lets_go_and_one_event_counts_once():
    deeds = (
        done("d1", "paper", "chief", "reprint", mode="edited", event="talk"),
        done("d2", "paper", "chief", "cut", event="talk"),
        done("d3", "board", "west", "visit"),
        done("d4", "centre", "south", "recognise"),
        done("d5", "chief", "centre", "visit"),
        done("d6", "centre", "rebels", "rebuke"),
        done("d7", "centre", "service", "rebuke"),
    )
    centre = rows((said("w", "centre", issue="roads", stance=2),), deeds)["centre"]
    counts = {kind: len(ids) for kind, ids in centre.deeds.items() if ids}
    assert counts == {"cuts": 1, "visits": 1, "lets_go": 1, "received": 1}
    assert (centre.share.cases, centre.share.of) == (2, 3)


def test_more_is_said_than_done_only_where_the_intervals_part():
    words = [
        said(f"w{at}", "centre", issue="roads", stance=2, said_on=f"1956-0{1 + at % 9}") for at in range(12)
    ]
    deeds = [done(f"d{at}", "centre", "west", "rebuke") for at in range(12)]
    assert rows(words, deeds)["centre"].verdict == "says more independence than its deeds show"
    vague = (said("w", "centre", issue="roads", stance=1),)
    assert rows(vague, deeds)["centre"].verdict == "words and deeds cannot be told apart"
    against_it = [said(f"w{at}", "centre", issue="roads", stance=-2) for at in range(12)]
    lets_go = [done(f"d{at}", "centre", "west", "recognise") for at in range(12)]
    assert rows(against_it, lets_go)["centre"].verdict == "says less independence than its deeds show"


def test_one_saying_has_a_wide_interval_and_many_alike_a_narrow_one():
    """By hand: one case, df 2, variance 1: reach is the 95 % point of t with 2 degrees of freedom, 2.919986."""
    mean, low, high = interval([0.0])
    assert (mean, low, high) == (0.0, -2.0, 2.0)
    assert interval([2.0])[1] == pytest.approx(2 - 2.919986, abs=1e-5)
    _, low, high = interval([1.0] * 20)
    assert high - low < 0.5


@given(st.lists(st.integers(-2, 2), min_size=1, max_size=30))
def test_the_interval_holds_the_mean_and_mirrors(stances):
    mean, low, high = interval(stances)
    assert -2 <= low <= mean <= high <= 2
    assert interval([-one for one in stances]) == (
        pytest.approx(-mean),
        pytest.approx(-high),
        pytest.approx(-low),
    )


def test_who_only_judges_is_no_row_and_speaks_for_nobody():
    own = said("a", "chief", issue="roads", stance=1)
    told = rows((own, said("j", "deputy", issue="roads", stance=-2, act="judges"),
                 said("k", "service", issue="roads", stance=2, act="judges")))  # fmt: skip
    assert set(told) == {"chief", "west"}
    assert told["west"].words.mean == 1
