"""Tempo: the widest ranges that the dates on record allow, worked by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import Access, Actor, Deed, Event, Statement
from linewatch.measures.tempo import Rows, lag_days, tempo

SPEECH = Event(id="speech", name="Speech", date="1956-02-25", actor="leader")
ACTORS = (
    Actor(id="centre", name="Centre", kind="party"),
    Actor(id="leader", name="Leader", kind="person", parent="centre"),
    Actor(id="east", name="East", kind="party", parent="bloc"),
    Actor(id="bloc", name="Bloc", kind="camp"),
    Actor(id="west", name="West", kind="party"),
    Actor(id="chief", name="Chief", kind="person", parent="west"),
    Actor(id="south", name="South", kind="party"),
)


def statement(ident, actor, said_on, answers="speech"):
    return Statement(id=ident, actor=actor, said_on=said_on, answers=answers)


def rows(events=(SPEECH,), said=(), access=()):
    return Rows(events=events, said=said, access=access, actors=ACTORS, cites={})


def days(lag):
    return lag.low, lag.high


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("1956-02-25", "1956-03-04", (8, 8)),
        ("1956-02-25", "1956-03", (5, 35)),
        ("1956-02", "1956-03-04", (4, 32)),
        ("1956-02-25", "../1956-03-14", (0, 18)),
        ("1956-02-25", "1956-06-30/..", (126, None)),
        ("../1956-02-25", "1956-03-04", (8, None)),
        ("1956-03-01", "1956-02-28/1956-03-03", (0, 2)),
    ],
)
def test_days_after_an_event_are_a_range(since, until, expected):
    assert days(lag_days(PartialDate.parse(since), PartialDate.parse(until), follows=True)) == expected


def test_what_may_have_come_before_may_be_less_than_no_days():
    lag = lag_days(PartialDate.parse("1956-03"), PartialDate.parse("1956-03-10"), follows=False)
    assert days(lag) == (-21, 9)


def test_about_a_date_is_said_of_the_days_too():
    lag = lag_days(PartialDate.parse("1956-02-25"), PartialDate.parse("1956-03-04~"), follows=True)
    assert (days(lag), lag.about) == ((8, 8), True)


def test_without_a_date_the_refusal_says_what_is_missing():
    lag = lag_days(PartialDate.parse("1956"), None, follows=True)
    assert (lag.low, lag.high, lag.why) == (None, None, "its date is not known")
    assert lag.needed


@given(st.dates(date(1900, 1, 1), date(2000, 1, 1)), st.lists(st.integers(0, 400), min_size=3, max_size=3))
def test_the_true_number_of_days_lies_in_the_range(begun, offsets):
    """However a date is blurred, the range of days holds the true one."""
    true, before, after = offsets
    happened = begun + timedelta(days=true)
    low, high = happened - timedelta(days=before), happened + timedelta(days=after)
    lag = lag_days(PartialDate.parse(str(begun)), PartialDate.parse(f"{low}/{high}"), follows=True)
    assert lag.low <= true <= lag.high


def test_each_actors_first_answer_counts_and_order_is_as_sure_as_the_dates():
    said = (
        statement("s3", "west", "1956-03-20"),
        statement("s1", "chief", "1956-03-14"),
        statement("s2", "east", "1956-03"),
        statement("s4", "west", "1956-05-01"),
        statement("s5", "south", "1956-03-01", answers="other"),
    )
    found = tempo(SPEECH, rows(said=said)).answers
    assert [(a.actor, a.row, a.rank_low, a.rank_high) for a in found] == [
        ("east", "s2", 1, 3),
        ("chief", "s1", 1, 2),
        ("west", "s3", 2, 3),
    ]


def test_a_leaders_answer_is_his_partys_and_silence_is_listed():
    found = tempo(SPEECH, rows(said=(statement("s1", "chief", "1956-03-14"), statement("s2", "east", None))))
    assert found.silent == ("south",)


def test_a_deed_is_an_answer_too():
    deed = Deed(id="d1", actor="south", type="resign", date="1956-04", answers="speech")
    assert tempo(SPEECH, rows(said=(deed,))).answers[0].row == "d1"


def test_nobody_is_silent_where_nobody_was_asked():
    assert tempo(SPEECH, rows()).silent == ()


def test_what_took_place_stands_against_the_plan_for_its_audience():
    plan = Event(id="plan", name="Plan", mode="planned", date="1956-06", audience="bloc", publishes="speech")
    vague = Event(
        id="vague", name="Vague", mode="planned", date="1956-02-25/..", audience="west", publishes="speech"
    )
    access = (
        Access(id="a1", actor="east", text="speech", date="1956-03-10"),
        Access(id="a2", actor="east", text="speech", date="1956-03-01"),
        Access(id="a3", actor="west", text="other", date="1956-03-01"),
    )
    found = tempo(SPEECH, rows(events=(SPEECH, plan, vague), access=access))
    by_audience = {row.audience: row for row in found.ahead}
    assert by_audience["bloc"].took_place == "a2"
    assert days(by_audience["bloc"].lag) == (92, 121)
    assert by_audience["west"].lag.why == "no row says that it was reached"
    assert [row.row for row in found.planned] == ["vague", "plan"]


def test_a_date_from_outside_is_marked():
    release = Event(
        id="release", name="Release", mode="happened", outside_date="1956-06-04", publishes="speech"
    )
    (found,) = tempo(SPEECH, rows(events=(SPEECH, release))).actual
    assert (found.outside, found.on, days(found.lag)) == (True, "1956-06-04", (100, 100))


def test_the_first_answer_is_the_one_surely_given_soonest():
    """An answer dated by a season may be earlier or later; the one of a known day bounds the first from above."""
    said = (statement("s1", "west", "1956-21"), statement("s2", "west", "1956-03-14"))
    (found,) = tempo(SPEECH, rows(said=said)).answers
    assert (found.row, days(found.lag)) == ("s2", (0, 18))


def test_nobody_can_have_had_a_text_before_it_was_there():
    plan = Event(
        id="plan",
        name="Plan",
        mode="planned",
        date="1956-05-01/1956-05-07",
        audience="west",
        publishes="speech",
    )
    access = (Access(id="a1", actor="west", text="speech", date="../1956-03-31"),)
    (found,) = tempo(SPEECH, rows(events=(SPEECH, plan), access=access)).ahead
    assert days(found.lag) == (31, 72)


def test_a_text_may_go_by_its_documents_key():
    release = Event(id="release", name="Release", date="1956-06-04", publishes="paper")
    access = (Access(id="a1", actor="west", text="paper", date="1956-06-05"),)
    (found,) = tempo(release, rows(events=(release,), access=access)).actual
    assert (found.row, days(found.lag)) == ("a1", (1, 1))


def test_what_is_known_to_have_come_before_has_fewer_than_no_days():
    lag = lag_days(PartialDate.parse("1956-03-10"), PartialDate.parse("1956-03-06"), follows=True)
    assert days(lag) == (-4, -4)


def test_publishing_anothers_text_is_part_of_that_texts_disclosure():
    release = Event(id="release", name="Release", date="1956-06-04", publishes="speech")
    access = (Access(id="a1", actor="west", text="speech", date="1956-03-05"),)
    assert tempo(release, rows(events=(SPEECH, release), access=access)).actual == ()
